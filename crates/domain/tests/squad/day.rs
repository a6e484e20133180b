//! 活動日: one day from the plan to the closing, by phones that are apart for some of it.

use super::{asked, card};
use crate::phone::{LEAD, Phone, nine};
use proptest::prelude::*;
use tanomo_domain::command::day::{Answering, CheckIn, DayCommand, PlanDraft, TeamDraft, WalkIn};
use tanomo_domain::command::{
    Agreed, Command, Finishing, MemberDraft, Reasons, RequestDraft, Scouting, Starting, Who,
};
use tanomo_domain::date::{Date, add_days, parse_iso, tokyo_date, tokyo_millis};
use tanomo_domain::gates::Gate;
use tanomo_domain::heat::Wbgt;
use tanomo_domain::money::RideCosts;
use tanomo_domain::recurrence::Recurrence;
use tanomo_domain::refusal::{Refusal, Wrong};
use tanomo_domain::status::Status;
use tanomo_domain::task::{Task, Tool};
use tanomo_domain::view::{Coming, Job, Outcome, Purpose, Role, Verdict, Why};
use tanomo_domain::work_day::{About, Head, Looking, Stands, Step};
use tanomo_record::Id;

fn today() -> Date {
    tokyo_date(nine())
}

fn job(request: Id) -> Job {
    Job { request, occurrence: None }
}

fn team(people: &[Id], jobs: &[Id]) -> TeamDraft {
    TeamDraft {
        leader: people.first().copied(),
        people: people.to_vec(),
        jobs: jobs.iter().copied().map(job).collect(),
    }
}

fn plan(teams: Vec<TeamDraft>) -> Box<PlanDraft> {
    Box::new(PlanDraft { place: "ふれあい館".into(), teams, ..PlanDraft::on(today()) })
}

fn day(phone: &mut Phone, command: DayCommand) -> Result<Id, Refusal> {
    phone.run(Command::Day(command))
}

fn answering(day: Id, member: Id, answer: Coming) -> DayCommand {
    DayCommand::Answer(Answering { day, member, answer, words: String::new(), seats: None, tools: vec![] })
}

fn arrival(day: Id, member: Id) -> DayCommand {
    DayCommand::CheckIn(CheckIn { day, member, fit: true, words: String::new() })
}

fn finishing(request: Id, people: &[Id], minutes: u32) -> Command {
    Command::Finish(Box::new(Finishing {
        request,
        occurrence: None,
        visit: None,
        people: people.to_vec(),
        minutes,
        outcome: Outcome::Done,
        materials: 300,
        bags: 2,
        next: String::new(),
        receipts: vec![],
        near_miss: None,
        near_miss_done: String::new(),
        thanked: false,
        thanks: String::new(),
        costs: RideCosts::default(),
        reasons: Reasons { alone: "r".into(), not_agreed: "r".into(), ..Reasons::default() },
    }))
}

fn starting(request: Id, people: &[Id]) -> Command {
    let reasons = Reasons { alone: "r".into(), not_agreed: "r".into(), lead: "r".into(), notice_read: true };
    Command::Start(Starting { request, occurrence: None, people: people.to_vec(), reasons })
}

/// A day of today with two teams of two and a job each.
fn planned() -> (Phone, [Id; 3], [Id; 2], Id) {
    let (mut phone, helpers) = Phone::founded(&["はな", "けん", "みどり"]);
    let requests = [phone.log(Task::Weeding), phone.log(Task::Cleanup)];
    let teams = vec![team(&[LEAD, helpers[0]], &requests[..1]), team(&helpers[1..], &requests[1..])];
    let id = day(&mut phone, DayCommand::SavePlan(None, plan(teams))).unwrap();
    (phone, [helpers[0], helpers[1], helpers[2]], requests, id)
}

#[test]
fn a_plan_puts_its_people_on_their_jobs_and_says_whom_to_telephone() {
    let (mut phone, [hana, ken, midori], [weeding, cleanup], id) = planned();
    assert_eq!(phone.state.team(weeding, None), sorted(&[LEAD, hana]));
    assert_eq!(phone.state.team(cleanup, None), sorted(&[ken, midori]));
    assert_eq!(phone.status(weeding), Status::Matched, "the residents do not know the day yet");
    let calls = phone.state.to_call(phone.state.day(id).unwrap(), phone.now);
    assert_eq!(calls.len(), 2);
    assert!(calls.iter().all(|call| call.about == About::Coming && call.told.is_none()));
    for agreement in calls.iter().filter_map(|call| call.agreement) {
        phone.run(Command::Told(agreement)).unwrap();
    }
    assert_eq!(phone.status(weeding), Status::Agreed);
    let shown = phone.state.plan(id, phone.now).unwrap();
    assert_eq!(shown.teams.len(), 2);
    assert_eq!(shown.teams[0].leader, Some(LEAD));
    assert!(shown.jobs().all(|line| line.told && line.stands == Stands::Waiting));
}

