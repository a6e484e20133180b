//! Residents' cards: when their time is over, whose copies stay, what is ticked once one is gone.

use tanomo_domain::cards::Reads;
use tanomo_domain::command::{Asked, Command, RequestDraft, Who};
use tanomo_domain::date::{Millis, add_days, tokyo_date};
use tanomo_domain::refusal::Refusal;
use tanomo_domain::retention::{CardLock, Contact};
use tanomo_domain::task::Task;
use tanomo_domain::view::{Back, Outcome, Purpose, Role};
use tanomo_record::Id;

use super::{asked, card, finishing};
use crate::phone::{LEAD, Phone, nine};

const DAY: i64 = 24 * 60;

/// A phone with one request of a resident, and the card.
fn with_card() -> (Phone, Vec<Id>, Id, Id) {
    let (mut phone, helpers) = Phone::founded(&["はな", "けん"]);
    let who = Who::New(Box::new(card("青葉", "0120-000-000")), Some((vec![(Purpose::Help, true)], asked())));
    let request = phone.run(Command::Log(Box::new(RequestDraft::preset(Task::Weeding, 2)), who)).unwrap();
    let card = phone.state.request(request).unwrap().resident.unwrap();
    (phone, helpers, request, card)
}

/// The server said it was this many days after the consent, so many days ago.
fn server(days: i32, ago: i64) -> Contact {
    let said = Some(add_days(tokyo_date(nine()), days));
    Contact::Server { said, heard: Millis(0), now: Millis(0).plus_minutes(ago * DAY) }
}

fn again(days: i32) -> Asked {
    Asked { until: add_days(tokyo_date(nine()), days), ..asked() }
}

#[test]
fn a_card_locks_when_its_consent_ends_by_the_servers_day_and_a_lead_who_asks_again_opens_it() {
    let (mut phone, helpers, _, card) = with_card();
    phone.state.reckon(server(365, 0));
    assert_eq!(phone.state.card_lock(card), CardLock::EndsSoon { days: 0 });
    assert!(phone.state.resident(card).is_some());
    phone.state.reckon(server(366, 0));
    assert_eq!(phone.state.card_lock(card), CardLock::Expired);
    assert!(phone.state.resident(card).is_none() && phone.state.residents().next().is_none());
    // It is locked and not gone, and nothing but asking again touches it.
    assert!(phone.state.record(card).is_some() && phone.state.held_card(card).is_some());
    let log = Command::Log(Box::new(RequestDraft::preset(Task::Weeding, 2)), Who::Card(card));
    assert_eq!(phone.run(log.clone()), Err(Refusal::CardEnded));
    let asks = Command::Consent(card, vec![(Purpose::Help, true)], again(700));
    let mut helper = phone.another(2);
    (helper.me, helper.role) = (helpers[0], Role::Helper);
    assert_eq!(helper.run(asks.clone()), Err(Refusal::CardEnded));
    phone.run(asks).unwrap();
    assert_eq!(phone.state.card_lock(card), CardLock::Open);
    phone.run(log).unwrap();
}

#[test]
fn a_card_ends_a_year_after_the_last_help_or_on_the_day_the_resident_named() {
    let (mut phone, helpers, request, card) = with_card();
    let consented = tokyo_date(nine());
    let ends = |phone: &Phone| phone.state.card_ends(phone.state.held_card(card).unwrap());
    assert_eq!(ends(&phone), add_days(consented, 365));
    phone.state.reckon(server(100, 0));
    phone.later(100 * DAY);
    phone.run(Command::Finish(Box::new(finishing(request, &[LEAD, helpers[0]], Outcome::Done)))).unwrap();
    // 2028 has a 29 February.
    assert_eq!(ends(&phone), add_days(consented, 466));
    phone.state.reckon(server(400, 0));
    assert!(phone.state.resident(card).is_some(), "it stays open a year after the help");
    phone.state.reckon(server(467, 0));
    assert_eq!(phone.state.card_lock(card), CardLock::Expired);
    // Before that help the server's day was another one: a clock that was ahead keeps nothing.
    phone.state.reckon(server(50, 0));
    assert_eq!(ends(&phone), add_days(consented, 365));
    // A day of the resident's own is not moved by help.
    phone.state.reckon(server(100, 0));
    phone.run(Command::Consent(card, vec![(Purpose::Help, true)], again(120))).unwrap();
    assert_eq!(ends(&phone), add_days(consented, 120));
}

#[test]
fn fourteen_days_without_the_server_lock_every_card_and_the_next_answer_opens_them() {
    let (mut phone, _, _, card) = with_card();
    phone.state.reckon(server(10, 13));
    assert_eq!(phone.state.card_lock(card), CardLock::Open);
    phone.state.reckon(server(10, 14));
    assert_eq!(phone.state.card_lock(card), CardLock::NoContact);
    assert!(phone.state.resident(card).is_none());
    // A clock ten years off locks and erases nothing.
    phone.state.reckon(server(10, 3_650));
    assert!(phone.state.record(card).is_some());
    phone.state.reckon(server(24, 0));
    assert!(phone.state.resident(card).is_some());
}

