//! A file of all records, with the cards only under a passphrase said twice.

use crate::view::{RwSignal, Show, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::date::iso;

use crate::browser::files;
use crate::components::icon::Icon;
use crate::components::{Button, Notice, NoticeKind, Switch, TextField};
use crate::i18n::{Words, settings};
use crate::pages::faults::{FaultNotice, Faults};
use crate::pages::unlock;
use crate::store::backup::PASSPHRASE;
use crate::store::{Store, Trouble};

/// What the file says it is; share sheets take plain text everywhere.
const KIND: &str = "text/plain";
/// The longest passphrase.
const LONGEST: u32 = 100;

/// What is chosen on the form.
#[derive(Clone, Copy)]
struct Wish {
    cards: RwSignal<bool>,
    first: RwSignal<String>,
    second: RwSignal<String>,
    faults: Faults,
    busy: RwSignal<bool>,
    done: RwSignal<bool>,
}

impl Wish {
    /// The passphrase if one is wanted and right; `Err` after the fault was noted.
    fn passphrase(self) -> Result<Option<String>, ()> {
        self.faults.clear();
        self.done.set(false);
        if !self.cards.get_untracked() {
            return Ok(None);
        }
        let first = self.first.get_untracked();
        if first.chars().count() < PASSPHRASE {
            self.faults.note("passphrase", settings::PASSPHRASE_SHORT);
            return Err(());
        }
        if first != self.second.get_untracked() {
            self.faults.note("again", settings::PASSPHRASE_DIFFERENT);
            return Err(());
        }
        Ok(Some(first))
    }

    /// Makes the file; opening the cards first where they are wanted and closed.
    fn make(self, store: Store, send: bool) {
        let Ok(passphrase) = self.passphrase() else { return };
        self.busy.set(true);
        spawn_local(async move {
            crate::store::room::breathe().await;
            match store.export(passphrase.as_deref()) {
                Ok(text) => self.hand_over(store, &text, send).await,
                Err(Trouble::Locked | Trouble::NeedsNumber) => {
                    unlock::ask(Callback::new(move |()| self.make(store, send)));
                }
                Err(trouble) => self.faults.take(&trouble),
            }
            self.busy.set(false);
        });
    }

    async fn hand_over(self, store: Store, text: &str, send: bool) {
        let name = format!("tanomo-{}.txt", iso(store.today()));
        let given = match send {
            true => files::share(&name, KIND, text).await,
            false => files::save(&name, KIND, text).map(|()| true),
        };
        match given {
            Ok(done) => self.done.set(done),
            Err(_) => self.faults.say(settings::EXPORT_FAILED),
        }
    }
}

/// The export: what goes in, and the file.
#[component]
pub fn Export() -> impl IntoView {
    let store = Store::here();
    let text = || RwSignal::new(String::new());
    let wish = Wish {
        cards: RwSignal::new(false),
        first: text(),
        second: text(),
        faults: Faults::default(),
        busy: RwSignal::new(false),
        done: RwSignal::new(false),
    };
    view! {
        <Switch
            label=settings::WITH_CARDS
            hint=settings::WITH_CARDS_HINT
            on=wish.cards
            on_change=move |on| wish.cards.set(on)
        />
        <Show when=move || wish.cards.get()>
            {passphrase_field(settings::PASSPHRASE, Some(settings::PASSPHRASE_HELP.into()), wish.first, wish.faults, "passphrase")}
            {passphrase_field(settings::PASSPHRASE_AGAIN, None, wish.second, wish.faults, "again")}
        </Show>
        <FaultNotice faults=wish.faults />
        <Show when=move || wish.done.get()>
            <Notice kind=NoticeKind::Saved words=settings::EXPORTED />
        </Show>
        <div class="beside">
            <Button
                label=settings::MAKE_FILE
                icon=Icon::Download
                busy=wish.busy
                on_tap=move |_| wish.make(store, false)
            />
            {files::can_share()
                .then(|| {
                    view! {
                        <Button
                            label=settings::SEND_FILE
                            icon=Icon::Share
                            busy=wish.busy
                            on_tap=move |_| wish.make(store, true)
                        />
                    }
                })}
        </div>
    }
}

fn passphrase_field(
    label: crate::i18n::Text,
    help: Option<Words>,
    value: RwSignal<String>,
    faults: Faults,
    field: &'static str,
) -> AnyView {
    view! {
        <TextField
            label=label
            help=help.unwrap_or_default()
            value
            kind="password"
            autocomplete="new-password"
            max=LONGEST
            error=faults.of(field)
        />
    }
}
