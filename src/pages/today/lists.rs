//! The parts of きょう below my own jobs: what comes up, whom a lead calls and answers, what is left over, and
//! what still wants helpers.

use crate::view::{Memo, Show, Signal, memo, view};
use leptos::prelude::*;
use tanomo_domain::day::{Day, Part};
use tanomo_domain::row::Row as Line;
use tanomo_domain::view::Role;

use super::job::{Call, job_list, key, title};
use crate::app::to;
use crate::components::{Icon, LinkButton, Row, Section};
use crate::i18n::{Text, Words, says, today as words};
use crate::pages::pictures;
use crate::store::Store;

/// All parts, in the order they are looked for.
#[component]
pub(super) fn Lists(day: Memo<Day>) -> impl IntoView {
    let store = Store::here();
    let lead = memo(move |_| store.role() == Role::Lead);
    let next = Signal::derive(move || day.with(|day| day.next.rows.clone()));
    let wanted = memo(move |_| day.with(|day| !day.wanted.is_empty()));
    view! {
        <Show when=move || lead.get()>
            <Calls day />
            {part(words::ANSWERS, day, |day| &day.answers, "needs")}
            {part(words::LOOKS, day, |day| &day.looks, "needs")}
        </Show>
        {part(words::ENTRUSTED, day, |day| &day.entrusted, "needs")}
        {job_list(words::NEXT_JOBS.into(), next)}
        {part(words::LEFT_OVER, day, |day| &day.left_over, "")}
        {part(words::WANTED, day, |day| &day.wanted, "")}
        <Show when=move || wanted.get()>
            <LinkButton label=words::ALL_REQUESTS href=to::REQUESTS icon=Icon::Requests wide=true />
        </Show>
    }
}

/// A heading with a number in it.
fn counted(text: Text, day: Memo<Day>, of: fn(&Day) -> &Part) -> Words {
    Words::live(move || text.with("n", day.with(|day| of(day).all)))
}

#[component]
fn Calls(day: Memo<Day>) -> impl IntoView {
    let some = memo(move |_| day.with(|day| !day.calls.is_empty()));
    view! {
        <Show when=move || some.get()>
            <Section title=counted(words::CALLS, day, |day| &day.calls)>
                <For each=move || day.with(|day| day.calls.rows.clone()) key=key let(line)>
                    <Call line />
                </For>
            </Section>
        </Show>
    }
}

/// One part as plain lines; nothing where it is empty.
fn part(text: Text, day: Memo<Day>, of: fn(&Day) -> &Part, tone: &'static str) -> AnyView {
    let some = memo(move |_| day.with(|day| !of(day).is_empty()));
    view! {
        <Show when=move || some.get()>
            <Section title=counted(text, day, of)>
                <div class="list">
                    <For
                        each=move || day.with(|day| of(day).rows.clone())
                        key=key
                        children=move |line| plain(&line, tone)
                    />
                </div>
            </Section>
        </Show>
    }
}

fn plain(line: &Line, tone: &'static str) -> AnyView {
    view! {
        <Row
            href=to::request(line.id, line.occurrence)
            title=title(line)
            line=says::status(line.status)
            side=line.day.map_or_else(Words::default, says::day)
            icon=pictures::task(line.task)
            tone
        />
    }
}
