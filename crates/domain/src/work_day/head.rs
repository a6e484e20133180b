//! What a day is painted from at the next start, before any record is read.

use serde::{Deserialize, Serialize};
use tanomo_record::Id;

use super::plan::{JobLine, Person, Plan, Stands, Team};
use crate::date::{ClockTime, Date, Millis, tokyo_date};
use crate::state::State;
use crate::task::Task;
use crate::view::{Coming, Off};

/// The most days that are kept: a squad rarely plans more than one for a date.
const MOST: usize = 2;

/// A day's lines as the screen shows them, and nothing else: no resident, and of a member neither telephone nor how
/// they feel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Which.
    pub id: Id,
    /// The day, in Japan.
    #[serde(with = "crate::date::as_iso")]
    pub day: Date,
    /// When people meet.
    pub time: Option<ClockTime>,
    /// Where.
    pub place: String,
    /// Why it does not take place.
    pub off: Option<Off>,
    /// It was closed.
    pub closed: bool,
    /// The teams, by number.
    pub teams: Vec<HeadTeam>,
    /// Everybody who was asked, answered or came.
    pub people: Vec<HeadPerson>,
}

/// A team's lines.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeadTeam {
    /// Its number, from 1.
    pub number: u32,
    /// Name and reading of who leads it.
    pub leader: Option<(String, String)>,
    /// What it does.
    pub jobs: Vec<HeadJob>,
}

/// A job's line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeadJob {
    /// The request.
    pub request: Id,
    /// Which occurrence of a repeating one.
    #[serde(with = "crate::date::as_iso_opt", default)]
    pub occurrence: Option<Date>,
    /// The work.
    pub task: Task,
    /// 町.
    pub town: String,
    /// The time agreed with the resident.
    pub time: Option<ClockTime>,
    /// How it stands.
    pub stands: Stands,
}

/// A person's line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeadPerson {
    /// Name and reading.
    pub name: (String, String),
    /// 出欠.
    pub answer: Option<Coming>,
    /// When they came.
    pub came_at: Option<Millis>,
    /// When they came home.
    pub home_at: Option<Millis>,
}

impl State {
    /// The heads of the next date that has days, today's before all; the first two by their ids.
    pub fn day_heads(&self, now: Millis) -> Vec<Head> {
        let today = tokyo_date(now);
        let next = self.days().map(|day| day.day).filter(|day| *day >= today).min();
        let of_next = self.days().filter(|day| Some(day.day) == next);
        of_next.take(MOST).filter_map(|day| Some(self.head_of(&self.plan(day.id, now)?))).collect()
    }

    fn head_of(&self, plan: &Plan) -> Head {
        let day = &plan.day;
        Head {
            id: day.id,
            day: day.day,
            time: day.time,
            place: day.place.clone(),
            off: day.called_off().cloned(),
            closed: day.closed_at.is_some(),
            teams: plan.teams.iter().map(|team| self.head_of_team(team)).collect(),
            people: plan.people.iter().filter_map(|person| self.head_of_person(person)).collect(),
        }
    }

    fn head_of_team(&self, team: &Team) -> HeadTeam {
        HeadTeam {
            number: team.number,
            leader: team.leader.and_then(|leader| self.named(leader)),
            jobs: team.jobs.iter().map(head_of_job).collect(),
        }
    }

    fn head_of_person(&self, person: &Person) -> Option<HeadPerson> {
        let &Person { answer, came_at, home_at, .. } = person;
        Some(HeadPerson { name: self.named(person.member)?, answer, came_at, home_at })
    }

    fn named(&self, member: Id) -> Option<(String, String)> {
        self.member(member).map(|member| (member.name.clone(), member.reading.clone()))
    }
}

fn head_of_job(line: &JobLine) -> HeadJob {
    let JobLine { job, task, time, stands, .. } = *line;
    HeadJob { request: job.request, occurrence: job.occurrence, task, town: line.town.clone(), time, stands }
}
