//! A squad of a lead, the recovery sheet and three helpers, and one card.

use tanomo_domain::command::{Asked, CardDraft, Command, Context, Founding, MemberDraft, RequestDraft, Who};
use tanomo_domain::date::{Date, add_days, parse_iso, tokyo_date, tokyo_millis};
use tanomo_domain::decide::decide;
use tanomo_domain::recurrence::Recurrence;
use tanomo_domain::task::Task;
use tanomo_domain::view::{Given, Purpose};
use tanomo_record::{Clock, Record, ReplicaId, Writer};
use tanomo_sync::engine::{Event, Kept};
use tanomo_sync::{DeviceKeys, Roster, Secret, Secrets};
use tanomo_wire::{Device, DeviceKind, MemberId, Role as WireRole};

use super::*;

const LEAD: Id = Id::new([9; 16]);

struct Numbers(u64);

impl Random for Numbers {
    fn fill(&mut self, bytes: &mut [u8]) {
        for byte in bytes {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            *byte = self.0.to_be_bytes()[0];
        }
    }
}

fn keys(n: u8) -> DeviceKeys {
    DeviceKeys::new(&Secret::new([n; 32]))
}

/// The lead's phone.
struct Squad {
    state: State,
    clock: Clock,
    now: Millis,
    random: Numbers,
    roster: Roster,
    secrets: Secrets,
    engine: Engine,
    helpers: Vec<Id>,
    card: Id,
    request: Id,
}

impl Squad {
    /// With a request that `repeats`, or not.
    fn new(repeats: Option<&str>) -> Self {
        let mut random = Numbers(1);
        let now = tokyo_millis(parse_iso("2026-11-22").unwrap(), 9, 0);
        let listed = keys(1).device(MemberId::new(*LEAD.bytes()), WireRole::Lead, DeviceKind::Phone);
        let (roster, secrets) = Roster::found_as(&keys(1), listed, [7; 16], 1, &mut random).unwrap();
        let (id, card) = (LEAD, Id::new([0; 16]));
        let engine = engine(1, &roster, &secrets);
        let (state, clock, helpers) = (State::default(), Clock::default(), Vec::new());
        let mut squad =
            Self { state, clock, now, random, roster, secrets, engine, helpers, card, request: id };
        squad.run(Command::FoundCircle(Founding {
            circle: "Joto".into(),
            name: "Lead".into(),
            ..Founding::default()
        }));
        let sheet = keys(2).device(MemberId::new(*LEAD.bytes()), WireRole::Lead, DeviceKind::Sheet);
        squad.admit(sheet);
        for (n, name) in ["Hana", "Ken", "Sora"].into_iter().enumerate() {
            let draft = MemberDraft { name: name.into(), ..MemberDraft::default() };
            let member = squad.run(Command::SaveMember(None, Box::new(draft)));
            let n = u8::try_from(n).unwrap() + 3;
            squad.admit(keys(n).device(MemberId::new(*member.bytes()), WireRole::Helper, DeviceKind::Phone));
            squad.helpers.push(member);
        }
        let mut draft = RequestDraft::preset(Task::Weeding, 2);
        draft.repeats = repeats.and_then(Recurrence::parse);
        let until = add_days(tokyo_date(now), 365);
        let asked = Asked {
            words_version: 1,
            given: Given::Self_,
            relation: String::new(),
            signed: false,
            until,
            slip: String::new(),
        };
        let card =
            CardDraft { name: "Joto Hanako".into(), phone: "0120-000-000".into(), ..CardDraft::default() };
        let who = Who::New(Box::new(card), Some((vec![(Purpose::Help, true)], asked)));
        squad.request = squad.run(Command::Log(Box::new(draft), who));
        squad.card = squad.state.request(squad.request).unwrap().resident.unwrap();
        squad.seal();
        squad
    }

    fn admit(&mut self, device: Device) {
        let entry = self.roster.admit(&keys(1), device, &self.secrets, 2, &mut self.random).unwrap();
        self.signed(vec![entry]);
    }

    fn signed(&mut self, entries: Vec<tanomo_wire::SignedEntry>) {
        self.engine.step(Event::Signed(entries), 1, &mut self.random);
    }

