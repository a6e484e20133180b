//! What the tests of the verbs share.

use anyhow::Result;
use tanomo_browsers::{Browser, Engine, Options, Site};

/// The folder of the test pages.
pub const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages");

/// A site of the test pages, and an open browser.
pub async fn open(engine: Engine) -> Result<(Site, Browser)> {
    let site = Site::start_with(env!("CARGO_BIN_EXE_pages").into(), Some(PAGES.into())).await?;
    let browser = Browser::open(engine, Options::default()).await?;
    Ok((site, browser))
}
