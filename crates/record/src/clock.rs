//! The hybrid logical clock of Kulkarni et al., "Logical Physical Clocks" (2014): wall time where the
//! wall clock can be believed, a counter where it cannot.

use serde::{Deserialize, Serialize};

/// How far ahead of this phone's clock another's stamp may be and still move it, in milliseconds: five
/// minutes. A phone set to 2099 must not drag the others along.
pub const MOST_AHEAD: u64 = 5 * 60 * 1000;

/// When something was written: milliseconds since 1970 UTC, then a counter within the millisecond. It
/// only picks which of two concurrent values is shown; it never decides what replaces what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// Milliseconds since 1970 UTC.
    pub ms: u64,
    /// Orders the writes of one millisecond.
    pub tick: u32,
}

/// Gives out stamps that only ever rise.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    last: Stamp,
}

impl Clock {
    /// A clock that goes on after `last`, the newest stamp this replica gave out.
    pub const fn after(last: Stamp) -> Self {
        Self { last }
    }

    /// The next stamp, later than every one before it, at `now` milliseconds by the phone's clock. A phone
    /// whose clock was turned back goes on counting in the millisecond it had reached.
    pub fn tick(&mut self, now: u64) -> Stamp {
        self.last = if now > self.last.ms {
            Stamp { ms: now, tick: 0 }
        } else {
            match self.last.tick.checked_add(1) {
                Some(tick) => Stamp { tick, ..self.last },
                None => Stamp { ms: self.last.ms.saturating_add(1), tick: 0 },
            }
        };
        self.last
    }

    /// Takes note of a stamp from elsewhere, so that what this phone writes next counts as later. One more
    /// than [`MOST_AHEAD`] past `now` is left alone.
    pub fn observe(&mut self, seen: Stamp, now: u64) {
        if seen > self.last && seen.ms <= now.saturating_add(MOST_AHEAD) {
            self.last = seen;
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn stamps_rise_whatever_the_wall_clock_does(times in prop::collection::vec(any::<u64>(), 1..50)) {
            let mut clock = Clock::default();
            let mut before = None;
            for now in times {
                // The very last millisecond of the type has no later one to count into.
                let stamp = clock.tick(now.min(u64::MAX - 1_000));
                prop_assert!(Some(stamp) > before);
                before = Some(stamp);
            }
        }

        #[test]
        fn a_clock_far_ahead_moves_nobody(now in 0..4_000_000_000_000_u64, ahead in MOST_AHEAD + 1..u64::MAX / 4) {
            let mut clock = Clock::default();
            clock.observe(Stamp { ms: now + ahead, tick: 3 }, now);
            prop_assert_eq!(clock.tick(now + 1).ms, now + 1);
        }
    }

    #[test]
    fn what_was_seen_comes_before_what_is_written_next() {
        let mut clock = Clock::default();
        let theirs = Stamp { ms: 1_000 + MOST_AHEAD, tick: 9 };
        clock.observe(theirs, 1_000);
        assert!(clock.tick(1_001) > theirs);
    }
}
