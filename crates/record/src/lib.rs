//! What every phone keeps and every sync carries: a [`Record`], a kind and a map of fields, in which
//! concurrent writes stand side by side until a person picks.
//!
//! This crate knows nothing of what a field means, of storage, sealing or the network, and reads no
//! clock: time, ids and authors are arguments. Merging is commutative, associative and idempotent, so
//! phones that have seen the same writes hold equal records, whatever the order they came in.
//!
//! # Layout
//! - [`id`]: 16 random bytes that name a record or a member, 8 that name a replica.
//! - [`clock`]: the hybrid logical clock, which orders what is shown and is never causality.
//! - [`vector`]: dots and version vectors, which are causality.
//! - [`record`]: the field map, writing, merging, conflicts and history.
//! - [`format`]: the text a record is stored as, versioned and frozen.

#![forbid(unsafe_code)]

pub mod clock;
pub mod format;
pub mod id;
pub mod record;
pub mod vector;

pub use clock::{Clock, Stamp};
pub use format::Malformed;
pub use id::{Id, ReplicaId};
pub use record::{Event, Record, Writer, Written};
pub use serde_json::Value;
pub use vector::{Dot, VersionVector};
