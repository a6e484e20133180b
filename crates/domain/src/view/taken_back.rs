//! 回収: what was taken back or deleted after a card was erased.

use tanomo_record::{Id, Record};

use super::read::{Read, vocabulary};

vocabulary! {
    /// Where a name may still stand after its card is gone.
    Back {
        /// Paper: cards and lists that were printed.
        Paper = "paper",
        /// PDFs that were sent.
        Pdf = "pdf",
        /// Files that were exported.
        Files = "files",
        /// Photos outside of the app.
        Photos = "photos",
    }
}

/// What was taken back of one erased card. It holds the card's id and ticks, and no name.
#[derive(Clone, Debug, PartialEq)]
pub struct TakenBack {
    /// The card that is gone.
    pub of: Id,
    /// What was ticked.
    pub backs: Vec<Back>,
}

impl TakenBack {
    /// What the record's kind says.
    pub const KIND: &'static str = "taken-back";

    /// Reads it; `None` if it names no card.
    pub fn read(record: &Record) -> Option<Self> {
        record.id("of").map(|of| Self { of, backs: record.set("back", Back::from_code) })
    }
}
