//! What happens on the spot: 預かり, the opening of the 緊急 page, 事故連絡票.

use tanomo_record::{Id, Record};

use super::read::{Read, vocabulary};
use crate::date::{Date, Millis, tokyo_date};
use crate::retention::accident_until;
use crate::task::Task;

vocabulary! {
    /// Why somebody opened the 緊急 page.
    Alarm {
        /// けが.
        Injury = "injury",
        /// 具合が悪い.
        Ill = "ill",
        /// 会えなかった.
        NotMet = "not-met",
        /// 火事・ガス.
        Fire = "fire",
        /// その他.
        Other = "other",
    }
}

/// Who opened the 緊急 page of a job, and why. Written once and never changed.
#[derive(Clone, Debug, PartialEq)]
pub struct Emergency {
    /// Names the opening.
    pub id: Id,
    /// Which request.
    pub request: Id,
    /// Which occurrence of a repeating one.
    pub occurrence: Option<Date>,
    /// Who opened it.
    pub by: Id,
    /// When.
    pub at: Millis,
    /// Why.
    pub why: Alarm,
}

impl Emergency {
    /// What the record's kind says.
    pub const KIND: &'static str = "emergency";

    /// Reads an opening; `None` without a request, somebody and a time.
    pub fn read(id: Id, record: &Record) -> Option<Self> {
        Some(Self {
            id,
            request: record.id("request")?,
            occurrence: record.date("occurrence"),
            by: record.id("by")?,
            at: record.millis("at")?,
            why: record.word("why", Alarm::from_code).unwrap_or(Alarm::Other),
        })
    }
}

/// What came back of something entrusted.
#[derive(Clone, Debug, PartialEq)]
pub struct Returned {
    /// What the shopping cost, in yen.
    pub spent: u32,
    /// What was given back, in yen.
    pub back: u32,
    /// Who gave it back.
    pub by: Id,
    /// When.
    pub at: Millis,
}

/// 預かり: money and keys entrusted for an errand. Whoever takes them and the resident both confirm, when they are taken
/// and when they are given back.
#[derive(Clone, Debug, PartialEq)]
pub struct Float {
    /// Names it.
    pub id: Id,
    /// For which request.
    pub request: Id,
    /// Which occurrence of a repeating one.
    pub occurrence: Option<Date>,
    /// Money, in yen.
    pub yen: u32,
    /// How many keys.
    pub keys: u32,
    /// What else, in words.
    pub things: String,
    /// Who took it.
    pub by: Id,
    /// When.
    pub at: Millis,
    /// What came back; `None` while it is still out.
    pub returned: Option<Returned>,
    /// What was said when it was given back, needed where the sum does not come out.
    pub words: String,
}

impl Float {
    /// What the record's kind says.
    pub const KIND: &'static str = "float";

    /// Reads it; `None` without a request.
    pub fn read(id: Id, record: &Record) -> Option<Self> {
        let returned = record.millis("back_at").map(|at| Returned {
            spent: record.count("spent").unwrap_or(0),
            back: record.count("back").unwrap_or(0),
            by: record.id("back_by").unwrap_or(Id::new([0; 16])),
            at,
        });
        Some(Self {
            id,
            request: record.id("request")?,
            occurrence: record.date("occurrence"),
            yen: record.count("yen").unwrap_or(0),
            keys: record.count("keys").unwrap_or(0),
            things: record.text("things"),
            by: record.id("by").unwrap_or(Id::new([0; 16])),
            at: record.millis("at").unwrap_or(Millis(0)),
            returned,
            words: record.text("words"),
        })
    }

    /// By how many yen what was spent and given back differs from what was taken; 0 while it is out.
    pub fn amiss(&self) -> i64 {
        let sum = |back: &Returned| i64::from(back.spent) + i64::from(back.back) - i64::from(self.yen);
        self.returned.as_ref().map_or(0, sum)
    }
}

/// 事故連絡票: what happened, without a name. It stays until a lead closes the claim, five years at most.
#[derive(Clone, Debug, PartialEq)]
pub struct Accident {
    /// Names it.
    pub id: Id,
    /// The number on the sheet.
    pub number: String,
    /// The visit in which it happened.
    pub visit: Option<Id>,
    /// The request of that visit.
    pub request: Option<Id>,
    /// The work.
    pub task: Task,
    /// When it happened.
    pub at: Millis,
    /// 町.
    pub town: String,
    /// Somebody was hurt or something broken; else it only nearly happened.
    pub harm: bool,
    /// What happened.
    pub facts: String,
    /// What was done then.
    pub done: String,
    /// Who wrote it.
    pub by: Id,
    /// The day a lead closed the claim.
    pub closed: Option<Date>,
}

impl Accident {
    /// What the record's kind says.
    pub const KIND: &'static str = "accident";

    /// Reads it; `None` without a time.
    pub fn read(id: Id, record: &Record) -> Option<Self> {
        Some(Self {
            id,
            number: record.text("number"),
            visit: record.id("visit"),
            request: record.id("request"),
            task: record.word("task", Task::from_code).unwrap_or(Task::Other),
            at: record.millis("at")?,
            town: record.text("town"),
            harm: record.flag("harm"),
            facts: record.text("facts"),
            done: record.text("done"),
            by: record.id("by").unwrap_or(Id::new([0; 16])),
            closed: record.date("closed"),
        })
    }

    /// The last day it is kept.
    pub fn until(&self) -> Date {
        accident_until(tokyo_date(self.at), self.closed)
    }

    /// Whether it is to go: the claim is closed, or its years are over.
    pub fn over(&self, today: Date) -> bool {
        self.closed.is_some() || today > self.until()
    }
}
