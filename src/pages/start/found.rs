//! A new circle: its name, the founder's name and reading, and the 町 where they are known.

use crate::view::{RwSignal, effect, memo, view};
use leptos::task::spawn_local;
use leptos::{ev::SubmitEvent, prelude::*};
use tanomo_domain::command::Founding;

use super::back;
use crate::app::to;
use crate::components::{
    Button, ButtonKind, Icon, LinkButton, Notice, NoticeKind, PageFrame, TextArea, TextField,
};
use crate::i18n::{Words, start as words, t};
use crate::pages::faults::{FaultNotice, Faults};
use crate::store::{Store, drafts};

/// What the form is kept under while it is not done.
const DRAFT: &str = "found";

/// The form.
#[component]
pub fn Found() -> impl IntoView {
    let store = Store::here();
    let left: [String; 4] = drafts::left(DRAFT).unwrap_or_default();
    let [circle, name, reading, towns] = left.map(RwSignal::new);
    let (faults, busy) = (Faults::default(), RwSignal::new(false));
    effect(move || drafts::keep(DRAFT, &[circle, name, reading, towns].map(|field| field.get())));
    let found = move |event: SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let founding = Founding {
            circle: circle.get_untracked(),
            name: name.get_untracked(),
            reading: reading.get_untracked(),
            towns: towns.get_untracked().lines().map(str::to_owned).collect(),
        };
        spawn_local(async move {
            match store.found(founding).await {
                Ok(()) => return drafts::discard(DRAFT),
                Err(why) => faults.take(&why),
            }
            let _ = busy.try_set(false);
        });
    };
    let primary = move || {
        view! {
            {back()}
            <Button label=words::FOUND_NOW kind=ButtonKind::Primary icon=Icon::Flag busy />
        }
    };
    view! {
        <form novalidate on:submit=found class="page-form">
            <PageFrame title=words::FOUND primary>
                <FaultNotice faults />
                <TextField
                    label=words::CIRCLE
                    value=circle
                    help=words::CIRCLE_HELP
                    error=faults.of("circle")
                    required=true
                />
                <TextField
                    label=words::NAME
                    value=name
                    error=faults.of("name")
                    required=true
                    autocomplete="name"
                />
                <TextField label=words::READING value=reading help=words::READING_HELP error=faults.of("reading") />
                <TextArea label=words::TOWNS value=towns help=words::TOWNS_HELP error=faults.of("towns") max=3000 />
            </PageFrame>
        </form>
    }
}

/// What a founder should know, once it is done.
#[component]
pub fn Founded() -> impl IntoView {
    let store = Store::here();
    let circle = memo(move |_| store.with(|state| state.circle().map(|circle| circle.name.clone())));
    let title = Words::live(move || words::FOUNDED.with("circle", circle.get().unwrap_or_default()));
    view! {
        <PageFrame title back=to::TODAY primary=go>
            <Notice kind=NoticeKind::Warn words=words::ONLY_HERE>
                <p>{t(words::ONLY_HERE_DO)}</p>
            </Notice>
            <Notice words=words::CARD_NUMBER />
            <super::install::Offer />
        </PageFrame>
    }
}

/// On to きょう.
pub(super) fn go() -> AnyView {
    view! { <LinkButton label=words::GO href=to::TODAY kind=ButtonKind::Primary icon=Icon::Today wide=true /> }
}
