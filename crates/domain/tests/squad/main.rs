//! What a squad does with a request, from the call to the thanks, and what happens when phones disagree.

// Helpers outside of `#[test]` functions may unwrap too: a test that cannot be set up has failed.
#![allow(clippy::unwrap_used)]

mod cards;
mod day;
mod handover;
mod homes;
mod merged;
mod notices;
mod onsite;
mod phone;
mod photos;
mod voices;

use phone::{LEAD, Phone, nine};
use tanomo_domain::command::{
    Agreed, Asked, CardDraft, Command, Correction, Finishing, Offer, Paying, Reasons, RequestDraft, Rules,
    Scouting, Starting, Who,
};
use tanomo_domain::date::{add_days, parse_iso, tokyo_date};
use tanomo_domain::gates::Gate;
use tanomo_domain::money::{Charge, FeeRule, RideCosts};
use tanomo_domain::recurrence::Recurrence;
use tanomo_domain::refusal::{Refusal, Wrong};
use tanomo_domain::search::Likeness;
use tanomo_domain::status::Status;
use tanomo_domain::task::Task;
use tanomo_domain::view::{Answer, Given, HowPaid, NearMiss, Outcome, Purpose, Role, Verdict};
use tanomo_record::{Id, Value};

fn finishing(request: Id, people: &[Id], outcome: Outcome) -> Finishing {
    Finishing {
        request,
        occurrence: None,
        visit: None,
        people: people.to_vec(),
        minutes: 90,
        outcome,
        materials: 300,
        bags: 0,
        next: if outcome == Outcome::Done { String::new() } else { "また来週".into() },
        receipts: vec![],
        near_miss: None,
        near_miss_done: String::new(),
        thanked: false,
        thanks: String::new(),
        costs: RideCosts::default(),
        reasons: Reasons { not_agreed: "本人がいた".into(), ..Reasons::default() },
    }
}

fn offer(request: Id, member: Id) -> Offer {
    Offer { request, occurrence: None, member, when: String::new(), brings: String::new() }
}

fn scouting(request: Id, verdict: Verdict) -> Scouting {
    Scouting {
        request,
        occurrence: None,
        people: vec![LEAD],
        verdict,
        words: String::new(),
        hazards: vec![],
        tools: vec![],
        people_needed: 2,
        estimate: 60,
    }
}

fn agreed(request: Id, told: bool) -> Agreed {
    Agreed { request, occurrence: None, day: tokyo_date(nine()), time: None, told }
}

fn card(name: &str, phone: &str) -> CardDraft {
    CardDraft { name: name.into(), phone: phone.into(), ..CardDraft::default() }
}

fn asked() -> Asked {
    Asked {
        words_version: 1,
        given: Given::Self_,
        relation: String::new(),
        signed: false,
        until: add_days(tokyo_date(nine()), 365),
        slip: String::new(),
    }
}

fn rules() -> Rules {
    Rules {
        name: "城東".into(),
        prefecture: String::new(),
        city: String::new(),
        towns: vec![],
        places: vec![],
        phone: String::new(),
        responsible: String::new(),
        eligibility: String::new(),
        consent_words: String::new(),
        fee: FeeRule { per_person_hour_yen: Some(500), ..FeeRule::default() },
        together: 2,
        scout_first: vec![],
        insurance: String::new(),
        covers_paid: false,
    }
}

#[test]
fn a_request_goes_its_way_from_open_to_done() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    let request = phone.log(Task::Weeding);
    assert_eq!(phone.status(request), Status::Open);
    let response = phone.run(Command::Offer(offer(request, helpers[0]))).unwrap();
    assert_eq!(phone.status(request), Status::Offered);
    phone.run(Command::AnswerOffer(response, Answer::Accepted, String::new())).unwrap();
    assert_eq!(phone.status(request), Status::Open, "one of two is not enough");
    phone.run(Command::Assign(request, None, LEAD, String::new())).unwrap();
    assert_eq!(phone.status(request), Status::Matched);
    let agreement = phone.run(Command::Agree(agreed(request, false))).unwrap();
    assert_eq!(phone.status(request), Status::Matched, "the resident has to hear of it first");
    phone.run(Command::Told(agreement)).unwrap();
    assert_eq!(phone.status(request), Status::Agreed);
    let people = vec![LEAD, helpers[0]];
    let start = Starting { request, occurrence: None, people: people.clone(), reasons: Reasons::default() };
    let visit = phone.run(Command::Start(start)).unwrap();
    assert_eq!(phone.status(request), Status::UnderWay);
    phone.later(90);
    let finish = Finishing { visit: Some(visit), ..finishing(request, &people, Outcome::Done) };
    phone.run(Command::Finish(Box::new(finish))).unwrap();
    assert_eq!(phone.status(request), Status::Done);
}

