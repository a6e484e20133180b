//! 履歴: who changed what of some records, when, from what to what, and putting it back; and the values that
//! stand side by side until a person picks one. For every page that shows a record.

mod value;

use crate::view::{RwSignal, Show, Signal, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::command::Command;
use tanomo_domain::date::{Millis, tokyo_date, tokyo_time};
use tanomo_domain::state::State;
use tanomo_domain::view::photo::PHOTOS;
use tanomo_domain::view::voice::VOICES;
use tanomo_record::{Event, Id, Record, Stamp, Value, Written};

use crate::components::icon::{Icon, Picture};
use crate::components::{Button, ButtonKind, Notice, NoticeKind};
use crate::i18n::{Words, fields, says, t};
use crate::store::{Store, Trouble};

/// How many entries are shown before 「もっと見る」.
const FIRST: usize = 12;

/// What happened at once: one command of one person on one record.
#[derive(Clone, PartialEq)]
struct Entry {
    stamp: Stamp,
    head: Words,
    made: Option<Words>,
    lines: Vec<Line>,
}

/// One changed field.
#[derive(Clone, PartialEq)]
struct Line {
    words: Words,
    back: Option<Write>,
}

/// A value that a tap writes.
#[derive(Clone, PartialEq)]
struct Write {
    id: Id,
    field: String,
    value: Value,
    /// The whole sentence, for screen readers.
    says: Words,
}

/// A field in which several values stand.
#[derive(Clone, PartialEq)]
struct Conflict {
    field: Words,
    values: Vec<(Words, Words, Write)>,
}

/// The history of records, newest first, with a way back to each earlier value.
#[component]
pub fn History(
    /// The records, read as one history: a request with what belongs to it, or one member.
    #[prop(into)]
    of: Signal<Vec<Id>>,
) -> impl IntoView {
    let store = Store::here();
    let all = RwSignal::new(false);
    let trouble = RwSignal::new(None::<Trouble>);
    let entries = memo(move |_| store.with(|state| entries(state, &of.get())));
    let put_back = move |write: Write| {
        run(store, Command::PutBack(write.id, write.field, write.value), trouble);
    };
    view! {
        <Wrong trouble />
        <ol class="history">
            {move || {
                let most = if all.get() { usize::MAX } else { FIRST };
                entries.get().into_iter().take(most).map(|entry| entry_view(entry, put_back)).collect_view()
            }}
        </ol>
        <Show when=move || entries.with(Vec::is_empty)>
            <p class="muted">{t(fields::NO_HISTORY)}</p>
        </Show>
        <Show when=move || !all.get() && entries.with(|entries| entries.len() > FIRST)>
            <Button
                label=crate::i18n::common::SEE_MORE
                kind=ButtonKind::Quiet
                on_tap=move |_| all.set(true)
            />
        </Show>
    }
}

/// Every field in which two values stand side by side, each with who wrote it and when, until one is picked.
/// Shows nothing while there is no such field.
#[component]
pub fn Conflicts(
    /// The records.
    #[prop(into)]
    of: Signal<Vec<Id>>,
) -> impl IntoView {
    let store = Store::here();
    let trouble = RwSignal::new(None::<Trouble>);
    let conflicts = memo(move |_| store.with(|state| conflicts(state, &of.get())));
    let pick = move |write: Write| run(store, Command::Pick(write.id, write.field, write.value), trouble);
    view! {
        <Wrong trouble />
        <Show when=move || conflicts.with(|conflicts| !conflicts.is_empty())>
            <section class="section">
                <h2>{t(fields::CONFLICT)}</h2>
                <p>{t(fields::CONFLICT_WHY)}</p>
                {move || {
                    conflicts.get().into_iter().map(|conflict| conflict_view(conflict, pick)).collect_view()
                }}
            </section>
        </Show>
    }
}

/// What did not work, in words.
#[component]
fn Wrong(trouble: RwSignal<Option<Trouble>>) -> impl IntoView {
    move || {
        trouble
            .get()
            .map(|trouble| view! { <Notice kind=NoticeKind::Danger words=says::trouble(&trouble) /> })
    }
}

fn run(store: Store, command: Command, trouble: RwSignal<Option<Trouble>>) {
    spawn_local(async move { trouble.set(store.run(command).await.err()) });
}

fn entry_view(entry: Entry, put_back: impl Fn(Write) + Copy + Send + Sync + 'static) -> AnyView {
    let lines = entry.lines.into_iter().map(|Line { words, back }| {
        let back = back.map(|write| {
            let says = write.says.clone();
            view! {
                <button type="button" class="button quiet" on:click=move |_| put_back(write.clone())>
                    <Picture icon=Icon::Undo />
                    <span class="label">{t(fields::PUT_BACK)}</span>
                    <span class="sr-only">{t(says)}</span>
                </button>
            }
        });
        view! { <li class="spread"><span>{t(words)}</span> {back}</li> }
    });
    view! {
        <li>
            <p class="muted small">{t(entry.head)}</p>
            {entry.made.map(|made| view! { <p>{t(made)}</p> })}
            <ul class="history-lines">{lines.collect_view()}</ul>
        </li>
    }
}

fn conflict_view(conflict: Conflict, pick: impl Fn(Write) + Copy + Send + Sync + 'static) -> AnyView {
    let values = conflict.values.into_iter().map(|(value, head, write)| {
        let says = write.says.clone();
        view! {
            <li class="spread">
                <span>
                    <strong>{t(value)}</strong>
                    <br />
                    <span class="muted small">{t(head)}</span>
                </span>
                <button type="button" class="button" on:click=move |_| pick(write.clone())>
                    <span class="label">{t(fields::PICK)}</span>
                    <span class="sr-only">{t(says)}</span>
                </button>
            </li>
        }
    });
    view! {
        <div class="card stack close">
            <h3>{t(conflict.field)}</h3>
            <ul class="history-lines">{values.collect_view()}</ul>
        </div>
    }
}

/// Fields that only tie records together: nobody reads them.
fn is_silent(field: &str) -> bool {
    matches!(
        field,
        "at" | "request"
            | "visit"
            | "occurrence"
            | "resident"
            | "follows"
            | "follow_up"
            | "confirmed"
            | "back_confirmed"
            | "logged_at"
            | "scout_first_chosen"
            | "answered_at"
            | "heat_at"
            | "of"
            | "a"
            | "b"
    )
}

/// `set/element` or a field by itself.
fn parts(field: &str) -> (&str, Option<&str>) {
    field.split_once('/').map_or((field, None), |(set, element)| (set, Some(element)))
}

/// What a field is called; of a job or a person on a day's plan, with which.
fn named(state: &State, record: &Record, field: &str) -> Words {
    let (set, element) = parts(field);
    let name = Words::from(fields::field(record.kind(), set));
    match element.filter(|_| matches!(set, "job" | "asked" | "leader" | "dropped")) {
        Some(element) => fields::OF.with("what", value::element(state, set, element)).with("field", name),
        None => name,
    }
}

fn entries(state: &State, ids: &[Id]) -> Vec<Entry> {
    let mut all = Vec::new();
    for &id in ids {
        if let Some(record) = state.shown(id) {
            all.extend(entries_of(state, id, &record));
        }
    }
    all.sort_by_key(|entry| std::cmp::Reverse(entry.stamp));
    all
}

fn entries_of(state: &State, id: Id, record: &Record) -> Vec<Entry> {
    let history = record.history();
    let first = history.first().map(|event| event.to.stamp);
    let groups = history.chunk_by(|a, b| a.to.stamp == b.to.stamp && a.to.by == b.to.by);
    let entry = |events: &[Event<'_>]| {
        let to = events.first()?.to;
        let made = first == Some(to.stamp);
        let told = |event: &&Event<'_>| !(is_silent(event.field) || made && event.stands);
        let lines = events.iter().filter(told).map(|event| line(state, id, record, event, made));
        let lines: Vec<Line> = lines.collect();
        let words = fields::RECORDED.with("what", fields::kind(record.kind()));
        (made || !lines.is_empty()).then(|| Entry {
            stamp: to.stamp,
            head: head(state, to),
            made: made.then_some(words),
            lines,
        })
    };
    groups.filter_map(entry).collect()
}

fn line(state: &State, id: Id, record: &Record, event: &Event<'_>, made: bool) -> Line {
    let (set, element) = parts(event.field);
    let field = named(state, record, event.field);
    let say = |value: &Value| value::words(state, set, value);
    let words = match element.filter(|_| value::is_set(set)) {
        Some(element) => {
            let text = if event.to.value == Value::Bool(true) { fields::ADDED } else { fields::REMOVED };
            text.with("field", field.clone()).with("what", value::element(state, set, element))
        }
        None => match event.from {
            Some(from) => fields::FROM_TO.with("field", field.clone()).with("from", say(from)),
            None => fields::SET_TO.with("field", field.clone()),
        }
        .with("to", say(&event.to.value)),
    };
    let now = record.get(event.field).cloned().unwrap_or(Value::Null);
    // A photo or a voice note that was taken off is gone. Any other earlier value can come back; so can the state before somebody first filled a field in.
    let back = match (event.stands, event.from) {
        _ if set == PHOTOS || set == VOICES => None,
        (false, _) if event.to.value != now => Some(event.to.value.clone()),
        (true, None) if !made => Some(Value::Null),
        (true, Some(from)) if element.is_some() => Some(from.clone()),
        _ => None,
    };
    let back = back.map(|value| Write {
        id,
        field: event.field.to_owned(),
        says: fields::PUT_BACK_OF.with("field", field).with("what", say(&value)),
        value,
    });
    Line { words, back }
}

fn conflicts(state: &State, ids: &[Id]) -> Vec<Conflict> {
    let of = |&id: &Id| {
        let record = state.shown(id)?;
        let each = |(field, values): (&str, &[Written])| {
            let (set, element) = parts(field);
            let name = match element.filter(|_| value::is_set(set)) {
                Some(element) => fields::SET_TO
                    .with("field", fields::field(record.kind(), set))
                    .with("to", value::element(state, set, element)),
                None => named(state, &record, field),
            };
            let mut different: Vec<&Written> = Vec::new();
            for written in values {
                if !different.iter().any(|known| known.value == written.value) {
                    different.push(written);
                }
            }
            let choice = |written: &Written| {
                let words = value::words(state, set, &written.value);
                let says = fields::SET_TO.with("field", name.clone()).with("to", words.clone());
                let value = written.value.clone();
                (words, head(state, written), Write { id, field: field.to_owned(), value, says })
            };
            let values = different.into_iter().map(choice).collect();
            Conflict { field: name.clone(), values }
        };
        Some(state.conflicts(&record).map(each).collect::<Vec<_>>())
    };
    ids.iter().filter_map(of).flatten().collect()
}

/// Who wrote and when.
fn head(state: &State, written: &Written) -> Words {
    let at = Millis(i64::try_from(written.stamp.ms).unwrap_or(i64::MAX));
    fields::WHO_WHEN.with("who", value::member(state, written.by)).with("at", moment(at))
}

/// A point in time, to the minute, as the circle's clocks show it.
pub(crate) fn moment(at: Millis) -> Words {
    let (day, (hour, minute)) = (tokyo_date(at), tokyo_time(at));
    fields::AT
        .with("y", day.year())
        .with("m", u8::from(day.month()))
        .with("d", day.day())
        .with("time", format!("{hour}:{minute:02}"))
}
