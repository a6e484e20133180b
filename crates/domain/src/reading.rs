//! ふりがな: what a name is read as, how lists sort by it, and the jumps あ か さ た な は ま や ら わ.

use serde::{Deserialize, Serialize};

use crate::{
    fold::{fold_width, katakana_to_hiragana, large_kana, vowel},
    tidy::{READING, TextError, tidy_line},
};

/// The heads of a list sorted by reading; `#` is for what has no kana.
pub const JUMP_ROWS: [char; 11] = ['あ', 'か', 'さ', 'た', 'な', 'は', 'ま', 'や', 'ら', 'わ', '#'];

/// A reading in hiragana, with ー, ・ and single spaces, of 1 to [`READING`] characters.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Reading(String);

/// Why something typed is no reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadingError {
    /// Nothing was typed, or too much.
    Text(TextError),
    /// A character that is not kana: kanji, letters or digits.
    NotKana {
        /// The first such character.
        found: char,
    },
}

/// The place of a reading in a sorted list.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SortKey {
    /// Kana without marks, small kana large, ー as the vowel it lengthens.
    base: String,
    /// Per kana: plain, voiced, half-voiced; decides only between equal bases.
    voice: Vec<u8>,
    /// Per kana: long mark, small, large; decides last (JIS X 4061).
    size: Vec<u8>,
}

impl Reading {
    /// Takes what was typed: katakana of either width becomes hiragana.
    pub fn parse(text: &str) -> Result<Self, ReadingError> {
        let text = to_hiragana(text);
        let is = text.chars().count();
        if let Some(found) = text.chars().find(|c| !is_kana(*c)) {
            return Err(ReadingError::NotKana { found });
        }
        match text.chars().any(|c| vowel(c).is_some() || c == 'ん' || c == 'っ') {
            false => Err(ReadingError::Text(TextError::Empty)),
            true if is > READING => Err(ReadingError::Text(TextError::TooLong { max: READING, is })),
            true => Ok(Self(text)),
        }
    }

