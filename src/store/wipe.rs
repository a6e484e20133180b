//! Everything of this phone gone, because its owner says so. How the screen looks stays: it is no record, and
//! whoever needs large letters needs them on the next page too.

use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::{GetValue, UpdateValue};
use web_sys::js_sys::Object;

use super::device::Device;
use super::idb::Idb;
use super::working::Working;
use super::{Store, Trouble, drafts, journal};

/// What stays: the look.
const STAYS: &str = "tanomo.look";

impl Store {
    /// Erases every record, card, key and draft of the open circle on this phone, then starts the app anew, as a
    /// fresh one. Other circles of this phone stay.
    ///
    /// # Errors
    /// Where the browser does not let go of the journal; then everything still stands.
    pub async fn wipe(self) -> Result<(), Trouble> {
        let queue = self.queue.get_value();
        let _turn = queue.lock().await;
        self.lock();
        if self.has_other_circles().await {
            return self.wipe_circle().await;
        }
        // Held open by this window, it could not be deleted.
        let idb =
            self.inner.try_update_value(|inner| inner.journal.take().map(|journal| journal.idb().clone()));
        if let Some(Some(idb)) = idb {
            idb.close();
        }
        Idb::delete(journal::NAME).await?;
        let storage = LocalStorage::raw();
        let keys = Object::keys(&storage);
        for key in keys.iter().filter_map(|key| key.as_string()) {
            if key.starts_with("tanomo.") && key != STAYS {
                let _ = storage.remove_item(&key);
            }
        }
        // The other windows see that nothing is left, and start anew too.
        self.tell_tabs();
        start_anew();
        Ok(())
    }

    async fn wipe_circle(self) -> Result<(), Trouble> {
        let (journal, device) = self.look(|inner| (inner.journal.clone(), inner.device.clone()));
        let (Some(journal), Some(device)) = (journal, device) else { return Err(Trouble::NotReady) };
        journal.forget_circle().await?;
        Working::of(device.circle).clear();
        drafts::discard_all();
        drafts::discard_aside(device.circle);
        Device::forget();
        self.tell_tabs();
        start_anew();
        Ok(())
    }
}

/// Opens the app's first page afresh.
pub(super) fn start_anew() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().assign("/");
    }
}
