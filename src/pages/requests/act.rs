//! Carrying out what a page asks for: the command, what is wrong with its fields, and opening the cards first
//! where it needs them.

use crate::view::{RwSignal, view};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;
use tanomo_domain::command::Command;
use tanomo_domain::date::Date;
use tanomo_domain::gates::Gate;
use tanomo_domain::refusal::{Field, Refusal};

use crate::browser::{self, place};
use crate::components::Fault;
use crate::i18n::{Words, refused};
use crate::pages::faults::{FaultNotice, Faults};
use crate::pages::unlock;
use crate::store::{Done, Store, Trouble};

/// Puts the domain's questions before the person.
type Ask = Arc<dyn Fn(Vec<Gate>) + Send + Sync>;

/// What a form or a page is doing, and what stood in its way.
#[derive(Clone, Copy)]
pub struct Act {
    store: Store,
    faults: Faults,
    /// Something is being written.
    pub busy: RwSignal<bool>,
}

impl Act {
    /// For one page or form.
    pub fn here() -> Self {
        Self { store: Store::here(), faults: Faults::default(), busy: RwSignal::new(false) }
    }

    /// What is wrong with a field, for the control that shows it.
    pub fn fault(self, field: Field) -> Fault {
        self.faults.of(field)
    }

    /// Notes that a field is wrong; the command is not to run.
    pub fn refuse(self, field: Field, words: impl Into<Words>) {
        self.faults.note(field, words);
    }

    /// Reads a day somebody typed: `None` for an empty field; a day that does not exist is refused at the field.
    pub fn day(self, field: Field, typed: &str) -> Option<Date> {
        self.faults.day(field, typed)
    }

    /// Forgets what was wrong: the person tries again.
    pub fn clear(self) {
        self.faults.clear();
    }

    /// True if nothing was refused so far; else it says so and leads to the first field.
    pub fn may_go(self) -> bool {
        if self.faults.any() {
            self.faults.say(refused::FIELDS);
            browser::focus_first_invalid();
        }
        !self.faults.any()
    }

    /// Carries out a command and goes on with `then`. Closed cards are opened first.
    pub fn run(self, command: Command, then: impl Fn(Done) + Send + Sync + 'static) {
        self.run_then(command, Arc::new(then), None);
    }

    /// The same, and where the domain asks before it goes on, so does the page.
    pub fn run_asking(
        self,
        command: Command,
        then: impl Fn(Done) + Send + Sync + 'static,
        ask: impl Fn(Vec<Gate>) + Send + Sync + 'static,
    ) {
        self.run_then(command, Arc::new(then), Some(Arc::new(ask)));
    }

    // Not a callback of leptos's: made by a tap in a dialog it would end with the dialog, before the answer comes.
    fn run_then(self, command: Command, then: Arc<dyn Fn(Done) + Send + Sync>, ask: Option<Ask>) {
        if self.busy.get_untracked() {
            return;
        }
        self.clear();
        self.busy.set(true);
        spawn_local(async move {
            let ran = self.store.run(command.clone()).await;
            // The page may have been left meanwhile; what was done is done.
            if self.busy.try_set(false).is_some() {
                return;
            }
            match ran {
                Ok(done) => then(done),
                Err(Trouble::Locked | Trouble::NeedsNumber | Trouble::Refused(Refusal::Closed)) => {
                    unlock::ask(Callback::new(move |()| {
                        self.run_then(command.clone(), then.clone(), ask.clone());
                    }));
                }
                Err(Trouble::Refused(Refusal::Asks(gates))) if ask.is_some() => {
                    ask.iter().for_each(|ask| ask(gates.clone()));
                }
                Err(trouble) => self.fail(&trouble),
            }
        });
    }

    fn fail(self, trouble: &Trouble) {
        self.faults.take(trouble);
        if self.faults.any() {
            browser::focus_first_invalid();
        }
    }
}

/// Why it did not go, at the place where the tap was.
#[component]
pub fn WhyNot(
    /// What was tried.
    act: Act,
) -> impl IntoView {
    view! { <FaultNotice faults=act.faults /> }
}

/// Goes to another page of the app, also from a task.
#[derive(Clone, Copy)]
pub struct Go(StoredValue<Walk, LocalStorage>);

type Walk = Box<dyn Fn(&str)>;

impl Go {
    /// Inside the router.
    pub fn here() -> Self {
        Self(StoredValue::new_local(Box::new(place::go)))
    }

    /// Goes there.
    pub fn to(self, path: &str) {
        let _ = self.0.try_with_value(|go| go(path));
    }
}
