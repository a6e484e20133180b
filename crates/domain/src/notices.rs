//! お知らせ: whom to wake for what, and not before when. The words come from the phone that is woken.
//!
//! A phone works this out for the changes it made itself: what is due at once is asked for by whose change it was, what
//! is due on a day by any phone, always the same.

use tanomo_record::Id;

use crate::date::{ClockTime, Date, Millis, add_days, tokyo_date, tokyo_millis, tokyo_time};
use crate::state::State;
use crate::view::{Coming, Job, Member, Notice, Request, Response, WorkDay};

/// At what hour of the day before it is said: when most people have had their dinner.
pub const EVE_HOUR: u8 = 19;
/// How long before the agreed time it is said on the day, in minutes; without a time at seven.
const BEFORE_MINUTES: i64 = 90;
const MORNING: (u8, u8) = (7, 0);
/// A change older than this is no news, in milliseconds: a phone that was off for a day wakes nobody for it.
const NEWS_MS: i64 = 60 * 60 * 1000;

/// What somebody is woken for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum What {
    /// Their work is tomorrow.
    Eve,
    /// Their work is today.
    Morning,
    /// One more person is needed.
    OneMore,
    /// A lead answered their offer.
    Answer,
}

impl What {
    /// Which of the kinds people choose it belongs to.
    pub const fn notice(self) -> Notice {
        match self {
            Self::Eve | Self::Morning => Notice::Day,
            Self::OneMore => Notice::OneMore,
            Self::Answer => Notice::Answer,
        }
    }

    /// Its code in a wake's name. *Do not change: two versions of the app must name a wake alike.*
    pub const fn code(self) -> u8 {
        match self {
            Self::Eve => 1,
            Self::Morning => 2,
            Self::OneMore => 3,
            Self::Answer => 4,
        }
    }
}

/// One person to wake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Wanted {
    /// Whom.
    pub member: Id,
    /// For what.
    pub what: What,
    /// About which record.
    pub of: Id,
    /// Which occurrence of what repeats.
    pub occurrence: Option<Date>,
    /// Not before.
    pub at: Millis,
}

/// Everybody to wake at `now` or later, as far as the records here and the changes of `me` say. Only who chose the kind
/// of notice is in it, and nobody in their quiet hours.
pub fn wanted(state: &State, now: Millis, me: Id) -> Vec<Wanted> {
    let mut all = Vec::new();
    if state.members().all(|member| member.notices.is_empty()) {
        return all;
    }
    for request in state.requests() {
        days(state, now, request, &mut all);
        one_more(state, now, me, request, &mut all);
        for response in state.responses(request.id) {
            answer(state, now, me, response, &mut all);
        }
    }
    for day in state.days() {
        work_day(state, now, day, &mut all);
    }
    all.sort_unstable();
    all.dedup_by_key(|wanted| (wanted.member, wanted.what, wanted.of, wanted.occurrence));
    all
}

/// The evening before and the morning of what was agreed, for the team.
fn days(state: &State, now: Millis, request: &Request, all: &mut Vec<Wanted>) {
    let agreed = state.agreements(request.id).filter(|agreement| !agreement.ended);
    let mut occurrences: Vec<Option<Date>> = agreed.map(|agreement| agreement.occurrence).collect();
    occurrences.sort_unstable();
    occurrences.dedup();
    for occurrence in occurrences {
        let Some(agreed) = state.agreement_of(request.id, occurrence) else { continue };
        if agreed.day < tokyo_date(now) || state.status(request, occurrence, now).closed() {
            continue;
        }
        let job = Job { request: request.id, occurrence };
        // Who is asked to a day that plans the job hears of the day.
        let planned = state.day_of_job(job, agreed.day);
        if planned.is_none() && state.is_off_with_its_day(job, agreed) {
            continue;
        }
        let alone = |member: &Id| planned.is_none_or(|day| !state.is_asked(day, *member));
        for member in state.team(request.id, occurrence).into_iter().filter(alone) {
            for (what, at) in
                [(What::Eve, eve(agreed.day)), (What::Morning, morning(agreed.day, agreed.time))]
            {
                add(state, now, Wanted { member, what, of: agreed.id, occurrence, at }, all);
            }
        }
    }
}

/// The evening before and the morning of a 活動日 that takes place, for those who were asked and did not say no.
fn work_day(state: &State, now: Millis, day: &WorkDay, all: &mut Vec<Wanted>) {
    if day.day < tokyo_date(now) || day.called_off().is_some() || day.closed_at.is_some() {
        return;
    }
    let mut asked: Vec<Id> = day.asked.iter().map(|(member, _)| state.canonical(*member)).collect();
    asked.sort_unstable();
    asked.dedup();
    let comes =
        |member: &Id| state.attendance(day.id, *member).is_none_or(|one| one.answer != Some(Coming::No));
    for member in asked.into_iter().filter(comes) {
        for (what, at) in [(What::Eve, eve(day.day)), (What::Morning, morning(day.day, day.time))] {
            add(state, now, Wanted { member, what, of: day.id, occurrence: None, at }, all);
        }
    }
}

/// When the day before is.
pub fn eve(day: Date) -> Millis {
    tokyo_millis(add_days(day, -1), EVE_HOUR, 0)
}

