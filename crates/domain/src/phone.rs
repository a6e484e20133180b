//! Telephone numbers: kept as typed, dialled and compared by their digits.

use serde::{Deserialize, Serialize};

use crate::{
    fold::{fold_width, is_hyphen},
    tidy::{TEL, tidy_line},
};

/// A telephone number as somebody typed it, known to have a number's shape.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone {
    typed: String,
    dial: String,
}

/// Why something typed is no telephone number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PhoneError {
    /// Nothing was typed.
    Empty,
    /// It holds something other than digits, hyphens, brackets and a leading +.
    NotANumber {
        /// The first character that does not belong.
        found: char,
    },
    /// Too few digits; most often the area code is missing.
    TooShort {
        /// The digits typed.
        digits: usize,
    },
    /// Too many digits.
    TooLong {
        /// The digits typed.
        digits: usize,
    },
    /// Enough digits, and the 0 at the front is missing.
    NoLeadingZero,
}

/// What two spellings of one number share: its digits with a leading 0, or with + for a number abroad.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PhoneKey(String);

impl Phone {
    /// Takes what was typed: with or without hyphens, `(0xx)`, full-width, `+81`; Japanese numbers of 9 to 11
    /// digits, numbers abroad of 8 to 15, and three-digit numbers such as 119, which are for dialling only.
    pub fn parse(text: &str) -> Result<Self, PhoneError> {
        let typed = tidy_line(text);
        let dial = dialled(&typed)?;
        let typed = if typed.chars().count() > TEL { dial.clone() } else { typed };
        Ok(Self { typed, dial })
    }

    /// As [`Phone::parse`], for a field that may stay empty.
    pub fn parse_optional(text: &str) -> Result<Option<Self>, PhoneError> {
        match Self::parse(text) {
            Ok(phone) => Ok(Some(phone)),
            Err(PhoneError::Empty) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The number as it was typed, for showing.
    pub fn typed(&self) -> &str {
        &self.typed
    }

    /// What follows `tel:`: ASCII digits, with a leading + for a number abroad.
    pub fn dial(&self) -> &str {
        &self.dial
    }

    /// Whether this is 110, 119 or another number that belongs to no person.
    pub fn is_short(&self) -> bool {
        self.dial.len() == 3
    }

    /// The key a card is found by; none for short numbers.
    pub fn key(&self) -> Option<PhoneKey> {
        (!self.is_short()).then(|| PhoneKey(self.dial.clone()))
    }
}

impl PhoneKey {
    /// Whether a number that is still being typed may become this one: at least four of its digits, from the front
    /// or, as people remember numbers, from the end.
    pub fn may_be(&self, typed_so_far: &str) -> bool {
        let digits: String = fold_width(typed_so_far).chars().filter(char::is_ascii_digit).collect();
        digits.len() >= 4 && (self.0.starts_with(&digits) || self.0.ends_with(&digits))
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for Phone {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "not a telephone number")
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> Self {
        phone.typed
    }
}

/// Whether two spellings are one person's number; short numbers and what is no number are never the same.
pub fn same_number(a: &str, b: &str) -> bool {
    let key = |text| Phone::parse(text).ok().and_then(|phone| phone.key());
    matches!((key(a), key(b)), (Some(a), Some(b)) if a == b)
}

fn dialled(typed: &str) -> Result<String, PhoneError> {
    let mut digits = String::new();
    let mut abroad = false;
    for c in fold_width(typed).chars() {
        match c {
            c if c.is_ascii_digit() => digits.push(c),
            '+' if digits.is_empty() && !abroad => abroad = true,
            '(' | ')' | ' ' | '.' => {}
            c if is_hyphen(c) || matches!(c, '~' | '〜' | '\u{200b}'..='\u{200f}') => {}
            found => return Err(PhoneError::NotANumber { found }),
        }
    }
    if abroad && let Some(home) = digits.strip_prefix("81") {
        digits = format!("0{}", home.strip_prefix('0').unwrap_or(home));
        abroad = false;
    }
    let length = digits.len();
    match (abroad, length) {
        (false, 0) => Err(PhoneError::Empty),
        (true, 8..=15) => Ok(format!("+{digits}")),
        (false, 3) if digits.starts_with('1') => Ok(digits),
        (true, ..8) | (false, ..9) => Err(PhoneError::TooShort { digits: length }),
        (true, 16..) | (false, 12..) => Err(PhoneError::TooLong { digits: length }),
        (false, 9..=11) if !digits.starts_with('0') => Err(PhoneError::NoLeadingZero),
        (false, 9..=11) => Ok(digits),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn one_number_in_many_spellings() {
        for text in [
            "090-1234-5678",
            "09012345678",
            "０９０－１２３４－５６７８",
            "090ー1234ー5678",
            "(090)1234-5678",
            "（０９０）１２３４−５６７８",
            "+81 90-1234-5678",
            "+81(0)90 1234 5678",
        ] {
            let phone = Phone::parse(text).unwrap();
            assert_eq!((phone.dial(), phone.typed()), ("09012345678", text));
            assert!(same_number(text, "090 1234 5678"));
        }
        assert_eq!(Phone::parse("+1 212-555-0100").unwrap().dial(), "+12125550100");
        assert!(!same_number("090-1234-5678", "090-1234-5679"));
    }

    #[test]
    fn short_numbers_only_dial() {
        let fire = Phone::parse("１１９").unwrap();
        assert!(fire.is_short() && fire.dial() == "119" && fire.key().is_none());
        assert!(!same_number("119", "119"));
    }

    #[test]
    fn what_is_wrong_is_named() {
        assert_eq!(Phone::parse(" "), Err(PhoneError::Empty));
        assert_eq!(Phone::parse("090-12"), Err(PhoneError::TooShort { digits: 5 }));
        assert_eq!(Phone::parse("1234"), Err(PhoneError::TooShort { digits: 4 }));
        assert_eq!(Phone::parse("090-1234-56789"), Err(PhoneError::TooLong { digits: 12 }));
        assert_eq!(Phone::parse("90-1234-5678"), Err(PhoneError::NoLeadingZero));
        assert_eq!(Phone::parse("となりの家"), Err(PhoneError::NotANumber { found: 'と' }));
        assert_eq!(Phone::parse_optional(""), Ok(None));
    }

    #[test]
    fn a_card_appears_while_typing() {
        let key = Phone::parse("03-1234-5678").unwrap().key().unwrap();
        assert!(key.may_be("03-12") && key.may_be("５６７８") && !key.may_be("03") && !key.may_be("2345"));
    }

    proptest! {
        #[test]
        fn nothing_panics(text: String, near in "[+0-9()ー -]{0,25}") {
            for text in [&text, &near] {
                if let Ok(phone) = Phone::parse(text) {
                    prop_assert!(phone.typed().chars().count() <= TEL);
                    let again = Phone::parse(phone.typed()).unwrap();
                    prop_assert_eq!(again.dial(), phone.dial());
                    let stored = serde_json::to_string(&phone).unwrap();
                    prop_assert_eq!(serde_json::from_str::<Phone>(&stored).unwrap(), phone);
                }
            }
        }
    }
}
