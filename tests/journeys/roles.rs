//! A squad in other hands: the lead's role is handed over, the lead leaves, and the one who took over ends the squad.

use anyhow::Result;
use tanomo_browsers::{Engine, Site, in_each_engine};

use super::together::{Phone, SOON, log_request};

in_each_engine!(a_role_is_handed_over_its_giver_leaves_and_the_squad_is_ended);

/// Erases what the phone holds, once it says that it is out.
async fn erase(phone: &Phone) -> Result<()> {
    phone.see_within("このスマホから消す", SOON).await?;
    phone.tap("このスマホから消す").await?;
    phone.tap("このスマホから消す").await?;
    phone.see_within("お助け隊をはじめる", SOON).await
}

async fn a_role_is_handed_over_its_giver_leaves_and_the_squad_is_ended(engine: Engine) -> Result<()> {
    let site = Site::start().await?;
    let lead = Phone::founder(engine, &site).await?;
    let second = Phone::second(engine, &site, &lead).await?;
    let request = log_request(&lead, &site, "花見町").await?;
    lead.sent().await?;
    second.read(&site, "/people/invite").await?;
    second.see("招待できるのは世話役です").await?;
    second.never_sees("招待を作る").await?;
    lead.read(&site, "/settings/phones").await?;
    lead.see_within("二人目 の人", SOON).await?;
    lead.tap("二人目 の人のスマホを変える").await?;
    lead.tap("世話役にする").await?;
    lead.see("役割を変えました").await?;
    // Who was made a lead may let people in; a third comes by that invitation.
    second.see_within("招待を作る", SOON).await?;
    let third = Phone::second(engine, &site, &second).await?;
    third.sees_at(&site, &request, "花見町").await?;
    // The control: so far the others count it in.
    for phone in [&second, &third] {
        phone.read(&site, "/settings/phones").await?;
        phone.see_within("二人目 の人", SOON).await?;
        phone.never_sees("使えなくしたもの").await?;
    }
    // The first leaves; the others see it go, and keep everything.
    lead.read(&site, "/settings/phones").await?;
    lead.tap("ぬける・終わりにする").await?;
    lead.tap("このスマホを隊からはずす").await?;
    lead.tap("はずして、記録を消す").await?;
    erase(&lead).await?;
    for phone in [&second, &third] {
        phone.see_within("使えなくしたもの 1台", SOON).await?;
        phone.sees_at(&site, &request, "花見町").await?;
    }
    // The squad ends, and every phone says so before it erases.
    second.read(&site, "/settings/phones").await?;
    second.tap("ぬける・終わりにする").await?;
    second.tap("隊を終わりにする").await?;
    second.type_into("終わりにするときは", "終わります").await?;
    second.tap("みんなの記録を消して、終わる").await?;
    erase(&second).await?;
    erase(&third).await
}
