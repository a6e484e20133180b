//! One command's way to the disk: one strict transaction that writes over what this window knows, or, where
//! another window wrote meanwhile, reads what stands, merges and puts back; then the working set, this window's
//! state, the other windows.

use std::rc::{Rc, Weak};

use tanomo_domain::table::Table;

use tanomo_domain::change::Change;
use tanomo_domain::view::{Erasure, Resident};
use tanomo_record::{Id, Record, VersionVector, Writer};

use super::journal::{Batch, Stored};
use super::link::Poke;
use super::vault::{SEALED, SealingKey};
use super::{Inner, Saving, Store, Trouble, lock, random, room};
use crate::browser::clock;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is called the moment the disk has it, before anything else follows.
pub(super) type Kept = Box<dyn FnOnce()>;

/// Writes changes by `by`; `to_send` where they are news to other phones. Calls `kept` as soon as the disk has them.
pub(super) async fn write(
    store: Store,
    changes: Vec<Change>,
    by: Id,
    to_send: bool,
    kept: Kept,
) -> Result<(), Trouble> {
    if changes.is_empty() {
        kept();
        return Ok(());
    }
    lock::needed_for(store, &changes)?;
    let under_way = Rc::new(());
    spawn_local(say_if_slow(store, Rc::downgrade(&under_way)));
    let mut outcome = commit(store, &changes, by, to_send).await;
    // Phones close a database while the app sleeps. A transaction that failed has written nothing, so the
    // same changes go again on a new connection, once.
    if matches!(outcome, Err(Trouble::Browser(_))) && super::start::open_again(store).await {
        outcome = commit(store, &changes, by, to_send).await;
    }
    drop(under_way);
    match outcome {
        Ok((prepared, found, batch)) => {
            let sure = store.look(|inner| inner.journal.is_some());
            say(store, if sure { Saving::Saved } else { Saving::Unsure });
            kept();
            // Before anything else runs: another window's newer record must not be replaced by this one later.
            let complete = take_in(store, prepared, found, &batch);
            // Whoever saved reads that first; lists and lines can wait for the frame that says it.
            room::breathe().await;
            follow(store, found + 1, complete, &batch);
            Ok(())
        }
        Err(trouble) => {
            // A refusal is the form's to show; the state line tells only what the phone could not do.
            let failed = !matches!(trouble, Trouble::Refused(_) | Trouble::Locked | Trouble::NeedsNumber);
            say(store, if failed { Saving::Failed(trouble.clone()) } else { Saving::Saved });
            if trouble == Trouble::Full {
                store.full.set(true);
            }
            Err(trouble)
        }
    }
}

/// When a write counts as slow, in milliseconds.
const SLOW: i32 = 80;

/// Says that something is being written where that takes long enough to be read. Most writes end before, and drawing
/// those words would keep the screen's thread from hearing that they did.
async fn say_if_slow(store: Store, under_way: Weak<()>) {
    room::wait(SLOW).await;
    if under_way.strong_count() > 0 {
        say(store, Saving::Writing);
    }
}

/// The state line is drawn again only where it says something else.
fn say(store: Store, saving: Saving) {
    if store.saving.try_get_untracked().is_some_and(|said| said != saving) {
        store.saving.set(saving);
    }
}

/// What was written, over which generation.
type Written = (Prepared, u64, Batch);

async fn commit(store: Store, changes: &[Change], by: Id, to_send: bool) -> Result<Written, Trouble> {
    let prepare = || {
        let prepared = store.inner.try_update_value(|inner| Prepared::new(inner, changes, by));
        prepared.flatten().ok_or(Trouble::NotReady)
    };
    let mut prepared = prepare()?;
    let Some(journal) = store.look(|inner| inner.journal.clone()) else {
        let batch = without_journal(store, &mut prepared, changes, to_send)?;
        let found = prepared.generation;
        return Ok((prepared, found, batch));
    };
    // Nearly always this window knows all that stands.
    let batch = prepared.batch(changes, to_send)?;
    let known = prepared.generation;
    if journal.write_over(known, &batch).await? {
        return Ok((prepared, known, batch));
    }
    // Another window was first.
    let mut prepared = prepare()?;
    let read: Vec<Id> = prepared.existing.clone();
    let (found, batch) = journal
        .write(&read, |_, standing| {
            prepared.merge(standing)?;
            prepared.batch(changes, to_send)
        })
        .await?;
    Ok((prepared, found, batch))
}

/// With no journal behind it the working set is all there is: what does not fit there is not saved.
fn without_journal(
    store: Store,
    prepared: &mut Prepared,
    changes: &[Change],
    to_send: bool,
) -> Result<Batch, Trouble> {
    let batch = prepared.batch(changes, to_send)?;
    if let Some(working) = store.look(|inner| inner.working.clone()) {
        working.write_all(&batch.puts, prepared.generation + 1).map_err(|_| Trouble::Full)?;
    }
    Ok(batch)
}

