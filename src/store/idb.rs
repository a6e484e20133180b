//! IndexedDB as futures. Only what the journal needs: open, one transaction over named stores, get, get
//! all, put, delete, and the wait until the disk has it.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    BroadcastChannel, IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbObjectStoreParameters,
    IdbRequest, IdbTransaction,
};

/// What the browser said when it could not.
#[derive(Clone, Debug)]
pub struct IdbError {
    /// The exception's name, such as `QuotaExceededError`.
    pub name: String,
    /// Its words, for the log.
    pub message: String,
}

impl From<JsValue> for IdbError {
    fn from(thrown: JsValue) -> Self {
        let field = |name: &str| {
            Reflect::get(&thrown, &name.into()).ok().and_then(|value| value.as_string()).unwrap_or_default()
        };
        Self { name: field("name"), message: field("message") }
    }
}

#[wasm_bindgen]
extern "C" {
    /// `IDBDatabase` with the transaction options that web-sys keeps behind an unstable flag.
    #[wasm_bindgen(extends = IdbDatabase)]
    type Durable;
    #[wasm_bindgen(method, catch, js_name = transaction)]
    fn durable(
        this: &Durable,
        stores: &Array,
        mode: &str,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;
}

/// An open database.
#[derive(Clone)]
pub struct Idb(IdbDatabase);

impl Idb {
    /// Opens a database, making its stores and indexes the first time.
    ///
    /// # Errors
    /// Where the browser has no IndexedDB (private windows of some), or it is damaged.
    pub async fn open(name: &str, version: u32, make: fn(&Schema)) -> Result<Self, IdbError> {
        let window = web_sys::window().ok_or_else(|| missing("window"))?;
        let factory: IdbFactory = window.indexed_db()?.ok_or_else(|| missing("indexedDB"))?;
        let request = factory.open_with_u32(name, version)?;
        let opening = request.clone();
        let upgrade = Closure::once(move || {
            if let Ok(database) = opening.result() {
                make(&Schema(database.unchecked_into(), opening.transaction()));
            }
        });
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let call = Call::begin(&format!("{name}.opening"));
        let opened = finished(&request).await;
        drop(call);
        let database: IdbDatabase = opened?.unchecked_into();
        // A newer version of the app in another window must be able to upgrade.
        let closing = database.clone();
        let close = Closure::<dyn FnMut()>::new(move || closing.close());
        database.set_onversionchange(Some(close.as_ref().unchecked_ref()));
        close.forget();
        Ok(Self(database))
    }

    /// Deletes a database. Other windows close it when they are asked to, so this waits for them.
    ///
    /// # Errors
    /// What the browser says; then it still stands.
    pub async fn delete(name: &str) -> Result<(), IdbError> {
        let window = web_sys::window().ok_or_else(|| missing("window"))?;
        let factory: IdbFactory = window.indexed_db()?.ok_or_else(|| missing("indexedDB"))?;
        let request = factory.delete_database(name)?;
        finished(&request).await.map(drop)
    }

    /// Lets go of the database; nothing can be read or written through this any more.
    pub fn close(&self) {
        self.0.close();
    }

    /// A transaction to read.
    ///
    /// # Errors
    /// Where the database was closed meanwhile.
    pub fn read(&self, stores: &[&str]) -> Result<Txn, IdbError> {
        let txn = self.transaction(stores, "readonly", false)?;
        droppable(&txn.transaction);
        Ok(txn)
    }

    /// A transaction to write that nobody waits for: it is dropped when the page is left ([`drop_what_may_be`]).
    ///
    /// # Errors
    /// Where the database was closed meanwhile.
    pub fn write_aside(&self, stores: &[&str]) -> Result<Txn, IdbError> {
        let txn = self.transaction(stores, "readwrite", true)?;
        droppable(&txn.transaction);
        Ok(txn)
    }

    /// A transaction to write whose end means that the disk has it (`durability: 'strict'`).
    ///
    /// # Errors
    /// Where the database was closed meanwhile.
    pub fn write(&self, stores: &[&str]) -> Result<Txn, IdbError> {
        self.transaction(stores, "readwrite", true)
    }

    fn transaction(&self, stores: &[&str], mode: &str, strict: bool) -> Result<Txn, IdbError> {
        if LEFT.get() {
            return Err(missing("page"));
        }
        let names: Array = stores.iter().map(|name| JsValue::from_str(name)).collect();
        let options = Object::new();
        if strict {
            Reflect::set(&options, &"durability".into(), &"strict".into())?;
        }
        Ok(Txn::new(self.0.unchecked_ref::<Durable>().durable(&names, mode, &options)?))
    }
}

/// How many transactions may be under way in one window; older ones have ended.
const UNDER_WAY: usize = 16;

thread_local! {
    static DROPPABLE: RefCell<Vec<IdbTransaction>> = const { RefCell::new(Vec::new()) };
    /// The page was left and is kept for the way back to it.
    static LEFT: Cell<bool> = const { Cell::new(false) };
}

fn droppable(transaction: &IdbTransaction) {
    DROPPABLE.with_borrow_mut(|all| {
        if all.len() >= UNDER_WAY {
            all.remove(0);
        }
        all.push(transaction.clone());
    });
}

/// Drops what only reads, and what nobody waits for. A page that WebKit keeps to come back to does not run, and its
/// transactions would hold up those of every other page for as long: where this one is `kept`, it begins no others
/// either, whatever comes of those that are dropped.
pub fn drop_what_may_be(kept: bool) {
    LEFT.set(kept);
    for transaction in DROPPABLE.with_borrow_mut(std::mem::take) {
        // It fails where the transaction ended, as most did.
        let _ = transaction.abort();
    }
}

/// Somebody came back to the page.
pub fn go_on() {
    LEFT.set(false);
}

/// The database while it is being made.
pub struct Schema(IdbDatabase, Option<IdbTransaction>);

impl Schema {
    /// Makes a store with keys of its own, unless it stands already.
    pub fn store(&self, name: &str) {
        if !self.0.object_store_names().contains(name) {
            // Inside an upgrade this fails only if the store stands, which was just asked.
            let _ =
                self.0.create_object_store_with_optional_parameters(name, &IdbObjectStoreParameters::new());
        }
    }

    /// Makes an index over two fields of a store's values.
    pub fn index(&self, store: &str, name: &str, fields: [&str; 2]) {
        let path: Array = fields.iter().map(|field| JsValue::from_str(field)).collect();
        if let Some(Ok(store)) = self.1.as_ref().map(|upgrade| upgrade.object_store(store))
            && !store.index_names().contains(name)
        {
            let _ = store.create_index_with_str_sequence(name, &path);
        }
    }
}

/// One transaction. It ends by itself when nothing more is asked of it.
pub struct Txn {
    transaction: IdbTransaction,
    end: Promise,
}

impl Txn {
    fn new(transaction: IdbTransaction) -> Self {
        // Listen at once: a transaction may end before anybody waits for it.
        let ending = transaction.clone();
        let end = Promise::new(&mut |resolve: Function, reject: Function| {
            let failed = ending.clone();
            let fail = Closure::once_into_js(move || {
                let why = failed.error().map_or(JsValue::NULL, JsValue::from);
                let _ = reject.call1(&JsValue::NULL, &why);
            });
            ending.set_oncomplete(Some(&resolve));
            ending.set_onabort(Some(fail.unchecked_ref()));
        });
        Self { transaction, end }
    }

    fn store(&self, name: &str) -> Result<IdbObjectStore, IdbError> {
        Ok(self.transaction.object_store(name)?)
    }

    /// The value under a key, `undefined` where there is none.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn get(&self, store: &str, key: impl Into<JsValue>) -> Result<JsValue, IdbError> {
        finished(&self.store(store)?.get(&key.into())?).await
    }

    /// Lets the transaction stand only if the value under a key is as it should be; else nothing of it is kept. The
    /// answer comes before that of anything asked for later, so what is put meanwhile waits for it inside the
    /// browser and not on the way to it and back. Gives whether it was as it should be, once the transaction ended.
    ///
    /// # Errors
    /// What the browser says at once.
    pub fn only_if(
        &self,
        store: &str,
        key: &str,
        as_it_should_be: impl FnOnce(&JsValue) -> bool + 'static,
    ) -> Result<Rc<Cell<bool>>, IdbError> {
        let request = self.store(store)?.get(&key.into())?;
        let (held, answer, transaction) =
            (Rc::new(Cell::new(false)), request.clone(), self.transaction.clone());
        let told = held.clone();
        let check = Closure::once_into_js(move || {
            told.set(answer.result().is_ok_and(|value| as_it_should_be(&value)));
            if !told.get() {
                // It cannot have ended: what was put after this is not answered yet.
                let _ = transaction.abort();
            }
        });
        request.set_onsuccess(Some(check.unchecked_ref()));
        Ok(held)
    }

    /// Puts a value under a key. The wait is [`Txn::done`]'s.
    ///
    /// # Errors
    /// What the browser says at once.
    pub fn put(&self, store: &str, key: &str, value: &JsValue) -> Result<(), IdbError> {
        self.store(store)?.put_with_key(value, &key.into())?;
        Ok(())
    }

    /// Takes a key away. The wait is [`Txn::done`]'s.
    ///
    /// # Errors
    /// What the browser says at once.
    pub fn delete(&self, store: &str, key: &str) -> Result<(), IdbError> {
        self.store(store)?.delete(&key.into())?;
        Ok(())
    }

    /// Takes every key away that starts with `prefix`. The wait is [`Txn::done`]'s.
    ///
    /// # Errors
    /// What the browser says at once.
    pub fn delete_all(&self, store: &str, prefix: &str) -> Result<(), IdbError> {
        let range = IdbKeyRange::bound(&prefix.into(), &end_of(prefix).into())?;
        self.store(store)?.delete(&range)?;
        Ok(())
    }

    /// At most `limit` pairs of key and value whose key starts with `prefix` and comes after `after`.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn page(
        &self,
        store: &str,
        prefix: &str,
        after: Option<&str>,
        limit: u32,
    ) -> Result<Vec<(String, JsValue)>, IdbError> {
        let range = match after {
            Some(after) => IdbKeyRange::bound_with_lower_open(&after.into(), &end_of(prefix).into(), true)?,
            None => IdbKeyRange::bound(&prefix.into(), &end_of(prefix).into())?,
        };
        let store = self.store(store)?;
        let (keys, values) = (
            store.get_all_keys_with_key_and_limit(&range, limit)?,
            store.get_all_with_key_and_limit(&range, limit)?,
        );
        pairs(finished(&keys).await?, finished(&values).await?)
    }

    /// How many keys start with `prefix`.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn count(&self, store: &str, prefix: &str) -> Result<u32, IdbError> {
        let range = IdbKeyRange::bound(&prefix.into(), &end_of(prefix).into())?;
        let count = finished(&self.store(store)?.count_with_key(&range)?).await?;
        Ok(count.as_f64().unwrap_or(0.0) as u32)
    }

    /// All pairs whose index entry `[first, second]` has this first part and a second part above `above`.
    ///
    /// # Errors
    /// What the browser says.
    pub async fn above(
        &self,
        store: &str,
        index: &str,
        first: &str,
        above: f64,
    ) -> Result<Vec<(String, JsValue)>, IdbError> {
        let pair = |second: f64| Array::of2(&first.into(), &second.into());
        let range = IdbKeyRange::bound_with_lower_open(&pair(above), &pair(f64::MAX), true)?;
        let index = self.store(store)?.index(index)?;
        let (keys, values) = (index.get_all_keys_with_key(&range)?, index.get_all_with_key(&range)?);
        pairs(finished(&keys).await?, finished(&values).await?)
    }

    /// Waits until everything is on the disk.
    ///
    /// # Errors
    /// Why nothing of the transaction was kept.
    pub async fn done(self) -> Result<(), IdbError> {
        JsFuture::from(self.end).await?;
        Ok(())
    }

    /// Drops the transaction with everything in it.
    pub fn abort(self) {
        // It fails only where the transaction ended already; then there is nothing to drop.
        let _ = self.transaction.abort();
        let ignore = Closure::<dyn FnMut(JsValue)>::new(|_| {});
        let _ = self.end.catch(&ignore);
        ignore.forget();
    }
}