#[test]
fn nobody_is_put_on_the_team_before_the_look_at_the_site_unless_a_lead_says_why() {
    let (mut phone, helpers) = Phone::founded(&["はな", "けん"]);
    let request = phone.log(Task::Pruning);
    let asks = Err(Refusal::Asks(vec![Gate::NotScouted]));
    let response = phone.run(Command::Offer(offer(request, helpers[0]))).unwrap();
    assert_eq!(phone.run(Command::AnswerOffer(response, Answer::Accepted, String::new())), asks);
    assert_eq!(phone.run(Command::Assign(request, None, helpers[1], "  ".into())), asks);
    phone.run(Command::AnswerOffer(response, Answer::Declined, String::new())).unwrap();
    assert_eq!(phone.status(request), Status::Open);
    let why = "去年と同じ庭".to_owned();
    phone.run(Command::Assign(request, None, helpers[1], why.clone())).unwrap();
    let team: Vec<_> = phone.state.responses(request).filter(|one| one.accepted()).collect();
    assert_eq!(team.iter().map(|one| one.lead_reason.clone()).collect::<Vec<_>>(), [Some(why)]);
    phone.run(Command::Scout(Box::new(scouting(request, Verdict::Yes)))).unwrap();
    phone.run(Command::Assign(request, None, LEAD, String::new())).unwrap();
    assert_eq!(phone.status(request), Status::Matched);
}

#[test]
fn withdrawing_an_offer_opens_the_request_again() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    let request = phone.log(Task::Weeding);
    let first = phone.run(Command::Assign(request, None, helpers[0], String::new())).unwrap();
    phone.run(Command::Assign(request, None, LEAD, String::new())).unwrap();
    assert_eq!(phone.status(request), Status::Matched);
    phone.run(Command::WithdrawOffer(first)).unwrap();
    assert_eq!(phone.status(request), Status::Open);
}

#[test]
fn a_new_day_has_to_be_told_again() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    let request = phone.log(Task::Weeding);
    phone.run(Command::Assign(request, None, helpers[0], String::new())).unwrap();
    phone.run(Command::Assign(request, None, LEAD, String::new())).unwrap();
    phone.run(Command::Agree(agreed(request, true))).unwrap();
    assert_eq!(phone.status(request), Status::Agreed);
    phone.later(5);
    let tomorrow = Agreed { day: add_days(tokyo_date(nine()), 1), ..agreed(request, false) };
    phone.run(Command::Agree(tomorrow)).unwrap();
    assert_eq!(phone.status(request), Status::Matched);
}

#[test]
fn starting_alone_or_unannounced_asks_for_reasons_which_are_kept() {
    let (mut phone, _) = Phone::founded(&[]);
    let request = phone.log(Task::Weeding);
    let mut start = Starting { request, occurrence: None, people: vec![LEAD], reasons: Reasons::default() };
    let refused = phone.run(Command::Start(start.clone())).unwrap_err();
    let Refusal::Asks(gates) = refused else { panic!("{refused:?}") };
    assert!(gates.contains(&Gate::TooFew { came: 1, needed: 2 }) && gates.contains(&Gate::NotAgreed));
    assert_eq!(phone.status(request), Status::Open, "nothing was begun");
    start.reasons.alone = "急ぎのため".into();
    start.reasons.not_agreed = "本人に頼まれた".into();
    let visit = phone.run(Command::Start(start)).unwrap();
    let visit = phone.state.visit(visit).unwrap();
    assert_eq!(visit.alone_reason.as_deref(), Some("急ぎのため"));
    assert_eq!(visit.not_agreed_reason.as_deref(), Some("本人に頼まれた"));
}

