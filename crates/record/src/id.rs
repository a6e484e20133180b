//! Names of records, members and replicas: random bytes, written as base64url without padding.

use std::fmt;

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

macro_rules! random_name {
    ($(#[$doc:meta])* $name:ident, $bytes:literal, $chars:literal) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; $bytes]);

        impl $name {
            /// The name made of these bytes, which the caller drew at random.
            pub const fn new(bytes: [u8; $bytes]) -> Self {
                Self(bytes)
            }

            /// The bytes behind the name.
            pub const fn bytes(&self) -> &[u8; $bytes] {
                &self.0
            }

            /// Reads the name from its base64url form; `None` for anything else.
            pub fn parse(text: &str) -> Option<Self> {
                let mut bytes = [0; $bytes];
                let read = Base64UrlUnpadded::decode(text, &mut bytes).ok()?;
                (read.len() == $bytes).then_some(Self(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut room = [0; $chars];
                f.write_str(Base64UrlUnpadded::encode(&self.0, &mut room).map_err(|_| fmt::Error)?)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                fmt::Display::fmt(self, f)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                to.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
                Self::parse(&text).ok_or_else(|| de::Error::custom("not a name of ours"))
            }
        }
    };
}

random_name! {
    /// Names one record, or the member who wrote something: 16 random bytes, 22 characters.
    Id, 16, 22
}

random_name! {
    /// Names one copy of the records that writes on its own: 8 random bytes, 11 characters. A phone that
    /// was restored from a backup takes a new one before its first write, so that no dot is used twice.
    ReplicaId, 8, 11
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_survives_being_written_and_read() {
        let id = Id::new([7; 16]);
        assert_eq!(id.to_string().len(), 22);
        assert_eq!(Id::parse(&id.to_string()), Some(id));
        let replica = ReplicaId::new([255, 0, 1, 2, 3, 4, 5, 6]);
        assert_eq!(ReplicaId::parse(&replica.to_string()), Some(replica));
    }

    #[test]
    fn anything_else_is_refused() {
        for text in ["", "short", "!!!!!!!!!!!!!!!!!!!!!!", "AAAAAAAAAAAAAAAAAAAAAAAA", "ゆ"] {
            assert_eq!(Id::parse(text), None, "{text}");
        }
    }
}
