//! Everything a phone knows of one circle, as typed views over its records, kept up to date one record at
//! a time. Derived facts (a request's status, what is a conflict) are computed, never stored.

mod reading;

use std::collections::{BTreeMap, BTreeSet};

use tanomo_record::{Id, Record};

use crate::fold::Folded;
use crate::retention::Contact;
use crate::table::Table;
use crate::view::{
    Accident, Agreement, Attendance, Back, Call, Circle, Emergency, Float, Member, Payment, Referral,
    Request, Resident, Response, SameAs, Sheet, Visit, WorkDay,
};

/// What belongs to one request, in the order of its ids.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Linked {
    /// The offers.
    pub responses: BTreeSet<Id>,
    /// The visits.
    pub visits: BTreeSet<Id>,
    /// The agreements.
    pub agreements: BTreeSet<Id>,
    /// The referrals.
    pub referrals: BTreeSet<Id>,
    /// What was entrusted.
    pub floats: BTreeSet<Id>,
    /// When the 緊急 page was opened.
    pub emergencies: BTreeSet<Id>,
}

/// What stands in a record of its own about a 活動日.
#[derive(Clone, Debug, PartialEq)]
enum Noted {
    Attendance(Attendance),
    Call(Call),
    Sheet(Sheet),
}

/// All records of a circle and their views.
#[derive(Clone, Debug, Default)]
pub struct State {
    records: Table<Record>,
    circle: Option<Circle>,
    members: Table<Member>,
    pub(crate) residents: Table<Resident>,
    pub(crate) contact: Contact,
    /// By the erased card: the record, and what it says.
    pub(crate) backs: Table<(Id, Vec<Back>)>,
    closed_cards: BTreeSet<Id>,
    requests: Table<Request>,
    folded: Table<Folded>,
    responses: Table<Response>,
    agreements: Table<Agreement>,
    visits: Table<Visit>,
    payments: Table<Payment>,
    referrals: Table<Referral>,
    days: Table<WorkDay>,
    noted: Table<Noted>,
    floats: Table<Float>,
    emergencies: Table<Emergency>,
    accidents: Table<Accident>,
    answers: Table<SameAs>,
    erased: BTreeSet<Id>,
    linked: Table<Linked>,
    paid: Table<BTreeSet<Id>>,
    /// What was noted on each day.
    of_day: Table<BTreeSet<Id>>,
    /// Every id that was joined with others, to the smallest of them.
    joined: BTreeMap<Id, Id>,
    unsettled: Table<Vec<String>>,
}

impl State {
    /// The record as stored, for its history and its conflicts.
    pub fn record(&self, id: Id) -> Option<&Record> {
        self.records.get(&id)
    }

    /// Every record as stored.
    pub fn records(&self) -> impl Iterator<Item = (Id, &Record)> {
        self.records.iter().map(|(&id, record)| (id, record))
    }

    /// The record with everything that somebody said is the same thing beside it. For showing.
    pub fn shown(&self, id: Id) -> Option<Record> {
        let mut parts = self.group(id).into_iter().filter_map(|id| self.records.get(&id));
        let first = parts.next()?.clone();
        Some(parts.fold(first, |all, part| all.beside(part)))
    }

    /// The one id under which joined records are read; the id itself for most.
    pub fn canonical(&self, id: Id) -> Id {
        self.joined.get(&id).copied().unwrap_or(id)
    }

    /// All ids read as one with this one, itself among them.
    pub fn group(&self, id: Id) -> Vec<Id> {
        let first = self.canonical(id);
        let mut all: Vec<Id> = self.joined.iter().filter(|(_, c)| **c == first).map(|(&id, _)| id).collect();
        if all.is_empty() {
            all.push(first);
        }
        all
    }

    /// The circle, once it is made.
    pub fn circle(&self) -> Option<&Circle> {
        self.circle.as_ref()
    }

    /// A member.
    pub fn member(&self, id: Id) -> Option<&Member> {
        self.members.get(&self.canonical(id))
    }

    /// All members, also those who left.
    pub fn members(&self) -> impl Iterator<Item = &Member> {
        self.members.values()
    }

    /// A resident's card, while it is open and its time is not over.
    pub fn resident(&self, id: Id) -> Option<&Resident> {
        self.held_card(id).filter(|card| !self.is_locked(card))
    }

    /// All such cards.
    pub fn residents(&self) -> impl Iterator<Item = &Resident> {
        self.held_cards().filter(|card| !self.is_locked(card))
    }

