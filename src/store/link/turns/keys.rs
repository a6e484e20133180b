//! The keys of cards: given to whom they are for, and replaced once somebody who knows one no longer reads the card.

use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::change::Change;
use tanomo_domain::date::Millis;
use tanomo_domain::state::State;
use tanomo_domain::view::Resident;
use tanomo_record::Id;
use tanomo_sync::card::CardKey;
use tanomo_sync::engine::{Engine, Event};

use super::super::{grants, kept};
use super::{BrowserRandom, Ended, Line};
use crate::store::{now, write};

impl Line {
    /// What was written since it was last sealed, what opens a card before the card.
    pub(super) async fn written(&mut self) -> Result<Vec<Id>, Ended> {
        let mut written = kept::written(&self.journal, &self.sealed).await?;
        if self.renew_keys(&written).await? {
            written = kept::written(&self.journal, &self.sealed).await?;
        }
        self.store.peek(|state| written.sort_by_key(|id| is_card(state, *id)));
        Ok(written)
    }

    /// Cards that are about to be sealed under a key that somebody knows who is not to get another, which their
    /// readers have before what it opens. A phone killed in between finds the card still to be sealed, and the key.
    async fn renew_keys(&mut self, written: &[Id]) -> Result<bool, Ended> {
        let keys: Vec<(Id, CardKey)> = self.look(|state, engine, now| {
            let cards: Vec<Id> = written.iter().copied().filter(|id| is_card(state, *id)).collect();
            if cards.is_empty() {
                return Vec::new();
            }
            grants::renewed(state, engine, &cards, now, &mut BrowserRandom)
        });
        let renewed = !keys.is_empty();
        for (card, key) in keys {
            self.step(Event::CardKey { card, key }).await?;
        }
        if renewed {
            let missing = self.missing();
            let me = self.store.look(|inner| inner.device.as_ref().map(|device| device.me));
            if let (Some(me), false) = (me, missing.is_empty()) {
                let queue = self.store.queue.get_value();
                let _turn = queue.lock().await;
                write::write(self.store, missing, me, true, Box::new(|| {})).await?;
            }
        }
        Ok(renewed)
    }

    /// Gives the keys of cards to whom they are for, as far as this phone can.
    pub(super) fn grant(&self) {
        self.write_soon(self.missing());
        self.write_soon(self.look(grants::to_seal_anew));
    }

    fn missing(&self) -> Vec<Change> {
        self.look(|state, engine, now| grants::missing(state, engine, now, &mut BrowserRandom))
    }

    /// By the server's day where it is known: whom a card is for is not this phone's clock to say.
    fn look<T: Default>(&self, look: impl FnOnce(&State, &Engine, Millis) -> T) -> T {
        let now = self.store.server_time().unwrap_or_else(now);
        let engine = self.held.engine.borrow();
        engine.as_ref().map_or_else(T::default, |engine| self.store.peek(|state| look(state, engine, now)))
    }

    /// It waits for its turn like everything a person writes, and pokes this loop when it is kept.
    fn write_soon(&self, changes: Vec<Change>) {
        let me = self.store.look(|inner| inner.device.as_ref().map(|device| device.me));
        if let (Some(me), false) = (me, changes.is_empty()) {
            let store = self.store;
            spawn_local(async move {
                let queue = store.queue.get_value();
                let _turn = queue.lock().await;
                let _ = write::write(store, changes, me, true, Box::new(|| {})).await;
            });
        }
    }
}

fn is_card(state: &State, id: Id) -> bool {
    state.record(id).is_some_and(|record| record.kind() == Resident::KIND)
}
