//! One transaction of the engine: its writes in their order, all or none.

use std::collections::BTreeMap;

use base64ct::{Base64UrlUnpadded, Encoding};
use futures::future::{try_join, try_join_all};
use tanomo_domain::view::Resident;
use tanomo_record::{Id, Record};
use tanomo_sync::engine::{Copy, Row, Write};
use wasm_bindgen::JsValue;

use super::{Ground, OWNER, PLACE, PUSH, Place, SECRETS, entry_key, json, secrets_text};
use crate::store::idb::{IdbError, Txn};
use crate::store::journal::{
    ASIDE, BESIDE, CARD_KEYS, Journal, META, OUTBOX, PHOTOS, PHOTOS_OUT, RECORDS, ROSTER, Stored, stored,
};
use crate::store::{Trouble, random};

/// What one transaction came to.
#[derive(Default)]
pub(in crate::store::link) struct Lasting {
    /// The generation that was found, and whether this transaction made the next one.
    pub found: u64,
    pub wrote: bool,
    /// Records whose text is new: as they stand, and as they are kept.
    pub records: Vec<(Id, Record, String)>,
    /// Cards that are gone or locked.
    pub gone: Vec<Id>,
    /// What waits to be sent, and what no longer does.
    pub waiting: Vec<(Id, bool)>,
    /// The generations that are sealed now.
    pub sealed: Vec<(Id, u64)>,
}

/// Why nothing was kept.
pub(in crate::store::link) enum NotKept {
    /// Another window has the engine now.
    NotMine,
    /// The phone could not.
    Phone(Trouble),
}

impl From<IdbError> for NotKept {
    fn from(error: IdbError) -> Self {
        Self::Phone(error.into())
    }
}

/// Keeps an engine's writes, in their order, all or none, and what the service worker is to `push`. What somebody
/// wrote since it was read is merged with, and goes on waiting to be sealed.
pub(in crate::store::link) async fn keep(
    journal: &Journal,
    circle: Id,
    owner: &str,
    writes: &[Write],
    ground: &Ground,
    push: Option<String>,
) -> Result<Lasting, NotKept> {
    let ids: Vec<Id> = writes
        .iter()
        .filter_map(|write| match write {
            Write::Row(id, _) => Some(*id),
            _ => None,
        })
        .collect();
    let stores = [RECORDS, OUTBOX, META, BESIDE, ASIDE, ROSTER, CARD_KEYS, PHOTOS, PHOTOS_OUT];
    let erases = writes.iter().any(|write| matches!(write, Write::ForgetCard(_)));
    let txn = journal.idb().write_aside(if erases { &stores } else { &stores[..7] })?;
    let records = try_join_all(ids.iter().map(|&id| txn.get(RECORDS, journal.key(id))));
    let besides = try_join_all(ids.iter().map(|&id| txn.get(BESIDE, journal.key(id))));
    let meta = try_join(txn.get(META, journal.generation_key()), txn.get(META, journal.own(OWNER)));
    let entries = txn.count(ROSTER, journal.prefix());
    let ((records, besides), (meta, entries)) =
        try_join(try_join(records, besides), try_join(meta, entries)).await?;
    if meta.1.as_string().as_deref() != Some(owner) {
        txn.abort();
        return Err(NotKept::NotMine);
    }
    let found = journal.number(&meta.0);
    let stand = |values: &[JsValue]| -> BTreeMap<Id, Stored> {
        ids.iter().zip(values).filter_map(|(&id, value)| Some((id, stored(id, value)?))).collect()
    };
    let mut keeping = Keeping {
        journal,
        circle,
        ground,
        generation: found + 1,
        records: stand(&records),
        besides: stand(&besides),
        entries: entries as usize,
        lasting: Lasting { found, ..Lasting::default() },
    };
    for write in writes {
        if let Err(why) = keeping.put(&txn, write) {
            txn.abort();
            return Err(why);
        }
    }
    let lasting = keeping.lasting;
    if lasting.wrote {
        txn.put(META, &journal.generation_key(), &((found + 1) as f64).into())?;
    }
    match push {
        Some(push) => txn.put(META, &journal.own(PUSH), &push.into())?,
        None => txn.delete(META, &journal.own(PUSH))?,
    }
    txn.done().await?;
    Ok(lasting)
}

/// One transaction under way.
struct Keeping<'a> {
    journal: &'a Journal,
    circle: Id,
    ground: &'a Ground,
    generation: u64,
    records: BTreeMap<Id, Stored>,
    besides: BTreeMap<Id, Stored>,
    entries: usize,
    lasting: Lasting,
}