/// When it is said on the day itself.
pub fn morning(day: Date, time: Option<ClockTime>) -> Millis {
    match time {
        Some(time) => tokyo_millis(day, time.hour(), time.minute()).plus_minutes(-BEFORE_MINUTES),
        None => tokyo_millis(day, MORNING.0, MORNING.1),
    }
}

/// After a change of mine somebody goes already, and one is missing: those who can do it and have not answered.
fn one_more(state: &State, now: Millis, me: Id, request: &Request, all: &mut Vec<Wanted>) {
    let mut occurrences: Vec<Option<Date>> = state
        .responses(request.id)
        .filter(|response| {
            ["answer", "withdrawn"].iter().any(|field| news(state, now, me, response.id, field))
        })
        .map(|response| response.occurrence)
        .collect();
    occurrences.sort_unstable();
    occurrences.dedup();
    for occurrence in occurrences {
        let team = state.team(request.id, occurrence);
        let found = u32::try_from(team.len()).unwrap_or(u32::MAX);
        let missing_one = found > 0 && found.checked_add(1) == Some(request.needed);
        if !missing_one || state.status(request, occurrence, now).closed() {
            continue;
        }
        let answered: Vec<Id> = state
            .responses(request.id)
            .filter(|response| response.occurrence == occurrence)
            .map(|response| state.canonical(response.member))
            .collect();
        let asked = state.members().filter(|member| {
            let can = member.can.is_empty() || member.can.contains(&request.task);
            can && !answered.contains(&state.canonical(member.id))
                && state.canonical(member.id) != state.canonical(me)
        });
        for member in asked {
            let wanted =
                Wanted { member: member.id, what: What::OneMore, of: request.id, occurrence, at: now };
            add(state, now, wanted, all);
        }
    }
}

/// I, a lead, answered somebody's offer.
fn answer(state: &State, now: Millis, me: Id, response: &Response, all: &mut Vec<Wanted>) {
    let theirs = state.canonical(response.member);
    if response.answer.is_some()
        && theirs != state.canonical(me)
        && news(state, now, me, response.id, "answer")
    {
        let (of, occurrence) = (response.id, response.occurrence);
        add(state, now, Wanted { member: theirs, what: What::Answer, of, occurrence, at: now }, all);
    }
}

/// Whether what a field shows was written by me a moment ago.
fn news(state: &State, now: Millis, me: Id, of: Id, field: &str) -> bool {
    let written = state.record(of).and_then(|record| record.values(field).first());
    written.is_some_and(|written| {
        let at = i64::try_from(written.stamp.ms).unwrap_or(i64::MAX);
        state.canonical(written.by) == state.canonical(me) && now.0.saturating_sub(at) < NEWS_MS
    })
}

fn add(state: &State, now: Millis, wanted: Wanted, all: &mut Vec<Wanted>) {
    let Some(member) = state.member(wanted.member).filter(|member| !member.left) else { return };
    let at = awake(member, wanted.at);
    if member.notices.contains(&wanted.what.notice()) && at >= now {
        all.push(Wanted { member: member.id, at, ..wanted });
    }
}

/// The same time, or the end of the quiet hours it falls into.
fn awake(member: &Member, at: Millis) -> Millis {
    let Some((from, until)) = member.quiet else { return at };
    let hour = tokyo_time(at).0;
    let quiet = if from <= until { (from..until).contains(&hour) } else { hour >= from || hour < until };
    if !quiet {
        return at;
    }
    let day = if from > until && hour >= from { add_days(tokyo_date(at), 1) } else { tokyo_date(at) };
    tokyo_millis(day, until, 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::parse_iso;

    fn at(text: &str, hour: u8, minute: u8) -> Millis {
        tokyo_millis(parse_iso(text).unwrap(), hour, minute)
    }

    fn member(quiet: Option<(u8, u8)>) -> Member {
        let mut member = Member::read(Id::new([1; 16]), &tanomo_record::Record::new("member"));
        member.quiet = quiet;
        member
    }

    #[test]
    fn nobody_is_woken_in_their_quiet_hours() {
        let night = member(Some((21, 7)));
        assert_eq!(awake(&night, at("2026-11-22", 22, 30)), at("2026-11-23", 7, 0));
        assert_eq!(awake(&night, at("2026-11-22", 6, 59)), at("2026-11-22", 7, 0));
        assert_eq!(awake(&night, at("2026-11-22", 7, 0)), at("2026-11-22", 7, 0));
        assert_eq!(awake(&night, at("2026-11-22", 20, 59)), at("2026-11-22", 20, 59));
        let noon = member(Some((12, 14)));
        assert_eq!(awake(&noon, at("2026-11-22", 13, 0)), at("2026-11-22", 14, 0));
        assert_eq!(awake(&member(Some((9, 9))), at("2026-11-22", 9, 0)), at("2026-11-22", 9, 0));
        assert_eq!(awake(&member(None), at("2026-11-22", 3, 0)), at("2026-11-22", 3, 0));
    }

    #[test]
    fn the_day_is_said_the_evening_before_and_before_it_begins() {
        let day = parse_iso("2026-11-22").unwrap();
        assert_eq!(eve(day), at("2026-11-21", 19, 0));
        assert_eq!(morning(day, ClockTime::new(9, 0)), at("2026-11-22", 7, 30));
        assert_eq!(morning(day, None), at("2026-11-22", 7, 0));
    }
}
