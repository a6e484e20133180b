//! A squad whose records are kept at another server than the one the app comes from.

use anyhow::{Result, ensure};
use tanomo_browsers::{Engine, Options, Site, in_each_engine};

use crate::together::Phone;

in_each_engine!(a_squad_keeps_its_records_at_another_server);

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
