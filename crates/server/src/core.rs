//! What each request does, free of HTTP: a token, the wire's types and the time in, the wire's types or a
//! [`Failure`] out.
//!
//! It opens no record: it tells who may do what, keeps revisions in one order a circle, and hands them on.
//!
//! # Layout
//! - [`circles`]: making a circle, joining, registering again, who waits.
//! - [`roster`]: taking entries, and what they come to.
//! - [`invites`]: who may come in by a link.
//! - [`feed`]: push and pull, and the feed's pages.
//! - [`repair`]: digest, buckets, snapshot.
//! - [`wakes`]: whom to wake, where browsers take pushes.
//! - [`photos`]: sealed photos, in parts.
//! - [`sweep`]: what time takes away.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use object_store::ObjectStore;
use tanomo_wire::names::Token;
use tanomo_wire::{
    Chain, CircleId, DeviceId, DeviceToken, Problem, ProblemKind, Role, SignKey, Signature, Tag, TokenHash,
};

use crate::database::{Caller, Database, DatabaseError, Head, Member, Transaction};

pub mod circles;
pub mod feed;
pub mod invites;
pub mod photos;
pub mod repair;
pub mod roster;
pub mod sweep;
pub mod wakes;

/// Why a request has no answer.
#[derive(Clone, Debug, PartialEq)]
pub enum Failure {
    /// What the phone is told.
    Problem(Problem),
    /// The database; the phone is told to try again.
    Database(DatabaseError),
    /// The store of photos; the phone is told to try again. The text is for the log.
    Photos(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Problem(problem) => f.write_str(&problem.title),
            Self::Database(error) => error.fmt(f),
            Self::Photos(why) => write!(f, "the store of photos: {why}"),
        }
    }
}

impl std::error::Error for Failure {}

impl From<ProblemKind> for Failure {
    fn from(kind: ProblemKind) -> Self {
        Self::Problem(Problem::new(kind))
    }
}

impl From<DatabaseError> for Failure {
    fn from(error: DatabaseError) -> Self {
        Self::Database(error)
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Problem(problem) => problem,
            Failure::Database(_) | Failure::Photos(_) => Self::new(ProblemKind::Unavailable).after(2),
        }
    }
}

/// What a request gives.
pub type Answer<T> = Result<T, Failure>;

/// What the operator decides.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The hash of the code that whoever makes a circle must show; `None` lets anybody.
    pub operator: Option<TokenHash>,
    /// The most bytes of one circle's records and photos.
    pub room: u64,
    /// How many records a page of the feed has at most.
    pub page: usize,
    /// Whether pushes may go to plain http and to this machine: for tests alone.
    pub push_anywhere: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self { operator: None, room: 2 << 30, page: tanomo_wire::MAX_RECORDS, push_anywhere: false }
    }
}

/// The most bytes of sealed records in one page, so that thirty phones at once stay within memory.
const PAGE_BYTES: usize = 1 << 20;

/// How often a transaction that another one got in the way of is tried again.
const TRIES: u32 = 8;

/// The code an operator hands out, as it is shown.
#[derive(Clone)]
pub struct OperatorCode(pub String);

impl fmt::Debug for OperatorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OperatorCode(…)")
    }
}

impl Token for OperatorCode {
    fn hash(&self) -> TokenHash {
        use sha2::Digest as _;
        TokenHash::new(sha2::Sha256::digest(self.0.as_bytes()).into())
    }
}

/// Draws tags and waiting times.
pub type Random = Box<dyn Fn() -> [u8; 8] + Send + Sync>;

/// Answers requests out of one database and one store of photos. Any number of them may share both.
pub struct Core {
    database: Arc<dyn Database>,
    photos: Arc<dyn ObjectStore>,
    policy: Policy,
    random: Random,
    /// Rosters as they last stood; one counts only while the database has as many entries and the same last one.
    chains: Mutex<BTreeMap<CircleId, Arc<Chain>>>,
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Core").field("policy", &self.policy).finish_non_exhaustive()
    }
}

