//! What comes after a visit: money, what was entrusted, an accident.

use tanomo_record::Id;

use crate::date::{Date, Millis};
use crate::task::Task;
use crate::view::HowPaid;

/// What the resident paid.
#[derive(Clone, Debug, PartialEq)]
pub struct Paying {
    /// For which visit.
    pub visit: Id,
    /// In yen.
    pub amount: u32,
    /// How.
    pub how: HowPaid,
    /// A receipt was given.
    pub receipt: bool,
}

/// Money or keys as they are taken.
#[derive(Clone, Debug, PartialEq)]
pub struct Entrusting {
    /// For which request.
    pub request: Id,
    /// Which occurrence.
    pub occurrence: Option<Date>,
    /// Money, in yen.
    pub yen: u32,
    /// How many keys.
    pub keys: u32,
    /// What else.
    pub things: String,
    /// The resident has counted too.
    pub confirmed: bool,
}

/// What comes back of something entrusted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GivingBack {
    /// What the shopping cost, in yen.
    pub spent: u32,
    /// What is given back, in yen.
    pub back: u32,
    /// Why the sum does not come out, where it does not.
    pub words: String,
    /// The resident has counted too, and all keys are back.
    pub confirmed: bool,
}

/// An accident as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct AccidentDraft {
    /// The visit in which it happened.
    pub visit: Option<Id>,
    /// The work.
    pub task: Task,
    /// When it happened.
    pub at: Millis,
    /// 町.
    pub town: String,
    /// Somebody was hurt or something broken.
    pub harm: bool,
    /// What happened.
    pub facts: String,
    /// What was done then.
    pub done: String,
}
