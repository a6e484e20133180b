//! The form of a request as it is kept, and what repeats as its fields say it.

use serde::{Deserialize, Serialize};
use tanomo_domain::date::{Date, Weekday, iso};
use tanomo_domain::recurrence::{Nth, Nths, Recurrence, Weekdays};
use tanomo_domain::task::{Hazard, Task, Tool};
use tanomo_domain::view::{CameBy, Request, SiteNote};

/// How often it is wished.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Often {
    /// Once.
    #[default]
    Once,
    /// On days of every week.
    Weekly,
    /// 隔週: on days of every second week, or every few.
    EveryWeeks,
    /// On the n-th such day of every month.
    Monthly,
    /// On the same day of every month.
    MonthlyDay,
}

/// The form as it is kept while somebody is away from it. What was typed stays as typed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Kept {
    pub(super) task: Option<Task>,
    pub(super) words: String,
    pub(super) town: String,
    pub(super) from: String,
    pub(super) until: String,
    pub(super) needed: u32,
    pub(super) tools: Vec<Tool>,
    pub(super) hazards: Vec<Hazard>,
    pub(super) site: Vec<SiteNote>,
    pub(super) urgent: bool,
    pub(super) came_by: Option<CameBy>,
    pub(super) form_number: String,
    pub(super) often: Often,
    pub(super) weekdays: Vec<u8>,
    /// Which of the month's weeks; several, where it was so written.
    pub(super) nths: Vec<u8>,
    pub(super) nth_day: Option<u8>,
    pub(super) weeks: u32,
    pub(super) weeks_from: String,
    pub(super) month_day: u32,
}

impl Kept {
    /// An empty form of a circle that goes together by so many.
    pub fn empty(together: u32) -> Self {
        Self { needed: together, came_by: Some(CameBy::Telephone), ..Self::default() }
    }

    /// The form that shows a request.
    pub fn of(request: &Request) -> Self {
        let typed = |day: Option<_>| day.map(iso).unwrap_or_default();
        let mut kept = Self {
            task: Some(request.task),
            words: request.words.clone(),
            town: request.town.clone(),
            from: typed(request.wished_from),
            until: typed(request.wished_until),
            needed: request.needed,
            tools: request.tools.clone(),
            hazards: request.hazards.clone(),
            site: request.site.clone(),
            urgent: request.urgent,
            came_by: Some(request.came_by),
            form_number: request.form_number.clone().unwrap_or_default(),
            ..Self::default()
        };
        match &request.repeats {
            Some(Recurrence::Weekly { on }) => {
                kept.often = Often::Weekly;
                kept.weekdays = numbers(*on);
            }
            Some(Recurrence::EveryWeeks { weeks, on, from }) => {
                kept.often = Often::EveryWeeks;
                kept.weekdays = numbers(*on);
                kept.weeks = u32::from(*weeks);
                kept.weeks_from = iso(*from);
            }
            Some(Recurrence::MonthlyNth { nth, on }) => {
                kept.often = Often::Monthly;
                kept.nths = nth.all().map(nth_number).collect();
                kept.nth_day = Some(on.weekday().number_from_monday());
            }
            Some(Recurrence::MonthlyDay { day }) => {
                kept.often = Often::MonthlyDay;
                kept.month_day = u32::from(*day);
            }
            None => {}
        }
        kept
    }

    /// The same, for what stands on the paper form of this number.
    pub fn on_paper(self, number: String) -> Self {
        Self { came_by: Some(CameBy::Paper), form_number: number, ..self }
    }

    /// 「前回と同じ」: what was wished then, without its days and its paper form.
    pub fn again(request: &Request) -> Self {
        let (from, until, form_number) = Default::default();
        Self { from, until, form_number, ..Self::of(request) }
    }
}

fn numbers(on: Weekdays) -> Vec<u8> {
    on.days().map(|day| day.number_from_monday()).collect()
}

/// Every second week, where nobody said otherwise.
pub(super) const FORTNIGHT: u32 = 2;
/// The most weeks that a rule of repetition knows.
pub(super) const MOST_WEEKS: u32 = 52;

/// Past the fifth is the last.
pub(super) const LAST: u8 = 6;

const fn nth_number(nth: Nth) -> u8 {
    match nth {
        Nth::Number(n) => n,
        Nth::Last => LAST,
    }
}

pub(super) const fn nth_of(number: u8) -> Nth {
    if number == LAST { Nth::Last } else { Nth::Number(number) }
}

pub(super) fn weekday_of(number: u8) -> Option<Weekday> {
    WEEK.into_iter().find(|day| day.number_from_monday() == number)
}

pub(super) const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

impl Kept {
    /// The rule as chosen, where it is whole; what counts weeks counts them from the one of `from`.
    pub(super) fn repeats(&self, from: Date) -> Option<Recurrence> {
        let on = Weekdays::new(self.weekdays.iter().filter_map(|&day| weekday_of(day)));
        match self.often {
            Often::Once => None,
            Often::Weekly | Often::EveryWeeks if on.is_empty() => None,
            Often::Weekly => Some(Recurrence::Weekly { on }),
            Often::EveryWeeks => {
                let weeks = self.weeks.clamp(FORTNIGHT, MOST_WEEKS);
                Some(Recurrence::EveryWeeks { weeks: u8::try_from(weeks).ok()?, on, from })
            }
            Often::Monthly if self.nths.is_empty() => None,
            Often::Monthly => {
                let nth = Nths::new(self.nths.iter().map(|&number| nth_of(number)));
                Some(Recurrence::MonthlyNth { nth, on: weekday_of(self.nth_day?)?.into() })
            }
            Often::MonthlyDay => {
                Some(Recurrence::MonthlyDay { day: u8::try_from(self.month_day.clamp(1, 31)).ok()? })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tanomo_domain::date::parse_iso;
    use tanomo_record::{Id, Record};

    #[test]
    fn every_rule_of_repetition_is_shown_and_saved_as_it_was() {
        let mut request = Request::read(Id::new([1; 16]), &Record::new(Request::KIND));
        for rule in [
            "W:2,5",
            "W2:2@2026-11-24",
            "W4:1,3@2026-11-20",
            "M:1-2",
            "M:1,3-2",
            "M:5-4",
            "M:L-5",
            "D:15",
            "D:31",
        ] {
            request.repeats = Recurrence::parse(rule);
            assert!(request.repeats.is_some(), "{rule}");
            let kept = Kept::of(&request);
            let from = parse_iso(&kept.weeks_from).unwrap_or(Date::MIN);
            assert_eq!(kept.repeats(from).map(|rule| rule.to_string()).as_deref(), Some(rule));
        }
        request.repeats = None;
        assert_eq!(Kept::of(&request).repeats(Date::MIN), None);
    }
}
