//! Photos of a home and voice notes, sealed on this phone. The picture (or the sound, all along) stands in the journal under the card's name, its key in the card:
//! so nobody opens it who cannot open the card, and it goes with the card.
//!
//! A photo is kept before the card lists it, in one strict transaction with the notes that say it is to be sent; where
//! the card may not list it, it is taken away again. What a kill leaves between the two is collected ([`collect`]).

use std::collections::{BTreeMap, BTreeSet};

use base64ct::{Base64UrlUnpadded, Encoding};
use leptos::task::spawn_local;
use tanomo_domain::command::Command;
use tanomo_domain::view::visit::Sort;
use tanomo_domain::view::voice::Form;
use tanomo_domain::view::{Photo, PhotoSort, Resident, Sealed, Voice, sealed};
use tanomo_record::Id;
use tanomo_sync::{Secret, photo};
use tanomo_wire::BlobHash;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::js_sys::{Object, Reflect, Uint8Array};

use super::idb::{IdbError, Txn};
use super::journal::{Journal, META, PHOTOS, PHOTOS_OUT};
use super::link::NotFetched;
use super::{Store, Trouble, now, random};

/// How old a sealed photo is that no card lists before it goes, in milliseconds: a day. Until then its card may just be
/// about to list it.
const UNLISTED: i64 = 24 * 60 * 60 * 1_000;
/// How long between two looks for such photos, in milliseconds.
const EVERY: i64 = UNLISTED;
const COLLECTED: &str = "collected";

/// The two pictures of a photo, as JPEG.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pictures {
    /// For lists.
    pub preview: Vec<u8>,
    /// To look at.
    pub full: Vec<u8>,
}

/// Where a photo belongs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Belongs {
    /// The card that lists it.
    pub card: Id,
    /// The visit, where it has a name already.
    pub visit: Option<Id>,
    /// When it was taken, in a word.
    pub sort: PhotoSort,
}

/// A voice note that was just spoken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The file.
    pub bytes: Vec<u8>,
    /// What it is written in.
    pub form: Form,
    /// How long it is.
    pub seconds: u8,
}

/// Why a picture is not shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotShown {
    /// It has not come from the phone that took it.
    NotYet,
    /// It is not on this phone, and there is no connection.
    Offline,
    /// What came is not what the card lists, or the phone could not.
    Damaged,
}

/// What is noted of a photo that is to be sent: small ones go first.
const SMALL: f64 = 0.0;
const LARGE: f64 = 1.0;

impl Store {
    /// Seals a photo, keeps it and has its card list it.
    ///
    /// # Errors
    /// [`Trouble`]; then nothing of it is kept.
    pub async fn add_photo(self, to: Belongs, pictures: Pictures) -> Result<(), Trouble> {
        let me = self.look(|inner| inner.device.as_ref().map(|device| device.me));
        let (me, circle) = me.zip(self.circle()).ok_or(Trouble::NotReady)?;
        let (small, preview) = seal_up(circle, to.card, &pictures.preview)?;
        let (large, full) = seal_up(circle, to.card, &pictures.full)?;
        let size = u32::try_from(pictures.full.len()).unwrap_or(u32::MAX);
        let Belongs { card, visit, sort } = to;
        let photo = Photo { visit, sort, taken: now(), by: me, preview, full, size };
        let kept = [(preview, small, SMALL), (full, large, LARGE)];
        self.keep_then(card, &kept, Command::AddPhoto(card, Box::new(photo))).await
    }

    /// Seals a voice note, keeps it and has its card list it.
    ///
    /// # Errors
    /// [`Trouble`]; then nothing of it is kept.
    pub async fn add_voice(
        self,
        card: Id,
        visit: Option<Id>,
        sort: Sort,
        spoken: Spoken,
    ) -> Result<(), Trouble> {
        let me = self.look(|inner| inner.device.as_ref().map(|device| device.me));
        let (me, circle) = me.zip(self.circle()).ok_or(Trouble::NotReady)?;
        let (bytes, sound) = seal_up(circle, card, &spoken.bytes)?;
        let size = u32::try_from(spoken.bytes.len()).unwrap_or(u32::MAX);
        let Spoken { form, seconds, .. } = spoken;
        let voice = Voice { visit, sort, taken: now(), by: me, sound, form, seconds, size };
        self.keep_then(card, &[(sound, bytes, SMALL)], Command::AddVoice(card, Box::new(voice))).await
    }

