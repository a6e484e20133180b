//! One sealed record, as a phone pushes it and as the server keeps and hands it on.
//!
//! On the way each is a short list instead of an object: a circle's thirty phones get every record, and the
//! names of five fields would be a twelfth of it.

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::bytes::Writer;
use crate::merkle::{Node, Proof, signed_bytes};
use crate::names::decode_vec;
use crate::sync::Seq;
use crate::{BlobHash, CircleId, DeviceId, EpochName, Malformed, RecordId, Rev, Signature};

/// The bytes of the seal's nonce that are not the revision's name.
pub const SALT_BYTES: usize = 8;

/// The bytes of the seal's authenticator.
pub const SEAL_TAG_BYTES: usize = 16;

/// What is sealed is padded to a multiple of this, so that its size says little.
pub const BUCKET_BYTES: usize = 64;

/// A sealed record: salt, then as many 64-byte buckets as it takes, then the authenticator.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Sealed(Vec<u8>);

impl Sealed {
    /// Takes the bytes if they have the shape of a sealed record.
    ///
    /// # Errors
    /// [`Malformed::TooMany`] above [`crate::MAX_SEALED_BYTES`], else [`Malformed::Bytes`].
    pub fn new(bytes: Vec<u8>) -> Result<Self, Malformed> {
        if bytes.len() > crate::MAX_SEALED_BYTES {
            return Err(Malformed::TooMany { what: "sealed bytes", most: crate::MAX_SEALED_BYTES });
        }
        match bytes.len().checked_sub(SALT_BYTES + SEAL_TAG_BYTES) {
            Some(inside) if inside > 0 && inside.is_multiple_of(BUCKET_BYTES) => Ok(Self(bytes)),
            _ => Err(Malformed::Bytes { what: "Sealed" }),
        }
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl std::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Sealed({} bytes)", self.0.len())
    }
}

impl Serialize for Sealed {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&Base64UrlUnpadded::encode_string(&self.0))
    }
}

impl<'de> Deserialize<'de> for Sealed {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::new(decode_vec("Sealed", from)?).map_err(de::Error::custom)
    }
}

/// One revision of one record, as a phone pushes it: `[id, rev, base, epoch, sealed]`, and a list of photos
/// where there are any.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "ShortRevision", into = "ShortRevision")]
pub struct Revision {
    /// Which record.
    pub id: RecordId,
    /// Names this revision.
    pub rev: Rev,
    /// The revision the phone knew the server to have; `None` for a record that is new to it.
    pub base: Option<Rev>,
    /// Whose secret sealed it.
    pub epoch: EpochName,
    /// The record.
    pub sealed: Sealed,
    /// The photos it shows, at most [`crate::MAX_BLOBS`]: what no current revision lists is deleted in time.
    pub blobs: Blobs,
}

/// The photos a record shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Blobs(Vec<BlobHash>);

impl Blobs {
    /// Takes the list if it is not too long.
    ///
    /// # Errors
    /// [`Malformed::TooMany`].
    pub fn new(hashes: Vec<BlobHash>) -> Result<Self, Malformed> {
        if hashes.len() > crate::MAX_BLOBS {
            return Err(Malformed::TooMany { what: "photos", most: crate::MAX_BLOBS });
        }
        Ok(Self(hashes))
    }

    /// The photos.
    pub fn hashes(&self) -> &[BlobHash] {
        &self.0
    }

    /// Whether it shows none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de> Deserialize<'de> for Blobs {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::new(Vec::deserialize(from)?).map_err(de::Error::custom)
    }
}

#[derive(Serialize, Deserialize)]
struct ShortRevision(
    RecordId,
    Rev,
    Option<Rev>,
    EpochName,
    Sealed,
    #[serde(default, skip_serializing_if = "Blobs::is_empty")] Blobs,
);

impl From<ShortRevision> for Revision {
    fn from(ShortRevision(id, rev, base, epoch, sealed, blobs): ShortRevision) -> Self {
        Self { id, rev, base, epoch, sealed, blobs }
    }
}

impl From<Revision> for ShortRevision {
    fn from(Revision { id, rev, base, epoch, sealed, blobs }: Revision) -> Self {
        Self(id, rev, base, epoch, sealed, blobs)
    }
}

