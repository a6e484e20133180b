//! What is wrong with the fields of a form, as the domain says it and the person reads it.

use crate::view::{RwSignal, Signal, view};
use leptos::prelude::*;
use tanomo_domain::date::{Date, parse_iso};
use tanomo_domain::refusal::{Field, Refusal};

use crate::components::{Fault, Notice, NoticeKind};
use crate::i18n::{Words, fields, says};
use crate::store::Trouble;
use crate::store::link::NotLinked;

/// The faults of one form; copies are the same ones.
#[derive(Clone, Copy)]
pub struct Faults {
    fields: RwSignal<Vec<(Field, Words)>>,
    whole: RwSignal<Option<Words>>,
}

impl Default for Faults {
    fn default() -> Self {
        Self { fields: RwSignal::new(Vec::new()), whole: RwSignal::new(None) }
    }
}

impl Faults {
    /// What is wrong with one field, to hand to it.
    pub fn of(self, field: Field) -> Fault {
        let found = move || {
            self.fields
                .with(|all| all.iter().find(|(name, _)| *name == field).map(|(_, words)| words.clone()))
        };
        Signal::derive(found)
    }

    /// Notes what is wrong with a field.
    pub fn note(self, field: Field, words: impl Into<Words>) {
        let words = words.into();
        self.fields.update(|all| all.push((field, words)));
    }

    /// Forgets everything: the form is tried again.
    pub fn clear(self) {
        self.fields.set(Vec::new());
        self.whole.set(None);
    }

    /// Whether some field has to be put right.
    pub fn any(self) -> bool {
        self.fields.with_untracked(|all| !all.is_empty())
    }

    /// Takes what the store said: faults go to their fields, anything else is said above the button.
    pub fn take(self, trouble: &Trouble) {
        if let Trouble::Refused(Refusal::Fields(all)) = trouble {
            self.fields.set(all.iter().map(|(field, wrong)| (*field, says::wrong(*wrong))).collect());
        }
        self.whole.set(Some(says::trouble(trouble)));
    }

    /// The same for what joining said, whose words for the whole the page says itself.
    pub fn take_fields(self, why: &NotLinked) {
        if let NotLinked::Phone(Trouble::Refused(Refusal::Fields(all))) = why {
            let said = all.iter().map(|(field, wrong)| (*field, says::wrong(*wrong))).collect();
            let _ = self.fields.try_set(said);
        }
    }

    /// Says above the button that something has to be put right.
    pub fn say(self, words: impl Into<Words>) {
        self.whole.set(Some(words.into()));
    }

    /// A day as the three fields of a date give it; `None` for empty ones. A day that does not exist is noted.
    pub fn day(self, field: Field, typed: &str) -> Option<Date> {
        let day = parse_iso(typed);
        if day.is_none() && !typed.is_empty() {
            self.note(field, fields::NO_SUCH_DAY);
        }
        day
    }
}

/// What is wrong with the form as a whole; announced. Nothing while all is well.
#[component]
pub fn FaultNotice(
    /// The form's faults.
    faults: Faults,
) -> impl IntoView {
    move || faults.whole.get().map(|words| view! { <Notice kind=NoticeKind::Danger words /> })
}
