//! The fields of a member as signals, and how they stand on the screen.

use crate::view::{RwSignal, Show, memo, view};
use leptos::prelude::*;
use tanomo_domain::date::iso;
use tanomo_domain::gates::Cover;
use tanomo_domain::reading::to_hiragana;
use tanomo_domain::task::tool::ToolRule;
use tanomo_domain::task::{Task, Tool};
use tanomo_domain::tidy;
use tanomo_domain::view::Role;

use super::Typed;
use crate::components::{
    Button, Chips, Choice, DateField, Details, RadioCards, Switch, TelField, TextArea, TextField,
};
use crate::i18n::{people, says};
use crate::pages::faults::Faults;
use crate::store::Store;

/// A limit of the domain in characters, as the UTF-16 units a field counts; the domain has the last word.
const fn units(characters: usize) -> u32 {
    characters as u32
}

/// Every field, alive.
#[derive(Clone, Copy)]
pub(super) struct Fields {
    name: RwSignal<String>,
    pub(super) reading: RwSignal<String>,
    role: RwSignal<Option<Role>>,
    pub(super) phone: RwSignal<String>,
    has_phone: RwSignal<bool>,
    can: RwSignal<Vec<Task>>,
    want: RwSignal<Vec<Task>>,
    tools: RwSignal<Vec<Tool>>,
    trained: RwSignal<Vec<Tool>>,
    availability: RwSignal<String>,
    insured_from: RwSignal<String>,
    insured_until: RwSignal<String>,
    licence_until: RwSignal<String>,
    car_insured_until: RwSignal<String>,
    minor: RwSignal<bool>,
    guardian_agreed: RwSignal<bool>,
}

impl Fields {
    pub(super) fn new(typed: Typed) -> Self {
        Self {
            name: RwSignal::new(typed.name),
            reading: RwSignal::new(typed.reading),
            role: RwSignal::new(Some(typed.role)),
            phone: RwSignal::new(typed.phone),
            has_phone: RwSignal::new(typed.has_phone),
            can: RwSignal::new(typed.can),
            want: RwSignal::new(typed.want),
            tools: RwSignal::new(typed.tools),
            trained: RwSignal::new(typed.trained),
            availability: RwSignal::new(typed.availability),
            insured_from: RwSignal::new(typed.insured_from),
            insured_until: RwSignal::new(typed.insured_until),
            licence_until: RwSignal::new(typed.licence_until),
            car_insured_until: RwSignal::new(typed.car_insured_until),
            minor: RwSignal::new(typed.minor),
            guardian_agreed: RwSignal::new(typed.guardian_agreed),
        }
    }

    /// Puts these values into the fields.
    pub(super) fn fill(self, typed: Typed) {
        self.name.set(typed.name);
        self.reading.set(typed.reading);
        self.role.set(Some(typed.role));
        self.phone.set(typed.phone);
        self.has_phone.set(typed.has_phone);
        self.can.set(typed.can);
        self.want.set(typed.want);
        self.tools.set(typed.tools);
        self.trained.set(typed.trained);
        self.availability.set(typed.availability);
        self.insured_from.set(typed.insured_from);
        self.insured_until.set(typed.insured_until);
        self.licence_until.set(typed.licence_until);
        self.car_insured_until.set(typed.car_insured_until);
        self.minor.set(typed.minor);
        self.guardian_agreed.set(typed.guardian_agreed);
    }

    /// What stands in the fields; tracks.
    pub(super) fn read(self) -> Typed {
        Typed {
            name: self.name.get(),
            reading: self.reading.get(),
            role: self.role.get().unwrap_or(Role::Helper),
            phone: self.phone.get(),
            has_phone: self.has_phone.get(),
            can: self.can.get(),
            want: self.want.get(),
            tools: self.tools.get(),
            trained: self.trained.get(),
            availability: self.availability.get(),
            insured_from: self.insured_from.get(),
            insured_until: self.insured_until.get(),
            licence_until: self.licence_until.get(),
            car_insured_until: self.car_insured_until.get(),
            minor: self.minor.get(),
            guardian_agreed: self.guardian_agreed.get(),
        }
    }

    /// The same without tracking.
    pub(super) fn read_untracked(self) -> Typed {
        untrack(move || self.read())
    }

    /// All fields in their order.
    pub(super) fn view(self, store: Store, faults: Faults) -> AnyView {
        // The form may be there before the records that say who carries this phone.
        let lead = memo(move |_| store.role() == Role::Lead);
        view! {
            <div class="stack">
                {self.who(faults)} <Show when=move || lead.get()>{self.role_cards(faults)}</Show>
                {self.skills(faults)} <Show when=move || lead.get()>{self.insurance(store, faults)}</Show>
                {self.driving(faults)} {self.young()}
            </div>
        }
    }

