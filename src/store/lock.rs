//! Opening and closing the residents' cards. They close by themselves, and with the window. One that was open while its
//! owner does today's job there stays readable until that job has ended, without the key: nothing else opens.

pub mod by_device;

use leptos::prelude::*;
use leptos::task::spawn_local;
use tanomo_domain::change::Change;
use tanomo_domain::view::Resident;

use super::idb::IdbError;
use super::journal;
use super::link::Poke;
use super::start::take_text;
use super::vault::{NotOpened, SealingKey, Wrapped};
use super::{Store, Trouble, now, random};
use crate::browser::clock;

/// How long cards stay open without being looked at, in milliseconds: three minutes.
pub const OPEN_FOR: f64 = 180_000.0;
/// How many digits the number has.
pub const DIGITS: usize = 6;
/// Wrong tries before one has to wait, and the wait after that many, doubling, in milliseconds.
const TRIES: u32 = 5;
const WAIT: u64 = 30_000;

/// Why the cards did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotUnlocked {
    /// The number is another one; so many tries are left before a wait.
    Wrong {
        /// Tries left.
        left: u32,
    },
    /// Too many wrong tries; so many seconds to wait.
    Wait {
        /// Seconds left.
        seconds: u64,
    },
    /// Not six digits.
    Digits,
    /// There is no number yet.
    None,
    /// The browser could not.
    Browser,
}

/// Refuses changes of cards that cannot be sealed right now.
pub(super) fn needed_for(store: Store, changes: &[Change]) -> Result<(), Trouble> {
    if !changes.iter().any(|change| change.kind == Resident::KIND) {
        return Ok(());
    }
    store.look(|inner| match (&inner.key, &inner.device) {
        (Some(_), _) => Ok(()),
        (None, Some(device)) if device.vault.is_some() => Err(Trouble::Locked),
        _ => Err(Trouble::NeedsNumber),
    })
}

/// A number of six digits, full-width ones folded.
pub fn number(text: &str) -> Option<String> {
    let folded = tanomo_domain::fold::fold_width(text.trim());
    (folded.len() == DIGITS && folded.bytes().all(|byte| byte.is_ascii_digit())).then_some(folded)
}

impl Store {
    /// Whether a number has been chosen on this phone.
    pub fn has_number(self) -> bool {
        self.changed.track();
        self.look(|inner| inner.device.as_ref().is_some_and(|device| device.vault.is_some()))
    }

    /// Chooses the number that opens the cards, or changes it while they are open.
    ///
    /// # Errors
    /// [`NotUnlocked`] where it is not six digits, or there is a number and the cards are closed.
    pub async fn choose_number(self, text: &str) -> Result<(), NotUnlocked> {
        super::late::choose_number(self, text.to_owned()).await?.await
    }

    pub(super) async fn choose_number_here(self, text: &str) -> Result<(), NotUnlocked> {
        let secret = number(text).ok_or(NotUnlocked::Digits)?;
        let (key, device) = self.look(|inner| (inner.key.clone(), inner.device.clone()));
        let mut device = device.ok_or(NotUnlocked::None)?;
        let key = match key {
            Some(key) => key,
            None if device.vault.is_none() => SealingKey::new(random().map_err(|_| NotUnlocked::Browser)?),
            None => return Err(NotUnlocked::Wrong { left: 0 }),
        };
        let (salt, nonce) = (random(), random());
        let (Ok(salt), Ok(nonce)) = (salt, nonce) else { return Err(NotUnlocked::Browser) };
        // Let the screen say that it takes a moment before the processor is busy.
        super::room::breathe().await;
        device.vault = Some(Wrapped::wrap(&key, &secret, salt, nonce).ok_or(NotUnlocked::Browser)?);
        device.tries = (0, 0);
        // What would be sealed by a key that is not kept could never be opened again.
        self.keep_device(device).await.map_err(|_| NotUnlocked::Browser)?;
        self.hold(key);
        Ok(())
    }

    /// Opens the cards.
    ///
    /// # Errors
    /// [`NotUnlocked`].
    pub async fn unlock(self, text: &str) -> Result<(), NotUnlocked> {
        super::late::unlock(self, text.to_owned()).await?.await
    }

