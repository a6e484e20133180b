//! Sealing a revision: XChaCha20-Poly1305 (draft-irtf-cfrg-xchacha-03) under a key derived from an epoch's
//! secret. The nonce is 24 random bytes; the first 16 are the revision's name and travel as that, which
//! saves a bucket's third, and the other 8 lead the sealed bytes. A revision's name is never used twice, so
//! neither is the nonce.

use std::collections::BTreeMap;

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use tanomo_wire::revision::{Blobs, SALT_BYTES, bound_to};
use tanomo_wire::{CircleId, DeviceId, EpochName, RecordId, Rev, Revision, Sealed};

use crate::plain::Body;
use crate::secret::Secret;

/// Why something did not open. It says nothing of what is inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// The secret for it is not here.
    NoKey,
    /// Another key sealed it, or it was changed, or stands in another's place.
    Wrong,
    /// It opened, and holds nothing this program can read.
    Unreadable,
}

impl std::fmt::Display for NotOpened {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NoKey => "the key for it is not on this phone",
            Self::Wrong => "sealed with another key, changed, or put in another's place",
            Self::Unreadable => "opened, and not a form this program reads",
        })
    }
}

impl std::error::Error for NotOpened {}

/// Seals bytes.
pub(crate) fn seal_bytes(key: &Secret, nonce: [u8; 24], about: &[u8], plain: &[u8]) -> Vec<u8> {
    let cipher = XChaCha20Poly1305::new(&Key::from(*key.bytes()));
    // It fails only above 256 GiB.
    cipher.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: about }).unwrap_or_default()
}

/// Opens what [`seal_bytes`] made.
pub(crate) fn open_bytes(
    key: &Secret,
    nonce: [u8; 24],
    about: &[u8],
    sealed: &[u8],
) -> Result<Vec<u8>, NotOpened> {
    let cipher = XChaCha20Poly1305::new(&Key::from(*key.bytes()));
    let opened = cipher.decrypt(&XNonce::from(nonce), Payload { msg: sealed, aad: about });
    opened.map_err(|_| NotOpened::Wrong)
}

/// The key records are sealed with in an epoch.
fn record_key(secret: &Secret, circle: &CircleId) -> Secret {
    secret.derive("tanomo record key 1", circle.bytes())
}

/// The keys records are sealed with, each derived when it is first needed: a page has a hundred records of an epoch.
/// A name never gets another secret, so none of them ever goes stale.
#[derive(Debug, Default)]
pub(crate) struct RecordKeys(BTreeMap<EpochName, Secret>);

impl RecordKeys {
    /// That of an epoch's secret.
    fn of(&mut self, circle: &CircleId, epoch: EpochName, secret: &Secret) -> &Secret {
        self.0.entry(epoch).or_insert_with(|| record_key(secret, circle))
    }

    /// As [`open`].
    pub(crate) fn open(
        &mut self,
        circle: &CircleId,
        device: &DeviceId,
        secret: &Secret,
        revision: &Revision,
    ) -> Result<Body, NotOpened> {
        open_with(circle, device, self.of(circle, revision.epoch, secret), revision)
    }
}

/// Where a revision stands, beside its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// In which circle.
    pub circle: CircleId,
    /// Pushed by which device.
    pub device: DeviceId,
    /// Which record.
    pub id: RecordId,
    /// What the phone knew the server to have.
    pub base: Option<Rev>,
    /// Whose secret seals it.
    pub epoch: EpochName,
}

/// Seals a body as a new revision, named by the first 16 bytes of the nonce. `None` for a body too large to
/// be sent at all.
pub fn seal(place: &Place, secret: &Secret, nonce: [u8; 24], body: &Body, blobs: Blobs) -> Option<Revision> {
    let (name, salt) = nonce.split_first_chunk::<16>()?;
    let rev = Rev::new(*name);
    let Place { circle, device, id, base, epoch } = place;
    let about = bound_to(circle, device, id, &rev, base.as_ref(), epoch);
    let inside = seal_bytes(&record_key(secret, circle), nonce, &about, &body.to_padded());
    let sealed = Sealed::new([salt, &inside].concat()).ok()?;
    Some(Revision { id: *id, rev, base: *base, epoch: *epoch, sealed, blobs })
}

