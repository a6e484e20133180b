//! Dates, times and numbers.

use super::field::{Fault, Frame, Ids, fresh_id, invalid};
use super::icon::{Icon, Picture};
use crate::browser::{self, keep};
use crate::i18n::{Text, Words, common, t, t_str};
use crate::view::{RwSignal, view};
use leptos::prelude::*;

/// A date in three numeric fields (Western year, month, day), with the phone's own calendar beside them.
///
/// The value is `YYYY-MM-DD` as typed, so it may name a day that does not exist (2026-02-30): the page asks the
/// domain and shows the answer as `error`. It is empty while all three are.
#[component]
pub fn DateField(
    /// Bold, above the fields.
    #[prop(into)]
    label: Words,
    /// `YYYY-MM-DD`, or empty.
    value: RwSignal<String>,
    /// One sentence under the label.
    #[prop(optional, into)]
    help: Option<Words>,
    /// Shown under the fields and announced.
    #[prop(optional, into)]
    error: Fault,
    /// Says 「※必須」.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let ids = Ids::new();
    let described = ids.described_by(error);
    let calendar = browser::Slot::new_local(None);
    let part = move |index: usize, name: Text, digits: u32, class: &'static str| {
        let id = fresh_id("date");
        view! {
            <div class="date-part">
                <input
                    id=id.clone()
                    class=class
                    inputmode="numeric"
                    autocomplete="off"
                    maxlength=digits
                    aria-invalid=invalid(error)
                    aria-describedby=described.clone()
                    aria-required=required.then_some("true")
                    prop:value=move || date_part(&value.read(), index)
                    on:input=move |event| {
                        let typed = event_target_value(&event);
                        value.update(|date| *date = with_date_part(date, index, &typed));
                    }
                />
                <label for=id>{t(name)}</label>
            </div>
        }
    };
    let parts = (
        part.clone()(0, common::YEAR, 4, "input year"),
        part.clone()(1, common::MONTH, 2, "input"),
        part(2, common::DAY, 2, "input"),
    );
    let open = move |_| {
        if let Some(input) = browser::kept::<web_sys::HtmlInputElement>(calendar) {
            // Refused only where there is no picker; the three fields are there anyway.
            let _ = input.show_picker();
        }
    };
    view! {
        <Frame ids label help=help.unwrap_or_default() required error group=true>
            <div class="date">
                {parts}
                <div class="calendar">
                    <button
                        type="button"
                        class="button quiet icon-only"
                        aria-label=move || t_str(common::FROM_CALENDAR)
                        on:click=open
                    >
                        <Picture icon=Icon::Calendar />
                    </button>
                    <input
                        type="date"
                        tabindex="-1"
                        aria-hidden="true"
                        use:keep=calendar
                        prop:value=move || value.get()
                        on:change=move |event| {
                            let picked = event_target_value(&event);
                            if !picked.is_empty() {
                                value.set(picked);
                            }
                        }
                    />
                </div>
            </div>
        </Frame>
    }
}

fn date_part(date: &str, index: usize) -> String {
    date.split('-').nth(index).unwrap_or_default().trim_start_matches('0').to_owned()
}

/// Replaces one part; digits typed full-width count as digits, months and days get their leading zero.
fn with_date_part(date: &str, index: usize, typed: &str) -> String {
    let mut parts = [date_part(date, 0), date_part(date, 1), date_part(date, 2)];
    parts[index] = typed.chars().filter_map(half_width_digit).collect();
    if parts.iter().all(String::is_empty) {
        return String::new();
    }
    let [year, month, day] = parts;
    format!("{year}-{month:0>2}-{day:0>2}")
}

fn half_width_digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_u32(c as u32 - '０' as u32 + '0' as u32),
        _ => None,
    }
}

/// A time of day, 24 hours, by the phone's own control.
#[component]
pub fn TimeField(
    /// Bold, above the field.
    #[prop(into)]
    label: Words,
    /// `HH:MM` or `H:MM`, or empty.
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
    let ids = Ids::new();
    let described = ids.described_by(error);
    let input = view! {
        <input
            id=ids.control.clone()
            class="input time"
            type="time"
            aria-required=required.then_some("true")
            aria-invalid=invalid(error)
            aria-describedby=described
            prop:value=move || two_digits(value.get())
            on:input=move |event| value.set(event_target_value(&event))
        />
    };
    view! { <Frame ids label help=help.unwrap_or_default() required error>{input}</Frame> }
}

/// `9:00` as `09:00`: a browser shows nothing at all for the former.
fn two_digits(time: String) -> String {
    if time.find(':') == Some(1) { format!("0{time}") } else { time }
}

/// A number typed on the number pad, with its unit behind it. What is typed is kept as typed; the page parses.
#[component]
pub fn NumberField(
    /// Bold, above the field.
    #[prop(into)]
    label: Words,
    /// What is typed.
    value: RwSignal<String>,
    /// 円, 分, 袋 …
    #[prop(optional, into)]
    unit: Option<Words>,
    /// One sentence under the label.
    #[prop(optional, into)]
    help: Option<Words>,
    /// Shown under the field and announced.
    #[prop(optional, into)]
    error: Fault,
    /// Says 「※必須」.
    #[prop(optional)]
    required: bool,
    /// The most digits it takes.
    #[prop(optional, default = 7)]
    digits: u32,
) -> impl IntoView {
    let ids = Ids::new();
    let described = ids.described_by(error);
    let input = view! {
        <div class="with-unit">
            <input
                id=ids.control.clone()
                class="input number"
                inputmode="numeric"
                autocomplete="off"
                maxlength=digits
                aria-required=required.then_some("true")
                aria-invalid=invalid(error)
                aria-describedby=described
                prop:value=move || value.get()
                on:input=move |event| value.set(event_target_value(&event))
            />
            {unit.map(|unit| view! { <span class="unit">{t(unit)}</span> })}
        </div>
    };
    view! { <Frame ids label help=help.unwrap_or_default() required error>{input}</Frame> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_typed_part_by_part_and_may_be_impossible() {
        let mut date = String::new();
        for (index, typed) in [(0, "２０２６"), (1, "2"), (2, "30日")] {
            date = with_date_part(&date, index, typed);
        }
        assert_eq!(date, "2026-02-30");
        assert_eq!(date_part(&date, 1), "2");
    }

    #[test]
    fn a_date_with_every_part_cleared_is_empty() {
        let mut date = String::from("2026-11-22");
        for index in 0..3 {
            date = with_date_part(&date, index, "");
        }
        assert_eq!(date, "");
    }
}
