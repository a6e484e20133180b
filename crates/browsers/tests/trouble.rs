//! Killing, opening again, being without a server.
#![cfg(feature = "real-browsers")]

mod common;

use common::open;
use tanomo_browsers::Engine;

in_each_engine!(a_killed_browser_keeps_what_was_saved, the_page_opens_without_its_server);

async fn a_killed_browser_keeps_what_was_saved(engine: Engine) {
    let (site, mut browser) = open(engine).await;
    let page = site.url("/keep.html");
    browser.goto(&page).await.unwrap();
    browser.see("何もありません").await.unwrap();
    browser.tap("保存").await.unwrap();
    browser.see("保存しました").await.unwrap();
    browser.kill().unwrap();
    assert!(browser.client().is_err(), "a killed browser has no session");
    browser.reopen().await.unwrap();
    browser.goto(&page).await.unwrap();
    let shown = if browser.keeps_data() { "前回:草取り90分" } else { "何もありません" };
    browser.see(shown).await.unwrap();
}

async fn the_page_opens_without_its_server(engine: Engine) {
    let (mut site, mut browser) = open(engine).await;
    let (worked, plain) = (site.url("/offline.html"), site.url("/access.html"));
    browser.goto(&worked).await.unwrap();
    browser.wait_until_offline_ready().await.unwrap();
    site.stop().unwrap();
    if browser.keeps_data() {
        browser.kill().unwrap();
        browser.reopen().await.unwrap();
    }
    browser.goto(&worked).await.unwrap();
    browser.see("圏外でも開きます").await.unwrap();
    // The control: what no worker keeps does not come without the server, and comes again with it.
    let gone = browser.goto(&plain).await.is_err() || !browser.text().await.unwrap().contains("よい頁");
    assert!(gone, "the server was stopped");
    site.start_again().await.unwrap();
    assert_eq!(site.url("/offline.html"), worked, "it has the port it had");
    browser.goto(&plain).await.unwrap();
    browser.see("よい頁").await.unwrap();
}
