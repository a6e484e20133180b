//! A phone: the engine, two stores that may fail at any write, two windows, and a clock that may be wrong.

use std::collections::BTreeMap;

use tanomo_record::{Clock, Id, Record, ReplicaId, Stamp, Value};
use tanomo_sync::card::CardKey;
use tanomo_sync::engine::{Copy, Effect, Engine, Event, News, Reading, Request, Write};
use tanomo_sync::{DeviceKeys, Random as _, Roster, Secrets};
use tanomo_wire::{BlobHash, CircleId};

use crate::disk::{Journal, Working};
use crate::mutation::Mutation;
use crate::seeded::Seeded;

/// The kind of a record that erases a card.
pub const ERASURE: &str = "erasure";
/// The kind of a resident's card.
pub const CARD: &str = "resident";
/// The kind of a record that shows a photo no server has.
pub const PICTURED: &str = "pictured";

/// What the engine is told of records' meaning.
pub fn reading() -> Reading {
    Reading {
        erases: |record| {
            let of = (record.kind() == ERASURE).then(|| record.get("of").and_then(Value::as_str))??;
            Id::parse(of)
        },
        is_card: |record| record.kind() == CARD,
        photos: |record| {
            if record.kind() == PICTURED { vec![BlobHash::of(b"a photo")] } else { Vec::new() }
        },
    }
}

/// How an event ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// Everything was carried out.
    #[default]
    Whole,
    /// Killed at a write.
    Killed,
    /// A write threw; the engine is made anew from what is kept.
    Full,
}

/// What a phone wants of the world after one event.
#[derive(Default)]
pub struct Wishes {
    /// Requests with their tickets.
    pub requests: Vec<(u64, Request)>,
    /// In so many milliseconds.
    pub wake_in: Option<u64>,
    /// How it ended.
    pub end: End,
    /// What the engine told.
    pub news: Vec<News>,
    /// The cursors that were kept.
    pub cursors: Vec<Option<u64>>,
    /// The records that were kept.
    pub kept: Vec<Id>,
    /// Everything of the circle was erased.
    pub erased_all: bool,
}

/// One phone of the squad.
pub struct Phone {
    /// Its keys; in no store that is lost.
    pub keys: DeviceKeys,
    /// IndexedDB.
    pub journal: Journal,
    /// localStorage as the browser answers.
    pub working: Working,
    /// localStorage as it is on the disk.
    pub flushed: Working,
    /// The engine, while the phone runs.
    pub engine: Option<Engine>,
    /// What its windows show, while it runs.
    pub shown: [BTreeMap<Id, Record>; 2],
    /// The second window hears nothing of the first.
    pub frozen: bool,
    /// Its chance.
    pub random: Seeded,
    /// What its clock is off by, in milliseconds.
    pub off: i64,
    /// It is killed before the write that brings this to 0.
    pub writes_left: Option<u32>,
    /// The disk throws at the write that brings this to 0.
    pub room_left: Option<u32>,
    /// Its stores are not what it last wrote: a new replica id comes before the first write.
    pub went_back: bool,
    /// It was put out and erased everything.
    pub left: bool,
    pub(crate) stamps: Clock,
    pub(crate) mutation: Option<Mutation>,
    circle: CircleId,
}

impl Phone {
    /// A phone that was just let in, running.
    pub fn new(
        n: u8,
        keys: DeviceKeys,
        roster: &Roster,
        secrets: Secrets,
        seed: u64,
        mutation: Option<Mutation>,
    ) -> Self {
        let journal = Journal::new(ReplicaId::new([n; 8]), roster, secrets);
        let working = Working::new(journal.facts.clone());
        let mut phone = Self {
            keys,
            flushed: working.clone(),
            working,
            journal,
            engine: None,
            shown: Default::default(),
            frozen: false,
            random: Seeded(seed),
            off: 0,
            writes_left: None,
            room_left: None,
            went_back: false,
            left: false,
            stamps: Clock::after(Stamp::default()),
            mutation,
            circle: roster.circle(),
        };
        phone.start();
        phone
    }

    /// Starts the app from what is kept.
    pub fn start(&mut self) {
        if std::mem::take(&mut self.went_back) && self.mutation != Some(Mutation::DotsReused) {
            self.journal.facts.replica = ReplicaId::new(self.random.draw());
        }
        self.stamps = Clock::after(Stamp::default());
        let kept = self.journal.kept();
        let roster = Roster::read(&self.circle, &self.journal.facts.entries).unwrap();
        let secrets = self.journal.facts.secrets.clone();
        self.engine = Some(Engine::new(self.keys.clone(), reading(), roster, secrets, kept));
        let ids: Vec<Id> = self.journal.rows.keys().copied().collect();
        let shown = ids.into_iter().filter_map(|id| Some((id, self.loaded(id)?))).collect();
        self.shown = [BTreeMap::clone(&shown), shown];
    }

    /// What the first screen shows of a record: the working set's value, or what the journal has above it.
    fn loaded(&self, id: Id) -> Option<Record> {
        let value = self.working.read(id);
        let (generation, row) = self.journal.rows.get(&id)?;
        match value {
            Some((_, old)) if self.mutation == Some(Mutation::WorkingSetBelieved) => {
                old.copy.record().cloned()
            }
            Some((at, value)) if at >= *generation => value.copy.record().cloned(),
            _ => row.copy.record().cloned(),
        }
    }

    /// The phone's clock.
    pub fn clock(&self, now: u64) -> u64 {
        now.saturating_add_signed(self.off)
    }