fn sorted(ids: &[Id]) -> Vec<Id> {
    let mut ids = ids.to_vec();
    ids.sort_unstable();
    ids
}

#[test]
fn what_is_kept_of_the_next_days_says_how_they_stand_and_nothing_of_whom_it_is_for() {
    let (mut phone, helpers) = Phone::founded(&["はな", "けん"]);
    let [hana, ken] = helpers[..] else { panic!("{helpers:?}") };
    let called =
        MemberDraft { name: "はな".into(), phone: "090-0000-0001".into(), ..MemberDraft::default() };
    phone.run(Command::SaveMember(Some(hana), Box::new(called))).unwrap();
    let asks = Who::New(Box::new(card("青葉", "0120-000-000")), Some((vec![(Purpose::Help, true)], asked())));
    let weeding = phone.run(Command::Log(Box::new(RequestDraft::preset(Task::Weeding, 2)), asks)).unwrap();
    let teams = vec![team(&[LEAD, hana], &[weeding]), team(&[ken], &[])];
    let id = day(&mut phone, DayCommand::SavePlan(None, plan(teams))).unwrap();
    let unwell = CheckIn { day: id, member: hana, fit: false, words: "めまい".into() };
    day(&mut phone, DayCommand::CheckIn(unwell)).unwrap();
    day(&mut phone, answering(id, ken, Coming::Late)).unwrap();
    phone.run(finishing(weeding, &[LEAD, hana], 60)).unwrap();

    let heads = phone.state.day_heads(phone.now);
    let [head] = &heads[..] else { panic!("{heads:?}") };
    assert_eq!((head.id, head.day, head.place.as_str(), head.teams.len()), (id, today(), "ふれあい館", 2));
    assert_eq!(head.teams[0].leader.as_ref().map(|(name, _)| name.as_str()), Some("世話役"));
    let [first] = &head.teams[0].jobs[..] else { panic!("{head:?}") };
    assert_eq!((first.request, first.stands), (weeding, Stands::Done));
    let of = |name: &str| head.people.iter().find(|person| person.name.0 == name).unwrap();
    assert_eq!((of("はな").came_at, of("けん").answer), (Some(phone.now), Some(Coming::Late)));
    let kept = serde_json::to_string(&heads).unwrap();
    assert_eq!(serde_json::from_str::<Vec<Head>>(&kept).unwrap(), heads);

    // What must not stand there is known to the phone.
    let resident = phone.state.request(weeding).unwrap().resident.unwrap();
    let known = format!(
        "{:?} {:?} {:?}",
        phone.state.resident(resident),
        phone.state.member(hana),
        phone.state.attendance(id, hana)
    );
    for secret in ["青葉".to_owned(), "0120".into(), resident.to_string(), "090".into(), "めまい".into()]
    {
        assert!(known.contains(&secret) || secret == resident.to_string(), "{secret} is nowhere: {known}");
        assert!(!kept.contains(&secret), "{secret} is kept: {kept}");
    }

    // Another day, and it is the next one that is kept; a day that is over is not.
    let later = PlanDraft { place: "公園".into(), ..PlanDraft::on(add_days(today(), 3)) };
    let next = day(&mut phone, DayCommand::SavePlan(None, Box::new(later))).unwrap();
    assert_eq!(phone.state.day_heads(phone.now), heads);
    let on = |days: i32| tokyo_millis(add_days(today(), days), 0, 0);
    let ids: Vec<Id> = phone.state.day_heads(on(1)).iter().map(|head| head.id).collect();
    assert_eq!(ids, [next]);
    assert!(phone.state.day_heads(on(4)).is_empty());
}

#[test]
fn one_persons_day_goes_from_the_answer_to_being_home() {
    let (mut phone, [hana, ..], [weeding, _], id) = planned();
    let step = |phone: &Phone| phone.state.my_day(hana, phone.now).unwrap().step;
    assert_eq!(step(&phone), Step::Answer);
    day(&mut phone, answering(id, hana, Coming::Yes)).unwrap();
    assert_eq!(step(&phone), Step::Come);
    day(&mut phone, arrival(id, hana)).unwrap();
    assert_eq!(step(&phone), Step::Brief);
    day(&mut phone, DayCommand::GoneThrough(id, None)).unwrap();
    assert_eq!(step(&phone), Step::Work(job(weeding)));
    phone.run(finishing(weeding, &[LEAD, hana], 60)).unwrap();
    assert_eq!(step(&phone), Step::GoHome);
    day(&mut phone, DayCommand::CheckOut(id, hana)).unwrap();
    assert_eq!(step(&phone), Step::Nothing);
}

