//! Whose card a lost phone could open: the people who are told today.

use crate::view::{RwSignal, memo, view};
use leptos::prelude::*;

use crate::components::icon::Icon;
use crate::components::{Button, LinkButton, Notice, NoticeKind, PersonChip};
use crate::i18n::{Words, logging, phones as words, t};
use crate::pages::requests::tel;
use crate::pages::unlock;
use crate::store::Store;
use crate::store::link::Phone;

/// The residents whose card this phone could open, each with their number; nothing before a phone was chosen.
#[component]
pub(super) fn Reached(
    /// The phone that was lost.
    lost: RwSignal<Option<Phone>>,
) -> impl IntoView {
    let store = Store::here();
    let closed = memo(move |_| store.with(|state| state.closed_cards()));
    let people = memo(move |_| {
        let cards = store.cards_on(&lost.get()?);
        let person = |state: &tanomo_domain::state::State, id| {
            let card = state.resident(id)?;
            let name = Words::named(card.name.clone(), card.reading.clone());
            Some((name, card.address.local(), card.phone.clone()))
        };
        Some(store.with(|state| cards.into_iter().filter_map(|id| person(state, id)).collect::<Vec<_>>()))
    });
    let row = |(name, place, number): (Words, String, String)| {
        let call = (!number.is_empty()).then(|| {
            let label = words::LOST_CALL.with("name", name.clone());
            view! { <LinkButton label href=tel(&number) icon=Icon::Phone /> }
        });
        view! {
            <li class="spread">
                <PersonChip name note=place />
                {call}
            </li>
        }
    };
    let open = move |_| unlock::ask(Callback::new(|()| {}));
    move || {
        let people = people.get()?;
        let count = people.len();
        let said = match (closed.get(), count) {
            (0, 0) => view! { <p>{t(words::LOST_CARDS_NONE)}</p> }.into_any(),
            (0, count) => {
                view! { <p><strong>{t(words::LOST_CARDS.with("n", count))}</strong></p> }.into_any()
            }
            // Without them nobody can say whom to tell.
            _ => view! {
                <Notice kind=NoticeKind::Warn words=words::LOST_CARDS_CLOSED>
                    <Button label=logging::OPEN_CARDS icon=Icon::Unlock on_tap=open />
                </Notice>
            }
            .into_any(),
        };
        Some(view! {
            {said}
            <ul class="stack close">{people.into_iter().map(row).collect_view()}</ul>
        })
    }
}
