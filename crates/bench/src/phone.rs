//! A phone: the real engine, with a store in memory where a real one has the browser's database.

use std::collections::BTreeMap;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Result, bail};
use tanomo_record::{Id, Record};
use tanomo_sync::engine::{Copy, Effect, Engine, Event, Kept, News, Reading, Request, Row, Write};
use tanomo_wire::{CircleId, Cursor, DeviceToken};

use crate::squad::{Device, Squad, SystemRandom};
use crate::texts;

/// Milliseconds since 1970 UTC.
pub fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// One phone.
#[derive(Debug)]
pub struct Phone {
    engine: Engine,
    rows: BTreeMap<Id, Row>,
    random: SystemRandom,
    wake_at: u64,
    flying: bool,
    /// Which circle it is in.
    pub circle: CircleId,
    /// What it shows the server.
    pub token: DeviceToken,
}

impl Phone {
    /// A phone of the squad that was just let in.
    pub fn new(squad: &Squad, device: &Device) -> Self {
        let reading = Reading { erases: |_| None, is_card: |_| false, photos: |_| Vec::new() };
        let (roster, secrets) = (squad.roster.clone(), squad.secrets.clone());
        let seen = u32::try_from(roster.entries().len()).unwrap_or(u32::MAX);
        let kept = Kept { roster_seen: seen, ..Kept::default() };
        Self {
            engine: Engine::new(device.keys.clone(), reading, roster, secrets, kept),
            rows: BTreeMap::new(),
            random: SystemRandom,
            wake_at: 0,
            flying: false,
            circle: squad.circle(),
            token: device.token.clone(),
        }
    }

    /// Feeds the engine, keeps what it says, and gives what is to be asked of the server, at most one thing.
    ///
    /// # Errors
    /// Where the engine believes something not, or the server refuses a record: nothing here is forged.
    pub fn feed(&mut self, event: Event) -> Result<Option<(u64, Request)>> {
        let (mut events, mut asks) = (vec![event], None);
        while let Some(event) = events.pop() {
            if matches!(event, Event::Answered { .. } | Event::Failed { .. }) {
                self.flying = false;
            }
            for effect in self.engine.step(event, now(), &mut self.random) {
                match effect {
                    Effect::Keep(writes) => writes.into_iter().for_each(|write| self.keep(write)),
                    Effect::Send { ticket, request } => asks = Some((ticket, request)),
                    Effect::Load(asked) => {
                        let standing = self.standing(&asked);
                        events.push(Event::Loaded { asked, standing });
                    }
                    Effect::WakeAt(at) => self.wake_at = at,
                    Effect::Changed(_) | Effect::Tell(News::NotKnown) => {}
                    Effect::Tell(news) => bail!("the engine tells {news:?}"),
                    Effect::Erase => bail!("the phone was put out"),
                }
            }
        }
        self.flying |= asks.is_some();
        Ok(asks)
    }

    fn keep(&mut self, write: Write) {
        if let Write::Row(id, row) = write {
            self.rows.insert(id, *row);
        }
    }

    /// What is kept of these.
    pub fn standing(&self, ids: &[Id]) -> BTreeMap<Id, Copy> {
        ids.iter().filter_map(|id| Some((*id, self.rows.get(id)?.copy.clone()))).collect()
    }

    /// How many records it has.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The sum over all texts it has, in the order of their ids.
    pub fn sum(&self) -> String {
        texts::sum(self.rows.values().filter_map(|row| row.copy.record()).map(Record::to_text))
    }

    /// Whether nothing is under way and nothing waits to be sent.
    pub fn is_settled(&self) -> bool {
        !self.flying && self.engine.unsent() == 0
    }

    /// How far it has read.
    pub const fn cursor(&self) -> Option<Cursor> {
        self.engine.cursor()
    }

    /// In how many milliseconds the engine wants to be woken.
    pub fn wakes_in(&self) -> u64 {
        self.wake_at.saturating_sub(now())
    }
}
