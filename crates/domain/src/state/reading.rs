//! How records become views: each record taken in is read anew with what it is joined with.

use std::collections::{BTreeMap, BTreeSet};

use tanomo_record::{Id, Record};

use super::{Linked, Noted, State};
use crate::view::{
    Accident, Agreement, Attendance, Call, Circle, Emergency, Erasure, Float, Member, Payment, Referral,
    Request, Resident, Response, SameAs, Sheet, TakenBack, Visit, WorkDay,
};

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
