//! The poster. Its QR is an invitation for many, which holds no key: whoever follows it asks, and a lead says yes.

use crate::view::{RwSignal, Show, Signal, view};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::parts::line;
use super::{Sheet, Squad, frame, squad};
use crate::app::to;
use crate::components::{ChipsOne, Choice, LinkButton, Notice};
use crate::i18n::{paper as words, t, travel};
use crate::pages::phones::qr;
use crate::store::Store;
use crate::store::link::{Invited, Uses};

/// The screen.
pub(super) fn page(store: Store) -> AnyView {
    let standing = RwSignal::new(Vec::<Invited>::new());
    let chosen = RwSignal::new(None::<String>);
    spawn_local(async move {
        // Without a way to other phones there are none, and the poster has no QR.
        let found = store.invitations().await.unwrap_or_default();
        let many: Vec<Invited> = found.into_iter().filter(|one| one.uses == Uses::Many).collect();
        let _ = chosen.try_set(many.first().map(|one| one.link.clone()));
        let _ = standing.try_set(many);
    });
    let none = move || standing.with(Vec::is_empty);
    let options = Signal::derive(move || {
        let choice = |one: Invited| {
            let until = travel::when(one.until, store.today());
            Choice::new(one.link, words::POSTER_UNTIL.with("when", until))
        };
        standing.get().into_iter().map(choice).collect::<Vec<_>>()
    });
    let asks = view! {
        <Show when=none>
            <Notice words=words::POSTER_NO_QR>
                <LinkButton label=words::POSTER_MAKE href=to::INVITE />
            </Notice>
        </Show>
        <Show when=move || !none()>
            <ChipsOne label=words::POSTER_WHICH options=options chosen=chosen keep=true />
        </Show>
    };
    let pages = move || {
        let link = chosen.get();
        let invited = standing.get().into_iter().find(|one| Some(&one.link) == link.as_ref());
        vec![Sheet { number: None, place: Some((1, 1)), body: body(store, &squad(store), invited) }]
    };
    frame(store, words::POSTER, asks, pages, || ())
}

fn body(store: Store, squad: &Squad, invited: Option<Invited>) -> AnyView {
    let code = invited.map(|invited| {
        let until = travel::when(invited.until, store.today());
        view! {
            <div class="a4-join">
                {qr(&invited.link, words::POSTER_QR)}
                <p>{t(words::POSTER_HOW)}</p>
                <p class="a4-small">{t(words::POSTER_UNTIL.with("when", until))}</p>
            </div>
        }
    });
    let call = match squad.phone.is_empty() {
        true => line(words::CALL_BLANK),
        false => view! { <p class="a4-huge"><strong>{squad.phone.clone()}</strong></p> },
    };
    let responsible = (!squad.responsible.is_empty()).then(|| {
        view! { <p class="a4-small">{t(words::POSTER_RESPONSIBLE.with("who", squad.responsible.clone()))}</p> }
    });
    view! {
        <div class="a4-poster">
            <p class="a4-huge"><strong>{squad.name.clone()}</strong></p>
            <p class="a4-big"><strong>{t(words::POSTER_ASK)}</strong></p>
            <p class="a4-large">{t(words::POSTER_TASKS)}</p>
            {code}
            <div class="a4-box">
                <p class="a4-big"><strong>{t(words::POSTER_RESIDENTS)}</strong></p>
                {call}
                <p class="a4-large">{t(words::NO_MONEY)}</p>
            </div>
            {responsible}
        </div>
    }
}
