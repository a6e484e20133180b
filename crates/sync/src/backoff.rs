//! When to try again: exponential backoff with full jitter (Brooker, "Exponential Backoff and Jitter", 2015),
//! 1 second to 5 minutes, never sooner than the server asked.

use crate::secret::Random;

/// The shortest wait after a failure, in milliseconds.
pub const SHORTEST: u64 = 1_000;

/// The longest wait of our own choice, in milliseconds; a server may ask for more, up to [`LONGEST_ASKED`].
pub const LONGEST: u64 = 5 * 60 * 1_000;

/// The longest wait a server may ask for, in milliseconds: an hour. A wrong header must not stop a squad.
pub const LONGEST_ASKED: u64 = 60 * 60 * 1_000;

/// How often it failed in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backoff {
    failures: u32,
}

impl Backoff {
    /// It worked.
    pub fn reset(&mut self) {
        self.failures = 0;
    }

    /// It failed: how many milliseconds to wait. `asked` is `Retry-After`, in milliseconds.
    pub fn wait(&mut self, asked: Option<u64>, random: &mut impl Random) -> u64 {
        let ceiling = SHORTEST.saturating_mul(1 << self.failures.min(20)).saturating_mul(2).min(LONGEST);
        self.failures = self.failures.saturating_add(1);
        let span = ceiling - SHORTEST + 1;
        let ours = SHORTEST + u64::from_be_bytes(random.draw()) % span;
        // Those whom a server sends away together should not come back together.
        let asked = asked.unwrap_or(0).min(LONGEST_ASKED);
        if asked > 0 { asked + ours.min(asked) / 4 } else { ours }.max(ours.min(ceiling))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::secret::tests::Seeded;

    #[test]
    fn waits_stay_within_their_bounds_spread_and_begin_anew_after_a_success() {
        let mut random = Seeded(11);
        let mut longest = 0;
        for seed in 0..200 {
            let mut backoff = Backoff::default();
            let first = backoff.wait(None, &mut Seeded(seed));
            assert!((SHORTEST..=2 * SHORTEST).contains(&first), "{first}");
            for _ in 0..40 {
                let wait = backoff.wait(None, &mut random);
                assert!((SHORTEST..=LONGEST).contains(&wait), "{wait}");
                longest = longest.max(wait);
            }
            backoff.reset();
            assert!(backoff.wait(None, &mut random) <= 2 * SHORTEST);
        }
        assert!(longest > LONGEST / 2);
        let mut waits: Vec<_> =
            (0..50).map(|seed| Backoff { failures: 9 }.wait(None, &mut Seeded(seed))).collect();
        waits.sort_unstable();
        waits.dedup();
        assert!(waits.len() > 45, "full jitter");
    }

    #[test]
    fn it_never_comes_sooner_than_asked_nor_later_than_an_hour_and_a_quarter() {
        let mut backoff = Backoff::default();
        for asked in [1, 10_000, LONGEST_ASKED, u64::MAX] {
            let wait = backoff.wait(Some(asked), &mut Seeded(asked));
            assert!(wait >= asked.min(LONGEST_ASKED), "{asked} {wait}");
            assert!(wait <= LONGEST_ASKED + LONGEST_ASKED / 4);
        }
    }
}
