//! `cargo xtask`: builds, serves, tests and measures the app with nothing but cargo.
//!
//! Each command first brings what it needs and is missing on this machine, and says so. It knows nothing of the
//! app's code; it does not publish or deploy.
//!
//! # Layout
//! - [`places`], [`run`], [`report`]: folders, other programs, measured figures
//! - [`setup`]: what a machine lacks
//! - [`ready`]: site, server and browsers, for what opens browsers
//! - [`test`]: every check
//! - [`bench`]: measures and pictures
//! - [`sim`]: squads simulated by seed
//! - [`fuzz`]: requests of every kind to the server
//! - [`serve`]: the site on this machine
//! - [`site`]: from `src/`, `public/` and `index.html` to `dist/`

use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

mod bench;
mod fuzz;
mod places;
mod ready;
mod report;
mod run;
mod serve;
mod setup;
mod sim;
mod site;
mod test;

use places::Places;

#[derive(Debug, Parser)]
#[command(name = "cargo xtask", about = "Builds, serves, tests and measures Tanomo")]
struct Arguments {
    #[command(subcommand)]
    command: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Build the site into dist/
    Build {
        /// Soon and large, for looking at while writing: not optimised, not squeezed, not weighed
        #[arg(long)]
        quick: bool,
    },
    /// Build, then serve the app on http://localhost:PORT
    Serve {
        /// The port to listen on
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Build again after each change, and reload the page
        #[arg(long)]
        watch: bool,
    },
    /// Install what is missing, build, and run every test
    Test {
        /// Run the long tests at their full counts
        #[arg(long)]
        full: bool,
    },
    /// Simulate squads by seed: phones, the server's core, a network, and what goes wrong
    Sim {
        /// How many seeds
        #[arg(long, default_value_t = 2_000)]
        seeds: u64,
        /// The first of them
        #[arg(long, default_value_t = 0)]
        from: u64,
        /// Break one thing after another instead, and say which seed finds it
        #[arg(long)]
        mutations: bool,
    },
    /// Send the server requests of every kind, with tokens of every role, and hold its answers against its document
    Fuzz {
        /// How many
        #[arg(long, default_value_t = 20_000)]
        requests: u64,
        /// What they are drawn from
        #[arg(long, default_value_t = 0)]
        seed: u64,
    },
    /// Take a picture of every screen, in every size and language
    Shots {
        /// Where the pictures go
        folder: std::path::PathBuf,
    },
    /// Measure against plain peers in the same run
    Bench {
        /// What to measure
        #[command(subcommand)]
        what: Bench,
    },
    /// Build, then print what the first load weighs
    Size {
        /// Print the figures as one JSON array on the last line
        #[arg(long)]
        json: bool,
    },
}

#[derive(Debug, Subcommand)]
enum Bench {
    /// Cold start, saving and long tasks with 5,000 records
    Start {
        /// Print the figures as one JSON array on the last line
        #[arg(long)]
        json: bool,
    },
    /// A 活動日 with 40 jobs and 30 people, opened beside the list
    Day {
        /// Print the figures as one JSON array on the last line
        #[arg(long)]
        json: bool,
    },
    /// Records from phone to phone by QR; without a number 10, 30 and 200
    Handover {
        /// How many records
        #[arg(long)]
        records: Option<u16>,
        /// Print the figures as one JSON array on the last line
        #[arg(long)]
        json: bool,
    },
    /// Records between phones, beside Yjs and PouchDB; without a load 20 × 100 and 200 × 20
    Sync {
        /// How many phones write
        #[arg(long, requires = "records")]
        phones: Option<u16>,
        /// How many records each of them writes
        #[arg(long, requires = "phones")]
        records: Option<u16>,
        /// Have our server keep them in this PostgreSQL, as postgres://…, instead of SQLite
        #[arg(long)]
        database: Option<String>,
        /// Print the figures as one JSON array on the last line
        #[arg(long)]
        json: bool,
    },
}

fn main() -> ExitCode {
    match perform(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // `{:#}`, not the debug form: whoever runs this wants the reason, not where in xtask it was noticed.
            run::say(format!("ERROR: {error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn perform(task: Task) -> Result<()> {
    let places = Places::find()?;
    match task {
        Task::Build { quick: true } => site::build_quickly(&places),
        Task::Build { quick: false } => site::build(&places).map(drop),
        Task::Serve { port, watch } => serve::serve(&places, port, watch),
        Task::Test { full } => test::test(&places, full),
        Task::Sim { seeds, from, mutations } => sim::sim(&places, seeds, from, mutations),
        Task::Fuzz { requests, seed } => fuzz::fuzz(&places, requests, seed),
        Task::Shots { folder } => bench::shots(&places, &folder),
        Task::Bench { what: Bench::Start { json } } => bench::start(&places, json),
        Task::Bench { what: Bench::Day { json } } => bench::day(&places, json),
        Task::Bench { what: Bench::Handover { records, json } } => {
            bench::handover::handover(&places, records, json)
        }
        Task::Bench { what: Bench::Sync { phones, records, database, json } } => {
            let load = phones.zip(records).map(|(phones, records)| bench::sync::Load { phones, records });
            bench::sync::sync(&places, &bench::sync::Asked { load, database, json })
        }
        Task::Size { json } => site::build(&places)?.report().print(json),
    }
}
