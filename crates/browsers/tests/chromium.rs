//! What only Chromium's protocol can do.
#![cfg(feature = "real-browsers")]

mod common;

use common::open;
use tanomo_browsers::Engine;

#[tokio::test(flavor = "multi_thread")]
async fn clocks_throttles_and_storage() {
    let (site, browser) = open(Engine::Chromium).await;
    browser.goto(&site.url("/access.html")).await.unwrap();
    browser.eval::<Option<u8>>("localStorage.setItem('a', '1'), null").await.unwrap();
    browser.clear_storage(&site.url("")).await.unwrap();
    assert_eq!(browser.eval::<Option<String>>("localStorage.getItem('a')").await.unwrap(), None);

    browser.set_offline(true).await.unwrap();
    assert!(!browser.eval::<bool>("navigator.onLine").await.unwrap());
    browser.set_offline(false).await.unwrap();

    browser.watch_long_tasks().await.unwrap();
    let busy = "await new Promise(done => setTimeout(() => {
        const end = performance.now() + 80; while (performance.now() < end); done(); }));
        return null";
    browser.eval_async::<Option<u8>>(busy).await.unwrap();
    let seen = browser.long_tasks().await.unwrap();
    assert!(seen.iter().any(|length| *length >= 75.0), "{seen:?}");
    assert!(browser.long_tasks().await.unwrap().is_empty(), "they are told once");

    browser.set_clock(4_070_908_800_000).await.unwrap();
    browser.reload().await.unwrap();
    assert_eq!(browser.eval::<u32>("new Date().getUTCFullYear()").await.unwrap(), 2099);
    assert_eq!(browser.eval::<u32>("new Date(0).getUTCFullYear()").await.unwrap(), 1970);
    assert!(browser.eval::<bool>("new Date() instanceof Date && Date.now() > 4070908800000").await.unwrap());
}

#[tokio::test(flavor = "multi_thread")]
async fn the_manifest_and_the_console_tell_their_faults() {
    let (site, browser) = open(Engine::Chromium).await;
    browser.goto(&site.url("/offline.html")).await.unwrap();
    let manifest = browser.app_manifest().await.unwrap();
    assert!(manifest["data"].as_str().unwrap().contains("圏外"), "{manifest}");
    let errors = browser.installability_errors().await.unwrap();
    assert!(errors.iter().any(|error| error.contains("icon")), "a manifest without icons: {errors:?}");
    browser.console_errors().await.unwrap();
    browser.eval::<Option<u8>>("console.error('折れた'), null").await.unwrap();
    let console = browser.console_errors().await.unwrap().unwrap();
    assert!(console.len() == 1 && console[0].contains("折れた"), "{console:?}");
}
