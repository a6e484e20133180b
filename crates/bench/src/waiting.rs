//! Thousands of phones that wait, the server's memory meanwhile, and how soon a push reaches them.
//!
//! These phones are only their long polls: connections with a real token, without an engine. Those that push are real.

use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use hyper::{Method, StatusCode};
use serde::Serialize;
use tanomo_sync::engine::Event;
use tanomo_wire::{SyncAnswer, path};
use tokio::sync::mpsc::unbounded_channel;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::life::{Life, poll};
use crate::line::{Counts, Line, Question};
use crate::phone::Phone;
use crate::squad::{Device, Squad};
use crate::texts::Which;

/// How many wait, in circles of how many.
#[derive(Clone, Copy, Debug)]
pub struct Crowd {
    /// Circles.
    pub circles: u16,
    /// Phones of each that wait; one more of each pushes.
    pub phones: u16,
}

/// What was measured.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Waited {
    /// How many waited.
    pub phones: u32,
    /// The server's resident memory while they did, in KiB.
    pub resident: u64,
    /// The most it ever was, after the push reached everybody, in KiB.
    pub most: u64,
    /// From the moment before all circles' pushes began until a phone had its record: the median, in seconds.
    pub half: f64,
    /// The same for 99 of 100 phones, in seconds.
    pub nearly_all: f64,
}

/// Has the crowd wait, looks at the server's process, pushes one record in every circle at once.
///
/// # Errors
/// Where the server refuses, or the system has too few open files.
pub async fn wait(host: &Arc<str>, server: u32, crowd: Crowd) -> Result<Waited> {
    let all = u32::from(crowd.circles) * u32::from(crowd.phones);
    raise_open_files(u64::from(all) + 1_000)?;
    let (go, started) = watch::channel(None);
    let (mut waiting, mut writers) = (JoinSet::new(), Vec::new());
    for _ in 0..crowd.circles {
        let squad = Squad::found(crowd.phones + 1)?;
        squad.settle(host).await?;
        let [first, rest @ ..] = squad.devices.as_slice() else { continue };
        let mut writer = Life::begin(Phone::new(&squad, first), host).await?;
        writer.waits = false;
        writers.push(writer);
        for device in rest {
            let line = Line::open(host, &Arc::new(Counts::default())).await?;
            waiting.spawn(until_news(line, squad.clone(), device.clone(), started.clone()));
        }
    }
    while waits(host).await? < all {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    let resident = memory(server, "VmRSS")?;
    let begun = Instant::now();
    go.send(Some(begun)).context("nobody waits")?;
    push_all(writers).await?;
    let mut took = Vec::new();
    while let Some(heard) = waiting.join_next().await {
        took.push(heard??.as_secs_f64());
    }
    took.sort_by(f64::total_cmp);
    let most = memory(server, "VmHWM")?;
    Ok(Waited { phones: all, resident, most, half: share(&took, 0.5), nearly_all: share(&took, 0.99) })
}

/// The value that this share of them is not above.
fn share(sorted: &[f64], of: f64) -> f64 {
    let at = (sorted.len() as f64 * of).ceil() as usize;
    sorted.get(at.saturating_sub(1)).copied().unwrap_or(f64::NAN)
}

/// Polls until a record comes after the push began; how long after it.
async fn until_news(
    mut line: Line,
    squad: Squad,
    device: Device,
    started: watch::Receiver<Option<Instant>>,
) -> Result<Duration> {
    loop {
        let (status, body) = line.ask(poll(&squad.circle(), &device.token, None)).await?;
        let heard = Instant::now();
        ensure!(status == StatusCode::OK, "a long poll was refused: {status}");
        let answer: SyncAnswer = serde_json::from_slice(&body)?;
        if !answer.changes.is_empty() {
            let begun = started.borrow().context("a record before the push")?;
            return Ok(heard.duration_since(begun));
        }
    }
}

async fn push_all(writers: Vec<Life>) -> Result<()> {
    let mut pushes = JoinSet::new();
    for mut writer in writers {
        pushes.spawn_local(async move {
            let (_none, mut nothing) = unbounded_channel();
            let which = Which { phone: 0, number: 0 };
            writer.feed(Event::Wrote { id: which.id(), record: which.record() }).await?;
            while !writer.phone.is_settled() {
                writer.turn(&mut nothing).await?;
            }
            anyhow::Ok(())
        });
    }
    while let Some(done) = pushes.join_next().await {
        done??;
    }
    Ok(())
}

/// How many requests wait, as the server counts them.
async fn waits(host: &Arc<str>) -> Result<u32> {
    let mut line = Line::open(host, &Arc::new(Counts::default())).await?;
    let question =
        Question { method: Method::GET, path: path::METRICS.to_owned(), authorization: None, body: None };
    let (_, body) = line.ask(question).await?;
    let text = String::from_utf8_lossy(&body).into_owned();
    let waiting = text.lines().find_map(|line| line.strip_prefix("tanomo_waiting_requests "));
    waiting.context("the server does not say how many wait")?.trim().parse().context("how many wait")
}

/// A line of a process's status, in KiB.
fn memory(process: u32, line: &str) -> Result<u64> {
    let status =
        std::fs::read_to_string(format!("/proc/{process}/status")).context("the server's process")?;
    let value = status.lines().find_map(|one| one.strip_prefix(line)?.strip_prefix(':'));
    let kib = value.and_then(|value| value.trim().strip_suffix(" kB")).context("no such line")?;
    Ok(kib.trim().parse()?)
}

/// Lets this process have so many open files, as far as the system does.
fn raise_open_files(files: u64) -> Result<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let limit = getrlimit(Resource::Nofile);
    if limit.current.is_some_and(|current| current < files) {
        setrlimit(Resource::Nofile, Rlimit { current: Some(files), maximum: limit.maximum })
            .with_context(|| format!("the system allows fewer than {files} open files"))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_of_the_slowest_too() {
        let all: Vec<f64> = (1..=200).map(f64::from).collect();
        assert_eq!((share(&all, 0.5), share(&all, 0.99), share(&all, 1.0)), (100.0, 198.0, 200.0));
        assert!(share(&[], 0.5).is_nan());
    }

    #[test]
    fn this_process_has_memory() {
        assert!(memory(std::process::id(), "VmRSS").unwrap() > 100);
        assert!(memory(std::process::id(), "VmNone").is_err());
    }
}
