//! The fields of 完了を記録: what they start from, what is kept while unfinished, and the command they make.

use crate::view::RwSignal;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use tanomo_domain::command::Finishing;
use tanomo_domain::date::{Date, Millis};
use tanomo_domain::money::Charge;
use tanomo_domain::refusal::Refusal;
use tanomo_domain::state::State;
use tanomo_domain::task::Task;
use tanomo_domain::view::{NearMiss, Outcome, Sort};
use tanomo_record::Id;

use super::asks::Answers;
use super::money::{Materials, materials, of_amounts, receipts, ride_costs};
use super::{typed_yen, words};
use crate::i18n::{Words, says};
use crate::pages::faults::Faults;
use crate::store::{Store, drafts, now};

/// The form; copies are the same one.
#[derive(Clone, Copy)]
pub(super) struct Form {
    pub(super) request: Id,
    pub(super) occurrence: Option<Date>,
    /// The visit that runs, if one does.
    pub(super) visit: Option<Id>,
    pub(super) task: Task,
    pub(super) minutes: RwSignal<u32>,
    pub(super) people: RwSignal<Vec<Id>>,
    pub(super) outcome: RwSignal<Option<Outcome>>,
    pub(super) next: RwSignal<String>,
    pub(super) materials: RwSignal<Option<Materials>>,
    pub(super) materials_typed: RwSignal<String>,
    pub(super) costs: [RwSignal<String>; 5],
    pub(super) bags: RwSignal<u32>,
    pub(super) near_miss: RwSignal<Option<NearMiss>>,
    pub(super) near_miss_words: RwSignal<String>,
    pub(super) near_miss_done: RwSignal<String>,
    pub(super) receipts: RwSignal<Vec<String>>,
    pub(super) thanked: RwSignal<bool>,
    pub(super) thanks: RwSignal<String>,
    pub(super) answers: Answers,
    pub(super) faults: Faults,
    /// What is wrong with the time as typed.
    pub(super) exact: RwSignal<Option<Words>>,
    /// It goes on from what somebody left.
    pub(super) left_over: RwSignal<bool>,
}

/// What is kept of an unfinished form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Kept {
    minutes: u32,
    people: Vec<Id>,
    outcome: Option<Outcome>,
    next: String,
    materials: Option<Materials>,
    materials_typed: String,
    costs: [String; 5],
    bags: u32,
    near_miss: Option<NearMiss>,
    near_miss_words: String,
    #[serde(default)]
    near_miss_done: String,
    #[serde(default)]
    receipts: Vec<String>,
    #[serde(default)]
    thanked: bool,
    thanks: String,
    alone: String,
    not_agreed: String,
    notice_read: bool,
}

impl Kept {
    /// An untouched form: the minutes that ran or are usual, and whoever was expected.
    fn fresh(state: &State, request: Id, occurrence: Option<Date>, me: Id, now: Millis) -> Self {
        Self {
            minutes: expected_minutes(state, request, occurrence, now),
            people: state.probably_there(request, occurrence, me),
            outcome: Some(Outcome::Done),
            next: String::new(),
            materials: Some(Materials::Yen(0)),
            materials_typed: String::new(),
            costs: Default::default(),
            bags: 0,
            near_miss: None,
            near_miss_words: String::new(),
            near_miss_done: String::new(),
            receipts: Vec::new(),
            thanked: false,
            thanks: String::new(),
            alone: String::new(),
            not_agreed: String::new(),
            notice_read: false,
        }
    }
}

/// The minutes since the start of a visit that runs, without its pauses; else what the 下見 says, else what the task usually takes.
fn expected_minutes(state: &State, request: Id, occurrence: Option<Date>, now: Millis) -> u32 {
    if let Some(visit) = state.running(request, occurrence) {
        return visit.worked(now);
    }
    let looked = state.last_visit(request, occurrence, Sort::Scout).and_then(|visit| visit.estimate);
    let usual = || state.request(request).map_or(60, |request| u32::from(request.task.facts().minutes));
    looked.unwrap_or_else(usual).max(1)
}

impl Form {
    /// The form of one occurrence: untouched, or as somebody left it on this phone.
    pub(super) fn new(store: Store, request: Id, occurrence: Option<Date>) -> Self {
        let me = untrack(|| store.me()).unwrap_or(Id::new([0; 16]));
        let (visit, task, fresh) = store.peek(|state| {
            let visit = state.running(request, occurrence).map(|visit| visit.id);
            let task = state.request(request).map_or(Task::Other, |request| request.task);
            (visit, task, Kept::fresh(state, request, occurrence, me, now()))
        });
        let left: Option<Kept> = drafts::left(&name(request, occurrence));
        let left_over = left.is_some();
        let kept = left.unwrap_or(fresh);
        let form = Self {
            request,
            occurrence,
            visit,
            task,
            minutes: RwSignal::new(kept.minutes),
            people: RwSignal::new(Vec::new()),
            outcome: RwSignal::new(None),
            next: RwSignal::default(),
            materials: RwSignal::new(None),
            materials_typed: RwSignal::default(),
            costs: std::array::from_fn(|_| RwSignal::default()),
            bags: RwSignal::new(0),
            near_miss: RwSignal::new(None),
            near_miss_words: RwSignal::default(),
            near_miss_done: RwSignal::default(),
            receipts: RwSignal::new(Vec::new()),
            thanked: RwSignal::new(false),
            thanks: RwSignal::default(),
            answers: Answers::new(),
            faults: Faults::default(),
            exact: RwSignal::new(None),
            left_over: RwSignal::new(left_over),
        };
        form.fill(kept);
        Effect::new(move |was: Option<Kept>| {
            let kept = form.kept();
            if was.is_some_and(|was| was != kept) {
                drafts::keep(&name(request, occurrence), &kept);
            }
            kept
        });
        form
    }

