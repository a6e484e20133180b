//! Before a squad is connected: what connecting means, plainly, and the one button for it.

use crate::view::{RwSignal, Show, memo, view};
use leptos::prelude::*;
use tanomo_domain::view::Role;
use tanomo_wire::ProblemKind;

use super::{Doing, Wrong};
use crate::app::to;
use crate::browser::place;
use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, Details, Notice, PageFrame, TextField};
use crate::i18n::{Words, phones as words, t};
use crate::store::Store;
use crate::store::link::NotLinked;

/// The page of a squad that is on this phone alone.
#[component]
pub(super) fn Connect() -> impl IntoView {
    let store = Store::here();
    let may = memo(move |_| !store.is_sample() && store.role() == Role::Lead);
    let (code, asked) = (RwSignal::new(String::new()), RwSignal::new(false));
    let fault = RwSignal::new(None::<Words>);
    let (server, no_server) = (RwSignal::new(String::new()), RwSignal::new(None::<Words>));
    let doing = Doing::default();
    let connect = move |_| {
        let typed = code.get_untracked().trim().to_owned();
        fault.set((asked.get_untracked() && typed.is_empty()).then(|| words::CODE_EMPTY.into()));
        no_server.set(None);
        if fault.with_untracked(Option::is_some) {
            return;
        }
        let again = !typed.is_empty();
        let elsewhere = server.get_untracked();
        doing.go_or(
            async move { store.connect(again.then_some(typed), &elsewhere).await },
            // The sheet comes at once: later nobody makes one.
            |()| place::go_instead(&format!("{}?new", to::SHEET)),
            move |why| match why {
                NotLinked::Refused(ProblemKind::Forbidden) => {
                    let _ = asked.try_set(true);
                    let _ = fault.try_set(again.then(|| words::CODE_WRONG.into()));
                    Some(if again { words::CODE_WRONG } else { words::CODE_ASKED }.into())
                }
                NotLinked::NoServer => {
                    let _ = no_server.try_set(Some(words::SERVER_WRONG.into()));
                    Some(words::SERVER_WRONG.into())
                }
                _ => None,
            },
        );
    };
    let label = Words::live(move || if doing.busy.get() { words::CONNECTING } else { words::CONNECT });
    let primary = move || {
        let label = label.clone();
        view! {
            <Show when=move || may.get()>
                <Button
                    label=label.clone()
                    kind=ButtonKind::Primary
                    icon=Icon::Share
                    wide=true
                    busy=doing.busy
                    on_tap=connect
                />
            </Show>
        }
    };
    view! {
        <PageFrame title=words::TITLE back=to::SETTINGS primary>
            <p>{t(words::WHAT)}</p>
            <p>{t(words::WHAT_STAYS)}</p>
            <Show when=move || !may.get()>
                {move || {
                    let words = if store.is_sample() { words::SAMPLE } else { words::LEADS_CONNECT };
                    view! { <Notice words /> }
                }}
            </Show>
            <Show when=move || asked.get()>
                <TextField label=words::CODE value=code help=words::CODE_HELP error=fault required=true />
            </Show>
            <Wrong doing />
            <Show when=move || may.get()>
                <Details title=words::SERVER_TITLE>
                    <TextField label=words::SERVER value=server help=words::SERVER_HELP error=no_server max=200 />
                </Details>
            </Show>
            <section class="section">
                <h2>{t(words::HONEST_TITLE)}</h2>
                <p class="muted small">{t(words::HONEST)}</p>
            </section>
        </PageFrame>
    }
}
