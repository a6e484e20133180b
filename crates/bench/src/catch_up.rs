//! What it costs a phone to be up to date, to come back, and to send or get one record alone.

use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result};
use serde::Serialize;
use tanomo_sync::engine::Event;
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::time::timeout;

use crate::life::{Life, Written};
use crate::line::Traffic;
use crate::phone::Phone;
use crate::squad::Squad;
use crate::texts::Which;

/// How long anything here may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// What a phone that missed so many changes sent and received until it was up to date.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct CaughtUp {
    /// How many changes it missed.
    pub missed: u16,
    /// Its requests and their bytes.
    pub traffic: Traffic,
}

/// One record at a time: each in a push of its own, and to a phone that waits for it.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Alone {
    /// How many were sent so.
    pub records: u16,
    /// The writer's: its requests up, their answers down.
    pub writer: Traffic,
    /// The reader's: its long polls up, their answers down.
    pub reader: Traffic,
}

/// A writer and a reader of one circle.
struct Two {
    writer: Life,
    reader: Life,
    written: Written,
    pen: UnboundedSender<(tanomo_record::Id, tanomo_record::Record)>,
    number: u16,
}

impl Two {
    async fn meet(host: &Arc<str>) -> Result<Self> {
        let squad = Squad::found(2)?;
        squad.settle(host).await?;
        let [first, second] = squad.devices.as_slice() else { anyhow::bail!("a squad of two") };
        let mut writer = Life::begin(Phone::new(&squad, first), host).await?;
        let mut reader = Life::begin(Phone::new(&squad, second), host).await?;
        (writer.waits, reader.waits) = (false, false);
        let (pen, written) = unbounded_channel();
        Ok(Self { writer, reader, written, pen, number: 0 })
    }

    /// The writer writes so many records and sends them.
    async fn write(&mut self, records: u16) -> Result<()> {
        for _ in 0..records {
            let which = Which { phone: 0, number: self.number };
            self.number += 1;
            self.pen.send((which.id(), which.record())).context("a writer that is gone")?;
        }
        let all = usize::from(self.number);
        let sent = async {
            while self.writer.phone.len() < all || !self.writer.phone.is_settled() {
                self.writer.turn(&mut self.written).await?;
            }
            Ok(())
        };
        timeout(PATIENCE, sent).await.context("the writer did not finish")?
    }

    /// The reader asks until it is up to date.
    async fn read(&mut self) -> Result<()> {
        let all = usize::from(self.number);
        let (_none, mut nothing) = unbounded_channel();
        self.reader.feed(Event::Wake { hurry: true }).await?;
        let reader = &mut self.reader;
        let read = async {
            while reader.phone.len() < all || !reader.phone.is_settled() {
                reader.turn(&mut nothing).await?;
            }
            Ok(())
        };
        timeout(PATIENCE, read).await.context("the reader did not finish")?
    }
}

/// A phone misses so many changes and comes back.
///
/// # Errors
/// Where the server refuses or goes away.
pub async fn catch_up(host: &Arc<str>, missed: u16) -> Result<CaughtUp> {
    let mut two = Two::meet(host).await?;
    two.write(1).await?;
    two.read().await?;
    two.write(missed).await?;
    let before = two.reader.counts.now();
    two.read().await?;
    Ok(CaughtUp { missed, traffic: two.reader.counts.now().since(before) })
}

/// So many records, each pushed alone while the other phone waits for it.
///
/// # Errors
/// As [`catch_up`].
pub async fn alone(host: &Arc<str>, records: u16) -> Result<Alone> {
    let mut two = Two::meet(host).await?;
    two.write(1).await?;
    two.read().await?;
    two.reader.waits = true;
    let (_none, mut nothing) = unbounded_channel();
    let (writer, reader) = (two.writer.counts.now(), two.reader.counts.now());
    for _ in 0..records {
        two.write(1).await?;
        let all = usize::from(two.number);
        while two.reader.phone.len() < all {
            let turned = timeout(PATIENCE, two.reader.turn(&mut nothing)).await;
            turned.context("the reader did not hear of it")??;
        }
    }
    Ok(Alone {
        records,
        writer: two.writer.counts.now().since(writer),
        reader: two.reader.counts.now().since(reader),
    })
}