    pub(super) async fn unlock_here(self, text: &str) -> Result<(), NotUnlocked> {
        let secret = number(text).ok_or(NotUnlocked::Digits)?;
        let device = self.look(|inner| inner.device.clone()).ok_or(NotUnlocked::None)?;
        let wrapped = device.vault.clone().ok_or(NotUnlocked::None)?;
        let (wrong, until) = device.tries;
        let now = clock::now();
        // A clock that was turned back must not lock somebody out for years.
        if until > now && until - now <= WAIT << 10 {
            return Err(NotUnlocked::Wait { seconds: (until - now).div_ceil(1000) });
        }
        super::room::breathe().await;
        match wrapped.unwrap(&secret) {
            Ok(key) => {
                let _ = self.keep_device(super::Device { tries: (0, 0), ..device }).await;
                self.hold(key);
                self.read_cards().await;
                spawn_local(super::photos::collect(self));
                Ok(())
            }
            Err(NotOpened::Damaged) => Err(NotUnlocked::Browser),
            Err(NotOpened::Wrong) => {
                let wrong = wrong.saturating_add(1);
                let waits = wrong.checked_sub(TRIES).map(|more| WAIT << more.min(10));
                let until = waits.map_or(0, |wait| now + wait);
                let _ = self.keep_device(super::Device { tries: (wrong, until), ..device }).await;
                Err(match waits {
                    Some(wait) => NotUnlocked::Wait { seconds: wait / 1000 },
                    None => NotUnlocked::Wrong { left: TRIES - wrong },
                })
            }
        }
    }

    /// Closes the cards at once.
    pub fn lock(self) {
        let _ = self.inner.try_update_value(|inner| {
            inner.key = None;
            inner.state.close_cards();
        });
        show(self);
        self.poke(Poke::Cards);
        self.changed.update(|version| *version += 1);
    }

    /// Closes the cards that nobody looked at for a while, but for those of today's jobs, each until its job has ended.
    async fn lock_but_work(self) {
        let kept = || {
            let me = self.look(|inner| inner.device.as_ref().map(|device| device.me));
            let cards = |me| self.peek(|state| state.cards_at_work(me, self.today(), now()));
            me.map(cards).unwrap_or_default()
        };
        let mut stay = kept();
        let _ = self.inner.try_update_value(|inner| {
            if inner.key.take().is_some() {
                inner.state.close_cards_but(&stay);
            }
        });
        show(self);
        self.poke(Poke::Cards);
        self.changed.update(|version| *version += 1);
        while !stay.is_empty() {
            super::room::wait(5_000).await;
            // Opened again: whoever opened them closes them.
            match self.inner.try_with_value(|inner| inner.key.is_some()) {
                Some(false) => {}
                _ => return,
            }
            let now_kept = kept();
            if now_kept != stay {
                stay = now_kept;
                let _ = self.inner.try_update_value(|inner| inner.state.close_cards_but(&stay));
                self.changed.update(|version| *version += 1);
            }
        }
    }

    /// A card is being looked at: the cards stay open for another three minutes.
    pub fn keep_open(self) {
        let _ = self.inner.try_update_value(|inner| inner.open_until = clock::monotonic() + OPEN_FOR);
    }

    async fn keep_device(self, device: super::Device) -> Result<(), IdbError> {
        if let Some(idb) = self.idb() {
            journal::keep_device(&idb, &device).await?;
        }
        device.keep();
        let _ = self.inner.try_update_value(|inner| inner.device = Some(device));
        self.changed.update(|version| *version += 1);
        Ok(())
    }

    pub(super) fn hold(self, key: SealingKey) {
        let open = self.inner.try_update_value(|inner| inner.key.replace(key).is_some());
        self.keep_open();
        self.reckon();
        show(self);
        if open == Some(false) {
            self.poke(Poke::Cards);
            spawn_local(close_in_time(self));
        }
    }

    /// Reads every sealed card into memory.
    async fn read_cards(self) {
        let Some(device) = self.look(|inner| inner.device.clone()) else { return };
        let (journal, working) = self.look(|inner| (inner.journal.clone(), inner.working.clone()));
        let mut ids = Vec::new();
        for id in self.peek(|state| state.closed_ids()) {
            let stored = match &journal {
                Some(journal) => journal.one(id).await.ok().flatten(),
                None => None,
            };
            let kept = || {
                let (generation, text) = working.as_ref()?.read(id).ok()??;
                Some(journal::Stored { id, generation, text })
            };
            if let Some(stored) = stored.or_else(kept) {
                take_text(self, device.circle, &stored);
                ids.push(id);
            }
        }
        self.tell(&ids);
    }
}

/// Tells the views whether the cards are open.
pub(super) fn show(store: Store) {
    store.open.set(store.look(|inner| inner.key.is_some()));
}

async fn close_in_time(store: Store) {
    loop {
        super::room::wait(5_000).await;
        let until = store.inner.try_with_value(|inner| inner.key.is_some().then_some(inner.open_until));
        match until.flatten() {
            None => return,
            Some(until) if clock::monotonic() > until => return store.lock_but_work().await,
            Some(_) => {}
        }
    }
}
