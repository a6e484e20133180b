//! A visit that runs: how long, who is there, pauses, whom to call, and its end.

use crate::view::{Memo, RwSignal, Show, effect, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::command::Command;
use tanomo_domain::date::{Date, Millis, tokyo_time};
use tanomo_domain::onsite::hot;
use tanomo_domain::status::LONGEST_VISIT;
use tanomo_domain::view::Visit;
use tanomo_record::Id;

use super::asks::CallLeads;
use super::start::{LookOut, Team};
use super::{heading, words};
use crate::app::to;
use crate::browser::clock;
use crate::components::{
    Button, ButtonKind, Details, Icon, LinkButton, Notice, NoticeKind, PageFrame, Section,
};
use crate::i18n::{Words, says, t};
use crate::store::{Store, Trouble, now};

/// What the head of the page shows: since when, and who.
#[derive(Clone, PartialEq)]
struct Under {
    start: Millis,
    people: Vec<Id>,
    resting: Option<Millis>,
}

#[component]
pub(super) fn Running(visit: Id, request: Id, occurrence: Option<Date>) -> impl IntoView {
    let store = Store::here();
    let under = memo(move |_| {
        let read = |visit: &Visit| Under {
            start: visit.start,
            people: visit.people.clone(),
            resting: visit.resting(),
        };
        store.with(|state| state.visit(visit).map(read))
    });
    let start = move || under.with(|under| under.as_ref().map_or_else(now, |under| under.start));
    let people =
        memo(move |_| under.with(|under| under.as_ref().map(|u| u.people.clone()).unwrap_or_default()));
    let here = RwSignal::new(untrack(|| people.get()));
    effect(move || here.set(people.get()));
    let ticks = clock::ticks();
    let passed = memo(move |_| {
        ticks.track();
        now().0.saturating_sub(start().0).max(0)
    });
    let worked = memo(move |_| {
        ticks.track();
        store.with(|state| state.visit(visit).map_or(0, |visit| visit.worked(now())))
    });
    let resting = memo(move |_| under.with(|under| under.as_ref().and_then(|under| under.resting)));
    let withdrawn = memo(move |_| {
        store.with(|state| state.request(request).is_some_and(|request| request.withdrawn.is_some()))
    });
    let due = memo(move |_| {
        ticks.track();
        store.with(|state| {
            let hot = state.request(request).is_some_and(|request| hot(request.task, store.today()));
            hot && state.visit(visit).is_some_and(|visit| visit.rest_due(now()))
        })
    });
    let since = Words::live(move || {
        let (hour, minute) = tokyo_time(start());
        words::SINCE.with("time", format!("{hour}:{minute:02}"))
    });
    let elapsed = Words::live(move || words::ELAPSED.with("n", worked.get()));
    let primary = move || {
        view! {
            <LinkButton
                label=words::FINISHED
                href=to::complete(request, occurrence)
                kind=ButtonKind::Primary
                icon=Icon::Done
            />
        }
    };
    view! {
        <PageFrame title=words::RUNNING back=to::TODAY.to_owned() primary=primary>
            <p class="what">{t(Words::live(move || store.with(|state| heading(state, request))))}</p>
            <div class="card part">
                // Read when somebody goes there, never announced by itself.
                <p class="elapsed" role="timer" aria-live="off">{t(elapsed)}</p>
                <p>{t(since)}</p>
                <Team people />
                <Rest visit resting />
            </div>
            <Show when=move || withdrawn.get()>
                <Notice kind=NoticeKind::Warn words=words::WITHDRAWN_MEANWHILE />
            </Show>
            <Show when=move || due.get()>
                <Notice kind=NoticeKind::Warn words=words::REST_DUE />
            </Show>
            <Show when=move || { passed.get() > LONGEST_VISIT }>
                <Notice kind=NoticeKind::Warn words=words::LONG_AGO />
            </Show>
            <Section title=words::EMERGENCY>
                <LinkButton
                    label=words::CALL_119
                    href="tel:119".to_owned()
                    kind=ButtonKind::Danger
                    icon=Icon::Phone
                    wide=true
                />
                <CallLeads />
                <LinkButton
                    label=words::TO_EMERGENCY
                    href=to::emergency(request, occurrence)
                    icon=Icon::Warning
                    wide=true
                />
            </Section>
            <LinkButton label=words::FLOAT href=to::float(request, occurrence) icon=Icon::Bag wide=true />
            <LookOut id=request occurrence people=here />
            <Details title=words::SEE_REQUEST icon=Icon::Requests>
                <LinkButton label=words::SEE_REQUEST href=to::request(request, occurrence) wide=true />
            </Details>
        </PageFrame>
    }
}

/// 休憩 and 再開: one button, which says what a tap does.
#[component]
fn Rest(visit: Id, resting: Memo<Option<Millis>>) -> impl IntoView {
    let store = Store::here();
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let tap = Callback::new(move |_| {
        let command = match resting.get_untracked() {
            Some(_) => Command::Resume(visit),
            None => Command::Pause(visit),
        };
        busy.set(true);
        spawn_local(async move {
            let ran = store.run(command).await;
            let _ = trouble.try_set(ran.err());
            let _ = busy.try_set(false);
        });
    });
    let label = Words::live(move || match resting.get() {
        Some(_) => words::GO_ON_WORKING,
        None => words::REST,
    });
    let told = move |since: Millis| {
        let (hour, minute) = tokyo_time(since);
        let words = words::RESTING.with("time", format!("{hour}:{minute:02}"));
        view! { <Notice words /> }
    };
    view! {
        {move || resting.get().map(told)}
        <Button label icon=Icon::Clock busy on_tap=tap wide=true />
        {move || trouble.get().map(|why| view! { <Notice kind=NoticeKind::Danger words=says::trouble(&why) /> })}
    }
}
