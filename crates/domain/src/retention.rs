//! How long things are kept. Dates go in and come out; nothing here erases anything.
//!
//! Expiry locks a resident's card and never erases it: erasing is a lead's own act. A phone's clock is not trusted for
//! it; what counts is the server's day, or 14 days without having heard from the server.

use serde::{Deserialize, Serialize};

use crate::date::{Date, Millis, add_days, add_years, days_between};

/// The days a helper's copy of a card stays on the phone after the job, where the circle has not said otherwise.
pub const COPY_DAYS: u16 = 7;
/// The days without contact after which cards lock.
pub const CONTACT_DAYS: i64 = 14;
/// The years an accident record is kept at most.
pub const ACCIDENT_YEARS: i32 = 5;
/// The days before a card's end in which the lead is asked whether it goes on.
pub const RENEW_DAYS: i32 = 30;

/// What a phone knows about its server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Contact {
    /// The circle has no server: the phone's own day has to do.
    NoServer {
        /// Today, by the phone.
        today: Date,
    },
    /// The circle has a server.
    Server {
        /// The server's day when it last answered; none if it never has.
        said: Option<Date>,
        /// When that was, or when the phone joined if it never has, by this phone's clock.
        heard: Millis,
        /// Now, by this phone's clock.
        now: Millis,
    },
}

impl Contact {
    /// The day, as far as it is known: the server's last word, and from there on this phone's clock; none where a
    /// server has never spoken, or nothing is known yet.
    pub fn today(self) -> Option<Date> {
        match self {
            Contact::NoServer { today } => Some(today).filter(|&today| today != Date::MIN),
            Contact::Server { said, heard, now } => {
                let away = now.minutes_since(heard).max(0) / (24 * 60);
                said.map(|said| add_days(said, i32::try_from(away).unwrap_or(0)))
            }
        }
    }
}

/// Before anything is known no day is over.
impl Default for Contact {
    fn default() -> Self {
        Self::NoServer { today: Date::MIN }
    }
}

/// Whether a card may be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CardLock {
    /// It may.
    Open,
    /// It may, and a lead should ask whether to renew it.
    EndsSoon {
        /// Days left, 0 on the last day.
        days: i32,
    },
    /// Its time is over. A lead may renew or erase it.
    Expired,
    /// The server has not answered for [`CONTACT_DAYS`] days. Contact opens it again.
    NoContact,
}

/// The last day of a resident's card: one year after the last help, or after it was renewed or made if that is later.
pub fn card_expiry(made: Date, last_help: Option<Date>, renewed: Option<Date>) -> Date {
    add_years(made.max(last_help.unwrap_or(made)).max(renewed.unwrap_or(made)), 1)
}

/// Whether a card may be opened. A phone's clock set back does not open what the server's day has closed, and one set
/// forward only locks until the next contact.
pub fn card_lock(expiry: Date, contact: Contact) -> CardLock {
    let today = match contact {
        Contact::NoServer { today } => today,
        Contact::Server { said, heard, now } => {
            let away = now.minutes_since(heard).max(0) / (24 * 60);
            match said {
                Some(said) if said > expiry => return CardLock::Expired,
                _ if away >= CONTACT_DAYS => return CardLock::NoContact,
                // Between two answers the day goes on by the phone's clock, up to the 14th.
                Some(said) => add_days(said, i32::try_from(away).unwrap_or(0)),
                // What this phone holds was handed over by another one, whose server's day it cannot know.
                None => return CardLock::Open,
            }
        }
    };
    match days_between(today, expiry) {
        left if left < 0 => CardLock::Expired,
        days if days <= RENEW_DAYS => CardLock::EndsSoon { days },
        _ => CardLock::Open,
    }
}

/// The first day a helper's copy of a card is gone from the phone: `days` full days after the job.
pub fn copy_leaves(job: Date, days: u16) -> Date {
    add_days(job, i32::from(days).saturating_add(1))
}

/// Whether a helper's copy of a card still belongs on the phone.
pub fn copy_stays(job: Date, days: u16, today: Date) -> bool {
    today < copy_leaves(job, days)
}

