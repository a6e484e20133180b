//! `tanomo-bench`: one measure against a running server; the figures are one line of JSON.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Result;
use clap::{Parser, Subcommand};
use serde::Serialize;
use tanomo_bench::converge::{Load, converge};
use tanomo_bench::handover::{Scene, hand_over};
use tanomo_bench::texts::Which;
use tanomo_bench::waiting::Crowd;
use tanomo_bench::{catch_up, waiting};
use tokio::task::LocalSet;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

#[derive(Parser)]
#[command(about = "Measures phones against a server; cargo xtask bench sync runs it")]
struct Arguments {
    #[command(subcommand)]
    what: Measure,
}

#[derive(Subcommand)]
enum Measure {
    /// Print the texts of all records, a list for each phone
    Texts { phones: u16, records: u16 },
    /// Everybody writes, until everybody has everything
    Converge {
        /// Where the server listens, as host:port
        server: String,
        phones: u16,
        records: u16,
        /// How many seconds it may take
        #[arg(long, default_value_t = 300)]
        patience: u64,
    },
    /// A phone missed so many changes
    CatchUp { server: String, missed: u16 },
    /// Records one by one
    Alone { server: String, records: u16 },
    /// From phone to phone by QR
    Handover { records: u16 },
    /// Many phones wait
    Waiting {
        server: String,
        /// The server's process
        process: u32,
        circles: u16,
        phones: u16,
    },
}

fn main() -> Result<()> {
    // One thread, as one core carries all phones of a side.
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(LocalSet::new().run_until(measure(Arguments::parse().what)))
}

async fn measure(what: Measure) -> Result<()> {
    match what {
        Measure::Texts { phones, records } => {
            let of = |phone| (0..records).map(move |number| Which { phone, number }.record().to_text());
            print(&(0..phones).map(|phone| of(phone).collect::<Vec<_>>()).collect::<Vec<_>>())
        }
        Measure::Converge { server, phones, records, patience } => {
            let load = Load { phones, records, patience: Duration::from_secs(patience), loses: None };
            print(&converge(&host(server), load).await?)
        }
        Measure::CatchUp { server, missed } => print(&catch_up::catch_up(&host(server), missed).await?),
        Measure::Alone { server, records } => print(&catch_up::alone(&host(server), records).await?),
        Measure::Handover { records } => {
            print(&hand_over(records, Scene { per_second: 15.0, lost: 20, times: 21 })?)
        }
        Measure::Waiting { server, process, circles, phones } => {
            print(&waiting::wait(&host(server), process, Crowd { circles, phones }).await?)
        }
    }
}

fn host(server: String) -> Arc<str> {
    server.into()
}

fn print(figures: &impl Serialize) -> Result<()> {
    println!("{}", serde_json::to_string(figures)?);
    Ok(())
}
