//! The text a record is stored and sent as. *Do not change what version 1 means*: phones, exports and
//! servers hold it; a new meaning takes a new version.
//!
//! ```json
//! {"v":1,"k":"request","r":["AAECAwQFBgc"],"n":[2],"a":["AAAAAAAAAAAAAAAAAAAAAA"],
//!  "f":{"task":[[0,2,1763769600000,0,0,"weeding"]]},
//!  "p":[["task",0,1,1763769500000,0,0,"pruning"]]}
//! ```
//! `r` names the replicas and `n` the highest counter seen of each; `a` names the authors; a value is
//! `[replica, counter, ms, tick, author, value]` with the first and fifth pointing into those lists, so
//! that 5,000 records fit into a phone's localStorage. `p` is the past, with the field's name first.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{Dot, Id, Record, ReplicaId, Stamp, VersionVector, Written};

/// The version this program writes, and the newest it can read.
pub const VERSION: u32 = 1;

/// Why a text is no record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Malformed {
    /// Not JSON of the right shape; what the parser said.
    Shape(String),
    /// Written by a newer program.
    Newer(u32),
    /// A value points past the end of the lists of replicas or authors, or was never seen.
    Dangling,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Shape(why) => write!(f, "not a record: {why}"),
            Self::Newer(version) => write!(f, "a record of version {version}, newer than {VERSION}"),
            Self::Dangling => f.write_str("a record that points outside itself"),
        }
    }
}

impl std::error::Error for Malformed {}

#[derive(Serialize, Deserialize)]
struct Envelope {
    v: u32,
    k: String,
    r: Vec<ReplicaId>,
    n: Vec<u64>,
    a: Vec<Id>,
    f: BTreeMap<String, Vec<Short>>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    p: Vec<ShortPast>,
}

#[derive(Serialize, Deserialize)]
struct Short(usize, u64, u64, u32, usize, Value);

#[derive(Serialize, Deserialize)]
struct ShortPast(String, usize, u64, u64, u32, usize, Value);

/// The replicas and authors a record names, in the order they are written.
#[derive(Default)]
struct Names {
    replicas: Vec<ReplicaId>,
    authors: Vec<Id>,
}

impl Names {
    fn author(&mut self, by: Id) -> usize {
        self.authors.iter().position(|&known| known == by).unwrap_or_else(|| {
            self.authors.push(by);
            self.authors.len() - 1
        })
    }

    fn short(&mut self, written: &Written) -> Short {
        let Written { dot, stamp, by, value } = written;
        // Every dot of a record is in its vector, so its replica is in the list.
        let replica = self.replicas.iter().position(|&r| r == dot.replica).unwrap_or(usize::MAX);
        Short(replica, dot.counter, stamp.ms, stamp.tick, self.author(*by), value.clone())
    }

    fn long(&self, short: Short, seen: &VersionVector) -> Result<Written, Malformed> {
        let Short(replica, counter, ms, tick, author, value) = short;
        let replica = *self.replicas.get(replica).ok_or(Malformed::Dangling)?;
        let by = *self.authors.get(author).ok_or(Malformed::Dangling)?;
        let dot = Dot { replica, counter };
        if !seen.covers(dot) {
            return Err(Malformed::Dangling);
        }
        Ok(Written { dot, stamp: Stamp { ms, tick }, by, value })
    }
}

impl Record {
    /// The record as one line of JSON.
    pub fn to_text(&self) -> String {
        let mut names =
            Names { replicas: self.seen.iter().map(|dot| dot.replica).collect(), ..Names::default() };
        let envelope = Envelope {
            v: VERSION,
            k: self.kind.clone(),
            n: self.seen.iter().map(|dot| dot.counter).collect(),
            f: self
                .fields
                .iter()
                .map(|(field, values)| (field.clone(), values.iter().map(|w| names.short(w)).collect()))
                .collect(),
            p: self.past.iter().map(|(field, written)| names.short_past(field, written)).collect(),
            r: names.replicas,
            a: names.authors,
        };
        // A map with text keys and values that came from JSON always serializes.
        serde_json::to_string(&envelope).unwrap_or_default()
    }

    /// Reads a record back; refuses what is not one, whole.
    pub fn from_text(text: &str) -> Result<Self, Malformed> {
        let envelope: Envelope = serde_json::from_str(text)
            .map_err(|why| newer(text).unwrap_or_else(|| Malformed::Shape(why.to_string())))?;
        if envelope.v > VERSION {
            return Err(Malformed::Newer(envelope.v));
        }
        if envelope.r.len() != envelope.n.len() {
            return Err(Malformed::Dangling);
        }
        let dots = envelope.r.iter().zip(&envelope.n);
        let seen: VersionVector = dots.map(|(&replica, &counter)| Dot { replica, counter }).collect();
        let names = Names { replicas: envelope.r, authors: envelope.a };
        let mut fields = BTreeMap::new();
        for (field, values) in envelope.f {
            let values: Result<Vec<_>, _> =
                values.into_iter().map(|short| names.long(short, &seen)).collect();
            fields.insert(field, values?);
        }
        let mut past = Vec::with_capacity(envelope.p.len());
        for ShortPast(field, replica, counter, ms, tick, author, value) in envelope.p {
            past.push((field, names.long(Short(replica, counter, ms, tick, author, value), &seen)?));
        }
        Ok(Self { kind: envelope.k, seen, fields, past })
    }
}

impl Names {
    fn short_past(&mut self, field: &str, written: &Written) -> ShortPast {
        let Short(replica, counter, ms, tick, author, value) = self.short(written);
        ShortPast(field.to_owned(), replica, counter, ms, tick, author, value)
    }
}

/// Whether a text that did not parse says itself that a newer program wrote it.
fn newer(text: &str) -> Option<Malformed> {
    #[derive(Deserialize)]
    struct Head {
        v: u32,
    }
    let head: Head = serde_json::from_str(text).ok()?;
    (head.v > VERSION).then_some(Malformed::Newer(head.v))
}
