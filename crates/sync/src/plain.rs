//! What is inside a seal: one byte that says how it is written, the record, and padding.
//!
//! *Do not change what a mark means*: sealed records are on phones and servers.

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::decompress_to_vec_with_limit;
use tanomo_wire::bytes::Writer;
use tanomo_wire::revision::BUCKET_BYTES;
use tanomo_wire::{CircleId, DeviceId, RecordId, Signature};

use crate::card::SealedCard;

const TEXT: u8 = 0;
const DEFLATED: u8 = 1;
const CARD: u8 = 2;
const GONE: u8 = 3;
const FACT: u8 = 4;

/// A record's text is not longer: a text that inflates beyond is refused.
pub const MAX_TEXT_BYTES: usize = 512 * 1024;

/// How hard to deflate: the best of RFC 1951, records are short.
const LEVEL: u8 = 9;

/// What a revision holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// A record, as `tanomo_record::format` writes it.
    Text(String),
    /// A resident's card, under its own key.
    Card(SealedCard),
    /// A record only a lead may write, under that lead's own signature, which stays whoever passes it on.
    Fact(Fact),
    /// The card was erased: what the server held of it is replaced by this.
    Gone,
}

/// What only a lead may say, an erasure for one. The signature is inside the seal, so that a phone which
/// has to send it again, to a server that lost it, does not take the lead's word from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The lead's device.
    pub by: DeviceId,
    /// Its signature over [`Fact::signed_bytes`].
    pub signature: Signature,
    /// The record, as `tanomo_record::format` writes it.
    pub text: String,
}

impl Fact {
    /// What is signed.
    pub fn signed_bytes(circle: &CircleId, id: &RecordId, text: &str) -> Vec<u8> {
        let to = Writer::new("tanomo fact 1").fixed(circle.bytes()).fixed(id.bytes());
        to.part(text.as_bytes()).done()
    }
}

/// A text as bytes: deflated where that is shorter.
pub(crate) fn pack(text: &str) -> Vec<u8> {
    let deflated = compress_to_vec(text.as_bytes(), LEVEL);
    let (mark, bytes) =
        if deflated.len() < text.len() { (DEFLATED, deflated.as_slice()) } else { (TEXT, text.as_bytes()) };
    [&[mark], bytes].concat()
}

/// The text again; `None` for what is none.
pub(crate) fn unpack(bytes: &[u8]) -> Option<String> {
    let (mark, rest) = bytes.split_first()?;
    let text = match *mark {
        TEXT => rest.to_vec(),
        DEFLATED => decompress_to_vec_with_limit(rest, MAX_TEXT_BYTES).ok()?,
        _ => return None,
    };
    String::from_utf8(text).ok()
}

impl Body {
    /// Its bytes, padded to whole buckets after ISO/IEC 7816-4: 0x80, then zeros.
    pub(crate) fn to_padded(&self) -> Vec<u8> {
        let mut bytes = match self {
            Self::Text(text) => pack(text),
            Self::Card(card) => [&[CARD], card.key.bytes().as_slice(), &card.bytes].concat(),
            Self::Fact(fact) => {
                [&[FACT], fact.by.bytes().as_slice(), fact.signature.bytes(), &pack(&fact.text)].concat()
            }
            Self::Gone => vec![GONE],
        };
        bytes.push(0x80);
        bytes.resize(bytes.len().next_multiple_of(BUCKET_BYTES), 0);
        bytes
    }

    /// Reads what [`Body::to_padded`] wrote.
    pub(crate) fn from_padded(bytes: &[u8]) -> Option<Self> {
        let end = bytes.iter().rposition(|&byte| byte != 0)?;
        let (mark, inside) = (bytes.get(end)?, bytes.get(..end)?);
        if *mark != 0x80 || bytes.len() != (end + 1).next_multiple_of(BUCKET_BYTES) {
            return None;
        }
        match *inside.first()? {
            TEXT | DEFLATED => unpack(inside).map(Self::Text),
            CARD => {
                let (key, bytes) = inside.get(1..)?.split_first_chunk()?;
                Some(Self::Card(SealedCard { key: crate::card::KeyName::new(*key), bytes: bytes.to_vec() }))
            }
            FACT => {
                let (by, rest) = inside.get(1..)?.split_first_chunk()?;
                let (signature, rest) = rest.split_first_chunk()?;
                let (by, signature) = (DeviceId::new(*by), Signature::new(*signature));
                Some(Self::Fact(Fact { by, signature, text: unpack(rest)? }))
            }
            GONE if inside.len() == 1 => Some(Self::Gone),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::card::KeyName;

    proptest! {
        #[test]
        fn every_body_survives_and_fills_whole_buckets(text in ".{0,300}", key in any::<[u8; 6]>(), inner in prop::collection::vec(any::<u8>(), 0..200)) {
            let card = Body::Card(SealedCard { key: KeyName::new(key), bytes: inner });
            let fact = Fact { by: DeviceId::new([1; 8]), signature: Signature::new([2; 64]), text: text.clone() };
            for body in [Body::Text(text), card, Body::Fact(fact), Body::Gone] {
                let padded = body.to_padded();
                prop_assert_eq!(padded.len() % BUCKET_BYTES, 0);
                prop_assert_eq!(Body::from_padded(&padded), Some(body));
            }
        }

        #[test]
        fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = Body::from_padded(&bytes);
        }
    }

    #[test]
    fn padding_has_one_form_only() {
        let padded = Body::Gone.to_padded();
        assert_eq!(Body::from_padded(&padded), Some(Body::Gone));
        assert_eq!(Body::from_padded(&[padded.clone(), vec![0; 64]].concat()), None);
        assert_eq!(Body::from_padded(&padded[..63]), None);
        assert_eq!(Body::from_padded(&[0; 64]), None);
    }

    #[test]
    fn a_text_that_inflates_without_end_is_refused() {
        let bomb = [vec![DEFLATED], compress_to_vec(&vec![b'a'; MAX_TEXT_BYTES + 1], 9)].concat();
        let fits = [vec![DEFLATED], compress_to_vec(&vec![b'a'; MAX_TEXT_BYTES], 9)].concat();
        assert!(unpack(&fits).is_some());
        assert_eq!(unpack(&bomb), None);
    }
}
