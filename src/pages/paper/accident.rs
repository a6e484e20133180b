//! 事故連絡票: one A4 that goes to the insurer and to 社協, to be filled in by hand on the spot.

use crate::view::view;
use leptos::prelude::*;

use super::parts::{area, beside, line, ticks, written};
use super::{Sheet, frame, squad};
use crate::i18n::{Words, paper as words, t};
use crate::store::Store;

/// The screen.
pub(super) fn page(store: Store) -> AnyView {
    let pages = move || vec![Sheet { number: None, place: Some((1, 1)), body: body(store) }];
    frame(store, words::ACCIDENT, ().into_any(), pages, || ())
}

fn body(store: Store) -> AnyView {
    let squad = squad(store);
    let filled = |text: String| (!text.is_empty()).then(|| Words::from(text));
    let kinds = [
        words::ACCIDENT_KINDS_HURT,
        words::ACCIDENT_KINDS_ILL,
        words::ACCIDENT_KINDS_BROKE,
        words::ACCIDENT_KINDS_ROAD,
        words::ACCIDENT_KINDS_NEAR,
    ];
    let told = [
        words::ACCIDENT_TOLD_FAMILY,
        words::ACCIDENT_TOLD_OFFICE,
        words::ACCIDENT_TOLD_INSURER,
        words::ACCIDENT_TOLD_POLICE,
    ];
    view! {
        <p class="a4-large"><strong>{t(words::ACCIDENT_FIRST)}</strong></p>
        {beside(vec![line(words::ACCIDENT_WHEN), line(words::ACCIDENT_WHERE)])}
        {beside(vec![line(words::ACCIDENT_WHO), line(words::FORM_PHONE)])}
        <p class="a4-label">{t(words::ACCIDENT_KIND)}</p>
        {ticks(kinds.map(Words::from).to_vec())}
        {area(words::ACCIDENT_HOW, None)}
        {area(words::ACCIDENT_HURT, None)}
        {area(words::ACCIDENT_DID, None)}
        <p class="a4-label">{t(words::ACCIDENT_TOLD)}</p>
        {beside(told.map(line).into_iter().collect())}
        {written(words::ACCIDENT_INSURANCE, filled(squad.insurance))}
        {area(words::ACCIDENT_AGAIN, None)}
        {beside(vec![line(words::ACCIDENT_BY), written(words::CALL_BLANK, filled(squad.phone))])}
    }
}
