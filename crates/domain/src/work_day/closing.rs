//! What a day came to.

use tanomo_record::Id;

use super::plan::{Plan, Stands};
use crate::state::State;
use crate::view::{Job, NearMiss};

/// The sums of a day. Visits that are the same count once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Closing {
    /// Jobs that are done.
    pub done: usize,
    /// Jobs of which some is left.
    pub partly: usize,
    /// Jobs that could not be done.
    pub could_not: usize,
    /// What is left for another day: not begun, partly, not possible, taken off.
    pub left: Vec<Job>,
    /// Jobs still under way, or of which two phones say different things.
    pub open: Vec<Job>,
    /// Minutes times people.
    pub person_minutes: u64,
    /// Bags of garbage.
    pub bags: u64,
    /// Materials, in yen.
    pub materials: u64,
    /// What nearly happened, at which job.
    pub near_misses: Vec<(Job, NearMiss, String)>,
    /// Who came, walk-ins among them.
    pub came: usize,
    /// Who came by and was written into the roster.
    pub walk_ins: usize,
    /// Who came and is not home yet.
    pub out: Vec<Id>,
    /// Numbers of sheets that did not come back.
    pub sheets_out: Vec<u32>,
}

impl State {
    /// What a day came to, as far as is known here.
    pub fn closing(&self, plan: &Plan) -> Closing {
        let mut sum = Closing::default();
        for line in plan.jobs() {
            match line.stands {
                Stands::Done => sum.done += 1,
                Stands::Partly => sum.partly += 1,
                Stands::CouldNot => sum.could_not += 1,
                Stands::UnderWay | Stands::Check => sum.open.push(line.job),
                Stands::Waiting | Stands::Dropped | Stands::Gone | Stands::DoneBefore => {}
            }
            let left =
                matches!(line.stands, Stands::Waiting | Stands::Partly | Stands::CouldNot | Stands::Dropped);
            if left && !line.status.closed() {
                sum.left.push(line.job);
            }
            for visit in self.visits_of(&plan.day, line.job) {
                sum.person_minutes = sum.person_minutes.saturating_add(visit.person_minutes());
                sum.bags = sum.bags.saturating_add(u64::from(visit.bags));
                sum.materials = sum.materials.saturating_add(u64::from(visit.materials));
                sum.near_misses
                    .extend(visit.near_miss.as_ref().map(|(sort, words)| (line.job, *sort, words.clone())));
            }
        }
        let came = plan.people.iter().filter(|person| person.came_at.is_some());
        (sum.came, sum.walk_ins) =
            came.fold((0, 0), |(all, by), person| (all + 1, by + usize::from(person.walk_in)));
        sum.out = plan.people.iter().filter(|person| person.is_out()).map(|person| person.member).collect();
        sum.sheets_out =
            self.sheets(plan.day.id).filter(|sheet| sheet.is_out()).map(|sheet| sheet.number).collect();
        sum.sheets_out.sort_unstable();
        sum.sheets_out.dedup();
        sum
    }
}
