//! 受付名簿: who came, with a place for health, times and insurance, and blank lines for whoever walks in.

use crate::view::{RwSignal, all, view};
use leptos::prelude::*;
use tanomo_domain::date::{iso, parse_iso};
use tanomo_domain::reading::sort_key;

use super::layout::{lines, on_pages};
use super::parts::{tick, written};
use super::{Sheet, frame};
use crate::components::choice::Tick;
use crate::components::{DateField, Stepper};
use crate::i18n::{Words, paper as words, says, t};
use crate::store::Store;

/// What fits on a page, in lines of a name; a row takes two.
const ROOM: usize = 34;
/// Full-width letters of a name in one line.
const WIDE: usize = 13;
const MOST_BLANK: u32 = 100;

struct Row {
    name: Option<(String, String)>,
    lines: usize,
}

/// The screen.
pub(super) fn page(store: Store) -> AnyView {
    let day = RwSignal::new(iso(store.today()));
    let names = RwSignal::new(true);
    let blank = RwSignal::new(10);
    let asks = view! {
        <DateField label=words::SIGN_IN_DAY value=day />
        <Tick label=words::SIGN_IN_NAMES on=names />
        <Stepper
            label=words::SIGN_IN_BLANK
            value=blank
            say=Callback::new(|n: u32| words::LINES.with("n", n))
            max=MOST_BLANK
            step=5
        />
    };
    let pages = move || {
        let day = parse_iso(&day.get()).map(says::date);
        let rows = rows(store, names.get(), blank.get().min(MOST_BLANK));
        let mut number = 0;
        let page = |rows: Vec<Row>| {
            let each = rows.into_iter().map(|row| {
                number += 1;
                row_view(number, row)
            });
            Sheet::of(table(day.clone(), each.collect()))
        };
        on_pages(rows, ROOM, |row| row.lines).into_iter().map(page).collect()
    };
    frame(store, words::SIGN_IN, asks, pages, || ())
}

fn rows(store: Store, names: bool, blank: u32) -> Vec<Row> {
    let mut rows = Vec::new();
    if names {
        rows = store.with(|state| {
            let mut members: Vec<_> = state.members().filter(|member| member.is_current()).collect();
            members.sort_by_cached_key(|member| (sort_key(&member.reading), member.id));
            let row = |m: &tanomo_domain::view::Member| Row {
                lines: (lines(&m.name, WIDE)).max(2),
                name: Some((m.name.clone(), m.reading.clone())),
            };
            members.into_iter().map(row).collect()
        });
    }
    rows.extend((0..blank).map(|_| Row { name: None, lines: 2 }));
    rows
}

fn table(day: Option<Words>, rows: Vec<AnyView>) -> AnyView {
    let heads = [
        words::COL_NAME,
        words::COL_PHONE,
        words::COL_HEALTH,
        words::COL_IN,
        words::COL_OUT,
        words::COL_COVER,
    ];
    let heads = heads.map(|head| view! { <th scope="col">{t(head)}</th> });
    view! {
        {written(words::SIGN_IN_DAY, day)}
        <table class="a4-table a4-sign-in">
            <thead><tr><th scope="col">"#"</th>{heads.collect_view()}</tr></thead>
            <tbody>{all(rows)}</tbody>
        </table>
    }
}

fn row_view(number: usize, row: Row) -> AnyView {
    let name = row.name.map(|(name, reading)| t(Words::named(name, reading)));
    view! {
        <tr>
            <td>{number.to_string()}</td>
            <td>{name}</td>
            <td></td>
            <td>{tick("", false)}</td>
            <td>":"</td>
            <td>":"</td>
            <td class="a4-small">{tick(words::COVER_YES, false)} {tick(words::COVER_NO, false)}</td>
        </tr>
    }
}
