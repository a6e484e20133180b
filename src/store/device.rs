//! What this phone knows of itself: which copy of the records it is, and whose. Not a record; it never
//! leaves the phone. It stands in localStorage and, in case that is cleared, in the journal.

use gloo_storage::{LocalStorage, Storage};
use serde::{Deserialize, Serialize};
use tanomo_record::{Id, ReplicaId};

use super::vault::{ByDevice, Wrapped};

const KEY: &str = "tanomo.device";

/// One phone or browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    /// The copy of the records that writes here.
    pub replica: ReplicaId,
    /// The circle whose records are shown.
    pub circle: Id,
    /// The member who carries the phone.
    pub me: Id,
    /// A circle to try things out, with its number on the screen.
    #[serde(default)]
    pub sample: bool,
    /// The key of the cards, once a number was chosen.
    #[serde(default)]
    pub vault: Option<Wrapped>,
    /// The same key by the phone's own unlock, where somebody wanted that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by_device: Option<ByDevice>,
    /// Wrong numbers in a row, and until when no more may be tried (milliseconds since 1970 UTC).
    #[serde(default)]
    pub tries: (u32, u64),
}

impl Device {
    /// Reads the phone's own facts; `None` on a fresh phone or where they are damaged.
    pub fn load() -> Option<Self> {
        LocalStorage::get(KEY).ok()
    }

    /// Keeps them. A full storage is the journal's to cover.
    pub fn keep(&self) {
        let _ = LocalStorage::set(KEY, self);
    }

    /// No circle is open from now on.
    pub fn forget() {
        LocalStorage::delete(KEY);
    }

    /// The same facts as text, for the journal.
    pub fn to_text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads them back from the journal.
    pub fn from_text(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}
