//! A request and who asks, as entered.

use tanomo_record::Id;

use crate::address::Address;
use crate::date::Date;
use crate::recurrence::Recurrence;
use crate::task::{Hazard, Task, Tool};
use crate::view::{CameBy, Given, Need, Purpose, SiteNote};

/// A request as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct RequestDraft {
    /// The work.
    pub task: Task,
    /// In the caller's words.
    pub words: String,
    /// 町.
    pub town: String,
    /// The first wished day.
    pub wished_from: Option<Date>,
    /// The last.
    pub wished_until: Option<Date>,
    /// How many helpers.
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
    /// The number of the paper form, or empty.
    pub form_number: String,
    /// When it repeats.
    pub repeats: Option<Recurrence>,
    /// Only noted.
    pub memo: bool,
    /// The request whose visit left this over.
    pub follows: Option<Id>,
}

impl RequestDraft {
    /// A draft with the task's usual tools, hazards and, unless the circle says otherwise, two helpers.
    pub fn preset(task: Task, together: u32) -> Self {
        let facts = task.facts();
        Self {
            task,
            words: String::new(),
            town: String::new(),
            wished_from: None,
            wished_until: None,
            needed: together.max(1),
            tools: facts.tools.to_vec(),
            hazards: facts.hazards.to_vec(),
            site: Vec::new(),
            urgent: false,
            came_by: CameBy::Telephone,
            form_number: String::new(),
            repeats: None,
            memo: false,
            follows: None,
        }
    }
}

/// Who asks.
#[derive(Clone, Debug, PartialEq)]
pub enum Who {
    /// Somebody whose card there is.
    Card(Id),
    /// Somebody new; `None` where only a name and a number were noted and consent is asked later.
    New(Box<CardDraft>, Option<(Vec<(Purpose, bool)>, Asked)>),
    /// Nobody named: out of a survey, or a place.
    Nobody,
}

/// A card as entered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CardDraft {
    /// 氏名.
    pub name: String,
    /// ふりがな; katakana becomes hiragana.
    pub reading: String,
    /// As typed.
    pub phone: String,
    /// Where they live.
    pub address: Address,
    /// The emergency contact's name.
    pub emergency_name: String,
    /// The emergency contact's number.
    pub emergency_phone: String,
    /// What makes a visit easier.
    pub needs: Vec<Need>,
    /// Whatever only the card may say.
    pub notes: String,
    /// 対象を確認した.
    pub eligible: Option<bool>,
}

/// How consent was asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Asked {
    /// The version of the words.
    pub words_version: u32,
    /// Who answered.
    pub given: Given,
    /// How they are related, where it was not the resident.
    pub relation: String,
    /// Signed, or by word of mouth.
    pub signed: bool,
    /// The last day it holds.
    pub until: Date,
    /// The number of the slip left behind, or empty.
    pub slip: String,
}
