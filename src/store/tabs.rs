//! Other windows of the same phone: each tells the others that the journal has something new.

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use web_sys::BroadcastChannel;

use super::device::Device;
use super::start::catch_up;
use super::{Store, wipe, working};

/// The channel between windows, and the ear on it.
pub(super) struct Tabs {
    channel: BroadcastChannel,
    _ear: Closure<dyn FnMut()>,
}

impl Tabs {
    /// Tells the other windows that the journal reached a generation.
    pub(super) fn tell(&self, generation: u64) {
        // Whoever misses it catches up at its own next write.
        let _ = self.channel.post_message(&(generation as f64).into());
    }
}

/// Listens to the other windows of this circle.
pub(super) fn listen(store: Store) {
    let circle = store.look(|inner| inner.device.as_ref().map(|device| device.circle));
    let Some(Ok(channel)) = circle.map(|circle| BroadcastChannel::new(&format!("tanomo.{circle}"))) else {
        return;
    };
    let ear = Closure::<dyn FnMut()>::new(move || {
        // Another window erased everything, or opened another circle: this one must not go on showing the one before.
        let open = Device::load().map(|device| device.circle);
        if open != circle && working::available() {
            return wipe::start_anew();
        }
        spawn_local(catch_up(store));
    });
    channel.set_onmessage(Some(ear.as_ref().unchecked_ref()));
    let _ = store.inner.try_update_value(|inner| inner.tabs = Some(Tabs { channel, _ear: ear }));
}
