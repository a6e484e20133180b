//! A squad's phones, simulated by seed: each seed is another history of edits, kills, lost messages, partitions,
//! wrong clocks, a server restored from a backup, a phone put out. `TANOMO_SEEDS=20000` runs more of them,
//! `TANOMO_SEED=17` one.

// Functions beside the tests may unwrap too: a world that cannot be made has failed.
#![allow(clippy::unwrap_used, clippy::panic)]

mod cases;
#[path = "../common/mod.rs"]
mod common;
mod phone;
mod server;
mod world;

use world::{Broken, Climate, World};

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

/// Seeds that once failed, and stay. What they found has a case of its own as well: a change of the world changes
/// what a seed means.
const FAILED_ONCE: [u64; 4] = [21, 96, 142, 1211];

fn climate(seed: u64, broken: Broken) -> Climate {
    // Some runs without what makes an oracle weaker.
    Climate { revocations: seed.is_multiple_of(3), restores: seed.is_multiple_of(2), broken }
}

#[test]
fn whatever_happens_all_phones_end_with_the_same_and_nothing_saved_is_lost() {
    let seeds: Vec<u64> = match number("TANOMO_SEED") {
        Some(seed) => vec![seed],
        None => FAILED_ONCE.into_iter().chain(0..number("TANOMO_SEEDS").unwrap_or(200)).collect(),
    };
    let mut failed = Vec::new();
    for seed in seeds {
        if let Err(why) = World::new(seed, climate(seed, Broken::Nothing)).run() {
            failed.push(format!("seed {seed}: {why}"));
        }
    }
    assert!(failed.is_empty(), "{}\n{}", failed.len(), failed.join("\n"));
}

#[test]
fn what_is_broken_on_purpose_is_found() {
    for broken in [Broken::CursorFirst, Broken::ForgottenErasures, Broken::CursorOfAnyTimeline] {
        let found = (0..60).any(|seed| World::new(seed, climate(seed, broken)).run().is_err());
        assert!(found, "{broken:?} was not found");
    }
}
