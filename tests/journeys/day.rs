//! 活動日: a day is planned from open requests, people answer, come, go through the briefing and are home; scene 11:
//! rain calls it off in three taps, and every resident who was telephoned is ticked off, on the other phone too.

use crate::phone::Phone;
use crate::together;
use anyhow::{Context, Result, ensure};
use std::time::Duration;
use tanomo_browsers::{Engine, Site, in_each_engine};

in_each_engine!(a_day_goes_from_the_plan_to_being_home, rain_calls_the_day_off_in_three_taps);

/// Plans a day of today at ふれあい館 with the first job that is offered and one person; gives its path.
async fn plan(phone: &Phone, person: &str) -> Result<String> {
    phone.read("/days").await?;
    phone.see("活動日はまだありません").await?;
    phone.tap("活動日をつくる").await?;
    today(phone).await?;
    phone.type_into("集まるところ", "ふれあい館").await?;
    phone.tap(("button", "草取り あおば町")).await?;
    phone.tap(("button", person)).await?;
    phone.tap("保存する").await?;
    phone.see("わたしの一日").await?;
    let address = phone.url().await?;
    let (_, id) = address.split_once("/days/").with_context(|| format!("no day at {address}"))?;
    Ok(format!("/days/{id}"))
}

/// Puts today into the date field, as the phone's own date control does.
async fn today(phone: &Phone) -> Result<()> {
    phone.wait_for("document.querySelector('input[type=date]') !== null").await?;
    let picked: String = phone
        .eval(
            "const day = new Date(Date.now() + 9 * 3600 * 1000).toISOString().slice(0, 10); // in Japan
            const field = document.querySelector('input[type=date]');
            field.value = day;
            field.dispatchEvent(new Event('change', { bubbles: true }));
            return field.value",
        )
        .await?;
    ensure!(picked.len() == 10, "the calendar took {picked:?}");
    Ok(())
}

async fn a_day_goes_from_the_plan_to_being_home(engine: Engine) -> Result<()> {
    let mut phone = Phone::with_sample(engine).await?;
    phone.lose_network()?;
    let day = plan(&phone, "見本 太郎").await?;
    phone.see("草取り あおば町").await?;
    phone.see("班長:見本 太郎").await?;
    phone.tap(("button", "出られます")).await?;
    phone.tap(("button", "着きました")).await?;
    phone.tap("はい、元気です").await?;
    phone.see("1人来ました(よんだ人 1人)").await?;
    phone.tap("みんなで読みました").await?;
    phone.see("見本 太郎が確認しました").await?;
    phone.kill_and_reopen(&day).await?;
    phone.see("見本 太郎が確認しました").await?;
    // きょう knows the day and leads back to it.
    phone.read("/").await?;
    phone.see("ふれあい館").await
}

async fn rain_calls_the_day_off_in_three_taps(engine: Engine) -> Result<()> {
    let mut phone = Phone::with_sample(engine).await?;
    phone.lose_network()?;
    let day = plan(&phone, "見本 太郎").await?;
    phone.reset_counts();
    phone.tap(("button", "中止にする")).await?;
    phone.tap(("button", "雨")).await?;
    phone.tap("中止を決める").await?;
    phone.see("中止になりました:雨").await?;
    let counts = phone.counts();
    ensure!(counts.taps <= 3 && counts.keys == 0, "{counts:?}");
    phone.see("電話する人　1").await?;
    phone.see("草取り あおば町　中止と伝える").await?;
    phone.tap(("button", "連絡した")).await?;
    phone.see("みんなに連絡しました").await?;
    phone.see("見本 太郎").await?;
    phone.kill_and_reopen(&day).await?;
    phone.see("みんなに連絡しました").await?;
    phone.see("中止になりました:雨").await?;
    phone.read("/days").await?;
    phone.see("中止:雨").await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_other_phones_say_that_the_day_is_off() -> Result<()> {
    let site = Site::start().await?;
    let lead = together::Phone::founder(Engine::Chromium, &site).await?;
    let helper = together::Phone::second(Engine::Chromium, &site, &lead).await?;
    lead.read(&site, "/days/new").await?;
    lead.type_into("集まるところ", "公民館").await?;
    lead.tap("保存する").await?;
    lead.see("わたしの一日").await?;
    lead.sent().await?;
    helper.read(&site, "/days").await?;
    helper.see_within("公民館", Duration::from_secs(40)).await?;
    lead.tap(("button", "中止にする")).await?;
    lead.tap(("button", "雨")).await?;
    lead.tap("中止を決める").await?;
    lead.see("中止になりました:雨").await?;
    helper.see_within("中止:雨", Duration::from_secs(40)).await
}
