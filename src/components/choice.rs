//! Choosing: chips for one or several, cards for one, a switch for yes and no.

use super::field::{Fault, Frame, Ids, fresh_id};
use super::icon::{Icon, Picture};
use crate::i18n::{Words, t};
use crate::view::{RwSignal, Signal, view};
use leptos::prelude::*;

/// One thing that can be chosen.
#[derive(Clone, Debug)]
pub struct Choice<T> {
    /// What choosing it means.
    pub value: T,
    /// Its words.
    pub label: Words,
    /// The picture before the words.
    pub icon: Option<Icon>,
    /// A second line, on cards.
    pub hint: Option<Words>,
}

impl<T> Choice<T> {
    /// A choice of words alone.
    pub fn new(value: T, label: impl Into<Words>) -> Self {
        Choice { value, label: label.into(), icon: None, hint: None }
    }

    /// Adds a picture.
    pub fn icon(self, icon: Icon) -> Self {
        Choice { icon: Some(icon), ..self }
    }

    /// Adds a second line.
    pub fn hint(self, hint: impl Into<Words>) -> Self {
        Choice { hint: Some(hint.into()), ..self }
    }
}

/// What can be chosen: a list, or one that follows signals. (A `Signal` of its own for every type of value would
/// cost each phone a kilobyte a type.)
pub enum Options<T> {
    /// Always the same.
    Fixed(Vec<Choice<T>>),
    /// Asked again whenever what it reads changes.
    Live(Box<dyn Fn() -> Vec<Choice<T>> + Send>),
}

impl<T> From<Vec<Choice<T>>> for Options<T> {
    fn from(options: Vec<Choice<T>>) -> Self {
        Options::Fixed(options)
    }
}

impl<T: Clone + Send + Sync + 'static> From<Signal<Vec<Choice<T>>>> for Options<T> {
    fn from(options: Signal<Vec<Choice<T>>>) -> Self {
        Options::Live(Box::new(move || options.get()))
    }
}

/// What a chip shows; the value stays with the caller, so that one copy of the code serves every type.
type Face = (Words, Option<Icon>);

fn chip((label, icon): Face, on: Signal<bool>, tap: Callback<()>) -> AnyView {
    view! {
        <button
            type="button"
            class="chip"
            aria-pressed=move || if on.get() { "true" } else { "false" }
            on:click=move |_| tap.run(())
        >
            {icon.map(|icon| view! { <Picture icon /> })}
            <span>{t(label)}</span>
        </button>
    }
}

/// The chips of `options`, made by `one`, under their label.
fn chips_of<T: 'static>(
    options: Options<T>,
    one: impl Fn(Choice<T>) -> AnyView + Send + 'static,
    label: Option<Words>,
    help: Option<Words>,
    error: Fault,
) -> AnyView {
    let chips = match options {
        Options::Fixed(options) => options.into_iter().map(one).collect::<Vec<_>>().into_any(),
        Options::Live(options) => live_chips(Box::new(move || options().into_iter().map(&one).collect())),
    };
    chip_row(chips, label, help, error)
}

fn live_chips(chips: Box<dyn Fn() -> Vec<AnyView> + Send>) -> AnyView {
    (move || chips()).into_any()
}

fn chip_row(chips: AnyView, label: Option<Words>, help: Option<Words>, error: Fault) -> AnyView {
    match label {
        Some(label) => {
            let ids = Ids::new();
            view! {
                <Frame ids label help=help.unwrap_or_default() error group=true>
                    <div class="chips">{chips}</div>
                </Frame>
            }
        }
        None => view! { <div class="chips">{chips}</div> },
    }
}

/// Chips of which any number can be on.
#[component]
pub fn Chips<T>(
    /// What can be chosen, in the order shown.
    #[prop(into)]
    options: Options<T>,
    /// What is chosen, in the order it was tapped.
    chosen: RwSignal<Vec<T>>,
    /// Bold, above the chips.
    #[prop(optional, into)]
    label: Option<Words>,
    /// One sentence under the label.
    #[prop(optional, into)]
    help: Option<Words>,
    /// Shown under the chips and announced.
    #[prop(optional, into)]
    error: Fault,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let one = move |Choice { value, label, icon, .. }: Choice<T>| {
        let mine = value.clone();
        let on = Signal::derive(move || chosen.with(|chosen| chosen.contains(&mine)));
        let tap = Callback::new(move |()| {
            chosen.update(|chosen| match chosen.iter().position(|one| *one == value) {
                Some(at) => drop(chosen.remove(at)),
                None => chosen.push(value.clone()),
            });
        });
        chip((label, icon), on, tap)
    };
    chips_of(options, one, label, help, error)
}

