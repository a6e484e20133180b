//! 活動日 as it stands: teams, who is there, how far the jobs are, whom to telephone, what it came to. All derived;
//! total on whatever a merge brings.
//!
//! # Layout
//! - this file: which day is whose, the briefing, and what one person does next
//! - `plan` teams, jobs and people of a day, `choose` what a plan is made of, `calls` whom to telephone,
//!   `closing` what the day came to, `head` what the next start paints first

mod calls;
mod choose;
mod closing;
mod head;
mod plan;

use tanomo_record::Id;

pub use calls::{About, ToCall};
pub use choose::Looking;
pub use closing::Closing;
pub use head::{Head, HeadJob, HeadPerson, HeadTeam};
pub use plan::{JobLine, Person, Plan, Stands, Team};

use crate::date::{Date, Millis, add_days, days_between, tokyo_date, tokyo_time};
use crate::heat::Wbgt;
use crate::state::State;
use crate::view::{Agreement, Attendance, Coming, Job, Member, Role, Sheet, Visit, WorkDay};

/// How many days after a day a visit that was written down late still counts for it.
const LATE_DAYS: i32 = 3;

/// How far another phone's clock may be ahead of this one's and still be believed, in minutes.
const MOST_AHEAD_MINUTES: i64 = 5;

/// Until which hour of the next day somebody who is not home yet still belongs to the day before.
const NIGHT_HOURS: u8 = 12;

/// What comes next for one person on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// 出欠を答える.
    Answer,
    /// They come, and the day is still ahead.
    Wait,
    /// 着きました.
    Come,
    /// 始める前の確認.
    Brief,
    /// Their team's next job: the one under way, else the first that waits.
    Work(Job),
    /// 帰宅しました.
    GoHome,
    /// Nothing more: they are home, do not come, or the day is off.
    Nothing,
}

/// One person's day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mine {
    /// Which day.
    pub day: Id,
    /// What comes next.
    pub step: Step,
    /// Their team.
    pub team: Option<u32>,
}

impl State {
    /// What one person did about a day; of several records, which only joined days or members have, what was said
    /// last and what happened first.
    pub fn attendance(&self, day: Id, member: Id) -> Option<Attendance> {
        let member = self.canonical(member);
        let mine = self.attendances(day).filter(|one| self.canonical(one.member) == member);
        let mut all = mine.cloned();
        let first = all.next()?;
        Some(all.fold(first, both))
    }

    /// The days on a date that take place, in the order of their ids.
    pub fn days_on(&self, date: Date) -> impl Iterator<Item = &WorkDay> {
        self.days().filter(move |day| day.day == date && day.called_off().is_none())
    }

    /// The other days planned for the same date, about which nobody has said that they are different ones.
    pub fn same_date(&self, day: &WorkDay) -> Vec<Id> {
        let open = |other: &&WorkDay| other.id != day.id && self.differs(day.id, other.id) != Some(false);
        let others = self.days().filter(|other| other.day == day.day && other.called_off().is_none());
        others.filter(open).map(|other| other.id).collect()
    }

    fn differs(&self, a: Id, b: Id) -> Option<bool> {
        self.answer(a, b).and_then(|answer| answer.same)
    }

    /// The day that plans a job for this date and takes place; the job was not taken off it.
    pub fn day_of_job(&self, job: Job, date: Date) -> Option<&WorkDay> {
        let job = self.canonical_job(job);
        let plans = |day: &&WorkDay| {
            self.jobs_of(day).iter().any(|(planned, _)| *planned == job) && self.drop_of(day, job).is_none()
        };
        self.days_on(date).find(plans)
    }

    /// Whether an agreement fell with its day, as far as other phones say: the day that planned the job for that date is
    /// off, or has the job no more, and nobody agreed the date anew since.
    pub(crate) fn is_off_with_its_day(&self, job: Job, agreement: &Agreement) -> bool {
        let job = self.canonical_job(job);
        let planned = self.days().filter(|day| {
            day.day == agreement.day && self.jobs_of(day).iter().any(|(planned, _)| *planned == job)
        });
        let fell = |day: &WorkDay| {
            let off = day.called_off().or_else(|| self.drop_of(day, job));
            off.is_some_and(|off| agreement.at <= off.at || agreement.id == Agreement::of_plan(day.id, job))
        };
        planned.into_iter().any(fell)
    }

    /// Whether a job is part of a day whose briefing neither its team nor a lead has gone through.
    pub fn briefing_missing(&self, job: Job, date: Date) -> bool {
        self.day_of_job(job, date).is_some_and(|day| !self.briefed(day, job))
    }