    /// Whether a card exists that is sealed right now.
    pub fn is_closed(&self, id: Id) -> bool {
        self.closed_cards.contains(&id)
    }

    /// The cards that are sealed right now.
    pub fn closed_ids(&self) -> Vec<Id> {
        self.closed_cards.iter().copied().collect()
    }

    /// The request an answer about two visits belongs to.
    fn of_answer(&self, id: Id) -> Option<Id> {
        let (a, _) = self.answers.get(&id)?.pair;
        self.visits.get(&self.canonical(a)).map(|visit| visit.request)
    }

    /// The request a record belongs to: itself, or the one it answers, agrees on or visits.
    pub fn owner(&self, id: Id) -> Option<Id> {
        let id = self.canonical(id);
        let request = (self.requests.contains_key(&id).then_some(id))
            .or_else(|| self.responses.get(&id).map(|response| response.request))
            .or_else(|| self.visits.get(&id).map(|visit| visit.request))
            .or_else(|| self.agreements.get(&id).map(|agreement| agreement.request))
            .or_else(|| self.referrals.get(&id).map(|referral| referral.request))
            .or_else(|| self.floats.get(&id).map(|float| float.request))
            .or_else(|| self.emergencies.get(&id).map(|opening| opening.request))
            .or_else(|| self.of_answer(id));
        request.map(|request| self.canonical(request))
    }

    /// A request's record and all records that belong to it.
    pub fn belonging(&self, request: Id) -> Vec<Id> {
        let mut ids = self.group(request);
        if let Some(linked) = self.linked(request) {
            let each = [&linked.responses, &linked.visits, &linked.agreements, &linked.referrals];
            ids.extend(each.into_iter().flatten().copied());
            ids.extend(linked.floats.iter().chain(&linked.emergencies));
            ids.extend(linked.visits.iter().flat_map(|visit| self.paid.get(visit)).flatten());
        }
        ids
    }

    /// How many cards are sealed right now.
    pub fn closed_cards(&self) -> usize {
        self.closed_cards.len()
    }

    /// Whether a card was erased.
    pub fn is_erased(&self, id: Id) -> bool {
        self.erased.contains(&id)
    }

    /// A request.
    pub fn request(&self, id: Id) -> Option<&Request> {
        self.requests.get(&self.canonical(id))
    }

    /// All requests.
    pub fn requests(&self) -> impl Iterator<Item = &Request> {
        self.requests.values()
    }

    /// The words of a request as search sees them.
    pub fn folded(&self, request: Id) -> Option<&Folded> {
        self.folded.get(&request)
    }

    /// The offers for a request.
    pub fn responses(&self, request: Id) -> impl Iterator<Item = &Response> {
        self.linked(request).into_iter().flat_map(|l| &l.responses).filter_map(|id| self.responses.get(id))
    }

    /// A response.
    pub fn response(&self, id: Id) -> Option<&Response> {
        self.responses.get(&self.canonical(id))
    }

    /// The agreements about a request.
    pub fn agreements(&self, request: Id) -> impl Iterator<Item = &Agreement> {
        self.linked(request).into_iter().flat_map(|l| &l.agreements).filter_map(|id| self.agreements.get(id))
    }

    /// An agreement.
    pub fn agreement(&self, id: Id) -> Option<&Agreement> {
        self.agreements.get(&self.canonical(id))
    }

    /// The visits to a request, those that are the same counted once.
    pub fn visits(&self, request: Id) -> impl Iterator<Item = &Visit> {
        self.linked(request).into_iter().flat_map(|l| &l.visits).filter_map(|id| self.visits.get(id))
    }

    /// Every visit.
    pub fn all_visits(&self) -> impl Iterator<Item = &Visit> {
        self.visits.values()
    }

    /// A visit.
    pub fn visit(&self, id: Id) -> Option<&Visit> {
        self.visits.get(&self.canonical(id))
    }

    /// The referrals of a request.
    pub fn referrals(&self, request: Id) -> impl Iterator<Item = &Referral> {
        self.linked(request).into_iter().flat_map(|l| &l.referrals).filter_map(|id| self.referrals.get(id))
    }

    /// A referral.
    pub fn referral(&self, id: Id) -> Option<&Referral> {
        self.referrals.get(&self.canonical(id))
    }

    /// What was entrusted for a request, by id.
    pub fn floats(&self, request: Id) -> impl Iterator<Item = &Float> {
        self.linked(request).into_iter().flat_map(|l| &l.floats).filter_map(|id| self.floats.get(id))
    }

