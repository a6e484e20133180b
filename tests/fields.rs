//! What people type wrong: each is said below its field, nothing is saved of it, and what was typed stays.
#![cfg(feature = "journeys")]

mod ground;

use anyhow::Result;
use ground::{open, phone, storage};
use tanomo_browsers::{Browser, Engine, Site, Target};

async fn sample() -> Result<(Site, Browser)> {
    let (site, browser) = open(Engine::Chromium).await?;
    phone::try_the_sample(&browser, &site.url("/")).await?;
    Ok((site, browser))
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_is_empty_or_too_long() -> Result<()> {
    let (site, browser) = sample().await?;
    let saved = storage::journal(&browser).await?;
    browser.goto(&site.url("/people/new")).await?;
    phone::ready(&browser).await?;
    browser.tap("保存する").await?;
    browser.see("入力してください").await?;
    assert_eq!(storage::journal(&browser).await?, saved);

    // What is too long says its limit and takes no more; what fits is saved.
    let fits = "長".repeat(40);
    browser.type_into("氏名", &format!("{fits}長")).await?;
    browser.see("全部で40文字まで").await?;
    assert_eq!(browser.value("氏名").await?, fits);
    browser.tap("保存する").await?;
    browser.wait_for(phone::AT_A_MEMBER).await?;
    browser.see(&fits).await
}

#[tokio::test(flavor = "multi_thread")]
async fn days_that_are_not_and_an_end_before_its_start() -> Result<()> {
    let (site, browser) = sample().await?;
    let saved = storage::journal(&browser).await?;
    browser.goto(&site.url("/people")).await?;
    phone::ready(&browser).await?;
    browser.tap("なかまを加える").await?;
    browser.type_into("氏名", "日付の 人").await?;
    for (from, until, says) in [
        ([2026, 2, 30], [2027, 3, 31], "この日はありません"),
        ([2026, 13, 1], [2027, 3, 31], "この日はありません"),
        ([2026, 4, 2], [2026, 4, 1], "終わりが始まりより前です"),
    ] {
        day(&browser, "保険のはじめの日", from).await?;
        day(&browser, "保険のおわりの日", until).await?;
        browser.tap("保存する").await?;
        browser.see(says).await?;
        assert_eq!(storage::journal(&browser).await?, saved, "{from:?} to {until:?}");
    }

    // The control: days that are, in their order.
    day(&browser, "保険のはじめの日", [2026, 4, 1]).await?;
    browser.tap("保存する").await?;
    browser.wait_for(phone::AT_A_MEMBER).await
}

async fn day(browser: &Browser, field: &str, day: [u32; 3]) -> Result<()> {
    for (part, value) in ["年", "月", "日"].into_iter().zip(day) {
        browser.type_into(Target::from(("textbox", part)).inside(field), &value.to_string()).await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn minutes_that_cannot_be() -> Result<()> {
    let (site, browser) = sample().await?;
    let saved = storage::journal(&browser).await?;
    browser.goto(&site.url("/complete")).await?;
    phone::ready(&browser).await?;
    browser.tap(Target::from(("link", "草取り")).nth(0)).await?;
    browser.tap("時間をこまかく入れる").await?;
    for (minutes, says) in
        [("0", "1分から720分"), ("10000", "1分から720分"), ("九十", "分を数字で入れてください")]
    {
        browser.type_into("分を数字で", minutes).await?;
        browser.tap("保存").await?;
        browser.see(says).await?;
        assert_eq!(storage::journal(&browser).await?, saved, "{minutes}");
    }
    browser.type_into("分を数字で", "").await?;
    browser.type_into("始まり", "10:00").await?;
    browser.type_into("終わり", "09:00").await?;
    browser.tap("保存").await?;
    browser.see("終わりが始まりより前です").await?;
    assert_eq!(storage::journal(&browser).await?, saved);

    // The control: an end after the start is saved.
    browser.type_into("終わり", "11:15").await?;
    browser.tap("保存").await?;
    browser.see("記録しました").await
}
