//! What the browser keeps for the app, looked at and damaged from outside of it.

use anyhow::Result;
use serde_json::Value;
use std::collections::BTreeMap;
use tanomo_browsers::{Browser, Site};

/// Opens a page of the same site without the app, so that nothing holds or writes its storage.
pub async fn away(browser: &Browser, site: &Site) -> Result<()> {
    // Not JSON, for which Firefox opens a viewer of its own that has no storage.
    browser.goto(&site.url("/sw.js")).await
}

/// Everything in localStorage.
pub async fn local(browser: &Browser) -> Result<BTreeMap<String, String>> {
    browser.eval("Object.fromEntries(Object.entries(localStorage))").await
}

/// Makes localStorage hold this and nothing else.
pub async fn put_local(browser: &Browser, values: &BTreeMap<String, String>) -> Result<()> {
    let script = format!(
        "localStorage.clear();
        for (const [key, value] of Object.entries({})) localStorage.setItem(key, value);
        return null",
        serde_json::to_string(values)?
    );
    browser.eval::<Value>(&script).await.map(drop)
}

/// Fills localStorage to its last letter, the app's own reserve included.
pub async fn fill_local(browser: &Browser) -> Result<()> {
    let fill = "localStorage.removeItem('tanomo.ballast');
        for (let size = 1 << 20; size >= 1;) {
            try { localStorage.setItem(`junk.${Math.random()}`, 'x'.repeat(size)); } catch { size >>= 1; }
        }
        return null";
    browser.eval::<Value>(fill).await.map(drop)
}

/// Every record in IndexedDB: its text by its key. None where there is no database.
pub async fn journal(browser: &Browser) -> Result<BTreeMap<String, String>> {
    let read = with_journal(
        "const store = database.transaction('records').objectStore('records');
        const [keys, values] = await Promise.all([ends(store.getAllKeys()), ends(store.getAll())]);
        return Object.fromEntries(keys.map((key, n) => [key, values[n].t]))",
    );
    browser.eval_async(&read).await
}

/// Takes one record out of IndexedDB.
pub async fn forget_in_journal(browser: &Browser, id: &str) -> Result<()> {
    let forget = with_journal(&format!(
        "const store = database.transaction('records', 'readwrite').objectStore('records');
        for (const key of await ends(store.getAllKeys())) {{ if (key.endsWith('/{id}')) await ends(store.delete(key)); }}
        return {{}}"
    ));
    browser.eval_async::<Value>(&forget).await.map(drop)
}

/// Deletes the database.
pub async fn delete_journal(browser: &Browser) -> Result<()> {
    let delete = "const request = indexedDB.deleteDatabase('tanomo');
        await new Promise((done, failed) => {
            request.onsuccess = done;
            request.onerror = request.onblocked = () => failed(new Error('the database is in use'));
        });
        return null";
    browser.eval_async::<Value>(delete).await.map(drop)
}

/// `js` with the open `database` at hand; asking must not make one.
fn with_journal(js: &str) -> String {
    format!(
        "const ends = request => new Promise((done, failed) => {{
            request.onsuccess = () => done(request.result);
            request.onerror = () => failed(request.error);
        }});
        if (!(await indexedDB.databases()).some(one => one.name === 'tanomo')) return {{}};
        const database = await ends(indexedDB.open('tanomo'));
        try {{ return await (async () => {{ {js} }})(); }} finally {{ database.close(); }}"
    )
}
