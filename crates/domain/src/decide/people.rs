//! なかま and the cards of ご依頼の方.

use serde_json::json;
use tanomo_record::{Id, Record};

use crate::address::{fold_block, fold_building};
use crate::change::{Change, Draft};
use crate::command::{Asked, CardDraft, Context, MemberDraft};
use crate::date::{Millis, tokyo_date};
use crate::position::Position;
use crate::refusal::{Refusal, Wrong};
use crate::state::State;
use crate::task::{Task, Tool};
use crate::tidy;
use crate::view::{Back, Consent, Erasure, Member, Need, Notice, Purpose, Resident, Role, TakenBack};

use super::entry::{Entry, codes};

pub(super) fn save_member(
    state: &State,
    ctx: &Context,
    id: Option<Id>,
    draft: &MemberDraft,
) -> Result<Vec<Change>, Refusal> {
    let known = id.map(|id| state.member(id).ok_or(Refusal::Missing)).transpose()?;
    if let Some(member) = known {
        super::own_or_lead(ctx, member.id)?;
    }
    let role_now = known.map_or(Role::Helper, |member| member.role);
    if draft.role != role_now && ctx.role != Role::Lead {
        return Err(Refusal::LeadsOnly);
    }
    let mut entry = Entry::default();
    let name = entry.needed("name", &draft.name, tidy::NAME);
    let reading = entry.reading("reading", &draft.reading);
    let phone = entry.phone("phone", &draft.phone);
    let availability = entry.note("availability", &draft.availability, tidy::WORDS);
    let (from, until) = draft.insured.unzip();
    entry.in_order("insured_until", from, until);
    if known.is_some() && role_now == Role::Lead && draft.role != Role::Lead && leads(state) == 1 {
        // A circle without a lead could never accept or appoint anybody again.
        entry.refuse("role", Wrong::Needed);
    }
    entry.done()?;
    let id = known.map_or(ctx.ids[0], |member| member.id);
    let change = Draft::of(Member::KIND, id, state.record(id))
        .set("name", &name)
        .set("reading", &reading)
        .set("role", &draft.role)
        .set("phone", &phone)
        .set("has_phone", &draft.has_phone)
        .set_elements("can", &codes(&draft.can, Task::code))
        .set_elements("want", &codes(&draft.want, Task::code))
        .set_elements("tools", &codes(&draft.tools, Tool::code))
        .set_elements("trained", &codes(&draft.trained, Tool::code))
        .set("availability", &availability)
        .set("insured_from", &from)
        .set("insured_until", &until)
        .set("licence_until", &draft.licence_until)
        .set("car_insured_until", &draft.car_insured_until)
        .set("minor", &draft.minor)
        .set("guardian_agreed", &draft.guardian_agreed);
    Ok(super::to_all(state, change.done()))
}

fn leads(state: &State) -> usize {
    state.members().filter(|member| member.role == Role::Lead && !member.left).count()
}

pub(super) fn member_left(state: &State, ctx: &Context, id: Id) -> Result<Vec<Change>, Refusal> {
    let member = state.member(id).ok_or(Refusal::Missing)?;
    super::own_or_lead(ctx, member.id)?;
    if member.role == Role::Lead && leads(state) == 1 {
        return Err(Refusal::Fields(vec![("role", Wrong::Needed)]));
    }
    let change = Draft::of(Member::KIND, member.id, state.record(member.id)).set("left", &!member.left);
    Ok(super::to_all(state, change.done()))
}

/// Each person's own choice, whatever their role.
pub(super) fn notices(
    state: &State,
    ctx: &Context,
    which: &[Notice],
    quiet: Option<(u8, u8)>,
) -> Result<Vec<Change>, Refusal> {
    let id = state.member(ctx.me).ok_or(Refusal::Missing)?.id;
    let (from, until) = quiet.filter(|(from, until)| *from < 24 && *until < 24).unzip();
    let hour = |hour: Option<u8>| hour.map_or(serde_json::Value::Null, serde_json::Value::from);
    let change = Draft::of(Member::KIND, id, state.record(id))
        .set_elements("notices", &codes(which, Notice::code))
        .put("quiet_from", hour(from))
        .put("quiet_until", hour(until));
    Ok(super::to_all(state, change.done()))
}

/// The fields of a card, written over what it shows now.
pub(super) fn card<'a>(entry: &mut Entry, id: Id, now: Option<&'a Record>, draft: &CardDraft) -> Draft<'a> {
    let name = entry.needed("name", &draft.name, tidy::NAME);
    let reading = entry.reading("reading", &draft.reading);
    let phone = entry.phone("phone", &draft.phone);
    let address = &draft.address;
    let prefecture = entry.line("prefecture", &address.prefecture, tidy::NAME);
    let city = entry.line("city", &address.city, tidy::NAME);
    let town = entry.line("town", &address.town, tidy::NAME);
    let block = entry.line("block", &fold_block(&address.block), tidy::ADDRESS);
    let building = entry.line("building", &fold_building(&address.building), tidy::ADDRESS);
    let emergency_name = entry.line("emergency_name", &draft.emergency_name, tidy::NAME);
    let emergency_phone = entry.phone("emergency_phone", &draft.emergency_phone);
    let notes = entry.note("notes", &draft.notes, tidy::NOTE);
    let eligible = draft.eligible.map_or(serde_json::Value::Null, serde_json::Value::from);
    Draft::of(Resident::KIND, id, now)
        .set("name", &name)
        .set("reading", &reading)
        .set("phone", &phone)
        .set("prefecture", &prefecture)
        .set("city", &city)
        .set("town", &town)
        .set("block", &block)
        .set("building", &building)
        .set("emergency_name", &emergency_name)
        .set("emergency_phone", &emergency_phone)
        .set_elements("needs", &codes(&draft.needs, Need::code))
        .set("notes", &notes)
        .put("eligible", eligible)
}

