//! What this phone wrote, and what became of it on the server.

use std::collections::{BTreeMap, BTreeSet};

use tanomo_record::{Id, Record};
use tanomo_wire::revision::Blobs;
use tanomo_wire::{Outcome, ProblemKind, Why};

use super::{Asked, Copy, Effect, Engine, Failure, Flight, Mode, News, Pushed, Write};
use crate::card::{CardKey, CardKeys};
use crate::grant::Grant;
use crate::plain::{Body, Fact};
use crate::secret::Random;
use crate::{record_id, wire_id};

impl Engine {
    pub(super) fn wrote(&mut self, id: Id, record: Record, random: &mut impl Random, out: &mut Vec<Effect>) {
        if self.erased.contains(&id) {
            return;
        }
        let mut writes = Vec::new();
        let mut changed = vec![id];
        let erases = (self.reading.erases)(&record);
        let (queued, copy) = if erases.is_some() {
            let text = record.to_text();
            let signature = self.keys.sign(&Fact::signed_bytes(&self.circle, &wire_id(id), &text));
            let fact = Fact { by: self.me, signature, text };
            (self.queue_fact(id, &fact, random), Copy::Fact(record, fact))
        } else {
            (self.queue(id, &record, &mut writes, random), Copy::Record(record))
        };
        if !queued {
            out.push(Effect::Tell(News::Unsendable(id)));
        }
        writes.push(self.row(id, copy));
        if let Some(card) = erases {
            changed.push(card);
            self.erase(card, true, &mut writes, random);
        }
        // What the screen is told comes after what was kept.
        out.insert(0, Effect::Keep(writes));
        out.push(Effect::Changed(changed));
    }

    /// A card is gone: the record, what waited to be sent of it, its keys. `replace` has what the server
    /// holds of it replaced too.
    pub(super) fn erase(
        &mut self,
        card: Id,
        replace: bool,
        writes: &mut Vec<Write>,
        random: &mut impl Random,
    ) {
        self.erased.insert(card);
        self.cards.forget(card);
        self.locked.remove(&card);
        self.outbox.remove(card);
        if self.aside.remove(&card).is_some() {
            writes.push(Write::Aside(card, None));
        }
        if replace && self.heads.contains_key(&card) {
            self.queue_body(card, &Body::Gone, Blobs::default(), false, random);
        }
        writes.push(self.row(card, Copy::Gone));
        writes.push(Write::ForgetCard(card));
    }

    pub(super) fn new_card_key(&mut self, card: Id, key: CardKey, out: &mut Vec<Effect>) {
        if !self.erased.contains(&card) && self.cards.prefer(card, key.clone()) {
            out.push(Effect::Keep(vec![Write::CardKey(card, key)]));
            out.push(Effect::Load(vec![card]));
        }
    }

    pub(super) fn card_leaves(
        &mut self,
        card: Id,
        record: &Record,
        random: &mut impl Random,
        out: &mut Vec<Effect>,
    ) {
        let Some(key) = self.cards.newest(card).filter(|_| self.outbox.get(card).is_none()) else { return };
        let locked = key.seal(&self.circle, card, random.draw(), &record.to_text());
        let copy = Copy::Locked(locked, self.photos_of(record));
        self.cards.forget(card);
        self.locked.insert(card);
        // A phone killed between the two has the key still, and opens the card again until it is told once more.
        out.push(Effect::Keep(vec![self.row(card, copy), Write::ForgetCard(card)]));
        out.push(Effect::Changed(vec![card]));
    }

    /// The cards are open: keys that were kept, and those that came by grants meanwhile.
    pub(super) fn open_cards(&mut self, keys: &CardKeys, grants: &[Grant], out: &mut Vec<Effect>) {
        self.cards_open = true;
        let mut writes = Vec::new();
        for (card, key) in keys.iter().filter(|(card, _)| !self.erased.contains(card)) {
            self.cards.add(card, key.clone());
        }
        for grant in grants {
            self.take_grant(grant, &mut writes, out);
        }
        if !writes.is_empty() {
            out.insert(0, Effect::Keep(writes));
        }
        let closed = self.aside.keys().chain(&self.locked).copied().collect::<BTreeSet<_>>();
        if !closed.is_empty() {
            out.push(Effect::Load(closed.into_iter().collect()));
        }
    }

    /// What became of each record of a push. A conflict's current revision is merged like one of the feed.
    #[expect(clippy::too_many_arguments, reason = "one turn's whole context, passed on once")]
    pub(super) fn results(
        &mut self,
        results: Vec<(tanomo_wire::RecordId, Outcome)>,
        flight: &Flight,
        standing: &mut BTreeMap<Id, Copy>,
        now: u64,
        writes: &mut Vec<Write>,
        random: &mut impl Random,
        out: &mut Vec<Effect>,
    ) {
        // Everything went through to its end: pushes may be large again.
        self.most = (self.most * 2).min(tanomo_wire::MAX_RECORDS);
        for (id, outcome) in results {
            let id = record_id(id);
            let Some(&sent) = flight.pushed.iter().find(|pushed| pushed.id == id) else { continue };
            match outcome {
                Outcome::Stored(_) | Outcome::Duplicate(_) => {
                    self.stored(sent, standing, writes, random);
                }
                Outcome::Conflict(Some(current)) => {
                    // The answer to a revision that was replaced here meanwhile.
                    let later = now + self.backoff.wait(None, random);
                    self.backoff.reset();
                    self.take_change(*current, standing, writes, random, out);
                    if self.aside.contains_key(&id) {
                        self.outbox.rest(id, now);
                    } else {
                        self.outbox.conflicted(id, later);
                    }
                }
                Outcome::Conflict(None) => {
                    // The server lost the record: it is new there again.
                    self.heads.remove(&id);
                    self.queue_again(id, standing, writes, random);
                }
                Outcome::Rejected(why) => {
                    if why == Why::UnknownEpoch && !self.is_sealed_in_vain(id) {
                        // It lacks the entry that begins it, however many it has.
                        self.forget_server_roster();
                    }
                    self.outbox.rest(id, now);
                    out.push(Effect::Tell(News::Rejected(id, why)));
                }
            }
        }
    }

