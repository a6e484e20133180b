//! placeholder
pub mod browser;
pub mod components;
pub mod i18n;
pub mod store;

use leptos::prelude::*;

/// Starts the app.
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() {
    browser::speak_up_on_panic();
    browser::look::start();
    leptos::mount::mount_to_body(|| view! { <p>"たのも～"</p> });
    browser::started();
    browser::service_worker::register();
}
