//! Calling off a day or one of its jobs, and who was told.

use serde_json::Value;
use tanomo_record::{Id, Record};

use crate::change::{Change, Draft};
use crate::command::Context;
use crate::refusal::Refusal;
use crate::state::State;
use crate::tidy;
use crate::view::read::Read;
use crate::view::{Agreement, Call, Job, Off, Role, Why, WorkDay};
use crate::work_day::{About, Stands, ToCall};

use super::super::entry::Entry;

/// Why it is off, in words where no word of the list says it.
fn off(ctx: &Context, why: Why, words: &str) -> Result<Off, Refusal> {
    let mut entry = Entry::default();
    let words = match why {
        Why::Other => entry.needed("off_words", words, tidy::WORDS),
        _ => entry.line("off_words", words, tidy::WORDS),
    };
    entry.done()?;
    Ok(Off { at: ctx.now, why, words })
}

/// The residents' agreements about the day end with it: each has to hear of it.
pub(super) fn call_off(
    state: &State,
    ctx: &Context,
    day: Id,
    why: Why,
    words: &str,
) -> Result<Vec<Change>, Refusal> {
    super::super::leads_only(ctx)?;
    let day = super::going(state, day)?;
    let off = off(ctx, why, words)?;
    let change = Draft::of(WorkDay::KIND, day.id, state.record(day.id)).put("off", off.stored());
    let mut changes = super::super::to_all(state, change.done());
    for (job, _) in state.jobs_of(day) {
        changes.extend(end_agreement(state, ctx, day, job));
    }
    Ok(changes)
}

fn end_agreement(state: &State, ctx: &Context, day: &WorkDay, job: Job) -> Vec<Change> {
    let waits = state.job_line(day, job, ctx.now).is_some_and(|line| line.stands == Stands::Waiting);
    let standing = state.agreement_of(job.request, job.occurrence).filter(|a| waits && a.day == day.day);
    let end = |agreement: &Agreement| {
        let ended = Draft::of(Agreement::KIND, agreement.id, state.record(agreement.id))
            .set("ended", &true)
            .set("off", &day.id);
        super::super::to_all(state, ended.done())
    };
    standing.map(end).unwrap_or_default()
}

/// The agreements that ended with the calling off stand again. Who had been told that it is off has to hear anew.
pub(super) fn go_ahead(state: &State, ctx: &Context, day: Id) -> Result<Vec<Change>, Refusal> {
    super::super::leads_only(ctx)?;
    let day = state.day(day).ok_or(Refusal::Missing)?;
    if day.called_off().is_none() {
        return Err(Refusal::TooLate);
    }
    let calls = state.to_call(day, ctx.now);
    let change = Draft::of(WorkDay::KIND, day.id, state.record(day.id)).put("off", Value::Null);
    let mut changes = super::super::to_all(state, change.done());
    for (job, _) in state.jobs_of(day).into_iter().filter(|(job, _)| state.drop_of(day, *job).is_none()) {
        changes.extend(renew_agreement(state, day, job, &calls));
    }
    Ok(changes)
}

fn renew_agreement(state: &State, day: &WorkDay, job: Job, calls: &[ToCall]) -> Vec<Change> {
    if state.agreement_of(job.request, job.occurrence).is_some() {
        return Vec::new();
    }
    let ended_with_it = |agreement: &&Agreement| {
        let of = state.record(agreement.id).and_then(|record: &Record| record.id("off"));
        agreement.occurrence == job.occurrence && of.map(|of| state.canonical(of)) == Some(day.id)
    };
    let ended = state.agreements(job.request).filter(ended_with_it);
    let Some(agreement) = ended.max_by_key(|agreement| (agreement.at, agreement.id)) else {
        return Vec::new();
    };
    let told = calls.iter().any(|call| call.job == job && call.told.is_some());
    let mut again = Draft::of(Agreement::KIND, agreement.id, state.record(agreement.id))
        .set("ended", &false)
        .put("off", Value::Null);
    if told {
        again = again.put("told_by", Value::Null).put("told_at", Value::Null);
    }
    super::super::to_all(state, again.done())
}

