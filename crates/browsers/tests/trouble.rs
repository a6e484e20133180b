//! Killing, opening again, being without a server.
#![cfg(feature = "real-browsers")]

mod common;

use anyhow::Result;
use common::open;
use tanomo_browsers::{Engine, in_each_engine};

in_each_engine!(a_killed_browser_keeps_what_was_saved, the_page_opens_without_its_server);

async fn a_killed_browser_keeps_what_was_saved(engine: Engine) -> Result<()> {
    let (site, mut browser) = open(engine).await?;
    let page = site.url("/keep.html");
    browser.goto(&page).await?;
    browser.see("何もありません").await?;
    browser.tap("保存").await?;
    browser.see("保存しました").await?;
    browser.kill()?;
    assert!(browser.client().is_err(), "a killed browser has no session");
    browser.reopen().await?;
    browser.goto(&page).await?;
    let shown = if browser.keeps_data() { "前回:草取り90分" } else { "何もありません" };
    browser.see(shown).await?;
    Ok(())
}

async fn the_page_opens_without_its_server(engine: Engine) -> Result<()> {
    let (mut site, mut browser) = open(engine).await?;
    let (worked, plain) = (site.url("/offline.html"), site.url("/access.html"));
    browser.goto(&worked).await?;
    browser.wait_until_offline_ready().await?;
    // WebKit now and then takes a page from the network although its worker is active, if it is asked at that moment:
    // it is seen once that the worker answers.
    browser.goto(&worked).await?;
    browser.wait_for("navigator.serviceWorker.controller").await?;
    site.stop()?;
    if browser.keeps_data() {
        browser.kill()?;
        browser.reopen().await?;
    }
    browser.goto(&worked).await?;
    browser.see("圏外でも開きます").await?;
    // The control: what no worker keeps does not come without the server, and comes again with it.
    let gone = browser.goto(&plain).await.is_err() || !browser.text().await?.contains("よい頁");
    assert!(gone, "the server was stopped");
    site.start_again().await?;
    assert_eq!(site.url("/offline.html"), worked, "it has the port it had");
    browser.goto(&plain).await?;
    browser.see("よい頁").await?;
    Ok(())
}
