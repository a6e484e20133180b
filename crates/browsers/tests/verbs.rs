//! Each verb once, in each engine, against real pages.
#![cfg(feature = "real-browsers")]

mod common;

use anyhow::{Context, Result};
use common::open;
use std::time::Duration;
use tanomo_browsers::{Counts, Engine, Options, Target, in_each_engine, test_id};

in_each_engine!(reads, taps, types, windows_and_sizes);

async fn reads(engine: Engine) -> Result<()> {
    let (site, browser) = open(engine).await?;
    browser.goto(&site.url("/verbs.html")).await?;
    browser.see("困りごと").await?;
    browser.see("草取り 栄町 手伝えます").await?;
    browser.see("前の名前").await?;
    for unseen in ["こま", "見えない文", "読み上げだけ", "本当に消しますか"] {
        browser.never_sees(unseen).await?;
    }
    let missed = browser
        .see_within("ここにない文", Duration::from_millis(200))
        .await
        .err()
        .context("it must fail")?
        .to_string();
    assert!(missed.contains("ここにない文") && missed.contains("草取り"), "{missed}");
    let picture = missed.lines().find_map(|line| line.strip_prefix("picture: ")).context("a picture")?;
    assert!(std::fs::read(picture)?.starts_with(b"\x89PNG"), "{missed}");
    assert!(browser.never_sees("草取り").await.is_err());
    assert_eq!(browser.eval::<u32>("1 + 1").await?, 2);
    assert_eq!(browser.eval_async::<String>("await Promise.resolve('x')").await?, "x");
    let thrown = browser
        .eval_async::<String>("Promise.reject(new Error('折れた'))")
        .await
        .err()
        .context("it must fail")?;
    assert!(format!("{thrown:#}").contains("折れた"));
    assert_eq!(browser.eval::<String>("navigator.language").await?, "ja-JP");
    Ok(())
}

async fn taps(engine: Engine) -> Result<()> {
    let (site, mut browser) = open(engine).await?;
    browser.goto(&site.url("/verbs.html")).await?;
    browser.tap("止まってから").await?;
    browser.see("止まってから押した").await?;
    browser.tap(("button", "設定をひらく")).await?;
    browser.see("設定").await?;
    browser.tap(test_id("plain")).await?;
    browser.see("印").await?;
    browser.tap(Target::from("手伝えます").inside("本町")).await?;
    browser.see("買い物を手伝う").await?;
    browser.tap(Target::from("手伝えます").nth(0)).await?;
    browser.see("草取りを手伝う").await?;
    browser.tap("ずっと下").await?;
    browser.wait_for("document.getElementById('said').textContent === '遠く'").await?;
    browser.tap("あとで出る").await?;
    browser.tap("出てきた").await?;
    browser.see("出てきたものを押した").await?;
    browser.tap("現金").await?;
    assert_eq!(browser.value("現金").await?, "true");
    browser.tap("消しますか").await?;
    assert!(!browser.has("ずっと下").await?, "a modal dialog covers the page");
    browser.tap("はい").await?;
    browser.sees_no_more("本当に消しますか").await?;
    browser.see("消した").await?;
    assert_eq!(browser.counts(), Counts { taps: 11, keys: 0 });
    assert!(!browser.has("使えない").await?);
    browser.set_patience(Duration::from_millis(300));
    let which = browser.tap("手伝えます").await.err().context("it must fail")?.to_string();
    assert!(which.contains("2 match"), "{which}");
    Ok(())
}

async fn types(engine: Engine) -> Result<()> {
    let (site, browser) = open(engine).await?;
    browser.goto(&site.url("/verbs.html")).await?;
    browser.type_into("お名前", "田中 花子").await?;
    assert_eq!(browser.value("お名前").await?, "田中 花子");
    assert_eq!(browser.counts(), Counts { taps: 1, keys: 5 });
    browser.type_into("メモ", "<b>犬🐕</b>").await?;
    assert_eq!(browser.value("メモ").await?, "<b>犬🐕</b>");
    browser.type_into("お名前", "").await?;
    assert_eq!(browser.value("お名前").await?, "");
    assert_eq!(browser.eval::<String>("window.lastInput").await?, "name", "the page is told");
    browser.type_into("日にち", "2026-11-22").await?;
    assert_eq!(browser.value("日にち").await?, "2026-11-22");
    assert_eq!(browser.eval::<String>("window.lastInput").await?, "day");
    assert!(browser.type_into("日にち", "2026-02-30").await.is_err(), "no such day");
    browser.type_into("作業", "草取り").await?;
    assert_eq!(browser.value("作業").await?, "b");
    assert!(browser.type_into("作業", "雪かき").await.is_err(), "no such option");
    let file = tempfile::NamedTempFile::new()?;
    std::fs::write(file.path(), "中身")?;
    browser.attach("ファイル", file.path()).await?;
    browser.see("中身").await?;
    browser.press("Control+z").await?;
    browser.see("取り消した").await?;
    browser.reload().await?;
    browser.see("まだ").await?;
    Ok(())
}

async fn windows_and_sizes(engine: Engine) -> Result<()> {
    let (site, browser) = open(engine).await?;
    for size in [(320, 568), (1280, 800), Options::default().size] {
        browser.set_size(size.0, size.1).await?;
        browser.goto(&site.url("/verbs.html")).await?;
        assert_eq!(browser.eval::<(u32, u32)>("[innerWidth, innerHeight]").await?, size);
    }
    let first = browser.window().await?;
    browser.eval::<Option<u8>>("localStorage.setItem('a', 'もう一つの窓'), null").await?;
    browser.new_window().await?;
    browser.goto(&site.url("/access.html")).await?;
    assert_eq!(browser.eval::<String>("localStorage.getItem('a')").await?, "もう一つの窓");
    assert_eq!(browser.windows().await?.len(), 2);
    browser.switch_to(&first).await?;
    browser.see("困りごと").await?;
    let folder = tempfile::tempdir()?;
    browser.screenshot(folder.path().join("a.png")).await?;
    assert!(std::fs::metadata(folder.path().join("a.png"))?.len() > 5000, "a page with text on it");
    Ok(())
}
