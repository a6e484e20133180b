//! What may be the same: asked until somebody answers, and taken back if that was a slip.

use crate::view::{Memo, memo, view};
use leptos::prelude::*;
use tanomo_domain::command::Command;
use tanomo_record::Id;

use super::act::Act;
use super::list::title;
use crate::app::to;
use crate::components::{Button, ButtonKind, Notice, NoticeKind};
use crate::i18n::{Text, Words, requests as words, says};
use crate::store::Store;

/// The requests that may be this one, and those somebody said are.
#[component]
pub fn SameRequests(id: Id, act: Act) -> impl IntoView {
    let store = Store::here();
    let likely = memo(move |_| {
        store.with(|state| {
            let Some(request) = state.request(id) else { return Vec::new() };
            let others = state.likely_requests(request).into_iter();
            let say = |other: &tanomo_domain::view::Request| {
                Words::join([title(other.task, &other.town), " ".into(), says::moment(other.logged_at)])
            };
            others.map(|(other, _)| (other.id, to::request(other.id, None), say(other))).collect()
        })
    });
    view! { <Same id act likely question=words::MAYBE_SAME_REQUEST answers=(words::SAME_THING, words::OTHER_THING) /> }
}

/// The cards that may be of the same person.
#[component]
pub fn SamePeople(id: Id, act: Act) -> impl IntoView {
    let store = Store::here();
    let likely = memo(move |_| {
        store.with(|state| {
            let Some(card) = state.resident(id) else { return Vec::new() };
            let others = state.likely_residents(card).into_iter();
            let say = |other: &tanomo_domain::view::Resident| {
                let name = Words::named(other.name.clone(), other.reading.clone());
                Words::join([
                    name,
                    " ".into(),
                    other.address.local().into(),
                    " ".into(),
                    other.phone.as_str().into(),
                ])
            };
            others.map(|(other, _)| (other.id, to::card(other.id), say(other))).collect()
        })
    });
    view! { <Same id act likely question=words::MAYBE_SAME_PERSON answers=(words::SAME_ONE, words::OTHER_ONE) /> }
}

type Likely = Vec<(Id, String, Words)>;

#[component]
fn Same(id: Id, act: Act, likely: Memo<Likely>, question: Text, answers: (Text, Text)) -> impl IntoView {
    let store = Store::here();
    let joined = memo(move |_| {
        store.with(|state| {
            let others = state.group(id);
            let pairs = others.iter().flat_map(|&a| others.iter().map(move |&b| (a, b)));
            let said =
                pairs.filter(|(a, b)| a < b && state.answer(*a, *b).is_some_and(|s| s.same == Some(true)));
            said.collect::<Vec<_>>()
        })
    });
    let answer = move |other: Id, same: bool| act.run(Command::SameAs(id, other, Some(same)), |_| {});
    let ask = move |(other, href, about): (Id, String, Words)| {
        view! {
            <Notice kind=NoticeKind::Warn words=question.with("what", about)>
                <div class="beside">
                    <Button label=answers.0 on_tap=move |_| answer(other, true) />
                    <Button label=answers.1 on_tap=move |_| answer(other, false) />
                    <a class="button quiet" href=href>{crate::i18n::t(words::LOOK)}</a>
                </div>
            </Notice>
        }
    };
    let apart = move |(a, b): (Id, Id)| {
        let undo = move |_| act.run(Command::SameAs(a, b, None), |_| {});
        view! {
            <Notice words=words::JOINED>
                <Button label=words::NOT_SAME kind=ButtonKind::Quiet on_tap=undo />
            </Notice>
        }
    };
    view! {
        {move || likely.get().into_iter().map(ask).collect_view()}
        {move || joined.get().into_iter().map(apart).collect_view()}
    }
}
