//! What was done and what it came to. No ranking, no score.

use tanomo_record::Id;

use crate::date::{Date, tokyo_date};
use crate::money::Charge;
use crate::phone::same_number;
use crate::state::State;
use crate::table::Table;
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
    pub given: Table<u64>,
    /// Minutes of everybody who helped them, by member; only as far as the cards are open, because nothing
    /// but a card says who was helped.
    pub received: Table<u64>,
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
        let mut known = Table::<Option<Id>>::default();
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
            ledger.paid += self.payment(visit.id).map_or(0, |payment| u64::from(payment.amount));
            for &member in &visit.people {
                *ledger.given.or_default(self.canonical(member)) += u64::from(visit.minutes);
            }
            let card = self.request(visit.request).and_then(|request| request.resident);
            let helped = card.and_then(|card| *known.or_insert_with(card, || self.member_of_card(card)));
            if let Some(member) = helped {
                *ledger.received.or_default(member) += visit.person_minutes();
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

#[cfg(test)]
mod tests {
    use tanomo_record::{Record, ReplicaId, Stamp, Value, Writer};

    use super::*;
    use crate::date::{from_numbers, tokyo_millis};

    fn put(state: &mut State, n: u8, kind: &str, fields: &[(&str, Value)]) -> Id {
        let (id, mut record) = (Id::new([n; 16]), Record::new(kind));
        let stamp = Stamp { ms: 1, tick: 0 };
        let writer = Writer { replica: ReplicaId::new([n; 8]), by: id, stamp };
        let seen = record.seen().clone();
        record.write(writer, &seen, fields.iter().map(|(field, value)| (*field, value.clone())));
        state.put(id, record);
        id
    }

    #[test]
    fn help_is_given_by_one_and_received_by_the_other_side_by_side() {
        let day = from_numbers(2026, 11, 22).unwrap();
        let mut state = State::default();
        let helper = put(&mut state, 1, "member", &[("name", "山田".into())]);
        let neighbour = put(&mut state, 2, "member", &[("phone", "059-123-4567".into())]);
        let card = put(&mut state, 3, "resident", &[("phone", "0591234567".into())]);
        let request = put(&mut state, 4, "request", &[("resident", card.to_string().into())]);
        let (start, end) = (tokyo_millis(day, 9, 0), tokyo_millis(day, 10, 0));
        let people = format!("people/{helper}");
        let visit = [
            ("sort", "work".into()),
            ("request", request.to_string().into()),
            ("start", start.0.into()),
            ("end", end.0.into()),
            (people.as_str(), true.into()),
        ];
        put(&mut state, 5, "visit", &visit);
        let ledger = state.ledger(day, day);
        assert_eq!((ledger.visits, ledger.person_minutes), (1, 60));
        assert_eq!(ledger.given, Table::from_iter([(helper, 60)]));
        assert_eq!(ledger.received, Table::from_iter([(neighbour, 60)]));
        state.close_cards();
        assert!(state.ledger(day, day).received.is_empty(), "a closed card says nothing");
    }
}
