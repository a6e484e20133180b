//! What is said on a phone that has a squad: it has just joined it, it tries the sample, or it has another.

use crate::view::{RwSignal, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::found::go;
use super::super::install::Offer;
use super::keep;
use crate::app::to;
use crate::components::{Button, ButtonKind, Icon, Notice, NoticeKind, PageFrame};
use crate::i18n::{Words, joining as words, start, t};
use crate::store::Store;
use crate::store::link::Travel;

/// The page; `just` says that this phone joined in this session.
#[component]
pub(in crate::pages::start) fn Taken(kept: RwSignal<Option<String>>, just: bool) -> impl IntoView {
    let store = Store::here();
    let sample = memo(move |_| store.is_sample());
    // For a moment after joining nobody knows yet whether the phone is in or has to wait for a lead.
    let unknown = memo(move |_| store.travel().get() == Travel::Alone);
    move || match (just, sample.get()) {
        (true, _) if unknown.get() => view! { <p class="page muted" role="status">{t(words::JOINING)}</p> },
        (true, _) => view! { <Joined /> },
        (false, true) => view! { <Sample kept /> },
        (false, false) => view! { <Other kept /> },
    }
}

#[component]
fn Joined() -> impl IntoView {
    view! {
        <PageFrame title=words::JOINED back=to::TODAY primary=go>
            <Notice kind=NoticeKind::Saved words=words::JOINED_WHAT />
            <Notice words=start::CARD_NUMBER />
            <Offer />
        </PageFrame>
    }
}

/// Leaves what is open, the sample for good and a squad until it is opened again, and keeps the invitation: it is
/// what it was all for.
fn go_on(store: Store, kept: RwSignal<Option<String>>, busy: RwSignal<bool>, failed: RwSignal<bool>) {
    busy.set(true);
    failed.set(false);
    spawn_local(async move {
        let invitation = kept.get_untracked();
        let left = if store.is_sample() { store.wipe().await } else { store.open_circle(None).await };
        match (left, invitation) {
            (Ok(()), Some(invitation)) => keep(&invitation),
            (Ok(()), None) => {}
            (Err(_), _) => drop(failed.try_set(true)),
        }
        let _ = busy.try_set(false);
    });
}

#[component]
fn Sample(kept: RwSignal<Option<String>>) -> impl IntoView {
    let store = Store::here();
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(false));
    let primary = move || {
        view! {
            <Button
                label=words::SAMPLE_END
                kind=ButtonKind::Primary
                icon=Icon::Forward
                wide=true
                busy
                on_tap=move |_| go_on(store, kept, busy, failed)
            />
        }
    };
    view! {
        <PageFrame title=words::TITLE back=to::TODAY primary>
            <Notice words=words::SAMPLE />
            {move || {
                failed.get().then(|| view! { <Notice kind=NoticeKind::Danger words=words::SAMPLE_FAILED /> })
            }}
        </PageFrame>
    }
}

#[component]
fn Other(kept: RwSignal<Option<String>>) -> impl IntoView {
    let store = Store::here();
    let some = kept.with_untracked(Option::is_some);
    // Live: the page may stand before the records are read.
    let said = Words::live(move || {
        let name = store.with(|state| state.circle().map(|circle| circle.name.clone()));
        if some {
            words::OTHER_CIRCLE.with("circle", name.unwrap_or_default())
        } else {
            words::NONE_HERE.into()
        }
    });
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(false));
    let too = move || {
        view! {
            <p>{t(words::OTHER_CIRCLE_DO)}</p>
            <Button
                label=words::JOIN_TOO
                icon=Icon::Forward
                wide=true
                busy
                on_tap=move |_| go_on(store, kept, busy, failed)
            />
        }
    };
    view! {
        <PageFrame title=words::TITLE back=to::TODAY primary=go>
            <Notice words=said>{some.then(too)}</Notice>
            {move || {
                failed.get().then(|| view! { <Notice kind=NoticeKind::Danger words=words::JOIN_TOO_FAILED /> })
            }}
        </PageFrame>
    }
}
