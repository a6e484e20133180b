//! Materials, the costs of a ride, the sum, and the notice that a ride takes no money.

use crate::view::{Memo, RwSignal, Show, Signal, effect, memo, view};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use tanomo_domain::gates::Gate;
use tanomo_domain::money::{Charge, RideCosts};

use super::form::Form;
use super::{words, yen};
use crate::browser::speech;
use crate::components::choice::Tick;
use crate::components::{Button, ChipsOne, Choice, Fact, Icon, Notice, NoticeKind, NumberField, Section};
use crate::i18n::{Lang, Text, Words, common, lang_untracked, says};
use crate::pages::faults::Faults;
use crate::store::Store;

/// The most receipts of one visit.
const MOST_RECEIPTS: usize = 20;

/// The amounts of materials that one tap enters, in yen.
const AMOUNTS: [u32; 4] = [0, 100, 300, 500];

/// What was tapped for materials.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Materials {
    /// One of the amounts, in yen.
    Yen(u32),
    /// It is typed.
    Typed,
    /// The receipts are typed, and add up.
    Receipts,
}

/// The costs of a ride in the order of the form: the field's code and its words.
pub(super) const COSTS: [(&str, Text); 5] = [
    ("costs/fuel", words::FUEL),
    ("costs/tolls", words::TOLLS),
    ("costs/parking", words::PARKING),
    ("costs/insurance", words::INSURANCE),
    ("costs/vehicle_hire", words::VEHICLE),
];

/// なし／100／300／500／入力.
#[component]
pub(super) fn MaterialsField(form: Form) -> impl IntoView {
    let label = |amount: u32| if amount == 0 { Words::from(words::NONE) } else { yen(amount) };
    let mut options: Vec<_> =
        AMOUNTS.iter().map(|&amount| Choice::new(Materials::Yen(amount), label(amount))).collect();
    options.push(Choice::new(Materials::Typed, words::TYPE_IN).icon(Icon::Edit));
    options.push(Choice::new(Materials::Receipts, words::RECEIPTS).icon(Icon::Note));
    view! {
        <div class="part">
            <ChipsOne
                options=Signal::derive(move || options.clone())
                chosen=form.materials
                keep=true
                label=words::MATERIALS
                help=words::MATERIALS_HELP
            />
            <Show when=move || form.materials.get() == Some(Materials::Typed)>
                <NumberField
                    label=words::AMOUNT
                    value=form.materials_typed
                    unit=common::YEN
                    error=form.faults.of("materials")
                />
            </Show>
            <Show when=move || form.materials.get() == Some(Materials::Receipts)>
                <Receipts typed=form.receipts faults=form.faults />
            </Show>
        </div>
    }
}

/// The receipts, one field each, and what they add up to. There is always one to type into.
#[component]
pub(super) fn Receipts(typed: RwSignal<Vec<String>>, faults: Faults) -> impl IntoView {
    if typed.with_untracked(Vec::is_empty) {
        typed.set(vec![String::new()]);
    }
    let many = memo(move |_| typed.with(Vec::len));
    let more = Callback::new(move |_| typed.update(|all| all.push(String::new())));
    // What is wrong with them is said once, below the last.
    let field = move |at: usize, last: bool| {
        let value = RwSignal::new(typed.with_untracked(|all| all.get(at).cloned().unwrap_or_default()));
        effect(move || {
            let text = value.get();
            typed.update(|all| {
                if let Some(one) = all.get_mut(at) {
                    *one = text;
                }
            });
        });
        let label = words::RECEIPT_NTH.with("n", at + 1);
        let error = faults.of("receipts");
        let error = Signal::derive(move || error.get().filter(|_| last));
        view! { <NumberField label value unit=common::YEN error /> }
    };
    let fields = move || {
        let many = many.get();
        (0..many).map(|at| field(at, at + 1 == many)).collect_view()
    };
    let sum = Words::live(move || match typed.with(|all| sum_of(all)) {
        Ok(all) => words::RECEIPTS_SUM.with("yen", yen(total(&all))),
        Err(wrong) => wrong,
    });
    view! {
        <div class="part">
            <div class="cost-fields">{fields}</div>
            <Show when=move || many.get() < MOST_RECEIPTS>
                <Button label=words::RECEIPT_MORE icon=Icon::Plus on_tap=more />
            </Show>
            <p role="status">{crate::i18n::t(sum)}</p>
        </div>
    }
}

fn total(receipts: &[u32]) -> u32 {
    receipts.iter().fold(0, |sum: u32, &yen| sum.saturating_add(yen))
}

/// Receipts as typed, in yen; empty fields are none.
pub(super) fn sum_of(typed: &[String]) -> Result<Vec<u32>, Words> {
    let read: Result<Vec<u32>, Words> = typed.iter().map(|text| super::typed_yen(text)).collect();
    Ok(read?.into_iter().filter(|&yen| yen > 0).collect())
}

