//! What one phone hands over to another, as bytes: who gives and whom it is for, roster entries, sealed records.

use tanomo_wire::bytes::{Reader, Writer};
use tanomo_wire::entry::Entry;
use tanomo_wire::revision::{Blobs, Revision};
use tanomo_wire::{
    BlobHash, Change, CircleId, DeviceId, EpochName, MAX_BLOBS, MAX_ENTRIES, MAX_RECORDS, Malformed, Proof,
    RecordId, Rev, Sealed, Seq, Signature, SignedEntry,
};

/// What the bytes begin with. *Frozen up to the version's mark.*
const PURPOSE: &str = "tanomo handover";
const VERSION: u8 = 1;

/// The most pushes in one bundle, each of [`MAX_RECORDS`] records at most: a squad of many years in a file.
pub const MAX_PUSHES: usize = 1_000;

/// What is handed over.
#[derive(Clone, Debug, PartialEq)]
pub struct Bundle {
    /// The circle's.
    pub circle: CircleId,
    /// Who gives.
    pub from: DeviceId,
    /// For whom.
    pub to: DeviceId,
    /// The roster's entries that the receiver may lack, with the secrets wrapped for it, each after those it stands on.
    pub entries: Vec<SignedEntry>,
    /// Sealed records, as [`crate::Engine::hand_over`] makes them: each list one push.
    pub pushes: Vec<Vec<Change>>,
}

/// Why bytes are no bundle for this phone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotRead {
    /// They are something else.
    Foreign,
    /// A newer app made them.
    Newer,
    /// They end early or are broken.
    Torn,
}

impl From<Malformed> for NotRead {
    fn from(_: Malformed) -> Self {
        Self::Torn
    }
}

impl Bundle {
    /// All records in it.
    pub fn changes(&self) -> impl Iterator<Item = &Change> {
        self.pushes.iter().flatten()
    }

    /// How many records are in it.
    pub fn records(&self) -> usize {
        self.pushes.iter().map(Vec::len).sum()
    }

    /// The bytes. A push's signature stands once; the ways to its root are worked out anew.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut to = Writer::new(PURPOSE)
            .mark(VERSION)
            .fixed(self.circle.bytes())
            .fixed(self.from.bytes())
            .fixed(self.to.bytes())
            .count(self.entries.len());
        for entry in &self.entries {
            to = to.part(&entry.entry().to_bytes()).fixed(entry.signature().bytes());
        }
        to = to.count(self.pushes.len());
        for push in &self.pushes {
            to = to.count(push.len());
            let signature = push.first().map_or(Signature::new([0; 64]), |first| first.proof.signature);
            to = to.fixed(signature.bytes());
            for change in push {
                to = revision(to, &change.revision);
            }
        }
        to.done()
    }

    /// Reads them.
    ///
    /// # Errors
    /// [`NotRead`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, NotRead> {
        let mut from = Reader::new(bytes, PURPOSE).map_err(|_| NotRead::Foreign)?;
        match from.mark()? {
            VERSION => {}
            newer if newer > VERSION => return Err(NotRead::Newer),
            _ => return Err(NotRead::Foreign),
        }
        let circle = CircleId::new(from.fixed()?);
        let (by, to) = (DeviceId::new(from.fixed()?), DeviceId::new(from.fixed()?));
        let mut entries = Vec::new();
        for _ in 0..from.count(MAX_ENTRIES)? {
            let entry = Entry::from_bytes(from.part()?)?;
            entries.push(SignedEntry::new(entry, Signature::new(from.fixed()?)));
        }
        let mut pushes = Vec::new();
        for _ in 0..from.count(MAX_PUSHES)? {
            let records = from.count(MAX_RECORDS)?;
            let signature = Signature::new(from.fixed()?);
            let revisions =
                (0..records).map(|_| read_revision(&mut from)).collect::<Result<Vec<_>, Malformed>>()?;
            let leaves: Vec<_> = revisions.iter().map(|revision| revision.leaf(&circle, &by)).collect();
            let proofs = Proof::of_push(signature, &leaves)?;
            let change = |(revision, proof)| Change { seq: Seq::new(0), device: by, proof, revision };
            pushes.push(revisions.into_iter().zip(proofs).map(change).collect());
        }
        from.end()?;
        Ok(Self { circle, from: by, to, entries, pushes })
    }
}

fn revision(to: Writer, revision: &Revision) -> Writer {
    let to = to
        .fixed(revision.id.bytes())
        .fixed(revision.rev.bytes())
        .option(revision.base.as_ref().map(|base| base.bytes().as_slice()))
        .fixed(revision.epoch.bytes())
        .count(revision.blobs.hashes().len());
    let to = revision.blobs.hashes().iter().fold(to, |to, hash| to.fixed(hash.bytes()));
    to.part(revision.sealed.bytes())
}

fn read_revision(from: &mut Reader<'_>) -> Result<Revision, Malformed> {
    let (id, rev) = (RecordId::new(from.fixed()?), Rev::new(from.fixed()?));
    let base = match from.mark()? {
        0 => None,
        1 => Some(Rev::new(from.fixed()?)),
        _ => return Err(from.wrong()),
    };
    let epoch = EpochName::new(from.fixed()?);
    let blobs = from.count(MAX_BLOBS)?;
    let blobs = (0..blobs).map(|_| from.fixed().map(BlobHash::new)).collect::<Result<Vec<_>, _>>()?;
    let sealed = Sealed::new(from.part()?.to_vec())?;
    Ok(Revision { id, rev, base, epoch, sealed, blobs: Blobs::new(blobs)? })
}