/// Runs `$work` in a transaction, again where another one was in the way.
macro_rules! transact {
    ($core:expr, $mode:expr, $tx:ident => $work:expr) => {{
        let mut tries = 0;
        loop {
            let outcome = match $core.database.begin($mode).await {
                Ok(mut open) => {
                    let worked = {
                        let $tx = &mut *open;
                        $work.await
                    };
                    match worked {
                        // Only here is anything acknowledged.
                        Ok(value) => open.commit().await.map(|()| value).map_err($crate::core::Failure::from),
                        Err(why) => Err(why),
                    }
                }
                Err(why) => Err($crate::core::Failure::from(why)),
            };
            match outcome {
                Err($crate::core::Failure::Database($crate::database::DatabaseError::Again))
                    if tries < $crate::core::TRIES =>
                {
                    $core.rest(tries).await;
                    tries += 1;
                }
                outcome => break outcome,
            }
        }
    }};
}
pub(crate) use transact;

impl Core {
    /// A core over a database and a store of photos.
    pub fn new(
        database: Arc<dyn Database>,
        photos: Arc<dyn ObjectStore>,
        policy: Policy,
        random: Random,
    ) -> Self {
        Self { database, photos, policy, random, chains: Mutex::default() }
    }

    /// The database behind it.
    pub fn database(&self) -> &Arc<dyn Database> {
        &self.database
    }

    fn draw_tag(&self) -> Tag {
        let [a, b, c, d, e, f, ..] = (self.random)();
        Tag::new([a, b, c, d, e, f])
    }

    /// Waits a little before the same is tried again, longer each time and never as long as another one.
    async fn rest(&self, tries: u32) {
        let most = 5_u64 << tries.min(8);
        let wait = u64::from_be_bytes((self.random)()) % most;
        tokio::time::sleep(std::time::Duration::from_millis(wait)).await;
    }

    fn kept_chain(&self, circle: &CircleId) -> Option<Arc<Chain>> {
        self.chains.lock().unwrap_or_else(PoisonError::into_inner).get(circle).cloned()
    }

    fn keep_chain(&self, chain: Arc<Chain>) {
        /// Enough for every circle of a small town; above it, start over.
        const MOST: usize = 500;
        let mut chains = self.chains.lock().unwrap_or_else(PoisonError::into_inner);
        if chains.len() >= MOST {
            chains.clear();
        }
        chains.insert(chain.circle(), chain);
    }
}

/// Refuses a client that is older than what is still answered.
fn check_proto(proto: u32) -> Answer<()> {
    if proto < tanomo_wire::MIN_PROTO { Err(ProblemKind::TooOld.into()) } else { Ok(()) }
}

/// Whose token it is; also who is out or waits.
async fn caller(tx: &mut dyn Transaction, circle: &CircleId, token: &DeviceToken) -> Answer<Caller> {
    match tx.caller(circle, &token.hash()).await? {
        Some(caller) if caller.token.is_of(token) => Ok(caller),
        _ => Err(ProblemKind::Unknown.into()),
    }
}

/// The device whose token it is, if it is in. Whoever is out learns nothing but that it is not known.
async fn member(
    tx: &mut dyn Transaction,
    circle: &CircleId,
    token: &DeviceToken,
) -> Answer<(DeviceId, Member)> {
    let caller = caller(tx, circle, token).await?;
    match caller.listed {
        Some(member) if !member.revoked => Ok((caller.device, member)),
        Some(_) => Err(ProblemKind::Unknown.into()),
        None => Err(ProblemKind::Waiting.into()),
    }
}

/// The same for a lead.
async fn lead(tx: &mut dyn Transaction, circle: &CircleId, token: &DeviceToken) -> Answer<DeviceId> {
    let (device, member) = member(tx, circle, token).await?;
    if member.role == Role::Lead { Ok(device) } else { Err(ProblemKind::Forbidden.into()) }
}

/// The head of a circle that must be there and not have ended.
fn going(head: Option<Head>) -> Answer<Head> {
    match head {
        None => Err(ProblemKind::Unknown.into()),
        Some(head) if head.ended => Err(ProblemKind::Ended.into()),
        Some(head) => Ok(head),
    }
}

/// Whether the bytes were signed with the key (RFC 8032), in the strict reading that the phones have too.
fn is_signed(key: &SignKey, bytes: &[u8], signature: &Signature) -> bool {
    let Ok(key) = ed25519_dalek::VerifyingKey::from_bytes(key.bytes()) else { return false };
    key.verify_strict(bytes, &ed25519_dalek::Signature::from_bytes(signature.bytes())).is_ok()
}
