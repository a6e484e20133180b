//! はじめる: the letters first, then the ways in. No account, no password, no e-mail.
//!
//! # Layout
//! - this file: letters and language, the ways in
//! - `found` a new circle, `restore` from a file, `install` ホーム画面に追加
//! - `invited` with an invitation, `waiting` to be let in, `recover` by the recovery sheet

mod found;
mod install;
mod invited;
mod recover;
mod restore;
mod waiting;

use crate::view::{RwSignal, effect, view};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::app::to;
use crate::browser::{look, place};
use crate::components::{
    Button, ButtonKind, Choice, Icon, LinkButton, Notice, NoticeKind, PageFrame, RadioCards,
};
use crate::i18n::{Lang, Text, Words, common, says, start as words, t};
use crate::parts::Page;
use crate::store::Store;
pub use found::{Found, Founded};
pub use install::InstallPage;
pub use invited::{Invited, keep_brought};
pub use recover::RecoverPage;
pub use restore::{Restore, Restored};
pub use waiting::WaitingPage;

/// Everything before there is a circle on this phone.
#[component]
pub fn Begin() -> impl IntoView {
    let asked = RwSignal::new(untrack(look::look).chosen);
    let here = place::here();
    move || match (asked.get(), here.read().path.as_str()) {
        (false, _) => view! { <Letters asked /> },
        (true, to::FOUND) => Page::BeginFound.view(),
        (true, to::RESTORE) => Page::BeginRestore.view(),
        (true, to::JOIN | to::INVITED) => Page::Invited.view(),
        (true, to::RECOVER) => Page::Recover.view(),
        (true, to::INSTALL) => Page::Install.view(),
        (true, to::CIRCLES) => Page::Circles.view(),
        (true, _) => view! { <Ways /> },
    }
}

/// もどる, where there is no navigation yet.
fn back() -> AnyView {
    view! { <LinkButton label=common::BACK href=to::TODAY kind=ButtonKind::Quiet icon=Icon::Back /> }
}

/// The size of letters, before anything has to be read, and the language.
#[component]
fn Letters(asked: RwSignal<bool>) -> impl IntoView {
    let now = untrack(look::look);
    let (size, lang) = (RwSignal::new(Some(now.size)), RwSignal::new(Some(now.lang())));
    effect(move || {
        let (size, lang) = (size.get(), lang.get());
        look::change(|look| {
            look.size = size.unwrap_or(look.size);
            look.lang = lang.map_or_else(|| look.lang.clone(), |lang| lang.code().into());
        });
    });
    let sizes = look::SIZES.map(|size| Choice::new(size, words::SIZE.with("n", size)));
    let langs = [(Lang::Ja, words::JAPANESE), (Lang::Easy, words::EASY), (Lang::En, words::ENGLISH)];
    let langs = langs.map(|(lang, label)| Choice::new(lang, label));
    let next = move |_| {
        look::change(|look| look.chosen = true);
        asked.set(true);
    };
    let primary = move || {
        view! { <Button label=common::NEXT on_tap=next kind=ButtonKind::Primary icon=Icon::Forward wide=true /> }
    };
    view! {
        <PageFrame title=words::HELLO primary>
            <p class="sample-text">{t(words::SAMPLE_TEXT)}</p>
            <RadioCards label=words::LETTERS help=words::LETTERS_HELP options=sizes.to_vec() chosen=size />
            <RadioCards label=words::LANGUAGE options=langs.to_vec() chosen=lang />
        </PageFrame>
    }
}

/// The ways in.
#[component]
fn Ways() -> impl IntoView {
    let store = Store::here();
    let busy = RwSignal::new(false);
    let wrong = RwSignal::new(None::<Words>);
    let sample = move |_| {
        busy.set(true);
        wrong.set(None);
        spawn_local(async move {
            if let Err(why) = store.try_sample().await {
                let _ = wrong.try_set(Some(words::TROUBLE.with("why", says::trouble(&why))));
            }
            let _ = busy.try_set(false);
        });
    };
    let label = Words::live(move || if busy.get() { words::TRYING } else { words::TRY });
    let others = RwSignal::new(false);
    spawn_local(async move {
        let some = store.has_other_circles().await;
        let _ = others.try_set(some);
    });
    let way_back = move || {
        others.get().then(|| {
            way_in(words::OTHERS, words::OTHERS_HINT, to::CIRCLES, Icon::Back, ButtonKind::Secondary)
        })
    };
    view! {
        <PageFrame title=words::BEGIN>
            <p>{t(words::BEGIN_WHAT)}</p>
            {move || wrong.get().map(|words| view! { <Notice kind=NoticeKind::Danger words /> })}
            <div class="stack">
                <div class="way-in">
                    <Button label on_tap=sample busy icon=Icon::Play wide=true />
                    <p class="muted small">{t(words::TRY_HINT)}</p>
                </div>
                {way_in(words::FOUND, words::FOUND_HINT, to::FOUND, Icon::Flag, ButtonKind::Primary)}
                {way_in(words::INVITED, words::INVITED_HINT, to::INVITED, Icon::Heart, ButtonKind::Secondary)}
                {way_in(words::RESTORE, words::RESTORE_HINT, to::RESTORE, Icon::Upload, ButtonKind::Secondary)}
                {way_back}
            </div>
        </PageFrame>
    }
}

fn way_in(label: Text, hint: Text, href: &'static str, icon: Icon, kind: ButtonKind) -> AnyView {
    view! {
        <div class="way-in">
            <LinkButton label href kind icon wide=true />
            <p class="muted small">{t(hint)}</p>
        </div>
    }
}
