//! What the engine tells, beside what it writes and sends.

use leptos::task::spawn_local;
use tanomo_sync::DeviceKeys;
use tanomo_sync::engine::{Engine, News, Out};
use tanomo_wire::circle::{Entries, Join, Joined, Joining, registration_bytes};
use tanomo_wire::names::Token as _;
use tanomo_wire::{PROTO, Why, path};

use super::super::kept::Link;
use super::super::{Poke, Stuck, Travel, courier};
use super::{Line, Turn};

impl Line {
    pub(super) fn tell(&self, news: &News) {
        match news {
            News::ReadOnly => self.travel(Travel::TooOld),
            News::NotKnown => self.register(),
            News::OfferExport => {
                let out = self.held.engine.borrow().as_ref().and_then(Engine::out);
                self.store.travel.set(Travel::PutOut(out.unwrap_or(Out::ByLead)));
            }
            News::Rejected(id, why) => self.store.note_stuck(
                *id,
                match why {
                    Why::Full => Stuck::NoRoom,
                    Why::TooLarge | Why::BlobMissing | Why::UnknownEpoch => Stuck::NotYet,
                    Why::Other => Stuck::Refused,
                },
            ),
            News::Unsendable(id) => self.store.note_stuck(*id, Stuck::NotYet),
            News::NotBelieved(id) => self.store.note_stuck(*id, Stuck::NotBelieved),
            // The two cards ask by themselves whether they are of one person, and a roster that is not believed
            // changes nothing.
            News::LikelySame { .. } | News::RosterNotBelieved(_) => {}
        }
    }

    /// The server forgot this phone: it shows its roster and registers again.
    fn register(&self) {
        let (engine, link, keys) =
            (self.held.engine.borrow(), self.held.link.borrow(), self.held.keys.borrow());
        let (Some(engine), Some(link), Some(keys)) = (engine.as_ref(), link.as_ref(), keys.as_ref()) else {
            return;
        };
        if self.held.registering.replace(true) {
            return;
        }
        let entries = Entries::new(engine.roster().entries().to_vec()).unwrap_or_default();
        let join = join(link, keys, Joining::Again(entries));
        let (path, held) = (path::of(path::DEVICES, &link.circle), self.held.clone());
        spawn_local(async move {
            let answer =
                courier::ask::<Joined>("POST", &path, None, Some(courier::json(&join)), 30_000).await;
            held.registering.set(false);
            if answer.is_ok() {
                held.turn(Turn::Poke(Poke::Hurry));
            }
        });
    }
}

/// A device's registration, signed.
pub(in crate::store::link) fn join(link: &Link, keys: &DeviceKeys, how: Joining) -> Join {
    let (device, token) = (keys.id(), link.token.hash());
    let signature = keys.sign(&registration_bytes(&link.circle, &device, &token));
    Join { proto: PROTO, device, how, token, signature }
}
