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

/// The form is done.
pub fn discard(form: &str) {
    LocalStorage::delete(key(form));
}
