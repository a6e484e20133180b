//! Names, keys and tokens: fixed numbers of bytes, written as base64url without padding.

use std::fmt;
use std::str::FromStr;

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;
use zeroize::Zeroize;

use crate::bytes::Malformed;

/// Decodes exactly `N` bytes; says what was expected and nothing of what came, which may be a secret.
fn decode<const N: usize>(what: &'static str, text: &str) -> Result<[u8; N], Malformed> {
    let mut room = [0; N];
    let read = Base64UrlUnpadded::decode(text, &mut room).map_err(|_| Malformed::Name { what, bytes: N })?;
    if read.len() == N { Ok(room) } else { Err(Malformed::Name { what, bytes: N }) }
}

macro_rules! text_form {
    ($name:ident, $bytes:literal) => {
        impl FromStr for $name {
            type Err = Malformed;

            fn from_str(text: &str) -> Result<Self, Malformed> {
                decode::<$bytes>(stringify!($name), text).map(Self)
            }
        }

        impl TryFrom<&[u8]> for $name {
            type Error = Malformed;

            fn try_from(bytes: &[u8]) -> Result<Self, Malformed> {
                let bytes = bytes.try_into();
                bytes.map(Self).map_err(|_| Malformed::Name { what: stringify!($name), bytes: $bytes })
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.serialize_str(&Base64UrlUnpadded::encode_string(&self.0))
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
                text.parse().map_err(de::Error::custom)
            }
        }
    };
}

macro_rules! name {
    ($(#[$doc:meta])* $name:ident, $bytes:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $bytes]);

        impl $name {
            /// How many bytes it has.
            pub const BYTES: usize = $bytes;

            /// The name made of these bytes.
            pub const fn new(bytes: [u8; $bytes]) -> Self {
                Self(bytes)
            }

            /// The bytes behind it.
            pub const fn bytes(&self) -> &[u8; $bytes] {
                &self.0
            }
        }

        text_form!($name, $bytes);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&Base64UrlUnpadded::encode_string(&self.0))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }
    };
}

name! {
    /// Names a circle: the hash of its roster's first entry, so that nobody can put another roster in its
    /// place. 32 bytes, 43 characters.
    CircleId, 32
}
name! {
    /// Names a device, revoked ones too: the first 8 bytes of the SHA-256 of its signing key. 11 characters.
    DeviceId, 8
}
name! {
    /// Names an invitation: the first 8 bytes of the SHA-256 of its signing key. 11 characters.
    InviteId, 8
}
name! {
    /// Names a record: 16 random bytes, 22 characters.
    RecordId, 16
}
name! {
    /// Names a member, which the server knows nothing else of: 16 random bytes, 22 characters.
    MemberId, 16
}
name! {
    /// Names one revision of a record: 16 random bytes that the writing phone drew and keeps in its outbox, so
    /// that sending twice stores once. They are the first 16 of the 24 bytes of the seal's nonce too.
    Rev, 16
}
name! {
    /// Names an epoch, in which one secret of the circle holds: 6 random bytes, 8 characters. Never a count,
    /// because two leads who are offline may each begin one.
    EpochName, 6
}
name! {
    /// Drawn at random by the server with each push it stores: tells its timeline from one that was restored
    /// from a backup. 6 bytes, 8 characters.
    Tag, 6
}
name! {
    /// The SHA-256 of a roster entry's signed bytes.
    EntryHash, 32
}
name! {
    /// Names a photo: the SHA-256 of its sealed bytes. 43 characters.
    BlobHash, 32
}
name! {
    /// The SHA-256 of a device's or an invitation's token: all the server keeps of one.
    TokenHash, 32
}
name! {
    /// An Ed25519 public key (RFC 8032), in a device's or an invitation's entry. Not known to be a point of
    /// the curve: who verifies finds out.
    SignKey, 32
}
name! {
    /// An X25519 public key (RFC 7748), for which secrets are wrapped.
    SealKey, 32
}
name! {
    /// An Ed25519 signature (RFC 8032). 64 bytes, 86 characters.
    Signature, 64
}
name! {
    /// Names a wake: 16 bytes that say nothing to the server. Phones make them from what the wake is for and a key
    /// of their circle, so that two that ask for the same one ask by the same name.
    WakeName, 16
}
name! {
    /// An uncompressed point of P-256 (SEC 1, section 2.3.3), not known to be on the curve. 65 bytes.
    PushKey, 65
}

/// What a browser and the server seal pushes with (RFC 8291, section 3.2). 16 bytes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PushSecret([u8; 16]);

impl PushSecret {
    /// The secret made of these bytes.
    pub const fn new(bytes: [u8; 16]) -> Self {
        Self(bytes)
    }

    /// The bytes behind it.
    pub const fn bytes(&self) -> &[u8; 16] {
        &self.0
    }
}

text_form!(PushSecret, 16);

impl fmt::Debug for PushSecret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PushSecret(…)")
    }
}

/// The first 8 bytes of the SHA-256 of a key.
fn short_hash(key: &SignKey) -> [u8; 8] {
    let hash: [u8; 32] = Sha256::digest(key.bytes()).into();
    let mut short = [0; 8];
    short.copy_from_slice(&hash[..8]);
    short
}

impl DeviceId {
    /// The name of the device that signs with this key.
    pub fn of(key: &SignKey) -> Self {
        Self(short_hash(key))
    }
}

impl InviteId {
    /// The name of the invitation whose holder signs with this key.
    pub fn of(key: &SignKey) -> Self {
        Self(short_hash(key))
    }
}

