//! Several circles on one phone: one is open, the others wait in the journal as they were left.
//!
//! Everything of a circle stands under its name in both stores, but for what this phone is to the open one and for
//! the drafts: those are put aside with it. Opening another circle starts the app anew.

use leptos::prelude::*;
use tanomo_domain::view::Circle;
use tanomo_record::{Id, Record};

use super::device::Device;
use super::idb::Idb;
use super::journal::{self, Journal};
use super::working::Working;
use super::{Store, Trouble, drafts, wipe};

/// A circle of this phone that is not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherCircle {
    /// Names it.
    pub circle: Id,
    /// Its name; empty where none has come yet.
    pub name: String,
    /// Prefecture and city, which tell squads of one name apart.
    pub place: String,
    /// How many of its records wait to be sent, as they do until it is opened.
    pub unsent: usize,
}

impl Store {
    /// The circles of this phone that are not open, by name.
    pub async fn other_circles(self) -> Vec<OtherCircle> {
        let Some(idb) = self.idb() else { return Vec::new() };
        let mut others = Vec::new();
        for device in self.other_devices(&idb).await {
            let circle = device.circle;
            let journal = Journal::of(idb.clone(), circle);
            let unsent = journal.unsent().await.map_or(0, |ids| ids.len());
            let known = read(&journal, circle).await;
            let place = known.as_ref().map(|known| format!("{}{}", known.prefecture, known.city));
            let name = known.map(|known| known.name).unwrap_or_default();
            others.push(OtherCircle { circle, name, place: place.unwrap_or_default(), unsent });
        }
        others.sort_by(|a, b| a.name.cmp(&b.name));
        others
    }

    /// Whether there is a circle that is not open.
    pub async fn has_other_circles(self) -> bool {
        !self.put_aside().await.is_empty()
    }

    /// Whether this one is there and not open.
    pub(super) async fn has_put_aside(self, circle: Id) -> bool {
        match self.idb() {
            Some(idb) => self.other_devices(&idb).await.iter().any(|device| device.circle == circle),
            None => false,
        }
    }

    /// The journals of the circles that are not open.
    pub(super) async fn put_aside(self) -> Vec<Journal> {
        let Some(idb) = self.idb() else { return Vec::new() };
        let others = self.other_devices(&idb).await;
        others.iter().map(|device| Journal::of(idb.clone(), device.circle)).collect()
    }

    /// Puts the open circle aside and opens another one, or none, so that one more can be begun or joined. The app
    /// starts anew.
    ///
    /// # Errors
    /// [`Trouble`] where the browser keeps no journal, or does not write it; then nothing has changed.
    pub async fn open_circle(self, circle: Option<Id>) -> Result<(), Trouble> {
        let queue = self.queue.get_value();
        let _turn = queue.lock().await;
        let idb = self.idb().ok_or(Trouble::NotReady)?;
        let next = match circle {
            Some(circle) => {
                let mut others = self.other_devices(&idb).await.into_iter();
                Some(others.find(|device| device.circle == circle).ok_or(Trouble::NotReady)?)
            }
            None => None,
        };
        let open = self.look(|inner| inner.device.clone());
        if let Some(open) = &open {
            journal::keep_device(&idb, open).await?;
        }
        journal::begin_with(&idb, next.as_ref()).await?;
        self.lock();
        if let Some(open) = open {
            drafts::put_aside(open.circle);
            // localStorage holds one circle; the journal has all of it.
            Working::of(open.circle).clear();
        }
        match next {
            Some(next) => {
                drafts::take_back(next.circle);
                next.keep();
            }
            None => Device::forget(),
        }
        self.tell_tabs();
        wipe::start_anew();
        Ok(())
    }

    pub(super) fn idb(self) -> Option<Idb> {
        self.look(|inner| inner.journal.as_ref().map(|journal| journal.idb().clone()))
    }

    /// The other windows look whether their circle is still the open one.
    pub(super) fn tell_tabs(self) {
        self.look(|inner| {
            if let Some(tabs) = &inner.tabs {
                tabs.tell(0);
            }
        });
    }

    async fn other_devices(self, idb: &Idb) -> Vec<Device> {
        let open = self.look(|inner| inner.device.as_ref().map(|device| device.circle));
        let mut devices = journal::devices(idb).await.unwrap_or_default();
        devices.retain(|device| Some(device.circle) != open);
        devices
    }
}

async fn read(journal: &Journal, circle: Id) -> Option<Circle> {
    let stored = journal.one(circle).await.ok().flatten()?;
    Some(Circle::read(circle, &Record::from_text(&stored.text).ok()?))
}
