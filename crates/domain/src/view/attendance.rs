//! What one person does about one day, and what was noted on the day about a job or a sheet of paper. Ids
//! follow from the day and from whom or what it is about: whichever phone writes first, it is one record.

use tanomo_record::{Id, Record};

use super::read::{Read, vocabulary};
use super::work_day::Job;
use crate::date::{Date, Millis, iso};
use crate::derived::id_of;
use crate::heat::Wbgt;
use crate::task::Tool;

vocabulary! {
    /// 出欠.
    Coming {
        /// 出られます.
        Yes = "yes",
        /// おくれます.
        Late = "late",
        /// 出られません.
        No = "no",
    }
}

/// One person on one day: 出欠, 着きました, 体調, the briefing, 帰宅しました.
#[derive(Clone, Debug, PartialEq)]
pub struct Attendance {
    /// Names the record.
    pub id: Id,
    /// Which day.
    pub day: Id,
    /// Who.
    pub member: Id,
    /// Whether they come; `None` before they answered.
    pub answer: Option<Coming>,
    /// In their words.
    pub words: String,
    /// How many others their car takes along; `None` where they do not drive.
    pub seats: Option<u32>,
    /// The tools they bring.
    pub tools: Vec<Tool>,
    /// When they answered.
    pub answered_at: Millis,
    /// When they came.
    pub came_at: Option<Millis>,
    /// 体調チェック: whether they feel well enough; `None` where nobody asked.
    pub fit: Option<bool>,
    /// What they said of it.
    pub fit_words: String,
    /// When they went through the briefing with those around them.
    pub briefed_at: Option<Millis>,
    /// 暑さ指数 they read, and when.
    pub heat: Option<(Wbgt, Millis)>,
    /// When they came home.
    pub home_at: Option<Millis>,
}

impl Attendance {
    /// What the record's kind says.
    pub const KIND: &'static str = "attendance";

    /// The id of one person's record of one day.
    pub fn id_of(day: Id, member: Id) -> Id {
        id_of(Self::KIND, &[day.bytes(), member.bytes()])
    }

    /// Reads one; `None` if it is of no day or nobody.
    pub fn read(id: Id, record: &Record) -> Option<Self> {
        Some(Self {
            id,
            day: record.id("day")?,
            member: record.id("member")?,
            answer: record.word("answer", Coming::from_code),
            words: record.text("words"),
            seats: record.count("seats"),
            tools: record.set("tools", Tool::from_code),
            answered_at: record.millis("answered_at").unwrap_or(Millis(0)),
            came_at: record.millis("came_at"),
            fit: record.get("fit").and_then(serde_json::Value::as_bool),
            fit_words: record.text("fit_words"),
            briefed_at: record.millis("briefed_at"),
            heat: heat(record),
            home_at: record.millis("home_at"),
        })
    }
}

/// A reading counts from when it was read; without that, from the briefing it was read at.
fn heat(record: &Record) -> Option<(Wbgt, Millis)> {
    let tenths = record.int("heat").and_then(|tenths| i16::try_from(tenths).ok())?;
    let at = record.millis("heat_at").or_else(|| record.millis("briefed_at")).unwrap_or(Millis(0));
    Wbgt::of_tenths(tenths).map(|read| (read, at))
}

/// 連絡した: that the resident of a job heard that it is off.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Names the record.
    pub id: Id,
    /// Which day.
    pub day: Id,
    /// Which job.
    pub job: Job,
    /// Who told them and when; `None` after it was taken back.
    pub told: Option<(Id, Millis)>,
    /// The calling off they were told of.
    pub of: Millis,
}

impl Call {
    /// What the record's kind says.
    pub const KIND: &'static str = "call";

    /// The id of what was said about one job of a day.
    pub fn id_of(day: Id, job: Job) -> Id {
        id_of(Self::KIND, &job_parts(day, job).each_ref().map(Vec::as_slice))
    }

    /// Reads one; `None` if it is of no day or no job.
    pub fn read(id: Id, record: &Record) -> Option<Self> {
        Some(Self {
            id,
            day: record.id("day")?,
            job: Job { request: record.id("request")?, occurrence: record.date("occurrence") },
            told: record.id("told_by").zip(record.millis("told_at")),
            of: record.millis("of").unwrap_or(Millis(0)),
        })
    }
}

/// 回収チェック: a numbered sheet of paper that was handed out, and whether it came back.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// Names the record.
    pub id: Id,
    /// Of which day.
    pub day: Id,
    /// The number printed on it.
    pub number: u32,
    /// The team it is for; `None` for one that is nobody's team's.
    pub team: Option<u32>,
    /// Who took it.
    pub to: Option<Id>,
    /// When; `None` after it was taken back as a mistake.
    pub handed_at: Option<Millis>,
    /// When it came back.
    pub back_at: Option<Millis>,
}

impl Sheet {
    /// What the record's kind says.
    pub const KIND: &'static str = "sheet";

    /// The id of a day's sheet of this number.
    pub fn id_of(day: Id, number: u32) -> Id {
        id_of(Self::KIND, &[day.bytes(), &number.to_le_bytes()])
    }

    /// Reads one; `None` if it is of no day or has no number.
    pub fn read(id: Id, record: &Record) -> Option<Self> {
        Some(Self {
            id,
            day: record.id("day")?,
            number: record.count("number")?,
            team: record.count("team"),
            to: record.id("to"),
            handed_at: record.millis("handed_at"),
            back_at: record.millis("back_at"),
        })
    }

    /// It is out with somebody.
    pub fn is_out(&self) -> bool {
        self.handed_at.is_some() && self.back_at.is_none()
    }
}

/// What a day and a job come to as parts of an id.
pub(crate) fn job_parts(day: Id, job: Job) -> [Vec<u8>; 3] {
    let occurrence: Option<Date> = job.occurrence;
    [
        day.bytes().to_vec(),
        job.request.bytes().to_vec(),
        occurrence.map_or(Vec::new(), |day| iso(day).into_bytes()),
    ]
}
