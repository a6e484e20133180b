//! Everybody writes, until everybody has everything.

use std::rc::Rc;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use serde::Serialize;
use tanomo_record::{Id, Record};
use tokio::sync::mpsc::unbounded_channel;
use tokio::sync::watch;
use tokio::task::{JoinSet, LocalSet};
use tokio::time::timeout;

use crate::life::{Life, Written};
use crate::line::Traffic;
use crate::phone::Phone;
use crate::squad::Squad;
use crate::texts::{self, Which};

/// How many write how much.
#[derive(Clone, Copy, Debug)]
pub struct Load {
    /// Phones.
    pub phones: u16,
    /// Records each of them writes.
    pub records: u16,
    /// How long they may take.
    pub patience: Duration,
    /// A control: this phone loses the first record that comes to it.
    pub loses: Option<u16>,
}

/// How it went.
#[derive(Clone, Debug, Serialize)]
pub struct Converged {
    /// From before the first write until every phone had hashed all texts.
    pub seconds: f64,
    /// What all phones sent and received in that time, long polls included.
    pub traffic: Traffic,
    /// What every phone came to.
    pub sum: String,
}

/// What all phones must come to.
fn expected(load: Load) -> String {
    texts::sum(Which::all(load.phones, load.records).map(|which| which.record().to_text()))
}

/// Lets the phones of a new circle write and waits until all have everything.
///
/// # Errors
/// Where a phone lacks something when patience ends, or has something else.
pub async fn converge(host: &Arc<str>, load: Load) -> Result<Converged> {
    LocalSet::new().run_until(all_write(host, load)).await
}

async fn all_write(host: &Arc<str>, load: Load) -> Result<Converged> {
    let squad = Squad::found(load.phones)?;
    squad.settle(host).await?;
    let expected: Rc<str> = expected(load).into();
    let (go, started) = watch::channel(false);
    let (mut lives, mut writers, mut counts) = (JoinSet::new(), Vec::new(), Vec::new());
    for (n, device) in (0..load.phones).zip(&squad.devices) {
        let life = Life::begin(Phone::new(&squad, device), host).await?;
        let (writer, written) = unbounded_channel();
        counts.push(Arc::clone(&life.counts));
        writers.push(writer);
        let one = One { n, load, loses: load.loses == Some(n), expected: Rc::clone(&expected) };
        lives.spawn_local(one.live(life, written, started.clone()));
    }
    // Each has asked once, and waits for news.
    while counts.iter().any(|counts| counts.now().requests < 2) {
        tokio::time::sleep(Duration::from_millis(10)).await;
        if let Some(ended) = lives.try_join_next() {
            bail!("a phone ended before it began: {:?}", ended?.err());
        }
    }
    let texts: Vec<(Which, Id, Record)> =
        Which::all(load.phones, load.records).map(|which| (which, which.id(), which.record())).collect();
    let before = total(counts.iter().map(|counts| counts.now()));
    let begun = Instant::now();
    let _ = go.send(true);
    for (which, id, record) in texts {
        if let Some(writer) = writers.get(usize::from(which.phone)) {
            let _ = writer.send((id, record));
        }
    }
    let mut done = 0;
    while let Some(ended) = lives.join_next().await {
        ended??;
        done += 1;
    }
    let seconds = begun.elapsed().as_secs_f64();
    if done != load.phones {
        bail!("{done} phones of {} ended", load.phones);
    }
    let traffic = total(counts.iter().map(|counts| counts.now())).since(before);
    Ok(Converged { seconds, traffic, sum: expected.to_string() })
}

fn total(all: impl Iterator<Item = Traffic>) -> Traffic {
    all.fold(Traffic::default(), |sum, one| Traffic {
        up: sum.up + one.up,
        down: sum.down + one.down,
        requests: sum.requests + one.requests,
    })
}

/// One phone's part.
struct One {
    n: u16,
    load: Load,
    loses: bool,
    expected: Rc<str>,
}

impl One {
    /// Lives until it has hashed all texts; then it stays quiet, with its polls ended.
    async fn live(self, mut life: Life, mut written: Written, started: watch::Receiver<bool>) -> Result<()> {
        let all = usize::from(self.load.phones) * usize::from(self.load.records);
        life.feed(tanomo_sync::engine::Event::Wake { hurry: true }).await?;
        life.loses = self.loses;
        let work = async {
            loop {
                life.turn(&mut written).await?;
                if life.phone.len() == all && life.phone.is_settled() && *started.borrow() {
                    return anyhow::Ok(life.phone.sum());
                }
            }
        };
        match timeout(self.load.patience, work).await {
            Ok(sum) if *sum.as_ref().map_or("", |sum| sum) == *self.expected => Ok(()),
            Ok(Ok(_)) => bail!("phone {} has other texts", self.n),
            Ok(Err(why)) => Err(why.context(format!("phone {}", self.n))),
            Err(_) => bail!("phone {} has {} records of {all}", self.n, life.phone.len()),
        }
    }
}
