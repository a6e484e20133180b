//! なかまのスマホ: connecting a squad, its phones, invitations, a lost phone, and the end.
//!
//! # Layout
//! - this file: the page of a squad that is connected; `connect` the same page before that
//! - `standing` how sending and receiving stand, in words; `asking` who waits to be let in; `list` the phones
//! - `sheet` the recovery sheet; `invite` invitations; `qr` a text as a QR
//! - `moving` another server for the squad; `lost` 紛失の手順; `leave` leaving and ending; `put_out` what a phone shows that was put out
//! - `doing` something that takes a moment and may not go

mod asking;
mod connect;
mod doing;
mod invite;
mod leave;
mod list;
mod lost;
mod moving;
mod put_out;
mod qr;
mod reached;
mod sheet;
mod standing;

pub use invite::InvitePage;
pub use lost::LostPhonePage;
pub use put_out::PutOutPage;
pub use sheet::SheetPage;
pub use standing::Standing;

pub(super) use doing::{Doing, Went, Wrong};
pub(super) use qr::qr;

use crate::view::{Memo, Show, memo, view};
use leptos::prelude::*;
use tanomo_domain::view::Role;
use tanomo_record::Id;

use crate::app::to;
use crate::browser::http;
use crate::components::icon::Icon;
use crate::components::{
    Button, ButtonKind, Details, LinkButton, Notice, NoticeKind, PageFrame, Row, Section,
};
use crate::i18n::{Text, Words, handover, joining, phones as words, settings, t};
use crate::store::link::{Phone, PhoneKind, Travel};
use crate::store::{Phase, Store};

/// 「なかまのスマホとつなぐ」.
#[component]
pub fn PhonesPage() -> impl IntoView {
    let store = Store::here();
    let stands = stands(store);
    move || match stands.get() {
        Some(false) => view! { <connect::Connect /> },
        Some(true) => view! { <Linked /> },
        None => reading(words::TITLE, to::SETTINGS),
    }
}

/// Whether the squad is connected; nothing while the records are being read.
fn stands(store: Store) -> Memo<Option<bool>> {
    memo(move |_| match store.travel().get() {
        Travel::Alone => (store.phase().get() == Phase::Ready).then_some(false),
        _ => Some(true),
    })
}

/// While nobody knows yet.
fn reading(title: Text, back: &'static str) -> AnyView {
    view! {
        <PageFrame title back>
            <p class="muted" role="status">{t(settings::NOT_READY)}</p>
        </PageFrame>
    }
}

/// The page of a squad that is connected.
#[component]
fn Linked() -> impl IntoView {
    let store = Store::here();
    let lead = memo(move |_| store.role() == Role::Lead);
    let primary = move || {
        let hurry = move |_| store.hurry();
        view! { <Button label=words::HURRY kind=ButtonKind::Primary icon=Icon::Share wide=true on_tap=hurry /> }
    };
    view! {
        <PageFrame title=words::TITLE back=to::SETTINGS primary>
            <Section title=words::STANDING>
                <Standing />
                {http::other_server().map(|server| view! { <p class="muted small">{t(words::SERVER_IS.with("server", server))}</p> })}
            </Section>
            <Show when=move || lead.get()>
                <NoSheet />
                <Section title=words::ASKING>
                    <asking::Waiting />
                </Section>
            </Show>
            <Section title=words::LIST>
                <list::Phones />
            </Section>
            <nav class="rows">
                <Row href=to::HANDOVER title=handover::TITLE line=handover::LINE icon=Icon::Share />
                <Row href=to::INVITE title=joining::INVITE line=joining::INVITE_LINE icon=Icon::Plus />
                <Row href=to::LOST_PHONE title=words::LOST line=words::LOST_LINE icon=Icon::Warning />
                <Show when=move || lead.get()>
                    <Row href=to::SHEET title=words::SHEET_AGAIN line=words::SHEET_OLD icon=Icon::Printer />
                </Show>
            </nav>
            <Details title=words::HONEST_TITLE icon=Icon::Info>
                <p>{t(words::WHAT)}</p>
                <p>{t(words::HONEST)}</p>
            </Details>
            <Details title=words::MOVE>
                <moving::Moving />
            </Details>
            <Details title=words::ENDING icon=Icon::Stop>
                <leave::Leave />
                <Show when=move || lead.get()>
                    <leave::End />
                </Show>
            </Details>
        </PageFrame>
    }
}

/// Said to leads as long as no recovery sheet counts.
#[component]
fn NoSheet() -> impl IntoView {
    let store = Store::here();
    let none = memo(move |_| {
        store.travel().track();
        !store.phones().iter().any(|phone| phone.kind == PhoneKind::Sheet && !phone.out)
    });
    view! {
        <Show when=move || none.get()>
            <Notice kind=NoticeKind::Warn words=words::SHEET_NONE>
                <LinkButton label=words::SHEET_MAKE href=to::SHEET icon=Icon::Printer />
            </Notice>
        </Show>
    }
}

/// Whose something is, as far as their record is here.
fn name_of(store: Store, member: Id) -> Words {
    store.with(|state| {
        state.member(member).map_or_else(
            || words::NAMELESS.into(),
            |member| Words::named(member.name.clone(), member.reading.clone()),
        )
    })
}

/// What a phone of the list is called in a sentence.
fn called(store: Store, phone: &Phone) -> Words {
    let of = match phone.kind {
        PhoneKind::Phone => words::PHONE_OF,
        PhoneKind::Sheet => words::SHEET_BY,
    };
    of.with("name", name_of(store, phone.member))
}
