//! What people do: write, erase, grant, put out, meet.

use tanomo_record::{Id, Record, ReplicaId, Stamp, Value, VersionVector, Writer};
use tanomo_sync::engine::{Copy, Event};
use tanomo_sync::plain::Body;
use tanomo_sync::seal::{Place, seal};
use tanomo_sync::sign::sign_push;
use tanomo_sync::{Random as _, grant, wire_id};
use tanomo_wire::revision::Blobs;
use tanomo_wire::{Change, Proof, Seq};

use crate::faults::Fault;
use crate::mutation::Mutation;
use crate::phone::{CARD, ERASURE, End};
use crate::seeded::Seeded;
use crate::world::{Happening, Paper, SECOND, World};

/// The field nobody of the squad ever writes.
pub(crate) const FORGED: &str = "forged";

impl World {
    pub fn person(&mut self, phone: usize) {
        if self.phones[phone].engine.is_none() {
            return;
        }
        self.check_own(phone);
        self.grant_missing(phone);
        let window = usize::from(self.random.one_in(4));
        // Erasures and grants are written once.
        let editable = |record: &Record| ["request", CARD].contains(&record.kind());
        let shown = &self.phones[phone].shown[window];
        let known: Vec<Id> = shown.iter().filter(|(_, r)| editable(r)).map(|(id, _)| *id).collect();
        let Some(id) = self.random.one_of(&known).filter(|_| !self.random.one_in(4)) else {
            return self.begin(phone);
        };
        let Some(record) = self.phones[phone].shown[window].get(&id) else { return };
        let is_card = record.kind() == CARD;
        if is_card && phone < 2 && self.random.one_in(4) {
            return self.erase(phone, id);
        }
        if is_card && phone < 2 && self.random.one_in(3) {
            return self.accept(phone, id);
        }
        let stale = self.phones[phone].record(id) != self.phones[phone].shown[window].get(&id);
        if stale {
            self.tally.add(Fault::StaleTab);
        }
        // Who sees a conflict often settles it.
        let conflict = record_conflict(&self.phones[phone].shown[window], id);
        let field = conflict.filter(|_| self.random.one_in(2));
        let field = field.unwrap_or_else(|| format!("f{}", self.random.below(3)));
        let value = self.random.below(1_000).into();
        self.write(phone, window, id, "request", &[(field, value)]);
    }

    /// A new request, or a lead's new card.
    fn begin(&mut self, phone: usize) {
        let id = Id::new(self.random.draw());
        self.ids.push(id);
        let card = phone < 2 && self.random.one_in(3);
        if card {
            self.granted.insert(id, [0, 1].into());
        }
        let value = self.random.below(1_000).into();
        let kind = if card { CARD } else { "request" };
        if self.write(phone, 0, id, kind, &[("f0".to_owned(), value)]) && card {
            self.grant_missing(phone);
        }
    }

    /// Writes, and notes the edit if the phone said that it was saved.
    fn write(&mut self, phone: usize, window: usize, id: Id, kind: &str, fields: &[(String, Value)]) -> bool {
        let (saved, wishes) = self.phones[phone].write(window, id, kind, fields, self.now);
        if let Some(saved) = &saved {
            self.note_saved(phone, id, saved);
        }
        self.show(phone, &format!("writes {kind} {id} in {window}: {}", saved.is_some()), &wishes);
        let end = wishes.end;
        self.grant_wishes(phone, wishes);
        if window == 1 && end == End::Whole {
            // The window with the engine hears of it at once, or later.
            let wait = if self.random.one_in(2) { 0 } else { self.random.below(20 * SECOND) };
            let life = self.life(phone);
            self.later(wait, Happening::Seals { phone, life });
        }
        saved.is_some()
    }

    fn erase(&mut self, phone: usize, card: Id) {
        let id = Id::new(card.bytes().map(|byte| !byte));
        self.ids.push(id);
        self.write(phone, 0, id, ERASURE, &[("of".to_owned(), card.to_string().into())]);
    }

    /// A helper is accepted for a request that points to the card.
    fn accept(&mut self, phone: usize, card: Id) {
        let helper = 2 + self.random.below(self.phones.len() as u64 - 2) as usize;
        self.granted.entry(card).or_default().insert(helper);
        self.grant(phone, card, helper);
    }

    /// A lead's phone grants the other lead what it lacks, one card at a time.
    pub fn grant_missing(&mut self, lead: usize) {
        if lead > 1 || self.phones[lead].engine.is_none() {
            return;
        }
        let open = |phone: &crate::phone::Phone, id: &Id| {
            phone.record(*id).is_some_and(|record| record.kind() == CARD)
        };
        let cards: Vec<Id> = self.phones[lead].journal.rows.keys().copied().collect();
        for card in cards.into_iter().filter(|id| open(&self.phones[lead], id)).collect::<Vec<_>>() {
            let all = self.mutation == Some(Mutation::GrantToEverybody);
            let to = if all { 0..self.phones.len() } else { 0..2 };
            for receiver in to.filter(|&receiver| receiver != lead) {
                self.grant(lead, card, receiver);
            }
        }
    }

