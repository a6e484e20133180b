//! Files: handing one to the person, and reading one they picked.

use super::{clock::Unavailable, document, get, method, window};
use js_sys::{Array, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, FilePropertyBag, HtmlAnchorElement, HtmlInputElement, Url};

/// How long the browser may take to fetch a file that was offered, in milliseconds.
const FETCH: i32 = 60_000;

/// What is in a file.
#[derive(Clone, Copy, Debug)]
pub enum Content<'a> {
    /// A text.
    Text(&'a str),
    /// Anything else.
    Bytes(&'a [u8]),
}

impl<'a> From<&'a str> for Content<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a String> for Content<'a> {
    fn from(text: &'a String) -> Self {
        Self::Text(text)
    }
}

impl<'a> From<&'a [u8]> for Content<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Self::Bytes(bytes)
    }
}

impl Content<'_> {
    /// As the only part of a `Blob`; its binding for texts takes any part.
    fn parts(self) -> Array {
        match self {
            Self::Text(text) => Array::of1(&text.into()),
            Self::Bytes(bytes) => Array::of1(&Uint8Array::from(bytes)),
        }
    }
}

/// Puts a file into the person's downloads under `name`. Call it from a tap.
///
/// # Errors
/// Where the browser makes no files.
pub fn save<'a>(name: &str, kind: &str, content: impl Into<Content<'a>>) -> Result<(), Unavailable> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = content.into().parts();
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).map_err(|_| Unavailable)?;
    let url = Url::create_object_url_with_blob(&blob).map_err(|_| Unavailable)?;
    let link = document().and_then(|document| document.create_element("a").ok()).ok_or(Unavailable)?;
    let link: HtmlAnchorElement = link.dyn_into().map_err(|_| Unavailable)?;
    link.set_href(&url);
    link.set_download(name);
    link.click();
    // The download reads the address after the tap; it must not go at once.
    let forget = wasm_bindgen::closure::Closure::once_into_js(move || {
        let _ = Url::revoke_object_url(&url);
    });
    if let Some(window) = window() {
        let _ = window.set_timeout_with_callback_and_timeout_and_arguments_0(forget.unchecked_ref(), FETCH);
    }
    Ok(())
}

/// Whether the share sheet of this phone takes files.
pub fn can_share() -> bool {
    takes(shareable("tanomo.txt", "text/plain", Content::Text("")))
}

/// Whether it takes this kind of file.
pub fn can_share_kind(name: &str, kind: &str) -> bool {
    takes(shareable(name, kind, Content::Text("")))
}

fn takes(data: Option<JsValue>) -> bool {
    let Some(data) = data else { return false };
    let Some(navigator) = window().map(|window| window.navigator()) else { return false };
    method(&navigator, "canShare")
        .ok()
        .and_then(|can| can.call1(&navigator, &data).ok())
        .is_some_and(|answer| answer.is_truthy())
}

/// Offers a file to the share sheet. Call it from a tap; `Ok(false)` if the person closed the sheet.
///
/// # Errors
/// Where there is no sheet, or it takes no files.
pub async fn share<'a>(name: &str, kind: &str, content: impl Into<Content<'a>>) -> Result<bool, Unavailable> {
    let data = shareable(name, kind, content.into()).ok_or(Unavailable)?;
    let navigator = window().map(|window| window.navigator()).ok_or(Unavailable)?;
    let share = method(&navigator, "share").map_err(|()| Unavailable)?;
    let promise = share.call1(&navigator, &data).map_err(|_| Unavailable)?;
    match JsFuture::from(js_sys::Promise::resolve(&promise)).await {
        Ok(_) => Ok(true),
        Err(why) if get(&why, "name").is_ok_and(|name| name.as_string().as_deref() == Some("AbortError")) => {
            Ok(false)
        }
        Err(_) => Err(Unavailable),
    }
}

fn shareable(name: &str, kind: &str, content: Content<'_>) -> Option<JsValue> {
    let options = FilePropertyBag::new();
    options.set_type(kind);
    let file = File::new_with_str_sequence_and_options(&content.parts(), name, &options).ok()?;
    let data = js_sys::Object::new();
    js_sys::Reflect::set(&data, &"files".into(), &Array::of1(&file)).ok()?;
    Some(data.into())
}

/// The first file picked in an input, and empties the input so that the same file can be picked again.
pub fn picked(input: &HtmlInputElement) -> Option<File> {
    let file = input.files().and_then(|files| files.get(0));
    input.set_value("");
    file
}

/// All files picked in an input, which is emptied.
pub fn all_picked(input: &HtmlInputElement) -> Vec<File> {
    let files = input.files();
    let all = files.iter().flat_map(|files| (0..files.length()).filter_map(|n| files.get(n))).collect();
    input.set_value("");
    all
}

/// The text of a file; `None` for one larger than `most` bytes, which is not read at all.
///
/// # Errors
/// Where the browser can not read it.
pub async fn read(file: &File, most: usize) -> Result<Option<String>, Unavailable> {
    if file.size() > most as f64 {
        return Ok(None);
    }
    let text = JsFuture::from(file.text()).await.map_err(|_| Unavailable)?;
    text.as_string().map(Some).ok_or(Unavailable)
}