    /// Keeps sealed files of a card, then has it list them; where it may not, they are taken away again.
    async fn keep_then(
        self,
        card: Id,
        kept: &[(Sealed, Vec<u8>, f64)],
        list: Command,
    ) -> Result<(), Trouble> {
        if let Err(trouble) = self.keep_sealed(card, kept).await {
            // Phones close a database while the app sleeps: once more on a new connection.
            let again = matches!(trouble, Trouble::Browser(_)) && super::start::open_again(self).await;
            if !again {
                return Err(self.told(trouble));
            }
            self.keep_sealed(card, kept).await.map_err(|trouble| self.told(trouble))?;
        }
        let done = self.run(list).await;
        if let Err(trouble) = done {
            let names: Vec<_> = kept.iter().map(|(sealed, ..)| sealed.hash).collect();
            let _ = self.forget_sealed(card, &names).await;
            return Err(trouble);
        }
        Ok(())
    }

    /// A picture or a sound of a card: from this phone, else from the server, and then kept.
    ///
    /// # Errors
    /// [`NotShown`].
    pub async fn picture(self, card: Id, of: Sealed) -> Result<Vec<u8>, NotShown> {
        let circle = self.circle().ok_or(NotShown::Damaged)?;
        let (name, key) = (BlobHash::new(of.hash), Secret::new(of.key));
        let open = |bytes: &[u8]| photo::open(circle, card, &key, &name, bytes).ok();
        let here = self.sealed_here(card, &of.hash).await;
        if let Some(picture) = here.as_deref().and_then(open) {
            return Ok(picture);
        }
        let bytes = self.fetch_photo(&name).await.map_err(|why| match why {
            NotFetched::NotThere | NotFetched::Alone => NotShown::NotYet,
            NotFetched::Unreachable => NotShown::Offline,
        })?;
        let picture = open(&bytes).ok_or(NotShown::Damaged)?;
        // It can be fetched again where it does not fit.
        if let Err(Trouble::Full) = self.keep_fetched(card, &of.hash, &bytes).await {
            self.full.set(true);
        }
        Ok(picture)
    }

    /// Which photos of a card are still to be sent, by the names of their pictures.
    pub async fn photos_to_send(self, card: Id) -> BTreeSet<[u8; 32]> {
        let Some(journal) = self.look(|inner| inner.journal.clone()) else { return BTreeSet::new() };
        let prefix = format!("{}/", journal.key(card));
        let notes = notes(&journal, &prefix).await.unwrap_or_default();
        notes.iter().filter_map(|(key, _)| hash(key.strip_prefix(&prefix)?)).collect()
    }

    /// Whether photos of a card are still to be sent; yes where that cannot be read.
    pub async fn photos_wait(self, card: Id) -> bool {
        let Some(journal) = self.look(|inner| inner.journal.clone()) else { return true };
        let prefix = format!("{}/", journal.key(card));
        notes(&journal, &prefix).await.map_or(true, |notes| !notes.is_empty())
    }

    fn circle(self) -> Option<Id> {
        self.look(|inner| inner.device.as_ref().map(|device| device.circle))
    }

    fn told(self, trouble: Trouble) -> Trouble {
        if trouble == Trouble::Full {
            self.full.set(true);
        }
        trouble
    }

    async fn keep_sealed(self, card: Id, all: &[(Sealed, Vec<u8>, f64)]) -> Result<(), Trouble> {
        let journal = self.photo_journal()?;
        let txn = journal.idb().write(&[PHOTOS, PHOTOS_OUT])?;
        for (sealed, bytes, note) in all {
            let key = key(&journal, card, &sealed.hash);
            txn.put(PHOTOS, &key, &value(bytes)?)?;
            txn.put(PHOTOS_OUT, &key, &(*note).into())?;
        }
        Ok(txn.done().await?)
    }

