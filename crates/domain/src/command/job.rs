//! What a job goes through: offered, agreed, looked at, begun, finished, put right.

use tanomo_record::Id;

use crate::date::{ClockTime, Date};
use crate::money::RideCosts;
use crate::task::{Hazard, Tool};
use crate::view::{NearMiss, Outcome, Verdict};

/// An offer.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// For what.
    pub request: Id,
    /// Which occurrence.
    pub occurrence: Option<Date>,
    /// Who; a lead may offer for somebody without a phone.
    pub member: Id,
    /// When they can.
    pub when: String,
    /// What they bring.
    pub brings: String,
}

/// A day and time with the resident.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreed {
    /// For what.
    pub request: Id,
    /// Which occurrence.
    pub occurrence: Option<Date>,
    /// The day.
    pub day: Date,
    /// The time.
    pub time: Option<ClockTime>,
    /// Whether the resident has been told.
    pub told: bool,
}

/// Why somebody went on although they were asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reasons {
    /// Fewer people than the circle says go together.
    pub alone: String,
    /// No agreement with the resident stands.
    pub not_agreed: String,
    /// Whatever only a lead may wave through: no 下見, somebody not insured, the heat.
    pub lead: String,
    /// The notice about rides was read out.
    pub notice_read: bool,
}

/// A 下見 as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Scouting {
    /// Of what.
    pub request: Id,
    /// Which occurrence.
    pub occurrence: Option<Date>,
    /// Who looked.
    pub people: Vec<Id>,
    /// What it says.
    pub verdict: Verdict,
    /// Why it is むずかしい, or words for the team.
    pub words: String,
    /// What to look out for.
    pub hazards: Vec<Hazard>,
    /// What to bring.
    pub tools: Vec<Tool>,
    /// How many people.
    pub people_needed: u32,
    /// How long, in minutes.
    pub estimate: u32,
}

/// A start.
#[derive(Clone, Debug, PartialEq)]
pub struct Starting {
    /// Of what.
    pub request: Id,
    /// Which occurrence.
    pub occurrence: Option<Date>,
    /// Who is there.
    pub people: Vec<Id>,
    /// Why they go on, where something was asked.
    pub reasons: Reasons,
}

/// The end of a visit, or a whole visit written down at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Finishing {
    /// Of what.
    pub request: Id,
    /// Which occurrence.
    pub occurrence: Option<Date>,
    /// The visit that runs, if one does.
    pub visit: Option<Id>,
    /// Who was there.
    pub people: Vec<Id>,
    /// How long, in minutes.
    pub minutes: u32,
    /// How it ended.
    pub outcome: Outcome,
    /// Materials, in yen; the sum of the receipts where there are any.
    pub materials: u32,
    /// Receipts of materials, in yen.
    pub receipts: Vec<u32>,
    /// Bags of garbage.
    pub bags: u32,
    /// What is next, or why not.
    pub next: String,
    /// What nearly happened.
    pub near_miss: Option<(NearMiss, String)>,
    /// What was done about it.
    pub near_miss_done: String,
    /// The resident said ありがとう.
    pub thanked: bool,
    /// The resident's thanks, in their words.
    pub thanks: String,
    /// Actual costs, of a ride only.
    pub costs: RideCosts,
    /// Why they went on, where something was asked.
    pub reasons: Reasons,
}

/// What is put right of a visit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Correction {
    /// How long, in minutes.
    pub minutes: Option<u32>,
    /// Who was there.
    pub people: Option<Vec<Id>>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Materials, in yen.
    pub materials: Option<u32>,
    /// Receipts of materials, in yen; their sum becomes the materials.
    pub receipts: Option<Vec<u32>>,
    /// Bags of garbage.
    pub bags: Option<u32>,
    /// What is next.
    pub next: Option<String>,
    /// What nearly happened, and how; `Some(None)` where nothing did after all.
    pub near_miss: Option<Option<(NearMiss, String)>>,
    /// What was done about it.
    pub near_miss_done: Option<String>,
    /// The resident said ありがとう.
    pub thanked: Option<bool>,
    /// The resident's thanks.
    pub thanks: Option<String>,
    /// Actual costs, of a ride only.
    pub costs: Option<RideCosts>,
}
