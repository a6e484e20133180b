//! A circle to try things out in: what a squad's records look like after a few months, written by the same
//! commands people use. All names are made up.

use tanomo_record::Id;

use crate::change::Change;
use crate::date::Millis;
use crate::state::State;

/// The steps that make the sample circle, one after the other.
#[derive(Clone, Debug)]
pub struct Script {
    circle: Id,
    me: Id,
    now: Millis,
    seed: [u8; 16],
    step: usize,
}

impl Script {
    /// The script for this circle, in which `me` is the lead, seen at `now`; `seed` is random and makes the
    /// ids.
    pub fn new(circle: Id, me: Id, now: Millis, seed: [u8; 16]) -> Self {
        Self { circle, me, now, seed, step: 0 }
    }

    /// Who does the next step and what it changes, decided on the state the steps before it left; `None`
    /// when all is done.
    pub fn next(&mut self, state: &State) -> Option<(Id, Vec<Change>)> {
        if self.step > 0 {
            return None;
        }
        self.step += 1;
        let ids = [self.circle, Id::new(self.seed), self.me, self.me];
        let ctx = crate::command::Context { now: self.now, me: self.me, role: crate::view::Role::Lead, ids };
        let founding = crate::command::Founding {
            circle: "見本の隊".to_owned(),
            name: "見本 太郎".to_owned(),
            reading: "みほん たろう".to_owned(),
            towns: Vec::new(),
        };
        let founded = crate::decide::decide(state, &ctx, crate::command::Command::FoundCircle(founding));
        founded.ok().map(|changes| (self.me, changes))
    }
}
