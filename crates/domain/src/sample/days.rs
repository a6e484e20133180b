//! The days of 見本の隊: one that the rain ended early, and the Saturday to come.

use tanomo_record::Id;

use super::squad::{People, TOWNS, finishing, request};
use super::{Script, years};
use crate::command::day::{Answering, CheckIn, DayCommand, PlanDraft, TeamDraft};
use crate::command::{Command, MemberDraft, Offer};
use crate::date::{ClockTime, Date, Millis, Weekday, add_days};
use crate::task::{Task, Tool};
use crate::view::{Answer, Coming, Job, Outcome, Role, Why};

/// How many days ago the last one was.
const LAST: i32 = 5;

/// `screen` is a request that is matched and goes on the day to come.
pub(super) fn write(script: &mut Script, people: &People, cards: &[Id], screen: Id) {
    let field = script.log_known(
        script.at(12, 9, 0),
        request(Task::Weeding, TOWNS[4], "畑だったところ一面"),
        cards[4],
    );
    let corner =
        script.log_known(script.at(11, 9, 0), request(Task::Weeding, TOWNS[2], "駐車場のすみ"), cards[2]);
    offered(script, people, corner);
    last(script, people, field, corner);
    to_come(script, people, [field, corner, screen]);
}

/// One helper goes to it in any case.
fn offered(script: &mut Script, people: &People, request: Id) {
    let at = script.at(9, 9, 0);
    let offer = Offer {
        request,
        occurrence: None,
        member: people.jiro,
        when: String::new(),
        brings: "草刈り鎌".to_owned(),
    };
    let response = script.run(people.jiro, Role::Helper, at, Command::Offer(offer))[0];
    script.lead(at, Command::AnswerOffer(response, Answer::Accepted, String::new()));
}

/// It rained: one job is half done, the other was taken off the day.
fn last(script: &mut Script, people: &People, field: Id, corner: Id) {
    let date = add_days(script.today(), -LAST);
    let teams = vec![team(&[people.me, people.jiro], &[field]), team(&[people.goro, people.yuki], &[corner])];
    let day = plan(script, script.at(LAST + 3, 19, 0), date, teams, vec![]);
    told(script, script.at(LAST + 2, 10, 0), &[field, corner]);
    let answers = [
        (people.me, Coming::Yes, "", Some(3)),
        (people.jiro, Coming::Yes, "", None),
        (people.goro, Coming::Yes, "", None),
        (people.yuki, Coming::Late, "10時から", None),
    ];
    answer(script, script.at(LAST + 1, 20, 0), day, &answers);
    let at = |minute| script.at(LAST, 8, minute);
    let [came, began] = [at(45), at(55)];
    for member in [people.me, people.jiro, people.goro] {
        let arrival = CheckIn { day, member, fit: true, words: String::new() };
        script.lead(came, Command::Day(DayCommand::CheckIn(arrival)));
    }
    script.lead(began, Command::Day(DayCommand::GoneThrough(day, None)));
    for (number, member) in [(1, people.me), (2, people.goro)] {
        script.lead(began, Command::Day(DayCommand::HandOut(day, number, Some(number), Some(member))));
    }
    let rain = script.at(LAST, 9, 40);
    let dropped = Job { request: corner, occurrence: None };
    script.lead(rain, Command::Day(DayCommand::Drop(day, dropped, Why::Rain, String::new())));
    script.lead(script.at(LAST, 9, 50), Command::Day(DayCommand::Called(day, dropped)));
    let rest = "雨でやめた。東がわの半分が残り。次は晴れた日に2人で1時間";
    let mut finish = finishing(field, &[people.me, people.jiro], 75, Outcome::Partly, rest);
    finish.bags = 3;
    script.lead(script.at(LAST, 11, 0), Command::Finish(Box::new(finish)));
    let home = script.at(LAST, 11, 40);
    for member in [people.me, people.jiro, people.goro] {
        script.lead(home, Command::Day(DayCommand::CheckOut(day, member)));
    }
    for number in [1, 2] {
        script.lead(home, Command::Day(DayCommand::Back(day, number, true)));
    }
    let said = "雨で10時前に終わりにした。残りはつぎの活動日に";
    script.lead(script.at(LAST, 12, 0), Command::Day(DayCommand::Close(day, said.to_owned())));
}

