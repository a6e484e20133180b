//! Rules of repetition: 毎週火・金, every second week, 毎月第1火曜日, 毎月15日.
//!
//! A rule is stored as a short text (`W:2,5`, `W2:2@2026-11-24`, `M:1-2`, `M:1,3-2`, `M:L-5`, `D:15`) that is never
//! read differently later. Weekdays are 1 (Monday) to 7 (Sunday), as in ISO 8601.

use serde::{Deserialize, Serialize};

use crate::date::{Date, Month, Weekday, add_days, as_iso, days_between, digits, iso, parse_iso};

/// No search looks further than this many days, so that a rule that never comes ends.
const HORIZON_DAYS: i32 = 366 * 10;
/// The most occurrences one call gives.
const MOST: usize = 1000;

/// How something repeats.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Recurrence {
    /// On these weekdays of every week.
    Weekly {
        /// The weekdays; none means never.
        on: Weekdays,
    },
    /// On these weekdays of every n-th week.
    EveryWeeks {
        /// Every how many weeks: 2 to 52.
        weeks: u8,
        /// The weekdays.
        on: Weekdays,
        /// A day in a week that counts; weeks begin on Monday.
        from: Date,
    },
    /// On the n-th such weekday of every month: 第1火曜日, 第1・第3火曜日, the last Friday.
    MonthlyNth {
        /// Which of the month's weeks.
        nth: Nths,
        /// The weekday.
        on: DayOfWeek,
    },
    /// On this day of every month, or its last day where the month is shorter.
    MonthlyDay {
        /// The day, 1 to 31.
        day: u8,
    },
}

/// A set of weekdays.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Weekdays(u8);

/// Which occurrences of a weekday in a month: the first to the fifth, and the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Nths(u8);

/// One weekday, 1 (Monday) to 7 (Sunday).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct DayOfWeek(Weekday);

/// One occurrence of a weekday in a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Nth {
    /// 第1 to 第5.
    Number(u8),
    /// 最終
    Last,
}

/// One occurrence of something that repeats, as it is stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Occurrence(#[serde(with = "as_iso")] pub Date);

const LAST_BIT: u8 = 0b10_0000;

impl Weekdays {
    /// The set of these weekdays.
    pub fn new(days: impl IntoIterator<Item = Weekday>) -> Self {
        Self(days.into_iter().fold(0, |set, day| set | bit(day)))
    }

    /// Whether the day is in the set.
    pub fn has(self, day: Weekday) -> bool {
        self.0 & bit(day) != 0
    }

    /// The set with this day put in, or taken out if it was in.
    pub fn toggled(self, day: Weekday) -> Self {
        Self(self.0 ^ bit(day))
    }

    /// Whether no day is in the set.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The days of the set, Monday first.
    pub fn days(self) -> impl Iterator<Item = Weekday> {
        (1..=7).filter_map(weekday).filter(move |day| self.has(*day))
    }
}

impl Nths {
    /// The set of these; numbers outside 1 to 5 are left out.
    pub fn new(nths: impl IntoIterator<Item = Nth>) -> Self {
        Self(nths.into_iter().fold(0, |set, nth| match nth {
            Nth::Number(n @ 1..=5) => set | 1 << (n - 1),
            Nth::Number(_) => set,
            Nth::Last => set | LAST_BIT,
        }))
    }

    /// The members of the set, first to last.
    pub fn all(self) -> impl Iterator<Item = Nth> {
        let numbers = (1..=5).filter(move |n| self.0 & (1 << (n - 1)) != 0).map(Nth::Number);
        numbers.chain((self.0 & LAST_BIT != 0).then_some(Nth::Last))
    }

    fn has_day(self, date: Date) -> bool {
        let nth = (date.day() - 1) / 7;
        let is_last = date.day() + 7 > date.month().length(date.year());
        self.0 & (1 << nth) != 0 || (is_last && self.0 & LAST_BIT != 0)
    }
}

impl DayOfWeek {
    /// The weekday.
    pub fn weekday(self) -> Weekday {
        self.0
    }
}

impl From<Weekday> for DayOfWeek {
    fn from(day: Weekday) -> Self {
        Self(day)
    }
}

impl Recurrence {
    /// 毎週, on these days.
    pub fn weekly(days: impl IntoIterator<Item = Weekday>) -> Self {
        Self::Weekly { on: Weekdays::new(days) }
    }

    /// 毎月第n, on this day.
    pub fn monthly(nth: Nth, on: Weekday) -> Self {
        Self::MonthlyNth { nth: Nths::new([nth]), on: DayOfWeek(on) }
    }