    /// Throws away what was left and begins anew.
    pub(super) fn start_over(self, store: Store) {
        let me = untrack(|| store.me()).unwrap_or(Id::new([0; 16]));
        self.fill(store.peek(|state| Kept::fresh(state, self.request, self.occurrence, me, now())));
        self.faults.clear();
        self.left_over.set(false);
        self.done();
    }

    /// Nothing is to be kept any more.
    pub(super) fn done(self) {
        drafts::discard(&name(self.request, self.occurrence));
    }

    fn fill(self, kept: Kept) {
        self.minutes.set(kept.minutes);
        self.people.set(kept.people);
        self.outcome.set(kept.outcome);
        self.next.set(kept.next);
        self.materials.set(kept.materials);
        self.materials_typed.set(kept.materials_typed);
        self.costs.into_iter().zip(kept.costs).for_each(|(cost, typed)| cost.set(typed));
        self.bags.set(kept.bags);
        self.near_miss.set(kept.near_miss);
        self.near_miss_words.set(kept.near_miss_words);
        self.near_miss_done.set(kept.near_miss_done);
        self.receipts.set(kept.receipts);
        self.thanked.set(kept.thanked);
        self.thanks.set(kept.thanks);
        self.answers.alone.set(kept.alone);
        self.answers.not_agreed.set(kept.not_agreed);
        self.answers.notice_read.set(kept.notice_read);
    }

    fn kept(self) -> Kept {
        Kept {
            minutes: self.minutes.get(),
            people: self.people.get(),
            outcome: self.outcome.get(),
            next: self.next.get(),
            materials: self.materials.get(),
            materials_typed: self.materials_typed.get(),
            costs: self.costs.map(|cost| cost.get()),
            bags: self.bags.get(),
            near_miss: self.near_miss.get(),
            near_miss_words: self.near_miss_words.get(),
            near_miss_done: self.near_miss_done.get(),
            receipts: self.receipts.get(),
            thanked: self.thanked.get(),
            thanks: self.thanks.get(),
            alone: self.answers.alone.get(),
            not_agreed: self.answers.not_agreed.get(),
            notice_read: self.answers.notice_read.get(),
        }
    }

    /// What it comes to as it stands; amounts that cannot be read count as nothing until they are put right.
    pub(super) fn charge(self, store: Store) -> Charge {
        let rule = store.with(|state| state.circle().map(|circle| circle.fee)).unwrap_or_default();
        let people = u32::try_from(self.people.with(Vec::len)).unwrap_or(u32::MAX);
        let materials = materials(self).unwrap_or(0);
        let costs = self.costs.map(|cost| typed_yen(&cost.read()).unwrap_or(0));
        Charge::of(self.task, &rule, people, self.minutes.get(), materials, of_amounts(costs))
    }

    /// The command; what cannot be read is told under its field.
    pub(super) fn finishing(self) -> Option<Finishing> {
        self.faults.clear();
        untrack(|| self.read())
    }

    fn read(self) -> Option<Finishing> {
        let materials = materials(self).unwrap_or_else(|wrong| {
            let field = match self.materials.get() {
                Some(Materials::Receipts) => "receipts",
                _ => "materials",
            };
            self.faults.note(field, wrong);
            0
        });
        let costs = ride_costs(self.costs, self.faults);
        if let Some(wrong) = self.exact.get() {
            self.faults.note("minutes", wrong);
        }
        if self.people.with(Vec::is_empty) {
            self.faults.note("people", words::NOBODY);
        }
        let finishing = Finishing {
            request: self.request,
            occurrence: self.occurrence,
            visit: self.visit,
            people: self.people.get(),
            minutes: self.minutes.get(),
            outcome: self.outcome.get().unwrap_or(Outcome::Done),
            materials,
            receipts: receipts(self).unwrap_or_default(),
            bags: self.bags.get(),
            next: self.next.get(),
            near_miss: self.near_miss.get().map(|sort| (sort, self.near_miss_words.get())),
            near_miss_done: self.near_miss_done.get(),
            thanked: self.thanked.get(),
            thanks: self.thanks.get(),
            costs,
            reasons: self.answers.reasons(),
        };
        if self.faults.any() {
            self.faults.say(says::refusal(&Refusal::Fields(Vec::new())));
            return None;
        }
        Some(finishing)
    }
}

/// One draft for each occurrence.
fn name(request: Id, occurrence: Option<Date>) -> String {
    match occurrence {
        Some(day) => format!("complete.{request}.{}", tanomo_domain::date::iso(day)),
        None => format!("complete.{request}"),
    }
}
