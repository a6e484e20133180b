//! The journeys: what people do with the app, in Chromium, Firefox and WebKit, against the built site.
//!
//! `cargo xtask test` builds the site, brings the browsers and turns on the feature `journeys`.
//!
//! # Layout
//!
//! - `phone`: a phone with the app on it, and what can befall it
//! - `release`: the same site as a later version
//! - `cold_start`, `update`: the app without a server, and with a newer one
#![cfg(feature = "journeys")]

mod cold_start;
mod phone;
mod release;
mod update;
