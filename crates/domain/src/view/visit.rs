//! 下見／作業: a time somebody went.

use tanomo_record::{Id, Record};

use super::read::{Read, vocabulary};
use crate::date::{Date, Millis};
use crate::money::RideCosts;
use crate::task::{Hazard, Tool};

vocabulary! {
    /// What somebody went for.
    Sort {
        /// 下見: to look.
        Scout = "scout",
        /// 作業: to work.
        Work = "work",
    }
}

vocabulary! {
    /// How the work ended.
    Outcome {
        /// The task is completed.
        Done = "done",
        /// Some is left.
        Partly = "partly",
        /// It could not be done this time.
        CouldNot = "could-not",
    }
}

vocabulary! {
    /// What a look at the site says.
    Verdict {
        /// 引き受けられる.
        Yes = "yes",
        /// むずかしい.
        Hard = "hard",
    }
}

vocabulary! {
    /// ヒヤリハット: what nearly happened.
    NearMiss {
        /// 転びそうになった.
        Fall = "fall",
        /// 切りそうになった.
        Cut = "cut",
        /// 虫・ハチ.
        Insect = "insect",
        /// 暑さで気分が悪くなった.
        Heat = "heat",
        /// 車・道路.
        Road = "road",
        /// 物をこわしそうになった.
        Damage = "damage",
        /// その他.
        Other = "other",
    }
}

/// A time somebody went.
#[derive(Clone, Debug, PartialEq)]
pub struct Visit {
    /// Names the visit.
    pub id: Id,
    /// What for.
    pub sort: Sort,
    /// Which request.
    pub request: Id,
    /// Which occurrence of a repeating request.
    pub occurrence: Option<Date>,
    /// When it began.
    pub start: Millis,
    /// When it ended; `None` while it runs.
    pub end: Option<Millis>,
    /// The minutes that count, which somebody may have put right; else from start to end.
    pub minutes: u32,
    /// Who came.
    pub people: Vec<Id>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// What is next, or why it could not be done.
    pub next: String,
    /// Bags of garbage.
    pub bags: u32,
    /// Materials, in yen.
    pub materials: u32,
    /// Actual costs of a ride.
    pub costs: RideCosts,
    /// What nearly happened, and how.
    pub near_miss: Option<(NearMiss, String)>,
    /// The resident's thanks, in their words.
    pub thanks: String,
    /// Why somebody went on alone.
    pub alone_reason: Option<String>,
    /// Why it began without an agreement.
    pub not_agreed_reason: Option<String>,
    /// Why a lead waved through what only a lead may.
    pub lead_reason: Option<String>,
    /// The notice about rides was read out.
    pub notice_read: bool,
    /// What the look said.
    pub verdict: Option<Verdict>,
    /// What to look out for, found on site.
    pub hazards: Vec<Hazard>,
    /// What to bring, found on site.
    pub tools: Vec<Tool>,
    /// How many people the look says are needed.
    pub people_needed: Option<u32>,
    /// How many minutes the look says it takes.
    pub estimate: Option<u32>,
}

impl Visit {
    /// What the record's kind says.
    pub const KIND: &'static str = "visit";

    /// Reads a visit; `None` without a request or a start.
    pub fn read(id: Id, record: &Record) -> Option<Self> {
        let start = record.millis("start")?;
        let end = record.millis("end");
        let clocked =
            end.map_or(0, |end| u32::try_from((end.0.saturating_sub(start.0)) / 60_000).unwrap_or(0));
        Some(Self {
            id,
            sort: record.word("sort", Sort::from_code).unwrap_or(Sort::Work),
            request: record.id("request")?,
            occurrence: record.date("occurrence"),
            start,
            end,
            minutes: record.count("minutes").unwrap_or(clocked),
            people: record.set("people", Id::parse),
            outcome: record.word("outcome", Outcome::from_code),
            next: record.text("next"),
            bags: record.count("bags").unwrap_or(0),
            materials: record.count("materials").unwrap_or(0),
            costs: RideCosts {
                fuel: record.count("costs/fuel").unwrap_or(0),
                tolls: record.count("costs/tolls").unwrap_or(0),
                parking: record.count("costs/parking").unwrap_or(0),
                insurance: record.count("costs/insurance").unwrap_or(0),
                vehicle_hire: record.count("costs/vehicle_hire").unwrap_or(0),
            },
            near_miss: record
                .word("near_miss", NearMiss::from_code)
                .map(|sort| (sort, record.text("near_miss_words"))),
            thanks: record.text("thanks"),
            alone_reason: record.words("alone_reason"),
            not_agreed_reason: record.words("not_agreed_reason"),
            lead_reason: record.words("lead_reason"),
            notice_read: record.flag("notice_read"),
            verdict: record.word("verdict", Verdict::from_code),
            hazards: record.set("hazards", Hazard::from_code),
            tools: record.set("tools", Tool::from_code),
            people_needed: record.count("people_needed"),
            estimate: record.count("estimate"),
        })
    }

    /// Minutes times people, what the ledger and the fee count.
    pub fn person_minutes(&self) -> u64 {
        u64::from(self.minutes) * self.people.len() as u64
    }
}
