//! What only Chromium's protocol can do.
#![cfg(feature = "real-browsers")]

mod common;

use anyhow::{Context, Result};
use common::open;
use tanomo_browsers::Engine;

#[tokio::test(flavor = "multi_thread")]
async fn clocks_throttles_and_storage() -> Result<()> {
    let (site, browser) = open(Engine::Chromium).await?;
    browser.goto(&site.url("/access.html")).await?;
    browser.eval::<Option<u8>>("localStorage.setItem('a', '1'), null").await?;
    browser.clear_storage(&site.url("")).await?;
    assert_eq!(browser.eval::<Option<String>>("localStorage.getItem('a')").await?, None);

    browser.set_offline(true).await?;
    assert!(!browser.eval::<bool>("navigator.onLine").await?);
    browser.set_offline(false).await?;

    browser.watch_long_tasks().await?;
    let busy = "await new Promise(done => setTimeout(() => {
        const end = performance.now() + 80; while (performance.now() < end); done(); }));
        return null";
    browser.eval_async::<Option<u8>>(busy).await?;
    let seen = browser.long_tasks().await?;
    assert!(seen.iter().any(|length| *length >= 75.0), "{seen:?}");
    assert!(browser.long_tasks().await?.is_empty(), "they are told once");

    browser.set_clock(4_070_908_800_000).await?;
    browser.reload().await?;
    assert_eq!(browser.eval::<u32>("new Date().getUTCFullYear()").await?, 2099);
    assert_eq!(browser.eval::<u32>("new Date(0).getUTCFullYear()").await?, 1970);
    assert!(browser.eval::<bool>("new Date() instanceof Date && Date.now() > 4070908800000").await?);
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_manifest_and_the_console_tell_their_faults() -> Result<()> {
    let (site, browser) = open(Engine::Chromium).await?;
    browser.goto(&site.url("/offline.html")).await?;
    let manifest = browser.app_manifest().await?;
    assert!(manifest["data"].as_str().context("text")?.contains("圏外"), "{manifest}");
    let errors = browser.installability_errors().await?;
    assert!(errors.iter().any(|error| error.contains("icon")), "a manifest without icons: {errors:?}");
    browser.console_errors().await?;
    browser.eval::<Option<u8>>("console.error('折れた'), null").await?;
    let console = browser.console_errors().await?.context("a console")?;
    assert!(console.len() == 1 && console[0].contains("折れた"), "{console:?}");
    Ok(())
}
