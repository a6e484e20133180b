//! placeholder
pub mod browser;
pub mod components;
pub mod i18n;

use leptos::prelude::*;

/// Starts the app.
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() {
    leptos::mount::mount_to_body(|| view! { <p>"たのも～"</p> });
}
