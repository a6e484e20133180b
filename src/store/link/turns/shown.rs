//! What became lasting goes into this window's state, the working set and the other windows.

use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_record::Id;

use super::super::Stuck;
use super::super::kept::Lasting;
use crate::store::{Store, photos, room, start};

/// Shows what became lasting, and tells the other windows.
pub(super) fn show(store: Store, lasting: Lasting) {
    let Lasting { found, wrote, records, gone, waiting, .. } = lasting;
    let generation = found + u64::from(wrote);
    let ids: Vec<Id> = records.iter().map(|(id, ..)| *id).collect();
    let working = store.look(|inner| inner.working.clone());
    let mut full = false;
    for (id, record, text) in records {
        start::merge_in(store, id, record, generation);
        if let Some(working) = &working {
            full |= working.write(id, generation, &text).is_err();
        }
    }
    for &id in &gone {
        if let Some(working) = &working {
            working.remove(id);
        }
        let _ = store.inner.try_update_value(|inner| {
            inner.generations.remove(&id);
            inner.state.drop_card(id);
        });
    }
    let missed = store.inner.try_update_value(|inner| {
        // A revision that counts has come after one that did not.
        inner.stuck.retain(|id, why| *why != Stuck::NotBelieved || !ids.contains(id));
        for (id, waits) in waiting {
            if waits {
                inner.waiting.insert(id);
            } else {
                inner.waiting.remove(&id);
                inner.stuck.remove(&id);
            }
        }
        let missed = wrote && inner.generation != found;
        if wrote && !missed {
            inner.generation = generation;
        }
        missed
    });
    let unsent = store.look(|inner| u32::try_from(inner.waiting.len()).unwrap_or(u32::MAX));
    if store.unsent.get_untracked() != unsent {
        store.unsent.set(unsent);
    }
    if !wrote {
        return;
    }
    if full {
        spawn_local(room::shrink(store));
    } else if missed != Some(true)
        && let Some(working) = &working
    {
        working.reached(generation);
    }
    if !ids.is_empty() {
        store.tell(&ids);
        photos::forget_taken_off(store, &ids);
        room::keep_head(store);
    }
    if !gone.is_empty() {
        store.changed.update(|version| *version += 1);
    }
    store.look(|inner| {
        if let Some(tabs) = &inner.tabs {
            tabs.tell(generation);
        }
    });
    if missed == Some(true) {
        spawn_local(start::catch_up(store));
    }
}