    fn briefed(&self, day: &WorkDay, job: Job) -> bool {
        let job = self.canonical_job(job);
        let team = self.jobs_of(day).into_iter().find(|(planned, _)| *planned == job).map(|(_, team)| team);
        let counts = |one: &Attendance| {
            let lead = self.member(one.member).is_some_and(|member| member.role == Role::Lead);
            lead || self.team_at(day, one.member) == team
        };
        self.attendances(day.id).any(|one| one.briefed_at.is_some() && counts(one))
    }

    /// The 暑さ指数 that was read last on the day a job is part of, in tenths.
    pub fn heat_of(&self, job: Job, now: Millis) -> Option<i16> {
        let day = self.day_of_job(job, tokyo_date(now))?;
        self.heat_on(day.id, now).map(|(read, ..)| read.tenths())
    }

    /// The 暑さ指数 that was read last on a day, who read it and when. When a phone whose clock is ahead read it nobody
    /// knows, so of that and the last of the others the hotter one counts.
    pub fn heat_on(&self, day: Id, now: Millis) -> Option<(Wbgt, Id, Millis)> {
        let read = self.attendances(day).filter_map(|one| one.heat.map(|(heat, at)| (heat, one.member, at)));
        let (ahead, told): (Vec<_>, Vec<_>) =
            read.partition(|(.., at)| at.minutes_since(now) > MOST_AHEAD_MINUTES);
        let last = told.into_iter().max_by_key(|(_, who, at)| (*at, *who));
        last.into_iter().chain(ahead).max_by_key(|(heat, who, _)| (heat.tenths(), *who))
    }

    /// Who may come to a day or be named at its jobs: the members, and whoever came by on a day of that date.
    pub fn may_come(&self, date: Date) -> impl Iterator<Item = &Member> {
        let came_by = move |day: Id| self.day(day).is_some_and(|day| day.day == date);
        self.members().filter(move |member| !member.left && member.walk_in.is_none_or(came_by))
    }

    /// The sheets that were handed out, each number once, by number.
    pub fn handed_out(&self, day: Id) -> Vec<&Sheet> {
        let mut sheets: Vec<&Sheet> = self.sheets(day).filter(|sheet| sheet.handed_at.is_some()).collect();
        sheets.sort_by_key(|sheet| (sheet.number, !sheet.is_out(), sheet.id));
        sheets.dedup_by_key(|sheet| sheet.number);
        sheets
    }

    /// The team somebody is planned for; `None` for one without a team.
    pub fn team_at(&self, day: &WorkDay, member: Id) -> Option<u32> {
        let member = self.canonical(member);
        let planned = day.asked.iter().filter(|(asked, _)| self.canonical(*asked) == member);
        planned.filter_map(|(_, teams)| teams.first().copied()).find(|&team| team > 0)
    }

    /// Whether somebody was asked to come.
    pub fn is_asked(&self, day: &WorkDay, member: Id) -> bool {
        let member = self.canonical(member);
        day.asked.iter().any(|(asked, _)| self.canonical(*asked) == member)
    }

    /// The day that concerns `me` now: one of today, those first that I am asked for; else yesterday's, if I came
    /// and am not home yet.
    pub fn my_day(&self, me: Id, now: Millis) -> Option<Mine> {
        let today = tokyo_date(now);
        let mut of_today: Vec<&WorkDay> = self.days().filter(|day| day.day == today).collect();
        of_today.sort_by_key(|day| (day.called_off().is_some(), !self.is_asked(day, me), day.time, day.id));
        let night = || {
            let out = |day: &&WorkDay| {
                day.day == add_days(today, -1)
                    && self
                        .attendance(day.id, me)
                        .is_some_and(|one| one.came_at.is_some() && one.home_at.is_none())
            };
            self.days().find(out).filter(|_| tokyo_time(now).0 < NIGHT_HOURS)
        };
        let day = of_today.first().copied().or_else(night)?;
        Some(Mine { day: day.id, step: self.step(day, me, now), team: self.team_at(day, me) })
    }

    /// What comes next for `me` on a day.
    pub fn step(&self, day: &WorkDay, me: Id, now: Millis) -> Step {
        let mine = self.attendance(day.id, me);
        let asked = self.is_asked(day, me);
        match mine {
            _ if day.called_off().is_some() => Step::Nothing,
            Some(one) if one.home_at.is_some() => Step::Nothing,
            Some(one) if one.came_at.is_some() => match self.next_job(day, me, now) {
                Some((job, Stands::Waiting)) if !self.briefed(day, job) => Step::Brief,
                Some((job, _)) => Step::Work(job),
                None => Step::GoHome,
            },
            _ if day.closed_at.is_some() => Step::Nothing,
            Some(Attendance { answer: Some(Coming::No), .. }) => Step::Nothing,
            Some(Attendance { answer: Some(_), .. }) if day.day > tokyo_date(now) => Step::Wait,
            Some(Attendance { answer: Some(_), .. }) => Step::Come,
            _ if asked => Step::Answer,
            _ => Step::Nothing,
        }
    }

