//! Waiting to be let in: a lead's phone writes this one into the roster, with the circle's secrets wrapped for it.

use std::pin::pin;
use std::rc::Rc;

use futures::StreamExt as _;
use futures::channel::mpsc::UnboundedReceiver;
use futures::future::select;
use tanomo_sync::Roster;
use tanomo_wire::DeviceId;

use super::turns::{Held, Turn};
use super::{Travel, courier, kept};
use crate::store::journal::Journal;
use crate::store::{Store, Trouble, room};

/// How long between two looks, in milliseconds.
const EVERY: i32 = 10_000;

/// Four digits that follow from a device's name: the lead compares them with what the newcomer's screen shows.
pub(super) fn number(device: &DeviceId) -> String {
    let [first, second, third, ..] = *device.bytes();
    let whole = u32::from_be_bytes([0, first, second, third]);
    format!("{:04}", whole % 10_000)
}

/// Looks into the roster until this phone stands in it. A look at once where somebody asks.
pub(super) async fn until_let_in(
    store: Store,
    held: &Rc<Held>,
    journal: &Journal,
    heard: &mut UnboundedReceiver<Turn>,
) -> Result<(), Trouble> {
    loop {
        let keys = held.keys.borrow().clone().ok_or(Trouble::NotReady)?;
        let mut link = held.link.borrow().clone().ok_or(Trouble::NotReady)?;
        store.travel.set(Travel::Asked(number(&keys.id())));
        if let Ok(answer) = courier::roster(&link.circle, &link.token.to_header(), 0).await
            && let Ok(roster) = Roster::read(&link.circle, answer.entries.list())
        {
            let mut secrets = None;
            if roster.collect_secrets(&keys, &mut secrets) && secrets.is_some() {
                link.asked = false;
                return kept::keep_link(journal, &link, roster.entries(), secrets.as_ref()).await;
            }
        }
        let timer = pin!(room::wait(EVERY));
        let _ = select(heard.next(), timer).await;
    }
}