/// What a sealed record is bound to, its associated data: protocol, circle, id, rev, base, epoch, device.
/// *Frozen: records sealed with it are on phones and servers.*
pub fn bound_to(
    circle: &CircleId,
    device: &DeviceId,
    id: &RecordId,
    rev: &Rev,
    base: Option<&Rev>,
    epoch: &EpochName,
) -> Vec<u8> {
    Writer::new("tanomo record 1")
        .fixed(circle.bytes())
        .fixed(id.bytes())
        .fixed(rev.bytes())
        .option(base.map(|base| base.bytes().as_slice()))
        .fixed(epoch.bytes())
        .fixed(device.bytes())
        .done()
}

impl Revision {
    /// The associated data of its seal, if `device` pushed it to `circle`.
    pub fn bound_to(&self, circle: &CircleId, device: &DeviceId) -> Vec<u8> {
        bound_to(circle, device, &self.id, &self.rev, self.base.as_ref(), &self.epoch)
    }

    /// Its hash in the tree the push's signature covers: of what it is bound to, its photos and its sealed
    /// bytes.
    pub fn leaf(&self, circle: &CircleId, device: &DeviceId) -> Node {
        let head = Writer::default().part(&self.bound_to(circle, device)).count(self.blobs.0.len());
        let photos = self.blobs.0.iter().fold(head, |to, hash| to.fixed(hash.bytes()));
        Node::leaf(&photos.part(&self.sealed.0).done())
    }

    /// How many bytes it takes in a push's JSON, to cut a push before its limit.
    pub fn json_bytes(&self) -> usize {
        // Quotes, commas, brackets, the names; each photo 43 characters with quotes and comma.
        const FIXED: usize = 24 + 24 + 24 + 10 + 2 + 6;
        FIXED + self.sealed.0.len().div_ceil(3) * 4 + self.blobs.0.len() * 46 + 3
    }
}

/// A revision as the server keeps it, in the feed, in a snapshot and as the answer to a conflict:
/// `[seq, device, signature, revision]`, and index, count and path where the push had several records.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ShortChange", into = "ShortChange")]
pub struct Change {
    /// Its place in the circle's feed.
    pub seq: Seq,
    /// The device that pushed it.
    pub device: DeviceId,
    /// Lets it verify alone.
    pub proof: Proof,
    /// The record.
    pub revision: Revision,
}

impl Change {
    /// What the pushing device signed, as far as the proof says; `None` for a proof that cannot be right.
    pub fn signed_bytes(&self, circle: &CircleId) -> Option<Vec<u8>> {
        let root = self.proof.root(self.revision.leaf(circle, &self.device))?;
        Some(signed_bytes(circle, &self.device, self.proof.count, root))
    }
}

#[derive(Serialize, Deserialize)]
struct ShortChange(
    Seq,
    DeviceId,
    Signature,
    Revision,
    #[serde(default, skip_serializing_if = "Option::is_none")] Option<(u32, u32, Path)>,
);

/// The nodes of a path, as one text.
struct Path(Vec<Node>);

impl Serialize for Path {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let bytes: Vec<u8> = self.0.iter().flat_map(|node| *node.bytes()).collect();
        to.serialize_str(&Base64UrlUnpadded::encode_string(&bytes))
    }
}

impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let bytes = decode_vec("path", from)?;
        let (nodes, rest) = bytes.as_chunks::<{ Node::BYTES }>();
        if !rest.is_empty() || nodes.len() > usize::BITS as usize {
            return Err(de::Error::custom(Malformed::Bytes { what: "path" }));
        }
        Ok(Self(nodes.iter().map(|&node| Node::new(node)).collect()))
    }
}

impl TryFrom<ShortChange> for Change {
    type Error = Malformed;

    fn try_from(ShortChange(seq, device, signature, revision, of): ShortChange) -> Result<Self, Malformed> {
        let proof = match of {
            None => Proof::alone(signature),
            // A push of one has one form only.
            Some((index, count, Path(path))) if count > 1 && index < count => {
                Proof { signature, index, count, path }
            }
            Some(_) => return Err(Malformed::Bytes { what: "proof" }),
        };
        Ok(Self { seq, device, proof, revision })
    }
}

