//! `cargo xtask bench start`: how fast the app is on the screen, saves and scrolls with years of records, in
//! ratios against plain peers of the same run. Each figure is the median of five.
//!
//! It writes the figures as one JSON array to the file that `TANOMO_FIGURES` names; xtask prints the table.

// A measure that cannot be taken has failed as a whole.
#![allow(clippy::unwrap_used, missing_docs)]

#[path = "start/data.rs"]
mod data;

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tanomo_browsers::{Browser, Engine, Options, Site};

/// How often each thing is measured.
const RUNS: usize = 5;
/// How many records there are.
const RECORDS: usize = 5_000;

/// Notes when the first row that can be tapped has been painted, in milliseconds since the page was asked for.
const FIRST_ROW: &str = r#"
(() => {
  const found = () => document.querySelector('a[href^="/requests/"]:not([href="/requests/new"])');
  const look = () => {
    if (found()) requestAnimationFrame(() => setTimeout(() => { window.firstRow = performance.now(); }, 0));
    else requestAnimationFrame(look);
  };
  look();
})();
"#;

#[tokio::main(flavor = "multi_thread")]
async fn main() -> Result<()> {
    let folder = tempfile::tempdir()?;
    let dist = data::site_with_peer(folder.path())?;
    let server = std::env::var_os("TANOMO_SERVER").context("run `cargo xtask bench start`")?;
    let mut figures = Vec::new();
    let mut site = Site::start_with(server, Some(dist.into())).await?;

    let profile = folder.path().join("years");
    let browser = phone(&site, &profile, &data::years(folder.path(), RECORDS)?).await?;
    saving(&browser, &site, &mut figures).await?;
    // Closed, not killed: the plain page has nothing but localStorage, which Chromium writes late.
    browser.close().await?;
    site.stop()?;
    cold_start(&mut open(&profile).await?, &site, &mut figures).await?;

    site.start_again().await?;
    let profile = folder.path().join("waiting");
    let browser = phone(&site, &profile, &data::waiting(folder.path(), RECORDS)?).await?;
    long_tasks(&browser, &site, &mut figures).await?;
    browser.close().await?;

    let to = std::env::var_os("TANOMO_FIGURES").context("run `cargo xtask bench start`")?;
    std::fs::write(to, serde_json::to_string(&figures)?)?;
    Ok(())
}

async fn open(profile: &Path) -> Result<Browser> {
    let (profile, patience) = (Some(profile.to_owned()), Duration::from_secs(90));
    Browser::open(Engine::Chromium, Options { profile, patience, ..Options::default() }).await
}

/// A phone that has been restored from a file and can start offline.
async fn phone(site: &Site, profile: &Path, file: &Path) -> Result<Browser> {
    let browser = open(profile).await?;
    browser.goto(&site.url("/start/restore")).await?;
    data::restore(&browser, file).await?;
    browser.wait_until_offline_ready().await?;
    Ok(browser)
}

/// Cold starts, offline, at a sixth of the processor: the app's list against the plain page's.
async fn cold_start(browser: &mut Browser, site: &Site, figures: &mut Vec<Value>) -> Result<()> {
    let (mut app, mut plain) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        plain.push(first_row(browser, &site.url("/plain.html")).await?);
        app.push(first_row(browser, &site.url("/requests")).await?);
    }
    let (app, plain) = (median(app), median(plain));
    figures.push(told("plain page, first row", plain, "ms"));
    figures.push(told("app, first tappable row", app, "ms"));
    figures.push(at_most("cold start, app to plain page", app / plain, "×", 1.5));
    Ok(())
}

async fn first_row(browser: &mut Browser, url: &str) -> Result<f64> {
    browser.reopen().await?;
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": FIRST_ROW })).await?;
    browser.slow_cpu(6.0).await?;
    browser.goto(url).await?;
    browser.wait_for("window.firstRow !== undefined").await?;
    browser.eval("return window.firstRow").await
}

