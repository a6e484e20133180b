//! How full the phone is, and the pauses that leave the screen free.

use std::sync::Arc;

use leptos::task::spawn_local;
use tanomo_domain::row::Row;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::js_sys::{Function, Promise, Reflect};

use crate::browser::clock;

use super::working::{self, BUDGET};
use super::{Phase, Store, now};

/// How many lines the next start paints before anything is read.
const HEAD: usize = 30;
/// How long [`idle`] waits at most, in milliseconds.
const LONGEST_WAIT: i32 = 200;

/// What is used and what there is, in bytes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Room {
    /// The working set, in UTF-16 units.
    pub working: usize,
    /// What the working set may use.
    pub working_most: usize,
    /// Everything this app keeps in the browser, if it says.
    pub all: Option<u64>,
    /// What the browser would give it, if it says.
    pub all_most: Option<u64>,
    /// Whether the browser promised not to clear it by itself.
    pub lasting: bool,
}

/// Measures how full the phone is.
pub async fn measure() -> Room {
    let mut room = Room { working: working::used(), working_most: BUDGET, ..Room::default() };
    let Some(manager) = storage_manager() else { return room };
    if let Ok(promise) = manager.estimate()
        && let Ok(estimate) = JsFuture::from(promise).await
    {
        let field = |name: &str| {
            Reflect::get(&estimate, &name.into()).ok().and_then(|v| v.as_f64()).map(|number| number as u64)
        };
        (room.all, room.all_most) = (field("usage"), field("quota"));
    }
    if let Ok(promise) = manager.persisted()
        && let Ok(answer) = JsFuture::from(promise).await
    {
        room.lasting = answer.is_truthy();
    }
    room
}

/// Asks the browser not to clear the records by itself; once, after the first saved record.
pub(super) fn ask_to_persist() {
    thread_local!(static ASKED: std::cell::Cell<bool> = const { std::cell::Cell::new(false) });
    if ASKED.replace(true) {
        return;
    }
    if let Some(Ok(promise)) = storage_manager().map(|manager| manager.persist()) {
        spawn_local(async move {
            let _ = JsFuture::from(promise).await;
        });
    }
}

/// The browser's storage manager; `None` where it is missing (not a secure page, WebKitGTK).
fn storage_manager() -> Option<web_sys::StorageManager> {
    let navigator = web_sys::window()?.navigator();
    let manager = Reflect::get(&navigator, &"storage".into()).ok()?;
    manager.dyn_into().ok()
}

/// Keeps the lines the next start paints first.
pub(super) fn keep_head(store: Store) {
    let rows: Arc<Vec<Row>> = store.rows.get_untracked();
    let mine = rows.iter().filter(|row| row.mine && !row.status.closed());
    let mut head: Vec<Row> = rows.iter().take(HEAD).cloned().collect();
    for row in mine.take(HEAD) {
        if !head.iter().any(|known| known.id == row.id) {
            head.push(row.clone());
        }
    }
    store.look(|inner| {
        if let Some(working) = &inner.working {
            working.keep_head(&head);
        }
    });
    keep_days(store);
}

/// Keeps what the next days are painted from, once the screen has nothing to do: to plan a day takes milliseconds.
fn keep_days(store: Store) {
    thread_local!(static WAITS: std::cell::Cell<bool> = const { std::cell::Cell::new(false) });
    if WAITS.replace(true) {
        return;
    }
    spawn_local(async move {
        idle().await;
        WAITS.set(false);
        let heads = store.peek(|state| state.day_heads(now()));
        store.look(|inner| {
            if let Some(working) = &inner.working {
                working.keep_days(&heads);
            }
        });
    });
}

/// Takes the oldest closed requests, with all that belongs to them, out of the working set until it fits.
/// The journal keeps them, and so does the state.
pub(super) async fn shrink(store: Store) {
    let Some(working) = store.look(|inner| inner.working.clone()) else { return };
    // Without a journal nothing may go.
    if store.look(|inner| inner.journal.is_none()) {
        store.full.set(true);
        return;
    }
    let rows = store.rows.get_untracked();
    let closed = rows.iter().rev().filter(|row| row.status.closed());
    let mut used = working::used();
    for row in closed {
        if used <= BUDGET * 3 / 4 {
            break;
        }
        for id in store.peek(|state| state.belonging(row.id)) {
            working.remove(id);
        }
        used = working::used();
        breathe().await;
    }
    // What did not fit is written now; the generation stays behind until the next start has checked it.
    working::lay_ballast();
    store.full.set(used > BUDGET);
}

/// At midnight, and when the phone wakes, what "today" means is computed again.
pub(super) fn each_day(store: Store) {
    spawn_local(async move {
        let mut day = store.today();
        loop {
            wait(60_000).await;
            if store.phase.try_get_untracked() != Some(Phase::Ready) {
                return;
            }
            let today = tanomo_domain::date::tokyo_date(now());
            if today != day {
                day = today;
                store.reckon();
                store.tell_all();
                keep_head(store);
            }
        }
    });
}

/// Waits until the next frame has been painted.
pub(crate) async fn after_paint() {
    let frame = Promise::new(&mut |resolve: Function, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.request_animation_frame(&resolve);
        }
    });
    // A hidden window paints no frame; it must start all the same.
    let soon = clock::after(100);
    let either = web_sys::js_sys::Array::of2(&frame, &soon);
    let _ = JsFuture::from(Promise::race(&either)).await;
    breathe().await;
}

/// Lets the screen have its turn.
pub(crate) async fn breathe() {
    wait(0).await;
}

/// Waits until the screen has nothing to do, as the browser sees it; where it does not say (WebKit), and in a window
/// that is not shown, a moment.
pub(super) async fn idle() {
    let free = Promise::new(&mut |resolve: Function, _| {
        if let Some(window) = web_sys::window() {
            let _ = window.request_idle_callback(&resolve);
        }
    });
    let either = web_sys::js_sys::Array::of2(&free, &clock::after(LONGEST_WAIT));
    let _ = JsFuture::from(Promise::race(&either)).await;
}

/// Waits so many milliseconds.
pub(crate) async fn wait(ms: i32) {
    let _ = JsFuture::from(clock::after(ms)).await;
}
