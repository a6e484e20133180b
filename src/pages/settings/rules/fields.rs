//! The fields of the rules as signals, and how they stand on the screen.

use leptos::prelude::*;
use tanomo_domain::command::Rules;
use tanomo_domain::money::{FeeRule, FeeUnit, Round, fee, parse_yen, yen};
use tanomo_domain::task::Task;
use tanomo_domain::tidy;

use crate::components::{
    Chips, ChipsOne, Choice, Notice, NoticeKind, NumberField, Section, Stepper, Switch, TelField, TextArea,
    TextField,
};
use crate::i18n::{Words, common, says, settings, t};
use crate::pages::faults::Faults;

/// Every field, alive.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    name: RwSignal<String>,
    prefecture: RwSignal<String>,
    city: RwSignal<String>,
    towns: RwSignal<String>,
    phone: RwSignal<String>,
    responsible: RwSignal<String>,
    eligibility: RwSignal<String>,
    consent_words: RwSignal<String>,
    fee: RwSignal<String>,
    unit: RwSignal<Option<FeeUnit>>,
    round: RwSignal<Option<Round>>,
    cap: RwSignal<String>,
    together: RwSignal<u32>,
    scout_first: RwSignal<Vec<Task>>,
    insurance: RwSignal<String>,
    covers_paid: RwSignal<bool>,
}

impl Fields {
    pub(super) fn new(rules: Rules) -> Self {
        let number = |yen: Option<u32>| RwSignal::new(yen.map(|yen| yen.to_string()).unwrap_or_default());
        Self {
            name: RwSignal::new(rules.name),
            prefecture: RwSignal::new(rules.prefecture),
            city: RwSignal::new(rules.city),
            towns: RwSignal::new(rules.towns.join("\n")),
            phone: RwSignal::new(rules.phone),
            responsible: RwSignal::new(rules.responsible),
            eligibility: RwSignal::new(rules.eligibility),
            consent_words: RwSignal::new(rules.consent_words),
            fee: number(rules.fee.per_person_hour_yen),
            unit: RwSignal::new(Some(rules.fee.unit)),
            round: RwSignal::new(Some(rules.fee.round)),
            cap: number(rules.fee.cap_yen),
            together: RwSignal::new(rules.together),
            scout_first: RwSignal::new(rules.scout_first),
            insurance: RwSignal::new(rules.insurance),
            covers_paid: RwSignal::new(rules.covers_paid),
        }
    }