#[test]
fn a_visit_written_down_at_once_comes_to_the_fee_of_the_circle() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    phone.run(Command::SaveCircle(Box::new(rules()))).unwrap();
    let request = phone.log(Task::Weeding);
    let people = [LEAD, helpers[0]];
    let visit = phone.run(Command::Finish(Box::new(finishing(request, &people, Outcome::Done)))).unwrap();
    let charge = phone.state.charge(phone.state.visit(visit).unwrap());
    assert_eq!(charge.total(), 1_800);
    phone.run(Command::Pay(Paying { visit, amount: 1_800, how: HowPaid::Cash, receipt: true })).unwrap();
    phone.run(Command::Pay(Paying { visit, amount: 1_800, how: HowPaid::Later, receipt: false })).unwrap();
    let payments: Vec<_> = phone.state.payments(visit).collect();
    assert_eq!(payments.len(), 1, "putting a payment right makes no second one");
    assert_eq!((payments[0].how, payments[0].received_by), (HowPaid::Later, None));
}

#[test]
fn a_ride_has_costs_and_never_a_fee_and_its_notice_is_read() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    phone.run(Command::SaveCircle(Box::new(rules()))).unwrap();
    let request = phone.log(Task::Ride);
    let people = [LEAD, helpers[0]];
    let mut finish = finishing(request, &people, Outcome::Done);
    finish.costs = RideCosts { fuel: 240, ..RideCosts::default() };
    let refused = phone.run(Command::Finish(Box::new(finish.clone()))).unwrap_err();
    assert_eq!(refused, Refusal::Asks(vec![Gate::ReadRideNotice]));
    finish.reasons.notice_read = true;
    let visit = phone.run(Command::Finish(Box::new(finish))).unwrap();
    let charge = phone.state.charge(phone.state.visit(visit).unwrap());
    assert_eq!(charge, Charge::Ride(RideCosts { fuel: 240, ..RideCosts::default() }));
}

#[test]
fn numbers_that_cannot_be_meant_are_refused_with_the_range() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    let request = phone.log(Task::Weeding);
    for minutes in [0, 721, 10_000] {
        let finish = Finishing { minutes, ..finishing(request, &[LEAD, helpers[0]], Outcome::Done) };
        let refused = phone.run(Command::Finish(Box::new(finish))).unwrap_err();
        assert_eq!(refused, Refusal::Fields(vec![("minutes", Wrong::Range { min: 1, max: 720 })]));
    }
    assert_eq!(phone.status(request), Status::Open);
}

#[test]
fn what_is_left_is_said_and_a_correction_keeps_both_values_and_who_wrote_them() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    let request = phone.log(Task::Weeding);
    let mut finish = finishing(request, &[LEAD, helpers[0]], Outcome::Partly);
    finish.next = String::new();
    let refused = phone.run(Command::Finish(Box::new(finish.clone()))).unwrap_err();
    assert_eq!(refused, Refusal::Fields(vec![("next", Wrong::Empty)]));
    finish.next = "東がわの半分".into();
    let visit = phone.run(Command::Finish(Box::new(finish))).unwrap();
    assert_eq!(phone.status(request), Status::Partly);
    phone.later(60);
    phone.me = helpers[0];
    let correction = Correction { minutes: Some(60), ..Correction::default() };
    phone.run(Command::Correct(visit, Box::new(correction))).unwrap();
    let record = phone.state.record(visit).unwrap();
    let history: Vec<_> = record.history().into_iter().filter(|event| event.field == "minutes").collect();
    assert_eq!(history.len(), 2);
    assert_eq!((history[0].to.by, &history[0].to.value), (LEAD, &Value::from(90)));
    assert_eq!((history[1].to.by, &history[1].to.value), (helpers[0], &Value::from(60)));
    assert_eq!(history[1].from, Some(&Value::from(90)));
}

