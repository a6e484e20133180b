//! The server: its own request core on its database in memory, driven without threads, time or chance of its
//! own.

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use object_store::memory::InMemory;
use tanomo_server::core::{Answer, Core, Failure, Policy};
use tanomo_server::database::memory::{Backup, MemoryDatabase, Trouble};
use tanomo_server::database::{Database as _, Mode, Rows, Transaction};
use tanomo_sync::engine::{Reply, Request};
use tanomo_sync::{DeviceKeys, Random as _};
use tanomo_wire::circle::{Entries, Join, Joining, NewCircle, RosterPush, registration_bytes};
use tanomo_wire::names::Token as _;
use tanomo_wire::sync::Push;
use tanomo_wire::{
    Chain, Change, CircleId, Cursor, DeviceId, DeviceToken, Fact, Outcome, PROTO, Problem, ProblemKind,
    Proof, RecordId, Rev, Seq, SignedEntry, SyncRequest, Tag,
};

use crate::mutation::Mutation;
use crate::seeded::Seeded;

/// Short pages, so that a few records make several.
const PAGE: usize = 4;

/// What a future comes to that never waits: on this database everything is there at the first question.
///
/// # Panics
/// Where it waits for something.
pub fn at_once<T>(work: impl Future<Output = T>) -> T {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(done) => done,
        Poll::Pending => panic!("the core waits for something"),
    }
}

/// What a device shows to say who it is.
pub fn token(device: &DeviceId) -> DeviceToken {
    let mut bytes = [7; 32];
    bytes[..8].copy_from_slice(device.bytes());
    DeviceToken::new(bytes)
}

/// One server with one circle.
pub struct Server {
    core: Core,
    /// The rows, for what stands beside the requests.
    pub database: MemoryDatabase,
    circle: CircleId,
    backups: Vec<(Backup, BTreeSet<Rev>)>,
    /// Every revision that got a place in this timeline.
    stored: BTreeSet<Rev>,
    /// Who is out by the entries the server has.
    out: BTreeSet<DeviceId>,
    mutation: Option<Mutation>,
    /// Which statement of the next request fails.
    pub trouble: Trouble,
    /// The last request had come to its end before that statement.
    pub untroubled: bool,
    /// The first thing that should never have happened.
    pub fault: Option<String>,
}

impl Server {
    /// A server that knows nothing, broken where `mutation` says so.
    pub fn new(circle: CircleId, seed: u64, mutation: Option<Mutation>) -> Self {
        let database = MemoryDatabase::default();
        let random = Mutex::new(Seeded(seed));
        let draw = move || random.lock().unwrap_or_else(PoisonError::into_inner).draw();
        let policy = Policy { page: PAGE, ..Policy::default() };
        let core = Core::new(Arc::new(database.clone()), Arc::new(InMemory::new()), policy, Box::new(draw));
        let (stored, out) = (BTreeSet::new(), BTreeSet::new());
        let mut server = Self {
            core,
            database,
            circle,
            backups: Vec::new(),
            stored,
            out,
            mutation,
            trouble: Trouble::None,
            untroubled: false,
            fault: None,
        };
        server.back_up();
        server
    }

    /// Answers a device's request.
    ///
    /// # Errors
    /// The problem a status would carry.
    pub fn answer(&mut self, device: DeviceId, request: &Request, now: u64) -> Result<Reply, Problem> {
        let request = &self.as_broken(request);
        self.database.fail(std::mem::take(&mut self.trouble));
        let mut answer = self.ask(token(&device), request, now);
        self.end_trouble();
        if self.mutation == Some(Mutation::WhoIsOutIsServed) && self.out.contains(&device) {
            answer = self.ask(self.some_member(), &without_push(request), now).or(answer);
        }
        if let (Ok(Reply::Sync(answer)), Request::Sync(request)) = (&mut answer, request) {
            if self.mutation == Some(Mutation::StoredTwice) {
                self.store_again(device, request, &mut answer.results);
            }
            self.note_stored(request, &answer.results);
        }
        if matches!(request, Request::PushRoster(_)) {
            self.look_at_roster();
        }
        let gives = matches!(answer, Ok(Reply::Sync(_) | Reply::Digest(_) | Reply::Records(_)));
        if gives && self.out.contains(&device) {
            self.fault.get_or_insert(format!("{device} is out and was given something"));
        }
        answer.map_err(Problem::from)
    }