/// What is about to be written, before and while the journal is asked.
struct Prepared {
    circle: Id,
    writer: Writer,
    generation: u64,
    key: Option<SealingKey>,
    /// What this window's screen was drawn from.
    seen: Table<VersionVector>,
    records: Table<Record>,
    existing: Vec<Id>,
}

impl Prepared {
    fn new(inner: &mut Inner, changes: &[Change], by: Id) -> Option<Self> {
        let device = inner.device.as_ref()?;
        let stamp = inner.clock.tick(clock::now());
        let known = |change: &Change| inner.state.record(change.id).map(|record| (change.id, record.clone()));
        let records: Table<Record> = changes.iter().filter_map(known).collect();
        Some(Self {
            circle: device.circle,
            writer: Writer { replica: device.replica, by, stamp },
            generation: inner.generation,
            key: inner.key.clone(),
            seen: records.iter().map(|(&id, record)| (id, record.seen().clone())).collect(),
            existing: records.keys().copied().collect(),
            records,
        })
    }

    /// Takes in what another window wrote meanwhile. The changes still speak only of what this one showed.
    fn merge(&mut self, standing: Vec<Stored>) -> Result<(), Trouble> {
        for stored in standing {
            let text = self.open(stored.id, &stored.text)?;
            if let (Ok(theirs), Some(ours)) = (Record::from_text(&text), self.records.get_mut(&stored.id)) {
                ours.merge(&theirs);
            }
        }
        Ok(())
    }

    fn open(&self, id: Id, text: &str) -> Result<String, Trouble> {
        if !text.starts_with(SEALED) {
            return Ok(text.to_owned());
        }
        let key = self.key.as_ref().ok_or(Trouble::Locked)?;
        key.open(self.circle, id, text).map_err(|_| Trouble::Locked)
    }

    /// Writes the changes into the records and seals what has to be.
    fn batch(&mut self, changes: &[Change], to_send: bool) -> Result<Batch, Trouble> {
        let mut batch = Batch { to_send, ..Batch::default() };
        for change in changes {
            let record = self.records.or_insert_with(change.id, || Record::new(change.kind));
            let seen = self.seen.get(&change.id).cloned().unwrap_or_default();
            record.write(self.writer, &seen, change.writes.iter().cloned());
            if let Some(erasure) = Erasure::read(record).filter(|_| change.kind == Erasure::KIND) {
                batch.erased.push(erasure.of);
            }
            let text = record.to_text();
            let text = if change.kind == Resident::KIND {
                let key = self.key.as_ref().ok_or(Trouble::Locked)?;
                key.seal(self.circle, change.id, random()?, &text)
            } else {
                text
            };
            batch.puts.push((change.id, text));
        }
        Ok(batch)
    }
}

/// The disk has it: so has this window's state. True if nothing was missed in between.
fn take_in(store: Store, prepared: Prepared, found: u64, batch: &Batch) -> bool {
    let generation = found + 1;
    for (id, record) in prepared.records.into_pairs() {
        store.take_in(id, record, generation);
    }
    let complete = found == prepared.generation;
    let _ = store.inner.try_update_value(|inner| {
        if complete {
            inner.generation = generation;
        }
        if batch.to_send && inner.journal.is_some() {
            inner.waiting.extend(batch.puts.iter().map(|(id, _)| *id));
        }
        for id in &batch.erased {
            inner.waiting.remove(id);
        }
    });
    complete
}

/// Everything else follows, and may fail without loss.
fn follow(store: Store, generation: u64, complete: bool, batch: &Batch) {
    store.unsent.set(store.look(|inner| u32::try_from(inner.waiting.len()).unwrap_or(u32::MAX)));
    if !batch.erased.is_empty() {
        super::drafts::discard_all();
    }
    to_working_set(store, batch, generation, complete);
    let ids: Vec<Id> = batch.puts.iter().map(|(id, _)| *id).collect();
    store.tell(&ids);
    super::photos::forget_taken_off(store, &ids);
    room::keep_head(store);
    store.look(|inner| {
        if let Some(tabs) = &inner.tabs {
            tabs.tell(generation);
        }
    });
    if !complete {
        spawn_local(super::start::catch_up(store));
    }
    if batch.to_send {
        store.poke(Poke::Wrote);
    }
    room::ask_to_persist();
}

fn to_working_set(store: Store, batch: &Batch, generation: u64, complete: bool) {
    let Some(working) = store.look(|inner| inner.working.clone()) else { return };
    let mut full = false;
    for (id, text) in &batch.puts {
        full |= working.write(*id, generation, text).is_err();
    }
    for id in &batch.erased {
        working.remove(*id);
    }
    if full {
        // The journal has it. The working set shrinks, and catches up at the next start.
        spawn_local(room::shrink(store));
    } else if complete {
        working.reached(generation);
    }
}
