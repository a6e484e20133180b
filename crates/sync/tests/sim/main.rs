//! A squad's phones, simulated by seed: each seed is another history of edits, kills, lost messages, partitions,
//! wrong clocks, a server restored from a backup, a phone put out. `TANOMO_SEEDS=20000` runs more of them,
//! `TANOMO_SEED=17` one.

// Functions beside the tests may unwrap too: a world that cannot be made has failed.
#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;
mod phone;
mod server;
mod world;

use world::{Climate, World};

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

#[test]
fn whatever_happens_all_phones_end_with_the_same_and_nothing_saved_is_lost() {
    let seeds = match number("TANOMO_SEED") {
        Some(seed) => seed..seed + 1,
        None => 0..number("TANOMO_SEEDS").unwrap_or(200),
    };
    let mut failed = Vec::new();
    for seed in seeds {
        // Some runs without what makes an oracle weaker.
        let climate = Climate { revocations: seed % 3 == 0, restores: seed % 2 == 0 };
        if let Err(why) = World::new(seed, climate).run() {
            failed.push(format!("seed {seed}: {why}"));
        }
    }
    assert!(failed.is_empty(), "{}\n{}", failed.len(), failed.join("\n"));
}
