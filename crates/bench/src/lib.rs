//! Measures the way of records between phones: engines as on the phones, each with a device key of its own, over
//! HTTP to a server's real process. What a phone keeps is in memory here; what the server keeps is on its disk.
//!
//! It knows nothing of the peers it is compared with, and starts no server: `cargo xtask bench sync` does both.
//!
//! # Layout
//! - [`texts`]: the records every side writes, the same for all.
//! - [`line`]: one HTTP connection, its requests and bytes counted.
//! - [`squad`]: a circle's phones, known to the server.
//! - [`phone`]: an engine and what it keeps; [`life`]: its loop, which talks and waits.
//! - [`converge`]: everybody writes, until everybody has everything.
//! - [`catch_up`]: what an up-to-date phone costs, one that missed some changes, and one record alone.
//! - [`handover`]: from phone to phone by QR, with no server.
//! - [`waiting`]: thousands of phones that wait, the server's memory, and how soon they hear.

#![forbid(unsafe_code)]

pub mod catch_up;
pub mod converge;
pub mod handover;
pub mod life;
pub mod line;
pub mod phone;
pub mod squad;
pub mod texts;
pub mod waiting;
