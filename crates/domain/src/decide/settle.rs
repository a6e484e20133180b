//! Answers of a person about records: the same or not, which of two values, back to an earlier one.

use serde_json::Value;
use tanomo_record::{Id, Record};

use crate::change::{Change, Draft};
use crate::command::Context;
use crate::refusal::Refusal;
use crate::state::State;
use crate::view::SameAs;

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

pub(super) fn pick(state: &State, id: Id, field: &str, value: &Value) -> Result<Vec<Change>, Refusal> {
    let shown = state.shown(id).ok_or(Refusal::Missing)?;
    let standing = shown.values(field);
    if standing.len() < 2 || !standing.iter().any(|written| written.value == *value) {
        return Err(Refusal::TooLate);
    }
    Ok(write_all(state, id, field, value))
}

pub(super) fn put_back(state: &State, id: Id, field: &str, value: &Value) -> Result<Vec<Change>, Refusal> {
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
