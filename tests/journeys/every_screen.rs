//! What each screen owes to other eyes and fingers: axe-core finds nothing, no control is smaller than 44 px, and
//! nothing has to be scrolled sideways, in each language, with large letters and in each colour.

use crate::{phone::Phone, screens};
use anyhow::Result;
use serde_json::{Value, json};
use tanomo_browsers::Engine;

/// The least side of a control in CSS pixels (issue: "every control is at least 44 px").
const LEAST: u32 = 44;

#[tokio::test(flavor = "multi_thread")]
async fn in_japanese_on_a_small_phone() -> Result<()> {
    every_screen((320, 568), json!({})).await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_easy_japanese() -> Result<()> {
    every_screen((390, 844), json!({ "lang": "easy" })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn in_english_and_dark() -> Result<()> {
    every_screen((390, 844), json!({ "lang": "en", "theme": "dark" })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn with_the_largest_letters() -> Result<()> {
    every_screen((390, 844), json!({ "size": 200 })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn simple_in_full_sun() -> Result<()> {
    every_screen((390, 844), json!({ "simple": true, "sun": true })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_laptop_in_high_contrast() -> Result<()> {
    every_screen((1280, 800), json!({ "theme": "contrast" })).await
}

#[tokio::test(flavor = "multi_thread")]
async fn of_a_squad_that_is_connected() -> Result<()> {
    let phone = Phone::new(Engine::Chromium).await?;
    phone.tap("つぎへ").await?;
    phone.tap("お助け隊をはじめる").await?;
    phone.type_into("隊の名前", "草の隊").await?;
    phone.type_into("あなたの名前", "始める 人").await?;
    phone.tap("この隊をはじめる").await?;
    phone.see("草の隊をはじめました").await?;
    phone.read("/settings/phones").await?;
    phone.tap(("button", "つなぐ")).await?;
    phone.see("つながりました").await?;
    let mut faults = Vec::new();
    for (size, letters) in [((320, 568), 100), ((390, 844), 200), ((1280, 800), 100)] {
        phone.set_size(size.0, size.1).await?;
        let look = json!({ "size": letters });
        screens::keep_look(&phone, &look).await?;
        for (path, tap, seen) in [
            ("/settings/phones", None, "隊のスマホ"),
            ("/settings/phones/sheet", Some("控えの紙を作る"), "12の言葉"),
            ("/settings/phones/lost", None, "きょうのうちに知らせます"),
            ("/people/invite", Some("招待を作る"), "招待ができました"),
            ("/people/invite", None, "1人用"),
            ("/join", None, "もう隊があります"),
        ] {
            phone.read(path).await?;
            if let Some(button) = tap {
                phone.tap(("button", button)).await?;
            }
            phone.see(seen).await?;
            screens::has_look(&phone, &look).await?;
            let found = faults_here(&phone).await?;
            faults.extend(found.into_iter().map(|fault| format!("{path} {size:?} {letters}: {fault}")));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn what_opens_on_a_tap_is_there() -> Result<()> {
    let phone = Phone::with_sample(Engine::Chromium).await?;
    phone.read("/requests").await?;
    phone.tap("作業・町でしぼりこむ").await?;
    phone.tap(("button", "雪かき")).await?;
    phone.tap("このパソコンに保存しました").await?;
    phone.see("記録のようす").await?;
    phone.see("このスマホで使っている場所").await
}

async fn every_screen(size: (u32, u32), differs: Value) -> Result<()> {
    let phone = Phone::with_sample(Engine::Chromium).await?;
    let all = screens::all(&phone, &phone.site).await?;
    phone.set_size(size.0, size.1).await?;
    screens::keep_look(&phone, &differs).await?;
    let mut faults = Vec::new();
    for (name, path) in all {
        phone.open(&path).await?;
        screens::ready(&phone).await?;
        screens::has_look(&phone, &differs).await?;
        faults.extend(faults_here(&phone).await?.into_iter().map(|fault| format!("{name} {path}: {fault}")));
    }
    assert!(faults.is_empty(), "{} faults with {differs}:\n{}", faults.len(), faults.join("\n"));
    Ok(())
}

async fn faults_here(phone: &Phone) -> Result<Vec<String>> {
    let mut faults: Vec<String> = phone.axe().await?.iter().map(ToString::to_string).collect();
    faults.extend(phone.small_targets(LEAST).await?.iter().map(|small| format!("too small: {small:?}")));
    let (wide, view): (u32, u32) = phone.eval("[document.documentElement.scrollWidth, innerWidth]").await?;
    if wide > view {
        faults.push(format!("{wide} px wide in a window of {view}"));
    }
    Ok(faults)
}
