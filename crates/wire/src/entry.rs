//! One signed entry of a circle's roster. It travels as the very bytes that were signed, so that a hash or
//! a signature never depends on how somebody writes JSON.

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::{Digest, Sha256};

use crate::bytes::{Reader, Writer};
use crate::names::decode_vec;
use crate::{
    DeviceId, EntryHash, EpochName, InviteId, MAX_DEVICES, Malformed, MemberId, Opaque, SealKey, SignKey,
    Signature,
};

/// What the signed bytes begin with. *Frozen.*
const PURPOSE: &str = "tanomo roster 1";

/// The most ends of the chain one entry joins; more leads than that were never offline at once.
pub const MAX_AFTER: usize = 16;

/// What a device may do in its circle, from least to most.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// 隊員.
    Helper,
    /// コーディネーター.
    Coordinator,
    /// 世話役: writes the roster.
    Lead,
}

/// What a device is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DeviceKind {
    /// A phone or a browser.
    Phone,
    /// The printed recovery sheet.
    Sheet,
}

/// A device as the roster lists it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// It signs with this key, which gives it its name.
    pub sign: SignKey,
    /// Secrets are wrapped for this key.
    pub seal: SealKey,
    /// Whose it is.
    pub member: MemberId,
    /// What it may do.
    pub role: Role,
    /// A phone or a sheet.
    pub kind: DeviceKind,
}

impl Device {
    /// Its name.
    pub fn id(&self) -> DeviceId {
        DeviceId::of(&self.sign)
    }
}

/// Who signed an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// A device; for all but the first entry one that was a lead there.
    Device(DeviceId),
    /// The holder of an invitation, who adds one device of their own and nothing else.
    Invite(InviteId),
}

/// What an entry says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// The circle begins, with its first lead's device. The salt makes two circles of one device differ.
    Found {
        /// The first device, a lead.
        device: Device,
        /// 16 random bytes.
        salt: [u8; 16],
    },
    /// A device comes in. Signed by a lead, or by the holder of an invitation. The recovery sheet is one.
    Add {
        /// The device.
        device: Device,
        /// The circle's secrets, wrapped for it; none where an envelope brought them.
        secrets: Option<Opaque>,
    },
    /// A device's role changes.
    Assign {
        /// Which.
        device: DeviceId,
        /// To what.
        role: Role,
    },
    /// A device is out for good. It stays listed, so that what it signed stays checkable.
    Revoke {
        /// Which.
        device: DeviceId,
    },
    /// A new secret holds from here.
    Epoch {
        /// Its name.
        name: EpochName,
        /// The secret, wrapped for each remaining device, in the devices' order.
        wrapped: Vec<(DeviceId, Opaque)>,
    },
    /// Secrets a device lacks, wrapped for it: two leads offline added it and began an epoch.
    Share {
        /// For whom.
        device: DeviceId,
        /// All of the circle's secrets.
        secrets: Opaque,
    },
    /// Whoever holds this key may add one device of this role, once.
    Invite {
        /// The public half of a key derived from the link; gives the invitation its name.
        key: SignKey,
        /// The role, never a lead's.
        role: Role,
    },
    /// An invitation ends unused.
    Withdraw {
        /// Which.
        invite: InviteId,
    },
    /// The circle ends: every phone offers an export, then erases.
    End,
}

/// An entry's content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The entries it stands on: all ends of the chain its author knew, in order. One, as a rule; several
    /// after two leads wrote apart, which joins them again; none for the first.
    pub after: Vec<EntryHash>,
    /// Who signed.
    pub by: By,
    /// When, by the author's clock: milliseconds since 1970 UTC. For showing only.
    pub at: u64,
    /// What it says.
    pub fact: Fact,
}

impl Entry {
    /// The bytes that are signed and hashed.
    pub fn to_bytes(&self) -> Vec<u8> {
        let to = Writer::new(PURPOSE).count(self.after.len());
        let to = self.after.iter().fold(to, |to, hash| to.fixed(hash.bytes()));
        let to = match &self.by {
            By::Device(id) => to.mark(0).fixed(id.bytes()),
            By::Invite(id) => to.mark(1).fixed(id.bytes()),
        };
        write_fact(to.number(self.at), &self.fact).done()
    }

    /// Reads what [`Entry::to_bytes`] wrote, and takes no other form of it.
    ///
    /// # Errors
    /// For bytes that mean nothing, come from a newer program, or say one thing in another way.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Malformed> {
        let mut from = Reader::new(bytes, PURPOSE)?;
        let after = (0..from.count(MAX_AFTER)?).map(|_| from.fixed().map(EntryHash::new));
        let after: Vec<_> = after.collect::<Result<_, _>>()?;
        if !after.is_sorted_by(|a, b| a < b) {
            return Err(from.wrong());
        }
        let by = match from.mark()? {
            0 => By::Device(DeviceId::new(from.fixed()?)),
            1 => By::Invite(InviteId::new(from.fixed()?)),
            _ => return Err(from.wrong()),
        };
        let entry = Self { after, by, at: from.number()?, fact: read_fact(&mut from)? };
        from.end()?;
        Ok(entry)
    }
}

