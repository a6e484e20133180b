//! Who may open a card: leads, and whoever was accepted for an open request that points to it. Each of their phones
//! gets the card's key in a record of its own.

use std::collections::BTreeSet;

use tanomo_domain::change::Change;
use tanomo_domain::state::State;
use tanomo_domain::view::Request;
use tanomo_record::Id;
use tanomo_sync::engine::Engine;
use tanomo_sync::grant::{self, Grant};
use tanomo_wire::{DeviceId, Role};

use super::turns::BrowserRandom;
use crate::store::{now, random};

/// The grants that are missing, as far as this phone can give them: it has the keys only while the cards are open.
/// Whom to let see a card is a lead's to say; any phone that made a card gives it to the leads.
pub(super) fn missing(state: &State, engine: &Engine, me: DeviceId) -> Vec<Change> {
    let standing = engine.roster().standing();
    let given: BTreeSet<_> = grants(state).map(|grant| (grant.card, grant.to, grant.key)).collect();
    let i_lead = standing.leads(&me);
    let mut changes = Vec::new();
    for card in state.held_cards().map(|resident| resident.id) {
        let Some(key) = engine.card_key(card) else { continue };
        let readers = if i_lead { readers(state, card) } else { BTreeSet::new() };
        for (device, listed) in standing.devices() {
            let reads = listed.role == Role::Lead
                || readers.contains(&state.canonical(Id::new(*listed.device.member.bytes())));
            if *device == me
                || listed.revoked.is_some()
                || !reads
                || given.contains(&(card, *device, key.name))
            {
                continue;
            }
            let to = (device, &listed.device.seal);
            let fields = grant::fields(&engine.roster().circle(), card, key, to, &mut BrowserRandom);
            let (Some(fields), Ok(id)) = (fields, random()) else { continue };
            let writes = fields.map(|(field, value)| (field.to_owned(), value)).to_vec();
            changes.push(Change { id: Id::new(id), kind: grant::KIND, writes });
        }
    }
    changes
}

/// Every grant that came.
pub(super) fn grants(state: &State) -> impl Iterator<Item = Grant> + '_ {
    state.records().filter_map(|(_, record)| Grant::read(record))
}

/// The members who were accepted for an open request of this resident's.
fn readers(state: &State, card: Id) -> BTreeSet<Id> {
    let (card, now) = (state.canonical(card), now());
    let open = |request: &&Request| {
        let theirs = request.resident.is_some_and(|id| state.canonical(id) == card);
        theirs && (request.repeats.is_some() || !state.status(request, None, now).closed())
    };
    let responses = state.requests().filter(open).flat_map(|request| state.responses(request.id));
    responses
        .filter(|response| response.accepted())
        .map(|response| state.canonical(response.member))
        .collect()
}