#[test]
fn what_nearly_happened_thanks_and_the_costs_of_a_ride_can_be_put_right() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    let request = phone.log(Task::Ride);
    let mut finish = finishing(request, &[LEAD, helpers[0]], Outcome::Done);
    finish.costs = RideCosts { fuel: 240, ..RideCosts::default() };
    finish.near_miss = Some((NearMiss::Fall, "門の段差".into()));
    finish.materials = 0;
    finish.reasons.notice_read = true;
    let visit = phone.run(Command::Finish(Box::new(finish))).unwrap();
    let correction = Correction {
        near_miss: Some(None),
        thanks: Some("助かりました".into()),
        costs: Some(RideCosts { fuel: 250, parking: 300, ..RideCosts::default() }),
        ..Correction::default()
    };
    phone.run(Command::Correct(visit, Box::new(correction))).unwrap();
    let corrected = phone.state.visit(visit).unwrap();
    assert_eq!((corrected.near_miss.as_ref(), corrected.thanks.as_str()), (None, "助かりました"));
    assert_eq!(corrected.costs.total(), 550);
    // Help that is no ride has no such costs, also afterwards.
    let request = phone.log(Task::Weeding);
    let mut finish = finishing(request, &[LEAD, helpers[0]], Outcome::Done);
    finish.next = String::new();
    let visit = phone.run(Command::Finish(Box::new(finish))).unwrap();
    let costs = Some(RideCosts { fuel: 250, ..RideCosts::default() });
    phone.run(Command::Correct(visit, Box::new(Correction { costs, ..Correction::default() }))).unwrap();
    assert_eq!(phone.state.visit(visit).unwrap().costs.total(), 0);
}

#[test]
fn could_not_opens_the_request_again_and_old_agreements_no_longer_count() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    let request = phone.log(Task::Weeding);
    phone.run(Command::Assign(request, None, helpers[0], String::new())).unwrap();
    phone.run(Command::Assign(request, None, LEAD, String::new())).unwrap();
    phone.run(Command::Agree(agreed(request, true))).unwrap();
    phone.later(60);
    phone.run(Command::Finish(Box::new(finishing(request, &[LEAD, helpers[0]], Outcome::CouldNot)))).unwrap();
    assert_eq!(phone.status(request), Status::Matched, "a new day has to be agreed");
}

#[test]
fn a_look_at_the_site_says_yes_or_too_hard_with_a_reason() {
    let (mut phone, _) = Phone::founded(&[]);
    let request = phone.log(Task::Pruning);
    let mut scouting = scouting(request, Verdict::Hard);
    let refused = phone.run(Command::Scout(Box::new(scouting.clone()))).unwrap_err();
    assert_eq!(refused, Refusal::Fields(vec![("words", Wrong::Empty)]));
    scouting.words = "電線に近い".into();
    phone.run(Command::Scout(Box::new(scouting.clone()))).unwrap();
    assert_eq!(phone.status(request), Status::Difficult);
    phone.later(10);
    scouting.verdict = Verdict::Yes;
    phone.run(Command::Scout(Box::new(scouting))).unwrap();
    assert_eq!(phone.status(request), Status::Scouted);
}

#[test]
fn a_visit_nobody_ended_is_to_be_checked_after_twelve_hours() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    let request = phone.log(Task::Weeding);
    let reasons = Reasons { not_agreed: "x".into(), ..Reasons::default() };
    let start = Starting { request, occurrence: None, people: vec![LEAD, helpers[0]], reasons };
    phone.run(Command::Start(start)).unwrap();
    phone.later(12 * 60);
    assert_eq!(phone.status(request), Status::UnderWay);
    phone.later(1);
    assert_eq!(phone.status(request), Status::Check);
}

#[test]
fn done_closes_one_occurrence_of_a_repeating_request_only() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    let mut draft = RequestDraft::preset(Task::Garbage, 2);
    draft.repeats = Recurrence::parse("W:1,4");
    let request = phone.run(Command::Log(Box::new(draft), Who::Nobody)).unwrap();
    let shown = phone.state.request(request).unwrap().clone();
    let today = tokyo_date(phone.now);
    let monday = phone.state.occurrence_at(&shown, today, phone.now).unwrap();
    assert_eq!(monday, parse_iso("2026-11-23").unwrap());
    let mut finish = finishing(request, &[LEAD, helpers[0]], Outcome::Done);
    finish.occurrence = Some(monday);
    phone.later(24 * 60);
    phone.run(Command::Finish(Box::new(finish))).unwrap();
    let next = phone.state.occurrence_at(&shown, tokyo_date(phone.now), phone.now).unwrap();
    assert_eq!(next, parse_iso("2026-11-26").unwrap());
    assert_eq!(phone.state.status(&shown, Some(monday), phone.now), Status::Done);
    assert_eq!(phone.state.status(&shown, Some(next), phone.now), Status::Open);
}

