//! The working set: localStorage, one key per record, read at the start before anything else. It may roll
//! back, be cleared or be damaged at any time; the journal has everything it has, and newer.
//!
//! A record stands under `tanomo.r.<circle>.<id>` as `<generation>.<crc32 in hex>.<text>`. The generation of
//! the journal that all values have reached is written last.

use gloo_storage::{LocalStorage, Storage};
use tanomo_domain::row::Row;
use tanomo_domain::work_day::Head;
use tanomo_record::Id;
use web_sys::js_sys::Object;

use super::sum::sum;

/// How much of the quota the working set may use, in UTF-16 units: 4 MB of the 5 the browsers give.
pub const BUDGET: usize = 4 * 1024 * 1024;

/// Freed first when the quota is reached, so that what must be written still fits.
const BALLAST: (&str, usize) = ("tanomo.ballast", 64 * 1024);

/// What could not be read, and where it was put aside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Damaged {
    /// The record's id.
    pub id: Id,
}

/// The quota is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Full;

/// One circle's part of localStorage.
#[derive(Clone, Debug)]
pub struct Working {
    records: String,
    generation: String,
    head: String,
    days: String,
}

impl Working {
    /// The part of this circle.
    pub fn of(circle: Id) -> Self {
        Self {
            records: format!("tanomo.r.{circle}."),
            generation: format!("tanomo.g.{circle}"),
            head: format!("tanomo.head.{circle}"),
            days: format!("tanomo.days.{circle}"),
        }
    }

    /// The generation all values have reached; 0 for a working set that has to be built anew.
    pub fn generation(&self) -> u64 {
        LocalStorage::get(&self.generation).unwrap_or(0)
    }

    /// Says that all values have reached this generation.
    pub fn reached(&self, generation: u64) {
        let _ = LocalStorage::set(&self.generation, generation);
    }

    /// The lines the first screen is painted from.
    pub fn head(&self) -> Option<Vec<Row>> {
        LocalStorage::get(&self.head).ok()
    }

    /// Keeps the lines the first screen is painted from.
    pub fn keep_head(&self, rows: &[Row]) {
        let _ = LocalStorage::set(&self.head, rows);
    }

    /// What the next days are painted from.
    pub fn days(&self) -> Option<Vec<Head>> {
        LocalStorage::get(&self.days).ok()
    }

    /// Keeps what the next days are painted from; where there is no room, nothing, rather than what stood before.
    pub fn keep_days(&self, days: &[Head]) {
        if LocalStorage::set(&self.days, days).is_err() {
            LocalStorage::delete(&self.days);
        }
    }

    /// The ids of all records here.
    pub fn ids(&self) -> Vec<Id> {
        let keys = Object::keys(&LocalStorage::raw());
        keys.iter()
            .filter_map(|key| key.as_string())
            .filter_map(|key| Id::parse(key.strip_prefix(&self.records)?))
            .collect()
    }

    /// A record's generation and text. A damaged value is put aside under `tanomo.quarantine.` and told.
    ///
    /// # Errors
    /// [`Damaged`] where the value fails its checksum.
    pub fn read(&self, id: Id) -> Result<Option<(u64, String)>, Damaged> {
        let Ok(Some(value)) = LocalStorage::raw().get_item(&self.key(id)) else { return Ok(None) };
        match parse(&value) {
            Some((generation, text)) => Ok(Some((generation, text.to_owned()))),
            None => {
                self.set_aside(id);
                Err(Damaged { id })
            }
        }
    }

    /// Puts a value that cannot be read where it does not stop the start, for whoever wants to look.
    pub fn set_aside(&self, id: Id) {
        let storage = LocalStorage::raw();
        if let Ok(Some(value)) = storage.get_item(&self.key(id)) {
            let _ = storage.set_item(&format!("tanomo.quarantine.{id}"), &value);
        }
        self.remove(id);
    }

