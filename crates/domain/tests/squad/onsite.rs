//! A visit while it runs, what happens on the spot, and two phones that recorded one visit.

use crate::phone::{LEAD, Phone, nine};
use tanomo_domain::command::{
    AccidentDraft, CardDraft, Command, Correction, Entrusting, Finishing, GivingBack, Paying, Reasons,
    RequestDraft, Starting, Who,
};
use tanomo_domain::date::{parse_iso, tokyo_date, tokyo_millis};
use tanomo_domain::money::RideCosts;
use tanomo_domain::refusal::{Refusal, Wrong};
use tanomo_domain::status::Status;
use tanomo_domain::task::Task;
use tanomo_domain::view::{Alarm, Drawing, HowPaid, NearMiss, Outcome, Role};
use tanomo_record::Id;

fn reasons() -> Reasons {
    Reasons { not_agreed: "本人がいた".into(), ..Reasons::default() }
}

fn finishing(request: Id, visit: Option<Id>, people: &[Id], minutes: u32) -> Finishing {
    Finishing {
        request,
        occurrence: None,
        visit,
        people: people.to_vec(),
        minutes,
        outcome: Outcome::Done,
        materials: 300,
        receipts: vec![],
        bags: 2,
        next: String::new(),
        near_miss: None,
        near_miss_done: String::new(),
        thanked: false,
        thanks: String::new(),
        costs: RideCosts::default(),
        reasons: reasons(),
    }
}

fn finish(phone: &mut Phone, finishing: Finishing) -> Result<Id, Refusal> {
    phone.run(Command::Finish(Box::new(finishing)))
}

/// A squad of two, and its visit that has just begun.
fn begun() -> (Phone, Id, Id, [Id; 2]) {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    let (request, people) = (phone.log(Task::Weeding), [LEAD, helpers[0]]);
    let starting = Starting { request, occurrence: None, people: people.to_vec(), reasons: reasons() };
    let visit = phone.run(Command::Start(starting)).unwrap();
    (phone, request, visit, people)
}

#[test]
fn pauses_are_left_out_of_the_minutes_that_are_proposed() {
    let (mut phone, request, visit, people) = begun();
    phone.later(30);
    assert!(phone.state.visit(visit).unwrap().rest_due(phone.now));
    phone.run(Command::Pause(visit)).unwrap();
    assert_eq!(phone.run(Command::Pause(visit)), Err(Refusal::TooLate));
    phone.later(15);
    assert_eq!(phone.state.visit(visit).unwrap().worked(phone.now), 30, "also while it lasts");
    phone.run(Command::Resume(visit)).unwrap();
    assert_eq!(phone.run(Command::Resume(visit)), Err(Refusal::TooLate));
    phone.later(45);
    let shown = phone.state.visit(visit).unwrap();
    assert_eq!((shown.worked(phone.now), shown.resting()), (75, None));
    // Who ends it while they rest has worked until then.
    phone.run(Command::Pause(visit)).unwrap();
    phone.later(20);
    finish(&mut phone, finishing(request, Some(visit), &people, 75)).unwrap();
    assert_eq!(phone.state.visit(visit).unwrap().resting(), None);
    assert_eq!(phone.run(Command::Resume(visit)), Err(Refusal::TooLate));
}

#[test]
fn two_phones_that_both_pause_and_go_on_never_disagree() {
    let (first, _, visit, _) = begun();
    let (mut a, mut b) = (first.another(2), first.another(3));
    a.later(10);
    a.run(Command::Pause(visit)).unwrap();
    b.later(12);
    b.run(Command::Pause(visit)).unwrap();
    b.later(8);
    b.run(Command::Resume(visit)).unwrap();
    a.meet(&b);
    a.later(15);
    a.run(Command::Resume(visit)).unwrap();
    b.meet(&a);
    b.now = a.now;
    for phone in [&a, &b] {
        let shown = phone.state.visit(visit).unwrap();
        assert_eq!((shown.worked(phone.now), shown.resting()), (10, None));
        assert!(phone.state.unsettled(visit).is_empty());
    }
}

#[test]
fn a_visit_goes_on_over_midnight_and_counts_on_the_day_it_ends() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    let (request, people) = (phone.log(Task::Watching), [LEAD, helpers[0]]);
    phone.now = tokyo_millis(parse_iso("2026-11-30").unwrap(), 23, 30);
    let starting = Starting { request, occurrence: None, people: people.to_vec(), reasons: reasons() };
    let visit = phone.run(Command::Start(starting)).unwrap();
    phone.later(60);
    assert_eq!(phone.status(request), Status::UnderWay);
    let minutes = phone.state.visit(visit).unwrap().worked(phone.now);
    finish(&mut phone, finishing(request, Some(visit), &people, minutes)).unwrap();
    let day = |text| parse_iso(text).unwrap();
    assert_eq!(phone.state.ledger(day("2026-11-01"), day("2026-11-30")).person_minutes, 0);
    assert_eq!(phone.state.ledger(day("2026-12-01"), day("2026-12-31")).person_minutes, 120);
}

