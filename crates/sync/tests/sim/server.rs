//! The server as the simulation sees it, behind a trait that the real request core takes the place of, and a
//! model of it in memory.

use std::collections::BTreeMap;

use tanomo_sync::engine::{Reply, Request};
use tanomo_sync::{Random, Roster};
use tanomo_wire::circle::{Entries, RosterAnswer};
use tanomo_wire::digest::DigestAnswer;
use tanomo_wire::sync::RecordsPage;
use tanomo_wire::{
    Chain, Change, Cursor, DeviceId, Digest, Outcome, Problem, ProblemKind, Proof, RecordId, Revision, Seq,
    SignedEntry, SyncAnswer, SyncRequest, Tag,
};

use crate::common::Seeded;

/// Answers one device's request.
pub trait Server {
    /// The answer, or the problem a status would carry.
    fn answer(&mut self, device: DeviceId, request: &Request, now: u64) -> Result<Reply, Problem>;
    /// Goes back to how it was when this was called last, as after a restore from a backup.
    fn restore(&mut self);
    /// Makes the backup.
    fn back_up(&mut self);
}

#[derive(Clone)]
struct State {
    chain: Chain,
    seq: u64,
    tags: BTreeMap<u64, Tag>,
    records: BTreeMap<RecordId, Change>,
}

/// The model. Its pages are short, so that a few records make several.
pub struct InMemory {
    state: State,
    backup: State,
    random: Seeded,
    page: usize,
    /// A record the server never takes, to see that it blocks no other.
    pub poison: Option<RecordId>,
    /// A control: it takes any cursor, also one of another timeline.
    pub takes_any_cursor: bool,
}

impl InMemory {
    pub fn new(roster: &Roster, seed: u64) -> Self {
        let mut chain = Chain::begin(roster.entries()[0].clone()).unwrap();
        roster.entries()[1..].iter().for_each(|entry| assert!(chain.add(entry.clone()).unwrap()));
        let state = State { chain, seq: 0, tags: BTreeMap::new(), records: BTreeMap::new() };
        Self {
            backup: state.clone(),
            state,
            random: Seeded(seed),
            page: 4,
            poison: None,
            takes_any_cursor: false,
        }
    }

    /// What it holds of a record.
    pub fn record(&self, id: RecordId) -> Option<&Change> {
        self.state.records.get(&id)
    }

    /// Loses a record without noticing.
    pub fn lose(&mut self, id: RecordId) {
        self.state.records.remove(&id);
    }

    /// Turns a bit of a record over; a second time it is right again.
    pub fn tamper(&mut self, id: RecordId) {
        let change = self.state.records.get_mut(&id).unwrap();
        let mut bytes = change.revision.sealed.bytes().to_vec();
        bytes[20] ^= 1;
        change.revision.sealed = tanomo_wire::Sealed::new(bytes).unwrap();
    }

    fn cursor(&self, seq: u64) -> Option<Cursor> {
        self.state.tags.get(&seq).map(|&tag| Cursor { seq: Seq::new(seq), tag })
    }

    fn push(&mut self, device: DeviceId, request: &SyncRequest) -> Vec<(RecordId, Outcome)> {
        let revisions = request.push.revisions();
        let circle = self.state.chain.circle();
        let leaves: Vec<_> = revisions.iter().map(|revision| revision.leaf(&circle, &device)).collect();
        let Some(signature) = request.signature else { return Vec::new() };
        let proofs = Proof::of_push(signature, &leaves).unwrap();
        let tag = Tag::new(self.random.draw());
        let mut results = Vec::new();
        for (revision, proof) in revisions.iter().zip(proofs) {
            results.push((revision.id, self.put(device, revision, proof, tag)));
        }
        results
    }

