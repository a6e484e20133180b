//! 手伝いの申し出: one member's answer to one request.

use tanomo_record::{Id, Record};

use super::read::{Read, vocabulary};
use crate::date::{Date, Millis};

vocabulary! {
    /// What a lead said to an offer.
    Answer {
        /// Please come.
        Accepted = "accepted",
        /// Not this time.
        Declined = "declined",
    }
}

/// One member's answer to one request.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// Names the response.
    pub id: Id,
    /// What it answers.
    pub request: Id,
    /// Which occurrence of a repeating request.
    pub occurrence: Option<Date>,
    /// Who offers.
    pub member: Id,
    /// When they can, in their words.
    pub when: String,
    /// What they bring, in their words.
    pub brings: String,
    /// What a lead said; `None` while the offer stands open.
    pub answer: Option<Answer>,
    /// Why a lead put them on the team without the 下見 that is wanted first.
    pub lead_reason: Option<String>,
    /// 行けなくなりました.
    pub withdrawn: bool,
    /// 紙で渡した: the job was handed over on paper, because no phone could take it.
    pub on_paper: bool,
    /// When it was made.
    pub at: Millis,
}

impl Response {
    /// What the record's kind says.
    pub const KIND: &'static str = "response";

    /// Reads a response; `None` if it answers nothing or nobody gave it.
    pub fn read(id: Id, record: &Record) -> Option<Self> {
        Some(Self {
            id,
            request: record.id("request")?,
            occurrence: record.date("occurrence"),
            member: record.id("member")?,
            when: record.text("when"),
            brings: record.text("brings"),
            answer: record.word("answer", Answer::from_code),
            lead_reason: record.words("lead_reason"),
            withdrawn: record.flag("withdrawn"),
            on_paper: record.flag("on_paper"),
            at: record.millis("at").unwrap_or(Millis(0)),
        })
    }

    /// A lead took it up, and it was not withdrawn since.
    pub fn accepted(&self) -> bool {
        self.answer == Some(Answer::Accepted) && !self.withdrawn
    }

    /// It waits for a lead's answer.
    pub fn open(&self) -> bool {
        self.answer.is_none() && !self.withdrawn
    }
}
