//! お約束の控え: three to a page, cut off and left with the resident. Each has the number that a consent keeps.

use crate::view::{RwSignal, all, view};
use leptos::prelude::*;

use super::layout::on_pages;
use super::parts::{HIGHEST, first_number, line, written};
use super::{Sheet, Squad, frame, squad};
use crate::components::Stepper;
use crate::i18n::{paper as words, t};
use crate::store::{Store, drafts};

/// Where the next number is kept between two printings.
const KEPT: &str = "paper-slips";
/// How many stand on a page.
const A_PAGE: usize = 3;
const MOST: u32 = 99;
/// The screen.
pub(super) fn page(store: Store) -> AnyView {
    let from = RwSignal::new(drafts::left::<u32>(KEPT).unwrap_or(1).to_string());
    let count = RwSignal::new(9);
    let (first, asked) = first_number(from);
    let asks = view! {
        {asked}
        <Stepper
            label=words::SLIP_COUNT
            value=count
            say=Callback::new(|n: u32| words::SHEETS.with("n", n))
            min=1
            max=MOST
            step=3
        />
    };
    let numbers = move || {
        let of = move |from: u32| from..from.saturating_add(count.get().min(MOST)).min(HIGHEST + 1);
        first.get().map(of).into_iter().flatten().collect::<Vec<u32>>()
    };
    let pages = move || {
        let (squad, numbers) = (squad(store), numbers());
        if numbers.is_empty() {
            return Vec::new();
        }
        let page = |numbers: Vec<u32>| {
            let slips = numbers.into_iter().map(|number| slip(&squad, number)).collect();
            Sheet::of(view! { <div class="a4-slips">{all(slips)}</div> })
        };
        on_pages(numbers, A_PAGE, |_| 1).into_iter().map(page).collect()
    };
    let printed = move || {
        if let Some(last) = untrack(|| numbers().last().copied()) {
            drafts::keep(KEPT, &last.saturating_add(1));
        }
    };
    frame(store, words::SLIPS, asks, pages, printed)
}

fn slip(squad: &Squad, number: u32) -> AnyView {
    let call = match squad.phone.is_empty() {
        true => line(words::CALL_BLANK),
        false => view! { <p class="a4-large">{t(words::CALL_US.with("phone", squad.phone.clone()))}</p> },
    };
    view! {
        <article class="a4-slip">
            <p class="a4-slip-head">
                <strong>{squad.name.clone()}</strong>
                <span>{t(words::SLIP_NUMBER)} <strong>{number.to_string()}</strong></span>
            </p>
            {written(words::SLIP_DAY, Some(words::SLIP_DAY_BLANK.into()))}
            {line(words::SLIP_WHO)}
            {line(words::SLIP_WHAT)}
            {line(words::CARD_PHRASE_SHORT)}
            <p>
                <strong>{t(words::NO_MONEY)}</strong>
                " "
                {t(words::STOP_ANY_TIME)}
            </p>
            {call}
            <p class="a4-cut">{t(words::CUT)}</p>
        </article>
    }
}
