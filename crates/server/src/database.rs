//! What the request core needs of a database: rows in, rows out, inside transactions.
//!
//! Three keep it: `sqlite`, `postgres` and [`memory`], and one suite of tests runs on all of them. Times are
//! milliseconds since 1970 UTC, sizes bytes. No transaction touches two circles, so a circle is the unit of
//! sharding.

use std::fmt;

use async_trait::async_trait;
use tanomo_wire::circle::{Invite, Newcomer};
use tanomo_wire::{
    BlobHash, Change, CircleId, DeviceId, EpochName, InviteId, Malformed, PushKey, PushSecret, RecordId, Rev,
    Role, SignKey, SignedEntry, Tag, TokenHash, WakeName,
};

pub mod memory;
mod memory_rows;
#[cfg(feature = "postgres")]
pub mod postgres;
#[cfg(feature = "hosted")]
mod row;
#[cfg(feature = "hosted")]
mod schema;
#[cfg(feature = "hosted")]
mod sql;
#[cfg(feature = "hosted")]
pub mod sqlite;

/// Why a statement or a commit did not do what it should.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DatabaseError {
    /// Another transaction was in the way; the same again may succeed (SQLSTATE 40001 and 40P01, SQLite's
    /// `BUSY`).
    Again,
    /// The database does not answer, or says what should not be. The text is for the log and holds no row.
    Broken(String),
}

impl fmt::Display for DatabaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Again => f.write_str("another transaction was in the way"),
            Self::Broken(why) => write!(f, "the database: {why}"),
        }
    }
}

impl std::error::Error for DatabaseError {}

/// A value that is kept and cannot be read: somebody else wrote into the tables.
impl From<Malformed> for DatabaseError {
    fn from(why: Malformed) -> Self {
        Self::Broken(why.to_string())
    }
}

/// What a statement gives.
pub type Rows<T> = Result<T, DatabaseError>;

/// What a transaction is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Reads one state of everything.
    Read,
    /// Writes; its first statement locks the circle ([`Transaction::take`]).
    Write,
}

/// Where a circle stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Head {
    /// The last place taken in its feed; 0 without any record.
    pub seq: u64,
    /// The bytes of its sealed records and photos.
    pub bytes: u64,
    /// How many entries its roster has.
    pub entries: u32,
    /// Whether the roster says that it has ended.
    pub ended: bool,
}

/// Whoever shows a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The device the token was registered for.
    pub device: DeviceId,
    /// What is kept of the token.
    pub token: TokenHash,
    /// How the roster lists it; `None` while it waits for a lead.
    pub listed: Option<Member>,
}

/// A device as the roster lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Member {
    /// Its role.
    pub role: Role,
    /// Whether it is out.
    pub revoked: bool,
    /// It signs with this key.
    pub sign: SignKey,
}

/// An invitation as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptInvite {
    /// As a lead posted it; the envelope is gone once it is over.
    pub invite: Invite,
    /// Used up or ended.
    pub over: bool,
}

/// Somebody who waits to be let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeptNewcomer {
    /// Who.
    pub newcomer: Newcomer,
    /// Since when.
    pub asked: u64,
    /// By which invitation.
    pub invite: InviteId,
}

/// Where a device's browser takes pushes.
#[derive(Clone, PartialEq, Eq)]
pub struct Browser {
    /// The push service's address of it.
    pub endpoint: String,
    /// Its key.
    pub p256dh: PushKey,
    /// Its secret.
    pub auth: PushSecret,
    /// When it was last pushed to; 0 for never.
    pub pushed: u64,
}

impl fmt::Debug for Browser {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Browser(…)")
    }
}

/// Opens transactions.
#[async_trait]
pub trait Database: Send + Sync + 'static {
    /// Begins one. Dropped without [`Transaction::commit`] it did nothing.
    async fn begin(&self, mode: Mode) -> Rows<Box<dyn Transaction>>;

    /// Whether the database answers.
    async fn ping(&self) -> Rows<()>;

    /// How far these circles are, in one query: places in the feed and entries of the roster together, which grows
    /// with whatever a phone waits for. Unknown ones are left out.
    async fn progress(&self, circles: &[CircleId]) -> Rows<Vec<(CircleId, u64)>>;

    /// Circles in which somebody is to be woken at `now` or before, at most `limit`.
    async fn due_circles(&self, now: u64, limit: usize) -> Rows<Vec<CircleId>>;

    /// Keeps a value of the server's own unless there is one of that name; gives the one that is kept.
    async fn keep_once(&self, name: &str, value: &[u8]) -> Rows<Vec<u8>>;
}

