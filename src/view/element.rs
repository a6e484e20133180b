//! One element of the page, as data until it is built.

use std::borrow::Cow;

use leptos::attr::Attribute as LeptosAttribute;
use leptos::ev::EventDescriptor;
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::renderer::Rndr;
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use send_wrapper::SendWrapper;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use super::values::{Attribute, Child, Flag};

/// An element under construction: its tag, what stands on it and in it.
///
/// Shown again by the same place of the page with the same parts, it changes in place and keeps focus and scroll;
/// else the new one takes the place of the old.
pub struct Element(SendWrapper<Box<Parts>>);

struct Parts {
    tag: &'static str,
    fixed: &'static [(&'static str, &'static str)],
    parts: Vec<(&'static str, Part)>,
    children: Vec<AnyView>,
}

enum Part {
    /// An attribute; `None` while it is absent.
    Text(Option<Cow<'static, str>>),
    /// Done with the element now and again whenever what it reads changes.
    Live(Box<dyn Fn(&web_sys::Element)>),
    /// Called at each event of this name.
    On(Box<dyn FnMut(JsValue)>),
    /// Called once with the element.
    Call(Box<dyn FnOnce(web_sys::Element)>),
}

impl Element {
    /// An element without anything.
    pub fn new(tag: &'static str) -> Element {
        Element(SendWrapper::new(Box::new(Parts {
            tag,
            fixed: &[],
            parts: Vec::new(),
            children: Vec::new(),
        })))
    }

    /// Attributes that never change.
    pub fn fixed(mut self, attributes: &'static [(&'static str, &'static str)]) -> Element {
        self.0.fixed = attributes;
        self
    }

    /// An attribute: a value, an `Option` of one, or a closure or signal that gives either.
    pub fn attribute(self, name: &'static str, value: impl Attribute) -> Element {
        value.put(self, name)
    }

    pub(super) fn text(self, name: &'static str, value: Option<Cow<'static, str>>) -> Element {
        self.part(name, Part::Text(value))
    }

    pub(super) fn live(self, name: &'static str, work: Box<dyn Fn(&web_sys::Element)>) -> Element {
        self.part(name, Part::Live(work))
    }

    /// A class that is there while `on` holds.
    pub fn class(self, name: &'static str, on: impl Flag + 'static) -> Element {
        self.live(
            name,
            Box::new(move |element| {
                // Refused are only names with spaces.
                let _ = element.class_list().toggle_with_force(name, on.on());
            }),
        )
    }

    /// One property of the element's own style.
    pub fn style(self, name: &'static str, value: impl Fn() -> String + 'static) -> Element {
        self.live(
            name,
            Box::new(move |element| {
                if let Some(element) = element.dyn_ref::<web_sys::HtmlElement>() {
                    let _ = element.style().set_property(name, &value());
                }
            }),
        )
    }

    /// A property of the DOM, which for what is typed or ticked differs from the attribute.
    pub fn property<V: Into<JsValue>>(self, name: &'static str, value: impl Fn() -> V + 'static) -> Element {
        self.live(
            name,
            Box::new(move |element| {
                let _ = js_sys::Reflect::set(element, &JsValue::from_str(name), &value().into());
            }),
        )
    }

    /// Calls `handle` at each event of this name.
    pub fn on<E: EventDescriptor>(
        self,
        _event: E,
        name: &'static str,
        mut handle: impl FnMut(E::EventType) + 'static,
    ) -> Element
    where
        E::EventType: JsCast,
    {
        self.part(name, Part::On(Box::new(move |event| handle(event.unchecked_into()))))
    }

    /// Calls `with` with the element once it is made.
    pub fn call(self, with: impl FnOnce(web_sys::Element) + 'static) -> Element {
        self.part("", Part::Call(Box::new(with)))
    }

    /// One more child.
    pub fn child(mut self, child: impl Child) -> Element {
        self.0.children.push(child.child());
        self
    }

    /// The element as a view.
    pub fn done(self) -> AnyView {
        self.into_any()
    }

