//! Answers of a person about records: the same or not, which of two values, back to an earlier one.

use serde_json::Value;
use tanomo_record::{Id, Record};

use crate::change::{Change, Draft};
use crate::command::Context;
use crate::refusal::Refusal;
use crate::state::State;
use crate::view::{Circle, Member, Resident, Response, SameAs, WorkDay};
use crate::view::{photo::PHOTOS, voice::VOICES};

pub(super) fn same_as(
    state: &State,
    ctx: &Context,
    a: Id,
    b: Id,
    same: Option<bool>,
) -> Result<Vec<Change>, Refusal> {
    let kind = |id| state.record(id).map(Record::kind);
    let known = |id| state.record(id).is_some();
    if a == b || !known(a) || !known(b) || kind(a) != kind(b) {
        return Err(Refusal::Missing);
    }
    let (a, b) = (a.min(b), a.max(b));
    let (id, now) = match state.answer(a, b) {
        Some(answer) => (answer.id, state.record(answer.id)),
        None => (ctx.ids[0], None),
    };
    let value = same.map_or(Value::Null, Value::from);
    // A first answer of «different» is an answer too, so it is written even though it is false.
    let draft = Draft::of(SameAs::KIND, id, now).set("a", &a).set("b", &b).set("at", &ctx.now);
    let mut change = draft.done().unwrap_or(Change { id, kind: SameAs::KIND, writes: Vec::new() });
    change.writes.push(("same".to_owned(), value));
    Ok(vec![change])
}

/// Whoever may not change a record may not choose among its values either.
fn may_settle(state: &State, ctx: &Context, id: Id, field: &str) -> Result<(), Refusal> {
    match state.record(id).map(Record::kind) {
        Some(Circle::KIND | WorkDay::KIND) => super::leads_only(ctx),
        Some(Member::KIND) if field == "role" => super::leads_only(ctx),
        Some(Member::KIND) => super::own_or_lead(ctx, state.canonical(id)),
        Some(Response::KIND) if field == "answer" => super::leads_only(ctx),
        Some(Resident::KIND) if field == "position" => super::leads_only(ctx),
        _ => Ok(()),
    }
}

pub(super) fn pick(
    state: &State,
    ctx: &Context,
    id: Id,
    field: &str,
    value: &Value,
) -> Result<Vec<Change>, Refusal> {
    may_settle(state, ctx, id, field)?;
    let shown = state.shown(id).ok_or(Refusal::Missing)?;
    let standing = shown.values(field);
    if standing.len() < 2 || !standing.iter().any(|written| written.value == *value) {
        return Err(Refusal::TooLate);
    }
    Ok(write_all(state, id, field, value))
}

pub(super) fn put_back(
    state: &State,
    ctx: &Context,
    id: Id,
    field: &str,
    value: &Value,
) -> Result<Vec<Change>, Refusal> {
    may_settle(state, ctx, id, field)?;
    let of = |set: &str| field.strip_prefix(set).is_some_and(|rest| rest.starts_with('/'));
    if of(PHOTOS) || of(VOICES) {
        // Its pictures may be gone from every phone: a photo that was taken away is taken again. So is a voice note.
        return Err(Refusal::TooLate);
    }
    let shown = state.shown(id).ok_or(Refusal::Missing)?;
    let known = shown.history().iter().any(|event| event.field == field && event.to.value == *value);
    // What was empty before the first write can be put back too.
    if !known && !value.is_null() {
        return Err(Refusal::Missing);
    }
    Ok(write_all(state, id, field, value))
}

fn write_all(state: &State, id: Id, field: &str, value: &Value) -> Vec<Change> {
    let ids = state.group(id).into_iter();
    let each = |id| {
        let kind = state.record(id).and_then(|record| crate::kind(record.kind()))?;
        Some(Change { id, kind, writes: vec![(field.to_owned(), value.clone())] })
    };
    ids.filter_map(each).collect()
}

#[cfg(test)]
mod tests {
    use tanomo_record::{Id, Record, ReplicaId, Stamp, Writer};

    use super::*;
    use crate::date::Millis;
    use crate::view::Role;

    /// A circle with one lead, whose rules say four go together and said two before.
    fn circle() -> (State, Id) {
        let (id, mut record) = (Id::new([1; 16]), Record::new(Circle::KIND));
        for (ms, people) in [(1, 2), (2, 4)] {
            let writer = Writer {
                replica: ReplicaId::new([1; 8]),
                by: Id::new([2; 16]),
                stamp: Stamp { ms, tick: 0 },
            };
            let seen = record.seen().clone();
            record.write(writer, &seen, [("together", Value::from(people))]);
        }
        let mut state = State::default();
        state.put(id, record);
        (state, id)
    }

    fn ctx(role: Role) -> Context {
        Context { now: Millis(3), me: Id::new([2; 16]), role, ids: [Id::new([9; 16]); 4] }
    }

    #[test]
    fn only_a_lead_puts_a_rule_back() {
        let (state, id) = circle();
        let back = |role| put_back(&state, &ctx(role), id, "together", &Value::from(2));
        assert_eq!(back(Role::Helper), Err(Refusal::LeadsOnly));
        assert_eq!(back(Role::Lead).map(|changes| changes.len()), Ok(1));
    }

    #[test]
    fn what_never_stood_is_not_put_back() {
        let (state, id) = circle();
        let back = put_back(&state, &ctx(Role::Lead), id, "together", &Value::from(7));
        assert_eq!(back, Err(Refusal::Missing));
    }
}
