//! Forms somebody left: kept on this phone until they are saved or thrown away. A draft may hold a name,
//! so it goes when the form is done, and all of them go when the cards are erased.

use gloo_storage::{LocalStorage, Storage};
use serde::{Serialize, de::DeserializeOwned};
use tanomo_record::Id;

const DRAFTS: &str = "tanomo.draft.";

fn key(form: &str) -> String {
    format!("{DRAFTS}{form}")
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
    discard_under(DRAFTS);
}

/// Puts every draft aside for a circle that is no longer the open one: it is not to be seen in another's forms.
pub(super) fn put_aside(circle: Id) {
    rename(DRAFTS, &aside(circle));
}

/// Brings back what [`put_aside`] put away.
pub(super) fn take_back(circle: Id) {
    rename(&aside(circle), DRAFTS);
}

/// Throws away what [`put_aside`] put away.
pub(super) fn discard_aside(circle: Id) {
    discard_under(&aside(circle));
}

fn aside(circle: Id) -> String {
    format!("tanomo.aside.{circle}.")
}

fn rename(from: &str, to: &str) {
    let storage = LocalStorage::raw();
    for key in keys(from) {
        if let (Ok(Some(value)), Some(form)) = (storage.get_item(&key), key.strip_prefix(from)) {
            let _ = storage.set_item(&format!("{to}{form}"), &value);
        }
        let _ = storage.remove_item(&key);
    }
}

fn keys(prefix: &str) -> Vec<String> {
    let keys = web_sys::js_sys::Object::keys(&LocalStorage::raw());
    keys.iter().filter_map(|key| key.as_string()).filter(|key| key.starts_with(prefix)).collect()
}

fn discard_under(prefix: &str) {
    let storage = LocalStorage::raw();
    for key in keys(prefix) {
        let _ = storage.remove_item(&key);
    }
}

/// The form is done.
pub fn discard(form: &str) {
    LocalStorage::delete(key(form));
}
