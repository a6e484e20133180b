//! 下見, 開始, 終わりました, corrections and 利用料.

use serde_json::json;
use tanomo_record::{Id, Value};

use crate::change::{Change, Draft};
use crate::command::{Context, Correction, Finishing, Paying, Reasons, Scouting, Starting};
use crate::date::{Date, MAX_MINUTES, Millis, tokyo_date};
use crate::gates::{self, Cover, Driver, Gate, Person, Weight};
use crate::money::RideCosts;
use crate::refusal::Refusal;
use crate::state::State;
use crate::task::{Hazard, Tool};
use crate::tidy;
use crate::view::{HowPaid, Job, Member, Outcome, Payment, Request, Sort, Verdict, Visit};

use super::entry::{Entry, codes};

/// The most that materials or a payment may come to, in yen: more is a slip of the finger.
pub(super) const MOST_YEN: u32 = 1_000_000;

/// The most receipts of one visit.
const MOST_RECEIPTS: u32 = 20;

/// The most bags of one visit.
const MOST_BAGS: u32 = 500;

/// The most people of one visit.
const MOST_PEOPLE: u32 = 50;

pub(super) fn scout(state: &State, ctx: &Context, scouting: &Scouting) -> Result<Vec<Change>, Refusal> {
    let request = state.request(scouting.request).ok_or(Refusal::Missing)?;
    let refused = never_taken(scouting);
    if scouting.verdict == Verdict::Yes && !refused.is_empty() {
        return Err(Refusal::Asks(refused));
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
    if state.running(request.id, starting.occurrence).is_some() {
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

fn reasons(entry: &mut Entry, reasons: &Reasons) -> Reasons {
    Reasons {
        alone: entry.line("alone_reason", &reasons.alone, tidy::WORDS),
        not_agreed: entry.line("not_agreed_reason", &reasons.not_agreed, tidy::WORDS),
        lead: entry.line("lead_reason", &reasons.lead, tidy::WORDS),
        notice_read: reasons.notice_read,
    }
}

/// What a squad never takes on, whoever comes.
fn never_taken(scouting: &Scouting) -> Vec<Gate> {
    let mut gates = gates::tool_gates(&scouting.tools, &[]);
    gates.extend(gates::hazard_gates(&scouting.hazards, usize::MAX));
    gates.retain(|gate| matches!(gate, Gate::ToolNotTakenOn { .. } | Gate::HazardNotTakenOn { .. }));
    gates
}

/// What stands before the work and was answered. Refuses with what is still open.
fn asks(
    state: &State,
    ctx: &Context,
    request: &Request,
    occurrence: Option<Date>,
    people: &[Id],
    reasons: &Reasons,
) -> Result<Vec<Gate>, Refusal> {
    let gates = state.gates(request, occurrence, people, ctx.now);
    let open: Vec<Gate> = gates.iter().filter(|gate| !answered(gate, reasons)).cloned().collect();
    if !open.is_empty() {
        return Err(Refusal::Asks(open));
    }
    if gates.iter().any(|gate| gate.weight() == Weight::LeadReason) {
        super::leads_only(ctx)?;
    }
    Ok(gates)
}

/// What is asked of a visit that is written down at once: why alone, why without an agreement, and whether
/// the notice was read. What should have kept people from starting never keeps what happened from being
/// recorded.
fn asked_of_record(
    state: &State,
    ctx: &Context,
    request: &Request,
    finishing: &Finishing,
    reasons: &Reasons,
) -> Result<Vec<Gate>, Refusal> {
    let mut gates = state.gates(request, finishing.occurrence, &finishing.people, ctx.now);
    gates.retain(|gate| gate.weight() == Weight::Reason || *gate == Gate::ReadRideNotice);
    let open: Vec<Gate> = gates.iter().filter(|gate| !answered(gate, reasons)).cloned().collect();
    if open.is_empty() { Ok(gates) } else { Err(Refusal::Asks(open)) }
}

/// Whether a reason was given for what needs one. What is only told needs none; what is not done has none.
fn answered(gate: &Gate, reasons: &Reasons) -> bool {
    match gate.weight() {
        Weight::Tell => *gate != Gate::ReadRideNotice || reasons.notice_read,
        Weight::Reason if *gate == Gate::NotAgreed => !reasons.not_agreed.is_empty(),
        Weight::Reason => !reasons.alone.is_empty(),
        Weight::LeadReason => !reasons.lead.is_empty(),
        Weight::Refuse => false,
    }
}

/// Keeps the reasons that answer what was asked, and no other.
fn with_reasons<'a>(visit: Draft<'a>, reasons: &Reasons, asked: &[Gate]) -> Draft<'a> {
    asked.iter().fold(visit, |visit, gate| match gate.weight() {
        Weight::Reason if *gate == Gate::NotAgreed => visit.set("not_agreed_reason", &reasons.not_agreed),
        Weight::Reason => visit.set("alone_reason", &reasons.alone),
        Weight::LeadReason => visit.set("lead_reason", &reasons.lead),
        Weight::Tell if *gate == Gate::ReadRideNotice => visit.set("notice_read", &true),
        Weight::Tell | Weight::Refuse => visit,
    })
}

impl State {
    /// Whether the circle wants a 下見 before such a job, and none says yes.
    pub fn scout_missing(&self, request: &Request, occurrence: Option<Date>) -> bool {
        let wanted = self.circle().is_some_and(|circle| circle.scout_first.contains(&request.task));
        let scouted = self.last_visit(request.id, occurrence, Sort::Scout);
        wanted && scouted.and_then(|visit| visit.verdict) != Some(Verdict::Yes)
    }

    /// What a team meets before it begins, the heaviest first.
    pub fn gates(
        &self,
        request: &Request,
        occurrence: Option<Date>,
        people: &[Id],
        now: Millis,
    ) -> Vec<Gate> {
        let team: Vec<&Member> = people.iter().filter_map(|&id| self.member(id)).collect();
        let circle = self.circle();
        let scouted = self.last_visit(request.id, occurrence, Sort::Scout);
        let hazards = scouted.map_or(&request.hazards, |visit| &visit.hazards);
        let driver = team.iter().map(|member| driver(member)).max_by_key(|driver| {
            u8::from(driver.licence.is_some()) + u8::from(driver.car_insurance.is_some())
        });
        let people: Vec<Person> = team.iter().map(|member| person(member)).collect();
        let insurance = circle.is_some_and(|circle| circle.insurance.is_some());
        let paid =
            circle.is_some_and(|c| c.fee.per_person_hour_yen.is_some_and(|yen| yen > 0) && !c.covers_paid);
        let mut gates = gates::start_gates(&gates::Start {
            task: request.task,
            day: tokyo_date(now),
            people: &people,
            needed: circle.map_or(2, |circle| u8::try_from(circle.together).unwrap_or(u8::MAX)),
            agreed: self.agreement_of(request.id, occurrence).is_some_and(|agreement| agreement.stands()),
            scout_missing: self.scout_missing(request, occurrence),
            tools: &request.tools,
            hazards,
            driver: driver.as_ref(),
            heat: self.heat_of(Job { request: request.id, occurrence }, now),
            waste: &[],
            paid_not_covered: insurance && paid,
        });
        let job = Job { request: request.id, occurrence };
        if self.briefing_missing(job, tokyo_date(now)) {
            gates.insert(0, Gate::NotBriefed);
        }
        // A circle that recorded no plan has not said that anybody must be covered.
        gates.retain(|gate| insurance || !matches!(gate, Gate::NotInsured { .. }));
        gates
    }
}

fn person(member: &Member) -> Person {
    Person {
        id: member.id.to_string(),
        under_18: member.minor,
        guardian: member.guardian_agreed,
        insured: member.insured.map(|(from, until)| Cover { from, until }),
        trained: member.trained.clone(),
    }
}

fn driver(member: &Member) -> Driver {
    Driver {
        id: member.id.to_string(),
        licence: member.licence_until.map(Cover::until),
        car_insurance: member.car_insured_until.map(Cover::until),
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
        None => asked_of_record(state, ctx, request, finishing, &reasons)?,
    };
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
    let mut visit = visit.set("thanked", &finishing.thanked).set("thanks", &thanks);
    if request.task.is_ride() {
        visit = ride_costs(&mut entry, visit, &finishing.costs);
    } else {
        visit = materials(&mut entry, visit, finishing.materials, &finishing.receipts);
    }
    visit = visit.put("bags", amount(bags));
    if let Some((sort, words)) = &finishing.near_miss {
        let words = entry.note("near_miss_words", words, tidy::NOTE);
        let done = entry.note("near_miss_done", &finishing.near_miss_done, tidy::NOTE);
        visit = visit.set("near_miss", sort).set("near_miss_words", &words).set("near_miss_done", &done);
    }
    entry.done()?;
    Ok(visit)
}

/// Materials as a sum, or as the receipts that make it.
fn materials<'a>(entry: &mut Entry, visit: Draft<'a>, sum: u32, receipts: &[u32]) -> Draft<'a> {
    let receipts: Vec<u32> = receipts.iter().copied().filter(|&yen| yen > 0).collect();
    if receipts.is_empty() {
        let sum = entry.within("materials", sum, 0, MOST_YEN);
        return visit.put("materials", amount(sum)).put("receipts", Value::Null);
    }
    entry.within("receipts", u32::try_from(receipts.len()).unwrap_or(u32::MAX), 1, MOST_RECEIPTS);
    let sum = receipts.iter().fold(0, |sum: u32, &yen| sum.saturating_add(yen));
    let sum = entry.within("receipts", sum, 0, MOST_YEN);
    visit.put("materials", amount(sum)).put("receipts", json!(receipts))
}

