//! From nothing to everything read: the first lines are painted from one key, then the working set is read
//! in slices that leave the screen free, then the journal, which is newer.

use std::collections::BTreeSet;

use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::command::{Command, Context, Founding};
use tanomo_domain::decide::decide;
use tanomo_domain::sample;
use tanomo_domain::state::State;
use tanomo_domain::view::Role;
use tanomo_record::{Id, Record, ReplicaId};

use wasm_bindgen::prelude::*;
use web_sys::js_sys::Reflect;

use super::device::Device;
use super::idb::Idb;
use super::journal::{self, Batch, Journal, Stored};
use super::link::Poke;
use super::vault::SEALED;
use super::working::{self, Working};
use super::{Phase, Saving, Store, Trouble, late, lock, look, random, room, tabs};
use crate::browser::clock;

/// How long one slice of reading may hold the screen, in milliseconds.
const SLICE: f64 = 6.0;
/// How many records one look into the journal brings: few, because the browser unpacks them all at once, on the
/// screen's own thread, and because whoever saves meanwhile waits for the look to end.
const PAGE: u32 = 50;

/// Paints what is known at once and goes on in the background.
pub(super) fn begin(store: Store) {
    if !working::available() {
        store.phase.set(Phase::NoStorage);
        return;
    }
    if let Some(device) = Device::load() {
        settle(store, device);
    }
    leaving();
    look::follow(store);
    spawn_local(async move {
        // The first paint comes first.
        room::after_paint().await;
        go_on(store).await;
    });
}

/// How soon a page that was left and runs all the same is no longer taken for left, in milliseconds: one that is kept
/// has no time that passes.
const RUNS: i32 = 1_000;

/// What may be dropped is, when the page is left, and nothing is begun until somebody comes back to it.
fn leaving() {
    let Some(window) = web_sys::window() else { return };
    let leave = Closure::<dyn Fn(JsValue)>::new(|event: JsValue| {
        let kept = Reflect::get(&event, &"persisted".into()).is_ok_and(|kept| kept.is_truthy());
        super::idb::drop_what_may_be(kept);
        spawn_local(async {
            room::wait(RUNS).await;
            super::idb::go_on();
        });
    });
    let back = Closure::<dyn Fn()>::new(super::idb::go_on);
    for (event, call) in [("pagehide", leave.into_js_value()), ("pageshow", back.into_js_value())] {
        let _ = window.add_event_listener_with_callback(event, call.unchecked_ref());
    }
}

/// Takes the phone's own facts and paints the lines the last session left.
fn settle(store: Store, device: Device) {
    let working = Working::of(device.circle);
    if let Some(rows) = working.head() {
        store.rows.set(std::sync::Arc::new(rows));
        store.phase.set(Phase::Painted);
    }
    let _ = store.inner.try_update_value(|inner| {
        inner.working = Some(working);
        inner.device = Some(device);
    });
}

async fn go_on(store: Store) {
    // Reading the records is not in the part that starts; it comes while the journal opens.
    let ((idb, kept), ()) = futures::future::join(open_journal(), late::fetch_work()).await;
    match (store.look(|inner| inner.device.clone()), kept) {
        // localStorage may be older: what the journal has of the same circle was kept after it. A number that was
        // chosen just before the battery was empty is known here alone.
        (Some(device), Some(kept)) if device.circle == kept.circle => {
            let tries = device.tries.max(kept.tries);
            let device = Device { tries, ..kept };
            device.keep();
            let _ = store.inner.try_update_value(|inner| inner.device = Some(device));
        }
        (Some(_), _) => {}
        // localStorage may have been cleared while the journal stands.
        (None, Some(kept)) => {
            kept.keep();
            settle(store, kept);
        }
        (None, None) => {
            attach(store, idb, None);
            store.phase.set(Phase::Fresh);
            return look::settle(store).await;
        }
    }
    match late::read_all(store, idb).await {
        Ok(reading) => reading.await,
        // The lines that are painted stay; the next start reads the rest.
        Err(trouble) => store.saving.set(Saving::Failed(trouble)),
    }
}

async fn open_journal() -> (Option<Idb>, Option<Device>) {
    let Ok(idb) = journal::open().await else { return (None, None) };
    let kept = journal::device(&idb).await.ok().flatten();
    (Some(idb), kept)
}

/// Opens the journal anew. False where that fails, or there was none to begin with.
pub(super) async fn open_again(store: Store) -> bool {
    let circle = store.look(|inner| inner.device.as_ref().map(|device| device.circle));
    if circle.is_none() || store.look(|inner| inner.journal.is_none()) {
        return false;
    }
    match journal::open().await {
        Ok(idb) => {
            attach(store, Some(idb), circle);
            true
        }
        Err(_) => false,
    }
}

fn attach(store: Store, idb: Option<Idb>, circle: Option<Id>) {
    if idb.is_none() {
        store.saving.set(Saving::Unsure);
    }
    let _ = store.inner.try_update_value(|inner| {
        inner.journal = idb.map(|idb| Journal::of(idb, circle.unwrap_or(Id::new([0; 16]))));
    });
}

