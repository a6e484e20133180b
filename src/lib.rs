//! たのも～ (Tanomo): the app neighbourhood helper squads carry on their phones, offline first.
//!
//! # Layout
//! - [`app`] the frame and the routes; [`pages`] the screens, a folder per feature; [`parts`] which of them come
//!   when they are needed
//! - [`components`] buttons, fields, lists: they know no store and no rule
//! - [`store`] the phone's records and their only writer
//! - [`i18n`] every word, in three languages
//! - [`browser`] the edge to the browser: clock, share, speech, service worker

pub mod app;
pub mod browser;
pub mod components;
pub mod i18n;
pub mod pages;
pub mod parts;
pub mod store;
pub mod view;

/// Starts the app.
#[wasm_bindgen::prelude::wasm_bindgen(start)]
pub fn start() {
    browser::speak_up_on_panic();
    browser::look::start();
    browser::place::start();
    leptos::mount::mount_to_body(app::App);
    browser::started();
    browser::service_worker::register();
}
