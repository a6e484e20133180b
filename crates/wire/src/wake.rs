//! Whom to wake, and not before when. A wake has no content: the words come from the phone that is woken.

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::{DeviceId, Malformed};

/// The most devices one request wakes.
pub const MAX_WAKES: usize = 100;

/// `POST /v1/circles/{c}/wakes`, by a device in the roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wakes {
    /// [`crate::PROTO`] of the client.
    #[serde(rename = "v")]
    pub proto: u32,
    /// Each replaces the one that waits for the same device, if it is for an earlier time.
    pub wakes: Vec<Wake>,
}

/// One device to wake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wake {
    /// Which.
    pub device: DeviceId,
    /// Not before: milliseconds since 1970 UTC, by the server's clock; 0 for at once.
    pub at: u64,
}

impl<'de> Deserialize<'de> for Wakes {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Sent {
            v: u32,
            wakes: Vec<Wake>,
        }
        let Sent { v, wakes } = Sent::deserialize(from)?;
        if wakes.len() > MAX_WAKES {
            return Err(de::Error::custom(Malformed::TooMany { what: "wakes", most: MAX_WAKES }));
        }
        Ok(Self { proto: v, wakes })
    }
}

/// `PUT /v1/circles/{c}/subscription`: where this device's browser takes pushes (RFC 8030, RFC 8291).
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// [`crate::PROTO`] of the client.
    #[serde(rename = "v")]
    pub proto: u32,
    /// The push service's address of this browser.
    pub endpoint: String,
}

impl std::fmt::Debug for Subscription {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Whoever has the address can wake the phone.
        f.write_str("Subscription(…)")
    }
}
