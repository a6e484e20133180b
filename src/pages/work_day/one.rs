//! A day: where and when, what I do next, teams and people, whom to telephone, what it came to.

use crate::view::{RwSignal, Show, Signal, child, memo, view};
use leptos::prelude::*;
use tanomo_domain::calendar::Event;
use tanomo_domain::command::Command;
use tanomo_domain::command::day::DayCommand;
use tanomo_domain::money::separated;
use tanomo_domain::view::Role;
use tanomo_domain::work_day::Plan;
use tanomo_record::Id;

use super::after::{CameBy, NextDay};
use super::briefing::Briefing;
use super::calls::{CallOff, Calls};
use super::head::meeting;
use super::mine::Mine;
use super::sheets::Sheets;
use super::teams::{Roster, Teams};
use super::{Today, reason};
use crate::app::to;
use crate::components::{
    Button, ButtonKind, Details, EmptyState, Icon, LinkButton, Notice, NoticeKind, PageFrame, Section,
    TextArea,
};
use crate::i18n::{Text, Words, common, days as words, fields, notices, says, summary, t, t_str};
use crate::pages::address;
use crate::pages::history::{Conflicts, History};
use crate::pages::people::hours;
use crate::pages::requests::act::Act;
use crate::pages::requests::calendar;
use crate::store::{Phase, Store, now};

/// How long a day takes, in minutes, for a calendar: nobody says when it ends.
const USUAL: u16 = 120;

/// One day, once the records are read.
#[component]
pub fn DayPage() -> impl IntoView {
    let store = Store::here();
    let (id, phase) = (address::id(), store.phase());
    let found = memo(move |_| {
        let id = id.get().filter(|id| store.with(|state| state.day(*id).is_some()));
        (phase.get() == Phase::Ready, id)
    });
    child(move || match found.get() {
        (_, Some(id)) => view! { <Whole id /> },
        (false, None) => view! {
            <PageFrame title=words::DAYS back=to::DAYS>
                <p role="status">{t(words::READING)}</p>
            </PageFrame>
        },
        (true, None) => view! {
            <PageFrame title=words::DAYS back=to::DAYS>
                <EmptyState icon=Icon::Calendar words=words::NOT_HERE>
                    <LinkButton label=words::TO_DAYS href=to::DAYS kind=ButtonKind::Primary />
                </EmptyState>
            </PageFrame>
        },
    })
}

#[component]
fn Whole(id: Id) -> impl IntoView {
    let store = Store::here();
    let day = Today {
        id,
        plan: memo(move |_| store.with(|state| state.plan(id, now()))),
        lead: memo(move |_| store.role() == Role::Lead),
        records: Signal::derive(move || store.with(|state| state.belonging_to_day(id))),
        act: Act::here(),
    };
    let title =
        Words::live(move || day.plan.get().map_or_else(Words::default, |plan| says::date(plan.day.day)));
    let open = move || day.lead.get() && day.plan.get().is_some_and(|plan| plan.day.closed_at.is_none());
    view! {
        <PageFrame title back=to::DAYS>
            <Where day />
            <SameDate day />
            <Conflicts of=day.records />
            <Mine day />
            <Briefing day />
            <Calls day />
            <Teams day />
            <Roster day />
            <Closing day />
            <InCalendar day />
            <Sheets day />
            <CameBy day />
            <NextDay day />
            <Record day />
            <Show when=open>
                <div class="beside">
                    <LinkButton label=words::CHANGE href=to::plan_day(id) icon=Icon::Edit />
                    <CallOff day />
                </div>
            </Show>
        </PageFrame>
    }
}

/// The day for the phone's own calendar; called off, to strike it out there.
#[component]
fn InCalendar(day: Today) -> impl IntoView {
    let store = Store::here();
    let off = memo(move |_| day.plan.get().is_some_and(|plan| plan.day.called_off().is_some()));
    let event = move |_| {
        store.peek(|state| {
            let known = state.day(day.id)?;
            let title = t_str(words::OF_PLACE.with("place", known.place.as_str()));
            Some(Event::of_day(state, known, title, USUAL))
        })
    };
    child(move || {
        let label = if off.get() { notices::CALENDAR_OFF } else { notices::CALENDAR };
        calendar::give((label, words::CALENDAR_WHAT), None, event)
    })
}

/// What was changed of the plan and of what people did, and the way back.
#[component]
fn Record(day: Today) -> impl IntoView {
    view! {
        <Details title=fields::HISTORY icon=Icon::History>
            <History of=day.records />
        </Details>
    }
}

