//! Phones, a server and a network that drops, repeats, delays, reorders and partitions, all from one seed; and
//! what must hold whatever happens.

use std::collections::{BTreeMap, BTreeSet};

use tanomo_record::{Dot, Id, Record, Value};
use tanomo_sync::engine::{Copy, Event, Failure, News, Reply, Request};
use tanomo_sync::{DeviceKeys, Random, Roster, Secret, grant, wire_id};
use tanomo_wire::{DeviceKind, MemberId, Problem, ProblemKind, Role};

use crate::common::Seeded;
use crate::phone::{CARD, ERASURE, Phone, Wishes, reading};
use crate::server::{InMemory, Server};

/// 2026-11-22 in Japan, give or take.
const START: u64 = 1_795_300_000_000;
const MINUTE: u64 = 60_000;
/// How long the trouble lasts, and how long everything may take to settle after it.
const TROUBLE: u64 = 15 * MINUTE;
const SETTLE: u64 = 30 * MINUTE;

enum Happening {
    Arrives { phone: usize, life: u32, ticket: u64, request: Request },
    Answers { phone: usize, life: u32, ticket: u64, answer: Result<Reply, Failure> },
    Wakes { phone: usize, life: u32, timer: u64 },
    Starts { phone: usize },
    Person { phone: usize },
    Weather,
}

/// An edit the phone said was saved.
struct Saved {
    phone: usize,
    id: Id,
    field: String,
    dot: Dot,
}

/// What is broken on purpose, to see that the oracles find it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Broken {
    Nothing,
    CursorFirst,
    ForgottenErasures,
    CursorOfAnyTimeline,
}

/// What may go wrong in a run.
#[derive(Clone, Copy)]
pub struct Climate {
    pub revocations: bool,
    pub restores: bool,
    pub broken: Broken,
}

pub struct World {
    random: Seeded,
    now: u64,
    order: u64,
    queue: BTreeMap<(u64, u64), Happening>,
    phones: Vec<Phone>,
    lives: Vec<u32>,
    timers: Vec<u64>,
    online: Vec<bool>,
    last_cursor: Vec<Option<u64>>,
    server: InMemory,
    calm: bool,
    climate: Climate,
    saved: Vec<Saved>,
    /// Every version of a record any phone ever kept, merged: what all must end with.
    all: BTreeMap<Id, Record>,
    erased: BTreeSet<Id>,
    ids: Vec<Id>,
    revoked: Option<usize>,
    restored: bool,
    fault: Option<String>,
    pub requests: u32,
}

