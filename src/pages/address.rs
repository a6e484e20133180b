//! What the path of a page says: which record, which occurrence.

use crate::browser::place;
use crate::view::Signal;
use tanomo_domain::date::{Date, parse_iso};
use tanomo_record::Id;

/// The record the path names; `None` for a path somebody typed wrong.
pub fn id() -> Signal<Option<Id>> {
    let here = place::here();
    Signal::derive(move || here.with(|here| here.steps().get(1).copied().and_then(Id::parse)))
}

/// The occurrence of a repeating request the path names.
pub fn occurrence() -> Signal<Option<Date>> {
    let here = place::here();
    Signal::derive(move || here.with(|here| here.asked("day").and_then(parse_iso)))
}