    fn part(mut self, name: &'static str, part: Part) -> Element {
        self.0.parts.push((name, part));
        self
    }
}

/// An element in the page.
pub struct Shown {
    element: web_sys::Element,
    tag: &'static str,
    fixed: &'static [(&'static str, &'static str)],
    parts: Vec<(&'static str, Kept)>,
    children: Vec<AnyViewState>,
}

/// What stays of a part while the element is in the page.
enum Kept {
    Text(Option<Cow<'static, str>>),
    Live { _effect: RenderEffect<()> },
    On { _listener: Listener },
    Called,
}

/// Listens until it is dropped.
struct Listener {
    element: web_sys::Element,
    name: &'static str,
    call: Closure<dyn FnMut(JsValue)>,
}

impl Listener {
    fn new(element: &web_sys::Element, name: &'static str, mut handle: Box<dyn FnMut(JsValue)>) -> Listener {
        // Signals and contexts made or asked for in a handler belong to what showed the element.
        let owner = Owner::current().unwrap_or_default();
        let call = Closure::new(move |event| owner.with(|| handle(event)));
        let listener = Listener { element: element.clone(), name, call };
        let _ = element.add_event_listener_with_callback(name, listener.call.as_ref().unchecked_ref());
        listener
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let call = self.call.as_ref().unchecked_ref();
        let _ = self.element.remove_event_listener_with_callback(self.name, call);
    }
}

fn create(tag: &'static str) -> web_sys::Element {
    let space = matches!(tag, "svg" | "path").then_some("http://www.w3.org/2000/svg");
    Rndr::create_element(tag, space)
}

fn set_text(element: &web_sys::Element, name: &'static str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

fn keep(element: &web_sys::Element, name: &'static str, part: Part) -> Kept {
    match part {
        Part::Text(value) => {
            if value.is_some() {
                set_text(element, name, value.as_deref());
            }
            Kept::Text(value)
        }
        Part::Live(work) => {
            let element = element.clone();
            Kept::Live { _effect: RenderEffect::new(move |_| work(&element)) }
        }
        Part::On(handle) => Kept::On { _listener: Listener::new(element, name, handle) },
        Part::Call(with) => {
            with(element.clone());
            Kept::Called
        }
    }
}

impl Render for Element {
    type State = Shown;

    fn build(self) -> Shown {
        let Parts { tag, fixed, parts, children } = *self.0.take();
        let element = create(tag);
        for (name, value) in fixed {
            set_text(&element, name, Some(value));
        }
        let parts = parts.into_iter().map(|(name, part)| (name, keep(&element, name, part))).collect();
        let mut children: Vec<_> = children.into_iter().map(Render::build).collect();
        for child in &mut children {
            child.mount(&element, None);
        }
        Shown { element, tag, fixed, parts, children }
    }

    fn rebuild(self, shown: &mut Shown) {
        if !self.fits(shown) {
            let mut new = self.build();
            shown.insert_before_this(&mut new);
            shown.unmount();
            *shown = new;
            return;
        }
        let Parts { parts, children, .. } = *self.0.take();
        for ((name, part), (_, kept)) in parts.into_iter().zip(&mut shown.parts) {
            match (part, kept) {
                (Part::Text(new), Kept::Text(old)) => {
                    if new != *old {
                        set_text(&shown.element, name, new.as_deref());
                        *old = new;
                    }
                }
                // The old effect or listener goes before the new one comes.
                (part, kept) => {
                    *kept = Kept::Called;
                    *kept = keep(&shown.element, name, part);
                }
            }
        }
        for (child, state) in children.into_iter().zip(&mut shown.children) {
            child.rebuild(state);
        }
    }
}

impl Element {
    /// Whether the element in the page can become this one.
    fn fits(&self, shown: &Shown) -> bool {
        let same = |((name, part), (old_name, kept)): (&(&str, Part), &(&str, Kept))| {
            name == old_name
                && matches!(
                    (part, kept),
                    (Part::Text(_), Kept::Text(_))
                        | (Part::Live(_), Kept::Live { .. })
                        | (Part::On(_), Kept::On { .. })
                        | (Part::Call(_), Kept::Called)
                )
        };
        self.0.tag == shown.tag
            && self.0.fixed == shown.fixed
            && self.0.children.len() == shown.children.len()
            && self.0.parts.len() == shown.parts.len()
            && self.0.parts.iter().zip(&shown.parts).all(same)
    }
}

impl Mountable for Shown {
    fn unmount(&mut self) {
        self.element.remove();
    }

    fn mount(&mut self, parent: &web_sys::Element, marker: Option<&web_sys::Node>) {
        let _ = parent.insert_before(&self.element, marker);
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        let Some(parent) = self.element.parent_element() else { return false };
        child.mount(&parent, Some(&self.element));
        true
    }

    fn elements(&self) -> Vec<web_sys::Element> {
        vec![self.element.clone()]
    }
}

// What follows is asked for by leptos's type of any view. This app is never rendered on a server, and `view!` adds
// no attributes to what a component made.

impl AddAnyAttr for Element {
    type Output<A: LeptosAttribute> = Element;

    fn add_any_attr<A: LeptosAttribute>(self, _attribute: A) -> Element {
        self
    }
}

impl RenderHtml for Element {
    type AsyncOutput = Element;
    type Owned = Element;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Element {
        self
    }

    fn to_html_with_buf(
        self,
        _buf: &mut String,
        _position: &mut Position,
        _escape: bool,
        _mark_branches: bool,
        _extra_attrs: Vec<AnyAttribute>,
    ) {
    }

    fn hydrate<const FROM_SERVER: bool>(self, _cursor: &Cursor, _position: &PositionState) -> Shown {
        self.build()
    }

    fn into_owned(self) -> Element {
        self
    }
}
