//! Days, instants and times of day, as a squad in Japan reads them.
//!
//! Nothing here asks what time it is: the instant is an argument. A phone whose clock says 1970, 2099 or the year
//! 40,000 gets a clamped date, never a panic.

use serde::{Deserialize, Serialize};
pub use time::{Date, Month, Weekday};

use crate::fold::fold_width;

/// Japan has had no summer time since 1951, so the zone is a constant: UTC+9.
const TOKYO_OFFSET_MS: i64 = 9 * 60 * 60 * 1000;
const MINUTE_MS: i64 = 60 * 1000;
const DAY_MS: i64 = 24 * 60 * MINUTE_MS;
/// Julian day of 1970-01-01.
const EPOCH_JULIAN: i64 = 2_440_588;
/// Julian days of 0001-01-01 and 9999-12-31: four-digit years, so that `iso` always has ten characters.
const FIRST_JULIAN: i64 = 1_721_426;
const LAST_JULIAN: i64 = 5_373_484;

/// The years a person may type; outside them it is a slip of the finger, not a date.
pub const YEARS: core::ops::RangeInclusive<i32> = 1868..=2199;

/// The longest work a visit may record, in minutes: a visit left running for 12 hours is asked about.
pub const MAX_MINUTES: u16 = 720;

/// An instant, in milliseconds since 1970-01-01 00:00 UTC.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Millis(pub i64);

impl Millis {
    /// This instant `minutes` later (earlier if negative); stops at the ends of the scale.
    pub fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes.saturating_mul(MINUTE_MS)))
    }

    /// Whole minutes from `earlier` to this instant, rounded down; negative if it comes first.
    pub fn minutes_since(self, earlier: Self) -> i64 {
        self.0.saturating_sub(earlier.0).div_euclid(MINUTE_MS)
    }
}

/// A time of day on the 24-hour clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct ClockTime {
    h: u8,
    m: u8,
}

/// Why something typed is no date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateError {
    /// Nothing was typed in this field.
    Missing(DateField),
    /// This field holds something other than digits.
    NotANumber(DateField),
    /// The year is outside [`YEARS`].
    YearOutOfRange {
        /// The year typed.
        year: i64,
    },
    /// There is no such month.
    MonthOutOfRange {
        /// The month typed.
        month: i64,
    },
    /// The month exists and does not have this day.
    DayNotInMonth {
        /// The year typed.
        year: i32,
        /// The month typed, 1 to 12.
        month: u8,
        /// The day typed.
        day: i64,
        /// The month's last day in that year.
        last: u8,
    },
}

/// One of the three fields a date is typed in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateField {
    /// The year, Western.
    Year,
    /// The month.
    Month,
    /// The day of the month.
    Day,
}

/// Why something typed is no number of minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MinutesError {
    /// Nothing was typed.
    Empty,
    /// It holds something other than digits.
    NotANumber,
    /// Zero minutes: the visit did not take place.
    Zero,
    /// More than [`MAX_MINUTES`].
    TooMany {
        /// The most that is taken.
        max: u16,
    },
    /// The end comes before the start.
    EndBeforeStart,
}

impl ClockTime {
    /// A time of day, if the clock has it.
    pub fn new(h: u8, m: u8) -> Option<Self> {
        (h < 24 && m < 60).then_some(Self { h, m })
    }

    /// The hour, 0 to 23.
    pub fn hour(self) -> u8 {
        self.h
    }

    /// The minute, 0 to 59.
    pub fn minute(self) -> u8 {
        self.m
    }

    /// Minutes since midnight.
    pub fn minutes(self) -> u16 {
        u16::from(self.h) * 60 + u16::from(self.m)
    }

    /// Reads `9:05`, `09:05`, `9：05` and `9時5分` (also `9時` and `9時半`), in half- or full-width digits.
    pub fn parse(text: &str) -> Option<Self> {
        let text = fold_width(text);
        let text = text.trim();
        let (h, m) = match text.split_once(':').or_else(|| text.split_once('時')) {
            Some((h, "")) if text.ends_with('時') => (h, "0"),
            Some((h, "半")) => (h, "30"),
            Some((h, m)) => (h, m.strip_suffix('分').unwrap_or(m)),
            None => return None,
        };
        Self::new(digits(h, 2)?.try_into().ok()?, digits(m, 2)?.try_into().ok()?)
    }
}

