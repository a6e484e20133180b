//! What a phone and the server say to each other: the types of every request and answer, the names in
//! them, and the bytes that are hashed or signed. The server uses this crate alone, and with it can tell
//! who may do what without being able to open a record.
//!
//! It does no I/O, holds no key, seals and signs nothing: hashing is all the cryptography here. A value
//! of one of these types is valid; what is not is refused while it is read, with a [`Malformed`] that
//! says what was expected and never repeats what came.
//!
//! # What a server has to see to
//! - A token counts for the device its hash was registered for, and only while [`chain::Standing::is_in`]; where
//!   a lead is asked for, [`chain::Standing::leads`]. Registering takes the device's signature over
//!   [`circle::registration_bytes`], which the server checks with the key the roster names.
//! - A revoked device is answered `unknown-device`, but for `GET` of the roster: in it stands, signed by a lead,
//!   that it is out, and nothing else makes a phone erase its copy.
//! - Roster entries come in by [`Chain::add`], in any order in which each follows those it stands on, from any
//!   device; signatures are the phones' to check, a server may.
//! - A revision is stored where `base` is the current one's `rev` (or there is none and none is named), is a
//!   `dup` where `rev` is the current one's, else a conflict. It is kept with its [`Proof`], made of the push's
//!   signature and leaves by [`Proof::of_push`] over **all** revisions of the push, stored or not.
//! - Every `seq` of a push is kept with the push's tag, because a page may end within a push.
//! - Erased cards are replaced by the phones; the server deletes no record by itself.
//!
//! # Layout
//! - [`names`]: ids, keys and tokens, as base64url without padding (RFC 4648, section 5).
//! - [`bytes`]: the one binary form of what is hashed or signed.
//! - [`revision`]: one sealed record, as it is pushed and as the server keeps it.
//! - [`merkle`]: one signature for a whole push, and each record's own proof of it (RFC 9162).
//! - [`entry`], [`chain`]: the roster's signed entries, and what they come to: who is a lead, who is out.
//! - [`sync`]: push and pull in one round trip, the feed, its cursor.
//! - [`digest`]: 256 sums that tell two copies apart.
//! - [`circle`]: making a circle, inviting, joining, the roster.
//! - [`wake`], [`problem`], [`path`]: waking phones, what went wrong, where everything is.

#![forbid(unsafe_code)]

pub mod bytes;
pub mod chain;
pub mod circle;
pub mod digest;
pub mod entry;
pub mod merkle;
pub mod names;
pub mod path;
pub mod problem;
pub mod revision;
pub mod sync;
pub mod wake;

pub use bytes::Malformed;
pub use chain::{Chain, Standing};
pub use digest::Digest;
pub use entry::{By, Device, DeviceKind, Entry, Fact, Role, SignedEntry};
pub use merkle::{Node, Proof};
pub use names::{
    BlobHash, CircleId, DeviceId, DeviceToken, EntryHash, EpochName, InviteId, JoinToken, MemberId, Opaque,
    PushKey, PushSecret, RecordId, Rev, SealKey, SignKey, Signature, Tag, TokenHash, WakeName,
};
pub use problem::{Problem, ProblemKind};
pub use revision::{Change, Revision, Sealed};
pub use sync::{Cursor, Outcome, Seq, SyncAnswer, SyncRequest, Why};

/// The version of the protocol this program speaks.
pub const PROTO: u32 = 1;

/// The oldest version this program's server still answers. A client below the server's goes read-only and
/// keeps its outbox.
pub const MIN_PROTO: u32 = 1;

/// The most records of one push, and of one page of the feed.
pub const MAX_RECORDS: usize = 100;

/// The most bytes of one push's body: 256 KiB of JSON.
pub const MAX_PUSH_BYTES: usize = 256 * 1024;

/// The most bytes of a push that a page sends while it is being hidden, in JSON: browsers let 64 KiB of
/// `keepalive` bodies be under way at once (Fetch standard, 4.6), and a photo's may be among them.
pub const MAX_KEEPALIVE_BYTES: usize = 60 * 1024;

/// The most bytes of one sealed record; with its base64 form it fits into a push.
pub const MAX_SEALED_BYTES: usize = 128 * 1024 + revision::SALT_BYTES + revision::SEAL_TAG_BYTES;

/// The most photos one record lists.
pub const MAX_BLOBS: usize = 64;

/// The most bytes of one sealed photo: 1,600 px of JPEG at high quality is far below.
pub const MAX_BLOB_BYTES: usize = 4 * 1024 * 1024;

/// The most bytes of an invitation's envelope or of secrets wrapped for one device.
pub const MAX_OPAQUE_BYTES: usize = 16 * 1024;

/// The most entries a roster has.
pub const MAX_ENTRIES: usize = 2_000;

/// The most devices a roster ever lists, removed ones too.
pub const MAX_DEVICES: usize = 1_000;

/// The longest a request for changes may wait, in seconds.
pub const MAX_WAIT_SECONDS: u32 = 25;
