//! 活動日.
//!
//! # Layout
//! - this file: what each person does about a day, and what is noted on it
//! - `plan` making a day and changing its teams, `off` calling off and who was told

mod off;
mod plan;

use serde_json::{Value, json};
use tanomo_record::Id;

use crate::change::{Change, Draft};
use crate::command::Context;
use crate::command::day::{Answering, CheckIn, DayCommand, WalkIn};
use crate::heat::Wbgt;
use crate::refusal::Refusal;
use crate::state::State;
use crate::task::Tool;
use crate::tidy;
use crate::view::{Attendance, Circle, Coming, Member, Role, Sheet, WorkDay};

use super::entry::{Entry, codes};

/// The highest number a sheet of paper has.
const MOST_SHEETS: u32 = 9_999;

/// The most others a car takes along.
const MOST_SEATS: u32 = 9;

pub(super) fn decide(state: &State, ctx: &Context, command: DayCommand) -> Result<Vec<Change>, Refusal> {
    match command {
        DayCommand::SavePlan(id, draft) => plan::save(state, ctx, id, &draft),
        DayCommand::Next(id, date) => plan::next(state, ctx, id, date),
        DayCommand::Answer(answering) => answer(state, ctx, &answering),
        DayCommand::CheckIn(arrival) => check_in(state, ctx, &arrival),
        DayCommand::CheckOut(day, who) => check_out(state, ctx, day, who),
        DayCommand::NotHere(day, who) => {
            put_right(state, ctx, day, who, &["came_at", "fit", "fit_words", "home_at"])
        }
        DayCommand::NotHome(day, who) => put_right(state, ctx, day, who, &["home_at"]),
        DayCommand::WalkIn(day, walk_in) => written_in(state, ctx, day, &walk_in),
        DayCommand::Keep(who) => keep(state, ctx, who),
        DayCommand::GoneThrough(day, heat) => gone_through(state, ctx, day, heat),
        DayCommand::Heat(day, read) => heat(state, ctx, day, read),
        DayCommand::CallOff(day, why, words) => off::call_off(state, ctx, day, why, &words),
        DayCommand::GoAhead(day) => off::go_ahead(state, ctx, day),
        DayCommand::Drop(day, job, why, words) => off::drop_job(state, ctx, (day, job), why, &words),
        DayCommand::PutBack(day, job) => off::put_back(state, ctx, day, job),
        DayCommand::Called(day, job) => off::called(state, ctx, day, job),
        DayCommand::NotCalled(day, job) => off::not_called(state, ctx, day, job),
        DayCommand::HandOut(day, number, team, to) => hand_out(state, ctx, day, number, (team, to)),
        DayCommand::Back(day, number, back) => sheet_back(state, ctx, day, number, back),
        DayCommand::Close(day, words) => close(state, ctx, day, &words),
        DayCommand::Open(day) => open(state, ctx, day),
        DayCommand::SaveBriefing(lines) => save_briefing(state, ctx, &lines),
    }
}

/// A day that still goes on; one that was called off or closed does not.
fn going(state: &State, day: Id) -> Result<&WorkDay, Refusal> {
    let day = state.day(day).ok_or(Refusal::Missing)?;
    if day.called_off().is_some() || day.closed_at.is_some() { Err(Refusal::TooLate) } else { Ok(day) }
}

/// One person's record of a day, as it stands.
fn of<'a>(state: &'a State, day: &WorkDay, member: Id) -> Draft<'a> {
    let id = Attendance::id_of(day.id, member);
    Draft::of(Attendance::KIND, id, state.record(id)).set("day", &day.id).set("member", &member)
}

/// Somebody of the circle, under the one id they are read by.
fn somebody(state: &State, member: Id) -> Result<&Member, Refusal> {
    state.member(member).ok_or(Refusal::Missing)
}

/// Refuses whoever is neither the one concerned, nor a lead, nor the leader of their team: somebody without a phone is
/// noted by whoever leads them.
fn may_note(state: &State, ctx: &Context, day: &WorkDay, member: Id) -> Result<(), Refusal> {
    let me = state.canonical(ctx.me);
    let team = state.team_at(day, member);
    let leads = day.leaders.iter().any(|(number, id)| Some(*number) == team && state.canonical(*id) == me);
    if member == me || ctx.role == Role::Lead || leads { Ok(()) } else { Err(Refusal::NotYours) }
}

