//! What the journal holds of a circle that travels, and the one transaction in which an engine's writes become
//! lasting.
//!
//! A record's own text stays where it always was; beside it, in a store of its own, stands what the server was last
//! known to have of it, what waits to be sent, and the generation of the text that was sealed. So a person's "saved"
//! costs nothing more than before, and what was saved while no engine ran is found by comparing generations.
//!
//! Several windows may have an engine; the last one opened is the owner, and a transaction of any other is dropped
//! whole. So a window that was frozen for a day can neither stop the others nor undo what they did.

mod keeping;
mod moving;

use std::collections::BTreeMap;

use base64ct::{Base64UrlUnpadded, Encoding};
use futures::future::{try_join, try_join_all};
use serde::{Deserialize, Serialize};
use tanomo_domain::view::{Erasure, Resident, sealed};
use tanomo_record::{Id, Record};
use tanomo_sync::card::{CardKey, CardKeys};
use tanomo_sync::engine::{Copy, Kept, Row};
use tanomo_sync::row::Beside;
use tanomo_sync::{DeviceKeys, Roster, Secret, Secrets};
use tanomo_wire::{BlobHash, Change, CircleId, Cursor, DeviceToken, MemberId, SignedEntry};

use super::Invited;
use crate::browser::http;
use crate::store::Trouble;
use crate::store::idb::Txn;
use crate::store::journal::{ASIDE, BESIDE, CARD_KEYS, Journal, META, OUTBOX, RECORDS, ROSTER, stored};
use crate::store::vault::{SEALED, SealingKey};
pub(super) use keeping::{Lasting, NotKept, keep};
pub(super) use moving::move_link;

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
    /// Its server's origin, where it is another than the app's own.
    #[serde(default)]
    pub server: Option<String>,
}

impl Link {
    pub(super) fn new(circle: CircleId, secret: &Secret, token: DeviceToken, member: MemberId) -> Self {
        let secret = Base64UrlUnpadded::encode_string(secret.bytes());
        Self { circle, secret, token, member, asked: false, server: http::other_server() }
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
        photos: |record| {
            let shown = if record.kind() == Resident::KIND { sealed::shown(record) } else { Vec::new() };
            shown.into_iter().map(BlobHash::new).collect()
        },
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
