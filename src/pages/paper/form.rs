//! 困りごと申込書, numbered. Its QR leads to logging with that number filled in and says nothing else.

use crate::view::{RwSignal, all, view};
use leptos::prelude::*;
use tanomo_domain::form::MOST;
use tanomo_domain::task::Task;
use tanomo_domain::view::{Need, SiteNote};

use super::parts::{HIGHEST, area, beside, first_number, line, tick, ticks};
use super::{Sheet, Squad, frame, squad};
use crate::app::to;
use crate::browser::share;
use crate::components::Stepper;
use crate::i18n::{Words, common, paper as words, says, t};
use crate::pages::phones::qr;
use crate::pages::requests::consent_words;
use crate::store::{Store, drafts};

/// Where the next number is kept between two printings.
const KEPT: &str = "paper-forms";

/// The number after all that were printed here or typed in anywhere.
fn next(store: Store) -> u32 {
    let typed = store.peek(|state| {
        let numbers = state.requests().filter_map(|request| request.form_number.as_deref()?.parse().ok());
        // A longer one is not of this series.
        numbers.filter(|number| *number < HIGHEST).max().unwrap_or(0_u32)
    });
    let printed = drafts::left::<u32>(KEPT).unwrap_or(1);
    typed.saturating_add(1).max(printed).min(HIGHEST)
}

/// The screen.
pub(super) fn page(store: Store) -> AnyView {
    let from = RwSignal::new(next(store).to_string());
    let count = RwSignal::new(10);
    let (first, asked) = first_number(from);
    let asks = view! {
        {asked}
        <Stepper
            label=words::FORMS_COUNT
            value=count
            say=Callback::new(|n: u32| words::SHEETS.with("n", n))
            min=1
            max=MOST
            presets=vec![1, 10, 30]
        />
    };
    let numbers = move || {
        let from = first.get();
        let of = move |from: u32| from..from.saturating_add(count.get().min(MOST)).min(HIGHEST + 1);
        from.map(of).into_iter().flatten()
    };
    let pages = move || {
        let squad = squad(store);
        numbers().map(|number| Sheet::numbered(number, body(store, &squad, number))).collect()
    };
    let printed = move || {
        if let Some(last) = untrack(|| numbers().last()) {
            drafts::keep(KEPT, &last.saturating_add(1));
        }
    };
    frame(store, words::FORMS, asks, pages, printed)
}

fn body(store: Store, squad: &Squad, number: u32) -> AnyView {
    let tasks = Task::ALL.into_iter().map(|task| says::task(task).into()).collect();
    let site = SiteNote::ALL.iter().map(|&note| says::site(note).into());
    let needs: Vec<Words> = Need::ALL.iter().map(|&need| says::need(need).into()).chain(site).collect();
    let yes_no = |label: crate::i18n::Text| {
        let boxes = vec![tick(common::YES, false), tick(common::NO, false)];
        view! { <p class="a4-ticks">{t(label)} {all(boxes)}</p> }
    };
    let link = share::link_to(&to::log_form(number));
    let call = match squad.phone.is_empty() {
        true => line(words::CALL_BLANK),
        false => view! { <p class="a4-large">{t(words::CALL_US.with("phone", squad.phone.clone()))}</p> },
    };
    view! {
        <div class="a4-top">
            <div>
                <p>{t(words::FORM_INTRO)}</p>
                {call}
                {line(words::FORM_DAY)}
            </div>
            <div class="a4-code">
                {qr(&link, words::FORM_QR.with("n", number))}
                <p class="a4-small">{t(words::FORM_QR_ONLY)}</p>
            </div>
        </div>
        {beside(vec![line(words::FORM_NAME), line(words::FORM_READING)])}
        {line(words::FORM_PHONE)}
        {line(words::FORM_ADDRESS)}
        <p class="a4-label">{t(words::FORM_WHAT)}</p>
        {ticks(tasks)}
        {area(words::FORM_WORDS, None)}
        {beside(vec![line(words::FORM_WHEN), ticks(vec![words::FORM_URGENT.into()])])}
        <p class="a4-label">{t(words::FORM_NEEDS)}</p>
        {ticks(needs)}
        <div class="a4-box">
            <p class="a4-label">{t(words::FORM_CONSENT)}</p>
            <p>{t(consent_words(store))}</p>
            {ticks(vec![words::FORM_AGREES.into()])}
            {yes_no(words::FORM_PHOTOS)}
            {yes_no(words::FORM_NEWS)}
        </div>
        {line(words::FORM_OFFICE)}
    }
}
