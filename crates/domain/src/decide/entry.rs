//! What people type, checked once on its way in. All wrong fields of a form are told together.

use crate::date::{Date, days_between};
use crate::phone::Phone;
use crate::reading::Reading;
use crate::refusal::{Field, Refusal, Wrong};
use crate::tidy;

/// How far ahead a day may lie that somebody enters: two years.
const FURTHEST_AHEAD: i32 = 732;

/// The fields of one form.
#[derive(Default)]
pub(super) struct Entry {
    wrong: Vec<(Field, Wrong)>,
}

impl Entry {
    /// Notes what is wrong with a field.
    pub(super) fn refuse(&mut self, field: Field, wrong: Wrong) {
        self.wrong.push((field, wrong));
    }

    /// One line that may be empty, of at most `max` characters.
    pub(super) fn line(&mut self, field: Field, text: &str, max: usize) -> String {
        self.short(field, tidy::tidy_line(text), max)
    }

    /// One line that must not be empty.
    pub(super) fn needed(&mut self, field: Field, text: &str, max: usize) -> String {
        let line = self.line(field, text, max);
        if line.is_empty() && !self.wrong.iter().any(|(known, _)| *known == field) {
            self.refuse(field, Wrong::Empty);
        }
        line
    }

    /// Several lines that may be empty.
    pub(super) fn note(&mut self, field: Field, text: &str, max: usize) -> String {
        self.short(field, tidy::tidy_note(text), max)
    }

    /// ふりがな in hiragana, or empty.
    pub(super) fn reading(&mut self, field: Field, text: &str) -> String {
        let line = self.line(field, text, tidy::READING);
        if line.is_empty() {
            return line;
        }
        match Reading::parse(&line) {
            Ok(hiragana) => hiragana.as_str().to_owned(),
            Err(_) => {
                self.refuse(field, Wrong::Reading);
                line
            }
        }
    }

    /// A telephone number as typed, or empty.
    pub(super) fn phone(&mut self, field: Field, text: &str) -> String {
        let line = self.line(field, text, tidy::TEL);
        if !line.is_empty() && Phone::parse(&line).is_err() {
            self.refuse(field, Wrong::Phone);
        }
        line
    }

    /// A number within a range.
    pub(super) fn within(&mut self, field: Field, number: u32, min: u32, max: u32) -> u32 {
        if !(min..=max).contains(&number) {
            self.refuse(field, Wrong::Range { min, max });
        }
        number
    }

    /// A day from today on, and not so far ahead that it must be a slip.
    pub(super) fn day_ahead(&mut self, field: Field, day: Date, today: Date) {
        if !(0..=FURTHEST_AHEAD).contains(&days_between(today, day)) {
            self.refuse(field, Wrong::Day);
        }
    }

    /// Two days in order.
    pub(super) fn in_order(&mut self, field: Field, from: Option<Date>, until: Option<Date>) {
        if from.zip(until).is_some_and(|(from, until)| until < from) {
            self.refuse(field, Wrong::EndBeforeStart);
        }
    }

    /// Goes on if every field was right.
    pub(super) fn done(self) -> Result<(), Refusal> {
        if self.wrong.is_empty() { Ok(()) } else { Err(Refusal::Fields(self.wrong)) }
    }

    fn short(&mut self, field: Field, text: String, max: usize) -> String {
        let is = text.chars().count();
        if is > max {
            self.refuse(field, Wrong::TooLong { max, is });
        }
        text
    }
}

/// The codes of a vocabulary's words, as the elements of a set.
pub(super) fn codes<T: Copy>(words: &[T], code: impl Fn(T) -> &'static str) -> Vec<String> {
    words.iter().map(|&word| code(word).to_owned()).collect()
}
