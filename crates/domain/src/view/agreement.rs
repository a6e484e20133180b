//! 約束: the day and time agreed with the resident.

use tanomo_record::{Id, Record};

use super::Job;
use super::attendance::job_parts;
use super::read::Read;
use crate::date::{ClockTime, Date, Millis};
use crate::derived::id_of;

/// The day and time agreed with the resident, and who told them.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreement {
    /// Names the agreement.
    pub id: Id,
    /// What it is about.
    pub request: Id,
    /// Which occurrence of a repeating request.
    pub occurrence: Option<Date>,
    /// The day.
    pub day: Date,
    /// The time, where one was said.
    pub time: Option<ClockTime>,
    /// Who told the resident and when; `None` while somebody still has to call.
    pub told: Option<(Id, Millis)>,
    /// It no longer stands.
    pub ended: bool,
    /// When it was made.
    pub at: Millis,
}

impl Agreement {
    /// What the record's kind says.
    pub const KIND: &'static str = "agreement";

    /// The id of what a day's plan agrees for a job: two phones that plan the same make one.
    pub(crate) fn of_plan(day: Id, job: Job) -> Id {
        id_of(Self::KIND, &job_parts(day, job).each_ref().map(Vec::as_slice))
    }

    /// Reads an agreement; `None` without a request or a day.
    pub fn read(id: Id, record: &Record) -> Option<Self> {
        Some(Self {
            id,
            request: record.id("request")?,
            occurrence: record.date("occurrence"),
            day: record.date("day")?,
            time: record.word("time", ClockTime::parse),
            told: record.id("told_by").zip(record.millis("told_at")),
            ended: record.flag("ended"),
            at: record.millis("at").unwrap_or(Millis(0)),
        })
    }

    /// It holds, and the resident knows.
    pub fn stands(&self) -> bool {
        !self.ended && self.told.is_some()
    }
}
