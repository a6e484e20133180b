//! Entering a member and changing one. What is typed stays on the phone until it is saved.

mod fields;

use crate::view::{RwSignal, Show, effect, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use tanomo_domain::command::{Command, MemberDraft};
use tanomo_domain::date::{Date, iso};
use tanomo_domain::reading::to_hiragana;
use tanomo_domain::task::{Task, Tool};
use tanomo_domain::view::{Member, Role};
use tanomo_record::Id;

use super::likely::Known;
use crate::app::to;
use crate::browser::place;
use crate::components::icon::Icon;
use crate::components::{Button, ButtonKind, Notice, PageFrame};
use crate::i18n::{Text, common, people};
use crate::pages::faults::{FaultNotice, Faults};
use crate::store::{Store, drafts};
use fields::Fields;

/// A member as typed; kept on the phone while it is not saved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Typed {
    name: String,
    reading: String,
    role: Role,
    phone: String,
    has_phone: bool,
    can: Vec<Task>,
    want: Vec<Task>,
    tools: Vec<Tool>,
    trained: Vec<Tool>,
    availability: String,
    insured_from: String,
    insured_until: String,
    licence_until: String,
    car_insured_until: String,
    minor: bool,
    guardian_agreed: bool,
}

impl Default for Typed {
    fn default() -> Self {
        Self {
            name: String::new(),
            reading: String::new(),
            role: Role::Helper,
            phone: String::new(),
            has_phone: false,
            can: Vec::new(),
            want: Vec::new(),
            tools: Vec::new(),
            trained: Vec::new(),
            availability: String::new(),
            insured_from: String::new(),
            insured_until: String::new(),
            licence_until: String::new(),
            car_insured_until: String::new(),
            minor: false,
            guardian_agreed: false,
        }
    }
}

impl Typed {
    /// A member as they stand.
    pub(super) fn of(member: &Member) -> Self {
        let text = |day: Option<Date>| day.map(iso).unwrap_or_default();
        let (from, until) = member.insured.unzip();
        Self {
            name: member.name.clone(),
            reading: member.reading.clone(),
            role: member.role,
            phone: member.phone.clone(),
            has_phone: member.has_phone,
            can: member.can.clone(),
            want: member.want.clone(),
            tools: member.tools.clone(),
            trained: member.trained.clone(),
            availability: member.availability.clone(),
            insured_from: text(from),
            insured_until: text(until),
            licence_until: text(member.licence_until),
            car_insured_until: text(member.car_insured_until),
            minor: member.minor,
            guardian_agreed: member.guardian_agreed,
        }
    }

    /// What the domain takes, or faults at the fields.
    fn draft(self, faults: Faults) -> Option<MemberDraft> {
        let from = faults.day("insured_from", &self.insured_from);
        let until = faults.day("insured_until", &self.insured_until);
        if from.is_some() != until.is_some() && !faults.any() {
            faults.note("insured_until", people::INSURANCE_BOTH);
        }
        let draft = MemberDraft {
            name: self.name,
            reading: to_hiragana(&self.reading),
            role: self.role,
            phone: self.phone,
            has_phone: self.has_phone,
            can: self.can,
            want: self.want,
            tools: self.tools,
            trained: self.trained,
            availability: self.availability,
            insured: from.zip(until),
            licence_until: faults.day("licence_until", &self.licence_until),
            car_insured_until: faults.day("car_insured_until", &self.car_insured_until),
            minor: self.minor,
            guardian_agreed: self.minor && self.guardian_agreed,
        };
        (!faults.any()).then_some(draft)
    }
}

/// A new member.
#[component]
pub fn NewMemberPage() -> impl IntoView {
    view! { <Form title=people::NEW_TITLE id=None start=Typed::default() back=to::PEOPLE.to_owned() /> }
}

/// The form; saving leads to the member, the first time with the pledge.
#[component]
pub(super) fn Form(title: Text, id: Option<Id>, start: Typed, back: String) -> impl IntoView {
    let store = Store::here();
    let key = id.map_or("member.new".to_owned(), |id| format!("member.{id}"));
    let kept: Option<Typed> = drafts::left(&key).filter(|kept| *kept != start);
    let was_kept = RwSignal::new(kept.is_some());
    let fields = Fields::new(kept.unwrap_or_else(|| start.clone()));
    let faults = Faults::default();
    let busy = RwSignal::new(false);
    let done = StoredValue::new(false);
    let key = StoredValue::new(key);
    let first = StoredValue::new(start);
    effect(move || {
        let now = fields.read();
        if done.get_value() {
            return;
        }
        if first.with_value(|first| *first == now) {
            key.with_value(|key| drafts::discard(key));
        } else {
            key.with_value(|key| drafts::keep(key, &now));
        }
    });
    let save = move || {
        faults.clear();
        let Some(draft) = fields.read_untracked().draft(faults) else {
            return faults.say(crate::i18n::refused::FIELDS);
        };
        busy.set(true);
        spawn_local(async move {
            let result = store.run(Command::SaveMember(id, Box::new(draft))).await;
            busy.set(false);
            match result {
                Ok(saved) => {
                    done.set_value(true);
                    key.with_value(|key| drafts::discard(key));
                    let query = if id.is_none() { "?new=1" } else { "" };
                    if let Some(id) = id.or(saved.ids.first().copied()) {
                        place::go_instead(&format!("{}{query}", to::member(id)));
                    }
                }
                Err(trouble) => faults.take(&trouble),
            }
        });
    };
    let save = Callback::new(move |()| save());
    let afresh = move |_| {
        fields.fill(first.get_value());
        was_kept.set(false);
    };
    view! {
        <PageFrame
            title=title
            back=back
            primary=move || {
                view! {
                    <Button
                        label=common::SAVE
                        kind=ButtonKind::Primary
                        icon=Icon::Check
                        busy=busy
                        on_tap=move |_| save.run(())
                    />
                }
            }
        >
            <Show when=move || was_kept.get()>
                <Notice words=people::DRAFT_KEPT>
                    <Button label=people::DRAFT_DISCARD on_tap=afresh />
                </Notice>
            </Show>
            {fields.view(store, faults)}
            <Show when=move || id.is_none()>
                <Known phone=fields.phone reading=fields.reading />
            </Show>
            <FaultNotice faults />
        </PageFrame>
    }
}
