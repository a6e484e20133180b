//! Leaving a squad with this phone, and ending the squad for everybody.

use crate::view::{RwSignal, Show, Signal, memo, view};
use leptos::prelude::*;
use tanomo_domain::fold::fold_width;

use super::{Doing, Wrong};
use crate::components::{Button, ButtonKind, Dialog, Notice, NoticeKind, TextField};
use crate::i18n::{Words, common, phones as words, t, t_str};
use crate::pages::settings::Export;
use crate::store::Store;
use crate::store::link::NotLinked;

/// Takes the phone out of the roster, then everything off it. Who may not write the roster, or whose phone has no
/// connection, leaves a phone in the list that a lead takes out.
async fn leave(store: Store) -> Result<(), NotLinked> {
    let mine = store.phones().into_iter().find(|phone| phone.mine);
    if let Some(mine) = mine {
        match store.put_out(mine.device).await {
            Ok(()) | Err(NotLinked::LeadsOnly | NotLinked::Refused(_)) => {}
            Err(why) => return Err(why),
        }
    }
    store.leave_for_good().await
}

/// このスマホを隊からはずす.
#[component]
pub(super) fn Leave() -> impl IntoView {
    let store = Store::here();
    let (open, doing) = (RwSignal::new(false), Doing::default());
    let unsent = memo(move |_| store.unsent().get());
    view! {
        <p>{t(words::LEAVE_WHY)}</p>
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
                        on_tap=move |_| doing.go(leave(store), |()| ())
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
    // Plain: what is typed carries no readings.
    let word = move || t_str(words::END_WORD);
    let right = move || fold_width(typed.get().trim()).eq_ignore_ascii_case(&word());
    let label = Words::live(move || words::END_TYPE.with("word", Words::plain_text(word())));
    view! {
        <p>{t(words::END_WHY)}</p>
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
                        on_tap=move |_| doing.go(store.end_circle(), move |()| open.set(false))
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