    fn run(&mut self, command: Command) -> Id {
        let ids = std::array::from_fn(|_| Id::new(self.random.draw()));
        let ctx = Context { now: self.now, me: LEAD, role: Role::Lead, ids };
        let changes = decide(&self.state, &ctx, command).unwrap();
        self.write(&changes);
        ids[0]
    }

    fn write(&mut self, changes: &[Change]) {
        let stamp = self.clock.tick(u64::try_from(self.now.0).unwrap());
        for change in changes {
            let mut record =
                self.state.record(change.id).cloned().unwrap_or_else(|| Record::new(change.kind));
            let seen = record.seen().clone();
            let writer = Writer { replica: ReplicaId::new([1; 8]), by: LEAD, stamp };
            record.write(writer, &seen, change.writes.iter().cloned());
            self.state.put(change.id, record);
        }
    }

    /// The card as it is goes out.
    fn seal(&mut self) {
        let record = self.state.record(self.card).unwrap().clone();
        self.engine.step(Event::Wrote { id: self.card, record }, 1, &mut self.random);
    }

    fn asks(&mut self, helper: usize, day: Option<Date>) {
        self.run(Command::Assign(self.request, day, self.helpers[helper], String::new()));
    }

    fn days_later(&mut self, days: i64) {
        self.now = self.now.plus_minutes(days * 24 * 60);
    }

    /// Gives what is missing; to which phones.
    fn give(&mut self) -> Vec<DeviceId> {
        let changes = missing(&self.state, &self.engine, self.now, &mut self.random);
        self.write(&changes);
        let made = changes.iter().map(|change| self.state.record(change.id).unwrap());
        let mut to: Vec<_> = made.map(|record| Grant::read(record).unwrap().to).collect();
        to.sort_unstable();
        to
    }

    /// The card's new key, as the loop takes it before it seals.
    fn renew(&mut self) -> Option<CardKey> {
        let mut keys = renewed(&self.state, &self.engine, &[self.card], self.now, &mut self.random);
        let (card, key) = keys.pop()?;
        self.engine.step(Event::CardKey { card, key: key.clone() }, 1, &mut self.random);
        assert!(keys.is_empty() && card == self.card);
        Some(key)
    }

    /// The keys of the card that a phone was given.
    fn given(&self, phone: u8) -> Vec<CardKey> {
        grants(&self.state).filter_map(|grant| grant.open(&self.roster.circle(), &keys(phone)).ok()).collect()
    }

    fn withdraw(&mut self) {
        self.run(Command::Withdraw(self.request, String::new()));
    }
}

fn engine(phone: u8, roster: &Roster, secrets: &Secrets) -> Engine {
    let kept = Kept::default();
    Engine::new(keys(phone), super::super::kept::reading(), roster.clone(), secrets.clone(), kept)
}

fn sorted(phones: &[u8]) -> Vec<DeviceId> {
    let mut phones: Vec<_> = phones.iter().map(|n| keys(*n).id()).collect();
    phones.sort_unstable();
    phones
}

#[test]
fn a_key_goes_to_leads_and_to_whom_the_domain_names() {
    let mut squad = Squad::new(None);
    assert_eq!(squad.give(), sorted(&[2]));
    squad.asks(0, None);
    assert_eq!(squad.give(), sorted(&[3]));
    assert_eq!(squad.give(), []);
    // Nobody reads for the first time once the job is over, though the copies of those who did stay for days.
    squad.asks(1, None);
    squad.withdraw();
    assert_eq!(squad.give(), []);
    assert_ne!(squad.state.reads_card(squad.card, squad.helpers[1], Role::Helper, squad.now), Reads::Not);
}

#[test]
fn of_a_job_that_repeats_only_those_of_a_day_that_is_to_come_get_the_key() {
    let mut squad = Squad::new(Some("W:1,4"));
    squad.give();
    let monday = parse_iso("2026-11-23").unwrap();
    squad.asks(0, Some(monday));
    squad.asks(1, Some(add_days(monday, 3)));
    assert_eq!(squad.give(), sorted(&[3, 4]));
    // Asked for a day that is long over by the time a phone could give it, they read nothing any more.
    squad.asks(2, Some(monday));
    squad.days_later(30);
    assert_eq!(squad.give(), []);
    squad.asks(2, Some(add_days(monday, 28)));
    assert_eq!(squad.give(), sorted(&[5]));
}

