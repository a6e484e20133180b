//! `tanomo-sim`: seeds on all cores, what failed, and what is found where something is broken on purpose.

use std::process::ExitCode;
use std::time::Instant;

use clap::Parser;
use tanomo_record::Id;
use tanomo_sim::{Mutation, Sum, first_caught, run_shown, runs};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Debug, Parser)]
#[command(name = "tanomo-sim", about = "Simulates squads by seed")]
struct Arguments {
    /// How many seeds
    #[arg(long, default_value_t = 2_000)]
    seeds: u64,
    /// The first of them
    #[arg(long, default_value_t = 0)]
    from: u64,
    /// On how many threads; one a core unless told
    #[arg(long)]
    threads: Option<usize>,
    /// Break one thing after another instead, and say which seed finds it
    #[arg(long)]
    mutations: bool,
    /// Show what happens in the first seed alone
    #[arg(long)]
    show: bool,
    /// With it: how this record stands on each phone and the server, whenever that changes
    #[arg(long, requires = "show", value_parser = |id: &str| Id::parse(id).ok_or("no record's id"))]
    watch: Option<Id>,
}

fn main() -> ExitCode {
    let Arguments { seeds, from, threads, mutations, show, watch } = Arguments::parse();
    let threads = threads.unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
    if show {
        let outcome = run_shown(from, watch);
        println!("{:?}\n{}", outcome.fault, outcome.tally);
        return if outcome.fault.is_none() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let start = Instant::now();
    if mutations {
        let mut all = true;
        for &mutation in Mutation::ALL {
            let caught = first_caught(mutation, from, seeds);
            match &caught {
                Some((seed, why)) => println!("{:<52} seed {seed:>5}: {why}", mutation.words()),
                None => println!("{:<52} NOT FOUND in {seeds} seeds", mutation.words()),
            }
            all &= caught.is_some();
        }
        return if all { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    let sum = runs(from, seeds, threads, |seed, why| println!("seed {seed} FAILED: {why}"));
    let seconds = start.elapsed().as_secs_f64();
    let Sum { seeds, failed, tally, edits, lost, requests, trace } = &sum;
    println!(
        "{seeds} seeds from {from} in {seconds:.0} s ({:.1} a second on {threads} threads)",
        *seeds as f64 / seconds
    );
    println!(
        "{edits} edits saved, {lost} of them on a disk that was lost alone; {requests} requests; trace {trace:016x}"
    );
    println!("what went wrong on purpose:\n{tally}");
    println!("failing seeds: {}", if failed.is_empty() { "none".to_owned() } else { format!("{failed:?}") });
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
