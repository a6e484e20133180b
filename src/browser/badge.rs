//! The number on the app's icon.

use super::{method, window};
use wasm_bindgen::JsValue;

/// Shows `number` on the icon, nothing for 0; browsers without badges show none.
pub fn set(number: u32) {
    let Some(navigator) = window().map(|window| window.navigator()) else { return };
    let promise = match number {
        0 => method(&navigator, "clearAppBadge").and_then(|f| f.call0(&navigator).map_err(drop)),
        n => method(&navigator, "setAppBadge")
            .and_then(|f| f.call1(&navigator, &JsValue::from(n)).map_err(drop)),
    };
    // It is refused where notifications are; nothing depends on it.
    if let Ok(promise) = promise
        && let Ok(promise) = wasm_bindgen::JsCast::dyn_into::<js_sys::Promise>(promise)
    {
        wasm_bindgen_futures::spawn_local(async move {
            let _ = wasm_bindgen_futures::JsFuture::from(promise).await;
        });
    }
}
