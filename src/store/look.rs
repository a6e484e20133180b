//! The look, kept in the journal too: a browser may write localStorage only now and then (Chromium once a minute at
//! most), so that a phone that dies just after 200 % was chosen would start with small letters again.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::idb::{Idb, IdbError};
use super::{Store, journal};
use crate::browser::look::{self, Look};

/// Keeps every choice from now on.
pub(super) fn follow(store: Store) {
    let look = look::signal();
    Effect::new(move |_| {
        let chosen = look.get();
        // Before the journal is open there is nothing to write to; `settle` does it then.
        if let Some(idb) = store.idb() {
            spawn_local(async move { drop(keep(&idb, &chosen).await) });
        }
    });
}

/// Of what localStorage has and what the journal has, the later choice holds and is in both from now on.
pub(super) async fn settle(store: Store) {
    let Some(idb) = store.idb() else { return };
    let kept = journal::look(&idb).await.ok().flatten();
    let now = look::signal().get_untracked();
    match kept.and_then(|text| serde_json::from_str::<Look>(&text).ok()) {
        Some(kept) if kept.changes > now.changes => look::take(kept),
        Some(kept) if kept == now => {}
        None if now.changes == 0 => {}
        // Where it cannot be written, only this choice may be lost.
        _ => drop(keep(&idb, &now).await),
    }
}

async fn keep(idb: &Idb, look: &Look) -> Result<(), IdbError> {
    match serde_json::to_string(look) {
        Ok(text) => journal::keep_look(idb, &text).await,
        Err(_) => Ok(()),
    }
}
