//! `cargo xtask shots DIR`: a picture of every screen of the sample circle, to be looked at by people.

// A picture that cannot be taken has failed as a whole.
#![allow(missing_docs)]

#[path = "../screens/mod.rs"]
mod screens;

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::{Value, json};
use tanomo_browsers::{Browser, Engine, Options, Site};

/// One way the screen may look: the name of its folder, the size, and what differs from the usual look.
struct Way {
    name: &'static str,
    size: (u32, u32),
    look: Value,
}

fn ways() -> Vec<Way> {
    let way = |name, size, look| Way { name, size, look };
    vec![
        way("ja-320", (320, 568), json!({})),
        way("ja-390", (390, 844), json!({})),
        way("ja-1280", (1280, 800), json!({})),
        way("easy-390", (390, 844), json!({ "lang": "easy" })),
        way("en-390", (390, 844), json!({ "lang": "en" })),
        way("simple-390", (390, 844), json!({ "simple": true })),
        way("sun-390", (390, 844), json!({ "sun": true })),
        way("large-390", (390, 844), json!({ "size": 200 })),
    ]
}

#[tokio::main(flavor = "multi_thread")]
async fn main() -> Result<()> {
    let folder = PathBuf::from(std::env::var_os("TANOMO_SHOTS").context("run `cargo xtask shots DIR`")?);
    let site = Site::start().await?;
    let patience = Duration::from_secs(30);
    let browser = Browser::open(Engine::Chromium, Options { patience, ..Options::default() }).await?;
    browser.goto(&site.url("/")).await?;
    browser.see("つぎへ").await?;
    for way in ways() {
        look(&browser, &way).await?;
        picture(&browser, &folder, &way, "begin").await?;
    }
    look(&browser, &ways()[1]).await?;
    browser.tap("見本の隊でためす").await?;
    screens::ready(&browser).await?;
    let all = screens::all(&browser, &site).await?;
    for way in ways() {
        for (name, path) in &all {
            browser.goto(&site.url(path)).await?;
            look(&browser, &way).await?;
            screens::ready(&browser).await?;
            picture(&browser, &folder, &way, name).await?;
        }
    }
    browser.close().await
}

/// Puts a look into force as the settings would keep it.
async fn look(browser: &Browser, way: &Way) -> Result<()> {
    browser.set_size(way.size.0, way.size.1).await?;
    screens::keep_look(browser, &way.look).await?;
    browser.reload().await?;
    browser.wait_for("document.querySelector('h1') !== null").await?;
    screens::has_look(browser, &way.look).await
}

async fn picture(browser: &Browser, folder: &std::path::Path, way: &Way, name: &str) -> Result<()> {
    let folder = folder.join(way.name);
    std::fs::create_dir_all(&folder)?;
    browser.wait_for("document.querySelector('h1') !== null").await?;
    browser.screenshot(folder.join(format!("{name}.png"))).await
}
