//! Founding a circle and its rules.

use crate::change::{Change, Draft};
use crate::command::{Context, Founding, Rules};
use crate::refusal::{Field, Refusal};
use crate::state::State;
use crate::task::Task;
use crate::tidy;
use crate::view::{Circle, Member, Role};

use super::entry::{Entry, codes};

/// The most a circle may set as its fee an hour, in yen: more is a slip of the finger.
const MOST_FEE: u32 = 10_000;

/// The most 町, or places to pass on to, that a circle has.
const MOST_TOWNS: usize = 300;

pub(super) fn found(state: &State, ctx: &Context, founding: Founding) -> Result<Vec<Change>, Refusal> {
    if state.circle().is_some() {
        return Err(Refusal::TooLate);
    }
    let mut entry = Entry::default();
    let circle = entry.needed("circle", &founding.circle, tidy::NAME);
    let name = entry.needed("name", &founding.name, tidy::NAME);
    let reading = entry.reading("reading", &founding.reading);
    let towns = lines(&mut entry, "towns", &founding.towns);
    entry.done()?;
    // The founder's id is who acts; the circle takes the first fresh one.
    let circle = Draft::new(Circle::KIND, ctx.ids[0]).set("name", &circle).set_elements("towns", &towns);
    let me = Draft::new(Member::KIND, ctx.me)
        .set("name", &name)
        .set("reading", &reading)
        .set("role", &Role::Lead)
        .set("has_phone", &true);
    Ok([circle.done(), me.done()].into_iter().flatten().collect())
}

pub(super) fn save(state: &State, ctx: &Context, rules: &Rules) -> Result<Vec<Change>, Refusal> {
    super::leads_only(ctx)?;
    let circle = state.circle().ok_or(Refusal::Missing)?;
    let mut entry = Entry::default();
    let name = entry.needed("name", &rules.name, tidy::NAME);
    let prefecture = entry.line("prefecture", &rules.prefecture, tidy::NAME);
    let city = entry.line("city", &rules.city, tidy::NAME);
    let places = lines(&mut entry, "places", &rules.places);
    let towns = lines(&mut entry, "towns", &rules.towns);
    let phone = entry.phone("phone", &rules.phone);
    let responsible = entry.line("responsible", &rules.responsible, tidy::NAME);
    let eligibility = entry.note("eligibility", &rules.eligibility, tidy::NOTE);
    let consent = entry.note("consent_words", &rules.consent_words, tidy::NOTE);
    let insurance = entry.line("insurance", &rules.insurance, tidy::ADDRESS);
    let together = entry.within("together", rules.together, 1, 20);
    if let Some(fee) = rules.fee.per_person_hour_yen {
        entry.within("fee", fee, 0, MOST_FEE);
    }
    entry.done()?;
    let draft = Draft::of(Circle::KIND, circle.id, state.record(circle.id))
        .set("name", &name)
        .set("prefecture", &prefecture)
        .set("city", &city)
        .set_elements("towns", &towns)
        .set_elements("places", &places)
        .set("phone", &phone)
        .set("responsible", &responsible)
        .set("eligibility", &eligibility)
        .set("consent_words", &consent)
        .put("fee", serde_json::to_value(rules.fee).unwrap_or_default())
        .set("together", &together)
        .set("scout_first_chosen", &true)
        .set_elements("scout_first", &codes(&rules.scout_first, Task::code))
        .set("insurance", &insurance)
        .set("covers_paid", &rules.covers_paid);
    Ok(draft.done().into_iter().collect())
}

/// Names, one a line, each once and in order.
fn lines(entry: &mut Entry, field: Field, lines: &[String]) -> Vec<String> {
    if lines.len() > MOST_TOWNS {
        entry.refuse(field, crate::refusal::Wrong::TooLong { max: MOST_TOWNS, is: lines.len() });
        return Vec::new();
    }
    let lines = lines.iter().map(|line| entry.line(field, line, tidy::NAME));
    let mut lines: Vec<String> = lines.filter(|line| !line.is_empty()).collect();
    lines.sort();
    lines.dedup();
    lines
}
