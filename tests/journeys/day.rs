//! 活動日: a lead plans a day, and calls it off; the other phones say so.

use crate::together;
use anyhow::Result;
use std::time::Duration;
use tanomo_browsers::{Engine, Site};

#[tokio::test(flavor = "multi_thread")]
async fn the_other_phones_say_that_the_day_is_off() -> Result<()> {
    let site = Site::start().await?;
    let lead = together::Phone::founder(Engine::Chromium, &site).await?;
    let helper = together::Phone::second(Engine::Chromium, &site, &lead).await?;
    lead.read(&site, "/days/new").await?;
    lead.type_into("集まるところ", "公民館").await?;
    lead.tap("保存").await?;
    lead.see("わたしの一日").await?;
    lead.sent().await?;
    helper.read(&site, "/days").await?;
    helper.see_within("公民館", Duration::from_secs(40)).await?;
    lead.tap(("button", "中止にする")).await?;
    lead.tap("中止を決める").await?;
    lead.see("中止になりました:雨").await?;
    helper.see_within("中止:雨", Duration::from_secs(40)).await
}
