//! An invitation: kept and shown first, spent only where the app will live. Opened inside LINE or in an iPhone's
//! browser it would be used up where the installed app cannot see it.
//!
//! # Layout
//! - this file: where an invitation goes; `enter` typing one in, `show` showing it, `join` using it
//! - `taken` what is said on a phone that has a squad already

mod enter;
mod join;
mod show;
mod taken;

use std::cell::Cell;

use crate::view::{RwSignal, effect, memo, view};
use leptos::prelude::*;

use crate::app::to;
use crate::browser::install::{self, Way};
use crate::browser::place;
use crate::store::{Phase, Store, drafts};
pub(super) use taken::Taken;

/// What the invitation is kept under.
const KEPT: &str = "invitation";
/// The longest invitation that is kept, in UTF-16 units: a link of ours, or a message with one in it.
const LONGEST: u32 = 1000;

thread_local! {
    /// This phone joined in this session.
    static JUST: Cell<bool> = const { Cell::new(false) };
}

/// Takes an invitation out of the address bar and keeps it, before anything of it could be seen or shared.
pub fn keep_brought() {
    if let Some(link) =
        place::take_link(&[to::JOIN, to::INVITED]).filter(|link| link.len() <= LONGEST as usize)
    {
        keep(&link);
    }
}

/// The invitation that is kept.
pub(super) fn kept() -> Option<String> {
    drafts::left(KEPT)
}

/// Keeps an invitation until it is used.
pub(super) fn keep(invitation: &str) {
    drafts::keep(KEPT, &invitation);
}

/// The invitation of ours in a text: the text itself, or the one link in a message.
fn invitation_in(text: &str) -> Option<String> {
    let whole = std::iter::once(text.trim());
    whole.chain(text.split_whitespace()).find(|part| Store::is_invitation(part)).map(str::to_owned)
}

/// The page of whoever was invited.
#[component]
pub fn Invited() -> impl IntoView {
    let store = Store::here();
    let fresh = memo(move |_| store.phase().get() == Phase::Fresh);
    let invitation = RwSignal::new(kept());
    let here = place::here();
    effect(move || {
        // A second link may come while the page is open.
        here.track();
        let now = kept();
        if invitation.with_untracked(|before| *before != now) {
            invitation.set(now);
        }
    });
    let way = install::way();
    // There the installed app has a store of its own, and the browser's goes after seven days.
    let elsewhere = memo(move |_| matches!(way.get(), Way::InApp | Way::IosTaps));
    move || {
        if !fresh.get() {
            return view! { <Taken kept=invitation just=JUST.get() /> };
        }
        let kept = invitation;
        match (kept.get(), elsewhere.get()) {
            (None, _) => view! { <enter::Enter kept /> },
            (Some(invitation), true) => {
                view! { <show::Shown invitation kept in_app=way.get() == Way::InApp /> }
            }
            (Some(invitation), false) => view! { <join::Join invitation kept way=way.get() /> },
        }
    }
}
