//! The days, and today's on きょう.

use crate::view::{Show, child, memo, view};
use leptos::prelude::*;
use tanomo_domain::date::Date;
use tanomo_domain::state::State;
use tanomo_domain::view::{Role, WorkDay};
use tanomo_record::Id;

use super::mine::step_name;
use super::reason;
use crate::app::to;
use crate::components::{Button, ButtonKind, EmptyState, Icon, LinkButton, PageFrame, Row, Section};
use crate::i18n::{Words, days as words, says, t};
use crate::store::{Phase, Store, now};

/// What a row says of a day.
#[derive(Clone, PartialEq)]
struct Line {
    id: Id,
    day: Date,
    said: Words,
    off: bool,
}

fn line(state: &State, day: &WorkDay) -> Line {
    let plan = state.plan(day.id, now());
    let count = |n: usize| n.to_string();
    let (jobs, people) = plan.map_or((0, 0), |plan| {
        (plan.jobs().count(), plan.people.iter().filter(|person| !person.is_away()).count())
    });
    let said = match day.called_off() {
        Some(off) => words::LINE_OFF.with("why", reason(off)),
        None => words::LINE
            .with("place", day.place.as_str())
            .with("jobs", count(jobs))
            .with("people", count(people)),
    };
    Line { id: day.id, day: day.day, said, off: day.called_off().is_some() }
}

fn rows(lines: Vec<Line>) -> Vec<AnyView> {
    let row = |line: Line| {
        let tone = if line.off { "danger" } else { "" };
        view! {
            <Row href=to::day(line.id) title=says::date(line.day) line=line.said icon=Icon::Calendar tone />
        }
    };
    lines.into_iter().map(row).collect()
}

/// 活動日, those to come first.
#[component]
pub fn DaysPage() -> impl IntoView {
    let store = Store::here();
    let phase = store.phase();
    let lead = memo(move |_| store.role() == Role::Lead);
    let lines = memo(move |_| {
        let today = store.today();
        store.with(|state| {
            let mut days: Vec<&WorkDay> = state.days().collect();
            days.sort_by_key(|day| (day.day, day.time, day.id));
            let (to_come, mut past): (Vec<&WorkDay>, Vec<&WorkDay>) =
                days.into_iter().partition(|day| day.day >= today);
            past.reverse();
            let lines =
                |days: Vec<&WorkDay>| days.into_iter().map(|day| line(state, day)).collect::<Vec<_>>();
            (lines(to_come), lines(past))
        })
    });
    // The frame asks for its primary once, and who leads is known a little later.
    let primary = move || {
        view! {
            <Show when=move || lead.get()>
                <LinkButton label=words::MAKE href=to::NEW_DAY kind=ButtonKind::Primary icon=Icon::Plus />
            </Show>
        }
    };
    view! {
        <PageFrame title=words::DAYS back=to::TODAY primary=primary>
            {move || {
                let (to_come, past) = lines.get();
                if phase.get() != Phase::Ready {
                    return view! { <p role="status">{t(words::READING)}</p> };
                }
                if to_come.is_empty() && past.is_empty() {
                    return view! { <EmptyState icon=Icon::Calendar words=words::NONE /> };
                }
                view! {
                    {(!to_come.is_empty()).then(|| view! { <Section title=words::TO_COME>{rows(to_come)}</Section> })}
                    {(!past.is_empty()).then(|| view! { <Section title=words::PAST>{rows(past)}</Section> })}
                }
            }}
        </PageFrame>
    }
}

/// On きょう: today's day and what comes next on it, days that want my answer, and the way to all days.
#[component]
pub fn TodaysDay() -> impl IntoView {
    let store = Store::here();
    let shown = memo(move |_| {
        let (me, today) = (store.me(), store.today());
        store.with(|state| {
            let me = me?;
            let mine = state.my_day(me, now());
            let today_line = mine.and_then(|mine| Some((line(state, state.day(mine.day)?), mine.step)));
            let known = today_line.as_ref().map(|(line, _)| line.id);
            let answers = state.days_to_answer(me, today).into_iter().filter(|id| Some(*id) != known);
            let answers: Vec<Line> =
                answers.filter_map(|id| Some(line(state, state.day(id)?))).take(3).collect();
            Some((today_line, answers))
        })
    });
    child(move || {
        let (today, answers) = shown.get().unwrap_or_default();
        let today = today.map(|(line, step)| {
            let href = to::day(line.id);
            let next = step_name(step).map(|label| {
                view! { <LinkButton label href=href.clone() icon=Icon::Forward wide=true /> }
            });
            view! {
                {rows(vec![line])} {next}
            }
        });
        let wanted = (!answers.is_empty()).then(|| {
            view! {
                <p class="muted">{t(words::ANSWER)}</p>
                {rows(answers)}
            }
        });
        view! {
            <Section title=words::DAYS>
                {today} {wanted} <LinkButton label=words::TO_DAYS href=to::DAYS kind=ButtonKind::Quiet icon=Icon::Calendar />
            </Section>
        }
    })
}

/// A button that asks before the cards are opened, where they are closed.
#[component]
pub(super) fn OpenCards() -> impl IntoView {
    let store = Store::here();
    let open = store.cards_open();
    view! {
        <Show when=move || !open.get()>
            <Button
                label=words::OPEN_CARDS
                icon=Icon::Unlock
                on_tap=|_| crate::pages::unlock::ask(Callback::new(|()| ()))
            />
        </Show>
    }
}
