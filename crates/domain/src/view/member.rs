//! なかま: one person in a circle, with or without a phone.

use tanomo_record::{Id, Record};

use super::read::{Read, vocabulary};
use crate::date::Date;
use crate::task::{Task, Tool};

vocabulary! {
    /// What somebody may do in a circle.
    Role {
        /// 隊員.
        Helper = "helper",
        /// 世話役.
        Lead = "lead",
        /// コーディネーター.
        Coordinator = "coordinator",
    }
}

vocabulary! {
    /// What somebody wishes to be told of while the app is closed.
    Notice {
        /// The evening before their work, and before it begins.
        Day = "day",
        /// あと1人必要.
        OneMore = "one_more",
        /// わたしへの返事.
        Answer = "answer",
    }
}

/// One person in a circle.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Names the person.
    pub id: Id,
    /// 氏名.
    pub name: String,
    /// ふりがな, in hiragana.
    pub reading: String,
    /// What they may do.
    pub role: Role,
    /// The number to call them, as typed.
    pub phone: String,
    /// Whether they carry the app; a neighbour who only helps may not.
    pub has_phone: bool,
    /// What they can do.
    pub can: Vec<Task>,
    /// What they would like done.
    pub want: Vec<Task>,
    /// The tools they bring.
    pub tools: Vec<Tool>,
    /// The tools they were trained for.
    pub trained: Vec<Tool>,
    /// When they have time, in their words.
    pub availability: String,
    /// The first and the last day of their insurance.
    pub insured: Option<(Date, Date)>,
    /// The last day of their driving licence.
    pub licence_until: Option<Date>,
    /// The last day of the car's insurance.
    pub car_insured_until: Option<Date>,
    /// Under 18.
    pub minor: bool,
    /// A guardian has agreed.
    pub guardian_agreed: bool,
    /// What they wish to be told of; their own choice.
    pub notices: Vec<Notice>,
    /// From which hour to which nothing is to wake them.
    pub quiet: Option<(u8, u8)>,
    /// They came by on this day and were written into its roster; not a member of the circle beyond it.
    pub walk_in: Option<Id>,
    /// They have left the circle; what they did stays.
    pub left: bool,
}

impl Member {
    /// What the record's kind says.
    pub const KIND: &'static str = "member";

    /// Reads a member.
    pub fn read(id: Id, record: &Record) -> Self {
        Self {
            id,
            name: record.text("name"),
            reading: record.text("reading"),
            role: record.word("role", Role::from_code).unwrap_or(Role::Helper),
            phone: record.text("phone"),
            has_phone: record.flag("has_phone"),
            can: record.set("can", Task::from_code),
            want: record.set("want", Task::from_code),
            tools: record.set("tools", Tool::from_code),
            trained: record.set("trained", Tool::from_code),
            availability: record.text("availability"),
            insured: record.date("insured_from").zip(record.date("insured_until")),
            licence_until: record.date("licence_until"),
            car_insured_until: record.date("car_insured_until"),
            minor: record.flag("minor"),
            guardian_agreed: record.flag("guardian_agreed"),
            notices: record.set("notices", Notice::from_code),
            quiet: hour(record, "quiet_from").zip(hour(record, "quiet_until")),
            walk_in: record.id("walk_in"),
            left: record.flag("left"),
        }
    }

    /// A member now: they have not left, and are not here for a day alone.
    pub fn is_current(&self) -> bool {
        !self.left && self.walk_in.is_none()
    }
}

fn hour(record: &Record, field: &str) -> Option<u8> {
    record.count(field).and_then(|hour| u8::try_from(hour).ok()).filter(|hour| *hour < 24)
}
