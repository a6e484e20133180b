//! 声のメモ: what a resident's card says of one voice note, spoken on site instead of typed with gloves on. The sound is
//! sealed and stands elsewhere, as the pictures of a [`super::Photo`] do.
//!
//! The list is a set of the card (`voices/…`), so that it is readable as the card is and goes with it. One note is one
//! element, a text that is never changed after it was written. *Stored and sent; do not change what version 1 means:*
//!
//! ```text
//! 1.taken.sort.by.visit.sound.form.seconds.size
//! ```
//! - `1`: the version. An element with another one is carried unharmed and not shown.
//! - `taken`: milliseconds since 1970 UTC, in decimal, so that the elements of a card stand in their order.
//! - `sort`: a word of [`Sort`]: what somebody had gone for. `by`: the member's id. `visit`: the visit's id, or `-`.
//! - `sound`: name and key of the sealed sound, 64 bytes together, as base64url without padding.
//! - `form`: a word of [`Form`]. `seconds`: how long it is. `size`: its bytes before it is sealed.

use tanomo_record::{Id, Record, Value};

use super::read::{Read, vocabulary};
use super::sealed::Sealed;
use super::visit::Sort;
use crate::date::Millis;

/// The set of the card that lists its voice notes.
pub const VOICES: &str = "voices";
/// The most voice notes a card lists; see [`super::photo::MOST`].
pub const MOST: usize = 8;
/// How long a voice note is at most, in seconds.
pub const LONGEST: u8 = 20;

const VERSION: &str = "1";
const NO_VISIT: &str = "-";

vocabulary! {
    /// What the sound is written in: what the phone that took it can write.
    Form {
        /// Opus in WebM (Chromium, Firefox).
        WebM = "webm",
        /// AAC or Opus in MP4 (Safari, newer Chromium).
        Mp4 = "mp4",
        /// Opus in Ogg (older Firefox).
        Ogg = "ogg",
    }
}

impl Form {
    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::WebM => "audio/webm",
            Self::Mp4 => "audio/mp4",
            Self::Ogg => "audio/ogg",
        }
    }
}

/// One voice note, as the card lists it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Voice {
    /// The visit it belongs to, where it was known when it was spoken.
    pub visit: Option<Id>,
    /// What somebody had gone for.
    pub sort: Sort,
    /// When it was spoken.
    pub taken: Millis,
    /// The member who spoke.
    pub by: Id,
    /// The sealed sound.
    pub sound: Sealed,
    /// What it is written in.
    pub form: Form,
    /// How long it is, in seconds; [`LONGEST`] at most where this program wrote it.
    pub seconds: u8,
    /// How many bytes it has before it is sealed.
    pub size: u32,
}

impl Voice {
    /// Reads an element; `None` for one of a newer program, or for none at all.
    pub fn parse(element: &str) -> Option<Self> {
        let mut parts = element.split('.');
        let mut next = || parts.next();
        if next()? != VERSION {
            return None;
        }
        let taken = Millis(next()?.parse().ok()?);
        let sort = Sort::from_code(next()?)?;
        let by = Id::parse(next()?)?;
        let visit = match next()? {
            NO_VISIT => None,
            visit => Some(Id::parse(visit)?),
        };
        let (sound, form) = (Sealed::parse(next()?)?, Form::from_code(next()?)?);
        let (seconds, size) = (next()?.parse().ok()?, next()?.parse().ok()?);
        let voice = Self { visit, sort, taken, by, sound, form, seconds, size };
        // One note has one element: what reads the same and is written otherwise is none.
        (voice.element() == element).then_some(voice)
    }

    /// The element that lists it.
    pub fn element(&self) -> String {
        let Self { visit, sort, taken, by, sound, form, seconds, size } = self;
        let visit = visit.map_or_else(|| NO_VISIT.to_owned(), |visit| visit.to_string());
        let (sort, sound, form) = (sort.code(), sound.text(), form.code());
        format!("{VERSION}.{}.{sort}.{by}.{visit}.{sound}.{form}.{seconds}.{size}", taken.0)
    }

    /// The field of the card that lists it.
    pub fn field(&self) -> String {
        format!("{VOICES}/{}", self.element())
    }
}

/// The voice notes a card shows, those spoken first standing first.
pub fn listed(card: &Record) -> Vec<Voice> {
    card.set(VOICES, Voice::parse)
}

/// The voice notes a card listed once and shows no more.
pub fn taken_off(card: &Record) -> Vec<Voice> {
    let gone = card.fields().filter(|(field, _)| card.get(field) != Some(&Value::Bool(true)));
    gone.filter_map(|(field, _)| Voice::parse(field.strip_prefix(VOICES)?.strip_prefix('/')?)).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn voice(n: u8) -> Voice {
        Voice {
            visit: n.is_multiple_of(2).then_some(Id::new([n; 16])),
            sort: if n.is_multiple_of(3) { Sort::Scout } else { Sort::Work },
            taken: Millis(1_795_300_000_000 + i64::from(n)),
            by: Id::new([9; 16]),
            sound: Sealed { hash: [n; 32], key: [n ^ 255; 32] },
            form: Form::ALL[usize::from(n) % 3],
            seconds: n % 21,
            size: 60_000,
        }
    }

    #[test]
    fn the_element_is_as_it_was_written_down() {
        let id = |n| Id::new([n; 16]);
        let sound = Sealed { hash: [4; 32], key: [251; 32] }.text();
        let expected = format!("1.1795300000004.work.{}.{}.{sound}.mp4.4.60000", id(9), id(4));
        assert_eq!(voice(4).element(), expected);
    }

    #[test]
    fn an_element_of_a_newer_program_is_none() {
        let element = voice(1).element();
        assert_eq!(Voice::parse(&element), Some(voice(1)));
        for other in [format!("2{}", &element[1..]), element.replace("mp4", "flac"), format!("{element}.x")] {
            assert_eq!(Voice::parse(&other), None, "{other}");
        }
    }

    proptest! {
        #[test]
        fn every_note_survives_its_element(n in any::<u8>(), taken in any::<i64>(), size in any::<u32>()) {
            let voice = Voice { taken: Millis(taken), size, ..voice(n) };
            prop_assert_eq!(Voice::parse(&voice.element()), Some(voice));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "[0-9a-z.-]{0,300}") {
            let _ = Voice::parse(&text);
        }
    }
}
