//! Resident cards at rest: sealed with XChaCha20-Poly1305 under a key of this phone, which a number of six
//! digits opens through Argon2id, or the phone's own unlock. The number keeps family out; it does not claim more.

use argon2::{Algorithm, Argon2, Params, Version};
use base64ct::{Base64UrlUnpadded, Encoding};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use tanomo_record::Id;

/// What a sealed text begins with; no record's JSON does.
pub const SEALED: char = '~';

/// Memory of one try, in KiB, and passes: OWASP's first choice for Argon2id (2024), which a cheap phone
/// does in about a second.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;

/// Why something did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotOpened {
    /// The number or passphrase is another one.
    Wrong,
    /// The text was cut, or is none of ours.
    Damaged,
}

/// A key under which texts are sealed. Never shown, logged or stored in the clear.
#[derive(Clone)]
pub struct SealingKey([u8; 32]);

impl SealingKey {
    /// A key of these random bytes.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// Seals a text so that it opens only for the same circle and record. `nonce` is random, never reused.
    pub fn seal(&self, circle: Id, id: Id, nonce: [u8; 24], text: &str) -> String {
        let sealed = seal(&self.0, &about(circle, id), nonce, text.as_bytes());
        format!("{SEALED}{sealed}")
    }

    /// Opens what [`SealingKey::seal`] made.
    ///
    /// # Errors
    /// [`NotOpened`] for another key, another record or a damaged text.
    pub fn open(&self, circle: Id, id: Id, text: &str) -> Result<String, NotOpened> {
        let sealed = text.strip_prefix(SEALED).ok_or(NotOpened::Damaged)?;
        String::from_utf8(open(&self.0, &about(circle, id), sealed)?).map_err(|_| NotOpened::Damaged)
    }
}

/// What a sealed text is bound to, so that it cannot be put in another's place.
fn about(circle: Id, id: Id) -> Vec<u8> {
    [b"tanomo card 1".as_slice(), circle.bytes(), id.bytes()].concat()
}

/// A sealing key, wrapped by a number or a passphrase. *Stored; do not change what the fields mean.*
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrapped {
    salt: String,
    memory_kib: u32,
    passes: u32,
    key: String,
}

impl Wrapped {
    /// Wraps a key. `salt` and `nonce` are random.
    pub fn wrap(key: &SealingKey, secret: &str, salt: [u8; 16], nonce: [u8; 24]) -> Option<Self> {
        let wrapping = derive(secret, &salt, MEMORY_KIB, PASSES)?;
        Some(Self {
            salt: Base64UrlUnpadded::encode_string(&salt),
            memory_kib: MEMORY_KIB,
            passes: PASSES,
            key: seal(&wrapping, b"tanomo key 1", nonce, &key.0),
        })
    }

    /// The key inside.
    ///
    /// # Errors
    /// [`NotOpened::Wrong`] for another number or passphrase.
    pub fn unwrap(&self, secret: &str) -> Result<SealingKey, NotOpened> {
        let salt = Base64UrlUnpadded::decode_vec(&self.salt).map_err(|_| NotOpened::Damaged)?;
        // A file may ask for any amount; more than this is no file of ours and would stop the phone.
        if self.memory_kib > 8 * MEMORY_KIB || self.passes > 8 * PASSES {
            return Err(NotOpened::Damaged);
        }
        let wrapping = derive(secret, &salt, self.memory_kib, self.passes).ok_or(NotOpened::Damaged)?;
        let key = open(&wrapping, b"tanomo key 1", &self.key)?;
        key.try_into().map(SealingKey).map_err(|_| NotOpened::Damaged)
    }
}

/// A sealing key, wrapped by a secret that the phone's own unlock gives: 32 bytes for a credential and a salt, the same
/// each time. One text, because the part that starts reads it: credential, salt and wrapped key, with dots between.
/// *Stored; do not change what they mean.*
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ByDevice(String);

impl ByDevice {
    /// Wraps a key. `salt` and `nonce` are random.
    pub fn wrap(
        key: &SealingKey,
        credential: &[u8],
        salt: [u8; 32],
        secret: &[u8; 32],
        nonce: [u8; 24],
    ) -> Self {
        let [credential, salt] = [credential, &salt].map(Base64UrlUnpadded::encode_string);
        let key = seal(secret, b"tanomo device 1", nonce, &key.0);
        Self(format!("{credential}.{salt}.{key}"))
    }

