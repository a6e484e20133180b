//! A circle to try things out in: what a squad's records look like after some months, made by the same
//! commands people use. All names are made up.
//!
//! # Layout
//! - this file: carrying out a script of commands, at past times and by several people
//! - `squad`: the script of the sample circle, 12 members and 25 requests in every state
//! - `days`: its 活動日: one that is over, and one to come
//! - `years`: many thousand records of the same kind, for measuring

mod days;
mod squad;
mod years;

use tanomo_record::{Clock, Id, Record, ReplicaId, Writer};

use crate::command::{Asked, CardDraft, Command, Context, Founding, RequestDraft, Who};
use crate::date::{Date, Millis, add_days, tokyo_date, tokyo_millis};
use crate::decide::decide;
use crate::refusal::Refusal;
use crate::state::State;
use crate::view::{Given, Purpose, Role};

/// For whom a sample is made.
#[derive(Clone, Copy, Debug)]
pub struct For {
    /// The circle's id.
    pub circle: Id,
    /// The lead, who holds the phone.
    pub me: Id,
    /// The copy that writes.
    pub replica: ReplicaId,
    /// The time it is seen at.
    pub now: Millis,
    /// Random bytes, which make all ids.
    pub seed: [u8; 16],
}

/// The records of the sample circle, in the order they were written.
pub fn squad(who: For) -> Vec<(Id, Record)> {
    let mut script = Script::new(who);
    squad::write(&mut script);
    script.records()
}

/// At least this many records: the sample circle and, before it, years of requests that were done.
pub fn years(who: For, records: usize) -> Vec<(Id, Record)> {
    let mut script = Script::new(who);
    squad::write(&mut script);
    years::write(&mut script, records);
    script.records()
}

/// So many requests that wait for somebody, and nothing else but the circle: as many rows.
pub fn waiting(who: For, requests: usize) -> Vec<(Id, Record)> {
    let mut script = Script::new(who);
    squad::write(&mut script);
    years::write_waiting(&mut script, requests);
    script.records()
}

/// The sample circle with one more day, of today: so many jobs and at least so many people, who have all answered. Gives
/// the day too.
pub fn large_day(who: For, jobs: usize, people: usize) -> (Id, Vec<(Id, Record)>) {
    let mut script = Script::new(who);
    squad::write(&mut script);
    let day = days::write_large(&mut script, jobs, people);
    (day, script.records())
}

/// Commands carried out one after the other, each decided on what those before it left.
struct Script {
    who: For,
    state: State,
    clock: Clock,
    given: u64,
    order: Vec<Id>,
    /// What was refused: empty, or the script is wrong. A test looks.
    refused: Vec<Refusal>,
}

impl Script {
    fn new(who: For) -> Self {
        let state = State::default();
        Self { who, state, clock: Clock::default(), given: 0, order: Vec::new(), refused: Vec::new() }
    }

    /// The records in the order they first appeared.
    fn records(self) -> Vec<(Id, Record)> {
        let state = self.state;
        self.order.into_iter().filter_map(|id| Some((id, state.record(id)?.clone()))).collect()
    }

    fn today(&self) -> Date {
        tokyo_date(self.who.now)
    }

    /// So many days before today, at this hour.
    fn at(&self, days_ago: i32, hour: u8, minute: u8) -> Millis {
        tokyo_millis(add_days(self.today(), -days_ago), hour, minute)
    }

    /// An id nobody else has, made from the seed and how many were given.
    fn fresh(&mut self) -> Id {
        self.given += 1;
        // Two rounds of an odd multiplier spread the count over the bytes (Knuth's, 64 bits).
        let mixed = self
            .given
            .wrapping_mul(0x9E37_79B9_7F4A_7C15)
            .rotate_left(31)
            .wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mut bytes = self.who.seed;
        for (byte, mix) in
            bytes.iter_mut().zip(mixed.to_le_bytes().into_iter().chain(self.given.to_le_bytes()))
        {
            *byte ^= mix;
        }
        Id::new(bytes)
    }

    /// Carries out a command by somebody at a time; gives back the ids it took new records' names from.
    fn run(&mut self, by: Id, role: Role, now: Millis, command: Command) -> [Id; 4] {
        let founding = matches!(command, Command::FoundCircle(_));
        let first = if founding { self.who.circle } else { self.fresh() };
        let ids = [first, self.fresh(), self.fresh(), self.fresh()];
        match decide(&self.state, &Context { now, me: by, role, ids }, command) {
            Ok(changes) => {
                let stamp = self.clock.tick(u64::try_from(now.0).unwrap_or(0));
                let writer = Writer { replica: self.who.replica, by, stamp };
                for change in changes {
                    let known = self.state.record(change.id).cloned();
                    if known.is_none() {
                        self.order.push(change.id);
                    }
                    let mut record = known.unwrap_or_else(|| Record::new(change.kind));
                    let seen = record.seen().clone();
                    record.write(writer, &seen, change.writes);
                    self.state.put(change.id, record);
                }
            }
            Err(refusal) => self.refused.push(refusal),
        }
        ids
    }

    /// Does something as the lead who holds the phone.
    fn lead(&mut self, now: Millis, command: Command) -> [Id; 4] {
        self.run(self.who.me, Role::Lead, now, command)
    }