fn ride_costs<'a>(entry: &mut Entry, visit: Draft<'a>, costs: &RideCosts) -> Draft<'a> {
    let each = [
        ("costs/fuel", costs.fuel),
        ("costs/tolls", costs.tolls),
        ("costs/parking", costs.parking),
        ("costs/insurance", costs.insurance),
        ("costs/vehicle_hire", costs.vehicle_hire),
    ];
    each.into_iter()
        .fold(visit, |visit, (field, yen)| visit.put(field, amount(entry.within(field, yen, 0, MOST_YEN))))
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
    match (&correction.receipts, correction.materials) {
        (Some(receipts), sum) => {
            draft = materials(&mut entry, draft, sum.unwrap_or(0), receipts);
        }
        // A sum that is put right no longer follows from the receipts.
        (None, Some(sum)) => {
            let sum = entry.within("materials", sum, 0, MOST_YEN);
            draft = draft.put("materials", json!(sum)).put("receipts", Value::Null);
        }
        (None, None) => {}
    }
    if let Some(bags) = correction.bags {
        draft = draft.put("bags", json!(entry.within("bags", bags, 0, MOST_BAGS)));
    }
    if let Some(next) = &correction.next {
        draft = draft.set("next", &entry.note("next", next, tidy::NOTE));
    }
    if let Some(near_miss) = &correction.near_miss {
        let (sort, words) =
            near_miss.as_ref().map_or((None, ""), |(sort, words)| (Some(*sort), words.as_str()));
        let words = entry.note("near_miss_words", words, tidy::NOTE);
        draft = draft.set("near_miss", &sort).set("near_miss_words", &words);
    }
    if let Some(done) = &correction.near_miss_done {
        draft = draft.set("near_miss_done", &entry.note("near_miss_done", done, tidy::NOTE));
    }
    if let Some(thanked) = correction.thanked {
        draft = draft.set("thanked", &thanked);
    }
    if let Some(thanks) = &correction.thanks {
        draft = draft.set("thanks", &entry.note("thanks", thanks, tidy::WORDS));
    }
    let ride = state.request(visit.request).is_some_and(|request| request.task.is_ride());
    if let Some(costs) = correction.costs.as_ref().filter(|_| ride) {
        draft = ride_costs(&mut entry, draft, costs);
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
    let now = state.payment(visit.id);
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
