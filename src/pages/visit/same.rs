//! Two phones may have recorded one visit: a person says whether they are the same.

use crate::view::{RwSignal, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::command::Command;
use tanomo_record::Id;

use super::read::in_short;
use super::words;
use crate::app::to;
use crate::components::{Button, Icon, LinkButton, Notice, NoticeKind};
use crate::i18n::{Words, says, t};
use crate::store::{Store, Trouble};

#[component]
pub(super) fn MaybeSame(id: Id) -> impl IntoView {
    let store = Store::here();
    let trouble = RwSignal::new(None::<Trouble>);
    let others =
        memo(move |_| store.with(|state| state.visit(id).map_or(Vec::new(), |one| state.maybe_same(one))));
    let answer = move |other: Id, same: bool| {
        let run = async move { trouble.set(store.run(Command::SameAs(id, other, Some(same))).await.err()) };
        spawn_local(run);
    };
    let ask = move |other: Id| {
        let short = Words::live(move || {
            store.with(|state| state.visit(other).map_or(Words::default(), |other| in_short(state, other)))
        });
        view! {
            <Notice kind=NoticeKind::Warn words=words::SAME_ASK>
                <p>{t(short)}</p>
                <LinkButton label=words::SEE_RECORD href=to::visit(other) />
                <div class="chips">
                    <Button label=words::SAME icon=Icon::Check on_tap=Callback::new(move |_| answer(other, true)) />
                    <Button label=words::DIFFERENT on_tap=Callback::new(move |_| answer(other, false)) />
                </div>
            </Notice>
        }
    };
    view! {
        {move || others.get().into_iter().map(ask).collect_view()}
        {move || {
            trouble.get().map(|why| view! { <Notice kind=NoticeKind::Danger words=says::trouble(&why) /> })
        }}
    }
}
