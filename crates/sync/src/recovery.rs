//! The printed recovery sheet: 16 random bytes, from which the keys of a lead device of its own follow. On
//! paper they are a QR and twelve words of BIP-39's Japanese list, which people can read over the telephone.

use bip39::{Language, Mnemonic};
use sha2::{Digest, Sha256};
use tanomo_wire::{CircleId, Device, DeviceKind, MemberId, Role};
use zeroize::Zeroizing;

use crate::keys::DeviceKeys;
use crate::secret::{Random, derive};

/// What the QR's bytes begin with. *Frozen: sheets are on paper.*
const MAGIC: &[u8; 8] = b"tanomo\x01S";

/// Bytes of the sum at the end of the QR's.
const SUM_BYTES: usize = 4;

/// Why words or a QR are no sheet of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoSheet {
    /// There are not twelve words, but so many.
    WordCount(usize),
    /// The word at this place, from 0, is not of the list.
    UnknownWord(usize),
    /// All words are of the list, but one of them is not the one on the sheet, or two changed places.
    Checksum,
    /// The QR is not of a sheet, or was not read whole.
    Qr,
}

impl std::fmt::Display for NoSheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::WordCount(n) => write!(f, "{n} words instead of {WORDS}"),
            Self::UnknownWord(n) => write!(f, "word {} is not of the list", n + 1),
            Self::Checksum => f.write_str("a word is not the one on the sheet"),
            Self::Qr => f.write_str("not the code of a recovery sheet"),
        }
    }
}

impl std::error::Error for NoSheet {}

/// How many words a sheet has: 128 bits of secret and 4 of checksum.
pub const WORDS: usize = 12;

/// The sheet's secret. Wiped when dropped, never shown.
#[derive(Clone)]
pub struct Sheet(Zeroizing<[u8; 16]>);

impl std::fmt::Debug for Sheet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sheet(…)")
    }
}

impl Sheet {
    /// A new sheet.
    pub fn draw(random: &mut impl Random) -> Self {
        Self(Zeroizing::new(random.draw()))
    }

    /// The keys of the device it is.
    pub fn keys(&self, circle: &CircleId) -> DeviceKeys {
        DeviceKeys::new(&derive(self.0.as_slice(), &[], "tanomo sheet 1", circle.bytes()))
    }

    /// The device as the roster lists it: a lead.
    pub fn device(&self, circle: &CircleId, member: MemberId) -> Device {
        self.keys(circle).device(member, Role::Lead, DeviceKind::Sheet)
    }

    /// The twelve words, with a space between.
    pub fn to_words(&self) -> Zeroizing<String> {
        // 16 bytes always have words.
        let words = Mnemonic::from_entropy_in(Language::Japanese, self.0.as_slice());
        let words = words.map(|words| words.words().collect::<Vec<_>>().join(" "));
        Zeroizing::new(words.unwrap_or_default())
    }

    /// Reads the words as somebody typed them: spaces of any kind, voiced kana in either form.
    ///
    /// # Errors
    /// [`NoSheet`], which names the place and never the word.
    pub fn from_words(text: &str) -> Result<Self, NoSheet> {
        let count = text.split_whitespace().count();
        if count != WORDS {
            return Err(NoSheet::WordCount(count));
        }
        let words = Mnemonic::parse_in(Language::Japanese, text).map_err(|why| match why {
            bip39::Error::UnknownWord(n) => NoSheet::UnknownWord(n),
            bip39::Error::BadWordCount(n) => NoSheet::WordCount(n),
            _ => NoSheet::Checksum,
        })?;
        let entropy = Zeroizing::new(words.to_entropy());
        let bytes = entropy.as_slice().try_into().map_err(|_| NoSheet::WordCount(count))?;
        Ok(Self(Zeroizing::new(bytes)))
    }

