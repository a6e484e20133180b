//! Finding requests and cards: words as search sees them, and what is likely the same.

use tanomo_record::Id;

use crate::fold::{Folded, Query};
use crate::phone;
use crate::state::State;
use crate::view::{Request, Resident};

/// Everything of a request that search looks through: both names of the task, 町, the words.
pub fn folded(request: &Request) -> Folded {
    let facts = request.task.facts();
    let number = request.form_number.as_deref().unwrap_or_default();
    let names = [facts.name.ja, facts.formal, facts.name.en];
    Folded::of_fields(names.into_iter().chain([request.town.as_str(), &request.words, number]))
}

/// Why two things may be one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same telephone number.
    Phone,
    /// The same reading in the same 町, or the same name at the same address.
    NameAndPlace,
    /// The same number on the paper form.
    Form,
    /// The same resident and the same work, still open.
    SameWork,
}

impl State {
    /// The open cards with this telephone number, however it was typed.
    pub fn residents_by_phone(&self, number: &str) -> Vec<&Resident> {
        self.residents().filter(|card| phone::same_number(&card.phone, number)).collect()
    }

    /// The open cards whose name or reading holds the words.
    pub fn residents_by_name(&self, words: &str) -> Vec<&Resident> {
        let query = Query::new(words);
        let holds = |card: &&Resident| query.matches(&Folded::of_fields([card.name.as_str(), &card.reading]));
        self.residents().filter(holds).collect()
    }

    /// The open cards that are likely the person described, unless somebody said they are not.
    pub fn likely_residents(&self, card: &Resident) -> Vec<(&Resident, Likeness)> {
        let like = |other: &&Resident| other.id != card.id && !self.said_different(other.id, card.id);
        self.residents()
            .filter(like)
            .filter_map(|other| likely_person(card, other).map(|why| (other, why)))
            .collect()
    }

    /// The requests that are likely the one described, unless somebody said they are not.
    pub fn likely_requests(&self, request: &Request) -> Vec<(&Request, Likeness)> {
        let like = |other: &&Request| {
            other.id != self.canonical(request.id)
                && other.withdrawn.is_none()
                && !self.said_different(other.id, request.id)
        };
        let why = |other: &Request| {
            if request.form_number.is_some() && other.form_number == request.form_number {
                return Some(Likeness::Form);
            }
            let who = request.resident.map(|id| self.canonical(id));
            let same = who.is_some()
                && other.resident.map(|id| self.canonical(id)) == who
                && other.task == request.task
                && request.follows != Some(other.id)
                && self.last_work(other.id, None).and_then(|visit| visit.outcome).is_none();
            same.then_some(Likeness::SameWork)
        };
        self.requests().filter(like).filter_map(|other| why(other).map(|why| (other, why))).collect()
    }

    fn said_different(&self, a: Id, b: Id) -> bool {
        self.answer(a, b).is_some_and(|answer| answer.same == Some(false))
    }
}

fn likely_person(a: &Resident, b: &Resident) -> Option<Likeness> {
    if phone::same_number(&a.phone, &b.phone) {
        return Some(Likeness::Phone);
    }
    let filled = |x: &str, y: &str| !x.is_empty() && x == y;
    let reading = filled(&a.reading, &b.reading) && filled(&a.address.town, &b.address.town);
    let name = filled(&a.name, &b.name) && filled(&a.address.block, &b.address.block);
    (reading || name).then_some(Likeness::NameAndPlace)
}