/// Two of three residents know of it, one helper has not answered and one does not come.
fn to_come(script: &mut Script, people: &People, [field, corner, screen]: [Id; 3]) {
    let teams = vec![
        team(&[people.me, people.hana], &[corner]),
        team(&[people.jiro, people.saburo, people.yuki], &[field, screen]),
    ];
    let day = plan(
        script,
        script.at(1, 20, 30),
        saturday(script.today()),
        teams,
        vec![people.goro, people.neighbour],
    );
    told(script, script.at(1, 20, 45), &[field, corner]);
    let answers = [
        (people.me, Coming::Yes, "", Some(3)),
        (people.hana, Coming::Yes, "", None),
        (people.jiro, Coming::Yes, "軽トラで行きます", Some(1)),
        (people.saburo, Coming::Late, "10時ごろ着きます", None),
        (people.goro, Coming::No, "孫の運動会", None),
    ];
    answer(script, script.at(1, 21, 0), day, &answers);
}

/// The next Saturday but today and tomorrow: what きょう says of the sample is the same on every day of the week.
fn saturday(today: Date) -> Date {
    let first = add_days(today, 2);
    let ahead = (0..7).find(|&ahead| add_days(first, ahead).weekday() == Weekday::Saturday);
    add_days(first, ahead.unwrap_or(0))
}

fn team(people: &[Id], requests: &[Id]) -> TeamDraft {
    let job = |&request: &Id| Job { request, occurrence: None };
    TeamDraft {
        leader: people.first().copied(),
        people: people.to_vec(),
        jobs: requests.iter().map(job).collect(),
    }
}

fn plan(script: &mut Script, at: Millis, day: Date, teams: Vec<TeamDraft>, others: Vec<Id>) -> Id {
    let draft = PlanDraft {
        time: ClockTime::new(9, 0),
        place: "ふれあい館".to_owned(),
        note: "飲み物と軍手を持ってくる。雨のときは、朝7時に電話します".to_owned(),
        teams,
        others,
        ..PlanDraft::on(day)
    };
    script.lead(at, Command::Day(DayCommand::SavePlan(None, Box::new(draft))))[0]
}

/// The residents of these requests were telephoned.
fn told(script: &mut Script, at: Millis, requests: &[Id]) {
    for &request in requests {
        let agreement = script.state.agreement_of(request, None).map(|agreement| agreement.id);
        if let Some(agreement) = agreement {
            script.lead(at, Command::Told(agreement));
        }
    }
}

fn answer(script: &mut Script, at: Millis, day: Id, answers: &[(Id, Coming, &str, Option<u32>)]) {
    for &(member, answer, words, seats) in answers {
        let tools = if seats.is_some() { vec![Tool::Sickle] } else { vec![] };
        let words = words.to_owned();
        let answering = Answering { day, member, answer, words, seats, tools };
        script.lead(at, Command::Day(DayCommand::Answer(answering)));
    }
}

/// The teams of a large day.
const TEAMS: usize = 8;

/// A day of today with so many jobs and people, in teams of as even a size as can be.
pub(super) fn write_large(script: &mut Script, jobs: usize, people: usize) -> Id {
    let at = script.at(2, 9, 0);
    let mut members: Vec<Id> = script.state.members().map(|member| member.id).collect();
    for number in members.len()..people {
        let name = format!("応援 {number}番");
        let draft = MemberDraft { reading: "おうえん".to_owned(), name, ..MemberDraft::default() };
        members.push(script.lead(at, Command::SaveMember(None, Box::new(draft)))[0]);
    }
    let requests = years::write_waiting(script, jobs);
    let every = |all: &[Id], first: usize| all.iter().copied().skip(first).step_by(TEAMS).collect::<Vec<_>>();
    let teams =
        (0..TEAMS).map(|team_at| team(&every(&members, team_at), &every(&requests, team_at))).collect();
    let day = plan(script, script.at(1, 20, 0), script.today(), teams, vec![]);
    told(script, script.at(1, 20, 30), &requests);
    let answers: Vec<_> = members.iter().map(|&member| (member, Coming::Yes, "", None)).collect();
    answer(script, script.at(1, 21, 0), day, &answers);
    day
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::parse_iso;

    #[test]
    fn the_day_to_come_is_neither_today_nor_tomorrow() {
        let monday = parse_iso("2026-11-23").unwrap();
        for ahead in 0..14 {
            let today = add_days(monday, ahead);
            let day = saturday(today);
            assert_eq!(day.weekday(), Weekday::Saturday);
            assert!((2..9).contains(&(crate::date::days_between(today, day))), "{today} {day}");
        }
    }
}