#[test]
fn what_is_under_way_comes_before_what_waits_and_the_day_before_is_told() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    let requests = [phone.log(Task::Weeding), phone.log(Task::Cleanup)];
    let hana = helpers[0];
    let id = day(&mut phone, DayCommand::SavePlan(None, plan(vec![team(&[LEAD, hana], &requests)]))).unwrap();
    assert_eq!(phone.state.tomorrow(hana, add_days(today(), -1)), Some(id));
    let mut before = phone.clone();
    day(&mut before, answering(id, hana, Coming::Yes)).unwrap();
    let step = |now| before.state.step(before.state.day(id).unwrap(), hana, now);
    assert_eq!(step(before.now.plus_minutes(-24 * 60)), Step::Wait, "nobody arrives the day before");
    assert_eq!(step(before.now), Step::Come);
    assert_eq!(phone.state.tomorrow(hana, today()), None, "that is today");
    day(&mut phone, arrival(id, hana)).unwrap();
    day(&mut phone, DayCommand::GoneThrough(id, None)).unwrap();
    let step = |phone: &Phone| phone.state.my_day(hana, phone.now).unwrap().step;
    let Step::Work(first) = step(&phone) else { panic!("{:?}", step(&phone)) };
    let other = if first.request == requests[0] { requests[1] } else { requests[0] };
    phone.run(starting(other, &[LEAD, hana])).unwrap();
    assert_eq!(step(&phone), Step::Work(job(other)), "what was begun is ended first");
    day(&mut phone, answering(id, LEAD, Coming::No)).unwrap();
    assert_eq!(phone.state.tomorrow(LEAD, add_days(today(), -1)), None, "who does not come is not told");
}

#[test]
fn nobody_begins_before_the_briefing_and_what_was_done_is_still_written_down() {
    let (mut phone, [hana, ..], [weeding, cleanup], id) = planned();
    let refused = phone.run(starting(weeding, &[LEAD, hana])).unwrap_err();
    assert!(matches!(&refused, Refusal::Asks(gates) if gates.contains(&Gate::NotBriefed)), "{refused:?}");
    phone.run(finishing(cleanup, &[LEAD, hana], 30)).unwrap();
    day(&mut phone, DayCommand::GoneThrough(id, Wbgt::parse("29"))).unwrap();
    phone.run(starting(weeding, &[LEAD, hana])).unwrap();
    let gates = phone.state.gates(phone.state.request(cleanup).unwrap(), None, &[LEAD], phone.now);
    assert!(gates.iter().any(|gate| matches!(gate, Gate::HeatRest { .. })), "28 or more: {gates:?}");
    // Read again at noon by somebody else, it is what counts, and the briefing stays as it was.
    let briefed = phone.state.attendance(id, LEAD).unwrap().briefed_at;
    phone.later(180);
    phone.me = hana;
    day(&mut phone, DayCommand::Heat(id, Wbgt::parse("31.2").unwrap())).unwrap();
    assert_eq!(phone.state.heat_on(id, phone.now), Some((Wbgt::parse("31.2").unwrap(), hana, phone.now)));
    let gates = phone.state.gates(phone.state.request(cleanup).unwrap(), None, &[LEAD], phone.now);
    assert!(gates.contains(&Gate::HeatStop { index: 312 }), "{gates:?}");
    assert_eq!(phone.state.attendance(id, LEAD).unwrap().briefed_at, briefed);
    assert_eq!(phone.state.attendance(id, hana).unwrap().briefed_at, None);
}

