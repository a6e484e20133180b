//! From phone to phone with no network: what this phone shows another one, and what it takes in. Neither needs the
//! server, and neither counts as sent: what waits goes on waiting.

use std::collections::BTreeMap;

use futures::channel::oneshot;
use leptos::prelude::*;
use tanomo_domain::change::Change;
use tanomo_domain::handover::jobs;
use tanomo_record::Id;
use tanomo_sync::engine::Copy;
use tanomo_sync::handover::{Bundle, HandoverId, NotAFrame, NotGiven, NotRead, Receipt};
use tanomo_sync::{DeviceKeys, Roster, record_id};
use tanomo_wire::DeviceId;

use super::kept::Ground;
use super::turns::{BrowserRandom, Held, Turn};
use super::{NotLinked, Phone, grants};
use crate::store::{Store, Trouble, now, write};

/// What is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Goods {
    /// The jobs of the phone's holder, with the grants for that phone.
    Jobs,
    /// Everything of this phone that waits to be sent.
    Unsent,
    /// All records.
    All,
}

/// Something that is being handed over.
#[derive(Clone)]
pub struct Handing {
    /// Names it.
    pub of: HandoverId,
    /// How many records are in it.
    pub records: u32,
    /// What the other phone takes in.
    pub content: Vec<u8>,
}

/// What was taken in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Came {
    /// How many records.
    pub records: u32,
    /// How many of them said something new.
    pub new: u32,
    /// How many are cards that stand closed here: opened, they take in what came when it is handed over again.
    pub closed: u32,
    /// Whose phone gave it.
    pub from: Id,
    /// The text of the receipt's QR.
    pub receipt: String,
}

/// Why something was not taken in, or not handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotHanded {
    /// It is something else.
    Foreign,
    /// A newer app made it.
    Newer,
    /// It is cut off or broken.
    Torn,
    /// It is another circle's.
    OtherCircle,
    /// Who gave it was put out.
    GiverOut,
    /// This phone made it.
    Own,
    /// The other phone is not in the circle.
    ReceiverOut,
    /// There is nothing to hand over.
    Nothing,
    /// The cards have to be opened first.
    Locked,
    /// Something with the way to the other phones.
    Way(NotLinked),
}

impl From<NotLinked> for NotHanded {
    fn from(why: NotLinked) -> Self {
        Self::Way(why)
    }
}

impl From<Trouble> for NotHanded {
    fn from(trouble: Trouble) -> Self {
        match trouble {
            Trouble::Locked | Trouble::NeedsNumber => Self::Locked,
            trouble => Self::Way(NotLinked::Phone(trouble)),
        }
    }
}

impl From<NotRead> for NotHanded {
    fn from(why: NotRead) -> Self {
        match why {
            NotRead::Foreign => Self::Foreign,
            NotRead::Newer => Self::Newer,
            NotRead::Torn => Self::Torn,
        }
    }
}

impl From<NotGiven> for NotHanded {
    fn from(why: NotGiven) -> Self {
        match why {
            NotGiven::NotIn => Self::ReceiverOut,
            NotGiven::MayNot => Self::Way(NotLinked::Alone),
            NotGiven::Nothing => Self::Nothing,
        }
    }
}

/// What a bundle came to, as the loop tells it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Taken {
    pub new: u32,
    pub not_believed: u32,
    pub closed: u32,
}

