//! What the path of a page says: which record, which occurrence.

use crate::view::Signal;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use tanomo_domain::date::{Date, parse_iso};
use tanomo_record::Id;

/// The record the path names; `None` for a path somebody typed wrong.
pub fn id() -> Signal<Option<Id>> {
    let params = use_params_map();
    Signal::derive(move || params.with(|params| params.get("id")).as_deref().and_then(Id::parse))
}

/// The occurrence of a repeating request the path names.
pub fn occurrence() -> Signal<Option<Date>> {
    let query = use_query_map();
    Signal::derive(move || query.with(|query| query.get("day")).as_deref().and_then(parse_iso))
}
