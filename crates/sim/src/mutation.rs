//! What is broken on purpose, one thing at a time, to see that an oracle finds it.
//!
//! Each is done where the simulation stands around the real code: the storage a phone writes to and reads
//! `standing` from, the messages, the rows of the server, the app's own decisions. Nothing of it is in the crates
//! that are shipped. A broken merge is handed to the engine as what stands: merged with what came, it gives
//! exactly what the broken merge would have made.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use tanomo_record::Record;

macro_rules! mutations {
    ($($(#[$doc:meta])* $mutation:ident = $words:literal,)*) => {
        /// One thing broken.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Mutation {
            $($(#[$doc])* $mutation,)*
        }

        impl Mutation {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$mutation,)*];

            /// In words, for a table.
            pub const fn words(self) -> &'static str {
                match self {
                    $(Self::$mutation => $words,)*
                }
            }
        }
    };
}

mutations! {
    /// The merge keeps the shown value of a conflict alone.
    KeptValuesDropped = "the merge drops the values it should keep",
    /// The merge goes by the clock alone.
    LaterClockWins = "the merge takes the later clock, whatever the dots say",
    /// A phone restored from a backup goes on under its old replica id.
    DotsReused = "a restored phone keeps its replica id",
    /// What is to be sent is not written to the disk.
    OutboxNotKept = "the outbox is not kept",
    /// What was sent counts as arrived.
    OutboxClearedEarly = "the outbox is cleared before the answer",
    /// The cursor is written before the records it covers.
    CursorFirst = "the cursor is kept before the records",
    /// The server takes a cursor of any timeline.
    AnyTimeline = "the server takes a cursor of any timeline",
    /// A revision that comes again is stored again.
    StoredTwice = "the server stores a repeated push again",
    /// The server answers a device whatever the roster says.
    WhoIsOutIsServed = "the server answers whoever is out",
    /// A phone that was put out goes on.
    RevocationIgnored = "a phone that was put out keeps its copy",
    /// Erasures are applied in memory alone.
    ErasureForgotten = "a merge forgets what was erased",
    /// An import does not ask what was erased.
    ImportUnerases = "an import brings back what was erased",
    /// Every device gets the key of every card.
    GrantToEverybody = "a card is granted to everybody",
    /// A key is sealed for another device than the one it was meant for.
    GrantToAnother = "a grant is sealed for another device",
    /// The screen believes localStorage, which may be old.
    WorkingSetBelieved = "the screen believes the working set alone",
    /// A write that threw counts as saved.
    QuotaIgnored = "a write that threw counts as saved",
    /// Records are taken from a device the roster does not list.
    AnySignerBelieved = "a phone believes a record of any signer",
}

/// What a merge that drops kept values makes of two copies.
pub fn shown_only(theirs: &Record, ours: &Record) -> Record {
    let mut merged = theirs.clone();
    merged.merge(ours);
    edited(&merged, |_, values| values.truncate(1))
}

/// What a merge that goes by the clock makes of two copies.
pub fn later_clock(theirs: &Record, ours: &Record) -> Record {
    let mut merged = theirs.clone();
    merged.merge(ours);
    let before = [parts(theirs), parts(ours)];
    edited(&merged, |field, values| {
        let all = before.iter().flat_map(|parts| parts.get(field).into_iter().flatten());
        let latest = all.max_by_key(|value| (value[2].as_u64(), value[3].as_u64()));
        values.clear();
        values.extend(latest.cloned());
    })
}

/// The standing values of each field, with names in the place of their numbers in the record's lists.
fn parts(record: &Record) -> BTreeMap<String, Vec<Value>> {
    let text: Value = serde_json::from_str(&record.to_text()).unwrap();
    let named = |value: &Value| {
        let mut value = value.clone();
        value[0] = text["r"][value[0].as_u64().unwrap() as usize].clone();
        value[4] = text["a"][value[4].as_u64().unwrap() as usize].clone();
        value
    };
    let fields = text["f"].as_object().unwrap();
    let values = |values: &Value| values.as_array().unwrap().iter().map(named).collect();
    fields.iter().map(|(field, all)| (field.clone(), values(all))).collect()
}

/// The record with other standing values: by its text, because no honest code can do that.
fn edited(record: &Record, mut edit: impl FnMut(&str, &mut Vec<Value>)) -> Record {
    let mut text: Value = serde_json::from_str(&record.to_text()).unwrap();
    let mut fields = serde_json::Map::new();
    for (field, mut values) in parts(record) {
        edit(&field, &mut values);
        let numbered: Vec<Value> = values.into_iter().map(|value| numbered(&mut text, value)).collect();
        fields.insert(field, json!(numbered));
    }
    text["f"] = Value::Object(fields);
    Record::from_text(&text.to_string()).unwrap()
}

fn numbered(text: &mut Value, mut value: Value) -> Value {
    for (list, at) in [("r", 0), ("a", 4)] {
        let names = text[list].as_array_mut().unwrap();
        let found = names.iter().position(|name| *name == value[at]);
        value[at] = json!(found.unwrap_or_else(|| {
            names.push(value[at].clone());
            names.len() - 1
        }));
    }
    value
}
