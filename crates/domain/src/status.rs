//! A request's status: a pure function of the records, so that two phones which were offline can never
//! disagree about it. Total: it has an answer for whatever a merge brings.

use serde::{Deserialize, Serialize};
use tanomo_record::Id;

use crate::date::{Date, Millis};
use crate::recurrence::occurrences;
use crate::state::State;
use crate::view::{Agreement, Outcome, Request, Sort, Verdict, Visit};

/// How long a visit may run before somebody should look whether it ended: 12 hours, in milliseconds.
pub const LONGEST_VISIT: i64 = 12 * 3_600_000;

/// Where a request, or one occurrence of a repeating one, stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Status {
    /// 要確認: two phones say different things about an outcome, or a visit never ended.
    Check,
    /// 作業中.
    UnderWay,
    /// 日時が決まり、本人に連絡した.
    Agreed,
    /// Enough helpers; the day is still to be agreed.
    Matched,
    /// Somebody offers; a lead has to answer.
    Offered,
    /// 続きあり.
    Partly,
    /// 下見: 引き受けられる.
    Scouted,
    /// Nobody yet.
    Open,
    /// むずかしい, says the 下見.
    Difficult,
    /// つないだ.
    Referred,
    /// 完了.
    Done,
    /// 取り下げ.
    Withdrawn,
}

impl Status {
    /// Every status, in the order lists show them: what needs somebody first.
    pub const ALL: [Self; 12] = [
        Self::Check,
        Self::UnderWay,
        Self::Agreed,
        Self::Matched,
        Self::Offered,
        Self::Partly,
        Self::Scouted,
        Self::Open,
        Self::Difficult,
        Self::Referred,
        Self::Done,
        Self::Withdrawn,
    ];

    /// Nothing more is to be done.
    pub const fn closed(self) -> bool {
        matches!(self, Self::Referred | Self::Done | Self::Withdrawn)
    }

    /// A helper can still say 手伝えます.
    pub const fn wants_helpers(self) -> bool {
        matches!(self, Self::Open | Self::Scouted | Self::Offered | Self::Partly)
    }
}

impl State {
    /// Where an occurrence of a request stands at `now`; `occurrence` is `None` for one that does not repeat.
    pub fn status(&self, request: &Request, occurrence: Option<Date>, now: Millis) -> Status {
        // Whoever is there when it is withdrawn still has to end the visit and write down what was done.
        if request.withdrawn.is_some() && self.running(request.id, occurrence).is_none() {
            return Status::Withdrawn;
        }
        if self.referrals(request.id).any(|referral| !referral.ended) {
            return Status::Referred;
        }
        let last = self.last_work(request.id, occurrence);
        match last {
            Some(visit) if self.needs_check(visit, now) => return Status::Check,
            Some(Visit { end: None, outcome: None, .. }) => return Status::UnderWay,
            Some(Visit { outcome: Some(Outcome::Done), .. }) => return Status::Done,
            // What was left over is a request of its own by now.
            Some(Visit { outcome: Some(Outcome::Partly), follow_up: Some(_), .. }) => return Status::Done,
            Some(Visit { outcome: Some(Outcome::Partly), .. }) => return Status::Partly,
            Some(Visit { end: Some(_), outcome: None, .. }) => return Status::Check,
            Some(Visit { outcome: Some(Outcome::CouldNot), .. }) | None => {}
        }
        // After a visit that could not work, only what was said since counts.
        let since = last.map_or(Millis(i64::MIN), |visit| visit.end.unwrap_or(visit.start));
        if self.matched(request, occurrence) {
            let stands =
                self.agreement_of(request.id, occurrence).is_some_and(|a| a.stands() && a.at >= since);
            return if stands { Status::Agreed } else { Status::Matched };
        }
        self.unmatched(request, occurrence, since)
    }

    fn unmatched(&self, request: &Request, occurrence: Option<Date>, since: Millis) -> Status {
        let verdict = self.last_visit(request.id, occurrence, Sort::Scout).and_then(|visit| visit.verdict);
        let offered =
            self.responses(request.id).any(|r| r.occurrence == occurrence && r.open() && r.at >= since);
        match verdict {
            Some(Verdict::Hard) => Status::Difficult,
            _ if offered => Status::Offered,
            Some(Verdict::Yes) => Status::Scouted,
            None => Status::Open,
        }
    }

    /// Whether as many accepted offers stand as helpers are needed.
    pub fn matched(&self, request: &Request, occurrence: Option<Date>) -> bool {
        self.team(request.id, occurrence).len() >= request.needed as usize
    }

    /// The members whose offers were accepted for an occurrence, each once.
    pub fn team(&self, request: Id, occurrence: Option<Date>) -> Vec<Id> {
        let accepted = self.responses(request).filter(|r| r.occurrence == occurrence && r.accepted());
        let mut members: Vec<Id> = accepted.map(|r| self.canonical(r.member)).collect();
        members.sort_unstable();
        members.dedup();
        members
    }

    /// The agreement that holds for an occurrence, told or not: the last one made that has not ended.
    pub fn agreement_of(&self, request: Id, occurrence: Option<Date>) -> Option<&Agreement> {
        let standing = self.agreements(request).filter(|a| a.occurrence == occurrence && !a.ended);
        standing.max_by_key(|agreement| (agreement.at, agreement.id))
    }

    /// The last visit to work on an occurrence, by start, then id.
    pub fn last_work(&self, request: Id, occurrence: Option<Date>) -> Option<&Visit> {
        self.last_visit(request, occurrence, Sort::Work)
    }

    /// The last visit of a sort. A 下見 of a repeating request holds for every occurrence.
    pub fn last_visit(&self, request: Id, occurrence: Option<Date>, sort: Sort) -> Option<&Visit> {
        let counts =
            |visit: &&Visit| visit.sort == sort && (sort == Sort::Scout || visit.occurrence == occurrence);
        self.visits(request).filter(counts).max_by_key(|visit| (visit.start, visit.id))
    }

    fn needs_check(&self, visit: &Visit, now: Millis) -> bool {
        let never_ended = visit.end.is_none()
            && visit.outcome.is_none()
            && now.0.saturating_sub(visit.start.0) > LONGEST_VISIT;
        never_ended || self.unsettled(visit.id).iter().any(|field| field == "outcome")
    }

    /// The occurrence of a repeating request that is next at hand: the first from a week before `today`
    /// that is not done. `None` for a request that does not repeat, or repeats no more.
    pub fn occurrence_at(&self, request: &Request, today: Date, now: Millis) -> Option<Date> {
        let rule = request.repeats.as_ref()?;
        let logged = crate::date::tokyo_date(request.logged_at);
        let from = logged.max(crate::date::add_days(today, -7));
        let until = crate::date::add_days(today, 400);
        let open = |day: &Date| self.status(request, Some(*day), now) != Status::Done;
        // Past days nobody went to are over; only one that was begun still counts.
        let counts = |day: &Date| *day >= today || self.last_work(request.id, Some(*day)).is_some();
        occurrences(rule, from, until, 64).into_iter().find(|day| open(day) && counts(day))
    }
}
