//! 困りごと: what is wished. It points to a card and never holds a name.

use tanomo_record::{Id, Record};

use super::read::{Read, vocabulary};
use crate::date::{Date, Millis};
use crate::recurrence::Recurrence;
use crate::task::{Hazard, Task, Tool};

vocabulary! {
    /// How a request reached the circle.
    CameBy {
        /// By telephone.
        Telephone = "telephone",
        /// On a numbered paper form.
        Paper = "paper",
        /// Face to face, at a gathering place or on the way.
        InPerson = "in-person",
        /// Out of a survey.
        Survey = "survey",
        /// Out of the mutual-help game.
        Game = "game",
    }
}

vocabulary! {
    /// What a team finds on site.
    SiteNote {
        /// 駐車: there is room for a car.
        Parking = "parking",
        /// トイレ: the toilet may be used.
        Toilet = "toilet",
        /// 水道: there is water.
        Water = "water",
        /// 犬: there is a dog.
        Dog = "dog",
        /// ごみ置き場: the collection point is close.
        WastePoint = "waste-point",
    }
}

/// What is wished.
#[derive(Clone, Debug, PartialEq)]
pub struct Request {
    /// Names the request.
    pub id: Id,
    /// The work.
    pub task: Task,
    /// In the caller's words, without what belongs on the card.
    pub words: String,
    /// 町.
    pub town: String,
    /// The day that is wished, or the first of several.
    pub wished_from: Option<Date>,
    /// The last day that would do.
    pub wished_until: Option<Date>,
    /// How many helpers are needed.
    pub needed: u32,
    /// What to bring.
    pub tools: Vec<Tool>,
    /// What to look out for.
    pub hazards: Vec<Hazard>,
    /// What is on site.
    pub site: Vec<SiteNote>,
    /// It cannot wait.
    pub urgent: bool,
    /// How it came in.
    pub came_by: CameBy,
    /// The number of the paper form, as printed.
    pub form_number: Option<String>,
    /// The card it points to.
    pub resident: Option<Id>,
    /// Only noted; the rest is asked later.
    pub memo: bool,
    /// When it repeats.
    pub repeats: Option<Recurrence>,
    /// Why it was withdrawn, if it was; the reason may be empty.
    pub withdrawn: Option<String>,
    /// The request whose visit left this over.
    pub follows: Option<Id>,
    /// When it was logged.
    pub logged_at: Millis,
    /// Who logged it.
    pub logged_by: Option<Id>,
}

impl Request {
    /// What the record's kind says.
    pub const KIND: &'static str = "request";

    /// Reads a request.
    pub fn read(id: Id, record: &Record) -> Self {
        Self {
            id,
            task: record.word("task", Task::from_code).unwrap_or(Task::Other),
            words: record.text("words"),
            town: record.text("town"),
            wished_from: record.date("wished_from"),
            wished_until: record.date("wished_until"),
            needed: record.count("needed").filter(|&people| people > 0).unwrap_or(2),
            tools: record.set("tools", Tool::from_code),
            hazards: record.set("hazards", Hazard::from_code),
            site: record.set("site", SiteNote::from_code),
            urgent: record.flag("urgent"),
            came_by: record.word("came_by", CameBy::from_code).unwrap_or(CameBy::Telephone),
            form_number: record.words("form_number"),
            resident: record.id("resident"),
            memo: record.flag("memo"),
            repeats: record.word("repeats", Recurrence::parse),
            withdrawn: record.get("withdrawn").and_then(|value| value.as_str()).map(str::to_owned),
            follows: record.id("follows"),
            logged_at: record.millis("logged_at").unwrap_or(Millis(0)),
            logged_by: record.values("logged_at").first().map(|written| written.by),
        }
    }
}
