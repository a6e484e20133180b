//! 預かり, the 緊急 page, 事故連絡票.

use tanomo_record::Id;

use crate::change::{Change, Draft};
use crate::command::{AccidentDraft, Context, Entrusting, GivingBack};
use crate::date::{Date, iso, tokyo_date};
use crate::refusal::{Refusal, Wrong};
use crate::state::State;
use crate::tidy;
use crate::view::{Accident, Alarm, Emergency, Float, Visit};

use super::entry::Entry;
use super::visits::MOST_YEN;

/// The most keys entrusted at once.
const MOST_KEYS: u32 = 20;

pub(super) fn entrust(state: &State, ctx: &Context, taken: &Entrusting) -> Result<Vec<Change>, Refusal> {
    let request = state.request(taken.request).ok_or(Refusal::Missing)?;
    let mut entry = Entry::default();
    let yen = entry.within("yen", taken.yen, 0, MOST_YEN);
    let keys = entry.within("keys", taken.keys, 0, MOST_KEYS);
    let things = entry.line("things", &taken.things, tidy::ADDRESS);
    if yen == 0 && keys == 0 && things.is_empty() {
        entry.refuse("yen", Wrong::Empty);
    }
    if !taken.confirmed {
        entry.refuse("confirmed", Wrong::Needed);
    }
    entry.done()?;
    let float = Draft::new(Float::KIND, ctx.ids[0])
        .set("request", &request.id)
        .set("occurrence", &taken.occurrence)
        .set("yen", &yen)
        .set("keys", &keys)
        .set("things", &things)
        .set("confirmed", &true)
        .set("by", &ctx.me)
        .set("at", &ctx.now);
    Ok(float.done().into_iter().collect())
}

pub(super) fn give_back(
    state: &State,
    ctx: &Context,
    id: Id,
    giving: &GivingBack,
) -> Result<Vec<Change>, Refusal> {
    let float = state.float(id).ok_or(Refusal::Missing)?;
    if float.returned.is_some() {
        return Err(Refusal::TooLate);
    }
    super::own_or_lead(ctx, float.by)?;
    let mut entry = Entry::default();
    let spent = entry.within("spent", giving.spent, 0, MOST_YEN);
    let back = entry.within("back", giving.back, 0, MOST_YEN);
    let words = match spent.saturating_add(back) == float.yen {
        true => entry.note("words", &giving.words, tidy::WORDS),
        false => entry.needed("words", &giving.words, tidy::WORDS),
    };
    if !giving.confirmed {
        entry.refuse("confirmed", Wrong::Needed);
    }
    entry.done()?;
    let change = Draft::of(Float::KIND, float.id, state.record(float.id))
        .set("spent", &spent)
        .set("back", &back)
        .set("words", &words)
        .set("back_confirmed", &true)
        .set("back_by", &ctx.me)
        .set("back_at", &ctx.now);
    Ok(super::to_all(state, change.done()))
}

/// Nothing is asked before it: whoever opens the page is in a hurry.
pub(super) fn alarm(
    state: &State,
    ctx: &Context,
    request: Id,
    occurrence: Option<Date>,
    why: Alarm,
) -> Result<Vec<Change>, Refusal> {
    let request = state.request(request).ok_or(Refusal::Missing)?;
    let opening = Draft::new(Emergency::KIND, ctx.ids[0])
        .set("request", &request.id)
        .set("occurrence", &occurrence)
        .set("by", &ctx.me)
        .set("at", &ctx.now)
        .set("why", &why);
    Ok(opening.done().into_iter().collect())
}

pub(super) fn accident(
    state: &State,
    ctx: &Context,
    id: Option<Id>,
    draft: &AccidentDraft,
) -> Result<Vec<Change>, Refusal> {
    let known = id.map(|id| state.accident(id).ok_or(Refusal::Missing)).transpose()?;
    if let Some(accident) = known {
        super::own_or_lead(ctx, accident.by)?;
        if accident.closed.is_some() {
            return Err(Refusal::TooLate);
        }
    }
    let visit: Option<&Visit> =
        draft.visit.map(|visit| state.visit(visit).ok_or(Refusal::Missing)).transpose()?;
    let mut entry = Entry::default();
    let town = entry.line("town", &draft.town, tidy::NAME);
    let facts = entry.needed("facts", &draft.facts, tidy::NOTE);
    let done = entry.note("done", &draft.done, tidy::NOTE);
    if draft.at > ctx.now {
        entry.refuse("at", Wrong::Day);
    }
    entry.done()?;
    let id = known.map_or(ctx.ids[0], |accident| accident.id);
    let mut change = Draft::of(Accident::KIND, id, state.record(id))
        .set("visit", &visit.map(|visit| visit.id))
        .set("request", &visit.map(|visit| visit.request))
        .set("task", draft.task.code())
        .set("at", &draft.at)
        .set("town", &town)
        .set("harm", &draft.harm)
        .set("facts", &facts)
        .set("done", &done);
    if known.is_none() {
        change = change.set("number", &number(tokyo_date(draft.at), id)).set("by", &ctx.me);
    }
    Ok(super::to_all(state, change.done()))
}

/// The number on the sheet: the day and four digits of the record's name, so that two phones without a network hardly
/// ever give the same one.
fn number(day: Date, id: Id) -> String {
    let &[.., high, low] = id.bytes();
    format!("{}-{:04}", iso(day).replace('-', ""), u16::from_be_bytes([high, low]) % 10_000)
}

pub(super) fn close(state: &State, ctx: &Context, id: Id, closed: bool) -> Result<Vec<Change>, Refusal> {
    super::leads_only(ctx)?;
    let accident = state.accident(id).ok_or(Refusal::Missing)?;
    let day = closed.then(|| tokyo_date(ctx.now));
    let change = Draft::of(Accident::KIND, accident.id, state.record(accident.id)).set("closed", &day);
    Ok(super::to_all(state, change.done()))
}

pub(super) fn erase(state: &State, ctx: &Context, id: Id) -> Result<Vec<Change>, Refusal> {
    super::leads_only(ctx)?;
    let accident = state.accident(id).ok_or(Refusal::Missing)?;
    if !accident.over(tokyo_date(ctx.now)) {
        return Err(Refusal::TooLate);
    }
    let all = state.group(accident.id);
    Ok(all.into_iter().filter_map(|of| super::people::erasure(ctx, of)).collect())
}
