//! How the screen looks on this phone: language, size of letters, colours. A choice of the phone, not a record.
//!
//! Kept under one localStorage key, which `boot.js` also reads, so that the first paint is already right, and in the
//! journal (`store::look`), which has it for certain.

use super::{document, window};
use crate::i18n::{self, Lang};
use crate::view::Signal;
use gloo_storage::{LocalStorage, Storage};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

/// The key in localStorage; `public/boot.js` reads it too.
const KEY: &str = "tanomo.look";

/// The colours of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// White paper; the default, whatever the phone's own setting.
    #[default]
    Light,
    /// Dark, by choice only.
    Dark,
    /// High contrast, by choice only.
    Contrast,
}

impl Theme {
    /// All themes in the order they are offered.
    pub const ALL: [Theme; 3] = [Theme::Light, Theme::Dark, Theme::Contrast];

    const fn code(self) -> &'static str {
        match self {
            Theme::Light => "light",
            Theme::Dark => "dark",
            Theme::Contrast => "contrast",
        }
    }
}

/// The sizes of letters offered, in percent.
pub const SIZES: [u16; 4] = [100, 125, 150, 200];

/// Everything about the look that a person chose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Look {
    /// `ja`, `easy` or `en`.
    pub lang: String,
    /// Percent, one of [`SIZES`].
    pub size: u16,
    /// The colours.
    pub theme: Theme,
    /// 日なた表示: light, 20 px, bold, 7:1.
    pub sun: bool,
    /// かんたん表示: 24 px, four home buttons, read aloud.
    pub simple: bool,
    /// The size was asked once (はじめる), so it is not asked again.
    pub chosen: bool,
    /// How often something was chosen: of two copies, the later one.
    pub changes: u32,
}

impl Default for Look {
    fn default() -> Self {
        Look {
            lang: Lang::Ja.code().into(),
            size: 100,
            theme: Theme::Light,
            sun: false,
            simple: false,
            chosen: false,
            changes: 0,
        }
    }
}

impl Look {
    /// The language of the screen.
    pub fn lang(&self) -> Lang {
        Lang::from_code(&self.lang)
    }
}

thread_local! {
    static LOOK: ArcRwSignal<Look> = ArcRwSignal::new(load());
}

/// What was kept; the browser's own language decides at the first start.
fn load() -> Look {
    if window().is_none() {
        return Look::default();
    }
    LocalStorage::get(KEY).unwrap_or_else(|_| Look { lang: browser_lang().code().into(), ..Look::default() })
}

fn browser_lang() -> Lang {
    match window().and_then(|window| window.navigator().language()) {
        Some(tag) if !tag.starts_with("ja") => Lang::En,
        _ => Lang::Ja,
    }
}

/// The look now; tracks.
pub fn look() -> Look {
    LOOK.with(|look| look.get())
}

/// The look now as a signal.
pub fn signal() -> Signal<Look> {
    let look = LOOK.with(Clone::clone);
    Signal::derive(move || look.get())
}

/// Changes the look at once and keeps it. A full storage loses only the choice, not the change.
pub fn change(f: impl FnOnce(&mut Look)) {
    let mut next = LOOK.with(|look| look.get_untracked());
    f(&mut next);
    next.changes = next.changes.saturating_add(1);
    take(next);
}

/// Puts a look into force and keeps it, as it was kept elsewhere.
pub fn take(next: Look) {
    apply(&next);
    let _ = LocalStorage::set(KEY, &next);
    LOOK.with(|look| look.set(next));
}

/// Puts the kept look into force; called once at the start.
pub fn start() {
    apply(&LOOK.with(|look| look.get_untracked()));
}

fn apply(look: &Look) {
    let lang = look.lang();
    i18n::set_lang(lang);
    let Some(root) = document().and_then(|document| document.document_element()) else { return };
    let set = |name: &str, value: &str| drop(root.set_attribute(name, value));
    let toggle = |name: &str, on: bool| drop(root.toggle_attribute_with_force(name, on));
    set("lang", lang.bcp47());
    set("data-lang", lang.code());
    set("data-size", &look.size.to_string());
    set("data-theme", look.theme.code());
    toggle("data-sun", look.sun);
    toggle("data-easy", look.simple);
}
