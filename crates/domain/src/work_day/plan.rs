//! Teams, jobs and people of a day.

use serde::{Deserialize, Serialize};
use tanomo_record::Id;

use crate::date::{ClockTime, Millis, tokyo_millis};
use crate::gates::Gate;
use crate::state::State;
use crate::status::Status;
use crate::task::{Task, Tool};
use crate::view::{Coming, Job, Off, Outcome, WorkDay};

/// How a job of a day stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Stands {
    /// Nobody has begun.
    Waiting,
    /// 作業中.
    UnderWay,
    /// 完了, on this day.
    Done,
    /// 続きあり.
    Partly,
    /// It could not be done this time.
    CouldNot,
    /// 要確認.
    Check,
    /// It was taken off this day.
    Dropped,
    /// The request was withdrawn, or somebody else takes it.
    Gone,
    /// Somebody did it before this day came.
    DoneBefore,
}

impl Stands {
    /// Somebody still has to go.
    pub const fn left(self) -> bool {
        matches!(self, Self::Waiting | Self::UnderWay | Self::Partly | Self::CouldNot | Self::Check)
    }
}

/// One job of a day.
#[derive(Clone, Debug, PartialEq)]
pub struct JobLine {
    /// Which.
    pub job: Job,
    /// The work.
    pub task: Task,
    /// 町.
    pub town: String,
    /// The card of who asked.
    pub resident: Option<Id>,
    /// The time agreed with the resident for this day.
    pub time: Option<ClockTime>,
    /// The resident knows the day.
    pub told: bool,
    /// Where the request stands.
    pub status: Status,
    /// How it stands on this day.
    pub stands: Stands,
    /// Why it was taken off the day.
    pub dropped: Option<Off>,
    /// Two values stand: in which teams; or another day of the date has it too.
    pub twice: bool,
}

/// One person on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Who.
    pub member: Id,
    /// Their team.
    pub team: Option<u32>,
    /// They stand in two teams, or in two days of one date.
    pub twice: bool,
    /// They came by and were written into the roster.
    pub walk_in: bool,
    /// 出欠.
    pub answer: Option<Coming>,
    /// In their words.
    pub words: String,
    /// How many others their car takes along; `None` where they do not drive.
    pub seats: Option<u32>,
    /// The tools they bring.
    pub tools: Vec<Tool>,
    /// When they came.
    pub came_at: Option<Millis>,
    /// 体調チェック.
    pub fit: Option<bool>,
    /// What they said of it.
    pub fit_words: String,
    /// When they went through the briefing.
    pub briefed_at: Option<Millis>,
    /// When they came home.
    pub home_at: Option<Millis>,
}

impl Person {
    /// They came and are not home yet.
    pub fn is_out(&self) -> bool {
        self.came_at.is_some() && self.home_at.is_none()
    }

    /// They are not expected: they said so, and did not come all the same.
    pub fn is_away(&self) -> bool {
        self.answer == Some(Coming::No) && self.came_at.is_none()
    }
}

/// One team.
#[derive(Clone, Debug, PartialEq)]
pub struct Team {
    /// Its number, from 1.
    pub number: u32,
    /// Who leads it: who was chosen, or the first of those who come.
    pub leader: Option<Id>,
    /// Who goes, the leader first.
    pub people: Vec<Id>,
    /// Who was planned and does not come.
    pub away: Vec<Id>,
    /// What they do, by the agreed time, then 町.
    pub jobs: Vec<JobLine>,
}

/// A day as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// The day.
    pub day: WorkDay,
    /// The teams, by number.
    pub teams: Vec<Team>,
    /// Everybody who was asked, answered or came, by team, then reading.
    pub people: Vec<Person>,
    /// Other days on the same date that may be the same one.
    pub same_date: Vec<Id>,
}

impl Plan {
    /// One person.
    pub fn person(&self, member: Id) -> Option<&Person> {
        self.people.iter().find(|person| person.member == member)
    }

    /// Every job, team by team.
    pub fn jobs(&self) -> impl Iterator<Item = &JobLine> {
        self.teams.iter().flat_map(|team| &team.jobs)
    }

