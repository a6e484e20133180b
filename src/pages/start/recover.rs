//! A lost squad brought back by the recovery sheet: its twelve words and the squad's number, or what its QR says.

use crate::view::{RwSignal, memo, view};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use tanomo_wire::ProblemKind;

use super::back;
use super::invited::Taken;
use crate::app::to;
use crate::browser::{focus_first_invalid, place};
use crate::components::{Button, ButtonKind, Details, Icon, PageFrame, TextArea, TextField};
use crate::i18n::{Words, joining as words, phones, t, travel};
use crate::pages::faults::Faults;
use crate::pages::phones::{Doing, Wrong};
use crate::store::link::NotLinked;
use crate::store::{Phase, Store};

/// The page; on a phone that has a squad it says so.
#[component]
pub fn RecoverPage() -> impl IntoView {
    let store = Store::here();
    let fresh = memo(move |_| store.phase().get() == Phase::Fresh);
    move || match fresh.get() {
        true => view! { <Recover /> },
        false => view! { <Taken kept=RwSignal::new(None) just=false /> },
    }
}

/// The form. Nothing of it is kept as a draft: the words are the squad's key.
#[component]
fn Recover() -> impl IntoView {
    let store = Store::here();
    let [sheet, circle, server, name, reading] = [const { String::new() }; 5].map(RwSignal::new);
    let faults = Faults::default();
    let doing = Doing::default();
    let recover = move |event: SubmitEvent| {
        event.prevent_default();
        let typed = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
        let (sheet, name, reading) = (typed(sheet), typed(name), typed(reading));
        // It is printed in groups.
        let circle: String = typed(circle).split_whitespace().collect();
        faults.clear();
        if sheet.is_empty() {
            faults.note("sheet", words::RECOVER_EMPTY);
        }
        if name.is_empty() {
            faults.note("name", words::NAME_EMPTY);
        }
        if faults.any() {
            return focus_first_invalid();
        }
        let elsewhere = server.get_untracked();
        doing.go_or(
            async move { store.recover(&sheet, &circle, &elsewhere, &name, &reading).await },
            |()| place::go_instead(to::TODAY),
            move |why| {
                let words = match why {
                    NotLinked::Refused(
                        ProblemKind::Missing | ProblemKind::Unknown | ProblemKind::Forbidden,
                    ) => words::RECOVER_UNKNOWN.into(),
                    why => travel::not_linked(why),
                };
                if *why == NotLinked::NoServer {
                    faults.note("server", words.clone());
                }
                if matches!(why, NotLinked::Word(_) | NotLinked::NotOurs) {
                    faults.note("sheet", words.clone());
                }
                faults.take_fields(why);
                Some(words)
            },
        );
    };
    let primary = move || {
        let label =
            Words::live(move || if doing.busy.get() { words::RECOVERING } else { words::RECOVER_NOW });
        view! {
            {back()}
            <Button label kind=ButtonKind::Primary icon=Icon::Undo busy=doing.busy />
        }
    };
    view! {
        <form novalidate on:submit=recover class="page-form">
            <PageFrame title=words::RECOVER back=to::TODAY primary>
                <p>{t(words::RECOVER_WHAT)}</p>
                <TextArea
                    label=words::RECOVER_WORDS
                    value=sheet
                    help=words::RECOVER_WORDS_HELP
                    error=faults.of("sheet")
                    required=true
                    max=500
                />
                <TextField
                    label=words::RECOVER_CIRCLE
                    value=circle
                    help=words::RECOVER_CIRCLE_HELP
                    max=200
                />
                <Details title=phones::SERVER_TITLE>
                    <TextField
                        label=phones::SERVER
                        value=server
                        help=phones::SERVER_HELP
                        error=faults.of("server")
                        max=200
                    />
                </Details>
                <TextField label=words::NAME value=name error=faults.of("name") required=true max=40 autocomplete="name" />
                <TextField
                    label=words::READING
                    value=reading
                    help=words::READING_HELP
                    error=faults.of("reading")
                    max=60
                />
                <Wrong doing />
            </PageFrame>
        </form>
    }
}
