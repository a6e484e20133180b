//! Each verb once, in each engine, against real pages.
#![cfg(feature = "real-browsers")]

mod common;

use common::open;
use std::time::Duration;
use tanomo_browsers::{Counts, Engine, Options, test_id};

in_each_engine!(reads, taps, types, windows_and_sizes);

async fn reads(engine: Engine) {
    let (site, browser) = open(engine).await;
    browser.goto(&site.url("/verbs.html")).await.unwrap();
    browser.see("困りごと").await.unwrap();
    browser.see("草取り 栄町 手伝えます").await.unwrap();
    browser.see("前の名前").await.unwrap();
    for unseen in ["こま", "見えない文", "読み上げだけ", "本当に消しますか"] {
        browser.never_sees(unseen).await.unwrap();
    }
    let missed =
        browser.see_within("ここにない文", Duration::from_millis(200)).await.unwrap_err().to_string();
    assert!(missed.contains("ここにない文") && missed.contains("草取り"), "{missed}");
    let picture = missed.lines().find_map(|line| line.strip_prefix("picture: ")).unwrap();
    assert!(std::fs::read(picture).unwrap().starts_with(b"\x89PNG"), "{missed}");
    assert!(browser.never_sees("草取り").await.is_err());
    assert_eq!(browser.eval::<u32>("1 + 1").await.unwrap(), 2);
    assert_eq!(browser.eval_async::<String>("await Promise.resolve('x')").await.unwrap(), "x");
    let thrown = browser.eval_async::<String>("Promise.reject(new Error('折れた'))").await.unwrap_err();
    assert!(format!("{thrown:#}").contains("折れた"));
    assert_eq!(browser.eval::<String>("navigator.language").await.unwrap(), "ja-JP");
}

async fn taps(engine: Engine) {
    let (site, mut browser) = open(engine).await;
    browser.goto(&site.url("/verbs.html")).await.unwrap();
    browser.tap(("button", "設定をひらく")).await.unwrap();
    browser.see("設定").await.unwrap();
    browser.tap(test_id("plain")).await.unwrap();
    browser.see("印").await.unwrap();
    browser.tap(tanomo_browsers::Target::from("手伝えます").inside("本町")).await.unwrap();
    browser.see("買い物を手伝う").await.unwrap();
    browser.tap(tanomo_browsers::Target::from("手伝えます").nth(0)).await.unwrap();
    browser.see("草取りを手伝う").await.unwrap();
    browser.tap("ずっと下").await.unwrap();
    browser.wait_for("document.getElementById('said').textContent === '遠く'").await.unwrap();
    browser.tap("あとで出る").await.unwrap();
    browser.tap("出てきた").await.unwrap();
    browser.see("出てきたものを押した").await.unwrap();
    browser.tap("現金").await.unwrap();
    assert_eq!(browser.value("現金").await.unwrap(), "true");
    browser.tap("消しますか").await.unwrap();
    assert!(!browser.has("ずっと下").await.unwrap(), "a modal dialog covers the page");
    browser.tap("はい").await.unwrap();
    browser.sees_no_more("本当に消しますか").await.unwrap();
    browser.see("消した").await.unwrap();
    assert_eq!(browser.counts(), Counts { taps: 10, keys: 0 });
    assert!(!browser.has("使えない").await.unwrap());
    browser.set_patience(Duration::from_millis(300));
    let which = browser.tap("手伝えます").await.unwrap_err().to_string();
    assert!(which.contains("2 match"), "{which}");
}

async fn types(engine: Engine) {
    let (site, browser) = open(engine).await;
    browser.goto(&site.url("/verbs.html")).await.unwrap();
    browser.type_into("お名前", "田中 花子").await.unwrap();
    assert_eq!(browser.value("お名前").await.unwrap(), "田中 花子");
    assert_eq!(browser.counts(), Counts { taps: 1, keys: 5 });
    browser.type_into("メモ", "<b>犬🐕</b>").await.unwrap();
    assert_eq!(browser.value("メモ").await.unwrap(), "<b>犬🐕</b>");
    browser.type_into("日にち", "2026-11-22").await.unwrap();
    assert_eq!(browser.value("日にち").await.unwrap(), "2026-11-22");
    assert_eq!(browser.eval::<String>("window.lastInput").await.unwrap(), "day");
    assert!(browser.type_into("日にち", "2026-02-30").await.is_err(), "no such day");
    browser.type_into("作業", "草取り").await.unwrap();
    assert_eq!(browser.value("作業").await.unwrap(), "b");
    assert!(browser.type_into("作業", "雪かき").await.is_err(), "no such option");
    let file = tempfile::NamedTempFile::new().unwrap();
    std::fs::write(file.path(), "中身").unwrap();
    browser.attach("ファイル", file.path()).await.unwrap();
    browser.see("中身").await.unwrap();
    browser.press("Control+z").await.unwrap();
    browser.see("取り消した").await.unwrap();
    browser.reload().await.unwrap();
    browser.see("まだ").await.unwrap();
}

async fn windows_and_sizes(engine: Engine) {
    let (site, browser) = open(engine).await;
    for size in [(320, 568), (1280, 800), Options::default().size] {
        browser.set_size(size.0, size.1).await.unwrap();
        browser.goto(&site.url("/verbs.html")).await.unwrap();
        assert_eq!(browser.eval::<(u32, u32)>("[innerWidth, innerHeight]").await.unwrap(), size);
    }
    let first = browser.window().await.unwrap();
    browser.eval::<Option<u8>>("localStorage.setItem('a', 'もう一つの窓'), null").await.unwrap();
    browser.new_window().await.unwrap();
    browser.goto(&site.url("/access.html")).await.unwrap();
    assert_eq!(browser.eval::<String>("localStorage.getItem('a')").await.unwrap(), "もう一つの窓");
    assert_eq!(browser.windows().await.unwrap().len(), 2);
    browser.switch_to(&first).await.unwrap();
    browser.see("困りごと").await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    browser.screenshot(folder.path().join("a.png")).await.unwrap();
    assert!(std::fs::metadata(folder.path().join("a.png")).unwrap().len() > 5000, "a page with text on it");
}