pub(super) fn edit_card(state: &State, id: Id, draft: &CardDraft) -> Result<Vec<Change>, Refusal> {
    let id = open_card(state, id)?.id;
    let mut entry = Entry::default();
    let change = card(&mut entry, id, state.record(id), draft);
    entry.done()?;
    Ok(super::to_all(state, change.done()))
}

/// Where a home is stands on its card alone, sealed like the address that it is.
pub(super) fn place_home(
    state: &State,
    ctx: &Context,
    id: Id,
    at: Option<Position>,
) -> Result<Vec<Change>, Refusal> {
    super::leads_only(ctx)?;
    let id = open_card(state, id)?.id;
    let at = at.map(|at| at.to_string()).unwrap_or_default();
    let change = Draft::of(Resident::KIND, id, state.record(id)).set("position", &at);
    Ok(super::to_all(state, change.done()))
}

/// The card, if it can be read now.
pub(super) fn open_card(state: &State, id: Id) -> Result<&Resident, Refusal> {
    state.resident(id).ok_or(if state.is_erased(id) {
        Refusal::Erased
    } else if state.held_card(id).is_some() {
        Refusal::CardEnded
    } else if state.is_closed(id) {
        Refusal::Closed
    } else {
        Refusal::Missing
    })
}

/// Writes the answers about purposes as they were given.
pub(super) fn answers<'a>(
    entry: &mut Entry,
    ctx: &Context,
    draft: Draft<'a>,
    answers: &[(Purpose, bool)],
    asked: &Asked,
) -> Draft<'a> {
    let relation = entry.line("relation", &asked.relation, tidy::NAME);
    let slip = entry.line("slip", &asked.slip, tidy::TEL);
    entry.day_ahead("until", asked.until, tokyo_date(ctx.now));
    answers.iter().fold(draft, |draft, &(purpose, agreed)| {
        let consent = Consent {
            agreed,
            words_version: asked.words_version,
            given: asked.given,
            relation: relation.clone(),
            read_by: ctx.me,
            signed: asked.signed,
            at: ctx.now,
            until: asked.until,
            slip: slip.clone(),
        };
        // A struct of texts, numbers and dates always has a JSON form.
        let value = serde_json::to_value(consent).unwrap_or_default();
        draft.put(&format!("consent/{}", purpose.code()), value)
    })
}

pub(super) fn consent(
    state: &State,
    ctx: &Context,
    id: Id,
    given: &[(Purpose, bool)],
    asked: &Asked,
) -> Result<Vec<Change>, Refusal> {
    // Asking again is what opens a card whose time is over.
    let id = match state.held_card(id) {
        Some(card) if ctx.role == Role::Lead => card.id,
        _ => open_card(state, id)?.id,
    };
    let mut entry = Entry::default();
    if given.contains(&(Purpose::Help, false)) {
        // Without it there is no card: that is an erasure, which is asked about by itself.
        entry.refuse("consent", Wrong::Needed);
    }
    let mut draft = Draft::of(Resident::KIND, id, state.record(id));
    if given.contains(&(Purpose::Help, true)) {
        draft = draft.put("memo", json!(false));
    }
    let change = answers(&mut entry, ctx, draft, given, asked);
    entry.done()?;
    let mut changes = super::to_all(state, change.done());
    if given.iter().any(|(purpose, _)| *purpose == Purpose::Photos) {
        let agreed = given.contains(&(Purpose::Photos, true));
        super::photos::after_answer(state, &mut changes, agreed);
    }
    Ok(changes)
}

/// Each of the joined cards is erased by a record of its own, whose id follows from the card's: erasing on
/// two phones makes one erasure.
pub(super) fn erase(state: &State, ctx: &Context, id: Id) -> Result<Vec<Change>, Refusal> {
    super::leads_only(ctx)?;
    if state.is_erased(id) {
        return Err(Refusal::Erased);
    }
    let group = state.group(id);
    Ok(group.iter().filter_map(|&of| erasure(ctx, of)).collect())
}

/// The record that erases another.
pub(super) fn erasure(ctx: &Context, of: Id) -> Option<Change> {
    Draft::new(Erasure::KIND, erasure_id(of)).set("of", &of).set("at", &Millis(ctx.now.0)).done()
}

/// Ticks what was taken back after a card was erased. The record's id follows from the card's, so that two phones write
/// into one.
pub(super) fn take_back(
    state: &State,
    ctx: &Context,
    card: Id,
    back: Back,
    done: bool,
) -> Result<Vec<Change>, Refusal> {
    super::leads_only(ctx)?;
    if !state.is_erased(card) {
        return Err(Refusal::TooLate);
    }
    let id = state.back_record(card).unwrap_or_else(|| Id::new(card.bytes().map(|byte| byte ^ 0x55)));
    let draft = Draft::of(TakenBack::KIND, id, state.record(id)).set("of", &card);
    Ok(draft.set(&format!("back/{}", back.code()), &done).done().into_iter().collect())
}

/// The id of the record that erases a card: the card's, with every bit turned over.
fn erasure_id(of: Id) -> Id {
    Id::new(of.bytes().map(|byte| !byte))
}
