//! The durable shadow of everything: IndexedDB, every record in its newest revision, written in one strict
//! transaction that is also the read-modify-write between tabs. "Saved" is its completion.
//!
//! The generation counts the transactions; each record carries the one that wrote it last.

use futures::future::{try_join, try_join_all};
use tanomo_record::Id;
use wasm_bindgen::JsValue;
use web_sys::js_sys::{Object, Reflect};

use super::device::Device;
use super::idb::{Idb, IdbError, Schema, Txn};

pub(super) const RECORDS: &str = "records";
pub(super) const OUTBOX: &str = "outbox";
pub(super) const META: &str = "meta";
/// What stands beside a record between the circle's phones (`link::kept`).
pub(super) const BESIDE: &str = "beside";
/// Revisions that cannot be read yet.
pub(super) const ASIDE: &str = "aside";
/// The roster's entries.
pub(super) const ROSTER: &str = "roster";
/// The keys of cards, sealed.
pub(super) const CARD_KEYS: &str = "card-keys";
/// Sealed photos, each under circle, card and name (`photos`).
pub(super) const PHOTOS: &str = "photos";
/// A note for each photo that is still to be sent, under the same key.
pub(super) const PHOTOS_OUT: &str = "photos-out";
const BY_GENERATION: &str = "by-generation";
/// What a person's write may touch; the photos where it erases a card.
const WRITTEN: [&str; 5] = [RECORDS, OUTBOX, META, PHOTOS, PHOTOS_OUT];
/// The version of this schema. A change of it makes what is missing and keeps what stands.
const VERSION: u32 = 3;
/// The database all circles of this phone share.
pub(super) const NAME: &str = "tanomo";
const DEVICE: &str = "device";
const LOOK: &str = "look";

/// A record as the journal has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// The record.
    pub id: Id,
    /// The generation that wrote it.
    pub generation: u64,
    /// Its text, sealed for a card.
    pub text: String,
}

/// What one transaction writes.
#[derive(Clone, Debug, Default)]
pub struct Batch {
    /// Records whose text is replaced.
    pub puts: Vec<(Id, String)>,
    /// Cards that are gone.
    pub erased: Vec<Id>,
    /// Whether the records wait to be sent.
    pub to_send: bool,
}

/// The journal of one circle.
#[derive(Clone)]
pub struct Journal {
    idb: Idb,
    prefix: String,
    circle: String,
}

/// Opens the database all circles of this phone share.
///
/// # Errors
/// Where the browser has none.
pub async fn open() -> Result<Idb, IdbError> {
    Idb::open(NAME, VERSION, make).await
}

fn make(schema: &Schema) {
    schema.store(RECORDS);
    schema.store(OUTBOX);
    for name in [META, BESIDE, ASIDE, ROSTER, CARD_KEYS, PHOTOS, PHOTOS_OUT] {
        schema.store(name);
    }
    schema.index(RECORDS, BY_GENERATION, ["c", "g"]);
}

/// What this phone is to the circle it has open, as the journal kept it.
///
/// # Errors
/// What the browser says.
pub async fn device(idb: &Idb) -> Result<Option<Device>, IdbError> {
    Ok(fact(idb, DEVICE).await?.as_deref().and_then(Device::from_text))
}

/// What this phone is to each of its circles.
///
/// # Errors
/// What the browser says.
pub async fn devices(idb: &Idb) -> Result<Vec<Device>, IdbError> {
    let pairs = idb.read(&[META])?.page(META, &format!("{DEVICE}/"), None, u32::MAX).await?;
    Ok(pairs.iter().filter_map(|(_, value)| Device::from_text(&value.as_string()?)).collect())
}

/// Keeps what this phone is to the circle it has open.
///
/// # Errors
/// Why nothing was kept.
pub async fn keep_device(idb: &Idb, device: &Device) -> Result<(), IdbError> {
    let text = device.to_text();
    let txn = idb.write(&[META])?;
    txn.put(META, DEVICE, &text.as_str().into())?;
    txn.put(META, &device_key(device.circle), &text.into())?;
    txn.done().await
}

/// Which circle the next start opens; a fresh phone's start for none.
///
/// # Errors
/// Why the one before stays.
pub async fn begin_with(idb: &Idb, device: Option<&Device>) -> Result<(), IdbError> {
    let txn = idb.write(&[META])?;
    match device {
        Some(device) => txn.put(META, DEVICE, &device.to_text().into())?,
        None => txn.delete(META, DEVICE)?,
    }
    txn.done().await
}

fn device_key(circle: Id) -> String {
    format!("{DEVICE}/{circle}")
}

/// How the screen looks, as the journal kept it.
///
/// # Errors
/// What the browser says.
pub async fn look(idb: &Idb) -> Result<Option<String>, IdbError> {
    fact(idb, LOOK).await
}

/// Keeps how the screen looks.
///
/// # Errors
/// Why nothing was kept.
pub async fn keep_look(idb: &Idb, text: &str) -> Result<(), IdbError> {
    keep_fact(idb, LOOK, text).await
}

