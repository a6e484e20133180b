//! The phone's own unlock (a face, a finger) opens the cards beside the number: where the phone has one, for whom it
//! knows, until it is turned off. The number opens them always.

use anyhow::Result;
use tanomo_browsers::{Engine, Site};

use super::together::{NUMBER, Phone, log_for};

/// The button in the dialog, the switch in the settings, and what is said where it did not work.
const OPEN: &str = "スマホのロックで開く";
const SWITCH: &str = "スマホのロックでも開く";
const NOT_OPENED: &str = "スマホのロックでは開けませんでした。番号を入れてください";
const NOT_KEPT: &str = "このスマホのロックは使えませんでした";
const ASKS: &str = "スマホに、顔や指で答えてください";
const ON: &str = "document.querySelector('input[role=switch]')?.checked === true";
const OFF: &str = "document.querySelector('input[role=switch]')?.checked === false";

async fn by_number(phone: &Phone) -> Result<()> {
    phone.type_into("6けたの番号", NUMBER).await?;
    phone.tap(("button", "開く")).await
}

/// The page of the number, with the cards open by it.
async fn settings(phone: &Phone, site: &Site) -> Result<()> {
    phone.read(site, "/settings/number").await?;
    phone.tap("番号を入れて開く").await?;
    by_number(phone).await?;
    phone.see("いま、カードは開いています").await
}

/// The page of the request after a start, which closed the cards, with the dialog open.
async fn asked(phone: &Phone, site: &Site, request: &str) -> Result<()> {
    phone.read(site, request).await?;
    phone.tap("カードを開く").await?;
    phone.see("6けたの番号").await?;
    phone.never_sees("城東 花子").await
}

#[tokio::test(flavor = "multi_thread")]
async fn the_phones_own_unlock_opens_the_cards_and_the_number_always_does() -> Result<()> {
    let site = Site::start().await?;
    let lead = Phone::founder(Engine::Chromium, &site).await?;
    let request = log_for(&lead, &site, "城東 花子").await?;
    lead.see("城東 花子").await?;
    // A phone without one is offered none.
    settings(&lead, &site).await?;
    lead.never_sees(SWITCH).await?;
    let unlock = lead.add_own_unlock().await?;
    // The control: there is one, and nobody has chosen it yet.
    lead.read(&site, "/settings/number").await?;
    lead.tap("番号を入れて開く").await?;
    lead.see("6けたの番号").await?;
    lead.never_sees(OPEN).await?;
    by_number(&lead).await?;
    lead.see(SWITCH).await?;
    // Where it does not know the person, nothing is turned on.
    lead.own_unlock_knows(&unlock, false).await?;
    lead.tap(SWITCH).await?;
    lead.see(NOT_KEPT).await?;
    lead.sees_no_more(ASKS).await?;
    lead.wait_for(OFF).await?;
    // (One that did not know somebody often enough blocks itself; this is a fresh one.)
    lead.remove_own_unlock(&unlock).await?;
    let unlock = lead.add_own_unlock().await?;
    lead.tap(SWITCH).await?;
    lead.sees_no_more(NOT_KEPT).await?;
    lead.sees_no_more(ASKS).await?;
    lead.wait_for(ON).await?;
    asked(&lead, &site, &request).await?;
    lead.tap(OPEN).await?;
    lead.see("城東 花子").await?;
    // Somebody else's finger: a sentence, and the number beside it.
    lead.own_unlock_knows(&unlock, false).await?;
    asked(&lead, &site, &request).await?;
    lead.tap(OPEN).await?;
    lead.see(NOT_OPENED).await?;
    lead.never_sees("城東 花子").await?;
    by_number(&lead).await?;
    lead.see("城東 花子").await?;
    // The phone's lock was set up anew, and knows nothing of what was kept.
    lead.remove_own_unlock(&unlock).await?;
    lead.add_own_unlock().await?;
    asked(&lead, &site, &request).await?;
    lead.tap(OPEN).await?;
    lead.see(NOT_OPENED).await?;
    lead.never_sees("城東 花子").await?;
    by_number(&lead).await?;
    lead.see("城東 花子").await?;
    // Turned off, there is only the number.
    settings(&lead, &site).await?;
    lead.wait_for(ON).await?;
    lead.tap(SWITCH).await?;
    lead.wait_for(OFF).await?;
    asked(&lead, &site, &request).await?;
    lead.never_sees(OPEN).await?;
    by_number(&lead).await?;
    lead.see("城東 花子").await
}
