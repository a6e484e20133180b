//! Reading aloud by the phone's own voice.

use super::{get, window};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, closure::Closure};

thread_local! {
    static SPEAKING: ArcRwSignal<bool> = ArcRwSignal::new(false);
}

fn voice() -> Option<web_sys::SpeechSynthesis> {
    let window = window()?;
    get(&window, "speechSynthesis").ok()?;
    window.speech_synthesis().ok()
}

/// Whether this browser can read aloud; without it the button is not shown.
pub fn available() -> bool {
    voice().is_some()
}

/// Whether something is being read aloud; tracks.
pub fn speaking() -> bool {
    SPEAKING.with(|speaking| speaking.get())
}

/// Reads `text` aloud, in `lang` (`ja-JP`, `en-US`), a little slower than usual; stops what was read before.
pub fn speak(text: &str, lang: &str) {
    let Some(voice) = voice() else { return };
    voice.cancel();
    let Ok(words) = web_sys::SpeechSynthesisUtterance::new_with_text(text) else { return };
    words.set_lang(lang);
    words.set_rate(0.9);
    let silent = Closure::once_into_js(|| SPEAKING.with(|speaking| speaking.set(false)));
    words.set_onend(Some(silent.unchecked_ref()));
    let failed = Closure::once_into_js(|| SPEAKING.with(|speaking| speaking.set(false)));
    words.set_onerror(Some(failed.unchecked_ref()));
    SPEAKING.with(|speaking| speaking.set(true));
    voice.speak(&words);
}

/// Falls silent.
pub fn stop() {
    if let Some(voice) = voice() {
        voice.cancel();
    }
    SPEAKING.with(|speaking| speaking.set(false));
}
