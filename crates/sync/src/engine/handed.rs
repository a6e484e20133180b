//! Records on their way from phone to phone, by QR or in a file, with no server between them.
//!
//! What is handed over is sealed and signed anew by the phone that gives, so that it is checked like anything of
//! the feed. Whoever takes it sends it on: the one who gave may never come to a network again.

use std::collections::BTreeMap;

use tanomo_record::{Id, Record};
use tanomo_wire::revision::Blobs;
use tanomo_wire::{Change, MAX_RECORDS, Proof, Revision, Seq};

use super::{Copy, Effect, Engine, Mode, News, Write};
use crate::grant::Grant;
use crate::plain::Body;
use crate::record_id;
use crate::seal::NotOpened;
use crate::secret::Random;
use crate::sign::sign_push;

impl Engine {
    /// Seals and signs copies for another phone of the circle: at most [`MAX_RECORDS`], erasures first, each at
    /// place 0, which no server gives. What was erased is left out; its erasure goes instead. Nothing from a
    /// phone that was put out.
    pub fn hand_over(&self, copies: &BTreeMap<Id, Copy>, random: &mut impl Random) -> Vec<Change> {
        if self.mode != Mode::Running {
            return Vec::new();
        }
        let mut copies: Vec<_> = copies.iter().collect();
        copies.sort_by_key(|(_, copy)| !matches!(copy, Copy::Fact(..)));
        let sealed = copies.into_iter().filter_map(|(id, copy)| self.sealed_copy(*id, copy, random));
        let revisions: Vec<Revision> = sealed.take(MAX_RECORDS).collect();
        if revisions.is_empty() {
            return Vec::new();
        }
        let signature = sign_push(&self.keys, &self.circle, &revisions);
        let leaves: Vec<_> = revisions.iter().map(|revision| revision.leaf(&self.circle, &self.me)).collect();
        // It fails only for no leaves at all.
        let proofs = Proof::of_push(signature, &leaves).unwrap_or_default();
        let change = |(revision, proof)| Change { seq: Seq::new(0), device: self.me, proof, revision };
        revisions.into_iter().zip(proofs).map(change).collect()
    }

    fn sealed_copy(&self, id: Id, copy: &Copy, random: &mut impl Random) -> Option<Revision> {
        let (body, blobs) = match copy {
            Copy::Record(record) => (self.body_of(id, record, random)?, self.photos_of(record)),
            Copy::Fact(_, fact) => (Body::Fact(fact.clone()), Blobs::default()),
            Copy::Locked(card, blobs) => (Body::Card(card.clone()), blobs.clone()),
            Copy::Gone | Copy::Unopened => return None,
        };
        self.seal_body(id, &body, blobs, random)
    }

    /// Takes in what another phone handed over, erasures first. Nothing counts from whoever is not in.
    pub(super) fn handed(
        &mut self,
        changes: &[Change],
        standing: &BTreeMap<Id, Copy>,
        random: &mut impl Random,
        out: &mut Vec<Effect>,
    ) {
        let (mut writes, mut changed) = (Vec::new(), Vec::new());
        let mut opened = Vec::new();
        for change in changes {
            if !self.roster.standing().is_in(&change.device) {
                continue;
            }
            let id = record_id(change.revision.id);
            match self.open_change(change) {
                Ok(body) => opened.push((id, body, &change.revision.blobs)),
                Err(NotOpened::Wrong) => out.push(Effect::Tell(News::NotBelieved(id))),
                // Its secret comes with the roster; the record by the feed, or when it is handed over again.
                Err(NotOpened::NoKey | NotOpened::Unreadable) => {}
            }
        }
        // An erasure is kept before what it does: killed in between, the phone finishes it at its next start.
        opened.sort_by_key(|(_, body, _)| !matches!(body, Body::Fact(_)));
        for (id, body, blobs) in opened {
            if self.erased.contains(&id) {
                continue;
            }
            let ours = standing.get(&id);
            if let Some(copy) = self.take_handed(id, (body.clone(), blobs), ours, &mut writes, random, out) {
                writes.push(self.row(id, copy));
                changed.push(id);
            }
            let _ = self.note_erasure(id, &Ok(body), &mut writes, random);
        }
        if !writes.is_empty() {
            out.insert(0, Effect::Keep(writes));
        }
        if !changed.is_empty() {
            out.push(Effect::Changed(changed));
        }
    }

    /// What is to be kept instead of `ours`; `None` where nothing is new. The server is known to have none of it.
    fn take_handed(
        &mut self,
        id: Id,
        (body, blobs): (Body, &Blobs),
        ours: Option<&Copy>,
        writes: &mut Vec<Write>,
        random: &mut impl Random,
        out: &mut Vec<Effect>,
    ) -> Option<Copy> {
        let text = match body {
            Body::Text(text) => text,
            Body::Card(card) => match self.cards.open(&self.circle, id, &card) {
                Ok(text) => text,
                // Not to be read here, and not to be merged with what stands: only carried.
                Err(_) if ours.is_none() => {
                    self.queue_body(id, &Body::Card(card.clone()), blobs.clone(), false, random);
                    // Its key may have come with it while the cards were closed: tried again when they open.
                    self.locked.insert(id);
                    return Some(Copy::Locked(card, blobs.clone()));
                }
                Err(_) => return None,
            },
            Body::Fact(fact) => {
                let record = self.believe(id, &fact)?;
                if ours.is_some() {
                    return None;
                }
                self.queue_fact(id, &fact, random);
                return Some(Copy::Fact(record, fact));
            }
            Body::Gone => return None,
        };
        let theirs = Record::from_text(&text).ok()?;
        if (self.reading.erases)(&theirs).is_some() {
            out.push(Effect::Tell(News::NotBelieved(id)));
            return None;
        }
        if let Some(grant) = Grant::read(&theirs) {
            self.take_grant(&grant, writes, out);
        }
        let merged = match ours {
            None => theirs,
            Some(Copy::Record(ours)) => {
                let mut merged = ours.clone();
                if !merged.merge(&theirs) {
                    return None;
                }
                merged
            }
            Some(_) => return None,
        };
        self.queue(id, &merged, writes, random);
        Some(Copy::Record(merged))
    }
}
