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
    /// Two values of some field stand side by side, or two visits may be one.
    pub unsettled: bool,
    /// Money or keys of the resident are still out.
    #[serde(default)]
    pub entrusted: bool,
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
            unsettled: self.to_settle(request.id),
            entrusted: self.floats(request.id).any(|float| float.returned.is_none()),
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
    rows.sort_by_cached_key(rank);
}

/// Where a line stands among the others.
fn rank(row: &Row) -> impl Ord + use<> {
    let closed = row.status.closed();
    let waiting = if closed { -row.logged_at.0 } else { row.logged_at.0 };
    let day = if closed { None } else { row.day };
    (closed, !row.urgent || closed, day.is_none(), day, waiting, row.id)
}

/// Puts one request's line, or that it is gone, into lines that are in order, without ordering the others anew.
pub fn put_in_order(rows: &mut Vec<Row>, request: Id, line: Option<Row>) {
    rows.retain(|row| row.id != request);
    if let Some(line) = line {
        let rank_of_line = rank(&line);
        let at = rows.partition_point(|row| rank(row) < rank_of_line);
        rows.insert(at, line);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(id: u8, status: Status, urgent: bool, day: Option<u8>, logged: i64) -> Row {
        Row {
            id: Id::new([id; 16]),
            occurrence: None,
            task: Task::Weeding,
            town: String::new(),
            status,
            day: day.and_then(|day| crate::date::from_numbers(2026, 11, i64::from(day)).ok()),
            helpers: (0, 2),
            urgent,
            memo: false,
            mine: false,
            unsettled: false,
            entrusted: false,
            logged_at: Millis(logged),
        }
    }

    fn rows() -> impl Strategy<Value = Vec<Row>> {
        let status = prop::sample::select(vec![Status::Open, Status::Agreed, Status::Done]);
        let facts = (status, any::<bool>(), prop::option::of(1u8..30), 0i64..5);
        prop::collection::vec(facts, 0..20).prop_map(|all| {
            let each = all.into_iter().enumerate();
            each.map(|(n, (status, urgent, day, logged))| row(n as u8, status, urgent, day, logged)).collect()
        })
    }

    proptest! {
        #[test]
        fn one_line_put_in_stands_where_ordering_anew_would_put_it(
            mut rows in rows(),
            id in 0u8..25,
            urgent: bool,
            gone: bool,
        ) {
            in_order(&mut rows);
            let line = (!gone).then(|| row(id, Status::Open, urgent, None, 2));
            let mut anew: Vec<Row> = rows.iter().filter(|row| row.id != Id::new([id; 16])).cloned().collect();
            anew.extend(line.clone());
            in_order(&mut anew);
            put_in_order(&mut rows, Id::new([id; 16]), line);
            prop_assert_eq!(rows, anew);
        }
    }
}
