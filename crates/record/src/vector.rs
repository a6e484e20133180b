//! Causality: which writes a copy of a record has seen.

use std::collections::BTreeMap;

use crate::ReplicaId;

/// One write to one record: the replica that made it and that replica's counter on that record, from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dot {
    /// Who wrote.
    pub replica: ReplicaId,
    /// That replica's how-manieth write to this record.
    pub counter: u64,
}

/// The highest counter seen of each replica. A copy travels whole, so having seen a counter means having
/// seen every lower one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VersionVector(BTreeMap<ReplicaId, u64>);

impl VersionVector {
    /// Whether the write `dot` names is among those seen.
    pub fn covers(&self, dot: Dot) -> bool {
        self.0.get(&dot.replica).is_some_and(|&seen| seen >= dot.counter)
    }

    /// Whether every write the other has seen is among those seen.
    pub fn covers_all(&self, other: &Self) -> bool {
        other.iter().all(|dot| self.covers(dot))
    }

    /// The dot of the replica's next write.
    pub fn next(&self, replica: ReplicaId) -> Dot {
        Dot { replica, counter: self.0.get(&replica).copied().unwrap_or(0).saturating_add(1) }
    }

    /// Takes note of a write.
    pub fn add(&mut self, dot: Dot) {
        let seen = self.0.entry(dot.replica).or_default();
        *seen = dot.counter.max(*seen);
    }

    /// Takes note of everything the other has seen.
    pub fn merge(&mut self, other: &Self) {
        other.iter().for_each(|dot| self.add(dot));
    }

    /// The newest dot of each replica, by replica.
    pub fn iter(&self) -> impl Iterator<Item = Dot> + '_ {
        self.0.iter().map(|(&replica, &counter)| Dot { replica, counter })
    }

    /// Whether no write has been seen.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Dot> for VersionVector {
    fn from_iter<I: IntoIterator<Item = Dot>>(dots: I) -> Self {
        let mut vector = Self::default();
        dots.into_iter().for_each(|dot| vector.add(dot));
        vector
    }
}
