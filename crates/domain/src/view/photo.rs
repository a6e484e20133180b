//! 写真: what a resident's card says of one photo of the home. The picture itself is sealed and stands elsewhere; here
//! is what it takes to find it, open it and put it where it belongs.
//!
//! The list is a set of the card (`photos/…`), so that it merges by element, is readable as the card is and goes with
//! it. One photo is one element, a text that is never changed after it was written. *Stored and sent; do not change what
//! version 1 means:*
//!
//! ```text
//! 1.taken.sort.by.visit.preview.full.size
//! ```
//! - `1`: the version. An element with another one is carried unharmed and not shown.
//! - `taken`: milliseconds since 1970 UTC, in decimal, so that the elements of a card stand in their order.
//! - `sort`: a word of [`PhotoSort`]. `by`: the member's id. `visit`: the visit's id, or `-` for none.
//! - `preview`, `full`: name and key of the sealed picture, 64 bytes together, as base64url without padding.
//! - `size`: how many bytes the full picture has before it is sealed.

use tanomo_record::{Id, Record, Value};

use super::read::{Read, vocabulary};
use super::resident::{Consent, Purpose};
use super::sealed::Sealed;
use crate::date::Millis;

/// The set of the card that lists its photos.
pub const PHOTOS: &str = "photos";
/// The most photos a card lists. Each is two blobs on the wire, and a revision lists 64 at most: with the voice notes
/// ([`super::voice::MOST`]) that makes 60, and four are left for what two phones add at once.
pub const MOST: usize = 26;

const VERSION: &str = "1";
const NO_VISIT: &str = "-";

vocabulary! {
    /// When a photo was taken.
    PhotoSort {
        /// 作業前: before the work.
        Before = "before",
        /// 作業後: after it.
        After = "after",
        /// 下見.
        Scout = "scout",
        /// At another time.
        Other = "other",
    }
}

/// One photo, as the card lists it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Photo {
    /// The visit it belongs to, where it was known when the photo was taken.
    pub visit: Option<Id>,
    /// When it was taken, in a word.
    pub sort: PhotoSort,
    /// When it was taken, or taken in from a file.
    pub taken: Millis,
    /// The member who took it.
    pub by: Id,
    /// The small picture that lists show.
    pub preview: Sealed,
    /// The large one.
    pub full: Sealed,
    /// How many bytes the large one has before it is sealed.
    pub size: u32,
}

impl Photo {
    /// Reads an element; `None` for one of a newer program, or for none at all.
    pub fn parse(element: &str) -> Option<Self> {
        let mut parts = element.split('.');
        let mut next = || parts.next();
        if next()? != VERSION {
            return None;
        }
        let taken = Millis(next()?.parse().ok()?);
        let sort = PhotoSort::from_code(next()?)?;
        let by = Id::parse(next()?)?;
        let visit = match next()? {
            NO_VISIT => None,
            visit => Some(Id::parse(visit)?),
        };
        let (preview, full) = (Sealed::parse(next()?)?, Sealed::parse(next()?)?);
        let photo = Self { visit, sort, taken, by, preview, full, size: next()?.parse().ok()? };
        // One photo has one element: what reads the same and is written otherwise is none.
        (photo.element() == element).then_some(photo)
    }

    /// The element that lists it.
    pub fn element(&self) -> String {
        let Self { visit, sort, taken, by, preview, full, size } = self;
        let visit = visit.map_or_else(|| NO_VISIT.to_owned(), |visit| visit.to_string());
        let (sort, preview, full) = (sort.code(), preview.text(), full.text());
        format!("{VERSION}.{}.{sort}.{by}.{visit}.{preview}.{full}.{size}", taken.0)
    }

    /// The field of the card that lists it.
    pub fn field(&self) -> String {
        format!("{PHOTOS}/{}", self.element())
    }

    /// The names of its two sealed pictures, the small one first.
    pub const fn hashes(&self) -> [[u8; 32]; 2] {
        [self.preview.hash, self.full.hash]
    }
}

/// Whether somebody said no to photos, and nobody yes since.
pub(crate) fn is_refused(card: &Record) -> bool {
    let answer = card.get(&format!("consent/{}", Purpose::Photos.code())).cloned();
    let answer: Option<Consent> = answer.and_then(|value| serde_json::from_value(value).ok());
    answer.is_some_and(|answer| !answer.agreed)
}

/// The photos a card shows, those taken first standing first. None after a no to photos, also where another phone
/// added one before it heard of that.
pub fn listed(card: &Record) -> Vec<Photo> {
    if is_refused(card) { Vec::new() } else { card.set(PHOTOS, Photo::parse) }
}

/// The photos a card listed once and shows no more: taken off, or all of them after a no.
pub fn taken_off(card: &Record) -> Vec<Photo> {
    let refused = is_refused(card);
    let stands = |field: &str| card.get(field) == Some(&Value::Bool(true));
    let gone = card.fields().filter(|(field, _)| refused || !stands(field));
    gone.filter_map(|(field, _)| Photo::parse(field.strip_prefix(PHOTOS)?.strip_prefix('/')?)).collect()
}

#[cfg(test)]
mod tests {
    use base64ct::{Base64UrlUnpadded, Encoding};
    use proptest::prelude::*;

    use super::*;

    fn sealed(n: u8) -> Sealed {
        Sealed { hash: [n; 32], key: [n ^ 255; 32] }
    }

    pub(crate) fn photo(n: u8) -> Photo {
        Photo {
            visit: n.is_multiple_of(2).then_some(Id::new([n; 16])),
            sort: PhotoSort::ALL[usize::from(n) % 4],
            taken: Millis(1_795_300_000_000 + i64::from(n)),
            by: Id::new([9; 16]),
            preview: sealed(n),
            full: sealed(n.wrapping_add(128)),
            size: 300_000,
        }
    }

    #[test]
    fn the_element_is_as_it_was_written_down() {
        let element = photo(2).element();
        let id = |n| Id::new([n; 16]);
        let name = |n: u8| Base64UrlUnpadded::encode_string(&[[n; 32], [n ^ 255; 32]].concat());
        let parts = format!("{}.{}.{}.{}", id(9), id(2), name(2), name(130));
        assert_eq!(element, format!("1.1795300000002.scout.{parts}.300000"));
    }

    #[test]
    fn an_element_of_a_newer_program_is_none() {
        let element = photo(1).element();
        assert_eq!(Photo::parse(&element), Some(photo(1)));
        for other in
            [format!("2{}", &element[1..]), element.replace("after", "during"), format!("{element}.x")]
        {
            assert_eq!(Photo::parse(&other), None, "{other}");
        }
    }

    #[test]
    fn no_key_is_shown() {
        let shown = format!("{:?}", photo(1));
        assert!(!shown.contains(&Base64UrlUnpadded::encode_string(&[254; 32])[..20]), "{shown}");
    }

    proptest! {
        #[test]
        fn every_photo_survives_its_element(n in any::<u8>(), taken in any::<i64>(), size in any::<u32>()) {
            let photo = Photo { taken: Millis(taken), size, ..photo(n) };
            prop_assert_eq!(Photo::parse(&photo.element()), Some(photo));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in "[0-9a-z.-]{0,300}") {
            let _ = Photo::parse(&text);
        }
    }
}
