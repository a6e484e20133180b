//! Addresses in the parts Japanese forms use, with 番地 folded to `1-2-3`.

use serde::{Deserialize, Serialize};

use crate::{
    fold::{fold_width, is_hyphen},
    tidy::{ADDRESS, TextError, tidy_line},
};

/// Where somebody lives. Empty parts are empty strings.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(default)]
pub struct Address {
    /// 都道府県; the circle's by default.
    pub prefecture: String,
    /// 市区町村; the circle's by default.
    pub city: String,
    /// 町, from the circle's list.
    pub town: String,
    /// 番地, folded: `1-2-3`.
    pub block: String,
    /// Building and room.
    pub building: String,
}

/// A part of an address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AddressPart {
    /// 都道府県
    Prefecture,
    /// 市区町村
    City,
    /// 町
    Town,
    /// 番地
    Block,
    /// Building and room.
    Building,
}

/// Which part of an address is not taken, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressError {
    /// The part.
    pub part: AddressPart,
    /// What is wrong with it.
    pub why: TextError,
}

impl Address {
    /// The address with every part tidied and folded. Parts may be empty, for a request noted in a hurry; a part of
    /// more than [`ADDRESS`] characters is an error.
    pub fn parse(self) -> Result<Self, AddressError> {
        Ok(Self {
            prefecture: within(AddressPart::Prefecture, tidy_line(&self.prefecture))?,
            city: within(AddressPart::City, tidy_line(&self.city))?,
            town: within(AddressPart::Town, tidy_line(&self.town))?,
            block: within(AddressPart::Block, fold_block(&self.block))?,
            building: within(AddressPart::Building, fold_building(&self.building))?,
        })
    }

    /// The whole address on one line: `東京都足立区花畑1-2-3 コーポ花 101`.
    pub fn one_line(&self) -> String {
        let street = format!("{}{}{}", self.prefecture, self.city, self.local());
        street.trim().to_owned()
    }

    /// The address without prefecture and city, as neighbours say it: `花畑1-2-3 コーポ花 101`.
    pub fn local(&self) -> String {
        // 一丁目2 reads apart by itself; 城東3 beside 4-5 does not.
        let digits_meet =
            self.town.ends_with(|c: char| c.is_numeric()) && self.block.starts_with(|c: char| c.is_numeric());
        let between = if digits_meet { "-" } else { "" };
        format!("{}{between}{} {}", self.town, self.block, self.building).trim().to_owned()
    }

    /// Whether no part is filled in.
    pub fn is_empty(&self) -> bool {
        [&self.prefecture, &self.city, &self.town, &self.block, &self.building]
            .iter()
            .all(|part| part.is_empty())
    }
}

