//! 下見／作業: a time somebody went.

use tanomo_record::{Id, Record};

use super::read::{Read, vocabulary};
use super::rest::{Rest, rested, rests};
use crate::date::{Date, Millis, minutes_worked};
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

/// After how many minutes of work in the heat people rest.
pub const REST_EVERY: i64 = 20;

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
    /// The receipts they add up from, in yen; empty where only a sum was entered.
    pub receipts: Vec<u32>,
    /// Actual costs of a ride.
    pub costs: RideCosts,
    /// What nearly happened, and how.
    pub near_miss: Option<(NearMiss, String)>,
    /// What was done about it.
    pub near_miss_done: String,
    /// The resident said ありがとう.
    pub thanked: bool,
    /// The resident's thanks, in their words.
    pub thanks: String,
    /// The pauses, by their start.
    pub rests: Vec<Rest>,
    /// The request that was made of what is next.
    pub follow_up: Option<Id>,
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
        let rests = rests(record);
        let clocked = end.map_or(0, |end| {
            let worked = end.0.saturating_sub(start.0).saturating_sub(rested(&rests, start, end));
            u32::try_from(worked / 60_000).unwrap_or(0)
        });
        let receipts = record.get("receipts").and_then(|all| serde_json::from_value(all.clone()).ok());
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
            receipts: receipts.unwrap_or_default(),
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
            near_miss_done: record.text("near_miss_done"),
            thanked: record.flag("thanked"),
            thanks: record.text("thanks"),
            rests,
            follow_up: record.id("follow_up"),
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

    /// Since when they rest; `None` while they work, and once it has ended.
    pub fn resting(&self) -> Option<Millis> {
        let lasts = self.rests.iter().find(|rest| rest.until.is_none());
        lasts.filter(|_| self.end.is_none()).map(|rest| rest.from)
    }

    /// The minutes worked until `now`, pauses left out: what is proposed when it ends.
    pub fn worked(&self, now: Millis) -> u32 {
        let rest = rested(&self.rests, self.start, now);
        let start = Millis(self.start.0.saturating_add(rest));
        minutes_worked(start, now).map_or(1, u32::from)
    }

    /// Whether they have worked for 20 minutes without a pause.
    pub fn rest_due(&self, now: Millis) -> bool {
        let last = self.rests.iter().filter_map(|rest| rest.until).max();
        let since = last.unwrap_or(self.start).max(self.start);
        self.end.is_none() && self.resting().is_none() && now.minutes_since(since) >= REST_EVERY
    }

    /// Minutes times people, what the ledger and the fee count.
    pub fn person_minutes(&self) -> u64 {
        u64::from(self.minutes) * self.people.len() as u64
    }
}
