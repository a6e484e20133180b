//! Whom a phone has woken for what it wrote.

use tanomo_domain::command::day::{Answering, DayCommand, PlanDraft, TeamDraft};
use tanomo_domain::command::{Agreed, Command};
use tanomo_domain::date::{ClockTime, Millis, parse_iso, tokyo_millis};
use tanomo_domain::notices::{Wanted, What, wanted};
use tanomo_domain::refusal::Refusal;
use tanomo_domain::task::Task;
use tanomo_domain::view::{Answer, Coming, Job, Notice, Why};
use tanomo_record::Id;

use super::offer;
use super::phone::{LEAD, Phone};

/// What this member chose, on a phone of their own.
fn choose(phone: &mut Phone, member: Id, notices: &[Notice], quiet: Option<(u8, u8)>) {
    let me = std::mem::replace(&mut phone.me, member);
    phone.run(Command::Notices(notices.to_vec(), quiet)).unwrap();
    phone.me = me;
}

fn whom(phone: &Phone) -> Vec<(Id, What, Millis)> {
    wanted(&phone.state, phone.now, phone.me).into_iter().map(|w: Wanted| (w.member, w.what, w.at)).collect()
}

fn at(text: &str, hour: u8, minute: u8) -> Millis {
    tokyo_millis(parse_iso(text).unwrap(), hour, minute)
}

#[test]
fn an_answer_wakes_whom_it_is_for_and_one_missing_wakes_who_could_come() {
    let (mut lead, people) = Phone::founded(&["一", "二", "三"]);
    let [first, second, third] = people[..] else { return };
    let all = [Notice::OneMore, Notice::Answer];
    for member in [first, second] {
        choose(&mut lead, member, &all, None);
    }
    choose(&mut lead, third, &[Notice::Day], None);
    let request = lead.log(Task::Weeding);
    let offered = lead.run(Command::Offer(offer(request, first))).unwrap();
    assert_eq!(whom(&lead), [], "an offer wakes nobody");
    lead.run(Command::AnswerOffer(offered, Answer::Accepted, "急ぎ".into())).unwrap();
    let now = lead.now;
    let mut expected = [(first, What::Answer, now), (second, What::OneMore, now)];
    expected.sort_unstable();
    assert_eq!(whom(&lead), expected, "not who chose neither, and not the lead");
    // Another phone with the same records has written none of it.
    let mut other = lead.another(2);
    other.me = second;
    assert_eq!(whom(&other), []);
    // What is an hour old is no news.
    lead.later(61);
    assert_eq!(whom(&lead), []);
}

#[test]
fn what_is_agreed_wakes_the_team_the_evening_before_and_in_the_morning() {
    let (mut lead, people) = Phone::founded(&["一", "二"]);
    let [first, second] = people[..] else { return };
    choose(&mut lead, first, &[Notice::Day], Some((18, 8)));
    choose(&mut lead, second, &[Notice::Answer], None);
    let request = lead.log(Task::Weeding);
    for member in [first, second] {
        lead.run(Command::Assign(request, None, member, "急ぎ".into())).unwrap();
    }
    let agreed = |day: &str| {
        let (day, time) = (parse_iso(day).unwrap(), ClockTime::new(10, 0));
        Command::Agree(Agreed { request, occurrence: None, day, time, told: true })
    };
    let agreement = lead.run(agreed("2026-11-25")).unwrap();
    let team: Vec<_> = whom(&lead).into_iter().filter(|(_, what, _)| what.notice() == Notice::Day).collect();
    // Half past eight is after, seven in the evening within the quiet hours.
    assert_eq!(
        team,
        [(first, What::Eve, at("2026-11-25", 8, 0)), (first, What::Morning, at("2026-11-25", 8, 30)),]
    );
    // Any phone says the same, so that one wake comes of it.
    let mut other = lead.another(2);
    other.me = second;
    assert_eq!(whom(&other), team);
    lead.later(61);
    lead.run(Command::EndAgreement(agreement)).unwrap();
    assert_eq!(whom(&lead), []);
    // Past, nothing is left of it.
    lead.run(agreed("2026-11-23")).unwrap();
    lead.later(3 * 24 * 60);
    assert_eq!(whom(&lead), []);
}

