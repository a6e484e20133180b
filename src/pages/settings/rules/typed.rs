//! The rules as typed: alive on the screen, and kept on the phone until they are saved.

use crate::view::RwSignal;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use tanomo_domain::command::Rules;
use tanomo_domain::money::{FeeRule, FeeUnit, Round, parse_yen};
use tanomo_domain::task::Task;
use tanomo_domain::view::Circle;

use crate::i18n::settings;
use crate::pages::faults::Faults;

/// What stands in the fields.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Typed {
    name: String,
    prefecture: String,
    city: String,
    towns: String,
    #[serde(default)]
    places: String,
    phone: String,
    responsible: String,
    eligibility: String,
    consent_words: String,
    fee: String,
    unit: FeeUnit,
    round: Round,
    cap: String,
    together: u32,
    scout_first: Vec<Task>,
    insurance: String,
    covers_paid: bool,
}

impl Typed {
    /// A circle as it stands.
    pub(super) fn of(circle: &Circle) -> Self {
        let number = |yen: Option<u32>| yen.map(|yen| yen.to_string()).unwrap_or_default();
        Self {
            name: circle.name.clone(),
            prefecture: circle.prefecture.clone(),
            city: circle.city.clone(),
            towns: circle.towns.join("\n"),
            places: circle.places.join("\n"),
            phone: circle.phone.clone(),
            responsible: circle.responsible.clone(),
            eligibility: circle.eligibility.clone(),
            consent_words: circle.consent_words.clone().unwrap_or_default(),
            fee: number(circle.fee.per_person_hour_yen),
            unit: circle.fee.unit,
            round: circle.fee.round,
            cap: number(circle.fee.cap_yen),
            together: circle.together,
            scout_first: circle.scout_first.clone(),
            insurance: circle.insurance.clone().unwrap_or_default(),
            covers_paid: circle.covers_paid,
        }
    }
}

/// Every field, alive.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    pub(super) name: RwSignal<String>,
    pub(super) prefecture: RwSignal<String>,
    pub(super) city: RwSignal<String>,
    pub(super) towns: RwSignal<String>,
    pub(super) places: RwSignal<String>,
    pub(super) phone: RwSignal<String>,
    pub(super) responsible: RwSignal<String>,
    pub(super) eligibility: RwSignal<String>,
    pub(super) consent_words: RwSignal<String>,
    pub(super) fee: RwSignal<String>,
    pub(super) unit: RwSignal<Option<FeeUnit>>,
    pub(super) round: RwSignal<Option<Round>>,
    pub(super) cap: RwSignal<String>,
    pub(super) together: RwSignal<u32>,
    pub(super) scout_first: RwSignal<Vec<Task>>,
    pub(super) insurance: RwSignal<String>,
    pub(super) covers_paid: RwSignal<bool>,
}

impl Fields {
    pub(super) fn new(typed: Typed) -> Self {
        let fields = Self {
            name: RwSignal::default(),
            prefecture: RwSignal::default(),
            city: RwSignal::default(),
            towns: RwSignal::default(),
            places: RwSignal::default(),
            phone: RwSignal::default(),
            responsible: RwSignal::default(),
            eligibility: RwSignal::default(),
            consent_words: RwSignal::default(),
            fee: RwSignal::default(),
            unit: RwSignal::default(),
            round: RwSignal::default(),
            cap: RwSignal::default(),
            together: RwSignal::default(),
            scout_first: RwSignal::default(),
            insurance: RwSignal::default(),
            covers_paid: RwSignal::default(),
        };
        fields.fill(typed);
        fields
    }

    /// Puts these values into the fields.
    pub(super) fn fill(self, typed: Typed) {
        self.name.set(typed.name);
        self.prefecture.set(typed.prefecture);
        self.city.set(typed.city);
        self.towns.set(typed.towns);
        self.places.set(typed.places);
        self.phone.set(typed.phone);
        self.responsible.set(typed.responsible);
        self.eligibility.set(typed.eligibility);
        self.consent_words.set(typed.consent_words);
        self.fee.set(typed.fee);
        self.unit.set(Some(typed.unit));
        self.round.set(Some(typed.round));
        self.cap.set(typed.cap);
        self.together.set(typed.together);
        self.scout_first.set(typed.scout_first);
        self.insurance.set(typed.insurance);
        self.covers_paid.set(typed.covers_paid);
    }

    /// What stands in the fields; tracks.
    pub(super) fn read(self) -> Typed {
        Typed {
            name: self.name.get(),
            prefecture: self.prefecture.get(),
            city: self.city.get(),
            towns: self.towns.get(),
            places: self.places.get(),
            phone: self.phone.get(),
            responsible: self.responsible.get(),
            eligibility: self.eligibility.get(),
            consent_words: self.consent_words.get(),
            fee: self.fee.get(),
            unit: self.unit.get().unwrap_or_default(),
            round: self.round.get().unwrap_or_default(),
            cap: self.cap.get(),
            together: self.together.get(),
            scout_first: self.scout_first.get(),
            insurance: self.insurance.get(),
            covers_paid: self.covers_paid.get(),
        }
    }

    /// The fee rule as it stands; an amount that is no number is `Err`. Tracks.
    pub(super) fn fee_rule(self) -> Result<FeeRule, &'static str> {
        let amount = |field: RwSignal<String>, name| {
            field.with(|text| match text.trim() {
                "" => Ok(None),
                text => parse_yen(text).map(Some).map_err(|_| name),
            })
        };
        Ok(FeeRule {
            per_person_hour_yen: amount(self.fee, "fee")?,
            unit: self.unit.get().unwrap_or_default(),
            round: self.round.get().unwrap_or_default(),
            cap_yen: amount(self.cap, "cap")?,
        })
    }

    /// What the domain takes, or faults at the fields.
    pub(super) fn rules(self, faults: Faults) -> Option<Rules> {
        let fee = match untrack(move || self.fee_rule()) {
            Ok(fee) => fee,
            Err(field) => {
                faults.note(field, if field == "fee" { settings::FEE_WRONG } else { settings::CAP_WRONG });
                return None;
            }
        };
        let typed = untrack(move || self.read());
        Some(Rules {
            name: typed.name,
            prefecture: typed.prefecture,
            city: typed.city,
            towns: typed.towns.lines().map(str::to_owned).collect(),
            places: typed.places.lines().map(str::to_owned).collect(),
            phone: typed.phone,
            responsible: typed.responsible,
            eligibility: typed.eligibility,
            consent_words: typed.consent_words,
            fee,
            together: typed.together,
            scout_first: typed.scout_first,
            insurance: typed.insurance,
            covers_paid: typed.covers_paid,
        })
    }
}
