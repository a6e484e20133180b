use tanomo_record::{Id, Record, ReplicaId, Stamp, Writer};

use crate::change::Change;
use crate::command::{
    Command, Context, Finishing, Founding, MemberDraft, Reasons, RequestDraft, Starting, Who,
};
use crate::date::Millis;
use crate::decide::decide;
use crate::gates::Gate;
use crate::money::RideCosts;
use crate::refusal::Refusal;
use crate::state::State;
use crate::task::Task;
use crate::view::{Outcome, Role};

/// A circle in which everything is decided as the app does it, one command after the other.
struct Circle {
    state: State,
    now: Millis,
    drawn: u8,
    writes: u32,
}

const LEAD: Id = Id::new([201; 16]);

impl Circle {
    fn new() -> Self {
        let mut circle =
            Self { state: State::default(), now: Millis(1_795_500_000_000), drawn: 0, writes: 0 };
        let founding =
            Founding { circle: "見本".into(), name: "見本太郎".into(), ..Founding::default() };
        circle.run(LEAD, Role::Lead, Command::FoundCircle(founding)).unwrap();
        circle
    }

    fn run(&mut self, me: Id, role: Role, command: Command) -> Result<Id, Refusal> {
        let ids = std::array::from_fn(|_| {
            self.drawn += 1;
            Id::new([self.drawn; 16])
        });
        let ctx = Context { now: self.now, me, role, ids };
        let changes = decide(&self.state, &ctx, command)?;
        changes.into_iter().for_each(|change| self.write(me, change));
        Ok(ids[0])
    }

    fn write(&mut self, by: Id, change: Change) {
        self.writes += 1;
        let mut record = self.state.record(change.id).cloned().unwrap_or_else(|| Record::new(change.kind));
        let stamp = Stamp { ms: self.now.0 as u64, tick: self.writes };
        let seen = record.seen().clone();
        record.write(Writer { replica: ReplicaId::new([1; 8]), by, stamp }, &seen, change.writes);
        self.state.put(change.id, record);
    }

    fn member(&mut self, name: &str) -> Id {
        let draft = MemberDraft { name: name.into(), ..MemberDraft::default() };
        self.run(LEAD, Role::Lead, Command::SaveMember(None, Box::new(draft))).unwrap()
    }

    fn request(&mut self, task: Task) -> Id {
        let draft = RequestDraft { town: "花畑".into(), ..RequestDraft::preset(task, 2) };
        self.run(LEAD, Role::Lead, Command::Log(Box::new(draft), Who::Nobody)).unwrap()
    }
}

fn finishing(request: Id, people: &[Id], reasons: Reasons) -> Finishing {
    Finishing {
        request,
        occurrence: None,
        visit: None,
        people: people.to_vec(),
        minutes: 90,
        outcome: Outcome::Done,
        materials: 0,
        bags: 0,
        next: String::new(),
        receipts: vec![],
        near_miss: None,
        near_miss_done: String::new(),
        thanked: false,
        thanks: String::new(),
        costs: RideCosts::default(),
        reasons,
    }
}

fn not_agreed() -> Reasons {
    Reasons { not_agreed: "電話で聞いた".into(), ..Reasons::default() }
}

#[test]
fn me_is_among_those_who_came_unless_the_team_is_whole() {
    let mut circle = Circle::new();
    let (a, b) = (circle.member("山田"), circle.member("鈴木"));
    let request = circle.request(Task::Weeding);
    circle.run(LEAD, Role::Lead, Command::Assign(request, None, a, String::new())).unwrap();
    assert_eq!(circle.state.probably_there(request, None, b), [a, b]);
    circle.run(LEAD, Role::Lead, Command::Assign(request, None, b, String::new())).unwrap();
    let mut team = circle.state.probably_there(request, None, LEAD);
    team.sort();
    assert_eq!(team, [a, b]);
}

#[test]
fn a_visit_that_runs_says_who_came() {
    let mut circle = Circle::new();
    let (a, b) = (circle.member("山田"), circle.member("鈴木"));
    let request = circle.request(Task::Weeding);
    let starting = Starting { request, occurrence: None, people: vec![a, b], reasons: not_agreed() };
    let visit = circle.run(a, Role::Helper, Command::Start(starting)).unwrap();
    assert_eq!(circle.state.running(request, None).map(|visit| visit.id), Some(visit));
    assert_eq!(circle.state.probably_there(request, None, LEAD).len(), 2);
}

#[test]
fn what_was_done_can_be_written_down_whoever_may_have_waved_it_through() {
    let mut circle = Circle::new();
    let (a, b) = (circle.member("山田"), circle.member("鈴木"));
    let request = circle.request(Task::Ride);
    let unread = finishing(request, &[a, b], not_agreed());
    assert_eq!(
        circle.run(a, Role::Helper, Command::Finish(Box::new(unread))),
        Err(Refusal::Asks(vec![Gate::ReadRideNotice]))
    );
    let read = finishing(request, &[a, b], Reasons { notice_read: true, ..not_agreed() });
    let done = circle.run(a, Role::Helper, Command::Finish(Box::new(read))).unwrap();
    assert!(circle.state.visit(done).unwrap().notice_read);
}

#[test]
fn nobody_starts_what_a_squad_does_not_do_whatever_they_say() {
    let mut circle = Circle::new();
    let (a, b) = (circle.member("山田"), circle.member("鈴木"));
    let request = circle.request(Task::Ride);
    let reasons = Reasons { notice_read: true, lead: "だいじょうぶ".into(), ..not_agreed() };
    let starting = Starting { request, occurrence: None, people: vec![a, b], reasons };
    assert!(matches!(
        circle.run(LEAD, Role::Lead, Command::Start(starting)),
        Err(Refusal::Asks(gates)) if gates.iter().any(|gate| matches!(gate, Gate::Licence { .. }))
    ));
}

#[test]
fn two_records_of_one_time_are_asked_about_until_somebody_answers() {
    let mut circle = Circle::new();
    let (a, b) = (circle.member("山田"), circle.member("鈴木"));
    let request = circle.request(Task::Weeding);
    let mut partly = finishing(request, &[a, b], not_agreed());
    partly.outcome = Outcome::Partly;
    partly.next = "裏庭".into();
    let one = circle.run(a, Role::Helper, Command::Finish(Box::new(partly.clone()))).unwrap();
    circle.now = circle.now.plus_minutes(30);
    let two = circle.run(b, Role::Helper, Command::Finish(Box::new(partly.clone()))).unwrap();
    circle.now = circle.now.plus_minutes(600);
    circle.run(b, Role::Helper, Command::Finish(Box::new(partly))).unwrap();
    let state = &circle.state;
    assert_eq!(state.maybe_same(state.visit(one).unwrap()), [two]);
    circle.run(a, Role::Helper, Command::SameAs(one, two, Some(false))).unwrap();
    assert!(circle.state.maybe_same(circle.state.visit(one).unwrap()).is_empty());
}
