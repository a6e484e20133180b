//! When to try: the connection came back, the app came to the front, somebody else pushed. And what still goes when
//! the app is left: one push that outlives the page, and the service worker's, where the browser has one.

use std::rc::Rc;

use js_sys::Reflect;
use leptos::task::spawn_local;
use tanomo_sync::engine::Failure;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::turns::{Held, Turn};
use super::{Poke, Travel, courier};
use crate::browser::clock;
use crate::store::{Store, room};

/// What the service worker is woken by; `public/sw.js` is the other side.
const TAG: &str = "tanomo-send";
/// The pauses after a long poll that failed, in milliseconds: from the first to the last.
const PAUSES: (i32, i32) = (5_000, 120_000);

/// Listens for as long as the window lives: the way is opened once.
pub(super) fn listen(store: Store, held: &Rc<Held>) {
    let Some(window) = web_sys::window() else { return };
    for event in ["online", "pageshow"] {
        let held = held.clone();
        let call = Closure::<dyn Fn()>::new(move || held.turn(Turn::Poke(Poke::Hurry))).into_js_value();
        let _ = window.add_event_listener_with_callback(event, call.unchecked_ref());
    }
    let leaving = held.clone();
    let call = Closure::<dyn Fn()>::new(move || leave(store, &leaving)).into_js_value();
    let _ = window.add_event_listener_with_callback("pagehide", call.unchecked_ref());
    if let Some(document) = window.document() {
        let held = held.clone();
        let call = Closure::<dyn Fn()>::new(move || {
            if hidden() {
                leave(store, &held);
            } else {
                held.turn(Turn::Poke(Poke::Hurry));
            }
        });
        let call = call.into_js_value();
        let _ = document.add_event_listener_with_callback("visibilitychange", call.unchecked_ref());
    }
}

fn hidden() -> bool {
    let document = web_sys::window().and_then(|window| window.document());
    document.is_some_and(|document| document.visibility_state() == web_sys::VisibilityState::Hidden)
}

/// The app is being left: what waits goes in one push whose answer nobody reads. Stored, it is a `dup` next time.
fn leave(store: Store, held: &Held) {
    let (engine, link) = (held.engine.borrow(), held.link.borrow());
    let (Some(engine), Some(link)) = (engine.as_ref(), link.as_ref()) else { return };
    if let Some(request) = engine.keepalive(clock::now()) {
        courier::tell(&link.circle, &link.token, &request);
    }
    if store.unsent.get_untracked() > 0 {
        ask_worker();
    }
}

/// Has the service worker send what waits as soon as there is a connection, where the browser can.
pub(super) fn ask_worker() {
    spawn_local(async {
        let _ = ask_worker_now().await;
    });
}

async fn ask_worker_now() -> Result<(), JsValue> {
    let navigator = web_sys::window().ok_or(JsValue::NULL)?.navigator();
    let container = Reflect::get(&navigator, &"serviceWorker".into())?;
    let container: web_sys::ServiceWorkerContainer = container.dyn_into()?;
    let registration = JsFuture::from(container.ready()?).await?;
    // Background Sync is Chromium's; web-sys keeps it behind an unstable flag.
    let sync = Reflect::get(&registration, &"sync".into())?;
    let register: js_sys::Function = Reflect::get(&sync, &"register".into())?.dyn_into()?;
    let promise: js_sys::Promise = register.call1(&sync, &TAG.into())?.dyn_into()?;
    JsFuture::from(promise).await.map(drop)
}

/// Asks the server to answer when somebody pushes, while the app is on the screen and all is settled.
pub(super) async fn wait_for_news(store: Store, held: Rc<Held>, owner: String) {
    let mut pause = PAUSES.0;
    loop {
        room::wait(250).await;
        if !held.owns(&owner) {
            return;
        }
        let settled = matches!(store.travel.get_untracked(), Travel::Settled(Some(_)));
        let asked = held.link.borrow().as_ref().map(|link| (link.circle, link.token.clone()));
        let (Some((circle, token)), true, false) = (asked, settled, hidden()) else { continue };
        // What it knew when it asked: the first answer already may be the one that tells of a new entry.
        let known = held.engine.borrow().as_ref().map(|engine| (engine.cursor(), engine.roster_seen()));
        let Some((since, roster)) = known else { return };
        match courier::wait_for_news(&circle, &token, since).await {
            Ok(page) => {
                pause = PAUSES.0;
                if page.roster != roster || !page.changes.is_empty() {
                    held.turn(Turn::Heard { since, page: Box::new(page) });
                    // The engine takes it in now; asked again at once, the server would answer the same.
                    room::wait(1_000).await;
                }
            }
            Err(why) => {
                // A server that no longer knows this phone may have a reason in its roster.
                if matches!(why, Failure::Problem(_)) {
                    held.turn(Turn::Poke(Poke::Hurry));
                }
                room::wait(pause).await;
                pause = (pause * 2).min(PAUSES.1);
            }
        }
    }
}