    /// Everything that was ever entrusted.
    pub fn all_floats(&self) -> impl Iterator<Item = &Float> {
        self.floats.values()
    }

    /// Something entrusted.
    pub fn float(&self, id: Id) -> Option<&Float> {
        self.floats.get(&self.canonical(id))
    }

    /// When the 緊急 page of a request was opened, by id.
    pub fn emergencies(&self, request: Id) -> impl Iterator<Item = &Emergency> {
        let ids = self.linked(request).into_iter().flat_map(|l| &l.emergencies);
        ids.filter_map(|id| self.emergencies.get(id))
    }

    /// Every accident that is kept.
    pub fn accidents(&self) -> impl Iterator<Item = &Accident> {
        self.accidents.values()
    }

    /// An accident.
    pub fn accident(&self, id: Id) -> Option<&Accident> {
        self.accidents.get(&self.canonical(id))
    }

    /// The payment that counts for a visit: the last one written. Two phones may have written one each, for
    /// one visit or for two that were said to be the same; the money was paid once.
    pub fn payment(&self, visit: Id) -> Option<&Payment> {
        self.payments(visit).max_by_key(|payment| (payment.at, payment.id))
    }

    /// What was paid for a visit.
    pub fn payments(&self, visit: Id) -> impl Iterator<Item = &Payment> {
        let ids = self.paid.get(&self.canonical(visit));
        ids.into_iter().flatten().filter_map(|id| self.payments.get(id))
    }

    /// A 活動日.
    pub fn day(&self, id: Id) -> Option<&WorkDay> {
        self.days.get(&self.canonical(id))
    }

    /// Every 活動日.
    pub fn days(&self) -> impl Iterator<Item = &WorkDay> {
        self.days.values()
    }

    /// What people did about a day; one person may have two records of it, after days were joined.
    pub fn attendances(&self, day: Id) -> impl Iterator<Item = &Attendance> {
        self.noted(day).filter_map(|noted| if let Noted::Attendance(one) = noted { Some(one) } else { None })
    }

    /// Who was told on a day that their job is off.
    pub fn calls(&self, day: Id) -> impl Iterator<Item = &Call> {
        self.noted(day).filter_map(|noted| if let Noted::Call(one) = noted { Some(one) } else { None })
    }

    /// The numbered sheets of a day.
    pub fn sheets(&self, day: Id) -> impl Iterator<Item = &Sheet> {
        self.noted(day).filter_map(|noted| if let Noted::Sheet(one) = noted { Some(one) } else { None })
    }

    /// A day's record and what was noted on it.
    pub fn belonging_to_day(&self, day: Id) -> Vec<Id> {
        let noted = self.of_day.get(&self.canonical(day));
        self.group(day).into_iter().chain(noted.into_iter().flatten().copied()).collect()
    }

    fn noted(&self, day: Id) -> impl Iterator<Item = &Noted> {
        let ids = self.of_day.get(&self.canonical(day));
        ids.into_iter().flatten().filter_map(|id| self.noted.get(id))
    }

    /// Somebody's standing answer about two records.
    pub fn answer(&self, a: Id, b: Id) -> Option<&SameAs> {
        let pair = (a.min(b), a.max(b));
        self.answers.values().filter(|answer| answer.pair == pair).max_by_key(|answer| answer.id)
    }

    /// Every answer about two records.
    pub fn answers(&self) -> impl Iterator<Item = &SameAs> {
        self.answers.values()
    }

    /// The fields of a record in which two values stand side by side.
    pub fn unsettled(&self, id: Id) -> &[String] {
        self.unsettled.get(&self.canonical(id)).map_or(&[], Vec::as_slice)
    }

    /// The fields of a record, as [`State::shown`] gives it, in which a person has to pick one of several values.
    /// When it was logged is no question: two phones that type in one paper form each log it at their time. Nor is
    /// whose card it points to, once somebody said that the two are one person.
    pub fn conflicts<'a>(
        &'a self,
        record: &'a Record,
    ) -> impl Iterator<Item = (&'a str, &'a [tanomo_record::Written])> {
        record.conflicts().filter(|(field, values)| match *field {
            "logged_at" => false,
            "resident" => {
                let card = |id| Id::parse(id).map(|id| self.canonical(id));
                let mut cards = values.iter().map(|written| written.value.as_str().and_then(card));
                let first = cards.next();
                first.is_none() || cards.any(|card| Some(card) != first)
            }
            _ => true,
        })
    }

    fn linked(&self, request: Id) -> Option<&Linked> {
        self.linked.get(&self.canonical(request))
    }
}
