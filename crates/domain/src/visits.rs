//! What the records say about visits: which one runs, who probably came, which two may be one.

use tanomo_record::Id;

use crate::date::Date;
use crate::state::State;
use crate::view::{Sort, Visit};

impl State {
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

    /// Other visits to work on the same occurrence at the same time, about which nobody has said that they are
    /// different ones: two phones may have recorded one visit.
    pub fn maybe_same(&self, visit: &Visit) -> Vec<Id> {
        let open = |other: &&Visit| {
            other.id != visit.id
                && other.sort == visit.sort
                && visit.sort == Sort::Work
                && other.occurrence == visit.occurrence
                && overlap(visit, other)
                && self.answer(visit.id, other.id).and_then(|answer| answer.same) != Some(false)
        };
        self.visits(visit.request).filter(open).map(|other| other.id).collect()
    }
}

/// Whether two visits share some time; one that runs lasts on.
fn overlap(a: &Visit, b: &Visit) -> bool {
    let end = |visit: &Visit| visit.end.map_or(i64::MAX, |end| end.0);
    a.start.0 < end(b) && b.start.0 < end(a)
}

#[cfg(test)]
mod tests;