/// A database that can tell other nodes at once what they would find out by themselves a little later.
#[async_trait]
pub trait Notifier: fmt::Debug + Send + Sync + 'static {
    /// Tells other nodes that a circle changed.
    async fn notify(&self, circle: &CircleId) -> Rows<()>;
    /// Listens to what other nodes tell. Fails where the database has no notifications.
    async fn listen(&self) -> Rows<Box<dyn Notifications>>;
}

/// What other nodes tell.
#[async_trait]
pub trait Notifications: Send {
    /// The next circle that changed, `None` for what is no circle. It connects again by itself, and fails where it
    /// cannot.
    async fn next(&mut self) -> Rows<Option<CircleId>>;
}

/// One transaction.
#[async_trait]
pub trait Transaction: Send {
    /// Makes what was done last: with the answer it is on the disk.
    async fn commit(self: Box<Self>) -> Rows<()>;

    // Circles.

    /// Takes `n` places in the circle's feed and locks the circle until the commit: the first statement of every
    /// transaction that writes. Gives the head after it; `None` where there is no such circle.
    async fn take(&mut self, circle: &CircleId, n: u64) -> Rows<Option<Head>>;
    /// The head without a lock.
    async fn head(&mut self, circle: &CircleId) -> Rows<Option<Head>>;
    /// Sets the head of a circle that is locked.
    async fn settle(&mut self, circle: &CircleId, head: Head) -> Rows<()>;
    /// Makes a circle and locks it; `false` where it is there already.
    async fn make_circle(&mut self, circle: &CircleId, now: u64) -> Rows<bool>;

    // Records and their feed.

    /// Keeps the tag of the places from `first` to `last`.
    async fn put_tag(&mut self, circle: &CircleId, first: u64, last: u64, tag: Tag) -> Rows<()>;
    /// The tag of a place.
    async fn tag(&mut self, circle: &CircleId, seq: u64) -> Rows<Option<Tag>>;
    /// The current revision of a record.
    async fn record(&mut self, circle: &CircleId, id: &RecordId) -> Rows<Option<Change>>;
    /// Puts a revision in the place of the current one.
    async fn put_record(&mut self, circle: &CircleId, change: &Change) -> Rows<()>;
    /// The current revisions at places in `after < seq <= upto`, by place.
    async fn feed(&mut self, circle: &CircleId, after: u64, upto: u64, limit: usize) -> Rows<Vec<Change>>;
    /// The current revisions with `after < id <= upto`, by id; from the first where `after` is `None`.
    async fn page(
        &mut self,
        circle: &CircleId,
        after: Option<RecordId>,
        upto: RecordId,
        limit: usize,
    ) -> Rows<Vec<Change>>;
    /// The names of all current revisions.
    async fn revisions(&mut self, circle: &CircleId) -> Rows<Vec<(RecordId, Rev)>>;

    // The roster and what it comes to.

    /// The entries from number `after` on, in the order they were taken.
    async fn entries(&mut self, circle: &CircleId, after: u32) -> Rows<Vec<SignedEntry>>;
    /// Keeps entry number `n`, counted from 0.
    async fn put_entry(&mut self, circle: &CircleId, n: u32, entry: &SignedEntry) -> Rows<()>;
    /// Lists a device, or lists it anew.
    async fn put_member(&mut self, circle: &CircleId, device: &DeviceId, member: &Member) -> Rows<()>;
    /// How a device is listed.
    async fn member(&mut self, circle: &CircleId, device: &DeviceId) -> Rows<Option<Member>>;
    /// Keeps an epoch's name.
    async fn put_epoch(&mut self, circle: &CircleId, epoch: EpochName) -> Rows<()>;
    /// The names of all epochs.
    async fn epochs(&mut self, circle: &CircleId) -> Rows<Vec<EpochName>>;

    // Tokens and newcomers.

