//! What a card lists and does not hold: sealed pictures and sounds, by name and key.

use std::fmt;

use base64ct::{Base64UrlUnpadded, Encoding};
use tanomo_record::Record;

use super::{photo, voice};

/// Where a sealed picture or sound is found, and what opens it.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sealed {
    /// SHA-256 of the sealed bytes: their name.
    pub hash: [u8; 32],
    /// Its own key.
    pub key: [u8; 32],
}

impl fmt::Debug for Sealed {
    /// Without the key, which stands in no log.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Sealed({})", Base64UrlUnpadded::encode_string(&self.hash))
    }
}

impl Sealed {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 64];
        let read = Base64UrlUnpadded::decode(text, &mut bytes).ok()?;
        let (hash, key) = read.split_first_chunk()?;
        Some(Self { hash: *hash, key: key.try_into().ok()? })
    }

    pub(super) fn text(&self) -> String {
        Base64UrlUnpadded::encode_string(&[self.hash, self.key].concat())
    }
}

/// The names of all sealed pictures and sounds that a card shows.
pub fn shown(card: &Record) -> Vec<[u8; 32]> {
    let pictures = photo::listed(card).into_iter().flat_map(|photo| photo.hashes());
    pictures.chain(voice::listed(card).into_iter().map(|voice| voice.sound.hash)).collect()
}

/// The names of those a card listed once and shows no more.
pub fn gone(card: &Record) -> Vec<[u8; 32]> {
    let pictures = photo::taken_off(card).into_iter().flat_map(|photo| photo.hashes());
    pictures.chain(voice::taken_off(card).into_iter().map(|voice| voice.sound.hash)).collect()
}
