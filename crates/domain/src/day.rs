//! きょう: what one member sees of all lines today. Made from the lines alone, so that it is there before the
//! records are read.

use crate::date::Date;
use crate::row::Row;
use crate::status::Status;

/// The most lines of one part; how many there are is counted on.
pub const MOST: usize = 20;
/// The most lines of what still wants helpers, which has a list of its own.
pub const MOST_WANTED: usize = 5;

/// Some lines, and how many there are in all.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Part {
    /// The first ones, in the order of the list.
    pub rows: Vec<Row>,
    /// How many there are.
    pub all: usize,
}

impl Part {
    fn add(&mut self, row: &Row, most: usize) {
        self.all += 1;
        if self.rows.len() < most {
            self.rows.push(row.clone());
        }
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all == 0
    }
}

/// The parts of きょう.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Day {
    /// My work of today: what runs, then what was agreed for today or a day before that and not done.
    pub jobs: Part,
    /// My work of the days to come, and what I offered.
    pub next: Part,
    /// 電話する人: helpers are there, and the resident does not know the day yet.
    pub calls: Part,
    /// Offers that wait for a lead's answer.
    pub answers: Part,
    /// 要確認, what the 下見 found difficult, and what was closed with two records that may be one.
    pub looks: Part,
    /// 預かり that has not been given back.
    pub entrusted: Part,
    /// 続きあり.
    pub left_over: Part,
    /// What still wants helpers, and I have not offered.
    pub wanted: Part,
}

impl Day {
    /// Sorts the lines, which stand in the order of the list, into the parts of `today`.
    pub fn of(rows: &[Row], today: Date) -> Self {
        let mut day = Self::default();
        let mut planned = Part::default();
        for row in rows.iter().filter(|row| row.entrusted) {
            day.entrusted.add(row, MOST);
        }
        for row in rows.iter().filter(|row| row.status.closed() && row.unsettled) {
            day.looks.add(row, MOST);
        }
        for row in rows.iter().filter(|row| !row.status.closed()) {
            match row.status {
                Status::UnderWay | Status::Check if row.mine => day.jobs.add(row, MOST),
                Status::Agreed | Status::Matched if row.mine && row.day.is_some_and(|day| day <= today) => {
                    planned.add(row, MOST);
                }
                Status::Agreed | Status::Matched | Status::Offered if row.mine => day.next.add(row, MOST),
                Status::Open | Status::Scouted | Status::Offered if !row.mine => {
                    day.wanted.add(row, MOST_WANTED);
                }
                _ => {}
            }
            match row.status {
                Status::Matched => day.calls.add(row, MOST),
                Status::Offered => day.answers.add(row, MOST),
                Status::Partly => day.left_over.add(row, MOST),
                Status::Check if !row.mine => day.looks.add(row, MOST),
                Status::Difficult => day.looks.add(row, MOST),
                _ => {}
            }
        }
        planned.rows.iter().for_each(|row| day.jobs.add(row, MOST));
        day.jobs.all += planned.all - planned.rows.len();
        day
    }

    /// The one job of mine that runs or is due today; `None` if there is none, or several.
    pub fn only_job(&self) -> Option<&Row> {
        let mut running = self.jobs.rows.iter().filter(|row| row.status == Status::UnderWay);
        match (running.next(), running.next()) {
            (Some(only), None) => Some(only),
            (None, _) if self.jobs.all == 1 => self.jobs.rows.first(),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::{Millis, parse_iso};
    use crate::task::Task;
    use tanomo_record::Id;

    fn date(text: &str) -> Date {
        parse_iso(text).unwrap()
    }

    fn row(id: u8, status: Status, day: Option<&str>, mine: bool) -> Row {
        Row {
            id: Id::new([id; 16]),
            occurrence: None,
            task: Task::Weeding,
            town: "田町".into(),
            status,
            day: day.map(date),
            helpers: (0, 2),
            urgent: false,
            memo: false,
            mine,
            unsettled: false,
            entrusted: false,
            logged_at: Millis(0),
        }
    }

    fn ids(part: &Part) -> Vec<u8> {
        part.rows.iter().filter_map(|row| (0..=60).find(|&n| row.id == Id::new([n; 16]))).collect()
    }

    const TODAY: &str = "2026-11-22";

    #[test]
    fn what_runs_comes_before_what_is_agreed_for_today_and_the_rest_comes_later() {
        let rows = [
            row(1, Status::Agreed, Some("2026-11-20"), true),
            row(2, Status::Agreed, Some(TODAY), true),
            row(3, Status::UnderWay, Some(TODAY), true),
            row(4, Status::Agreed, Some("2026-11-23"), true),
            row(5, Status::Agreed, Some(TODAY), false),
            row(6, Status::Offered, None, true),
            row(7, Status::Done, Some(TODAY), true),
        ];
        let day = Day::of(&rows, date(TODAY));
        assert_eq!(ids(&day.jobs), [3, 1, 2]);
        assert_eq!(ids(&day.next), [4, 6]);
        assert_eq!(day.only_job().map(|row| row.id), Some(Id::new([3; 16])));
    }

    #[test]
    fn several_jobs_and_none_running_is_not_for_the_app_to_pick() {
        let rows = [1, 2].map(|id| row(id, Status::Agreed, Some(TODAY), true));
        assert_eq!(Day::of(&rows, date(TODAY)).only_job(), None);
        assert!(Day::of(&rows[..1], date(TODAY)).only_job().is_some());
        assert_eq!(Day::default().only_job(), None);
    }

    #[test]
    fn a_lead_sees_whom_to_call_whom_to_answer_and_what_to_look_at() {
        let rows = [
            row(1, Status::Matched, None, false),
            row(2, Status::Matched, Some(TODAY), true),
            row(3, Status::Offered, None, false),
            row(4, Status::Check, None, false),
            row(5, Status::Difficult, None, false),
            row(6, Status::Partly, None, false),
        ];
        let day = Day::of(&rows, date(TODAY));
        assert_eq!(ids(&day.calls), [1, 2]);
        assert_eq!(ids(&day.answers), [3]);
        assert_eq!(ids(&day.looks), [4, 5]);
        assert_eq!(ids(&day.left_over), [6]);
        assert_eq!(ids(&day.jobs), [2]);
    }

    #[test]
    fn a_long_part_is_cut_and_counted() {
        let rows: Vec<Row> = (0..60).map(|id| row(id, Status::Open, None, false)).collect();
        let day = Day::of(&rows, date(TODAY));
        assert_eq!((day.wanted.rows.len(), day.wanted.all), (MOST_WANTED, 60));
        let mine: Vec<Row> = (0..60).map(|id| row(id, Status::Agreed, Some(TODAY), true)).collect();
        let day = Day::of(&mine, date(TODAY));
        assert_eq!((day.jobs.rows.len(), day.jobs.all), (MOST, 60));
    }
}