    /// Who was to come and has not, once people have met; and who came and is not home, once the day is closed.
    pub fn missing(&self, now: Millis) -> Vec<&Person> {
        let met = self.day.time.map_or(tokyo_millis(self.day.day, 23, 59), |time| {
            tokyo_millis(self.day.day, time.hour(), time.minute())
        });
        let expected = |person: &Person| {
            person.came_at.is_none()
                && person.home_at.is_none()
                && (person.answer == Some(Coming::Yes)
                    || (person.answer == Some(Coming::Late) && now >= met.plus_minutes(60)))
        };
        let over = self.day.closed_at.is_some();
        let counts =
            |person: &&Person| (!over && now >= met && expected(person)) || (over && person.is_out());
        if self.day.called_off().is_some() && !over {
            return Vec::new();
        }
        self.people.iter().filter(counts).collect()
    }
}

impl State {
    /// A day as it stands; `None` where it is not here.
    pub fn plan(&self, day: Id, now: Millis) -> Option<Plan> {
        let day = self.day(day)?;
        let people = self.people_of(day);
        let mut numbers: Vec<u32> = self.jobs_of(day).into_iter().map(|(_, team)| team).collect();
        numbers.extend(people.iter().filter_map(|person| person.team));
        numbers.sort_unstable();
        numbers.dedup();
        let teams = numbers.into_iter().map(|number| self.team_of(day, number, &people, now)).collect();
        Some(Plan { teams, people, same_date: self.same_date(day), day: day.clone() })
    }

    fn team_of(&self, day: &WorkDay, number: u32, people: &[Person], now: Millis) -> Team {
        let planned = people.iter().filter(|person| person.team == Some(number));
        let (away, mut going): (Vec<&Person>, Vec<&Person>) = planned.partition(|person| person.is_away());
        let chosen = day.leaders.iter().find(|(team, _)| *team == number).map(|(_, id)| self.canonical(*id));
        going.sort_by_key(|person| chosen != Some(person.member));
        let going: Vec<Id> = going.into_iter().map(|person| person.member).collect();
        Team {
            number,
            leader: going.first().copied(),
            people: going,
            away: away.into_iter().map(|person| person.member).collect(),
            jobs: self.lines_of(day, number, now),
        }
    }

    /// A team's jobs by the agreed time, then 町.
    pub(super) fn lines_of(&self, day: &WorkDay, number: u32, now: Millis) -> Vec<JobLine> {
        let mine = self.jobs_of(day).into_iter().filter(|(_, team)| *team == number);
        let mut jobs: Vec<JobLine> = mine.filter_map(|(job, _)| self.job_line(day, job, now)).collect();
        jobs.sort_by(|a, b| {
            (a.time.is_none(), a.time, &a.town, a.job).cmp(&(b.time.is_none(), b.time, &b.town, b.job))
        });
        jobs
    }

    /// How one job of a day stands; `None` where its request is not here.
    pub fn job_line(&self, day: &WorkDay, job: Job, now: Millis) -> Option<JobLine> {
        let job = self.canonical_job(job);
        let request = self.request(job.request)?;
        let status = self.status(request, job.occurrence, now);
        let dropped = self.drop_of(day, job).cloned();
        let agreement = self.agreement_of(job.request, job.occurrence).filter(|a| a.day == day.day);
        let standing = day.jobs.iter().filter(|(planned, _)| self.canonical_job(*planned) == job);
        let other_day = || {
            let others = self.same_date(day).into_iter().filter_map(|other| self.day(other));
            others.into_iter().any(|other| self.jobs_of(other).iter().any(|(planned, _)| *planned == job))
        };
        Some(JobLine {
            job,
            task: request.task,
            town: request.town.clone(),
            resident: request.resident,
            time: agreement.and_then(|agreement| agreement.time),
            told: agreement.is_some_and(|agreement| agreement.stands()),
            stands: self.stands(day, job, status, dropped.is_some()),
            status,
            dropped,
            twice: standing.into_iter().any(|(_, teams)| teams.len() > 1) || other_day(),
        })
    }