#[test]
fn each_person_chooses_for_themselves_and_two_phones_of_one_agree() {
    let (mut lead, people) = Phone::founded(&["一"]);
    choose(&mut lead, people[0], &[Notice::Day, Notice::Answer], Some((21, 7)));
    let member = lead.state.member(people[0]).unwrap();
    assert_eq!((&member.notices[..], member.quiet), (&[Notice::Answer, Notice::Day][..], Some((21, 7))));
    assert!(lead.state.member(LEAD).unwrap().notices.is_empty());
    let mut other = lead.another(2);
    choose(&mut lead, people[0], &[Notice::Day], Some((21, 7)));
    choose(&mut other, people[0], &[Notice::Day, Notice::Answer, Notice::OneMore], None);
    lead.meet(&other);
    other.meet(&lead);
    assert_eq!(lead.state.member(people[0]), other.state.member(people[0]));
    assert!(lead.state.member(people[0]).unwrap().notices.contains(&Notice::Day));
    lead.me = Id::new([0x55; 16]);
    assert_eq!(lead.run(Command::Notices(Vec::new(), None)), Err(Refusal::Missing));
}

#[test]
fn a_work_day_wakes_who_is_asked_once_and_nobody_once_it_is_off() {
    let (mut lead, people) = Phone::founded(&["一", "二"]);
    let [first, second] = people[..] else { return };
    for member in [first, second] {
        choose(&mut lead, member, &[Notice::Day], None);
    }
    let request = lead.log(Task::Weeding);
    let team = TeamDraft {
        leader: Some(first),
        people: vec![first, second],
        jobs: vec![Job { request, occurrence: None }],
    };
    let day = parse_iso("2026-11-25").unwrap();
    let plan = PlanDraft { place: "公民館".into(), teams: vec![team], ..PlanDraft::on(day) };
    let id = lead.run(Command::Day(DayCommand::SavePlan(None, Box::new(plan)))).unwrap();
    let times = [(What::Eve, at("2026-11-24", 19, 0)), (What::Morning, at("2026-11-25", 7, 30))];
    let mut expected: Vec<_> =
        [first, second].into_iter().flat_map(|who| times.map(|(what, when)| (who, what, when))).collect();
    expected.sort_unstable();
    assert_eq!(whom(&lead), expected, "once each: of the day, not of its job too");
    let answering = Answering {
        day: id,
        member: second,
        answer: Coming::No,
        words: String::new(),
        seats: None,
        tools: vec![],
    };
    lead.run(Command::Day(DayCommand::Answer(answering))).unwrap();
    expected.retain(|(who, ..)| *who == first);
    assert_eq!(whom(&lead), expected);
    lead.run(Command::Day(DayCommand::CallOff(id, Why::Rain, String::new()))).unwrap();
    assert_eq!(whom(&lead), []);
}

#[test]
fn a_day_that_is_off_wakes_nobody_for_what_another_phone_still_agrees() {
    let (mut lead, people) = Phone::founded(&["一", "二"]);
    let [first, second] = people[..] else { return };
    for member in [first, second] {
        choose(&mut lead, member, &[Notice::Day], None);
    }
    let request = lead.log(Task::Weeding);
    let job = Job { request, occurrence: None };
    let team =
        |jobs: &[Job]| TeamDraft { leader: Some(first), people: vec![first, second], jobs: jobs.to_vec() };
    let day = parse_iso("2026-11-25").unwrap();
    let plan = |jobs: &[Job]| {
        let plan = PlanDraft { place: "公民館".into(), teams: vec![team(jobs)], ..PlanDraft::on(day) };
        Box::new(plan)
    };
    let id = lead.run(Command::Day(DayCommand::SavePlan(None, plan(&[])))).unwrap();
    // One lead calls it off; another, who has not heard, puts the job on it and agrees the time.
    let mut other = lead.another(2);
    lead.later(5);
    lead.run(Command::Day(DayCommand::CallOff(id, Why::Rain, String::new()))).unwrap();
    other.later(3);
    let agreed = |minute| {
        let time = ClockTime::new(10, minute);
        Command::Agree(Agreed { request, occurrence: None, day, time, told: true })
    };
    other.run(agreed(0)).unwrap();
    other.later(4);
    other.run(Command::Day(DayCommand::SavePlan(Some(id), plan(&[job])))).unwrap();
    lead.meet(&other);
    assert!(lead.state.agreement_of(request, None).is_some(), "the other phone's agreement stands");
    assert_eq!(whom(&lead), []);
    // The resident wants them on that date all the same: agreed anew, the team hears of it.
    lead.later(60);
    lead.run(agreed(30)).unwrap();
    assert_eq!(whom(&lead).len(), 4, "{:?}", whom(&lead));
}
