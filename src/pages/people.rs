//! なかま: who belongs to the circle, what they can do and would like done.
//!
//! # Layout
//! - `list` the members by reading; `member` one member; `form` entering and changing one
//! - `likely` the same person twice; `year` what somebody gave and received

mod form;
mod likely;
mod list;
mod member;
mod year;

pub use form::NewMemberPage;
pub use list::PeoplePage;
pub use member::MemberPage;
pub use year::hours;

use tanomo_domain::date::Date;
use tanomo_domain::gates::{Cover, Gap, gap};
use tanomo_domain::view::Member;

use crate::i18n::{Words, people, says};

/// A member's insurance on a day, in words, and whether it covers the day.
fn insurance(member: &Member, today: Date) -> (Words, bool) {
    let cover = member.insured.map(|(from, until)| Cover { from, until });
    match (gap(cover.as_ref(), today), cover) {
        (None, Some(cover)) => (people::INSURED_UNTIL.with("day", says::day(cover.until)), true),
        (Some(Gap::NotYet { from }), _) => (people::INSURED_FROM.with("day", says::day(from)), false),
        _ => (people::NOT_INSURED.into(), false),
    }
}

/// A member's name with its reading.
fn name(member: &Member) -> Words {
    Words::named(member.name.clone(), member.reading.clone())
}
