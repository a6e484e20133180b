//! A phone: the engine, a disk that may stop at any write, and a clock that may be wrong.

use std::collections::BTreeMap;

use tanomo_record::{Id, Record, ReplicaId, Stamp, Value, Writer};
use tanomo_sync::card::CardKeys;
use tanomo_sync::engine::{Copy, Effect, Engine, Event, Kept, News, Reading, Request, Row, Write};
use tanomo_sync::{DeviceKeys, Roster, Secrets};
use tanomo_wire::{Change, CircleId, Cursor, SignedEntry};

use crate::common::Seeded;

pub const ERASURE: &str = "erasure";
pub const CARD: &str = "resident";

pub fn reading() -> Reading {
    Reading {
        erases: |record| {
            let of = (record.kind() == ERASURE).then(|| record.get("of").and_then(Value::as_str))??;
            Id::parse(of)
        },
        is_card: |record| record.kind() == CARD,
        photos: |_| Vec::new(),
    }
}

/// What outlives a kill.
#[derive(Clone)]
pub struct Disk {
    pub rows: BTreeMap<Id, Row>,
    aside: BTreeMap<Id, Change>,
    cards: CardKeys,
    pub entries: Vec<SignedEntry>,
    secrets: Secrets,
    cursor: Option<Cursor>,
    refilling: bool,
    roster_seen: u32,
}

impl Disk {
    fn write(&mut self, write: Write) {
        match write {
            Write::Row(id, row) => drop(self.rows.insert(id, *row)),
            Write::Aside(id, Some(change)) => drop(self.aside.insert(id, *change)),
            Write::Aside(id, None) => drop(self.aside.remove(&id)),
            Write::Entries(entries) => self.entries.extend(entries),
            Write::Secrets(secrets) => self.secrets = secrets,
            Write::CardKey(id, key) => drop(self.cards.add(id, key)),
            Write::ForgetCard(id) => self.cards.forget(id),
            Write::Cursor { cursor, refilling, roster_seen } => {
                (self.cursor, self.refilling, self.roster_seen) = (cursor, refilling, roster_seen);
            }
        }
    }
}

/// What a phone wants of the world after one event.
#[derive(Default)]
pub struct Wishes {
    pub requests: Vec<(u64, Request)>,
    /// In so many milliseconds.
    pub wake_in: Option<u64>,
    pub killed: bool,
    pub news: Vec<News>,
    pub cursors: Vec<Option<u64>>,
    pub erased_all: bool,
}

pub struct Phone {
    pub keys: DeviceKeys,
    pub disk: Disk,
    pub engine: Option<Engine>,
    pub random: Seeded,
    /// What its clock is off by, in milliseconds.
    pub off: i64,
    /// It is killed before the write that brings this to 0.
    pub writes_left: Option<u32>,
    replica: ReplicaId,
    circle: CircleId,
    pub left: bool,
    /// A control: the cursor is kept before what it covers.
    pub cursor_first: bool,
    /// A control: erasures are not written to the disk.
    pub forgets_erasures: bool,
}

impl Phone {
    pub fn new(n: u8, keys: DeviceKeys, roster: &Roster, secrets: Secrets, seed: u64, off: i64) -> Self {
        let disk = Disk {
            rows: BTreeMap::new(),
            aside: BTreeMap::new(),
            cards: CardKeys::default(),
            entries: roster.entries().to_vec(),
            secrets,
            cursor: None,
            refilling: false,
            roster_seen: u32::try_from(roster.entries().len()).unwrap(),
        };
        let replica = ReplicaId::new([n; 8]);
        let circle = roster.circle();
        let random = Seeded(seed);
        let mut phone = Self {
            keys,
            disk,
            engine: None,
            random,
            off,
            writes_left: None,
            replica,
            circle,
            left: false,
            cursor_first: false,
            forgets_erasures: false,
        };
        phone.start();
        phone
    }

