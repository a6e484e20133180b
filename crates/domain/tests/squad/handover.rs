//! 渡す: what somebody needs for the jobs they were accepted for, and 紙で渡した.

use std::collections::BTreeSet;

use tanomo_domain::command::{Command, RequestDraft, Who};
use tanomo_domain::handover::{Jobs, jobs};
use tanomo_domain::refusal::Refusal;
use tanomo_domain::task::Task;
use tanomo_domain::view::{Outcome, Role};
use tanomo_record::Id;

use super::{agreed, asked, card, finishing};
use crate::phone::Phone;

fn logged(phone: &mut Phone, name: &str, number: &str) -> (Id, Id) {
    let answers = vec![(tanomo_domain::view::Purpose::Help, true)];
    let who = Who::New(Box::new(card(name, number)), Some((answers, asked())));
    let request = phone.run(Command::Log(Box::new(RequestDraft::preset(Task::Garbage, 2)), who)).unwrap();
    (request, phone.state.request(request).unwrap().resident.unwrap())
}

#[test]
fn somebody_gets_the_jobs_they_were_accepted_for_with_all_that_belongs_to_them() {
    let (mut phone, helpers) = Phone::founded(&["はな", "けん"]);
    let (mine, card) = logged(&mut phone, "青葉", "0120-000-000");
    let (other, others_card) = logged(&mut phone, "若葉", "0120-000-001");
    for (request, who) in [(mine, helpers[0]), (mine, helpers[1]), (other, helpers[1])] {
        phone.run(Command::Assign(request, None, who, String::new())).unwrap();
    }
    phone.run(Command::Agree(agreed(mine, true))).unwrap();
    let found = jobs(&phone.state, helpers[0], phone.now);
    assert_eq!((&found.requests, &found.cards), (&vec![mine], &BTreeSet::from([card])));
    for id in phone.state.belonging(mine).into_iter().chain([card, helpers[0], helpers[1]]) {
        assert!(found.records.contains(&id), "{id} belongs to the job");
    }
    assert!(found.records.contains(&phone.state.circle().unwrap().id));
    assert!(!found.records.contains(&other) && !found.records.contains(&others_card));
    let both = jobs(&phone.state, helpers[1], phone.now);
    assert_eq!(both.cards, BTreeSet::from([card, others_card]));
    // Done, it gives nobody an address any more.
    phone.run(Command::Finish(Box::new(finishing(mine, &helpers, Outcome::Done)))).unwrap();
    assert_eq!(jobs(&phone.state, helpers[0], phone.now), Jobs::default());
}

#[test]
fn an_offer_that_nobody_took_up_is_no_job_and_two_cards_of_one_person_both_go() {
    let (mut phone, helpers) = Phone::founded(&["はな"]);
    let (request, card) = logged(&mut phone, "青葉", "0120-000-000");
    let (again, same) = logged(&mut phone, "青葉", "0120-000-000");
    phone.run(Command::Offer(super::offer(request, helpers[0]))).unwrap();
    assert_eq!(jobs(&phone.state, helpers[0], phone.now), Jobs::default());
    phone.run(Command::Assign(again, None, helpers[0], String::new())).unwrap();
    phone.run(Command::SameAs(card, same, Some(true))).unwrap();
    let answer = phone.state.answer(card, same).unwrap().id;
    let found = jobs(&phone.state, helpers[0], phone.now);
    assert_eq!(found.cards, BTreeSet::from([card, same]));
    assert!(found.records.contains(&answer), "and that they are the same");
}

#[test]
fn a_job_on_paper_counts_once_and_a_lead_alone_ticks_it() {
    let (mut phone, helpers) = Phone::founded(&["はな", "けん"]);
    let (request, _) = logged(&mut phone, "青葉", "0120-000-000");
    let response = phone.run(Command::Assign(request, None, helpers[0], String::new())).unwrap();
    assert!(!phone.state.response(response).unwrap().on_paper);
    let mut another = phone.another(2);
    for phone in [&mut phone, &mut another] {
        phone.run(Command::OnPaper(vec![response], true)).unwrap();
    }
    phone.meet(&another);
    assert!(phone.state.response(response).unwrap().on_paper);
    assert!(phone.state.unsettled(response).is_empty(), "ticked on two phones it is one tick");
    let found = jobs(&phone.state, helpers[0], phone.now);
    assert_eq!(found.responses, [response]);
    // What the paper brings back is entered on two phones, and is one visit.
    for phone in [&mut phone, &mut another] {
        phone.run(Command::Finish(Box::new(finishing(request, &helpers, Outcome::Done)))).unwrap();
    }
    phone.meet(&another);
    phone.role = Role::Helper;
    assert_eq!(phone.run(Command::OnPaper(vec![response], false)), Err(Refusal::LeadsOnly));
    phone.role = Role::Lead;
    phone.run(Command::OnPaper(vec![response], false)).unwrap();
    assert!(!phone.state.response(response).unwrap().on_paper);
    phone.run(Command::WithdrawOffer(response)).unwrap();
    assert_eq!(phone.run(Command::OnPaper(vec![response], true)), Err(Refusal::TooLate));
}
