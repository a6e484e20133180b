//! 紙: A4 sheets as pages of the app, shown as they are printed. Printing changes no record and needs no network; a QR
//! on paper carries a number of a form, or an invitation that only asks to be let in.
//!
//! # Layout
//! - [`team`] 当日の用紙, [`form`] 困りごと申込書, [`slip`] お約束の控え, [`visiting`] お伺いカード, [`sign_in`] 受付名簿,
//!   [`accident`] 事故連絡票, [`poster`] ポスター
//! - [`layout`] what goes on which page; [`parts`] lines, boxes and areas; [`pdf`] the sheets as a file

mod accident;
mod form;
mod layout;
mod parts;
mod pdf;
mod poster;
mod sign_in;
mod slip;
mod team;
mod visiting;

use crate::view::{RwSignal, Show, all, live, memo, view};
use leptos::prelude::*;

use crate::app::to;
use crate::browser::{place, share};
use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, Details, Notice, NoticeKind, PageFrame, Row};
use crate::i18n::{Text, Words, common, paper as words, t};
use crate::store::{Phase, Store};

/// 紙を印刷する: which sheet.
#[component]
pub fn PaperPage() -> impl IntoView {
    let rows = [
        ("team", words::TEAM_SHEET, words::TEAM_SHEET_LINE, Icon::Calendar),
        ("forms", words::FORMS, words::FORMS_LINE, Icon::Note),
        ("sign-in", words::SIGN_IN, words::SIGN_IN_LINE, Icon::People),
        ("visiting", words::CARDS, words::CARDS_LINE, Icon::User),
        ("slips", words::SLIPS, words::SLIPS_LINE, Icon::Calendar),
        ("accident", words::ACCIDENT, words::ACCIDENT_LINE, Icon::Warning),
        ("poster", words::POSTER, words::POSTER_LINE, Icon::Flag),
    ];
    let rows = rows.map(|(sheet, title, line, icon)| {
        view! { <Row href=to::sheet_of(sheet) title line icon /> }
    });
    view! {
        <PageFrame title=words::TITLE back=to::SUMMARY>
            <p>{t(words::OFFLINE)}</p>
            <nav class="rows">{rows.collect_view()}</nav>
            {how_to()}
        </PageFrame>
    }
}

/// The sheet that the path names.
#[component]
pub fn SheetsPage() -> impl IntoView {
    let store = Store::here();
    let ready = memo(move |_| store.phase().get() == Phase::Ready);
    let here = place::here();
    let which = memo(move |_| here.with(|here| here.steps().get(1).map(|step| (*step).to_owned())));
    // A page reads the records as it is made; only its own parts follow them, or every record would reset what was chosen.
    move || match (ready.get(), which.get().as_deref()) {
        (false, _) => view! {
            <PageFrame title=words::TITLE back=to::PAPER>
                <p class="muted" role="status">{t(common::PART_COMES)}</p>
            </PageFrame>
        },
        (true, Some("team")) => untrack(|| team::page(store)),
        (true, Some("forms")) => untrack(|| form::page(store)),
        (true, Some("sign-in")) => untrack(|| sign_in::page(store)),
        (true, Some("visiting")) => untrack(|| visiting::page(store)),
        (true, Some("slips")) => untrack(|| slip::page(store)),
        (true, Some("accident")) => untrack(|| accident::page(store)),
        (true, Some("poster")) => untrack(|| poster::page(store)),
        (true, _) => view! { <PaperPage /> },
    }
}

/// One page of paper.
struct Sheet {
    /// The number of the sheet, where it has one.
    number: Option<String>,
    /// Which page of how many it is, where it goes its own way.
    place: Option<(usize, usize)>,
    body: AnyView,
}

impl Sheet {
    /// A page of several that stay together.
    fn of(body: AnyView) -> Self {
        Self { number: None, place: None, body }
    }

    /// A numbered sheet that goes its own way.
    fn numbered(number: impl ToString, body: AnyView) -> Self {
        Self { number: Some(number.to_string()), place: Some((1, 1)), body }
    }
}

