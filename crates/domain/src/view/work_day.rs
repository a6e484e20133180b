//! 活動日: one day's plan. What each person does about it stands in records of their own
//! ([`super::Attendance`]), so that thirty phones on one day do not fight.

use core::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tanomo_record::{Id, Record};

use super::read::{Read, vocabulary};
use crate::date::{ClockTime, Date, Millis, iso, parse_iso};
use crate::derived::id_of;
use crate::recurrence::Recurrence;

vocabulary! {
    /// Why a day or a job does not take place.
    Why {
        /// 雨.
        Rain = "rain",
        /// 暑さ.
        Heat = "heat",
        /// 風・雪.
        Storm = "storm",
        /// 人が足りない: somebody is ill.
        Ill = "ill",
        /// 大きすぎる.
        TooBig = "too-big",
        /// その他.
        Other = "other",
    }
}

/// A request, or one occurrence of it, as a day's plan names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Job {
    /// The request.
    pub request: Id,
    /// Which occurrence of a repeating one.
    pub occurrence: Option<Date>,
}

impl Job {
    /// Reads a job as it stands in a field's name; `None` for anything else.
    pub fn parse(text: &str) -> Option<Self> {
        let (id, day) = text.split_once('@').map_or((text, None), |(id, day)| (id, Some(day)));
        let occurrence = match day {
            Some(day) => Some(parse_iso(day)?),
            None => None,
        };
        Some(Self { request: Id::parse(id)?, occurrence })
    }
}

impl fmt::Display for Job {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.occurrence {
            Some(day) => write!(f, "{}@{}", self.request, iso(day)),
            None => write!(f, "{}", self.request),
        }
    }
}

/// That a day, or one job of it, does not take place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Off {
    /// When it was called off; it also names this calling off, for who was told of it.
    pub at: Millis,
    /// Why.
    pub why: Why,
    /// In words, or empty.
    #[serde(default)]
    pub words: String,
}

impl Off {
    /// The value as it stands in a record.
    pub fn stored(&self) -> Value {
        // A struct of a number and texts always has a JSON form.
        serde_json::to_value(self).unwrap_or_default()
    }
}

/// A day's plan.
#[derive(Clone, Debug, PartialEq)]
pub struct WorkDay {
    /// Names the day.
    pub id: Id,
    /// The day, in Japan.
    pub day: Date,
    /// When people meet.
    pub time: Option<ClockTime>,
    /// Where.
    pub place: String,
    /// What they should know.
    pub note: String,
    /// When it repeats.
    pub repeats: Option<Recurrence>,
    /// The day before it in its series.
    pub follows: Option<Id>,
    /// The jobs, each with its team's number; all standing values, the shown one first.
    pub jobs: Vec<(Job, Vec<u32>)>,
    /// Who is asked to come, each with the team's number; 0 is no team yet. All standing values, the shown
    /// one first.
    pub asked: Vec<(Id, Vec<u32>)>,
    /// Who leads which team.
    pub leaders: Vec<(u32, Id)>,
    /// That the day does not take place; every calling off that stands, the shown one first.
    pub off: Vec<Off>,
    /// Jobs that were taken off the day.
    pub dropped: Vec<(Job, Vec<Off>)>,
    /// When it was closed.
    pub closed_at: Option<Millis>,
    /// What the lead says at the end.
    pub closing: String,
    /// Who made the plan.
    pub made_by: Option<Id>,
}

impl WorkDay {
    /// What the record's kind says.
    pub const KIND: &'static str = "work-day";

    /// Reads a day; `None` without a date.
    pub fn read(id: Id, record: &Record) -> Option<Self> {
        let dropped = named(record, "dropped/", Job::parse);
        Some(Self {
            id,
            day: record.date("day")?,
            time: record.word("time", ClockTime::parse),
            place: record.text("place"),
            note: record.text("note"),
            repeats: record.word("repeats", Recurrence::parse),
            follows: record.id("follows"),
            jobs: numbers(named(record, "job/", Job::parse), 1),
            asked: numbers(named(record, "asked/", Id::parse), 0),
            leaders: named(record, "leader/", |text| text.parse().ok())
                .into_iter()
                .filter_map(|(team, values)| Some((team, Id::parse(values.first()?.as_str()?)?)))
                .collect(),
            off: offs(record.values("off").iter().map(|written| &written.value)),
            dropped: dropped
                .into_iter()
                .map(|(job, values)| (job, offs(values.into_iter())))
                .filter(|(_, offs)| !offs.is_empty())
                .collect(),
            closed_at: record.millis("closed_at"),
            closing: record.text("closing"),
            made_by: record.values("day").first().map(|written| written.by),
        })
    }

    /// The next day of a series, whose id follows from it: two phones that make it make one.
    pub fn next_id(id: Id, day: Date) -> Id {
        id_of(Self::KIND, &[id.bytes(), iso(day).as_bytes()])
    }

    /// Why it does not take place; `None` where it does.
    pub fn called_off(&self) -> Option<&Off> {
        self.off.first()
    }

    /// The team a job is planned for.
    pub fn team_of(&self, job: Job) -> Option<u32> {
        self.jobs.iter().find(|(planned, _)| *planned == job).and_then(|(_, teams)| teams.first().copied())
    }

    /// Why a job was taken off the day.
    pub fn dropped(&self, job: Job) -> Option<&Off> {
        self.dropped.iter().find(|(dropped, _)| *dropped == job).and_then(|(_, offs)| offs.first())
    }
}

/// The fields of a prefix whose rest of the name can be read, each with all its standing values.
fn named<'a, T>(
    record: &'a Record,
    prefix: &str,
    parse: impl Fn(&str) -> Option<T>,
) -> Vec<(T, Vec<&'a Value>)> {
    let fields = record.fields().filter_map(|(name, values)| Some((name.strip_prefix(prefix)?, values)));
    let each = |(rest, values): (&str, &'a [tanomo_record::Written])| {
        Some((parse(rest)?, values.iter().map(|written| &written.value).collect()))
    };
    fields.filter_map(each).collect()
}

/// The most teams of one day; a larger number is nobody's.
pub const MOST_TEAMS: u32 = 20;

/// Those whose shown value is a team's number of at least `least`, with every such number that stands.
fn numbers<T>(fields: Vec<(T, Vec<&Value>)>, least: u32) -> Vec<(T, Vec<u32>)> {
    let number = |value: &Value| {
        let number = value.as_u64().and_then(|number| u32::try_from(number).ok());
        number.filter(|number| (least..=MOST_TEAMS).contains(number))
    };
    let each = |(what, values): (T, Vec<&Value>)| {
        number(values.first()?)?;
        let mut teams: Vec<u32> = Vec::new();
        for team in values.into_iter().filter_map(number) {
            if !teams.contains(&team) {
                teams.push(team);
            }
        }
        Some((what, teams))
    };
    fields.into_iter().filter_map(each).collect()
}

/// Every calling off that stands; none where the shown value says that it takes place.
fn offs<'a>(values: impl Iterator<Item = &'a Value>) -> Vec<Off> {
    let mut values = values.map(|value| serde_json::from_value::<Off>(value.clone()).ok());
    match values.next() {
        Some(Some(shown)) => core::iter::once(shown).chain(values.flatten()).collect(),
        _ => Vec::new(),
    }
}
