//! What a command changes: of one record, only the fields that differ.

use tanomo_record::{Id, Record, Value};

use crate::view::read::Store;

/// The fields of one record that are written together. It names only what it changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The record.
    pub id: Id,
    /// Its kind, for the one who writes it first.
    pub kind: &'static str,
    /// Field and value.
    pub writes: Vec<(String, Value)>,
}

/// Gathers the fields of a record that are to differ from what it shows now.
pub(crate) struct Draft<'a> {
    now: Option<&'a Record>,
    change: Change,
}

impl<'a> Draft<'a> {
    /// Writes to a record that may not exist yet.
    pub(crate) fn of(kind: &'static str, id: Id, now: Option<&'a Record>) -> Self {
        Self { now, change: Change { id, kind, writes: Vec::new() } }
    }

    /// A record nobody has written to.
    pub(crate) fn new(kind: &'static str, id: Id) -> Self {
        Self::of(kind, id, None)
    }

    /// Sets a field. One that shows this value already, with nothing beside it, is left alone; so is an
    /// empty one that was never written.
    pub(crate) fn set(self, field: &str, value: &(impl Store + ?Sized)) -> Self {
        self.put(field, value.stored())
    }

    /// Sets a field to a value as it is stored.
    pub(crate) fn put(mut self, field: &str, value: Value) -> Self {
        let standing = self.now.map_or(&[][..], |record| record.values(field));
        let same = match standing {
            [] => is_empty(&value),
            values => values.iter().all(|written| written.value == value),
        };
        if !same {
            self.change.writes.push((field.to_owned(), value));
        }
        self
    }

    /// Makes a set hold exactly these elements.
    pub(crate) fn set_elements(mut self, set: &str, elements: &[String]) -> Self {
        let gone: Vec<String> = self.now.map_or(Vec::new(), |record| {
            record
                .elements(set)
                .filter(|e| !elements.iter().any(|kept| kept == e))
                .map(str::to_owned)
                .collect()
        });
        for element in gone {
            self = self.put(&format!("{set}/{element}"), Value::Bool(false));
        }
        for element in elements {
            self = self.put(&format!("{set}/{element}"), Value::Bool(true));
        }
        self
    }

    /// The change, or `None` if nothing differs.
    pub(crate) fn done(self) -> Option<Change> {
        (!self.change.writes.is_empty()).then_some(self.change)
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => true,
        Value::String(text) => text.is_empty(),
        _ => false,
    }
}
