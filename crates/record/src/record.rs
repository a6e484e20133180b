//! The field map: writing, merging, conflicts and history.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::{Dot, Id, ReplicaId, Stamp, VersionVector};

/// How many superseded values a record keeps, the newest; a record that is edited every day for a year
/// stays within it.
pub const MOST_PAST: usize = 400;

/// One value of one field, and the write that put it there.
#[derive(Clone, Debug, PartialEq)]
pub struct Written {
    /// Which write.
    pub dot: Dot,
    /// When, by the writer's clock.
    pub stamp: Stamp,
    /// The member who wrote.
    pub by: Id,
    /// What was written.
    pub value: Value,
}

impl Written {
    /// The order in which concurrent values are shown, the first being the one on the screen: latest
    /// stamp, then dot; the value comes last, for two copies of one dot that a damaged phone made differ.
    fn shown_before(&self, other: &Self) -> Ordering {
        (other.stamp, other.dot)
            .cmp(&(self.stamp, self.dot))
            .then_with(|| self.value.to_string().cmp(&other.value.to_string()))
    }
}

/// Who writes, from where and when: one for all fields of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Writer {
    /// The copy of the records that writes.
    pub replica: ReplicaId,
    /// The member who writes.
    pub by: Id,
    /// When.
    pub stamp: Stamp,
}

/// One line of a record's history: a field, what it was just before, and what was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Event<'a> {
    /// The field's name.
    pub field: &'a str,
    /// The value before, by stamp; `None` for the first write of the field.
    pub from: Option<&'a Value>,
    /// The write.
    pub to: &'a Written,
    /// Whether the value still stands.
    pub stands: bool,
}

/// A kind and a map of fields, each holding the values nobody has replaced yet: one, or several after
/// concurrent writes. An element of a set is a field of its own, `set/element`, so sets merge by element.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    pub(crate) kind: String,
    pub(crate) seen: VersionVector,
    pub(crate) fields: BTreeMap<String, Vec<Written>>,
    pub(crate) past: Vec<(String, Written)>,
}

impl Record {
    /// An empty record of a kind, which nobody has written to.
    pub fn new(kind: impl Into<String>) -> Self {
        Self { kind: kind.into(), seen: VersionVector::default(), fields: BTreeMap::new(), past: Vec::new() }
    }

    /// The word that says what the fields mean.
    pub fn kind(&self) -> &str {
        &self.kind
    }

    /// The writes this copy has seen. A writer hands back what the screen was drawn from.
    pub fn seen(&self) -> &VersionVector {
        &self.seen
    }

    /// The value that is shown.
    pub fn get(&self, field: &str) -> Option<&Value> {
        self.values(field).first().map(|written| &written.value)
    }

    /// All standing values of a field, the shown one first; empty if it was never written.
    pub fn values(&self, field: &str) -> &[Written] {
        self.fields.get(field).map_or(&[], Vec::as_slice)
    }