    fn stored(
        &mut self,
        sent: Pushed,
        standing: &BTreeMap<Id, Copy>,
        writes: &mut Vec<Write>,
        random: &mut impl Random,
    ) {
        let Pushed { id, rev, base } = sent;
        if let Some(refill) = &mut self.refill {
            refill.seen.insert(id);
        }
        if self.outbox.waits(id, &rev) {
            self.heads.insert(id, rev);
            self.outbox.remove(id);
            if let Some(copy) = standing.get(&id) {
                writes.push(self.row(id, copy.clone()));
            }
        } else if self.heads.get(&id).copied() == base
            && (self.outbox.get(id).is_some() || self.erased.contains(&id))
        {
            // Written again while it was under way: what waits goes on from what was stored. Erased meanwhile,
            // the card is there only now, to be replaced: no page of the feed brings a phone what it pushed
            // itself. Where the same answer brought a still later revision, that was merged already.
            self.heads.insert(id, rev);
            self.queue_again(id, standing, writes, random);
        }
    }

    /// Seals what is kept of a record anew, over what the server is now known to have.
    pub(super) fn queue_again(
        &mut self,
        id: Id,
        standing: &BTreeMap<Id, Copy>,
        writes: &mut Vec<Write>,
        random: &mut impl Random,
    ) {
        match standing.get(&id) {
            Some(Copy::Record(record)) => {
                self.queue(id, record, writes, random);
                writes.push(self.row(id, Copy::Record(record.clone())));
            }
            Some(Copy::Fact(record, fact)) => {
                self.queue_fact(id, fact, random);
                writes.push(self.row(id, Copy::Fact(record.clone(), fact.clone())));
            }
            // What waits, if anything, goes over its old base, meets what stands there, and lies aside until the
            // card is opened; what does not wait is sent when the phone next writes it.
            Some(Copy::Unopened) => writes.push(self.row(id, Copy::Unopened)),
            Some(Copy::Locked(card, blobs)) => {
                // As it is: its readers may have lost theirs, and a newer one of theirs stands in its way.
                self.queue_body(id, &Body::Card(card.clone()), blobs.clone(), false, random);
                writes.push(self.row(id, Copy::Locked(card.clone(), blobs.clone())));
            }
            Some(Copy::Gone) => {
                // Of what was erased the server may have nothing to replace.
                self.outbox.remove(id);
                if self.heads.contains_key(&id) {
                    self.queue_body(id, &Body::Gone, Blobs::default(), false, random);
                }
                writes.push(self.row(id, Copy::Gone));
            }
            None => {}
        }
    }

    pub(super) fn failed(
        &mut self,
        why: &Failure,
        flight: &Flight,
        now: u64,
        random: &mut impl Random,
        out: &mut Vec<Effect>,
    ) {
        let problem = match why {
            Failure::Network => None,
            Failure::Problem(problem) => Some(problem),
        };
        let refused = problem.is_some_and(|problem| !is_passing(problem.kind));
        let goodbye = self.is_saying_goodbye();
        self.repair.interrupted(refused && matches!(flight.asked, Asked::ToTake(_)));
        let asked = problem.and_then(|problem| problem.retry_after).map(|s| u64::from(s) * 1_000);
        let wait = self.backoff.wait(asked, random);
        self.retry_at = now + wait;
        if asked.is_some() {
            self.asked_until = now + wait;
        }
        match problem.map(|problem| problem.kind) {
            Some(ProblemKind::UnknownCursor) => self.begin_refill(out),
            Some(ProblemKind::TooOld) => {
                if self.mode != Mode::ReadOnly {
                    out.push(Effect::Tell(News::ReadOnly));
                }
                self.mode = Mode::ReadOnly;
                self.retry_at = now + crate::backoff::LONGEST_ASKED;
            }
            // A status code never erases anything: only a lead's signed entry does.
            Some(ProblemKind::Unknown) => {
                out.push(Effect::Tell(News::NotKnown));
                self.forget_server_roster();
            }
            // That the squad has ended stands in its roster too.
            Some(ProblemKind::UnknownEntry | ProblemKind::Ended) => self.forget_server_roster(),
            Some(ProblemKind::Malformed | ProblemKind::TooLarge) => match flight.pushed.as_slice() {
                [] => {}
                // This one is what the server cannot take: it waits alone, the others go on.
                [one] => {
                    self.outbox.rest(one.id, now);
                    self.retry_at = now;
                }
                more => {
                    self.most = (more.len() / 2).max(1);
                    self.retry_at = now;
                }
            },
            _ => {}
        }
        // What an ended circle's server answers to an entry is looked up in its roster first.
        let roster = match (flight.asked, problem.map(|problem| problem.kind)) {
            (Asked::Nothing, _) | (_, Some(ProblemKind::TooOld)) => false,
            (Asked::ToTake(_), kind) => kind != Some(ProblemKind::Ended),
            (Asked::After(_), _) => true,
        };
        if goodbye && refused && roster {
            self.goodbye_refused(out);
        }
    }
}

/// Whether the same request may do better later.
const fn is_passing(kind: ProblemKind) -> bool {
    matches!(
        kind,
        ProblemKind::Unavailable | ProblemKind::TooMany | ProblemKind::Unknown | ProblemKind::UnknownEntry
    )
}