/// What every sheet says of the circle.
#[derive(Clone, Default, PartialEq)]
struct Squad {
    name: String,
    phone: String,
    responsible: String,
    insurance: String,
}

fn squad(store: Store) -> Squad {
    let of = |circle: &tanomo_domain::view::Circle| Squad {
        name: circle.name.clone(),
        phone: circle.phone.clone(),
        responsible: circle.responsible.clone(),
        insurance: circle.insurance.clone().unwrap_or_default(),
    };
    store.with(|state| state.circle().map(of).unwrap_or_default())
}

/// A screen that prints: what is asked first, then the pages as they will be. The pages are made anew when what they
/// read changes; where there are none, something asked is still wrong.
fn frame(
    store: Store,
    title: Text,
    asks: AnyView,
    pages: impl Fn() -> Vec<Sheet> + Send + Sync + 'static,
    printed: impl Fn() + Send + Sync + Copy + 'static,
) -> AnyView {
    let count = RwSignal::new(0_usize);
    let making = RwSignal::new(pdf::Making::Not);
    let sheets = move || {
        let pages = pages();
        let (squad, all_pages) = (squad(store), pages.len());
        count.set(all_pages);
        making.set(pdf::Making::Not);
        let each = pages.into_iter().enumerate().map(|(at, sheet)| {
            let (n, of) = sheet.place.unwrap_or((at + 1, all_pages));
            a4(&squad, title, sheet, n, of)
        });
        view! { <div class="sheets">{all(each.collect())}</div> }
    };
    let print = move |_| {
        printed();
        // Where there is no printing, the sheets stay to be looked at.
        let _ = share::print();
    };
    let primary = move || {
        view! {
            <Show when=move || count.get() != 0>
                <Button
                    label=common::PRINT
                    kind=ButtonKind::Primary
                    icon=Icon::Printer
                    wide=true
                    on_tap=print
                />
            </Show>
        }
    };
    let said = Words::live(move || words::PAGES.with("n", count.get()));
    view! {
        <PageFrame title back=to::PAPER primary=ViewFn::from(primary)>
            <div class="screen-only stack">
                {asks} {how_to()}
                <p class="large" role="status">{t(said)}</p>
                <Show when=move || count.get() != 0>{pdf::offer(store, making, printed)}</Show>
            </div>
            {live(Box::new(sheets))}
        </PageFrame>
    }
}

/// One page of A4 with its head: the circle, what it is, its number and n／N.
fn a4(squad: &Squad, title: Text, sheet: Sheet, n: usize, of: usize) -> AnyView {
    let number = sheet.number.map(|number| {
        view! { <strong class="a4-number">{t(words::NO.with("n", number))}</strong> }
    });
    view! {
        <section class="a4">
            <div class="a4-in">
                <header class="a4-head">
                    <span class="a4-circle">{squad.name.clone()}</span>
                    <strong class="a4-title">{t(title)}</strong>
                    <span class="a4-side">
                        {number}
                        <span>{t(words::PAGE_OF.with("n", n).with("all", of))}</span>
                    </span>
                </header>
                {sheet.body}
            </div>
        </section>
    }
}

/// The ways of the print dialog to a file and to the printer of a shop, where the PDF that the app makes does not do.
fn how_to() -> AnyView {
    let ways = [
        (Icon::Phone, words::PDF_ANDROID, words::PDF_ANDROID_HOW),
        (Icon::Share, words::PDF_IPHONE, words::PDF_IPHONE_HOW),
        (Icon::Printer, words::PDF_COMPUTER, words::PDF_COMPUTER_HOW),
    ];
    let each = ways.map(|(icon, name, how)| {
        view! {
            <div class="stack close">
                <p><crate::components::Picture icon /> <strong>{t(name)}</strong></p>
                <p>{t(how)}</p>
            </div>
        }
    });
    view! {
        <Details title=words::PDF>
            {each.collect_view()}
            <Notice kind=NoticeKind::Warn words=words::PDF_CARE />
        </Details>
    }
}
