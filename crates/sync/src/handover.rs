//! Records handed from phone to phone with no network: what one phone shows as a row of QRs, or puts into a file, and
//! the other takes in.
//!
//! A [`Bundle`] is sealed and signed like anything on the way, so whoever films the screen learns what the server
//! would: sizes, devices, times of roster entries, and no record. It is cut into [`Frame`]s, any of which may be
//! missed, seen twice or seen in any order; a [`Collector`] puts them together again. A [`Receipt`] goes back, and
//! counts for people only: what waits to be sent goes on waiting.
//!
//! # Layout
//! - `bundle`: what is handed over, as bytes; `giving`: what an engine puts into it for one phone
//! - `fountain`: endless blocks out of few, and back; `frame`: one block as the text of a QR; `collect`: the reading
//! - `receipt`: what goes back; `base45`: bytes as a QR's alphanumeric text

mod base45;
mod bundle;
mod collect;
mod fountain;
mod frame;
mod giving;
mod receipt;

pub use bundle::{Bundle, NotRead};
pub use collect::{Collector, Seen};
pub use fountain::MAX_BLOCKS;
pub use frame::{Frame, Frames, NotAFrame, PAYLOAD};
pub use giving::{NotGiven, known_by};
pub use receipt::Receipt;

use sha2::{Digest, Sha256};

/// Names one hand-over: the first bytes of the hash of what is handed over. That is sealed with fresh random numbers
/// each time, so no two have one name, and what was put together is checked against it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct HandoverId([u8; 8]);

impl HandoverId {
    /// The name of these bytes.
    pub fn of(content: &[u8]) -> Self {
        let hash: [u8; 32] = Sha256::digest(content).into();
        let [a, b, c, d, e, f, g, h, ..] = hash;
        Self([a, b, c, d, e, f, g, h])
    }

    /// The bytes behind it.
    pub const fn bytes(&self) -> &[u8; 8] {
        &self.0
    }
}
