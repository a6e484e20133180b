//! What the sheets are made of: lines to write on, boxes to tick, areas, a QR with its number.

use crate::components::NumberField;
use crate::i18n::{Words, paper as words, t};
use crate::view::{RwSignal, Signal, all, view};
use leptos::prelude::*;

/// A label and a line to write on.
pub(super) fn line(label: impl Into<Words>) -> AnyView {
    written(label, None)
}

/// A label and what stands on its line; nothing where it is to be written by hand.
pub(super) fn written(label: impl Into<Words>, words: Option<Words>) -> AnyView {
    view! {
        <p class="a4-line">
            <span class="a4-label">{t(label)}</span>
            <span class="a4-rule">{words.map(t)}</span>
        </p>
    }
}

/// Several lines beside each other.
pub(super) fn beside(lines: Vec<AnyView>) -> AnyView {
    view! { <div class="a4-beside">{all(lines)}</div> }
}

/// Boxes to tick.
pub(super) fn ticks(of: Vec<Words>) -> AnyView {
    let each = of.into_iter().map(|words| tick(words, false)).collect();
    view! { <p class="a4-ticks">{all(each)}</p> }
}

/// One box to tick, or ticked already: by a letter, because printers leave out what is only a ground.
pub(super) fn tick(words: impl Into<Words>, on: bool) -> AnyView {
    let mark = if on { "✓" } else { "" };
    view! { <span class="a4-choice"><span class="a4-tick">{mark}</span>{t(words)}</span> }
}

/// A label over an area to write in, or over what is known. Areas share what the page has left.
pub(super) fn area(label: impl Into<Words>, words: Option<Words>) -> AnyView {
    view! {
        <div class="a4-area">
            <p class="a4-label">{t(label)}</p>
            {words.map(|words| view! { <p class="a4-words">{t(words)}</p> })}
        </div>
    }
}

/// The highest number of a form or a slip.
pub(super) const HIGHEST: u32 = 99_999;

/// The first of the numbers to print, and the field that asks for it; nothing while what is typed is no number.
pub(super) fn first_number(from: RwSignal<String>) -> (Signal<Option<u32>>, AnyView) {
    let first = Signal::derive(move || {
        let typed = tanomo_domain::fold::fold_width(from.get().trim());
        typed.parse::<u32>().ok().filter(|n| (1..=HIGHEST).contains(n))
    });
    let wrong = Signal::derive(move || first.get().is_none().then(|| Words::from(words::NUMBER_WRONG)));
    let asked = view! {
        <NumberField
            label=words::FORMS_FROM
            value=from
            help=words::FORMS_FROM_HELP
            digits=5
            error=wrong
        />
    };
    (first, asked)
}
