//! Where a home is: a lead keeps it on site, and きょう says how far it is. Chromium alone can be told where it is.

use crate::phone::Phone;
use anyhow::{Result, ensure};
use serde_json::json;
use tanomo_browsers::{Engine, Target};

const TAKE: &str = "いまいる所を家の位置にする";
const ASK: &str = "ここからの距離を見る";

/// The phone is there, as far as it knows to within so many metres.
async fn stands(phone: &Phone, north: f64, east: f64, accuracy: f64) -> Result<()> {
    let there = json!({ "latitude": north, "longitude": east, "accuracy": accuracy });
    phone.cdp("Emulation.setGeolocationOverride", there).await.map(drop)
}

async fn may(phone: &Phone, setting: &str) -> Result<()> {
    let origin = phone.site.url("");
    let what = json!({ "permission": { "name": "geolocation" }, "setting": setting, "origin": origin });
    phone.cdp("Browser.setPermission", what).await.map(drop)
}

async fn open_cards(phone: &Phone, open: impl Into<Target>) -> Result<()> {
    phone.tap(open).await?;
    phone.type_into("6けたの番号", "123456").await?;
    phone.tap(("button", "開く")).await?;
    phone.sees_no_more("6けたの番号").await
}

async fn accessible(phone: &Phone) -> Result<()> {
    let faults: Vec<String> = phone.axe().await?.iter().map(ToString::to_string).collect();
    ensure!(faults.is_empty(), "axe-core finds at {}: {faults:?}", phone.url().await?);
    Ok(())
}

/// Whether a link to the map leads to what was measured.
const MAP: &str = "[...document.querySelectorAll('a[target]')].some((a) => a.href.includes('34.88123'))";

#[tokio::test(flavor = "multi_thread")]
async fn a_home_is_kept_on_site_and_the_day_says_how_far_it_is() -> Result<()> {
    let mut phone = Phone::with_sample(Engine::Chromium).await?;
    phone.lose_network()?;
    phone.read("/").await?;
    let job: String = phone
        .eval(
            "return document.querySelector('main article.job a[href^=\"/requests/\"]').getAttribute('href')",
        )
        .await?;
    phone.read(&job).await?;
    open_cards(&phone, "カードを開く").await?;
    ensure!(!phone.eval::<bool>(MAP).await?, "the control: the map leads there already");
    phone.tap(("link", "カード")).await?;

    // Not allowed, not known well enough, then known.
    may(&phone, "denied").await?;
    phone.tap(TAKE).await?;
    phone.see("スマホの位置を使えません").await?;
    may(&phone, "granted").await?;
    stands(&phone, 34.88123, 136.58456, 400.0).await?;
    phone.tap(TAKE).await?;
    phone.see("400mほどずれているかもしれません").await?;
    accessible(&phone).await?;
    stands(&phone, 34.88123, 136.58456, 12.0).await?;
    phone.tap(TAKE).await?;
    phone.see("記録してあります").await?;
    phone.wait_for(MAP).await?;
    let card: String = phone.eval("location.pathname").await?;
    phone.kill_and_reopen(&card).await?;

    // While the cards are closed nobody is told that a home is known at all.
    phone.read("/").await?;
    phone.never_sees(ASK).await?;
    open_cards(&phone, Target::from("連絡先を見る").nth(0)).await?;
    phone.wait_for(MAP).await?;
    may(&phone, "granted").await?;
    // A hundredth of a degree north is 1,112 metres.
    stands(&phone, 34.89123, 136.58456, 60.0).await?;
    phone.tap(ASK).await?;
    phone.see("ここから約1.1km").await?;
    stands(&phone, 34.88423, 136.58456, 60.0).await?;
    phone.tap(ASK).await?;
    phone.see("ここから約330m").await?;
    accessible(&phone).await?;

    // It is history like everything else, and forgotten where a lead says so.
    phone.read(&card).await?;
    open_cards(&phone, "カードを開く").await?;
    phone.tap("家の位置を消す").await?;
    phone.see("ご本人の家の前でおしてください").await?;
    phone.tap("履歴").await?;
    phone.see("家の位置").await
}