/// Refuses whoever is neither a lead nor on the job's team: that a job is too big is seen on site.
fn on_the_job(state: &State, ctx: &Context, day: &WorkDay, job: Job) -> Result<(), Refusal> {
    let job = state.canonical_job(job);
    let team = state.jobs_of(day).into_iter().find(|(planned, _)| *planned == job).map(|(_, team)| team);
    let team = team.ok_or(Refusal::Missing)?;
    let mine = state.team_at(day, ctx.me) == Some(team);
    if mine || ctx.role == Role::Lead { Ok(()) } else { Err(Refusal::NotYours) }
}

pub(super) fn drop_job(
    state: &State,
    ctx: &Context,
    (day, job): (Id, Job),
    why: Why,
    words: &str,
) -> Result<Vec<Change>, Refusal> {
    let day = super::going(state, day)?;
    on_the_job(state, ctx, day, job)?;
    let job = state.canonical_job(job);
    let waits = state.job_line(day, job, ctx.now).is_some_and(|line| line.stands == Stands::Waiting);
    if !waits {
        return Err(Refusal::TooLate);
    }
    let off = off(ctx, why, words)?;
    let change =
        Draft::of(WorkDay::KIND, day.id, state.record(day.id)).put(&format!("dropped/{job}"), off.stored());
    let mut changes = super::super::to_all(state, change.done());
    changes.extend(end_agreement(state, ctx, day, job));
    Ok(changes)
}

pub(super) fn put_back(state: &State, ctx: &Context, day: Id, job: Job) -> Result<Vec<Change>, Refusal> {
    let day = super::going(state, day)?;
    on_the_job(state, ctx, day, job)?;
    let job = state.canonical_job(job);
    if state.drop_of(day, job).is_none() {
        return Err(Refusal::TooLate);
    }
    let calls = state.to_call(day, ctx.now);
    let names = day.dropped.iter().filter(|(dropped, _)| state.canonical_job(*dropped) == job);
    let draft = Draft::of(WorkDay::KIND, day.id, state.record(day.id));
    let change = names.fold(draft, |draft, (name, _)| draft.put(&format!("dropped/{name}"), Value::Null));
    let mut changes = super::super::to_all(state, change.done());
    changes.extend(renew_agreement(state, day, job, &calls));
    Ok(changes)
}

/// Whoever telephones ticks it off, for the calling off that stands.
pub(super) fn called(state: &State, ctx: &Context, day: Id, job: Job) -> Result<Vec<Change>, Refusal> {
    let day = state.day(day).ok_or(Refusal::Missing)?;
    let job = state.canonical_job(job);
    let calls = state.to_call(day, ctx.now);
    let call = calls.iter().find(|call| call.job == job).ok_or(Refusal::TooLate)?;
    let About::Off(off) = &call.about else { return Err(Refusal::TooLate) };
    if call.told.is_some() {
        return Err(Refusal::TooLate);
    }
    let id = Call::id_of(day.id, job);
    let change = Draft::of(Call::KIND, id, state.record(id))
        .set("day", &day.id)
        .set("request", &job.request)
        .set("occurrence", &job.occurrence)
        .set("told_by", &ctx.me)
        .set("told_at", &ctx.now)
        .set("of", &off.at);
    Ok(change.done().into_iter().collect())
}

pub(super) fn not_called(state: &State, ctx: &Context, day: Id, job: Job) -> Result<Vec<Change>, Refusal> {
    let day = state.day(day).ok_or(Refusal::Missing)?;
    let job = state.canonical_job(job);
    let mut changes = Vec::new();
    for call in state.calls(day.id).filter(|call| state.canonical_job(call.job) == job) {
        if let Some((by, _)) = call.told {
            super::super::own_or_lead(ctx, by)?;
        }
        let change = Draft::of(Call::KIND, call.id, state.record(call.id))
            .put("told_by", Value::Null)
            .put("told_at", Value::Null);
        changes.extend(change.done());
    }
    if changes.is_empty() { Err(Refusal::TooLate) } else { Ok(changes) }
}