    /// The credential and the salt to ask with.
    pub fn asks(&self) -> Option<(Vec<u8>, Vec<u8>)> {
        let mut parts = self.0.splitn(3, '.').map(|text| Base64UrlUnpadded::decode_vec(text).ok());
        Some((parts.next()??, parts.next()??))
    }

    /// The key inside.
    ///
    /// # Errors
    /// [`NotOpened::Wrong`] for another secret.
    pub fn unwrap(&self, secret: &[u8; 32]) -> Result<SealingKey, NotOpened> {
        let key = self.0.splitn(3, '.').nth(2).ok_or(NotOpened::Damaged)?;
        let key = open(secret, b"tanomo device 1", key)?;
        key.try_into().map(SealingKey).map_err(|_| NotOpened::Damaged)
    }
}

fn derive(secret: &str, salt: &[u8], memory_kib: u32, passes: u32) -> Option<[u8; 32]> {
    let params = Params::new(memory_kib, passes, 1, Some(32)).ok()?;
    let mut key = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(secret.as_bytes(), salt, &mut key)
        .ok()?;
    Some(key)
}

fn seal(key: &[u8; 32], about: &[u8], nonce: [u8; 24], plain: &[u8]) -> String {
    let cipher = XChaCha20Poly1305::new(&Key::from(*key));
    // It fails only above 256 GiB.
    let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg: plain, aad: about }).unwrap_or_default();
    Base64UrlUnpadded::encode_string(&[nonce.as_slice(), &sealed].concat())
}

fn open(key: &[u8; 32], about: &[u8], text: &str) -> Result<Vec<u8>, NotOpened> {
    let bytes = Base64UrlUnpadded::decode_vec(text).map_err(|_| NotOpened::Damaged)?;
    let (nonce, sealed) = bytes.split_first_chunk::<24>().ok_or(NotOpened::Damaged)?;
    let cipher = XChaCha20Poly1305::new(&Key::from(*key));
    cipher.decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: about }).map_err(|_| NotOpened::Wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CIRCLE: Id = Id::new([1; 16]);
    const CARD: Id = Id::new([2; 16]);

    #[test]
    fn a_card_opens_with_its_number_and_with_no_other() {
        let key = SealingKey::new([7; 32]);
        let wrapped = Wrapped::wrap(&key, "123456", [3; 16], [4; 24]).unwrap();
        let sealed = key.seal(CIRCLE, CARD, [5; 24], "城東 花子");
        let again = wrapped.unwrap("123456").unwrap();
        assert_eq!(again.open(CIRCLE, CARD, &sealed).as_deref(), Ok("城東 花子"));
        assert_eq!(wrapped.unwrap("123457").map(|_| ()), Err(NotOpened::Wrong));
    }

    #[test]
    fn the_phones_own_unlock_opens_the_same_key_and_another_secret_does_not() {
        let key = SealingKey::new([7; 32]);
        let sealed = key.seal(CIRCLE, CARD, [5; 24], "城東 花子");
        let wrapped = ByDevice::wrap(&key, b"credential", [3; 32], &[9; 32], [4; 24]);
        assert_eq!(wrapped.asks(), Some((b"credential".to_vec(), vec![3; 32])));
        let again = wrapped.unwrap(&[9; 32]).unwrap();
        assert_eq!(again.open(CIRCLE, CARD, &sealed).as_deref(), Ok("城東 花子"));
        assert_eq!(wrapped.unwrap(&[8; 32]).map(|_| ()), Err(NotOpened::Wrong));
    }

    #[test]
    fn a_sealed_card_does_not_open_in_anothers_place_or_when_touched() {
        let key = SealingKey::new([7; 32]);
        let sealed = key.seal(CIRCLE, CARD, [5; 24], "x");
        assert_eq!(key.open(CIRCLE, Id::new([3; 16]), &sealed), Err(NotOpened::Wrong));
        assert_eq!(key.open(Id::new([3; 16]), CARD, &sealed), Err(NotOpened::Wrong));
        let touched = sealed.replace(&sealed[40..41], if &sealed[40..41] == "A" { "B" } else { "A" });
        assert!(key.open(CIRCLE, CARD, &touched).is_err());
        assert_eq!(key.open(CIRCLE, CARD, "~AAAA"), Err(NotOpened::Damaged));
    }

    #[test]
    fn what_is_sealed_says_nothing_of_the_name() {
        let sealed = SealingKey::new([7; 32]).seal(CIRCLE, CARD, [5; 24], "Hanako");
        assert!(!sealed.contains("Hanako"));
    }
}
