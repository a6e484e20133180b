//! A sealed photo opens with its key, in its place, whole; and its form is as it was written down.

#![allow(clippy::unwrap_used)]

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use proptest::prelude::*;
use tanomo_record::Id;
use tanomo_sync::Secret;
use tanomo_sync::photo::{SealedPhoto, open, seal};
use tanomo_sync::seal::NotOpened;
use tanomo_wire::{BlobHash, MAX_BLOB_BYTES};

const CIRCLE: Id = Id::new([1; 16]);
const CARD: Id = Id::new([2; 16]);

fn key() -> Secret {
    Secret::new([3; 32])
}

fn sealed(picture: &[u8]) -> SealedPhoto {
    seal(CIRCLE, CARD, &key(), [4; 24], picture).unwrap()
}

#[test]
fn a_photo_opens_with_its_key_in_its_place_only() {
    let photo = sealed(b"a picture");
    let open = |circle, card, key: &Secret| open(circle, card, key, &photo.name, &photo.bytes);
    assert_eq!(open(CIRCLE, CARD, &key()).as_deref(), Ok(b"a picture".as_slice()));
    assert_eq!(open(CIRCLE, CARD, &Secret::new([5; 32])), Err(NotOpened::Wrong));
    assert_eq!(open(CIRCLE, Id::new([9; 16]), &key()), Err(NotOpened::Wrong));
    assert_eq!(open(Id::new([9; 16]), CARD, &key()), Err(NotOpened::Wrong));
}

#[test]
fn a_photo_changed_or_cut_anywhere_does_not_open() {
    let photo = sealed(b"a picture");
    for at in [1, 24, 25, 40, photo.bytes.len() - 1] {
        let mut bytes = photo.bytes.clone();
        bytes[at] ^= 1;
        // By its old name it is another one, and by its own the seal is broken.
        for name in [photo.name, BlobHash::of(&bytes)] {
            assert_eq!(open(CIRCLE, CARD, &key(), &name, &bytes), Err(NotOpened::Wrong), "{at}");
        }
    }
    for end in [0, 1, 20, 30, photo.bytes.len() - 1] {
        let bytes = &photo.bytes[..end];
        assert_eq!(open(CIRCLE, CARD, &key(), &BlobHash::of(bytes), bytes), Err(NotOpened::Wrong));
    }
    let newer = [&[2], &photo.bytes[1..]].concat();
    assert_eq!(open(CIRCLE, CARD, &key(), &BlobHash::of(&newer), &newer), Err(NotOpened::Unreadable));
}

#[test]
fn the_form_is_as_it_was_written_down() {
    let photo = sealed(b"a picture");
    assert_eq!((photo.bytes[0], &photo.bytes[1..25]), (1, [4; 24].as_slice()));
    let mut inside = b"a picture\x80".to_vec();
    inside.resize(4096, 0);
    let about = [b"\0\0\0\x0etanomo photo 1".as_slice(), &[1; 16], &[2; 16]].concat();
    let cipher = XChaCha20Poly1305::new(&Key::from([3; 32]));
    let expected = cipher.encrypt(&XNonce::from([4; 24]), Payload { msg: &inside, aad: &about }).unwrap();
    assert_eq!(&photo.bytes[25..], expected);
    assert_eq!(photo.name, BlobHash::of(&photo.bytes));
}

#[test]
fn a_picture_that_no_server_would_take_is_not_sealed() {
    let seal = |len| seal(CIRCLE, CARD, &key(), [4; 24], &vec![7; len]);
    assert_eq!(seal(MAX_BLOB_BYTES), None);
    assert!(seal(3 * 1024 * 1024).is_some_and(|photo| photo.bytes.len() <= MAX_BLOB_BYTES));
}

proptest! {
    #[test]
    fn every_picture_survives(picture in prop::collection::vec(any::<u8>(), 0..9000), zeros in 0..9_usize) {
        let picture = [picture, vec![0; zeros]].concat();
        let photo = sealed(&picture);
        prop_assert_eq!(open(CIRCLE, CARD, &key(), &photo.name, &photo.bytes), Ok(picture));
    }
}