impl World {
    pub fn new(seed: u64, climate: Climate) -> Self {
        let mut random = Seeded(seed ^ 0x7a6e_6f6d_6f00_0000);
        let count = 3 + (random.next() % 3) as usize;
        let keys: Vec<_> = (0..count).map(|_| DeviceKeys::new(&Secret::draw(&mut random))).collect();
        let member = |n: usize| MemberId::new([n as u8; 16]);
        let device = keys[0].device(member(0), Role::Lead, DeviceKind::Phone);
        let (mut roster, secrets) = Roster::found(&keys[0], device, START, &mut random).unwrap();
        for (n, theirs) in keys.iter().enumerate().skip(1) {
            let role = if n == 1 { Role::Lead } else { Role::Helper };
            let device = theirs.device(member(n), role, DeviceKind::Phone);
            roster.admit(&keys[0], device, &secrets, START, &mut random).unwrap();
        }
        let offs = [0, 3_600_000, -86_400_000, 315_000_000_000, -315_000_000_000];
        let mut phones: Vec<Phone> = keys
            .into_iter()
            .enumerate()
            .map(|(n, keys)| {
                let off = offs[(random.next() % 5) as usize];
                Phone::new(n as u8 + 1, keys, &roster, secrets.clone(), random.next(), off)
            })
            .collect();
        let mut server = InMemory::new(&roster, random.next());
        server.takes_any_cursor = climate.broken == Broken::CursorOfAnyTimeline;
        for phone in &mut phones {
            phone.cursor_first = climate.broken == Broken::CursorFirst;
            phone.forgets_erasures = climate.broken == Broken::ForgottenErasures;
        }
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
            saved: Vec::new(),
            all: BTreeMap::new(),
            erased: BTreeSet::new(),
            ids: Vec::new(),
            revoked: None,
            restored: false,
            fault: None,
            requests: 0,
        };
        for phone in 0..count {
            let wait = world.below(10_000);
            world.later(wait, Happening::Person { phone });
            world.feed(phone, Event::Wake { hurry: false });
        }
        world.later(MINUTE, Happening::Weather);
        world
    }

    /// Notes the first thing that should never have happened.
    fn fault(&mut self, what: String) {
        self.fault.get_or_insert(what);
    }

    fn below(&mut self, n: u64) -> u64 {
        self.random.next() % n
    }

    fn one_in(&mut self, n: u64) -> bool {
        self.below(n) == 0
    }

    fn later(&mut self, wait: u64, what: Happening) {
        self.order += 1;
        self.queue.insert((self.now + wait, self.order), what);
    }

    /// The trouble, then calm, then the oracles.
    pub fn run(&mut self) -> Result<(), String> {
        self.until(START + TROUBLE)?;
        self.calm = true;
        for phone in 0..self.phones.len() {
            self.online[phone] = true;
            self.phones[phone].writes_left = None;
            if self.phones[phone].engine.is_none() && !self.phones[phone].left {
                self.start(phone);
            }
            self.feed(phone, Event::Wake { hurry: true });
        }
        self.until(START + TROUBLE + SETTLE / 2)?;
        // A day later everybody compares; in a control nothing is to mend what was broken.
        let comparing = if self.climate.broken == Broken::Nothing { self.phones.len() } else { 0 };
        for phone in 0..comparing {
            self.feed(phone, Event::CheckDigest);
        }
        self.until(START + TROUBLE + SETTLE)?;
        self.check()
    }

    fn until(&mut self, end: u64) -> Result<(), String> {
        while let Some((&(at, order), _)) = self.queue.first_key_value() {
            if at > end {
                break;
            }
            self.now = at;
            if let Some(what) = self.queue.remove(&(at, order)) {
                self.happen(what)?;
            }
            if let Some(fault) = self.fault.take() {
                return Err(fault);
            }
            if self.requests > 50_000 {
                return Err("the phones never stop asking".to_owned());
            }
        }
        self.now = end;
        Ok(())
    }

    fn happen(&mut self, what: Happening) -> Result<(), String> {
        match what {
            Happening::Arrives { phone, life, ticket, request } => {
                let device = self.phones[phone].keys.id();
                let answer = self.server.answer(device, &request, self.now).map_err(Failure::Problem);
                self.answer(phone, life, ticket, answer);
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
            Happening::Starts { phone } => self.start(phone),
            Happening::Person { phone } => {
                if !self.calm {
                    self.person(phone);
                    let wait = 1_000 + self.below(3 * MINUTE);
                    self.later(wait, Happening::Person { phone });
                }
            }
            Happening::Weather => {
                if !self.calm {
                    self.weather();
                    self.later(MINUTE, Happening::Weather);
                }
            }
        }
        Ok(())
    }

    fn start(&mut self, phone: usize) {
        if self.phones[phone].engine.is_none() && !self.phones[phone].left {
            self.lives[phone] += 1;
            self.phones[phone].start();
            self.feed(phone, Event::Wake { hurry: false });
        }
    }

    fn feed(&mut self, phone: usize, event: Event) -> bool {
        let wishes = self.phones[phone].feed(event, self.now);
        let whole = !wishes.killed;
        self.grant_wishes(phone, wishes);
        whole
    }

    fn grant_wishes(&mut self, phone: usize, wishes: Wishes) {
        for cursor in &wishes.cursors {
            // Back only where everything is pulled anew.
            if let (Some(before), Some(now)) = (self.last_cursor[phone], cursor)
                && *now < before
                && !self.restored
            {
                self.fault(format!("phone {phone}: cursor {before}, then {now}"));
            }
            self.last_cursor[phone] = *cursor;
        }
        for news in &wishes.news {
            let fine = matches!(
                news,
                News::NotKnown | News::OfferExport | News::RosterNotBelieved(_) | News::Rejected(..)
            );
            if !fine {
                self.fault(format!("phone {phone}: {news:?}"));
            }
        }
        if wishes.erased_all && self.revoked != Some(phone) {
            self.fault(format!("phone {phone} erased everything and was not put out"));
        }
        if wishes.killed {
            self.lives[phone] += 1;
            let wait = 1_000 + self.below(2 * MINUTE);
            self.later(wait, Happening::Starts { phone });
            return;
        }
        for (ticket, request) in wishes.requests {
            self.send(phone, ticket, &request);
        }
        if let Some(wait) = wishes.wake_in {
            self.timers[phone] += 1;
            let (life, timer) = (self.lives[phone], self.timers[phone]);
            self.later(wait.max(1), Happening::Wakes { phone, life, timer });
        }
    }

    fn send(&mut self, phone: usize, ticket: u64, request: &Request) {
        self.requests += 1;
        let life = self.lives[phone];
        let lost = !self.online[phone] || (!self.calm && self.one_in(6));
        if lost {
            // Some phones are told, some wait in vain.
            if self.one_in(2) {
                let wait = 500 + self.below(5_000);
                self.later(wait, Happening::Answers { phone, life, ticket, answer: Err(Failure::Network) });
            }
            return;
        }
        let copies = if !self.calm && self.one_in(8) { 2 } else { 1 };
        for _ in 0..copies {
            let wait =
                if self.calm || !self.one_in(10) { 20 + self.below(800) } else { self.below(3 * MINUTE) };
            self.later(wait, Happening::Arrives { phone, life, ticket, request: request.clone() });
        }
    }

    fn answer(&mut self, phone: usize, life: u32, ticket: u64, answer: Result<Reply, Failure>) {
        if !self.calm && self.one_in(6) {
            return;
        }
        let answer = if !self.calm && self.one_in(25) {
            Err(Failure::Problem(Problem::new(ProblemKind::Unavailable).after(3)))
        } else {
            answer
        };
        let wait = if self.calm || !self.one_in(10) { 20 + self.below(800) } else { self.below(2 * MINUTE) };
        self.later(wait, Happening::Answers { phone, life, ticket, answer });
    }

    fn weather(&mut self) {
        for phone in 0..self.phones.len() {
            if self.one_in(4) {
                self.online[phone] = !self.online[phone];
                if self.online[phone] {
                    self.feed(phone, Event::Wake { hurry: true });
                }
            }
            if self.one_in(4) {
                self.phones[phone].writes_left = Some(self.random.next() as u32 % 12);
            }
            if self.one_in(40) {
                self.phones[phone].off = [0, 3_600_000, -315_000_000_000][(self.random.next() % 3) as usize];
            }
        }
        if self.one_in(5) {
            self.server.back_up();
        }
        if self.climate.restores && self.one_in(25) {
            self.server.restore();
            self.restored = true;
        }
        let helper = self.phones.len() - 1;
        if self.climate.revocations && self.revoked.is_none() && helper > 1 && self.one_in(20) {
            self.revoke(helper);
        }
    }

    /// The first lead puts a phone out.
    fn revoke(&mut self, whom: usize) {
        if self.phones[0].engine.is_none() {
            return;
        }
        let (device, mut secrets) = (self.phones[whom].keys.id(), self.phones[0].secrets());
        let lead = &mut self.phones[0];
        let mut roster = lead.engine.as_ref().unwrap().roster().clone();
        let at = lead.clock(self.now);
        let entries = roster.revoke(&lead.keys, device, &mut secrets, at, &mut lead.random).unwrap();
        // Killed while it was kept, the revocation may not have happened.
        self.revoked = Some(whom);
        if !self.feed(0, Event::Signed(entries)) {
            self.phones[0].start();
            self.lives[0] += 1;
            if self.phones[0].engine.as_ref().unwrap().roster().standing().is_in(&device) {
                self.revoked = None;
            }
            self.feed(0, Event::Wake { hurry: true });
        }
    }

    fn person(&mut self, phone: usize) {
        if self.phones[phone].engine.is_none() {
            return;
        }
        // Erasures and grants are written once.
        let editable = |id: &Id| {
            self.phones[phone].record(*id).is_some_and(|record| ["request", CARD].contains(&record.kind()))
        };
        let known: Vec<Id> = self.ids.iter().copied().filter(editable).collect();
        let (id, kind) = if known.is_empty() || self.one_in(3) {
            let id = Id::new(self.random.draw());
            let card = phone < 2 && self.one_in(3);
            self.ids.push(id);
            (id, if card { CARD } else { "request" })
        } else {
            (known[self.below(known.len() as u64) as usize], "request")
        };
        let is_card = self.phones[phone].record(id).map_or(kind, Record::kind) == CARD;
        if is_card && phone < 2 && self.phones[phone].record(id).is_some() && self.one_in(4) {
            return self.erase(phone, id);
        }
        let field = format!("f{}", self.below(3));
        let value = self.below(1_000).into();
        self.write(phone, id, kind, vec![(field, value)]);
        if is_card {
            self.hand_over(phone, id);
        }
    }

    /// Writes, and notes the edit if the phone said that it was saved.
    fn write(&mut self, phone: usize, id: Id, kind: &str, fields: Vec<(String, Value)>) -> bool {
        let (record, dot) = self.phones[phone].written(id, kind, fields.clone(), self.now);
        if !self.feed(phone, Event::Wrote { id, record: record.clone() }) {
            // Killed: it counts if it was kept all the same.
            let kept = self.phones[phone].record(id).is_some_and(|kept| kept.seen().covers(dot));
            if !kept {
                return false;
            }
        }
        let all = self.all.entry(id).or_insert_with(|| Record::new(kind));
        all.merge(&record);
        self.saved.extend(fields.into_iter().map(|(field, _)| Saved { phone, id, field, dot }));
        true
    }

    fn erase(&mut self, phone: usize, card: Id) {
        let id = Id::new(card.bytes().map(|byte| !byte));
        self.ids.push(id);
        if self.write(phone, id, ERASURE, vec![("of".to_owned(), card.to_string().into())]) {
            self.erased.insert(card);
        }
    }

    /// The two leads share the keys of cards.
    fn hand_over(&mut self, from: usize, card: Id) {
        let Some(key) = self.phones[from].newest_key(card) else { return };
        let to = &self.phones[1 - from].keys;
        let receiver = (to.id(), to.seal_key());
        let circle = self.phones[from].engine.as_ref().map(|engine| engine.roster().circle());
        let Some(circle) = circle else { return };
        // One grant a card and receiver, whoever writes it.
        let mut id = *card.bytes();
        id[0] ^= 0x55 ^ (from as u8);
        let id = Id::new(id);
        if self.phones[from].record(id).is_some() {
            return;
        }
        let mut random = Seeded(self.random.next());
        let fields = grant::fields(&circle, card, &key, (&receiver.0, &receiver.1), &mut random).unwrap();
        let fields = fields.map(|(field, value)| (field.to_owned(), value)).to_vec();
        self.ids.push(id);
        self.write(from, id, grant::KIND, fields);
    }

    fn check(&self) -> Result<(), String> {
        let staying: Vec<usize> = (0..self.phones.len()).filter(|n| self.revoked != Some(*n)).collect();
        for &n in &staying {
            let engine = self.phones[n].engine.as_ref().ok_or(format!("phone {n} is not running"))?;
            if engine.unsent() > 0 {
                return Err(format!("phone {n} still has {} to send", engine.unsent()));
            }
        }
        if let Some(out) = self.revoked
            && !self.phones[out].left
        {
            return Err(format!("phone {out} was put out and has not erased its copy"));
        }
        for id in self.all.keys() {
            self.check_one(*id, &staying)?;
        }
        for saved in &self.saved {
            self.check_saved(saved, &staying)?;
        }
        Ok(())
    }

    /// All phones hold what all that was ever kept comes to; what was erased is nowhere.
    fn check_one(&self, id: Id, staying: &[usize]) -> Result<(), String> {
        if self.erased.contains(&id) {
            for &n in staying {
                match self.phones[n].disk.rows.get(&id).map(|row| &row.copy) {
                    None | Some(Copy::Gone) => {}
                    Some(_) => return Err(format!("phone {n} holds {id}, which was erased")),
                }
            }
            // One bucket: a tombstone. A card of one field takes more.
            let left = self.server.record(wire_id(id)).map(|change| change.revision.sealed.bytes().len());
            return match left {
                None | Some(88) => Ok(()),
                Some(_) => Err(format!("the server still holds {id}, which was erased")),
            };
        }
        let copies: Vec<(usize, Option<&Copy>)> =
            staying.iter().map(|&n| (n, self.phones[n].disk.rows.get(&id).map(|row| &row.copy))).collect();
        // What only a phone wrote that was put out may have stayed with it.
        let known = copies.iter().filter(|(_, copy)| copy.is_some()).count();
        if known == 0 && self.revoked.is_some() {
            return Ok(());
        }
        if known < staying.len() {
            return Err(format!("{id} is on {known} of {} phones", staying.len()));
        }
        let open: Vec<_> =
            copies.iter().filter_map(|(n, copy)| Some((*n, copy.and_then(Copy::record)?))).collect();
        let Some((first, record)) = open.first() else { return Err(format!("nobody can read {id}")) };
        for (n, other) in &open {
            if other != record {
                return Err(format!("{id} differs on phones {first} and {n}"));
            }
        }
        if record.kind() == ERASURE {
            // Written once: of two leads' erasures of one card either stands.
            return Ok(());
        }
        let secret = (reading().is_card)(record);
        if !secret && open.len() < staying.len() {
            return Err(format!("{id} is locked for somebody and is no card"));
        }
        // Without a phone that took edits with it, what stands is what everything kept comes to: nothing
        // applied twice, no conflict that was settled open again.
        if self.revoked.is_none() && self.all.get(&id) != Some(record) {
            return Err(format!("{id} is not what was written"));
        }
        Ok(())
    }

    fn check_saved(&self, saved: &Saved, staying: &[usize]) -> Result<(), String> {
        let Saved { phone, id, field, dot } = saved;
        if self.erased.contains(id) || self.revoked == Some(*phone) {
            return Ok(());
        }
        for &n in staying {
            let Some(record) = self.phones[n].record(*id) else { continue };
            if record.kind() == ERASURE {
                continue;
            }
            let times = record.history().iter().filter(|e| e.field == field && e.to.dot == *dot).count();
            if times != 1 {
                return Err(format!("an edit of {id} saved on phone {phone} is on phone {n} {times} times"));
            }
        }
        Ok(())
    }
}
