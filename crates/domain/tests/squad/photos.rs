//! 写真 of a home: who may list one, what a no does to them, and what phones that were apart show afterwards.

use proptest::prelude::*;
use tanomo_domain::command::{Command, RequestDraft, Who};
use tanomo_domain::date::Millis;
use tanomo_domain::refusal::Refusal;
use tanomo_domain::task::Task;
use tanomo_domain::view::photo::MOST;
use tanomo_domain::view::{Photo, PhotoSort, Purpose, Role, Sealed};
use tanomo_record::{Id, ReplicaId, Stamp, Value, Writer};

use super::{asked, card, finishing};
use crate::phone::{LEAD, Phone};

fn photo(n: u8, by: Id) -> Photo {
    let sealed = |n| Sealed { hash: [n; 32], key: [n; 32] };
    let (preview, full) = (sealed(n), sealed(255 - n));
    let taken = Millis(crate::phone::nine().0 + i64::from(n));
    Photo { visit: None, sort: PhotoSort::Before, taken, by, preview, full, size: 1_000 }
}

/// A phone with one request of a resident who said this about photos, and the card.
fn with_card(photos: Option<bool>) -> (Phone, Vec<Id>, Id, Id) {
    let (mut phone, helpers) = Phone::founded(&["はな", "けん"]);
    let answers = [Some((Purpose::Help, true)), photos.map(|yes| (Purpose::Photos, yes))];
    let answers = answers.into_iter().flatten().collect();
    let who = Who::New(Box::new(card("青葉", "0120-000-000")), Some((answers, asked())));
    let draft = Box::new(RequestDraft::preset(Task::Weeding, 2));
    let request = phone.run(Command::Log(draft, who)).unwrap();
    let card = phone.state.request(request).unwrap().resident.unwrap();
    (phone, helpers, request, card)
}

pub(super) fn add(phone: &mut Phone, card: Id, n: u8) -> Result<Id, Refusal> {
    let photo = photo(n, phone.me);
    phone.run(Command::AddPhoto(card, Box::new(photo)))
}

fn names(phone: &Phone, card: Id) -> Vec<u8> {
    phone.state.photos(card).iter().map(|(_, photo)| photo.preview.hash[0]).collect()
}

fn answer(phone: &mut Phone, card: Id, agreed: bool) {
    phone.run(Command::Consent(card, vec![(Purpose::Photos, agreed)], asked())).unwrap();
}

#[test]
fn a_photo_is_listed_only_where_the_resident_agreed() {
    let (mut phone, _, _, card) = with_card(Some(true));
    add(&mut phone, card, 2).unwrap();
    add(&mut phone, card, 1).unwrap();
    assert_eq!(names(&phone, card), [1, 2], "those taken first stand first");
    phone.later(366 * 24 * 60);
    assert_eq!(add(&mut phone, card, 3), Err(Refusal::PhotosNotAgreed), "a consent ends");
    for answer in [None, Some(false)] {
        let (mut phone, _, _, card) = with_card(answer);
        assert_eq!(add(&mut phone, card, 1), Err(Refusal::PhotosNotAgreed));
    }
}

#[test]
fn a_photo_is_listed_only_on_a_card_that_is_open_and_read_here() {
    let (mut phone, helpers, request, card) = with_card(Some(true));
    let mut helper = phone.another(2);
    (helper.me, helper.role) = (helpers[0], Role::Helper);
    assert_eq!(add(&mut helper, card, 1), Err(Refusal::CardNotYours));
    phone.run(Command::Assign(request, None, helpers[0], String::new())).unwrap();
    helper.meet(&phone);
    add(&mut helper, card, 1).unwrap();
    helper.state.close_cards();
    assert_eq!(add(&mut helper, card, 2), Err(Refusal::Closed));
    assert!(names(&helper, card).is_empty());
    phone.run(Command::Erase(card)).unwrap();
    assert_eq!(add(&mut phone, card, 3), Err(Refusal::Erased));
}

#[test]
fn a_card_lists_so_many_photos_and_no_more() {
    let (mut phone, _, _, card) = with_card(Some(true));
    for n in 0..u8::try_from(MOST).unwrap() {
        add(&mut phone, card, n).unwrap();
    }
    assert_eq!(add(&mut phone, card, 99), Err(Refusal::PhotosFull { most: MOST }));
    phone.run(Command::RemovePhoto(card, [255; 32])).unwrap();
    add(&mut phone, card, 99).unwrap();
}