fn write_device(to: Writer, device: &Device) -> Writer {
    let kind = match device.kind {
        DeviceKind::Phone => 0,
        DeviceKind::Sheet => 1,
    };
    let to = to.fixed(device.sign.bytes()).fixed(device.seal.bytes()).fixed(device.member.bytes());
    to.mark(role_mark(device.role)).mark(kind)
}

fn read_device(from: &mut Reader<'_>) -> Result<Device, Malformed> {
    Ok(Device {
        sign: SignKey::new(from.fixed()?),
        seal: SealKey::new(from.fixed()?),
        member: MemberId::new(from.fixed()?),
        role: read_role(from)?,
        kind: match from.mark()? {
            0 => DeviceKind::Phone,
            1 => DeviceKind::Sheet,
            _ => return Err(from.wrong()),
        },
    })
}

const fn role_mark(role: Role) -> u8 {
    match role {
        Role::Helper => 0,
        Role::Coordinator => 1,
        Role::Lead => 2,
    }
}

fn read_role(from: &mut Reader<'_>) -> Result<Role, Malformed> {
    match from.mark()? {
        0 => Ok(Role::Helper),
        1 => Ok(Role::Coordinator),
        2 => Ok(Role::Lead),
        _ => Err(from.wrong()),
    }
}

fn write_fact(to: Writer, fact: &Fact) -> Writer {
    match fact {
        Fact::Found { device, salt } => write_device(to.mark(0), device).fixed(salt),
        Fact::Add { device, secrets } => {
            let to = write_device(to.mark(1), device).count(usize::from(secrets.is_some()));
            secrets.iter().fold(to, |to, secrets| to.part(secrets.bytes()))
        }
        Fact::Assign { device, role } => to.mark(2).fixed(device.bytes()).mark(role_mark(*role)),
        Fact::Revoke { device } => to.mark(3).fixed(device.bytes()),
        Fact::Epoch { name, wrapped } => {
            let to = to.mark(4).fixed(name.bytes()).count(wrapped.len());
            wrapped.iter().fold(to, |to, (device, secret)| to.fixed(device.bytes()).part(secret.bytes()))
        }
        Fact::Share { device, secrets } => to.mark(5).fixed(device.bytes()).part(secrets.bytes()),
        Fact::Invite { key, role } => to.mark(6).fixed(key.bytes()).mark(role_mark(*role)),
        Fact::Withdraw { invite } => to.mark(7).fixed(invite.bytes()),
        Fact::End => to.mark(8),
    }
}

fn read_fact(from: &mut Reader<'_>) -> Result<Fact, Malformed> {
    Ok(match from.mark()? {
        0 => Fact::Found { device: read_device(from)?, salt: from.fixed()? },
        1 => {
            let device = read_device(from)?;
            let secrets = match from.count(1)? {
                0 => None,
                _ => Some(Opaque::new(from.part()?.to_vec())?),
            };
            Fact::Add { device, secrets }
        }
        2 => Fact::Assign { device: DeviceId::new(from.fixed()?), role: read_role(from)? },
        3 => Fact::Revoke { device: DeviceId::new(from.fixed()?) },
        4 => {
            let name = EpochName::new(from.fixed()?);
            let mut wrapped: Vec<(DeviceId, Opaque)> = Vec::new();
            for _ in 0..from.count(MAX_DEVICES)? {
                wrapped.push((DeviceId::new(from.fixed()?), Opaque::new(from.part()?.to_vec())?));
            }
            if !wrapped.is_sorted_by(|(a, _), (b, _)| a < b) {
                return Err(from.wrong());
            }
            Fact::Epoch { name, wrapped }
        }
        5 => {
            let device = DeviceId::new(from.fixed()?);
            Fact::Share { device, secrets: Opaque::new(from.part()?.to_vec())? }
        }
        6 => Fact::Invite { key: SignKey::new(from.fixed()?), role: read_role(from)? },
        7 => Fact::Withdraw { invite: InviteId::new(from.fixed()?) },
        8 => Fact::End,
        _ => return Err(from.wrong()),
    })
}

/// An entry with its signature: `{"e": bytes, "g": signature}`. That it reads is known; that the signature
/// is right is not, because the server has no use for it and phones check it themselves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignedEntry {
    entry: Entry,
    signature: Signature,
}

impl SignedEntry {
    /// Puts a signature over [`Entry::to_bytes`] to its entry.
    pub const fn new(entry: Entry, signature: Signature) -> Self {
        Self { entry, signature }
    }

