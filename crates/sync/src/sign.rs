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
            for change in &changes {
                assert!(is_genuine(&keys.sign_key(), &CIRCLE, change), "the control");
                let not = |change: Change| assert!(!is_genuine(&keys.sign_key(), &CIRCLE, &change));
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
                not(Change { device: DeviceId::new([0; 8]), ..change.clone() });
                assert!(!is_genuine(&keys.sign_key(), &CircleId::new([0; 32]), change));
                let other = DeviceKeys::new(&Secret::new([3; 32]));
                assert!(!is_genuine(&other.sign_key(), &CIRCLE, change));
            }
        }
    }
}