#[test]
fn a_request_that_is_withdrawn_while_they_work_is_ended_and_then_withdrawn() {
    let (mut phone, request, visit, people) = begun();
    phone.run(Command::Withdraw(request, "家族がした".into())).unwrap();
    assert_eq!(phone.status(request), Status::UnderWay, "they are still there");
    phone.later(20);
    finish(&mut phone, finishing(request, Some(visit), &people, 20)).unwrap();
    assert_eq!(phone.status(request), Status::Withdrawn);
    let starting = Starting { request, occurrence: None, people: people.to_vec(), reasons: reasons() };
    assert_eq!(phone.run(Command::Start(starting)), Err(Refusal::TooLate));
}

#[test]
fn two_phones_that_recorded_one_visit_count_it_once_when_they_are_joined() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    let (request, people) = (phone.log(Task::Weeding), [LEAD, helpers[0]]);
    let (mut a, mut b) = (phone.another(2), phone.another(3));
    a.later(90);
    let one = finish(&mut a, finishing(request, None, &people, 90)).unwrap();
    a.run(Command::Pay(Paying { visit: one, amount: 300, how: HowPaid::Cash, receipt: false })).unwrap();
    // The other one writes it down in the evening.
    b.later(600);
    let two = finish(&mut b, finishing(request, None, &people, 60)).unwrap();
    b.run(Command::Pay(Paying { visit: two, amount: 300, how: HowPaid::Cash, receipt: true })).unwrap();
    phone.meet(&a);
    phone.meet(&b);
    phone.now = b.now;
    let today = tokyo_date(nine());
    let visit = phone.state.visit(one).unwrap();
    assert_eq!(phone.state.maybe_same(visit), [two]);
    let row = phone.state.row(phone.state.request(request).unwrap(), LEAD, today, phone.now);
    assert!(row.unsettled, "somebody has to look");
    assert_eq!(phone.state.ledger(today, today).person_minutes, 300, "nobody has said yet");
    phone.run(Command::SameAs(one, two, Some(true))).unwrap();
    let ledger = phone.state.ledger(today, today);
    assert_eq!((ledger.visits, ledger.bags, ledger.materials, ledger.paid), (1, 2, 300, 300));
    assert!([120, 180].contains(&ledger.person_minutes), "one of the two values, until somebody picks");
    let totals = phone.state.totals(request, None);
    assert_eq!((totals.visits, totals.person_minutes), (1, ledger.person_minutes));
    assert!(phone.state.unsettled(one).iter().any(|field| field == "minutes"));
    // Taken back, they are two again.
    phone.run(Command::SameAs(one, two, None)).unwrap();
    assert_eq!(phone.state.totals(request, None).visits, 2);
    phone.run(Command::SameAs(one, two, Some(false))).unwrap();
    let row = phone.state.row(phone.state.request(request).unwrap(), LEAD, today, phone.now);
    assert!(!row.unsettled);
}

#[test]
fn what_is_next_becomes_a_request_that_follows_with_one_tap() {
    let (mut phone, request, visit, people) = begun();
    phone.later(60);
    let partly = Finishing {
        outcome: Outcome::Partly,
        next: "裏の半分".into(),
        ..finishing(request, Some(visit), &people, 60)
    };
    finish(&mut phone, partly).unwrap();
    assert_eq!(phone.status(request), Status::Partly);
    let next = phone.run(Command::FollowUp(visit)).unwrap();
    let made = phone.state.request(next).unwrap();
    assert_eq!((made.follows, made.words.as_str(), made.task), (Some(request), "裏の半分", Task::Weeding));
    assert_eq!(phone.status(next), Status::Open);
    assert_eq!(phone.status(request), Status::Done, "what was left is a request of its own");
    assert_eq!(phone.run(Command::FollowUp(visit)), Err(Refusal::TooLate));
}