    /// Keeps a device's token in the place of the one before.
    async fn put_token(&mut self, circle: &CircleId, device: &DeviceId, token: &TokenHash) -> Rows<()>;
    /// Whose token it is.
    async fn caller(&mut self, circle: &CircleId, token: &TokenHash) -> Rows<Option<Caller>>;
    /// Keeps who waits.
    async fn put_newcomer(
        &mut self,
        circle: &CircleId,
        device: &DeviceId,
        newcomer: &KeptNewcomer,
    ) -> Rows<()>;
    /// Who waits, the first to ask first.
    async fn newcomers(&mut self, circle: &CircleId) -> Rows<Vec<KeptNewcomer>>;
    /// Somebody waits no more.
    async fn remove_newcomer(&mut self, circle: &CircleId, device: &DeviceId) -> Rows<()>;

    // Invitations.

    /// Keeps a new invitation; `false` where there is one of that name.
    async fn put_invite(&mut self, circle: &CircleId, invite: &Invite) -> Rows<bool>;
    /// An invitation.
    async fn invite(&mut self, circle: &CircleId, invite: &InviteId) -> Rows<Option<KeptInvite>>;
    /// The invitation whose token has this hash.
    async fn invite_by_token(&mut self, circle: &CircleId, token: &TokenHash) -> Rows<Option<KeptInvite>>;
    /// How many are not over at this time.
    async fn count_invites(&mut self, circle: &CircleId, now: u64) -> Rows<u64>;
    /// An invitation is over; its envelope is deleted.
    async fn close_invite(&mut self, circle: &CircleId, invite: &InviteId) -> Rows<()>;
    /// Deletes the envelopes of all invitations that ended before `now`.
    async fn forget_envelopes(&mut self, now: u64) -> Rows<u64>;

    // Wakes.

    /// Whom to wake, not before `at`; in the place of the one of that name.
    async fn put_wake(&mut self, circle: &CircleId, device: &DeviceId, name: WakeName, at: u64) -> Rows<()>;
    /// A wake is not wanted any more.
    async fn remove_wake(&mut self, circle: &CircleId, device: &DeviceId, name: WakeName) -> Rows<()>;
    /// How many wait: in the circle, and for the device.
    async fn count_wakes(&mut self, circle: &CircleId, device: &DeviceId) -> Rows<(u64, u64)>;
    /// Takes all that are due at `now`: they are not due again before `until`. Gives each device once, with how often
    /// it was tried, this time included. The circle must be locked.
    async fn claim_wakes(&mut self, circle: &CircleId, now: u64, until: u64) -> Rows<Vec<(DeviceId, u32)>>;
    /// What was claimed until `until` is over, or is due again `at`; what somebody asked for since stays as it is.
    async fn settle_wakes(
        &mut self,
        circle: &CircleId,
        device: &DeviceId,
        until: u64,
        at: Option<u64>,
    ) -> Rows<()>;
    /// Keeps or forgets where a device's browser takes pushes.
    async fn put_browser(&mut self, circle: &CircleId, device: &DeviceId, to: Option<&Browser>) -> Rows<()>;
    /// Where a device's browser takes pushes.
    async fn browser(&mut self, circle: &CircleId, device: &DeviceId) -> Rows<Option<Browser>>;

    // Photos.

    /// The size of a whole photo.
    async fn blob(&mut self, circle: &CircleId, hash: &BlobHash) -> Rows<Option<u64>>;
    /// A photo is whole since `now`.
    async fn put_blob(&mut self, circle: &CircleId, hash: &BlobHash, size: u64, now: u64) -> Rows<()>;
    /// A photo is gone.
    async fn remove_blob(&mut self, circle: &CircleId, hash: &BlobHash) -> Rows<()>;
    /// The photos the current revision of a record lists, from `now` on.
    async fn list_blobs(
        &mut self,
        circle: &CircleId,
        record: &RecordId,
        hashes: &[BlobHash],
        now: u64,
    ) -> Rows<()>;
    /// Whether a photo is one that no current revision lists since `before` or longer.
    async fn is_unlisted(&mut self, circle: &CircleId, hash: &BlobHash, before: u64) -> Rows<bool>;
    /// Photos that no current revision lists since `before` or longer, at most `limit`.
    async fn unlisted_blobs(&mut self, before: u64, limit: usize) -> Rows<Vec<(CircleId, BlobHash)>>;
}