    fn who(self, faults: Faults) -> AnyView {
        let reading = self.reading;
        let to_kana = Callback::new(move |()| reading.update(|reading| *reading = to_hiragana(reading)));
        view! {
            <TextField
                label=people::NAME
                help=people::NAME_HELP
                value=self.name
                max=units(tidy::NAME)
                error=faults.of("name")
                required=true
            />
            <TextField
                label=people::READING
                help=people::READING_HELP
                value=reading
                max=units(tidy::READING)
                error=faults.of("reading")
                on_leave=to_kana
            />
            <TelField label=people::PHONE help=people::PHONE_HELP value=self.phone error=faults.of("phone") />
            <Switch
                label=people::HAS_APP
                hint=people::HAS_APP_HINT
                on=self.has_phone
                on_change=move |on| self.has_phone.set(on)
            />
        }
    }

    fn role_cards(self, faults: Faults) -> AnyView {
        let hint = |role| match role {
            Role::Helper => people::ROLE_HELPER_HINT,
            Role::Lead => people::ROLE_LEAD_HINT,
            Role::Coordinator => people::ROLE_COORDINATOR_HINT,
        };
        let roles = Role::ALL.iter().map(|&role| Choice::new(role, says::role(role)).hint(hint(role)));
        view! {
            <RadioCards label=people::ROLE options=roles.collect() chosen=self.role error=faults.of("role") />
        }
    }

    fn skills(self, faults: Faults) -> AnyView {
        let tasks = || Task::ALL.iter().map(|&task| Choice::new(task, says::task(task))).collect::<Vec<_>>();
        let tool = |tool| Choice::new(tool, says::tool(tool));
        let taken = |tool: &Tool| tool.facts().rule != ToolRule::NotTakenOn;
        let tools: Vec<_> = Tool::all().filter(taken).map(tool).collect();
        let trained = Tool::all().filter(|tool| tool.facts().rule == ToolRule::Trained);
        let trained: Vec<_> = trained.map(tool).collect();
        let own = self.tools;
        view! {
            <Chips label=people::CAN_DO help=people::CAN_HELP options=tasks() chosen=self.can />
            <Chips label=people::WANT_DONE help=people::WANT_HELP options=tasks() chosen=self.want />
            <Details title=people::TOOLS open=own.with_untracked(|own| !own.is_empty())>
                <Chips options=tools chosen=own />
            </Details>
            <Chips label=people::TRAINED help=people::TRAINED_HELP options=trained chosen=self.trained />
            <TextArea
                label=people::AVAILABILITY
                help=people::AVAILABILITY_HELP
                value=self.availability
                max=units(tidy::WORDS)
                rows=2
                error=faults.of("availability")
            />
        }
    }

    fn insurance(self, store: Store, faults: Faults) -> AnyView {
        let cover = Cover::from_enrolment(store.today());
        let preset = move |_| {
            self.insured_from.set(iso(cover.from));
            self.insured_until.set(iso(cover.until));
        };
        let clear = move |_| {
            self.insured_from.set(String::new());
            self.insured_until.set(String::new());
        };
        let filled = move || self.insured_from.with(|day| !day.is_empty());
        view! {
            <section class="section">
                <h2>{crate::i18n::t(people::INSURANCE)}</h2>
                <p class="muted">{crate::i18n::t(people::INSURANCE_HELP)}</p>
                <div class="beside">
                    <Button
                        label=people::INSURANCE_PRESET.with("day", says::day(cover.until))
                        on_tap=preset
                    />
                    <Show when=filled>
                        <Button
                            label=people::INSURANCE_CLEAR
                            kind=crate::components::ButtonKind::Quiet
                            on_tap=clear
                        />
                    </Show>
                </div>
                <DateField
                    label=people::INSURANCE_FROM
                    value=self.insured_from
                    error=faults.of("insured_from")
                />
                <DateField
                    label=people::INSURANCE_UNTIL
                    value=self.insured_until
                    error=faults.of("insured_until")
                />
            </section>
        }
    }

    fn driving(self, faults: Faults) -> AnyView {
        let filled = self.can.with_untracked(|can| can.contains(&Task::Ride))
            || self.licence_until.with_untracked(|day| !day.is_empty());
        view! {
            <Details title=people::DRIVING open=filled>
                <DateField
                    label=people::LICENCE
                    value=self.licence_until
                    error=faults.of("licence_until")
                />
                <DateField
                    label=people::CAR_INSURANCE
                    value=self.car_insured_until
                    error=faults.of("car_insured_until")
                />
            </Details>
        }
    }

    fn young(self) -> AnyView {
        let (minor, agreed) = (self.minor, self.guardian_agreed);
        view! {
            <Switch label=people::MINOR on=minor on_change=move |on| minor.set(on) />
            <Show when=move || minor.get()>
                <Switch
                    label=people::GUARDIAN
                    hint=people::GUARDIAN_HINT
                    on=agreed
                    on_change=move |on| agreed.set(on)
                />
            </Show>
        }
    }
}