#[test]
fn what_is_written_after_a_reader_stopped_is_under_a_key_they_do_not_have() {
    let mut squad = Squad::new(None);
    squad.asks(0, None);
    squad.give();
    assert!(squad.renew().is_none(), "who knows it is to");
    squad.withdraw();
    squad.days_later(1);
    assert!(squad.renew().is_none(), "their copy stays for days");
    squad.days_later(30);
    assert_eq!(to_seal_anew(&squad.state, &squad.engine, squad.now), [], "nobody else reads it");
    let old = squad.given(3).pop().unwrap();
    let new = squad.renew().unwrap();
    assert_ne!(new.name, old.name);
    assert_eq!(squad.give(), sorted(&[2]));
    assert!(squad.renew().is_none(), "once is enough");
    let circle = squad.roster.circle();
    let sealed = squad.engine.card_key(squad.card).unwrap().seal(&circle, squad.card, [1; 24], "Joto Hanako");
    assert!(squad.given(3).iter().all(|key| key.open(&circle, squad.card, &sealed).is_err()));
    assert!(squad.given(2).iter().any(|key| key.open(&circle, squad.card, &sealed).is_ok()));
    // Opened again, a phone may have its keys in any order: the one that all may know is taken up, and none drawn.
    squad.engine.step(Event::CardKey { card: squad.card, key: old }, 1, &mut squad.random);
    assert_eq!(squad.renew().unwrap().name, new.name);
}

#[test]
fn where_others_still_read_a_card_it_is_sealed_anew_at_once() {
    let mut squad = Squad::new(Some("W:1,4"));
    let monday = parse_iso("2026-11-23").unwrap();
    squad.asks(0, Some(monday));
    squad.give();
    squad.days_later(30);
    squad.asks(1, Some(add_days(monday, 28)));
    let anew = to_seal_anew(&squad.state, &squad.engine, squad.now);
    assert_eq!(anew.iter().map(|change| change.id).collect::<Vec<_>>(), [squad.card]);
    squad.renew().unwrap();
    assert_eq!(squad.give(), sorted(&[2, 4]));
    assert_eq!(to_seal_anew(&squad.state, &squad.engine, squad.now), []);
    // A helper's phone draws none: nobody else would have it.
    let mut helper = engine(4, &squad.roster, &squad.secrets);
    let mut given = squad.given(4);
    let key = given.pop().unwrap();
    helper.step(Event::CardKey { card: squad.card, key }, 1, &mut squad.random);
    squad.days_later(30);
    assert!(renewed(&squad.state, &helper, &[squad.card], squad.now, &mut squad.random).is_empty());
    assert!(to_seal_anew(&squad.state, &helper, squad.now).is_empty());
}

#[test]
fn after_a_phone_was_put_out_each_card_takes_a_new_key_when_it_is_next_written() {
    let mut squad = Squad::new(None);
    squad.asks(0, None);
    squad.asks(1, None);
    squad.give();
    let (out, mut secrets) = (keys(3).id(), squad.secrets.clone());
    let entries = squad.roster.revoke(&keys(1), out, &mut secrets, 3, &mut squad.random).unwrap();
    squad.signed(entries);
    assert_eq!(to_seal_anew(&squad.state, &squad.engine, squad.now), [], "never in bulk");
    squad.renew().unwrap();
    assert_eq!(squad.give(), sorted(&[2, 4]));
}

#[test]
fn a_card_whose_key_a_helper_gave_takes_a_new_one_when_they_no_longer_read_it() {
    let mut squad = Squad::new(None);
    squad.give();
    assert!(squad.renew().is_none());
    // The same grant, given by somebody who reads nothing.
    let (id, grant) = squad.state.records().find(|(_, record)| Grant::read(record).is_some()).unwrap();
    let mut given = Record::new(grant.kind());
    let by = squad.helpers[2];
    let writer = Writer { replica: ReplicaId::new([2; 8]), by, stamp: squad.clock.tick(1) };
    let fields: Vec<_> =
        grant.fields().map(|(field, values)| (field.to_owned(), values[0].value.clone())).collect();
    given.write(writer, &Default::default(), fields);
    squad.state.put(id, given);
    assert!(squad.renew().is_some());
}
