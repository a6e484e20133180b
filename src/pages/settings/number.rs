//! The number that opens the residents' cards: choosing it, changing it, closing the cards now.

use crate::view::{RwSignal, Show, Signal, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::date::Date;
use tanomo_domain::retention::CardLock;
use tanomo_domain::view::Role;
use tanomo_record::Id;

use crate::app::to;
use crate::browser::passkey;
use crate::components::icon::Icon;
use crate::components::{
    Button, ButtonKind, LinkButton, Notice, NoticeKind, PageFrame, PersonChip, Section, Switch, TextField,
};
use crate::i18n::{Text, Words, requests as cards, says, settings, t};
use crate::pages::faults::{FaultNotice, Faults};
use crate::pages::unlock;
use crate::store::Store;
use crate::store::lock::by_device::Wish;
use crate::store::lock::{NotUnlocked, number};

/// 6けたの番号.
#[component]
pub fn NumberPage() -> impl IntoView {
    let store = Store::here();
    let open = store.cards_open();
    let has = memo(move |_| store.has_number());
    let may_change = move || !has.get() || open.get();
    let state = move || -> Text {
        match (has.get(), open.get()) {
            (false, _) => settings::NUMBER_NONE,
            (true, true) => settings::NUMBER_OPEN,
            (true, false) => settings::NUMBER_CLOSED,
        }
    };
    view! {
        <PageFrame title=settings::NUMBER back=to::SETTINGS>
            <p>{t(settings::NUMBER_WHY)}</p>
            <p class="large" role="status">{t(Words::live(state))}</p>
            <Show when=move || has.get() && open.get()>
                <Button label=settings::LOCK_NOW icon=Icon::Lock on_tap=move |_| store.lock() />
            </Show>
            <Show
                when=may_change
                fallback=|| {
                    view! {
                        <p class="muted">{t(settings::CHANGE_FIRST)}</p>
                        <Button
                            label=settings::UNLOCK
                            icon=Icon::Unlock
                            on_tap=|_| unlock::ask(Callback::new(|()| ()))
                        />
                    }
                }
            >
                <Choose />
            </Show>
            <Show when=move || has.get() && open.get()>
                <ByDevice />
            </Show>
            <Show when=move || open.get() && store.role() == Role::Lead>
                <Ending />
            </Show>
        </PageFrame>
    }
}

/// The phone's own unlock beside the number, where the phone has one.
#[component]
fn ByDevice() -> impl IntoView {
    let store = Store::here();
    let (offered, failed) = (RwSignal::new(false), RwSignal::new(false));
    // What it is being turned to, while the phone asks.
    let asked = RwSignal::new(None::<bool>);
    spawn_local(async move {
        let found = passkey::offered().await;
        let _ = offered.try_set(found);
    });
    let change = move |on: bool| {
        if asked.get_untracked().is_some() {
            return;
        }
        asked.set(Some(on));
        failed.set(false);
        spawn_local(async move {
            let went = store.by_device(if on { Wish::Keep } else { Wish::Forget }).await;
            let _ = asked.try_set(None);
            let _ = failed.try_set(went.is_err());
        });
    };
    let shown = move || offered.get() || store.opens_by_device();
    view! {
        <Show when=shown>
            <Switch
                label=settings::BY_DEVICE
                hint=settings::BY_DEVICE_HINT
                on=Signal::derive(move || asked.get().unwrap_or_else(|| store.opens_by_device()))
                on_change=Callback::new(change)
            />
            <Show when=move || asked.get() == Some(true)>
                <Notice words=settings::BY_DEVICE_ASKS />
            </Show>
            <Show when=move || failed.get()>
                <Notice kind=NoticeKind::Warn words=settings::NOT_BY_DEVICE />
            </Show>
        </Show>
    }
}

/// The cards that a lead asks about again, the first to run out first.
#[component]
fn Ending() -> impl IntoView {
    let store = Store::here();
    let due = memo(move |_| {
        store.with(|state| {
            let asks = |lock| matches!(lock, CardLock::Expired | CardLock::EndsSoon { .. });
            let near = state.held_cards().filter(|card| asks(state.card_lock(card.id)));
            let mut all: Vec<_> = near
                .map(|card| (card.ends, card.id, Words::named(card.name.clone(), card.reading.clone())))
                .collect();
            all.sort_by_key(|(ends, id, _)| (*ends, *id));
            all
        })
    });
    let row = |(ends, id, name): (Date, Id, Words)| {
        view! {
            <li class="spread">
                <PersonChip name note=says::date(ends) />
                <LinkButton label=cards::CARD icon=Icon::User href=to::card(id) kind=ButtonKind::Quiet />
            </li>
        }
    };
    move || {
        let due = due.get();
        (!due.is_empty()).then(|| {
            view! {
                <Section title=cards::CARDS_ENDING>
                    <ul class="stack close">{due.into_iter().map(row).collect_view()}</ul>
                </Section>
            }
        })
    }
}

/// The new number, said twice.
#[component]
fn Choose() -> impl IntoView {
    let store = Store::here();
    let (first, second) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (busy, done) = (RwSignal::new(false), RwSignal::new(false));
    let faults = Faults::default();
    let save = move |_| {
        faults.clear();
        done.set(false);
        let (one, two) = (number(&first.get_untracked()), number(&second.get_untracked()));
        if one.is_none() {
            faults.note("number", settings::DIGITS);
        } else if one != two {
            faults.note("again", settings::DIFFERENT);
        }
        let Some(digits) = one.filter(|_| !faults.any()) else { return };
        busy.set(true);
        spawn_local(async move {
            match store.choose_number(&digits).await {
                Ok(()) => {
                    first.set(String::new());
                    second.set(String::new());
                    done.set(true);
                }
                Err(NotUnlocked::Digits) => faults.note("number", settings::DIGITS),
                Err(_) => faults.say(settings::NUMBER_FAILED),
            }
            busy.set(false);
        });
    };
    view! {
        <div class="stack">
            <TextField
                label=settings::NEW_NUMBER
                help=settings::NEW_NUMBER_HELP
                value=first
                kind="password"
                keyboard="numeric"
                autocomplete="new-password"
                max=6
                error=faults.of("number")
            />
            <TextField
                label=settings::AGAIN
                value=second
                kind="password"
                keyboard="numeric"
                autocomplete="new-password"
                max=6
                error=faults.of("again")
            />
            <FaultNotice faults />
            <Show when=move || done.get()>
                <Notice kind=NoticeKind::Saved words=settings::CHANGED />
            </Show>
            <Button label=settings::CHOOSE kind=ButtonKind::Primary icon=Icon::Check busy on_tap=save />
        </div>
    }
}
