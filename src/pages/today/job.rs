//! My jobs: what, where, when, how to reach the person, and what comes next.

use crate::view::{Memo, Show, Signal, child, memo, view};
use leptos::prelude::*;
use tanomo_domain::date::{ClockTime, Millis, tokyo_time};
use tanomo_domain::day::Day;
use tanomo_domain::phone::Phone;
use tanomo_domain::row::Row as Line;
use tanomo_domain::state::State;
use tanomo_domain::status::Status;

use super::near::Near;
use crate::app::to;
use crate::browser::share::map_link;
use crate::components::{Button, EmptyState, Icon, LinkButton, Row, Section};
use crate::i18n::{Words, dates, says, today as words};
use crate::pages::{pictures, unlock};
use crate::store::{Phase, Store};

/// What identifies a line as it is shown: where any of it changes, the line is made anew.
pub(super) fn key(line: &Line) -> impl Eq + std::hash::Hash + use<> {
    (line.id, line.occurrence, line.status, line.day, line.task, line.town.clone())
}

/// Line 1 of a row: 作業 and 町.
pub(super) fn title(line: &Line) -> Words {
    Words::join([says::task(line.task).into(), " ".into(), line.town.as_str().into()])
}

/// How the person can be reached, as far as this phone may show it right now.
#[derive(Clone, Debug, PartialEq)]
enum Reach {
    /// Nobody is named, or the records are not read yet.
    Nobody,
    /// The card is closed.
    Closed,
    /// The card is open: name, reading, the number to dial, the address.
    Open { name: String, reading: String, dial: Option<String>, place: Option<String> },
}

/// What the records say of a line beyond the line itself.
#[derive(Clone, Debug, PartialEq)]
struct Facts {
    time: Option<ClockTime>,
    since: Option<Millis>,
    reach: Reach,
}

impl Facts {
    /// `read` says whether the records are read; until then every card counts as closed, as it is after a start, so
    /// that nothing moves under the finger when they are.
    fn of(state: &State, line: &Line, read: bool) -> Self {
        let agreement = state.agreement_of(line.id, line.occurrence);
        let running = state.last_work(line.id, line.occurrence).filter(|visit| visit.end.is_none());
        Self {
            time: agreement.and_then(|agreement| agreement.time),
            since: running.map(|visit| visit.start),
            reach: reach(state, line, read),
        }
    }
}

fn reach(state: &State, line: &Line, read: bool) -> Reach {
    if !read {
        return Reach::Closed;
    }
    let Some(card) = state.request(line.id).and_then(|request| request.resident) else {
        return Reach::Nobody;
    };
    match state.resident(card) {
        Some(card) => Reach::Open {
            name: card.name.clone(),
            reading: card.reading.clone(),
            dial: Phone::parse(&card.phone).ok().map(|phone| phone.dial().to_owned()),
            place: card.on_the_map(),
        },
        None if state.is_closed(card) => Reach::Closed,
        None => Reach::Nobody,
    }
}

fn is_read(store: Store) -> bool {
    store.phase().get() == Phase::Ready
}

/// When it is, and what is said of a job in one sentence.
fn sentence(line: &Line, facts: &Facts, today: tanomo_domain::date::Date) -> Words {
    let clock = |time: ClockTime| says::time(time);
    match (line.status, line.day) {
        (Status::UnderWay, _) => match facts.since.map(tokyo_time) {
            Some((hour, minute)) => words::RUNNING.with("time", format!("{hour}:{minute:02}")),
            None => says::status(line.status).into(),
        },
        (Status::Agreed, Some(day)) if day < today => words::OVERDUE.with("day", says::day(day)),
        (Status::Agreed, Some(day)) => {
            let day = if day == today { words::NOW_TODAY.into() } else { says::day(day) };
            match facts.time {
                Some(time) => words::AT.with("day", day).with("time", clock(time)),
                None => words::ON_DAY.with("day", day),
            }
        }
        (Status::Offered, _) => words::OFFER_WAITS.into(),
        (status, _) => says::status(status).into(),
    }
}

/// The sentence of a job, for the screen and for reading aloud.
pub(super) fn spoken(store: Store, line: &Line) -> Words {
    store.with(|state| sentence(line, &Facts::of(state, line, true), store.today()))
}