#[test]
fn whoever_took_a_photo_or_a_lead_takes_it_off_and_it_is_not_put_back() {
    let (mut phone, helpers, request, card) = with_card(Some(true));
    for helper in &helpers {
        phone.run(Command::Assign(request, None, *helper, String::new())).unwrap();
    }
    let [mut first, mut second] = [2, 3].map(|n| phone.another(n));
    (first.me, first.role, second.me, second.role) = (helpers[0], Role::Helper, helpers[1], Role::Helper);
    add(&mut first, card, 1).unwrap();
    add(&mut first, card, 2).unwrap();
    second.meet(&first);
    let remove = |n: u8| Command::RemovePhoto(card, [255 - n; 32]);
    assert_eq!(second.run(remove(1)), Err(Refusal::NotYours));
    first.run(remove(1)).unwrap();
    assert_eq!(first.run(remove(1)), Err(Refusal::TooLate));
    phone.meet(&second);
    phone.run(remove(2)).unwrap();
    let back = Command::PutBack(card, photo(2, helpers[0]).field(), Value::Bool(true));
    assert_eq!(phone.run(back), Err(Refusal::TooLate));
    phone.meet(&first);
    assert!(names(&phone, card).is_empty());
}

#[test]
fn a_no_takes_every_photo_off_also_those_of_a_newer_program() {
    let (mut phone, _, _, card) = with_card(Some(true));
    add(&mut phone, card, 1).unwrap();
    let mut record = phone.state.record(card).unwrap().clone();
    let writer = Writer { replica: ReplicaId::new([7; 8]), by: LEAD, stamp: Stamp::default() };
    let seen = record.seen().clone();
    record.write(writer, &seen, [("photos/2.something", Value::Bool(true))]);
    phone.state.put(card, record);
    assert_eq!(names(&phone, card), [1], "what is not understood is not shown");
    answer(&mut phone, card, true);
    assert_eq!(phone.state.record(card).unwrap().elements("photos").count(), 2, "and carried");
    answer(&mut phone, card, false);
    assert_eq!(phone.state.record(card).unwrap().elements("photos").count(), 0);
    assert!(names(&phone, card).is_empty());
    let gone = tanomo_domain::view::photo::taken_off(phone.state.record(card).unwrap());
    assert_eq!(gone.iter().map(|photo| photo.preview.hash[0]).collect::<Vec<_>>(), [1]);
}

#[test]
fn what_a_phone_listed_before_it_heard_of_the_no_is_never_shown() {
    let (mut phone, _, _, card) = with_card(Some(true));
    let mut other = phone.another(2);
    answer(&mut phone, card, false);
    add(&mut other, card, 1).unwrap();
    phone.meet(&other);
    other.meet(&phone);
    assert!(names(&phone, card).is_empty() && names(&other, card).is_empty());
    answer(&mut phone, card, true);
    assert!(names(&phone, card).is_empty(), "nor after a later yes");
    add(&mut phone, card, 2).unwrap();
    assert_eq!(names(&phone, card), [2]);
}

#[test]
fn a_visit_shows_its_own_photos_and_those_of_its_day_that_name_none() {
    let (mut phone, helpers, request, card) = with_card(Some(true));
    add(&mut phone, card, 1).unwrap();
    let finish = finishing(request, &[LEAD, helpers[0]], tanomo_domain::view::Outcome::Done);
    let visit = phone.run(Command::Finish(Box::new(finish))).unwrap();
    let named = |n, visit, sort| Box::new(Photo { visit, sort, ..photo(n, LEAD) });
    phone.run(Command::AddPhoto(card, named(2, Some(visit), PhotoSort::After))).unwrap();
    phone.run(Command::AddPhoto(card, named(3, Some(request), PhotoSort::After))).unwrap();
    phone.run(Command::AddPhoto(card, named(4, None, PhotoSort::Scout))).unwrap();
    assert_eq!(phone.state.card_of_visit(visit), Some(card));
    let shown = phone.state.photos_of_visit(visit);
    assert_eq!(shown.iter().map(|(_, photo)| photo.preview.hash[0]).collect::<Vec<_>>(), [1, 2]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Each photo is an element of its own, so both lists stand, and one that was taken off stays off.
    #[test]
    fn phones_that_met_list_the_same_photos(
        before in 0..6_u8,
        steps in prop::collection::vec((0..2_usize, any::<bool>(), 0..12_u8), 0..24),
    ) {
        let (mut phone, _, _, card) = with_card(Some(true));
        for n in 0..before {
            add(&mut phone, card, n).unwrap();
        }
        let mut phones = [phone.another(2), phone.another(3)];
        let mut off = Vec::new();
        for (at, take, n) in steps {
            if take {
                // What one phone takes no other does.
                let _ = add(&mut phones[at], card, 20 + n * 2 + u8::try_from(at).unwrap());
            } else if phones[at].run(Command::RemovePhoto(card, [255 - n; 32])).is_ok() {
                off.push(n);
            }
        }
        let [mut first, mut second] = phones.clone();
        first.meet(&second);
        second.meet(&phones[0]);
        let shown = names(&first, card);
        prop_assert_eq!(&names(&second, card), &shown);
        let mut each: Vec<u8> = phones.iter().flat_map(|phone| names(phone, card)).collect();
        each.retain(|n| !off.contains(n));
        each.sort_unstable();
        each.dedup();
        prop_assert_eq!(shown, each);
    }
}
