//! What is inside a seal: one byte that says how it is written, the record, and padding.
//!
//! *Do not change what a mark means*: sealed records are on phones and servers.

use std::cell::RefCell;

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress, create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};
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

thread_local! {
    // Kept from one record to the next: 300 KB and 11 KB, which to ask for anew took as long as to squeeze a short record.
    static DEFLATING: RefCell<CompressorOxide> =
        RefCell::new(CompressorOxide::new(create_comp_flags_from_zip_params(LEVEL.into(), 0, 0)));
    static INFLATING: RefCell<Box<DecompressorOxide>> = RefCell::default();
}

/// A text as bytes: deflated where that is shorter.
pub(crate) fn pack(text: &str) -> Vec<u8> {
    // What does not fit is not shorter.
    let mut packed = vec![DEFLATED; text.len().max(1)];
    let deflated = DEFLATING.with_borrow_mut(|state| {
        state.reset();
        let (status, _, bytes) = compress(state, text.as_bytes(), packed.get_mut(1..)?, TDEFLFlush::Finish);
        (status == TDEFLStatus::Done).then_some(bytes)
    });
    match deflated {
        Some(bytes) => {
            packed.truncate(1 + bytes);
            packed
        }
        None => [&[TEXT], text.as_bytes()].concat(),
    }
}

/// The text again; `None` for what is none.
pub(crate) fn unpack(bytes: &[u8]) -> Option<String> {
    let (mark, rest) = bytes.split_first()?;
    let text = match *mark {
        TEXT => rest.to_vec(),
        DEFLATED => inflate(rest)?,
        _ => return None,
    };
    String::from_utf8(text).ok()
}

fn inflate(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut text, mut end) = (vec![0; (2 * bytes.len()).clamp(64, MAX_TEXT_BYTES)], 0);
    INFLATING.with_borrow_mut(|state| {
        state.init();
        loop {
            let (status, read, written) =
                decompress(state, bytes, &mut text, end, TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF);
            end += written;
            match status {
                TINFLStatus::Done => {
                    text.truncate(end);
                    return Some(text);
                }
                TINFLStatus::HasMoreOutput if text.len() < MAX_TEXT_BYTES => {
                    bytes = bytes.get(read..)?;
                    text.resize((2 * text.len()).min(MAX_TEXT_BYTES), 0);
                }
                _ => return None,
            }
        }
    })
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
    use miniz_oxide::deflate::compress_to_vec;
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

        /// Whatever went before: the tables that are kept hold nothing of it.
        #[test]
        fn a_text_is_packed_as_if_it_were_the_first(texts in prop::collection::vec("[a-c]{0,40}|.{0,300}", 1..5), cut in 0_usize..40) {
            for text in texts {
                let alone = compress_to_vec(text.as_bytes(), LEVEL);
                let expected = if alone.len() < text.len() { [vec![DEFLATED], alone].concat() } else { [&[TEXT], text.as_bytes()].concat() };
                let packed = pack(&text);
                prop_assert_eq!(&packed, &expected);
                let _ = unpack(&packed[..packed.len().saturating_sub(cut)]);
                prop_assert_eq!(unpack(&packed), Some(text));
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
