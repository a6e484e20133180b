//! 手伝いの申し出 and 約束.

use tanomo_record::Id;

use crate::change::{Change, Draft};
use crate::command::{Agreed, Context, Offer};
use crate::date::{Date, tokyo_date};
use crate::gates::Gate;
use crate::refusal::Refusal;
use crate::state::State;
use crate::tidy;
use crate::view::{Agreement, Answer, Request, Response};

use super::entry::Entry;

pub(super) fn offer(state: &State, ctx: &Context, offer: &Offer) -> Result<Vec<Change>, Refusal> {
    super::own_or_lead(ctx, offer.member)?;
    let request = open_request(state, ctx, offer.request, offer.occurrence)?;
    let member = state.member(offer.member).ok_or(Refusal::Missing)?.id;
    let stands = |r: &Response| r.member == member && r.occurrence == offer.occurrence && !r.withdrawn;
    if state.responses(request.id).any(|r| stands(r) && r.answer != Some(Answer::Declined)) {
        return Err(Refusal::TooLate);
    }
    let mut entry = Entry::default();
    let when = entry.line("when", &offer.when, tidy::ADDRESS);
    let brings = entry.line("brings", &offer.brings, tidy::ADDRESS);
    entry.done()?;
    let response = draft(ctx, request, offer.occurrence, member).set("when", &when).set("brings", &brings);
    Ok(response.done().into_iter().collect())
}

fn draft<'a>(ctx: &Context, request: &Request, occurrence: Option<Date>, member: Id) -> Draft<'a> {
    Draft::new(Response::KIND, ctx.ids[0])
        .set("request", &request.id)
        .set("occurrence", &occurrence)
        .set("member", &member)
        .set("at", &ctx.now)
}

fn open_request<'a>(
    state: &'a State,
    ctx: &Context,
    id: Id,
    occurrence: Option<Date>,
) -> Result<&'a Request, Refusal> {
    let request = state.request(id).ok_or(Refusal::Missing)?;
    if state.status(request, occurrence, ctx.now).closed() { Err(Refusal::TooLate) } else { Ok(request) }
}

pub(super) fn answer(
    state: &State,
    ctx: &Context,
    id: Id,
    answer: Answer,
    why: &str,
) -> Result<Vec<Change>, Refusal> {
    super::leads_only(ctx)?;
    let response = state.response(id).ok_or(Refusal::Missing)?;
    if response.withdrawn {
        return Err(Refusal::TooLate);
    }
    let mut change = Draft::of(Response::KIND, response.id, state.record(response.id)).set("answer", &answer);
    if answer == Answer::Accepted {
        let request = state.request(response.request).ok_or(Refusal::Missing)?;
        change = without_scout(change, state, request, response.occurrence, why)?;
    }
    Ok(super::to_all(state, change.done()))
}

/// Nobody is put on the team before the 下見 the circle wants, unless a lead says why.
fn without_scout<'a>(
    response: Draft<'a>,
    state: &State,
    request: &Request,
    occurrence: Option<Date>,
    why: &str,
) -> Result<Draft<'a>, Refusal> {
    if !state.scout_missing(request, occurrence) {
        return Ok(response);
    }
    let mut entry = Entry::default();
    let why = entry.line("lead_reason", why, tidy::WORDS);
    entry.done()?;
    if why.is_empty() {
        return Err(Refusal::Asks(vec![Gate::NotScouted]));
    }
    Ok(response.set("lead_reason", &why))
}

pub(super) fn withdraw(state: &State, ctx: &Context, id: Id) -> Result<Vec<Change>, Refusal> {
    let response = state.response(id).ok_or(Refusal::Missing)?;
    super::own_or_lead(ctx, response.member)?;
    let change = Draft::of(Response::KIND, response.id, state.record(response.id)).set("withdrawn", &true);
    Ok(super::to_all(state, change.done()))
}

pub(super) fn on_paper(
    state: &State,
    ctx: &Context,
    ids: &[Id],
    given: bool,
) -> Result<Vec<Change>, Refusal> {
    super::leads_only(ctx)?;
    let mut changes = Vec::new();
    for id in ids {
        let response = state.response(*id).ok_or(Refusal::Missing)?;
        if !response.accepted() {
            return Err(Refusal::TooLate);
        }
        let change =
            Draft::of(Response::KIND, response.id, state.record(response.id)).set("on_paper", &given);
        changes.extend(super::to_all(state, change.done()));
    }
    Ok(changes)
}

pub(super) fn assign(
    state: &State,
    ctx: &Context,
    (request, occurrence): (Id, Option<Date>),
    member: Id,
    why: &str,
) -> Result<Vec<Change>, Refusal> {
    super::leads_only(ctx)?;
    let request = open_request(state, ctx, request, occurrence)?;
    let member = state.member(member).ok_or(Refusal::Missing)?.id;
    let standing = state
        .responses(request.id)
        .find(|r| r.member == member && r.occurrence == occurrence && !r.withdrawn);
    if let Some(response) = standing {
        return answer(state, ctx, response.id, Answer::Accepted, why);
    }
    let response = draft(ctx, request, occurrence, member).set("answer", &Answer::Accepted);
    let response = without_scout(response, state, request, occurrence, why)?;
    Ok(response.done().into_iter().collect())
}

/// A new day ends the agreement before it: the resident has to hear of it again.
pub(super) fn agree(state: &State, ctx: &Context, agreed: &Agreed) -> Result<Vec<Change>, Refusal> {
    let request = open_request(state, ctx, agreed.request, agreed.occurrence)?;
    let mut entry = Entry::default();
    entry.day_ahead("day", agreed.day, tokyo_date(ctx.now));
    entry.done()?;
    let mut changes = Vec::new();
    for old in state.agreements(request.id).filter(|a| a.occurrence == agreed.occurrence && !a.ended) {
        let ended = Draft::of(Agreement::KIND, old.id, state.record(old.id)).set("ended", &true);
        changes.extend(super::to_all(state, ended.done()));
    }
    let told = agreed.told.then_some((ctx.me, ctx.now));
    let new = Draft::new(Agreement::KIND, ctx.ids[0])
        .set("request", &request.id)
        .set("occurrence", &agreed.occurrence)
        .set("day", &agreed.day)
        .set("time", &agreed.time.map(|time| time.to_string()))
        .set("told_by", &told.map(|(by, _)| by))
        .set("told_at", &told.map(|(_, at)| at))
        .set("at", &ctx.now);
    changes.extend(new.done());
    Ok(changes)
}

pub(super) fn told(state: &State, ctx: &Context, id: Id) -> Result<Vec<Change>, Refusal> {
    let agreement = state.agreement(id).ok_or(Refusal::Missing)?;
    if agreement.ended || agreement.told.is_some() {
        return Err(Refusal::TooLate);
    }
    let change = Draft::of(Agreement::KIND, agreement.id, state.record(agreement.id))
        .set("told_by", &ctx.me)
        .set("told_at", &ctx.now);
    Ok(super::to_all(state, change.done()))
}

pub(super) fn end_agreement(state: &State, id: Id) -> Result<Vec<Change>, Refusal> {
    let agreement = state.agreement(id).ok_or(Refusal::Missing)?;
    let change = Draft::of(Agreement::KIND, agreement.id, state.record(agreement.id)).set("ended", &true);
    Ok(super::to_all(state, change.done()))
}
