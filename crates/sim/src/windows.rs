//! What a person writes on a phone, in one of its two windows.

use std::collections::BTreeSet;

use tanomo_record::{Dot, Id, Record, Value, Writer};
use tanomo_sync::engine::{Copy, Event, Row};

use crate::mutation::Mutation;
use crate::phone::{End, Phone, Wishes};

/// A write the phone said was saved.
#[derive(Clone, Debug)]
pub struct Saved {
    /// The whole record as it was then.
    pub record: Record,
    /// Which write.
    pub dot: Dot,
    /// For each field written, the values that were seen and replaced.
    pub replaced: Vec<(String, BTreeSet<Dot>)>,
}

impl Phone {
    /// Writes fields in a window, over what that window shows. `None` for what may not be written, or was not kept.
    pub fn write(
        &mut self,
        window: usize,
        id: Id,
        kind: &str,
        fields: &[(String, Value)],
        now: u64,
    ) -> (Option<Saved>, Wishes) {
        if self.engine.is_none() {
            return (None, Wishes::default());
        }
        let base = self.shown[window].get(&id).cloned();
        let seen = base.as_ref().map(|record| record.seen().clone()).unwrap_or_default();
        let mut record = base.unwrap_or_else(|| Record::new(kind));
        match self.journal.copy(id) {
            // One transaction reads, merges and writes.
            Some(Copy::Record(standing)) => drop(record.merge(standing)),
            Some(_) => return (None, Wishes::default()),
            None => {}
        }
        let clock = self.clock(now);
        if let Some(newest) = record.newest() {
            self.stamps.observe(newest, clock);
        }
        let stamp = self.stamps.tick(clock);
        let by = Id::new([self.keys.id().bytes()[0]; 16]);
        let writer = Writer { replica: self.journal.facts.replica, by, stamp };
        let replaced = fields.iter().map(|(field, _)| {
            let values = record.values(field).iter().map(|written| written.dot);
            (field.clone(), values.filter(|dot| seen.covers(*dot)).collect())
        });
        let replaced = replaced.collect();
        let dot = record.write(writer, &seen, fields.to_vec());
        let saved = Saved { record: record.clone(), dot, replaced };
        let wishes = if window == 0 {
            self.feed(Event::Wrote { id, record }, now)
        } else {
            self.write_beside(id, record)
        };
        let said = wishes.end == End::Whole
            || wishes.end == End::Full && self.mutation == Some(Mutation::QuotaIgnored);
        let kept = self.record(id).is_some_and(|kept| kept.seen().covers(dot));
        // Killed in the transaction it counts if it was kept all the same.
        ((said || kept && wishes.end == End::Killed).then_some(saved), wishes)
    }

    /// The window without the engine: its own transaction, of which the engine hears later.
    fn write_beside(&mut self, id: Id, record: Record) -> Wishes {
        if self.count_write() == End::Killed {
            return Wishes { end: End::Killed, ..Wishes::default() };
        }
        if self.room_left.take_if(|room| *room == 0).is_some() {
            // Only this window is told; nothing of it was written.
            return Wishes { end: End::Full, ..Wishes::default() };
        }
        self.journal.generation += 1;
        let (head, outgoing) = match self.journal.rows.get(&id) {
            Some((_, row)) => (row.head, row.outgoing.clone()),
            None => (None, None),
        };
        self.journal.put(id, Row { copy: Copy::Record(record.clone()), head, outgoing });
        self.journal.unsealed.insert(id);
        self.working.follow(&self.journal, id);
        self.shown[0].insert(id, record.clone());
        self.shown[1].insert(id, record);
        Wishes { kept: vec![id], ..Wishes::default() }
    }

    /// Tells the engine of what a window wrote beside it.
    pub fn seal_unsealed(&mut self, now: u64) -> Vec<Wishes> {
        let mut all = Vec::new();
        for id in self.journal.unsealed.clone() {
            let Some(record) = self.record(id).cloned() else {
                self.journal.unsealed.remove(&id);
                continue;
            };
            if self.engine.is_none() {
                break;
            }
            all.push(self.feed(Event::Wrote { id, record }, now));
        }
        all
    }
}
