//! What another app shared to ours: the service worker keeps it in a cache entry until the page takes it.

use super::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// The cache and the paths in it that `public/sw.js` writes.
const CACHE: &str = "tanomo-shared";
const WORDS: &str = "/shared/words";
const PHOTO: &str = "/shared/photo";

/// What was shared: words, and perhaps one picture as it came (not yet shrunk, its EXIF still in it).
#[derive(Clone, Debug, Default)]
pub struct SharedItem {
    /// Title, text and link, one a line; empty when only a photo came.
    pub words: String,
    /// The photo.
    pub photo: Option<web_sys::Blob>,
}

/// Takes what was shared; `None` when nothing waits. A second call finds nothing.
pub async fn take() -> Option<SharedItem> {
    let caches = window()?.caches().ok()?;
    let cache: web_sys::Cache = JsFuture::from(caches.open(CACHE)).await.ok()?.dyn_into().ok()?;
    let mut item = SharedItem::default();
    if let Some(words) = entry(&cache, WORDS).await {
        item.words = JsFuture::from(words.text().ok()?).await.ok()?.as_string().unwrap_or_default();
    }
    if let Some(photo) = entry(&cache, PHOTO).await {
        item.photo = JsFuture::from(photo.blob().ok()?).await.ok()?.dyn_into().ok();
    }
    let _ = JsFuture::from(caches.delete(CACHE)).await;
    (!item.words.is_empty() || item.photo.is_some()).then_some(item)
}

async fn entry(cache: &web_sys::Cache, path: &str) -> Option<web_sys::Response> {
    JsFuture::from(cache.match_with_str(path)).await.ok()?.dyn_into().ok()
}