impl Keeping<'_> {
    fn put(&mut self, txn: &Txn, write: &Write) -> Result<(), NotKept> {
        let journal = self.journal;
        match write {
            Write::Row(id, row) => self.row(txn, *id, row)?,
            Write::Aside(id, Some(change)) => txn.put(ASIDE, &journal.key(*id), &json(change).into())?,
            Write::Aside(id, None) => txn.delete(ASIDE, &journal.key(*id))?,
            Write::Entries(new) => {
                for entry in new {
                    txn.put(ROSTER, &entry_key(journal, self.entries), &json(entry).into())?;
                    self.entries += 1;
                }
            }
            Write::Secrets(secrets) => {
                txn.put(META, &journal.own(SECRETS), &secrets_text(secrets).into())?;
            }
            Write::CardKey(card, key) => {
                let sealing = self.ground.key.as_ref().ok_or(NotKept::Phone(Trouble::Locked))?;
                let nonce = random().map_err(NotKept::Phone)?;
                let text = Base64UrlUnpadded::encode_string(&key.to_bytes());
                let name = Base64UrlUnpadded::encode_string(key.name.bytes());
                let sealed = sealing.seal(self.circle, *card, nonce, &text);
                txn.put(CARD_KEYS, &format!("{}/{name}", journal.key(*card)), &sealed.into())?;
            }
            Write::ForgetCard(card) => {
                txn.delete_all(CARD_KEYS, &format!("{}/", journal.key(*card)))?;
                journal.forget_photos(txn, *card)?;
                self.lasting.gone.push(*card);
            }
            Write::Cursor { cursor, refilling, roster_seen } => {
                let place = Place { cursor: *cursor, refilling: *refilling, roster_seen: *roster_seen };
                txn.put(META, &journal.own(PLACE), &json(&place).into())?;
            }
        }
        Ok(())
    }

    fn row(&mut self, txn: &Txn, id: Id, row: &Row) -> Result<(), NotKept> {
        let (journal, standing) = (self.journal, self.records.get(&id).cloned());
        let (_, beside) = row.to_texts();
        let waits = row.outgoing.is_some();
        let sealed = match &row.copy {
            Copy::Record(record) => self.record(txn, id, record.clone(), false, waits)?,
            Copy::Fact(record, _) => self.record(txn, id, record.clone(), true, waits)?,
            // Somebody wrote since it was read: nothing of this is kept, and the engine begins again with what they wrote.
            Copy::Locked(..) if self.newer(id) => return Err(NotKept::Phone(Trouble::NotReady)),
            Copy::Locked(..) | Copy::Gone => {
                self.lasting.gone.push(id);
                self.mark(txn, id, waits)?;
                if standing.is_some() {
                    txn.delete(RECORDS, &journal.key(id))?;
                    self.records.remove(&id);
                    self.lasting.wrote = true;
                    self.generation
                } else {
                    self.lasting.found
                }
            }
            Copy::Unopened => {
                // What the server lost and nobody can seal now is sealed when the card is next opened.
                let lost = row.head.is_none() && !waits;
                if lost {
                    self.mark(txn, id, true)?;
                }
                let before = self.besides.get(&id).map_or(0, |beside| beside.generation);
                if lost { 0 } else { before }
            }
        };
        txn.put(BESIDE, &journal.key(id), &journal.value(sealed, &beside)?)?;
        self.besides.insert(id, Stored { id, generation: sealed, text: beside });
        self.lasting.sealed.push((id, sealed));
        Ok(())
    }

    /// Puts a record's text where it is new. Gives the generation up to which the engine knows it.
    fn record(
        &mut self,
        txn: &Txn,
        id: Id,
        mut record: Record,
        exact: bool,
        waits: bool,
    ) -> Result<u64, NotKept> {
        let standing = self.records.get(&id).cloned();
        let known = self.ground.generation(id).unwrap_or(0);
        let newer = standing.as_ref().is_some_and(|standing| standing.generation > known);
        let opened = standing.as_ref().and_then(|stored| self.ground.open(self.circle, id, &stored.text));
        if newer && !exact {
            match opened.as_deref().map(Record::from_text) {
                Some(Ok(theirs)) => drop(record.merge(&theirs)),
                // Somebody's newer card, and no key to open it: theirs stays, and is sealed when it is opened.
                _ => return Ok(known),
            }
        }
        let text = record.to_text();
        if let Some(standing) = standing.filter(|_| opened.as_deref() == Some(text.as_str())) {
            if !newer {
                self.mark(txn, id, waits)?;
            }
            return Ok(if newer { known } else { standing.generation });
        }
        let sealed = if record.kind() == Resident::KIND {
            let key = self.ground.key.as_ref().ok_or(NotKept::Phone(Trouble::Locked))?;
            key.seal(self.circle, id, random().map_err(NotKept::Phone)?, &text)
        } else {
            text
        };
        let value = self.journal.value(self.generation, &sealed)?;
        txn.put(RECORDS, &self.journal.key(id), &value)?;
        self.records.insert(id, Stored { id, generation: self.generation, text: sealed.clone() });
        self.lasting.wrote = true;
        self.lasting.records.push((id, record, sealed));
        if newer {
            self.mark(txn, id, true)?;
            return Ok(known);
        }
        self.mark(txn, id, waits)?;
        Ok(self.generation)
    }

    /// Whether a record that was read has been written since.
    fn newer(&self, id: Id) -> bool {
        let standing = self.records.get(&id).map(|standing| standing.generation);
        self.ground.generation(id).is_some_and(|known| standing.is_some_and(|standing| standing > known))
    }

    fn mark(&mut self, txn: &Txn, id: Id, waits: bool) -> Result<(), NotKept> {
        let key = self.journal.key(id);
        if waits {
            txn.put(OUTBOX, &key, &(self.generation as f64).into())?;
        } else {
            txn.delete(OUTBOX, &key)?;
        }
        self.lasting.waiting.push((id, waits));
        Ok(())
    }
}