    async fn keep_fetched(self, card: Id, hash: &[u8; 32], bytes: &[u8]) -> Result<(), Trouble> {
        let journal = self.photo_journal()?;
        // Whoever ended their consent meanwhile is not brought back by an answer that was on its way.
        if self.peek(|state| state.is_erased(card)) {
            return Ok(());
        }
        let txn = journal.idb().write_aside(&[PHOTOS])?;
        txn.put(PHOTOS, &key(&journal, card, hash), &value(bytes)?)?;
        Ok(txn.done().await?)
    }

    async fn sealed_here(self, card: Id, hash: &[u8; 32]) -> Option<Vec<u8>> {
        let journal = self.photo_journal().ok()?;
        let txn = journal.idb().read(&[PHOTOS]).ok()?;
        bytes(&txn.get(PHOTOS, key(&journal, card, hash)).await.ok()?)
    }

    async fn forget_sealed(self, card: Id, hashes: &[[u8; 32]]) -> Result<(), Trouble> {
        let journal = self.photo_journal()?;
        let txn = journal.idb().write_aside(&[PHOTOS, PHOTOS_OUT])?;
        for hash in hashes {
            forget(&txn, &key(&journal, card, hash))?;
        }
        Ok(txn.done().await?)
    }

    fn photo_journal(self) -> Result<Journal, Trouble> {
        self.look(|inner| inner.journal.clone()).ok_or(Trouble::NotReady)
    }
}

/// Seals one picture or sound under a key of its own.
fn seal_up(circle: Id, card: Id, picture: &[u8]) -> Result<(Vec<u8>, Sealed), Trouble> {
    let key: [u8; 32] = random()?;
    let sealed = photo::seal(circle, card, &Secret::new(key), random()?, picture);
    // Pictures are shrunk before; one that no server would take never gets here.
    let sealed = sealed.ok_or(Trouble::Full)?;
    Ok((sealed.bytes, Sealed { hash: *sealed.name.bytes(), key }))
}

/// Cards were written: the photos they show no more go from this phone at once, what was to be sent of them too.
pub(super) fn forget_taken_off(store: Store, ids: &[Id]) {
    let gone: Vec<(Id, Vec<[u8; 32]>)> = store.peek(|state| {
        let cards = ids.iter().filter_map(|&id| Some((id, state.record(id)?)));
        let cards = cards.filter(|(_, record)| record.kind() == Resident::KIND);
        let gone = cards.map(|(id, card)| (id, sealed::gone(card)));
        gone.filter(|(_, hashes): &(Id, Vec<_>)| !hashes.is_empty()).collect()
    });
    if gone.is_empty() {
        return;
    }
    spawn_local(async move {
        for (card, hashes) in gone {
            // What stays is no more than what the next look finds.
            let _ = store.forget_sealed(card, &hashes).await;
        }
    });
}

/// Once a day, while the cards are open: sealed photos go that their card does not list and that are older than a day.
/// Those of a closed card stay: nobody can tell.
pub(super) async fn collect(store: Store) {
    let _ = collect_now(store).await;
}

async fn collect_now(store: Store) -> Result<(), Trouble> {
    let (journal, now) = (store.photo_journal()?, now().0);
    let last = journal.idb().read(&[META])?.get(META, journal.own(COLLECTED)).await?;
    let since = last.as_f64().map_or(i64::MAX, |last| now.saturating_sub(last as i64));
    if (0..EVERY).contains(&since) {
        return Ok(());
    }
    let txn = journal.idb().read(&[PHOTOS])?;
    let mut after: Option<String> = None;
    let mut old: BTreeMap<Id, Vec<[u8; 32]>> = BTreeMap::new();
    loop {
        // One at a time: a hundred photos do not fit into a cheap phone's memory.
        let page = txn.page(PHOTOS, journal.prefix(), after.as_deref(), 1).await?;
        let Some((key, value)) = page.into_iter().next() else { break };
        if let Some((card, hash)) = place(&journal, &key)
            && kept_at(&value).is_none_or(|at| now.saturating_sub(at) > UNLISTED)
        {
            old.entry(card).or_default().push(hash);
        }
        after = Some(key);
    }
    for (card, hashes) in old {
        let shown: Option<BTreeSet<[u8; 32]>> = store.peek(|state| {
            let card = state.record(card).filter(|record| record.kind() == Resident::KIND)?;
            Some(sealed::shown(card).into_iter().collect())
        });
        let Some(shown) = shown else { continue };
        let gone: Vec<_> = hashes.into_iter().filter(|hash| !shown.contains(hash)).collect();
        if !gone.is_empty() {
            store.forget_sealed(card, &gone).await?;
        }
    }
    let txn = journal.idb().write_aside(&[META])?;
    txn.put(META, &journal.own(COLLECTED), &(now as f64).into())?;
    Ok(txn.done().await?)
}

