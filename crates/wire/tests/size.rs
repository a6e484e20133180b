//! What one record costs on the way, up and down: a squad's thirty phones on a bad network pay it each time.

// Functions beside the tests may unwrap too: a record that cannot be made has failed.
#![allow(clippy::unwrap_used)]

use tanomo_wire::revision::{Blobs, SALT_BYTES, SEAL_TAG_BYTES};
use tanomo_wire::{
    Change, Cursor, DeviceId, EpochName, Outcome, Proof, RecordId, Rev, Sealed, Seq, Signature, SyncAnswer,
    SyncRequest, Tag, sync::Push,
};

/// The sealed form of a record of 265 bytes: packed, it takes four buckets at most, which the crate that
/// packs it tests.
fn revision(n: u8) -> tanomo_wire::Revision {
    tanomo_wire::Revision {
        id: RecordId::new([n; 16]),
        rev: Rev::new([n; 16]),
        base: Some(Rev::new([n; 16])),
        epoch: EpochName::new([n; 6]),
        sealed: Sealed::new(vec![n; SALT_BYTES + 4 * 64 + SEAL_TAG_BYTES]).unwrap(),
        blobs: Blobs::default(),
    }
}

fn cursor() -> Option<Cursor> {
    Some(Cursor { seq: Seq::new(123_456), tag: Tag::new([1; 6]) })
}

#[test]
fn a_push_of_one_changed_record_of_265_bytes_fits_its_budget() {
    let request = SyncRequest {
        proto: tanomo_wire::PROTO,
        cursor: cursor(),
        push: Push::new(vec![revision(1)]).unwrap(),
        signature: Some(Signature::new([1; 64])),
    };
    let up = serde_json::to_string(&request).unwrap().len();
    assert!(up <= 600, "{up}");
    let answer = SyncAnswer {
        now: 1_763_769_600_000,
        results: vec![(RecordId::new([1; 16]), Outcome::Stored(Seq::new(123_457)))],
        changes: Vec::new(),
        next: cursor(),
        more: false,
        roster: 31,
    };
    let down = serde_json::to_string(&answer).unwrap().len();
    assert!(down <= 120, "{down}");
}

#[test]
fn a_change_of_265_bytes_fits_its_budget() {
    let change = Change {
        seq: Seq::new(123_457),
        device: DeviceId::new([1; 8]),
        proof: Proof::alone(Signature::new([1; 64])),
        revision: revision(1),
    };
    let answer = SyncAnswer {
        now: 1_763_769_600_000,
        results: Vec::new(),
        changes: vec![change],
        next: cursor(),
        more: false,
        roster: 31,
    };
    let down = serde_json::to_string(&answer).unwrap().len();
    assert!(down <= 635, "{down}");
}