/// Who does not come leaves their team's jobs, so that these are short of somebody; who comes after all is back.
fn answer(state: &State, ctx: &Context, answering: &Answering) -> Result<Vec<Change>, Refusal> {
    let day = going(state, answering.day)?;
    let member = somebody(state, answering.member)?.id;
    may_note(state, ctx, day, member)?;
    let mut entry = Entry::default();
    let words = entry.line("words", &answering.words, tidy::ADDRESS);
    let seats = answering.seats.map(|seats| entry.within("seats", seats, 0, MOST_SEATS));
    entry.done()?;
    let coming = answering.answer != Coming::No;
    let change = of(state, day, member)
        .set("answer", &answering.answer)
        .set("words", &words)
        .set("seats", &seats.filter(|_| coming))
        .set_elements("tools", &codes(if coming { &answering.tools } else { &[] }, Tool::code))
        .set("answered_at", &ctx.now);
    let mut changes: Vec<Change> = change.done().into_iter().collect();
    changes.extend(plan::come_or_stay(state, day, member, coming));
    Ok(changes)
}

fn check_in(state: &State, ctx: &Context, arrival: &CheckIn) -> Result<Vec<Change>, Refusal> {
    let day = going(state, arrival.day)?;
    let member = somebody(state, arrival.member)?.id;
    may_note(state, ctx, day, member)?;
    let mut entry = Entry::default();
    let words = if arrival.fit {
        entry.line("fit_words", &arrival.words, tidy::ADDRESS)
    } else {
        entry.needed("fit_words", &arrival.words, tidy::ADDRESS)
    };
    entry.done()?;
    let came = state.attendance(day.id, member).and_then(|one| one.came_at);
    let change = of(state, day, member)
        .set("came_at", &came.unwrap_or(ctx.now))
        .put("fit", json!(arrival.fit))
        .set("fit_words", &words)
        .put("home_at", Value::Null);
    let mut changes: Vec<Change> = change.done().into_iter().collect();
    // Who said that they do not come, and came.
    changes.extend(plan::come_or_stay(state, day, member, true));
    Ok(changes)
}

/// Going home is noted whatever became of the day.
fn check_out(state: &State, ctx: &Context, day: Id, who: Id) -> Result<Vec<Change>, Refusal> {
    let day = state.day(day).ok_or(Refusal::Missing)?;
    let member = somebody(state, who)?.id;
    may_note(state, ctx, day, member)?;
    if state.attendance(day.id, member).is_some_and(|one| one.home_at.is_some()) {
        return Err(Refusal::TooLate);
    }
    Ok(of(state, day, member).set("home_at", &ctx.now).done().into_iter().collect())
}

/// Empties what was noted by mistake, in every record of that person's day.
fn put_right(
    state: &State,
    ctx: &Context,
    day: Id,
    who: Id,
    fields: &[&str],
) -> Result<Vec<Change>, Refusal> {
    let day = state.day(day).ok_or(Refusal::Missing)?;
    let member = somebody(state, who)?.id;
    may_note(state, ctx, day, member)?;
    let theirs = state.attendances(day.id).filter(|one| state.canonical(one.member) == member);
    let empty = |one: &Attendance| {
        let draft = Draft::of(Attendance::KIND, one.id, state.record(one.id));
        fields.iter().fold(draft, |draft, field| draft.put(field, Value::Null)).done()
    };
    Ok(theirs.filter_map(empty).collect())
}

/// Somebody who came by is a member of this day: they count as a person, and have no key.
fn written_in(state: &State, ctx: &Context, day: Id, walk_in: &WalkIn) -> Result<Vec<Change>, Refusal> {
    super::leads_only(ctx)?;
    let day = going(state, day)?;
    let mut entry = Entry::default();
    let name = entry.needed("name", &walk_in.name, tidy::NAME);
    let reading = entry.reading("reading", &walk_in.reading);
    let phone = entry.phone("phone", &walk_in.phone);
    if let Some(team) = walk_in.team {
        entry.within("team", team, 1, crate::view::work_day::MOST_TEAMS);
    }
    entry.done()?;
    let member = ctx.ids[0];
    let covered = walk_in.insured.then_some(day.day);
    let who = Draft::new(Member::KIND, member)
        .set("name", &name)
        .set("reading", &reading)
        .set("phone", &phone)
        .set("role", &Role::Helper)
        .set("insured_from", &covered)
        .set("insured_until", &covered)
        .set("walk_in", &day.id);
    let here = Draft::new(Attendance::KIND, Attendance::id_of(day.id, member))
        .set("day", &day.id)
        .set("member", &member)
        .set("answer", &Coming::Yes)
        .set("answered_at", &ctx.now)
        .set("came_at", &ctx.now);
    let asked = Draft::of(WorkDay::KIND, day.id, state.record(day.id))
        .put(&format!("asked/{member}"), json!(walk_in.team.unwrap_or(0)));
    let mut changes: Vec<Change> = who.done().into_iter().chain(here.done()).collect();
    changes.extend(super::to_all(state, asked.done()));
    Ok(changes)
}

