//! What comes from the server: pages of the feed, merged into what is kept.

use std::collections::BTreeMap;

use tanomo_record::{Id, Record};
use tanomo_wire::{Change, Cursor, SyncAnswer};

use super::{Copy, Effect, Engine, Flight, Mode, News, Reply, Write};
use crate::grant::Grant;
use crate::keys::is_signed;
use crate::plain::{Body, Fact};
use crate::seal::NotOpened;
use crate::secret::Random;
use crate::{record_id, wire_id};

impl Engine {
    pub(super) fn answered(
        &mut self,
        reply: Reply,
        flight: &Flight,
        standing: &BTreeMap<Id, Copy>,
        now: u64,
        random: &mut impl Random,
        out: &mut Vec<Effect>,
    ) {
        match reply {
            Reply::Sync(answer) => self.synced(answer, flight, standing, now, random, out),
            Reply::Roster(answer) => self.roster_came(answer, flight.asked, now, random, out),
            Reply::Digest(answer) => self.digest_came(&answer),
            Reply::Records(page) => self.bucket_came(page, standing, random, out),
        }
    }

    /// A long poll's page. It counts only where nothing is under way and it goes on from where this phone stands:
    /// otherwise the engine asks, as it would without it.
    pub(super) fn heard(
        &mut self,
        since: Option<Cursor>,
        answer: SyncAnswer,
        standing: &BTreeMap<Id, Copy>,
        now: u64,
        random: &mut impl Random,
        out: &mut Vec<Effect>,
    ) {
        let grown = answer.roster != self.roster_seen;
        if answer.changes.is_empty() && !grown {
            return;
        }
        let goes_on = since == self.cursor && self.flight.is_none() && self.refill.is_none();
        if grown || !goes_on || self.mode != Mode::Running {
            return self.hurry();
        }
        let (changes, mut standing, mut writes) = (answer.changes, standing.clone(), Vec::new());
        self.changes(changes, &mut standing, &mut writes, random, out);
        self.turn_page(answer.next, answer.more, &mut writes, out);
        if !writes.is_empty() {
            out.insert(0, Effect::Keep(writes));
        }
        if answer.more {
            self.hurry();
        } else {
            self.quiet_until = now + super::QUIET;
        }
    }

    fn synced(
        &mut self,
        answer: SyncAnswer,
        flight: &Flight,
        standing: &BTreeMap<Id, Copy>,
        now: u64,
        random: &mut impl Random,
        out: &mut Vec<Effect>,
    ) {
        let mut standing = standing.clone();
        let mut writes = Vec::new();
        // New entries may hold the secret that opens these very changes, or put this phone out: they come first,
        // and the page is asked for again.
        let behind = answer.roster != self.roster_seen;
        if behind {
            self.fetch_roster(answer.roster);
        } else {
            self.changes(answer.changes, &mut standing, &mut writes, random, out);
        }
        self.results(answer.results, flight, &mut standing, now, &mut writes, random, out);
        if !behind {
            // The cursor stands last: what it covers is kept before it.
            self.turn_page(answer.next, answer.more, &mut writes, out);
        }
        if !writes.is_empty() {
            out.insert(0, Effect::Keep(writes));
        }
        if !behind && !answer.more {
            self.quiet_until = now + super::QUIET;
        }
    }

    /// Takes a page in, erasures before anything else, and cards after the grants of their keys.
    pub(super) fn changes(
        &mut self,
        changes: Vec<Change>,
        standing: &mut BTreeMap<Id, Copy>,
        writes: &mut Vec<Write>,
        random: &mut impl Random,
        out: &mut Vec<Effect>,
    ) {
        let mut opened = Vec::new();
        for change in changes {
            if !self.is_known(&change) {
                let body = self.open_change(&change);
                if let Some(card) = self.note_erasure(record_id(change.revision.id), &body, writes, random) {
                    // What became of a push in the same answer must not bring it back.
                    standing.insert(card, Copy::Gone);
                }
                opened.push((change, body));
            }
        }
        opened.sort_by_key(|(_, body)| matches!(body, Ok(Body::Card(_))));
        for (change, body) in opened {
            self.take_opened(change, body, standing, writes, random, out);
        }
    }

    /// Whether this very revision was taken in before.
    fn is_known(&mut self, change: &Change) -> bool {
        let id = record_id(change.revision.id);
        if let Some(refill) = &mut self.refill {
            refill.seen.insert(id);
        }
        self.heads.get(&id) == Some(&change.revision.rev)
    }

    /// Opens a change that its device really pushed.
    pub(super) fn open_change(&mut self, change: &Change) -> Result<Body, NotOpened> {
        let key = self.roster.key_of(&change.device).ok_or(NotOpened::NoKey)?;
        if !self.last_push.is_genuine(&key, &self.circle, change) {
            return Err(NotOpened::Wrong);
        }
        let secret = self.secrets.epoch(&change.revision.epoch).ok_or(NotOpened::NoKey)?;
        self.record_keys.open(&self.circle, &change.device, secret, &change.revision)
    }