impl core::fmt::Display for ClockTime {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{}:{:02}", self.h, self.m)
    }
}

impl TryFrom<String> for ClockTime {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).ok_or("not a time of day")
    }
}

impl From<ClockTime> for String {
    fn from(time: ClockTime) -> Self {
        time.to_string()
    }
}

/// One to `most` ASCII digits as a number; anything else is none.
pub(crate) fn digits(text: &str, most: usize) -> Option<i64> {
    let text = text.trim();
    (!text.is_empty() && text.len() <= most.min(18) && text.bytes().all(|b| b.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn from_julian(julian: i64) -> Date {
    let julian = julian.clamp(FIRST_JULIAN, LAST_JULIAN);
    i32::try_from(julian).ok().and_then(|day| Date::from_julian_day(day).ok()).unwrap_or(Date::MIN)
}

/// The date written `2026-11-22`; exactly this form, as the records and the date control of a browser write it.
pub fn parse_iso(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() || year.len() != 4 || month.len() != 2 || day.len() != 2 {
        return None;
    }
    let year = i32::try_from(digits(year, 4)?).ok().filter(|year| *year > 0)?;
    let month = Month::try_from(u8::try_from(digits(month, 2)?).ok()?).ok()?;
    Date::from_calendar_date(year, month, u8::try_from(digits(day, 2)?).ok()?).ok()
}

/// The date as `2026-11-22`, ten characters; years outside 1 to 9999 are clamped.
pub fn iso(date: Date) -> String {
    let date = from_julian(i64::from(date.to_julian_day()));
    format!("{:04}-{:02}-{:02}", date.year(), u8::from(date.month()), date.day())
}

/// The date made of three numbers, or what is wrong with them.
pub fn from_numbers(year: i64, month: i64, day: i64) -> Result<Date, DateError> {
    let known = i32::try_from(year).ok().filter(|year| YEARS.contains(year));
    let year = known.ok_or(DateError::YearOutOfRange { year })?;
    let number = u8::try_from(month).ok();
    let named = number.and_then(|number| Month::try_from(number).ok());
    let month = named.ok_or(DateError::MonthOutOfRange { month })?;
    let exact = u8::try_from(day).ok().and_then(|day| Date::from_calendar_date(year, month, day).ok());
    exact.ok_or(DateError::DayNotInMonth { year, month: month.into(), day, last: month.length(year) })
}

/// The date typed in three fields, in half- or full-width digits; the first field that is wrong is the error.
pub fn from_fields(year: &str, month: &str, day: &str) -> Result<Date, DateError> {
    let number = |text: &str, field| {
        let text = fold_width(text);
        match text.trim() {
            "" => Err(DateError::Missing(field)),
            text => digits(text, 9).ok_or(DateError::NotANumber(field)),
        }
    };
    from_numbers(
        number(year, DateField::Year)?,
        number(month, DateField::Month)?,
        number(day, DateField::Day)?,
    )
}

/// The day it is in Tokyo at this instant, clamped to the years 1 to 9999.
pub fn tokyo_date(at: Millis) -> Date {
    from_julian(at.0.saturating_add(TOKYO_OFFSET_MS).div_euclid(DAY_MS).saturating_add(EPOCH_JULIAN))
}

/// The hour (0 to 23) and minute (0 to 59) it is in Tokyo at this instant.
pub fn tokyo_time(at: Millis) -> (u8, u8) {
    let minutes = at.0.saturating_add(TOKYO_OFFSET_MS).rem_euclid(DAY_MS) / MINUTE_MS;
    // Below 24 * 60, so both fit; `unwrap_or` only because a panic stops the app.
    (u8::try_from(minutes / 60).unwrap_or(0), u8::try_from(minutes % 60).unwrap_or(0))
}

/// The instant of this day and time in Tokyo; hours and minutes past the clock run into the next hours and days.
pub fn tokyo_millis(date: Date, h: u8, m: u8) -> Millis {
    let days = i64::from(date.to_julian_day()) - EPOCH_JULIAN;
    let minutes = i64::from(h) * 60 + i64::from(m);
    Millis(days * DAY_MS + minutes * MINUTE_MS - TOKYO_OFFSET_MS)
}

/// Days from `from` to `to`; negative if `to` comes first.
pub fn days_between(from: Date, to: Date) -> i32 {
    to.to_julian_day().saturating_sub(from.to_julian_day())
}

/// The date this many days later (earlier if negative), clamped to the years 1 to 9999.
pub fn add_days(date: Date, days: i32) -> Date {
    from_julian(i64::from(date.to_julian_day()) + i64::from(days))
}

/// The same day `years` later; 29 February becomes the 28th where the year has none. Clamped as [`add_days`] is.
pub fn add_years(date: Date, years: i32) -> Date {
    let year = date.year().saturating_add(years).clamp(1, 9999);
    let day = date.day().min(date.month().length(year));
    Date::from_calendar_date(year, date.month(), day).unwrap_or(date)
}

/// The year a Japanese organisation counts by: April to March, named by the year its April is in.
pub fn fiscal_year(date: Date) -> i32 {
    if u8::from(date.month()) >= 4 { date.year() } else { date.year() - 1 }
}

/// The first and the last day of a fiscal year: 1 April and 31 March.
pub fn fiscal_year_days(year: i32) -> (Date, Date) {
    let day = |year: i32, month, day| {
        Date::from_calendar_date(year.clamp(1, 9999), month, day).unwrap_or(from_julian(FIRST_JULIAN))
    };
    (day(year, Month::April, 1), day(year.saturating_add(1), Month::March, 31))
}

/// The weekday as one character: 日 to 土.
pub fn weekday_ja(day: Weekday) -> char {
    ['日', '月', '火', '水', '木', '金', '土'][usize::from(day.number_days_from_sunday()) % 7]
}

/// The minutes typed for a visit: 1 to [`MAX_MINUTES`], in half- or full-width digits.
pub fn parse_minutes(text: &str) -> Result<u16, MinutesError> {
    let text = fold_width(text);
    let text = text.trim().trim_end_matches('分').trim_end();
    if text.is_empty() {
        return Err(MinutesError::Empty);
    }
    if !text.bytes().all(|b| b.is_ascii_digit()) {
        return Err(MinutesError::NotANumber);
    }
    check_minutes(digits(text, 18).unwrap_or(i64::MAX))
}

/// The minutes between a start and an end, rounded to the nearest whole one and at least 1.
pub fn minutes_worked(start: Millis, end: Millis) -> Result<u16, MinutesError> {
    if end < start {
        return Err(MinutesError::EndBeforeStart);
    }
    check_minutes(Millis(end.0.saturating_add(MINUTE_MS / 2)).minutes_since(start).max(1))
}

/// These minutes, if a visit can have taken them.
pub fn check_minutes(minutes: i64) -> Result<u16, MinutesError> {
    match u16::try_from(minutes) {
        Ok(0) => Err(MinutesError::Zero),
        Ok(minutes) if minutes <= MAX_MINUTES => Ok(minutes),
        _ if minutes < 0 => Err(MinutesError::EndBeforeStart),
        _ => Err(MinutesError::TooMany { max: MAX_MINUTES }),
    }
}

/// Serde for a date as `2026-11-22`: `#[serde(with = "crate::date::as_iso")]`.
pub mod as_iso {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use super::{Date, iso, parse_iso};

    /// Writes the date as ten characters.
    pub fn serialize<S: Serializer>(date: &Date, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&iso(*date))
    }

    /// Reads the date; any other form is an error.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Date, D::Error> {
        let text = String::deserialize(from)?;
        parse_iso(&text).ok_or_else(|| D::Error::custom("not a date"))
    }
}

/// Serde for a date that may be absent: `#[serde(default, with = "crate::date::as_iso_opt")]`.
pub mod as_iso_opt {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    use super::{Date, iso, parse_iso};

    /// Writes the date as ten characters, or null.
    pub fn serialize<S: Serializer>(date: &Option<Date>, to: S) -> Result<S::Ok, S::Error> {
        match date {
            Some(date) => to.serialize_some(&iso(*date)),
            None => to.serialize_none(),
        }
    }

    /// Reads the date, or none from null; any other form is an error.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Date>, D::Error> {
        let text = Option::<String>::deserialize(from)?;
        text.map(|text| parse_iso(&text).ok_or_else(|| D::Error::custom("not a date"))).transpose()
    }
}

#[cfg(test)]
mod tests;