    /// As [`Reading::parse`], for a field that may stay empty.
    pub fn parse_optional(text: &str) -> Result<Option<Self>, ReadingError> {
        match Self::parse(text) {
            Ok(reading) => Ok(Some(reading)),
            Err(ReadingError::Text(TextError::Empty)) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The reading.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

// As in `tidy`: what is stored reads back whatever it is, because one odd reading must not hide a member.
impl From<String> for Reading {
    fn from(text: String) -> Self {
        Self(to_hiragana(&text).chars().take(READING).collect())
    }
}

impl From<Reading> for String {
    fn from(reading: Reading) -> Self {
        reading.0
    }
}

/// Katakana of either width to hiragana, spaces single; whatever is not kana stays as it is.
pub fn to_hiragana(text: &str) -> String {
    let kana: String = fold_width(&tidy_line(text)).chars().map(katakana_to_hiragana).collect();
    kana.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The key lists sort by: JIS X 4061 in short. Spaces and ・ do not count; kanji and letters keep the order of their
/// code points (digits, letters, kana, kanji).
pub fn sort_key(reading: &str) -> SortKey {
    let mut key = SortKey { base: String::new(), voice: Vec::new(), size: Vec::new() };
    let mut before = None;
    for c in to_hiragana(reading).chars().filter(|c| !matches!(c, ' ' | '・')) {
        let (base, voice, size) = match (c, before) {
            ('ー', Some(lengthened)) => (lengthened, 0, 0),
            (c, _) if large_kana(c) != c => (large_kana(c), 0, 1),
            (c, _) => {
                let (plain, voice) = without_mark(c);
                (plain, voice, 2)
            }
        };
        key.base.extend(base.to_lowercase());
        key.voice.push(voice);
        key.size.push(size);
        before = vowel(base);
    }
    key
}

/// The head a reading stands under: あ to わ, or `#` for what does not start with kana.
pub fn jump_row(reading: &str) -> char {
    let first = to_hiragana(reading).chars().next().map(|c| without_mark(large_kana(c)).0);
    match first {
        Some('あ'..='お') => 'あ',
        Some('か'..='こ') => 'か',
        Some('さ'..='そ') => 'さ',
        Some('た'..='と') => 'た',
        Some('な'..='の') => 'な',
        Some('は'..='ほ') => 'は',
        Some('ま'..='も') => 'ま',
        Some('や'..='よ') => 'や',
        Some('ら'..='ろ') => 'ら',
        Some('わ'..='ん') => 'わ',
        _ => '#',
    }
}

fn is_kana(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ゝ' | 'ゞ' | 'ー' | '・' | ' ')
}

/// A kana without its dakuten (1) or handakuten (2).
fn without_mark(c: char) -> (char, u8) {
    let back = |steps| char::from_u32(u32::from(c) - steps).unwrap_or(c);
    match c {
        'ゔ' => ('う', 1),
        'が' | 'ぎ' | 'ぐ' | 'げ' | 'ご' | 'ざ' | 'じ' | 'ず' | 'ぜ' | 'ぞ' | 'だ' | 'ぢ' | 'づ' | 'で'
        | 'ど' | 'ば' | 'び' | 'ぶ' | 'べ' | 'ぼ' => (back(1), 1),
        'ぱ' | 'ぴ' | 'ぷ' | 'ぺ' | 'ぽ' => (back(2), 2),
        c => (c, 0),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn taken(text: &str) -> String {
        Reading::parse(text).map(String::from).unwrap()
    }

    #[test]
    fn katakana_becomes_hiragana() {
        assert_eq!(taken("タナカ　ハナコ"), "たなか はなこ");
        assert_eq!(taken("ﾜﾀﾅﾍﾞ ｼﾞｭﾝ"), "わたなべ じゅん");
        assert_eq!(taken("グエン・ヴァン"), "ぐえん・ゔぁん");
        assert_eq!(taken("か\u{3099}く"), "がく");
    }

    #[test]
    fn what_is_no_reading_is_named() {
        assert_eq!(Reading::parse("田中"), Err(ReadingError::NotKana { found: '田' }));
        assert_eq!(Reading::parse("たなかA"), Err(ReadingError::NotKana { found: 'A' }));
        assert_eq!(Reading::parse(" ー・"), Err(ReadingError::Text(TextError::Empty)));
        assert_eq!(Reading::parse_optional(""), Ok(None));
        let long = Reading::parse(&"あ".repeat(61));
        assert_eq!(long, Err(ReadingError::Text(TextError::TooLong { max: 60, is: 61 })));
    }

    #[test]
    fn lists_sort_as_a_telephone_book() {
        let mut names = [
            "わだ",
            "がとう",
            "はし",
            "かとう",
            "ばし",
            "ぱし",
            "はっとり",
            "はつとり",
            "あーさー",
            "あああ",
            "あい",
        ];
        names.sort_by_key(|name| sort_key(name));
        let sorted = [
            "あああ",
            "あーさー",
            "あい",
            "かとう",
            "がとう",
            "はし",
            "ばし",
            "ぱし",
            "はっとり",
            "はつとり",
            "わだ",
        ];
        assert_eq!(names, sorted);
        assert_eq!(sort_key("タナカ ハナコ"), sort_key("たなかはなこ"));
    }

    #[test]
    fn every_reading_has_a_jump() {
        for (reading, row) in [
            ("ゔぁん", 'あ'),
            ("がとう", 'か'),
            ("っつ", 'た'),
            ("ﾊﾟｸ", 'は'),
            ("ゃ", 'や'),
            ("をんな", 'わ'),
            ("ん", 'わ'),
            ("", '#'),
            ("田", '#'),
            ("A", '#'),
        ] {
            assert_eq!(jump_row(reading), row, "{reading}");
        }
    }

    proptest! {
        #[test]
        fn total_and_stable(text: String, kana in "[ァ-ヶぁ-ゖー ]{1,30}") {
            let _ = sort_key(&text);
            prop_assert!(JUMP_ROWS.contains(&jump_row(&text)));
            for text in [&text, &kana] {
                if let Ok(reading) = Reading::parse(text) {
                    prop_assert_eq!(Reading::parse(reading.as_str()), Ok(reading.clone()));
                }
            }
        }

        #[test]
        fn rows_follow_each_other_in_sorted_lists(mut names in prop::collection::vec("[ぁ-ゖ]{1,4}", 1..20)) {
            names.sort_by_key(|name| sort_key(name));
            let rows: Vec<_> = names.iter().map(|name| JUMP_ROWS.iter().position(|row| *row == jump_row(name))).collect();
            prop_assert!(rows.is_sorted());
        }
    }
}
