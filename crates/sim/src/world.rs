//! A squad, its server and the time, all from one seed; what happens comes off one queue.

use std::collections::{BTreeMap, BTreeSet};

use tanomo_record::{Dot, Id, Record, VersionVector};
use tanomo_sync::card::KeyName;
use tanomo_sync::engine::{Event, Failure, Reply, Request};
use tanomo_sync::{DeviceKeys, Roster, Secret, Secrets};
use tanomo_wire::{Change, Cursor, DeviceKind, MemberId, Rev, Role, SignedEntry, SyncAnswer};

use crate::disk::{Journal, Working};
use crate::faults::{Fault, Tally};
use crate::mutation::Mutation;
use crate::phone::Phone;
use crate::seeded::Seeded;
use crate::server::Server;

/// 2026-11-22 in Japan, give or take, in milliseconds.
pub(crate) const START: u64 = 1_795_300_000_000;
pub(crate) const SECOND: u64 = 1_000;
pub(crate) const MINUTE: u64 = 60 * SECOND;
/// How long the trouble lasts, and within what everything must have settled after it.
const TROUBLE: u64 = 8 * MINUTE;
const SETTLE: u64 = 30 * MINUTE;
/// How often something of the weather changes.
const WEATHER: u64 = 20 * SECOND;
/// More requests than this and the phones never stop asking.
const MOST_REQUESTS: u64 = 20_000;

pub(crate) enum Happening {
    Arrives { phone: usize, life: u32, ticket: Option<u64>, request: Request },
    Answers { phone: usize, life: u32, ticket: u64, answer: Result<Reply, Failure> },
    Wakes { phone: usize, life: u32, timer: u64 },
    Hurries { phone: usize, life: u32 },
    Hears { phone: usize, life: u32, since: Option<Cursor>, answer: Box<SyncAnswer> },
    Registers { phone: usize, life: u32 },
    Handed { phone: usize, paper: Paper },
    Seals { phone: usize, life: u32 },
    Starts { phone: usize },
    Person { phone: usize },
    Weather,
}

/// What one phone showed another, or wrote to a file.
#[derive(Clone)]
pub(crate) struct Paper {
    pub entries: Vec<SignedEntry>,
    pub changes: Vec<Change>,
}

/// What a phone sealed.
pub(crate) struct Sealed {
    pub id: Id,
    pub seen: VersionVector,
    /// Of a card: with which of its keys.
    pub key: Option<KeyName>,
}

/// An edit a phone said was saved.
pub(crate) struct Edit {
    pub phone: usize,
    pub id: Id,
    pub dot: Dot,
    pub replaced: Vec<(String, BTreeSet<Dot>)>,
    /// Where it erases: what.
    pub erases: Option<Id>,
    /// A disk that was lost or went back had it, and nobody else: no promise covers it.
    pub lost: bool,
    /// Its own phone's disk went back; it comes again from elsewhere.
    pub away: bool,
}

/// What may go wrong in a run; some runs lack what makes an oracle weaker.
#[derive(Clone, Copy, Debug)]
pub struct Climate {
    /// Leads put devices out.
    pub revocations: bool,
    /// The server is restored from backups.
    pub restores: bool,
    /// Phones lose their shadow or come back from a backup.
    pub losses: bool,
    /// A day later everybody compares everything: the remedy where a server went back to a place at which a phone
    /// had been killed between the records of a page and its cursor.
    pub comparing: bool,
}

impl Climate {
    /// That of a seed.
    pub const fn of(seed: u64) -> Self {
        Self {
            revocations: seed.is_multiple_of(3),
            restores: seed.is_multiple_of(2),
            losses: seed % 5 < 2,
            comparing: seed.is_multiple_of(2) || seed % 7 < 3,
        }
    }
}

/// What came of a run.
#[derive(Clone, Debug, PartialEq)]
pub struct Outcome {
    /// The first thing that should never have happened.
    pub fault: Option<String>,
    /// What went wrong on purpose.
    pub tally: Tally,
    /// A sum over everything that happened, in its order.
    pub trace: u64,
    /// How many edits were saved, and how many of those no promise covers.
    pub edits: (u64, u64),
    /// How many requests were made.
    pub requests: u64,
}

impl Outcome {
    /// All of it as one number.
    pub fn sum(&self) -> u64 {
        let Self { tally, trace, edits, requests, .. } = self;
        let parts = Fault::ALL.iter().map(|&fault| tally.of(fault)).chain([edits.0, edits.1, *requests]);
        parts.fold(*trace, |sum, part| Seeded(sum ^ part).number())
    }
}

