//! The circle's other phones: how this phone comes to them, and what it says of its way there.
//!
//! A circle lives without any of this, on one phone. Once it is connected, its records travel sealed; what the
//! server sees is in `tanomo_wire`, what the phones do with it in `tanomo_sync`. Here the engine of that crate gets
//! its disk, its network and its clock.
//!
//! # Layout
//! - `kept`: what the journal holds of it; `turns`: the loop that feeds the engine and carries out what it says
//! - `courier`: requests and answers over HTTP; `listen`: when to try, and what is sent when the app is left;
//!   `daily`: when everything is compared
//! - `joining`: connecting a circle, inviting, joining, the recovery sheet; `asked`: waiting to be let in
//! - `wakes`: whom to wake for what was written, and having this phone woken
//! - `server`: another server than the app's own; `moving`: going over to one
//! - `photos`: sealed photos, sent and fetched
//! - `handover`: from phone to phone, by QR or in a file
//! - `people`: the phones of a circle, letting in and putting out; `grants`: who may open a card

mod asked;
mod courier;
mod daily;
mod grants;
mod handover;
mod joining;
mod kept;
mod listen;
mod moving;
mod people;
mod photos;
mod server;
mod turns;
mod wakes;

pub use handover::{Came, Goods, Handing, NotHanded};
pub use joining::{Invited, Joining, Printed, Uses};
pub use people::{Asking, Phone, PhoneKind};
pub use photos::NotFetched;
pub use wakes::NoNotices;

use std::any::Any;
use std::rc::Rc;

use leptos::prelude::*;
use tanomo_record::Id;
use tanomo_sync::engine::Failure;
pub use tanomo_sync::engine::Out;
use tanomo_wire::ProblemKind;

use super::{Store, Trouble};
use turns::Held;

pub(super) use turns::go_on;

/// What the way to the other phones is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Poke {
    /// Something was written, here or in another window.
    Wrote,
    /// There may be a connection again, or somebody asks.
    Hurry,
    /// The cards were opened or closed.
    Cards,
}

/// The id that a paper form's number gives its request, while an engine is at work here.
type FormId = Rc<dyn Fn(&str) -> Option<Id>>;

/// The way to the other phones, as the rest of the store sees it: what is behind it is in a part of its own.
#[derive(Clone)]
pub(super) struct Way {
    held: Rc<dyn Any>,
    poke: Rc<dyn Fn(Poke)>,
    form: FormId,
}

impl Way {
    fn of(held: &Rc<Held>) -> Self {
        let (told, asked) = (held.clone(), held.clone());
        Self {
            held: held.clone(),
            poke: Rc::new(move |poke| told.turn(turns::Turn::Poke(poke))),
            form: Rc::new(move |number| Some(asked.engine.borrow().as_ref()?.secrets().form_id(number))),
        }
    }
}

impl Store {
    /// Tells the way to the other phones, where there is one.
    pub(super) fn poke(self, poke: Poke) {
        if let Some(way) = self.look(|inner| inner.way.clone()) {
            (way.poke)(poke);
        }
    }

    /// The id that every phone of the circle gives the request of this paper form; `None` while the circle is on this
    /// phone alone.
    pub(super) async fn form_id(self, number: &str) -> Option<Id> {
        let way = self.look(|inner| inner.way.clone())?;
        for tries in 0..TRIES {
            if let Some(id) = (way.form)(number) {
                return Some(id);
            }
            if tries == 0 {
                self.poke(Poke::Hurry);
            }
            super::room::wait(100).await;
        }
        None
    }

    /// What stands behind the way, with an engine at work; a window that had left it to another takes it back.
    async fn held(self) -> Result<Rc<Held>, NotLinked> {
        let way = self.look(|inner| inner.way.clone()).ok_or(NotLinked::Alone)?;
        let held = way.held.downcast::<Held>().map_err(|_| NotLinked::Alone)?;
        for tries in 0..TRIES {
            if held.engine.borrow().is_some() {
                return Ok(held);
            }
            if tries == 0 {
                self.poke(Poke::Hurry);
            }
            super::room::wait(100).await;
        }
        Err(NotLinked::Phone(Trouble::NotReady))
    }
}

