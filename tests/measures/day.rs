//! `cargo xtask bench day`: how soon a large 活動日 is on the screen, in a ratio against the list of the same phone in
//! the same run. Each figure is the median of five.
//!
//! It writes the figures as one JSON array to the file that `TANOMO_FIGURES` names; xtask prints the table.

// A measure that cannot be taken has failed as a whole.
#![allow(missing_docs)]

#[path = "start/data.rs"]
mod data;

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use serde_json::json;
use tanomo_browsers::{Browser, Engine, Options, Site};

/// How often each thing is measured.
const RUNS: usize = 5;
const JOBS: usize = 40;
const PEOPLE: usize = 30;
/// The most the day may take, in times of the list.
const BOUND: f64 = 1.3;

/// The list: the first row that can be tapped.
const LIST: &str = "document.querySelector('a[href^=\"/requests/\"]:not([href=\"/requests/new\"])') !== null";

/// The day: every job and everybody who comes.
fn whole_day() -> String {
    format!(
        "document.querySelectorAll('main article.job').length === {JOBS}
         && document.querySelectorAll('main li.spread .person').length >= {PEOPLE}"
    )
}

#[tokio::main(flavor = "multi_thread")]
async fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (file, day) = data::large_day(folder.path(), JOBS, PEOPLE)?;
    let mut site = Site::start().await?;
    let profile = folder.path().join("phone");
    let mut browser = open(&profile).await?;
    browser.goto(&site.url("/start/restore")).await?;
    data::restore(&browser, &file).await?;
    browser.wait_until_offline_ready().await?;
    // What comes late is there from the second time on, as on every phone in use.
    browser.goto(&site.url(&day)).await?;
    browser.wait_for(&whole_day()).await?;
    // Closed, not killed: Chromium writes localStorage late.
    browser.close().await?;
    site.stop()?;
    browser = open(&profile).await?;
    let (mut list, mut whole) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        list.push(there(&mut browser, &site.url("/requests"), LIST).await?);
        whole.push(there(&mut browser, &site.url(&day), &whole_day()).await?);
    }
    let (list, whole) = (median(list), median(whole));
    ensure!(list > 0.0, "the list was there before it was asked for");
    let figures = json!([
        { "name": "list, first tappable row", "value": list, "unit": "ms", "bound": null, "ok": true },
        { "name": "day, every job and person", "value": whole, "unit": "ms", "bound": null, "ok": true },
        {
            "name": "opening, day to list", "value": whole / list, "unit": "×", "bound": BOUND,
            "ok": whole / list <= BOUND,
        },
    ]);
    let to = std::env::var_os("TANOMO_FIGURES").context("run `cargo xtask bench day`")?;
    std::fs::write(to, figures.to_string())?;
    Ok(())
}

async fn open(profile: &Path) -> Result<Browser> {
    let (profile, patience) = (Some(profile.to_owned()), Duration::from_secs(90));
    Browser::open(Engine::Chromium, Options { profile, patience, ..Options::default() }).await
}

/// Milliseconds from the asking for a page until what is looked for has been painted, started cold at a sixth of the
/// processor.
async fn there(browser: &mut Browser, url: &str, what: &str) -> Result<f64> {
    browser.reopen().await?;
    let watch = format!(
        "(() => {{
            const look = () => {{
                if ({what}) requestAnimationFrame(() => setTimeout(() => {{ window.there = performance.now(); }}, 0));
                else requestAnimationFrame(look);
            }};
            look();
        }})();"
    );
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": watch })).await?;
    browser.slow_cpu(6.0).await?;
    browser.goto(url).await?;
    browser.wait_for("window.there !== undefined").await?;
    browser.eval("return window.there").await
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
