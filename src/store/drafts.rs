//! Forms somebody left: kept on this phone until they are saved or thrown away. A draft may hold a name,
//! so it goes when the form is done, and all of them go when the cards are erased.

use gloo_storage::{LocalStorage, Storage};
use serde::{Serialize, de::DeserializeOwned};

fn key(form: &str) -> String {
    format!("tanomo.draft.{form}")
}

/// What was left in a form; `None` if nothing, or a newer app changed what the form holds.
pub fn left<T: DeserializeOwned>(form: &str) -> Option<T> {
    LocalStorage::get(key(form)).ok()
}

/// Keeps a form as it stands. A full phone loses the draft, not the form on the screen.
pub fn keep<T: Serialize>(form: &str, fields: &T) {
    let _ = LocalStorage::set(key(form), fields);
}

/// Throws every draft away: one of them may name somebody whose card is gone.
pub(super) fn discard_all() {
    let storage = LocalStorage::raw();
    let keys = web_sys::js_sys::Object::keys(&storage);
    for key in keys.iter().filter_map(|key| key.as_string()).filter(|key| key.starts_with("tanomo.draft.")) {
        let _ = storage.remove_item(&key);
    }
}

/// The form is done.
pub fn discard(form: &str) {
    LocalStorage::delete(key(form));
}