/// 番地 as `1-2-3`: digits half-width, every dash, 丁目, 番地, 番, 号 and の between digits one hyphen; kanji numbers
/// before those words become digits. Other words (甲, 地先, 無番地) stay.
pub fn fold_block(text: &str) -> String {
    let text: String = fold_width(&tidy_line(text)).split_whitespace().collect();
    let mut rest = text.as_str();
    let mut out = String::with_capacity(text.len());
    while let Some(c) = rest.chars().next() {
        if let Some((number, after)) = kanji_number(rest).filter(|(_, after)| unit(after).is_some()) {
            out.push_str(&number.to_string());
            rest = after;
            continue;
        }
        match unit(rest) {
            Some(after) if out.ends_with(|c: char| c.is_ascii_digit()) => {
                let more = after.starts_with(|c: char| c.is_ascii_alphanumeric())
                    || kanji_number(after).is_some_and(|(_, after)| unit(after).is_some());
                if more {
                    out.push('-');
                } else if rest.starts_with(['の', 'ノ']) || rest.starts_with(is_hyphen) {
                    out.push(c);
                    rest = &rest[c.len_utf8()..];
                    continue;
                }
                rest = after;
            }
            _ => {
                out.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    out
}

/// A building and room: digits and letters half-width, a dash after a digit a hyphen; コーポ keeps its ー.
pub fn fold_building(text: &str) -> String {
    let mut out = String::new();
    for c in fold_width(&tidy_line(text)).chars() {
        let hyphen = is_hyphen(c) && out.ends_with(|b: char| b.is_ascii_alphanumeric());
        out.push(if hyphen { '-' } else { c });
    }
    out
}

/// What follows a word or dash that parts the numbers of a 番地, if one stands here.
fn unit(text: &str) -> Option<&str> {
    let word = ["丁目", "番地の", "番地", "番", "号室", "号", "の", "ノ"]
        .into_iter()
        .find(|word| text.starts_with(word));
    match word {
        Some("番地") | Some("番") | Some("丁目") => {
            let after = &text[word.map_or(0, str::len)..];
            // 1番地-2 has both the word and a dash.
            Some(after.strip_prefix(is_hyphen).unwrap_or(after))
        }
        Some("号室") => None,
        Some(word) => Some(&text[word.len()..]),
        None => text.strip_prefix(is_hyphen),
    }
}

/// A number of 1 to 99 in kanji at the front of the text, and what follows it.
fn kanji_number(text: &str) -> Option<(u8, &str)> {
    let digit =
        |c: char| "一二三四五六七八九".chars().position(|k| k == c).and_then(|at| u8::try_from(at + 1).ok());
    let mut rest = text;
    let mut take = |wanted: &dyn Fn(char) -> Option<u8>| {
        let c = rest.chars().next()?;
        let found = wanted(c)?;
        rest = &rest[c.len_utf8()..];
        Some(found)
    };
    let first = take(&digit);
    let ten = take(&|c| (c == '十').then_some(10));
    let last = if ten.is_some() { take(&digit) } else { None };
    match (first, ten) {
        (None, None) => None,
        (Some(ones), None) => Some((ones, rest)),
        (tens, Some(_)) => Some((tens.unwrap_or(1) * 10 + last.unwrap_or(0), rest)),
    }
}

fn within(part: AddressPart, text: String) -> Result<String, AddressError> {
    let is = text.chars().count();
    if is > ADDRESS {
        return Err(AddressError { part, why: TextError::TooLong { max: ADDRESS, is } });
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn blocks_fold_to_one_form() {
        for text in [
            "1-2-3",
            "１－２－３",
            "１ー２ー３",
            "1−2‐3",
            "1–2—3",
            "1丁目2番3号",
            "１丁目２番地３",
            "一丁目2番3号",
            "1丁目2番地の3",
            "1の2の3",
            "1丁目-2-3",
            " 1 丁目 2 番 3 号 ",
        ] {
            assert_eq!(fold_block(text), "1-2-3", "{text}");
        }
        assert_eq!(fold_block("二十三丁目十番"), "23-10");
        assert_eq!(fold_block("十丁目"), "10");
        assert_eq!(fold_block("123番地"), "123");
        assert_eq!(fold_block("甲12番地"), "甲12");
        assert_eq!(fold_block("無番地"), "無番地");
        assert_eq!(fold_block("12-B"), "12-B");
    }

    #[test]
    fn one_line_reads_as_an_envelope() {
        let address = Address {
            prefecture: "東京都".into(),
            city: "足立区".into(),
            town: "花畑".into(),
            block: "１丁目２番３号".into(),
            building: "コーポ花　１０１".into(),
        };
        let address = address.parse().unwrap();
        assert_eq!(address.one_line(), "東京都足立区花畑1-2-3 コーポ花 101");
        assert_eq!(Address { building: String::new(), ..address }.local(), "花畑1-2-3");
        assert_eq!(fold_building("メゾン２ー１０１"), "メゾン2-101");
        assert!(Address::default().parse().unwrap().is_empty());
    }

    #[test]
    fn too_long_names_its_part() {
        let long = Address { building: "あ".repeat(101), ..Address::default() };
        let why = TextError::TooLong { max: 100, is: 101 };
        assert_eq!(long.parse(), Err(AddressError { part: AddressPart::Building, why }));
    }

    proptest! {
        #[test]
        fn folding_settles(text: String, near in "[0-9０-９ー－丁目番地号の一二十甲B -]{0,15}") {
            for text in [&text, &near] {
                let once = fold_block(text);
                prop_assert!(once.chars().count() <= text.chars().count() * 2);
                prop_assert_eq!(fold_building(&fold_building(text)), fold_building(text));
            }
        }

        #[test]
        fn numbers_survive(a in 1u16..999, b in 1u16..999) {
            prop_assert_eq!(fold_block(&format!("{a}丁目{b}番")), format!("{a}-{b}"));
        }
    }
}