    /// The content.
    pub const fn entry(&self) -> &Entry {
        &self.entry
    }

    /// The signature over [`Entry::to_bytes`].
    pub const fn signature(&self) -> &Signature {
        &self.signature
    }

    /// Its name: the SHA-256 of the signed bytes.
    pub fn hash(&self) -> EntryHash {
        EntryHash::new(Sha256::digest(self.entry.to_bytes()).into())
    }
}

#[derive(Serialize, Deserialize)]
struct Sent {
    e: String,
    g: Signature,
}

impl Serialize for SignedEntry {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let bytes = Base64UrlUnpadded::encode_string(&self.entry.to_bytes());
        Sent { e: bytes, g: self.signature }.serialize(to)
    }
}

impl<'de> Deserialize<'de> for SignedEntry {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let Sent { e, g } = Sent::deserialize(from)?;
        let bytes = decode_vec("entry", de::value::StringDeserializer::<D::Error>::new(e))?;
        let entry = Entry::from_bytes(&bytes).map_err(de::Error::custom)?;
        Ok(Self { entry, signature: g })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn device(n: u8) -> Device {
        Device {
            sign: SignKey::new([n; 32]),
            seal: SealKey::new([n; 32]),
            member: MemberId::new([n; 16]),
            role: Role::Lead,
            kind: DeviceKind::Sheet,
        }
    }

    fn facts() -> Vec<Fact> {
        let opaque = || Opaque::new(vec![1, 2, 3]).unwrap();
        let (a, b) = (DeviceId::new([1; 8]), DeviceId::new([2; 8]));
        vec![
            Fact::Found { device: device(1), salt: [2; 16] },
            Fact::Add { device: device(2), secrets: None },
            Fact::Add { device: device(3), secrets: Some(opaque()) },
            Fact::Assign { device: a, role: Role::Coordinator },
            Fact::Revoke { device: a },
            Fact::Epoch { name: EpochName::new([3; 6]), wrapped: vec![(a, opaque()), (b, opaque())] },
            Fact::Share { device: a, secrets: opaque() },
            Fact::Invite { key: SignKey::new([5; 32]), role: Role::Helper },
            Fact::Withdraw { invite: InviteId::new([6; 8]) },
            Fact::End,
        ]
    }

    fn entry(fact: Fact) -> Entry {
        let after = vec![EntryHash::new([1; 32]), EntryHash::new([2; 32])];
        Entry { after, by: By::Device(DeviceId::new([9; 8])), at: 1_763_769_600_000, fact }
    }

    #[test]
    fn every_entry_survives_its_bytes_and_its_json_and_all_hashes_differ() {
        let mut hashes = std::collections::BTreeSet::new();
        for fact in facts() {
            let entry = entry(fact);
            assert_eq!(Entry::from_bytes(&entry.to_bytes()), Ok(entry.clone()));
            let signed = SignedEntry::new(entry, Signature::new([7; 64]));
            let text = serde_json::to_string(&signed).unwrap();
            assert_eq!(serde_json::from_str::<SignedEntry>(&text).unwrap(), signed);
            assert!(hashes.insert(signed.hash()));
        }
    }

    #[test]
    fn an_entry_cut_anywhere_or_longer_is_refused() {
        for fact in facts() {
            let bytes = entry(fact).to_bytes();
            for end in 0..bytes.len() {
                assert!(Entry::from_bytes(&bytes[..end]).is_err(), "cut at {end}");
            }
            assert!(Entry::from_bytes(&[bytes.clone(), vec![0]].concat()).is_err());
            assert!(Entry::from_bytes(&bytes).is_ok());
        }
    }

    #[test]
    fn lists_have_one_order() {
        let mut one = entry(Fact::End);
        one.after.reverse();
        assert!(Entry::from_bytes(&one.to_bytes()).is_err());
        one.after = vec![EntryHash::new([1; 32]); 2];
        assert!(Entry::from_bytes(&one.to_bytes()).is_err(), "named twice");
    }

    #[test]
    fn the_bytes_of_an_entry_are_frozen() {
        let entry = Entry {
            after: vec![EntryHash::new([1; 32])],
            by: By::Invite(InviteId::new([2; 8])),
            at: 258,
            fact: Fact::Revoke { device: DeviceId::new([3; 8]) },
        };
        let mut frozen = b"\0\0\0\x0ftanomo roster 1\0\0\0\x01".to_vec();
        frozen.extend([1; 32]);
        frozen.push(1);
        frozen.extend([2; 8]);
        frozen.extend([0, 0, 0, 0, 0, 0, 1, 2, 3]);
        frozen.extend([3; 8]);
        assert_eq!(entry.to_bytes(), frozen);
    }
}
