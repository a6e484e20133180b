//! What the journal forgets of the server a circle leaves, and notes for the one it goes to.

use super::super::wakes;
use super::{INVITATIONS, LINK, Link, OWNER, PLACE, PUSH, Place, json};
use crate::store::journal::{Journal, META, PHOTOS, PHOTOS_OUT};
use crate::store::{Trouble, photos, random};
use tanomo_record::Id;

/// How many photos are held in memory at once.
const AT_ONCE: u32 = 4;

/// Keeps a circle's new server, in one transaction: everything is fetched from there and what it lacks is sent, photos
/// too. Invitations and wakes were the old one's. An engine still at work keeps nothing more.
pub(in crate::store::link) async fn move_link(journal: &Journal, link: &Link) -> Result<(), Trouble> {
    let owner = Id::new(random()?).to_string();
    let place = Place { cursor: None, refilling: true, roster_seen: 0 };
    let txn = journal.idb().write(&[META, PHOTOS, PHOTOS_OUT])?;
    txn.put(META, &journal.own(LINK), &json(link).into())?;
    txn.put(META, &journal.own(OWNER), &owner.into())?;
    txn.put(META, &journal.own(PLACE), &json(&place).into())?;
    for name in [INVITATIONS, PUSH, wakes::ASKED] {
        txn.delete(META, &journal.own(name))?;
    }
    let mut after = None::<String>;
    loop {
        let page = txn.page(PHOTOS, journal.prefix(), after.as_deref(), AT_ONCE).await?;
        for (key, value) in &page {
            let bytes = photos::bytes(value).map_or(0, |bytes| bytes.len());
            txn.put(PHOTOS_OUT, key, &(bytes as f64).into())?;
        }
        match page.into_iter().next_back() {
            Some((key, _)) => after = Some(key),
            None => break,
        }
    }
    Ok(txn.done().await?)
}
