//! `cargo xtask shots DIR`: a picture of every screen of the sample circle, to be looked at by people.

// A picture that cannot be taken has failed as a whole.
#![allow(missing_docs)]

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

/// The screens with fixed paths; those of one record are found on the way.
const FIXED: [(&str, &str); 14] = [
    ("today", "/"),
    ("requests", "/requests"),
    ("log", "/requests/new"),
    ("choose-job", "/complete"),
    ("people", "/people"),
    ("new-member", "/people/new"),
    ("summary", "/summary"),
    ("settings", "/settings"),
    ("look", "/settings/look"),
    ("rules", "/settings/rules"),
    ("keep", "/settings/keep"),
    ("number", "/settings/number"),
    ("about", "/settings/about"),
    ("install", "/start/install"),
];

#[tokio::main(flavor = "multi_thread")]
async fn main() -> Result<()> {
    let folder = PathBuf::from(std::env::var_os("TANOMO_SHOTS").context("run `cargo xtask shots DIR`")?);
    let site = Site::start().await?;
    let patience = Duration::from_secs(30);
    let browser = Browser::open(Engine::Chromium, Options { patience, ..Options::default() }).await?;
    browser.goto(&site.url("/")).await?;
    browser.see("見本の隊でためす").await?;
    for way in ways() {
        look(&browser, &way).await?;
        picture(&browser, &folder, &way, "begin").await?;
    }
    look(&browser, &ways()[1]).await?;
    browser.tap("見本の隊でためす").await?;
    ready(&browser).await?;
    let records = records(&browser, &site).await?;
    for way in ways() {
        for (name, path) in FIXED.iter().map(|(n, p)| (*n, (*p).to_owned())).chain(records.clone()) {
            browser.goto(&site.url(&path)).await?;
            look(&browser, &way).await?;
            ready(&browser).await?;
            picture(&browser, &folder, &way, name).await?;
        }
    }
    browser.close().await
}

/// The pages of single records: the first of each list.
async fn records(browser: &Browser, site: &Site) -> Result<Vec<(&'static str, String)>> {
    let first = "return document.querySelector('main a[href^=\"/requests/\"]:not([href=\"/requests/new\"])').getAttribute('href')";
    browser.goto(&site.url("/requests")).await?;
    ready(browser).await?;
    let request: String = browser.eval(first).await?;
    let (path, day) =
        request.split_once('?').map_or((request.as_str(), String::new()), |(p, d)| (p, format!("?{d}")));
    browser.goto(&site.url("/people")).await?;
    ready(browser).await?;
    let member = "return document.querySelector('main a[href^=\"/people/\"]:not([href=\"/people/new\"])').getAttribute('href')";
    let member: String = browser.eval(member).await?;
    Ok(vec![
        ("request", request.clone()),
        ("edit-request", format!("{path}/edit")),
        ("scout", format!("{path}/scout{day}")),
        ("start-work", format!("{path}/start{day}")),
        ("complete", format!("{path}/complete{day}")),
        ("member", member),
    ])
}

/// Puts a look into force as the settings would keep it.
async fn look(browser: &Browser, way: &Way) -> Result<()> {
    browser.set_size(way.size.0, way.size.1).await?;
    let mut look =
        json!({ "lang": "ja", "size": 100, "theme": "light", "sun": false, "simple": false, "chosen": true });
    if let (Some(look), Some(differs)) = (look.as_object_mut(), way.look.as_object()) {
        look.extend(differs.clone());
    }
    let keep = format!("localStorage.setItem('tanomo.look', {}); return null", json!(look.to_string()));
    browser.eval::<Value>(&keep).await?;
    browser.reload().await
}

async fn ready(browser: &Browser) -> Result<()> {
    browser.wait_for("document.documentElement.dataset.phase === 'ready'").await
}

async fn picture(browser: &Browser, folder: &std::path::Path, way: &Way, name: &str) -> Result<()> {
    let folder = folder.join(way.name);
    std::fs::create_dir_all(&folder)?;
    browser.wait_for("document.querySelector('h1') !== null").await?;
    browser.screenshot(folder.join(format!("{name}.png"))).await
}