    fn found(&mut self, now: Millis, circle: &str, name: &str, reading: &str, towns: &[&str]) {
        let founding = Founding {
            circle: circle.to_owned(),
            name: name.to_owned(),
            reading: reading.to_owned(),
            towns: towns.iter().map(|&town| town.to_owned()).collect(),
        };
        self.lead(now, Command::FoundCircle(founding));
    }

    /// Logs a request of somebody new, with their consent for a year; gives the request and the card.
    fn log_new(&mut self, now: Millis, request: RequestDraft, card: CardDraft) -> (Id, Id) {
        let asked = Asked {
            words_version: 1,
            given: Given::Self_,
            relation: String::new(),
            signed: false,
            until: add_days(tokyo_date(now), 365),
            slip: String::new(),
        };
        let answers = vec![(Purpose::Help, true), (Purpose::Photos, false), (Purpose::Newsletter, false)];
        let who = Who::New(Box::new(card), Some((answers, asked)));
        let ids = self.lead(now, Command::Log(Box::new(request), who));
        (ids[0], ids[1])
    }

    /// Logs another request of somebody whose card there is.
    fn log_known(&mut self, now: Millis, request: RequestDraft, card: Id) -> Id {
        self.lead(now, Command::Log(Box::new(request), Who::Card(card)))[0]
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::status::Status;

    fn who() -> For {
        For {
            circle: Id::new([1; 16]),
            me: Id::new([2; 16]),
            replica: ReplicaId::new([3; 8]),
            now: tokyo_millis(crate::date::parse_iso("2026-11-22").unwrap(), 9, 30),
            seed: [4; 16],
        }
    }

    fn state(records: &[(Id, Record)]) -> State {
        let mut state = State::default();
        for (id, record) in records {
            state.put(*id, record.clone());
        }
        state
    }

    #[test]
    fn the_sample_circle_shows_every_state_with_25_requests_and_12_members() {
        let state = state(&squad(who()));
        assert_eq!(state.members().count(), 12, "members");
        assert_eq!(state.requests().count(), 25);
        let rows = state.rows(who().me, tokyo_date(who().now), who().now);
        let shown: BTreeSet<Status> = rows.iter().map(|row| row.status).collect();
        let missing: Vec<_> = Status::ALL.iter().filter(|status| !shown.contains(status)).collect();
        assert_eq!(missing, Vec::<&Status>::new());
    }

    #[test]
    fn the_sample_has_a_day_to_come_and_one_that_is_over_and_neither_leads_today() {
        let state = state(&squad(who()));
        let today = tokyo_date(who().now);
        assert_eq!(state.my_day(who().me, who().now), None);
        assert_eq!((state.tomorrow(who().me, today), state.days_to_answer(who().me, today)), (None, vec![]));
        let (to_come, past): (Vec<_>, Vec<_>) = state.days().partition(|day| day.day > today);
        assert_eq!((to_come.len(), past.len()), (1, 1));
        let plan = state.plan(to_come[0].id, who().now).unwrap();
        assert_eq!((plan.teams.len(), plan.people.len(), plan.jobs().count()), (2, 7, 3));
        let calls = state.to_call(to_come[0], who().now);
        assert_eq!(calls.iter().filter(|call| call.told.is_none()).count(), 1, "one resident to telephone");
        let sum = state.closing(&state.plan(past[0].id, who().now).unwrap());
        assert_eq!((sum.partly, sum.left.len(), sum.came, sum.bags, sum.person_minutes), (1, 2, 3, 3, 150));
        assert!(sum.out.is_empty() && sum.sheets_out.is_empty() && past[0].closed_at.is_some());
    }

    #[test]
    fn no_two_people_of_the_sample_are_taken_for_one() {
        let state = state(&squad(who()));
        for member in state.members() {
            let likely = state.likely_members(Some(member.id), &member.phone, &member.reading);
            assert_eq!(likely.iter().map(|other| &other.name).collect::<Vec<_>>(), Vec::<&String>::new());
        }
        assert!(state.residents().all(|card| state.likely_residents(card).is_empty()));
    }

    #[test]
    fn nothing_in_the_script_is_refused() {
        let mut script = Script::new(who());
        squad::write(&mut script);
        years::write(&mut script, 600);
        assert_eq!(script.refused, []);
    }

    #[test]
    fn no_request_names_anybody() {
        let records = squad(who());
        let state = state(&records);
        let names: Vec<String> = state.residents().map(|card| card.name.clone()).collect();
        assert!(names.len() >= 8);
        for (_, record) in records.iter().filter(|(_, r)| r.kind() == crate::view::Request::KIND) {
            let text = record.to_text();
            assert!(!names.iter().any(|name| text.contains(name.as_str())), "{text}");
        }
    }

    #[test]
    fn a_large_day_has_its_jobs_and_people() {
        let mut script = Script::new(who());
        squad::write(&mut script);
        let day = days::write_large(&mut script, 40, 30);
        assert_eq!(script.refused, []);
        let plan = script.state.plan(day, who().now).unwrap();
        assert_eq!((plan.jobs().count(), plan.people.len(), plan.teams.len()), (40, 30, 8));
        assert!(plan.people.iter().all(|person| person.answer.is_some() && person.team.is_some()));
    }

    #[test]
    fn years_give_as_many_records_as_asked_for() {
        assert!(years(who(), 1_000).len() >= 1_000);
    }
}
