//! Whom to wake, and not before when. A wake has no content: the words come from the phone that is woken.

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::names::{PushKey, PushSecret};
use crate::{DeviceId, Malformed, WakeName};

/// The most wakes one request asks for or takes back.
pub const MAX_WAKES: usize = 200;

/// The most wakes that may wait for one device.
pub const MAX_WAITING_OF_DEVICE: u64 = 64;

/// The most wakes that may wait in one circle.
pub const MAX_WAITING_OF_CIRCLE: u64 = 4_000;

/// How far ahead a wake may be asked for: 400 days, in milliseconds.
pub const MAX_AHEAD_MS: u64 = 400 * 24 * 60 * 60 * 1000;

/// `POST /v1/circles/{c}/wakes`, by a device in the roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Wakes {
    /// [`crate::PROTO`] of the client.
    #[serde(rename = "v")]
    pub proto: u32,
    /// Each takes the place of the one of its name that waits for the same device.
    pub wakes: Vec<Wake>,
}

/// One device to wake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wake {
    /// Which.
    pub device: DeviceId,
    /// What it is for, as the phones alone know: whoever asks again by the same name moves it.
    pub name: WakeName,
    /// Not before: milliseconds since 1970 UTC, by the server's clock; 0 for at once, `None` for not at all.
    pub at: Option<u64>,
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

/// `PUT /v1/circles/{c}/subscription`: where this device's browser takes pushes (RFC 8030), and what they are sealed
/// with (RFC 8291). The server needs to see it; other devices never do.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subscription {
    /// [`crate::PROTO`] of the client.
    #[serde(rename = "v")]
    pub proto: u32,
    /// The push service's address of this browser.
    pub endpoint: String,
    /// The browser's key for it.
    pub p256dh: PushKey,
    /// The browser's secret for it.
    pub auth: PushSecret,
}

impl std::fmt::Debug for Subscription {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Whoever has the address can wake the phone.
        f.write_str("Subscription(…)")
    }
}

/// `GET /v1/push`: what a browser subscribes with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PushAnswer {
    /// The key this server signs its pushes with (RFC 8292, `applicationServerKey`).
    pub key: PushKey,
}
