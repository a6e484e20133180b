//! A file read back: picked, checked whole, opened with its passphrase where it holds cards, then merged.

use crate::view::{RwSignal, Show, Signal, view};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::browser::{self, files, keep};
use crate::components::icon::{Icon, Picture};
use crate::components::{Button, ButtonKind, Notice, NoticeKind, Progress, TextField};
use crate::i18n::{Text, Words, says, settings, t, travel};
use crate::pages::unlock;
use crate::store::backup::{LARGEST, NotRestored, Restored, parse};
use crate::store::{Store, Trouble};

/// Why a file was not restored, in words that say what to do.
pub(in crate::pages) fn say(why: &NotRestored) -> Words {
    let text: Text = match why {
        NotRestored::NotOurs => settings::NOT_OURS,
        NotRestored::CutOff => settings::CUT_OFF,
        NotRestored::Newer => settings::NEWER,
        NotRestored::TooLarge => settings::TOO_LARGE,
        NotRestored::OtherCircle => settings::OTHER_CIRCLE,
        NotRestored::PutAside => travel::PUT_ASIDE,
        NotRestored::NeedsPassphrase => settings::FILE_HAS_CARDS,
        NotRestored::WrongPassphrase => settings::WRONG_PASSPHRASE,
        NotRestored::NeedsNumber => settings::NEEDS_NUMBER,
        NotRestored::Phone(trouble) => return says::trouble(trouble),
    };
    text.into()
}

/// One restore under way.
#[derive(Clone, Copy)]
struct Work {
    /// The file's text, kept while the passphrase or the number is asked for.
    text: StoredValue<Option<String>>,
    asks: RwSignal<bool>,
    passphrase: RwSignal<String>,
    running: RwSignal<bool>,
    steps: RwSignal<(u32, u32)>,
    wrong: RwSignal<Option<Words>>,
    done: RwSignal<Option<Restored>>,
    on_done: Option<Callback<()>>,
}

impl Work {
    fn picked(self, store: Store, input: &web_sys::HtmlInputElement) {
        let Some(file) = files::picked(input) else { return };
        self.done.set(None);
        self.wrong.set(None);
        self.asks.set(false);
        self.passphrase.set(String::new());
        spawn_local(async move {
            match files::read(&file, LARGEST).await {
                Ok(Some(text)) => {
                    self.text.set_value(Some(text));
                    self.go(store);
                }
                Ok(None) => self.wrong.set(Some(say(&NotRestored::TooLarge))),
                Err(_) => self.wrong.set(Some(settings::NOT_READ.into())),
            }
        });
    }

    fn go(self, store: Store) {
        let Some(text) = self.text.get_value() else { return };
        self.wrong.set(None);
        let file = match parse(&text) {
            Ok(file) => file,
            Err(why) => return self.wrong.set(Some(say(&why))),
        };
        let passphrase = self.passphrase.get_untracked();
        if file.has_cards() && passphrase.is_empty() {
            return self.asks.set(true);
        }
        self.running.set(true);
        self.steps.set((0, 0));
        spawn_local(async move {
            crate::store::room::breathe().await;
            let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
            let tell = |done, all| self.steps.set((count(done), count(all)));
            let result = store.restore_telling(file, Some(&passphrase), tell).await;
            self.running.set(false);
            match result {
                Ok(restored) => {
                    self.text.set_value(None);
                    self.asks.set(false);
                    self.passphrase.set(String::new());
                    self.done.set(Some(restored));
                    if let Some(on_done) = self.on_done {
                        on_done.run(());
                    }
                }
                // The cards need a place under lock and key first; then it goes on by itself.
                Err(
                    NotRestored::NeedsNumber | NotRestored::Phone(Trouble::Locked | Trouble::NeedsNumber),
                ) => {
                    self.wrong.set(Some(settings::NEEDS_NUMBER.into()));
                    unlock::ask(Callback::new(move |()| self.go(store)));
                }
                Err(why) => self.wrong.set(Some(say(&why))),
            }
        });
    }
}

/// Picking a file and restoring from it; on a fresh phone the file's circle becomes this phone's.
#[component]
pub fn RestoreFile(
    /// Called when everything is back.
    #[prop(optional, into)]
    on_done: Option<Callback<()>>,
) -> impl IntoView {
    let store = Store::here();
    let work = Work {
        text: StoredValue::new(None),
        asks: RwSignal::new(false),
        passphrase: RwSignal::new(String::new()),
        running: RwSignal::new(false),
        steps: RwSignal::new((0, 0)),
        wrong: RwSignal::new(None),
        done: RwSignal::new(None),
        on_done,
    };
    let input = browser::Slot::new_local(None);
    let open = move |_| {
        if let Some(input) = browser::kept::<web_sys::HtmlInputElement>(input) {
            input.click();
        }
    };
    let changed = move |_: ev::Event| {
        if let Some(input) = browser::kept::<web_sys::HtmlInputElement>(input) {
            work.picked(store, &input);
        }
    };
    view! {
        <div class="stack">
            <button type="button" class="button" on:click=open>
                <Picture icon=Icon::Upload />
                <span class="label">{t(settings::CHOOSE_FILE)}</span>
            </button>
            <input
                type="file"
                hidden
                accept=".txt,.json,text/plain,application/json"
                use:keep=input
                on:change=changed
            />
            <Show when=move || work.asks.get()>
                <Passphrase work store />
            </Show>
            <Show when=move || work.running.get()>
                <Progress
                    label=settings::RESTORING
                    done=Signal::derive(move || work.steps.get().0)
                    all=Signal::derive(move || work.steps.get().1)
                />
            </Show>
            {move || work.wrong.get().map(|words| view! { <Notice kind=NoticeKind::Danger words /> })}
            {move || work.done.get().map(|restored| {
                let words = settings::RESTORED.with("n", restored.records).with("cards", restored.cards);
                view! { <Notice kind=NoticeKind::Saved words /> }
            })}
        </div>
    }
}

#[component]
fn Passphrase(work: Work, store: Store) -> impl IntoView {
    let submit = move |event: ev::SubmitEvent| {
        event.prevent_default();
        work.go(store);
    };
    view! {
        <form class="stack" on:submit=submit>
            <TextField
                label=settings::PASSPHRASE
                help=settings::FILE_HAS_CARDS
                value=work.passphrase
                kind="password"
                autocomplete="off"
                max=100
            />
            <Button label=settings::RESTORE_NOW kind=ButtonKind::Primary busy=work.running />
        </form>
    }
}