#[test]
fn a_note_without_consent_locks_after_a_year() {
    let (mut phone, _) = Phone::founded(&[]);
    let draft = RequestDraft { memo: true, ..RequestDraft::preset(Task::Other, 2) };
    let who = Who::New(Box::new(card("谷口", "027-000-0002")), None);
    let request = phone.run(Command::Log(Box::new(draft), who)).unwrap();
    let card = phone.state.request(request).unwrap().resident.unwrap();
    let today = tokyo_date(nine());
    phone.state.reckon(Contact::NoServer { today });
    assert!(phone.state.resident(card).is_some());
    phone.state.reckon(Contact::NoServer { today: add_days(today, 366) });
    assert_eq!(phone.state.card_lock(card), CardLock::Expired);
}

#[test]
fn a_helpers_copy_stays_seven_days_after_the_last_job_there() {
    let (mut phone, helpers, request, card) = with_card();
    let reads = |phone: &Phone, who: Id| phone.state.reads_card(card, who, Role::Helper, phone.now);
    assert_eq!(reads(&phone, helpers[0]), Reads::Not);
    phone.run(Command::Assign(request, None, helpers[0], String::new())).unwrap();
    assert_eq!(reads(&phone, helpers[0]), Reads::Now);
    assert_eq!(reads(&phone, helpers[1]), Reads::Not);
    phone.later(90);
    let finish = finishing(request, &[LEAD, helpers[0]], Outcome::Done);
    phone.run(Command::Finish(Box::new(finish))).unwrap();
    let last = add_days(tokyo_date(phone.now), 7);
    assert_eq!(reads(&phone, helpers[0]), Reads::Until(last));
    phone.later(7 * DAY);
    assert_eq!(reads(&phone, helpers[0]), Reads::Until(last));
    phone.later(DAY);
    assert_eq!(reads(&phone, helpers[0]), Reads::Not);
    assert_eq!(phone.state.reads_card(card, LEAD, Role::Lead, phone.now), Reads::Now);
}

#[test]
fn a_clock_that_is_years_ahead_keeps_no_copy_for_years() {
    let (mut phone, helpers, request, _) = with_card();
    let card = phone.state.request(request).unwrap().resident.unwrap();
    phone.later(20_000 * DAY);
    phone.run(Command::Assign(request, None, helpers[0], String::new())).unwrap();
    phone.later(-20_000 * DAY);
    let reads = |phone: &Phone| phone.state.reads_card(card, helpers[0], Role::Helper, phone.now);
    assert_eq!(reads(&phone), Reads::Now);
    phone.later(90);
    let finish = finishing(request, &[LEAD, helpers[0]], Outcome::Done);
    phone.run(Command::Finish(Box::new(finish))).unwrap();
    assert_eq!(reads(&phone), Reads::Until(add_days(tokyo_date(phone.now), 7)));
    phone.later(8 * DAY);
    assert_eq!(reads(&phone), Reads::Not);
}

#[test]
fn what_was_taken_back_is_one_record_without_a_name() {
    let (mut phone, helpers, _, card) = with_card();
    let tick = |back, done| Command::TakeBack(card, back, done);
    assert_eq!(phone.run(tick(Back::Paper, true)), Err(Refusal::TooLate), "the card is there");
    phone.run(Command::Erase(card)).unwrap();
    let mut other = phone.another(2);
    phone.run(tick(Back::Paper, true)).unwrap();
    other.run(tick(Back::Photos, true)).unwrap();
    other.run(tick(Back::Pdf, true)).unwrap();
    other.run(tick(Back::Pdf, false)).unwrap();
    phone.meet(&other);
    assert_eq!(phone.state.taken_back(card), [Back::Paper, Back::Photos]);
    let texts: String = phone.state.records().map(|(_, record)| record.to_text()).collect();
    assert!(!texts.contains("青葉") && !texts.contains("0120"), "{texts}");
    (other.me, other.role) = (helpers[0], Role::Helper);
    assert_eq!(other.run(tick(Back::Files, true)), Err(Refusal::LeadsOnly));
}

#[test]
fn a_card_whose_key_has_left_is_closed_and_the_one_joined_with_it_is_still_read() {
    let (mut phone, _, _, first) = with_card();
    let who = Who::New(Box::new(card("青葉", "0120-000-000")), Some((vec![(Purpose::Help, true)], asked())));
    let request = phone.run(Command::Log(Box::new(RequestDraft::preset(Task::Weeding, 2)), who)).unwrap();
    let second = phone.state.request(request).unwrap().resident.unwrap();
    phone.state.drop_card(first);
    assert!(phone.state.resident(first).is_none() && phone.state.is_closed(first));
    assert!(phone.state.resident(second).is_some());
}
