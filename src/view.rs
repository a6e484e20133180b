//! Views whose code is small: the targets of [`view!`], and the few helpers of leptos that multiply, made single.
//!
//! Leptos compiles what shows an element, an attribute or a closure once for each of their types, and each has a
//! type of its own. Here an element is data of one type ([`Element`]), and a closure is boxed where it is written,
//! before any code of leptos sees its type. Signals, contexts, components and effects are leptos's.
//!
//! # Layout
//! - [`element`] one element: built, changed in place, taken away
//! - [`values`] what may stand as an attribute or as a child
//! - [`signals`] signals, memos and what reads either

mod element;
mod signals;
mod values;

pub use element::Element;
pub use signals::{Held, Memo, RwSignal, Signal, memo};
pub use tanomo_view::view;
pub use values::{Attribute, Child, Flag, Text};

use leptos::prelude::{AnyView, ChildrenFn, Effect, IntoAny, IntoView, ViewFn, component};

/// What a child becomes.
pub fn child(child: impl Child) -> AnyView {
    child.child()
}

/// Several views, one after the other.
pub fn all(views: Vec<AnyView>) -> AnyView {
    views.into_any()
}

/// What a component made.
pub fn component(view: impl IntoView + 'static) -> AnyView {
    view.into_any()
}

/// A view made again whenever what it reads changes.
pub fn live(make: Box<dyn FnMut() -> AnyView + Send>) -> AnyView {
    make.into_any()
}

/// Work done after the screen has changed, and again whenever what it reads changes.
pub fn effect(work: impl FnMut() + 'static) {
    boxed_effect(Box::new(work));
}

fn boxed_effect(mut work: Box<dyn FnMut()>) {
    Effect::new(move |_: Option<()>| work());
}

/// Whether something is shown.
pub struct When(Box<dyn Fn() -> bool + Send + Sync>);

impl<F: Fn() -> bool + Send + Sync + 'static> From<F> for When {
    fn from(when: F) -> When {
        When(Box::new(when))
    }
}

/// Its children while `when` holds, `fallback` while not; made anew at each change.
#[component]
pub fn Show(
    /// Asked again whenever what it reads changes.
    #[prop(into)]
    when: When,
    /// Shown instead.
    #[prop(optional, into)]
    fallback: ViewFn,
    /// What is shown.
    children: ChildrenFn,
) -> impl IntoView {
    let when = memo(move |_| when.0());
    live(Box::new(move || if when.get() { children() } else { fallback.run() }))
}