impl From<EntryHash> for CircleId {
    /// A circle's name is its first entry's hash.
    fn from(first: EntryHash) -> Self {
        Self(first.0)
    }
}

impl BlobHash {
    /// The name of these sealed bytes.
    pub fn of(sealed: &[u8]) -> Self {
        Self(Sha256::digest(sealed).into())
    }
}

impl TokenHash {
    /// Whether the token is the one this was made of, in constant time.
    #[must_use]
    pub fn is_of<T: Token>(&self, token: &T) -> bool {
        self.0.ct_eq(&token.hash().0).into()
    }
}

/// What somebody shows to be let in. The server keeps its hash only.
pub trait Token {
    /// What the server keeps.
    fn hash(&self) -> TokenHash;
}

macro_rules! token {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name([u8; 32]);

        impl Drop for $name {
            fn drop(&mut self) {
                self.0.zeroize();
            }
        }

        impl PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.0.ct_eq(&other.0).into()
            }
        }

        impl Eq for $name {}

        impl $name {
            /// The token made of these bytes, drawn at random or derived from a secret.
            pub const fn new(bytes: [u8; 32]) -> Self {
                Self(bytes)
            }

            /// The value of the header `Authorization` (RFC 6750, section 2.1).
            pub fn to_header(&self) -> String {
                format!("Bearer {}", Base64UrlUnpadded::encode_string(&self.0))
            }

            /// Reads the value of the header `Authorization`.
            ///
            /// # Errors
            /// For anything but `Bearer` and 43 characters.
            pub fn from_header(value: &str) -> Result<Self, Malformed> {
                let text = value.strip_prefix("Bearer ").unwrap_or_default();
                text.parse()
            }
        }

        text_form!($name, 32);

        impl Token for $name {
            fn hash(&self) -> TokenHash {
                TokenHash(Sha256::digest(self.0).into())
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

token! {
    /// A device's bearer token: 32 random bytes of its own making.
    DeviceToken
}
token! {
    /// An invitation's token, derived from the bytes in its link.
    JoinToken
}

/// Bytes the server keeps for somebody and cannot read: an invitation's envelope, secrets wrapped for one
/// device. At most [`crate::MAX_OPAQUE_BYTES`].
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Opaque(Vec<u8>);

impl Opaque {
    /// Takes the bytes if they are not too many.
    ///
    /// # Errors
    /// [`Malformed::TooMany`].
    pub fn new(bytes: Vec<u8>) -> Result<Self, Malformed> {
        if bytes.len() > crate::MAX_OPAQUE_BYTES {
            return Err(Malformed::TooMany { what: "bytes", most: crate::MAX_OPAQUE_BYTES });
        }
        Ok(Self(bytes))
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Opaque {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Opaque({} bytes)", self.0.len())
    }
}

impl Serialize for Opaque {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&Base64UrlUnpadded::encode_string(&self.0))
    }
}

impl<'de> Deserialize<'de> for Opaque {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::new(decode_vec("Opaque", from)?).map_err(de::Error::custom)
    }
}

/// Any number of bytes from their base64url form.
pub(crate) fn decode_vec<'de, D: Deserializer<'de>>(
    what: &'static str,
    from: D,
) -> Result<Vec<u8>, D::Error> {
    let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
    Base64UrlUnpadded::decode_vec(&text).map_err(|_| de::Error::custom(Malformed::Text { what }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_survives_being_written_and_read() {
        let rev = Rev::new([250; 16]);
        assert_eq!(rev.to_string().parse(), Ok(rev));
        assert_eq!(serde_json::to_string(&rev).unwrap().len(), 24);
        assert_eq!(serde_json::from_str::<Rev>(&serde_json::to_string(&rev).unwrap()).unwrap(), rev);
        assert_eq!(Rev::try_from([250; 16].as_slice()), Ok(rev));
    }

    #[test]
    fn anything_else_is_refused_without_repeating_it() {
        for text in
            ["", "abc", "!!!!!!!!!!!!!!!!!!!!!!", "AAAAAAAAAAAAAAAAAAAAAB", "AAAAAAAAAAAAAAAAAAAAAA=="]
        {
            let refused = text.parse::<Rev>().unwrap_err().to_string();
            assert_eq!(refused, "Rev: expected 16 bytes as base64url without padding", "{text}");
        }
        assert!(Rev::try_from([1; 15].as_slice()).is_err());
    }

    #[test]
    fn a_token_shows_itself_in_its_header_only_and_fits_its_own_hash_only() {
        let token = DeviceToken::new([0; 32]);
        assert_eq!(DeviceToken::from_header(&token.to_header()), Ok(token.clone()));
        assert!(DeviceToken::from_header("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").is_err());
        assert!(!format!("{token:?}").contains("AAAA"));
        assert!(token.hash().is_of(&token));
        assert!(!token.hash().is_of(&DeviceToken::new([1; 32])));
    }

    #[test]
    fn the_hashes_are_sha_256() {
        // FIPS 180-4's value for the empty text.
        let empty = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU";
        assert_eq!(BlobHash::of(b"").to_string(), empty);
        let key = SignKey::new([9; 32]);
        assert_eq!(DeviceId::of(&key).bytes(), InviteId::of(&key).bytes());
    }

    #[test]
    fn opaque_bytes_have_a_limit() {
        assert!(Opaque::new(vec![0; crate::MAX_OPAQUE_BYTES]).is_ok());
        assert!(Opaque::new(vec![0; crate::MAX_OPAQUE_BYTES + 1]).is_err());
    }
}
