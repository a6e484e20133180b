//! なおす: puts a visit right afterwards. Only what was changed is written; what was there stays in the history.

use crate::view::{RwSignal, Signal, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::command::{Command, Correction};
use tanomo_domain::refusal::Refusal;
use tanomo_domain::view::{NearMiss, Outcome, Visit};
use tanomo_record::Id;

use super::complete::{NearMissFields, typed_minutes};
use super::money::{CostFields, Receipts, amounts, ride_costs, sum_of};
use super::people::People;
use super::{tell, typed_yen, words};
use crate::app::to;
use crate::components::choice::Tick;
use crate::components::{
    Button, ButtonKind, ChipsOne, Choice, Details, Icon, NumberField, PageFrame, Stepper, TextArea,
};
use crate::i18n::{common, says, t};
use crate::pages::faults::{FaultNotice, Faults};
use crate::store::Store;

/// The fields; copies are the same ones.
#[derive(Clone, Copy)]
struct Form {
    minutes: RwSignal<String>,
    people: RwSignal<Vec<Id>>,
    outcome: RwSignal<Option<Outcome>>,
    materials: RwSignal<String>,
    bags: RwSignal<u32>,
    next: RwSignal<String>,
    near_miss: RwSignal<Option<NearMiss>>,
    near_miss_words: RwSignal<String>,
    near_miss_done: RwSignal<String>,
    receipts: RwSignal<Vec<String>>,
    thanked: RwSignal<bool>,
    thanks: RwSignal<String>,
    costs: [RwSignal<String>; 5],
    faults: Faults,
}

impl Form {
    fn new(visit: &Visit) -> Self {
        Self {
            minutes: RwSignal::new(visit.minutes.to_string()),
            people: RwSignal::new(visit.people.clone()),
            outcome: RwSignal::new(visit.outcome),
            materials: RwSignal::new(visit.materials.to_string()),
            bags: RwSignal::new(visit.bags),
            next: RwSignal::new(visit.next.clone()),
            near_miss: RwSignal::new(visit.near_miss.as_ref().map(|(sort, _)| *sort)),
            near_miss_words: RwSignal::new(
                visit.near_miss.clone().map(|(_, words)| words).unwrap_or_default(),
            ),
            near_miss_done: RwSignal::new(visit.near_miss_done.clone()),
            receipts: RwSignal::new(visit.receipts.iter().map(u32::to_string).collect()),
            thanked: RwSignal::new(visit.thanked),
            thanks: RwSignal::new(visit.thanks.clone()),
            // Nothing rather than a zero nobody entered.
            costs: amounts(&visit.costs)
                .map(|yen| RwSignal::new(if yen == 0 { String::new() } else { yen.to_string() })),
            faults: Faults::default(),
        }
    }

    /// What differs from the visit as the form showed it; faults are told under their fields.
    fn correction(self, visit: &Visit, ride: bool) -> Option<Correction> {
        self.faults.clear();
        let minutes =
            typed_minutes(&self.minutes.get_untracked()).unwrap_or_else(|| Err(words::MINUTES_NUMBER.into()));
        let minutes = minutes.map_err(|wrong| self.faults.note("minutes", wrong)).ok();
        let materials = typed_yen(&self.materials.get_untracked());
        let materials = materials.map_err(|wrong| self.faults.note("materials", wrong)).ok();
        let costs = untrack(|| ride_costs(self.costs, self.faults));
        let receipts = self.receipts.with_untracked(|all| sum_of(all));
        let receipts = receipts.map_err(|wrong| self.faults.note("receipts", wrong)).unwrap_or_default();
        let people = self.people.get_untracked();
        if people.is_empty() {
            self.faults.note("people", words::NOBODY);
        }
        if self.faults.any() {
            self.faults.say(says::refusal(&Refusal::Fields(Vec::new())));
            return None;
        }
        let same_people =
            people.len() == visit.people.len() && people.iter().all(|id| visit.people.contains(id));
        Some(Correction {
            minutes: minutes.filter(|&amount| amount != visit.minutes),
            people: (!same_people).then_some(people),
            outcome: self.outcome.get_untracked().filter(|&outcome| Some(outcome) != visit.outcome),
            materials: materials.filter(|&amount| amount != visit.materials && !ride),
            receipts: Some(receipts).filter(|receipts| !ride && *receipts != visit.receipts),
            bags: Some(self.bags.get_untracked()).filter(|&bags| bags != visit.bags),
            next: Some(self.next.get_untracked()).filter(|next| *next != visit.next),
            near_miss: Some(self.near_miss()).filter(|near_miss| *near_miss != visit.near_miss),
            near_miss_done: Some(self.near_miss_done.get_untracked())
                .filter(|done| *done != visit.near_miss_done),
            thanked: Some(self.thanked.get_untracked()).filter(|&thanked| thanked != visit.thanked),
            thanks: Some(self.thanks.get_untracked()).filter(|thanks| *thanks != visit.thanks),
            costs: Some(costs).filter(|costs| ride && *costs != visit.costs),
        })
    }
}

impl Form {
    fn near_miss(self) -> Option<(NearMiss, String)> {
        self.near_miss.get_untracked().map(|sort| (sort, self.near_miss_words.get_untracked()))
    }
}

#[component]
pub(super) fn Correct(id: Id, correcting: RwSignal<bool>, corrected: RwSignal<bool>) -> impl IntoView {
    let store = Store::here();
    let found = store.peek(|state| {
        let visit = state.visit(id)?.clone();
        let ride = state.request(visit.request).is_some_and(|request| request.task.is_ride());
        Some((visit, ride))
    });
    let (visit, ride) = found?;
    let form = Form::new(&visit);
    let busy = RwSignal::new(false);
    let (request, occurrence) = (visit.request, visit.occurrence);
    let save = Callback::new(move |_| {
        let Some(correction) = form.correction(&visit, ride) else { return };
        busy.set(true);
        spawn_local(async move {
            match store.run(Command::Correct(id, Box::new(correction))).await {
                Ok(_) => {
                    corrected.set(true);
                    correcting.set(false);
                }
                Err(why) => tell(form.faults, &why),
            }
            busy.set(false);
        });
    });
    let cancel = Callback::new(move |_| correcting.set(false));
    let primary = move || {
        view! {
            <Button label=common::CANCEL kind=ButtonKind::Quiet on_tap=cancel />
            <Button label=words::CORRECT_SAVE kind=ButtonKind::Primary icon=Icon::Check busy on_tap=save />
        }
    };
    Some(view! {
        <PageFrame title=words::CORRECT_TITLE back=to::visit(id) primary=primary>
            <p>{t(words::CORRECT_HELP)}</p>
            <Fields form ride request occurrence />
            <FaultNotice faults=form.faults />
        </PageFrame>
    })
}

#[component]
fn Fields(
    form: Form,
    ride: bool,
    request: Id,
    occurrence: Option<tanomo_domain::date::Date>,
) -> impl IntoView {
    let faults = form.faults;
    let outcomes: Vec<_> =
        Outcome::ALL.iter().map(|&outcome| Choice::new(outcome, says::outcome(outcome))).collect();
    view! {
        <NumberField
            label=words::MINUTES
            value=form.minutes
            unit=words::MINUTE_UNIT
            error=faults.of("minutes")
            required=true
        />
        <People chosen=form.people request occurrence label=words::WHO_CAME error=faults.of("people") />
        <ChipsOne
            options=Signal::derive(move || outcomes.clone())
            chosen=form.outcome
            keep=true
            label=words::OUTCOME
        />
        <TextArea label=words::NEXT value=form.next error=faults.of("next") max=2000 />
        {match ride {
            true => view! { <CostFields costs=form.costs faults /> }.into_any(),
            false => {
                view! {
                    <NumberField
                        label=words::MATERIALS
                        value=form.materials
                        unit=common::YEN
                        error=faults.of("materials")
                    />
                    <Details title=words::RECEIPTS icon=Icon::Note>
                        <Receipts typed=form.receipts faults />
                    </Details>
                }
                    .into_any()
            }
        }}
        <Stepper
            label=words::BAGS
            value=form.bags
            say=Callback::new(|n: u32| common::BAGS.with("n", n))
            max=500
            error=faults.of("bags")
        />
        <NearMissFields
            sort=form.near_miss
            told=form.near_miss_words
            done=form.near_miss_done
            faults
        />
        <Tick label=words::THANKED on=form.thanked />
        <TextArea
            label=words::THANKS
            help=words::THANKS_HELP
            value=form.thanks
            error=faults.of("thanks")
            max=500
        />
    }
}