/// The last day of an accident record: the day the lead closed the claim, and five years after it happened at most.
pub fn accident_until(happened: Date, closed: Option<Date>) -> Date {
    let most = add_years(happened, ACCIDENT_YEARS);
    closed.map_or(most, |closed| closed.min(most).max(happened))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::date::{parse_iso, tokyo_date};

    const DAY: i64 = 24 * 60 * 60 * 1000;

    fn day(text: &str) -> Date {
        parse_iso(text).unwrap()
    }

    fn heard(said: &str, days_ago: i64) -> Contact {
        let now = Millis(1_795_000_000_000);
        Contact::Server { said: Some(day(said)), heard: Millis(now.0 - days_ago * DAY), now }
    }

    #[test]
    fn a_card_ends_a_year_after_the_last_help() {
        assert_eq!(card_expiry(day("2026-04-01"), Some(day("2026-11-22")), None), day("2027-11-22"));
        assert_eq!(
            card_expiry(day("2026-04-01"), Some(day("2026-11-22")), Some(day("2027-01-05"))),
            day("2028-01-05")
        );
        assert_eq!(card_expiry(day("2028-02-29"), None, None), day("2029-02-28"));
    }

    #[test]
    fn expiry_goes_by_the_servers_day() {
        let expiry = day("2026-11-22");
        assert_eq!(card_lock(expiry, heard("2026-10-01", 0)), CardLock::Open);
        assert_eq!(card_lock(expiry, heard("2026-11-22", 0)), CardLock::EndsSoon { days: 0 });
        assert_eq!(card_lock(expiry, heard("2026-11-23", 0)), CardLock::Expired);
        assert_eq!(card_lock(expiry, heard("2026-11-20", 3)), CardLock::Expired);
        assert_eq!(card_lock(expiry, heard("2026-09-01", 14)), CardLock::NoContact);
        assert_eq!(card_lock(expiry, heard("2026-11-23", 14)), CardLock::Expired);
    }

    #[test]
    fn a_wrong_clock_opens_and_erases_nothing() {
        let expiry = day("2026-11-22");
        assert_eq!(card_lock(expiry, heard("2026-11-23", -20_000)), CardLock::Expired);
        assert_eq!(card_lock(expiry, heard("2026-09-01", 30_000)), CardLock::NoContact);
        assert_eq!(card_lock(expiry, Contact::NoServer { today: day("1970-01-01") }), CardLock::Open);
        assert_eq!(card_lock(expiry, Contact::NoServer { today: day("2099-01-01") }), CardLock::Expired);
    }

    #[test]
    fn a_phone_that_never_heard_the_server_locks_after_14_days() {
        let expiry = day("2026-11-22");
        let joined =
            |days_ago: i64| Contact::Server { said: None, heard: Millis(0), now: Millis(days_ago * DAY) };
        assert_eq!(card_lock(expiry, joined(13)), CardLock::Open);
        assert_eq!(card_lock(expiry, joined(14)), CardLock::NoContact);
    }

    #[test]
    fn copies_stay_seven_days() {
        let job = day("2026-11-22");
        assert!(copy_stays(job, COPY_DAYS, day("2026-11-29")));
        assert!(!copy_stays(job, COPY_DAYS, day("2026-11-30")));
    }

    #[test]
    fn accidents_are_kept_five_years_at_most() {
        let happened = day("2026-11-22");
        assert_eq!(accident_until(happened, None), day("2031-11-22"));
        assert_eq!(accident_until(happened, Some(day("2027-03-01"))), day("2027-03-01"));
        assert_eq!(accident_until(happened, Some(day("2040-01-01"))), day("2031-11-22"));
    }

    proptest! {
        #[test]
        fn nothing_panics(a: i64, b: i64, c: i64, days: u16) {
            let (x, y, z) = (tokyo_date(Millis(a)), tokyo_date(Millis(b)), tokyo_date(Millis(c)));
            let _ = card_lock(card_expiry(x, Some(y), Some(z)), Contact::Server { said: Some(x), heard: Millis(b), now: Millis(c) });
            let _ = (copy_leaves(x, days), accident_until(x, Some(y)), card_lock(Date::MIN, Contact::NoServer { today: Date::MAX }));
        }

        #[test]
        fn later_help_never_ends_a_card_sooner(made in 0i64..40_000, help in 0i64..40_000) {
            let (made, help) = (tokyo_date(Millis(made * DAY)), tokyo_date(Millis(help * DAY)));
            prop_assert!(card_expiry(made, Some(help), None) >= card_expiry(made, None, None));
        }
    }
}
