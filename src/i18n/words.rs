//! One text in three languages, what fills its places, and how it becomes visible, plain or spoken.

use super::Lang;
use crate::view::view;
use leptos::prelude::*;
use std::sync::Arc;

/// One text: 日本語, やさしい日本語, English. Made by `texts!` only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text(pub [&'static str; 3]);

impl Text {
    /// The raw text in `lang`, with its braces.
    pub const fn raw(self, lang: Lang) -> &'static str {
        self.0[lang as usize]
    }

    /// Fills the place `{name}`.
    pub fn with(self, name: &'static str, value: impl Into<Words>) -> Words {
        Words::from(self).with(name, value)
    }
}

/// Words for the screen: a text, a filled text, or what a person typed. Cheap to clone.
#[derive(Clone)]
pub enum Words {
    /// A text of `i18n`.
    Text(Text),
    /// A text with its places filled.
    Filled(Arc<(Text, Vec<(&'static str, Words)>)>),
    /// What a person typed, or a number: shown as it is, in every language.
    Plain(Arc<str>),
    /// A name with its reading in hiragana, which やさしい日本語 shows above it and reading aloud uses.
    Named(Arc<(String, String)>),
    /// Words that depend on signals; asked again whenever those change.
    Live(Arc<dyn Fn() -> Words + Send + Sync>),
    /// Made for a language, with readings as in a text: a day, a number of days.
    Made(Arc<dyn Fn(Lang) -> String + Send + Sync>),
    /// One after the other.
    Join(Arc<[Words]>),
}

/// A stretch of resolved words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Span {
    /// Shown as it is.
    Plain(String),
    /// Base with the reading above it; `name` is read aloud by its reading.
    Ruby { base: String, reading: String, name: bool },
}

impl Words {
    /// Words a person typed, never parsed for braces.
    pub fn plain_text(text: impl AsRef<str>) -> Words {
        Words::Plain(Arc::from(text.as_ref()))
    }

    /// A name with its reading; without a reading it is plain.
    pub fn named(name: impl Into<String>, reading: impl Into<String>) -> Words {
        let (name, reading) = (name.into(), reading.into());
        if reading.is_empty() { Words::plain_text(name) } else { Words::Named(Arc::new((name, reading))) }
    }

    /// Words that follow signals.
    pub fn live<W: Into<Words>>(f: impl Fn() -> W + Send + Sync + 'static) -> Words {
        Words::Live(Arc::new(move || f().into()))
    }

    /// Words made for each language by `f`, in the markup of texts; nothing a person typed may be in them.
    pub fn made(f: impl Fn(Lang) -> String + Send + Sync + 'static) -> Words {
        Words::Made(Arc::new(f))
    }

    /// One after the other, with nothing between.
    pub fn join(parts: impl IntoIterator<Item = Words>) -> Words {
        Words::Join(parts.into_iter().collect())
    }

    /// Fills the place `{name}`; words that are no text stay as they are.
    pub fn with(self, name: &'static str, value: impl Into<Words>) -> Words {
        let value = value.into();
        match self {
            Words::Text(text) => Words::Filled(Arc::new((text, vec![(name, value)]))),
            Words::Filled(filled) => {
                let (text, mut values) = Arc::unwrap_or_clone(filled);
                values.push((name, value));
                Words::Filled(Arc::new((text, values)))
            }
            other => other,
        }
    }

    /// True when there is nothing to show.
    pub fn is_empty(&self) -> bool {
        match self {
            Words::Plain(text) => text.is_empty(),
            Words::Join(parts) => parts.iter().all(Words::is_empty),
            _ => false,
        }
    }

    /// Plain text in `lang`, readings left out.
    pub fn plain(&self, lang: Lang) -> String {
        self.flat(lang, false)
    }

    /// As said aloud in `lang`: names by their reading.
    pub fn spoken(&self, lang: Lang) -> String {
        self.flat(lang, true)
    }

    fn flat(&self, lang: Lang, aloud: bool) -> String {
        let mut text = String::new();
        for span in self.spans(lang) {
            match span {
                Span::Plain(plain) => text.push_str(&plain),
                Span::Ruby { reading, name: true, .. } if aloud => text.push_str(&reading),
                Span::Ruby { base, .. } => text.push_str(&base),
            }
        }
        text
    }

    /// The words as DOM: `<ruby>` where there is a reading, whose `<rt>` screen readers skip.
    pub fn view(&self, lang: Lang) -> AnyView {
        let mut spans = self.spans(lang);
        if let [Span::Plain(only)] = spans.as_mut_slice() {
            return std::mem::take(only).into_any();
        }
        spans.into_iter().map(Span::view).collect_view().into_any()
    }

    pub(super) fn spans(&self, lang: Lang) -> Vec<Span> {
        let mut spans = Vec::new();
        self.resolve(lang, &mut spans);
        spans
    }

    fn resolve(&self, lang: Lang, out: &mut Vec<Span>) {
        match self {
            Words::Text(text) => resolve_raw(text.raw(lang), &[], lang, out),
            Words::Filled(filled) => resolve_raw(filled.0.raw(lang), &filled.1, lang, out),
            Words::Plain(text) => push_plain(out, text),
            Words::Named(named) => match lang {
                Lang::Easy => {
                    out.push(Span::Ruby { base: named.0.clone(), reading: named.1.clone(), name: true })
                }
                Lang::Ja | Lang::En => push_plain(out, &named.0),
            },
            Words::Live(words) => words().resolve(lang, out),
            Words::Made(made) => resolve_raw(&made(lang), &[], lang, out),
            Words::Join(parts) => parts.iter().for_each(|part| part.resolve(lang, out)),
        }
    }
}

impl Span {
    fn view(self) -> AnyView {
        match self {
            Span::Plain(plain) => plain.into_any(),
            Span::Ruby { base, reading, name: false } => {
                view! { <ruby>{base}<rt aria-hidden="true">{reading}</rt></ruby> }
            }
            // A name's kanji can be read in many ways, so screen readers get the reading alone.
            Span::Ruby { base, reading, name: true } => view! {
                <ruby aria-hidden="true">{base}<rt>{reading.clone()}</rt></ruby>
                <span class="sr-only">{reading}</span>
            },
        }
    }
}

/// Splits `raw` at its braces. An unfilled place stays visible as `{name}`, so that nobody overlooks it.
fn resolve_raw(raw: &str, values: &[(&'static str, Words)], lang: Lang, out: &mut Vec<Span>) {
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('{') {
        push_plain(out, before);
        let Some((inside, tail)) = after.split_once('}') else {
            push_plain(out, after);
            return;
        };
        if let Some((base, reading)) = inside.split_once('|') {
            out.push(Span::Ruby { base: base.into(), reading: reading.into(), name: false });
        } else if let Some((_, value)) = values.iter().find(|(name, _)| *name == inside) {
            value.resolve(lang, out);
        } else {
            push_plain(out, &format!("{{{inside}}}"));
        }
        rest = tail;
    }
    push_plain(out, rest);
}

fn push_plain(out: &mut Vec<Span>, text: &str) {
    match out.last_mut() {
        _ if text.is_empty() => {}
        Some(Span::Plain(last)) => last.push_str(text),
        _ => out.push(Span::Plain(text.into())),
    }
}

impl Default for Words {
    fn default() -> Self {
        Words::Plain(Arc::from(""))
    }
}

impl PartialEq for Words {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Words::Text(a), Words::Text(b)) => a == b,
            (Words::Filled(a), Words::Filled(b)) => a == b,
            (Words::Plain(a), Words::Plain(b)) => a == b,
            (Words::Named(a), Words::Named(b)) => a == b,
            (Words::Live(a), Words::Live(b)) => Arc::ptr_eq(a, b),
            (Words::Made(a), Words::Made(b)) => Lang::ALL.iter().all(|&lang| a(lang) == b(lang)),
            (Words::Join(a), Words::Join(b)) => a == b,
            _ => false,
        }
    }
}

impl std::fmt::Debug for Words {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.plain(Lang::Ja))
    }
}

impl From<Text> for Words {
    fn from(text: Text) -> Self {
        Words::Text(text)
    }
}

impl From<&Words> for Words {
    fn from(words: &Words) -> Self {
        words.clone()
    }
}

impl From<&str> for Words {
    fn from(text: &str) -> Self {
        Words::plain_text(text)
    }
}

impl From<String> for Words {
    fn from(text: String) -> Self {
        Words::Plain(text.into())
    }
}

macro_rules! words_from_numbers {
    ($($number:ty)*) => {$(
        impl From<$number> for Words {
            fn from(number: $number) -> Self {
                Words::plain_text(number.to_string())
            }
        }
    )*};
}
// No f64: showing one costs 10 KB of digits code, and nothing here is shown with a fraction.
words_from_numbers!(u8 u16 u32 u64 usize i32 i64);
