//! The text a phone keeps a record as: the record, what the server was known to have of it, what waits.
//! *Stored on phones: do not change what version 1 means.*
//!
//! ```json
//! {"v":1,"t":"{…record…}","h":"rev","o":["id","rev","base","epoch","sealed"]}
//! ```
//! A phone that keeps records of its own already keeps `t` there and the rest beside it.
//! `t` is an open record; a fact has `f`, `[device, signature]`, beside it; `l` is a locked card,
//! `[key, bytes]`, with `b` beside it, the photos its revision listed, where it listed any; none of them is an erased card. The text of an open card is to be sealed at rest.

use base64ct::{Base64UrlUnpadded, Encoding};
use serde::{Deserialize, Serialize};
use tanomo_record::Record;
use tanomo_wire::revision::Blobs;
use tanomo_wire::{DeviceId, Rev, Revision, Signature};

use crate::card::{KeyName, SealedCard};
use crate::engine::{Copy, Row};
use crate::outbox::Outgoing;
use crate::plain::Fact;

const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Kept {
    v: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    t: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    f: Option<(DeviceId, Signature)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    l: Option<(String, String)>,
    #[serde(default, skip_serializing_if = "Blobs::is_empty")]
    b: Blobs,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    h: Option<Rev>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    o: Option<Revision>,
    /// Erasures go first.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    first: bool,
}

/// A text that is no row: set it aside, and let the digest bring the record again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Damaged;

impl std::fmt::Display for Damaged {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("not a kept record")
    }
}

impl std::error::Error for Damaged {}

/// What stands beside a record's own text, where the two are kept apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Beside {
    /// The record's text is there.
    Text(String),
    /// It is there, sealed, and nobody opened it, or nobody needs it now.
    Unopened,
    /// There is none: the card is locked, or erased.
    Nothing,
}

impl Row {
    /// The row as one line of JSON.
    pub fn to_text(&self) -> String {
        let (text, mut kept) = self.apart();
        kept.t = text;
        // Texts and names always have a JSON form.
        serde_json::to_string(&kept).unwrap_or_default()
    }

    /// The row as two texts: the open record, to be sealed at rest where it is a card, and everything beside it.
    pub fn to_texts(&self) -> (Option<String>, String) {
        let (text, kept) = self.apart();
        (text, serde_json::to_string(&kept).unwrap_or_default())
    }

    fn apart(&self) -> (Option<String>, Kept) {
        let mut b = Blobs::default();
        let (t, f, l) = match &self.copy {
            Copy::Record(record) => (Some(record.to_text()), None, None),
            Copy::Fact(_, fact) => (Some(fact.text.clone()), Some((fact.by, fact.signature)), None),
            Copy::Locked(card, blobs) => {
                let encode = Base64UrlUnpadded::encode_string;
                b = blobs.clone();
                (None, None, Some((encode(card.key.bytes()), encode(&card.bytes))))
            }
            Copy::Gone | Copy::Unopened => (None, None, None),
        };
        let first = self.outgoing.as_ref().is_some_and(|outgoing| outgoing.first);
        let o = self.outgoing.as_ref().map(|outgoing| outgoing.revision.clone());
        (t, Kept { v: VERSION, t: None, f, l, b, h: self.head, o, first })
    }

    /// Reads a row back.
    ///
    /// # Errors
    /// [`Damaged`] for anything else, whole.
    pub fn from_text(text: &str) -> Result<Self, Damaged> {
        let mut kept = Kept::read(text)?;
        let beside = kept.t.take().map_or(Beside::Nothing, Beside::Text);
        kept.into_row(beside)
    }

    /// Reads a row back from its two texts.
    ///
    /// # Errors
    /// [`Damaged`] for anything else, whole.
    pub fn from_texts(record: Beside, text: &str) -> Result<Self, Damaged> {
        Kept::read(text)?.into_row(record)
    }
}

