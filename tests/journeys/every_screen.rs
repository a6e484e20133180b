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

async fn every_screen(size: (u32, u32), differs: Value) -> Result<()> {
    let phone = Phone::with_sample(Engine::Chromium).await?;
    let all = screens::all(&phone, &phone.site).await?;
    phone.set_size(size.0, size.1).await?;
    let mut look =
        json!({ "lang": "ja", "size": 100, "theme": "light", "sun": false, "simple": false, "chosen": true });
    if let (Some(look), Some(differs)) = (look.as_object_mut(), differs.as_object()) {
        look.extend(differs.clone());
    }
    phone
        .eval::<()>(&format!("localStorage.setItem('tanomo.look', {}); return null", json!(look.to_string())))
        .await?;
    let mut faults = Vec::new();
    for (name, path) in all {
        phone.open(&path).await?;
        screens::ready(&phone).await?;
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
