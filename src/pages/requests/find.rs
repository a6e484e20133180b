//! What the list of 困りごと finds: words, a group of statuses, a task, a 町, mine.

use tanomo_domain::fold::{Folded, Query};
use tanomo_domain::row::Row;
use tanomo_domain::state::State;
use tanomo_domain::status::Status;
use tanomo_domain::task::Task;
use tanomo_record::Id;

/// Statuses a person looks for together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// Somebody has to look: in conflict, difficult, never ended, two values.
    Look,
    /// Helpers are wanted.
    Wanted,
    /// People or the day are settled.
    Settled,
    /// Nothing more is to be done.
    Closed,
}

impl Group {
    /// All, in the order of the chips.
    pub const ALL: [Self; 4] = [Self::Wanted, Self::Settled, Self::Look, Self::Closed];

    fn holds(self, row: &Row) -> bool {
        match self {
            Self::Look => {
                row.unsettled || row.memo || matches!(row.status, Status::Check | Status::Difficult)
            }
            Self::Wanted => row.status.wants_helpers(),
            Self::Settled => matches!(row.status, Status::Matched | Status::Agreed | Status::UnderWay),
            Self::Closed => row.status.closed(),
        }
    }
}

/// What somebody looks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Find {
    /// As typed.
    pub words: String,
    /// One group of statuses.
    pub group: Option<Group>,
    /// Any of these tasks; all if none.
    pub tasks: Vec<Task>,
    /// Any of these 町; all if none.
    pub towns: Vec<String>,
    /// I am on the team, or have offered.
    pub mine: bool,
}

impl Find {
    /// How many filters are on, those behind 「しぼりこむ」 only.
    pub fn narrowed(&self) -> usize {
        self.tasks.len() + self.towns.len()
    }

    /// The requests found among `rows`, in their order. Words are looked for in what the state has folded before;
    /// while the records are still being read, in what the line shows.
    pub fn among(&self, rows: &[Row], state: &State) -> Vec<Id> {
        let query = Query::new(&self.words);
        let holds = |row: &&Row| {
            (!self.mine || row.mine)
                && self.group.is_none_or(|group| group.holds(row))
                && (self.tasks.is_empty() || self.tasks.contains(&row.task))
                && (self.towns.is_empty() || self.towns.contains(&row.town))
                && (query.is_empty()
                    || match state.folded(row.id) {
                        Some(folded) => query.matches(folded),
                        None => query.matches(&Folded::of_fields([row.task.name().ja, &row.town])),
                    })
        };
        rows.iter().filter(holds).map(|row| row.id).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tanomo_domain::date::Millis;

    fn row(id: u8, task: Task, town: &str, status: Status) -> Row {
        Row {
            id: Id::new([id; 16]),
            occurrence: None,
            task,
            town: town.to_owned(),
            status,
            day: None,
            helpers: (0, 2),
            urgent: false,
            memo: false,
            mine: id == 1,
            unsettled: false,
            entrusted: false,
            logged_at: Millis(0),
        }
    }

    fn found(find: &Find) -> Vec<u8> {
        let rows = [
            row(1, Task::Weeding, "あおば町", Status::Open),
            row(2, Task::Shopping, "さくら町", Status::Agreed),
            row(3, Task::Weeding, "さくら町", Status::Done),
        ];
        find.among(&rows, &State::default()).iter().map(|id| id.bytes()[0]).collect()
    }

    #[test]
    fn every_filter_narrows_what_is_found() {
        assert_eq!(found(&Find::default()), [1, 2, 3]);
        assert_eq!(found(&Find { mine: true, ..Find::default() }), [1]);
        assert_eq!(found(&Find { tasks: vec![Task::Weeding], ..Find::default() }), [1, 3]);
        assert_eq!(found(&Find { towns: vec!["さくら町".into()], ..Find::default() }), [2, 3]);
        assert_eq!(found(&Find { group: Some(Group::Settled), ..Find::default() }), [2]);
        let none = Find { group: Some(Group::Closed), tasks: vec![Task::Shopping], ..Find::default() };
        assert!(found(&none).is_empty());
    }

    #[test]
    fn words_are_found_however_they_are_typed() {
        for typed in ["くさとり", "草取り", "アオバ", "あおば 草"] {
            let find = Find { words: typed.to_owned(), ..Find::default() };
            let expected: &[u8] = if typed == "くさとり" {
                &[]
            } else if typed == "草取り" {
                &[1, 3]
            } else {
                &[1]
            };
            assert_eq!(found(&find), expected, "{typed}");
        }
    }
}
