//! Many requests that were done, as years of work leave them, for measuring.

use tanomo_record::Id;

use super::{Script, squad};
use crate::command::{Command, Finishing, Reasons, RequestDraft, Who};
use crate::money::RideCosts;
use crate::task::Task;
use crate::view::Outcome;

/// What callers say; each a sentence or two of everyday Japanese.
const WORDS: [&str; 6] = [
    "玄関先の草がのびて歩きにくい。できれば午前中にお願いしたい",
    "可燃ごみの袋が重くて集積所まで運べない",
    "落ち葉を集めてほしい。ほうきと熊手は家にある",
    "電球が切れたが、台に上がるのがこわい",
    "買い物に行きたいが、荷物を持てない。週に一度でよい",
    "物置の前をあけたい。大きな物は動かさなくてよい",
];
const TOWNS: [&str; 4] = ["あおば町", "かわら町", "さくら町", "ひなた町"];
const TASKS: [Task; 5] = [Task::Weeding, Task::Garbage, Task::Cleanup, Task::Repair, Task::Shopping];

/// Adds requests until there are at least so many records: four of five done, with offers, an agreement and
/// a visit each, one of five still open.
pub(super) fn write(script: &mut Script, records: usize) {
    let people: Vec<Id> = script.state.members().map(|member| member.id).collect();
    let mut number = 0_usize;
    while script.order.len() < records && script.refused.is_empty() {
        let days_ago = 8 + i32::try_from(number % 1_400).unwrap_or(0);
        let id = log(script, number, days_ago + 5);
        if number % 5 != 4 {
            let team = [people[number % people.len()], people[(number + 1) % people.len()]];
            squad::through(script, id, days_ago, &team, finishing(id, &team, number));
        }
        number += 1;
    }
}

/// Adds so many requests that nobody has answered; gives them.
pub(super) fn write_waiting(script: &mut Script, requests: usize) -> Vec<Id> {
    (0..requests).map(|number| log(script, number, 1 + i32::try_from(number % 300).unwrap_or(0))).collect()
}

fn log(script: &mut Script, number: usize, days_ago: i32) -> Id {
    let draft = RequestDraft {
        words: format!("{}。{number}番", WORDS[number % WORDS.len()]),
        town: TOWNS[number % TOWNS.len()].to_owned(),
        ..RequestDraft::preset(TASKS[number % TASKS.len()], 2)
    };
    let at = script.at(days_ago, 9, 0);
    script.lead(at, Command::Log(Box::new(draft), Who::Nobody))[0]
}

fn finishing(request: Id, team: &[Id], number: usize) -> Finishing {
    let count = u32::try_from(number).unwrap_or(0);
    Finishing {
        request,
        occurrence: None,
        visit: None,
        people: team.to_vec(),
        minutes: 30 + 15 * (count % 6),
        outcome: Outcome::Done,
        materials: 100 * (count % 4),
        bags: count % 5,
        next: String::new(),
        receipts: vec![],
        near_miss: None,
        near_miss_done: String::new(),
        thanked: false,
        thanks: "ありがとうございました".to_owned(),
        costs: RideCosts::default(),
        // The oldest lie before anybody's insurance began.
        reasons: Reasons { lead: "保険に入る前の記録".to_owned(), ..Reasons::default() },
    }
}
