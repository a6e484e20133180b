//! The web-sys edge: the only place, with the store and the sync, that touches window, navigator and storage.
//!
//! Everything that a browser may refuse or lack is an `Option`, a `Result` or does nothing; nothing here panics.
//! It knows no record and no rule.
//!
//! # Layout
//! - [`clock`] now and random ids, [`look`] how the screen looks and in which language
//! - [`viewport`] scroll, size and width of the screen, [`place`] the address, [`trail`] where もどる goes
//! - [`pen`] a finger that draws
//! - [`share`] the share sheet, the clipboard, printing, [`files`] files in and out, [`picture`] photos out of files, [`drawing`] an element as a picture, [`camera`] what a camera or a video shows, [`speech`] reading aloud, [`voice`] recording what is said
//! - [`http`] requests to the server of the records, [`notify`] having this phone woken
//! - [`install`] adding to the home screen, [`badge`] the number on the icon, [`network`] online and visibility
//! - [`passkey`] the phone's own unlock
//! - [`service_worker`] offline copies and new versions, [`shared`] what another app shared to us

pub mod badge;
pub mod camera;
pub mod clock;
pub mod drawing;
pub mod files;
pub mod http;
pub mod install;
pub mod look;
pub mod network;
pub mod notify;
pub mod passkey;
pub mod pen;
pub mod picture;
pub mod place;
pub mod position;
pub mod service_worker;
pub mod share;
pub mod shared;
pub mod speech;
pub mod trail;
pub mod viewport;
pub mod voice;

use crate::i18n;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

/// The window, where there is one (there is none in native tests).
pub(crate) fn window() -> Option<web_sys::Window> {
    web_sys::window()
}

pub(crate) fn document() -> Option<web_sys::Document> {
    window()?.document()
}

/// Sets the title of the window: the page, then the app.
pub fn set_title(page: &str) {
    if let Some(document) = document() {
        document.set_title(&format!("{page} - {}", i18n::t_str(i18n::common::APP)));
    }
}

/// A place for one element of a view. A `NodeRef` would be a signal type of its own for every element type.
pub type Slot = StoredValue<Option<web_sys::Element>, LocalStorage>;

/// The directive that puts the element it stands on into a [`Slot`].
pub fn keep(element: web_sys::Element, slot: Slot) {
    slot.try_set_value(Some(element));
}

/// The element in a slot, as the type it is.
pub fn kept<E: JsCast>(slot: Slot) -> Option<E> {
    slot.try_get_value().flatten()?.dyn_into().ok()
}

/// Moves the focus without scrolling.
pub fn focus_quietly(element: &web_sys::HtmlElement) {
    let options = js_sys::Object::new();
    let _ = js_sys::Reflect::set(&options, &JsValue::from_str("preventScroll"), &JsValue::TRUE);
    if let Ok(focus) =
        get(element, "focus").and_then(|focus| focus.dyn_into::<js_sys::Function>().map_err(|_| ()))
    {
        let _ = focus.call1(element, &options);
    }
}

/// Leads to the first field that is wrong, once the screen shows which: opens what hides it and focuses it.
pub fn focus_first_invalid() {
    next_frame(|| {
        let found = document().and_then(|document| document.query_selector(".field.invalid").ok().flatten());
        let Some(field) = found else { return };
        if let Ok(Some(hidden)) = field.closest("details") {
            let _ = hidden.set_attribute("open", "");
        }
        focus_in(&field);
    });
}

/// Puts the focus on the first control in the element of this id, once it is there: something is asked there.
pub fn focus_at(id: &'static str) {
    next_frame(move || {
        if let Some(place) = document().and_then(|document| document.get_element_by_id(id)) {
            focus_in(&place);
        }
    });
}

fn focus_in(place: &web_sys::Element) {
    let control = place.query_selector("input, textarea, button").ok().flatten();
    if let Some(control) = control.and_then(|control| control.dyn_into::<web_sys::HtmlElement>().ok()) {
        let _ = control.focus();
    }
}

/// Calls `f` before the next frame is painted; a window that is not shown paints none until it is.
pub fn next_frame(f: impl FnOnce() + 'static) {
    let Some(window) = window() else { return };
    let call = wasm_bindgen::closure::Closure::once_into_js(f);
    let _ = window.request_animation_frame(call.unchecked_ref());
}

/// The number of the list row (`data-row`) an event happened in.
pub fn row_of(event: &web_sys::Event) -> Option<usize> {
    let target = event.target()?.dyn_into::<web_sys::Element>().ok()?;
    target.closest("[data-row]").ok()??.get_attribute("data-row")?.parse().ok()
}

/// Writes a fact about the app onto the page (`<html data-NAME>`), for styles and for whoever drives it.
pub fn mark(name: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        let _ = root.set_attribute(&format!("data-{name}"), value);
    }
}

/// Tells the boot script that the app runs: the boot screen goes, its watchdog stops.
pub fn started() {
    let Some(window) = window() else { return };
    if let Ok(event) = web_sys::CustomEvent::new("tanomo:started") {
        let _ = window.dispatch_event(&event);
    }
}

/// Lets a panic speak: the boot script shows that the app stopped, what is safe, and offers to open it again.
pub fn speak_up_on_panic() {
    std::panic::set_hook(Box::new(|info| {
        let Some(window) = window() else { return };
        let options = web_sys::CustomEventInit::new();
        options.set_detail(&JsValue::from_str(&info.to_string()));
        if let Ok(event) = web_sys::CustomEvent::new_with_event_init_dict("tanomo:panic", &options) {
            let _ = window.dispatch_event(&event);
        }
    }));
}

/// The version of the app that runs, as the build wrote it into index.html: 16 hex digits.
pub fn version() -> Option<String> {
    document()?.query_selector("meta[name=tanomo-version]").ok()??.get_attribute("content")
}

/// A property that is there; what web-sys has no binding for is asked this way.
pub(crate) fn get(object: &JsValue, name: &str) -> Result<JsValue, ()> {
    match js_sys::Reflect::get(object, &JsValue::from_str(name)) {
        Ok(value) if !value.is_undefined() && !value.is_null() => Ok(value),
        _ => Err(()),
    }
}

/// A method of `object`, as a function to call on it.
pub(crate) fn method(object: &JsValue, name: &str) -> Result<js_sys::Function, ()> {
    get(object, name)?.dyn_into().map_err(|_| ())
}
