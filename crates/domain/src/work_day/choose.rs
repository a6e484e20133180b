//! Which requests a plan is made of.

use crate::date::{Date, Millis};
use crate::state::State;
use crate::status::Status;
use crate::task::Tool;
use crate::view::{Job, Request, Sort, Verdict};

/// What a lead looks for; what is empty asks for nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Looking {
    /// 町.
    pub town: Option<String>,
    /// A tool that is wanted for it.
    pub tool: Option<Tool>,
    /// How many go: what needs no more.
    pub people: Option<u32>,
    /// The 下見 was done, and says 引き受けられる.
    pub scouted: bool,
}

impl Looking {
    fn finds(&self, state: &State, request: &Request, job: Job) -> bool {
        let scouted = || {
            let last = state.last_visit(request.id, job.occurrence, Sort::Scout);
            last.is_some_and(|visit| visit.verdict == Some(Verdict::Yes))
        };
        self.town.as_ref().is_none_or(|town| *town == request.town)
            && self.tool.is_none_or(|tool| request.tools.contains(&tool))
            && self.people.is_none_or(|people| request.needed <= people)
            && (!self.scouted || scouted())
    }
}

impl State {
    /// The jobs a day can be made of: those nobody closed, by 町; of what repeats, the occurrence that is next. Those
    /// of the plan, `own`, come first, whatever is looked for and whatever became of them, under the names they have
    /// there.
    pub fn jobs_to_plan(&self, own: &[Job], looking: &Looking, today: Date, now: Millis) -> Vec<Job> {
        let mut jobs: Vec<(bool, &str, Job)> = Vec::new();
        let mut known: Vec<Job> = Vec::new();
        for &job in own {
            let Some(request) = self.request(job.request) else { continue };
            let one = self.canonical_job(job);
            if !known.contains(&one) {
                known.push(one);
                jobs.push((false, &request.town, job));
            }
        }
        for (request, job) in
            self.requests().filter_map(|request| Some((request, self.next_job_of(request, today, now)?)))
        {
            let status = self.status(request, job.occurrence, now);
            let open = !status.closed() && status != Status::UnderWay;
            if open && !known.contains(&job) && looking.finds(self, request, job) {
                jobs.push((true, &request.town, job));
            }
        }
        jobs.sort_unstable();
        jobs.into_iter().map(|(_, _, job)| job).collect()
    }

    /// The tools that those jobs want, each once.
    pub fn tools_to_plan(&self, today: Date, now: Millis) -> Vec<Tool> {
        let jobs = self.jobs_to_plan(&[], &Looking::default(), today, now);
        let mut tools: Vec<Tool> = Vec::new();
        for request in jobs.iter().filter_map(|job| self.request(job.request)) {
            for &tool in &request.tools {
                if !tools.contains(&tool) {
                    tools.push(tool);
                }
            }
        }
        tools
    }

    fn next_job_of(&self, request: &Request, today: Date, now: Millis) -> Option<Job> {
        let occurrence = self.occurrence_at(request, today, now);
        let none = request.repeats.is_some() && occurrence.is_none();
        (!none).then_some(Job { request: request.id, occurrence })
    }
}