/// Chips of which one can be on; a second tap takes it off again unless `keep` is set.
#[component]
pub fn ChipsOne<T>(
    /// What can be chosen, in the order shown.
    #[prop(into)]
    options: Options<T>,
    /// What is chosen.
    chosen: RwSignal<Option<T>>,
    /// One is always on.
    #[prop(optional)]
    keep: bool,
    /// Bold, above the chips.
    #[prop(optional, into)]
    label: Option<Words>,
    /// One sentence under the label.
    #[prop(optional, into)]
    help: Option<Words>,
    /// Shown under the chips and announced.
    #[prop(optional, into)]
    error: Fault,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let one = move |Choice { value, label, icon, .. }: Choice<T>| {
        let mine = value.clone();
        let on = Signal::derive(move || chosen.with(|chosen| chosen.as_ref() == Some(&mine)));
        let tap = Callback::new(move |()| {
            let off = !keep && chosen.with_untracked(|chosen| chosen.as_ref() == Some(&value));
            chosen.set(if off { None } else { Some(value.clone()) });
        });
        chip((label, icon), on, tap)
    };
    chips_of(options, one, label, help, error)
}

/// Large cards of which one can be chosen; real radio buttons underneath, so arrow keys work.
#[component]
pub fn RadioCards<T>(
    /// Bold, above the cards.
    #[prop(into)]
    label: Words,
    /// What can be chosen.
    options: Vec<Choice<T>>,
    /// What is chosen.
    chosen: RwSignal<Option<T>>,
    /// One sentence under the label.
    #[prop(optional, into)]
    help: Option<Words>,
    /// Says 「※必須」.
    #[prop(optional)]
    required: bool,
    /// Shown under the cards and announced.
    #[prop(optional, into)]
    error: Fault,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
{
    let name = fresh_id("cards");
    let cards = options.into_iter().map(|Choice { value, label, icon, hint }| {
        let mine = value.clone();
        let on = Signal::derive(move || chosen.with(|chosen| chosen.as_ref() == Some(&mine)));
        radio_card(
            name.clone(),
            (label, icon),
            hint,
            on,
            Callback::new(move |()| chosen.set(Some(value.clone()))),
        )
    });
    let cards = cards.collect_view();
    let ids = Ids::new();
    view! {
        <Frame ids label help=help.unwrap_or_default() required error group=true>
            <div class="cards">{cards}</div>
        </Frame>
    }
}

fn radio_card(
    name: String,
    (label, icon): Face,
    hint: Option<Words>,
    on: Signal<bool>,
    choose: Callback<()>,
) -> AnyView {
    view! {
        <label class="card-choice">
            <input type="radio" name=name prop:checked=move || on.get() on:change=move |_| choose.run(()) />
            {icon.map(|icon| view! { <Picture icon /> })}
            <span class="card-words">
                <span class="card-label">{t(label)}</span>
                {hint.map(|hint| view! { <span class="card-hint">{t(hint)}</span> })}
            </span>
        </label>
    }
}

/// Yes or no, in force at once.
#[component]
pub fn Switch(
    /// What is on or off.
    #[prop(into)]
    label: Words,
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
    /// Called with what it should become.
    #[prop(into)]
    on_change: Callback<bool>,
    /// A second line.
    #[prop(optional, into)]
    hint: Option<Words>,
) -> impl IntoView {
    view! {
        <label class="switch">
            <span class="card-words">
                <span class="card-label">{t(label)}</span>
                {hint.map(|hint| view! { <span class="card-hint">{t(hint)}</span> })}
            </span>
            <input
                type="checkbox"
                role="switch"
                prop:checked=move || on.get()
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
        </label>
    }
}

/// A box to tick, for lists of things to confirm.
#[component]
pub fn Tick(
    /// What is confirmed.
    #[prop(into)]
    label: Words,
    /// Whether it is ticked.
    on: RwSignal<bool>,
    /// A second line.
    #[prop(optional, into)]
    hint: Option<Words>,
) -> impl IntoView {
    view! {
        <label class="tick">
            <input
                type="checkbox"
                prop:checked=move || on.get()
                on:change=move |event| on.set(event_target_checked(&event))
            />
            <span class="card-words">
                <span class="card-label">{t(label)}</span>
                {hint.map(|hint| view! { <span class="card-hint">{t(hint)}</span> })}
            </span>
        </label>
    }
}
