//! The same person entered twice: somebody answers 同じ人 or 別の人, and can take it back.

use crate::view::{RwSignal, Show, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::command::Command;
use tanomo_domain::view::Role;
use tanomo_record::Id;

use super::name;
use crate::app::to;
use crate::components::icon::Icon;
use crate::components::{Button, LinkButton, Notice, NoticeKind, PersonChip, UndoToast};
use crate::i18n::{Words, people, says, t};
use crate::store::{Store, Trouble};

/// Who is likely somebody, by id and name.
type Like = Vec<(Id, Words)>;

/// While a member is entered: the person may be here already.
#[component]
pub(super) fn Known(phone: RwSignal<String>, reading: RwSignal<String>) -> impl IntoView {
    let store = Store::here();
    let like = memo(move |_| -> Like {
        let (phone, reading) = (phone.get(), reading.get());
        store.with(|state| {
            let members = state.likely_members(None, &phone, &reading);
            members.into_iter().map(|member| (member.id, name(member))).collect()
        })
    });
    view! {
        <Show when=move || like.with(|like| !like.is_empty())>
            <Notice kind=NoticeKind::Warn words=people::LIKELY>
                <p>{t(people::LIKELY_WHY)}</p>
                {move || {
                    like.get()
                        .into_iter()
                        .map(|(id, name)| {
                            view! {
                                <div class="beside">
                                    <PersonChip name />
                                    <LinkButton label=people::OPEN_THEM href=to::member(id) icon=Icon::User />
                                </div>
                            }
                        })
                        .collect_view()
                }}
            </Notice>
        </Show>
    }
}

/// On a member's page: others who are likely the same person.
#[component]
pub(super) fn Likely(id: Id) -> impl IntoView {
    let store = Store::here();
    let trouble = RwSignal::new(None::<Trouble>);
    let done = RwSignal::new(None::<Words>);
    let answered = StoredValue::new(None::<(Id, Id)>);
    let like = memo(move |_| -> Like {
        store.with(|state| {
            let Some(member) = state.member(id) else { return Vec::new() };
            let members = state.likely_members(Some(id), &member.phone, &member.reading);
            members.into_iter().map(|member| (member.id, name(member))).collect()
        })
    });
    let answer = move |other: Id, same: Option<bool>| {
        spawn_local(async move {
            let result = store.run(Command::SameAs(id, other, same)).await;
            if result.is_ok() {
                answered.set_value(same.map(|_| (id, other)));
                done.set(same.map(|same| if same { people::JOINED } else { people::KEPT_APART }.into()));
            }
            trouble.set(result.err());
        });
    };
    let undo = move |()| {
        if let Some((_, other)) = answered.get_value() {
            answer(other, None);
        }
    };
    let may = move || store.role() == Role::Lead;
    view! {
        {move || trouble.get().map(|why| view! { <Notice kind=NoticeKind::Danger words=says::trouble(&why) /> })}
        <Show when=move || may() && like.with(|like| !like.is_empty())>
            <Notice kind=NoticeKind::Warn words=people::LIKELY>
                <p>{t(people::LIKELY_WHY)}</p>
                {move || {
                    like.get()
                        .into_iter()
                        .map(|(other, name)| {
                            view! {
                                <div class="stack close">
                                    <PersonChip name />
                                    <div class="beside">
                                        <LinkButton label=people::OPEN_THEM href=to::member(other) />
                                        <Button label=people::SAME on_tap=move |_| answer(other, Some(true)) />
                                        <Button
                                            label=people::DIFFERENT
                                            on_tap=move |_| answer(other, Some(false))
                                        />
                                    </div>
                                </div>
                            }
                        })
                        .collect_view()
                }}
            </Notice>
        </Show>
        <UndoToast done on_undo=undo />
    }
}
