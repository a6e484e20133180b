//! Whom to telephone about a day, and who has been told.

use tanomo_record::Id;

use super::plan::Stands;
use crate::date::Millis;
use crate::state::State;
use crate::view::{Call, Job, Off, WorkDay};

/// What a resident has to hear.
#[derive(Clone, Debug, PartialEq)]
pub enum About {
    /// We come on this day.
    Coming,
    /// We do not come.
    Off(Off),
}

/// One resident to telephone.
#[derive(Clone, Debug, PartialEq)]
pub struct ToCall {
    /// About which job.
    pub job: Job,
    /// Whose card.
    pub resident: Option<Id>,
    /// What they have to hear.
    pub about: About,
    /// Who told them and when; `None` while somebody still has to call.
    pub told: Option<(Id, Millis)>,
    /// The agreement that is told of, where it is about coming.
    pub agreement: Option<Id>,
    /// Somebody ticked it on this day, so the tick can be taken back.
    pub ticked: bool,
}

impl State {
    /// The residents to telephone about a day, team by team: where it is off, all; else those who do not know the day
    /// yet and those whose job was taken off. What was withdrawn, or is over, needs no call.
    pub fn to_call(&self, day: &WorkDay, now: Millis) -> Vec<ToCall> {
        let mut jobs = self.jobs_of(day);
        jobs.sort_by_key(|(job, team)| (*team, *job));
        jobs.into_iter().filter_map(|(job, _)| self.call_of(day, job, now)).collect()
    }

    fn call_of(&self, day: &WorkDay, job: Job, now: Millis) -> Option<ToCall> {
        let line = self.job_line(day, job, now)?;
        let waits = matches!(line.stands, Stands::Waiting | Stands::Dropped);
        let call = |about, told, agreement: Option<Id>| {
            let ticked = agreement.is_none() && self.ticks(day, line.job).any(|call| call.told.is_some());
            Some(ToCall { job: line.job, resident: line.resident, about, told, agreement, ticked })
        };
        let offs: &[Off] = if day.called_off().is_some() { &day.off } else { self.drops_of(day, job) };
        if let Some(off) = offs.first().filter(|_| waits) {
            return call(About::Off(off.clone()), self.told_off(day, line.job, offs), None);
        }
        let agreement = self.agreement_of(line.job.request, line.job.occurrence)?;
        let stands = waits && agreement.day == day.day;
        stands.then(|| call(About::Coming, agreement.told, Some(agreement.id))).flatten()
    }

    /// Who told a resident that it is off: the tick that answers one of the callings off that stand, or the agreement
    /// about another day that they have been told of.
    fn told_off(&self, day: &WorkDay, job: Job, offs: &[Off]) -> Option<(Id, Millis)> {
        let ticked = self.ticks(day, job).filter(|call| offs.iter().any(|off| off.at == call.of));
        let told = ticked.filter_map(|call| call.told).min_by_key(|(by, at)| (*at, *by));
        told.or_else(|| {
            let agreement = self.agreement_of(job.request, job.occurrence)?;
            (agreement.day != day.day).then_some(agreement.told).flatten()
        })
    }

    fn ticks(&self, day: &WorkDay, job: Job) -> impl Iterator<Item = &Call> {
        self.calls(day.id).filter(move |call| self.canonical_job(call.job) == job)
    }

    pub(crate) fn drops_of<'a>(&self, day: &'a WorkDay, job: Job) -> &'a [Off] {
        let job = self.canonical_job(job);
        let dropped = day.dropped.iter().find(|(dropped, _)| self.canonical_job(*dropped) == job);
        dropped.map_or(&[], |(_, offs)| offs)
    }
}
