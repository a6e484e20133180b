//! What the state line says of the way, and what the roster lets this phone do.

use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::view::Role;
use tanomo_sync::DeviceKeys;
use tanomo_sync::engine::Failure;
use tanomo_wire::ProblemKind;

use super::Line;
use crate::browser::clock;
use crate::store::link::{Travel, listen, people, photos};

impl Line {
    pub(super) fn underway(&mut self) {
        let left = self.store.unsent.get_untracked();
        self.of = self.of.max(left);
        let done = self.of.saturating_sub(left);
        self.travel(Travel::Underway { done, of: self.of });
    }

    pub(super) fn settled(&mut self) {
        // After the records, and without holding them up.
        spawn_local(photos::send(self.store, self.held.clone(), self.journal.clone()));
        let (unsent, stuck) = (self.store.unsent.get_untracked(), self.store.held_back());
        if unsent == 0 {
            self.of = 0;
            self.travel(Travel::Settled(Some(clock::now())));
        } else if stuck == unsent {
            self.of = 0;
            self.travel(Travel::Stuck(stuck));
        } else {
            self.underway();
        }
    }

    pub(super) fn failed(&mut self, why: &Failure) {
        self.of = 0;
        self.travel(match why {
            Failure::Network => {
                listen::ask_worker();
                Travel::Unreachable
            }
            Failure::Problem(problem) if problem.kind == ProblemKind::TooOld => Travel::TooOld,
            // It is put right by itself.
            Failure::Problem(problem) if problem.kind == ProblemKind::UnknownCursor => Travel::Unreachable,
            Failure::Problem(problem) => Travel::Refused(problem.kind),
        });
    }

    pub(super) fn travel(&self, travel: Travel) {
        let now = self.store.travel.get_untracked();
        if now != travel && !matches!(now, Travel::PutOut(_)) {
            self.store.travel.set(travel);
        }
    }

    /// The roster may have changed what this phone may do, and who there is.
    pub(super) fn note_roster(&mut self) {
        let engine = self.held.engine.borrow();
        let (Some(engine), Some(me)) =
            (engine.as_ref(), self.held.keys.borrow().as_ref().map(DeviceKeys::id))
        else {
            return;
        };
        let entries = engine.roster().entries().len();
        if entries == self.roster {
            return;
        }
        self.roster = entries;
        let listed = engine.roster().standing().device(&me);
        let role = listed.map_or(Role::Helper, |listed| people::role_of(listed.role));
        let _ = self.store.inner.try_update_value(|inner| inner.roster_role = Some(role));
        self.store.changed.update(|version| *version += 1);
    }
}
