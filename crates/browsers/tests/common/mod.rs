//! What the tests of the verbs share.

use tanomo_browsers::{Browser, Engine, Options, Site};

/// The folder of the test pages.
pub const PAGES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pages");

/// A site of the test pages, and an open browser.
pub async fn open(engine: Engine) -> (Site, Browser) {
    let site = Site::start_with(env!("CARGO_BIN_EXE_pages").into(), Some(PAGES.into())).await.unwrap();
    let browser = Browser::open(engine, Options::default()).await.unwrap();
    (site, browser)
}

/// The same test in each engine.
#[macro_export]
macro_rules! in_each_engine {
    ($($test:ident),+ $(,)?) => {
        mod chromium { $(#[tokio::test(flavor = "multi_thread")] async fn $test() { super::$test(tanomo_browsers::Engine::Chromium).await })+ }
        mod firefox { $(#[tokio::test(flavor = "multi_thread")] async fn $test() { super::$test(tanomo_browsers::Engine::Firefox).await })+ }
        mod webkit { $(#[tokio::test(flavor = "multi_thread")] async fn $test() { super::$test(tanomo_browsers::Engine::WebKit).await })+ }
    };
}
