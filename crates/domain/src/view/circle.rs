//! 隊・協議体・市: the people who share one set of records, and the rules they gave themselves.

use tanomo_record::{Id, Record};

use super::read::Read;
use crate::money::FeeRule;
use crate::task::Task;

/// A circle and its rules. Every rule's text is the circle's to edit.
#[derive(Clone, Debug, PartialEq)]
pub struct Circle {
    /// Names the circle and its record.
    pub id: Id,
    /// The name people know it by.
    pub name: String,
    /// Filled into new addresses.
    pub prefecture: String,
    /// Filled into new addresses.
    pub city: String,
    /// The 町 to pick from.
    pub towns: Vec<String>,
    /// The usual places to pass a request on to.
    pub places: Vec<String>,
    /// The number residents may call.
    pub phone: String,
    /// 管理責任者, who answers for the personal data.
    pub responsible: String,
    /// Who may be helped, shown when a request is logged.
    pub eligibility: String,
    /// The words read aloud before a card is made; `None` for the app's own.
    pub consent_words: Option<String>,
    /// The briefing of a 活動日, one line a point; `None` for the app's own.
    pub briefing: Option<String>,
    /// What the resident pays.
    pub fee: FeeRule,
    /// How many go together.
    pub together: u32,
    /// The tasks that need a 下見 first.
    pub scout_first: Vec<Task>,
    /// The insurance plan's name; `None` where the circle has none recorded.
    pub insurance: Option<String>,
    /// Whether that plan covers paid help.
    pub covers_paid: bool,
    /// How many days after the job a helper's phone keeps the card.
    pub card_days: u32,
}

impl Circle {
    /// What the record's kind says.
    pub const KIND: &'static str = "circle";

    /// Reads a circle.
    pub fn read(id: Id, record: &Record) -> Self {
        let fee = record.get("fee").and_then(|value| serde_json::from_value(value.clone()).ok());
        // Before anybody has chosen, the tasks whose table says so.
        let scout_first = if record.flag("scout_first_chosen") {
            record.set("scout_first", Task::from_code)
        } else {
            Task::ALL.iter().copied().filter(|task| task.facts().scout_first).collect()
        };
        Self {
            id,
            name: record.text("name"),
            prefecture: record.text("prefecture"),
            city: record.text("city"),
            towns: record.elements("towns").map(str::to_owned).collect(),
            places: record.elements("places").map(str::to_owned).collect(),
            phone: record.text("phone"),
            responsible: record.text("responsible"),
            eligibility: record.text("eligibility"),
            consent_words: record.words("consent_words"),
            briefing: record.words("briefing"),
            fee: fee.unwrap_or_default(),
            together: record.count("together").filter(|&people| people > 0).unwrap_or(2),
            scout_first,
            insurance: record.words("insurance"),
            covers_paid: record.flag("covers_paid"),
            card_days: record.count("card_days").unwrap_or(7),
        }
    }
}
