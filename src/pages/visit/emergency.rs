//! 緊急: 119 and the leads at once, with nothing before them; after one tap that says why, the address in large letters.

use crate::view::{RwSignal, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::cards::Reads;
use tanomo_domain::command::Command;
use tanomo_domain::date::Date;
use tanomo_domain::view::Alarm;
use tanomo_record::Id;

use super::asks::CallLeads;
use super::{heading, name_of, this_occurrence, when_here, words};
use crate::app::to;
use crate::components::{Button, ButtonKind, Icon, LinkButton, Notice, NoticeKind, PageFrame, Section};
use crate::i18n::{Words, says, t};
use crate::pages::unlock;
use crate::store::{Store, Trouble};

/// 緊急.
#[component]
pub fn EmergencyPage() -> impl IntoView {
    when_here(
        words::EMERGENCY,
        |state, id| state.request(id).is_some(),
        |id, day| view! { <Emergency id day /> },
    )
}

#[component]
fn Emergency(id: Id, day: Option<Date>) -> impl IntoView {
    let store = Store::here();
    let occurrence = this_occurrence(store, id, day);
    let said = RwSignal::new(None::<Alarm>);
    let trouble = RwSignal::new(None::<Trouble>);
    let open = move |why: Alarm| {
        said.set(Some(why));
        spawn_local(async move {
            let kept = store.run(Command::Alarm(id, occurrence, why)).await;
            let _ = trouble.try_set(kept.err());
        });
    };
    let chip = move |&why: &Alarm| {
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || if said.get() == Some(why) { "true" } else { "false" }
                on:click=move |_| open(why)
            >
                <span>{t(says::alarm(why))}</span>
            </button>
        }
    };
    let chips = Alarm::ALL.iter().map(chip).collect_view();
    view! {
        <PageFrame title=words::EMERGENCY back=to::start_work(id, occurrence)>
            <p class="what">{t(Words::live(move || store.with(|state| heading(state, id))))}</p>
            <LinkButton
                label=words::CALL_119
                href="tel:119".to_owned()
                kind=ButtonKind::Danger
                icon=Icon::Phone
                wide=true
            />
            <CallLeads />
            <Section title=words::WHAT_HAPPENED>
                <p>{t(words::WHAT_HAPPENED_HELP)}</p>
                <div class="chips">{chips}</div>
            </Section>
            {move || said.get().map(|_| view! { <AddressAloud request=id /> })}
            // That it could not be kept stands in nobody's way.
            {move || {
                trouble.get().map(|why| view! { <Notice kind=NoticeKind::Warn words=says::trouble(&why) /> })
            }}
            <Openings id />
        </PageFrame>
    }
}

/// Who opened the page before, the last first.
#[component]
fn Openings(id: Id) -> impl IntoView {
    let store = Store::here();
    let lines = memo(move |_| {
        store.with(|state| {
            let mut all: Vec<_> = state.emergencies(id).collect();
            all.sort_by_key(|one| std::cmp::Reverse((one.at, one.id)));
            let line = |one: &tanomo_domain::view::Emergency| (one.at, one.by, one.why);
            all.into_iter().map(line).take(10).collect::<Vec<_>>()
        })
    });
    move || {
        let lines = lines.get();
        let shown = lines.iter().map(|&(at, by, why)| {
            let who = store.peek(|state| name_of(state, by));
            let words = words::OPENED_LINE
                .with("when", says::moment(at))
                .with("who", who)
                .with("why", says::alarm(why));
            view! { <li>{t(words)}</li> }
        });
        let shown = shown.collect_view();
        (!lines.is_empty())
            .then(|| view! { <Section title=words::OPENED_BY><ul class="stack close">{shown}</ul></Section> })
    }
}

/// What this phone can say of the address.
#[derive(Clone, PartialEq)]
enum Address {
    Here(String),
    Closed,
    NotMine,
    None,
}

/// The address in large letters, to read out to 119. Whoever does not read the card telephones a lead, who hands it over.
#[component]
fn AddressAloud(request: Id) -> impl IntoView {
    let store = Store::here();
    let address = memo(move |_| {
        let card = store.with(|state| state.request(request).and_then(|request| request.resident));
        let Some(card) = card else { return Address::None };
        let reads = store.reads(card);
        store.with(|state| match state.resident(card).map(|resident| resident.address.one_line()) {
            Some(address) if !address.is_empty() => Address::Here(address),
            Some(_) => Address::None,
            None if reads == Reads::Not => Address::NotMine,
            None if state.is_closed(card) => Address::Closed,
            None => Address::NotMine,
        })
    });
    let open = Callback::new(move |_| unlock::ask(Callback::new(|()| {})));
    move || match address.get() {
        Address::Here(address) => view! {
            <p>{t(words::ADDRESS_HERE)}</p>
            <p class="address-aloud">{address}</p>
        }
        .into_any(),
        Address::Closed => view! {
            <p>{t(words::ADDRESS_CLOSED)}</p>
            <Button label=words::OPEN_CARD icon=Icon::Unlock on_tap=open wide=true />
        }
        .into_any(),
        Address::NotMine => view! { <Notice kind=NoticeKind::Warn words=words::NOT_A_READER /> }.into_any(),
        Address::None => view! { <p>{t(words::NO_ADDRESS)}</p> }.into_any(),
    }
}
