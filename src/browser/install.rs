//! Adding the app to the home screen.
//!
//! Chromium's `beforeinstallprompt` may come before the wasm, so `boot.js` keeps it in `window.tanomo.install`.

use super::{get, method, window};
use crate::view::{RwSignal, Signal};
use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::{GetValue, StoredValue, on_cleanup};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};

/// Set when the person said あとで: never nag twice.
const LATER: &str = "tanomo.install.later";

/// How this phone adds the app to its home screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It runs from the home screen already.
    Installed,
    /// The system's own prompt waits behind a button.
    Prompt,
    /// An iPhone or iPad: two taps that a picture shows.
    IosTaps,
    /// An in-app browser (LINE): open it in the real one first.
    InApp,
    /// This browser can not.
    None,
}

/// The way now; changes when the system offers its prompt or the app was added. Ends with the owner that asks.
pub fn way() -> Signal<Way> {
    let way = RwSignal::new(now());
    if let Some(window) = window() {
        for event in ["tanomo:installable", "appinstalled"] {
            let call = Closure::<dyn Fn()>::new(move || {
                let _ = way.try_set(now());
            })
            .into_js_value();
            let call: js_sys::Function = call.unchecked_into();
            let _ = window.add_event_listener_with_callback(event, &call);
            let call = StoredValue::new_local(call);
            on_cleanup(move || {
                if let (Some(window), Some(call)) = (super::window(), call.try_get_value()) {
                    let _ = window.remove_event_listener_with_callback(event, &call);
                }
            });
        }
    }
    way.into()
}

fn now() -> Way {
    let Some(window) = window() else { return Way::None };
    let agent = window.navigator().user_agent().unwrap_or_default();
    let standalone =
        window.match_media("(display-mode: standalone)").ok().flatten().is_some_and(|q| q.matches())
            || get(&window.navigator(), "standalone").is_ok_and(|it| it.is_truthy());
    way_of(standalone, &agent, window.navigator().max_touch_points() > 1, prompt().is_some())
}

/// What the browsers inside other apps call themselves: LINE, Facebook, Instagram, Yahoo! JAPAN, the Google app,
/// KakaoTalk, WeChat, X, and Android's own view inside any app.
const IN_APP: [&str; 10] = [
    " Line/",
    "FBAN",
    "FBAV",
    "Instagram",
    "YJApp",
    "GSA/",
    "KAKAOTALK",
    "MicroMessenger",
    "Twitter",
    "; wv)",
];

/// iPads say they are Macs; only their touch points tell.
fn way_of(standalone: bool, agent: &str, touch: bool, prompt: bool) -> Way {
    let named = ["iPhone", "iPad", "iPod"].iter().any(|name| agent.contains(name));
    let ios = named || (agent.contains("Macintosh") && touch);
    if standalone {
        Way::Installed
    } else if IN_APP.iter().any(|name| agent.contains(name)) || (named && !agent.contains("Safari/")) {
        Way::InApp
    } else if ios {
        Way::IosTaps
    } else if prompt {
        Way::Prompt
    } else {
        Way::None
    }
}

fn prompt() -> Option<JsValue> {
    let kept = get(&window()?.into(), "tanomo").ok()?;
    get(&kept, "install").ok()
}

/// Shows the system's prompt; call it from a tap. False where there is none.
pub fn ask() -> bool {
    let Some(prompt) = prompt() else { return false };
    if let Some(window) = window()
        && let Ok(kept) = get(&window, "tanomo")
    {
        // A prompt can be shown once only.
        let _ = js_sys::Reflect::set(&kept, &JsValue::from_str("install"), &JsValue::NULL);
    }
    method(&prompt, "prompt").is_ok_and(|show| show.call0(prompt.unchecked_ref()).is_ok())
}

/// Whether the offer may be made by itself: not after あとで.
pub fn may_offer() -> bool {
    LocalStorage::get::<bool>(LATER).is_err()
}

/// The person said あとで.
pub fn later() {
    let _ = LocalStorage::set(LATER, true);
}

#[cfg(test)]
mod tests {
    use super::{Way, way_of};

    #[test]
    fn each_phone_gets_its_way() {
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1";
        let line = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari Line/14.0.0";
        assert_eq!(way_of(false, iphone, true, false), Way::IosTaps);
        assert_eq!(way_of(true, iphone, true, false), Way::Installed);
        // Whatever else is there: on an iPhone only the installed app keeps what it is given.
        assert_eq!(way_of(false, iphone, true, true), Way::IosTaps);
        assert_eq!(way_of(false, line, true, false), Way::InApp);
        let inside = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Mobile/15E148";
        assert_eq!(way_of(false, inside, true, false), Way::InApp);
        assert_eq!(way_of(true, inside, true, false), Way::Installed);
        assert_eq!(way_of(false, "Mozilla/5.0 (Linux; Android 15; wv) Chrome", true, false), Way::InApp);
        assert_eq!(way_of(false, "Mozilla/5.0 (Macintosh; Intel Mac OS X)", true, false), Way::IosTaps);
        assert_eq!(way_of(false, "Mozilla/5.0 (Macintosh; Intel Mac OS X)", false, false), Way::None);
        assert_eq!(way_of(false, "Mozilla/5.0 (Linux; Android 15)", true, true), Way::Prompt);
    }
}
