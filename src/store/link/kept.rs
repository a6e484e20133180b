//! What the journal holds of a circle that travels, and the one transaction in which an engine's writes become
//! lasting.
//!
//! A record's own text stays where it always was; beside it, in a store of its own, stands what the server was last
//! known to have of it, what waits to be sent, and the generation of the text that was sealed. So a person's "saved"
//! costs nothing more than before, and what was saved while no engine ran is found by comparing generations.
//!
//! Several windows may have an engine; the last one opened is the owner, and a transaction of any other is dropped
//! whole. So a window that was frozen for a day can neither stop the others nor undo what they did.

use std::collections::BTreeMap;

use base64ct::{Base64UrlUnpadded, Encoding};
use futures::future::{try_join, try_join_all};
use serde::{Deserialize, Serialize};
use tanomo_domain::view::{Erasure, Resident};
use tanomo_record::{Id, Record};
use tanomo_sync::card::{CardKey, CardKeys};
use tanomo_sync::engine::{Copy, Kept, Row, Write};
use tanomo_sync::row::Beside;
use tanomo_sync::{DeviceKeys, Roster, Secret, Secrets};
use tanomo_wire::{Change, CircleId, Cursor, DeviceToken, MemberId, SignedEntry};
use wasm_bindgen::JsValue;

use super::Invited;
use crate::store::idb::{IdbError, Txn};
use crate::store::journal::{
    ASIDE, BESIDE, CARD_KEYS, Journal, META, OUTBOX, RECORDS, ROSTER, Stored, stored,
};
use crate::store::vault::{SEALED, SealingKey};
use crate::store::{Trouble, random};

const LINK: &str = "link";
const SECRETS: &str = "secrets";
const PLACE: &str = "place";
const INVITATIONS: &str = "invitations";
const OWNER: &str = "owner";
/// What the service worker sends while the app is closed; `public/sw.js` reads it.
const PUSH: &str = "push";

/// Who this phone is to the circle's server and its other phones. It never leaves the phone.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Link {
    /// The circle's name on the wire.
    pub circle: CircleId,
    /// 32 bytes from which the device's keys follow, as base64url.
    secret: String,
    /// What the server knows the device by.
    pub token: DeviceToken,
    /// Whose phone it is.
    pub member: MemberId,
    /// It asked to be let in, and is not in yet.
    #[serde(default)]
    pub asked: bool,
}

impl Link {
    pub(super) fn new(circle: CircleId, secret: &Secret, token: DeviceToken, member: MemberId) -> Self {
        let secret = Base64UrlUnpadded::encode_string(secret.bytes());
        Self { circle, secret, token, member, asked: false }
    }

    /// The device's keys.
    pub(super) fn keys(&self) -> Option<DeviceKeys> {
        let mut bytes = [0; 32];
        let read = Base64UrlUnpadded::decode(&self.secret, &mut bytes).ok()?.len();
        (read == 32).then(|| DeviceKeys::new(&Secret::new(bytes)))
    }
}

/// How far was read.
#[derive(Clone, Copy, Default, Serialize, Deserialize)]
struct Place {
    cursor: Option<Cursor>,
    #[serde(default)]
    refilling: bool,
    #[serde(default)]
    roster_seen: u32,
}

/// Everything an engine begins with.
pub(super) struct Opened {
    pub roster: Roster,
    pub secrets: Secrets,
    pub kept: Kept,
    /// The generation of each record's text that was sealed last.
    pub sealed: BTreeMap<Id, u64>,
}

