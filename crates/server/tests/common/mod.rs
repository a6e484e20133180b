//! What several tests need: a squad's keys and requests, a PostgreSQL of their own, the server's process.

#![allow(
    dead_code,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "each test uses a part of it"
)]

pub mod ground;
pub mod ledger;
pub mod postgres;
pub mod process;
pub mod squad;
