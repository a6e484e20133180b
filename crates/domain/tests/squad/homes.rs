//! Where a home is: who keeps it, what the map is asked for, and that it goes with the card.

use tanomo_domain::command::{Command, RequestDraft, Who};
use tanomo_domain::position::Position;
use tanomo_domain::refusal::Refusal;
use tanomo_domain::task::Task;
use tanomo_domain::view::{Purpose, Role};
use tanomo_record::Id;

use super::{asked, card};
use crate::phone::Phone;

fn with_card() -> (Phone, Vec<Id>, Id, Id) {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    let who = Who::New(Box::new(card("青葉", "0120-000-000")), Some((vec![(Purpose::Help, true)], asked())));
    let request = phone.run(Command::Log(Box::new(RequestDraft::preset(Task::Weeding, 1)), who)).unwrap();
    let card = phone.state.request(request).unwrap().resident.unwrap();
    (phone, helpers, request, card)
}

fn at(north: f64) -> Position {
    Position::new(north, 136.58456).unwrap()
}

fn known(phone: &Phone, card: Id) -> Option<Position> {
    phone.state.resident(card).and_then(|card| card.position)
}

#[test]
fn a_lead_keeps_it_and_forgets_it() {
    let (mut phone, helpers, request, card) = with_card();
    assert_eq!(known(&phone, card), None);
    let address = phone.state.resident(card).unwrap().on_the_map();
    phone.run(Command::PlaceHome(card, Some(at(34.88123)))).unwrap();
    assert_eq!(known(&phone, card), Some(at(34.88123)));
    assert_eq!(phone.state.resident(card).unwrap().on_the_map().as_deref(), Some("34.88123,136.58456"));

    let mut helper = phone.another(2);
    (helper.me, helper.role) = (helpers[0], Role::Helper);
    phone.run(Command::Assign(request, None, helpers[0], String::new())).unwrap();
    helper.meet(&phone);
    assert_eq!(known(&helper, card), Some(at(34.88123)), "who goes there finds it");
    assert_eq!(helper.run(Command::PlaceHome(card, None)), Err(Refusal::LeadsOnly));

    phone.run(Command::PlaceHome(card, None)).unwrap();
    assert_eq!(known(&phone, card), None);
    assert_eq!(phone.state.resident(card).unwrap().on_the_map(), address);
    helper.meet(&phone);
    let back = Command::PutBack(card, "position".to_owned(), at(34.88123).to_string().into());
    assert_eq!(helper.run(back.clone()), Err(Refusal::LeadsOnly), "nor out of the history");
    phone.run(back).unwrap();
    assert_eq!(known(&phone, card), Some(at(34.88123)));
}

#[test]
fn it_stands_on_the_card_alone_and_goes_with_it() {
    let (mut phone, _, request, card) = with_card();
    phone.run(Command::PlaceHome(card, Some(at(34.88123)))).unwrap();
    let text = phone.state.record(request).unwrap().to_text();
    assert!(!text.contains("34.88"), "an exact position is an address: {text}");
    phone.state.close_cards();
    assert_eq!(known(&phone, card), None);
    assert_eq!(phone.run(Command::PlaceHome(card, None)), Err(Refusal::Closed));
    phone.run(Command::Erase(card)).unwrap();
    assert_eq!(phone.run(Command::PlaceHome(card, Some(at(34.9)))), Err(Refusal::Erased));
}

#[test]
fn two_leads_measure_it_apart_and_both_stand_until_one_picks() {
    let (mut phone, _, _, card) = with_card();
    let mut other = phone.another(2);
    phone.run(Command::PlaceHome(card, Some(at(34.88123)))).unwrap();
    other.run(Command::PlaceHome(card, Some(at(34.88201)))).unwrap();
    phone.meet(&other);
    let values = phone.state.record(card).unwrap().values("position").len();
    assert_eq!(values, 2);
    assert!(known(&phone, card).is_some());
}
