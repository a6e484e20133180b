//! Making a day from requests, and changing its teams. The plan says who does what; the offers it takes up and the
//! days it agrees follow from it, under ids of their own, so that two leads who plan the same make them once.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tanomo_record::Id;

use crate::change::{Change, Draft};
use crate::command::Context;
use crate::command::day::{PlanDraft, TeamDraft};
use crate::date::{Date, Millis, tokyo_date};
use crate::derived::id_of;
use crate::gates::Gate;
use crate::refusal::{Refusal, Wrong};
use crate::state::State;
use crate::tidy;
use crate::view::attendance::job_parts;
use crate::view::work_day::MOST_TEAMS;
use crate::view::{Agreement, Answer, Coming, Job, Off, Request, Response, Why, WorkDay};

use super::super::entry::Entry;

/// The most jobs of one day.
const MOST_JOBS: u32 = 60;

/// The most people of one day.
const MOST_PEOPLE: u32 = 200;

/// A plan that was checked: under the one id of everything it names.
struct Planned {
    jobs: BTreeMap<Job, u32>,
    asked: BTreeMap<Id, u32>,
    leaders: BTreeMap<u32, Id>,
}

impl Planned {
    fn goes(&self, job: Job, member: Id) -> bool {
        self.jobs.get(&job).is_some_and(|team| self.asked.get(&member) == Some(team))
    }
}

pub(super) fn save(
    state: &State,
    ctx: &Context,
    id: Option<Id>,
    draft: &PlanDraft,
) -> Result<Vec<Change>, Refusal> {
    super::super::leads_only(ctx)?;
    let known = id.map(|id| state.day(id).ok_or(Refusal::Missing)).transpose()?;
    if known.is_some_and(|day| day.closed_at.is_some()) {
        return Err(Refusal::TooLate);
    }
    let mut entry = Entry::default();
    let place = entry.needed("place", &draft.place, tidy::ADDRESS);
    let note = entry.note("note", &draft.note, tidy::NOTE);
    let why = entry.line("lead_reason", &draft.why, tidy::WORDS);
    if known.is_none_or(|day| day.day != draft.day) {
        entry.day_ahead("day", draft.day, tokyo_date(ctx.now));
    }
    let mut planned = planned(state, &mut entry, draft)?;
    entry.done()?;
    let day = known.map_or(ctx.ids[0], |day| day.id);
    // Who was told that we come is telephoned, so such a job stays on the day as taken off.
    let kept = known.map_or(Vec::new(), |known| keep_told(state, known, draft.day, &mut planned));
    let mut change = Draft::of(WorkDay::KIND, day, state.record(day))
        .set("day", &draft.day)
        .set("time", &draft.time.map(|time| time.to_string()))
        .set("place", &place)
        .set("note", &note)
        .set("repeats", &draft.repeats.as_ref().map(|rule| String::from(rule.clone())));
    let off = Off { at: ctx.now, why: Why::Other, words: String::new() };
    for job in &kept {
        change = change.put(&format!("dropped/{job}"), off.stored());
    }
    change = numbers(change, known, &planned);
    let mut changes = super::super::to_all(state, change.done());
    changes.extend(agreements(state, ctx, (day, draft.day), known, &planned));
    changes.extend(responses(state, ctx, day, known, &planned, &why)?);
    Ok(changes)
}

/// Everybody and every job once, and everybody is known.
fn planned(state: &State, entry: &mut Entry, draft: &PlanDraft) -> Result<Planned, Refusal> {
    let (mut jobs, mut asked, mut leaders) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    entry.within("teams", u32::try_from(draft.teams.len()).unwrap_or(u32::MAX), 1, MOST_TEAMS);
    for (number, team) in (1_u32..).zip(&draft.teams) {
        for member in people(state, team)? {
            if asked.insert(member, number).is_some() {
                entry.refuse("people", Wrong::Twice);
            }
        }
        for job in &team.jobs {
            let job = state.canonical_job(*job);
            state.request(job.request).ok_or(Refusal::Missing)?;
            if jobs.insert(job, number).is_some() {
                entry.refuse("jobs", Wrong::Twice);
            }
        }
        let leader = team.leader.map(|leader| state.canonical(leader));
        leaders.extend(leader.map(|leader| (number, leader)));
    }
    for &other in &draft.others {
        let member = super::somebody(state, other)?.id;
        asked.entry(member).or_insert(0);
    }
    entry.within("jobs", u32::try_from(jobs.len()).unwrap_or(u32::MAX), 0, MOST_JOBS);
    entry.within("people", u32::try_from(asked.len()).unwrap_or(u32::MAX), 0, MOST_PEOPLE);
    Ok(Planned { jobs, asked, leaders })
}

