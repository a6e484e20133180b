//! Everything of this phone gone: asked with a word to type, because nothing brings it back but a file.

use crate::view::{RwSignal, Show, Signal, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::fold::fold_width;

use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, Details, Dialog, Notice, NoticeKind, TextField};
use crate::i18n::{Text, Words, common, settings, t, t_str};
use crate::store::Store;

fn erase(store: Store, busy: RwSignal<bool>, failed: RwSignal<bool>) {
    busy.set(true);
    failed.set(false);
    spawn_local(async move {
        // On success the app starts anew and none of this is there any more.
        if store.wipe().await.is_err() {
            failed.set(true);
        }
        busy.set(false);
    });
}

/// The end of a circle on this phone.
#[component]
pub(super) fn Wipe() -> impl IntoView {
    let store = Store::here();
    let open = RwSignal::new(false);
    view! {
        <Show when=move || !store.is_sample() fallback=|| view! { <LeaveSample /> }>
            <Details title=settings::WIPE icon=Icon::Warning>
                <p>{t(settings::WIPE_WHY)}</p>
                <p>{t(settings::WIPE_ELSEWHERE)}</p>
                <Button label=settings::WIPE kind=ButtonKind::Danger on_tap=move |_| open.set(true) />
            </Details>
            <Asked open />
        </Show>
    }
}

/// The question, with the file offered first and the word to type.
#[component]
fn Asked(open: RwSignal<bool>) -> impl IntoView {
    let store = Store::here();
    let typed = RwSignal::new(String::new());
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(false));
    // Plain: what is typed carries no readings.
    let word = move || t_str(settings::WIPE_WORD);
    let right = move || fold_width(typed.get().trim()).eq_ignore_ascii_case(&word());
    let label = Words::live(move || settings::WIPE_TYPE.with("word", Words::plain_text(word())));
    view! {
        <Dialog
            title=settings::WIPE
            open
            actions=move || {
                view! {
                    <Button label=common::CANCEL on_tap=move |_| open.set(false) />
                    <Button
                        label=settings::WIPE_NOW
                        kind=ButtonKind::Danger
                        busy
                        disabled=Signal::derive(move || !right())
                        on_tap=move |_| erase(store, busy, failed)
                    />
                }
            }
        >
            <p>{t(settings::WIPE_WHY)}</p>
            <super::export::Export />
            <TextField label=label.clone() value=typed max=20 />
            <Failed failed />
        </Dialog>
    }
}

/// Leaving the sample circle: nothing in it is anybody's, so one answer is enough.
#[component]
pub(super) fn LeaveSample() -> impl IntoView {
    let store = Store::here();
    let open = RwSignal::new(false);
    let (busy, failed) = (RwSignal::new(false), RwSignal::new(false));
    let label: Text = settings::WIPE_SAMPLE;
    view! {
        <Button label on_tap=move |_| open.set(true) />
        <Dialog
            title=label
            open
            actions=move || {
                view! {
                    <Button label=common::CANCEL on_tap=move |_| open.set(false) />
                    <Button
                        label=settings::WIPE_SAMPLE
                        kind=ButtonKind::Danger
                        busy
                        on_tap=move |_| erase(store, busy, failed)
                    />
                }
            }
        >
            <p>{t(settings::WIPE_SAMPLE_WHY)}</p>
            <Failed failed />
        </Dialog>
    }
}

#[component]
fn Failed(failed: RwSignal<bool>) -> impl IntoView {
    view! {
        <Show when=move || failed.get()>
            <Notice kind=NoticeKind::Danger words=settings::WIPE_FAILED />
        </Show>
    }
}