    fn stands(&self, day: &WorkDay, job: Job, status: Status, dropped: bool) -> Stands {
        let visits = self.visits_of(day, job);
        let check = |id: Id| self.unsettled(id).iter().any(|field| field == "outcome");
        match visits.last() {
            Some(visit) if check(visit.id) => Stands::Check,
            Some(visit) if visit.outcome == Some(Outcome::Done) => Stands::Done,
            Some(visit) if visit.outcome == Some(Outcome::Partly) => Stands::Partly,
            Some(visit) if visit.outcome == Some(Outcome::CouldNot) => Stands::CouldNot,
            _ if matches!(status, Status::Withdrawn | Status::Referred) => Stands::Gone,
            _ if status == Status::Check => Stands::Check,
            Some(visit) if visit.end.is_none() => Stands::UnderWay,
            Some(_) => Stands::Check,
            None if dropped => Stands::Dropped,
            None if status == Status::Done => Stands::DoneBefore,
            None if status == Status::UnderWay => Stands::UnderWay,
            None => Stands::Waiting,
        }
    }

    /// Everybody who was asked, answered or came, each once.
    fn people_of(&self, day: &WorkDay) -> Vec<Person> {
        let asked = day.asked.iter().map(|(member, _)| self.canonical(*member));
        let answered = self.attendances(day.id).map(|one| self.canonical(one.member));
        let mut ids: Vec<Id> = asked.chain(answered).collect();
        ids.sort_unstable();
        ids.dedup();
        let others: Vec<&WorkDay> =
            self.same_date(day).into_iter().filter_map(|other| self.day(other)).collect();
        let mut people: Vec<Person> =
            ids.into_iter().filter_map(|member| self.person_of(day, &others, member)).collect();
        people.sort_by_cached_key(|person| {
            let reading = self.member(person.member).map(|member| member.reading.clone());
            (person.team.is_none(), person.team, reading, person.member)
        });
        people
    }

    fn person_of(&self, day: &WorkDay, others: &[&WorkDay], member: Id) -> Option<Person> {
        let known = self.member(member)?;
        let mut teams: Vec<u32> = Vec::new();
        for (asked, standing) in &day.asked {
            if self.canonical(*asked) == member {
                teams.extend(standing.iter().filter(|&&team| team > 0));
            }
        }
        teams.dedup();
        let several = teams.iter().any(|team| Some(team) != teams.first());
        let elsewhere = || others.iter().any(|other| self.team_at(other, member).is_some());
        let one = self.attendance(day.id, member);
        let came = one.as_ref().and_then(|one| one.came_at);
        Some(Person {
            member,
            team: teams.first().copied(),
            twice: several || (!teams.is_empty() && elsewhere()),
            walk_in: known.walk_in.is_some(),
            answer: one.as_ref().and_then(|one| one.answer),
            words: one.as_ref().map_or(String::new(), |one| one.words.clone()),
            seats: one.as_ref().and_then(|one| one.seats),
            tools: one.as_ref().map_or(Vec::new(), |one| one.tools.clone()),
            came_at: came,
            fit: one.as_ref().and_then(|one| one.fit),
            fit_words: one.as_ref().map_or(String::new(), |one| one.fit_words.clone()),
            briefed_at: one.as_ref().and_then(|one| one.briefed_at),
            home_at: one.as_ref().and_then(|one| one.home_at),
        })
    }

    /// What a team meets at its jobs: insurance, age, tools, hazards and company, each once, the heaviest first. What
    /// the resident knows and the briefing have places of their own.
    pub fn team_gates(&self, day: &WorkDay, team: &Team) -> Vec<Gate> {
        let (hour, minute) = day.time.map_or((9, 0), |time| (time.hour(), time.minute()));
        let at = tokyo_millis(day.day, hour, minute);
        let mut gates: Vec<Gate> = Vec::new();
        for line in team.jobs.iter().filter(|line| matches!(line.stands, Stands::Waiting | Stands::UnderWay))
        {
            let Some(request) = self.request(line.job.request) else { continue };
            for gate in self.gates(request, line.job.occurrence, &team.people, at) {
                let elsewhere = matches!(gate, Gate::NotAgreed | Gate::NotBriefed | Gate::ReadRideNotice);
                if !elsewhere && !gates.contains(&gate) {
                    gates.push(gate);
                }
            }
        }
        gates.sort_by_key(|gate| core::cmp::Reverse(gate.weight()));
        gates
    }
}