/// What this phone is to the circle; `None` while the circle is on it alone.
pub(super) async fn link(journal: &Journal) -> Result<Option<Link>, Trouble> {
    let txn = journal.idb().read(&[META])?;
    let text = txn.get(META, journal.own(LINK)).await?.as_string();
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Keeps what this phone is to the circle, with the roster and the secrets it begins with, in one transaction.
pub(super) async fn keep_link(
    journal: &Journal,
    link: &Link,
    entries: &[SignedEntry],
    secrets: Option<&Secrets>,
) -> Result<(), Trouble> {
    let txn = journal.idb().write(&[META, ROSTER])?;
    txn.put(META, &journal.own(LINK), &json(link).into())?;
    for (n, entry) in entries.iter().enumerate() {
        txn.put(ROSTER, &entry_key(journal, n), &json(entry).into())?;
    }
    if let Some(secrets) = secrets {
        txn.put(META, &journal.own(SECRETS), &secrets_text(secrets).into())?;
    }
    Ok(txn.done().await?)
}

/// Makes this window the owner and reads what an engine begins with; `None` where roster or secrets are not here yet.
pub(super) async fn open(journal: &Journal, link: &Link, owner: &str) -> Result<Option<Opened>, Trouble> {
    let txn = journal.idb().write_aside(&[META])?;
    txn.put(META, &journal.own(OWNER), &owner.into())?;
    txn.done().await?;
    let txn = journal.idb().read(&[META, ROSTER, ASIDE, BESIDE, RECORDS])?;
    let (place, secrets) =
        try_join(txn.get(META, journal.own(PLACE)), txn.get(META, journal.own(SECRETS))).await?;
    let place: Option<Place> = place.as_string().and_then(|text| serde_json::from_str(&text).ok());
    let entries = values::<SignedEntry>(&txn, journal, ROSTER).await?;
    let aside = values::<Change>(&txn, journal, ASIDE).await?;
    let pairs = txn.page(BESIDE, journal.prefix(), None, u32::MAX).await?;
    let mut rows = Vec::with_capacity(pairs.len());
    let mut sealed = BTreeMap::new();
    for (key, value) in &pairs {
        let Some(beside) = journal.id(key).and_then(|id| stored(id, value)) else { continue };
        // Only of what a lead signed has the engine to know the text from the start.
        let text = if beside.text.contains("\"f\":") {
            match stored(beside.id, &txn.get(RECORDS, journal.key(beside.id)).await?) {
                Some(record) => Beside::Text(record.text),
                None => Beside::Unopened,
            }
        } else {
            Beside::Unopened
        };
        let row =
            Row::from_texts(text, &beside.text).or_else(|_| Row::from_texts(Beside::Nothing, &beside.text));
        if let Ok(row) = row {
            sealed.insert(beside.id, beside.generation);
            rows.push((beside.id, row));
        }
    }
    let secrets = secrets.as_string().and_then(|text| secrets_from(&text));
    let (Ok(roster), Some(secrets)) = (Roster::read(&link.circle, &entries), secrets) else {
        return Ok(None);
    };
    let place = place.unwrap_or_default();
    let kept = Kept {
        rows,
        aside: aside.into_iter().map(|change| (tanomo_sync::record_id(change.revision.id), change)).collect(),
        cards: CardKeys::default(),
        cursor: place.cursor,
        refilling: place.refilling,
        roster_seen: place.roster_seen,
    };
    Ok(Some(Opened { roster, secrets, kept, sealed }))
}

/// The invitations this phone made, newest first.
pub(super) async fn invitations(journal: &Journal) -> Result<Vec<Invited>, Trouble> {
    let txn = journal.idb().read(&[META])?;
    let text = txn.get(META, journal.own(INVITATIONS)).await?.as_string();
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
}

/// Keeps them.
pub(super) async fn keep_invitations(journal: &Journal, all: &[Invited]) -> Result<(), Trouble> {
    let txn = journal.idb().write(&[META])?;
    txn.put(META, &journal.own(INVITATIONS), &json(&all).into())?;
    Ok(txn.done().await?)
}

/// The keys of cards, while the cards are open.
pub(super) async fn card_keys(journal: &Journal, circle: Id, key: &SealingKey) -> Result<CardKeys, Trouble> {
    let txn = journal.idb().read(&[CARD_KEYS])?;
    let mut keys = CardKeys::default();
    for (name, value) in txn.page(CARD_KEYS, journal.prefix(), None, u32::MAX).await? {
        let card = name.strip_prefix(journal.prefix()).and_then(|rest| Id::parse(rest.split('/').next()?));
        let (Some(card), Some(sealed)) = (card, value.as_string()) else { continue };
        let bytes = key.open(circle, card, &sealed).ok();
        let bytes = bytes.and_then(|text| Base64UrlUnpadded::decode_vec(&text).ok());
        if let Some(Ok(key)) = bytes.map(|bytes| CardKey::from_bytes(&bytes)) {
            keys.add(card, key);
        }
    }
    Ok(keys)
}

/// What stands of some records, for one turn of the engine, and what it was read at.
pub(super) struct Ground {
    key: Option<SealingKey>,
    read: BTreeMap<Id, u64>,
    pub standing: BTreeMap<Id, Copy>,
}

impl Ground {
    /// Reads what stands; cards are opened where there is a key.
    pub(super) async fn read(
        journal: &Journal,
        circle: Id,
        key: Option<SealingKey>,
        ids: &[Id],
    ) -> Result<Self, Trouble> {
        let mut ground = Self { key, read: BTreeMap::new(), standing: BTreeMap::new() };
        if ids.is_empty() {
            return Ok(ground);
        }
        let txn = journal.idb().read(&[RECORDS, BESIDE])?;
        let texts = try_join_all(ids.iter().map(|&id| txn.get(RECORDS, journal.key(id))));
        let besides = try_join_all(ids.iter().map(|&id| txn.get(BESIDE, journal.key(id))));
        let (texts, besides) = try_join(texts, besides).await?;
        for ((&id, text), beside) in ids.iter().zip(&texts).zip(&besides) {
            let text = stored(id, text);
            if let Some(text) = &text {
                ground.read.insert(id, text.generation);
            }
            let record = match text {
                Some(text) => ground.open(circle, id, &text.text).map_or(Beside::Unopened, Beside::Text),
                None => Beside::Nothing,
            };
            let copy = match (stored(id, beside), record) {
                (Some(beside), record) => Row::from_texts(record, &beside.text).ok().map(|row| row.copy),
                (None, Beside::Text(text)) => Record::from_text(&text).ok().map(Copy::Record),
                (None, Beside::Unopened) => Some(Copy::Unopened),
                (None, Beside::Nothing) => None,
            };
            if let Some(copy) = copy {
                ground.standing.insert(id, copy);
            }
        }
        Ok(ground)
    }

    fn open(&self, circle: Id, id: Id, text: &str) -> Option<String> {
        if !text.starts_with(SEALED) {
            return Some(text.to_owned());
        }
        self.key.as_ref()?.open(circle, id, text).ok()
    }

    /// The generation a record was read at.
    pub(super) fn generation(&self, id: Id) -> Option<u64> {
        self.read.get(&id).copied()
    }
}

/// What one transaction came to.
#[derive(Default)]
pub(super) struct Lasting {
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
pub(super) enum NotKept {
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

/// Keeps an engine's writes, in their order, all or none, and what the service worker is to `push`. What somebody wrote since it was read is merged with, and
/// goes on waiting to be sealed.
pub(super) async fn keep(
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
    let txn = journal.idb().write_aside(&[RECORDS, OUTBOX, META, BESIDE, ASIDE, ROSTER, CARD_KEYS])?;
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
            Copy::Locked(_) | Copy::Gone => {
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

/// What was written and not sealed yet, each with the generation it was written at.
pub(super) async fn written(journal: &Journal, sealed: &BTreeMap<Id, u64>) -> Result<Vec<Id>, Trouble> {
    let txn = journal.idb().read(&[OUTBOX, RECORDS])?;
    let marks = txn.page(OUTBOX, journal.prefix(), None, u32::MAX).await?;
    let mut ids = Vec::new();
    for (key, _) in &marks {
        let Some(id) = journal.id(key) else { continue };
        let Some(text) = stored(id, &txn.get(RECORDS, key.as_str()).await?) else { continue };
        if sealed.get(&id).is_none_or(|&sealed| text.generation > sealed) {
            ids.push(id);
        }
    }
    Ok(ids)
}

/// The engine knows of records what these functions of the domain say.
pub(super) fn reading() -> tanomo_sync::engine::Reading {
    tanomo_sync::engine::Reading {
        erases: |record| {
            (record.kind() == Erasure::KIND)
                .then(|| Erasure::read(record).map(|erasure| erasure.of))
                .flatten()
        },
        is_card: |record| record.kind() == Resident::KIND,
        photos: |_| Vec::new(),
    }
}

async fn values<T: serde::de::DeserializeOwned>(
    txn: &Txn,
    journal: &Journal,
    store: &str,
) -> Result<Vec<T>, Trouble> {
    let pairs = txn.page(store, journal.prefix(), None, u32::MAX).await?;
    Ok(pairs.iter().filter_map(|(_, value)| serde_json::from_str(&value.as_string()?).ok()).collect())
}

fn entry_key(journal: &Journal, n: usize) -> String {
    format!("{}{n:05}", journal.prefix())
}

fn json<T: Serialize>(value: &T) -> String {
    // Names, numbers and texts always have a JSON form.
    serde_json::to_string(value).unwrap_or_default()
}

fn secrets_text(secrets: &Secrets) -> String {
    Base64UrlUnpadded::encode_string(&secrets.to_bytes())
}

fn secrets_from(text: &str) -> Option<Secrets> {
    Secrets::from_bytes(&Base64UrlUnpadded::decode_vec(text).ok()?).ok()
}
