//! A visit that runs: how long, who is there, whom to call, the address to read out, and its end.

use crate::view::{RwSignal, Show, effect, memo, view};
use leptos::prelude::*;
use tanomo_domain::date::{Date, Millis, tokyo_time};
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
use crate::i18n::{Words, t};
use crate::pages::unlock;
use crate::store::{Store, now};

/// What the head of the page shows: since when, and who.
#[derive(Clone, PartialEq)]
struct Under {
    start: Millis,
    people: Vec<Id>,
}

#[component]
pub(super) fn Running(visit: Id, request: Id, occurrence: Option<Date>) -> impl IntoView {
    let store = Store::here();
    let under = memo(move |_| {
        let read = |visit: &Visit| Under { start: visit.start, people: visit.people.clone() };
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
    let since = Words::live(move || {
        let (hour, minute) = tokyo_time(start());
        words::SINCE.with("time", format!("{hour}:{minute:02}"))
    });
    let elapsed = Words::live(move || words::ELAPSED.with("n", passed.get() / 60_000));
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
            </div>
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
                <AddressAloud request />
            </Section>
            <LookOut id=request occurrence people=here />
            <Details title=words::SEE_REQUEST icon=Icon::Requests>
                <LinkButton label=words::SEE_REQUEST href=to::request(request, occurrence) wide=true />
            </Details>
        </PageFrame>
    }
}

/// The address in large letters, to read out to 119; the card has to be open.
#[component]
fn AddressAloud(request: Id) -> impl IntoView {
    let store = Store::here();
    // Closed, or the address as it is said.
    let address = memo(move |_| {
        store.with(|state| {
            let card = state.request(request)?.resident?;
            match state.resident(card) {
                Some(resident) => Some(Ok(resident.address.one_line())),
                None => state.is_closed(card).then_some(Err(())),
            }
        })
    });
    let open = Callback::new(move |_| unlock::ask(Callback::new(|()| {})));
    move || match address.get() {
        Some(Ok(address)) if !address.is_empty() => view! {
            <p>{t(words::ADDRESS_HERE)}</p>
            <p class="address-aloud">{address}</p>
        },
        Some(Err(())) => view! {
            <p>{t(words::ADDRESS_CLOSED)}</p>
            <Button label=words::OPEN_CARD icon=Icon::Unlock on_tap=open wide=true />
        },
        _ => view! { <p>{t(words::NO_ADDRESS)}</p> },
    }
}