    fn ask(&self, token: DeviceToken, request: &Request, now: u64) -> Answer<Reply> {
        let (circle, core) = (self.circle, &self.core);
        match request {
            Request::Sync(request) => at_once(core.sync(&circle, &token, request, now)).map(Reply::Sync),
            Request::Roster { after } => at_once(core.roster(&circle, &token, *after)).map(Reply::Roster),
            Request::PushRoster(entries) => {
                let push = RosterPush { proto: PROTO, entries: Entries::new(entries.clone()).unwrap() };
                at_once(core.push_roster(&circle, &token, &push)).map(Reply::Roster)
            }
            Request::Digest => at_once(core.digest(&circle, &token)).map(Reply::Digest),
            Request::Records(query) => at_once(core.records(&circle, &token, query)).map(Reply::Records),
        }
    }

    /// A device comes with its roster, as a new one or as one the server forgot; where the circle itself is not
    /// here, it makes it anew.
    ///
    /// # Errors
    /// The problem a status would carry.
    pub fn register(
        &mut self,
        keys: &DeviceKeys,
        entries: &[SignedEntry],
        now: u64,
    ) -> Result<bool, Problem> {
        let (device, token) = (keys.id(), token(&keys.id()).hash());
        let signature = keys.sign(&registration_bytes(&self.circle, &device, &token));
        let entries = Entries::new(entries.to_vec()).unwrap();
        let how = Joining::Again(entries.clone());
        let join = Join { proto: PROTO, device, how, token, signature };
        self.database.fail(std::mem::take(&mut self.trouble));
        let mut joined = at_once(self.core.join(&self.circle, None, &join, now)).map(|joined| joined.member);
        if matches!(&joined, Err(Failure::Problem(problem)) if problem.kind == ProblemKind::Missing) {
            let new = NewCircle { proto: PROTO, entries, device, token, signature };
            joined = at_once(self.core.make_circle(None, &new, now)).map(|_| true);
        }
        self.end_trouble();
        self.look_at_roster();
        joined.map_err(Problem::from)
    }

    fn end_trouble(&mut self) {
        self.untroubled = self.database.will_fail();
        self.database.fail(Trouble::None);
    }

    /// The request as a broken server reads it.
    fn as_broken(&self, request: &Request) -> Request {
        match request {
            Request::Sync(request) if self.mutation == Some(Mutation::AnyTimeline) => {
                let cursor = request.cursor.and_then(|cursor| self.of_this_timeline(cursor));
                Request::Sync(SyncRequest { cursor, ..request.clone() })
            }
            other => other.clone(),
        }
    }

    /// Makes a backup; the very first one is of the empty server.
    pub fn back_up(&mut self) {
        /// The empty one, an early one, the newest.
        const MOST: usize = 3;
        if self.backups.len() >= MOST {
            self.backups.pop();
        }
        self.backups.push((at_once(self.database.back_up()), self.stored.clone()));
    }

    /// How many backups there are.
    pub fn backups(&self) -> usize {
        self.backups.len()
    }

    /// Goes back to a backup. Those made later go too.
    pub fn restore(&mut self, n: usize) {
        self.backups.truncate(n + 1);
        if let Some((rows, stored)) = self.backups.last() {
            at_once(self.database.restore(rows));
            self.stored.clone_from(stored);
        }
        self.look_at_roster();
    }

    /// Every current revision.
    pub fn records(&self) -> Vec<Change> {
        self.read(|tx, circle| at_once(tx.page(circle, None, RecordId::new([255; 16]), usize::MAX)))
    }

    /// What it holds of a record.
    pub fn record(&self, id: RecordId) -> Option<Change> {
        self.read(|tx, circle| at_once(tx.record(circle, &id)))
    }

