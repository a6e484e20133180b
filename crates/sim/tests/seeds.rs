//! Thousands of squads by seed, each of which must end well; and one after another thing broken on purpose, each of
//! which must be found. `cargo xtask sim --seeds N` runs more.

// Functions beside the tests may unwrap too: a world that cannot be made has failed.
#![allow(clippy::unwrap_used)]

use tanomo_sim::{FAILED_ONCE, Fault, Mutation, first_caught, run, runs};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// How many seeds must end well, and within how many each mutation must be found.
const SEEDS: u64 = 2_000;

fn threads() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

#[test]
fn whatever_happens_all_phones_end_with_the_same_and_nothing_saved_is_lost() {
    let told = std::sync::Mutex::new(Vec::new());
    let sum = runs(0, SEEDS, threads(), |seed, why| told.lock().unwrap().push(format!("seed {seed}: {why}")));
    for &seed in FAILED_ONCE {
        told.lock()
            .unwrap()
            .extend(run(seed, None).fault.map(|why| format!("seed {seed}, once more: {why}")));
    }
    let told = told.into_inner().unwrap();
    assert!(told.is_empty(), "{} of {SEEDS}\n{}", told.len(), told.join("\n"));
    // A trouble that never comes tests nothing.
    for &fault in Fault::ALL {
        assert!(sum.tally.of(fault) > SEEDS / 10, "{}: {}", fault.words(), sum.tally.of(fault));
    }
    // Most of what is saved must be what the promises cover.
    assert!(sum.edits > 20 * SEEDS && sum.lost * 8 < sum.edits, "{} lost of {}", sum.lost, sum.edits);
}

#[test]
fn whatever_is_broken_on_purpose_is_found() {
    let missed: Vec<&str> = Mutation::ALL
        .iter()
        .filter(|&&mutation| match first_caught(mutation, 0, SEEDS) {
            Some((seed, why)) => {
                println!("{:<52} seed {seed:>5}: {why}", mutation.words());
                false
            }
            None => true,
        })
        .map(|mutation| mutation.words())
        .collect();
    assert!(Mutation::ALL.len() >= 12 && missed.is_empty(), "not found in {SEEDS} seeds: {missed:?}");
}

#[test]
fn one_seed_is_one_history() {
    for seed in [0, 1, 5] {
        let first = run(seed, None);
        assert_eq!(run(seed, None), first);
        assert_ne!(run(seed + 1, None).trace, first.trace, "the control: another seed is another history");
    }
}