    /// The fee rule as it stands; an amount that is no number is `Err`. Tracks.
    fn fee_rule(self) -> Result<FeeRule, &'static str> {
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
        Some(Rules {
            name: self.name.get_untracked(),
            prefecture: self.prefecture.get_untracked(),
            city: self.city.get_untracked(),
            towns: self.towns.with_untracked(|towns| towns.lines().map(str::to_owned).collect()),
            phone: self.phone.get_untracked(),
            responsible: self.responsible.get_untracked(),
            eligibility: self.eligibility.get_untracked(),
            consent_words: self.consent_words.get_untracked(),
            fee,
            together: self.together.get_untracked(),
            scout_first: self.scout_first.get_untracked(),
            insurance: self.insurance.get_untracked(),
            covers_paid: self.covers_paid.get_untracked(),
        })
    }

    /// All fields in their order.
    pub(super) fn view(self, faults: Faults) -> impl IntoView {
        view! {
            {self.circle(faults)}
            {self.place(faults)}
            {self.money(faults)}
            {self.people(faults)}
            {self.insured(faults)}
            {self.texts(faults)}
        }
    }

    fn circle(self, faults: Faults) -> impl IntoView {
        view! {
            <Section title=settings::CIRCLE>
                <TextField
                    label=settings::CIRCLE_NAME
                    help=settings::LIMIT_40
                    value=self.name
                    max=tidy::NAME as u32
                    required=true
                    error=faults.of("name")
                />
                <TelField
                    label=settings::PHONE
                    help=settings::PHONE_HELP
                    value=self.phone
                    error=faults.of("phone")
                />
                <TextField
                    label=settings::RESPONSIBLE
                    help=settings::RESPONSIBLE_HELP
                    value=self.responsible
                    max=tidy::NAME as u32
                    error=faults.of("responsible")
                />
            </Section>
        }
    }

    fn place(self, faults: Faults) -> impl IntoView {
        view! {
            <Section title=settings::WHERE>
                <TextField
                    label=settings::PREFECTURE
                    help=settings::LIMIT_40
                    value=self.prefecture
                    max=tidy::NAME as u32
                    error=faults.of("prefecture")
                />
                <TextField
                    label=settings::CITY
                    help=settings::LIMIT_40
                    value=self.city
                    max=tidy::NAME as u32
                    error=faults.of("city")
                />
                <TextArea
                    label=settings::TOWNS
                    help=settings::TOWNS_HELP
                    value=self.towns
                    max=12_300
                    rows=4
                    error=faults.of("towns")
                />
            </Section>
        }
    }

    fn money(self, faults: Faults) -> impl IntoView {
        let unit = |unit: FeeUnit| Choice::new(unit, common::MINUTES.with("n", unit.minutes()));
        let units = [FeeUnit::Quarter, FeeUnit::Half, FeeUnit::Hour].map(unit).to_vec();
        let rounds = vec![
            Choice::new(Round::Up, settings::ROUND_UP),
            Choice::new(Round::Nearest, settings::ROUND_NEAREST),
            Choice::new(Round::Down, settings::ROUND_DOWN),
        ];
        let charges = move || self.fee.with(|fee| !matches!(fee.trim(), "" | "0"));
        let example = move || {
            self.fee_rule().ok().map(|rule| t(settings::EXAMPLE.with("n", yen(fee(&rule, 2, 90, 300).total))))
        };
        view! {
            <Section title=settings::MONEY>
                <p class="muted">{t(settings::MONEY_HELP)}</p>
                <NumberField
                    label=settings::FEE
                    help=settings::FEE_HELP
                    value=self.fee
                    unit=common::YEN
                    digits=6
                    error=faults.of("fee")
                />
                <Show when=charges>
                    <ChipsOne label=settings::UNIT options=units.clone() chosen=self.unit keep=true />
                    <ChipsOne label=settings::ROUND options=rounds.clone() chosen=self.round keep=true />
                    <NumberField
                        label=settings::CAP
                        help=settings::CAP_HELP
                        value=self.cap
                        unit=common::YEN
                        digits=9
                        error=faults.of("cap")
                    />
                </Show>
                <p class="large" role="status">{example}</p>
            </Section>
        }
    }

    fn people(self, faults: Faults) -> impl IntoView {
        let tasks: Vec<_> = Task::ALL.iter().map(|&task| Choice::new(task, says::task(task))).collect();
        view! {
            <Section title=settings::TOGETHER_TITLE>
                <Stepper
                    label=settings::TOGETHER
                    help=settings::TOGETHER_HELP
                    value=self.together
                    say=Callback::new(|n: u32| common::PERSONS.with("n", n))
                    min=1
                    max=20
                    error=faults.of("together")
                />
                <Chips
                    label=settings::SCOUT_FIRST
                    help=settings::SCOUT_HELP
                    options=tasks
                    chosen=self.scout_first
                />
            </Section>
        }
    }

    fn insured(self, faults: Faults) -> impl IntoView {
        let covers = self.covers_paid;
        let gap = move || !covers.get() && self.fee.with(|fee| !matches!(fee.trim(), "" | "0"));
        view! {
            <Section title=settings::INSURANCE>
                <TextField
                    label=settings::INSURANCE_NAME
                    help=settings::INSURANCE_HELP
                    value=self.insurance
                    max=tidy::ADDRESS as u32
                    error=faults.of("insurance")
                />
                <Switch
                    label=settings::COVERS_PAID
                    hint=settings::COVERS_HINT
                    on=covers
                    on_change=move |on| covers.set(on)
                />
                <Show when=gap>
                    <Notice kind=NoticeKind::Warn words=settings::NOT_COVERED_WARN />
                </Show>
            </Section>
        }
    }

    fn texts(self, faults: Faults) -> impl IntoView {
        let typed = |text: RwSignal<String>| Words::live(move || Words::plain_text(text.get()));
        let read_out =
            settings::CONSENT_DEFAULT.with("circle", typed(self.name)).with("phone", typed(self.phone));
        view! {
            <Section title=settings::CONSENT>
                <TextArea
                    label=settings::ELIGIBILITY
                    help=settings::ELIGIBILITY_HELP
                    value=self.eligibility
                    max=tidy::NOTE as u32
                    error=faults.of("eligibility")
                />
                <TextArea
                    label=settings::CONSENT
                    help=settings::CONSENT_HELP
                    value=self.consent_words
                    max=tidy::NOTE as u32
                    error=faults.of("consent_words")
                />
                <Show when=move || self.consent_words.with(|words| words.trim().is_empty())>
                    <blockquote class="sample">{t(read_out.clone())}</blockquote>
                </Show>
            </Section>
        }
    }
}
