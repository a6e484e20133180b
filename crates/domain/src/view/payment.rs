//! 利用料 and つないだ先.

use tanomo_record::{Id, Record};

use super::read::{Read, vocabulary};
use crate::date::Millis;

vocabulary! {
    /// How the resident paid.
    HowPaid {
        /// 現金.
        Cash = "cash",
        /// 利用券.
        Ticket = "ticket",
        /// あとで.
        Later = "later",
        /// なし.
        None = "none",
    }
}

/// What the resident paid for one visit.
#[derive(Clone, Debug, PartialEq)]
pub struct Payment {
    /// Names the payment.
    pub id: Id,
    /// For which visit.
    pub visit: Id,
    /// In yen.
    pub amount: u32,
    /// How.
    pub how: HowPaid,
    /// Who received it.
    pub received_by: Option<Id>,
    /// A receipt was given.
    pub receipt: bool,
    /// When.
    pub at: Millis,
}

impl Payment {
    /// What the record's kind says.
    pub const KIND: &'static str = "payment";

    /// Reads a payment; `None` without a visit.
    pub fn read(id: Id, record: &Record) -> Option<Self> {
        Some(Self {
            id,
            visit: record.id("visit")?,
            amount: record.count("amount").unwrap_or(0),
            how: record.word("how", HowPaid::from_code).unwrap_or(HowPaid::Later),
            received_by: record.id("received_by"),
            receipt: record.flag("receipt"),
            at: record.millis("at").unwrap_or(Millis(0)),
        })
    }
}

/// Public help or another group that takes a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Referral {
    /// Names the referral.
    pub id: Id,
    /// Which request.
    pub request: Id,
    /// Who takes it.
    pub to: String,
    /// What was said.
    pub words: String,
    /// It no longer stands.
    pub ended: bool,
}

impl Referral {
    /// What the record's kind says.
    pub const KIND: &'static str = "referral";

    /// Reads a referral; `None` without a request.
    pub fn read(id: Id, record: &Record) -> Option<Self> {
        Some(Self {
            id,
            request: record.id("request")?,
            to: record.text("to"),
            words: record.text("words"),
            ended: record.flag("ended"),
        })
    }
}
