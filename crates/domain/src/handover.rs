//! Which records somebody needs for the jobs they were accepted for, where a phone hands them over with no network.

use std::collections::BTreeSet;

use tanomo_record::Id;

use crate::date::Millis;
use crate::state::State;
use crate::view::{Request, Response};

/// The jobs of one member, and everything that belongs to them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Jobs {
    /// The requests, open, that the member was accepted for.
    pub requests: Vec<Id>,
    /// That member's accepted responses to them.
    pub responses: Vec<Id>,
    /// The records: requests, cards, what belongs to each, the people on its team, the circle, what is the same.
    pub records: BTreeSet<Id>,
    /// The cards among them. They can be read by whom they were granted to.
    pub cards: BTreeSet<Id>,
}

/// What a member needs for the jobs they were accepted for. A request that is over gives nobody its resident's address
/// any more.
pub fn jobs(state: &State, member: Id, now: Millis) -> Jobs {
    let member = state.canonical(member);
    let mine = |response: &&Response| response.accepted() && state.canonical(response.member) == member;
    let open = |request: &&Request| request.repeats.is_some() || !state.status(request, None, now).closed();
    let mut jobs = Jobs::default();
    for request in state.requests().filter(open) {
        let responses: Vec<Id> =
            state.responses(request.id).filter(mine).map(|response| response.id).collect();
        if responses.is_empty() {
            continue;
        }
        jobs.requests.push(request.id);
        jobs.responses.extend(responses);
        jobs.records.extend(state.belonging(request.id).into_iter().flat_map(|id| state.group(id)));
        jobs.cards.extend(request.resident.into_iter().flat_map(|card| state.group(card)));
        let team = state.responses(request.id).map(|response| response.member);
        jobs.records.extend(team.flat_map(|member| state.group(member)));
    }
    if !jobs.requests.is_empty() {
        jobs.records.extend(state.circle().map(|circle| circle.id));
        jobs.records.extend(state.group(member));
    }
    let all: BTreeSet<Id> = jobs.records.union(&jobs.cards).copied().collect();
    let joins = state.answers().filter(|answer| all.contains(&answer.pair.0) || all.contains(&answer.pair.1));
    jobs.records.extend(joins.map(|answer| answer.id));
    jobs.records.extend(jobs.cards.iter().copied());
    jobs
}
