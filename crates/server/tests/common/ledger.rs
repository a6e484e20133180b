//! What phones were told and what a server has, held against each other.

use std::collections::BTreeMap;
use std::sync::Mutex;

use tanomo_sync::Random as _;
use tanomo_wire::revision::Blobs;
use tanomo_wire::{Cursor, EpochName, RecordId, Rev, Revision, Sealed};

use super::process::Node;
use super::squad::{Seeded, Squad};

/// What phones were told, and what a reader was given, whatever became of the server meanwhile.
#[derive(Default)]
pub struct Ledger {
    /// Records that were acknowledged, with their places.
    pub acknowledged: Mutex<BTreeMap<RecordId, u64>>,
    /// What the reader was given, by place.
    pub read: Mutex<BTreeMap<u64, RecordId>>,
    pub cursor: Mutex<Option<Cursor>>,
}

/// A new record, as a phone pushes it.
pub fn record(random: &mut Seeded, epoch: EpochName) -> Revision {
    let id = RecordId::new(random.draw());
    let sealed = Sealed::new(random.draw::<152>().to_vec()).unwrap();
    Revision { id, rev: Rev::new(random.draw()), base: None, epoch, sealed, blobs: Blobs::default() }
}

impl Ledger {
    /// Reads on until no answer comes; with `to_the_end` until there is nothing more.
    pub fn read(&self, node: &Node, squad: &Squad, to_the_end: bool) {
        loop {
            let since = *self.cursor.lock().unwrap();
            let query = since.map_or(String::new(), |cursor| format!("&since={cursor}"));
            let path = tanomo_wire::path::of(tanomo_wire::path::CHANGES, &squad.circle);
            let path = format!("{path}?v=1&wait={}{query}", u8::from(!to_the_end));
            let header = squad.helper.token.to_header();
            let Ok(reply) = node.try_ask("GET", &path, &[("authorization", &header)], None) else { return };
            let page: tanomo_wire::SyncAnswer = reply.read();
            let mut read = self.read.lock().unwrap();
            for change in &page.changes {
                read.insert(change.seq.get(), change.revision.id);
            }
            *self.cursor.lock().unwrap() = page.next;
            if to_the_end && !page.more {
                return;
            }
        }
    }

    /// What the server has, by place, and the place it has come to.
    pub fn kept(node: &Node, squad: &Squad) -> (BTreeMap<u64, RecordId>, Option<Cursor>) {
        let (mut kept, mut cursor) = (BTreeMap::new(), None);
        loop {
            let page = node.changes(&squad.circle, &squad.helper, cursor, 0);
            kept.extend(page.changes.iter().map(|c| (c.seq.get(), c.revision.id)));
            cursor = page.next;
            if !page.more {
                return (kept, cursor);
            }
        }
    }

    /// What is wrong once everything has settled, if anything is.
    pub fn fault(&self, node: &Node, squad: &Squad) -> Option<String> {
        let (kept, cursor) = Self::kept(node, squad);
        for (id, seq) in &*self.acknowledged.lock().unwrap() {
            if kept.get(seq) != Some(id) {
                return Some(format!("{id} was acknowledged at {seq} and is not there"));
            }
        }
        let before = self.cursor.lock().unwrap().map(|cursor| cursor.seq);
        if cursor.map(|cursor| cursor.seq) < before {
            return Some("a reader was given what is not there any more".to_owned());
        }
        self.read(node, squad, true);
        (*self.read.lock().unwrap() != kept).then(|| "a reader skipped a place".to_owned())
    }
}
