//! The recovery sheet: made once, printed or copied by hand, and kept by people, never by a phone.

use crate::view::{RwSignal, memo, view};
use leptos::prelude::*;
use tanomo_domain::view::Role;

use super::qr::qr;
use super::{Doing, Wrong};
use crate::app::to;
use crate::browser::{http, place, share};
use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, LinkButton, Notice, NoticeKind, PageFrame};
use crate::i18n::{Words, common, phones as words, says, t};
use crate::store::Store;
use crate::store::link::Printed;

/// 控えの紙.
#[component]
pub fn SheetPage() -> impl IntoView {
    let store = Store::here();
    let lead = memo(move |_| store.role() == Role::Lead);
    let printed = RwSignal::new(None::<Printed>);
    move || match (printed.get(), lead.get()) {
        (Some(printed), _) => view! { <Paper printed /> },
        (None, true) => view! { <Before printed /> },
        (None, false) => view! {
            <PageFrame title=words::SHEET back=to::PHONES>
                <p>{t(words::SHEET_WHY)}</p>
                <Notice words=crate::i18n::travel::FORBIDDEN />
            </PageFrame>
        },
    }
}

/// What it is for, before it lies on the screen for others to see.
#[component]
fn Before(printed: RwSignal<Option<Printed>>) -> impl IntoView {
    let store = Store::here();
    let doing = Doing::default();
    let new = place::here().with_untracked(|here| here.asked("new").is_some());
    let make = move |_| {
        doing.go(store.print_sheet(), move |made| {
            let _ = printed.try_set(Some(made));
        });
    };
    let primary = move || {
        let label =
            Words::live(move || if doing.busy.get() { words::SHEET_MAKING } else { words::SHEET_MAKE });
        view! {
            {new.then(|| view! { <LinkButton label=words::SHEET_LATER href=to::PHONES kind=ButtonKind::Quiet /> })}
            <Button label kind=ButtonKind::Primary icon=Icon::Printer busy=doing.busy on_tap=make />
        }
    };
    view! {
        <PageFrame title=words::SHEET back=to::PHONES primary>
            {new.then(|| view! { <Notice kind=NoticeKind::Saved words=words::SHEET_CONNECTED /> })}
            <p>{t(words::SHEET_WHY)}</p>
            <p>{t(words::SHEET_KEEP)}</p>
            <Notice kind=NoticeKind::Warn words=words::SHEET_BEFORE />
            <Wrong doing />
            <p class="muted">{t(words::SHEET_OLD)}</p>
        </PageFrame>
    }
}

/// In groups of four, which people copy and read out without losing their place; spaces do not count when it is
/// typed in again.
fn grouped(number: &str) -> String {
    let letters: Vec<char> = number.chars().collect();
    letters.chunks(4).map(String::from_iter).collect::<Vec<_>>().join(" ")
}

/// The sheet on the screen, as it is printed.
#[component]
fn Paper(printed: Printed) -> impl IntoView {
    let store = Store::here();
    let circle = store.peek(|state| state.circle().map(|circle| circle.name.clone())).unwrap_or_default();
    let each = printed.words.into_iter().map(|word| view! { <li>{word}</li> });
    let print = move |_| {
        // Where there is no printing, the sheet stays to be copied by hand.
        let _ = share::print();
    };
    let primary = move || {
        view! {
            <Button label=common::PRINT icon=Icon::Printer on_tap=print />
            <Button
                label=words::SHEET_DONE
                kind=ButtonKind::Primary
                icon=Icon::Check
                on_tap=|_| place::go_instead(to::PHONES)
            />
        }
    };
    view! {
        <PageFrame title=words::SHEET_OF.with("circle", circle) back=to::PHONES primary>
            <p>{t(words::SHEET_DAY.with("day", says::date(store.today())))}</p>
            <section class="card section">
                <h2>{t(words::SHEET_WORDS)}</h2>
                <ol class="twelve" lang="ja">{each.collect_view()}</ol>
                <h2>{t(words::SHEET_CIRCLE)}</h2>
                <p class="code">{grouped(&printed.circle)}</p>
                {http::other_server().map(|server| view! { <p class="code">{t(words::SERVER_IS.with("server", server))}</p> })}
                {qr(&printed.code, words::SHEET_QR)}
            </section>
            <p>{t(words::SHEET_USE)}</p>
            <p>{t(words::SHEET_WHY)}</p>
            <p>{t(words::SHEET_KEEP)}</p>
            <p class="print-only">{t(words::SHEET_HOLDER)}</p>
        </PageFrame>
    }
}