#[test]
fn a_plan_is_looked_for_by_town_tool_people_and_scout() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    let mut log = |task, town: &str, needed| {
        let draft = RequestDraft { town: town.into(), needed, ..RequestDraft::preset(task, needed) };
        phone.run(Command::Log(Box::new(draft), Who::Nobody)).unwrap()
    };
    let weeding = log(Task::Weeding, "川町", 4);
    let pruning = log(Task::Pruning, "山町", 2);
    let scouting = Scouting {
        request: pruning,
        occurrence: None,
        people: vec![helpers[0]],
        verdict: Verdict::Yes,
        words: String::new(),
        hazards: vec![],
        tools: vec![Tool::Shears],
        people_needed: 2,
        estimate: 60,
    };
    phone.run(Command::Scout(Box::new(scouting))).unwrap();
    let found = |phone: &Phone, looking: Looking| -> Vec<Id> {
        let jobs = phone.state.jobs_to_plan(&[], &looking, today(), phone.now);
        jobs.into_iter().map(|job| job.request).collect()
    };
    assert_eq!(found(&phone, Looking::default()).len(), 2);
    let town = Some("川町".to_owned());
    assert_eq!(found(&phone, Looking { town, ..Looking::default() }), [weeding]);
    assert_eq!(found(&phone, Looking { people: Some(2), ..Looking::default() }), [pruning]);
    assert_eq!(found(&phone, Looking { scouted: true, ..Looking::default() }), [pruning]);
    let tools = phone.state.tools_to_plan(today(), phone.now);
    let only = |id: Id| {
        let request = phone.state.request(id).unwrap();
        let other = phone.state.request(if id == weeding { pruning } else { weeding }).unwrap();
        tools.iter().copied().find(|tool| request.tools.contains(tool) && !other.tools.contains(tool))
    };
    let tool = only(weeding);
    assert!(tool.is_some(), "weeding wants a tool of its own: {tools:?}");
    assert_eq!(found(&phone, Looking { tool, ..Looking::default() }), [weeding]);
    // What stands in the plan is shown whatever is looked for, and first.
    let looking = Looking { scouted: true, ..Looking::default() };
    let own = phone.state.jobs_to_plan(&[job(weeding)], &looking, today(), phone.now);
    assert_eq!(own, [job(weeding), job(pruning)]);
}

#[test]
fn what_a_plan_has_is_offered_whatever_became_of_it() {
    let (mut phone, _) = Phone::founded(&["はな"]);
    let draft =
        RequestDraft { repeats: Recurrence::parse("W:2,5"), ..RequestDraft::preset(Task::Garbage, 1) };
    let weekly = phone.run(Command::Log(Box::new(draft), Who::Nobody)).unwrap();
    let offered = |phone: &Phone, own: &[Job]| {
        phone.state.jobs_to_plan(own, &Looking::default(), tokyo_date(phone.now), phone.now)
    };
    let [first] = offered(&phone, &[])[..] else { panic!("one job") };
    phone.now = tokyo_millis(first.occurrence.unwrap(), 9, 0);
    let finish = |job: Job| {
        let Command::Finish(finishing) = finishing(job.request, &[LEAD], 10) else { panic!() };
        Command::Finish(Box::new(Finishing { occurrence: job.occurrence, ..*finishing }))
    };
    phone.run(finish(first)).unwrap();
    let after = offered(&phone, &[first]);
    assert_eq!(after.len(), 2, "the one that is done, and the one that is next: {after:?}");
    assert_eq!(after[0], first, "the plan's own comes first");
    // Two records of one request: the plan's own name stays, and it is offered once.
    let again = phone.log(Task::Weeding);
    let other = phone.log(Task::Weeding);
    phone.run(Command::SameAs(again, other, Some(true))).unwrap();
    for own in [again, other] {
        let all = offered(&phone, &[job(own)]);
        assert_eq!(all.iter().filter(|job| [again, other].contains(&job.request)).count(), 1, "{all:?}");
        assert_eq!(all[0], job(own));
    }
    assert_eq!(offered(&phone, &[job(weekly)]).len(), 3, "a name nobody reads is no harm");
}

#[test]
fn a_clock_that_is_ahead_hides_no_heat() {
    let (mut phone, [hana, ken, _], _, id) = planned();
    let read = |phone: &mut Phone, who: Id, heat: &str| {
        phone.me = who;
        day(phone, DayCommand::Heat(id, Wbgt::parse(heat).unwrap())).unwrap();
    };
    let last = |phone: &Phone| phone.state.heat_on(id, phone.now).map(|(heat, ..)| heat.to_string());
    // Somebody's phone is three hours ahead when it is cool.
    phone.later(180);
    read(&mut phone, hana, "24");
    phone.later(-170);
    assert_eq!(last(&phone).as_deref(), Some("24.0"), "nobody else has read it");
    read(&mut phone, ken, "31.5");
    phone.later(10);
    assert_eq!(last(&phone).as_deref(), Some("31.5"));
    // The control: a clock that is right, and a little ahead, is believed.
    read(&mut phone, LEAD, "26");
    phone.later(-2);
    assert_eq!(last(&phone).as_deref(), Some("26.0"));
}

