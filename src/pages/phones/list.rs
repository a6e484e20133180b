//! The squad's phones: whose each is, what it may do, and for leads what can be changed of it.

use crate::view::{Memo, RwSignal, Show, memo, view};
use leptos::prelude::*;
use tanomo_domain::view::Role;

use super::{Doing, Went, Wrong, called, name_of};
use crate::app::to;
use crate::components::icon::{Icon, Picture};
use crate::components::{Button, ButtonKind, Details, Dialog, EmptyState, LinkButton};
use crate::i18n::{Words, common, phones as words, says, t, t_str};
use crate::store::Store;
use crate::store::link::{Phone, PhoneKind};

/// All of them, those that are out folded away.
#[component]
pub(super) fn Phones() -> impl IntoView {
    let store = Store::here();
    let lead = memo(move |_| store.role() == Role::Lead);
    let all = memo(move |_| {
        store.travel().track();
        store.phones()
    });
    let which = move |out: bool| {
        memo(move |_| {
            all.with(|all| all.iter().filter(|phone| phone.out == out).cloned().collect::<Vec<_>>())
        })
    };
    let (here, out) = (which(false), which(true));
    let changing = RwSignal::new(None::<Phone>);
    let open = RwSignal::new(false);
    let doing = Doing::default();
    let change = Callback::new(move |phone: Phone| {
        doing.wrong.set(None);
        changing.set(Some(phone));
        open.set(true);
    });
    view! {
        <Show
            when=move || all.with(|all| !all.is_empty())
            fallback=|| view! { <EmptyState icon=Icon::Phone words=words::LIST_EMPTY /> }
        >
            {rows(store, here, lead, Some(change))}
        </Show>
        <Went doing />
        <Show when=move || out.with(|out| !out.is_empty())>
            <Details
                title=Words::live(move || words::OUT_MANY.with("n", out.with(Vec::len)))
                icon=Icon::History
            >
                {rows(store, out, lead, None)}
            </Details>
        </Show>
        <Change changing open doing />
    }
}

fn rows(
    store: Store,
    phones: Memo<Vec<Phone>>,
    lead: Memo<bool>,
    change: Option<Callback<Phone>>,
) -> AnyView {
    let each = move || {
        let change = change.filter(|_| lead.get());
        phones.get().into_iter().map(|phone| row(store, phone, change)).collect_view()
    };
    view! { <ul class="list">{each}</ul> }
}

fn row(store: Store, phone: Phone, change: Option<Callback<Phone>>) -> AnyView {
    let sheet = phone.kind == PhoneKind::Sheet;
    let kind = if sheet { words::KIND_SHEET } else { words::KIND_PHONE };
    let tags = [
        phone.mine.then_some(words::MINE),
        (phone.role != Role::Helper && !sheet).then(|| says::role(phone.role)),
        phone.out.then_some(words::OUT_TAG),
    ];
    let tags = tags.into_iter().flatten().map(|tag| view! { " " <span class="tag strong">{t(tag)}</span> });
    let whose = phone.member;
    let button = change.map(|change| {
        let named = words::CHANGE_OF.with("name", Words::live(move || name_of(store, whose)));
        let phone = phone.clone();
        view! {
            <button
                type="button"
                class="button"
                aria-label=move || t_str(named.clone())
                on:click=move |_| change.run(phone.clone())
            >
                <span class="label">{t(words::CHANGE)}</span>
            </button>
        }
    });
    view! {
        <li class="row">
            <Picture icon=if sheet { Icon::Printer } else { Icon::Phone } />
            <span class="row-words">
                <span class="row-title">
                    {t(Words::live(move || name_of(store, whose)))} {tags.collect_view()}
                </span>
                <span class="row-line">{t(kind)}</span>
            </span>
            {button}
        </li>
    }
}

/// What can be changed of one phone.
#[component]
fn Change(changing: RwSignal<Option<Phone>>, open: RwSignal<bool>, doing: Doing) -> impl IntoView {
    let store = Store::here();
    let title = Words::live(move || {
        changing.with(|phone| phone.as_ref().map_or_else(Words::default, |phone| called(store, phone)))
    });
    let lead = move || changing.with(|phone| phone.as_ref().is_some_and(|phone| phone.role == Role::Lead));
    let holder =
        move || changing.with(|phone| phone.as_ref().is_some_and(|phone| phone.kind == PhoneKind::Phone));
    let mine = move || changing.with(|phone| phone.as_ref().is_some_and(|phone| phone.mine));
    let turn = move |_| {
        let Some(phone) = changing.get_untracked() else { return };
        let role = if phone.role == Role::Lead { Role::Helper } else { Role::Lead };
        doing.go(store.set_phone_role(phone.device, role), move |()| {
            let _ = doing.done.try_set(Some(words::ROLE_DONE.into()));
            let _ = open.try_set(false);
        });
    };
    let label = move || Words::live(move || if lead() { words::MAKE_HELPER } else { words::MAKE_LEAD });
    let why = move || t(if lead() { words::MAKE_HELPER_WHY } else { words::MAKE_LEAD_WHY });
    view! {
        <Dialog
            title
            open
            actions=move || view! { <Button label=common::CLOSE on_tap=move |_| open.set(false) /> }
        >
            <Show when=holder>
                <p>{why}</p>
                <Button label=label() icon=Icon::User busy=doing.busy on_tap=turn />
            </Show>
            <Wrong doing />
            <Show when=move || !mine()>
                <LinkButton label=words::PUT_OUT href=to::LOST_PHONE kind=ButtonKind::Danger icon=Icon::Lock />
            </Show>
        </Dialog>
    }
}
