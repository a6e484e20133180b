//! Once a day everything is compared with what the server has: the sums over all records, and the roster. What one
//! of them lacks and no page of the feed would bring is found so.

use crate::store::Trouble;
use crate::store::journal::{Journal, META};

const COMPARED: &str = "compared";
/// How long between two comparisons, in milliseconds.
const DAY: u64 = 24 * 60 * 60 * 1_000;

/// When everything was last compared, by this phone's clock.
pub(super) struct Compared(u64);

impl Compared {
    /// What the journal knows of it; never, where it knows nothing.
    pub(super) async fn read(journal: &Journal) -> Result<Self, Trouble> {
        let txn = journal.idb().read(&[META])?;
        let text = txn.get(META, journal.own(COMPARED)).await?.as_string();
        Ok(Self(text.and_then(|text| text.parse().ok()).unwrap_or(0)))
    }

    /// Whether it is time; also where the clock was set back behind the last time.
    pub(super) const fn is_due(&self, now: u64) -> bool {
        now < self.0 || now - self.0 >= DAY
    }

    /// It is done now. Forgotten in a kill, it is done once more.
    pub(super) async fn keep(&mut self, journal: &Journal, now: u64) -> Result<(), Trouble> {
        self.0 = now;
        let txn = journal.idb().write_aside(&[META])?;
        txn.put(META, &journal.own(COMPARED), &now.to_string().into())?;
        Ok(txn.done().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_is_compared_at_once_then_daily_and_after_the_clock_was_set_back() {
        let now = 1_795_300_000_000;
        assert!(Compared(0).is_due(now));
        assert!(!Compared(now).is_due(now) && !Compared(now).is_due(now + DAY - 1));
        assert!(Compared(now).is_due(now + DAY) && Compared(now).is_due(now - 1));
    }
}
