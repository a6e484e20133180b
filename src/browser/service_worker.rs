//! The offline copy of the app: registering it, and changing to a new version when the person says so.
//!
//! A new version waits, whole, beside the one that runs; the two are never mixed. `public/sw.js` is the other side.

use super::{get, window};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{ServiceWorker, ServiceWorkerContainer, ServiceWorkerRegistration, ServiceWorkerState};

thread_local! {
    static UPDATE: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

fn container() -> Option<ServiceWorkerContainer> {
    let navigator = window()?.navigator();
    // Absent in private windows and outside secure contexts, whatever web-sys says.
    get(&navigator, "serviceWorker").ok()?.dyn_into().ok()
}

/// Whether a new version waits, whole, to be used; tracks.
pub fn update_ready() -> bool {
    UPDATE.with(|update| update.get())
}

/// Registers the worker; called after the first paint, which it must not delay. Without it the app still works,
/// online only.
pub fn register() {
    let Some(container) = container() else { return };
    spawn_local(async move {
        let Ok(registration) = JsFuture::from(container.register("/sw.js")).await else { return };
        let Ok(registration) = registration.dyn_into::<ServiceWorkerRegistration>() else { return };
        watch(&registration);
    });
}

/// Asks the server for a new version; the answer comes through [`update_ready`].
pub fn look_for_update() {
    let Some(container) = container() else { return };
    spawn_local(async move {
        if let Some(registration) = registration(&container).await
            && let Ok(looking) = registration.update()
        {
            let _ = JsFuture::from(looking).await;
        }
    });
}

/// Changes to the waiting version: it takes over and the page starts again in it. Call it on the person's tap.
pub fn use_new() {
    let Some(container) = container() else { return };
    spawn_local(async move {
        let waiting = registration(&container).await.and_then(|registration| registration.waiting());
        let Some(waiting) = waiting else { return };
        let reload = Closure::once_into_js(|| {
            if let Some(window) = window() {
                let _ = window.location().reload();
            }
        });
        container.set_oncontrollerchange(Some(reload.unchecked_ref()));
        let message = js_sys::Object::new();
        let _ = js_sys::Reflect::set(&message, &JsValue::from_str("type"), &JsValue::from_str("use-new"));
        let _ = waiting.post_message(&message);
    });
}

async fn registration(container: &ServiceWorkerContainer) -> Option<ServiceWorkerRegistration> {
    JsFuture::from(container.get_registration()).await.ok()?.dyn_into().ok()
}

/// Notes a version that waits now, and any that comes to wait.
fn watch(registration: &ServiceWorkerRegistration) {
    let note = {
        let registration = registration.clone();
        // The first worker ever installed also "waits" for a moment; only beside an active one is it an update.
        move || {
            let ready = registration.waiting().is_some() && registration.active().is_some();
            UPDATE.with(|update| update.set(ready));
        }
    };
    note();
    let installing = registration.clone();
    let found = Closure::<dyn Fn()>::new(move || {
        if let Some(worker) = installing.installing() {
            when_installed(&worker, note.clone());
        }
    });
    registration.set_onupdatefound(Some(found.into_js_value().unchecked_ref()));
}

fn when_installed(worker: &ServiceWorker, then: impl Fn() + 'static) {
    let asked = worker.clone();
    let change = Closure::<dyn Fn()>::new(move || {
        if asked.state() != ServiceWorkerState::Installing {
            then();
        }
    });
    worker.set_onstatechange(Some(change.into_js_value().unchecked_ref()));
}
