//! What the tests of the built app share: a copy of the site that may be changed, a wire that may be cut, and a
//! phone with the sample squad.

// Each test program uses its part of it.
#![allow(dead_code)]

pub mod build;
pub mod files;
pub mod phone;
pub mod storage;
pub mod wire;

use anyhow::{Context, Result};
use std::ffi::OsString;
use tanomo_browsers::{Browser, Engine, Options, Site};

/// The server's binary.
pub fn server() -> Result<OsString> {
    std::env::var_os("TANOMO_SERVER").context("TANOMO_SERVER names no server: run `cargo xtask test`")
}

/// Whether the long form of a test was asked for (`cargo xtask test --full`).
pub fn full() -> bool {
    std::env::var_os("TANOMO_FULL").is_some()
}

/// The site as it was built, and an open browser.
pub async fn open(engine: Engine) -> Result<(Site, Browser)> {
    Ok((Site::start().await?, Browser::open(engine, Options::default()).await?))
}

/// A site made of this build.
pub async fn serve(build: &build::Build) -> Result<Site> {
    Site::start_with(server()?, Some(build.folder().into())).await
}
