//! 256 sums over what somebody holds, by the first byte of the record's id: two copies with equal sums hold
//! the same revisions; where one differs, that bucket is fetched again.
//!
//! A sum is the first 8 bytes of SHA-256 over id and revision, XORed over the bucket: it can be kept up to
//! date with every change, and finds what was lost. Against somebody who forges, signatures stand.

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use sha2::Digest as _;

use crate::names::decode_vec;
use crate::{Cursor, Malformed, RecordId, Rev};

/// How many buckets there are.
pub const BUCKETS: usize = 256;

/// The sums of all buckets.
#[derive(Clone, PartialEq, Eq)]
pub struct Digest(Vec<[u8; 8]>);

impl Default for Digest {
    fn default() -> Self {
        Self(vec![[0; 8]; BUCKETS])
    }
}

impl Digest {
    /// The sums over these revisions, one a record.
    pub fn of(held: impl IntoIterator<Item = (RecordId, Rev)>) -> Self {
        held.into_iter().fold(Self::default(), |mut digest, (id, rev)| {
            digest.toggle(&id, &rev);
            digest
        })
    }

    /// Which bucket a record is in.
    pub const fn bucket(id: &RecordId) -> u8 {
        id.bytes()[0]
    }

    /// Adds a revision to its bucket, or takes it out again.
    pub fn toggle(&mut self, id: &RecordId, rev: &Rev) {
        let mut hash = sha2::Sha256::new();
        hash.update(id.bytes());
        hash.update(rev.bytes());
        let hash: [u8; 32] = hash.finalize().into();
        let sum = &mut self.0[usize::from(Self::bucket(id))];
        sum.iter_mut().zip(hash).for_each(|(to, byte)| *to ^= byte);
    }

    /// The buckets in which the two differ.
    pub fn differing(&self, other: &Self) -> Vec<u8> {
        let pairs = self.0.iter().zip(&other.0).zip(0..=u8::MAX);
        pairs.filter(|((ours, theirs), _)| ours != theirs).map(|(_, bucket)| bucket).collect()
    }
}

impl std::fmt::Debug for Digest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let used = self.0.iter().filter(|sum| **sum != [0; 8]).count();
        write!(f, "Digest({used} of {BUCKETS} buckets)")
    }
}

impl Serialize for Digest {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&Base64UrlUnpadded::encode_string(self.0.as_flattened()))
    }
}

impl<'de> Deserialize<'de> for Digest {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let bytes = decode_vec("Digest", from)?;
        if bytes.len() != BUCKETS * 8 {
            return Err(de::Error::custom(Malformed::Bytes { what: "Digest" }));
        }
        Ok(Self(bytes.as_chunks::<8>().0.to_vec()))
    }
}

/// The answer to `GET /v1/circles/{c}/digest`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DigestAnswer {
    /// As of when: a phone compares only when its own cursor is this one.
    pub at: Option<Cursor>,
    /// The sums.
    pub digest: Digest,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_differs_is_found_in_any_order_and_what_was_taken_out_is_gone() {
        let held: Vec<_> = (0..50).map(|n| (RecordId::new([n * 5; 16]), Rev::new([n; 16]))).collect();
        let all = Digest::of(held.iter().copied());
        assert_eq!(all, Digest::of(held.iter().rev().copied()));
        let mut other = all.clone();
        other.toggle(&held[3].0, &held[3].1);
        assert_eq!(all.differing(&other), [15]);
        other.toggle(&held[3].0, &Rev::new([99; 16]));
        assert_eq!(all.differing(&other), [15]);
        other.toggle(&held[3].0, &Rev::new([99; 16]));
        other.toggle(&held[3].0, &held[3].1);
        assert_eq!(all.differing(&other), [0; 0]);
    }

    #[test]
    fn the_sums_survive_their_json() {
        let digest = Digest::of([(RecordId::new([1; 16]), Rev::new([2; 16]))]);
        let text = serde_json::to_string(&digest).unwrap();
        assert_eq!(serde_json::from_str::<Digest>(&text).unwrap(), digest);
        assert!(serde_json::from_str::<Digest>("\"AAAA\"").is_err());
    }
}
