//! The frame of every field (bold label, 「※必須」, help, control, error in words) and the fields of text.

use crate::browser::{self, keep};
use crate::i18n::{Words, common, t, t_str};
use crate::view::{RwSignal, Signal, effect, view};
use leptos::prelude::*;
use std::sync::atomic::{AtomicU32, Ordering};

/// What is wrong with a field, in words that say what to do; `None` while nothing is.
pub type Fault = Signal<Option<Words>>;

/// An id that no other element of the page has.
pub(super) fn fresh_id(what: &str) -> String {
    static LAST: AtomicU32 = AtomicU32::new(0);
    format!("{what}-{}", LAST.fetch_add(1, Ordering::Relaxed))
}

/// The ids that tie a control to its help and its error.
#[derive(Clone)]
pub struct Ids {
    pub(super) control: String,
    pub(super) label: String,
    help: String,
    error: String,
}

impl Ids {
    pub(super) fn new() -> Ids {
        let control = fresh_id("field");
        Ids {
            label: format!("{control}-label"),
            help: format!("{control}-help"),
            error: format!("{control}-error"),
            control,
        }
    }

    /// The value of `aria-describedby` while `error` stands as it does.
    pub(super) fn described_by(&self, error: Fault) -> impl Fn() -> String + Clone + Send + use<> {
        let (help, wrong) = (self.help.clone(), format!("{} {}", self.error, self.help));
        move || if error.with(Option::is_some) { wrong.clone() } else { help.clone() }
    }
}

/// `aria-invalid` while an error stands.
pub(super) fn invalid(error: Fault) -> impl Fn() -> Option<&'static str> + Copy + Send {
    move || error.with(Option::is_some).then_some("true")
}

/// Label, help and error around one control; `group` where the control is several elements.
#[component]
pub(super) fn Frame(
    ids: Ids,
    #[prop(into)] label: Words,
    #[prop(optional, into)] help: Option<Words>,
    #[prop(optional)] required: bool,
    #[prop(optional)] group: bool,
    #[prop(optional, into)] error: Fault,
    children: Children,
) -> impl IntoView {
    let label = view! {
        <span>{t(label)}</span>
        {required.then(|| view! { <span class="required">{t(common::REQUIRED)}</span> })}
    };
    let label = if group {
        view! { <span class="field-label" id=ids.label.clone()>{label}</span> }
    } else {
        view! { <label class="field-label" id=ids.label.clone() for=ids.control.clone()>{label}</label> }
    };
    view! {
        <div
            class="field"
            class:invalid=move || error.with(Option::is_some)
            role=group.then_some("group")
            aria-labelledby=group.then(|| ids.label.clone())
        >
            {label}
            <p class="field-help" id=ids.help>{help.map(t)}</p>
            {children()}
            <p class="field-error" id=ids.error role="alert">
                {move || error.get().map(t)}
            </p>
        </div>
    }
}

/// The letters left, said near the limit only.
#[component]
fn LettersLeft(value: RwSignal<String>, max: u32) -> impl IntoView {
    let left = move || max.saturating_sub(value.with(|text| text.encode_utf16().count()) as u32);
    view! {
        <p class="field-count" role="status">
            {move || {
                let left = left();
                (left <= max.min(80) / 4).then(|| t(common::LETTERS_LEFT.with("n", left).with("max", max)))
            }}
        </p>
    }
}