#[test]
fn a_visit_over_midnight_is_one_and_counts_for_its_day() {
    let (mut phone, [hana, ..], [weeding, _], id) = planned();
    day(&mut phone, arrival(id, hana)).unwrap();
    day(&mut phone, DayCommand::GoneThrough(id, None)).unwrap();
    phone.now = tokyo_millis(today(), 23, 30);
    let visit = phone.run(starting(weeding, &[LEAD, hana])).unwrap();
    phone.later(60);
    assert_eq!(tokyo_date(phone.now), add_days(today(), 1));
    let stands = |phone: &Phone| {
        let plan = phone.state.plan(id, phone.now).unwrap();
        plan.jobs().find(|line| line.job.request == weeding).map(|line| line.stands)
    };
    assert_eq!(stands(&phone), Some(Stands::UnderWay));
    assert_eq!(
        phone.state.my_day(hana, phone.now).map(|mine| mine.day),
        Some(id),
        "who is out is still on it"
    );
    let Command::Finish(finish) = finishing(weeding, &[LEAD, hana], 60) else { panic!() };
    phone.run(Command::Finish(Box::new(Finishing { visit: Some(visit), ..*finish }))).unwrap();
    assert_eq!(stands(&phone), Some(Stands::Done));
    let closing = phone.state.closing(&phone.state.plan(id, phone.now).unwrap());
    assert_eq!((closing.done, closing.person_minutes), (1, 120));
    assert_eq!(phone.state.visits(weeding).count(), 1);
}

#[test]
fn what_is_withdrawn_while_a_team_is_there_keeps_what_they_did() {
    let (mut phone, [hana, ..], [weeding, _], id) = planned();
    let mut other = phone.another(2);
    day(&mut phone, arrival(id, hana)).unwrap();
    day(&mut phone, DayCommand::GoneThrough(id, None)).unwrap();
    let visit = phone.run(starting(weeding, &[LEAD, hana])).unwrap();
    // Elsewhere the resident says no; the phones meet while the team is at it.
    other.run(Command::Withdraw(weeding, "家族がした".into())).unwrap();
    phone.meet(&other);
    let shown = phone.state.plan(id, phone.now).unwrap();
    let stands = shown.jobs().find(|line| line.job.request == weeding).map(|line| line.stands);
    assert_eq!(stands, Some(Stands::UnderWay), "who is there still has to write down what was done");
    phone.later(30);
    let Command::Finish(finish) = finishing(weeding, &[LEAD, hana], 30) else { panic!() };
    phone.run(Command::Finish(Box::new(Finishing { visit: Some(visit), ..*finish }))).unwrap();
    other.meet(&phone);
    for phone in [&phone, &other] {
        assert_eq!(phone.status(weeding), Status::Withdrawn, "the resident's word stands");
        let shown = phone.state.plan(id, phone.now).unwrap();
        assert_eq!(phone.state.closing(&shown).person_minutes, 60, "and the hours too");
    }
}

#[test]
fn two_leads_who_put_one_member_into_two_teams_apart_see_it_and_one_settles_it() {
    let (mut phone, [hana, ken, _], [weeding, cleanup], id) = planned();
    let mut other = phone.another(2);
    let save = |phone: &mut Phone, first: &[Id], second: &[Id], third: &[Id]| {
        let teams = vec![team(first, &[weeding]), team(second, &[cleanup]), team(third, &[])];
        day(phone, DayCommand::SavePlan(Some(id), plan(teams))).unwrap();
    };
    phone.later(1);
    save(&mut phone, &[LEAD], &[ken, hana], &[]);
    other.later(2);
    save(&mut other, &[LEAD], &[ken], &[hana]);
    phone.meet(&other);
    other.meet(&phone);
    for phone in [&phone, &other] {
        let shown = phone.state.plan(id, phone.now).unwrap();
        assert!(shown.person(hana).unwrap().twice, "two teams stand for one person");
        let teams = shown.teams.iter().filter(|team| team.people.contains(&hana)).count();
        assert_eq!(teams, 1, "and they are shown in one");
    }
    phone.later(5);
    save(&mut phone, &[LEAD, hana], &[ken], &[]);
    other.meet(&phone);
    assert!(!other.state.plan(id, other.now).unwrap().person(hana).unwrap().twice);
}

#[test]
fn somebody_stands_in_one_team_and_a_job_too() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    let request = phone.log(Task::Weeding);
    let twice = vec![team(&[LEAD, helpers[0]], &[request]), team(&[helpers[0]], &[request])];
    let refused = day(&mut phone, DayCommand::SavePlan(None, plan(twice))).unwrap_err();
    let Refusal::Fields(wrong) = refused else { panic!("{refused:?}") };
    assert!(
        wrong.contains(&("people", Wrong::Twice)) && wrong.contains(&("jobs", Wrong::Twice)),
        "{wrong:?}"
    );
    assert_eq!(phone.state.days().count(), 0);
}

