//! 下見, 開始, 終わりました, corrections and 利用料.

use serde_json::json;
use tanomo_record::{Id, Value};

use crate::change::{Change, Draft};
use crate::command::{Context, Correction, Finishing, Paying, Reasons, Scouting, Starting};
use crate::date::{Date, MAX_MINUTES, Millis, tokyo_date};
use crate::gates;
use crate::refusal::{Ask, Refusal};
use crate::state::State;
use crate::task::{Hazard, Tool};
use crate::tidy;
use crate::view::{HowPaid, Member, NearMiss, Outcome, Payment, Request, Sort, Verdict, Visit};

use super::entry::{Entry, codes};

/// The most that materials or a payment may come to, in yen: more is a slip of the finger.
const MOST_YEN: u32 = 1_000_000;

/// The most bags of one visit.
const MOST_BAGS: u32 = 500;

/// The most people of one visit.
const MOST_PEOPLE: u32 = 50;

pub(super) fn scout(state: &State, ctx: &Context, scouting: &Scouting) -> Result<Vec<Change>, Refusal> {
    let request = state.request(scouting.request).ok_or(Refusal::Missing)?;
    if let Some(never) = gates::never_taken(&scouting.tools, &scouting.hazards)
        && scouting.verdict == Verdict::Yes
    {
        return Err(Refusal::NeverTaken(never));
    }
    let mut entry = Entry::default();
    let people = people(&mut entry, state, &scouting.people)?;
    let words = match scouting.verdict {
        Verdict::Yes => entry.note("words", &scouting.words, tidy::NOTE),
        Verdict::Hard => entry.needed("words", &scouting.words, tidy::NOTE),
    };
    let needed = entry.within("people_needed", scouting.people_needed, 1, MOST_PEOPLE);
    let estimate = entry.within("estimate", scouting.estimate, 1, u32::from(MAX_MINUTES));
    entry.done()?;
    let visit = begun(ctx.ids[0], request, scouting.occurrence, Sort::Scout, ctx.now, &people)
        .set("end", &ctx.now)
        .set("verdict", &scouting.verdict)
        .set("next", &words)
        .set_elements("hazards", &codes(&scouting.hazards, Hazard::code))
        .set_elements("tools", &codes(&scouting.tools, Tool::code))
        .set("people_needed", &needed)
        .set("estimate", &estimate);
    Ok(visit.done().into_iter().collect())
}

fn begun<'a>(
    id: Id,
    request: &Request,
    occurrence: Option<Date>,
    sort: Sort,
    start: Millis,
    people: &[String],
) -> Draft<'a> {
    Draft::new(Visit::KIND, id)
        .set("sort", &sort)
        .set("request", &request.id)
        .set("occurrence", &occurrence)
        .set("start", &start)
        .set_elements("people", people)
}

/// The ids of members of this circle, as elements of a set; nobody is not enough.
fn people(entry: &mut Entry, state: &State, people: &[Id]) -> Result<Vec<String>, Refusal> {
    let mut ids = Vec::new();
    for &id in people {
        ids.push(state.member(id).ok_or(Refusal::Missing)?.id.to_string());
    }
    ids.sort();
    ids.dedup();
    entry.within("people", u32::try_from(ids.len()).unwrap_or(u32::MAX), 1, MOST_PEOPLE);
    Ok(ids)
}

pub(super) fn start(state: &State, ctx: &Context, starting: &Starting) -> Result<Vec<Change>, Refusal> {
    let request = state.request(starting.request).ok_or(Refusal::Missing)?;
    if state.status(request, starting.occurrence, ctx.now).closed() {
        return Err(Refusal::TooLate);
    }
    if running(state, request.id, starting.occurrence).is_some() {
        return Err(Refusal::TooLate);
    }
    let mut entry = Entry::default();
    let people = people(&mut entry, state, &starting.people)?;
    let reasons = reasons(&mut entry, &starting.reasons);
    entry.done()?;
    let asked = asks(state, ctx, request, starting.occurrence, &starting.people, &reasons)?;
    let visit = begun(ctx.ids[0], request, starting.occurrence, Sort::Work, ctx.now, &people);
    Ok(with_reasons(visit, &reasons, &asked).done().into_iter().collect())
}

/// The visit that runs on an occurrence right now.
fn running(state: &State, request: Id, occurrence: Option<Date>) -> Option<&Visit> {
    state.last_work(request, occurrence).filter(|visit| visit.end.is_none() && visit.outcome.is_none())
}

fn reasons(entry: &mut Entry, reasons: &Reasons) -> Reasons {
    Reasons {
        alone: entry.line("alone_reason", &reasons.alone, tidy::WORDS),
        not_agreed: entry.line("not_agreed_reason", &reasons.not_agreed, tidy::WORDS),
        uninsured: entry.line("uninsured_reason", &reasons.uninsured, tidy::WORDS),
        not_scouted: entry.line("not_scouted_reason", &reasons.not_scouted, tidy::WORDS),
    }
}