    /// The fields in name order with their standing values.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &[Written])> {
        self.fields.iter().map(|(name, values)| (name.as_str(), values.as_slice()))
    }

    /// The elements `e` whose field `set/e` is shown as true, in order.
    pub fn elements<'a>(&'a self, set: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields
            .range(format!("{set}/")..format!("{set}0"))
            .filter(|(_, values)| values.first().is_some_and(|written| written.value == Value::Bool(true)))
            .filter_map(move |(name, _)| name.get(set.len() + 1..))
    }

    /// The fields in which different values stand side by side.
    pub fn conflicts(&self) -> impl Iterator<Item = (&str, &[Written])> {
        self.fields().filter(|(_, values)| values.iter().any(|other| other.value != values[0].value))
    }

    /// Writes fields on behalf of somebody whose screen was drawn from a copy that had seen `seen`. Each
    /// value the writer saw is replaced and goes to the past; one they could not have seen stays beside
    /// the new one. All fields of a change share one dot.
    pub fn write<F: Into<String>>(
        &mut self,
        writer: Writer,
        seen: &VersionVector,
        writes: impl IntoIterator<Item = (F, Value)>,
    ) -> Dot {
        let dot = self.seen.next(writer.replica);
        for (field, value) in writes {
            let field = field.into();
            let values = self.fields.entry(field.clone()).or_default();
            let (replaced, mut standing): (Vec<_>, Vec<_>) =
                std::mem::take(values).into_iter().partition(|old| seen.covers(old.dot));
            standing.push(Written { dot, stamp: writer.stamp, by: writer.by, value });
            standing.sort_by(Written::shown_before);
            *values = standing;
            self.past.extend(replaced.into_iter().map(|old| (field.clone(), old)));
        }
        self.seen.add(dot);
        self.settle_past();
        dot
    }

    /// Takes in everything the other copy knows and says whether that changed this one. A value goes only
    /// where the other copy has seen its write and holds it no longer.
    pub fn merge(&mut self, other: &Self) -> bool {
        if self.seen == other.seen && self == other {
            return false;
        }
        let before = self.clone();
        // One id, two kinds never happens to honest phones; the smaller word, so that all pick the same.
        if other.kind < self.kind {
            self.kind.clone_from(&other.kind);
        }
        let names: BTreeSet<&String> = self.fields.keys().chain(other.fields.keys()).collect();
        let fields = names
            .into_iter()
            .map(|name| (name.clone(), merge_values(self, other, name)))
            .filter(|(_, values)| !values.is_empty())
            .collect();
        self.past.extend(other.past.iter().cloned());
        self.fields = fields;
        self.seen.merge(&other.seen);
        self.settle_past();
        *self != before
    }

    /// The two read as one thing, for showing only: somebody said they are the same, so what differs stands
    /// side by side. The result must not be written to or stored: its dots are those of two records.
    pub fn beside(&self, other: &Self) -> Self {
        let mut both = self.clone();
        for (field, theirs) in &other.fields {
            let values = both.fields.entry(field.clone()).or_default();
            values.extend(theirs.iter().cloned());
            values.sort_by(Written::shown_before);
        }
        both.past.extend(other.past.iter().cloned());
        both
    }

    /// Every write still known, oldest first.
    pub fn history(&self) -> Vec<Event<'_>> {
        let past = self.past.iter().map(|(field, written)| (field.as_str(), written, false));
        let now = self.fields().flat_map(|(f, values)| values.iter().map(move |w| (f, w, true)));
        let mut writes: Vec<_> = past.chain(now).collect();
        writes.sort_by_key(|(field, written, _)| (written.stamp, written.dot, *field));
        let mut last = BTreeMap::new();
        writes
            .into_iter()
            .map(|(field, to, stands)| Event { field, from: last.insert(field, &to.value), to, stands })
            .collect()
    }

    /// The newest stamp in the record, or `None` if it is empty.
    pub fn newest(&self) -> Option<Stamp> {
        self.fields.values().flatten().map(|written| written.stamp).max()
    }

    /// Brings the past into its one order, each write once, none that still stands, the newest kept.
    fn settle_past(&mut self) {
        let fields = &self.fields;
        self.past.retain(|(field, old)| {
            !fields.get(field).is_some_and(|values| values.iter().any(|now| now.dot == old.dot))
        });
        self.past.sort_by(|(a, x), (b, y)| x.shown_before(y).then_with(|| a.cmp(b)));
        self.past.dedup_by(|(a, x), (b, y)| a == b && x.dot == y.dot);
        self.past.truncate(MOST_PAST);
    }
}

/// The values of one field after a merge: those both hold, and those one holds that the other never saw.
fn merge_values(a: &Record, b: &Record, field: &str) -> Vec<Written> {
    let (ours, theirs) = (a.values(field), b.values(field));
    let stays = |one: &Written, other: &Record, others: &[Written]| {
        !other.seen.covers(one.dot) || others.iter().any(|o| o.dot == one.dot)
    };
    let mut values: Vec<Written> = ours.iter().filter(|w| stays(w, b, theirs)).cloned().collect();
    values.extend(theirs.iter().filter(|w| stays(w, a, ours)).cloned());
    values.sort_by(Written::shown_before);
    values.dedup_by_key(|written| written.dot);
    values
}
