//! Push and pull in one round trip, and the feed.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use crate::{Change, Malformed, RecordId, Revision, Signature, Tag};

/// A place in one circle's feed: 1 for its first revision. Every push takes the next ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct Seq(u64);

impl Seq {
    /// The highest: what databases and browsers count without loss.
    pub const MOST: u64 = (1 << 53) - 1;

    /// The place `n`; above [`Seq::MOST`] there is none, and that one is taken.
    pub const fn new(n: u64) -> Self {
        Self(if n > Self::MOST { Self::MOST } else { n })
    }

    /// The number.
    pub const fn get(self) -> u64 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Seq {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let n = u64::deserialize(from)?;
        if n <= Self::MOST { Ok(Self(n)) } else { Err(de::Error::custom(Malformed::Text { what: "Seq" })) }
    }
}

/// How far a phone has read: it lacks nothing up to `seq` of the timeline that `tag` tells. Written as
/// `<seq>.<tag>`, in JSON and in a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Cursor {
    /// The last place read.
    pub seq: Seq,
    /// The tag the server drew with the push that ended there.
    pub tag: Tag,
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.seq.0, self.tag)
    }
}

impl FromStr for Cursor {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let wrong = Malformed::Text { what: "Cursor" };
        let (seq, tag) = text.split_once('.').ok_or(wrong.clone())?;
        let n: u64 = seq.parse().map_err(|_| wrong.clone())?;
        // One form only: no sign, no leading zero.
        if n > Seq::MOST || n.to_string() != seq {
            return Err(wrong);
        }
        Ok(Self { seq: Seq(n), tag: tag.parse()? })
    }
}

impl Serialize for Cursor {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Cursor {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(from)?;
        text.parse().map_err(de::Error::custom)
    }
}

/// Up to [`crate::MAX_RECORDS`] revisions, pushed together.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Push(Vec<Revision>);

impl Push {
    /// Takes the revisions if they are not too many and each is of another record.
    ///
    /// # Errors
    /// [`Malformed::TooMany`], or [`Malformed::Text`] where a record comes twice.
    pub fn new(revisions: Vec<Revision>) -> Result<Self, Malformed> {
        if revisions.len() > crate::MAX_RECORDS {
            return Err(Malformed::TooMany { what: "records", most: crate::MAX_RECORDS });
        }
        let ids: std::collections::BTreeSet<_> = revisions.iter().map(|revision| revision.id).collect();
        if ids.len() < revisions.len() {
            return Err(Malformed::Text { what: "Push" });
        }
        Ok(Self(revisions))
    }

    /// The revisions.
    pub fn revisions(&self) -> &[Revision] {
        &self.0
    }

    /// The revisions.
    pub fn into_revisions(self) -> Vec<Revision> {
        self.0
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'de> Deserialize<'de> for Push {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Self::new(Vec::deserialize(from)?).map_err(de::Error::custom)
    }
}

/// `POST /v1/circles/{c}/sync`, by a device in the roster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncRequest {
    /// [`crate::PROTO`] of the client; the first one is not written.
    #[serde(rename = "v", default = "first", skip_serializing_if = "is_first")]
    pub proto: u32,
    /// How far the phone has read; `None` from the beginning.
    #[serde(rename = "c", default, skip_serializing_if = "Option::is_none")]
    pub cursor: Option<Cursor>,
    /// What it brings.
    #[serde(rename = "p", default, skip_serializing_if = "Push::is_empty")]
    pub push: Push,
    /// The device's signature over [`crate::merkle::signed_bytes`]; `None` where it brings nothing.
    #[serde(rename = "g", default, skip_serializing_if = "Option::is_none")]
    pub signature: Option<Signature>,
}

const fn first() -> u32 {
    1
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for it")]
const fn is_first(proto: &u32) -> bool {
    *proto == first()
}

/// What became of one pushed revision.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// Stored at this place.
    #[serde(rename = "ok")]
    Stored(Seq),
    /// Stored before, at this place: the record's current revision has this name.
    #[serde(rename = "dup")]
    Duplicate(Seq),
    /// The record's current revision is another than `base` says; here it is. `None` where `base` names one
    /// and the server has none, as after it was restored from a backup.
    #[serde(rename = "conflict")]
    Conflict(Option<Box<Change>>),
    /// Never stored as it is.
    #[serde(rename = "rejected")]
    Rejected(Why),
}

/// Why a revision is not stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// More than the circle's room.
    Full,
    /// Larger than the server takes.
    TooLarge,
    /// It lists a photo the server does not have yet. No server says so any more, since photos are sent after the
    /// records; older ones do.
    BlobMissing,
    /// The roster has no such epoch.
    UnknownEpoch,
    /// Something newer this program does not know.
    #[serde(other)]
    Other,
}