/// A team's people, its leader among them, each once.
fn people(state: &State, team: &TeamDraft) -> Result<Vec<Id>, Refusal> {
    let mut ids = Vec::new();
    for &id in team.leader.iter().chain(&team.people) {
        ids.push(super::somebody(state, id)?.id);
    }
    ids.sort_unstable();
    ids.dedup();
    Ok(ids)
}

/// The jobs that go from a plan although their residents know that we come on that day; they stay in their team.
fn keep_told(state: &State, known: &WorkDay, date: Date, planned: &mut Planned) -> Vec<Job> {
    let mut kept = Vec::new();
    for (job, team) in state.jobs_of(known) {
        let agreement = state.agreement_of(job.request, job.occurrence);
        let told = agreement.is_some_and(|agreement| agreement.stands() && agreement.day == known.day);
        if told && date == known.day && !planned.jobs.contains_key(&job) && is_open(state, job) {
            planned.jobs.insert(job, team);
            kept.push(job);
        }
    }
    kept
}

fn is_open(state: &State, job: Job) -> bool {
    let status = |request: &Request| state.status(request, job.occurrence, Millis(0));
    state.request(job.request).is_some_and(|request| !status(request).closed())
}

/// The numbers of the teams, as they are to stand; what is no longer named is emptied.
fn numbers<'a>(mut change: Draft<'a>, known: Option<&WorkDay>, planned: &Planned) -> Draft<'a> {
    if let Some(known) = known {
        for (job, _) in known.jobs.iter().filter(|(job, _)| !planned.jobs.contains_key(job)) {
            change = change.put(&format!("job/{job}"), Value::Null);
        }
        for (member, _) in known.asked.iter().filter(|(member, _)| !planned.asked.contains_key(member)) {
            change = change.put(&format!("asked/{member}"), Value::Null);
        }
        for (team, _) in known.leaders.iter().filter(|(team, _)| !planned.leaders.contains_key(team)) {
            change = change.put(&format!("leader/{team}"), Value::Null);
        }
    }
    for (job, team) in &planned.jobs {
        change = change.put(&format!("job/{job}"), json!(team));
    }
    for (member, team) in &planned.asked {
        change = change.put(&format!("asked/{member}"), json!(team));
    }
    for (team, leader) in &planned.leaders {
        change = change.set(&format!("leader/{team}"), leader);
    }
    change
}

fn response_id(day: Id, job: Job, member: Id) -> Id {
    let [day, request, occurrence] = job_parts(day, job);
    id_of(Response::KIND, &[&day, &request, &occurrence, member.bytes()])
}

/// Each job's resident is to hear of the date; an agreement about another one no longer stands, nor does that of a job
/// that was taken out again.
fn agreements(
    state: &State,
    ctx: &Context,
    (day, date): (Id, Date),
    known: Option<&WorkDay>,
    planned: &Planned,
) -> Vec<Change> {
    let mut changes = Vec::new();
    let end = |agreement: &Agreement| {
        let ended = Draft::of(Agreement::KIND, agreement.id, state.record(agreement.id)).set("ended", &true);
        super::super::to_all(state, ended.done())
    };
    let before: Vec<Job> =
        known.map_or(Vec::new(), |known| state.jobs_of(known).into_iter().map(|(job, _)| job).collect());
    for job in before.iter().filter(|job| !planned.jobs.contains_key(job)) {
        let standing = state.agreement_of(job.request, job.occurrence);
        let of_the_plan = standing.filter(|agreement| agreement.id == Agreement::of_plan(day, *job));
        changes.extend(of_the_plan.map(end).into_iter().flatten());
    }
    for &job in planned.jobs.keys().filter(|job| is_open(state, **job)) {
        let off =
            known.is_some_and(|known| known.called_off().is_some() || state.drop_of(known, job).is_some());
        let standing = state.agreement_of(job.request, job.occurrence);
        if off || standing.is_some_and(|agreement| agreement.day == date) {
            continue;
        }
        let id = Agreement::of_plan(day, job);
        changes.extend(standing.filter(|old| old.id != id).map(end).into_iter().flatten());
        let new = Draft::of(Agreement::KIND, id, state.record(id))
            .set("request", &job.request)
            .set("occurrence", &job.occurrence)
            .set("day", &date)
            .put("time", Value::Null)
            .put("told_by", Value::Null)
            .put("told_at", Value::Null)
            .put("off", Value::Null)
            .set("ended", &false)
            .set("at", &ctx.now);
        changes.extend(new.done());
    }
    changes
}