impl Store {
    /// How many records of this kind there are to hand over to a phone's holder.
    pub fn to_hand_over(self, to: Id, goods: Goods) -> u32 {
        let count = match goods {
            Goods::Jobs => self.with(|state| jobs(state, to, now()).requests.len()),
            Goods::Unsent => self.unsent.get() as usize,
            Goods::All => self.with(|state| state.records().count() + state.closed_cards()),
        };
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    /// Seals what is handed over to another phone of the circle. With jobs go the grants that phone needs, also those
    /// that were not given yet.
    ///
    /// # Errors
    /// [`NotHanded`].
    pub async fn hand_over(self, to: Phone, goods: Goods) -> Result<Handing, NotHanded> {
        let held = self.held().await?;
        let mut ids: Vec<Id> = match goods {
            Goods::Jobs => {
                let jobs = self.peek(|state| jobs(state, to.member, now()));
                if jobs.cards.iter().any(|card| self.peek(|state| state.is_closed(*card)))
                    && !self.cards_open().get_untracked()
                {
                    return Err(NotHanded::Locked);
                }
                // The loop first takes in that the cards were opened a moment ago.
                loop_is_through(&held).await?;
                self.grant_now(&held, to.device).await?;
                let given = self.peek(|state| {
                    let given = state.records().filter(|(_, record)| {
                        let grant = tanomo_sync::grant::Grant::read(record);
                        grant.is_some_and(|grant| grant.to == to.device && jobs.cards.contains(&grant.card))
                    });
                    given.map(|(id, _)| id).collect::<Vec<_>>()
                });
                jobs.records.into_iter().chain(given).collect()
            }
            Goods::Unsent => self.look(|inner| inner.waiting.iter().copied().collect()),
            Goods::All => {
                self.peek(|state| state.records().map(|(id, _)| id).chain(state.closed_ids()).collect())
            }
        };
        ids.sort_unstable();
        ids.dedup();
        let copies = self.copies(&ids).await?;
        let closed = copies.values().any(|copy| *copy == Copy::Unopened);
        if closed && !self.cards_open().get_untracked() {
            return Err(NotHanded::Locked);
        }
        let engine = held.engine.borrow();
        let engine = engine.as_ref().ok_or(NotLinked::Phone(Trouble::NotReady))?;
        let all_grants = goods == Goods::Unsent;
        let bundle = engine.bundle(to.device, &copies, all_grants, &mut BrowserRandom)?;
        let records = u32::try_from(bundle.records()).unwrap_or(u32::MAX);
        let content = bundle.to_bytes();
        Ok(Handing { of: HandoverId::of(&content), records, content })
    }

    /// The copies of records as they stand on the disk.
    async fn copies(self, ids: &[Id]) -> Result<BTreeMap<Id, Copy>, NotHanded> {
        let parts = self.look(|inner| {
            let circle = inner.device.as_ref().map(|device| device.circle);
            Some((inner.journal.clone()?, circle?, inner.key.clone()))
        });
        let (journal, circle, key) = parts.ok_or(Trouble::NotReady)?;
        Ok(Ground::read(&journal, circle, key, ids).await?.standing)
    }

    /// Writes the grants that another phone is missing, where this one can give them. The loop may be about to write the
    /// same: what is missing is seen once its turn is over.
    async fn grant_now(self, held: &Held, to: DeviceId) -> Result<(), NotHanded> {
        let queue = self.queue.get_value();
        let _turn = queue.lock().await;
        let changes = {
            let engine = held.engine.borrow();
            let Some(engine) = engine.as_ref() else { return Ok(()) };
            let to = to.to_string();
            let is_to = |change: &Change| {
                change
                    .writes
                    .iter()
                    .any(|(field, value)| field == "to" && value.as_str() == Some(to.as_str()))
            };
            let now = self.server_time().unwrap_or_else(now);
            let missing = self.peek(|state| grants::missing(state, engine, now, &mut BrowserRandom));
            missing.into_iter().filter(is_to).collect::<Vec<_>>()
        };
        let me = self.look(|inner| inner.device.as_ref().map(|device| device.me));
        if let Some(me) = me {
            write::write(self, changes, me, true, Box::new(|| {})).await?;
        }
        Ok(())
    }

    /// Takes in what another phone handed over.
    ///
    /// # Errors
    /// [`NotHanded`]; then nothing was taken in.
    pub async fn take_over(self, content: &[u8]) -> Result<Came, NotHanded> {
        let bundle = Bundle::from_bytes(content)?;
        let held = self.held().await?;
        let (from, circle, keys) = {
            let (engine, keys) = (held.engine.borrow(), held.keys.borrow());
            let engine = engine.as_ref().ok_or(NotLinked::Phone(Trouble::NotReady))?;
            let keys = keys.clone().ok_or(NotLinked::Phone(Trouble::NotReady))?;
            (giver(&bundle, engine.roster(), &keys)?, bundle.circle, keys)
        };
        let records = u32::try_from(bundle.records()).unwrap_or(u32::MAX);
        let changes = bundle.pushes.into_iter().flatten().collect();
        let (tell, told) = oneshot::channel();
        held.turn(Turn::Handed { entries: bundle.entries, changes, tell });
        let taken = told.await.map_err(|_| NotLinked::Phone(Trouble::NotReady))?;
        let came = records.saturating_sub(taken.not_believed);
        let receipt = Receipt { of: HandoverId::of(content), by: keys.id(), came };
        let receipt = receipt.to_text(&circle, &keys);
        Ok(Came { records: came, new: taken.new, closed: taken.closed, from, receipt })
    }

    /// What a receipt says: of which hand-over, and how many records came. It changes nothing here.
    ///
    /// # Errors
    /// [`NotHanded`].
    pub async fn read_receipt(self, text: &str) -> Result<(HandoverId, u32), NotHanded> {
        let held = self.held().await?;
        let engine = held.engine.borrow();
        let engine = engine.as_ref().ok_or(NotLinked::Phone(Trouble::NotReady))?;
        match Receipt::read(text, engine.roster()) {
            Ok(receipt) => Ok((receipt.of, receipt.came)),
            Err(NotAFrame::Foreign) => Err(NotHanded::Foreign),
            Err(NotAFrame::Newer) => Err(NotHanded::Newer),
            Err(NotAFrame::Torn) => Err(NotHanded::Torn),
        }
    }
}

/// Waits until the loop has done all it was told so far.
async fn loop_is_through(held: &Held) -> Result<(), NotHanded> {
    let (tell, told) = oneshot::channel();
    held.turn(Turn::Handed { entries: Vec::new(), changes: Vec::new(), tell });
    told.await.map(drop).map_err(|_| NotLinked::Phone(Trouble::NotReady).into())
}

/// Whose phone gave a bundle, if it counts here: with the entries it brings itself, its giver is in.
fn giver(bundle: &Bundle, roster: &Roster, keys: &DeviceKeys) -> Result<Id, NotHanded> {
    if bundle.circle != roster.circle() {
        return Err(NotHanded::OtherCircle);
    }
    if bundle.from == keys.id() {
        return Err(NotHanded::Own);
    }
    let mut roster = roster.clone();
    for entry in &bundle.entries {
        // What does not fit is left out by the engine too.
        let _ = roster.take(entry.clone());
    }
    let listed = roster.standing().device(&bundle.from).ok_or(NotLinked::NotBelieved)?;
    if listed.revoked.is_some() {
        return Err(NotHanded::GiverOut);
    }
    Ok(Id::new(*listed.device.member.bytes()))
}

/// The ids a bundle's changes are about.
pub(super) fn ids_of(changes: &[tanomo_wire::Change]) -> Vec<Id> {
    changes.iter().map(|change| record_id(change.revision.id)).collect()
}
