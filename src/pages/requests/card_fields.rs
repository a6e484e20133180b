//! The card of ご依頼の方 as a form.

use crate::view::{RwSignal, Signal, view};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use tanomo_domain::address::Address;
use tanomo_domain::command::CardDraft;
use tanomo_domain::phone::same_number;
use tanomo_domain::view::{Need, Resident};

use super::act::Act;
use super::fields::{Eligibility, TownField};
use crate::components::{Chips, ChipsOne, Choice, Details, TelField, TextArea, TextField};
use crate::i18n::{common, requests as words, says};

/// The form as it is kept while somebody is away from it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct KeptCard {
    name: String,
    reading: String,
    phone: String,
    address: Address,
    emergency: (String, String),
    needs: Vec<Need>,
    notes: String,
    eligible: Option<bool>,
}

impl KeptCard {
    /// The form that shows a card.
    pub fn of(card: &Resident) -> Self {
        Self {
            name: card.name.clone(),
            reading: card.reading.clone(),
            phone: card.phone.clone(),
            address: card.address.clone(),
            emergency: card.emergency.clone(),
            needs: card.needs.clone(),
            notes: card.notes.clone(),
            eligible: card.eligible,
        }
    }

    /// The card with the number and the place that were typed here; `None` where the card says the same.
    pub fn over(&self, card: &Resident) -> Option<Self> {
        let mut over = Self::of(card);
        if !self.phone.trim().is_empty() && !same_number(&self.phone, &card.phone) {
            over.phone.clone_from(&self.phone);
        }
        if !self.address.block.trim().is_empty() && self.address.block.trim() != card.address.block {
            over.address = self.address.clone();
        }
        (over != Self::of(card)).then_some(over)
    }

    /// The number and the place, in a line.
    pub fn reach(&self) -> String {
        format!("{} {}", self.phone, self.address.local())
    }

    /// As a command takes it.
    pub fn draft(self) -> CardDraft {
        CardDraft {
            name: self.name,
            reading: self.reading,
            phone: self.phone,
            address: self.address,
            emergency_name: self.emergency.0,
            emergency_phone: self.emergency.1,
            needs: self.needs,
            notes: self.notes,
            eligible: self.eligible,
        }
    }

    /// A new card in the circle's prefecture and city.
    pub fn new(prefecture: &str, city: &str) -> Self {
        let address =
            Address { prefecture: prefecture.to_owned(), city: city.to_owned(), ..Address::default() };
        Self { address, ..Self::default() }
    }
}

/// The form's signals.
#[derive(Clone, Copy)]
pub struct CardFields {
    /// 氏名.
    pub name: RwSignal<String>,
    /// As typed.
    pub phone: RwSignal<String>,
    reading: RwSignal<String>,
    prefecture: RwSignal<String>,
    city: RwSignal<String>,
    town: RwSignal<String>,
    block: RwSignal<String>,
    building: RwSignal<String>,
    emergency_name: RwSignal<String>,
    emergency_phone: RwSignal<String>,
    needs: RwSignal<Vec<Need>>,
    notes: RwSignal<String>,
    eligible: RwSignal<Option<bool>>,
}

impl CardFields {
    /// A form that shows this. `town` is shared with the request where both are written at once.
    pub fn new(kept: KeptCard, town: Option<RwSignal<String>>) -> Self {
        let address = kept.address;
        Self {
            name: RwSignal::new(kept.name),
            reading: RwSignal::new(kept.reading),
            phone: RwSignal::new(kept.phone),
            prefecture: RwSignal::new(address.prefecture),
            city: RwSignal::new(address.city),
            town: town.unwrap_or_else(|| RwSignal::new(address.town)),
            block: RwSignal::new(address.block),
            building: RwSignal::new(address.building),
            emergency_name: RwSignal::new(kept.emergency.0),
            emergency_phone: RwSignal::new(kept.emergency.1),
            needs: RwSignal::new(kept.needs),
            notes: RwSignal::new(kept.notes),
            eligible: RwSignal::new(kept.eligible),
        }
    }

    /// As it stands now; tracks.
    pub fn kept(self) -> KeptCard {
        KeptCard {
            name: self.name.get(),
            reading: self.reading.get(),
            phone: self.phone.get(),
            address: Address {
                prefecture: self.prefecture.get(),
                city: self.city.get(),
                town: self.town.get(),
                block: self.block.get(),
                building: self.building.get(),
            },
            emergency: (self.emergency_name.get(), self.emergency_phone.get()),
            needs: self.needs.get(),
            notes: self.notes.get(),
            eligible: self.eligible.get(),
        }
    }

    /// What is to be written.
    pub fn draft(self) -> CardDraft {
        untrack(|| self.kept()).draft()
    }
}

/// Telephone, name and reading: what a caller says first.
#[component]
pub fn NameFields(form: CardFields, act: Act) -> impl IntoView {
    view! {
        <TextField
            label=words::NAME
            value=form.name
            required=true
            max=40
            autocomplete="off"
            error=act.fault("name")
        />
        <TextField
            label=words::READING
            help=words::READING_HELP
            value=form.reading
            max=60
            error=act.fault("reading")
        />
    }
}

/// Where they live, and what makes a visit easier.
#[component]
pub fn PlaceFields(form: CardFields, act: Act) -> impl IntoView {
    let needs: Vec<_> = Need::ALL.iter().map(|&need| Choice::new(need, says::need(need))).collect();
    let answers = [Choice::new(true, common::YES), Choice::new(false, common::NO)];
    view! {
        <TownField value=form.town act />
        <TextField
            label=words::BLOCK
            help=words::BLOCK_HELP
            value=form.block
            max=100
            error=act.fault("block")
        />
        <Chips label=words::NEEDS options=Signal::stored(needs) chosen=form.needs />
        <div class="stack close">
            <ChipsOne
                label=words::ELIGIBLE
                options=Signal::stored(answers.to_vec())
                chosen=form.eligible
            />
            <Eligibility />
        </div>
        <Details title=words::CARD_MORE>
            <TextField label=words::BUILDING value=form.building max=100 error=act.fault("building") />
            <TextField label=words::PREFECTURE value=form.prefecture max=40 error=act.fault("prefecture") />
            <TextField label=words::CITY value=form.city max=40 error=act.fault("city") />
            <TextField
                label=words::EMERGENCY_NAME
                value=form.emergency_name
                max=40
                error=act.fault("emergency_name")
            />
            <TelField
                label=words::EMERGENCY_PHONE
                value=form.emergency_phone
                error=act.fault("emergency_phone")
            />
            <TextArea
                label=words::NOTES
                help=words::NOTES_HELP
                value=form.notes
                max=2000
                error=act.fault("notes")
            />
        </Details>
    }
}