#[test]
fn rain_calls_the_day_off_and_each_resident_is_ticked_once() {
    let (mut phone, [_, ken, _], [weeding, _], id) = planned();
    let mut other = phone.another(2);
    day(&mut phone, DayCommand::CallOff(id, Why::Rain, String::new())).unwrap();
    assert_eq!(phone.state.my_day(ken, phone.now).unwrap().step, Step::Nothing);
    let calls = |phone: &Phone| phone.state.to_call(phone.state.day(id).unwrap(), phone.now);
    assert!(calls(&phone).iter().all(|call| matches!(call.about, About::Off(_)) && call.told.is_none()));
    other.meet(&phone);
    phone.later(20);
    day(&mut phone, DayCommand::Called(id, job(weeding))).unwrap();
    other.later(25);
    day(&mut other, DayCommand::Called(id, job(weeding))).unwrap();
    phone.meet(&other);
    other.meet(&phone);
    for phone in [&phone, &other] {
        let told: Vec<_> = calls(phone).into_iter().filter_map(|call| call.told).collect();
        assert_eq!(told.len(), 1, "two who telephoned the same resident make one tick: {told:?}");
    }
    assert!(day(&mut phone, DayCommand::Called(id, job(weeding))).is_err());
    day(&mut phone, DayCommand::GoAhead(id)).unwrap();
    let call = calls(&phone).into_iter().find(|call| call.job.request == weeding).unwrap();
    assert_eq!((call.about, call.told), (About::Coming, None), "who heard that it is off has to hear anew");
}

#[test]
fn who_cannot_come_leaves_the_job_short_and_comes_back_to_it() {
    let (mut phone, [hana, ..], [weeding, _], id) = planned();
    day(&mut phone, answering(id, hana, Coming::No)).unwrap();
    assert_eq!(phone.state.team(weeding, None), [LEAD]);
    day(&mut phone, arrival(id, hana)).unwrap();
    assert_eq!(phone.state.team(weeding, None), sorted(&[LEAD, hana]));
}

#[test]
fn two_leads_who_plan_one_date_apart_see_both_and_what_stands_twice() {
    let (mut phone, helpers) = Phone::founded(&["はな", "けん"]);
    let request = phone.log(Task::Weeding);
    let mut other = phone.another(2);
    let a = day(&mut phone, DayCommand::SavePlan(None, plan(vec![team(&[LEAD, helpers[0]], &[request])])))
        .unwrap();
    let b = day(&mut other, DayCommand::SavePlan(None, plan(vec![team(&[helpers[1], LEAD], &[request])])))
        .unwrap();
    phone.meet(&other);
    let shown = phone.state.plan(a, phone.now).unwrap();
    assert_eq!(shown.same_date, [b]);
    assert!(shown.jobs().all(|line| line.twice));
    assert!(shown.person(LEAD).unwrap().twice && !shown.person(helpers[0]).unwrap().twice);
    phone.run(Command::SameAs(a, b, Some(false))).unwrap();
    assert!(phone.state.plan(a, phone.now).unwrap().same_date.is_empty(), "they are two days of one date");
    phone.run(Command::SameAs(a, b, Some(true))).unwrap();
    let joined = phone.state.plan(a.max(b), phone.now).unwrap();
    assert_eq!(joined.people.len(), 3, "one day with everybody: {:?}", joined.people);
    assert_eq!(joined.jobs().count(), 1);
}

#[test]
fn a_request_withdrawn_on_the_way_is_not_left_and_needs_no_call() {
    let (mut phone, _, [weeding, cleanup], id) = planned();
    phone.run(Command::Withdraw(weeding, "雨戸が直った".into())).unwrap();
    phone.run(finishing(cleanup, &[LEAD], 30)).unwrap();
    let shown = phone.state.plan(id, phone.now).unwrap();
    let stands: Vec<Stands> = shown.jobs().map(|line| line.stands).collect();
    assert_eq!(stands, [Stands::Gone, Stands::Done]);
    assert!(phone.state.to_call(&shown.day, phone.now).is_empty());
    let closing = phone.state.closing(&shown);
    assert_eq!((closing.done, closing.left.len(), closing.bags, closing.person_minutes), (1, 0, 2, 30));
}

