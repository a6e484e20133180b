//! Phones for tests: each decides on its own records, and meets others by merging.

use tanomo_domain::change::Change;
use tanomo_domain::command::{Command, Context, Founding, MemberDraft, RequestDraft, Who};
use tanomo_domain::date::{Millis, parse_iso, tokyo_millis};
use tanomo_domain::decide::decide;
use tanomo_domain::refusal::Refusal;
use tanomo_domain::state::State;
use tanomo_domain::status::Status;
use tanomo_domain::task::Task;
use tanomo_domain::view::Role;
use tanomo_record::{Clock, Id, Record, ReplicaId, Writer};

pub const LEAD: Id = Id::new([9; 16]);

/// Nine in the morning of the day all these tests happen on.
pub fn nine() -> Millis {
    tokyo_millis(parse_iso("2026-11-22").unwrap(), 9, 0)
}

#[derive(Clone)]
pub struct Phone {
    pub state: State,
    pub now: Millis,
    pub role: Role,
    pub me: Id,
    replica: ReplicaId,
    clock: Clock,
    given: u16,
}

impl Phone {
    pub fn new(number: u8) -> Self {
        Self {
            state: State::default(),
            now: nine(),
            role: Role::Lead,
            me: LEAD,
            replica: ReplicaId::new([number; 8]),
            clock: Clock::default(),
            given: 0,
        }
    }

    /// A phone of a founded circle, with a helper of each of these names.
    pub fn founded(helpers: &[&str]) -> (Self, Vec<Id>) {
        let mut phone = Self::new(1);
        let founding = Founding { circle: "城東".into(), name: "世話役".into(), ..Founding::default() };
        phone.run(Command::FoundCircle(founding)).unwrap();
        let ids = helpers
            .iter()
            .map(|name| {
                let draft = MemberDraft { name: (*name).into(), ..MemberDraft::default() };
                phone.run(Command::SaveMember(None, Box::new(draft))).unwrap()
            })
            .collect();
        (phone, ids)
    }

    /// Another phone with the same records.
    pub fn another(&self, number: u8) -> Self {
        Self { replica: ReplicaId::new([number; 8]), given: u16::from(number) << 10, ..self.clone() }
    }

    /// Carries out a command and gives the first fresh id it had.
    pub fn run(&mut self, command: Command) -> Result<Id, Refusal> {
        let ids = std::array::from_fn(|_| {
            self.given += 1;
            let [high, low] = self.given.to_be_bytes();
            let mut bytes = [self.replica.bytes()[0]; 16];
            (bytes[0], bytes[1]) = (high, low);
            Id::new(bytes)
        });
        self.run_with(ids, command)
    }

    /// The same, with an id that other phones give too.
    pub fn run_as(&mut self, id: Id, command: Command) -> Result<Id, Refusal> {
        let fresh = |n: u8| Id::new([self.replica.bytes()[0] ^ (n << 5); 16]);
        self.run_with([id, fresh(1), fresh(2), fresh(3)], command)
    }

    fn run_with(&mut self, ids: [Id; 4], command: Command) -> Result<Id, Refusal> {
        let ctx = Context { now: self.now, me: self.me, role: self.role, ids };
        let changes = decide(&self.state, &ctx, command)?;
        self.write(&changes);
        Ok(ids[0])
    }

    fn write(&mut self, changes: &[Change]) {
        let stamp = self.clock.tick(u64::try_from(self.now.0).unwrap());
        for change in changes {
            let mut record =
                self.state.record(change.id).cloned().unwrap_or_else(|| Record::new(change.kind));
            let seen = record.seen().clone();
            let writer = Writer { replica: self.replica, by: self.me, stamp };
            record.write(writer, &seen, change.writes.iter().cloned());
            self.state.put(change.id, record);
        }
    }

    /// Takes in everything the other phone has.
    pub fn meet(&mut self, other: &Self) {
        for (id, theirs) in other.state.records() {
            let mut record = theirs.clone();
            if let Some(ours) = self.state.record(id) {
                record.merge(ours);
            }
            self.state.put(id, record);
        }
    }

    pub fn log(&mut self, task: Task) -> Id {
        self.run(Command::Log(Box::new(RequestDraft::preset(task, 2)), Who::Nobody)).unwrap()
    }

    pub fn status(&self, request: Id) -> Status {
        self.state.status(self.state.request(request).unwrap(), None, self.now)
    }

    pub fn later(&mut self, minutes: i64) {
        self.now = self.now.plus_minutes(minutes);
    }
}
