//! Another server for a squad that is connected.

use crate::view::{RwSignal, Show, view};
use leptos::prelude::*;
use tanomo_wire::ProblemKind;

use super::{Doing, Wrong};
use crate::components::{Button, TextField};
use crate::i18n::{Words, phones as words, t};
use crate::store::Store;
use crate::store::link::NotLinked;

/// 送り先のサーバーをかえる.
#[component]
pub(super) fn Moving() -> impl IntoView {
    let store = Store::here();
    let (server, no_server) = (RwSignal::new(String::new()), RwSignal::new(None::<Words>));
    let (code, asked) = (RwSignal::new(String::new()), RwSignal::new(false));
    let doing = Doing::default();
    let go = move |_| {
        let typed = code.get_untracked().trim().to_owned();
        let (code, to) = ((!typed.is_empty()).then_some(typed), server.get_untracked());
        let again = code.is_some();
        no_server.set(None);
        doing.go_or(
            async move { store.move_to(code, &to).await },
            |()| (),
            move |why| match why {
                NotLinked::NoServer => {
                    let _ = no_server.try_set(Some(words::SERVER_WRONG.into()));
                    Some(words::SERVER_WRONG.into())
                }
                NotLinked::Refused(ProblemKind::Missing) => Some(words::MOVE_LEADS_FIRST.into()),
                NotLinked::Refused(ProblemKind::Exists) => Some(words::MOVE_SAME.into()),
                NotLinked::Refused(ProblemKind::Forbidden) => {
                    let _ = asked.try_set(true);
                    Some(if again { words::CODE_WRONG } else { words::CODE_ASKED }.into())
                }
                _ => None,
            },
        );
    };
    view! {
        <p>{t(words::MOVE_WHY)}</p>
        <p>{t(words::MOVE_AFTER)}</p>
        <TextField label=words::SERVER value=server help=words::MOVE_HELP error=no_server max=200 />
        <Show when=move || asked.get()>
            <TextField label=words::CODE value=code help=words::CODE_HELP />
        </Show>
        <Wrong doing />
        <Button label=words::MOVE_NOW busy=doing.busy on_tap=go />
    }
}
