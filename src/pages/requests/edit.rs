//! Changing a request.

use crate::view::{RwSignal, Show, memo, view};
use leptos::prelude::*;
use tanomo_domain::command::Command;
use tanomo_domain::view::Request;

use super::act::{Act, Go, WhyNot};
use super::fields::{Kept, MoreFields, RequestFields, TownField, WhatFields, WhenFields};
use crate::app::to;
use crate::components::{Button, ButtonKind, Notice, PageFrame, Switch};
use crate::i18n::{common, refused, requests as words};
use crate::pages::address;
use crate::store::{Phase, Store, drafts};

/// EditPage.
#[component]
pub fn EditPage() -> impl IntoView {
    let store = Store::here();
    let id = address::id();
    // Read once: what somebody else changes meanwhile must not overwrite what is being typed.
    let found = memo(move |_| {
        let ready = store.phase().get() == Phase::Ready;
        let id = id.get();
        ready.then(|| store.peek(|state| id.and_then(|id| state.request(id).cloned())))
    });
    move || match found.get() {
        None => view! {
            <PageFrame title=words::EDIT back=to::REQUESTS.to_owned()>
                <Notice words=words::STILL_READING />
            </PageFrame>
        },
        Some(None) => view! {
            <PageFrame title=words::EDIT back=to::REQUESTS.to_owned()>
                <Notice words=refused::MISSING />
            </PageFrame>
        },
        Some(Some(request)) => view! { <EditForm request /> },
    }
}

#[component]
fn EditForm(request: Request) -> impl IntoView {
    let (act, go) = (Act::here(), Go::here());
    let name = format!("request.{}", request.id);
    let kept = drafts::left::<Kept>(&name);
    let was_left = kept.is_some();
    let form = RequestFields::new(kept.unwrap_or_else(|| Kept::of(&request)));
    let memo = RwSignal::new(request.memo);
    let (id, follows) = (request.id, request.follows);
    let draft_name = StoredValue::new(name);
    Effect::new(move |before: Option<()>| {
        let kept = form.kept();
        if before.is_some() {
            draft_name.with_value(|name| drafts::keep(name, &kept));
        }
    });
    let original = StoredValue::new(request);
    let fresh = move |_| original.with_value(|request| form.show(Kept::of(request)));
    let save = move |_| {
        act.clear();
        let mut draft = form.draft(act, memo.get_untracked());
        draft.follows = follows;
        if act.may_go() {
            act.run(Command::EditRequest(id, Box::new(draft)), move |_| {
                draft_name.with_value(|name| drafts::discard(name));
                go.to(&to::request(id, None));
            });
        }
    };
    let primary = move || {
        view! {
            <Button label=common::SAVE kind=ButtonKind::Primary wide=true busy=act.busy on_tap=save />
        }
    };
    view! {
        <PageFrame title=words::EDIT back=to::request(id, None) primary=ViewFn::from(primary)>
            <div class="stack">
                {was_left
                    .then(|| {
                        view! {
                            <Notice words=words::EDIT_LEFT>
                                <Button label=words::EDIT_FRESH on_tap=fresh />
                            </Notice>
                        }
                    })}
                <Show when=move || memo.get()>
                    <Switch
                        label=words::STILL_MEMO
                        on=memo
                        on_change=Callback::new(move |on| memo.set(on))
                    />
                </Show>
                <WhatFields form act />
                <TownField value=form.town act />
                <WhenFields form act />
                <MoreFields form act open=true />
                <WhyNot act />
            </div>
        </PageFrame>
    }
}
