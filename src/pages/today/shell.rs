//! The frame: one line in words about where the records are, the four places, and the notices that concern
//! the whole app.

use crate::view::{RwSignal, Show, Signal, effect, memo, view};
use leptos::prelude::*;

use crate::app::to;
use crate::browser::{badge, look, network, place, service_worker, viewport};
use crate::components::{
    AppFrame, Button, ButtonKind, Icon, NavItem, Notice, NoticeKind, Sheet, StateLine, Tone,
};
use crate::i18n::{Words, common, t, today as words, travel};
use crate::pages::unlock::UnlockDialog;
use crate::parts::{self, Page};
use crate::store::link::Travel;
use crate::store::{Phase, Saving, Store};

/// The frame around every page.
#[component]
pub fn Shell(children: Children) -> impl IntoView {
    let store = Store::here();
    let online = network::online();
    let panel = RwSignal::new(false);
    let unsent = store.unsent();
    effect(move || badge::set(unsent.get()));
    let has_places = memo(move |_| {
        matches!(store.phase().get(), Phase::Painted | Phase::Ready)
            && Page::instead(&store.travel().get()).is_none()
    });
    let items = Signal::derive(move || if has_places.get() { places() } else { Vec::new() });
    let here = place::here();
    let current = memo(move |_| here.with(|here| place_of(&here.path)));
    let line = Words::live(move || state_words(store, online.get()));
    let tone = memo(move |_| tone(store, online.get()));
    let sun = memo(|_| look::look().sun);
    let top = move || {
        view! {
            <StateLine
                words=line.clone()
                tone
                on_tap=move || panel.set(true)
                sun
                on_sun=move || look::change(|look| look.sun = !look.sun)
            />
        }
    };
    view! {
        <AppFrame top items current>
            <Notices />
            {children()}
        </AppFrame>
        <Sheet title=words::PANEL open=panel>{move || parts::panel(panel, online)}</Sheet>
        <UnlockDialog />
    }
}

fn places() -> Vec<NavItem> {
    let place = |href, label, icon| NavItem { href, label: Words::from(label), icon };
    vec![
        place(to::TODAY, common::TODAY, Icon::Today),
        place(to::REQUESTS, common::REQUESTS, Icon::Requests),
        place(to::PEOPLE, common::PEOPLE, Icon::People),
        place(to::SUMMARY, common::SUMMARY, Icon::Summary),
    ]
}

/// The place a path belongs to; 設定 and はじめる belong to none.
fn place_of(path: &str) -> Option<&'static str> {
    let first = path.split('/').nth(1).unwrap_or_default();
    match first {
        "" | "complete" => Some(to::TODAY),
        "requests" | "cards" | "visits" => Some(to::REQUESTS),
        "people" => Some(to::PEOPLE),
        "summary" => Some(to::SUMMARY),
        _ => None,
    }
}

/// What the state line says: trouble first, then what is under way, then what waits.
fn state_words(store: Store, online: bool) -> Words {
    match store.saving().get() {
        Saving::Failed(_) => words::FAILED.into(),
        _ if store.full().get() => words::FULL.into(),
        Saving::Unsure => words::UNSURE.into(),
        Saving::Writing => common::SAVING.into(),
        Saving::Saved => travel_words(store, online),
    }
}

/// Where the records are that this phone holds safely.
fn travel_words(store: Store, online: bool) -> Words {
    let saved = || if viewport::finger() { common::SAVED_PHONE } else { common::SAVED_COMPUTER };
    match store.travel().get() {
        Travel::TooOld => travel::TOO_OLD.into(),
        Travel::PutOut(_) => travel::OUT.into(),
        Travel::Unreachable => common::OFFLINE.into(),
        _ if !online => common::OFFLINE.into(),
        Travel::Asked(_) => travel::WAITING.into(),
        Travel::Stuck(count) => travel::STUCK.with("n", count),
        Travel::Refused(kind) => travel::NOT_SENT.with("why", travel::why(kind)),
        Travel::Underway { of: 0, .. } => travel::FETCHING.into(),
        Travel::Underway { done, of } => travel::SENDING.with("done", done).with("of", of),
        stands @ (Travel::Alone | Travel::Settled(_)) => match (store.unsent().get(), stands) {
            (0, Travel::Settled(Some(at))) => travel::SENT.with("when", travel::when(at, store.today())),
            (0, _) => saved().into(),
            (n, _) => words::TWO.with("first", saved()).with("second", words::UNSENT.with("n", n)),
        },
    }
}

fn tone(store: Store, online: bool) -> Tone {
    match store.saving().get() {
        Saving::Failed(_) | Saving::Unsure => return Tone::Trouble,
        _ if store.full().get() => return Tone::Trouble,
        Saving::Writing => return Tone::Busy,
        Saving::Saved => {}
    }
    match store.travel().get() {
        Travel::TooOld | Travel::PutOut(_) => Tone::Trouble,
        Travel::Unreachable => Tone::Offline,
        _ if !online => Tone::Offline,
        Travel::Refused(_) | Travel::Stuck(_) => Tone::Trouble,
        Travel::Asked(_) | Travel::Underway { .. } => Tone::Busy,
        Travel::Alone | Travel::Settled(_) => Tone::Calm,
    }
}

/// A new version that waits, and values that were damaged.
#[component]
fn Notices() -> impl IntoView {
    let damaged = Store::here().damaged();
    let seen = RwSignal::new(0);
    let hurt = memo(move |_| Some(damaged.get()).filter(|&count| seen.get() < count));
    let update = memo(|_| service_worker::update_ready());
    let some = move || update.get() || hurt.get().is_some();
    view! {
        <Show when=some>
            <div class="shell-notices">
                <Show when=move || update.get()>
                    <Notice words=words::UPDATE>
                        <Button label=common::UPDATE_NOW on_tap=|_| service_worker::use_new() />
                    </Notice>
                </Show>
                {move || {
                    hurt.get()
                        .map(|count| {
                            view! {
                                <Notice kind=NoticeKind::Warn words=words::DAMAGED.with("n", count)>
                                    <Button
                                        label=common::OK
                                        on_tap=move |_| seen.set(count)
                                        kind=ButtonKind::Quiet
                                    />
                                </Notice>
                            }
                        })
                }}
            </div>
        </Show>
    }
}

/// The browser lets nothing be kept: why, what is safe, what to do.
#[component]
pub fn NoStorage() -> impl IntoView {
    view! {
        <div class="page">
            <div class="page-body" role="alert">
                <h1>{t(words::NO_STORAGE)}</h1>
                <p>{t(words::NO_STORAGE_WHY)}</p>
                <p>{t(words::NO_STORAGE_DO)}</p>
                <p>{t(words::NO_STORAGE_SAFE)}</p>
            </div>
        </div>
    }
}
