//! 下見, 開始, 完了, and one visit to read and to put right.
//!
//! # Layout
//! - [`choose`] which job; [`complete`] 完了を記録, its fields in [`form`], [`people`], [`money`]; [`saved`] after it
//! - [`start`] 開始 and [`running`] the visit that runs; [`asks`] what is asked before going on
//! - [`scout`] 下見
//! - [`read`] one visit, [`correct`] putting it right, [`same`] two records of one visit, [`payment`], [`sign`]
//! - [`emergency`] 緊急, [`float`] 預かり, [`accident`] 事故連絡票

mod accident;
pub(super) mod asks;
mod choose;
mod complete;
mod correct;
mod emergency;
mod float;
mod form;
mod money;
mod payment;
mod people;
mod read;
mod running;
mod same;
mod saved;
mod scout;
mod sign;
mod start;

pub use accident::{AccidentPage, AccidentsPage};
pub use choose::ChooseJob;
pub use complete::CompletePage;
pub use emergency::EmergencyPage;
pub use float::FloatPage;
pub use read::VisitPage;
pub use scout::ScoutPage;
pub use start::StartPage;

use crate::view::{child, memo, view};
use leptos::prelude::*;
use tanomo_domain::date::Date;
use tanomo_domain::money::{self as amounts, YenError};
use tanomo_domain::state::State;
use tanomo_record::Id;

use super::address;
use super::faults::Faults;
use crate::app::to;
use crate::components::{ButtonKind, EmptyState, Icon, LinkButton, PageFrame};
use crate::i18n::{Text, Words, common, says, t, visit as words};
use crate::store::{Phase, Store, Trouble, now};

/// What a path leads to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Found {
    Reading,
    Missing,
    Here(Id, Option<Date>),
}

/// Shows a page once its record is read; until then, and where it is missing, says so and where to go on.
fn when_here(
    title: Text,
    is_here: fn(&State, Id) -> bool,
    show: impl Fn(Id, Option<Date>) -> AnyView + Send + 'static,
) -> AnyView {
    let store = Store::here();
    let (id, occurrence, phase) = (address::id(), address::occurrence(), store.phase());
    let found = memo(move |_| match id.get() {
        Some(id) if phase.get() == Phase::Ready && store.with(|state| is_here(state, id)) => {
            Found::Here(id, occurrence.get())
        }
        Some(_) if phase.get() != Phase::Ready => Found::Reading,
        _ => Found::Missing,
    });
    child(move || match found.get() {
        Found::Here(id, occurrence) => show(id, occurrence),
        Found::Reading => view! {
            <PageFrame title back=to::REQUESTS.to_owned()>
                <p role="status">{t(words::READING)}</p>
            </PageFrame>
        },
        Found::Missing => view! {
            <PageFrame title back=to::REQUESTS.to_owned()>
                <EmptyState icon=Icon::Requests words=words::NOT_HERE>
                    <LinkButton label=words::TO_REQUESTS href=to::REQUESTS.to_owned() kind=ButtonKind::Primary />
                </EmptyState>
            </PageFrame>
        },
    })
}

/// The occurrence a page is about: the one of its path, else the next of a request that repeats. Asked once
/// when the page opens, because completing it moves the next one on.
fn this_occurrence(store: Store, request: Id, asked: Option<Date>) -> Option<Date> {
    let next = || {
        store.peek(|state| {
            state.request(request).and_then(|request| state.occurrence_at(request, store.today(), now()))
        })
    };
    asked.or_else(next)
}

/// Work and 町: never a name.
fn heading(state: &State, request: Id) -> Words {
    let Some(request) = state.request(request) else { return words::NOT_HERE.into() };
    let task = says::task(request.task);
    match request.town.is_empty() {
        true => task.into(),
        false => words::HEADING.with("task", task).with("town", request.town.as_str()),
    }
}

/// A member's name with its reading.
pub(super) fn name_of(state: &State, id: Id) -> Words {
    state
        .member(id)
        .map_or(words::UNKNOWN_MEMBER.into(), |m| Words::named(m.name.as_str(), m.reading.as_str()))
}

/// The names of several members.
fn names_of(state: &State, ids: &[Id]) -> Words {
    crate::i18n::dates::listed(ids.iter().map(|&id| name_of(state, id)))
}

/// An amount with its unit.
fn yen(amount: u32) -> Words {
    common::YEN_OF.with("n", amounts::separated(amount))
}

/// Minutes with their unit.
fn minutes(amount: u32) -> Words {
    common::MINUTES.with("n", amount)
}

/// What did not go, for the form: faults to their fields, else what is safe and what to do.
fn tell(faults: Faults, why: &Trouble) {
    faults.take(why);
    if !matches!(why, Trouble::Refused(_)) {
        faults.say(Words::join([says::trouble(why), words::FORM_KEPT.into()]));
    }
}

/// An amount as typed: nothing is 0, what is no amount gets words.
fn typed_yen(text: &str) -> Result<u32, Words> {
    match amounts::parse_yen(text) {
        Ok(amount) => Ok(amount),
        Err(YenError::Empty) => Ok(0),
        Err(YenError::NotAnAmount { .. }) => Err(words::YEN_NUMBER.into()),
        Err(YenError::TooMuch { .. }) => Err(words::YEN_MOST.into()),
    }
}
