//! A helper's copy of a card leaves their phone, with its key, the circle's days after their last job there.

use tanomo_domain::cards::Reads;
use tanomo_domain::date::Millis;
use tanomo_domain::state::State;
use tanomo_domain::view::{Resident, Role};
use tanomo_record::Id;
use tanomo_sync::engine::Engine;

use super::grants;

/// The cards that are to leave this phone, which is `me`'s and no lead's. One whose key is not known to be with a lead
/// stays: it may be the only copy.
pub(super) fn to_leave(state: &State, engine: &Engine, me: Id, now: Millis) -> Vec<Id> {
    let standing = engine.roster().standing();
    let held: Vec<Id> = state
        .records()
        .filter(|(_, record)| record.kind() == Resident::KIND)
        .map(|(id, _)| id)
        .filter(|&card| state.reads_card(card, me, Role::Helper, now) == Reads::Not)
        .collect();
    if held.is_empty() {
        return held;
    }
    let grants: Vec<_> = grants::grants(state).collect();
    let mine = engine.me();
    let safe = |card: &Id| {
        let Some(key) = engine.card_key(*card) else { return false };
        // It was given to this phone by one that has it, or to a lead.
        let granted = grants.iter().filter(|grant| grant.card == *card && grant.key == key.name);
        granted.into_iter().any(|grant| grant.to == mine || standing.leads(&grant.to))
    };
    held.into_iter().filter(safe).collect()
}
