//! − value ＋, with presets: a number without a keyboard, for gloved hands.

use super::field::{Fault, Frame, Ids};
use super::icon::{Icon, Picture};
use crate::i18n::{Words, common, t, t_str};
use crate::view::{RwSignal, view};
use leptos::{ev::KeyboardEvent, prelude::*};

/// A number changed by two large buttons; its new value is spoken with its unit.
#[component]
pub fn Stepper(
    /// What is counted.
    #[prop(into)]
    label: Words,
    /// The number.
    value: RwSignal<u32>,
    /// The number with its unit: 「90分」.
    #[prop(into)]
    say: Callback<u32, Words>,
    /// The smallest number.
    #[prop(optional)]
    min: u32,
    /// The largest number.
    #[prop(optional, default = 9_999)]
    max: u32,
    /// What one tap adds or takes.
    #[prop(optional, default = 1)]
    step: u32,
    /// Numbers that one tap sets.
    #[prop(optional, into)]
    presets: Vec<u32>,
    /// One sentence under the label.
    #[prop(optional, into)]
    help: Option<Words>,
    /// Shown under it and announced.
    #[prop(optional, into)]
    error: Fault,
) -> impl IntoView {
    let ids = Ids::new();
    // From 50 in steps of 15: up is 60, down is 45, so that a few taps reach the round numbers people say.
    let up =
        move || value.update(|n| *n = (*n / step.max(1) + 1).saturating_mul(step.max(1)).min(max).max(min));
    let down =
        move || value.update(|n| *n = (n.saturating_sub(1) / step.max(1) * step.max(1)).max(min).min(max));
    let key = move |event: KeyboardEvent| {
        match event.key().as_str() {
            "ArrowUp" | "ArrowRight" => up(),
            "ArrowDown" | "ArrowLeft" => down(),
            "Home" => value.set(min),
            "End" => value.set(max),
            _ => return,
        }
        event.prevent_default();
    };
    let said = move || say.run(value.get());
    let (less, more) = (label.clone(), label.clone());
    let name = ids.label.clone();
    let presets = presets.into_iter().map(|preset| {
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || if value.get() == preset { "true" } else { "false" }
                on:click=move |_| value.set(preset)
            >
                <span>{t(Words::live(move || say.run(preset)))}</span>
            </button>
        }
    });
    let presets = presets.collect_view();
    view! {
        <Frame ids label help=help.unwrap_or_default() error group=true>
            <div class="stepper">
                <button
                    type="button"
                    class="step"
                    aria-label=move || t_str(common::LESS.with("what", less.clone()))
                    disabled={move || value.get() <= min}
                    on:click=move |_| down()
                >
                    <Picture icon=Icon::Minus />
                </button>
                <div
                    class="step-value"
                    role="spinbutton"
                    tabindex="0"
                    aria-labelledby=name
                    aria-valuemin=min
                    aria-valuemax=max
                    aria-valuenow=move || value.get()
                    aria-valuetext=move || said().plain(crate::i18n::lang())
                    on:keydown=key
                >
                    {t(Words::live(said))}
                </div>
                <button
                    type="button"
                    class="step"
                    aria-label=move || t_str(common::MORE.with("what", more.clone()))
                    disabled={move || max <= value.get()}
                    on:click=move |_| up()
                >
                    <Picture icon=Icon::Plus />
                </button>
                // The focus stays on the button, so the new value is announced from here.
                <span class="sr-only" aria-live="polite">{move || said().plain(crate::i18n::lang())}</span>
            </div>
            <div class="chips">{presets}</div>
        </Frame>
    }
}
