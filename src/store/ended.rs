//! Consent that somebody ended: the card goes after a moment in which it can be taken back, whatever becomes of the
//! page or the phone meanwhile.

use tanomo_domain::command::Command;
use tanomo_record::Id;

use super::{Store, drafts};

/// Among the drafts, because a note of it ends as they do.
const NOTE: &str = "ended";

/// Notes that this card is to go, until it has gone or was taken back ([`take_back`]).
pub fn note(card: Id) {
    let mut all = noted();
    all.push(card.to_string());
    drafts::keep(NOTE, &all);
}

/// The card stays, where it is not gone yet.
pub fn take_back(card: Id) {
    strike(card);
}

/// Takes a note out; false where there was none.
fn strike(card: Id) -> bool {
    let mut all = noted();
    let before = all.len();
    all.retain(|noted| *noted != card.to_string());
    drafts::keep(NOTE, &all);
    all.len() < before
}

impl Store {
    /// Erases what was noted and not taken back.
    pub async fn erase_ended(self) {
        for card in noted().iter().filter_map(|card| Id::parse(card)) {
            // One that is refused is erased already, or no longer this person's to erase.
            if strike(card) {
                let _ = self.run(Command::Erase(card)).await;
            }
        }
    }
}

fn noted() -> Vec<String> {
    drafts::left(NOTE).unwrap_or_default()
}