    fn grant(&mut self, from: usize, card: Id, receiver: usize) {
        let it = &self.phones[from];
        let (Some(key), Some(roster)) = (it.newest_key(card), it.roster()) else { return };
        let circle = roster.circle();
        let device = self.phones[receiver].keys.id();
        // One grant a card, key and receiver, whoever writes it.
        let mut id = *card.bytes();
        id[15] ^= 0x55 ^ receiver as u8;
        id[..6].iter_mut().zip(key.name.bytes()).for_each(|(byte, name)| *byte ^= name);
        let id = Id::new(id);
        if it.journal.copy(id).is_some() || !roster.standing().is_in(&device) {
            return;
        }
        let wrong = self.mutation == Some(Mutation::GrantToAnother);
        let sealed_for = if wrong { (receiver + 1) % self.phones.len() } else { receiver };
        let keys = &self.phones[sealed_for].keys;
        let mut random = Seeded(self.random.number());
        let to = (&keys.id(), &keys.seal_key());
        let fields = grant::fields(&circle, card, &key, to, &mut random).unwrap();
        let fields = fields.map(|(field, value)| (field.to_owned(), value));
        self.ids.push(id);
        if self.write(from, 0, id, grant::KIND, &fields) {
            self.grants.push((id, card, receiver, key.name));
        }
    }

    /// A lead puts a device out; two others at least stay.
    pub fn revoke(&mut self) {
        let lead = self.random.below(2) as usize;
        let whom = self.random.below(self.phones.len() as u64) as usize;
        let Some(roster) = self.phones[lead].roster() else { return };
        let mut roster = roster.clone();
        let device = self.phones[whom].keys.id();
        let out = |phone: &&crate::phone::Phone| phone.left || !roster.standing().is_in(&phone.keys.id());
        if whom == lead || self.phones.len() - self.phones.iter().filter(out).count() < 3 {
            return;
        }
        let it = &mut self.phones[lead];
        let (at, mut secrets) = (it.clock(self.now), it.journal.facts.secrets.clone());
        let Ok(entries) = roster.revoke(&it.keys, device, &mut secrets, at, &mut it.random) else { return };
        self.tally.add(Fault::Revoked);
        self.feed(lead, Event::Signed(entries));
    }

    /// Two phones meet: one shows codes, the other's camera reads them.
    pub fn meet(&mut self) {
        let count = self.phones.len() as u64;
        let (from, to) = (self.random.below(count) as usize, self.random.below(count) as usize);
        if from == to || self.phones[to].engine.is_none() {
            return;
        }
        let device = self.phones[to].keys.id();
        let it = &mut self.phones[from];
        let Some(engine) = it.engine.as_ref().filter(|engine| engine.roster().standing().is_in(&device))
        else {
            return;
        };
        let waits = |id: &Id| it.journal.rows.get(id).is_some_and(|(_, row)| row.outgoing.is_some());
        let all = self.random.one_in(3);
        let ids: Vec<Id> = it.journal.rows.keys().filter(|id| all || waits(id)).copied().collect();
        let mut changes = engine.hand_over(&it.journal.copies(&ids), &mut it.random);
        let entries = engine.roster().entries().to_vec();
        self.tally.add(Fault::Met);
        if self.random.one_in(3) {
            let before = changes.len();
            changes.retain(|_| !self.random.one_in(4));
            (changes.len()..before).for_each(|_| self.tally.add(Fault::Missed));
        }
        if self.random.one_in(6) {
            changes.extend(self.forge(from));
        }
        let paper = Paper { entries, changes };
        if self.papers.len() >= 6 {
            self.papers.remove(0);
        }
        self.papers.push(paper.clone());
        self.hand(to, paper);
    }

    /// What somebody makes who found the circle's secrets on a lost sheet and is in no roster.
    fn forge(&mut self, from: usize) -> Option<Change> {
        let ids: Vec<Id> = self.phones[from].journal.rows.keys().copied().collect();
        let id = self.random.one_of(&ids)?;
        let mut record = self.phones[from].record(id).filter(|record| record.kind() == "request")?.clone();
        let circle = self.phones[from].roster()?.circle();
        let (keys, secrets) = &self.stranger;
        let stamp = Stamp { ms: self.now, tick: 0 };
        let writer = Writer { replica: ReplicaId::new([0xee; 8]), by: Id::new([0xee; 16]), stamp };
        record.write(writer, &VersionVector::default(), [(FORGED, Value::Bool(true))]);
        let epoch = *secrets.names().next()?;
        let place = Place { circle, device: keys.id(), id: wire_id(id), base: None, epoch };
        let body = Body::Text(record.to_text());
        let revision = seal(&place, secrets.epoch(&epoch)?, self.random.draw(), &body, Blobs::default())?;
        let proof = Proof::alone(sign_push(keys, &circle, std::slice::from_ref(&revision)));
        Some(Change { seq: Seq::new(0), device: keys.id(), proof, revision })
    }

    pub fn handed(&mut self, phone: usize, paper: Paper) {
        if self.phones[phone].engine.is_none() {
            return;
        }
        let ids: Vec<Id> = paper.changes.iter().map(|c| tanomo_sync::record_id(c.revision.id)).collect();
        if self.feed(phone, Event::Signed(paper.entries)) == End::Whole {
            let event = Event::Handed { changes: paper.changes, standing: Default::default() };
            self.feed(phone, event);
            self.note_kept(phone, &ids);
        }
    }
}

fn record_conflict(shown: &std::collections::BTreeMap<Id, Record>, id: Id) -> Option<String> {
    Some(shown.get(&id)?.conflicts().next()?.0.to_owned())
}

/// What is kept of a record as far as it tells who could read it.
pub(crate) const fn is_open(copy: &Copy) -> bool {
    matches!(copy, Copy::Record(_))
}
