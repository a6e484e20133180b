//! The database of tests and of the simulation: in memory, and able to fail at any statement.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use tanomo_wire::circle::Invite;
use tanomo_wire::{
    BlobHash, Change, CircleId, DeviceId, EpochName, InviteId, RecordId, SignedEntry, Tag, TokenHash,
    WakeName,
};
use tokio::sync::OwnedMutexGuard;

use super::{
    Browser, Database, DatabaseError, Head, KeptInvite, KeptNewcomer, Member, Mode, Rows, Transaction,
};

/// One circle's rows.
#[derive(Clone, Debug, Default)]
pub(super) struct Circle {
    pub head: Head,
    /// By the last place of a push: its first one and its tag.
    pub tags: BTreeMap<u64, (u64, Tag)>,
    pub records: BTreeMap<RecordId, Change>,
    pub places: BTreeMap<u64, RecordId>,
    pub entries: Vec<SignedEntry>,
    pub members: BTreeMap<DeviceId, Member>,
    pub epochs: BTreeSet<EpochName>,
    pub tokens: BTreeMap<DeviceId, TokenHash>,
    pub newcomers: BTreeMap<DeviceId, KeptNewcomer>,
    pub invites: BTreeMap<InviteId, KeptInvite>,
    /// When, and how often it was tried.
    pub wakes: BTreeMap<(DeviceId, WakeName), (u64, u32)>,
    pub browsers: BTreeMap<DeviceId, Browser>,
    /// Size, and unlisted since.
    pub photos: BTreeMap<BlobHash, (u64, u64)>,
    pub listed: BTreeMap<RecordId, BTreeSet<BlobHash>>,
}

pub(super) type State = BTreeMap<CircleId, Circle>;

/// When a statement fails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Trouble {
    /// Never.
    #[default]
    None,
    /// At the statement of this number from now on, counted from 0, the commit counted as one; then never again.
    At(u64),
    /// The same, but where it is a commit, what was done lasts and only the answer is lost.
    After(u64),
}

/// A database in memory. Clones are the same database.
#[derive(Clone, Debug, Default)]
pub struct MemoryDatabase {
    rows: Arc<tokio::sync::Mutex<State>>,
    trouble: Arc<Mutex<Trouble>>,
    own: Arc<Mutex<BTreeMap<String, Vec<u8>>>>,
}

impl MemoryDatabase {
    /// Has a statement fail.
    pub fn fail(&self, trouble: Trouble) {
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = trouble;
    }

    /// Whether the statement that is to fail has not come yet.
    pub fn will_fail(&self) -> bool {
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) != Trouble::None
    }

    /// Loses a record without noticing, as a disk does.
    pub async fn lose(&self, circle: &CircleId, record: &RecordId) {
        if let Some(circle) = self.rows.lock().await.get_mut(circle)
            && let Some(lost) = circle.records.remove(record)
        {
            circle.places.remove(&lost.seq.get());
        }
    }

    /// Everything in it, to be put back by [`MemoryDatabase::restore`].
    pub async fn back_up(&self) -> Backup {
        Backup(self.rows.lock().await.clone())
    }

    /// Puts everything back as it was.
    pub async fn restore(&self, backup: &Backup) {
        self.rows.lock().await.clone_from(&backup.0);
    }
}

/// Everything in a database at a time.
#[derive(Clone, Debug)]
pub struct Backup(State);

pub(super) struct MemoryTransaction {
    /// One at a time, readers too: it is a database for tests.
    rows: OwnedMutexGuard<State>,
    pub(super) state: State,
    trouble: Arc<Mutex<Trouble>>,
}

fn broken() -> DatabaseError {
    DatabaseError::Broken("made to fail".to_owned())
}

impl MemoryTransaction {
    /// Counts a statement; says whether what it did lasts although it fails.
    fn count(&self) -> Result<(), bool> {
        let mut trouble = self.trouble.lock().unwrap_or_else(PoisonError::into_inner);
        match *trouble {
            Trouble::None => return Ok(()),
            Trouble::At(0) | Trouble::After(0) => {
                let lasts = matches!(*trouble, Trouble::After(_));
                *trouble = Trouble::None;
                return Err(lasts);
            }
            Trouble::At(n) => *trouble = Trouble::At(n - 1),
            Trouble::After(n) => *trouble = Trouble::After(n - 1),
        }
        Ok(())
    }

    pub(super) fn statement(&mut self) -> Rows<&mut State> {
        self.count().map_err(|_| broken())?;
        Ok(&mut self.state)
    }

    /// The rows of a circle that must be there.
    pub(super) fn circle(&mut self, circle: &CircleId) -> Rows<&mut Circle> {
        Ok(self.statement()?.entry(*circle).or_default())
    }

    pub(super) fn end(mut self) -> Rows<()> {
        let counted = self.count();
        if counted != Err(false) {
            *self.rows = std::mem::take(&mut self.state);
        }
        counted.map_err(|_| broken())
    }
}

#[async_trait]
impl Database for MemoryDatabase {
    async fn begin(&self, _: Mode) -> Rows<Box<dyn Transaction>> {
        let rows = Arc::clone(&self.rows).lock_owned().await;
        let state = rows.clone();
        Ok(Box::new(MemoryTransaction { rows, state, trouble: Arc::clone(&self.trouble) }))
    }

    async fn ping(&self) -> Rows<()> {
        Ok(())
    }

    async fn progress(&self, circles: &[CircleId]) -> Rows<Vec<(CircleId, u64)>> {
        let rows = self.rows.lock().await;
        Ok(circles
            .iter()
            .filter_map(|id| {
                let head = rows.get(id)?.head;
                Some((*id, head.seq + u64::from(head.entries)))
            })
            .collect())
    }

    async fn due_circles(&self, now: u64, limit: usize) -> Rows<Vec<CircleId>> {
        let rows = self.rows.lock().await;
        let due = rows.iter().filter(|(_, rows)| rows.wakes.values().any(|(at, _)| *at <= now));
        Ok(due.map(|(circle, _)| *circle).take(limit).collect())
    }

    async fn keep_once(&self, name: &str, value: &[u8]) -> Rows<Vec<u8>> {
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(own.entry(name.to_owned()).or_insert_with(|| value.to_vec()).clone())
    }
}

/// An invitation as it is kept when it is new.
pub(super) fn fresh(invite: &Invite) -> KeptInvite {
    KeptInvite { invite: invite.clone(), over: false }
}