    /// The roster as the running engine has it.
    pub fn roster(&self) -> Option<&Roster> {
        self.engine.as_ref().map(Engine::roster)
    }

    /// The key a card is sealed with here.
    pub fn newest_key(&self, card: Id) -> Option<CardKey> {
        self.journal.facts.cards.newest(card).cloned()
    }

    /// What is kept of a record, if it is open here.
    pub fn record(&self, id: Id) -> Option<&Record> {
        self.journal.copy(id)?.record()
    }

    /// How many records wait to be sent.
    pub fn unsent(&self) -> usize {
        self.engine.as_ref().map_or(0, Engine::unsent)
    }

    /// Feeds an event to the engine and carries out what it says, until it is killed.
    pub fn feed(&mut self, event: Event, now: u64) -> Wishes {
        let mut wishes = Wishes::default();
        let mut events = vec![event];
        while let Some(mut event) = events.pop() {
            self.read_standing(&mut event);
            let seals = if let Event::Wrote { id, .. } = &event { Some(*id) } else { None };
            let clock = self.clock(now);
            let Some(engine) = self.engine.as_mut() else { return wishes };
            let mut effects = engine.step(event, clock, &mut self.random).into_iter();
            while let Some(effect) = effects.next() {
                match effect {
                    Effect::Keep(writes) => {
                        let end = self.keep(writes, seals, &mut wishes);
                        if end != End::Whole {
                            wishes.end = end;
                            // Nobody is told any more; what was kept stands, and whose card it is must be known here.
                            wishes.news.extend(effects.filter_map(|effect| self.kept_beside(effect)));
                            return wishes;
                        }
                    }
                    Effect::Send { ticket, request } => {
                        if self.mutation == Some(Mutation::OutboxClearedEarly) {
                            self.clear_sent(&request);
                        }
                        wishes.requests.push((ticket, request));
                    }
                    Effect::Load(asked) => events.push(Event::Loaded { asked, standing: BTreeMap::new() }),
                    Effect::WakeAt(at) => wishes.wake_in = Some(at.saturating_sub(clock)),
                    Effect::Changed(_) => {}
                    Effect::Tell(news) => {
                        if news == News::OfferExport {
                            events.push(Event::Exported);
                        }
                        wishes.news.push(news);
                    }
                    Effect::Erase if self.mutation == Some(Mutation::RevocationIgnored) => {}
                    Effect::Erase => {
                        self.journal.rows.clear();
                        self.working.clear();
                        self.engine = None;
                        self.left = true;
                        wishes.erased_all = true;
                        return wishes;
                    }
                }
            }
            if let Some(id) = seals {
                self.journal.unsealed.remove(&id);
            }
        }
        wishes
    }

    /// The news of a card that stands under a new id, where that was kept.
    fn kept_beside(&self, effect: Effect) -> Option<News> {
        match effect {
            Effect::Tell(news @ News::LikelySame { ours, .. }) if self.journal.copy(ours).is_some() => {
                Some(news)
            }
            _ => None,
        }
    }

    /// One transaction. Killed in it, any number of its writes from the first on may be on the disk; where it
    /// throws, none is.
    fn keep(&mut self, writes: Vec<Write>, seals: Option<Id>, wishes: &mut Wishes) -> End {
        let before = self.room_left.is_some().then(|| self.journal.clone());
        self.journal.generation += 1;
        let mut kept = Vec::new();
        for write in self.sabotaged(writes) {
            if self.count_write() == End::Killed {
                wishes.kept.append(&mut kept);
                return End::Killed;
            }
            if let Some(room) = &mut self.room_left {
                if *room == 0 {
                    self.room_left = None;
                    if let Some(before) = before {
                        self.journal = before;
                    }
                    if self.mutation == Some(Mutation::QuotaIgnored) {
                        return End::Whole;
                    }
                    self.engine = None;
                    return End::Full;
                }
                *room -= 1;
            }
            match &write {
                Write::Cursor { cursor, .. } => wishes.cursors.push(cursor.map(|cursor| cursor.seq.get())),
                Write::Row(id, _) => kept.push(*id),
                _ => {}
            }
            self.journal.write(write);
        }
        if let Some(id) = seals {
            self.journal.unsealed.remove(&id);
        }
        for id in &kept {
            self.show(*id);
        }
        self.working.facts.clone_from(&self.journal.facts);
        wishes.kept.append(&mut kept);
        // Between the transaction and what follows it a phone may be killed too.
        self.count_write()
    }

    /// Counts down to the write at which the phone is killed.
    pub(crate) fn count_write(&mut self) -> End {
        match &mut self.writes_left {
            Some(0) => {
                self.writes_left = None;
                self.engine = None;
                End::Killed
            }
            Some(left) => {
                *left -= 1;
                End::Whole
            }
            None => End::Whole,
        }
    }

    /// The windows and the working set follow the journal.
    pub(crate) fn show(&mut self, id: Id) {
        self.working.follow(&self.journal, id);
        let record = self.journal.copy(id).and_then(Copy::record).cloned();
        let windows = if self.frozen { 1 } else { 2 };
        for shown in &mut self.shown[..windows] {
            match &record {
                Some(record) => drop(shown.insert(id, record.clone())),
                None => drop(shown.remove(&id)),
            }
        }
    }

    /// The second window hears everything it missed.
    pub fn thaw(&mut self) {
        self.frozen = false;
        self.shown[1] = self.shown[0].clone();
    }
}
