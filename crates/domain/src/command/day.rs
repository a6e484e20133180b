//! What people do about a 活動日.

use tanomo_record::Id;

use crate::date::{ClockTime, Date};
use crate::heat::Wbgt;
use crate::recurrence::Recurrence;
use crate::task::Tool;
use crate::view::{Coming, Job, Why};

/// One thing a person does about a day.
#[derive(Clone, Debug, PartialEq)]
pub enum DayCommand {
    /// Makes a day, or changes its plan: the teams' offers are taken up and days agreed with it.
    SavePlan(Option<Id>, Box<PlanDraft>),
    /// The next day of a series: the same place, time and teams, without jobs.
    Next(Id, Date),
    /// 出欠, for oneself or, by a lead, for somebody without a phone.
    Answer(Answering),
    /// 着きました, with the 体調チェック.
    CheckIn(CheckIn),
    /// 帰宅しました, whose.
    CheckOut(Id, Id),
    /// Arrival and return of somebody were noted by mistake.
    NotHere(Id, Id),
    /// They are not home after all.
    NotHome(Id, Id),
    /// A lead writes somebody into the roster who came by.
    WalkIn(Id, Box<WalkIn>),
    /// A walk-in becomes a member like any other, after the day.
    Keep(Id),
    /// The briefing was gone through; the 暑さ指数, if somebody read it.
    GoneThrough(Id, Option<Wbgt>),
    /// Somebody read the 暑さ指数 again.
    Heat(Id, Wbgt),
    /// 中止.
    CallOff(Id, Why, String),
    /// It takes place after all.
    GoAhead(Id),
    /// One job does not take place on this day.
    Drop(Id, Job, Why, String),
    /// That job takes place after all.
    PutBack(Id, Job),
    /// 連絡した: the resident of a job heard that it is off.
    Called(Id, Job),
    /// They have not been told after all.
    NotCalled(Id, Job),
    /// A numbered sheet was handed to somebody; the team it is for.
    HandOut(Id, u32, Option<u32>, Option<Id>),
    /// Whether that sheet came back.
    Back(Id, u32, bool),
    /// Closes the day, with what the lead says at the end.
    Close(Id, String),
    /// Opens a closed day again.
    Open(Id),
    /// The lines of the briefing, one a line; empty for the app's own.
    SaveBriefing(String),
}

/// A day's plan as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanDraft {
    /// The day.
    pub day: Date,
    /// When people meet.
    pub time: Option<ClockTime>,
    /// Where.
    pub place: String,
    /// What they should know.
    pub note: String,
    /// When it repeats.
    pub repeats: Option<Recurrence>,
    /// The teams, in their order: the first is number 1.
    pub teams: Vec<TeamDraft>,
    /// Who is asked to come without a team.
    pub others: Vec<Id>,
    /// Why without a 下見, where one is wanted first.
    pub why: String,
}

impl PlanDraft {
    /// An empty plan of a day, with one team.
    pub fn on(day: Date) -> Self {
        Self {
            day,
            time: ClockTime::new(9, 0),
            place: String::new(),
            note: String::new(),
            repeats: None,
            teams: vec![TeamDraft::default()],
            others: Vec::new(),
            why: String::new(),
        }
    }
}

/// A team as entered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct TeamDraft {
    /// Who leads it; the first of its people where nobody was chosen.
    pub leader: Option<Id>,
    /// Who goes.
    pub people: Vec<Id>,
    /// What they do, in any order.
    pub jobs: Vec<Job>,
}

/// 出欠 as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Answering {
    /// Which day.
    pub day: Id,
    /// Whose.
    pub member: Id,
    /// Whether they come.
    pub answer: Coming,
    /// In their words.
    pub words: String,
    /// How many others their car takes along; `None` where they do not drive.
    pub seats: Option<u32>,
    /// The tools they bring.
    pub tools: Vec<Tool>,
}

/// An arrival as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct CheckIn {
    /// Which day.
    pub day: Id,
    /// Who came.
    pub member: Id,
    /// Whether they feel well enough.
    pub fit: bool,
    /// What they said of it; wanted where they do not.
    pub words: String,
}

/// Somebody who came by, as entered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct WalkIn {
    /// 氏名.
    pub name: String,
    /// ふりがな.
    pub reading: String,
    /// The number to call them.
    pub phone: String,
    /// 保険 あり: covered on this day.
    pub insured: bool,
    /// Which team they join.
    pub team: Option<u32>,
}