pub(crate) struct World {
    pub random: Seeded,
    pub now: u64,
    pub order: u64,
    queue: BTreeMap<(u64, u64), Happening>,
    pub phones: Vec<Phone>,
    pub lives: Vec<u32>,
    pub timers: Vec<u64>,
    pub online: Vec<bool>,
    pub last_cursor: Vec<Option<u64>>,
    pub server: Server,
    pub calm: bool,
    pub climate: Climate,
    pub mutation: Option<Mutation>,
    pub edits: Vec<Edit>,
    pub edits_of: BTreeMap<Id, Vec<usize>>,
    /// Every saved version of a record, merged: what all must end with.
    pub all: BTreeMap<Id, Record>,
    pub ids: Vec<Id>,
    /// Who is meant to open a card.
    pub granted: BTreeMap<Id, BTreeSet<usize>>,
    /// A grant's id, its card, its receiver, its key.
    pub grants: Vec<(Id, Id, usize, KeyName)>,
    pub keys_of: BTreeMap<Id, BTreeSet<KeyName>>,
    /// What is in each revision a phone sealed.
    pub sealed: BTreeMap<Rev, Sealed>,
    /// Cards that were locked for who had edited them, and where that edit stands.
    pub beside: Vec<(Id, Id)>,
    pub papers: Vec<Paper>,
    pub profiles: Vec<Vec<(Journal, Working)>>,
    pub stranger: (DeviceKeys, Secrets),
    pub tally: Tally,
    trace: u64,
    pub fault: Option<String>,
    requests: u64,
    /// Whether cursors may go back to nothing.
    pub timelines: bool,
    /// Whether it prints what happens.
    pub shows: bool,
    /// A record that is watched, and how it last stood.
    pub watched: Option<(Id, String)>,
}

impl World {
    pub fn new(seed: u64, climate: Climate, mutation: Option<Mutation>) -> Self {
        let mut random = Seeded(seed ^ 0x7461_6e6f_6d6f_0000);
        let count = 3 + random.below(2) as usize;
        let keys: Vec<_> = (0..count).map(|_| DeviceKeys::new(&Secret::draw(&mut random))).collect();
        let member = |n: usize| MemberId::new([n as u8; 16]);
        let device = keys[0].device(member(0), Role::Lead, DeviceKind::Phone);
        let (mut roster, secrets) = Roster::found(&keys[0], device, START, &mut random).unwrap();
        for (n, theirs) in keys.iter().enumerate().skip(1) {
            let role = if n == 1 { Role::Lead } else { Role::Helper };
            let device = theirs.device(member(n), role, DeviceKind::Phone);
            roster.admit(&keys[0], device, &secrets, START, &mut random).unwrap();
        }
        let mut server = Server::new(roster.circle(), random.number(), mutation);
        for (n, keys) in keys.iter().enumerate() {
            server.register(keys, roster.entries(), START).unwrap();
            if n + 2 == count {
                // This one forgets the last device.
                server.back_up();
            }
        }
        server.back_up();
        let phone =
            |(n, keys)| Phone::new(n as u8 + 1, keys, &roster, secrets.clone(), random.number(), mutation);
        let phones: Vec<Phone> = keys.into_iter().enumerate().map(phone).collect();
        let profiles = phones.iter().map(|p| vec![(p.journal.clone(), p.working.clone())]).collect();
        let stranger = (DeviceKeys::new(&Secret::draw(&mut random)), secrets);
        let mut world = Self {
            random,
            now: START,
            order: 0,
            queue: BTreeMap::new(),
            lives: vec![0; count],
            timers: vec![0; count],
            online: vec![true; count],
            last_cursor: vec![None; count],
            phones,
            server,
            calm: false,
            climate,
            mutation,
            edits: Vec::new(),
            edits_of: BTreeMap::new(),
            all: BTreeMap::new(),
            ids: Vec::new(),
            granted: BTreeMap::new(),
            grants: Vec::new(),
            keys_of: BTreeMap::new(),
            sealed: BTreeMap::new(),
            beside: Vec::new(),
            papers: Vec::new(),
            profiles,
            stranger,
            tally: Tally::default(),
            trace: seed,
            fault: None,
            requests: 0,
            timelines: false,
            shows: false,
            watched: None,
        };
        for phone in 0..count {
            world.move_clock(phone);
            let wait = world.random.below(10 * SECOND);
            world.later(wait, Happening::Person { phone });
            world.feed(phone, Event::Wake { hurry: false });
        }
        world.later(WEATHER, Happening::Weather);
        world
    }

    /// Notes the first thing that should never have happened.
    pub fn fault(&mut self, what: String) {
        self.fault.get_or_insert(what);
    }

