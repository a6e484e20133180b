//! How a circle's phones keep equal records while the server that stands between them can read none:
//! sealing, signing, the roster, keys, invitations, and the sync engine.
//!
//! Nothing here reads a clock, draws a random number, stores or sends: time and randomness are arguments
//! ([`Random`]), storage and network are [`engine::Effect`]s that the phone carries out. So the same code runs
//! in a browser and in a simulation. It knows records, and of what a field means only what a grant says;
//! which record erases a card, or is one, it is told ([`engine::Reading`]).
//!
//! # Layout
//! - [`secret`]: 32 bytes that are wiped when dropped and never shown; the one way keys are derived.
//! - [`seal`], [`plain`]: a record's text, packed and padded, under the secret of an epoch.
//! - [`sign`]: one signature a push, checked for each record alone.
//! - [`keys`]: a device's keys, the circle's secrets, how they are wrapped for a device.
//! - [`photo`]: a photo of a home has a key of its own, and is named by its sealed bytes.
//! - [`card`], [`grant`]: a resident's card has a key of its own, handed to one device at a time.
//! - [`invite`], [`recovery`]: what a link holds, what the printed sheet holds.
//! - [`roster`]: the chain of signed entries, checked.
//! - [`handover`]: from phone to phone by QR or in a file.
//! - [`outbox`], [`backoff`], [`engine`]: what is to be sent, when, and the state machine around both.
//! - [`row`]: the text a phone keeps a record as.
//! - `remembered`: for the simulation alone, what is worked out once.

#![forbid(unsafe_code)]

pub mod backoff;
pub mod card;
pub mod engine;
pub mod grant;
pub mod handover;
pub mod invite;
pub mod keys;
pub mod outbox;
pub mod photo;
pub mod plain;
pub mod recovery;
#[cfg(feature = "remembered")]
pub mod remembered;
pub mod roster;
pub mod row;
pub mod seal;
pub mod secret;
pub mod sign;

pub use engine::{Effect, Engine, Event};
pub use keys::{DeviceKeys, Secrets};
pub use roster::Roster;
pub use secret::{Random, Secret};

use tanomo_record::Id;
use tanomo_wire::RecordId;

/// A record's id as the wire has it.
pub const fn wire_id(id: Id) -> RecordId {
    RecordId::new(*id.bytes())
}

/// A record's id as records have it.
pub const fn record_id(id: RecordId) -> Id {
    Id::new(*id.bytes())
}
