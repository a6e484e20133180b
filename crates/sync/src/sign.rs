//! One Ed25519 signature a push, over the Merkle root of its records' hashes; each record is checked alone.

use tanomo_wire::merkle::{root, signed_bytes};
use tanomo_wire::{Change, CircleId, Revision, SignKey, Signature};

use crate::keys::{DeviceKeys, is_signed};

/// Signs a push of at least one revision.
pub fn sign_push(keys: &DeviceKeys, circle: &CircleId, revisions: &[Revision]) -> Signature {
    let device = keys.id();
    let leaves: Vec<_> = revisions.iter().map(|revision| revision.leaf(circle, &device)).collect();
    let count = u32::try_from(leaves.len()).unwrap_or(u32::MAX);
    keys.sign(&signed_bytes(circle, &device, count, root(&leaves)))
}

/// Whether the device whose key this is pushed the change, as it stands, to the circle.
#[must_use]
pub fn is_genuine(key: &SignKey, circle: &CircleId, change: &Change) -> bool {
    change.signed_bytes(circle).is_some_and(|bytes| is_signed(key, &bytes, &change.proof.signature))
}

/// The push that was last found genuine. Its records come one after another and share its signature, which
/// need not be worked out for each: what is the same to the byte is as good as it was.
#[derive(Clone, Debug, Default)]
pub(crate) struct LastPush(Option<(SignKey, Vec<u8>, Signature)>);

impl LastPush {
    /// As [`is_genuine`].
    pub(crate) fn is_genuine(&mut self, key: &SignKey, circle: &CircleId, change: &Change) -> bool {
        // The record's own way to the root is walked each time.
        let Some(bytes) = change.signed_bytes(circle) else { return false };
        let signature = change.proof.signature;
        let same = |(by, of, signed): &(SignKey, Vec<u8>, Signature)| {
            by == key && *signed == signature && *of == bytes
        };
        if self.0.as_ref().is_some_and(same) {
            return true;
        }
        let genuine = is_signed(key, &bytes, &signature);
        if genuine {
            self.0 = Some((*key, bytes, signature));
        }
        genuine
    }
}

#[cfg(test)]
mod tests {
    use tanomo_wire::revision::Blobs;
    use tanomo_wire::{DeviceId, EpochName, Proof, RecordId, Rev, Sealed, Seq};

    use super::*;
    use crate::secret::Secret;

    const CIRCLE: CircleId = CircleId::new([1; 32]);

    fn pushed(count: u8) -> (DeviceKeys, Vec<Change>) {
        let keys = DeviceKeys::new(&Secret::new([2; 32]));
        let revision = |n| Revision {
            id: RecordId::new([n; 16]),
            rev: Rev::new([n; 16]),
            base: None,
            epoch: EpochName::new([0; 6]),
            sealed: Sealed::new(vec![n; 88]).unwrap(),
            blobs: Blobs::default(),
        };
        let revisions: Vec<_> = (0..count).map(revision).collect();
        let signature = sign_push(&keys, &CIRCLE, &revisions);
        let leaves: Vec<_> = revisions.iter().map(|r| r.leaf(&CIRCLE, &keys.id())).collect();
        let proofs = Proof::of_push(signature, &leaves).unwrap();
        let device = keys.id();
        let changes = revisions.into_iter().zip(proofs).map(|(revision, proof)| Change {
            seq: Seq::new(1),
            device,
            proof,
            revision,
        });
        let changes = changes.collect();
        (keys, changes)
    }

    #[test]
    fn each_record_of_a_push_is_genuine_alone_and_not_when_touched() {
        for count in [1, 2, 7, 100] {
            let (keys, changes) = pushed(count);
            let mut last = LastPush::default();
            for change in &changes {
                assert!(is_genuine(&keys.sign_key(), &CIRCLE, change), "the control");
                assert!(last.is_genuine(&keys.sign_key(), &CIRCLE, change));
                // Also right after one of the same push was found genuine.
                let mut not = |change: Change| {
                    assert!(!is_genuine(&keys.sign_key(), &CIRCLE, &change));
                    assert!(!last.is_genuine(&keys.sign_key(), &CIRCLE, &change));
                };
                let mut touched = change.clone();
                touched.revision.id = RecordId::new([250; 16]);
                not(touched);
                let mut touched = change.clone();
                touched.revision.base = Some(Rev::new([1; 16]));
                not(touched);
                let mut touched = change.clone();
                touched.revision.sealed = Sealed::new(vec![255; 88]).unwrap();
                not(touched);
                let mut touched = change.clone();
                touched.proof.count += 1;
                not(touched);
                let mut touched = change.clone();
                touched.proof.signature = Signature::new([0; 64]);
                not(touched);
                not(Change { device: DeviceId::new([0; 8]), ..change.clone() });
                let other = DeviceKeys::new(&Secret::new([3; 32]));
                for (key, circle) in [(keys.sign_key(), CircleId::new([0; 32])), (other.sign_key(), CIRCLE)] {
                    assert!(!is_genuine(&key, &circle, change));
                    assert!(!last.is_genuine(&key, &circle, change));
                }
            }
        }
    }
}