    /// The record in a fact, if a lead signed it: elsewhere a signature proves who sealed, not who typed.
    pub(super) fn believe(&self, id: Id, fact: &Fact) -> Option<Record> {
        let key = self.roster.key_of(&fact.by).filter(|_| self.roster.ever_led(&fact.by))?;
        let bytes = Fact::signed_bytes(&self.circle, &wire_id(id), &fact.text);
        let record = Record::from_text(&fact.text).ok()?;
        is_signed(&key, &bytes, &fact.signature).then_some(record)
    }

    /// Applies an erasure that is new here and believed; says what is gone.
    pub(super) fn note_erasure(
        &mut self,
        id: Id,
        body: &Result<Body, NotOpened>,
        writes: &mut Vec<Write>,
        random: &mut impl Random,
    ) -> Option<Id> {
        let Ok(Body::Fact(fact)) = body else { return None };
        let card = (self.reading.erases)(&self.believe(id, fact)?)?;
        if self.erased.contains(&card) {
            return None;
        }
        // Should the phone that erased never come back, a lead's replaces what the server holds.
        let replace = self.roster.standing().leads(&self.me);
        self.erase(card, replace, writes, random);
        Some(card)
    }

    pub(super) fn take_change(
        &mut self,
        change: Change,
        standing: &mut BTreeMap<Id, Copy>,
        writes: &mut Vec<Write>,
        random: &mut impl Random,
        out: &mut Vec<Effect>,
    ) {
        if !self.is_known(&change) {
            let body = self.open_change(&change);
            self.take_opened(change, body, standing, writes, random, out);
        }
    }

    fn take_opened(
        &mut self,
        change: Change,
        body: Result<Body, NotOpened>,
        standing: &mut BTreeMap<Id, Copy>,
        writes: &mut Vec<Write>,
        random: &mut impl Random,
        out: &mut Vec<Effect>,
    ) {
        let id = record_id(change.revision.id);
        // A card that stands here closed cannot be merged with: what came lies aside until it is opened.
        let closed = standing.get(&id) == Some(&Copy::Unopened) && !self.erased.contains(&id);
        match body {
            Ok(_) if closed => {
                writes.push(Write::Aside(id, Some(Box::new(change.clone()))));
                self.aside.insert(id, change);
            }
            Ok(body) => {
                if self.aside.remove(&id).is_some() {
                    writes.push(Write::Aside(id, None));
                }
                let copy = self.take_body(id, body, &change, standing, writes, random, out);
                if let Some(copy) = copy {
                    writes.push(self.row(id, copy.clone()));
                    standing.insert(id, copy);
                    out.push(Effect::Changed(vec![id]));
                }
            }
            Err(why @ (NotOpened::NoKey | NotOpened::Unreadable)) => {
                if why == NotOpened::NoKey && !self.is_listed(&change) {
                    self.forget_server_roster();
                }
                // Its secret, its device's entry or a newer program comes later: kept as it is until then.
                writes.push(Write::Aside(id, Some(Box::new(change.clone()))));
                self.aside.insert(id, change);
            }
            Err(NotOpened::Wrong) => out.push(Effect::Tell(News::NotBelieved(id))),
        }
    }

