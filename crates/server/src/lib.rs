//! Keeps circles' sealed records and hands them on, and serves the built app.
//!
//! It can open no record: it learns opaque names, sizes, times, devices and their roles, and whom to wake. It
//! writes no address, token or body to a log, and sets no cookie. An app that is there works without it.
//!
//! # Layout
//! - [`core`]: what each request does, free of HTTP
//! - [`database`]: SQLite, PostgreSQL, memory, behind one trait
//!
//! and with the feature `hosted`:
//! - `http`: the protocol over HTTP; `news`: who waits for the next change
//! - `hosting`: what an operator chooses, and the running server made of it
//! - `push`: wakes phones by Web Push
//! - `serving`: all routes, and a listener for them
//! - `site`, `answer`: the app's files, and requests for them
//! - `headers`: the security headers of every response
//! - `live`: reloads the page after a rebuild, for `cargo xtask serve --watch` alone

#![forbid(unsafe_code)]

#[cfg(feature = "hosted")]
pub mod answer;
pub mod core;
pub mod database;
#[cfg(feature = "hosted")]
pub mod headers;
#[cfg(feature = "hosted")]
pub mod hosting;
#[cfg(feature = "hosted")]
pub mod http;
#[cfg(feature = "hosted")]
pub mod live;
#[cfg(feature = "hosted")]
pub mod news;
#[cfg(feature = "hosted")]
pub mod push;
#[cfg(feature = "hosted")]
pub mod serving;
#[cfg(feature = "hosted")]
pub mod site;

#[cfg(feature = "hosted")]
pub use serving::{routes, serve};