/// What has to be answered before work begins, and was. Refuses with what is still open.
fn asks(
    state: &State,
    ctx: &Context,
    request: &Request,
    occurrence: Option<Date>,
    people: &[Id],
    reasons: &Reasons,
) -> Result<Vec<Ask>, Refusal> {
    let asks = state.asks(request, occurrence, people, ctx.now);
    let open: Vec<Ask> = asks.iter().filter(|ask| reason_for(ask, reasons).is_some_and(str::is_empty)).cloned().collect();
    if !open.is_empty() {
        return Err(Refusal::Asks(open));
    }
    // These two overrides are a lead's to give.
    if asks.iter().any(|ask| matches!(ask, Ask::Uninsured(_) | Ask::NotScouted)) {
        super::leads_only(ctx)?;
    }
    if asks.contains(&Ask::NoDriver) {
        return Err(Refusal::Asks(vec![Ask::NoDriver]));
    }
    Ok(asks)
}

/// The reason that answers a question; `None` for one that no reason answers.
fn reason_for<'a>(ask: &Ask, reasons: &'a Reasons) -> Option<&'a str> {
    match ask {
        Ask::Alone { .. } => Some(&reasons.alone),
        Ask::NotAgreed => Some(&reasons.not_agreed),
        Ask::Uninsured(_) => Some(&reasons.uninsured),
        Ask::NotScouted => Some(&reasons.not_scouted),
        Ask::Untrained | Ask::RideNotice | Ask::NoDriver => None,
    }
}

/// Keeps the reasons that answer what was asked, and no other.
fn with_reasons<'a>(visit: Draft<'a>, reasons: &Reasons, asked: &[Ask]) -> Draft<'a> {
    asked.iter().fold(visit, |visit, ask| match ask {
        Ask::Alone { .. } => visit.set("alone_reason", &reasons.alone),
        Ask::NotAgreed => visit.set("not_agreed_reason", &reasons.not_agreed),
        Ask::Uninsured(_) => visit.set("uninsured_reason", &reasons.uninsured),
        Ask::NotScouted => visit.set("not_scouted_reason", &reasons.not_scouted),
        Ask::Untrained | Ask::RideNotice | Ask::NoDriver => visit,
    })
}

impl State {
    /// What a team is asked before it begins, in the order the screen asks it.
    pub fn asks(&self, request: &Request, occurrence: Option<Date>, people: &[Id], now: Millis) -> Vec<Ask> {
        let today = tokyo_date(now);
        let team: Vec<&Member> = people.iter().filter_map(|&id| self.member(id)).collect();
        let circle = self.circle();
        let together = circle.map_or(2, |circle| circle.together);
        let mut asks = Vec::new();
        if (team.len() as u64) < u64::from(together) {
            asks.push(Ask::Alone { together });
        }
        if !self.agreement_of(request.id, occurrence).is_some_and(|agreement| agreement.stands()) {
            asks.push(Ask::NotAgreed);
        }
        let scouted = self.last_visit(request.id, occurrence, Sort::Scout).and_then(|visit| visit.verdict);
        if circle.is_some_and(|c| c.scout_first.contains(&request.task)) && scouted != Some(Verdict::Yes) {
            asks.push(Ask::NotScouted);
        }
        if circle.is_some_and(|circle| circle.insurance.is_some()) {
            let covered = |m: &&&Member| !m.insured.is_some_and(|dates| gates::covers(dates, today));
            let without: Vec<Id> = team.iter().filter(covered).map(|member| member.id).collect();
            if !without.is_empty() {
                asks.push(Ask::Uninsured(without));
            }
        }
        if request.tools.iter().any(|tool| tool.needs_training())
            && !team.iter().any(|m| request.tools.iter().all(|t| !t.needs_training() || m.trained.contains(t)))
        {
            asks.push(Ask::Untrained);
        }
        if request.task.is_ride() {
            asks.push(Ask::RideNotice);
            let drives = |m: &&Member| gates::may_drive(m.licence_until, m.car_insured_until, today);
            if !team.iter().any(|member| drives(member)) {
                asks.push(Ask::NoDriver);
            }
        }
        asks
    }
}

