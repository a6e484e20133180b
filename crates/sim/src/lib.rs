//! A squad simulated by seed: phones with the real engine, the server's own request core on its database in
//! memory, a network, two stores a phone, people; and everything that goes wrong with them.
//!
//! A run is one seed: no thread, no clock and no chance of another kind is in it, so that a seed that failed fails
//! again. It tests `record`, `wire`, `sync` and the server's `core`; of the app it holds only what the design says
//! of its stores and windows, and nothing of the browser.
//!
//! # Layout
//! - [`run`]: one seed. `world`: the queue of what happens. `people`, `network`, `weather`, `wishes`: what does.
//! - `oracles`: what must hold whatever happens.
//! - [`server`], [`phone`], [`windows`], [`disk`]: the real code and what stands around it.
//! - [`mutation`], `broken`: what is broken on purpose, to see that it is found.
//! - [`faults`], [`seeded`], `shown`: what went wrong, counted; chance; a run line by line.

#![forbid(unsafe_code)]
// It is a test as a program: what cannot be unwrapped here has failed.
#![allow(clippy::unwrap_used, clippy::panic)]

mod broken;
pub mod disk;
pub mod faults;
pub mod mutation;
mod network;
mod oracles;
mod people;
pub mod phone;
pub mod seeded;
pub mod server;
mod shown;
mod weather;
pub mod windows;
mod wishes;
mod world;

use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use tanomo_record::Id;

pub use faults::{Fault, Tally};
pub use mutation::Mutation;
pub use world::{Climate, Outcome};

/// Seeds that failed once, and stay: each found what was mended since, named beside it. A change of the world
/// changes what a seed means, so what it found has a case in `tests/cases/mended.rs` as well.
pub const FAILED_ONCE: &[u64] = &[
    22,     // A card whose key was kept and which a kill left locked.
    1002,   // An erasure that came with the answer to a push of the card.
    1026,   // Two leads who put somebody out apart.
    1040,   // A locked card the server had lost.
    1450,   // A clock set back an hour after a server had asked to wait.
    3285,   // An erasure whose only phone went back in time, and which came by a message that was late.
    3477,   // A card erased while its first push was under way.
    4061,   // A reader whose phone had lost the key sealed the card with one that nobody else had.
    5508,   // A lead killed between the entries that came and the epoch it was to begin.
    6816,   // A server restored right after it had taken entries of the roster.
    13705,  // The same, and the phone was lost later.
    18926,  // A phone killed after it had kept a card under a new id and before it said so.
    29241,  // A card under a key that only a phone which was put out had: the model.
    182490, // A reader whose phone had lost the key wrote first on a server that had lost the card.
];

/// Runs one seed, broken where `mutation` says so.
pub fn run(seed: u64, mutation: Option<Mutation>) -> Outcome {
    world::World::new(seed, Climate::of(seed), mutation).run()
}

/// Runs one seed and prints what happens in it, and whenever it changes how a record stands everywhere.
pub fn run_shown(seed: u64, watched: Option<Id>) -> Outcome {
    let mut world = world::World::new(seed, Climate::of(seed), None);
    world.shows = true;
    world.watched = watched.map(|id| (id, String::new()));
    world.run()
}

/// The first of some seeds that finds a mutation, and by what.
pub fn first_caught(mutation: Mutation, from: u64, seeds: u64) -> Option<(u64, String)> {
    (from..from + seeds).find_map(|seed| Some((seed, run(seed, Some(mutation)).fault?)))
}

/// What many seeds came to.
#[derive(Clone, Debug, Default)]
pub struct Sum {
    /// How many ran.
    pub seeds: u64,
    /// Those that failed, in order.
    pub failed: Vec<u64>,
    /// What went wrong on purpose.
    pub tally: Tally,
    /// How many edits were saved.
    pub edits: u64,
    /// How many of them were on a lost disk alone.
    pub lost: u64,
    /// How many requests were made.
    pub requests: u64,
    /// A sum over all that happened, whoever ran which seed: the same for the same seeds until an engine, a person
    /// or a fault is another one. What only makes a run faster must leave it.
    pub trace: u64,
}

/// Runs seeds on several threads, each seed on one; tells of a failing one at once.
pub fn runs(from: u64, seeds: u64, threads: usize, tell: impl Fn(u64, &str) + Sync) -> Sum {
    let next = AtomicU64::new(from);
    let sum = Mutex::new(Sum::default());
    std::thread::scope(|scope| {
        for _ in 0..threads.max(1) {
            scope.spawn(|| {
                loop {
                    let seed = next.fetch_add(1, Ordering::Relaxed);
                    if seed >= from + seeds {
                        break;
                    }
                    let outcome = run(seed, None);
                    let mut sum = sum.lock().unwrap();
                    if let Some(why) = &outcome.fault {
                        tell(seed, why);
                        sum.failed.push(seed);
                    }
                    sum.seeds += 1;
                    sum.tally.join(&outcome.tally);
                    sum.edits += outcome.edits.0;
                    sum.lost += outcome.edits.1;
                    sum.requests += outcome.requests;
                    sum.trace = sum.trace.wrapping_add(outcome.sum());
                }
            });
        }
    });
    let mut sum = sum.into_inner().unwrap();
    sum.failed.sort_unstable();
    sum
}