    /// My team's job that is under way, else the first that waits, in the order of the day.
    fn next_job(&self, day: &WorkDay, me: Id, now: Millis) -> Option<(Job, Stands)> {
        let team = self.team_at(day, me).filter(|_| day.closed_at.is_none())?;
        let lines = self.lines_of(day, team, now);
        let first = |stands| lines.iter().find(|line| line.stands == stands).map(|line| (line.job, stands));
        first(Stands::UnderWay).or_else(|| first(Stands::Waiting))
    }

    /// The day somebody is reminded of on the day before, with those that are called off: they have to know.
    pub fn tomorrow(&self, me: Id, today: Date) -> Option<Id> {
        let goes = |day: &&WorkDay| {
            day.day == add_days(today, 1)
                && self.is_asked(day, me)
                && self.attendance(day.id, me).is_none_or(|one| one.answer != Some(Coming::No))
        };
        let days = self.days().filter(goes);
        days.min_by_key(|day| (day.called_off().is_some(), day.time, day.id)).map(|day| day.id)
    }

    /// The days from `today` on that still want my answer, the next first.
    pub fn days_to_answer(&self, me: Id, today: Date) -> Vec<Id> {
        let open = |day: &&WorkDay| {
            day.day >= today
                && day.called_off().is_none()
                && day.closed_at.is_none()
                && self.is_asked(day, me)
                && self.attendance(day.id, me).is_none_or(|one| one.answer.is_none() && one.came_at.is_none())
        };
        let mut days: Vec<&WorkDay> = self.days().filter(open).collect();
        days.sort_by_key(|day| (day.day, day.time, day.id));
        days.into_iter().map(|day| day.id).collect()
    }

    /// A job under the one id its request is read by.
    pub(crate) fn canonical_job(&self, job: Job) -> Job {
        Job { request: self.canonical(job.request), ..job }
    }

    /// The jobs of a day, each once, with the team's number.
    pub(crate) fn jobs_of(&self, day: &WorkDay) -> Vec<(Job, u32)> {
        let mut jobs: Vec<(Job, u32)> = Vec::new();
        for (job, teams) in &day.jobs {
            let job = self.canonical_job(*job);
            if let Some(&team) = teams.first().filter(|_| jobs.iter().all(|(known, _)| *known != job)) {
                jobs.push((job, team));
            }
        }
        jobs
    }

    /// Why a job was taken off a day.
    pub(crate) fn drop_of<'a>(&self, day: &'a WorkDay, job: Job) -> Option<&'a crate::view::Off> {
        let job = self.canonical_job(job);
        let same = |dropped: &Job| self.canonical_job(*dropped) == job;
        day.dropped.iter().find(|(dropped, _)| same(dropped)).and_then(|(_, offs)| offs.first())
    }

    /// The visits to a job that count for a day: those begun on it, and those written down a little later, unless
    /// another day planned the job in between.
    pub(crate) fn visits_of(&self, day: &WorkDay, job: Job) -> Vec<&Visit> {
        let job = self.canonical_job(job);
        let counts = |visit: &&Visit| {
            let began = tokyo_date(visit.start);
            visit.sort == crate::view::Sort::Work
                && visit.occurrence == job.occurrence
                && (0..=LATE_DAYS).contains(&days_between(day.day, began))
                && self.planned_last(job, began) == Some(day.day)
        };
        let mut visits: Vec<&Visit> = self.visits(job.request).filter(counts).collect();
        visits.sort_by_key(|visit| (visit.start, visit.id));
        visits
    }

    /// The last date up to this one for which a day planned the job.
    fn planned_last(&self, job: Job, until: Date) -> Option<Date> {
        let plans = |day: &&WorkDay| self.jobs_of(day).iter().any(|(planned, _)| *planned == job);
        let dates = self.days().filter(|day| day.day <= until).filter(plans).map(|day| day.day);
        dates.max()
    }
}

/// Two records of one person on one day.
fn both(one: Attendance, other: Attendance) -> Attendance {
    let first = |a: Option<Millis>, b: Option<Millis>| a.into_iter().chain(b).min();
    let (old, new) =
        if (one.answered_at, one.id) <= (other.answered_at, other.id) { (one, other) } else { (other, one) };
    let answered = new.answer.is_some();
    Attendance {
        answer: new.answer.or(old.answer),
        words: if answered { new.words } else { old.words },
        seats: if answered { new.seats } else { old.seats },
        tools: if answered { new.tools } else { old.tools },
        came_at: first(old.came_at, new.came_at),
        fit: new.fit.or(old.fit),
        fit_words: if new.fit.is_some() { new.fit_words } else { old.fit_words },
        briefed_at: first(old.briefed_at, new.briefed_at),
        heat: old.heat.into_iter().chain(new.heat).max_by_key(|(_, at)| *at),
        home_at: first(old.home_at, new.home_at),
        ..new
    }
}