#[test]
fn a_walk_in_counts_as_a_person_and_is_insured_for_the_day_alone() {
    let (mut phone, _, [weeding, _], id) = planned();
    let walk_in =
        WalkIn { name: "坂本 ひさし".into(), insured: true, team: Some(1), ..WalkIn::default() };
    let who = day(&mut phone, DayCommand::WalkIn(id, Box::new(walk_in))).unwrap();
    let member = phone.state.member(who).unwrap();
    assert_eq!(member.insured, Some((today(), today())));
    let shown = phone.state.plan(id, phone.now).unwrap();
    assert!(shown.person(who).is_some_and(|person| person.walk_in && person.is_out()));
    phone.run(finishing(weeding, &[LEAD, who], 60)).unwrap();
    let closing = phone.state.closing(&phone.state.plan(id, phone.now).unwrap());
    assert_eq!((closing.walk_ins, closing.out, closing.person_minutes), (1, vec![who], 120));
    day(&mut phone, DayCommand::Keep(who)).unwrap();
    assert_eq!(phone.state.member(who).unwrap().walk_in, None);
}

#[test]
fn who_came_by_is_no_member_until_a_lead_keeps_them() {
    let (mut phone, helpers, _, id) = planned();
    let walk_in = WalkIn { name: "坂本 ひさし".into(), ..WalkIn::default() };
    let who = day(&mut phone, DayCommand::WalkIn(id, Box::new(walk_in))).unwrap();
    let listed = |phone: &Phone| phone.state.members().filter(|m| m.is_current()).any(|m| m.id == who);
    let may_come = |phone: &Phone, date| phone.state.may_come(date).any(|member| member.id == who);
    assert!(!listed(&phone));
    assert!(may_come(&phone, today()), "they are named at the jobs of their day");
    assert!(!may_come(&phone, add_days(today(), 1)), "and at no other day's");
    assert!(phone.state.may_come(add_days(today(), 1)).any(|member| member.id == helpers[0]));
    phone.now = tokyo_millis(add_days(today(), 1), 9, 0);
    day(&mut phone, DayCommand::Keep(who)).unwrap();
    assert!(listed(&phone) && may_come(&phone, add_days(today(), 1)));
}

#[test]
fn sheets_that_did_not_come_back_are_named_at_the_closing() {
    let (mut phone, [hana, ..], _, id) = planned();
    for number in [1, 2] {
        day(&mut phone, DayCommand::HandOut(id, number, Some(1), Some(hana))).unwrap();
    }
    day(&mut phone, DayCommand::Back(id, 1, true)).unwrap();
    assert_eq!(phone.state.closing(&phone.state.plan(id, phone.now).unwrap()).sheets_out, [2]);
    assert!(day(&mut phone, DayCommand::Back(id, 7, true)).is_err(), "nobody was given that one");
}

#[test]
fn midnight_in_japan_ends_the_day_for_all_but_those_who_are_still_out() {
    let (mut phone, [hana, ken, _], _, id) = planned();
    day(&mut phone, arrival(id, hana)).unwrap();
    phone.now = tokyo_millis(today(), 23, 59);
    assert_eq!(phone.state.my_day(ken, phone.now).unwrap().day, id);
    phone.now = tokyo_millis(add_days(today(), 1), 0, 0);
    assert_eq!(phone.state.my_day(ken, phone.now), None);
    assert_eq!(phone.state.my_day(hana, phone.now).map(|mine| mine.day), Some(id));
    day(&mut phone, DayCommand::CheckOut(id, hana)).unwrap();
    assert_eq!(phone.state.my_day(hana, phone.now), None);
}

#[test]
fn a_helper_changes_no_plan() {
    let (mut phone, [hana, ken, midori], [weeding, cleanup], id) = planned();
    (phone.role, phone.me) = (Role::Helper, hana);
    let teams = vec![team(&[hana], &[weeding])];
    for refused in [
        DayCommand::SavePlan(Some(id), plan(teams)),
        DayCommand::CallOff(id, Why::Rain, String::new()),
        DayCommand::Close(id, String::new()),
        DayCommand::HandOut(id, 1, None, None),
    ] {
        assert_eq!(day(&mut phone, refused), Err(Refusal::LeadsOnly));
    }
    // Their own day is theirs; a job that is too big is seen by those who stand before it.
    assert_eq!(day(&mut phone, answering(id, midori, Coming::No)), Err(Refusal::NotYours));
    let drop = |request| DayCommand::Drop(id, job(request), Why::TooBig, String::new());
    assert_eq!(day(&mut phone, drop(cleanup)), Err(Refusal::NotYours));
    day(&mut phone, drop(weeding)).unwrap();
    // Who leads a team notes those of it who have no phone.
    phone.me = ken;
    day(&mut phone, arrival(id, midori)).unwrap();
}

#[derive(Clone, Debug)]
struct Move {
    phone: usize,
    act: u8,
    pick: usize,
    minutes: i64,
}