async fn fact(idb: &Idb, name: &str) -> Result<Option<String>, IdbError> {
    Ok(idb.read(&[META])?.get(META, name).await?.as_string())
}

async fn keep_fact(idb: &Idb, name: &str, text: &str) -> Result<(), IdbError> {
    let txn = idb.write(&[META])?;
    txn.put(META, name, &text.into())?;
    txn.done().await
}

impl Journal {
    /// The journal of a circle.
    pub fn of(idb: Idb, circle: Id) -> Self {
        Self { idb, prefix: format!("{circle}/"), circle: circle.to_string() }
    }

    /// Writes over what is known, if nobody wrote after the generation `known`: one way to the disk, with no way
    /// there and back before it. False if somebody did; then nothing was written.
    ///
    /// # Errors
    /// Why nothing of it was kept.
    pub async fn write_over(&self, known: u64, batch: &Batch) -> Result<bool, IdbError> {
        // A transaction over fewer stores waits for fewer others.
        let stores: &[&str] = if batch.erased.is_empty() { &WRITTEN[..3] } else { &WRITTEN };
        let txn = self.idb.write(stores)?;
        let journal = self.clone();
        let unchanged =
            txn.only_if(META, &self.generation_key(), move |found| journal.number(found) == known)?;
        self.put(&txn, batch, known + 1)?;
        match txn.done().await {
            Ok(()) => Ok(true),
            Err(_) if !unchanged.get() => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Reads what stands of some records, lets `make` say what is to stand instead, and writes that, all in
    /// one transaction. Gives back the generation found and what was written. Other tabs wait meanwhile.
    ///
    /// # Errors
    /// Why nothing of it was kept; `make` may refuse too.
    pub async fn write<E: From<IdbError>>(
        &self,
        read: &[Id],
        make: impl FnOnce(u64, Vec<Stored>) -> Result<Batch, E>,
    ) -> Result<(u64, Batch), E> {
        let txn = self.idb.write(&WRITTEN)?;
        // Asked for all at once: each wait for an answer is a way to another process and back.
        let records = try_join_all(read.iter().map(|&id| txn.get(RECORDS, self.key(id))));
        let (records, found) = try_join(records, txn.get(META, self.generation_key())).await?;
        let found = self.number(&found);
        let standing = read.iter().zip(&records).filter_map(|(&id, value)| stored(id, value)).collect();
        let batch = match make(found, standing) {
            Ok(batch) => batch,
            Err(refused) => {
                txn.abort();
                return Err(refused);
            }
        };
        self.put(&txn, &batch, found + 1)?;
        txn.done().await?;
        Ok((found, batch))
    }

    fn put(&self, txn: &Txn, batch: &Batch, generation: u64) -> Result<(), IdbError> {
        for (id, text) in &batch.puts {
            txn.put(RECORDS, &self.key(*id), &self.value(generation, text)?)?;
            if batch.to_send {
                txn.put(OUTBOX, &self.key(*id), &(generation as f64).into())?;
            }
        }
        for id in &batch.erased {
            txn.delete(RECORDS, &self.key(*id))?;
            txn.delete(OUTBOX, &self.key(*id))?;
            self.forget_photos(txn, *id)?;
        }
        txn.put(META, &self.generation_key(), &(generation as f64).into())
    }

    /// A card is gone, and with it every photo of the home.
    pub(super) fn forget_photos(&self, txn: &Txn, card: Id) -> Result<(), IdbError> {
        let prefix = format!("{}/", self.key(card));
        txn.delete_all(PHOTOS, &prefix)?;
        txn.delete_all(PHOTOS_OUT, &prefix)
    }

    /// The newest generation.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn generation(&self) -> Result<u64, IdbError> {
        let txn = self.idb.read(&[META])?;
        Ok(self.number(&txn.get(META, self.generation_key()).await?))
    }

    /// The records written after a generation.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn above(&self, generation: u64) -> Result<Vec<Stored>, IdbError> {
        let txn = self.idb.read(&[RECORDS])?;
        let pairs = txn.above(RECORDS, BY_GENERATION, &self.circle, generation as f64).await?;
        Ok(pairs.iter().filter_map(|(key, value)| stored(self.id(key)?, value)).collect())
    }