/// A walk-in becomes a member like any other; who is invited then gets a key.
fn keep(state: &State, ctx: &Context, who: Id) -> Result<Vec<Change>, Refusal> {
    super::leads_only(ctx)?;
    let member = somebody(state, who)?;
    let change = Draft::of(Member::KIND, member.id, state.record(member.id)).put("walk_in", Value::Null);
    Ok(super::to_all(state, change.done()))
}

fn gone_through(state: &State, ctx: &Context, day: Id, heat: Option<Wbgt>) -> Result<Vec<Change>, Refusal> {
    let (day, me) = taking_part(state, ctx, day)?;
    let change = read(of(state, day, me).set("briefed_at", &ctx.now), ctx, heat);
    Ok(change.done().into_iter().collect())
}

fn heat(state: &State, ctx: &Context, day: Id, heat: Wbgt) -> Result<Vec<Change>, Refusal> {
    let (day, me) = taking_part(state, ctx, day)?;
    Ok(read(of(state, day, me), ctx, Some(heat)).done().into_iter().collect())
}

fn read<'a>(draft: Draft<'a>, ctx: &Context, heat: Option<Wbgt>) -> Draft<'a> {
    match heat {
        Some(heat) => draft.put("heat", json!(heat.tenths())).set("heat_at", &ctx.now),
        None => draft,
    }
}

/// A day that goes on, and me, who have something to do with it.
fn taking_part<'a>(state: &'a State, ctx: &Context, day: Id) -> Result<(&'a WorkDay, Id), Refusal> {
    let day = going(state, day)?;
    let me = somebody(state, ctx.me)?.id;
    let here = ctx.role == Role::Lead || state.is_asked(day, me) || state.attendance(day.id, me).is_some();
    if here { Ok((day, me)) } else { Err(Refusal::NotYours) }
}

fn hand_out(
    state: &State,
    ctx: &Context,
    day: Id,
    number: u32,
    (team, to): (Option<u32>, Option<Id>),
) -> Result<Vec<Change>, Refusal> {
    super::leads_only(ctx)?;
    let day = state.day(day).ok_or(Refusal::Missing)?;
    let to = to.map(|to| somebody(state, to).map(|member| member.id)).transpose()?;
    let mut entry = Entry::default();
    entry.within("number", number, 1, MOST_SHEETS);
    entry.done()?;
    let id = Sheet::id_of(day.id, number);
    let change = Draft::of(Sheet::KIND, id, state.record(id))
        .set("day", &day.id)
        .set("number", &number)
        .set("team", &team)
        .set("to", &to)
        .set("handed_at", &ctx.now)
        .put("back_at", Value::Null);
    Ok(change.done().into_iter().collect())
}

fn sheet_back(
    state: &State,
    ctx: &Context,
    day: Id,
    number: u32,
    back: bool,
) -> Result<Vec<Change>, Refusal> {
    super::leads_only(ctx)?;
    let day = state.day(day).ok_or(Refusal::Missing)?;
    let sheets = state.sheets(day.id).filter(|sheet| sheet.number == number && sheet.handed_at.is_some());
    let at = back.then_some(ctx.now);
    let each =
        |sheet: &Sheet| Draft::of(Sheet::KIND, sheet.id, state.record(sheet.id)).set("back_at", &at).done();
    let changes: Vec<Change> = sheets.filter_map(each).collect();
    if changes.is_empty() { Err(Refusal::TooLate) } else { Ok(changes) }
}

fn close(state: &State, ctx: &Context, day: Id, words: &str) -> Result<Vec<Change>, Refusal> {
    super::leads_only(ctx)?;
    let day = state.day(day).ok_or(Refusal::Missing)?;
    if day.closed_at.is_some() {
        return Err(Refusal::TooLate);
    }
    let mut entry = Entry::default();
    let words = entry.note("closing", words, tidy::NOTE);
    entry.done()?;
    let change = Draft::of(WorkDay::KIND, day.id, state.record(day.id))
        .set("closed_at", &ctx.now)
        .set("closing", &words);
    Ok(super::to_all(state, change.done()))
}

fn open(state: &State, ctx: &Context, day: Id) -> Result<Vec<Change>, Refusal> {
    super::leads_only(ctx)?;
    let day = state.day(day).ok_or(Refusal::Missing)?;
    let change = Draft::of(WorkDay::KIND, day.id, state.record(day.id)).put("closed_at", Value::Null);
    Ok(super::to_all(state, change.done()))
}

fn save_briefing(state: &State, ctx: &Context, lines: &str) -> Result<Vec<Change>, Refusal> {
    super::leads_only(ctx)?;
    let circle = state.circle().ok_or(Refusal::Missing)?;
    let mut entry = Entry::default();
    let lines = entry.note("briefing", lines, tidy::NOTE);
    entry.done()?;
    let change = Draft::of(Circle::KIND, circle.id, state.record(circle.id)).set("briefing", &lines);
    Ok(super::to_all(state, change.done()))
}
