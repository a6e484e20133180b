//! What happens on the spot, derived: what is still entrusted, which cards today's jobs keep open, when it is hot.

use std::collections::BTreeSet;

use tanomo_record::Id;

use crate::date::{Date, Millis};
use crate::state::State;
use crate::status::Status;
use crate::task::Task;
use crate::view::{Float, Visit};

impl State {
    /// What has not been given back, the oldest first.
    pub fn still_entrusted(&self) -> Vec<&Float> {
        let mut out: Vec<&Float> = self.all_floats().filter(|float| float.returned.is_none()).collect();
        out.sort_by_key(|float| (float.at, float.id));
        out
    }

    /// The cards of the jobs `me` does today: what they work on right now, and what they are on the team of and agreed
    /// for today. A card that was opened for one of these stays open until that job has ended.
    pub fn cards_at_work(&self, me: Id, today: Date, now: Millis) -> BTreeSet<Id> {
        let me = self.canonical(me);
        let at_work = |request: &&crate::view::Request| {
            let occurrence = self.occurrence_at(request, today, now);
            let team = || self.team(request.id, occurrence).contains(&me);
            let came = |visit: &Visit| visit.people.iter().any(|&id| self.canonical(id) == me);
            match self.status(request, occurrence, now) {
                Status::UnderWay => team() || self.running(request.id, occurrence).is_some_and(came),
                Status::Agreed => {
                    team() && self.agreement_of(request.id, occurrence).is_some_and(|a| a.day == today)
                }
                _ => false,
            }
        };
        let requests = self.requests().filter(|request| request.resident.is_some()).filter(at_work);
        requests.filter_map(|request| request.resident).map(|card| self.canonical(card)).collect()
    }
}

/// Whether people are told to rest every 20 minutes: under the sky from June to September. Nobody measured here; where
/// somebody did, [`crate::gates::heat_gate`] says it.
pub fn hot(task: Task, day: Date) -> bool {
    task.facts().outdoors && (6..=9).contains(&u8::from(day.month()))
}
