//! What the records say about visits: which one runs, who probably came, which two may be one.

use tanomo_record::Id;

use crate::date::{Date, tokyo_date};
use crate::money::Charge;
use crate::state::State;
use crate::view::sign::SIGNS;
use crate::view::{Drawing, Outcome, Sort, Visit};

/// What all visits to one occurrence come to; those that are the same count once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Visits to work that ended.
    pub visits: u32,
    /// Their minutes.
    pub minutes: u64,
    /// Minutes times people.
    pub person_minutes: u64,
    /// Bags of garbage.
    pub bags: u32,
    /// What the resident pays, in yen: 利用料 and materials, or the costs of a ride.
    pub charge: u32,
}

impl State {
    /// What all visits to an occurrence come to.
    pub fn totals(&self, request: Id, occurrence: Option<Date>) -> Totals {
        let mut sum = Totals::default();
        let ended = |visit: &&Visit| visit.sort == Sort::Work && visit.end.is_some();
        for visit in self.visits(request).filter(ended).filter(|visit| visit.occurrence == occurrence) {
            sum.visits += 1;
            sum.minutes += u64::from(visit.minutes);
            sum.person_minutes += visit.person_minutes();
            sum.bags = sum.bags.saturating_add(visit.bags);
            let charge: Charge = self.charge(visit);
            sum.charge = sum.charge.saturating_add(charge.total());
        }
        sum
    }

    /// The resident's ありがとう to a visit, as far as their card is open.
    pub fn sign(&self, visit: &Visit) -> Option<Drawing> {
        let card = self.request(visit.request)?.resident.filter(|&card| self.resident(card).is_some())?;
        let visits = self.group(visit.id);
        let fields: Vec<String> = visits.iter().map(|id| format!("{SIGNS}/{id}")).collect();
        let cards = self.group(card).into_iter().filter_map(|id| self.record(id));
        let mut drawn = cards.flat_map(|card| fields.iter().filter_map(|field| card.get(field)?.as_str()));
        drawn.find_map(Drawing::parse)
    }

    /// Whether somebody has to look at a request: two values of a field of it or of one of its visits stand side by
    /// side, or two visits may be one.
    pub fn to_settle(&self, request: Id) -> bool {
        !self.unsettled(request).is_empty()
            || self
                .visits(request)
                .any(|visit| !self.unsettled(visit.id).is_empty() || !self.maybe_same(visit).is_empty())
    }

    /// The visit that runs on an occurrence right now.
    pub fn running(&self, request: Id, occurrence: Option<Date>) -> Option<&Visit> {
        self.last_work(request, occurrence).filter(|visit| visit.end.is_none() && visit.outcome.is_none())
    }

    /// Who probably came: the people of the visit that runs; else the accepted team, and `me` unless the team
    /// is whole without me (a lead who writes down what others did).
    pub fn probably_there(&self, request: Id, occurrence: Option<Date>, me: Id) -> Vec<Id> {
        if let Some(visit) = self.running(request, occurrence) {
            return visit.people.iter().map(|&id| self.canonical(id)).collect();
        }
        let mut people = self.team(request, occurrence);
        let needed = self.request(request).map_or(1, |request| request.needed as usize);
        let me = self.canonical(me);
        if !people.contains(&me) && people.len() < needed && self.member(me).is_some() {
            people.push(me);
        }
        people
    }

    /// Other visits to work on the same occurrence at the same time, or on the same day if both completed it, about
    /// which nobody has said that they are different ones: two phones may have recorded one visit. (A phone that knew
    /// of the first would not have let anybody complete it a second time.)
    pub fn maybe_same(&self, visit: &Visit) -> Vec<Id> {
        let open = |other: &&Visit| {
            other.id != visit.id
                && other.sort == visit.sort
                && visit.sort == Sort::Work
                && other.occurrence == visit.occurrence
                && (overlap(visit, other) || both_completed(visit, other))
                && self.answer(visit.id, other.id).and_then(|answer| answer.same) != Some(false)
        };
        self.visits(visit.request).filter(open).map(|other| other.id).collect()
    }
}

/// Whether two visits of one day both say that the task is done.
fn both_completed(a: &Visit, b: &Visit) -> bool {
    let day = |visit: &Visit| visit.end.filter(|_| visit.outcome == Some(Outcome::Done)).map(tokyo_date);
    day(a).is_some() && day(a) == day(b)
}

/// Whether two visits share some time; one that runs lasts on.
fn overlap(a: &Visit, b: &Visit) -> bool {
    let end = |visit: &Visit| visit.end.map_or(i64::MAX, |end| end.0);
    a.start.0 < end(b) && b.start.0 < end(a)
}

#[cfg(test)]
mod tests;
