//! Money in whole yen: what a resident pays the circle for help (利用料), and the actual costs of a ride.
//!
//! A ride never has a fee. [`Charge::of`] gives a ride [`RideCosts`], which have no field a fee could be put in.
//! Sums stop at the largest number instead of wrapping: a wrong sum that looks right is worse than an absurd one.

use serde::{Deserialize, Serialize};

use crate::{fold::fold_width, task::Task};

/// The largest amount a person may enter, in yen.
pub const MAX_YEN: u32 = 1_000_000;

/// How a circle reckons 利用料; each circle can change its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct FeeRule {
    /// Yen for one person and one hour; none if help is free.
    pub per_person_hour_yen: Option<u32>,
    /// The step minutes are counted in.
    pub unit: FeeUnit,
    /// What happens to a part of a step.
    pub round: Round,
    /// The most one visit costs apart from materials, in yen; none for no limit.
    pub cap_yen: Option<u32>,
}

/// The step minutes are counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FeeUnit {
    /// 15 minutes.
    Quarter,
    /// 30 minutes.
    #[default]
    Half,
    /// 60 minutes.
    Hour,
}

/// What happens to a part of a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Round {
    /// It counts as a whole one.
    #[default]
    Up,
    /// Half a step or more counts as a whole one.
    Nearest,
    /// It does not count.
    Down,
}

/// What a visit costs the resident, in yen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeeSum {
    /// 利用料.
    pub fee: u32,
    /// Materials, paid apart.
    pub materials: u32,
    /// Both together.
    pub total: u32,
}

/// The actual costs of a ride, in yen; there is no other money in a ride.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RideCosts {
    /// 燃料
    pub fuel: u32,
    /// 有料道路
    pub tolls: u32,
    /// 駐車場
    pub parking: u32,
    /// 保険料
    pub insurance: u32,
    /// 車両借料
    pub vehicle_hire: u32,
}

/// What a visit costs the resident.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Charge {
    /// Help: the fee rule and materials.
    Help(FeeSum),
    /// A ride: actual costs alone.
    Ride(RideCosts),
}

/// Why something typed is no amount of money.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum YenError {
    /// Nothing was typed.
    Empty,
    /// It holds something other than digits, separators, ¥ and 円.
    NotAnAmount {
        /// The first character that does not belong.
        found: char,
    },
    /// More than [`MAX_YEN`].
    TooMuch {
        /// The most that is taken.
        max: u32,
    },
}

impl Default for FeeRule {
    fn default() -> Self {
        Self { per_person_hour_yen: None, unit: FeeUnit::Half, round: Round::Up, cap_yen: None }
    }
}

impl FeeUnit {
    /// The step in minutes.
    pub fn minutes(self) -> u32 {
        match self {
            Self::Quarter => 15,
            Self::Half => 30,
            Self::Hour => 60,
        }
    }
}

impl FeeRule {
    /// The minutes that are paid for: whole steps, and at least one where somebody worked and the rule rounds up.
    pub fn paid_minutes(&self, minutes: u32) -> u32 {
        let unit = self.unit.minutes();
        let steps = match self.round {
            Round::Up => minutes.div_ceil(unit),
            Round::Nearest => minutes.saturating_add(unit / 2) / unit,
            Round::Down => minutes / unit,
        };
        steps.saturating_mul(unit)
    }
}

impl RideCosts {
    /// All costs together, in yen.
    pub fn total(&self) -> u32 {
        let all = [self.fuel, self.tolls, self.parking, self.insurance, self.vehicle_hire];
        all.into_iter().fold(0, u32::saturating_add)
    }
}

impl Charge {
    /// What this task costs: the fee rule for help, the costs alone for a ride, whatever the rule says.
    pub fn of(
        task: Task,
        rule: &FeeRule,
        people: u32,
        minutes: u32,
        materials_yen: u32,
        costs: RideCosts,
    ) -> Self {
        match task {
            Task::Ride => Self::Ride(costs),
            _ => Self::Help(fee(rule, people, minutes, materials_yen)),
        }
    }

    /// What the resident pays in all, in yen.
    pub fn total(&self) -> u32 {
        match self {
            Self::Help(sum) => sum.total,
            Self::Ride(costs) => costs.total(),
        }
    }
}

/// The sum of a visit that is no ride: people × paid minutes × the rate, a part of a yen dropped in the resident's
/// favour; then the cap; then materials. 2 people, 90 minutes, ¥500 and ¥300 of materials make ¥1,800.
pub fn fee(rule: &FeeRule, people: u32, minutes: u32, materials_yen: u32) -> FeeSum {
    let rate = u64::from(rule.per_person_hour_yen.unwrap_or(0));
    let person_minutes = u64::from(rule.paid_minutes(minutes)).saturating_mul(u64::from(people));
    let exact = person_minutes.saturating_mul(rate) / 60;
    let fee = u32::try_from(exact).unwrap_or(u32::MAX).min(rule.cap_yen.unwrap_or(u32::MAX));
    FeeSum { fee, materials: materials_yen, total: fee.saturating_add(materials_yen) }
}

/// Reads `1800`, `1,800円`, `¥1,800`, `１，８００` and `￥３００`, up to [`MAX_YEN`].
pub fn parse_yen(text: &str) -> Result<u32, YenError> {
    let text = fold_width(text);
    let text = text.trim().trim_start_matches(['¥', '\\']).trim_end_matches('円').trim();
    let mut amount: u32 = 0;
    let mut seen = false;
    for c in text.chars() {
        match c.to_digit(10) {
            Some(digit) => {
                amount = amount.saturating_mul(10).saturating_add(digit);
                seen = true;
            }
            None if matches!(c, ',' | '、' | '，') && seen => {}
            None => return Err(YenError::NotAnAmount { found: c }),
        }
    }
    match seen {
        false => Err(YenError::Empty),
        true if amount > MAX_YEN => Err(YenError::TooMuch { max: MAX_YEN }),
        true => Ok(amount),
    }
}

/// `1,800`; the words around it say the unit.
pub fn separated(amount: u32) -> String {
    let digits = amount.to_string();
    let mut out = String::with_capacity(digits.len() + 4);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests;
