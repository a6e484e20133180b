//! Where a phone is broken on purpose: what it writes, and what it tells the engine that it holds.

use std::collections::BTreeMap;

use tanomo_record::{Id, Record};
use tanomo_sync::engine::{Copy, Event, Reply, Request, Row, Write};
use tanomo_sync::plain::Body;
use tanomo_sync::{record_id, seal};
use tanomo_wire::{Change, Outcome};

use crate::mutation::{Mutation, later_clock, shown_only};
use crate::phone::Phone;

impl Phone {
    /// Reads what is kept of the records an event names, in the same turn.
    pub(crate) fn read_standing(&mut self, event: &mut Event) {
        let (changes, standing) = match event {
            Event::Answered { reply, standing, .. } => {
                *standing = self.journal.copies(&reply.ids());
                (changes_in(reply), standing)
            }
            Event::Heard { answer, standing, .. } => {
                let ids: Vec<Id> =
                    answer.changes.iter().map(|change| record_id(change.revision.id)).collect();
                *standing = self.journal.copies(&ids);
                (answer.changes.clone(), standing)
            }
            Event::Handed { changes, standing } => {
                let ids: Vec<Id> = changes.iter().map(|change| record_id(change.revision.id)).collect();
                *standing = self.journal.copies(&ids);
                match self.mutation {
                    Some(Mutation::ImportUnerases) => self.take_whatever_was_erased(changes),
                    Some(Mutation::AnySignerBelieved) => self.take_of_any_signer(changes),
                    _ => {}
                }
                (changes.clone(), standing)
            }
            Event::Loaded { asked, standing } => return *standing = self.journal.copies(asked),
            _ => return,
        };
        match self.mutation {
            Some(Mutation::KeptValuesDropped) => self.merge_badly(&changes, standing, shown_only),
            Some(Mutation::LaterClockWins) => self.merge_badly(&changes, standing, later_clock),
            _ => {}
        }
    }

    /// The text of a change, by whatever keys are on this phone, whoever signed it.
    fn text_of(&self, change: &Change) -> Option<Record> {
        let circle = self.roster()?.circle();
        let facts = &self.journal.facts;
        let secret = facts.secrets.epoch(&change.revision.epoch)?;
        let text = match seal::open(&circle, &change.device, secret, &change.revision).ok()? {
            Body::Text(text) => text,
            Body::Card(card) => facts.cards.open(&circle, record_id(change.revision.id), &card).ok()?,
            Body::Fact(_) | Body::Gone => return None,
        };
        Record::from_text(&text).ok()
    }

    /// Puts in the place of what stands what a broken merge makes of it: merged with what came, that is the result.
    fn merge_badly(
        &self,
        changes: &[Change],
        standing: &mut BTreeMap<Id, Copy>,
        merge: fn(&Record, &Record) -> Record,
    ) {
        for change in changes {
            if let (Some(theirs), Some(Copy::Record(ours))) =
                (self.text_of(change), standing.get_mut(&record_id(change.revision.id)))
            {
                *ours = merge(&theirs, ours);
            }
        }
    }

    /// An import that merges and writes, and asks nobody what was erased.
    fn take_whatever_was_erased(&mut self, changes: &[Change]) {
        for change in changes {
            let id = record_id(change.revision.id);
            let erased = self.engine.as_ref().is_some_and(|engine| engine.is_erased(id));
            if let Some(record) = self.text_of(change).filter(|_| erased) {
                self.journal.put(id, Row { copy: Copy::Record(record), head: None, outgoing: None });
                self.show(id);
            }
        }
    }

    /// A phone that opens what it can and asks nobody who signed it.
    fn take_of_any_signer(&mut self, changes: &[Change]) {
        for change in changes {
            let id = record_id(change.revision.id);
            let listed = self.roster().is_some_and(|roster| roster.key_of(&change.device).is_some());
            let (Some(theirs), false) = (self.text_of(change), listed) else { continue };
            if let Some((_, Row { copy: Copy::Record(ours), .. })) = self.journal.rows.get_mut(&id) {
                ours.merge(&theirs);
                self.journal.unsealed.insert(id);
                self.show(id);
            }
        }
    }

    /// The writes as a broken phone makes them; as they are, but where a mutation says so.
    pub(crate) fn sabotaged(&self, mut writes: Vec<Write>) -> Vec<Write> {
        match self.mutation {
            Some(Mutation::CursorFirst) => {
                writes.sort_by_key(|write| !matches!(write, Write::Cursor { .. }));
            }
            Some(Mutation::ErasureForgotten) => writes.retain(|write| match write {
                Write::Row(_, row) => row.copy != Copy::Gone,
                _ => true,
            }),
            Some(Mutation::OutboxNotKept) => {
                for write in &mut writes {
                    if let Write::Row(_, row) = write {
                        row.outgoing = None;
                    }
                }
            }
            _ => {}
        }
        writes
    }

    /// What was sent counts as arrived, on the disk.
    pub(crate) fn clear_sent(&mut self, request: &Request) {
        let Request::Sync(request) = request else { return };
        for revision in request.push.revisions() {
            if let Some((_, row)) = self.journal.rows.get_mut(&record_id(revision.id)) {
                row.outgoing = None;
            }
        }
    }
}

/// The revisions in an answer that the engine will merge.
fn changes_in(reply: &Reply) -> Vec<Change> {
    match reply {
        Reply::Sync(answer) => {
            let current = answer.results.iter().filter_map(|(_, outcome)| match outcome {
                Outcome::Conflict(Some(current)) => Some(Change::clone(current)),
                _ => None,
            });
            answer.changes.iter().cloned().chain(current).collect()
        }
        Reply::Records(page) => page.records.clone(),
        Reply::Roster(_) | Reply::Digest(_) => Vec::new(),
    }
}
