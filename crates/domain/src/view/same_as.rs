//! 同じもの, and what is gone for good.

use tanomo_record::{Id, Record, Value};

use super::read::Read;

/// Somebody's answer about two records.
#[derive(Clone, Debug, PartialEq)]
pub struct SameAs {
    /// Names the answer.
    pub id: Id,
    /// The two, the smaller first.
    pub pair: (Id, Id),
    /// Same, different, or `None` after it was taken back.
    pub same: Option<bool>,
}

impl SameAs {
    /// What the record's kind says.
    pub const KIND: &'static str = "same-as";

    /// Reads an answer; `None` if it is not about two records.
    pub fn read(id: Id, record: &Record) -> Option<Self> {
        let (a, b) = (record.id("a")?, record.id("b")?);
        (a != b).then(|| Self {
            id,
            pair: (a.min(b), a.max(b)),
            same: record.get("same").and_then(Value::as_bool),
        })
    }
}

/// A resident's card that is gone: it holds the card's id and nothing else, is never collected, and is
/// applied before anything that is read, restored or merged.
#[derive(Clone, Debug, PartialEq)]
pub struct Erasure {
    /// The card that is gone.
    pub of: Id,
}

impl Erasure {
    /// What the record's kind says.
    pub const KIND: &'static str = "erasure";

    /// Reads an erasure; `None` if it names no card.
    pub fn read(record: &Record) -> Option<Self> {
        record.id("of").map(|of| Self { of })
    }
}