/// From the tap on 保存する to the words that say it is saved, against a bare strict put.
async fn saving(browser: &Browser, site: &Site, figures: &mut Vec<Value>) -> Result<()> {
    let (mut app, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        bare.push(data::bare_put(browser).await?);
        app.push(data::tap_to_saved(browser, site).await?);
    }
    let of = |part: fn(&data::Saved) -> f64| median(app.iter().map(part).collect());
    let parts = [
        ("  rules and record", of(|saved| saved.before)),
        ("  the transaction", of(|saved| saved.disk)),
        ("  from its end to the words", of(|saved| saved.after)),
    ];
    let (app, bare) = (of(|saved| saved.ms), median(bare));
    figures.push(told("bare strict put", bare, "ms"));
    figures.push(told("tap to saved", app, "ms"));
    figures.extend(parts.map(|(name, ms)| told(name, ms, "ms")));
    figures.push(at_most("saving, app to bare put", app / bare, "×", 1.5));
    Ok(())
}

/// The longest task while 5,000 rows scroll and while somebody types in search, at a quarter of the processor.
async fn long_tasks(browser: &Browser, site: &Site, figures: &mut Vec<Value>) -> Result<()> {
    let (mut scrolling, mut typing) = (Vec::new(), Vec::new());
    browser.cdp("Performance.enable", json!({})).await?;
    browser.goto(&site.url("/requests")).await?;
    data::all_read(browser).await?;
    browser.slow_cpu(4.0).await?;
    let mut own = Vec::new();
    for _ in 0..RUNS {
        browser.watch_long_tasks().await?;
        let before = spent(browser).await?;
        let far: f64 = browser.eval_async(data::SCROLL).await?;
        if far < 40.0 * RECORDS as f64 {
            return Err(browser.failed(&format!("the list ends after {far} px")).await);
        }
        let after = spent(browser).await?;
        own.push((after.script - before.script) / (after.tasks - before.tasks) * 100.0);
        scrolling.push(longest(browser).await?);
        browser.eval::<Value>("scrollTo(0, 0); return null").await?;
        browser.tap(("searchbox", "さがす")).await?;
        browser.long_tasks().await?;
        // By the browser's own input: the driver's way to type searches the page first, which no person makes it do.
        for letter in ["草", "取", "り"] {
            browser.cdp("Input.insertText", json!({ "text": letter })).await?;
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
        browser.wait_for("document.querySelector('[type=search]').value === '草取り'").await?;
        typing.push(longest(browser).await?);
        // All rows are there again for the next round.
        browser.tap("検索の文字を消す").await?;
    }
    figures.push(at_most("longest task, scrolling", median(scrolling), "ms", 50.0));
    figures.push(told("  of all tasks then, the app's code", median(own), "%"));
    figures.push(at_most("longest task, typing in search", median(typing), "ms", 50.0));
    Ok(())
}

/// Seconds the page has spent since it was opened.
struct Spent {
    /// In scripts and the module.
    script: f64,
    /// In all tasks: those, style, layout, painting and what else the browser does.
    tasks: f64,
}

async fn spent(browser: &Browser) -> Result<Spent> {
    let answer = browser.cdp("Performance.getMetrics", json!({})).await?;
    let metrics = answer["metrics"].as_array().context("no metrics")?;
    let of = |name: &str| {
        let metric = metrics.iter().find(|metric| metric["name"] == name);
        metric.and_then(|metric| metric["value"].as_f64()).with_context(|| format!("no {name}"))
    };
    Ok(Spent { script: of("ScriptDuration")?, tasks: of("TaskDuration")? })
}

/// Nought where no task took over 50 ms: shorter ones are not reported.
async fn longest(browser: &Browser) -> Result<f64> {
    Ok(browser.long_tasks().await?.into_iter().fold(0.0, f64::max))
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn told(name: &str, value: f64, unit: &str) -> Value {
    json!({ "name": name, "value": value, "unit": unit, "bound": null, "ok": true })
}

fn at_most(name: &str, value: f64, unit: &str, bound: f64) -> Value {
    json!({ "name": name, "value": value, "unit": unit, "bound": bound, "ok": value <= bound })
}