    /// At most `limit` records after `after`, by id; with them the last key, to go on from.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn page(
        &self,
        after: Option<&str>,
        limit: u32,
    ) -> Result<(Vec<Stored>, Option<String>), IdbError> {
        self.page_but(after, limit, |_, _| false).await
    }

    /// The same without those that are `known` in this generation, whose texts are not even looked at.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn page_but(
        &self,
        after: Option<&str>,
        limit: u32,
        known: impl Fn(Id, u64) -> bool,
    ) -> Result<(Vec<Stored>, Option<String>), IdbError> {
        let txn = self.idb.read(&[RECORDS])?;
        let pairs = txn.page(RECORDS, &self.prefix, after, limit).await?;
        let last = pairs.last().map(|(key, _)| key.clone());
        let other = |(key, value): &(String, JsValue)| {
            let id = self.id(key)?;
            generation_of(value).filter(|&generation| !known(id, generation))?;
            stored(id, value)
        };
        Ok((pairs.iter().filter_map(other).collect(), last))
    }

    /// One record.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn one(&self, id: Id) -> Result<Option<Stored>, IdbError> {
        let txn = self.idb.read(&[RECORDS])?;
        Ok(stored(id, &txn.get(RECORDS, self.key(id)).await?))
    }

    /// How many records there are.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn count(&self) -> Result<u32, IdbError> {
        self.idb.read(&[RECORDS])?.count(RECORDS, &self.prefix).await
    }

    /// The records that wait to be sent.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn unsent(&self) -> Result<Vec<Id>, IdbError> {
        let txn = self.idb.read(&[OUTBOX])?;
        let pairs = txn.page(OUTBOX, &self.prefix, None, u32::MAX).await?;
        Ok(pairs.iter().filter_map(|(key, _)| self.id(key)).collect())
    }

    /// Notes when a card whose consent was ended is to go, in milliseconds since 1970.
    ///
    /// # Errors
    /// Why nothing was noted.
    pub async fn note_ended(&self, card: Id, due: i64) -> Result<(), IdbError> {
        let txn = self.idb.write(&[META])?;
        txn.put(META, &self.ended_key(card), &(due as f64).into())?;
        txn.done().await
    }

    /// Takes such a note away.
    ///
    /// # Errors
    /// Why it still stands.
    pub async fn forget_ended(&self, card: Id) -> Result<(), IdbError> {
        let txn = self.idb.write(&[META])?;
        txn.delete(META, &self.ended_key(card))?;
        txn.done().await
    }

    /// The cards that are to go, and when.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn ended(&self) -> Result<Vec<(Id, i64)>, IdbError> {
        let prefix = format!("{}/", self.own("ended"));
        let pairs = self.idb.read(&[META])?.page(META, &prefix, None, u32::MAX).await?;
        let note = |(key, due): &(String, JsValue)| {
            Some((Id::parse(key.strip_prefix(&prefix)?)?, due.as_f64()? as i64))
        };
        Ok(pairs.iter().filter_map(note).collect())
    }

    fn ended_key(&self, card: Id) -> String {
        format!("{}/{card}", self.own("ended"))
    }

    /// Takes everything of this circle out, as if this phone had never been in it.
    ///
    /// # Errors
    /// Why all of it still stands.
    pub async fn forget_circle(&self) -> Result<(), IdbError> {
        let own = [RECORDS, OUTBOX, BESIDE, ASIDE, ROSTER, CARD_KEYS, PHOTOS, PHOTOS_OUT];
        let txn = self.idb.write(&[own.as_slice(), &[META]].concat())?;
        for store in own {
            txn.delete_all(store, &self.prefix)?;
        }
        let facts = txn.page(META, "", None, u32::MAX).await?;
        for (key, _) in facts.iter().filter(|(key, _)| key.split('/').any(|part| part == self.circle)) {
            txn.delete(META, key)?;
        }
        txn.delete(META, DEVICE)?;
        txn.done().await
    }

    /// The database, for what does not belong to one circle.
    pub fn idb(&self) -> &Idb {
        &self.idb
    }

    /// The key of this circle's own under one of the general stores.
    pub(super) fn own(&self, name: &str) -> String {
        format!("{name}/{}", self.circle)
    }

    /// What all keys of this circle begin with.
    pub(super) fn prefix(&self) -> &str {
        &self.prefix
    }

    pub(super) fn key(&self, id: Id) -> String {
        format!("{}{id}", self.prefix)
    }

    pub(super) fn id(&self, key: &str) -> Option<Id> {
        Id::parse(key.strip_prefix(&self.prefix)?)
    }

    pub(super) fn generation_key(&self) -> String {
        format!("generation/{}", self.circle)
    }

    pub(super) fn number(&self, value: &JsValue) -> u64 {
        value.as_f64().map_or(0, |number| number as u64)
    }

    pub(super) fn value(&self, generation: u64, text: &str) -> Result<JsValue, IdbError> {
        let value = Object::new();
        Reflect::set(&value, &"c".into(), &self.circle.as_str().into())?;
        Reflect::set(&value, &"g".into(), &(generation as f64).into())?;
        Reflect::set(&value, &"t".into(), &text.into())?;
        Ok(value.into())
    }
}

pub(super) fn stored(id: Id, value: &JsValue) -> Option<Stored> {
    let text = Reflect::get(value, &"t".into()).ok()?.as_string()?;
    Some(Stored { id, generation: generation_of(value)?, text })
}

fn generation_of(value: &JsValue) -> Option<u64> {
    Some(Reflect::get(value, &"g".into()).ok()?.as_f64()? as u64)
}