/// The receipts of the form, where materials are told by receipts.
pub(super) fn receipts(form: Form) -> Result<Vec<u32>, Words> {
    match form.materials.get() {
        Some(Materials::Receipts) => form.receipts.with(|all| sum_of(all)),
        _ => Ok(Vec::new()),
    }
}

/// The actual costs of a ride. There is no field for anything else.
#[component]
pub(super) fn CostFields(costs: [RwSignal<String>; 5], faults: Faults) -> impl IntoView {
    let fields = COSTS.into_iter().zip(costs).map(move |((code, label), value)| {
        view! { <NumberField label value unit=common::YEN error=faults.of(code) /> }
    });
    view! {
        <Section title=words::ACTUAL_COSTS>
            <p>{crate::i18n::t(words::COSTS_HELP)}</p>
            <div class="cost-fields">{fields.collect_view()}</div>
        </Section>
    }
}

/// What the visit comes to, line by line; nothing where help is free and nothing was bought.
#[component]
pub(super) fn SumLines(charge: Memo<Charge>) -> impl IntoView {
    move || {
        let lines: Vec<(Text, u32)> = match charge.get() {
            Charge::Ride(_) => return None,
            Charge::Help(sum) if sum.total == 0 => return None,
            Charge::Help(sum) if sum.fee == 0 => vec![(words::MATERIALS, sum.materials)],
            Charge::Help(sum) => {
                vec![(words::FEE, sum.fee), (words::MATERIALS, sum.materials), (words::SUM, sum.total)]
            }
        };
        let line = |(label, amount)| view! { <Fact label>{crate::i18n::t(yen(amount))}</Fact> };
        Some(view! { <dl class="facts card sum-lines">{lines.into_iter().map(line).collect_view()}</dl> })
    }
}

/// The sum in a few words, beside the button that saves.
pub(super) fn sum_words(charge: &Charge) -> Option<Words> {
    match charge {
        Charge::Help(sum) if sum.total == 0 => None,
        Charge::Help(sum) => Some(words::SUM_IS.with("yen", yen(sum.total))),
        Charge::Ride(costs) => Some(words::COSTS_ARE.with("yen", yen(costs.total()))),
    }
}

/// The notice about rides, to be read out and ticked.
#[component]
pub(super) fn RideNotice(read: RwSignal<bool>) -> impl IntoView {
    let store = Store::here();
    let notice = super::asks::say(store, &Gate::ReadRideNotice);
    let said = notice.clone();
    let aloud = Callback::new(move |_| {
        let lang = lang_untracked();
        match untrack(speech::speaking) {
            true => speech::stop(),
            false => speech::speak(&said.spoken(lang), if lang == Lang::En { "en-US" } else { "ja-JP" }),
        }
    });
    on_cleanup(speech::stop);
    let label = Words::live(|| if speech::speaking() { common::STOP_READING } else { common::READ_ALOUD });
    view! {
        <div class="part">
            <Notice kind=NoticeKind::Warn words=notice>
                {speech::available().then(|| view! { <Button label=label.clone() icon=Icon::Speaker on_tap=aloud /> })}
            </Notice>
            <Tick label=words::READ_OUT on=read />
        </div>
    }
}

/// What was tapped or typed for materials, in yen.
pub(super) fn materials(form: Form) -> Result<u32, Words> {
    match form.materials.get() {
        Some(Materials::Yen(amount)) => Ok(amount),
        Some(Materials::Typed) => super::typed_yen(&form.materials_typed.read()),
        Some(Materials::Receipts) => receipts(form).map(|all| total(&all)),
        None => Ok(0),
    }
}

/// The costs as typed, in yen; what cannot be read is told under its field.
pub(super) fn ride_costs(typed: [RwSignal<String>; 5], faults: Faults) -> RideCosts {
    let mut read = [0; 5];
    for ((yen, typed), (code, _)) in read.iter_mut().zip(typed).zip(COSTS) {
        match super::typed_yen(&typed.read()) {
            Ok(amount) => *yen = amount,
            Err(wrong) => faults.note(code, wrong),
        }
    }
    of_amounts(read)
}

/// Amounts in the order of the form.
pub(super) const fn of_amounts([fuel, tolls, parking, insurance, vehicle_hire]: [u32; 5]) -> RideCosts {
    RideCosts { fuel, tolls, parking, insurance, vehicle_hire }
}

/// The amounts in the order of the form.
pub(super) const fn amounts(costs: &RideCosts) -> [u32; 5] {
    [costs.fuel, costs.tolls, costs.parking, costs.insurance, costs.vehicle_hire]
}

/// How somebody paid, as chips.
pub(super) fn how_paid() -> Vec<Choice<tanomo_domain::view::HowPaid>> {
    tanomo_domain::view::HowPaid::ALL.iter().map(|&how| Choice::new(how, says::how_paid(how))).collect()
}
