//! Leaving a squad with this phone, and ending the squad for everybody.

use crate::view::{RwSignal, Show, Signal, memo, view};
use leptos::prelude::*;
use tanomo_domain::fold::fold_width;
use tanomo_domain::view::Role;

use super::{Doing, Went, Wrong};
use crate::components::{Button, ButtonKind, Dialog, Notice, NoticeKind, TextField};
use crate::i18n::{Words, common, phones as words, t, t_str};
use crate::pages::settings::Export;
use crate::store::Store;
use crate::store::link::NotLinked;

/// Takes a lead's phone out of the roster; what was not sent is sent before, and the page that erases comes when
/// the others have heard of it. A helper may not write the roster: the phone is emptied, a lead takes it off the
/// list.
async fn leave(store: Store) -> Result<(), NotLinked> {
    let mine = untrack(|| store.phones()).into_iter().find(|phone| phone.mine);
    match mine {
        Some(mine) if untrack(|| store.role()) == Role::Lead => store.put_out(mine.device).await,
        _ => Ok(store.wipe().await?),
    }
}

/// このスマホを隊からはずす.
#[component]
pub(super) fn Leave() -> impl IntoView {
    let store = Store::here();
    let (open, doing) = (RwSignal::new(false), Doing::default());
    let unsent = memo(move |_| store.unsent().get());
    let gone = move |()| {
        let _ = doing.done.try_set(Some(words::LEAVE_SIGNED.into()));
        let _ = open.try_set(false);
    };
    view! {
        <p>{t(words::LEAVE_WHY)}</p>
        <Went doing />
        <Button label=words::LEAVE kind=ButtonKind::Danger on_tap=move |_| open.set(true) />
        <Dialog
            title=words::LEAVE
            open
            actions=move || {
                view! {
                    <Button label=common::CANCEL on_tap=move |_| open.set(false) />
                    <Button
                        label=words::LEAVE_NOW
                        kind=ButtonKind::Danger
                        busy=doing.busy
                        on_tap=move |_| doing.go(leave(store), gone)
                    />
                }
            }
        >
            <p>{t(words::LEAVE_WHY)}</p>
            <Show when=move || { unsent.get() > 0 }>
                <Notice
                    kind=NoticeKind::Warn
                    words=Words::live(move || words::LEAVE_UNSENT.with("n", unsent.get()))
                />
            </Show>
            <Export />
            <Wrong doing />
        </Dialog>
    }
}

/// 隊を終わりにする; a word to type, because it is everybody's.
#[component]
pub(super) fn End() -> impl IntoView {
    let store = Store::here();
    let (open, doing) = (RwSignal::new(false), Doing::default());
    let typed = RwSignal::new(String::new());
    let ended = move |()| {
        let _ = doing.done.try_set(Some(words::END_SIGNED.into()));
        let _ = open.try_set(false);
    };
    // Plain: what is typed carries no readings.
    let word = move || t_str(words::END_WORD);
    let right = move || fold_width(typed.get().trim()).eq_ignore_ascii_case(&word());
    let label = Words::live(move || words::END_TYPE.with("word", Words::plain_text(word())));
    view! {
        <p>{t(words::END_WHY)}</p>
        <Went doing />
        <Button label=words::END kind=ButtonKind::Danger on_tap=move |_| open.set(true) />
        <Dialog
            title=words::END
            open
            actions=move || {
                view! {
                    <Button label=common::CANCEL on_tap=move |_| open.set(false) />
                    <Button
                        label=words::END_NOW
                        kind=ButtonKind::Danger
                        busy=doing.busy
                        disabled=Signal::derive(move || !right())
                        on_tap=move |_| doing.go(store.end_circle(), ended)
                    />
                }
            }
        >
            <p>{t(words::END_WHY)}</p>
            <Export />
            <TextField label=label.clone() value=typed max=20 />
            <Wrong doing />
        </Dialog>
    }
}