#[test]
fn help_is_given_though_photos_and_newsletter_are_refused_and_not_without_the_consent_to_help() {
    let (mut phone, _) = Phone::founded(&[]);
    let log = |answers: Vec<(Purpose, bool)>| {
        let who = Who::New(Box::new(card("城東 花子", "027-000-0001")), Some((answers, asked())));
        Command::Log(Box::new(RequestDraft::preset(Task::Ride, 2)), who)
    };
    let refused = phone.run(log(vec![(Purpose::Help, false)])).unwrap_err();
    assert_eq!(refused, Refusal::Fields(vec![("consent", Wrong::Needed)]));
    let answers = vec![(Purpose::Help, true), (Purpose::Photos, false), (Purpose::Newsletter, false)];
    let request = phone.run(log(answers)).unwrap();
    let card = phone.state.request(request).unwrap().resident.unwrap();
    let resident = phone.state.resident(card).unwrap();
    let today = tokyo_date(phone.now);
    assert!(resident.agreed(Purpose::Help, today));
    assert!(!resident.agreed(Purpose::Photos, today));
    assert!(!resident.agreed(Purpose::Help, add_days(today, 366)), "a consent ends");
}

#[test]
fn a_name_and_a_number_are_enough_for_a_memo() {
    let (mut phone, _) = Phone::founded(&[]);
    let draft = RequestDraft { memo: true, ..RequestDraft::preset(Task::Other, 2) };
    let nameless = Who::New(Box::new(card("", "")), None);
    let refused = phone.run(Command::Log(Box::new(draft.clone()), nameless)).unwrap_err();
    assert_eq!(refused, Refusal::Fields(vec![("name", Wrong::Empty), ("phone", Wrong::Empty)]));
    let who = Who::New(Box::new(card("谷口", "027-000-0002")), None);
    phone.run(Command::Log(Box::new(draft), who)).unwrap();
}

#[test]
fn what_people_type_is_kept_as_text_and_what_is_too_long_says_the_limit() {
    let (mut phone, _) = Phone::founded(&[]);
    let words = "<script>alert(1)</script> 🌿 שלום";
    let draft = RequestDraft { words: words.into(), ..RequestDraft::preset(Task::Other, 2) };
    let id = phone.run(Command::Log(Box::new(draft.clone()), Who::Nobody)).unwrap();
    assert_eq!(phone.state.request(id).unwrap().words, words);
    let long = RequestDraft { words: "あ".repeat(501), ..draft };
    let refused = phone.run(Command::Log(Box::new(long), Who::Nobody)).unwrap_err();
    assert_eq!(refused, Refusal::Fields(vec![("words", Wrong::TooLong { max: 500, is: 501 })]));
}

#[test]
fn days_in_the_past_or_out_of_order_are_refused() {
    let (mut phone, _) = Phone::founded(&[]);
    let today = tokyo_date(phone.now);
    let draft = RequestDraft {
        wished_from: Some(add_days(today, 3)),
        wished_until: Some(add_days(today, 2)),
        ..RequestDraft::preset(Task::Weeding, 2)
    };
    let refused = phone.run(Command::Log(Box::new(draft), Who::Nobody)).unwrap_err();
    assert_eq!(refused, Refusal::Fields(vec![("wished_until", Wrong::EndBeforeStart)]));
    let past = Agreed { day: add_days(today, -1), ..agreed(phone.log(Task::Weeding), true) };
    assert_eq!(phone.run(Command::Agree(past)).unwrap_err(), Refusal::Fields(vec![("day", Wrong::Day)]));
}