pub(super) async fn read_all(store: Store, idb: Option<Idb>) {
    let Some(device) = store.look(|inner| inner.device.clone()) else { return };
    let Some(working) = store.look(|inner| inner.working.clone()) else { return };
    let missing = read_working(store, &working, &device).await;
    attach(store, idb, Some(device.circle));
    let journal = store.look(|inner| inner.journal.clone());
    if let Some(journal) = journal {
        let reached = working.generation();
        match journal.generation().await {
            Ok(newest) if newest < reached => shadow_lost(store, &journal, &working, device).await,
            Ok(_) => drop(take_newer(store, &journal, if missing { 0 } else { reached }).await),
            // Who does not answer has lost nothing: the page is being left, or the phone is busy. What is written on
            // it reads the journal first.
            Err(_) => {}
        }
        count_unsent(store, &journal).await;
    }
    store.read_contact().await;
    store.tell_all();
    store.phase.set(Phase::Ready);
    room::keep_head(store);
    working::lay_ballast();
    tabs::listen(store);
    room::each_day(store);
    late::go_on(store);
    spawn_local(store.erase_ended());
    look::settle(store).await;
    sweep(store).await;
}

/// Reads the working set in slices. Says whether some value was damaged, so that the journal has to help.
async fn read_working(store: Store, working: &Working, device: &Device) -> bool {
    let mut slice = clock::monotonic();
    let mut damaged = false;
    for id in working.ids() {
        match working.read(id) {
            Ok(Some((generation, text))) => {
                if !take_text(store, device.circle, &Stored { id, generation, text }) {
                    working.set_aside(id);
                    damaged = true;
                    store.damaged.update(|count| *count += 1);
                }
            }
            Ok(None) => {}
            Err(_) => {
                damaged = true;
                store.damaged.update(|count| *count += 1);
            }
        }
        if clock::monotonic() - slice > SLICE {
            room::breathe().await;
            slice = clock::monotonic();
        }
    }
    damaged
}

/// Takes a record in, opened if it is a card and the key is here. False for a text that is no record.
pub(super) fn take_text(store: Store, circle: Id, stored: &Stored) -> bool {
    let Stored { id, generation, text } = stored;
    if text.starts_with(SEALED) {
        let key = store.look(|inner| inner.key.clone());
        let opened = key.and_then(|key| key.open(circle, *id, text).ok());
        let record = opened.and_then(|text| Record::from_text(&text).ok());
        match record {
            Some(record) => merge_in(store, *id, record, *generation),
            None => {
                let _ = store.inner.try_update_value(|inner| {
                    inner.generations.insert(*id, *generation);
                    inner.state.put_closed(*id);
                });
            }
        }
        return true;
    }
    match Record::from_text(text) {
        Ok(record) => {
            merge_in(store, *id, record, *generation);
            true
        }
        Err(_) => false,
    }
}

/// Merges with what is in memory, which another window may have been ahead of or behind.
pub(super) fn merge_in(store: Store, id: Id, mut record: Record, generation: u64) {
    if let Some(known) = store.peek(|state| state.record(id).cloned()) {
        record.merge(&known);
    }
    store.take_in(id, record, generation);
}

/// Takes in everything the journal has above a generation, and brings the working set up to it.
async fn take_newer(store: Store, journal: &Journal, above: u64) -> Result<Vec<Id>, Trouble> {
    let newest = journal.generation().await?;
    let mut ids = Vec::new();
    let circle = store.look(|inner| inner.device.as_ref().map(|device| device.circle));
    let Some(circle) = circle else { return Ok(ids) };
    let mut slice = clock::monotonic();
    let mut full = false;
    let working = store.look(|inner| inner.working.clone());
    for stored in journal.above(above).await? {
        if take_text(store, circle, &stored) {
            ids.push(stored.id);
            if let Some(working) = working.as_ref().filter(|_| !full) {
                full = working.write(stored.id, stored.generation, &stored.text).is_err();
            }
        }
        if clock::monotonic() - slice > SLICE {
            room::breathe().await;
            slice = clock::monotonic();
        }
    }
    let _ = store.inner.try_update_value(|inner| inner.generation = inner.generation.max(newest));
    if let Some(working) = working.filter(|_| !full) {
        working.reached(newest);
    }
    Ok(ids)
}

/// Takes in what other windows wrote.
pub(super) async fn catch_up(store: Store) {
    let (journal, generation) = store.look(|inner| (inner.journal.clone(), inner.generation));
    if let Some(journal) = journal
        && let Ok(ids) = take_newer(store, &journal, generation).await
    {
        store.tell(&ids);
        count_unsent(store, &journal).await;
        store.poke(Poke::Wrote);
    }
}