/// Meeting place and time, the note, and that it is off or closed.
#[component]
fn Where(day: Today) -> impl IntoView {
    child(move || {
        let plan = day.plan.get()?;
        let known = &plan.day;
        let off = known.called_off().map(|off| {
            let again = day.lead.get().then(|| {
                view! {
                    <Button
                        label=words::GO_AHEAD
                        busy=day.act.busy
                        on_tap=move |_| day.run(DayCommand::GoAhead(day.id))
                    />
                }
            });
            view! {
                <Notice kind=NoticeKind::Danger words=words::OFF.with("why", reason(off))>{again}</Notice>
            }
        });
        let note = (!known.note.is_empty())
            .then(|| view! { <p class="what">{t(Words::from(known.note.as_str()))}</p> });
        Some(view! {
            {off}
            {known.closed_at.map(|_| view! { <Notice words=words::CLOSED /> })}
            <p class="large">{t(meeting(known.time, &known.place))}</p>
            {note}
        })
    })
}

/// Two leads who planned one date: the same day, or another?
#[component]
fn SameDate(day: Today) -> impl IntoView {
    child(move || {
        let others = day.plan.get().map(|plan| plan.same_date).unwrap_or_default();
        let each = move |other: Id| {
            let answer = move |same| {
                let command = Command::SameAs(day.id, other, Some(same));
                day.act.run(command, |_| {});
            };
            view! {
                <Notice kind=NoticeKind::Warn words=words::SAME_DATE>
                    <LinkButton label=words::SEE_OTHER href=to::day(other) />
                    <Show when=move || day.lead.get()>
                        <Button label=words::SAME busy=day.act.busy on_tap=move |_| answer(true) />
                        <Button label=words::DIFFERENT busy=day.act.busy on_tap=move |_| answer(false) />
                    </Show>
                </Notice>
            }
        };
        others.into_iter().map(each).collect_view()
    })
}

/// What the day came to, and closing it.
#[component]
fn Closing(day: Today) -> impl IntoView {
    let store = Store::here();
    let said = RwSignal::new(String::new());
    let figures = memo(move |_| {
        // Of a day that is still to come there is nothing to sum up.
        let plan: Plan =
            day.plan.get().filter(|plan| plan.day.day <= store.today() || plan.day.closed_at.is_some())?;
        let sum = store.with(|state| state.closing(&plan));
        let sheets = sum.sheets_out.iter().map(u32::to_string).collect::<Vec<_>>().join("・");
        let mut rows: Vec<(Text, Words)> = vec![
            (words::SUM_DONE, common::ITEMS.with("n", sum.done)),
            (words::SUM_LEFT, common::ITEMS.with("n", sum.left.len())),
            (words::SUM_HOURS, hours(sum.person_minutes)),
            (words::SUM_CAME, common::PERSONS.with("n", sum.came)),
            (summary::BAGS, common::BAGS.with("n", sum.bags)),
            (
                summary::MATERIALS,
                common::YEN_OF.with("n", separated(u32::try_from(sum.materials).unwrap_or(u32::MAX))),
            ),
            (summary::NEAR_MISSES, common::ITEMS.with("n", sum.near_misses.len())),
        ];
        if !sheets.is_empty() {
            rows.push((words::SUM_SHEETS, sheets.as_str().into()));
        }
        Some((rows, !sum.out.is_empty(), plan.day.closed_at.is_some(), plan.day.closing))
    });
    child(move || {
        let (rows, out, closed, closing) = figures.get()?;
        let row = |(name, value): (Text, Words)| view! { <div><dt>{t(name)}</dt><dd>{t(value)}</dd></div> };
        let end = day.lead.get().then(|| match closed {
            true => view! {
                <p class="what">{t(Words::from(closing.as_str()))}</p>
                <Button label=words::REOPEN busy=day.act.busy on_tap=move |_| day.run(DayCommand::Open(day.id)) />
            },
            false => view! {
                {out.then(|| view! { <Notice kind=NoticeKind::Warn words=words::STILL_OUT /> })}
                <TextArea label=words::CLOSING_WORDS value=said rows=2 error=day.act.fault("closing") />
                <Button
                    label=words::CLOSE
                    icon=Icon::Check
                    busy=day.act.busy
                    on_tap=move |_| day.run(DayCommand::Close(day.id, said.get_untracked()))
                />
            },
        });
        Some(view! {
            <Section title=words::CLOSING>
                <dl class="figures">{rows.into_iter().map(row).collect_view()}</dl>
                {end}
            </Section>
        })
    })
}