    /// The bytes of the QR: eight that say what it is, the circle's name, the secret, and the first four bytes
    /// of the SHA-256 of all that.
    pub fn to_qr(&self, circle: &CircleId) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new([MAGIC.as_slice(), circle.bytes(), self.0.as_slice()].concat());
        let sum = sum(&bytes);
        bytes.extend(sum);
        bytes
    }

    /// Reads the QR's bytes.
    ///
    /// # Errors
    /// [`NoSheet::Qr`].
    pub fn from_qr(bytes: &[u8]) -> Result<(Self, CircleId), NoSheet> {
        let (body, end) = bytes.split_last_chunk::<SUM_BYTES>().ok_or(NoSheet::Qr)?;
        let rest = body.strip_prefix(MAGIC).ok_or(NoSheet::Qr)?;
        let (circle, secret) = rest.split_first_chunk::<32>().ok_or(NoSheet::Qr)?;
        let secret: [u8; 16] = secret.try_into().map_err(|_| NoSheet::Qr)?;
        if *end != sum(body) {
            return Err(NoSheet::Qr);
        }
        Ok((Self(Zeroizing::new(secret)), CircleId::new(*circle)))
    }
}

fn sum(bytes: &[u8]) -> [u8; SUM_BYTES] {
    let hash: [u8; 32] = Sha256::digest(bytes).into();
    let mut sum = [0; SUM_BYTES];
    sum.copy_from_slice(&hash[..SUM_BYTES]);
    sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::tests::Seeded;

    const CIRCLE: CircleId = CircleId::new([1; 32]);

    #[test]
    fn the_words_are_bip_39s() {
        // The first test vector of the Japanese list: entropy of zeros.
        let zeros = Sheet(Zeroizing::new([0; 16]));
        let words = "あいこくしん あいこくしん あいこくしん あいこくしん あいこくしん あいこくしん \
                     あいこくしん あいこくしん あいこくしん あいこくしん あいこくしん あおぞら";
        use std::iter::zip;
        let ours = zeros.to_words();
        let read = Sheet::from_words(words).unwrap();
        assert_eq!(read.0, zeros.0);
        assert_eq!(zip(ours.split(' '), words.split(' ')).count(), WORDS);
    }

    #[test]
    fn a_sheet_survives_its_words_and_its_qr_and_is_one_lead_device() {
        let sheet = Sheet::draw(&mut Seeded(8));
        let typed = sheet.to_words().replace(' ', "\u{3000}");
        assert_eq!(Sheet::from_words(&typed).unwrap().0, sheet.0, "with full-width spaces");
        let (read, circle) = Sheet::from_qr(&sheet.to_qr(&CIRCLE)).unwrap();
        assert_eq!((read.0.clone(), circle), (sheet.0.clone(), CIRCLE));
        let device = read.device(&circle, MemberId::new([0; 16]));
        assert_eq!((device.id(), device.role), (sheet.keys(&CIRCLE).id(), Role::Lead));
        assert_ne!(sheet.keys(&CircleId::new([2; 32])).id(), device.id(), "in another circle it is nobody");
    }

    #[test]
    fn what_was_misheard_is_named() {
        let sheet = Sheet::draw(&mut Seeded(9));
        let words = sheet.to_words();
        let list: Vec<&str> = words.split(' ').collect();
        assert_eq!(Sheet::from_words(&list[..11].join(" ")).map(|_| ()), Err(NoSheet::WordCount(11)));
        let mut wrong = list.clone();
        wrong[4] = "たのも";
        assert_eq!(Sheet::from_words(&wrong.join(" ")).map(|_| ()), Err(NoSheet::UnknownWord(4)));
        // Four bits of checksum: of the other words at one place most are caught, here the first is.
        let mut swapped = list.clone();
        swapped.swap(0, 1);
        assert_eq!(Sheet::from_words(&swapped.join(" ")).map(|_| ()), Err(NoSheet::Checksum));
        assert!(Sheet::from_words(&words).is_ok(), "the control");
    }

    #[test]
    fn a_qr_read_in_part_or_of_something_else_is_refused() {
        let qr = Sheet::draw(&mut Seeded(10)).to_qr(&CIRCLE);
        assert!(Sheet::from_qr(&qr).is_ok());
        for at in 0..qr.len() {
            let mut touched = qr.to_vec();
            touched[at] ^= 1;
            assert_eq!(Sheet::from_qr(&touched).map(|_| ()), Err(NoSheet::Qr));
            assert_eq!(Sheet::from_qr(&qr[..at]).map(|_| ()), Err(NoSheet::Qr));
        }
    }
}
