//! The briefing, read together before the first 開始, and the circle's own lines of it.

use crate::view::{RwSignal, Show, memo, view};
use leptos::prelude::*;
use tanomo_domain::command::Command;
use tanomo_domain::command::day::DayCommand;

use super::heat::{Heat, ReadHeat};
use super::{Today, clock, name_of};
use crate::components::{Button, Details, Icon, Notice, NoticeKind, Section, TextArea};
use crate::i18n::{Words, common, days as words, lang_untracked, t};
use crate::pages::requests::act::{Act, WhyNot};
use crate::store::Store;

/// The app's own lines.
fn usual() -> Vec<Words> {
    [
        words::BRIEFING_HEAT,
        words::BRIEFING_HORNETS,
        words::BRIEFING_BLADES,
        words::BRIEFING_LADDERS,
        words::BRIEFING_ROADS,
    ]
    .map(Words::from)
    .to_vec()
}

/// The circle's lines; `None` while it has none of its own.
fn own(store: Store) -> Option<String> {
    store.with(|state| state.circle().and_then(|circle| circle.briefing.clone()))
}

/// The briefing, and who went through it.
#[component]
pub(super) fn Briefing(day: Today) -> impl IntoView {
    let store = Store::here();
    let lines = memo(move |_| {
        own(store).map_or_else(usual, |text| text.lines().map(Words::from).collect::<Vec<_>>())
    });
    let done = memo(move |_| {
        let plan = day.plan.get()?;
        let first = plan.people.iter().filter(|person| person.briefed_at.is_some());
        let first = first.min_by_key(|person| person.briefed_at)?;
        let who = store.with(|state| name_of(state, first.member));
        Some(words::BRIEFED_BY.with("who", who).with("time", clock(first.briefed_at?)))
    });
    let goes = move || {
        day.plan.get().is_some_and(|plan| plan.day.called_off().is_none() && plan.day.closed_at.is_none())
    };
    let ahead = move || day.plan.get().is_some_and(|plan| plan.day.day > store.today());
    view! {
        <Show when=goes>
            <Section title=words::BRIEFING>
                <Heat day />
                <ul>
                    {move || lines.get().into_iter().map(|line| view! { <li>{t(line)}</li> }).collect_view()}
                </ul>
                {move || match done.get() {
                    Some(said) => view! { <Notice kind=NoticeKind::Saved words=said /> },
                    // It is gone through where the work is, not days before.
                    None if ahead() => view! {},
                    None => view! {
                        <Button
                            label=words::BRIEFED
                            icon=Icon::Check
                            wide=true
                            busy=day.act.busy
                            on_tap=move |_| day.run(DayCommand::GoneThrough(day.id, None))
                        />
                    },
                }}
                <Show when=move || !ahead()>
                    <ReadHeat day />
                </Show>
                <Show when=move || day.lead.get()>
                    <Lines />
                </Show>
            </Section>
        </Show>
    }
}

/// A lead changes the lines for every day of the circle.
#[component]
fn Lines() -> impl IntoView {
    let store = Store::here();
    let act = Act::here();
    let saved = RwSignal::new(false);
    let as_text = || {
        let lang = lang_untracked();
        usual().iter().map(|line| line.plain(lang)).collect::<Vec<_>>().join("\n")
    };
    let text = RwSignal::new(untrack(|| own(store)).unwrap_or_else(as_text));
    let save = move |_| {
        saved.set(false);
        // What says the same as the app's own lines stays the app's, in each reader's language.
        let typed = text.get_untracked();
        let lines = if typed.trim() == as_text() { String::new() } else { typed };
        act.run(Command::Day(DayCommand::SaveBriefing(lines)), move |_| {
            text.set(untrack(|| own(store)).unwrap_or_else(as_text));
            saved.set(true);
        });
    };
    view! {
        <Details title=words::BRIEFING_EDIT icon=Icon::Edit>
            <TextArea
                label=words::BRIEFING_LINES
                help=words::BRIEFING_LINES_HELP
                value=text
                rows=6
                error=act.fault("briefing")
            />
            <WhyNot act />
            <Button label=common::SAVE icon=Icon::Check busy=act.busy on_tap=save />
            <Show when=move || saved.get()>
                <Notice kind=NoticeKind::Saved words=words::BRIEFING_SAVED />
            </Show>
        </Details>
    }
}