#[test]
fn receipts_add_up_and_a_sum_put_right_stands_alone() {
    let (mut phone, request, visit, people) = begun();
    let bought = Finishing {
        receipts: vec![330, 0, 1_280],
        near_miss: Some((NearMiss::Cut, "鎌".into())),
        near_miss_done: "手当てした".into(),
        thanked: true,
        ..finishing(request, Some(visit), &people, 60)
    };
    finish(&mut phone, bought).unwrap();
    let shown = phone.state.visit(visit).unwrap();
    assert_eq!((shown.materials, shown.receipts.as_slice()), (1_610, &[330, 1_280][..]));
    assert_eq!((shown.near_miss_done.as_str(), shown.thanked), ("手当てした", true));
    let receipts = Correction { receipts: Some(vec![330]), ..Correction::default() };
    phone.run(Command::Correct(visit, Box::new(receipts))).unwrap();
    assert_eq!(phone.state.visit(visit).unwrap().materials, 330);
    let sum = Correction { materials: Some(500), ..Correction::default() };
    phone.run(Command::Correct(visit, Box::new(sum))).unwrap();
    let shown = phone.state.visit(visit).unwrap();
    assert_eq!((shown.materials, shown.receipts.len()), (500, 0));
    let many = Correction { receipts: Some(vec![1; 21]), ..Correction::default() };
    let refused = phone.run(Command::Correct(visit, Box::new(many)));
    assert_eq!(refused, Err(Refusal::Fields(vec![("receipts", Wrong::Range { min: 1, max: 20 })])));
}

#[test]
fn a_drawn_thanks_stands_on_the_card_and_goes_with_it() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    let draft =
        CardDraft { name: "城山 ハナ".into(), phone: "0591234567".into(), ..CardDraft::default() };
    let who = Who::New(Box::new(draft), None);
    let noted = RequestDraft { memo: true, ..RequestDraft::preset(Task::Weeding, 2) };
    let log = Command::Log(Box::new(noted), who);
    phone.run(log).unwrap();
    let (request, card) = phone.state.requests().map(|r| (r.id, r.resident.unwrap())).next().unwrap();
    let visit = finish(&mut phone, finishing(request, None, &[LEAD, helpers[0]], 60)).unwrap();
    let drawing = Drawing::of(&[vec![(1, 2), (30, 40)]]);
    // Whoever does not read the card does not write on it either.
    (phone.role, phone.me) = (Role::Helper, helpers[0]);
    assert_eq!(phone.run(Command::Sign(visit, drawing.clone())), Err(Refusal::CardNotYours));
    (phone.role, phone.me) = (Role::Lead, LEAD);
    phone.run(Command::Sign(visit, drawing.clone())).unwrap();
    let shown = phone.state.visit(visit).unwrap();
    assert!(shown.thanked);
    assert_eq!(phone.state.sign(shown), drawing);
    let record = serde_json::to_string(&phone.state.record(visit).unwrap().to_text()).unwrap();
    assert!(!record.contains("01021e28"), "nothing of it is in the visit");
    phone.state.close_cards();
    assert_eq!(phone.state.sign(phone.state.visit(visit).unwrap()), None, "a closed card shows none");
    phone.run(Command::Erase(card)).unwrap();
    assert_eq!(phone.state.sign(phone.state.visit(visit).unwrap()), None);
    assert_eq!(phone.run(Command::Sign(visit, drawing)), Err(Refusal::Erased));
}

#[test]
fn what_is_entrusted_is_confirmed_by_both_and_comes_out() {
    let (mut phone, helpers) = Phone::founded(&["はな", "じろう"]);
    let request = phone.log(Task::Shopping);
    (phone.role, phone.me) = (Role::Helper, helpers[0]);
    let taken = |yen, keys, confirmed| {
        let things = String::new();
        Command::Entrust(Box::new(Entrusting { request, occurrence: None, yen, keys, things, confirmed }))
    };
    assert_eq!(phone.run(taken(0, 0, true)), Err(Refusal::Fields(vec![("yen", Wrong::Empty)])));
    assert_eq!(phone.run(taken(5_000, 1, false)), Err(Refusal::Fields(vec![("confirmed", Wrong::Needed)])));
    let float = phone.run(taken(5_000, 1, true)).unwrap();
    let row = |phone: &Phone| {
        phone.state.row(phone.state.request(request).unwrap(), LEAD, tokyo_date(phone.now), phone.now)
    };
    assert!(row(&phone).entrusted);
    assert_eq!(phone.state.still_entrusted().len(), 1);
    let giving = |spent, back, words: &str| {
        let words = words.to_owned();
        Command::GiveBack(float, GivingBack { spent, back, words, confirmed: true })
    };
    phone.me = helpers[1];
    assert_eq!(phone.run(giving(3_200, 1_800, "")), Err(Refusal::NotYours));
    phone.me = helpers[0];
    assert_eq!(phone.run(giving(3_200, 1_700, "")), Err(Refusal::Fields(vec![("words", Wrong::Empty)])));
    phone.run(giving(3_200, 1_700, "100円は駐輪場")).unwrap();
    let shown = phone.state.float(float).unwrap();
    assert_eq!((shown.amiss(), shown.returned.as_ref().map(|back| back.by)), (-100, Some(helpers[0])));
    assert!(!row(&phone).entrusted && phone.state.still_entrusted().is_empty());
    assert_eq!(phone.run(giving(0, 5_000, "")), Err(Refusal::TooLate));
}

