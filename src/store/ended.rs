//! Consent that somebody ended: the card goes after a moment in which it can be taken back, whatever becomes of the
//! page or the phone meanwhile.
//!
//! The journal notes when the card is to go, and forgets the note only when the card has gone or was taken back.

use leptos::prelude::UpdateValue;
use leptos::task::spawn_local;
use tanomo_domain::command::Command;
use tanomo_record::Id;

use super::journal::Journal;
use super::{Store, Trouble, now, room};

/// How long it can be taken back, in milliseconds.
pub const GRACE: i32 = 8_000;
/// How much later another window does it: the one where it was said is faster, or closed.
const LATER: i32 = 1_000;

impl Store {
    /// The card is to go when [`GRACE`] is over: by [`Store::erase_if_ended`], or at the next start. Returns when
    /// the disk knows.
    pub async fn end_consent(self, card: Id) {
        let _ = self.inner.try_update_value(|inner| inner.ended.insert(card));
        if let Some(journal) = self.journal() {
            let _ = journal.note_ended(card, now().0 + i64::from(GRACE)).await;
        }
    }

    /// The card stays, where it is not gone yet.
    pub fn take_back(self, card: Id) {
        let _ = self.inner.try_update_value(|inner| inner.ended.remove(&card));
        spawn_local(self.forget(card));
    }

    /// Erases the card if its consent was ended here and not taken back.
    pub fn erase_if_ended(self, card: Id) {
        if self.inner.try_update_value(|inner| inner.ended.remove(&card)) == Some(true) {
            spawn_local(self.erase(card));
        }
    }

    /// Erases what an earlier start noted, each when its moment is over.
    pub(super) async fn erase_ended(self) {
        let Some(journal) = self.journal() else { return };
        for (card, due) in journal.ended().await.unwrap_or_default() {
            let wait = i32::try_from(due - now().0).unwrap_or(i32::MAX);
            // A wait longer than the moment is a clock that was put back.
            if (1..=GRACE).contains(&wait) {
                room::wait(wait + LATER).await;
            }
            // It may have been taken back, or done, in another window.
            let stands = journal.ended().await.unwrap_or_default().iter().any(|(noted, _)| *noted == card);
            if stands {
                self.erase(card).await;
            }
        }
    }

    /// The note goes after the card; where the phone could not erase it, the next start tries again.
    async fn erase(self, card: Id) {
        match self.run(Command::Erase(card)).await {
            // One that is refused is erased already, or no longer this person's to erase.
            Ok(_) | Err(Trouble::Refused(_)) => {}
            Err(_) => return,
        }
        self.forget(card).await;
    }

    async fn forget(self, card: Id) {
        if let Some(journal) = self.journal() {
            let _ = journal.forget_ended(card).await;
        }
    }

    fn journal(self) -> Option<Journal> {
        self.look(|inner| inner.journal.clone())
    }
}
