//! Text a person typed, made safe to keep: trimmed, without control characters, within a limit.
//!
//! Emoji, right-to-left text, HTML and script are text like any other and stay as they are. What goes are characters
//! that are not text: control characters, and the embeddings, overrides and isolates of direction, which could turn
//! the words around them upside down on somebody else's screen.

use serde::{Deserialize, Serialize};

/// Longest name of a person, circle or place, in characters.
pub const NAME: usize = 40;
/// Longest reading of a name.
pub const READING: usize = 60;
/// Longest words of a request or reason.
pub const WORDS: usize = 500;
/// Longest note, several lines.
pub const NOTE: usize = 2000;
/// Longest field of an address.
pub const ADDRESS: usize = 100;
/// Longest telephone number as typed.
pub const TEL: usize = 20;

/// A name.
pub type Name = Line<NAME>;
/// The words of a request or a reason.
pub type Words = Note<WORDS>;

/// Why a text is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum TextError {
    /// Nothing that can be seen was typed.
    Empty,
    /// More than the limit.
    TooLong {
        /// The most characters that are taken.
        max: usize,
        /// The characters that were typed, after tidying.
        is: usize,
    },
}

/// One line of text of 1 to `MAX` characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Line<const MAX: usize>(String);

/// Text of 1 to `MAX` characters on any number of lines.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Note<const MAX: usize>(String);

impl<const MAX: usize> Line<MAX> {
    /// Takes what was typed; a line break or tab becomes a space.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        within(tidy_line(text), MAX).map(Self)
    }

    /// As [`Line::parse`], for a field that may stay empty.
    pub fn parse_optional(text: &str) -> Result<Option<Self>, TextError> {
        optional(Self::parse(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> Note<MAX> {
    /// Takes what was typed; line breaks stay, and become `\n`.
    pub fn parse(text: &str) -> Result<Self, TextError> {
        within(tidy_note(text), MAX).map(Self)
    }

    /// As [`Note::parse`], for a field that may stay empty.
    pub fn parse_optional(text: &str) -> Result<Option<Self>, TextError> {
        optional(Self::parse(text))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

// Stored text may come from a newer version with other limits, or from a damaged phone: reading it back tidies and
// cuts instead of failing, because one long name must not hide a whole record. What a person types goes by `parse`.
impl<const MAX: usize> From<String> for Line<MAX> {
    fn from(text: String) -> Self {
        Self(tidy_line(&text).chars().take(MAX).collect())
    }
}

impl<const MAX: usize> From<String> for Note<MAX> {
    fn from(text: String) -> Self {
        Self(tidy_note(&text).chars().take(MAX).collect())
    }
}

impl<const MAX: usize> From<Line<MAX>> for String {
    fn from(line: Line<MAX>) -> Self {
        line.0
    }
}

impl<const MAX: usize> From<Note<MAX>> for String {
    fn from(note: Note<MAX>) -> Self {
        note.0
    }
}

impl<const MAX: usize> core::fmt::Display for Line<MAX> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const MAX: usize> core::fmt::Display for Note<MAX> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text on one line, tidied, of any length.
pub fn tidy_line(text: &str) -> String {
    let spaced = text.chars().map(|c| if is_break(c) || c == '\t' { ' ' } else { c });
    spaced.filter(|c| is_text(*c)).collect::<String>().trim().to_owned()
}

/// The text with its line breaks as `\n`, tidied, of any length.
pub fn tidy_note(text: &str) -> String {
    let text = text.replace("\r\n", "\n");
    let broken = text.chars().map(|c| match c {
        '\t' => ' ',
        c if is_break(c) => '\n',
        c => c,
    });
    broken.filter(|c| *c == '\n' || is_text(*c)).collect::<String>().trim().to_owned()
}

fn is_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_text(c: char) -> bool {
    // The marks U+200E, U+200F and U+061C stay: right-to-left text needs them, and they turn nothing around.
    !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether a reader would see anything: joiners and direction marks alone are nothing.
fn is_seen(c: char) -> bool {
    !c.is_whitespace()
        && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{61c}' | '\u{ad}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}')
}

fn within(text: String, max: usize) -> Result<String, TextError> {
    let is = text.chars().count();
    match () {
        () if !text.chars().any(is_seen) => Err(TextError::Empty),
        () if is > max => Err(TextError::TooLong { max, is }),
        () => Ok(text),
    }
}

fn optional<T>(parsed: Result<T, TextError>) -> Result<Option<T>, TextError> {
    match parsed {
        Ok(text) => Ok(Some(text)),
        Err(TextError::Empty) => Ok(None),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_line_is_tidied() {
        assert_eq!(Name::parse(" 　田中\t花子\r\n").map(String::from), Ok("田中 花子".to_owned()));
        assert_eq!(Name::parse("a\u{0}b\u{202e}c\u{1b}").map(String::from), Ok("abc".to_owned()));
        assert_eq!(Name::parse(" \u{200b}\u{200e} "), Err(TextError::Empty));
        assert_eq!(Name::parse_optional("  "), Ok(None));
        assert_eq!(Name::parse(&"あ".repeat(41)), Err(TextError::TooLong { max: 40, is: 41 }));
        assert!(Name::parse(&"あ".repeat(40)).is_ok());
    }

    #[test]
    fn text_stays_text() {
        for text in ["<script>alert(1)</script>", "👩‍👩‍👧 🌱", "שלום עולם", "'; DROP TABLE", "{{7*7}}", "𠮷野家"]
        {
            assert_eq!(Line::<100>::parse(text).map(String::from), Ok(text.to_owned()));
        }
    }

    #[test]
    fn a_note_keeps_its_lines() {
        assert_eq!(
            Words::parse("一行\r\n\r\n二行\u{2028}三\n").map(String::from),
            Ok("一行\n\n二行\n三".to_owned())
        );
    }

    #[test]
    fn stored_text_never_fails() {
        let long: Name = serde_json::from_value(serde_json::json!("い".repeat(90))).unwrap();
        assert_eq!(long.as_str().chars().count(), 40);
    }

    proptest! {
        #[test]
        fn what_is_taken_is_clean(text: String) {
            if let Ok(line) = Line::<50>::parse(&text) {
                prop_assert!(!line.as_str().chars().any(char::is_control));
                prop_assert!((1..=50).contains(&line.as_str().chars().count()));
                prop_assert_eq!(Line::<50>::parse(line.as_str()), Ok(line.clone()));
            }
            if let Ok(note) = Note::<50>::parse(&text) {
                prop_assert_eq!(Note::<50>::parse(note.as_str()), Ok(note.clone()));
            }
        }
    }
}
