//! What people type and what a link holds never reaches the server: every byte between two browsers and the server
//! is kept and searched, and so is everything the server wrote down.

use anyhow::{Context, Result, ensure};
use std::collections::BTreeSet;
use tanomo_browsers::{Engine, Site, Target};
use tanomo_leaks::{Found, Search, Wanted};

use super::together::{Phone, choose_number};

/// What is typed into the app, each by a name of its own.
const TYPED: [(&str, &str, &str); 5] = [
    ("the resident's telephone", "電話番号", "029-655-7741"),
    ("the resident's name", "お名前 ※必須", "花崎 詩織里"),
    ("the resident's town", "町", "城東四丁目"),
    ("the resident's block", "番地", "桜並木17番の3"),
    ("the request's words", "ようす", "山椒の木の下に鍵を置いてあります"),
];

/// Logs a request of somebody with a name; gives its page.
async fn log(phone: &Phone, site: &Site) -> Result<String> {
    phone.read(site, "/requests/new").await?;
    for (_, field, text) in TYPED {
        phone.type_into(field, text).await?;
    }
    phone.tap("草取り").await?;
    phone.tap(Target::from(("button", "はい")).inside("手伝いと連絡")).await?;
    phone.tap("登録する").await?;
    choose_number(phone).await?;
    phone.wait_for("/^.requests.[-_A-Za-z0-9]{22}$/.test(location.pathname)").await?;
    phone.eval("location.pathname").await
}

/// Whether such a thing was found in a place that begins so.
fn is_in(found: &BTreeSet<Found>, what: &str, place: &str) -> bool {
    found.iter().any(|found| found.what == what && found.place.starts_with(place))
}

/// A search for what was typed and what the link holds, and for two things that are there.
fn search(fragment: &str) -> Result<Search> {
    let mut wanted = Wanted::new();
    for (what, _, text) in TYPED {
        wanted.text(what, text);
    }
    wanted.text("the fragment", fragment);
    // Behind the version and the circle's name: 44 characters of what only the link holds.
    wanted.text("the secret in the fragment", &fragment[fragment.len() - 40..]);
    wanted.text("control: in the app's page", "たのも～");
    wanted.text("control: in requests", "Bearer ");
    Ok(wanted.search()?)
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_typed_and_what_a_link_holds_never_reach_the_server() -> Result<()> {
    let site = Site::start_recorded().await?;
    let lead = Phone::founder(Engine::Chromium, &site).await?;
    let request = log(&lead, &site).await?;
    lead.sent().await?;
    let link = lead.invite(&site, false).await?;
    let (_, fragment) = link.split_once('#').context("a link without a fragment")?;
    // Joining looks that the fragment has left the address bar.
    let helper = Phone::join(Engine::Chromium, &link, "二人目 椿").await?;
    helper.see("隊に入りました").await?;
    // What the search must not find did travel: it is on the other phone.
    helper.sees_at(&site, &request, TYPED[4].2).await?;
    let entries: String =
        helper.eval("performance.getEntriesByType('navigation')[0].name + location").await?;
    ensure!(!entries.contains('#'), "the fragment is still to be seen: {entries}");

    let mut search = search(fragment)?;
    let traffic = search.look_at_traffic(&site.traffic());
    let mut kept = search.look_into_folder(&site.data())?;
    kept.extend(search.look("log", site.log().as_bytes()));
    ensure!(is_in(&traffic, "control: in the app's page", "traffic from"), "the search sees no answers");
    ensure!(is_in(&traffic, "control: in requests", "traffic to"), "the search sees no requests");
    ensure!(site.log().contains("answered"), "the server logs nothing");
    let leaked: Vec<_> = traffic.union(&kept).filter(|found| !found.what.starts_with("control")).collect();
    ensure!(leaked.is_empty(), "{leaked:#?}");

    // The control: a link whose secret stands in its query instead.
    lead.eval_async::<u16>(&format!("return (await fetch('/healthz?secret={fragment}')).status")).await?;
    let traffic = search.look_at_traffic(&site.traffic());
    ensure!(is_in(&traffic, "the fragment", "traffic to"), "a secret in the query is not found");
    Ok(())
}
