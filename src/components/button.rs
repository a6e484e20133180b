//! Buttons, and links that look like them.

use super::icon::{Icon, Picture};
use crate::i18n::{Words, t};
use crate::view::{Signal, view};
use leptos::{ev::MouseEvent, prelude::*};

/// How much a button asks to be tapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum ButtonKind {
    /// The one thing this screen is for: green, 56 px; one a screen.
    Primary,
    /// An ordinary choice: outlined.
    #[default]
    Secondary,
    /// Takes something away: red words; what it does can be undone.
    Danger,
    /// Beside other things: no outline.
    Quiet,
}

impl ButtonKind {
    const fn class(self) -> &'static str {
        match self {
            ButtonKind::Primary => "button primary",
            ButtonKind::Secondary => "button",
            ButtonKind::Danger => "button danger",
            ButtonKind::Quiet => "button quiet",
        }
    }
}

/// A button with words and, where it helps, a picture.
#[component]
pub fn Button(
    /// What it does, in words.
    #[prop(into)]
    label: Words,
    /// What a tap does. Left out inside a form, where the button submits.
    #[prop(optional, into)]
    on_tap: Option<Callback<MouseEvent>>,
    /// How much it asks to be tapped.
    #[prop(optional)]
    kind: ButtonKind,
    /// The picture before the words.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// Its work is under way: a second tap does nothing.
    #[prop(optional, into)]
    busy: Signal<bool>,
    /// It can not be tapped now; say near it why.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Whether it is down, for buttons that stay down (`aria-pressed`).
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    /// As wide as what it stands in.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    let tap = move |event: MouseEvent| {
        if let Some(on_tap) = on_tap
            && !busy.get_untracked()
        {
            on_tap.run(event);
        }
    };
    view! {
        <button
            type=if on_tap.is_some() { "button" } else { "submit" }
            class=kind.class()
            class:wide=wide
            disabled=move || disabled.get()
            aria-busy=move || busy.get().then_some("true")
            aria-pressed=pressed.map(|down| move || if down.get() { "true" } else { "false" })
            on:click=tap
        >
            {icon.map(|icon| view! { <Picture icon /> })}
            <span class="label">{t(label)}</span>
        </button>
    }
}

/// A link that looks like a button: it goes somewhere, so that it can be opened in a new tab.
#[component]
pub fn LinkButton(
    /// Where it goes, in words.
    #[prop(into)]
    label: Words,
    /// A path of the app, `tel:` or a map.
    #[prop(into)]
    href: Signal<String>,
    /// How much it asks to be tapped.
    #[prop(optional)]
    kind: ButtonKind,
    /// The picture before the words.
    #[prop(optional, into)]
    icon: Option<Icon>,
    /// Opens outside the app.
    #[prop(optional)]
    outside: bool,
    /// As wide as what it stands in.
    #[prop(optional)]
    wide: bool,
) -> impl IntoView {
    view! {
        <a
            class=kind.class()
            class:wide=wide
            href=move || href.get()
            target=outside.then_some("_blank")
            rel=outside.then_some("noopener noreferrer")
        >
            {icon.map(|icon| view! { <Picture icon /> })}
            <span class="label">{t(label)}</span>
        </a>
    }
}
