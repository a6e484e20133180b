//! A visit while it runs and right after it: 休憩 and 再開, what is next as a request of its own, the resident's ありがとう.

use tanomo_record::{Id, Value};

use crate::change::{Change, Draft};
use crate::command::Context;
use crate::date::Millis;
use crate::refusal::{Refusal, Wrong};
use crate::state::State;
use crate::task::{Hazard, Tool};
use crate::view::rest::RESTS;
use crate::view::sign::{Drawing, SIGNS};
use crate::view::{CameBy, Request, Resident, Rest, Sort, Visit};

use super::entry::codes;

/// A visit that runs.
fn running(state: &State, id: Id) -> Result<&Visit, Refusal> {
    let visit = state.visit(id).ok_or(Refusal::Missing)?;
    let runs = visit.end.is_none() && visit.outcome.is_none() && visit.sort == Sort::Work;
    if runs { Ok(visit) } else { Err(Refusal::TooLate) }
}

fn draft<'a>(state: &'a State, visit: &Visit) -> Draft<'a> {
    Draft::of(Visit::KIND, visit.id, state.record(visit.id))
}

fn rest_field(rest: Rest) -> String {
    format!("{RESTS}/{}", rest.element())
}

pub(super) fn pause(state: &State, ctx: &Context, id: Id) -> Result<Vec<Change>, Refusal> {
    let visit = running(state, id)?;
    if visit.resting().is_some() {
        return Err(Refusal::TooLate);
    }
    // A phone whose clock is behind that of the one who started rests from the start on.
    let rest = Rest { from: Millis(ctx.now.0.max(visit.start.0)), until: None };
    Ok(super::to_all(state, draft(state, visit).set(&rest_field(rest), &true).done()))
}

pub(super) fn resume(state: &State, ctx: &Context, id: Id) -> Result<Vec<Change>, Refusal> {
    let visit = running(state, id)?;
    let lasting = visit.rests.iter().filter(|rest| rest.until.is_none());
    let ended = lasting.fold(draft(state, visit), |draft, rest| {
        let until = Some(Millis(ctx.now.0.max(rest.from.0.saturating_add(1))));
        draft.set(&rest_field(Rest { until, ..*rest }), &true)
    });
    Ok(super::to_all(state, Some(ended.done().ok_or(Refusal::TooLate)?)))
}

/// The new request first: its id is what the screen goes on with.
pub(super) fn follow_up(state: &State, ctx: &Context, id: Id) -> Result<Vec<Change>, Refusal> {
    let visit = state.visit(id).ok_or(Refusal::Missing)?;
    let request = state.request(visit.request).ok_or(Refusal::Missing)?;
    if visit.end.is_none() || visit.follow_up.is_some() {
        return Err(Refusal::TooLate);
    }
    if visit.next.is_empty() {
        return Err(Refusal::Fields(vec![("next", Wrong::Empty)]));
    }
    let looked = state.last_visit(request.id, visit.occurrence, Sort::Scout);
    let hazards = looked.map_or(&request.hazards, |looked| &looked.hazards);
    let card = request.resident.filter(|&card| !state.is_erased(card));
    // What is next may be longer than a request's words.
    let words: String = visit.next.chars().take(crate::tidy::WORDS).collect();
    let made = Draft::new(Request::KIND, ctx.ids[0])
        .set("task", request.task.code())
        .set("words", &words)
        .set("town", &request.town)
        .set("needed", &request.needed)
        .set_elements("tools", &codes(&request.tools, Tool::code))
        .set_elements("hazards", &codes(hazards, Hazard::code))
        .set_elements("site", &codes(&request.site, crate::view::SiteNote::code))
        .set("came_by", &CameBy::InPerson)
        .set("resident", &card)
        .set("follows", &request.id)
        .set("logged_at", &ctx.now);
    let mut changes: Vec<Change> = made.done().into_iter().collect();
    changes.extend(super::to_all(state, draft(state, visit).set("follow_up", &ctx.ids[0]).done()));
    Ok(changes)
}

/// A drawing is a mark of the resident's own hand: it stands on their card, is read by whoever reads that, and goes with
/// it. The visit itself says only that they said ありがとう.
pub(super) fn sign(
    state: &State,
    ctx: &Context,
    id: Id,
    drawing: Option<&Drawing>,
) -> Result<Vec<Change>, Refusal> {
    let visit = state.visit(id).ok_or(Refusal::Missing)?;
    let card = state.request(visit.request).and_then(|request| request.resident).ok_or(Refusal::Missing)?;
    let card = super::people::open_card(state, card)?.id;
    if !state.may_read_card(card, ctx.me, ctx.role, ctx.now) {
        return Err(Refusal::CardNotYours);
    }
    let text = drawing.map_or(Value::Null, |drawing| drawing.text().into());
    let sign = |(card, visit): (Id, Id)| {
        Draft::of(Resident::KIND, card, state.record(card))
            .put(&format!("{SIGNS}/{visit}"), text.clone())
            .done()
    };
    let visits = state.group(visit.id);
    let mut changes: Vec<Change> = match drawing {
        Some(_) => sign((card, visit.id)).into_iter().collect(),
        // Wherever a phone that did not know of the other record put it.
        None => {
            let cards = state.group(card).into_iter();
            cards.flat_map(|card| visits.iter().map(move |&visit| (card, visit))).filter_map(sign).collect()
        }
    };
    if drawing.is_some() {
        changes.extend(super::to_all(state, draft(state, visit).set("thanked", &true).done()));
    }
    Ok(changes)
}