/// Does one thing about the days on a phone, if there is anything to do it to; a refusal is fine.
fn act(phone: &mut Phone, helpers: &[Id], act: u8, pick: usize) {
    let days: Vec<Id> = phone.state.days().map(|day| day.id).collect();
    let requests: Vec<Id> = phone.state.requests().map(|request| request.id).collect();
    let member = helpers[pick % helpers.len()];
    let two = |from: usize| [requests[from % requests.len()], requests[(from + 1) % requests.len()]];
    let teams = vec![team(&[LEAD], &two(pick)[..1]), team(&[member], &two(pick)[1..])];
    let Some(&id) = days.get(pick % days.len().max(1)).filter(|_| act > 0) else {
        let _ = day(phone, DayCommand::SavePlan(None, plan(teams)));
        return;
    };
    let job = job(requests[pick % requests.len()]);
    let command = match act {
        1 => DayCommand::SavePlan(Some(id), plan(teams)),
        2 => answering(id, member, Coming::ALL[pick % 3]),
        3 => arrival(id, member),
        4 => DayCommand::CheckOut(id, member),
        5 => DayCommand::GoneThrough(id, Wbgt::parse("30")),
        6 => DayCommand::CallOff(id, Why::Rain, String::new()),
        7 => DayCommand::GoAhead(id),
        8 => DayCommand::Drop(id, job, Why::TooBig, String::new()),
        9 => DayCommand::PutBack(id, job),
        10 => DayCommand::Called(id, job),
        11 => DayCommand::HandOut(id, 1 + pick as u32, Some(1), Some(member)),
        12 => DayCommand::Close(id, String::new()),
        13 => DayCommand::Open(id),
        14 => {
            let _ = phone.run(Command::SameAs(
                id,
                days[(pick + 1) % days.len()],
                [Some(true), Some(false), None][pick % 3],
            ));
            return;
        }
        15 => {
            let _ = phone.run(Command::Agree(Agreed {
                request: job.request,
                occurrence: None,
                day: add_days(today(), pick as i32 % 3),
                time: None,
                told: true,
            }));
            return;
        }
        16 => {
            let _ = phone.run(Command::Withdraw(job.request, String::new()));
            return;
        }
        _ => {
            let _ = phone.run(finishing(job.request, &[LEAD, member], 30));
            return;
        }
    };
    let _ = day(phone, command);
}

proptest! {
    #[test]
    fn whatever_was_done_apart_the_days_read_the_same_and_add_up(
        moves in prop::collection::vec(
            (0..3_usize, 0..18_u8, 0..8_usize, 0..400_i64)
                .prop_map(|(phone, act, pick, minutes)| Move { phone, act, pick, minutes }),
            1..50,
        )
    ) {
        let (mut first, helpers) = Phone::founded(&["はな", "けん"]);
        for task in [Task::Weeding, Task::Cleanup, Task::Garbage] {
            first.log(task);
        }
        let mut phones = [first.clone(), first.another(2), first.another(3)];
        for Move { phone, act: what, pick, minutes } in moves {
            phones[phone].later(minutes);
            act(&mut phones[phone], &helpers, what, pick);
            if minutes % 7 == 0 {
                let other = phones[(phone + 1) % 3].clone();
                phones[phone].meet(&other);
            }
        }
        let all = phones.clone();
        for phone in &mut phones {
            all.iter().for_each(|other| phone.meet(other));
            phone.now = tokyo_millis(parse_iso("2026-11-22").unwrap(), 23, 0);
        }
        let days: Vec<Id> = phones[0].state.days().map(|day| day.id).collect();
        for id in days {
            let plans = phones.each_ref().map(|phone| phone.state.plan(id, phone.now).unwrap());
            prop_assert!(plans.iter().all(|plan| *plan == plans[0]));
            let plan = &plans[0];
            for phone in &phones {
                prop_assert_eq!(phone.state.to_call(&plan.day, phone.now), phones[0].state.to_call(&plan.day, phone.now));
            }
            let closing = phones[0].state.closing(plan);
            let jobs = plan.jobs().count();
            prop_assert!(closing.done + closing.partly + closing.could_not + closing.open.len() <= jobs);
            prop_assert!(plan.people.len() <= 3, "each person once: {:?}", plan.people);
            for person in &plan.people {
                let teams = plan.teams.iter().filter(|team| {
                    team.people.contains(&person.member) || team.away.contains(&person.member)
                });
                prop_assert!(teams.count() <= 1);
            }
            for member in helpers.iter().chain([&LEAD]) {
                let _ = phones[0].state.step(&plan.day, *member, phones[0].now);
            }
        }
    }
}
