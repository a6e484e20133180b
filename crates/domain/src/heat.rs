//! 暑さ指数 (WBGT) as somebody reads it from a meter, and what the Ministry of the Environment says to each: the five
//! steps of its guide for exercise (環境省「熱中症環境保健マニュアル」, 運動に関する指針), which is what weeding in the sun is.
//! Nothing is fetched: a squad at a riverside has no signal, and the place's own reading is the better one.

use core::fmt;

use crate::fold::fold_width;
use crate::gates::{HEAT_REST, HEAT_STOP};

/// The coolest and the hottest that can be meant, in tenths.
const RANGE: core::ops::RangeInclusive<i16> = 0..=500;

/// A reading, to a tenth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Wbgt(i16);

impl Wbgt {
    /// A reading in tenths; `None` for what no meter shows.
    pub fn of_tenths(tenths: i16) -> Option<Self> {
        RANGE.contains(&tenths).then_some(Self(tenths))
    }

    /// In tenths.
    pub const fn tenths(self) -> i16 {
        self.0
    }

    /// Reads what people type: `28.5`, `28`, in any width, with a comma or a point.
    pub fn parse(typed: &str) -> Option<Self> {
        let line = fold_width(typed.trim()).replace(',', ".");
        let (whole, part) = line.split_once('.').unwrap_or((&line, "0"));
        let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        if !digits(whole) || !digits(part) || part.len() > 1 {
            return None;
        }
        let tenths = whole.parse::<i16>().ok()?.checked_mul(10)?.checked_add(part.parse().ok()?)?;
        Self::of_tenths(tenths)
    }

    /// Which of the five steps it is.
    pub const fn step(self) -> HeatStep {
        match self.0 {
            HEAT_STOP.. => HeatStep::Danger,
            HEAT_REST.. => HeatStep::Severe,
            250.. => HeatStep::Warning,
            210.. => HeatStep::Caution,
            _ => HeatStep::AlmostSafe,
        }
    }
}

impl fmt::Display for Wbgt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.0 / 10, self.0 % 10)
    }
}

/// The ministry's steps.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum HeatStep {
    /// ほぼ安全, below 21.
    AlmostSafe,
    /// 注意, from 21.
    Caution,
    /// 警戒, from 25.
    Warning,
    /// 厳重警戒, from 28.
    Severe,
    /// 危険, from 31.
    Danger,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_a_reading_or_nothing() {
        for (typed, tenths) in [("28", 280), ("28.5", 285), ("２８．５", 285), (" 31,0 ", 310), ("0", 0)]
        {
            assert_eq!(Wbgt::parse(typed).map(Wbgt::tenths), Some(tenths), "{typed}");
        }
        for typed in ["", "あつい", "-3", "28.55", "50.1", "1e2", ".5", "28."] {
            assert_eq!(Wbgt::parse(typed), None, "{typed}");
        }
        assert_eq!(Wbgt::parse("28.5").map(|read| read.to_string()).as_deref(), Some("28.5"));
    }

    #[test]
    fn each_step_begins_where_the_ministry_says() {
        let steps = [
            (209, HeatStep::AlmostSafe),
            (210, HeatStep::Caution),
            (249, HeatStep::Caution),
            (250, HeatStep::Warning),
            (279, HeatStep::Warning),
            (280, HeatStep::Severe),
            (309, HeatStep::Severe),
            (310, HeatStep::Danger),
        ];
        for (tenths, step) in steps {
            assert_eq!(Wbgt::of_tenths(tenths).map(Wbgt::step), Some(step), "{tenths}");
        }
    }
}
