//! One member: who they are, what they did, and what can be changed.

use crate::view::{RwSignal, Show, Signal, memo, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::command::Command;
use tanomo_domain::phone::Phone;
use tanomo_domain::refusal::Refusal;
use tanomo_domain::view::{Member, Role};
use tanomo_record::Id;

use super::form::{Form, Typed};
use super::likely::Likely;
use super::year::Year;
use super::{insurance, name};
use crate::app::to;
use crate::browser::place;
use crate::components::icon::Icon;
use crate::components::{
    Button, ButtonKind, Details, Dialog, EmptyState, Fact, LinkButton, Name, Notice, NoticeKind, PageFrame,
    UndoToast,
};
use crate::i18n::dates::listed;
use crate::i18n::{Words, common, fields, people, says, t};
use crate::pages::address;
use crate::pages::history::{Conflicts, History};
use crate::store::{Phase, Store, Trouble};

/// One member, or the form to change them (`?edit=1`).
#[component]
pub fn MemberPage() -> impl IntoView {
    let store = Store::here();
    let id = address::id();
    let here = place::here();
    let edit = memo(move |_| here.with(|here| here.asked("edit").is_some()));
    let known = memo(move |_| {
        // The id of the path stays, so that joining two people does not take the undo off the screen.
        store.with(|state| id.get().filter(|id| state.member(*id).is_some()))
    });
    move || match known.get() {
        None => view! { <Missing loading=store.phase().get() != Phase::Ready /> },
        Some(id) if edit.get() => {
            let start = store.peek(|state| state.member(id).map(Typed::of)).unwrap_or_default();
            view! { <Form title=people::EDIT_TITLE id=Some(id) start back=to::member(id) /> }
        }
        Some(id) => view! { <Shown id /> },
    }
}

#[component]
fn Missing(loading: bool) -> impl IntoView {
    let words = if loading { people::READING_RECORDS } else { people::NOT_FOUND };
    view! {
        <PageFrame title=people::TITLE back=to::PEOPLE>
            <EmptyState icon=Icon::User words />
        </PageFrame>
    }
}

#[component]
fn Shown(id: Id) -> impl IntoView {
    let store = Store::here();
    let member = memo(move |_| store.with(|state| state.member(id).cloned()));
    let named = Words::live(move || member.with(|m| m.as_ref().map_or_else(Words::default, name)));
    let mine =
        move || store.with(|state| store.me().map(|me| state.canonical(me)) == Some(state.canonical(id)));
    let may_edit = memo(move |_| mine() || store.role() == Role::Lead);
    let of = Signal::derive(move || vec![id]);
    let facts = move || member.get().map(|member| facts(store, &member));
    let edit = format!("{}?edit=1", to::member(id));
    let title = named.clone();
    view! {
        <PageFrame
            title
            back=to::PEOPLE
            primary=move || {
                let edit = edit.clone();
                may_edit
                    .get()
                    .then(|| {
                        view! {
                            <LinkButton label=common::EDIT href=edit kind=ButtonKind::Primary icon=Icon::Edit />
                        }
                    })
            }
        >
            <Show when=move || member.with(|m| m.as_ref().is_some_and(|m| m.left))>
                <Notice words=people::LEFT />
            </Show>
            <Conflicts of />
            <Likely id />
            {move || member.get().map(|member| call(&member))}
            <section class="card">{facts}</section>
            <Year id />
            <Details title=fields::HISTORY icon=Icon::History>
                <History of />
            </Details>
            <Show when=move || may_edit.get() fallback=|| view! { <p class="muted">{t(people::NOT_YOURS)}</p> }>
                <Leaving id />
            </Show>
            <Pledge who=named.clone() />
        </PageFrame>
    }
}

/// A link that dials, where there is a number.
fn call(member: &Member) -> Option<AnyView> {
    let phone = Phone::parse(&member.phone).ok()?;
    let label = people::CALL.with("name", name(member));
    let href = format!("tel:{}", phone.dial());
    Some(view! { <LinkButton label href icon=Icon::Phone wide=true /> })
}

fn facts(store: Store, member: &Member) -> AnyView {
    let tasks = |tasks: &[_]| listed(tasks.iter().map(|&task| says::task(task).into()));
    let tools = |tools: &[_]| listed(tools.iter().map(|&tool| says::tool(tool).into()));
    let lead = store.role() == Role::Lead;
    let day = |day: Option<_>| day.map_or_else(Words::default, says::date);
    let minor = match (member.minor, member.guardian_agreed) {
        (false, _) => Words::default(),
        (true, true) => people::GUARDIAN.into(),
        (true, false) => people::GUARDIAN_HINT.into(),
    };
    let rows: Vec<(_, Words)> = vec![
        (people::ROLE, says::role(member.role).into()),
        (people::PHONE, Words::plain_text(&member.phone)),
        (people::HAS_APP, if member.has_phone { people::YES } else { people::NO_APP }.into()),
        (people::CAN_DO, tasks(&member.can)),
        (people::WANT_DONE, tasks(&member.want)),
        (people::TOOLS, tools(&member.tools)),
        (people::TRAINED, tools(&member.trained)),
        (people::AVAILABILITY, Words::plain_text(&member.availability)),
        (people::INSURANCE, if lead { insurance(member, store.today()).0 } else { Words::default() }),
        (people::LICENCE, day(member.licence_until)),
        (people::CAR_INSURANCE, day(member.car_insured_until)),
        (people::MINOR, minor),
    ];
    let reading = (!member.reading.is_empty()).then(|| {
        let (name, reading) = (member.reading.clone(), String::new());
        view! { <Fact label=people::READING><Name name reading /></Fact> }
    });
    let rows = rows.into_iter().filter(|(_, words)| !words.is_empty());
    let rows = rows.map(|(label, words)| view! { <Fact label>{t(words)}</Fact> });
    view! { <dl class="facts">{reading} {rows.collect_view()}</dl> }
}

/// やめた and もどった, with a way back.
#[component]
fn Leaving(id: Id) -> impl IntoView {
    let store = Store::here();
    let left = memo(move |_| store.with(|state| state.member(id).is_some_and(|member| member.left)));
    let done = RwSignal::new(None::<Words>);
    let wrong = RwSignal::new(None::<Words>);
    let turn = move || {
        spawn_local(async move {
            let was_left = left.get_untracked();
            wrong.set(match store.run(Command::MemberLeft(id)).await {
                Ok(_) => {
                    done.set(Some(if was_left { people::RETURN_DONE } else { people::LEFT_DONE }.into()));
                    None
                }
                Err(Trouble::Refused(Refusal::Fields(_))) => Some(people::LAST_LEAD.into()),
                Err(trouble) => Some(says::trouble(&trouble)),
            });
        });
    };
    view! {
        {move || wrong.get().map(|words| view! { <Notice kind=NoticeKind::Danger words /> })}
        <Show
            when=move || left.get()
            fallback=move || {
                view! {
                    <div class="stack close">
                        <p class="muted">{t(people::LEAVE_HINT)}</p>
                        <Button label=people::LEAVE kind=ButtonKind::Danger on_tap=move |_| turn() />
                    </div>
                }
            }
        >
            <Button label=people::RETURN icon=Icon::Undo on_tap=move |_| turn() />
        </Show>
        <UndoToast done on_undo=move |()| turn() />
    }
}

/// The pledge, once, right after somebody was added.
#[component]
fn Pledge(who: Words) -> impl IntoView {
    let open = RwSignal::new(place::here().with_untracked(|here| here.asked("new").is_some()));
    view! {
        <Dialog
            title=people::PLEDGE_TITLE
            open
            actions=move || {
                view! {
                    <Button
                        label=people::PLEDGE_READ
                        kind=ButtonKind::Primary
                        on_tap=move |_| open.set(false)
                    />
                }
            }
        >
            <p>{t(people::PLEDGE_ASK.with("name", who.clone()))}</p>
            <p class="large">{t(people::PLEDGE)}</p>
        </Dialog>
    }
}
