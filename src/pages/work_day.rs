//! 活動日: the days of a squad, one day from the plan to the closing.
//!
//! # Layout
//! - [`head`] a day's first paint, [`list`] the days and the card on きょう, [`plan`] making a day and changing it
//! - [`one`] a day; of it [`mine`] what I do next, [`teams`] jobs and people, [`calls`] calling off and whom to
//!   telephone, [`briefing`], [`heat`] 暑さ指数, [`sheets`] 回収チェック,
//!   [`after`] who came by and the next day

mod after;
mod briefing;
mod calls;
mod head;
mod heat;
mod list;
mod mine;
mod one;
mod plan;
mod sheets;
mod teams;

pub use head::Opening;
pub use list::{DaysPage, TodaysDay};
pub use one::DayPage;
pub use plan::PlanPage;

use tanomo_domain::command::Command;
use tanomo_domain::command::day::DayCommand;
use tanomo_domain::date::{Millis, tokyo_time};
use tanomo_domain::state::State;
use tanomo_domain::view::Job;
use tanomo_domain::work_day::Plan;
use tanomo_record::Id;

use super::requests::act::Act;
use crate::i18n::{Words, days as words, says};
use crate::store::Done;
use crate::view::{Memo, Signal};

/// One day on the screen.
#[derive(Clone, Copy)]
struct Today {
    id: Id,
    plan: Memo<Option<Plan>>,
    lead: Memo<bool>,
    /// The day's own records and all that was noted on it, for history and conflicts.
    records: Signal<Vec<Id>>,
    act: Act,
}

impl Today {
    fn run(self, command: DayCommand) {
        self.act.run(Command::Day(command), |_| {});
    }

    fn run_then(self, command: DayCommand, then: impl Fn(Done) + Send + Sync + 'static) {
        self.act.run(Command::Day(command), then);
    }
}

/// Work and 町 of a job: never a name.
fn job_name(state: &State, job: Job) -> Words {
    let Some(request) = state.request(job.request) else { return Words::default() };
    Words::join([says::task(request.task).into(), " ".into(), request.town.as_str().into()])
}

fn name_of(state: &State, id: Id) -> Words {
    state.member(id).map_or_else(Words::default, |m| Words::named(m.name.as_str(), m.reading.as_str()))
}

fn clock(at: Millis) -> Words {
    let (hour, minute) = tokyo_time(at);
    format!("{hour}:{minute:02}").as_str().into()
}

/// The reason a day or a job is off, with the lead's own words where there are some.
pub(super) fn reason(off: &tanomo_domain::view::Off) -> Words {
    match off.words.is_empty() {
        true => words::why(off.why).into(),
        false => Words::join([words::why(off.why).into(), " ".into(), off.words.as_str().into()]),
    }
}
