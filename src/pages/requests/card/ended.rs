//! A card that is gone, one that has run out, and how long one can still be read here.

use crate::view::{Show, Signal, child, memo, view};
use leptos::prelude::*;
use tanomo_domain::cards::Reads;
use tanomo_domain::command::Command;
use tanomo_domain::retention::CardLock;
use tanomo_domain::view::{Back, Resident, Role};
use tanomo_record::Id;

use super::super::act::{Act, WhyNot};
use super::super::one::tel;
use super::{Consents, End};
use crate::components::icon::Icon;
use crate::components::{LinkButton, Notice, NoticeKind, PersonChip, Switch};
use crate::i18n::{Text, Words, common, refused, requests as words, says, t};
use crate::store::Store;

/// What is left to do once a card is gone.
#[component]
pub(super) fn Erased(id: Id) -> impl IntoView {
    let store = Store::here();
    let act = Act::here();
    let done = memo(move |_| store.with(|state| state.taken_back(id).to_vec()));
    let tick = move |back: Back| {
        view! {
            <Switch
                label=ticked(back)
                on=Signal::derive(move || done.with(|done| done.contains(&back)))
                on_change=Callback::new(move |on| act.run(Command::TakeBack(id, back, on), |_| {}))
            />
        }
    };
    view! {
        <div class="stack">
            <Notice words=refused::ERASED />
            <Show when=move || store.role() == Role::Lead>
                <p>{t(words::BACK_WHY)}</p>
                {Back::ALL.iter().map(|&back| tick(back)).collect_view()}
                <WhyNot act />
            </Show>
        </div>
    }
}

/// A card that has run out: a lead sees whom to call, asks again or ends it; nobody else sees anything of it.
#[component]
pub(super) fn Ended(id: Id) -> impl IntoView {
    let store = Store::here();
    let card = memo(move |_| store.with(|state| state.held_card(id).cloned()));
    let facts = move |card: Resident| {
        let phone = card.phone.clone();
        view! {
            <Notice kind=NoticeKind::Warn words=words::CARD_ENDED.with("until", says::date(store.peek(|state| state.card_ends(&card)))) />
            <PersonChip name=Words::named(card.name, card.reading) />
            {(!phone.is_empty())
                .then(|| view! { <LinkButton label=common::PHONE icon=Icon::Phone href=tel(&phone) /> })}
        }
    };
    view! {
        <Show
            when=move || store.role() == Role::Lead
            fallback=|| view! { <Notice words=words::CARD_ENDED_HELPER /> }
        >
            <div class="stack">
                {move || card.get().map(facts)}
                <Consents id card />
                <End id />
            </div>
        </Show>
    }
}

/// Until when an open card can be read here, where that is soon.
#[component]
pub(super) fn Until(id: Id) -> impl IntoView {
    let store = Store::here();
    let lock = memo(move |_| store.with(|state| state.card_lock(id)));
    let leaves = memo(move |_| match store.reads(id) {
        Reads::Until(day) => Some(day),
        Reads::Now | Reads::Not => None,
    });
    view! {
        {move || match lock.get() {
            CardLock::EndsSoon { days } => child(
                view! { <Notice kind=NoticeKind::Warn words=words::ENDS_SOON.with("n", days) /> },
            ),
            _ => child(()),
        }}
        {move || {
            leaves.get().map(|day| view! { <Notice words=words::LEAVES_ON.with("until", says::date(day)) /> })
        }}
    }
}

/// What was taken back or deleted.
const fn ticked(back: Back) -> Text {
    match back {
        Back::Paper => words::BACK_PAPER,
        Back::Pdf => words::BACK_PDF,
        Back::Files => words::BACK_FILES,
        Back::Photos => words::BACK_PHOTOS,
    }
}
