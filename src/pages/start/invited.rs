//! An invitation: kept and shown, not spent. An invitation opened inside LINE or in an iPhone's browser would
//! otherwise be used up where the installed app cannot see it.

use crate::view::{RwSignal, memo, view};
use leptos::prelude::*;

use super::back;
use super::install::{STEPS, steps};
use crate::app::to;
use crate::browser::place;
use crate::components::{Button, ButtonKind, Icon, Notice, NoticeKind, PageFrame, TextField};
use crate::i18n::{start as words, t};
use crate::store::{Phase, Store, drafts};

/// What the invitation is kept under.
const KEPT: &str = "invitation";
/// The longest invitation that is kept, in UTF-16 units.
const LONGEST: u32 = 500;

/// What a link brought after its `#` or `?`.
fn brought() -> Option<String> {
    let here = place::here().get_untracked();
    [here.hash, here.query]
        .into_iter()
        .find(|part| !part.is_empty())
        .map(|part| part.chars().take(LONGEST as usize).collect())
}

/// The invitation and the four pictured steps.
#[component]
pub fn Invited() -> impl IntoView {
    let store = Store::here();
    let brought = brought();
    if let Some(invitation) = &brought {
        drafts::keep(KEPT, invitation);
    }
    let kept = RwSignal::new(brought.or_else(|| drafts::left::<String>(KEPT)));
    let typed = RwSignal::new(String::new());
    let keep = move |_| {
        let invitation = typed.get_untracked().trim().to_owned();
        if !invitation.is_empty() {
            drafts::keep(KEPT, &invitation);
            kept.set(Some(invitation));
            typed.set(String::new());
        }
    };
    let fresh = memo(move |_| store.phase().get() == Phase::Fresh);
    view! {
        <PageFrame
            title=words::INVITED_TITLE
            back=to::TODAY
            primary=move || {
                view! {
                    {fresh.get_untracked().then(back)}
                    <Button label=words::KEEP_INVITATION on_tap=keep kind=ButtonKind::Primary icon=Icon::Heart />
                }
            }
        >
            {move || {
                kept.get()
                    .map(|invitation| {
                        view! {
                            <Notice kind=NoticeKind::Saved words=words::INVITED_KEPT>
                                <p class="kept">{invitation}</p>
                            </Notice>
                        }
                    })
            }}
            {steps(&STEPS)}
            <TextField
                label=words::INVITATION
                value=typed
                help=words::INVITATION_HELP
                max=LONGEST
            />
            <p>{t(words::INVITED_SOON)}</p>
        </PageFrame>
    }
}
