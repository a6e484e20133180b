//! 休憩: the pauses of a visit. Each is an element of a set that names its start and, once it is over, its end, so that
//! two phones which both tap 休憩 or 再開 never disagree: pauses add up to the time in which any of them stood.

use tanomo_record::Record;

use crate::date::Millis;

/// The set of a visit that holds its pauses.
pub const RESTS: &str = "rests";

/// A pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rest {
    /// When it began.
    pub from: Millis,
    /// When it ended; `None` while it lasts.
    pub until: Option<Millis>,
}

impl Rest {
    /// Reads an element: `from` or `from-until` in milliseconds.
    pub fn parse(element: &str) -> Option<Self> {
        let ms = |text: &str| text.parse().ok().filter(|&ms: &i64| ms >= 0).map(Millis);
        match element.split_once('-') {
            None => Some(Self { from: ms(element)?, until: None }),
            Some((from, until)) => {
                let (from, until) = (ms(from)?, ms(until)?);
                (from < until).then_some(Self { from, until: Some(until) })
            }
        }
    }

    /// The element that stands for it.
    pub fn element(&self) -> String {
        match self.until {
            None => self.from.0.to_string(),
            Some(until) => format!("{}-{}", self.from.0, until.0),
        }
    }
}

/// The pauses of a visit by their start; one that ended on any phone has ended.
pub fn rests(record: &Record) -> Vec<Rest> {
    let mut all: Vec<Rest> = record.elements(RESTS).filter_map(Rest::parse).collect();
    // Of one start the earliest end comes first, no end last.
    all.sort_by_key(|rest| (rest.from, rest.until.is_none(), rest.until));
    all.dedup_by_key(|rest| rest.from);
    all
}

/// How long somebody rested between `start` and `end`, in milliseconds; what two pauses share counts once.
pub fn rested(rests: &[Rest], start: Millis, end: Millis) -> i64 {
    let mut sum = 0;
    let mut counted = start.0;
    for rest in rests {
        let from = rest.from.0.max(counted);
        let until = rest.until.map_or(end.0, |until| until.0).min(end.0);
        if until > from {
            sum += until - from;
            counted = until;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn rest(from: i64, until: Option<i64>) -> Rest {
        Rest { from: Millis(from), until: until.map(Millis) }
    }

    #[test]
    fn what_two_pauses_share_counts_once_and_one_that_lasts_goes_to_the_end() {
        let all = [rest(10, Some(20)), rest(15, Some(30)), rest(50, None)];
        assert_eq!(rested(&all, Millis(0), Millis(60)), 30);
        assert_eq!(rested(&all, Millis(12), Millis(18)), 6);
        assert_eq!(rested(&all, Millis(60), Millis(50)), 0);
        assert_eq!(Rest::parse("20-10"), None);
        assert_eq!(Rest::parse(&all[0].element()), Some(all[0]));
    }

    proptest! {
        #[test]
        fn nobody_rests_longer_than_they_are_there(
            all in prop::collection::vec((0i64..100, prop::option::of(0i64..100)), 0..10),
            start in 0i64..100,
            end in 0i64..100,
        ) {
            let mut rests: Vec<Rest> = all.into_iter().map(|(from, until)| rest(from, until)).collect();
            rests.sort_by_key(|rest| rest.from);
            let sum = rested(&rests, Millis(start), Millis(end));
            prop_assert!((0..=(end - start).max(0)).contains(&sum));
        }

        #[test]
        fn nothing_panics(text in any::<String>(), a: i64, b: i64) {
            let all: Vec<Rest> = Rest::parse(&text).into_iter().collect();
            let _ = rested(&all, Millis(a.max(0)), Millis(b.max(0)));
        }
    }
}