/// How often [`Call`] calls, in milliseconds.
const CALL: i32 = 500;

/// Calls, while a database is being opened, the pages that were left while they opened it. Chromium keeps a page that
/// was left for the way back to it, frozen, and with it an upgrade that never ends and that every later opening waits
/// for; a frozen page that is called is let go instead.
struct Call {
    channel: Option<BroadcastChannel>,
    timer: Option<i32>,
    _ear: Closure<dyn FnMut()>,
    _tick: Closure<dyn FnMut()>,
}

impl Call {
    fn begin(name: &str) -> Self {
        let channel = BroadcastChannel::new(name).ok();
        let ear = Closure::<dyn FnMut()>::new(|| {});
        if let Some(channel) = &channel {
            channel.set_onmessage(Some(ear.as_ref().unchecked_ref()));
        }
        let calling = channel.clone();
        let tick = Closure::<dyn FnMut()>::new(move || {
            if let Some(channel) = &calling {
                let _ = channel.post_message(&JsValue::NULL);
            }
        });
        let timer = web_sys::window().and_then(|window| {
            let tick = tick.as_ref().unchecked_ref();
            window.set_interval_with_callback_and_timeout_and_arguments_0(tick, CALL).ok()
        });
        Self { channel, timer, _ear: ear, _tick: tick }
    }
}