    /// What is to be kept after a revision was opened.
    #[expect(clippy::too_many_arguments, reason = "one turn's whole context, passed on once")]
    fn take_body(
        &mut self,
        id: Id,
        body: Body,
        change: &Change,
        standing: &BTreeMap<Id, Copy>,
        writes: &mut Vec<Write>,
        random: &mut impl Random,
        out: &mut Vec<Effect>,
    ) -> Option<Copy> {
        let before = self.heads.insert(id, change.revision.rev);
        if self.erased.contains(&id) {
            self.outbox.remove(id);
            if body != Body::Gone {
                // A stale phone, or a server that went back in time, brought it again.
                self.queue_body(id, &Body::Gone, tanomo_wire::revision::Blobs::default(), false, random);
            }
            return Some(Copy::Gone);
        }
        let ours = standing.get(&id);
        match body {
            Body::Text(text) => self.take_text(id, &text, change, ours, writes, random, out),
            Body::Card(card) => match self.cards.open(&self.circle, id, &card) {
                Ok(text) => self.take_text(id, &text, change, ours, writes, random, out),
                Err(_) => {
                    let lost = self.may_lack(change, before.is_some());
                    self.take_locked(id, ours, lost, writes, random, out);
                    Some(Copy::Locked(card, change.revision.blobs.clone()))
                }
            },
            // Written once: of two leads' erasures of one card the server's stands.
            Body::Fact(fact) => {
                if let Some(record) = self.believe(id, &fact) {
                    self.outbox.remove(id);
                    return Some(Copy::Fact(record, fact));
                }
                out.push(Effect::Tell(News::NotBelieved(id)));
                None
            }
            Body::Gone => {
                // Nobody who may has erased it: whoever still has it sends it again.
                let kept = ours.cloned()?;
                match &kept {
                    Copy::Record(record) => drop(self.queue(id, record, writes, random)),
                    Copy::Fact(_, fact) => drop(self.queue_fact(id, fact, random)),
                    Copy::Locked(..) | Copy::Gone | Copy::Unopened => {}
                }
                Some(kept)
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one turn's whole context, passed on once")]
    fn take_text(
        &mut self,
        id: Id,
        text: &str,
        change: &Change,
        ours: Option<&Copy>,
        writes: &mut Vec<Write>,
        random: &mut impl Random,
        out: &mut Vec<Effect>,
    ) -> Option<Copy> {
        let Ok(theirs) = Record::from_text(text) else {
            // A newer program's form: kept as it is.
            self.heads.remove(&id);
            writes.push(Write::Aside(id, Some(Box::new(change.clone()))));
            self.aside.insert(id, change.clone());
            return None;
        };
        if (self.reading.erases)(&theirs).is_some() {
            out.push(Effect::Tell(News::NotBelieved(id)));
            return None;
        }
        if let Some(grant) = Grant::read(&theirs) {
            self.take_grant(&grant, writes, out);
        }
        let mut merged = theirs.clone();
        if let Some(Copy::Record(ours)) = ours {
            merged.merge(ours);
        }
        if merged == theirs {
            // Everything here is in it: its name is adopted, nothing is pushed.
            self.outbox.remove(id);
        } else {
            self.queue(id, &merged, writes, random);
        }
        Some(Copy::Record(merged))
    }

    pub(super) fn take_grant(&mut self, grant: &Grant, writes: &mut Vec<Write>, out: &mut Vec<Effect>) {
        // While the cards are closed the grant itself is kept, and opened with them.
        let Some(Ok(key)) = self.cards_open.then(|| grant.open(&self.circle, &self.keys)) else { return };
        if !self.erased.contains(&grant.card) && self.cards.add(grant.card, key.clone()) {
            writes.push(Write::CardKey(grant.card, key));
            out.push(Effect::Load(vec![grant.card]));
        }
    }

    /// Whether a revision this phone cannot read may lack what stands open here. Whoever writes over a revision could
    /// read it; but a server that lost a card (`held`: it had it once) takes one that goes over nothing, also from a
    /// reader whose phone lost the key, under one of its own. A lead's phone never gives its copy up for such a one. A
    /// lead's revision may have a new key that is not meant for this reader.
    fn may_lack(&self, change: &Change, held: bool) -> bool {
        let by_lead = self.roster.ever_led(&change.device);
        let leads = self.roster.standing().leads(&self.me);
        let went_back = self.refill.is_some() || held && change.revision.base.is_none();
        (leads && !by_lead) || went_back && (leads || !by_lead)
    }

    /// A card came under a key this phone lacks. What stands open here and may be nowhere else, because it waits to be
    /// sent or the server lost it, stands under a new id: it cannot be merged with what cannot be read.
    fn take_locked(
        &mut self,
        id: Id,
        ours: Option<&Copy>,
        lost: bool,
        writes: &mut Vec<Write>,
        random: &mut impl Random,
        out: &mut Vec<Effect>,
    ) {
        if let (Some(Copy::Record(record)), true) = (ours, lost || self.outbox.get(id).is_some()) {
            let new = Id::new(random.draw());
            self.queue(new, record, writes, random);
            writes.push(self.row(new, Copy::Record(record.clone())));
            out.push(Effect::Changed(vec![new]));
            out.push(Effect::Tell(News::LikelySame { locked: id, ours: new }));
        }
        self.outbox.remove(id);
        self.locked.insert(id);
    }

    /// What was asked for came: revisions that may open now, cards that got a key, records the server lacks.
    pub(super) fn loaded(
        &mut self,
        asked: &[Id],
        standing: &BTreeMap<Id, Copy>,
        random: &mut impl Random,
        out: &mut Vec<Effect>,
    ) {
        let mut standing = standing.clone();
        let mut writes = Vec::new();
        let aside: Vec<Change> = asked.iter().filter_map(|id| self.aside.get(id).cloned()).collect();
        let open: Vec<Change> = aside.into_iter().filter(|change| self.open_change(change).is_ok()).collect();
        for change in &open {
            self.outbox.rouse(record_id(change.revision.id));
        }
        self.changes(open, &mut standing, &mut writes, random, out);
        for &id in asked {
            self.unlock(id, &standing, &mut writes, out);
            if self.resend.remove(&id) {
                self.heads.remove(&id);
                self.queue_again(id, &standing, &mut writes, random);
            }
            if self.is_sealed_in_vain(id) {
                self.queue_again(id, &standing, &mut writes, random);
                self.outbox.rouse(id);
            }
        }
        self.finish_resend(&mut writes);
        if !writes.is_empty() {
            out.insert(0, Effect::Keep(writes));
        }
    }

    fn unlock(
        &mut self,
        id: Id,
        standing: &BTreeMap<Id, Copy>,
        writes: &mut Vec<Write>,
        out: &mut Vec<Effect>,
    ) {
        let Some(Copy::Locked(card, _)) = standing.get(&id) else { return };
        let opened = self.cards.open(&self.circle, id, card).ok();
        if let Some(record) = opened.and_then(|text| Record::from_text(&text).ok()) {
            self.locked.remove(&id);
            writes.push(self.row(id, Copy::Record(record)));
            out.push(Effect::Changed(vec![id]));
        }
    }
}