    /// The roster's entries.
    pub fn entries(&self) -> Vec<SignedEntry> {
        self.read(|tx, circle| at_once(tx.entries(circle, 0)))
    }

    fn read<T>(&self, statement: impl FnOnce(&mut dyn Transaction, &CircleId) -> Rows<T>) -> T {
        let mut tx = at_once(self.database.begin(Mode::Read)).unwrap();
        statement(&mut *tx, &self.circle).unwrap()
    }

    /// Writes rows beside every request, as a fault of the disk or of an operator does.
    pub fn meddle(&self, statements: impl FnOnce(&mut dyn Transaction, &CircleId) -> Rows<()>) {
        let mut tx = at_once(self.database.begin(Mode::Write)).unwrap();
        statements(&mut *tx, &self.circle).unwrap();
        at_once(tx.commit()).unwrap();
    }

    fn look_at_roster(&mut self) {
        let entries = self.entries();
        let Some((first, rest)) = entries.split_first() else { return self.out.clear() };
        let mut chain = Chain::begin(first.clone()).unwrap();
        rest.iter().for_each(|entry| assert!(chain.add(entry.clone()).unwrap()));
        let devices = chain.standing().devices();
        self.out = devices.filter(|(_, listed)| listed.revoked.is_some()).map(|(id, _)| *id).collect();
    }

    fn note_stored(&mut self, request: &SyncRequest, results: &[(RecordId, Outcome)]) {
        for (revision, (_, outcome)) in request.push.revisions().iter().zip(results) {
            if matches!(outcome, Outcome::Stored(_)) && !self.stored.insert(revision.rev) {
                self.fault.get_or_insert(format!("a revision of {} was stored twice", revision.id));
            }
        }
    }

    fn some_member(&self) -> DeviceToken {
        let entries = self.entries();
        let devices = entries.iter().filter_map(|entry| match &entry.entry().fact {
            Fact::Found { device, .. } | Fact::Add { device, .. } => Some(device.id()),
            _ => None,
        });
        devices.filter(|device| !self.out.contains(device)).map(|device| token(&device)).next().unwrap()
    }

    /// The broken server's cursor: at the same place of whatever timeline this is.
    fn of_this_timeline(&self, cursor: Cursor) -> Option<Cursor> {
        let head = self.read(|tx, circle| at_once(tx.head(circle)))?;
        let seq = cursor.seq.get().min(head.seq);
        let tag = self.read(|tx, circle| at_once(tx.tag(circle, seq)))?;
        (seq > 0).then_some(Cursor { seq: Seq::new(seq), tag })
    }

    /// The broken server stores what it had stored before, over whatever stands.
    fn store_again(&self, device: DeviceId, request: &SyncRequest, results: &mut [(RecordId, Outcome)]) {
        let revisions = request.push.revisions();
        let Some(signature) = request.signature else { return };
        let leaves: Vec<_> = revisions.iter().map(|revision| revision.leaf(&self.circle, &device)).collect();
        let proofs = Proof::of_push(signature, &leaves).unwrap();
        for ((revision, proof), (_, outcome)) in revisions.iter().zip(proofs).zip(results) {
            let fresh = !self.stored.contains(&revision.rev) || matches!(outcome, Outcome::Stored(_));
            if fresh {
                continue;
            }
            self.meddle(|tx, circle| {
                let Some(head) = at_once(tx.take(circle, 1))? else { return Ok(()) };
                let seq = Seq::new(head.seq);
                let change = Change { seq, device, proof, revision: revision.clone() };
                at_once(tx.put_record(circle, &change))?;
                at_once(tx.put_tag(circle, head.seq, head.seq, Tag::new([9; 6])))?;
                *outcome = Outcome::Stored(seq);
                Ok(())
            });
        }
    }
}

fn without_push(request: &Request) -> Request {
    match request {
        Request::Sync(request) => {
            Request::Sync(SyncRequest { push: Push::default(), signature: None, ..request.clone() })
        }
        other => other.clone(),
    }
}
