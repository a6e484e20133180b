//! Japanese eras: showing a date with its era, and reading dates as they stand on paper.
//!
//! The era comes from the whole date: 2019-04-30 is 平成31年, 2019-05-01 is 令和元年. Era days are those of the
//! Cabinet's orders; the change days of 1912 and 1926 belong to both eras, because the orders took effect at once.

use serde::{Deserialize, Serialize};

use crate::{
    date::{self, Date, DateError, Month, Weekday, digits, weekday_ja},
    fold::fold_width,
};

/// An era since 1868.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Era {
    /// 明治, from 1868-01-25 to 1912-07-30.
    Meiji,
    /// 大正, from 1912-07-30 to 1926-12-25.
    Taisho,
    /// 昭和, from 1926-12-25 to 1989-01-07.
    Showa,
    /// 平成, from 1989-01-08 to 2019-04-30.
    Heisei,
    /// 令和, from 2019-05-01.
    Reiwa,
}

/// Why a date from paper cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PaperDateError {
    /// Nothing was typed.
    Empty,
    /// It does not read as a date at all.
    NotADate,
    /// Month or day do not exist, or a Western year is out of range.
    Wrong(DateError),
    /// The date lies before the era's first day (R1.4.30).
    BeforeEra {
        /// The era written.
        era: Era,
        /// The date as it would be.
        #[serde(with = "crate::date::as_iso")]
        date: Date,
    },
    /// The date lies after the era's last day (H31.5.1).
    AfterEra {
        /// The era written.
        era: Era,
        /// The date as it would be.
        #[serde(with = "crate::date::as_iso")]
        date: Date,
    },
    /// An era has no year 0, and none of more than two digits.
    YearNotInEra {
        /// The era written.
        era: Era,
        /// The year written.
        year: i64,
    },
}

impl Era {
    /// All eras, newest first, as a form offers them.
    pub const NEWEST_FIRST: [Self; 5] = [Self::Reiwa, Self::Heisei, Self::Showa, Self::Taisho, Self::Meiji];

    /// The era a date is shown in; none before 明治.
    pub fn of(date: Date) -> Option<Self> {
        Self::NEWEST_FIRST.into_iter().find(|era| era.first() <= date)
    }

    /// The name, two kanji.
    pub fn name(self) -> &'static str {
        ["明治", "大正", "昭和", "平成", "令和"][self as usize]
    }

    /// The letter forms use: M, T, S, H or R.
    pub fn letter(self) -> char {
        ['M', 'T', 'S', 'H', 'R'][self as usize]
    }

    /// The era's first day.
    pub fn first(self) -> Date {
        let (year, month, day) = match self {
            Self::Meiji => (1868, Month::January, 25),
            Self::Taisho => (1912, Month::July, 30),
            Self::Showa => (1926, Month::December, 25),
            Self::Heisei => (1989, Month::January, 8),
            Self::Reiwa => (2019, Month::May, 1),
        };
        Date::from_calendar_date(year, month, day).unwrap_or(Date::MIN)
    }

    /// The era's last day; none for the era that runs.
    pub fn last(self) -> Option<Date> {
        let (year, month, day) = match self {
            Self::Meiji => (1912, Month::July, 30),
            Self::Taisho => (1926, Month::December, 25),
            Self::Showa => (1989, Month::January, 7),
            Self::Heisei => (2019, Month::April, 30),
            Self::Reiwa => return None,
        };
        Date::from_calendar_date(year, month, day).ok()
    }

    /// The year of this era a date lies in, 1 for 元年.
    pub fn year(self, date: Date) -> i32 {
        date.year() - self.first().year() + 1
    }

    fn prefixed(text: &str) -> Option<(Self, &str)> {
        Self::NEWEST_FIRST.into_iter().find_map(|era| {
            // U+32FF, U+337B to U+337E are the eras as one character, which some keyboards offer.
            let square = ['㍾', '㍽', '㍼', '㍻', '㋿'][era as usize];
            let lower = era.letter().to_ascii_lowercase();
            let rest =
                text.strip_prefix(era.name()).or_else(|| text.strip_prefix([square, era.letter(), lower]));
            rest.map(|rest| (era, rest))
        })
    }
}

/// `令和8年`, `令和元年`; none before 明治.
pub fn era_year(date: Date) -> Option<String> {
    let era = Era::of(date)?;
    Some(match era.year(date) {
        1 => format!("{}元年", era.name()),
        year => format!("{}{year}年", era.name()),
    })
}

/// `2026年(令和8年)11月22日(日)`.
pub fn long_ja(date: Date) -> String {
    let era = era_year(date).map(|era| format!("({era})")).unwrap_or_default();
    format!("{}年{era}{}", date.year(), short_ja(date))
}

/// `11月22日(日)`.
pub fn short_ja(date: Date) -> String {
    format!("{}月{}日({})", u8::from(date.month()), date.day(), weekday_ja(date.weekday()))
}

/// `令和8年11月`, for the head of a month's report.
pub fn month_ja(date: Date) -> String {
    let year = era_year(date).unwrap_or_else(|| format!("{}年", date.year()));
    format!("{year}{}月", u8::from(date.month()))
}

