//! When this phone last heard from the server, and what time it was there. Residents' cards lock by that day, and their
//! copies leave by it: never by this phone's own clock, which anybody can set.
//!
//! A circle that is on this phone alone has no other day than the phone's.

use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::cards::Reads;
use tanomo_domain::date::{Millis, tokyo_date};
use tanomo_domain::retention::Contact;
use tanomo_record::Id;

use super::idb::IdbError;
use super::journal::{Journal, META};
use super::{Store, now};

const HEARD: &str = "heard";
/// How long between two notes of it on the disk, in milliseconds: an hour.
const EVERY: i64 = 60 * 60 * 1_000;

/// The last answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Heard {
    /// The server's time; nothing where the phone has joined and not heard yet.
    said: Option<Millis>,
    /// When that was, by this phone's clock.
    at: Millis,
    /// When the last note of it was made, by this phone's clock; nothing where there is none yet.
    noted: Option<Millis>,
}

impl Heard {
    /// An answer at `now` that says it is `said`, after the one `before`. It is to be noted where it is of another day,
    /// or the last note is an hour old.
    fn after(before: Option<Self>, said: Option<Millis>, now: Millis) -> Self {
        let fresh = |noted: &Millis| (0..EVERY).contains(&(now.0 - noted.0));
        let same_day = before.and_then(|before| before.said).map(tokyo_date) == said.map(tokyo_date);
        let noted = before.and_then(|before| before.noted).filter(|noted| same_day && fresh(noted));
        Self { said, at: now, noted }
    }

    fn contact(self, now: Millis) -> Contact {
        Contact::Server { said: self.said.map(tokyo_date), heard: self.at, now }
    }

    /// The server's time now, as far as this phone can tell: it goes on by this phone's clock, and never back.
    fn time(self, now: Millis) -> Option<Millis> {
        let since = now.0.saturating_sub(self.at.0).max(0);
        self.said.map(|said| Millis(said.0.saturating_add(since)))
    }

    fn to_text(self) -> String {
        format!("{} {}", self.said.map_or(String::new(), |said| said.0.to_string()), self.at.0)
    }

    fn from_text(text: &str) -> Option<Self> {
        let (said, at) = text.split_once(' ')?;
        let millis = |text: &str| text.parse().ok().map(Millis);
        let at = millis(at)?;
        Some(Self { said: millis(said), at, noted: Some(at) })
    }
}

impl Store {
    /// The server answered, and by its clock it is `said`; nothing where the way to it has only been opened.
    pub(super) fn heard(self, said: Option<u64>) {
        let before = self.look(|inner| inner.heard);
        if said.is_none() && before.is_some() {
            return;
        }
        let said = said.and_then(|said| i64::try_from(said).ok()).map(Millis);
        let mut heard = Heard::after(before, said, now());
        let to_note = heard.noted.is_none();
        heard.noted.get_or_insert(heard.at);
        let _ = self.inner.try_update_value(|inner| inner.heard = Some(heard));
        if !to_note {
            return;
        }
        self.reckon();
        if let Some(journal) = self.look(|inner| inner.journal.clone()) {
            // Forgotten in a kill, it is an hour older.
            spawn_local(async move { drop(keep(&journal, heard).await) });
        }
    }

    /// Reads what the journal knows of it, and with it which cards are locked today.
    pub(super) async fn read_contact(self) {
        if let Some(journal) = self.look(|inner| inner.journal.clone())
            && let Ok(Some(heard)) = read(&journal).await
        {
            let _ = self.inner.try_update_value(|inner| inner.heard = Some(heard));
        }
        self.reckon();
    }

    /// Which cards are locked is worked out for this moment.
    pub(super) fn reckon(self) {
        let now = now();
        let _ = self.inner.try_update_value(|inner| {
            let alone = Contact::NoServer { today: tokyo_date(now) };
            inner.state.reckon(inner.heard.map_or(alone, |heard| heard.contact(now)));
        });
        self.changed.update(|version| *version += 1);
    }

    /// Whether and how long whoever carries this phone reads a card, by the server's day where one is known; tracks.
    pub fn reads(self, card: Id) -> Reads {
        let (me, role, now) = (self.me(), self.role(), self.server_time().unwrap_or_else(now));
        me.map_or(Reads::Not, |me| self.with(|state| state.reads_card(card, me, role, now)))
    }

    /// What the server said last, which no clock of this phone moves: by it copies of cards leave.
    pub(super) fn server_said(self) -> Option<Millis> {
        self.look(|inner| inner.heard)?.said
    }

    /// The server's time now, as far as this phone can tell. Nothing while it is not known.
    pub(super) fn server_time(self) -> Option<Millis> {
        self.look(|inner| inner.heard)?.time(now())
    }
}

async fn keep(journal: &Journal, heard: Heard) -> Result<(), IdbError> {
    let txn = journal.idb().write_aside(&[META])?;
    txn.put(META, &journal.own(HEARD), &heard.to_text().into())?;
    txn.done().await
}

async fn read(journal: &Journal) -> Result<Option<Heard>, IdbError> {
    let text = journal.idb().read(&[META])?.get(META, journal.own(HEARD)).await?.as_string();
    Ok(text.as_deref().and_then(Heard::from_text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_noted_reads_back_and_the_servers_time_never_goes_back() {
        for said in [None, Some(Millis(1_795_300_000_000))] {
            let heard = Heard { said, at: Millis(5_000), noted: Some(Millis(5_000)) };
            assert_eq!(Heard::from_text(&heard.to_text()), Some(heard));
            assert_eq!(heard.time(Millis(-9)), said);
            assert_eq!(heard.time(Millis(6_000)), said.map(|said| Millis(said.0 + 1_000)));
        }
        assert_eq!(Heard::from_text("x"), None);
    }

    #[test]
    fn an_answer_is_noted_each_hour_and_each_day_however_often_the_server_answers() {
        let minute = 60_000;
        let start = 1_795_300_000_000 / (24 * EVERY) * (24 * EVERY) + 60 * minute;
        let (mut last, mut notes) = (None, Vec::new());
        for n in 0..150 {
            let now = Millis(start + n * minute);
            let mut heard = Heard::after(last, Some(now), now);
            if heard.noted.is_none() {
                notes.push(n);
                heard.noted = Some(now);
            }
            last = Some(heard);
        }
        assert_eq!(notes, [0, 60, 120]);
        let tomorrow = Heard::after(last, Some(Millis(start + 24 * EVERY)), Millis(start + 150 * minute));
        assert_eq!(tomorrow.noted, None, "another day by the server's clock");
        let back = Heard::after(last, last.and_then(|last| last.said), Millis(start - 10 * minute));
        assert_eq!(back.noted, None, "this phone's clock was set back");
    }
}
