//! A squad whose records are kept at another server than the one the app comes from.

use anyhow::{Result, ensure};
use tanomo_browsers::{Engine, Options, Site, in_each_engine};

use crate::together::{Phone, SOON, log_request};

in_each_engine!(a_squad_keeps_its_records_at_another_server, a_squad_goes_over_to_another_server);

/// Requests to make a circle that the server of a site has answered.
async fn circles_made(site: &Site) -> Result<bool> {
    let asked = tanomo_browsers::Browser::open(Engine::Chromium, Options::default()).await?;
    asked.goto(&site.url("/healthz")).await?;
    let numbers: String = asked.eval_async("fetch('/metrics').then((answer) => answer.text())").await?;
    ensure!(numbers.contains("# EOF"), "these are no numbers: {numbers}");
    Ok(numbers.contains("route=\"/v1/circles\""))
}

async fn a_squad_keeps_its_records_at_another_server(engine: Engine) -> Result<()> {
    let (app, records) = (Site::start().await?, Site::start().await?);
    let lead = Phone::unconnected(engine, &app).await?;
    lead.read(&app, "/settings/phones").await?;
    lead.tap("ほかのサーバーにつなぐ").await?;
    // What is no address is said to be none, and nothing is connected.
    lead.type_into("サーバーのアドレス", "http://kiroku.example.jp").await?;
    lead.tap(("button", "つなぐ")).await?;
    lead.see("サーバーのアドレスではないようです").await?;
    lead.type_into("サーバーのアドレス", &records.url("/")).await?;
    lead.tap(("button", "つなぐ")).await?;
    lead.see("つながりました").await?;
    // The link leads to the app where it is, and names the server behind the secret.
    let link = lead.invite(&app, false).await?;
    let server = records.url("");
    ensure!(link.starts_with(&app.url("/join")), "{link}");
    ensure!(link.ends_with(&format!("@{}", server.trim_end_matches('/'))), "{link}");
    let second = Phone::join(engine, &link, "二人目 の人").await?;
    second.see("隊に入りました").await?;
    lead.sees_at(&app, "/people", "二人目 の人").await?;
    // Closed and opened again, each phone still knows the way.
    lead.read(&app, "/settings/phones").await?;
    lead.see(&format!("送り先のサーバー:{}", server.trim_end_matches('/'))).await?;
    lead.sent().await?;
    // The records' server made the circle; the app's heard of none.
    ensure!(circles_made(&records).await?, "the records' server was not asked");
    ensure!(!circles_made(&app).await?, "the app's server was asked");
    Ok(())
}

/// Goes over to a server on the page of the phones.
pub(super) async fn move_to(phone: &Phone, app: &Site, server: &str) -> Result<()> {
    phone.read(app, "/settings/phones").await?;
    phone.tap("送り先のサーバーをかえる").await?;
    phone.type_into("サーバーのアドレス", server).await?;
    phone.tap("このサーバーにかえる").await
}

async fn a_squad_goes_over_to_another_server(engine: Engine) -> Result<()> {
    let (app, records) = (Site::start().await?, Site::start().await?);
    let lead = Phone::founder(engine, &app).await?;
    let second = Phone::second(engine, &app, &lead).await?;
    let before = log_request(&lead, &app, "花見町").await?;
    second.sees_at(&app, &before, "花見町").await?;
    let server = records.url("").trim_end_matches('/').to_owned();
    let is_there = format!("送り先のサーバー:{server}");
    // A lead is the first; what is no address moves nothing.
    move_to(&second, &app, &server).await?;
    second.see("先に世話役のスマホでかえてください").await?;
    move_to(&lead, &app, "http://kiroku.example.jp").await?;
    lead.see("サーバーのアドレスではないようです").await?;
    ensure!(!circles_made(&records).await?, "nothing was to be made yet");
    move_to(&lead, &app, &server).await?;
    lead.wait_for("location.pathname === '/'").await?;
    lead.read(&app, "/settings/phones").await?;
    lead.see(&is_there).await?;
    lead.sent().await?;
    ensure!(circles_made(&records).await?, "the circle is not at the new server");
    // Until the other phone is told, each works on and does not reach the other.
    let here = log_request(&lead, &app, "一丁目").await?;
    lead.sent().await?;
    let there = log_request(&second, &app, "二丁目").await?;
    second.sent().await?;
    second.read(&app, "/requests").await?;
    second.never_sees("一丁目").await?;
    // It follows, and all that either wrote is on both.
    move_to(&second, &app, &server).await?;
    second.wait_for("location.pathname === '/'").await?;
    second.sees_at(&app, &here, "一丁目").await?;
    second.sent().await?;
    lead.sees_at(&app, &there, "二丁目").await?;
    lead.read(&app, &before).await?;
    lead.see("花見町").await?;
    // Somebody who joins now, joins there.
    let third = Phone::another(engine, &app, &lead, "三人目 の人", Options::default()).await?;
    third.read(&app, &before).await?;
    third.see_within("花見町", SOON).await
}