    pub fn start(&mut self) {
        let disk = self.disk.clone();
        let kept = Kept {
            // As text and back, as on a real disk.
            rows: disk.rows.iter().map(|(id, row)| (*id, Row::from_text(&row.to_text()).unwrap())).collect(),
            aside: disk.aside,
            cards: disk.cards,
            cursor: disk.cursor,
            refilling: disk.refilling,
            roster_seen: disk.roster_seen,
        };
        let roster = Roster::read(&self.circle, &disk.entries).unwrap();
        self.engine = Some(Engine::new(self.keys.clone(), reading(), roster, disk.secrets, kept));
    }

    pub fn clock(&self, now: u64) -> u64 {
        now.saturating_add_signed(self.off)
    }

    pub fn secrets(&self) -> Secrets {
        self.disk.secrets.clone()
    }

    pub fn newest_key(&self, card: Id) -> Option<tanomo_sync::card::CardKey> {
        self.disk.cards.newest(card).cloned()
    }

    fn standing(&self, ids: &[Id]) -> BTreeMap<Id, Copy> {
        ids.iter().filter_map(|id| Some((*id, self.disk.rows.get(id)?.copy.clone()))).collect()
    }

    /// Feeds an event to the engine and carries out what it says, until it is killed.
    pub fn feed(&mut self, event: Event, now: u64) -> Wishes {
        let mut wishes = Wishes::default();
        let mut events = vec![event];
        while let Some(mut event) = events.pop() {
            if let Event::Answered { reply, standing, .. } = &mut event {
                *standing = self.standing(&reply.ids());
            }
            let clock = self.clock(now);
            let Some(engine) = self.engine.as_mut() else { return wishes };
            for effect in engine.step(event, clock, &mut self.random) {
                match effect {
                    Effect::Keep(writes) => {
                        for write in self.sabotaged(writes) {
                            if self.writes_left == Some(0) {
                                self.writes_left = None;
                                self.engine = None;
                                wishes.killed = true;
                                return wishes;
                            }
                            self.writes_left = self.writes_left.map(|n| n - 1);
                            if let Write::Cursor { cursor, .. } = &write {
                                wishes.cursors.push(cursor.map(|cursor| cursor.seq.get()));
                            }
                            self.disk.write(write);
                        }
                    }
                    Effect::Send { ticket, request } => wishes.requests.push((ticket, request)),
                    Effect::Load(asked) => {
                        let standing = self.standing(&asked);
                        events.push(Event::Loaded { asked, standing });
                    }
                    Effect::WakeAt(at) => wishes.wake_in = Some(at.saturating_sub(clock)),
                    Effect::Changed(_) => {}
                    Effect::Tell(news) => {
                        if news == News::OfferExport {
                            events.push(Event::Exported);
                        }
                        wishes.news.push(news);
                    }
                    Effect::Erase => {
                        self.disk.rows.clear();
                        self.engine = None;
                        self.left = true;
                        wishes.erased_all = true;
                        return wishes;
                    }
                }
            }
        }
        wishes
    }

    /// The writes as a broken phone would make them; as they are, but in a control.
    fn sabotaged(&self, mut writes: Vec<Write>) -> Vec<Write> {
        if self.cursor_first {
            writes.sort_by_key(|write| !matches!(write, Write::Cursor { .. }));
        }
        if self.forgets_erasures {
            writes.retain(|write| match write {
                Write::Row(_, row) => row.copy != Copy::Gone,
                _ => true,
            });
        }
        writes
    }

    /// What is kept of a record, if it is open here.
    pub fn record(&self, id: Id) -> Option<&Record> {
        self.disk.rows.get(&id)?.copy.record()
    }

    /// The record with one field written, as this phone's screen shows it.
    pub fn written(
        &self,
        id: Id,
        kind: &str,
        fields: Vec<(String, Value)>,
        now: u64,
    ) -> (Record, tanomo_record::Dot) {
        let mut record = self.record(id).cloned().unwrap_or_else(|| Record::new(kind));
        let seen = record.seen().clone();
        let stamp = Stamp { ms: self.clock(now), tick: 0 };
        let writer = Writer { replica: self.replica, by: Id::new([1; 16]), stamp };
        let dot = record.write(writer, &seen, fields);
        (record, dot)
    }
}