#[test]
fn who_opened_the_emergency_page_and_why_is_kept() {
    let (mut phone, request, _, people) = begun();
    (phone.role, phone.me) = (Role::Helper, people[1]);
    phone.run(Command::Alarm(request, None, Alarm::Ill)).unwrap();
    let opened: Vec<_> = phone.state.emergencies(request).map(|one| (one.by, one.at, one.why)).collect();
    assert_eq!(opened, [(people[1], nine(), Alarm::Ill)]);
    assert!(phone.state.belonging(request).contains(&phone.state.emergencies(request).next().unwrap().id));
}

#[test]
fn an_accident_stays_until_a_lead_closes_it_five_years_at_most() {
    let (mut phone, _, visit, people) = begun();
    let draft = |facts: &str| AccidentDraft {
        visit: Some(visit),
        task: Task::Weeding,
        at: nine(),
        town: "田町".into(),
        harm: true,
        facts: facts.into(),
        done: "病院へ".into(),
    };
    (phone.role, phone.me) = (Role::Helper, people[1]);
    let empty = phone.run(Command::Accident(None, Box::new(draft(""))));
    assert_eq!(empty, Err(Refusal::Fields(vec![("facts", Wrong::Empty)])));
    let id = phone.run(Command::Accident(None, Box::new(draft("鎌で指を切った")))).unwrap();
    let number = phone.state.accident(id).unwrap().number.clone();
    assert!(number.starts_with("20261122-") && number.len() == 13, "{number}");
    assert_eq!(phone.run(Command::CloseAccident(id, true)), Err(Refusal::LeadsOnly));
    (phone.role, phone.me) = (Role::Lead, LEAD);
    assert_eq!(phone.run(Command::EraseAccident(id)), Err(Refusal::TooLate), "the claim is open");
    let shown = phone.state.accident(id).unwrap();
    assert_eq!(shown.until(), parse_iso("2031-11-22").unwrap());
    assert!(!shown.over(parse_iso("2031-11-22").unwrap()) && shown.over(parse_iso("2031-11-23").unwrap()));
    phone.later(60);
    phone.run(Command::CloseAccident(id, true)).unwrap();
    phone.run(Command::EraseAccident(id)).unwrap();
    assert!(phone.state.accident(id).is_none() && phone.state.record(id).is_none());
    // Nothing brings it back.
    let before = phone.another(7);
    phone.meet(&before);
    assert_eq!(phone.state.accidents().count(), 0);
}

#[test]
fn only_the_cards_of_todays_jobs_stay_open_and_only_until_they_end() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    for name in ["一", "二"] {
        let who = Who::New(
            Box::new(CardDraft { name: name.into(), phone: "0591234567".into(), ..CardDraft::default() }),
            None,
        );
        let noted = RequestDraft { memo: true, ..RequestDraft::preset(Task::Weeding, 2) };
        phone.run(Command::Log(Box::new(noted), who)).unwrap();
    }
    let request = phone.state.requests().next().unwrap().clone();
    let at_work = |phone: &Phone| {
        let cards = phone.state.cards_at_work(helpers[0], tokyo_date(phone.now), phone.now);
        cards.into_iter().collect::<Vec<_>>()
    };
    assert!(at_work(&phone).is_empty());
    let people = vec![LEAD, helpers[0]];
    let starting =
        Starting { request: request.id, occurrence: None, people: people.clone(), reasons: reasons() };
    let visit = phone.run(Command::Start(starting)).unwrap();
    let card = request.resident.unwrap();
    assert_eq!(at_work(&phone), [card]);
    let mut closed = phone.clone();
    closed.state.close_cards_but(&at_work(&phone).into_iter().collect());
    assert_eq!(closed.state.residents().map(|card| card.id).collect::<Vec<_>>(), [card]);
    assert_eq!(closed.state.closed_cards(), 1);
    // The control: closed by a tap, none stays.
    closed.state.close_cards();
    assert_eq!((closed.state.residents().count(), closed.state.closed_cards()), (0, 2));
    finish(&mut phone, finishing(request.id, Some(visit), &people, 60)).unwrap();
    assert!(at_work(&phone).is_empty());
}
