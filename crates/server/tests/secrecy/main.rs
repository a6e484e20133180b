//! **The server learns nothing.** Real phones' engines over HTTP to the real server, every byte recorded: neither
//! on the way, nor in its database, its folder of photos or its log stands anything of what people wrote, nor any
//! key, in any form. The control is a squad whose phones do not seal; the same search must find it.
//!
//! # Layout
//! - `phone`: a phone: the simulation's, with its engine, that talks over HTTP
//! - `run`: what the squad does, and what it must keep to itself
//! - `kept`: everything the server kept

#![allow(clippy::unwrap_used, clippy::panic, reason = "functions that tests call are tests too")]

#[path = "../common/mod.rs"]
mod common;
mod kept;
mod phone;
mod run;

use std::collections::BTreeSet;

use tanomo_leaks::Found;

use phone::Seal;
use run::{Leak, Run};

/// The names of what was found in places that begin so.
fn whats(found: &BTreeSet<Found>, place: &str) -> BTreeSet<String> {
    found.iter().filter(|found| found.place.starts_with(place)).map(|found| found.what.clone()).collect()
}

async fn a_run_tells_nothing(database: Option<String>) {
    let run = Run::through(database, Seal::On, None).await;
    let found = run.found().await;
    assert!(found.is_empty(), "{} findings, the first: {:#?}", found.len(), found.iter().next());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_a_run_is_on_the_way_or_kept_in_sqlite() {
    a_run_tells_nothing(None).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_of_a_run_is_on_the_way_or_kept_in_postgresql() {
    a_run_tells_nothing(Some(common::postgres::new_database().await)).await;
}

/// The control: whatever a phone that does not seal wrote is found, on the way and in the database.
async fn a_squad_that_does_not_seal_is_found(database: Option<String>, seal: Seal) {
    let run = Run::through(database, seal, None).await;
    let found = run.found().await;
    let (all, stands) = run.written_by_the_lead();
    assert!(all.len() > stands.len() && stands.len() > 100, "{} texts, {} stand", all.len(), stands.len());
    // What was erased is not in the rows even so: a tombstone stands there.
    for (place, expected) in [("traffic to the server", all), ("the database's rows", stands)] {
        let missed: Vec<_> = expected.difference(&whats(&found, place)).cloned().collect();
        assert_eq!(missed, Vec::<String>::new(), "in {place}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn control_unsealed_texts_are_found_in_sqlite() {
    a_squad_that_does_not_seal_is_found(None, Seal::Plain).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn control_packed_and_unsealed_texts_are_found_in_postgresql() {
    a_squad_that_does_not_seal_is_found(Some(common::postgres::new_database().await), Seal::Packed).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn control_a_key_or_a_text_in_a_photo_is_found_where_photos_are_kept() {
    for (leak, what) in [(Leak::EpochKey, "the secret of an epoch"), (Leak::Name, "the name on a card")] {
        let run = Run::through(None, Seal::On, Some(leak)).await;
        let found = run.found().await;
        for place in ["traffic to the server", "the server's folder"] {
            let expected: BTreeSet<String> = [what.to_owned()].into();
            assert_eq!(whats(&found, place), expected, "{place}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn control_tokens_are_on_the_way_where_they_must_be_and_kept_by_nobody() {
    let run = Run::through(None, Seal::On, None).await;
    let (on_the_way, kept) = run.found_tokens().await;
    assert!(on_the_way.iter().filter(|found| found.what.starts_with("the token of")).count() >= 3);
    assert!(kept.is_empty(), "{kept:#?}");
}
