//! The dialog that asks for the number of the cards: to choose one the first time, else to enter it.
//!
//! It is mounted once, in the frame; any page opens it with [`ask`] and says what to go on with.

use crate::view::{RwSignal, Show, memo, view};
use leptos::task::spawn_local;
use leptos::{ev::SubmitEvent, prelude::*};

use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, Dialog, Notice, TextField};
use crate::i18n::{Words, common, unlock as words};
use crate::parts;
use crate::store::lock::by_device::Wish;
use crate::store::lock::{NotUnlocked, number};
use crate::store::{SAMPLE_NUMBER, Store};

thread_local! {
    // Not a context: pages also ask from tasks, when a command came back locked.
    static ASKED: ArcRwSignal<Option<Callback<()>>> = ArcRwSignal::new(None);
}

/// Opens the cards, after asking for the number where they are closed, and then goes on with `then`. Closing
/// the dialog forgets `then`.
pub fn ask(then: Callback<()>) {
    ASKED.with(|asked| asked.set(Some(then)));
}

/// The dialog itself.
#[component]
pub fn UnlockDialog() -> impl IntoView {
    let store = Store::here();
    let asked = ASKED.with(Clone::clone);
    let open = RwSignal::new(false);
    // Closed because it is done, not because the person gave up.
    let done = RwSignal::new(false);
    let go_on = {
        let asked = asked.clone();
        Callback::new(move |()| {
            let then = asked.get_untracked();
            done.set(open.get_untracked());
            asked.set(None);
            open.set(false);
            // The page that asked may be gone by now.
            let _ = then.map(|then| then.try_run(()));
        })
    };
    Effect::new({
        let asked = asked.clone();
        move |_| match asked.with(Option::is_some) {
            true if store.cards_open().get_untracked() => go_on.run(()),
            wanted => open.set(wanted),
        }
    });
    Effect::new(move |was: Option<bool>| {
        let is = open.get();
        if was == Some(true) && !is && !done.get_untracked() {
            asked.set(None);
        }
        done.set(false);
        is
    });
    let chosen = memo(move |_| {
        // Asked once each time it opens: choosing a number must not turn the page of the dialog.
        open.get() && untrack(|| store.has_number())
    });
    let title = Words::live(move || if chosen.get() { words::ENTER_TITLE } else { words::CHOOSE_TITLE });
    view! {
        <Dialog title open>
            {move || parts::unlock_form(chosen.get(), go_on, open)}
        </Dialog>
    }
}

/// What the dialog asks: the number where it is `known` on this phone, else a new one.
pub fn form(known: bool, go_on: Callback<()>, open: RwSignal<bool>) -> AnyView {
    match known {
        true => view! { <Enter go_on open /> },
        false => view! { <Choose go_on open /> },
    }
}

/// What a try came to, in words that say what to do.
fn say(why: NotUnlocked) -> Words {
    match why {
        NotUnlocked::Wrong { left } => words::WRONG.with("n", left),
        NotUnlocked::Wait { seconds } => words::WAIT.with("n", seconds),
        NotUnlocked::Digits => words::DIGITS.into(),
        NotUnlocked::None | NotUnlocked::Browser => words::FAILED.into(),
    }
}

#[component]
fn Enter(go_on: Callback<()>, open: RwSignal<bool>) -> impl IntoView {
    let store = Store::here();
    let typed = RwSignal::new(String::new());
    let (fault, busy) = (RwSignal::new(None::<Words>), RwSignal::new(false));
    let enter = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        fault.set(None);
        let number = typed.get_untracked();
        spawn_local(async move {
            let opened = store.unlock(&number).await;
            let _ = busy.try_set(false);
            match opened {
                Ok(()) => {
                    go_on.try_run(());
                }
                Err(why) => {
                    let _ = typed.try_set(String::new());
                    let _ = fault.try_set(Some(say(why)));
                }
            }
        });
    };
    let by_device = move |_| {
        busy.set(true);
        fault.set(None);
        spawn_local(async move {
            let opened = store.by_device(Wish::Open).await;
            let _ = busy.try_set(false);
            match opened {
                Ok(()) => {
                    go_on.try_run(());
                }
                Err(_) => {
                    let _ = fault.try_set(Some(words::NOT_BY_DEVICE.into()));
                }
            }
        });
    };
    view! {
        <form class="stack" novalidate on:submit=enter>
            <p>{crate::i18n::t(words::ENTER_WHY)}</p>
            <Show when=move || store.is_sample()>
                <Notice words=words::SAMPLE.with("number", SAMPLE_NUMBER) />
            </Show>
            <Show when=move || store.opens_by_device()>
                <Button label=words::BY_DEVICE icon=Icon::Unlock busy on_tap=by_device />
            </Show>
            <Digits label=words::NUMBER value=typed error=fault focus=true />
            <Answers open busy label=words::OPEN />
        </form>
    }
}

#[component]
fn Choose(go_on: Callback<()>, open: RwSignal<bool>) -> impl IntoView {
    let store = Store::here();
    let (typed, again) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (fault, differs) = (RwSignal::new(None::<Words>), RwSignal::new(None::<Words>));
    let busy = RwSignal::new(false);
    let choose = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let (first, second) = (number(&typed.get_untracked()), number(&again.get_untracked()));
        fault.set(first.is_none().then(|| words::DIGITS.into()));
        differs.set((first.is_some() && first != second).then(|| words::DIFFERENT.into()));
        let Some(chosen) = first.filter(|first| Some(first) == second.as_ref()) else { return };
        busy.set(true);
        spawn_local(async move {
            let chosen = store.choose_number(&chosen).await;
            let _ = busy.try_set(false);
            match chosen {
                Ok(()) => {
                    go_on.try_run(());
                }
                Err(why) => {
                    let _ = fault.try_set(Some(say(why)));
                }
            }
        });
    };
    view! {
        <form class="stack" novalidate on:submit=choose>
            <p>{crate::i18n::t(words::CHOOSE_WHY)}</p>
            <Notice kind=crate::components::NoticeKind::Warn words=words::CHOOSE_KEEP />
            <Digits label=words::NUMBER value=typed error=fault focus=true />
            <Digits label=words::AGAIN value=again error=differs />
            <Answers open busy label=words::CHOOSE />
        </form>
    }
}

/// A field for the six digits.
#[component]
fn Digits(
    #[prop(into)] label: Words,
    value: RwSignal<String>,
    error: RwSignal<Option<Words>>,
    #[prop(optional)] focus: bool,
) -> impl IntoView {
    view! {
        <div class="digits">
            <TextField label value error max=12 keyboard="numeric" focus />
        </div>
    }
}

#[component]
fn Answers(open: RwSignal<bool>, busy: RwSignal<bool>, #[prop(into)] label: Words) -> impl IntoView {
    let label = Words::live(move || if busy.get() { words::BUSY.into() } else { label.clone() });
    view! {
        <div class="modal-actions">
            <Button label=common::CANCEL on_tap=move |_| open.set(false) />
            <Button label kind=ButtonKind::Primary busy />
        </div>
    }
}
