//! Making a circle, inviting, joining, and the roster on its way.
//!
//! **By a link for one person.** A lead adds `Fact::Invite` to the roster and posts the [`Invite`] with an
//! envelope. The newcomer asks `GET …/invites/{i}` with the invitation's token for envelope and roster, signs
//! its own `Fact::Add` with the invitation's key, and posts it with its token's hash to `…/devices`; with
//! that the server deletes the envelope.
//!
//! **By a link for many or on paper.** No envelope. The newcomer posts its keys to `…/devices` and waits; a
//! lead's phone lists those who wait, and its `Fact::Add` with wrapped secrets lets one in.

use serde::{Deserialize, Deserializer, Serialize, de};

use crate::bytes::Writer;
use crate::{
    CircleId, DeviceId, InviteId, Malformed, MemberId, Opaque, SealKey, SignKey, Signature, SignedEntry,
    TokenHash,
};

/// Roster entries in an order in which each comes after those it stands on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Entries(Vec<SignedEntry>);

impl Entries {
    /// Takes the entries if they are not too many.
    ///
    /// # Errors
    /// [`Malformed::TooMany`] above [`crate::MAX_ENTRIES`].
    pub fn new(entries: Vec<SignedEntry>) -> Result<Self, Malformed> {
        if entries.len() > crate::MAX_ENTRIES {
            return Err(Malformed::TooMany { what: "entries", most: crate::MAX_ENTRIES });
        }
        Ok(Self(entries))
    }

    /// The entries.
    pub fn list(&self) -> &[SignedEntry] {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Entries {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::new(Vec::deserialize(from)?).map_err(de::Error::custom)
    }
}

/// `POST /v1/circles`: the whole roster so far, which begins with `Fact::Found`. Also how a circle that
/// worked without a server comes to one, and how it comes to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewCircle {
    /// [`crate::PROTO`] of the client.
    #[serde(rename = "v")]
    pub proto: u32,
    /// The roster.
    pub entries: Entries,
    /// The device that sends it.
    pub device: DeviceId,
    /// The hash of the token it will show.
    pub token: TokenHash,
    /// Its signature over [`registration_bytes`].
    pub signature: Signature,
}

/// The answer to [`NewCircle`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CircleMade {
    /// Its name, which follows from the first entry.
    pub circle: CircleId,
    /// The server's clock: milliseconds since 1970 UTC.
    pub now: u64,
}

/// How often an invitation can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Uses {
    /// Once.
    One,
    /// Until it ends; a lead lets each newcomer in.
    Many,
}

/// `POST /v1/circles/{c}/invites`, by a lead.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invite {
    /// [`crate::PROTO`] of the client.
    #[serde(rename = "v")]
    pub proto: u32,
    /// Names it.
    pub invite: InviteId,
    /// The hash of the token its holders show.
    pub token: TokenHash,
    /// How often.
    pub uses: Uses,
    /// Until when: milliseconds since 1970 UTC, by the server's clock.
    pub until: u64,
    /// The circle's secrets, sealed for whoever has the link; only with [`Uses::One`]. Deleted at use,
    /// expiry or end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub envelope: Option<Opaque>,
}

/// The answer to `GET /v1/circles/{c}/invites/{i}`, with the invitation's token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// How often it can be used.
    pub uses: Uses,
    /// Until when: milliseconds since 1970 UTC.
    pub until: u64,
    /// The circle's secrets, sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub envelope: Option<Opaque>,
    /// The roster.
    pub entries: Entries,
}

/// Who asks to be let in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Newcomer {
    /// The key it signs with.
    pub sign: SignKey,
    /// The key secrets are wrapped for.
    pub seal: SealKey,
    /// The member it belongs to, in its own words.
    pub member: MemberId,
}

/// How a device comes to the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Joining {
    /// With an invitation for one: its own `Fact::Add`, signed with the invitation's key.
    Entry(Box<SignedEntry>),
    /// With an invitation for many: asks, and waits for a lead.
    Ask(Newcomer),
    /// Without an invitation, because it stands in the roster already: let in by a lead who was offline, or
    /// forgotten by a server that was restored from a backup, to which it brings its roster.
    Again(Entries),
}

/// `POST /v1/circles/{c}/devices`, with an invitation's token or, for [`Joining::Again`], with none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Join {
    /// [`crate::PROTO`] of the client.
    #[serde(rename = "v")]
    pub proto: u32,
    /// The device that comes.
    pub device: DeviceId,
    /// How.
    pub how: Joining,
    /// The hash of the token it will show.
    pub token: TokenHash,
    /// Its signature over [`registration_bytes`], with the key the roster or its request names.
    pub signature: Signature,
}

/// The answer to [`Join`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Joined {
    /// Whether the device is in; else it waits for a lead and asks for the roster again later.
    pub member: bool,
    /// The server's clock: milliseconds since 1970 UTC.
    pub now: u64,
}

/// The answer to `GET /v1/circles/{c}/devices`, for leads: who waits to be let in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// Each with the time of asking, in milliseconds since 1970 UTC, and the invitation it came with.
    pub newcomers: Vec<(Newcomer, u64, InviteId)>,
}

/// What a device signs so that only its holder can have the server take a token for it.
pub fn registration_bytes(circle: &CircleId, device: &DeviceId, token: &TokenHash) -> Vec<u8> {
    Writer::new("tanomo device 1").fixed(circle.bytes()).fixed(device.bytes()).fixed(token.bytes()).done()
}

/// `POST /v1/circles/{c}/roster`, by a lead, or by any device with entries that leads signed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterPush {
    /// [`crate::PROTO`] of the client.
    #[serde(rename = "v")]
    pub proto: u32,
    /// New entries; those the server has are passed over.
    pub entries: Entries,
}

/// The query of `GET /v1/circles/{c}/roster`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterQuery {
    /// Leaves out this many entries, in the order the server took them.
    #[serde(default)]
    pub after: u32,
}

/// The answer to both.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RosterAnswer {
    /// The entries from `after` on, in the order the server took them; none after a push.
    pub entries: Entries,
    /// How many there are in all.
    pub count: u32,
}
