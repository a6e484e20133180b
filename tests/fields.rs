//! What people type wrong: each is said below its field, nothing is saved of it, and what was typed stays.
#![cfg(feature = "journeys")]

mod ground;

use anyhow::{Result, ensure};
use ground::{open, phone, storage};
use std::collections::BTreeMap;
use tanomo_browsers::{Browser, Engine, Site, Target};

/// The records on the disk: their texts by their keys.
type Saved = BTreeMap<String, String>;

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

#[tokio::test(flavor = "multi_thread")]
async fn a_request_with_much_wrong() -> Result<()> {
    let (site, browser) = sample().await?;
    let saved = storage::journal(&browser).await?;
    browser.goto(&site.url("/requests/new")).await?;
    phone::ready(&browser).await?;
    browser.tap("登録する").await?;
    for says in ["入力してください", "作業をえらんでください", "「はい」をいただいてから登録します"]
    {
        browser.see(says).await?;
    }

    // One thing wrong at a time, the others right.
    let name = "お名前 ※必須";
    browser.type_into(name, "記入 しげる").await?;
    browser.tap("ちょっとした修理").await?;
    browser.tap(Target::from(("button", "はい")).inside("手伝いと連絡")).await?;
    for (field, wrong, right, says) in [
        ("電話番号", "でんわ", "000-000-3001", "電話番号を数字で入れてください"),
        ("ふりがな", "記入茂", "きにゅう しげる", "ふりがなは、ひらがなで入れてください"),
        (name, " 　 ", "記入 しげる", "入力してください"),
    ] {
        browser.type_into(field, wrong).await?;
        refused(&browser, "登録する", says, &saved).await?;
        assert_eq!(browser.value(field).await?, wrong, "what was typed stays");
        browser.type_into(field, right).await?;
    }
    for (from, until, says) in [
        ([2026, 2, 30], [2099, 1, 1], "この日はありません"),
        ([2020, 1, 1], [2099, 1, 1], "きょうから2年先までの日にしてください"),
        ([2099, 1, 2], [2099, 1, 1], "終わりが始まりより前です"),
    ] {
        day(&browser, "希望の日(はじめ)", from).await?;
        day(&browser, "希望の日(おわり)", until).await?;
        refused(&browser, "登録する", says, &saved).await?;
    }
    let long = "草".repeat(501);
    browser.type_into("ようす", &long).await?;
    browser.see("全部で500文字まで").await?;
    assert_eq!(browser.value("ようす").await?.chars().count(), 500);

    // The control: with the days empty it is logged, and the words are shown as they are.
    for field in ["希望の日(はじめ)", "希望の日(おわり)"] {
        no_day(&browser, field).await?;
    }
    let words = "<b>太字</b> <script>window.ran=1</script> مرحبا 👵🏽‍🌾";
    browser.type_into("ようす", words).await?;
    browser.tap("登録する").await?;
    browser.type_into("6けたの番号", "123456").await?;
    browser.tap(("button", "開く")).await?;
    browser.see("手伝える人をさがしています").await?;
    browser.see(words).await?;
    assert!(browser.eval::<bool>("window.ran === undefined").await?);
    Ok(())
}

/// Taps, sees why not, and finds nothing saved.
async fn refused(browser: &Browser, button: &str, says: &str, saved: &Saved) -> Result<()> {
    browser.tap(button).await?;
    browser.see(says).await?;
    ensure!(storage::journal(browser).await? == *saved, "{says}: something was saved");
    Ok(())
}