/// How many tenths of a second opening the engine may take.
const TRIES: u32 = 50;

/// How the records of this phone's circle stand between its phones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Travel {
    /// The circle is on this phone alone; nothing is sent anywhere.
    #[default]
    Alone,
    /// This phone asked to be let in, with an invitation for many; a lead says yes. The number is shown on both
    /// phones, so that the lead knows whom.
    Asked(String),
    /// Something is being sent or fetched: so many of so many records were sent.
    Underway {
        /// Sent since the phone began to send.
        done: u32,
        /// To be sent in all.
        of: u32,
    },
    /// Everything was sent and fetched at that time, in milliseconds since 1970 UTC; `None` since the app started.
    Settled(Option<u64>),
    /// Everything else was sent; so many records stay here, each for a reason of its own ([`Store::stuck`]).
    Stuck(u32),
    /// No connection to the server; tried again by itself.
    Unreachable,
    /// The server answered that it cannot or will not; tried again by itself. Nothing is lost.
    Refused(ProblemKind),
    /// This version of the app is too old to send; everything is kept until it is a newer one.
    TooOld,
    /// A lead put this phone out, it left, or the circle has ended: an export is offered, then everything goes
    /// ([`super::Store::leave_for_good`]).
    PutOut(Out),
}

/// Why one record does not travel. It stays on this phone and is tried again; the others go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stuck {
    /// The circle's room at the server is full.
    NoRoom,
    /// It is too large, or waits for the circle's new secrets or for a photo.
    NotYet,
    /// The server refuses it for a reason that this version does not know.
    Refused,
    /// What came of it from another phone does not count, until a revision comes that does: nobody signed it who may.
    NotBelieved,
}

impl Store {
    /// The records that do not travel, each with its reason. Follows what is sent.
    pub fn stuck(self) -> Vec<(Id, Stuck)> {
        self.changed.track();
        self.unsent.track();
        self.look(|inner| inner.stuck.iter().map(|(id, why)| (*id, *why)).collect())
    }

    fn note_stuck(self, id: Id, why: Stuck) {
        if self.inner.try_update_value(|inner| inner.stuck.insert(id, why)) != Some(Some(why)) {
            self.changed.update(|version| *version += 1);
        }
    }

    /// How many of what waits cannot be sent as it is.
    fn held_back(self) -> u32 {
        let of =
            |inner: &super::Inner| inner.waiting.iter().filter(|id| inner.stuck.contains_key(id)).count();
        u32::try_from(self.look(of)).unwrap_or(u32::MAX)
    }
}

/// Why something with the other phones did not go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotLinked {
    /// No connection to the server.
    Unreachable,
    /// The server said no; `Forbidden` where making a circle takes the operator's code.
    Refused(ProblemKind),
    /// The text is no invitation, or no recovery sheet, of ours.
    NotOurs,
    /// One of the sheet's words is not the one on the paper; its place from 1, where that is known.
    Word(Option<usize>),
    /// Only a lead may.
    LeadsOnly,
    /// It would leave the circle without a lead.
    LastLead,
    /// There is a circle on this phone already.
    HasCircle,
    /// This phone is in that circle and has put it aside.
    PutAside,
    /// The circle is not connected.
    Alone,
    /// What was typed is no server's address.
    NoServer,
    /// What the server brought is not what the circle's people signed.
    NotBelieved,
    /// The phone could not.
    Phone(Trouble),
}

impl From<Failure> for NotLinked {
    fn from(why: Failure) -> Self {
        match why {
            Failure::Network => Self::Unreachable,
            Failure::Problem(problem) => Self::Refused(problem.kind),
        }
    }
}

impl From<tanomo_sync::roster::NotBelieved> for NotLinked {
    fn from(_: tanomo_sync::roster::NotBelieved) -> Self {
        Self::NotBelieved
    }
}

impl From<Trouble> for NotLinked {
    fn from(trouble: Trouble) -> Self {
        Self::Phone(trouble)
    }
}