    /// Whether the rule falls on this day.
    pub fn falls_on(&self, date: Date) -> bool {
        match self {
            Self::Weekly { on } => on.has(date.weekday()),
            Self::EveryWeeks { weeks, on, from } => {
                let apart = days_between(monday(*from), monday(date)) / 7;
                on.has(date.weekday()) && apart.rem_euclid(i32::from((*weeks).max(1))) == 0
            }
            Self::MonthlyNth { nth, on } => date.weekday() == on.0 && nth.has_day(date),
            Self::MonthlyDay { day } => date.day() == (*day).min(date.month().length(date.year())),
        }
    }

    /// The first occurrence after this day, if one comes within ten years.
    pub fn next_after(&self, date: Date) -> Option<Date> {
        let tomorrow = add_days(date, 1);
        occurrences(self, tomorrow, add_days(tomorrow, HORIZON_DAYS), 1).into_iter().next()
    }
}

/// The days from `from` to `until`, both included, on which the rule falls: at most `limit`, never more than 1,000,
/// and none beyond ten years.
pub fn occurrences(rule: &Recurrence, from: Date, until: Date, limit: usize) -> Vec<Date> {
    let days = days_between(from, until).min(HORIZON_DAYS);
    // At the calendar's last day `add_days` stands still; nothing may then be given twice.
    let dates = (0..=days).map(|day| add_days(from, day)).take_while(|date| *date <= until);
    let mut found: Vec<Date> = dates.filter(|date| rule.falls_on(*date)).take(limit.min(MOST)).collect();
    found.dedup();
    found
}

impl core::fmt::Display for Recurrence {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let days = |on: &Weekdays| comma(on.days().map(|day| day.number_from_monday().to_string()));
        match self {
            Self::Weekly { on } => write!(f, "W:{}", days(on)),
            Self::EveryWeeks { weeks, on, from } => write!(f, "W{weeks}:{}@{}", days(on), iso(*from)),
            Self::MonthlyNth { nth, on } => {
                let nths = comma(nth.all().map(|nth| match nth {
                    Nth::Number(n) => n.to_string(),
                    Nth::Last => "L".to_owned(),
                }));
                write!(f, "M:{nths}-{}", on.0.number_from_monday())
            }
            Self::MonthlyDay { day } => write!(f, "D:{day}"),
        }
    }
}

impl Recurrence {
    /// Reads the stored form; none for what is not one, or for a rule of a newer version.
    pub fn parse(text: &str) -> Option<Self> {
        let (kind, rest) = text.split_once(':')?;
        match kind {
            "W" => Some(Self::Weekly { on: parse_days(rest)? }),
            "M" => {
                let (nths, day) = rest.split_once('-')?;
                let nths: Option<Vec<Nth>> = nths.split(',').map(parse_nth).collect();
                Some(Self::MonthlyNth { nth: Nths::new(nths?), on: DayOfWeek(parse_day(day)?) })
            }
            "D" => Some(Self::MonthlyDay { day: small(rest, 1, 31)? }),
            kind => {
                let (on, from) = rest.split_once('@')?;
                let weeks = small(kind.strip_prefix('W')?, 2, 52)?;
                Some(Self::EveryWeeks { weeks, on: parse_days(on)?, from: parse_iso(from)? })
            }
        }
    }
}

impl TryFrom<String> for Recurrence {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not a rule of repetition")
    }
}

impl From<Recurrence> for String {
    fn from(rule: Recurrence) -> Self {
        rule.to_string()
    }
}

/// The first day of the week a date lies in.
fn monday(date: Date) -> Date {
    add_days(date, -i32::from(date.weekday().number_days_from_monday()))
}

/// The first day of the month after the one `date` lies in, for walking a calendar month by month.
pub fn next_month(date: Date) -> Date {
    let month = date.month().next();
    let year = if month == Month::January { date.year().saturating_add(1) } else { date.year() };
    Date::from_calendar_date(year, month, 1).unwrap_or(date)
}

fn bit(day: Weekday) -> u8 {
    1 << day.number_days_from_monday()
}

fn weekday(number: u8) -> Option<Weekday> {
    (1..=7).contains(&number).then(|| Weekday::Monday.nth_next(number - 1))
}

fn small(text: &str, least: u8, most: u8) -> Option<u8> {
    let number = u8::try_from(digits(text, 2)?).ok()?;
    (least..=most).contains(&number).then_some(number)
}

fn parse_day(text: &str) -> Option<Weekday> {
    weekday(small(text, 1, 7)?)
}

fn parse_days(text: &str) -> Option<Weekdays> {
    let days: Option<Vec<Weekday>> = text.split(',').map(parse_day).collect();
    Some(Weekdays::new(days?))
}

fn parse_nth(text: &str) -> Option<Nth> {
    if text == "L" { Some(Nth::Last) } else { small(text, 1, 5).map(Nth::Number) }
}

fn comma(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(",")
}

#[cfg(test)]
mod tests;