    /// Writes a record, unless a newer one stands here already: two tabs write in any order.
    ///
    /// # Errors
    /// [`Full`] where the quota is reached, even without the ballast. What stood there still stands.
    pub fn write(&self, id: Id, generation: u64, text: &str) -> Result<(), Full> {
        let (storage, key) = (LocalStorage::raw(), self.key(id));
        let standing = storage.get_item(&key).ok().flatten();
        if standing.as_deref().and_then(parse).is_some_and(|(newer, _)| newer > generation) {
            return Ok(());
        }
        let value = format!("{generation}.{:08x}.{text}", sum(text));
        if storage.set_item(&key, &value).is_ok() {
            return Ok(());
        }
        let _ = storage.remove_item(BALLAST.0);
        storage.set_item(&key, &value).map_err(|_| Full)
    }

    /// Writes all of these records or none of them.
    ///
    /// # Errors
    /// [`Full`]; then everything stands as before.
    pub fn write_all(&self, puts: &[(Id, String)], generation: u64) -> Result<(), Full> {
        let storage = LocalStorage::raw();
        let keys = puts.iter().map(|(id, _)| self.key(*id));
        let standing: Vec<_> = keys.map(|key| (storage.get_item(&key).ok().flatten(), key)).collect();
        let written = puts.iter().try_for_each(|(id, text)| self.write(*id, generation, text));
        if written.is_err() {
            // All new ones go first, so that each old one finds the room it had.
            standing.iter().for_each(|(_, key)| drop(storage.remove_item(key)));
            for (old, key) in standing {
                let _ = old.map(|old| storage.set_item(&key, &old));
            }
        }
        written
    }

    /// Takes a record out of the working set; the journal keeps it.
    pub fn remove(&self, id: Id) {
        let _ = LocalStorage::raw().remove_item(&self.key(id));
    }

    /// Takes everything of the circle out of localStorage; the journal keeps it.
    pub fn clear(&self) {
        self.ids().into_iter().for_each(|id| self.remove(id));
        LocalStorage::delete(&self.generation);
        LocalStorage::delete(&self.head);
        LocalStorage::delete(&self.days);
    }

    fn key(&self, id: Id) -> String {
        format!("{}{id}", self.records)
    }
}

/// Keeps some room for the moment the quota is reached.
pub fn lay_ballast() {
    let storage = LocalStorage::raw();
    if matches!(storage.get_item(BALLAST.0), Ok(None)) {
        let _ = storage.set_item(BALLAST.0, &"-".repeat(BALLAST.1));
    }
}

/// How much of localStorage is used, in UTF-16 units.
pub fn used() -> usize {
    let storage = LocalStorage::raw();
    let entries = Object::entries(&storage);
    let lengths = entries.iter().map(|pair| {
        let pair = web_sys::js_sys::Array::from(&pair);
        let length = |value: wasm_bindgen::JsValue| web_sys::js_sys::JsString::from(value).length() as usize;
        length(pair.get(0)) + length(pair.get(1))
    });
    lengths.sum()
}

/// Whether this browser lets the app keep anything at all.
pub fn available() -> bool {
    LocalStorage::set("tanomo.probe", true).is_ok()
}

fn parse(value: &str) -> Option<(u64, &str)> {
    let (generation, rest) = value.split_once('.')?;
    let (noted, text) = rest.split_once('.')?;
    let noted = u32::from_str_radix(noted, 16).ok()?;
    (noted == sum(text)).then_some((generation.parse().ok()?, text))
}

#[cfg(test)]
mod tests {
    use super::{parse, sum};

    #[test]
    fn a_value_that_was_touched_is_not_believed() {
        let noted = sum("記録");
        assert_eq!(parse(&format!("7.{noted:08x}.記録")), Some((7, "記録")));
        assert_eq!(parse(&format!("7.{noted:08x}.記")), None);
        assert_eq!(parse("7.zz.記録"), None);
        assert_eq!(parse(""), None);
    }
}
