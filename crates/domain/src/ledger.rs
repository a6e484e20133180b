//! What was done and what it came to. No ranking, no score.

use std::collections::BTreeMap;

use tanomo_record::Id;

use crate::date::{Date, tokyo_date};
use crate::money::Charge;
use crate::phone::same_number;
use crate::state::State;
use crate::task::Task;
use crate::view::{Member, Outcome, Sort, Visit};

/// What a circle did between two days.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Work visits that ended.
    pub visits: u32,
    /// Those with outcome done.
    pub done: u32,
    /// Minutes times people.
    pub person_minutes: u64,
    /// Bags of garbage.
    pub bags: u32,
    /// Materials, in yen.
    pub materials: u32,
    /// Near misses.
    pub near_misses: u32,
    /// What residents paid, in yen.
    pub paid: u64,
    /// Minutes given, by member.
    pub given: BTreeMap<Id, u64>,
    /// Minutes of everybody who helped them, by member; only as far as the cards are open, because nothing
    /// but a card says who was helped.
    pub received: BTreeMap<Id, u64>,
}

impl State {
    /// What a visit comes to by the circle's rules; a ride only its actual costs.
    pub fn charge(&self, visit: &Visit) -> Charge {
        let task = self.request(visit.request).map_or(Task::Other, |request| request.task);
        let people = u32::try_from(visit.people.len()).unwrap_or(u32::MAX);
        let rule = self.circle().map(|circle| circle.fee).unwrap_or_default();
        Charge::of(task, &rule, people, visit.minutes, visit.materials, visit.costs)
    }

    /// Everything done from `from` to `until`, both days included. Visits that are the same count once.
    pub fn ledger(&self, from: Date, until: Date) -> Ledger {
        let mut ledger = Ledger::default();
        let mut known: BTreeMap<Id, Option<Id>> = BTreeMap::new();
        for visit in self.all_visits() {
            let Some(end) = visit.end else { continue };
            let day = tokyo_date(end);
            if visit.sort != Sort::Work || day < from || day > until {
                continue;
            }
            ledger.visits += 1;
            ledger.done += u32::from(visit.outcome == Some(Outcome::Done));
            ledger.person_minutes += visit.person_minutes();
            ledger.bags = ledger.bags.saturating_add(visit.bags);
            ledger.materials = ledger.materials.saturating_add(visit.materials);
            ledger.near_misses += u32::from(visit.near_miss.is_some());
            ledger.paid += self.payments(visit.id).map(|payment| u64::from(payment.amount)).sum::<u64>();
            for &member in &visit.people {
                *ledger.given.entry(self.canonical(member)).or_default() += u64::from(visit.minutes);
            }
            let card = self.request(visit.request).and_then(|request| request.resident);
            let helped =
                card.and_then(|card| *known.entry(card).or_insert_with(|| self.member_of_card(card)));
            if let Some(member) = helped {
                *ledger.received.entry(member).or_default() += visit.person_minutes();
            }
        }
        ledger
    }

    /// The member an open card is of: the same telephone number, or the same name and reading.
    fn member_of_card(&self, card: Id) -> Option<Id> {
        let card = self.resident(card)?;
        let same = |member: &&Member| {
            same_number(&member.phone, &card.phone)
                || (!card.reading.is_empty()
                    && (&member.reading, &member.name) == (&card.reading, &card.name))
        };
        self.members().find(same).map(|member| member.id)
    }
}