    pub fn later(&mut self, wait: u64, what: Happening) {
        self.order += 1;
        self.queue.insert((self.now + wait, self.order), what);
    }

    /// Takes note of something that happened.
    pub fn mark(&mut self, what: u64, who: u64) {
        let mut mixed = Seeded(self.trace ^ what.rotate_left(32) ^ who.rotate_left(16) ^ self.now);
        self.trace = mixed.number();
    }

    pub fn life(&self, phone: usize) -> u32 {
        self.lives[phone]
    }

    pub fn count_request(&mut self) {
        self.requests += 1;
    }

    /// The trouble, then calm, then the oracles.
    pub fn run(mut self) -> Outcome {
        // Nothing of the run before: a seed takes as long wherever it stands.
        tanomo_sync::remembered::from_now();
        let failed = self.live().err();
        // To the last sealed byte: what only looks the same would be told apart.
        for change in self.server.records() {
            for bytes in change.revision.sealed.bytes().chunks(8) {
                self.mark(bytes.iter().fold(0, |sum, &byte| sum << 8 | u64::from(byte)), 0);
            }
        }
        let lost = self.edits.iter().filter(|edit| edit.lost).count() as u64;
        Outcome {
            fault: failed,
            tally: self.tally,
            trace: self.trace,
            edits: (self.edits.len() as u64, lost),
            requests: self.requests,
        }
    }

    fn live(&mut self) -> Result<(), String> {
        self.until(START + TROUBLE)?;
        self.calm = true;
        for phone in 0..self.phones.len() {
            self.online[phone] = true;
            let it = &mut self.phones[phone];
            (it.writes_left, it.room_left) = (None, None);
            it.thaw();
            self.start(phone);
            self.feed(phone, Event::Wake { hurry: true });
        }
        self.until(START + TROUBLE + SETTLE / 2)?;
        for phone in 0..self.phones.len() {
            if self.climate.comparing {
                self.feed(phone, Event::CheckDigest);
            }
        }
        self.until(START + TROUBLE + SETTLE)?;
        self.reckon_finds();
        self.check()
    }

    fn until(&mut self, end: u64) -> Result<(), String> {
        while let Some((&(at, order), _)) = self.queue.first_key_value() {
            if at > end {
                break;
            }
            self.now = at;
            if let Some(what) = self.queue.remove(&(at, order)) {
                self.happen(what);
            }
            self.watch();
            if let Some(fault) = self.fault.take().or(self.server.fault.take()) {
                return Err(format!("{fault} ({} s in)", (self.now - START) / SECOND));
            }
            if self.requests > MOST_REQUESTS {
                return Err("the phones never stop asking".to_owned());
            }
        }
        self.now = end;
        Ok(())
    }

    pub fn happen(&mut self, what: Happening) {
        match what {
            Happening::Arrives { phone, life, ticket, request } => {
                self.arrives(phone, life, ticket, &request)
            }
            Happening::Answers { phone, life, ticket, answer } => {
                if life == self.lives[phone] && (self.online[phone] || answer.is_err()) {
                    let event = match answer {
                        Ok(reply) => Event::Answered { ticket, reply, standing: BTreeMap::new() },
                        Err(why) => Event::Failed { ticket, why },
                    };
                    self.feed(phone, event);
                }
            }
            Happening::Wakes { phone, life, timer } => {
                if life == self.lives[phone] && timer == self.timers[phone] {
                    self.feed(phone, Event::Wake { hurry: false });
                }
            }
            Happening::Hurries { phone, life } => {
                if life == self.lives[phone] && self.online[phone] {
                    self.feed(phone, Event::Wake { hurry: true });
                }
            }
            Happening::Hears { phone, life, since, answer } => {
                if life == self.lives[phone] && self.online[phone] {
                    self.feed(phone, Event::Heard { since, answer: *answer, standing: BTreeMap::new() });
                }
            }
            Happening::Registers { phone, life } => self.registers(phone, life),
            Happening::Handed { phone, paper } => self.handed(phone, paper),
            Happening::Seals { phone, life } => {
                if life == self.lives[phone] {
                    let all = self.phones[phone].seal_unsealed(self.now);
                    all.into_iter().for_each(|wishes| self.grant_wishes(phone, wishes));
                }
            }
            Happening::Starts { phone } => self.start(phone),
            Happening::Person { phone } => {
                if !self.calm {
                    self.person(phone);
                    let wait = SECOND + self.random.below(80 * SECOND);
                    self.later(wait, Happening::Person { phone });
                }
            }
            Happening::Weather => {
                self.weather();
                self.later(if self.calm { 3 * WEATHER } else { WEATHER }, Happening::Weather);
            }
        }
    }
}