impl Drop for Call {
    fn drop(&mut self) {
        if let (Some(window), Some(timer)) = (web_sys::window(), self.timer) {
            window.clear_interval_with_handle(timer);
        }
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}

/// The first string after all that start with `prefix`: no key of ours holds U+FFFF.
fn end_of(prefix: &str) -> String {
    format!("{prefix}\u{ffff}")
}

fn pairs(keys: JsValue, values: JsValue) -> Result<Vec<(String, JsValue)>, IdbError> {
    let (keys, values) = (Array::from(&keys), Array::from(&values));
    Ok(keys.iter().filter_map(|key| key.as_string()).zip(values.iter()).collect())
}

async fn finished(request: &IdbRequest) -> Result<JsValue, IdbError> {
    let promise = Promise::new(&mut |resolve: Function, reject: Function| {
        let done = request.clone();
        let succeed = Closure::once_into_js(move || {
            let value = done.result().unwrap_or(JsValue::UNDEFINED);
            let _ = resolve.call1(&JsValue::NULL, &value);
        });
        let failed = request.clone();
        let fail = Closure::once_into_js(move || {
            let why = failed.error().ok().flatten().map_or(JsValue::NULL, JsValue::from);
            let _ = reject.call1(&JsValue::NULL, &why);
        });
        request.set_onsuccess(Some(succeed.unchecked_ref()));
        request.set_onerror(Some(fail.unchecked_ref()));
    });
    Ok(JsFuture::from(promise).await?)
}

fn missing(what: &str) -> IdbError {
    IdbError { name: "Missing".to_owned(), message: format!("no {what}") }
}