/// My work of today, or what to do where there is none.
#[component]
pub(super) fn Jobs(day: Memo<Day>) -> impl IntoView {
    let near = Near::of(memo(move |_| day.with(|day| day.jobs.rows.clone())));
    let none = memo(move |_| day.with(|day| day.jobs.is_empty()));
    let only = memo(move |_| day.with(|day| day.only_job().map(|line| (line.id, line.occurrence))));
    view! {
        <Section title=words::JOBS>
            <Show when=move || none.get()>
                <EmptyState
                    icon=Icon::Today
                    words=Words::join([words::NO_JOBS.into(), " ".into(), words::NO_JOBS_DO.into()])
                />
            </Show>
            {near.ask()}
            <For each=move || near.jobs() key=key let(line)>
                <Job
                    step={only.get_untracked() != Some((line.id, line.occurrence))}
                    far=near.far(line.id, line.occurrence)
                    line
                />
            </For>
        </Section>
    }
}

/// Jobs under a heading; nothing where there are none.
pub(super) fn job_list(title: Words, lines: Signal<Vec<Line>>) -> AnyView {
    let some = memo(move |_| lines.with(|lines| !lines.is_empty()));
    view! {
        <Show when=move || some.get()>
            <Section title=title.clone()>
                <For each=move || lines.get() key=key let(line)>
                    <Job line />
                </For>
            </Section>
        </Show>
    }
}

/// One job: a tap on it opens the request; below it the telephone, the map and, with `step`, what comes next. With how
/// `far` it is, where that was asked.
#[component]
fn Job(
    line: Line,
    #[prop(optional)] step: bool,
    #[prop(optional)] far: Option<Signal<Option<Words>>>,
) -> impl IntoView {
    let store = Store::here();
    let facts = {
        let line = line.clone();
        memo(move |_| store.with(|state| Facts::of(state, &line, is_read(store))))
    };
    let said = {
        let line = line.clone();
        Words::live(move || {
            let said = facts.with(|facts| sentence(&line, facts, store.today()));
            match far.and_then(|far| far.get()) {
                Some(far) => dates::listed([said, far].into_iter()),
                None => said,
            }
        })
    };
    let tone = if line.status == Status::Check { "needs" } else { "" };
    view! {
        <article class="job">
            <Row
                href=to::request(line.id, line.occurrence)
                title=title(&line)
                line=said
                icon=pictures::task(line.task)
                tone
            />
            <div class="job-ways">
                {move || reaching(facts.with(|facts| facts.reach.clone()), true)} {step.then(|| next_step(&line))}
            </div>
        </article>
    }
}

/// What comes next for a job, where the page's primary does not already say it.
fn next_step(line: &Line) -> Option<AnyView> {
    let (id, day) = (line.id, line.occurrence);
    let (label, href, icon) = match line.status {
        Status::UnderWay | Status::Check => (words::FINISHED, to::complete(id, day), Icon::Done),
        Status::Agreed | Status::Matched => (words::START, to::start_work(id, day), Icon::Play),
        _ => return None,
    };
    Some(view! { <LinkButton label href icon /> })
}

/// Whom a lead calls about a line, under the line itself.
#[component]
pub(super) fn Call(line: Line) -> impl IntoView {
    let store = Store::here();
    let facts = {
        let line = line.clone();
        memo(move |_| {
            store.with(|state| {
                let agreement = state.agreement_of(line.id, line.occurrence);
                (agreement.map(|agreed| (agreed.day, agreed.time)), reach(state, &line, is_read(store)))
            })
        })
    };
    let said = Words::live(move || match facts.with(|(agreed, _)| *agreed) {
        Some((day, Some(time))) => words::CALL_TELL
            .with("when", words::AT_TIME.with("day", says::day(day)).with("time", says::time(time))),
        Some((day, None)) => words::CALL_TELL.with("when", says::day(day)),
        None => words::CALL_AGREE.into(),
    });
    view! {
        <article class="job">
            <Row
                href=to::request(line.id, line.occurrence)
                title=title(&line)
                line=said
                icon=Icon::Phone
                tone="needs"
            />
            <div class="job-ways">{move || reaching(facts.with(|(_, reach)| reach.clone()), false)}</div>
        </article>
    }
}

/// Telephone and map while the card is open; a button that opens it while it is closed.
fn reaching(reach: Reach, map: bool) -> AnyView {
    match reach {
        Reach::Nobody => child(()),
        Reach::Closed => {
            let open = move |_| unlock::ask(Callback::new(|()| ()));
            view! { <Button label=words::OPEN_CARD on_tap=open icon=Icon::Lock /> }
        }
        Reach::Open { name, reading, dial, place } => {
            let who = Words::named(name, reading);
            let call = words::CALL_NAME.with("name", who.clone());
            let dial = dial.map(|dial| {
                view! { <LinkButton label=call href=format!("tel:{dial}") icon=Icon::Phone /> }
            });
            let place = place.filter(|_| map).map(|place| {
                let label = words::MAP_OF.with("name", who);
                view! { <LinkButton label href=map_link(&place) icon=Icon::Map outside=true /> }
            });
            view! { {dial} {place} }
        }
    }
}
