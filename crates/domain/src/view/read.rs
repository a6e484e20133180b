//! Reading fields into types, without ever failing.

use tanomo_record::{Id, Record, Value};

use crate::date::{Date, Millis, iso, parse_iso};

/// Field readers of a record's shown values.
pub trait Read {
    /// The text, or an empty one.
    fn text(&self, field: &str) -> String;
    /// The text, unless it is missing or empty.
    fn words(&self, field: &str) -> Option<String>;
    /// A whole number.
    fn int(&self, field: &str) -> Option<i64>;
    /// A whole number of this field's range.
    fn count(&self, field: &str) -> Option<u32>;
    /// Whether the field is true.
    fn flag(&self, field: &str) -> bool;
    /// The name of another record.
    fn id(&self, field: &str) -> Option<Id>;
    /// A day, stored as `2026-11-22`.
    fn date(&self, field: &str) -> Option<Date>;
    /// A point in time, stored as milliseconds since 1970 UTC.
    fn millis(&self, field: &str) -> Option<Millis>;
    /// A word of a fixed vocabulary, read by `parse`.
    fn word<T>(&self, field: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T>;
    /// The elements of a set that `parse` knows, in the order of their codes.
    fn set<T>(&self, set: &str, parse: impl Fn(&str) -> Option<T>) -> Vec<T>;
}

impl Read for Record {
    fn text(&self, field: &str) -> String {
        self.get(field).and_then(Value::as_str).unwrap_or_default().to_owned()
    }

    fn words(&self, field: &str) -> Option<String> {
        self.get(field).and_then(Value::as_str).filter(|text| !text.is_empty()).map(str::to_owned)
    }

    fn int(&self, field: &str) -> Option<i64> {
        self.get(field).and_then(Value::as_i64)
    }

    fn count(&self, field: &str) -> Option<u32> {
        self.int(field).and_then(|number| u32::try_from(number).ok())
    }

    fn flag(&self, field: &str) -> bool {
        self.get(field) == Some(&Value::Bool(true))
    }

    fn id(&self, field: &str) -> Option<Id> {
        self.get(field).and_then(Value::as_str).and_then(Id::parse)
    }

    fn date(&self, field: &str) -> Option<Date> {
        self.get(field).and_then(Value::as_str).and_then(parse_iso)
    }

    fn millis(&self, field: &str) -> Option<Millis> {
        self.int(field).map(Millis)
    }

    fn word<T>(&self, field: &str, parse: impl Fn(&str) -> Option<T>) -> Option<T> {
        self.get(field).and_then(Value::as_str).and_then(parse)
    }

    fn set<T>(&self, set: &str, parse: impl Fn(&str) -> Option<T>) -> Vec<T> {
        self.elements(set).filter_map(parse).collect()
    }
}

/// A value to store, from the types views read.
pub trait Store {
    /// The value as it stands in a record.
    fn stored(&self) -> Value;
}

impl Store for str {
    fn stored(&self) -> Value {
        Value::from(self)
    }
}

impl Store for String {
    fn stored(&self) -> Value {
        Value::from(self.as_str())
    }
}

impl Store for Id {
    fn stored(&self) -> Value {
        Value::from(self.to_string())
    }
}

impl Store for Date {
    fn stored(&self) -> Value {
        Value::from(iso(*self))
    }
}

impl Store for Millis {
    fn stored(&self) -> Value {
        Value::from(self.0)
    }
}

impl Store for bool {
    fn stored(&self) -> Value {
        Value::from(*self)
    }
}

impl Store for u32 {
    fn stored(&self) -> Value {
        Value::from(*self)
    }
}

impl<T: Store> Store for Option<T> {
    fn stored(&self) -> Value {
        self.as_ref().map_or(Value::Null, Store::stored)
    }
}

/// An enum of a fixed vocabulary: the codes that stand in records, both ways.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident { $($(#[$each:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$each])* #[serde(rename = $code)] $variant),+ }

        impl $name {
            /// Every word, in the order they are offered.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word as it stands in a record.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// Reads the word back; `None` for one this program does not know.
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }

        impl $crate::view::read::Store for $name {
            fn stored(&self) -> tanomo_record::Value {
                tanomo_record::Value::from(self.code())
            }
        }
    };
}
pub(crate) use vocabulary;