    fn put(&mut self, device: DeviceId, revision: &Revision, proof: Proof, tag: Tag) -> Outcome {
        if self.poison == Some(revision.id) {
            return Outcome::Rejected(tanomo_wire::Why::Full);
        }
        let current = self.state.records.get(&revision.id);
        if let Some(current) = current.filter(|current| current.revision.rev == revision.rev) {
            return Outcome::Duplicate(current.seq);
        }
        if current.map(|current| current.revision.rev) != revision.base {
            return Outcome::Conflict(current.cloned().map(Box::new));
        }
        self.state.seq += 1;
        let seq = Seq::new(self.state.seq);
        self.state.tags.insert(self.state.seq, tag);
        let change = Change { seq, device, proof, revision: revision.clone() };
        self.state.records.insert(revision.id, change);
        Outcome::Stored(seq)
    }

    fn sync(&mut self, device: DeviceId, request: &SyncRequest, now: u64) -> Result<Reply, Problem> {
        let since = match request.cursor {
            Some(cursor) if self.cursor(cursor.seq.get()) != Some(cursor) && !self.takes_any_cursor => {
                return Err(Problem::new(ProblemKind::UnknownCursor));
            }
            cursor => cursor.map_or(0, |cursor| cursor.seq.get()),
        };
        let results = self.push(device, request);
        let own = |change: &&Change| {
            let stored = |(id, outcome): &(RecordId, Outcome)| {
                *id == change.revision.id && matches!(outcome, Outcome::Stored(_))
            };
            results.iter().any(stored)
        };
        let mut changes: Vec<Change> =
            self.state.records.values().filter(|c| c.seq.get() > since && !own(c)).cloned().collect();
        changes.sort_by_key(|change| change.seq);
        let more = changes.len() > self.page;
        changes.truncate(self.page);
        let read_to = if more { changes.last().map_or(0, |c| c.seq.get()) } else { self.state.seq };
        Ok(Reply::Sync(SyncAnswer {
            now,
            results,
            changes,
            next: self.cursor(read_to),
            more,
            roster: self.count(),
        }))
    }

    fn count(&self) -> u32 {
        u32::try_from(self.state.chain.entries().len()).unwrap()
    }

    fn roster(&self, after: u32) -> RosterAnswer {
        let entries: Vec<SignedEntry> =
            self.state.chain.entries().iter().skip(after as usize).cloned().collect();
        RosterAnswer { entries: Entries::new(entries).unwrap(), count: self.count() }
    }
}

impl Server for InMemory {
    fn answer(&mut self, device: DeviceId, request: &Request, now: u64) -> Result<Reply, Problem> {
        // Whoever is out may still read why.
        let open = matches!(request, Request::Roster { .. } | Request::PushRoster(_));
        if !open && !self.state.chain.standing().is_in(&device) {
            return Err(Problem::new(ProblemKind::Unknown));
        }
        match request {
            Request::Sync(request) => self.sync(device, request, now),
            Request::Roster { after } => Ok(Reply::Roster(self.roster(*after))),
            Request::PushRoster(entries) => {
                for entry in entries {
                    let taken = self.state.chain.add(entry.clone());
                    taken.map_err(|_| Problem::new(ProblemKind::UnknownEntry))?;
                }
                Ok(Reply::Roster(self.roster(u32::MAX)))
            }
            Request::Digest => {
                let held = self.state.records.values().map(|c| (c.revision.id, c.revision.rev));
                let digest = Digest::of(held);
                Ok(Reply::Digest(DigestAnswer { at: self.cursor(self.state.seq), digest }))
            }
            Request::Records(query) => {
                let wanted = |id: &RecordId| {
                    query.bucket.is_none_or(|b| Digest::bucket(id) == b)
                        && query.after.is_none_or(|a| *id > a)
                };
                let found: Vec<_> = self.state.records.iter().filter(|(id, _)| wanted(id)).collect();
                let records = found.iter().take(self.page).map(|(_, change)| (*change).clone()).collect();
                let more = found.len() > self.page;
                Ok(Reply::Records(RecordsPage { at: self.cursor(self.state.seq), records, more }))
            }
        }
    }

    fn restore(&mut self) {
        self.state = self.backup.clone();
    }

    fn back_up(&mut self) {
        self.backup = self.state.clone();
    }
}