pub(super) fn finish(state: &State, ctx: &Context, finishing: &Finishing) -> Result<Vec<Change>, Refusal> {
    let request = state.request(finishing.request).ok_or(Refusal::Missing)?;
    let running = match finishing.visit {
        Some(id) => Some(state.visit(id).filter(|visit| visit.end.is_none()).ok_or(Refusal::TooLate)?),
        None => None,
    };
    if running.is_none() && state.status(request, finishing.occurrence, ctx.now).closed() {
        return Err(Refusal::TooLate);
    }
    let mut entry = Entry::default();
    let people = people(&mut entry, state, &finishing.people)?;
    let minutes = entry.within("minutes", finishing.minutes, 1, u32::from(MAX_MINUTES));
    let next = match finishing.outcome {
        Outcome::Done => entry.note("next", &finishing.next, tidy::NOTE),
        Outcome::Partly | Outcome::CouldNot => entry.needed("next", &finishing.next, tidy::NOTE),
    };
    let reasons = reasons(&mut entry, &finishing.reasons);
    entry.done()?;
    // What was asked at the start has been answered; a visit written down at once is asked now.
    let asked = match running {
        Some(_) => Vec::new(),
        None => asks(state, ctx, request, finishing.occurrence, &finishing.people, &reasons)?,
    };
    if request.task.is_ride() && !finishing.notice_read && finishing.outcome != Outcome::CouldNot {
        return Err(Refusal::Asks(vec![Ask::RideNotice]));
    }
    let visit = match running {
        Some(visit) => {
            Draft::of(Visit::KIND, visit.id, state.record(visit.id)).set_elements("people", &people)
        }
        None => {
            let start = ctx.now.plus_minutes(-i64::from(minutes));
            begun(ctx.ids[0], request, finishing.occurrence, Sort::Work, start, &people)
        }
    };
    let visit = visit
        .set("end", &ctx.now)
        .set("minutes", &minutes)
        .set("outcome", &finishing.outcome)
        .set("next", &next);
    let visit = details(visit, request, finishing)?;
    Ok(super::to_all(state, with_reasons(visit, &reasons, &asked).done()))
}

/// Bags, money, near miss and thanks. A ride has costs and no materials; everything else the reverse.
fn details<'a>(visit: Draft<'a>, request: &Request, finishing: &Finishing) -> Result<Draft<'a>, Refusal> {
    let mut entry = Entry::default();
    let bags = entry.within("bags", finishing.bags, 0, MOST_BAGS);
    let thanks = entry.note("thanks", &finishing.thanks, tidy::WORDS);
    let mut visit = visit.set("thanks", &thanks);
    if request.task.is_ride() {
        let costs = &finishing.costs;
        let each = [
            ("costs/fuel", costs.fuel),
            ("costs/tolls", costs.tolls),
            ("costs/parking", costs.parking),
            ("costs/insurance", costs.insurance),
            ("costs/vehicle_hire", costs.vehicle_hire),
        ];
        for (field, yen) in each {
            visit = visit.put(field, amount(entry.within(field, yen, 0, MOST_YEN)));
        }
        visit = visit.set("notice_read", &finishing.notice_read);
    } else {
        visit = visit.put("materials", amount(entry.within("materials", finishing.materials, 0, MOST_YEN)));
    }
    visit = visit.put("bags", amount(bags));
    if let Some((sort, words)) = &finishing.near_miss {
        let words = entry.note("near_miss_words", words, tidy::NOTE);
        visit = visit.set::<NearMiss>("near_miss", sort).set("near_miss_words", &words);
    }
    entry.done()?;
    Ok(visit)
}

/// An amount as stored: nothing rather than a zero nobody entered.
fn amount(number: u32) -> Value {
    if number == 0 { Value::Null } else { json!(number) }
}

pub(super) fn correct(state: &State, id: Id, correction: &Correction) -> Result<Vec<Change>, Refusal> {
    let visit = state.visit(id).ok_or(Refusal::Missing)?;
    if visit.end.is_none() {
        return Err(Refusal::TooLate);
    }
    let mut entry = Entry::default();
    let mut draft = Draft::of(Visit::KIND, visit.id, state.record(visit.id));
    if let Some(minutes) = correction.minutes {
        draft = draft.set("minutes", &entry.within("minutes", minutes, 1, u32::from(MAX_MINUTES)));
    }
    if let Some(who) = &correction.people {
        draft = draft.set_elements("people", &people(&mut entry, state, who)?);
    }
    if let Some(outcome) = correction.outcome {
        draft = draft.set("outcome", &outcome);
    }
    if let Some(materials) = correction.materials {
        draft = draft.put("materials", json!(entry.within("materials", materials, 0, MOST_YEN)));
    }
    if let Some(bags) = correction.bags {
        draft = draft.put("bags", json!(entry.within("bags", bags, 0, MOST_BAGS)));
    }
    if let Some(next) = &correction.next {
        draft = draft.set("next", &entry.note("next", next, tidy::NOTE));
    }
    entry.done()?;
    Ok(super::to_all(state, draft.done()))
}

/// Each visit has one payment, written over when it is put right; a ride has none, ever.
pub(super) fn pay(state: &State, ctx: &Context, paying: &Paying) -> Result<Vec<Change>, Refusal> {
    let visit = state.visit(paying.visit).ok_or(Refusal::Missing)?;
    let mut entry = Entry::default();
    let yen = entry.within("amount", paying.amount, 0, MOST_YEN);
    entry.done()?;
    let now = state.payments(visit.id).next();
    let id = now.map_or(ctx.ids[0], |payment| payment.id);
    let received = matches!(paying.how, HowPaid::Cash | HowPaid::Ticket).then_some(ctx.me);
    let payment = Draft::of(Payment::KIND, id, state.record(id))
        .set("visit", &visit.id)
        .set("amount", &yen)
        .set("how", &paying.how)
        .set("received_by", &received)
        .set("receipt", &paying.receipt)
        .set("at", &ctx.now);
    Ok(super::to_all(state, payment.done()))
}
