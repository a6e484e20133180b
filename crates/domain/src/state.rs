//! Everything a phone knows of one circle, as typed views over its records, kept up to date one record at
//! a time. Derived facts (a request's status, what is a conflict) are computed, never stored.

use std::collections::{BTreeMap, BTreeSet};

use tanomo_record::{Id, Record};

use crate::fold::Folded;
use crate::retention::Contact;
use crate::table::Table;
use crate::view::{
    Accident, Agreement, Attendance, Back, Call, Circle, Emergency, Erasure, Float, Member, Payment,
    Referral, Request, Resident, Response, SameAs, Sheet, TakenBack, Visit, WorkDay,
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
    /// Takes in a record as it now stands, whether written here or received. A card that was erased is
    /// dropped, whoever brings it.
    pub fn put(&mut self, id: Id, record: Record) {
        if self.erased.contains(&id) {
            return;
        }
        let kind = record.kind().to_owned();
        self.records.insert(id, record);
        if kind == SameAs::KIND {
            self.read_answer(id);
        } else if kind == Erasure::KIND {
            self.read_erasure(id);
        } else {
            self.read(self.canonical(id));
        }
    }

    /// Notes that a card exists which is sealed on this phone right now.
    pub fn put_closed(&mut self, id: Id) {
        if !self.erased.contains(&id) {
            self.closed_cards.insert(id);
        }
    }

    /// Forgets what one card says: its text or its key has left this phone.
    pub fn drop_card(&mut self, id: Id) {
        let joined = self.canonical(id);
        self.records.remove(&id);
        self.put_closed(id);
        self.residents.remove(&joined);
        self.unsettled.remove(&joined);
        // Of two that are one person's, the other may stay.
        self.read(joined);
    }

    /// Forgets what the cards say, keeping that they exist: the phone was locked.
    pub fn close_cards(&mut self) {
        self.close_cards_but(&BTreeSet::new());
    }

    /// The same, but for the cards that stay.
    pub fn close_cards_but(&mut self, stay: &BTreeSet<Id>) {
        let closing: Vec<Id> = self.residents.keys().copied().filter(|id| !stay.contains(id)).collect();
        for id in closing {
            self.residents.remove(&id);
            for id in self.group(id) {
                self.records.remove(&id);
                self.closed_cards.insert(id);
            }
            self.unsettled.remove(&id);
        }
    }

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

    /// Reads the views of one thing anew from its records.
    fn read(&mut self, id: Id) {
        let Some(record) = self.shown(id) else { return };
        let conflicts: Vec<String> = self.conflicts(&record).map(|(field, _)| field.to_owned()).collect();
        if conflicts.is_empty() {
            self.unsettled.remove(&id);
        } else {
            self.unsettled.insert(id, conflicts);
        }
        match record.kind() {
            Circle::KIND => self.circle = Some(Circle::read(id, &record)),
            Member::KIND => {
                self.members.insert(id, Member::read(id, &record));
            }
            Resident::KIND => {
                self.closed_cards.remove(&id);
                self.residents.insert(id, Resident::read(id, &record));
            }
            TakenBack::KIND => {
                if let Some(back) = TakenBack::read(&record) {
                    self.backs.insert(back.of, (id, back.backs));
                }
            }
            Request::KIND => {
                let request = Request::read(id, &record);
                self.folded.insert(id, crate::search::folded(&request));
                self.requests.insert(id, request);
            }
            WorkDay::KIND => {
                if let Some(day) = WorkDay::read(id, &record) {
                    self.days.insert(id, day);
                }
            }
            Attendance::KIND | Call::KIND | Sheet::KIND => self.read_noted(id, &record),
            _ => self.read_linked(id, &record),
        }
    }

    /// Reads the views that belong to a request or a visit, and where they belong.
    fn read_linked(&mut self, id: Id, record: &Record) {
        match record.kind() {
            Response::KIND => {
                if let Some(response) = Response::read(id, record) {
                    self.link(response.request).responses.insert(id);
                    self.responses.insert(id, response);
                }
            }
            Agreement::KIND => {
                if let Some(agreement) = Agreement::read(id, record) {
                    self.link(agreement.request).agreements.insert(id);
                    self.agreements.insert(id, agreement);
                }
            }
            Visit::KIND => {
                if let Some(visit) = Visit::read(id, record) {
                    self.link(visit.request).visits.insert(id);
                    self.visits.insert(id, visit);
                }
            }
            Referral::KIND => {
                if let Some(referral) = Referral::read(id, record) {
                    self.link(referral.request).referrals.insert(id);
                    self.referrals.insert(id, referral);
                }
            }
            Float::KIND => {
                if let Some(float) = Float::read(id, record) {
                    self.link(float.request).floats.insert(id);
                    self.floats.insert(id, float);
                }
            }
            Emergency::KIND => {
                if let Some(opening) = Emergency::read(id, record) {
                    self.link(opening.request).emergencies.insert(id);
                    self.emergencies.insert(id, opening);
                }
            }
            Accident::KIND => {
                if let Some(accident) = Accident::read(id, record) {
                    self.accidents.insert(id, accident);
                }
            }
            Payment::KIND => {
                if let Some(payment) = Payment::read(id, record) {
                    let visit = self.canonical(payment.visit);
                    self.paid.or_default(visit).insert(id);
                    self.payments.insert(id, payment);
                }
            }
            _ => {}
        }
    }

    /// Reads what was noted on a day, and of which day it is.
    fn read_noted(&mut self, id: Id, record: &Record) {
        let read = match record.kind() {
            Attendance::KIND => Attendance::read(id, record).map(|one| (one.day, Noted::Attendance(one))),
            Call::KIND => Call::read(id, record).map(|one| (one.day, Noted::Call(one))),
            _ => Sheet::read(id, record).map(|one| (one.day, Noted::Sheet(one))),
        };
        if let Some((day, noted)) = read {
            let day = self.canonical(day);
            self.of_day.or_default(day).insert(id);
            self.noted.insert(id, noted);
        }
    }

    fn link(&mut self, request: Id) -> &mut Linked {
        let request = self.canonical(request);
        self.linked.or_default(request)
    }

    fn read_erasure(&mut self, id: Id) {
        let Some(erasure) = self.records.get(&id).and_then(Erasure::read) else { return };
        self.erased.insert(erasure.of);
        self.records.remove(&erasure.of);
        self.closed_cards.remove(&erasure.of);
        self.unsettled.remove(&erasure.of);
        self.residents.remove(&erasure.of);
        self.accidents.remove(&erasure.of);
    }

    /// Takes in an answer about two records. What is joined with what may change for many, which is rare,
    /// so everything is read again.
    fn read_answer(&mut self, id: Id) {
        let answer = self.records.get(&id).and_then(|record| SameAs::read(id, record));
        match answer {
            Some(answer) => self.answers.insert(id, answer),
            None => self.answers.remove(&id),
        };
        let joined = join(self.answers.values().filter(|answer| answer.same == Some(true)));
        if joined != self.joined {
            self.joined = joined;
            self.read_all();
        }
    }

    fn read_all(&mut self) {
        self.members.clear();
        self.residents.clear();
        self.requests.clear();
        self.folded.clear();
        self.responses.clear();
        self.agreements.clear();
        self.visits.clear();
        self.payments.clear();
        self.referrals.clear();
        self.days.clear();
        self.noted.clear();
        self.of_day.clear();
        self.floats.clear();
        self.emergencies.clear();
        self.accidents.clear();
        self.linked.clear();
        self.paid.clear();
        self.backs.clear();
        self.unsettled.clear();
        let ids: BTreeSet<Id> = self.records.keys().map(|&id| self.canonical(id)).collect();
        ids.into_iter().for_each(|id| self.read(id));
    }
}

/// Every id among the pairs, to the smallest one it is joined with by however many steps.
fn join<'a>(pairs: impl Iterator<Item = &'a SameAs>) -> BTreeMap<Id, Id> {
    let mut joined: BTreeMap<Id, Id> = BTreeMap::new();
    for SameAs { pair: (a, b), .. } in pairs {
        let (a, b) = (*joined.entry(*a).or_insert(*a), *joined.entry(*b).or_insert(*b));
        let (first, other) = (a.min(b), a.max(b));
        joined.values_mut().filter(|id| **id == other).for_each(|id| *id = first);
    }
    joined
}