/// One line of text.
#[component]
pub fn TextField(
    /// Bold, above the field.
    #[prop(into)]
    label: Words,
    /// What is typed.
    value: RwSignal<String>,
    /// One sentence under the label.
    #[prop(optional, into)]
    help: Option<Words>,
    /// Shown under the field and announced.
    #[prop(optional, into)]
    error: Fault,
    /// Says 「※必須」; the rule itself is the page's.
    #[prop(optional)]
    required: bool,
    /// The most letters (UTF-16 units) it takes; the person sees how many are left.
    #[prop(optional, default = 100)]
    max: u32,
    /// `text`, `search`, `password`, …
    #[prop(optional, default = "text")]
    kind: &'static str,
    /// The keyboard: `text`, `numeric`, `tel`, …
    #[prop(optional, default = "text")]
    keyboard: &'static str,
    /// What the phone may fill in by itself.
    #[prop(optional, default = "off")]
    autocomplete: &'static str,
    /// Called when the person leaves the field.
    #[prop(optional, into)]
    on_leave: Option<Callback<()>>,
    /// Has the focus as soon as it is shown: only where it is the one thing to do, as in a dialog.
    #[prop(optional)]
    focus: bool,
) -> impl IntoView {
    let ids = Ids::new();
    let described = ids.described_by(error);
    let place = browser::Slot::new_local(None);
    effect(move || {
        if let Some(input) = browser::kept::<web_sys::HtmlElement>(place).filter(|_| focus) {
            let _ = input.focus();
        }
    });
    let input = view! {
        <input
            id=ids.control.clone()
            use:keep=place
            // A dialog that opens after its content was made looks for this.
            autofocus=focus
            class="input"
            type=kind
            inputmode=keyboard
            autocomplete=autocomplete
            maxlength=max
            aria-required=required.then_some("true")
            aria-invalid=invalid(error)
            aria-describedby=described
            prop:value=move || value.get()
            on:input=move |event| value.set(event_target_value(&event))
            on:blur=move |_| {
                if let Some(on_leave) = on_leave {
                    on_leave.run(());
                }
            }
        />
    };
    view! {
        <Frame ids label help=help.unwrap_or_default() required error>
            {input}
            <LettersLeft value max />
        </Frame>
    }
}

/// A telephone number: the number pad, accepted as typed.
#[component]
pub fn TelField(
    /// Bold, above the field.
    #[prop(into)]
    label: Words,
    /// What is typed.
    value: RwSignal<String>,
    /// One sentence under the label.
    #[prop(optional, into)]
    help: Option<Words>,
    /// Shown under the field and announced.
    #[prop(optional, into)]
    error: Fault,
    /// Says 「※必須」.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    view! {
        <TextField
            label
            value
            help=help.unwrap_or_default()
            error
            required
            max=20
            kind="tel"
            keyboard="tel"
        />
    }
}

/// Several lines of text; grows with what is typed.
#[component]
pub fn TextArea(
    /// Bold, above the field.
    #[prop(into)]
    label: Words,
    /// What is typed.
    value: RwSignal<String>,
    /// One sentence under the label.
    #[prop(optional, into)]
    help: Option<Words>,
    /// Shown under the field and announced.
    #[prop(optional, into)]
    error: Fault,
    /// Says 「※必須」.
    #[prop(optional)]
    required: bool,
    /// The most letters (UTF-16 units) it takes.
    #[prop(optional, default = 1000)]
    max: u32,
    /// Lines shown while it is empty.
    #[prop(optional, default = 3)]
    rows: u32,
) -> impl IntoView {
    let ids = Ids::new();
    let described = ids.described_by(error);
    let input = view! {
        <textarea
            id=ids.control.clone()
            class="input"
            rows=rows
            maxlength=max
            aria-required=required.then_some("true")
            aria-invalid=invalid(error)
            aria-describedby=described
            prop:value=move || value.get()
            on:input=move |event| value.set(event_target_value(&event))
        ></textarea>
    };
    view! {
        <Frame ids label help=help.unwrap_or_default() required error>
            {input}
            <LettersLeft value max />
        </Frame>
    }
}

/// Search: a field with a magnifying glass and a button that clears it.
#[component]
pub fn SearchField(
    /// What is searched, for screen readers and as the grey word inside.
    #[prop(into)]
    label: Words,
    /// What is typed.
    value: RwSignal<String>,
) -> impl IntoView {
    let (name, hint) = (label.clone(), label);
    view! {
        <div class="search" role="search">
            <super::icon::Picture icon=super::icon::Icon::Search />
            <input
                class="input"
                type="search"
                inputmode="search"
                enterkeyhint="search"
                autocomplete="off"
                maxlength="60"
                aria-label=move || t_str(&name)
                placeholder=move || t_str(&hint)
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
            <button
                type="button"
                class="button quiet icon-only"
                hidden=move || value.with(String::is_empty)
                aria-label=move || t_str(common::CLEAR_SEARCH)
                on:click=move |_| value.set(String::new())
            >
                <super::icon::Picture icon=super::icon::Icon::Close />
            </button>
        </div>
    }
}