#[test]
fn helpers_decide_nothing_that_is_a_leads() {
    let (mut phone, helpers) = Phone::founded(&["はな", "じろう"]);
    let request = phone.log(Task::Weeding);
    phone.role = Role::Helper;
    phone.me = helpers[0];
    assert_eq!(phone.run(Command::SaveCircle(Box::new(rules()))), Err(Refusal::LeadsOnly));
    assert_eq!(phone.run(Command::Assign(request, None, helpers[0], String::new())), Err(Refusal::LeadsOnly));
    assert_eq!(phone.run(Command::Offer(offer(request, helpers[1]))), Err(Refusal::NotYours));
    let response = phone.run(Command::Offer(offer(request, helpers[0]))).unwrap();
    assert_eq!(
        phone.run(Command::AnswerOffer(response, Answer::Accepted, String::new())),
        Err(Refusal::LeadsOnly)
    );
    assert_eq!(
        phone.run(Command::Offer(offer(request, helpers[0]))),
        Err(Refusal::TooLate),
        "once is enough"
    );
}

#[test]
fn an_erased_card_does_not_come_back_whoever_brings_it() {
    let (mut phone, _) = Phone::founded(&[]);
    let who =
        Who::New(Box::new(card("城東 花子", "027-000-0001")), Some((vec![(Purpose::Help, true)], asked())));
    let request = phone.run(Command::Log(Box::new(RequestDraft::preset(Task::Other, 2)), who)).unwrap();
    let resident = phone.state.request(request).unwrap().resident.unwrap();
    let stale = phone.another(2);
    phone.run(Command::Erase(resident)).unwrap();
    assert!(phone.state.resident(resident).is_none());
    phone.meet(&stale);
    assert!(phone.state.resident(resident).is_none() && phone.state.record(resident).is_none());
    let mut other = stale.clone();
    other.meet(&phone);
    assert!(other.state.resident(resident).is_none());
    assert!(other.state.request(request).is_some(), "the request stays, without a name");
}

#[test]
fn different_fields_edited_apart_both_stand_and_one_field_waits_for_a_person() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    let request = phone.log(Task::Weeding);
    let visit =
        phone.run(Command::Finish(Box::new(finishing(request, &[LEAD, helpers[0]], Outcome::Done)))).unwrap();
    let mut other = phone.another(2);
    let correct = |minutes| {
        Command::Correct(visit, Box::new(Correction { minutes: Some(minutes), ..Correction::default() }))
    };
    phone.run(correct(60)).unwrap();
    other.later(1);
    other.run(correct(120)).unwrap();
    let bags = Correction { bags: Some(3), ..Correction::default() };
    other.run(Command::Correct(visit, Box::new(bags))).unwrap();
    phone.meet(&other);
    let shown = phone.state.visit(visit).unwrap();
    assert_eq!((shown.bags, shown.minutes), (3, 120));
    assert_eq!(phone.state.unsettled(visit), ["minutes"]);
    phone.later(2);
    phone.run(Command::Pick(visit, "minutes".into(), Value::from(60))).unwrap();
    assert_eq!(phone.state.unsettled(visit), [] as [String; 0]);
    other.meet(&phone);
    assert_eq!(other.state.visit(visit).unwrap().minutes, 60);
    assert_eq!(other.state.unsettled(visit), [] as [String; 0]);
}

#[test]
fn two_outcomes_that_disagree_are_to_be_checked() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    let request = phone.log(Task::Weeding);
    let reasons = Reasons { not_agreed: "x".into(), ..Reasons::default() };
    let people = vec![LEAD, helpers[0]];
    let start = Starting { request, occurrence: None, people: people.clone(), reasons };
    let visit = phone.run(Command::Start(start)).unwrap();
    let mut other = phone.another(2);
    let finish = |outcome| {
        Command::Finish(Box::new(Finishing { visit: Some(visit), ..finishing(request, &people, outcome) }))
    };
    phone.run(finish(Outcome::Done)).unwrap();
    other.run(finish(Outcome::Partly)).unwrap();
    phone.meet(&other);
    assert_eq!(phone.status(request), Status::Check);
    other.meet(&phone);
    assert_eq!(other.status(request), Status::Check);
}