/// やさしい日本語 with ruby markup: `2026{年|ねん}11{月|がつ}22{日|にち} {日曜日|にちようび}`.
pub fn long_easy(date: Date) -> String {
    format!("{}{{年|ねん}}{}", date.year(), short_easy(date))
}

/// やさしい日本語 with ruby markup: `11{月|がつ}22{日|にち} {日曜日|にちようび}`. Days 1 to 10, 14, 20 and 24 are read
/// in their own way, so the number stands inside the ruby: `{1日|ついたち}`.
pub fn short_easy(date: Date) -> String {
    let month = match u8::from(date.month()) {
        4 => "{4月|しがつ}".to_owned(),
        7 => "{7月|しちがつ}".to_owned(),
        9 => "{9月|くがつ}".to_owned(),
        month => format!("{month}{{月|がつ}}"),
    };
    let own = match date.day() {
        1 => "ついたち",
        2 => "ふつか",
        3 => "みっか",
        4 => "よっか",
        5 => "いつか",
        6 => "むいか",
        7 => "なのか",
        8 => "ようか",
        9 => "ここのか",
        10 => "とおか",
        14 => "じゅうよっか",
        20 => "はつか",
        24 => "にじゅうよっか",
        _ => "",
    };
    let day = match own {
        "" => format!("{}{{日|にち}}", date.day()),
        own => format!("{{{}日|{own}}}", date.day()),
    };
    format!("{month}{day} {}", weekday_easy(date.weekday()))
}

/// The weekday with ruby markup: `{日曜日|にちようび}`.
pub fn weekday_easy(day: Weekday) -> &'static str {
    match day {
        Weekday::Sunday => "{日曜日|にちようび}",
        Weekday::Monday => "{月曜日|げつようび}",
        Weekday::Tuesday => "{火曜日|かようび}",
        Weekday::Wednesday => "{水曜日|すいようび}",
        Weekday::Thursday => "{木曜日|もくようび}",
        Weekday::Friday => "{金曜日|きんようび}",
        Weekday::Saturday => "{土曜日|どようび}",
    }
}

/// `Sunday 22 November 2026`.
pub fn long_en(date: Date) -> String {
    format!("{} {} {} {}", date.weekday(), date.day(), date.month(), date.year())
}

/// `Sun 22 Nov`.
pub fn short_en(date: Date) -> String {
    let three = |name: String| name.chars().take(3).collect::<String>();
    format!("{} {} {}", three(date.weekday().to_string()), date.day(), three(date.month().to_string()))
}

/// Reads a date as it stands on paper: `R8.11.22`, `令和8年11月22日(日)`, `R元.5.1`, `H31/4/30`, `2026/11/22`,
/// `2026年11月22日`, `2026年(令和8年)11月22日`, in half- or full-width digits.
pub fn parse_paper(text: &str) -> Result<Date, PaperDateError> {
    let text: String = without_brackets(&fold_width(text)).split_whitespace().collect();
    if text.is_empty() {
        return Err(PaperDateError::Empty);
    }
    let (era, rest) = match Era::prefixed(&text) {
        Some((era, rest)) => (Some(era), rest),
        None => (None, text.as_str()),
    };
    let rest = rest.strip_suffix('日').unwrap_or(rest);
    let mut parts =
        rest.split(|c: char| matches!(c, '年' | '月' | '.' | '/' | '・' | ',') || crate::fold::is_hyphen(c));
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    if parts.next().is_some() {
        return Err(PaperDateError::NotADate);
    }
    let number = |part: Option<&str>| part.and_then(|part| digits(part, 9)).ok_or(PaperDateError::NotADate);
    let year = match (era, year) {
        (Some(_), Some("元")) => 1,
        (_, year) => number(year)?,
    };
    let (month, day) = (number(month)?, number(day)?);
    match era {
        Some(era) => in_era(era, year, month, day),
        None => date::from_numbers(year, month, day).map_err(PaperDateError::Wrong),
    }
}

/// The date of a year, month and day of an era, or what is wrong with it.
pub fn in_era(era: Era, year: i64, month: i64, day: i64) -> Result<Date, PaperDateError> {
    if !(1..=99).contains(&year) {
        return Err(PaperDateError::YearNotInEra { era, year });
    }
    let western = i64::from(era.first().year()) + year - 1;
    let date = date::from_numbers(western, month, day).map_err(PaperDateError::Wrong)?;
    match era.last() {
        _ if date < era.first() => Err(PaperDateError::BeforeEra { era, date }),
        Some(last) if date > last => Err(PaperDateError::AfterEra { era, date }),
        _ => Ok(date),
    }
}

/// The text without what stands in brackets: the weekday, or the era beside a Western year.
fn without_brackets(text: &str) -> String {
    let mut depth = 0u32;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '(' => depth = depth.saturating_add(1),
            ')' => depth = depth.saturating_sub(1),
            c if depth == 0 => out.push(c),
            _ => {}
        }
    }
    out
}

#[cfg(test)]
mod tests;
