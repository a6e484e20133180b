//! What is still to be sent: one sealed revision a record, the newest.

use std::collections::BTreeMap;

use tanomo_record::Id;
use tanomo_wire::{MAX_PUSH_BYTES, MAX_RECORDS, Rev, Revision};

/// How often in a row a record is merged and pushed again before it waits for a while.
pub const MOST_TRIES: u32 = 5;

/// How long a record waits that the server keeps refusing, in milliseconds: 5 minutes, then twice as long each
/// time, up to 4 hours.
const REST: (u64, u64) = (5 * 60_000, 4 * 60 * 60_000);

/// Room in a push's body for what is not a record: protocol, cursor, signature.
const FRAME_BYTES: usize = 512;

/// A revision that waits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outgoing {
    /// What is sent, the same bytes each time, so that a repeated push is a `dup`.
    pub revision: Revision,
    /// Erasures go first: a phone must know of one before it sees what it erased replaced.
    pub first: bool,
}

#[derive(Clone, Debug)]
struct Waiting {
    outgoing: Outgoing,
    tries: u32,
    rests: u32,
    not_before: u64,
}

/// The outbox. It is kept row by row with the records; tries and rests are this run's own.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    waiting: BTreeMap<Id, Waiting>,
}

impl Outbox {
    /// Puts a revision in place of what waited for this record; how often that was tried goes on counting.
    pub fn put(&mut self, id: Id, outgoing: Outgoing) {
        let fresh = Waiting { outgoing: outgoing.clone(), tries: 0, rests: 0, not_before: 0 };
        self.waiting.entry(id).or_insert(fresh).outgoing = outgoing;
    }

    /// The record was sent, or has nothing to send any more.
    pub fn remove(&mut self, id: Id) {
        self.waiting.remove(&id);
    }

    /// What waits for a record.
    pub fn get(&self, id: Id) -> Option<&Outgoing> {
        self.waiting.get(&id).map(|waiting| &waiting.outgoing)
    }

    /// Whether this very revision waits.
    pub fn waits(&self, id: Id, rev: &Rev) -> bool {
        self.get(id).is_some_and(|outgoing| outgoing.revision.rev == *rev)
    }

    /// The records that wait.
    pub fn ids(&self) -> impl Iterator<Item = Id> + '_ {
        self.waiting.keys().copied()
    }

    /// How many wait.
    pub fn len(&self) -> usize {
        self.waiting.len()
    }

    /// Whether nothing waits.
    pub fn is_empty(&self) -> bool {
        self.waiting.is_empty()
    }

    /// The next push: at most `most` records and `bytes` of JSON; erasures first. One that rests is left out,
    /// so that it never blocks the others.
    pub fn next_push(&self, now: u64, most: usize, bytes: usize) -> Vec<Revision> {
        let due = self.waiting.values().filter(|waiting| waiting.not_before <= now);
        let mut due: Vec<_> = due.map(|waiting| &waiting.outgoing).collect();
        due.sort_by_key(|outgoing| !outgoing.first);
        let mut room = bytes.min(MAX_PUSH_BYTES).saturating_sub(FRAME_BYTES);
        let mut push = Vec::new();
        for outgoing in due {
            let Some(left) = room.checked_sub(outgoing.revision.json_bytes()) else { continue };
            if push.len() >= most.clamp(1, MAX_RECORDS) {
                break;
            }
            room = left;
            push.push(outgoing.revision.clone());
        }
        push
    }

    /// Whether a push could go now.
    pub fn is_due(&self, now: u64) -> bool {
        self.waiting.values().any(|waiting| waiting.not_before <= now)
    }

    /// When the next resting record is due; `None` where none rests.
    pub fn next_due(&self, now: u64) -> Option<u64> {
        self.waiting.values().map(|waiting| waiting.not_before).filter(|&at| at > now).min()
    }

    /// The record met another revision and was merged: after [`MOST_TRIES`] it rests until `later`.
    pub fn conflicted(&mut self, id: Id, later: u64) {
        if let Some(waiting) = self.waiting.get_mut(&id) {
            waiting.tries += 1;
            if waiting.tries >= MOST_TRIES {
                waiting.tries = 0;
                waiting.not_before = later;
            }
        }
    }

    /// The server will not have the record as it is, or this phone cannot read what stands there.
    pub fn rest(&mut self, id: Id, now: u64) {
        if let Some(waiting) = self.waiting.get_mut(&id) {
            let (shortest, longest) = REST;
            waiting.not_before = now + shortest.saturating_mul(1 << waiting.rests.min(16)).min(longest);
            waiting.rests += 1;
        }
    }

    /// A rest ends: something changed that may help.
    pub fn rouse(&mut self, id: Id) {
        if let Some(waiting) = self.waiting.get_mut(&id) {
            waiting.not_before = 0;
        }
    }

    /// All rests end.
    pub fn rouse_all(&mut self) {
        for waiting in self.waiting.values_mut() {
            waiting.not_before = 0;
        }
    }

    /// The phone's clock was set back by so many milliseconds: rests end as much earlier.
    pub fn set_back(&mut self, by: u64) {
        for waiting in self.waiting.values_mut() {
            waiting.not_before = waiting.not_before.saturating_sub(by);
        }
    }
}

