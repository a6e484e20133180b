//! The days, and today's on きょう.

use crate::view::{RwSignal, Show, child, effect, memo, view};
use leptos::prelude::*;
use tanomo_domain::date::Date;
use tanomo_domain::state::State;
use tanomo_domain::view::{Role, WorkDay};
use tanomo_domain::work_day::{Mine as WorkDayOfMine, Step};
use tanomo_record::Id;

use super::mine::step_name;
use super::reason;
use crate::app::to;
use crate::components::{Button, ButtonKind, EmptyState, Icon, LinkButton, PageFrame, Row, Section};
use crate::i18n::{Words, days as words, says, t, today};
use crate::pages::today::Next;
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

fn rows(lines: Vec<Line>) -> AnyView {
    let row = |line: Line| {
        let tone = if line.off { "danger" } else { "" };
        view! {
            <Row href=to::day(line.id) title=says::date(line.day) line=line.said icon=Icon::Calendar tone />
        }
    };
    view! { <div class="list">{lines.into_iter().map(row).collect_view()}</div> }
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

/// What stands on きょう about 活動日: one row, always one, so that its place is known before it is here.
#[derive(Clone, PartialEq)]
enum OnToday {
    /// The day of now, and what comes next for me.
    Now(Line, Option<Next>),
    /// Tomorrow I am expected.
    Tomorrow(Line),
    /// A day that wants my answer, and how many there are.
    Answer(Line, usize),
    /// Only the way to all days.
    Nothing,
}

fn on_today(store: Store, state: &State) -> Option<OnToday> {
    let (me, today) = (store.me()?, store.today());
    let of = |id: Id| state.day(id).map(|day| line(state, day));
    if let Some(mine) = state.my_day(me, now()) {
        return of(mine.day).map(|line| OnToday::Now(line, next_of(state, mine)));
    }
    let answers = state.days_to_answer(me, today);
    let tomorrow = state.tomorrow(me, today).filter(|id| !answers.contains(id));
    if let Some(line) = tomorrow.and_then(of) {
        return Some(OnToday::Tomorrow(line));
    }
    answers.first().and_then(|id| of(*id)).map(|line| OnToday::Answer(line, answers.len()))
}

/// What きょう's one primary says and where it leads: the day, or at work the job itself.
fn next_of(state: &State, mine: WorkDayOfMine) -> Option<Next> {
    let label = step_name(mine.step)?;
    let Step::Work(job) = mine.step else {
        return Some(Next { label, href: to::day(mine.day) });
    };
    let running = state.last_work(job.request, job.occurrence).is_some_and(|visit| visit.end.is_none());
    Some(match running {
        true => Next { label: today::FINISHED, href: to::complete(job.request, job.occurrence) },
        false => Next { label, href: to::start_work(job.request, job.occurrence) },
    })
}

/// On きょう: the day of now, of tomorrow, or the next that wants my answer, and the way to all days.
#[component]
pub fn TodaysDay(
    /// What the page's primary is to say.
    next: RwSignal<Option<Next>>,
) -> impl IntoView {
    let store = Store::here();
    let shown = memo(move |_| store.with(|state| on_today(store, state)).unwrap_or(OnToday::Nothing));
    effect(move || {
        let wanted = if let OnToday::Now(_, next) = shown.get() { next } else { None };
        let _ = next.try_set(wanted);
    });
    child(move || {
        let (title, line) = match shown.get() {
            OnToday::Now(line, _) => (words::TODAY.into(), Some(line)),
            OnToday::Tomorrow(line) => (words::TOMORROW.into(), Some(line)),
            OnToday::Answer(line, 1) => (words::ANSWER_DAY.with("day", says::date(line.day)), Some(line)),
            OnToday::Answer(line, n) => (words::ANSWER_DAYS.with("n", n), Some(line)),
            OnToday::Nothing => (words::DAYS.into(), None),
        };
        let row = match line {
            Some(line) => {
                let tone = if line.off { "danger" } else { "needs" };
                view! { <Row href=to::day(line.id) title line=line.said icon=Icon::Calendar tone /> }
            }
            None => view! { <Row href=to::DAYS title line=words::NOTHING_NOW icon=Icon::Calendar /> },
        };
        view! {
            {row}
            <LinkButton label=words::TO_DAYS href=to::DAYS kind=ButtonKind::Quiet icon=Icon::Forward />
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
