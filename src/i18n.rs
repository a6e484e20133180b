//! Every word a person reads, in 日本語, やさしい日本語 and English.
//!
//! A text is three string literals side by side; leaving one out does not compile. We use no i18n crate: the
//! compiler already checks the keys (they are constants), and the phone downloads no locale data, no message
//! parser and no plural rules, which Japanese does not have (a fluent bundle is 59 KB of brotli by itself).
//!
//! One brace syntax: `{n}` is a place that [`Words::with`] fills, `{漢字|かんじ}` is a reading shown above its
//! base. In やさしい日本語 every kanji carries its reading; a test over all texts says so.
//!
//! It does not: choose a language by itself, know records, or touch the browser (`browser::look` does).
//!
//! # Layout
//! - [`words`]: [`Text`], [`Words`] and how they become plain, spoken or shown
//! - `i18n/*.rs`: the texts, one file a feature, each one `texts!` call

pub mod words;
pub use words::{Text, Words};

use leptos::prelude::*;

/// Declares the texts of one feature: `NAME: "日本語", "{漢字|かんじ}…", "English";`.
///
/// Each entry is a `pub const NAME: Text`; its documentation is its Japanese.
macro_rules! texts {
    ($($name:ident : $ja:literal, $easy:literal, $en:literal;)*) => {
        $(
            #[doc = $ja]
            pub const $name: $crate::i18n::Text = $crate::i18n::Text([$ja, $easy, $en]);
        )*
        /// Every text of this file with its name, for the tests over all texts.
        #[cfg(test)]
        pub const ALL: &[(&str, $crate::i18n::Text)] = &[$((stringify!($name), $name)),*];
    };
}

/// Declares the files of texts, and for the tests the list of everything in them.
macro_rules! features {
    ($($(#[$doc:meta])* $feature:ident,)*) => {
        $($(#[$doc])* pub mod $feature;)*

        /// Every text of the app as (file, name, text).
        #[cfg(test)]
        fn all() -> Vec<(&'static str, &'static str, Text)> {
            let mut all = Vec::new();
            $(all.extend($feature::ALL.iter().map(|(name, text)| (stringify!($feature), *name, *text)));)*
            all
        }
    };
}

// One line a file, sorted, so that several hands can add theirs.
features! {
    /// The card of ご依頼の方 and consent.
    cards,
    /// Words used on many screens: buttons, units, the frame.
    common,
    /// Days, times and repetitions.
    dates,
    /// 活動日.
    days,
    /// What the fields of records are called, and history.
    fields,
    /// From phone to phone with no network.
    handover,
    /// Invitations: making one, joining by one, the recovery sheet typed in.
    joining,
    /// What is asked while logging a request.
    logging,
    /// What reaches people outside the screens: calendar files and お知らせ.
    notices,
    /// Sheets of paper.
    paper,
    /// なかま.
    people,
    /// The circle's other phones.
    phones,
    /// 写真 of a home.
    photos,
    voices,
    /// What did not go.
    refused,
    /// 困りごと.
    requests,
    /// The words of the domain.
    says,
    /// 設定.
    settings,
    /// はじめる.
    start,
    /// まとめ.
    summary,
    /// The number that opens the cards.
    unlock,
    /// きょう.
    today,
    /// How records travel between phones.
    travel,
    /// 下見, 作業, completion.
    visit,
}

/// The language of the screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Lang {
    /// 日本語, the default.
    #[default]
    Ja,
    /// やさしい日本語: reworded, every kanji with its reading.
    Easy,
    /// English.
    En,
}

impl Lang {
    /// All languages in the order they are offered.
    pub const ALL: [Lang; 3] = [Lang::Ja, Lang::Easy, Lang::En];

    /// The name it is stored under and `html[data-lang]` carries: `ja`, `easy` or `en`.
    pub const fn code(self) -> &'static str {
        match self {
            Lang::Ja => "ja",
            Lang::Easy => "easy",
            Lang::En => "en",
        }
    }

    /// The language stored under `code`; 日本語 for anything unknown.
    pub fn from_code(code: &str) -> Lang {
        Lang::ALL.into_iter().find(|lang| lang.code() == code).unwrap_or_default()
    }

    /// The value of `<html lang>` (BCP 47).
    pub const fn bcp47(self) -> &'static str {
        match self {
            Lang::Ja | Lang::Easy => "ja",
            Lang::En => "en",
        }
    }
}

thread_local! {
    // Not a context: texts are also made in event closures and tasks, where no owner is at hand.
    static LANG: ArcRwSignal<Lang> = ArcRwSignal::new(Lang::default());
}

/// The language now; a view that reads it is shown again when it changes.
pub fn lang() -> Lang {
    LANG.with(|lang| lang.get())
}

/// The language now, for code that must not run again when it changes.
pub fn lang_untracked() -> Lang {
    LANG.with(|lang| lang.get_untracked())
}

/// Changes the language of the whole screen. `browser::look` calls it; it also keeps the choice.
pub fn set_lang(to: Lang) {
    LANG.with(|lang| {
        if lang.get_untracked() != to {
            lang.set(to);
        }
    });
}

/// Shows words, with readings above the kanji, in the language of the screen.
pub fn t(words: impl Into<Words>) -> AnyView {
    let words = words.into();
    (move || words.view(lang())).into_any()
}

/// Words as plain text (base without reading) for attributes and messages; tracks the language.
pub fn t_str(words: impl Into<Words>) -> String {
    words.into().plain(lang())
}

/// Words as they are said aloud: names by their reading; tracks the language.
pub fn t_spoken(words: impl Into<Words>) -> String {
    words.into().spoken(lang())
}

#[cfg(test)]
mod tests;