impl From<Change> for ShortChange {
    fn from(Change { seq, device, proof, revision }: Change) -> Self {
        let Proof { signature, index, count, path } = proof;
        Self(seq, device, signature, revision, (count > 1).then_some((index, count, Path(path))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn revision() -> Revision {
        Revision {
            id: RecordId::new([1; 16]),
            rev: Rev::new([2; 16]),
            base: Some(Rev::new([3; 16])),
            epoch: EpochName::new([4; 6]),
            sealed: Sealed::new(vec![5; SALT_BYTES + 320 + SEAL_TAG_BYTES]).unwrap(),
            blobs: Blobs::default(),
        }
    }

    #[test]
    fn a_revision_survives_its_json_with_and_without_photos() {
        let mut one = revision();
        let text = serde_json::to_string(&one).unwrap();
        assert!(text.len() <= one.json_bytes(), "{} {}", text.len(), one.json_bytes());
        assert_eq!(serde_json::from_str::<Revision>(&text).unwrap(), one);
        one.base = None;
        one.blobs = Blobs::new(vec![BlobHash::of(b"a"), BlobHash::of(b"b")]).unwrap();
        let text = serde_json::to_string(&one).unwrap();
        assert!(text.len() <= one.json_bytes());
        assert_eq!(serde_json::from_str::<Revision>(&text).unwrap(), one);
    }

    #[test]
    fn a_change_survives_its_json_alone_and_among_others() {
        for count in [1_usize, 3] {
            let leaves: Vec<_> = (0..count).map(|i| Node::leaf(&[i as u8])).collect();
            for proof in Proof::of_push(Signature::new([9; 64]), &leaves).unwrap() {
                let change =
                    Change { seq: Seq::new(7), device: DeviceId::new([8; 8]), proof, revision: revision() };
                let text = serde_json::to_string(&change).unwrap();
                assert_eq!(serde_json::from_str::<Change>(&text).unwrap(), change);
            }
        }
    }

    #[test]
    fn a_proof_of_one_has_one_form_only() {
        let change = Change {
            seq: Seq::new(7),
            device: DeviceId::new([8; 8]),
            proof: Proof::alone(Signature::new([9; 64])),
            revision: revision(),
        };
        let text = serde_json::to_string(&change).unwrap();
        let longer = format!("{},[0,1,\"\"]]", text.strip_suffix(']').unwrap());
        assert!(serde_json::from_str::<Change>(&text).is_ok());
        assert!(serde_json::from_str::<Change>(&longer).is_err());
    }

    #[test]
    fn only_whole_buckets_are_sealed_records() {
        for (len, good) in [(0, false), (24, false), (87, false), (88, true), (89, false), (152, true)] {
            assert_eq!(Sealed::new(vec![0; len]).is_ok(), good, "{len}");
        }
        assert!(Sealed::new(vec![0; crate::MAX_SEALED_BYTES]).is_ok());
        assert!(Sealed::new(vec![0; crate::MAX_SEALED_BYTES + 64]).is_err());
    }

    #[test]
    fn every_part_of_a_revision_is_in_its_leaf() {
        let (circle, device) = (CircleId::new([6; 32]), DeviceId::new([7; 8]));
        let one = revision();
        let mut leaves = vec![
            one.leaf(&circle, &device),
            one.leaf(&CircleId::new([0; 32]), &device),
            one.leaf(&circle, &DeviceId::new([0; 8])),
        ];
        for change in [
            |r: &mut Revision| r.id = RecordId::new([0; 16]),
            |r: &mut Revision| r.rev = Rev::new([0; 16]),
            |r: &mut Revision| r.base = None,
            |r: &mut Revision| r.epoch = EpochName::new([0; 6]),
            |r: &mut Revision| r.sealed.0[30] ^= 1,
            |r: &mut Revision| r.blobs = Blobs(vec![BlobHash::of(b"")]),
        ] {
            let mut other = one.clone();
            change(&mut other);
            leaves.push(other.leaf(&circle, &device));
        }
        let distinct: std::collections::BTreeSet<_> = leaves.iter().collect();
        assert_eq!(distinct.len(), leaves.len());
        assert_eq!(one.leaf(&circle, &device), leaves[0]);
    }
}