#[test]
fn one_form_typed_in_twice_reads_as_one_until_that_is_taken_back() {
    let (mut phone, _) = Phone::founded(&[]);
    let form = |words: &str| {
        let draft = RequestDraft {
            form_number: "12".into(),
            words: words.into(),
            ..RequestDraft::preset(Task::Weeding, 2)
        };
        Command::Log(Box::new(draft), Who::Nobody)
    };
    let a = phone.run(form("庭の草")).unwrap();
    let b = phone.run(form("畑の草")).unwrap();
    let second = phone.state.request(b).unwrap().clone();
    let likely: Vec<_> =
        phone.state.likely_requests(&second).into_iter().map(|(r, why)| (r.id, why)).collect();
    assert_eq!(likely, [(a, Likeness::Form)]);
    phone.run(Command::SameAs(a, b, Some(true))).unwrap();
    assert_eq!(phone.state.requests().count(), 1);
    assert_eq!(phone.state.request(b).unwrap().id, a.min(b));
    assert_eq!(phone.state.unsettled(a), ["words"]);
    phone.run(Command::Pick(a, "words".into(), Value::from("庭の草"))).unwrap();
    assert_eq!(phone.state.unsettled(a), [] as [String; 0]);
    phone.run(Command::SameAs(a, b, None)).unwrap();
    assert_eq!(phone.state.requests().count(), 2);
    phone.run(Command::SameAs(a, b, Some(false))).unwrap();
    assert_eq!(phone.state.likely_requests(&second), []);
}

#[test]
fn one_form_typed_in_on_two_phones_apart_is_one_request_and_asks_only_what_differs() {
    let (mut phone, _) = Phone::founded(&[]);
    let mut other = phone.another(2);
    // What the circle's id key makes of the number.
    let form = Id::new([0x12; 16]);
    let typed = |number: &str, words: &str, name: &str| {
        let draft = RequestDraft {
            form_number: number.into(),
            words: words.into(),
            ..RequestDraft::preset(Task::Weeding, 2)
        };
        let card = CardDraft { name: name.into(), ..CardDraft::default() };
        let asked = asked();
        Command::Log(Box::new(draft), Who::New(Box::new(card), Some((vec![(Purpose::Help, true)], asked))))
    };
    phone.run_as(form, typed("12", "庭の草", "城東 花子")).unwrap();
    other.later(7);
    other.run_as(form, typed("No.０１２", "庭と畑の草", "城東 華子")).unwrap();
    phone.meet(&other);
    other.meet(&phone);
    for phone in [&mut phone, &mut other] {
        assert_eq!(phone.state.requests().count(), 1);
        assert_eq!(phone.state.request_of_form("１２").map(|request| request.id), Some(form));
        // Not that they were logged at two times, nor the number, which both wrote in their own way.
        assert_eq!(phone.state.unsettled(form), ["resident", "words"]);
        let shown = phone.state.shown(form).unwrap();
        let both: Vec<_> = shown.values("words").iter().map(|w| w.value.clone()).collect();
        assert!(both.contains(&"庭の草".into()) && both.contains(&"庭と畑の草".into()));
    }
    // Once somebody said that the two cards are one person, it does not matter whose card it points to.
    let cards: Vec<Id> = phone.state.residents().map(|card| card.id).collect();
    phone.run(Command::SameAs(cards[0], cards[1], Some(true))).unwrap();
    assert_eq!(phone.state.unsettled(form), ["words"]);
    phone.run(Command::Pick(form, "words".into(), Value::from("庭と畑の草"))).unwrap();
    other.meet(&phone);
    assert_eq!(other.state.unsettled(form), [] as [String; 0]);
    assert_eq!(other.state.request(form).unwrap().words, "庭と畑の草");
}

#[test]
fn hours_of_a_visit_recorded_on_two_phones_never_count_twice() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    let request = phone.log(Task::Weeding);
    let mut other = phone.another(2);
    let people = [LEAD, helpers[0]];
    let a = phone.run(Command::Finish(Box::new(finishing(request, &people, Outcome::Done)))).unwrap();
    let b = other.run(Command::Finish(Box::new(finishing(request, &people, Outcome::Done)))).unwrap();
    phone.meet(&other);
    let today = tokyo_date(phone.now);
    assert_eq!(phone.state.ledger(today, today).person_minutes, 360);
    phone.run(Command::SameAs(a, b, Some(true))).unwrap();
    assert_eq!(phone.state.ledger(today, today).person_minutes, 180);
}
