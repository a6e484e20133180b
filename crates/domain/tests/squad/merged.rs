//! Whatever phones did apart, once they have met they show the same, and nothing derived from it fails.

use crate::phone::{LEAD, Phone};
use proptest::prelude::*;
use tanomo_domain::command::{
    Agreed, Command, Correction, Entrusting, Finishing, GivingBack, Offer, Paying, Reasons, Starting,
};
use tanomo_domain::date::{parse_iso, tokyo_date};
use tanomo_domain::money::RideCosts;
use tanomo_domain::row::Row;
use tanomo_domain::task::Task;
use tanomo_domain::view::{Answer, HowPaid, Outcome};
use tanomo_record::Id;

#[derive(Clone, Debug)]
struct Step {
    phone: usize,
    act: u8,
    pick: usize,
    minutes: i64,
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let step = (0..3_usize, 0..19_u8, 0..8_usize, 0..900_i64);
    let step = step.prop_map(|(phone, act, pick, minutes)| Step { phone, act, pick, minutes });
    prop::collection::vec(step, 1..50)
}

/// Does one thing on a phone, if there is anything to do it to; a refusal is fine.
fn act(phone: &mut Phone, helpers: &[Id], act: u8, pick: usize) {
    let requests: Vec<Id> = phone.state.requests().map(|request| request.id).collect();
    let Some(&request) = requests.get(pick % requests.len().max(1)) else {
        phone.log(Task::Weeding);
        return;
    };
    let member = helpers[pick % helpers.len()];
    let response = phone.state.responses(request).map(|r| r.id).nth(pick % 2);
    let visit = phone.state.visits(request).map(|v| v.id).next();
    let outcome = Outcome::ALL[pick % 3];
    let reasons = Reasons { alone: "r".into(), not_agreed: "r".into(), lead: "r".into(), notice_read: true };
    let finish = |visit| Finishing {
        request,
        occurrence: None,
        visit,
        people: vec![LEAD, member],
        minutes: 30 + 30 * pick as u32,
        outcome,
        materials: 0,
        bags: 0,
        next: "next".into(),
        receipts: vec![],
        near_miss: None,
        near_miss_done: String::new(),
        thanked: false,
        thanks: String::new(),
        costs: RideCosts::default(),
        reasons: reasons.clone(),
    };
    let command = match act {
        0 => {
            phone.log(Task::Cleanup);
            return;
        }
        1 => Command::Offer(Offer {
            request,
            occurrence: None,
            member,
            when: String::new(),
            brings: String::new(),
        }),
        2 => Command::Assign(request, None, member, String::new()),
        3 => {
            let Some(id) = response else { return };
            Command::AnswerOffer(id, Answer::ALL[pick % 2], String::new())
        }
        4 => {
            let Some(id) = response else { return };
            Command::WithdrawOffer(id)
        }
        5 => Command::Agree(Agreed {
            request,
            occurrence: None,
            day: tokyo_date(phone.now),
            time: None,
            told: pick.is_multiple_of(2),
        }),
        6 => Command::Start(Starting {
            request,
            occurrence: None,
            people: vec![LEAD, member],
            reasons: reasons.clone(),
        }),
        7 => Command::Finish(Box::new(finish(None))),
        8 => Command::Finish(Box::new(finish(visit))),
        9 => {
            let Some(id) = visit else { return };
            let correction =
                Correction { minutes: Some(15), outcome: Some(outcome), ..Correction::default() };
            Command::Correct(id, Box::new(correction))
        }
        10 => Command::Withdraw(request, String::new()),
        11 => Command::Refer(request, "市".into(), String::new()),
        12 => {
            let Some(id) = visit else { return };
            if pick.is_multiple_of(2) { Command::Pause(id) } else { Command::Resume(id) }
        }
        13 => {
            let Some(id) = visit else { return };
            Command::FollowUp(id)
        }
        14 => {
            let Some(id) = visit else { return };
            Command::Pay(Paying { visit: id, amount: 500, how: HowPaid::Cash, receipt: false })
        }
        15 => {
            let visits: Vec<Id> = phone.state.visits(request).map(|v| v.id).collect();
            let [one, two, ..] = visits.as_slice() else { return };
            Command::SameAs(*one, *two, [Some(true), Some(false), None][pick % 3])
        }
        16 => Command::Entrust(Box::new(Entrusting {
            request,
            occurrence: None,
            yen: 1_000,
            keys: 1,
            things: String::new(),
            confirmed: true,
        })),
        17 => {
            let Some(id) = phone.state.floats(request).map(|float| float.id).next() else { return };
            Command::GiveBack(id, GivingBack { spent: 400, back: 600, words: String::new(), confirmed: true })
        }
        _ => {
            let Some(&other) = requests.get((pick + 1) % requests.len()) else { return };
            Command::SameAs(request, other, [Some(true), Some(false), None][pick % 3])
        }
    };
    let _ = phone.run(command);
}

fn shown(phone: &Phone) -> Vec<Row> {
    phone.state.rows(LEAD, tokyo_date(phone.now), phone.now)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn phones_that_met_show_the_same_whatever_they_did_apart(steps in steps()) {
        let (first, helpers) = Phone::founded(&["はな", "じろう", "さぶろう"]);
        let mut phones = vec![first.another(1), first.another(2), first.another(3)];
        for Step { phone, act: what, pick, minutes } in steps {
            phones[phone].later(minutes);
            act(&mut phones[phone], &helpers, what, pick);
        }
        let apart = phones.clone();
        for phone in &mut phones {
            phone.now = tanomo_domain::date::tokyo_millis(parse_iso("2026-12-31").unwrap(), 23, 59);
        }
        // In one order and in the other, directly and by way of the third.
        for (to, order) in [(0, [1, 2]), (1, [2, 0]), (2, [1, 0])] {
            for from in order {
                phones[to].meet(&apart[from]);
            }
        }
        let expected = shown(&phones[0]);
        prop_assert_eq!(&shown(&phones[1]), &expected);
        prop_assert_eq!(&shown(&phones[2]), &expected);
        let (from, until) = (parse_iso("2026-04-01").unwrap(), parse_iso("2027-03-31").unwrap());
        let ledger = phones[0].state.ledger(from, until);
        // However many phones recorded a visit, it counts for whoever said that it is one: hours, money and sums agree.
        let mut counted = 0;
        for request in phones[0].state.requests() {
            let totals = phones[0].state.totals(request.id, None);
            counted += totals.person_minutes;
            prop_assert_eq!(phones[1].state.totals(request.id, None), totals);
            prop_assert_eq!(phones[2].state.to_settle(request.id), phones[0].state.to_settle(request.id));
        }
        prop_assert_eq!(counted, ledger.person_minutes);
        prop_assert_eq!(phones[1].state.ledger(from, until), ledger);
        let out = |phone: &Phone| phone.state.still_entrusted().iter().map(|float| float.id).collect::<Vec<_>>();
        prop_assert_eq!(out(&phones[1]), out(&phones[0]));
    }
}
