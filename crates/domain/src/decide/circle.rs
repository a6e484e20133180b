//! Founding a circle and its rules.

use crate::change::{Change, Draft};
use crate::command::{Context, Founding, Rules};
use crate::refusal::Refusal;
use crate::state::State;
use crate::task::Task;
use crate::tidy;
use crate::view::{Circle, Member, Role};

use super::entry::{Entry, codes};

/// The most a circle may set as its fee an hour, in yen: more is a slip of the finger.
const MOST_FEE: u32 = 10_000;

/// The most 町 a circle has.
const MOST_TOWNS: usize = 300;

pub(super) fn found(state: &State, ctx: &Context, founding: Founding) -> Result<Vec<Change>, Refusal> {
    if state.circle().is_some() {
        return Err(Refusal::TooLate);
    }
    let mut entry = Entry::default();
    let circle = entry.needed("circle", &founding.circle, tidy::NAME);
    let name = entry.needed("name", &founding.name, tidy::NAME);
    let reading = entry.reading("reading", &founding.reading);
    let towns = towns(&mut entry, &founding.towns);
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
    let towns = towns(&mut entry, &rules.towns);
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

fn towns(entry: &mut Entry, towns: &[String]) -> Vec<String> {
    if towns.len() > MOST_TOWNS {
        entry.refuse("towns", crate::refusal::Wrong::TooLong { max: MOST_TOWNS, is: towns.len() });
        return Vec::new();
    }
    let towns = towns.iter().map(|town| entry.line("towns", town, tidy::NAME));
    let mut towns: Vec<String> = towns.filter(|town| !town.is_empty()).collect();
    towns.sort();
    towns.dedup();
    towns
}
