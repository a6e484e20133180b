//! A photo of a home: sealed under a random key of its own, which stands in the card that lists it, and named by the
//! SHA-256 of its sealed bytes, so that the server can check what it is brought and learns nothing.
//!
//! *Do not change what version 1 means*: sealed photos are on phones and servers.
//!
//! ```text
//! 1 | nonce, 24 random bytes | XChaCha20-Poly1305(key, nonce, about, padded picture)
//! about = "tanomo photo 1", circle's id, card's id       (as `tanomo_wire::bytes::Writer` writes them)
//! padded = picture, 0x80, zeros                          (ISO/IEC 7816-4)
//! ```
//! `about` binds it to its card: sealed bytes that are put into another card's place do not open. The circle's id is the
//! one its phones name their stores by, which it has before it comes to any server. A padded picture is a whole
//! number of steps long, each a sixteenth of the next power of two and 4 KiB at least: a large one grows by an eighth at
//! most, and a length tells little.

use tanomo_record::Id;
use tanomo_wire::bytes::Writer;
use tanomo_wire::{BlobHash, MAX_BLOB_BYTES};

use crate::seal::{NotOpened, open_bytes, seal_bytes};
use crate::secret::Secret;

const VERSION: u8 = 1;
const MARK: u8 = 0x80;
const LEAST_STEP: usize = 4 * 1024;
/// Version, nonce and the tag of the seal.
const AROUND: usize = 1 + 24 + 16;

/// A picture, sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SealedPhoto {
    /// What it is called at the server and on every phone.
    pub name: BlobHash,
    /// Its bytes, as they are kept and sent.
    pub bytes: Vec<u8>,
}

/// Seals a picture of a card. `key` and `nonce` are random and used for this picture alone. `None` for one that would
/// be longer than [`MAX_BLOB_BYTES`].
pub fn seal(circle: Id, card: Id, key: &Secret, nonce: [u8; 24], picture: &[u8]) -> Option<SealedPhoto> {
    let padded = padded_len(picture.len());
    if padded + AROUND > MAX_BLOB_BYTES {
        return None;
    }
    let mut inside = Vec::with_capacity(padded);
    inside.extend_from_slice(picture);
    inside.push(MARK);
    inside.resize(padded, 0);
    let sealed = seal_bytes(key, nonce, &about(circle, card), &inside);
    let bytes = [&[VERSION], nonce.as_slice(), &sealed].concat();
    Some(SealedPhoto { name: BlobHash::of(&bytes), bytes })
}

/// Opens a picture of a card, if these are the bytes its name says.
///
/// # Errors
/// [`NotOpened::Wrong`] for other bytes, another key, another card or another circle; [`NotOpened::Unreadable`] for a
/// form that a newer program wrote.
pub fn open(
    circle: Id,
    card: Id,
    key: &Secret,
    name: &BlobHash,
    sealed: &[u8],
) -> Result<Vec<u8>, NotOpened> {
    if BlobHash::of(sealed) != *name {
        return Err(NotOpened::Wrong);
    }
    let (&version, rest) = sealed.split_first().ok_or(NotOpened::Wrong)?;
    if version != VERSION {
        return Err(NotOpened::Unreadable);
    }
    let (nonce, inside) = rest.split_first_chunk().ok_or(NotOpened::Wrong)?;
    let mut picture = open_bytes(key, *nonce, &about(circle, card), inside)?;
    let end = picture.iter().rposition(|&byte| byte != 0).ok_or(NotOpened::Unreadable)?;
    if picture.get(end) != Some(&MARK) {
        return Err(NotOpened::Unreadable);
    }
    picture.truncate(end);
    Ok(picture)
}

/// How long a picture is with its padding.
fn padded_len(picture: usize) -> usize {
    let least = picture + 1;
    let step = (least.next_power_of_two() / 16).max(LEAST_STEP);
    least.next_multiple_of(step)
}

fn about(circle: Id, card: Id) -> Vec<u8> {
    Writer::new("tanomo photo 1").fixed(circle.bytes()).fixed(card.bytes()).done()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn sizes_come_in_classes_and_little_is_wasted(len in 0_usize..3_500_000) {
            let padded = padded_len(len);
            prop_assert!(padded > len && padded - len <= (len / 8).max(LEAST_STEP), "{len}: {padded}");
            prop_assert_eq!(padded % LEAST_STEP, 0);
        }
    }
}