#[cfg(test)]
mod tests {
    use tanomo_wire::revision::Blobs;
    use tanomo_wire::{EpochName, RecordId, Sealed};

    use super::*;

    fn outgoing(n: u8, buckets: usize, first: bool) -> Outgoing {
        let sealed = Sealed::new(vec![n; 24 + 64 * buckets]).unwrap();
        let (id, rev, epoch) = (RecordId::new([n; 16]), Rev::new([n; 16]), EpochName::new([0; 6]));
        Outgoing { revision: Revision { id, rev, base: None, epoch, sealed, blobs: Blobs::default() }, first }
    }

    fn id(n: u8) -> Id {
        Id::new([n; 16])
    }

    #[test]
    fn a_push_keeps_its_limits_and_erasures_go_first() {
        let mut outbox = Outbox::default();
        for n in 0..150 {
            outbox.put(id(n), outgoing(n, 1, n == 149));
        }
        let push = outbox.next_push(0, MAX_RECORDS, MAX_PUSH_BYTES);
        assert_eq!((push.len(), push[0].id), (100, RecordId::new([149; 16])));
        for n in 0..150 {
            outbox.put(id(n), outgoing(n, 700, false));
        }
        for limit in [MAX_PUSH_BYTES, tanomo_wire::MAX_KEEPALIVE_BYTES] {
            let push = outbox.next_push(0, MAX_RECORDS, limit);
            let bytes = serde_json::to_string(&push).unwrap().len();
            assert!(bytes < limit && bytes > limit / 2 - 60_000 / 2, "{bytes} of {limit}");
        }
        // One that is too long for the room left does not keep shorter ones from going.
        outbox.put(id(0), outgoing(0, 2_000, false));
        outbox.put(id(1), outgoing(1, 1, false));
        let push = outbox.next_push(0, MAX_RECORDS, tanomo_wire::MAX_KEEPALIVE_BYTES);
        assert_eq!(push[0].id, RecordId::new([1; 16]));
    }

    #[test]
    fn a_record_that_met_another_five_times_rests_and_the_rest_ends() {
        let mut outbox = Outbox::default();
        outbox.put(id(1), outgoing(1, 1, false));
        for _ in 0..MOST_TRIES - 1 {
            outbox.conflicted(id(1), 500);
            assert!(outbox.is_due(0));
        }
        // Merged and sealed anew, it is still the same record.
        outbox.put(id(1), outgoing(1, 2, false));
        outbox.conflicted(id(1), 500);
        assert!(!outbox.is_due(499) && outbox.is_due(500));
        assert_eq!(outbox.next_due(0), Some(500));
        outbox.rest(id(1), 1_000);
        let first = outbox.next_due(1_000).unwrap();
        outbox.rest(id(1), 1_000);
        let second = outbox.next_due(1_000).unwrap();
        assert!(second - 1_000 == 2 * (first - 1_000));
        outbox.rouse(id(1));
        assert!(outbox.is_due(0));
    }

    #[test]
    fn a_clock_set_back_leaves_a_rest_as_long_as_it_was() {
        let mut outbox = Outbox::default();
        outbox.put(id(1), outgoing(1, 1, false));
        outbox.rest(id(1), 1_000_000_000_000);
        outbox.set_back(999_999_999_995);
        assert!(!outbox.is_due(4 + REST.0) && outbox.is_due(5 + REST.0));
    }
}