/// The answer to [`SyncRequest`], and without results that to `GET /v1/circles/{c}/changes`. What the same
/// request pushed and the server stored is left out of the changes: the phone has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SyncAnswer {
    /// The server's clock: milliseconds since 1970 UTC.
    #[serde(rename = "n")]
    pub now: u64,
    /// What became of each pushed revision, in the push's order; never all or nothing.
    #[serde(rename = "r", default, skip_serializing_if = "Vec::is_empty")]
    pub results: Vec<(RecordId, Outcome)>,
    /// The current revision of every record that changed after the cursor, by `seq`; at most
    /// [`crate::MAX_RECORDS`].
    #[serde(rename = "c", default, skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// The cursor once these are kept; `None` for a circle without any record.
    #[serde(rename = "x", default, skip_serializing_if = "Option::is_none")]
    pub next: Option<Cursor>,
    /// Whether there is more behind it.
    #[serde(rename = "m", default, skip_serializing_if = "std::ops::Not::not")]
    pub more: bool,
    /// How many entries the server's roster has: a phone that has fewer fetches them.
    #[serde(rename = "o")]
    pub roster: u32,
}

/// The query of `GET /v1/circles/{c}/changes`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangesQuery {
    /// [`crate::PROTO`] of the client.
    pub v: u32,
    /// How far the phone has read; none from the beginning.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Cursor>,
    /// How many seconds to wait for a change, at most [`crate::MAX_WAIT_SECONDS`].
    #[serde(default)]
    pub wait: u32,
}

/// The query of `GET /v1/circles/{c}/records`: a bucket of the digest, or a page of everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordsQuery {
    /// [`crate::PROTO`] of the client.
    pub v: u32,
    /// Only ids that begin with this byte.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bucket: Option<u8>,
    /// Only ids above this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<RecordId>,
}

/// The answer to [`RecordsQuery`]: current revisions by id, at most [`crate::MAX_RECORDS`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecordsPage {
    /// How far the server had come; what is pushed while pages are read has a higher `seq`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Cursor>,
    /// The records.
    pub records: Vec<Change>,
    /// Whether there are ids above the last.
    pub more: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_has_one_text_only() {
        let cursor = Cursor { seq: Seq::new(12), tag: Tag::new([1; 6]) };
        assert_eq!(cursor.to_string(), "12.AQEBAQEB");
        assert_eq!("12.AQEBAQEB".parse(), Ok(cursor));
        for text in ["012.AQEBAQEB", "+1.AQEBAQEB", "12", "12.", ".AQEBAQEB", "9007199254740992.AQEBAQEB"] {
            assert!(text.parse::<Cursor>().is_err(), "{text}");
        }
    }

    #[test]
    fn an_empty_request_is_short_and_an_old_answer_reads() {
        let request =
            SyncRequest { proto: crate::PROTO, cursor: None, push: Push::default(), signature: None };
        assert_eq!(serde_json::to_string(&request).unwrap(), r#"{}"#);
        let newer = SyncRequest { proto: 2, ..request.clone() };
        for (text, read) in [("{}", &request), (r#"{"v":1}"#, &request), (r#"{"v":2}"#, &newer)] {
            assert_eq!(serde_json::from_str::<SyncRequest>(text).unwrap(), *read);
        }
        assert_eq!(serde_json::to_string(&newer).unwrap(), r#"{"v":2}"#);
        let answer: SyncAnswer = serde_json::from_str(r#"{"n":5,"o":2}"#).unwrap();
        assert_eq!((answer.now, answer.roster, answer.results.len()), (5, 2, 0));
    }

    #[test]
    fn outcomes_read_back_and_a_new_reason_is_some_reason() {
        let id = RecordId::new([1; 16]);
        let result = (id, Outcome::Rejected(Why::BlobMissing));
        let text = serde_json::to_string(&result).unwrap();
        assert_eq!(text, r#"["AQEBAQEBAQEBAQEBAQEBAQ",{"rejected":"blob-missing"}]"#);
        assert_eq!(serde_json::from_str::<(RecordId, Outcome)>(&text).unwrap(), result);
        let newer = text.replace("blob-missing", "something-of-2031");
        assert_eq!(
            serde_json::from_str::<(RecordId, Outcome)>(&newer).unwrap().1,
            Outcome::Rejected(Why::Other)
        );
        assert_eq!(serde_json::to_string(&Outcome::Stored(Seq::new(4))).unwrap(), r#"{"ok":4}"#);
    }
}
