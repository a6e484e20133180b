//! One line of 困りごと: never a name, an age or 一人暮らし.

use serde::{Deserialize, Serialize};
use tanomo_record::Id;

use crate::date::{Date, Millis};
use crate::state::State;
use crate::status::Status;
use crate::task::Task;
use crate::view::Request;

/// What a list shows of a request. It is also what the first screen is painted from before the records
/// are read, so it holds everything the line needs and nothing else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The request.
    pub id: Id,
    /// Which occurrence of a repeating one.
    #[serde(with = "crate::date::as_iso_opt", default)]
    pub occurrence: Option<Date>,
    /// The work.
    pub task: Task,
    /// 町.
    pub town: String,
    /// Where it stands.
    pub status: Status,
    /// The day it is agreed for, else wished for, else its occurrence.
    #[serde(with = "crate::date::as_iso_opt", default)]
    pub day: Option<Date>,
    /// How many accepted helpers, and how many are needed.
    pub helpers: (u32, u32),
    /// It cannot wait.
    pub urgent: bool,
    /// Only noted so far.
    pub memo: bool,
    /// I am on its team, or have offered.
    pub mine: bool,
    /// Two values of some field stand side by side.
    pub unsettled: bool,
    /// When it was logged.
    pub logged_at: Millis,
}

impl State {
    /// The line of one request, as `me` sees it.
    pub fn row(&self, request: &Request, me: Id, today: Date, now: Millis) -> Row {
        let occurrence = self.occurrence_at(request, today, now);
        let team = self.team(request.id, occurrence);
        let agreed = self.agreement_of(request.id, occurrence).map(|agreement| agreement.day);
        let mine = team.contains(&me)
            || self.responses(request.id).any(|r| r.member == me && r.occurrence == occurrence && r.open());
        Row {
            id: request.id,
            occurrence,
            task: request.task,
            town: request.town.clone(),
            status: self.status(request, occurrence, now),
            day: agreed.or(occurrence).or(request.wished_from),
            helpers: (u32::try_from(team.len()).unwrap_or(u32::MAX), request.needed),
            urgent: request.urgent,
            memo: request.memo,
            mine,
            unsettled: !self.unsettled(request.id).is_empty(),
            logged_at: request.logged_at,
        }
    }

    /// All lines, in order.
    pub fn rows(&self, me: Id, today: Date, now: Millis) -> Vec<Row> {
        let mut rows: Vec<Row> = self.requests().map(|request| self.row(request, me, today, now)).collect();
        in_order(&mut rows);
        rows
    }
}

/// Puts what needs somebody first: open before closed, urgent before the rest, then by day (those without
/// one after them), then the longest waiting; closed ones newest first.
pub fn in_order(rows: &mut [Row]) {
    rows.sort_by_cached_key(|row| {
        let closed = row.status.closed();
        let waiting = if closed { -row.logged_at.0 } else { row.logged_at.0 };
        let day = if closed { None } else { row.day };
        (closed, !row.urgent || closed, day.is_none(), day, waiting, row.id)
    });
}