/// Who is planned for a job is on its team, so that they may read the card; who no longer is goes from it.
fn responses(
    state: &State,
    ctx: &Context,
    day: Id,
    known: Option<&WorkDay>,
    planned: &Planned,
    why: &str,
) -> Result<Vec<Change>, Refusal> {
    let mut changes = Vec::new();
    let before = known.map_or(Vec::new(), |known| state.jobs_of(known));
    let mut jobs: Vec<Job> =
        before.into_iter().map(|(job, _)| job).chain(planned.jobs.keys().copied()).collect();
    jobs.sort_unstable();
    jobs.dedup();
    for job in jobs {
        for response in state.responses(job.request) {
            let of_the_plan = response.id == response_id(day, job, state.canonical(response.member));
            if of_the_plan && !response.withdrawn && !planned.goes(job, state.canonical(response.member)) {
                let gone = Draft::of(Response::KIND, response.id, state.record(response.id));
                changes.extend(super::super::to_all(state, gone.set("withdrawn", &true).done()));
            }
        }
        let Some(request) = state.request(job.request).filter(|_| is_open(state, job)) else { continue };
        let going = planned.asked.keys().filter(|member| planned.goes(job, **member));
        let mut taken = Vec::new();
        for &member in going.filter(|member| !stays_away(state, day, **member)) {
            taken.extend(take_up(state, ctx, (day, job), member, why));
        }
        if !taken.is_empty() && state.scout_missing(request, job.occurrence) && why.is_empty() {
            return Err(Refusal::Asks(vec![Gate::NotScouted]));
        }
        changes.extend(taken);
    }
    Ok(changes)
}

fn stays_away(state: &State, day: Id, member: Id) -> bool {
    state.attendance(day, member).is_some_and(|one| one.answer == Some(Coming::No) && one.came_at.is_none())
}

/// Puts somebody on the team of a job, unless they are.
fn take_up(state: &State, ctx: &Context, (day, job): (Id, Job), member: Id, why: &str) -> Vec<Change> {
    let of = |response: &&Response| {
        state.canonical(response.member) == member
            && response.occurrence == job.occurrence
            && !response.withdrawn
    };
    let standing: Vec<&Response> = state.responses(job.request).filter(of).collect();
    if standing.iter().any(|response| response.accepted()) {
        return Vec::new();
    }
    let reason = |draft: Draft<'_>| match state.request(job.request) {
        Some(request) if state.scout_missing(request, job.occurrence) => {
            super::super::to_all(state, draft.set("lead_reason", why).done())
        }
        _ => super::super::to_all(state, draft.done()),
    };
    if let Some(offer) = standing.first() {
        let taken = Draft::of(Response::KIND, offer.id, state.record(offer.id));
        return reason(taken.set("answer", &Answer::Accepted));
    }
    let id = response_id(day, job, member);
    let new = Draft::of(Response::KIND, id, state.record(id))
        .set("request", &job.request)
        .set("occurrence", &job.occurrence)
        .set("member", &member)
        .set("answer", &Answer::Accepted)
        .set("withdrawn", &false)
        .set("at", &ctx.now);
    reason(new)
}

/// Who does not come goes from their team's jobs; who comes after all is on it again.
pub(super) fn come_or_stay(state: &State, day: &WorkDay, member: Id, comes: bool) -> Vec<Change> {
    let team = state.team_at(day, member);
    let mut changes = Vec::new();
    for (job, _) in state.jobs_of(day).into_iter().filter(|(_, planned)| Some(*planned) == team) {
        let id = response_id(day.id, job, member);
        if let Some(response) = state.response(id).filter(|response| response.withdrawn == comes) {
            let change = Draft::of(Response::KIND, response.id, state.record(response.id));
            changes.extend(super::super::to_all(state, change.set("withdrawn", &!comes).done()));
        }
    }
    changes
}

pub(super) fn next(state: &State, ctx: &Context, id: Id, date: Date) -> Result<Vec<Change>, Refusal> {
    super::super::leads_only(ctx)?;
    let day = state.day(id).ok_or(Refusal::Missing)?;
    let mut entry = Entry::default();
    entry.day_ahead("day", date, tokyo_date(ctx.now));
    entry.done()?;
    let new = WorkDay::next_id(day.id, date);
    if state.day(new).is_some() {
        return Err(Refusal::TooLate);
    }
    let mut change = Draft::new(WorkDay::KIND, new)
        .set("day", &date)
        .set("time", &day.time.map(|time| time.to_string()))
        .set("place", &day.place)
        .set("note", &day.note)
        .set("repeats", &day.repeats.as_ref().map(|rule| String::from(rule.clone())))
        .set("follows", &day.id);
    for (member, teams) in &day.asked {
        let stays = state.member(*member).is_some_and(|one| !one.left && one.walk_in.is_none());
        if let Some(team) = teams.first().filter(|_| stays) {
            change = change.put(&format!("asked/{}", state.canonical(*member)), json!(team));
        }
    }
    for (team, leader) in &day.leaders {
        change = change.set(&format!("leader/{team}"), leader);
    }
    Ok(change.done().into_iter().collect())
}
