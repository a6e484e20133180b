//! 開始: who is here, what to look out for, and what has to be asked before; then the visit runs.

use crate::view::{RwSignal, Signal, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::command::{Command, Starting};
use tanomo_domain::date::Date;
use tanomo_domain::gates::{Gate, Weight};
use tanomo_domain::refusal::Refusal;
use tanomo_domain::view::Sort;
use tanomo_record::Id;

use super::asks::{Answers, AskSheet, say};
use super::money::RideNotice;
use super::people::People;
use super::running::Running;
use super::{heading, tell, this_occurrence, when_here, words};
use crate::app::to;
use crate::components::{Button, ButtonKind, Icon, Notice, NoticeKind, PageFrame, PersonChip, Section};
use crate::i18n::{Words, says, t};
use crate::pages::faults::{FaultNotice, Faults};
use crate::store::{Store, Trouble, now};

/// 開始, and while it runs the visit itself.
#[component]
pub fn StartPage() -> impl IntoView {
    when_here(
        words::START_TITLE,
        |state, id| state.request(id).is_some(),
        |id, day| view! { <StartOrRunning id day /> },
    )
}

#[component]
fn StartOrRunning(id: Id, day: Option<Date>) -> impl IntoView {
    let store = Store::here();
    let occurrence = this_occurrence(store, id, day);
    let running = memo(move |_| store.with(|state| state.running(id, occurrence).map(|visit| visit.id)));
    move || match running.get() {
        Some(visit) => view! { <Running visit request=id occurrence /> },
        None => view! { <Begin id occurrence /> },
    }
}

#[component]
fn Begin(id: Id, occurrence: Option<Date>) -> impl IntoView {
    let store = Store::here();
    let me = untrack(|| store.me()).unwrap_or(Id::new([0; 16]));
    // The team is on its way; who is really here, each says by a tap. The one who holds the phone is.
    let people =
        RwSignal::new(store.peek(|state| state.member(me).map(|me| me.id).into_iter().collect::<Vec<_>>()));
    let ride = store.peek(|state| state.request(id).is_some_and(|request| request.task.is_ride()));
    let answers = Answers::new();
    let (faults, busy) = (Faults::default(), RwSignal::new(false));
    let (gates, asking) = (RwSignal::new(Vec::<Gate>::new()), RwSignal::new(false));
    let start = Callback::new(move |()| {
        faults.clear();
        if people.with_untracked(Vec::is_empty) {
            return faults.note("people", words::NOBODY);
        }
        busy.set(true);
        let starting =
            Starting { request: id, occurrence, people: people.get_untracked(), reasons: answers.reasons() };
        spawn_local(async move {
            match store.run(Command::Start(starting)).await {
                Ok(_) => {}
                Err(Trouble::Refused(Refusal::Asks(asked))) => {
                    gates.set(asked);
                    asking.set(true);
                }
                Err(why) => tell(faults, &why),
            }
            busy.set(false);
        });
    });
    let primary = move || {
        view! {
            <Button
                label=words::START
                kind=ButtonKind::Primary
                icon=Icon::Play
                busy
                on_tap=Callback::new(move |_| start.run(()))
            />
        }
    };
    view! {
        <PageFrame title=words::START_TITLE back=to::request(id, occurrence) primary=primary>
            <p class="what">{t(Words::live(move || store.with(|state| heading(state, id))))}</p>
            {ride.then(|| view! { <RideNotice read=answers.notice_read /> })}
            <People chosen=people request=id occurrence label=words::WHO_IS_HERE error=faults.of("people") />
            <LookOut id occurrence people />
            <FaultNotice faults />
            <AskSheet gates open=asking answers people on_go=start />
        </PageFrame>
    }
}

/// Hazards and tools of the site, and what these people are told before they begin.
#[component]
pub(super) fn LookOut(id: Id, occurrence: Option<Date>, people: RwSignal<Vec<Id>>) -> impl IntoView {
    let store = Store::here();
    let told = memo(move |_| {
        let people = people.get();
        store.with(|state| {
            let Some(request) = state.request(id) else { return Vec::new() };
            let mut gates = state.gates(request, occurrence, &people, now());
            gates.retain(|gate| gate.weight() == Weight::Tell && *gate != Gate::ReadRideNotice);
            gates
        })
    });
    let found = memo(move |_| {
        store.with(|state| {
            let request = state.request(id)?;
            let looked = state.last_visit(request.id, occurrence, Sort::Scout);
            let hazards = looked.map_or(&request.hazards, |visit| &visit.hazards).clone();
            Some((hazards, request.tools.clone()))
        })
    });
    let chips = |names: Vec<Words>| {
        let chip = |name: Words| view! { <span class="tag">{t(name)}</span> };
        view! { <p class="tags">{names.into_iter().map(chip).collect_view()}</p> }
    };
    view! {
        {move || {
            told.get().iter().map(|gate| view! { <Notice kind=NoticeKind::Warn words=say(store, gate) /> }).collect_view()
        }}
        {move || {
            let (hazards, tools) = found.get().unwrap_or_default();
            let hazards: Vec<Words> = hazards.into_iter().map(|one| says::hazard(one).into()).collect();
            let tools: Vec<Words> = tools.into_iter().map(|one| says::tool(one).into()).collect();
            view! {
                {(!hazards.is_empty())
                    .then(|| view! { <Section title=words::LOOK_OUT>{chips(hazards)}</Section> })}
                {(!tools.is_empty())
                    .then(|| view! { <Section title=words::TOOLS>{chips(tools)}</Section> })}
            }
        }}
    }
}

/// The people of a visit, to read.
#[component]
pub(super) fn Team(#[prop(into)] people: Signal<Vec<Id>>) -> impl IntoView {
    let store = Store::here();
    move || {
        let names = store
            .with(|state| people.get().into_iter().map(|id| super::name_of(state, id)).collect::<Vec<_>>());
        view! {
            <p class="tags">{names.into_iter().map(|name| view! { <PersonChip name /> }).collect_view()}</p>
        }
    }
}
