//! How the fields of the rules stand on the screen.

use crate::view::{RwSignal, Show, view};
use leptos::prelude::*;
use tanomo_domain::money::{FeeUnit, Round, fee, separated};
use tanomo_domain::task::Task;
use tanomo_domain::tidy;

use super::typed::Fields;
use crate::components::{
    Chips, ChipsOne, Choice, Notice, NoticeKind, NumberField, Section, Stepper, Switch, TelField, TextArea,
    TextField,
};
use crate::i18n::{Words, common, says, settings, t};
use crate::pages::faults::Faults;

impl Fields {
    /// All fields in their order.
    pub(super) fn view(self, faults: Faults) -> AnyView {
        view! {
            {self.circle(faults)}
            {self.place(faults)}
            {self.money(faults)}
            {self.people(faults)}
            {self.insured(faults)}
            {self.texts(faults)}
        }
    }

    fn circle(self, faults: Faults) -> AnyView {
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

    fn place(self, faults: Faults) -> AnyView {
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
                <TextArea
                    label=settings::PLACES
                    help=settings::PLACES_HELP
                    value=self.places
                    max=12_300
                    rows=4
                    error=faults.of("places")
                />
            </Section>
        }
    }

    fn money(self, faults: Faults) -> AnyView {
        let unit = |unit: FeeUnit| Choice::new(unit, common::MINUTES.with("n", unit.minutes()));
        let units = [FeeUnit::Quarter, FeeUnit::Half, FeeUnit::Hour].map(unit).to_vec();
        let rounds = vec![
            Choice::new(Round::Up, settings::ROUND_UP),
            Choice::new(Round::Nearest, settings::ROUND_NEAREST),
            Choice::new(Round::Down, settings::ROUND_DOWN),
        ];
        let charges = move || self.fee.with(|fee| !matches!(fee.trim(), "" | "0"));
        let example = move || {
            self.fee_rule()
                .ok()
                .map(|rule| t(settings::EXAMPLE.with("n", separated(fee(&rule, 2, 90, 300).total))))
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

    fn people(self, faults: Faults) -> AnyView {
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

    fn insured(self, faults: Faults) -> AnyView {
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

    fn texts(self, faults: Faults) -> AnyView {
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
