//! An invitation typed in or pasted.

use crate::view::{RwSignal, view};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::back;
use super::{LONGEST, invitation_in, keep};
use crate::app::to;
use crate::browser::share;
use crate::components::{Button, ButtonKind, Icon, LinkButton, Notice, NoticeKind, PageFrame, TextField};
use crate::i18n::{Words, joining as words};
use crate::parts;

/// The field, and a button for those who find a long press hard.
#[component]
pub(super) fn Enter(kept: RwSignal<Option<String>>) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let fault = RwSignal::new(None::<Words>);
    let no_paste = RwSignal::new(false);
    let take = move || {
        let found = invitation_in(&typed.get_untracked());
        fault.set(found.is_none().then(|| words::NOT_INVITATION.into()));
        if let Some(invitation) = found {
            keep(&invitation);
            kept.set(Some(invitation));
        }
    };
    let paste = move |_| {
        spawn_local(async move {
            let pasted = share::paste().await;
            let _ = no_paste.try_set(pasted.is_err());
            if let Ok(text) = pasted
                && typed.try_set(text).is_some()
            {
                take();
            }
        });
    };
    let scanning = RwSignal::new(false);
    let told = Callback::new(move |text: String| {
        typed.set(text);
        take();
        scanning.set(kept.with_untracked(Option::is_none) && scanning.get_untracked());
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        take();
    };
    let primary = || {
        view! {
            {back()}
            <Button label=words::KEEP kind=ButtonKind::Primary icon=Icon::Heart />
        }
    };
    view! {
        <form novalidate on:submit=submit class="page-form">
            <PageFrame title=words::TITLE back=to::TODAY primary>
                {parts::scan(scanning, told)}
                <Button label=words::PASTE icon=Icon::Note on_tap=paste wide=true />
                {move || {
                    no_paste.get().then(|| view! { <Notice kind=NoticeKind::Warn words=words::PASTE_FAILED /> })
                }}
                <TextField label=words::ENTER value=typed help=words::ENTER_HELP error=fault max=LONGEST />
                <LinkButton label=words::RECOVER href=to::RECOVER icon=Icon::Undo />
            </PageFrame>
        </form>
    }
}
