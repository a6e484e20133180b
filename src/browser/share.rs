//! The share sheet with copying as its fallback, a place on the map, and printing.

use super::{clock::Unavailable, method, window};
use wasm_bindgen_futures::JsFuture;

/// How a text left the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shared {
    /// Through the system's share sheet.
    Sheet,
    /// The person closed the sheet.
    Closed,
    /// There is no sheet: it is on the clipboard, say so.
    Copied,
    /// Neither worked: show the text, so that it can be copied by hand.
    Nowhere,
}

/// Offers `text` to the system's share sheet (LINE is there), else copies it. Call it from a tap.
pub async fn share_text(title: &str, text: &str) -> Shared {
    let Some(navigator) = window().map(|window| window.navigator()) else { return Shared::Nowhere };
    if method(&navigator, "share").is_ok() {
        let data = web_sys::ShareData::new();
        data.set_title(title);
        data.set_text(text);
        match JsFuture::from(navigator.share_with_data(&data)).await {
            Ok(_) => return Shared::Sheet,
            Err(why) if named(&why, "AbortError") => return Shared::Closed,
            Err(_) => {}
        }
    }
    match copy(text).await {
        Ok(()) => Shared::Copied,
        Err(Unavailable) => Shared::Nowhere,
    }
}

/// Puts `text` on the clipboard. Call it from a tap.
pub async fn copy(text: &str) -> Result<(), Unavailable> {
    let navigator = window().map(|window| window.navigator()).ok_or(Unavailable)?;
    // Absent outside a secure context, whatever web-sys says.
    super::get(&navigator, "clipboard").map_err(|()| Unavailable)?;
    JsFuture::from(navigator.clipboard().write_text(text)).await.map(drop).map_err(|_| Unavailable)
}

/// What is on the clipboard. Call it from a tap; the phone may ask the person first.
///
/// # Errors
/// Where the browser does not give it, or the person said no.
pub async fn paste() -> Result<String, Unavailable> {
    let navigator = window().map(|window| window.navigator()).ok_or(Unavailable)?;
    let clipboard = super::get(&navigator, "clipboard").map_err(|()| Unavailable)?;
    // Absent where pages may write only, whatever web-sys says.
    method(&clipboard, "readText").map_err(|()| Unavailable)?;
    let text = JsFuture::from(navigator.clipboard().read_text()).await.map_err(|_| Unavailable)?;
    text.as_string().ok_or(Unavailable)
}

/// A link that shows `place`, an address as people write it, on the map of the phone.
pub fn map_link(place: &str) -> String {
    let place = String::from(js_sys::encode_uri_component(place));
    let agent = window().and_then(|window| window.navigator().user_agent().ok()).unwrap_or_default();
    format!("{}{place}", map_of(&agent))
}

/// What a link to the map of this phone begins with: Android opens whatever map is on it, Apple its own; elsewhere
/// it is a page.
fn map_of(agent: &str) -> &'static str {
    if agent.contains("Android") {
        "geo:0,0?q="
    } else if ["iPhone", "iPad", "iPod", "Macintosh"].iter().any(|name| agent.contains(name)) {
        "https://maps.apple.com/?q="
    } else {
        "https://www.google.com/maps/search/?api=1&query="
    }
}

/// The whole link to a path of the app, for a camera.
pub fn link_to(path: &str) -> String {
    let origin = window().and_then(|window| window.location().origin().ok()).unwrap_or_default();
    format!("{origin}{path}")
}

/// Opens the system's print dialog for the page as it is; printing changes no state.
pub fn print() -> Result<(), Unavailable> {
    window().ok_or(Unavailable)?.print().map_err(|_| Unavailable)
}

fn named(error: &wasm_bindgen::JsValue, name: &str) -> bool {
    super::get(error, "name").is_ok_and(|found| found.as_string().as_deref() == Some(name))
}

#[cfg(test)]
mod tests {
    use super::map_of;

    #[test]
    fn each_phone_opens_its_own_map() {
        assert_eq!(map_of("Mozilla/5.0 (Linux; Android 14; K) Chrome/130.0 Mobile"), "geo:0,0?q=");
        for apple in ["(iPhone; CPU iPhone OS 18_0 like Mac OS X)", "(Macintosh; Intel Mac OS X 10_15_7)"] {
            assert_eq!(map_of(apple), "https://maps.apple.com/?q=");
        }
        assert!(map_of("(X11; Linux x86_64) Firefox/128.0").starts_with("https://"));
    }
}
