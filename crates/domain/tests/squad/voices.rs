//! 声のメモ: who may keep one, where it shows, and that it needs no leave for photos.

use tanomo_domain::command::{Command, RequestDraft, Who};
use tanomo_domain::date::Millis;
use tanomo_domain::refusal::Refusal;
use tanomo_domain::task::Task;
use tanomo_domain::view::voice::{Form, LONGEST, MOST};
use tanomo_domain::view::{Outcome, Purpose, Role, Sealed, Sort, Voice, sealed};
use tanomo_record::{Id, Value};

use super::{asked, card, finishing};
use crate::phone::{LEAD, Phone};

fn voice(n: u8, by: Id) -> Voice {
    let taken = Millis(crate::phone::nine().0 + i64::from(n));
    let sound = Sealed { hash: [n; 32], key: [n; 32] };
    Voice { visit: None, sort: Sort::Work, taken, by, sound, form: Form::WebM, seconds: 12, size: 40_000 }
}

/// A phone with one request of a resident who said nothing about photos, and the card.
fn with_card() -> (Phone, Vec<Id>, Id, Id) {
    let (mut phone, helpers) = Phone::founded(&["はな", "けん"]);
    let who = Who::New(Box::new(card("青葉", "0120-000-000")), Some((vec![(Purpose::Help, true)], asked())));
    let draft = Box::new(RequestDraft::preset(Task::Weeding, 2));
    let request = phone.run(Command::Log(draft, who)).unwrap();
    let card = phone.state.request(request).unwrap().resident.unwrap();
    (phone, helpers, request, card)
}

fn add(phone: &mut Phone, card: Id, n: u8) -> Result<Id, Refusal> {
    let voice = voice(n, phone.me);
    phone.run(Command::AddVoice(card, Box::new(voice)))
}

fn names(phone: &Phone, card: Id) -> Vec<u8> {
    phone.state.voices(card).iter().map(|(_, voice)| voice.sound.hash[0]).collect()
}

#[test]
fn it_is_listed_on_a_card_that_is_open_and_read_here_and_goes_with_it() {
    let (mut phone, helpers, request, card) = with_card();
    let mut helper = phone.another(2);
    (helper.me, helper.role) = (helpers[0], Role::Helper);
    assert_eq!(add(&mut helper, card, 1), Err(Refusal::CardNotYours));
    phone.run(Command::Assign(request, None, helpers[0], String::new())).unwrap();
    helper.meet(&phone);
    add(&mut helper, card, 2).unwrap();
    add(&mut helper, card, 1).unwrap();
    assert_eq!(names(&helper, card), [1, 2], "those spoken first stand first");
    helper.state.close_cards();
    assert_eq!(add(&mut helper, card, 3), Err(Refusal::Closed));
    assert!(names(&helper, card).is_empty());
    phone.run(Command::Erase(card)).unwrap();
    assert_eq!(add(&mut phone, card, 4), Err(Refusal::Erased));
}

#[test]
fn it_has_an_end_and_a_card_has_room_for_so_many() {
    let (mut phone, _, _, card) = with_card();
    let long = Voice { seconds: LONGEST + 1, ..voice(1, LEAD) };
    let refused = phone.run(Command::AddVoice(card, Box::new(long)));
    assert_eq!(refused, Err(Refusal::VoiceTooLong { most: LONGEST }));
    for n in 0..u8::try_from(MOST).unwrap() {
        add(&mut phone, card, n).unwrap();
    }
    assert_eq!(add(&mut phone, card, 99), Err(Refusal::VoicesFull { most: MOST }));
    phone.run(Command::RemoveVoice(card, [0; 32])).unwrap();
    add(&mut phone, card, 99).unwrap();
}

#[test]
fn all_that_a_card_lists_fits_into_one_revision() {
    let (mut phone, _, _, card) = with_card();
    phone.run(Command::Consent(card, vec![(Purpose::Photos, true)], asked())).unwrap();
    for n in 0..u8::try_from(MOST).unwrap() {
        add(&mut phone, card, n).unwrap();
    }
    let mut photos = 0;
    while crate::photos::add(&mut phone, card, 100 + photos).is_ok() {
        photos += 1;
    }
    // 64 is the most that `tanomo_wire` reads; four are left for what two phones add at once.
    assert_eq!(sealed::shown(phone.state.record(card).unwrap()).len(), 60);
}

#[test]
fn whoever_spoke_or_a_lead_takes_it_off_and_it_is_not_put_back() {
    let (mut phone, helpers, request, card) = with_card();
    for helper in &helpers {
        phone.run(Command::Assign(request, None, *helper, String::new())).unwrap();
    }
    let [mut first, mut second] = [2, 3].map(|n| phone.another(n));
    (first.me, first.role, second.me, second.role) = (helpers[0], Role::Helper, helpers[1], Role::Helper);
    add(&mut first, card, 1).unwrap();
    add(&mut first, card, 2).unwrap();
    second.meet(&first);
    let remove = |n: u8| Command::RemoveVoice(card, [n; 32]);
    assert_eq!(second.run(remove(1)), Err(Refusal::NotYours));
    first.run(remove(1)).unwrap();
    assert_eq!(first.run(remove(1)), Err(Refusal::TooLate));
    phone.meet(&second);
    phone.run(remove(2)).unwrap();
    let back = Command::PutBack(card, voice(2, helpers[0]).field(), Value::Bool(true));
    assert_eq!(phone.run(back), Err(Refusal::TooLate));
    phone.meet(&first);
    assert!(names(&phone, card).is_empty());
    let mut gone = sealed::gone(phone.state.record(card).unwrap());
    gone.sort_unstable();
    assert_eq!(gone, [[1; 32], [2; 32]]);
}

#[test]
fn a_visit_shows_its_own_and_those_of_its_day_that_name_none() {
    let (mut phone, helpers, request, card) = with_card();
    add(&mut phone, card, 1).unwrap();
    let finish = finishing(request, &[LEAD, helpers[0]], Outcome::Done);
    let visit = phone.run(Command::Finish(Box::new(finish))).unwrap();
    let named = |n, visit, sort| Box::new(Voice { visit, sort, ..voice(n, LEAD) });
    phone.run(Command::AddVoice(card, named(2, Some(visit), Sort::Work))).unwrap();
    phone.run(Command::AddVoice(card, named(3, Some(request), Sort::Work))).unwrap();
    phone.run(Command::AddVoice(card, named(4, None, Sort::Scout))).unwrap();
    let shown = phone.state.voices_of_visit(visit);
    assert_eq!(shown.iter().map(|(_, voice)| voice.sound.hash[0]).collect::<Vec<_>>(), [1, 2]);
}
