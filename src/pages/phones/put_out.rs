//! What a phone shows that was put out, or whose squad has ended: what happened, the file first, then the end.

use crate::view::{RwSignal, Show, memo, view};
use leptos::prelude::*;

use super::{Doing, Wrong};
use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, Dialog, Notice, NoticeKind, PageFrame, Section};
use crate::i18n::{Words, common, phones as words, t};
use crate::pages::settings::Export;
use crate::store::Store;
use crate::store::link::{Out, Travel};

/// The page, in place of all others.
#[component]
pub fn PutOutPage() -> impl IntoView {
    let store = Store::here();
    let said = memo(move |_| match store.travel().get() {
        Travel::PutOut(Out::Ended) => (words::OUT_ENDED, words::OUT_ENDED_WHY),
        Travel::PutOut(Out::Left) => (words::OUT_LEFT, words::OUT_LEFT_WHY),
        Travel::PutOut(Out::Unheard) => (words::OUT_UNHEARD, words::OUT_UNHEARD_WHY),
        _ => (words::OUT_TITLE, words::OUT_WHY),
    });
    let unsent = memo(move |_| store.unsent().get());
    let (asking, doing) = (RwSignal::new(false), Doing::default());
    let title = Words::live(move || said.get().0);
    let why = move || t(said.get().1);
    let primary = move || {
        let ask = move |_| asking.set(true);
        view! {
            <Button
                label=words::OUT_ERASE
                kind=ButtonKind::Danger
                icon=Icon::Garbage
                wide=true
                on_tap=ask
            />
        }
    };
    view! {
        <PageFrame title primary>
            <p>{why}</p>
            <Show when=move || { unsent.get() > 0 }>
                <Notice
                    kind=NoticeKind::Warn
                    words=Words::live(move || words::OUT_UNSENT.with("n", unsent.get()))
                />
            </Show>
            <Section title=words::OUT_EXPORT>
                <p>{t(words::OUT_EXPORT_WHY)}</p>
                <Export />
            </Section>
            <Dialog
                title=words::OUT_ERASE
                open=asking
                actions=move || {
                    view! {
                        <Button label=common::CANCEL on_tap=move |_| asking.set(false) />
                        <Button
                            label=words::OUT_ERASE
                            kind=ButtonKind::Danger
                            busy=doing.busy
                            on_tap=move |_| doing.go(store.leave_for_good(), |()| ())
                        />
                    }
                }
            >
                <p>{t(words::OUT_ERASE_WHY)}</p>
                <p>{t(words::OUT_THEN)}</p>
                <Wrong doing />
            </Dialog>
        </PageFrame>
    }
}
