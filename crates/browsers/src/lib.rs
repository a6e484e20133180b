//! Drives three real browsers (Chromium, Firefox, WebKitGTK) over W3C WebDriver, in verbs that a journey reads
//! well with: [`Browser::tap`], [`Browser::type_into`], [`Browser::see`]. It also starts the server under test
//! ([`Site`]), kills either of them at once, takes pictures and measures.
//!
//! It does not know the app: no texts, no routes, no storage keys. It has no retries and no fixed sleeps: a verb
//! waits for what a person would wait for, and says what the page showed when that does not come. It runs on
//! Linux only, because it finds a browser's processes in `/proc`.
//!
//! # Layout
//!
//! - `engine`: the three engines: their programs, arguments and capabilities
//! - `processes`: a driver with everything that it started, ended as one
//! - `browser`: opening, killing and opening again with the same profile; windows, sizes, scripts
//! - `page` (and `page/*.js`, the half that runs inside the page): the verbs
//! - `target`: how a journey names a control
//! - `access`: axe-core, and controls too small for a thumb
//! - `chromium`: what only Chromium's protocol can do: throttling, a false clock, the manifest's faults
//! - `site`: the server under test

#![forbid(unsafe_code)]

mod access;
mod browser;
mod chromium;
mod engine;
mod page;
mod processes;
mod site;
mod target;

pub use access::{SmallTarget, Violation};
pub use browser::{Browser, Options};
pub use engine::Engine;
pub use page::Counts;
pub use site::Site;
pub use target::{Target, test_id};

/// Makes each named `async fn(Engine) -> anyhow::Result<()>` a test of its own in each of the three engines, in the
/// modules `chromium`, `firefox` and `webkit`. The calling crate needs `tokio` and `anyhow`.
#[macro_export]
macro_rules! in_each_engine {
    ($($journey:ident),+ $(,)?) => {
        $crate::in_each_engine!(@ chromium Chromium $($journey)+);
        $crate::in_each_engine!(@ firefox Firefox $($journey)+);
        $crate::in_each_engine!(@ webkit WebKit $($journey)+);
    };
    (@ $module:ident $engine:ident $($journey:ident)+) => {
        mod $module {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $journey() -> anyhow::Result<()> {
                super::$journey($crate::Engine::$engine).await
            })+
        }
    };
}
