//! Whether there is a connection, and whether the app is on the screen.

use super::{document, window};
use crate::view::{RwSignal, Signal};
use wasm_bindgen::{JsCast, closure::Closure};

/// Whether the browser believes in a connection; it may be wrong, so nothing may depend on it but words.
pub fn online() -> Signal<bool> {
    let now = || window().is_none_or(|window| window.navigator().on_line());
    let online = RwSignal::new(now());
    if let Some(window) = window() {
        for event in ["online", "offline"] {
            // Both live as long as the app: it asks once.
            let call = Closure::<dyn Fn()>::new(move || {
                let _ = online.try_set(now());
            })
            .into_js_value();
            let _ = window.add_event_listener_with_callback(event, call.unchecked_ref());
        }
    }
    online.into()
}

/// Whether the app is on the screen, rather than behind another.
pub fn visible() -> Signal<bool> {
    let now =
        || document().is_none_or(|document| document.visibility_state() != web_sys::VisibilityState::Hidden);
    let visible = RwSignal::new(now());
    if let Some(document) = document() {
        let call = Closure::<dyn Fn()>::new(move || {
            let _ = visible.try_set(now());
        })
        .into_js_value();
        let _ = document.add_event_listener_with_callback("visibilitychange", call.unchecked_ref());
    }
    visible.into()
}
