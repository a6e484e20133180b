//! The records that are written: the same texts for every side, told apart by who writes and which one it is.

use sha2::{Digest as _, Sha256};
use tanomo_record::{Id, Record, ReplicaId, Stamp, Value, VersionVector, Writer};

/// The bytes of a record's text.
pub const TEXT_BYTES: usize = 265;

/// 2026-11-22 in Japan, in milliseconds.
pub(crate) const START: u64 = 1_795_300_000_000;

const TASKS: [&str; 6] = ["草刈り", "雪かき", "電球の交換", "買い物", "通院の付き添い", "粗大ごみ"];

/// Which record: of which phone, and its how manyth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Which {
    /// The phone that writes it, from 0.
    pub phone: u16,
    /// Which of its records, from 0.
    pub number: u16,
}

impl Which {
    /// All records of so many phones with so many each, in the order of their ids.
    pub fn all(phones: u16, records: u16) -> impl Iterator<Item = Self> {
        (0..phones).flat_map(move |phone| (0..records).map(move |number| Self { phone, number }))
    }

    /// Its id; ids are in the order of phones and numbers. The rest is a hash, as spread as random bytes are.
    pub fn id(self) -> Id {
        let mut id = [0; 16];
        id[..2].copy_from_slice(&self.phone.to_be_bytes());
        id[2..4].copy_from_slice(&self.number.to_be_bytes());
        id[4..].copy_from_slice(&self.hash()[..12]);
        Id::new(id)
    }

    /// The record: a request with a note as long as it takes to fill [`TEXT_BYTES`].
    pub fn record(self) -> Record {
        let bare = self.noted("").to_text().len();
        let digits = self.hash().map(|byte| byte.to_string()).concat();
        let note: String = digits.chars().cycle().take(TEXT_BYTES.saturating_sub(bare)).collect();
        self.noted(&note)
    }

    fn noted(self, note: &str) -> Record {
        let mut record = Record::new("request");
        let hash = self.hash();
        let mut replica = [0; 8];
        replica[6..].copy_from_slice(&self.phone.to_be_bytes());
        let stamp = Stamp { ms: START + u64::from(self.number), tick: 0 };
        let mut by = [0; 16];
        by[14..].copy_from_slice(&self.phone.to_be_bytes());
        let writer = Writer { replica: ReplicaId::new(replica), by: Id::new(by), stamp };
        let task = TASKS[usize::from(hash[0]) % TASKS.len()];
        let fields = [("task", task), ("note", note)].map(|(name, text)| (name, Value::from(text)));
        record.write(writer, &VersionVector::default(), fields);
        record
    }

    fn hash(self) -> [u8; 32] {
        let [a, b] = self.phone.to_be_bytes();
        let [c, d] = self.number.to_be_bytes();
        Sha256::digest([a, b, c, d]).into()
    }
}

/// SHA-256 over texts in the order of their ids, in hex: what every phone must come to.
pub fn sum<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let mut hash = Sha256::new();
    texts.into_iter().for_each(|text| hash.update(text.as_ref().as_bytes()));
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_text_has_its_length_reads_back_and_is_another() {
        let all: Vec<String> = Which::all(200, 3).map(|which| which.record().to_text()).collect();
        for text in &all {
            assert_eq!(text.len(), TEXT_BYTES, "{text}");
            assert_eq!(Record::from_text(text).unwrap().to_text(), *text);
        }
        let distinct: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), all.len());
        let ids: Vec<Id> = Which::all(200, 3).map(Which::id).collect();
        assert!(ids.is_sorted());
    }

    #[test]
    fn one_letter_makes_another_sum() {
        assert_eq!(sum(["ab", "c"]), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_ne!(sum(["ab", "d"]), sum(["ab", "c"]));
    }
}