/// The journal is behind the working set: it was lost. This copy goes on under a new name, because dots
/// of the old one may stand elsewhere, and what is left is written anew.
async fn shadow_lost(store: Store, journal: &Journal, working: &Working, mut device: Device) {
    let Ok(replica) = random() else { return };
    device.replica = ReplicaId::new(replica);
    device.keep();
    let _ = journal::keep_device(journal.idb(), &device).await;
    let _ = store.inner.try_update_value(|inner| inner.device = Some(device));
    let texts = working.ids().into_iter().filter_map(|id| Some((id, working.read(id).ok()??.1)));
    let puts: Vec<(Id, String)> = texts.collect();
    let batch = Batch { puts, erased: Vec::new(), to_send: true };
    if let Ok((found, _)) = journal.write::<Trouble>(&[], |_, _| Ok(batch)).await {
        let _ = store.inner.try_update_value(|inner| inner.generation = found + 1);
        working.reached(found + 1);
    }
}

async fn count_unsent(store: Store, journal: &Journal) {
    if let Ok(ids) = journal.unsent().await {
        let waiting: BTreeSet<Id> = ids.into_iter().collect();
        store.unsent.set(u32::try_from(waiting.len()).unwrap_or(u32::MAX));
        let _ = store.inner.try_update_value(|inner| inner.waiting = waiting);
    }
}

/// Goes through the whole journal once, in idle time: what the working set no longer holds, and what two
/// windows wrote in an order localStorage did not keep, comes into memory here.
async fn sweep(store: Store) {
    let Some(journal) = store.look(|inner| inner.journal.clone()) else { return };
    let Some(device) = store.look(|inner| inner.device.clone()) else { return };
    let mut after = None;
    let mut found = Vec::new();
    loop {
        room::idle().await;
        // Looked at by its generation first: nearly every text is known, and none of those is read.
        let known = |id: Id, generation| {
            store.look(|inner| inner.generations.get(&id).is_some_and(|&known| known == generation))
        };
        let Ok((page, last)) = journal.page_but(after.as_deref(), PAGE, known).await else { break };
        let Some(last) = last else { break };
        after = Some(last);
        let others = page.iter().filter(|stored| take_text(store, device.circle, stored));
        found.extend(others.map(|stored| stored.id));
    }
    if !found.is_empty() {
        store.tell(&found);
        room::keep_head(store);
    }
}

impl Store {
    /// Makes a circle with the person who holds this phone as its first lead.
    ///
    /// # Errors
    /// [`Trouble`]; then this phone stays fresh.
    pub async fn found(self, founding: Founding) -> Result<(), Trouble> {
        late::found(self, founding).await?.await
    }

    pub(super) async fn found_here(self, founding: Founding) -> Result<(), Trouble> {
        let (device, ctx) = self.newcomer(false)?;
        let changes = decide(&State::default(), &ctx, Command::FoundCircle(founding))?;
        adopt(self, device).await;
        super::write::write(self, changes, ctx.me, true, Box::new(|| {})).await?;
        self.phase.set(Phase::Ready);
        Ok(())
    }

    /// Makes the circle to try things out in. Its records are not news to anybody; its cards open with
    /// [`SAMPLE_NUMBER`].
    ///
    /// # Errors
    /// [`Trouble`] of the phone.
    pub async fn try_sample(self) -> Result<(), Trouble> {
        late::try_sample(self).await?.await
    }

    pub(super) async fn try_sample_here(self) -> Result<(), Trouble> {
        let (device, ctx) = self.newcomer(true)?;
        adopt(self, device).await;
        self.choose_number_here(SAMPLE_NUMBER).await.map_err(|_| Trouble::NotReady)?;
        let who = sample::For {
            circle: ctx.ids[0],
            me: ctx.me,
            replica: self
                .inner
                .with_value(|inner| inner.device.as_ref().map(|d| d.replica))
                .ok_or(Trouble::NotReady)?,
            now: ctx.now,
            seed: random()?,
        };
        self.merge_chunk(&sample::squad(who), false).await?;
        self.tell_all();
        room::keep_head(self);
        self.phase.set(Phase::Ready);
        Ok(())
    }

    fn newcomer(self, sample: bool) -> Result<(Device, Context), Trouble> {
        let ids = super::fresh_ids()?;
        let [circle, me, ..] = ids;
        let replica = ReplicaId::new(random()?);
        let device = Device { replica, circle, me, sample, vault: None, by_device: None, tries: (0, 0) };
        Ok((device, Context { now: super::now(), me, role: Role::Lead, ids }))
    }
}

/// The number that opens the cards of the sample circle; the screen says it.
pub const SAMPLE_NUMBER: &str = "123456";

/// Makes this phone the first of a circle, or of the sample one.
pub(super) async fn adopt(store: Store, device: Device) {
    device.keep();
    let idb = store.idb();
    if let Some(idb) = &idb {
        let _ = journal::keep_device(idb, &device).await;
    }
    let circle = device.circle;
    let _ = store.inner.try_update_value(|inner| {
        inner.working = Some(Working::of(circle));
        inner.device = Some(device);
    });
    attach(store, idb, Some(circle));
    tabs::listen(store);
    room::each_day(store);
    lock::show(store);
}
