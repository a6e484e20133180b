//! An invitation where nobody can join: it is shown, copied, and the way to the installed app is taught.

use crate::view::{RwSignal, view};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::back;
use super::super::install::{STEPS, steps};
use super::KEPT;
use crate::app::to;
use crate::browser::share;
use crate::components::{Button, ButtonKind, Icon, Notice, NoticeKind, PageFrame, Section};
use crate::i18n::{joining as words, t};
use crate::store::drafts;

/// The invitation and the four pictured steps.
#[component]
pub(super) fn Shown(invitation: String, kept: RwSignal<Option<String>>, in_app: bool) -> impl IntoView {
    let copied = RwSignal::new(None::<bool>);
    let text = invitation.clone();
    let copy = Callback::new(move |()| {
        let text = text.clone();
        spawn_local(async move {
            let _ = copied.try_set(Some(share::copy(&text).await.is_ok()));
        });
    });
    let another = move |_| {
        drafts::discard(KEPT);
        kept.set(None);
    };
    let primary = move || {
        view! {
            {back()}
            <Button
                label=words::COPY_INVITATION
                kind=ButtonKind::Primary
                icon=Icon::Note
                on_tap=move |_| copy.run(())
            />
        }
    };
    let why = if in_app { words::IN_APP } else { words::HOME_FIRST };
    view! {
        <PageFrame title=words::TITLE back=to::TODAY primary>
            <Notice kind=NoticeKind::Saved words=words::KEPT />
            <Notice kind=NoticeKind::Warn words=why />
            {move || match copied.get() {
                None => view! { <p>{t(words::COPY_FIRST)}</p> },
                Some(true) => view! { <Notice kind=NoticeKind::Saved words=words::COPIED_HOME /> },
                Some(false) => view! { <Notice kind=NoticeKind::Warn words=words::NOWHERE /> },
            }}
            <Section title=words::STEPS>{steps(&STEPS)}</Section>
            <Section title=words::TEXT>
                <p class="kept">{invitation}</p>
                <Button label=words::ANOTHER on_tap=another />
            </Section>
        </PageFrame>
    }
}
