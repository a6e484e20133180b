//! What of the page is on the screen: scrolling, heights, and whether the screen is wide.

use super::window;
use crate::view::{RwSignal, Signal};
use leptos::prelude::*;
use std::cell::RefCell;
use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, Ordering};
use wasm_bindgen::{JsCast, closure::Closure};

/// From this width on the navigation stands at the side and a list beside its detail.
const WIDE: &str = "(min-width: 1024px)";

/// The height of the window in CSS pixels; 0 where there is none.
pub fn height() -> f64 {
    window()
        .and_then(|window| window.inner_height().ok())
        .and_then(|height| height.as_f64())
        .unwrap_or_default()
}

/// Calls `f` on every scroll of anything and every change of the window's size, until the owner is cleaned up.
pub fn on_scroll(f: impl Fn() + Clone + 'static) {
    let Some(window) = window() else { return };
    let call = Closure::<dyn Fn()>::new(f).into_js_value();
    let call: js_sys::Function = call.unchecked_into();
    // Scroll events do not bubble; only the capturing phase hears those of inner boxes.
    let _ = window.add_event_listener_with_callback_and_bool("scroll", &call, true);
    let _ = window.add_event_listener_with_callback("resize", &call);
    let call = StoredValue::new_local(call);
    on_cleanup(move || {
        if let (Some(window), Some(call)) = (super::window(), call.try_get_value()) {
            let _ = window.remove_event_listener_with_callback_and_bool("scroll", &call, true);
            let _ = window.remove_event_listener_with_callback("resize", &call);
        }
    });
}

/// Whether the screen is wide; follows turning and resizing.
pub fn wide() -> Signal<bool> {
    let query = window().and_then(|window| window.match_media(WIDE).ok().flatten());
    let wide = RwSignal::new(query.as_ref().is_some_and(|query| query.matches()));
    if let Some(query) = query {
        let asked = query.clone();
        let change = Closure::<dyn Fn()>::new(move || {
            let _ = wide.try_set(asked.matches());
        });
        // Lives as long as the app: the frame asks once.
        query.set_onchange(Some(change.into_js_value().unchecked_ref()));
    }
    wide.into()
}

/// Brings the element with this id to the top of the screen and moves the focus there.
pub fn show(id: &str) {
    let Some(element) = super::document().and_then(|document| document.get_element_by_id(id)) else { return };
    element.scroll_into_view();
    if let Ok(element) = element.dyn_into::<web_sys::HtmlElement>() {
        super::focus_quietly(&element);
    }
}

/// Whether a finger points here rather than a mouse: a phone or a tablet, so that words can say which.
pub fn finger() -> bool {
    let query = window().and_then(|window| window.match_media("(pointer: coarse)").ok().flatten());
    query.is_some_and(|query| query.matches())
}

type Heights = Vec<(usize, f64)>;

thread_local! {
    static WATCHES: RefCell<HashMap<u32, web_sys::ResizeObserver>> = RefCell::new(HashMap::new());
}

/// Tells the heights of rows (elements with `data-row`) when they change. Ends with the owner that made it.
#[derive(Clone, Copy, Debug)]
pub struct SizeWatch(u32);

impl SizeWatch {
    /// Calls `f` with the rows whose height changed and the heights in CSS pixels.
    pub fn new(f: impl Fn(Heights) + 'static) -> SizeWatch {
        static LAST: AtomicU32 = AtomicU32::new(0);
        let id = LAST.fetch_add(1, Ordering::Relaxed);
        let call = Closure::<dyn Fn(js_sys::Array)>::new(move |entries: js_sys::Array| {
            let heights: Heights = entries.iter().filter_map(height_of).collect();
            if !heights.is_empty() {
                f(heights);
            }
        });
        if let Ok(observer) = web_sys::ResizeObserver::new(call.into_js_value().unchecked_ref()) {
            WATCHES.with_borrow_mut(|watches| watches.insert(id, observer));
        }
        on_cleanup(move || {
            if let Some(observer) = WATCHES.with_borrow_mut(|watches| watches.remove(&id)) {
                observer.disconnect();
            }
        });
        SizeWatch(id)
    }
}

/// The directive that puts an element under a [`SizeWatch`].
pub fn measured(element: web_sys::Element, watch: SizeWatch) {
    WATCHES.with_borrow(|watches| {
        if let Some(observer) = watches.get(&watch.0) {
            observer.observe(&element);
        }
    });
}

/// Row and height of one entry; `None` for a row that left the page (its height reads 0).
fn height_of(entry: wasm_bindgen::JsValue) -> Option<(usize, f64)> {
    let entry: web_sys::ResizeObserverEntry = entry.dyn_into().ok()?;
    let row = entry.target().get_attribute("data-row")?.parse().ok()?;
    let height = entry.content_rect().height();
    (height > 0.0).then_some((row, height))
}
