//! The rules of a helper squad: what people may do, where a request stands, what a visit comes to, who may
//! read what and for how long, and how Japanese dates, names, numbers and addresses are written.
//!
//! Pure: no clock, no randomness, no I/O, no crypto, nothing of the browser. Time and ids are arguments. It
//! has no words for the screen either; it gives codes and enums, and the app says them in three languages.
//! Nothing panics, whatever comes in: what is typed is parsed once at the edge, and what is stored reads back even
//! if a newer version or a damaged phone wrote it.
//!
//! # Layout
//! - [`command`] what a person does, [`decide`] what that changes ([`change`]) or why not ([`refusal`])
//! - [`state`] all records of a circle as typed views ([`view`]); [`status`], [`row`], [`day`], [`search`],
//!   [`ledger`], [`visits`], [`onsite`], [`photos`], [`cards`], [`handover`], [`work_day`] are derived from it
//! - [`task`] the vocabulary of work, tools and hazards; [`gates`] what stands before a start
//! - [`calendar`] a day as a file for any calendar, [`notices`] whom to wake for what
//! - [`heat`] 暑さ指数 and its steps
//! - [`position`] distances and the order of a round
//! - [`money`], [`retention`], [`recurrence`], [`date`], [`era`]
//! - [`reading`], [`fold`], [`form`], [`phone`], [`address`], [`tidy`]: what people type
//! - [`sample`] a circle to try things out in

#![forbid(unsafe_code)]

pub mod address;
pub mod calendar;
pub mod cards;
pub mod change;
pub mod command;
pub mod date;
pub mod day;
pub mod decide;
mod derived;
pub mod era;
pub mod fold;
pub mod form;
pub mod gates;
pub mod handover;
pub mod heat;
pub mod ledger;
pub mod money;
pub mod notices;
pub mod onsite;
pub mod phone;
pub mod photos;
pub mod position;
pub mod reading;
pub mod recurrence;
pub mod refusal;
pub mod retention;
pub mod row;
pub mod sample;
pub mod search;
pub mod state;
pub mod status;
pub mod table;
pub mod task;
pub mod tidy;
pub mod view;
pub mod visits;
pub mod work_day;

/// Every kind of record this program writes.
pub const KINDS: [&str; 19] = {
    use view::{
        Accident, Agreement, Attendance, Call, Circle, Emergency, Erasure, Float, Member, Payment, Referral,
        Request, Resident, Response, SameAs, Sheet, TakenBack, Visit, WorkDay,
    };
    [
        Accident::KIND,
        Agreement::KIND,
        Attendance::KIND,
        Call::KIND,
        Circle::KIND,
        Emergency::KIND,
        Erasure::KIND,
        Float::KIND,
        Member::KIND,
        Payment::KIND,
        Referral::KIND,
        Request::KIND,
        Resident::KIND,
        Response::KIND,
        SameAs::KIND,
        Sheet::KIND,
        TakenBack::KIND,
        Visit::KIND,
        WorkDay::KIND,
    ]
};

/// The kind as the constant this program writes; `None` for one of a newer program.
pub(crate) fn kind(kind: &str) -> Option<&'static str> {
    KINDS.into_iter().find(|known| *known == kind)
}
