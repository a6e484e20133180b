//! Who waits to be let in: a lead compares the number, on the telephone or face to face, and says yes.

use crate::view::{RwSignal, view};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Doing, Went, Wrong};
use crate::browser::clock;
use crate::components::icon::{Icon, Picture};
use crate::components::{Button, ButtonKind, Dialog};
use crate::i18n::{Words, common, phones as words, t, t_str, travel};
use crate::store::Store;
use crate::store::link::{Asking, NotLinked};

/// Those who wait, looked for again and again while the page is open.
#[component]
pub(super) fn Waiting() -> impl IntoView {
    let store = Store::here();
    let found = RwSignal::new(None::<Result<Vec<Asking>, NotLinked>>);
    let look = move || {
        spawn_local(async move {
            let now = Some(store.asking().await);
            // Set only where it differs, so that no button goes from under a finger.
            if found.try_get_untracked().is_some_and(|old| old != now) {
                let _ = found.try_set(now);
            }
        });
    };
    let ticks = clock::ticks();
    crate::view::effect(move || {
        ticks.track();
        look();
    });
    let chosen = RwSignal::new(None::<Asking>);
    let open = RwSignal::new(false);
    let doing = Doing::default();
    let ask = move |asking: Asking| {
        chosen.set(Some(asking));
        open.set(true);
    };
    let let_in = move |_| {
        let Some(asking) = chosen.get_untracked() else { return };
        doing.go(store.let_in(asking.device), move |()| {
            let _ = doing.done.try_set(Some(words::LET_IN_DONE.with("number", asking.number)));
            let _ = open.try_set(false);
            look();
        });
    };
    let number =
        move || chosen.with(|asking| asking.as_ref().map(|asking| asking.number.clone()).unwrap_or_default());
    let title = Words::live(move || words::LET_IN_NUMBER.with("number", number()));
    view! {
        {move || match found.get() {
            None => view! { <p class="muted" role="status">{t(words::ASKING_LOOKS)}</p> },
            Some(Err(why)) => {
                view! {
                    <p class="muted" role="status">{t(travel::not_linked(&why))}</p>
                    <Button label=words::ASKING_AGAIN on_tap=move |_| look() />
                }
            }
            Some(Ok(all)) if all.is_empty() => view! { <p class="muted">{t(words::ASKING_NONE)}</p> },
            Some(Ok(all)) => {
                let each = all.into_iter().map(|asking| one(store, asking, Callback::new(ask)));
                view! { <ul class="list">{each.collect_view()}</ul> }
            }
        }}
        <Went doing />
        <Dialog
            title
            open
            actions=move || {
                view! {
                    <Button label=common::CANCEL on_tap=move |_| open.set(false) />
                    <Button
                        label=words::LET_IN_YES
                        kind=ButtonKind::Primary
                        icon=Icon::Check
                        busy=doing.busy
                        on_tap=let_in
                    />
                }
            }
        >
            <p class="number-large">{number}</p>
            <p>{t(words::LET_IN_ASK)}</p>
            <Wrong doing />
        </Dialog>
    }
}

fn one(store: Store, asking: Asking, ask: Callback<Asking>) -> AnyView {
    let since = words::ASKED_AT.with("when", travel::when(asking.asked, store.today()));
    let number = asking.number.clone();
    let named = words::LET_IN_NUMBER.with("number", number.as_str());
    view! {
        <li class="row">
            <Picture icon=Icon::Phone />
            <span class="row-words">
                <span class="row-title numbers">{number}</span>
                <span class="row-line">{t(since)}</span>
            </span>
            <button
                type="button"
                class="button"
                aria-label=move || t_str(named.clone())
                on:click=move |_| ask.run(asking.clone())
            >
                <span class="label">{t(words::LET_IN)}</span>
            </button>
        </li>
    }
}