async fn no_day(browser: &Browser, field: &str) -> Result<()> {
    for part in ["年", "月", "日"] {
        browser.type_into(Target::from(("textbox", part)).inside(field), "").await?;
    }
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn amounts_that_are_none_or_too_much() -> Result<()> {
    let (site, browser) = sample().await?;
    let saved = storage::journal(&browser).await?;
    browser.goto(&site.url("/complete")).await?;
    phone::ready(&browser).await?;
    browser.tap(Target::from(("link", "草取り")).nth(0)).await?;
    browser.tap("金額を入れる").await?;
    for (amount, says) in [
        ("三百", "金額は数字で入れてください"),
        ("-300", "金額は数字で入れてください"),
        ("1000001", "1,000,000円までにしてください"),
    ] {
        browser.type_into("金額", amount).await?;
        refused(&browser, "保存", says, &saved).await?;
    }
    // The control: an amount typed full-width is an amount.
    browser.type_into("金額", "３００").await?;
    browser.tap("保存").await?;
    browser.see("記録しました").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_to_agree_on() -> Result<()> {
    let (site, browser) = sample().await?;
    let saved = storage::journal(&browser).await?;
    browser.goto(&site.url("/requests")).await?;
    phone::ready(&browser).await?;
    browser.tap(Target::from(("link", "外出の手伝い")).nth(0)).await?;
    browser.tap(("button", "日時を決める")).await?;
    no_day(&browser, "日").await?;
    refused(&browser, "保存する", "入力してください", &saved).await?;
    for (wrong, says) in
        [([2026, 2, 30], "この日はありません"), ([2020, 1, 1], "きょうから2年先までの日にしてください")]
    {
        day(&browser, "日", wrong).await?;
        refused(&browser, "保存する", says, &saved).await?;
    }
    // The control: today, where the circle is.
    let today: [u32; 3] = browser
        .eval(
            "const now = new Date(Date.now() + 9 * 3600e3);
            return [now.getUTCFullYear(), now.getUTCMonth() + 1, now.getUTCDate()]",
        )
        .await?;
    day(&browser, "日", today).await?;
    browser.tap("保存する").await?;
    browser.see("この約束をなしにする").await
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_that_cannot_be() -> Result<()> {
    let (site, browser) = sample().await?;
    let saved = storage::journal(&browser).await?;
    browser.goto(&site.url("/settings/rules")).await?;
    phone::ready(&browser).await?;
    let fee = "1人1時間あたり";
    for (field, wrong, right, says) in [
        ("隊の名前", "", "草の隊", "入力してください"),
        ("ご依頼を受ける電話", "x", "000-000-0001", "電話番号を数字で入れてください"),
        (fee, "10001", "500", "0から10000までの数にしてください"),
        (fee, "五百", "500", "0から10,000までの数字で入れてください"),
        ("1回の上限", "1000001", "", "1,000,000円までで入れてください"),
    ] {
        browser.type_into(field, wrong).await?;
        refused(&browser, "保存する", says, &saved).await?;
        browser.type_into(field, right).await?;
    }
    browser.tap("保存する").await?;
    browser.sees_no_more("赤い文字のところを見てください").await?;
    browser.goto(&site.url("/settings/rules")).await?;
    phone::ready(&browser).await?;
    assert_eq!(browser.value("隊の名前").await?, "草の隊");
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn a_number_that_is_none() -> Result<()> {
    let (site, browser) = sample().await?;
    let saved = storage::journal(&browser).await?;
    browser.goto(&site.url("/settings/number")).await?;
    phone::ready(&browser).await?;
    browser.tap("番号を入れて開く").await?;
    for (wrong, says) in [
        ("", "数字を6つ入れてください"),
        ("12345", "数字を6つ入れてください"),
        ("654321", "番号がちがいます。あと"),
    ] {
        browser.type_into("6けたの番号", wrong).await?;
        refused(&browser, "開く", says, &saved).await?;
    }
    browser.type_into("6けたの番号", "１２３４５６").await?;
    browser.tap(("button", "開く")).await?;
    browser.see("いま、カードは開いています").await?;
    for (first, second, says) in [
        ("12345", "12345", "数字を6つ入れてください"),
        ("さんよん", "さんよん", "数字を6つ入れてください"),
        ("135790", "135791", "2つの番号がちがいます"),
    ] {
        browser.type_into("新しい番号", first).await?;
        browser.type_into("もう一度、同じ番号", second).await?;
        refused(&browser, "この番号にする", says, &saved).await?;
    }
    browser.type_into("もう一度、同じ番号", "135790").await?;
    browser.tap("この番号にする").await?;
    browser.see("番号を変えました").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_squad_without_a_name_is_not_begun() -> Result<()> {
    let (site, browser) = open(Engine::Chromium).await?;
    browser.goto(&site.url("/")).await?;
    browser.tap("つぎへ").await?;
    browser.tap("お助け隊をはじめる").await?;
    for (circle, name, reading, says) in [
        ("", "", "", "入力してください"),
        (&*"隊".repeat(41), "始める 人", "", "40文字までにしてください。いまは41文字です"),
        ("草の隊", &*"人".repeat(41), "", "40文字までにしてください。いまは41文字です"),
        ("草の隊", "始める 人", "始人", "ふりがなは、ひらがなで入れてください"),
    ] {
        browser.type_into("隊の名前", circle).await?;
        browser.type_into("あなたの名前", name).await?;
        browser.type_into("ふりがな", reading).await?;
        refused(&browser, "この隊をはじめる", says, &Saved::new()).await?;
    }
    // The control, typed in katakana.
    browser.type_into("ふりがな", "ハジメル ヒト").await?;
    browser.tap("この隊をはじめる").await?;
    browser.see("草の隊をはじめました").await
}
