//! What the screen says once the disk has it, and the one further, optional tap: the payment.

use crate::view::{RwSignal, effect, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::command::Command;
use tanomo_domain::task::Task;
use tanomo_domain::view::Outcome;
use tanomo_record::Id;

use super::money::sum_words;
use super::payment::PaymentChips;
use super::sign::Sign;
use super::{heading, words};
use crate::app::to;
use crate::browser::{place, viewport};
use crate::components::{Button, ButtonKind, Icon, LinkButton, Notice, NoticeKind, PageFrame};
use crate::i18n::{Text, Words, common, says, t};
use crate::store::{Saving, Store, Trouble};

/// After 保存. It is shown only when [`Store::run`] has answered, which is when the disk has it.
#[component]
pub(super) fn Saved(visit: Id) -> impl IntoView {
    let store = Store::here();
    // The form was scrolled; what it became starts at its top, and is read from there.
    effect(move || viewport::show("saved"));
    let request = store.peek(|state| state.visit(visit).map(|visit| visit.request));
    let what = Words::live(move || {
        request.map_or(Words::default(), |request| store.with(|state| heading(state, request)))
    });
    let sum = memo(move |_| {
        store.with(|state| state.visit(visit).and_then(|visit| sum_words(&state.charge(visit))))
    });
    let partly = store.peek(|state| state.visit(visit).and_then(|one| one.outcome)) == Some(Outcome::Partly);
    // 見守り that ended in 会えなかった opens the 緊急 page.
    let not_met = store.peek(|state| {
        let one = state.visit(visit).filter(|one| one.outcome == Some(Outcome::CouldNot))?;
        let watching = state.request(one.request)?.task == Task::Watching;
        watching.then(|| to::emergency(one.request, one.occurrence))
    });
    if let Some(href) = &not_met {
        place::go(href);
    }
    let primary =
        || view! { <LinkButton label=words::TO_TODAY href=to::TODAY.to_owned() kind=ButtonKind::Primary /> };
    view! {
        <PageFrame title=words::SAVED_TITLE back=to::TODAY.to_owned() primary=primary>
            <div id="saved" tabindex="-1" class="part">
                <p class="what">{t(what)}</p>
                <SavedNotice />
            </div>
            {move || sum.get().map(|sum| view! { <p class="sum big">{t(sum)}</p> })}
            <PaymentChips visit title=words::PAY />
            {partly.then(|| view! { <Notice words=words::FOLLOW_UP /> })}
            <FollowUp visit />
            {not_met.map(|href| view! {
                <Notice kind=NoticeKind::Danger words=words::NOT_MET_NOW>
                    <LinkButton label=words::TO_EMERGENCY href icon=Icon::Warning wide=true />
                </Notice>
            })}
            <Sign visit />
            <LinkButton label=words::SEE_RECORD href=to::visit(visit) icon=Icon::Edit wide=true />
        </PageFrame>
    }
}

/// 「このスマホに保存しました。」, the moment the disk has it.
pub(super) fn saved_words(saving: &Saving, wide: bool) -> Words {
    match saving {
        Saving::Unsure => words::SAVED_UNSURE.into(),
        _ => words::SAVED_ALONE.with("saved", saved_where(wide)),
    }
}

fn saved_where(wide: bool) -> Text {
    if wide { common::SAVED_COMPUTER } else { common::SAVED_PHONE }
}

/// 「このスマホに保存しました。まだ送っていません 1件」.
#[component]
pub(super) fn SavedNotice() -> impl IntoView {
    let store = Store::here();
    let (saving, unsent, wide) = (store.saving(), store.unsent(), viewport::wide());
    let says = Words::live(move || match (saving.get(), unsent.get()) {
        (saving @ Saving::Unsure, _) | (saving, 0) => saved_words(&saving, wide.get()),
        (_, n) => words::SAVED_SUM.with("saved", saved_where(wide.get())).with("n", n),
    });
    view! { <Notice kind=NoticeKind::Saved words=says /> }
}

/// What is next as a request of its own, made with one tap; nothing where nothing is.
#[component]
pub(super) fn FollowUp(visit: Id) -> impl IntoView {
    let store = Store::here();
    let (busy, trouble) = (RwSignal::new(false), RwSignal::new(None::<Trouble>));
    let shown = memo(move |_| {
        store.with(|state| {
            let one = state.visit(visit).filter(|one| one.end.is_some())?;
            (one.follow_up.is_some() || !one.next.is_empty()).then_some(one.follow_up)
        })
    });
    let make = Callback::new(move |_| {
        busy.set(true);
        spawn_local(async move {
            let ran = store.run(Command::FollowUp(visit)).await;
            let _ = trouble.try_set(ran.err());
            let _ = busy.try_set(false);
        });
    });
    view! {
        {move || match shown.get() {
            Some(Some(made)) => view! {
                <LinkButton label=words::SEE_FOLLOW_UP href=to::request(made, None) icon=Icon::Forward wide=true />
            }
            .into_any(),
            Some(None) => {
                view! { <Button label=words::MAKE_FOLLOW_UP icon=Icon::Plus busy on_tap=make wide=true /> }.into_any()
            }
            None => ().into_any(),
        }}
        {move || trouble.get().map(|why| view! { <Notice kind=NoticeKind::Danger words=says::trouble(&why) /> })}
    }
}
