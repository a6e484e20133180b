//! Something that takes a moment and may not go: what the buttons and the notices of such a page share.

use crate::view::{RwSignal, view};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::components::{Notice, NoticeKind};
use crate::i18n::{Words, travel};
use crate::store::link::NotLinked;

/// One thing a page does with the other phones; copies are the same one.
#[derive(Clone, Copy, Default)]
pub struct Doing {
    /// It is under way.
    pub busy: RwSignal<bool>,
    /// Why it did not go.
    pub wrong: RwSignal<Option<Words>>,
    /// What it came to.
    pub done: RwSignal<Option<Words>>,
}

impl Doing {
    /// Does it, and goes on with `then` once it went. While it is under way nothing is begun a second time.
    pub fn go<T: 'static>(
        self,
        work: impl Future<Output = Result<T, NotLinked>> + 'static,
        then: impl FnOnce(T) + 'static,
    ) {
        self.go_or(work, then, |_| None);
    }

    /// The same, where the page says some of what did not go in words of its own.
    pub fn go_or<T: 'static>(
        self,
        work: impl Future<Output = Result<T, NotLinked>> + 'static,
        then: impl FnOnce(T) + 'static,
        say: impl FnOnce(&NotLinked) -> Option<Words> + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.wrong.set(None);
        self.done.set(None);
        spawn_local(async move {
            let result = work.await;
            // The page may be gone by now.
            let _ = self.busy.try_set(false);
            match result {
                Ok(came) => then(came),
                Err(why) => {
                    let _ = self.wrong.try_set(Some(say(&why).unwrap_or_else(|| travel::not_linked(&why))));
                }
            }
        });
    }
}

/// What did not go; announced.
#[component]
pub fn Wrong(
    /// What is told of.
    doing: Doing,
) -> impl IntoView {
    move || doing.wrong.get().map(|words| view! { <Notice kind=NoticeKind::Danger words /> })
}

/// What came of it; announced.
#[component]
pub fn Went(
    /// What is told of.
    doing: Doing,
) -> impl IntoView {
    move || doing.done.get().map(|words| view! { <Notice kind=NoticeKind::Saved words /> })
}
