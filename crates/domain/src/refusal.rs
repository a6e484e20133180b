//! Why a command was not carried out. Without words: the screen says it in the person's language.

use crate::gates::Gate;

/// What a form calls the field a refusal is about. The same word as in the record.
pub type Field = &'static str;

/// Why a command was not carried out; nothing was changed.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// Fields that have to be put right first, in the order of the form.
    Fields(Vec<(Field, Wrong)>),
    /// What stands before a start and was not answered yet, the heaviest first.
    Asks(Vec<Gate>),
    /// Only a lead may.
    LeadsOnly,
    /// Only the one who did it, or a lead, may.
    NotYours,
    /// The record is not here.
    Missing,
    /// The card is sealed right now.
    Closed,
    /// The card's time is over: consent is asked for again first, by a lead.
    CardEnded,
    /// The card was erased.
    Erased,
    /// It is already so, or no longer possible: closed, answered, ended.
    TooLate,
    /// The resident has not agreed to photos, or no longer does.
    PhotosNotAgreed,
    /// The card lists as many photos as it may.
    PhotosFull {
        /// How many that is.
        most: usize,
    },
    /// The card lists as many voice notes as it may.
    VoicesFull {
        /// How many that is.
        most: usize,
    },
    /// The voice note is longer than it may be.
    VoiceTooLong {
        /// How many seconds that is.
        most: u8,
    },
    /// Only whoever helps the resident, or a lead, reads the card.
    CardNotYours,
}

/// What is wrong with a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// It must be filled in.
    Empty,
    /// It is longer than this many characters.
    TooLong {
        /// The limit, in characters.
        max: usize,
        /// How long it is.
        is: usize,
    },
    /// A number outside of this range.
    Range {
        /// The smallest allowed.
        min: u32,
        /// The largest allowed.
        max: u32,
    },
    /// Not a telephone number.
    Phone,
    /// Not hiragana or katakana.
    Reading,
    /// The end lies before the start.
    EndBeforeStart,
    /// The day is past, or too far ahead to be meant.
    Day,
    /// Somebody or something stands in two places.
    Twice,
    /// The consent to help is needed.
    Needed,
}
