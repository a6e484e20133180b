//! A helper's copy of a card leaves their phone, with its key, the circle's days after their last job there.
//!
//! The grant stays, because grants are never collected; it is not opened again before somebody is asked anew.

use tanomo_domain::cards::Reads;
use tanomo_domain::date::Millis;
use tanomo_domain::state::State;
use tanomo_domain::view::{Resident, Role};
use tanomo_record::Id;
use tanomo_sync::engine::{Copy, Engine, Event};
use tanomo_sync::grant::Grant;

use super::super::grants;
use super::{Ended, Line};
use crate::store::now;

impl Line {
    /// The grants that count now.
    pub(super) fn grants_to_open(&self) -> Vec<Grant> {
        let me = self.store.look(|inner| inner.device.as_ref().map(|device| device.me));
        let (role, now) = (self.store.role_now(), self.store.server_time().unwrap_or_else(now));
        self.store.peek(|state| {
            let reads = |card| me.is_some_and(|me| state.may_read_card(card, me, role, now));
            grants::grants(state).filter(|grant| reads(grant.card)).collect()
        })
    }

    /// The copies of cards that are no longer this phone's to read leave it, by the server's day.
    pub(super) async fn let_copies_leave(&mut self) -> Result<(), Ended> {
        let member = self.store.look(|inner| inner.device.as_ref().map(|device| device.me));
        let (Some(member), Some(now)) = (member, self.store.server_said()) else { return Ok(()) };
        if self.key().is_none() || self.store.role_now() == Role::Lead {
            return Ok(());
        }
        let leave = match &*self.held.engine.borrow() {
            Some(engine) => self.store.peek(|state| to_leave(state, engine, member, now)),
            None => return Ok(()),
        };
        for card in leave {
            // They wait apart from the record, and would go with the card before anybody else has them.
            if self.store.photos_wait(card).await {
                continue;
            }
            let ground = self.ground(&[card]).await?;
            let waits = self.store.look(|inner| inner.waiting.contains(&card));
            if let (Some(Copy::Record(record)), false) = (ground.standing.get(&card).cloned(), waits) {
                self.carry_out(Event::CardLeaves { card, record }, ground).await?;
            }
        }
        Ok(())
    }
}

/// The cards that are to leave this phone, which is `member`'s and no lead's. One whose key is not known to be with a
/// lead stays: it may be the only copy.
fn to_leave(state: &State, engine: &Engine, member: Id, now: Millis) -> Vec<Id> {
    let (device, standing) = (engine.me(), engine.roster().standing());
    let mut leave: Vec<Id> = state
        .records()
        .filter(|(_, record)| record.kind() == Resident::KIND)
        .map(|(id, _)| id)
        .filter(|&card| state.reads_card(card, member, Role::Helper, now) == Reads::Not)
        .collect();
    if leave.is_empty() {
        return leave;
    }
    let grants: Vec<Grant> = grants::grants(state).collect();
    leave.retain(|card| {
        // It was given to this phone by one that has it, or to a lead.
        engine.card_key(*card).is_some_and(|key| {
            let given = grants.iter().filter(|grant| grant.card == *card && grant.key == key.name);
            given.into_iter().any(|grant| grant.to == device || standing.leads(&grant.to))
        })
    });
    leave
}
