//! What may stand as an attribute and as a child.

use std::borrow::Cow;

use leptos::prelude::{AnyView, IntoAny};

use super::{Element, Held, Signal, live};

/// A value an attribute can have; `None` and `false` take the attribute away.
pub trait Text {
    /// The attribute's text.
    fn text(self) -> Option<Cow<'static, str>>;
}

/// A value, or something that gives one again and again.
pub trait Attribute {
    /// Puts it on `element`.
    fn put(self, element: Element, name: &'static str) -> Element;
}

macro_rules! texts {
    ($($type:ty: $value:ident => $text:expr;)*) => {$(
        impl Text for $type {
            fn text(self) -> Option<Cow<'static, str>> {
                let $value = self;
                $text
            }
        }

        impl Attribute for $type {
            fn put(self, element: Element, name: &'static str) -> Element {
                element.text(name, self.text())
            }
        }
    )*};
}

texts! {
    &'static str: text => Some(Cow::Borrowed(text));
    String: text => Some(Cow::Owned(text));
    Cow<'static, str>: text => Some(text);
    bool: on => on.then_some(Cow::Borrowed(""));
    u32: number => Some(Cow::Owned(number.to_string()));
    usize: number => Some(Cow::Owned(number.to_string()));
    i32: number => Some(Cow::Owned(number.to_string()));
}

impl<T: Text> Text for Option<T> {
    fn text(self) -> Option<Cow<'static, str>> {
        self?.text()
    }
}

impl<T: Attribute> Attribute for Option<T> {
    fn put(self, element: Element, name: &'static str) -> Element {
        match self {
            Some(value) => value.put(element, name),
            None => element.text(name, None),
        }
    }
}

impl<F: Fn() -> T + 'static, T: Text> Attribute for F {
    fn put(self, element: Element, name: &'static str) -> Element {
        element.live(name, Box::new(move |element| set(element, name, self().text())))
    }
}

impl<T: Text + Clone + Held> Attribute for Signal<T> {
    fn put(self, element: Element, name: &'static str) -> Element {
        (move || self.get()).put(element, name)
    }
}

fn set(element: &web_sys::Element, name: &'static str, value: Option<Cow<'static, str>>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, &value),
        None => element.remove_attribute(name),
    };
}

/// Yes or no, now or again and again.
pub trait Flag {
    /// Whether it holds now.
    fn on(&self) -> bool;
}

impl Flag for bool {
    fn on(&self) -> bool {
        *self
    }
}

impl Flag for Signal<bool> {
    fn on(&self) -> bool {
        self.get()
    }
}

impl<F: Fn() -> bool> Flag for F {
    fn on(&self) -> bool {
        self()
    }
}

/// What may stand between tags.
pub trait Child {
    /// It as a view.
    fn child(self) -> AnyView;
}

impl Child for AnyView {
    fn child(self) -> AnyView {
        self
    }
}

impl Child for () {
    fn child(self) -> AnyView {
        ().into_any()
    }
}

macro_rules! children {
    ($($type:ty: $value:ident => $text:expr;)*) => {$(
        impl Child for $type {
            fn child(self) -> AnyView {
                let $value = self;
                $text.into_any()
            }
        }
    )*};
}

children! {
    &'static str: text => text;
    String: text => text;
    i32: number => number.to_string();
    u32: number => number.to_string();
    usize: number => number.to_string();
}

impl<A: Child, B: Child, C: Child> Child for (A, B, C) {
    fn child(self) -> AnyView {
        super::all(vec![self.0.child(), self.1.child(), self.2.child()])
    }
}

impl<T: Child> Child for Option<T> {
    fn child(self) -> AnyView {
        self.map(Child::child).into_any()
    }
}

impl<T: Child> Child for Vec<T> {
    fn child(self) -> AnyView {
        self.into_iter().map(Child::child).collect::<Vec<_>>().into_any()
    }
}

impl<F: FnMut() -> T + Send + 'static, T: Child> Child for F {
    fn child(mut self) -> AnyView {
        live(Box::new(move || self().child()))
    }
}