/// One photo that is to be sent.
pub(super) struct Waiting {
    /// Its name.
    pub name: BlobHash,
    /// Its sealed bytes; none where they are gone.
    pub bytes: Option<Vec<u8>>,
    key: String,
}

/// The keys of the photos that are to be sent, the small ones first.
pub(super) async fn to_send(journal: &Journal) -> Result<Vec<String>, Trouble> {
    let mut notes = notes(journal, journal.prefix()).await?;
    notes.sort_by(|(_, a), (_, b)| a.as_f64().partial_cmp(&b.as_f64()).unwrap_or(std::cmp::Ordering::Equal));
    Ok(notes.into_iter().map(|(key, _)| key).collect())
}

/// What stands under such a key; `None` where the note has gone.
pub(super) async fn waiting(journal: &Journal, key: String) -> Result<Option<Waiting>, Trouble> {
    let txn = journal.idb().read(&[PHOTOS, PHOTOS_OUT])?;
    let Some((_, hash)) = place(journal, &key) else { return Ok(None) };
    if txn.get(PHOTOS_OUT, key.as_str()).await?.is_undefined() {
        return Ok(None);
    }
    let bytes = bytes(&txn.get(PHOTOS, key.as_str()).await?);
    Ok(Some(Waiting { name: BlobHash::new(hash), bytes, key }))
}

/// The server has it: the note goes.
pub(super) async fn sent(journal: &Journal, waiting: &Waiting) -> Result<(), Trouble> {
    let txn = journal.idb().write_aside(&[PHOTOS_OUT])?;
    txn.delete(PHOTOS_OUT, &waiting.key)?;
    Ok(txn.done().await?)
}

async fn notes(journal: &Journal, prefix: &str) -> Result<Vec<(String, JsValue)>, IdbError> {
    journal.idb().read(&[PHOTOS_OUT])?.page(PHOTOS_OUT, prefix, None, u32::MAX).await
}

fn forget(txn: &Txn, key: &str) -> Result<(), IdbError> {
    txn.delete(PHOTOS, key)?;
    txn.delete(PHOTOS_OUT, key)
}

/// circle/card/name
fn key(journal: &Journal, card: Id, hash: &[u8; 32]) -> String {
    format!("{}/{}", journal.key(card), Base64UrlUnpadded::encode_string(hash))
}

fn place(journal: &Journal, key: &str) -> Option<(Id, [u8; 32])> {
    let (card, name) = key.strip_prefix(journal.prefix())?.split_once('/')?;
    Some((Id::parse(card)?, hash(name)?))
}

fn hash(name: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    (Base64UrlUnpadded::decode(name, &mut bytes).ok()?.len() == 32).then_some(bytes)
}

/// A photo as it is kept: its bytes, and since when.
fn value(bytes: &[u8]) -> Result<JsValue, IdbError> {
    let value = Object::new();
    Reflect::set(&value, &"b".into(), &Uint8Array::from(bytes))?;
    Reflect::set(&value, &"at".into(), &(now().0 as f64).into())?;
    Ok(value.into())
}

pub(super) fn bytes(value: &JsValue) -> Option<Vec<u8>> {
    let bytes: Uint8Array = Reflect::get(value, &"b".into()).ok()?.dyn_into().ok()?;
    Some(bytes.to_vec())
}

fn kept_at(value: &JsValue) -> Option<i64> {
    Some(Reflect::get(value, &"at".into()).ok()?.as_f64()? as i64)
}