impl Kept {
    fn read(text: &str) -> Result<Self, Damaged> {
        let kept: Self = serde_json::from_str(text).map_err(|_| Damaged)?;
        if kept.v == VERSION { Ok(kept) } else { Err(Damaged) }
    }

    fn into_row(self, record: Beside) -> Result<Row, Damaged> {
        let copy = match (record, self.f, self.l) {
            (Beside::Text(text), None, None) => Copy::Record(Record::from_text(&text).map_err(|_| Damaged)?),
            (Beside::Text(text), Some((by, signature)), None) => {
                let record = Record::from_text(&text).map_err(|_| Damaged)?;
                Copy::Fact(record, Fact { by, signature, text })
            }
            (Beside::Nothing, None, Some((key, bytes))) => {
                let decode = |text: &str| Base64UrlUnpadded::decode_vec(text).map_err(|_| Damaged);
                let key = KeyName::new(decode(&key)?.try_into().map_err(|_| Damaged)?);
                Copy::Locked(SealedCard { key, bytes: decode(&bytes)? }, self.b)
            }
            (Beside::Nothing, None, None) => Copy::Gone,
            (Beside::Unopened, _, None) => Copy::Unopened,
            _ => return Err(Damaged),
        };
        let outgoing = self.o.map(|revision| Outgoing { revision, first: self.first });
        Ok(Row { copy, head: self.h, outgoing })
    }
}

#[cfg(test)]
mod tests {
    use tanomo_record::{Id, ReplicaId, Stamp, VersionVector, Writer};
    use tanomo_wire::{BlobHash, EpochName, RecordId, Sealed};

    use super::*;

    #[test]
    fn every_row_survives_its_text_and_a_cut_one_is_refused() {
        let mut record = Record::new("request");
        let writer =
            Writer { replica: ReplicaId::new([1; 8]), by: Id::new([1; 16]), stamp: Stamp::default() };
        record.write(writer, &VersionVector::default(), [("words", "庭の草".into())]);
        let text = record.to_text();
        let fact = Fact { by: DeviceId::new([2; 8]), signature: Signature::new([3; 64]), text };
        let revision = Revision {
            id: RecordId::new([1; 16]),
            rev: Rev::new([2; 16]),
            base: None,
            epoch: EpochName::new([3; 6]),
            sealed: Sealed::new(vec![4; 88]).unwrap(),
            blobs: Blobs::default(),
        };
        let locked = SealedCard { key: KeyName::new([5; 6]), bytes: vec![6; 50] };
        let photos = Blobs::new(vec![BlobHash::of(b"a"), BlobHash::of(b"b")]).unwrap();
        let copies = [
            Copy::Record(record.clone()),
            Copy::Fact(record, fact),
            Copy::Locked(locked, photos),
            Copy::Gone,
        ];
        for (n, copy) in copies.into_iter().enumerate() {
            let outgoing = (n % 2 == 0).then(|| Outgoing { revision: revision.clone(), first: n == 2 });
            let row = Row { copy, head: (n > 1).then_some(Rev::new([9; 16])), outgoing };
            let text = row.to_text();
            assert_eq!(Row::from_text(&text), Ok(row));
            let cut = text.floor_char_boundary(text.len() - 2);
            assert_eq!(Row::from_text(&text[..cut]), Err(Damaged));
        }
        assert_eq!(
            Row::from_text(&Row { copy: Copy::Gone, head: None, outgoing: None }.to_text().replace('1', "2")),
            Err(Damaged)
        );
    }

    #[test]
    fn a_locked_card_that_was_kept_before_there_were_photos_lists_none() {
        let text = r#"{"v":1,"l":["BQUFBQUF","BgYG"]}"#;
        let Ok(Row { copy: Copy::Locked(card, blobs), .. }) = Row::from_text(text) else { panic!("{text}") };
        assert_eq!((card.bytes, blobs), (vec![6; 3], Blobs::default()));
    }
}