/// Opens a revision that `device` pushed to `circle`.
///
/// # Errors
/// [`NotOpened::Wrong`] where anything it is bound to differs, [`NotOpened::Unreadable`] for a newer form.
pub fn open(
    circle: &CircleId,
    device: &DeviceId,
    secret: &Secret,
    revision: &Revision,
) -> Result<Body, NotOpened> {
    open_with(circle, device, &record_key(secret, circle), revision)
}

fn open_with(
    circle: &CircleId,
    device: &DeviceId,
    key: &Secret,
    revision: &Revision,
) -> Result<Body, NotOpened> {
    let (salt, inside) = revision.sealed.bytes().split_at_checked(SALT_BYTES).ok_or(NotOpened::Wrong)?;
    let mut nonce = [0; 24];
    nonce[..16].copy_from_slice(revision.rev.bytes());
    nonce[16..].copy_from_slice(salt);
    let about = revision.bound_to(circle, device);
    let padded = open_bytes(key, nonce, &about, inside)?;
    Body::from_padded(&padded).ok_or(NotOpened::Unreadable)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place() -> Place {
        Place {
            circle: CircleId::new([1; 32]),
            device: DeviceId::new([2; 8]),
            id: RecordId::new([3; 16]),
            base: Some(Rev::new([4; 16])),
            epoch: EpochName::new([5; 6]),
        }
    }

    fn sealed() -> Revision {
        let body = Body::Text("城東".to_owned());
        seal(&place(), &Secret::new([6; 32]), [7; 24], &body, Blobs::default()).unwrap()
    }

    #[test]
    fn a_revision_opens_untouched_and_with_nothing_changed() {
        let place = place();
        let key = Secret::new([6; 32]);
        let open = |circle: &CircleId, device: &DeviceId, key: &Secret, change: &dyn Fn(&mut Revision)| {
            let mut revision = sealed();
            change(&mut revision);
            open(circle, device, key, &revision)
        };
        let same = |_: &mut Revision| {};
        let (circle, device) = (&place.circle, &place.device);
        assert_eq!(open(circle, device, &key, &same), Ok(Body::Text("城東".to_owned())), "the control");
        let wrong = Err(NotOpened::Wrong);
        assert_eq!(open(&CircleId::new([0; 32]), device, &key, &same), wrong);
        assert_eq!(open(circle, &DeviceId::new([0; 8]), &key, &same), wrong);
        assert_eq!(open(circle, device, &Secret::new([0; 32]), &same), wrong);
        assert_eq!(open(circle, device, &key, &|r| r.id = RecordId::new([0; 16])), wrong);
        assert_eq!(open(circle, device, &key, &|r| r.rev = Rev::new([0; 16])), wrong);
        assert_eq!(open(circle, device, &key, &|r| r.base = None), wrong);
        assert_eq!(open(circle, device, &key, &|r| r.epoch = EpochName::new([0; 6])), wrong);
        for at in 0..sealed().sealed.bytes().len() {
            let touched = |r: &mut Revision| {
                let mut bytes = r.sealed.bytes().to_vec();
                bytes[at] ^= 1;
                r.sealed = Sealed::new(bytes).unwrap();
            };
            assert_eq!(open(circle, device, &key, &touched), wrong, "byte {at}");
        }
    }

    #[test]
    fn nothing_of_the_text_is_in_what_is_sealed_and_equal_texts_differ() {
        let body = Body::Text("Hanako".repeat(3));
        let secret = Secret::new([6; 32]);
        let one = seal(&place(), &secret, [7; 24], &body, Blobs::default()).unwrap();
        let two = seal(&place(), &secret, [8; 24], &body, Blobs::default()).unwrap();
        assert!(!one.sealed.bytes().windows(6).any(|w| w == b"Hanako"));
        assert_ne!(one.sealed.bytes()[8..], two.sealed.bytes()[8..]);
        assert_eq!(one.sealed.bytes().len(), 8 + 64 + 16);
    }

    #[test]
    fn what_is_too_large_to_send_is_not_sealed() {
        // Not to be deflated: every byte another.
        let long: String =
            (0..90_000_u32).filter_map(|n| char::from_u32(0x4e00 + n * 7919 % 20_000)).collect();
        assert_eq!(seal(&place(), &Secret::new([6; 32]), [7; 24], &Body::Text(long), Blobs::default()), None);
    }
}
