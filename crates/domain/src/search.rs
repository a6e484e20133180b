//! Finding requests and cards: words as search sees them, and what is likely the same.

use tanomo_record::Id;

use crate::command::{CardDraft, RequestDraft};
use crate::fold::{Folded, Query};
use crate::form;
use crate::phone;
use crate::reading::to_hiragana;
use crate::state::State;
use crate::tidy::tidy_line;
use crate::view::{Member, Request, Resident};

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
            let form = |request: &Request| request.form_number.as_deref().map(form::number);
            if form(request).is_some() && form(other) == form(request) {
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

    /// The members, also those who left, with this telephone number or reading, unless somebody said that
    /// they are not `id`, the member at hand, who has none while they are being entered.
    pub fn likely_members(&self, id: Option<Id>, number: &str, reading: &str) -> Vec<&Member> {
        let key = |reading: &str| to_hiragana(reading).replace(' ', "");
        let reading = key(reading);
        let other = |member: &&Member| {
            id.is_none_or(|id| member.id != self.canonical(id) && !self.said_different(member.id, id))
        };
        let like = |member: &&Member| {
            phone::same_number(&member.phone, number)
                || (!reading.is_empty() && key(&member.reading) == reading)
        };
        self.members().filter(other).filter(like).collect()
    }

    /// The request that a paper form was typed in as; a withdrawn one only where there is no other.
    pub fn request_of_form(&self, typed: &str) -> Option<&Request> {
        let number = form::number(typed);
        let of =
            |request: &&Request| request.form_number.as_deref().map(form::number).as_ref() == Some(&number);
        self.requests()
            .filter(of)
            .max_by_key(|request| (request.withdrawn.is_none(), request.logged_at, request.id))
    }

    /// The open cards that are likely the person somebody is about to make a card of.
    pub fn likely_card(&self, draft: &CardDraft) -> Vec<(&Resident, Likeness)> {
        let card = Resident {
            id: Id::new([0; 16]),
            name: tidy_line(&draft.name),
            reading: to_hiragana(&tidy_line(&draft.reading)),
            phone: draft.phone.clone(),
            // A part that is too long is like no other.
            address: draft.address.clone().parse().unwrap_or_default(),
            emergency: (String::new(), String::new()),
            position: None,
            needs: Vec::new(),
            notes: String::new(),
            eligible: None,
            consents: Vec::new(),
            memo: false,
            ends: crate::date::Date::MAX,
        };
        self.likely_residents(&card)
    }

    /// The requests that are likely the one somebody is about to log for a resident.
    pub fn likely_log(&self, draft: &RequestDraft, resident: Option<Id>) -> Vec<(&Request, Likeness)> {
        let form = form::number(&draft.form_number);
        let mut request = Request::read(Id::new([0; 16]), &tanomo_record::Record::new(Request::KIND));
        request.task = draft.task;
        request.resident = resident;
        request.follows = draft.follows;
        request.form_number = (!form.is_empty()).then_some(form);
        self.likely_requests(&request)
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

#[cfg(test)]
mod tests {
    use tanomo_record::{Record, ReplicaId, Stamp, Writer};

    use super::*;

    fn member(state: &mut State, n: u8, phone: &str, reading: &str) -> Id {
        let (id, mut record) = (Id::new([n; 16]), Record::new(Member::KIND));
        let stamp = Stamp { ms: 1, tick: 0 };
        let writer = Writer { replica: ReplicaId::new([n; 8]), by: id, stamp };
        let seen = record.seen().clone();
        record.write(writer, &seen, [("phone", phone.into()), ("reading", reading.into())]);
        state.put(id, record);
        id
    }

    #[test]
    fn a_person_entered_twice_is_found_by_number_or_reading() {
        let mut state = State::default();
        let a = member(&mut state, 1, "059-123-4567", "やまだ はなこ");
        let b = member(&mut state, 2, "０５９１２３４５６７", "");
        let c = member(&mut state, 3, "", "ヤマダハナコ");
        let d = member(&mut state, 4, "", "");
        let like = |id, phone, reading| -> Vec<Id> {
            state.likely_members(id, phone, reading).iter().map(|member| member.id).collect()
        };
        assert_eq!(like(Some(a), "059-123-4567", "やまだ はなこ"), [b, c]);
        assert_eq!(like(None, "", "やまだはなこ"), [a, c]);
        assert_eq!(like(Some(d), "", ""), []);
    }
}
