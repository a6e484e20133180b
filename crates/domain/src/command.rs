//! Everything a person can do in the app, as a value. Each write goes through here, so that history,
//! undo, hand-over and tests come for free.

pub mod day;

use tanomo_record::{Id, Value};

use self::day::DayCommand;
use crate::address::Address;
use crate::date::{ClockTime, Date, Millis};
use crate::money::{FeeRule, RideCosts};
use crate::recurrence::Recurrence;
use crate::task::{Hazard, Task, Tool};
use crate::view::{
    Alarm, Answer, Back, CameBy, Drawing, Given, HowPaid, NearMiss, Need, Notice, Outcome, Photo, Purpose,
    Role, SiteNote, Verdict, Voice,
};

/// Who acts, when, and fresh random ids for what the command makes.
#[derive(Clone, Debug)]
pub struct Context {
    /// The time by the phone's clock.
    pub now: Millis,
    /// The member who acts.
    pub me: Id,
    /// What they may do.
    pub role: Role,
    /// Random ids nobody has used, in the order the command takes them.
    pub ids: [Id; 4],
}

/// One thing a person does.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Makes the circle and its first lead.
    FoundCircle(Founding),
    /// Changes the circle's name and rules.
    SaveCircle(Box<Rules>),
    /// Adds a member, or changes one.
    SaveMember(Option<Id>, Box<MemberDraft>),
    /// A member leaves; what they did stays.
    MemberLeft(Id),
    /// What I wish to be told of while the app is closed, and my quiet hours, from and until.
    Notices(Vec<Notice>, Option<(u8, u8)>),
    /// Logs a request, and with it a new card or a pointer to one.
    Log(Box<RequestDraft>, Who),
    /// Changes a request.
    EditRequest(Id, Box<RequestDraft>),
    /// Takes a request back, with a reason that may be empty.
    Withdraw(Id, String),
    /// Opens a withdrawn request again.
    Reopen(Id),
    /// Changes a resident's card.
    EditCard(Id, Box<CardDraft>),
    /// Says yes or no to purposes, renews or takes back; taking back ①手伝い is [`Command::Erase`].
    Consent(Id, Vec<(Purpose, bool)>, Asked),
    /// Ends the consent to help: the card is gone for good, here and wherever this arrives.
    Erase(Id),
    /// 回収: ticks what was taken back after a card was erased.
    TakeBack(Id, Back, bool),
    /// 手伝えます, for oneself or, by a lead, for somebody without a phone.
    Offer(Offer),
    /// A lead takes an offer up or declines it; in words why without a 下見, where one is wanted first.
    AnswerOffer(Id, Answer, String),
    /// 行けなくなりました.
    WithdrawOffer(Id),
    /// 紙で渡した, or not, for these accepted responses.
    OnPaper(Vec<Id>, bool),
    /// A lead puts somebody on the team at once; in words why without a 下見, where one is wanted first.
    Assign(Id, Option<Date>, Id, String),
    /// The day and time with the resident; `told` if they have been told.
    Agree(Agreed),
    /// Somebody told the resident about an agreement.
    Told(Id),
    /// An agreement no longer stands.
    EndAgreement(Id),
    /// What a look at the site found.
    Scout(Box<Scouting>),
    /// 開始.
    Start(Starting),
    /// 終わりました, or 完了を記録 at once.
    Finish(Box<Finishing>),
    /// 休憩: work of a visit that runs stops for a while.
    Pause(Id),
    /// 再開.
    Resume(Id),
    /// Makes a request of what is next after a visit.
    FollowUp(Id),
    /// The resident's ありがとう to a visit, drawn with a finger; `None` takes it off their card.
    Sign(Id, Option<Drawing>),
    /// 預かり: takes money or keys.
    Entrust(Box<Entrusting>),
    /// Gives back what was entrusted.
    GiveBack(Id, GivingBack),
    /// Opens the 緊急 page of a job, and says why.
    Alarm(Id, Option<Date>, Alarm),
    /// 事故連絡票: writes one, or changes one.
    Accident(Option<Id>, Box<AccidentDraft>),
    /// A lead closes the claim of an accident, or opens it again.
    CloseAccident(Id, bool),
    /// A lead erases an accident that is over.
    EraseAccident(Id),
    /// Puts a visit right afterwards; `None` leaves a field as it is.
    Correct(Id, Box<Correction>),
    /// What the resident paid.
    Pay(Paying),
    /// Public help or another group takes the request.
    Refer(Id, String, String),
    /// A referral no longer stands.
    EndReferral(Id),
    /// Lists a photo on a resident's card. Its sealed pictures are kept before.
    AddPhoto(Id, Box<Photo>),
    /// Takes a photo off a card, by the name of its large picture.
    RemovePhoto(Id, [u8; 32]),
    /// Lists a voice note on a resident's card. Its sealed sound is kept before.
    AddVoice(Id, Box<Voice>),
    /// Takes a voice note off a card, by the name of its sound.
    RemoveVoice(Id, [u8; 32]),
    /// What somebody does about a 活動日.
    Day(DayCommand),
    /// Says whether two records are the same thing; `None` takes the answer back.
    SameAs(Id, Id, Option<bool>),
    /// Picks one of several standing values of a field.
    Pick(Id, String, Value),
    /// Puts a value of the past back.
    PutBack(Id, String, Value),
}

/// A circle's beginning.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Founding {
    /// The circle's name.
    pub circle: String,
    /// The founder's name.
    pub name: String,
    /// The founder's reading.
    pub reading: String,
    /// The circle's 町, filled in where known.
    pub towns: Vec<String>,
}

/// What a lead can change of a circle.
#[derive(Clone, Debug, PartialEq)]
pub struct Rules {
    /// The circle's name.
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
    /// 管理責任者.
    pub responsible: String,
    /// Who may be helped.
    pub eligibility: String,
    /// The words read aloud; empty for the app's own.
    pub consent_words: String,
    /// What the resident pays.
    pub fee: FeeRule,
    /// How many go together.
    pub together: u32,
    /// The tasks that need a 下見.
    pub scout_first: Vec<Task>,
    /// The insurance plan's name, or empty.
    pub insurance: String,
    /// Whether it covers paid help.
    pub covers_paid: bool,
}

/// A member as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct MemberDraft {
    /// 氏名.
    pub name: String,
    /// ふりがな; katakana becomes hiragana.
    pub reading: String,
    /// What they may do; only a lead changes it.
    pub role: Role,
    /// Their number, or empty.
    pub phone: String,
    /// Whether they carry the app.
    pub has_phone: bool,
    /// What they can do.
    pub can: Vec<Task>,
    /// What they would like done.
    pub want: Vec<Task>,
    /// The tools they bring.
    pub tools: Vec<Tool>,
    /// The tools they were trained for.
    pub trained: Vec<Tool>,
    /// When they have time.
    pub availability: String,
    /// The first and the last day of their insurance.
    pub insured: Option<(Date, Date)>,
    /// The last day of their licence.
    pub licence_until: Option<Date>,
    /// The last day of the car's insurance.
    pub car_insured_until: Option<Date>,
    /// Under 18.
    pub minor: bool,
    /// A guardian has agreed.
    pub guardian_agreed: bool,
}

impl Default for MemberDraft {
    fn default() -> Self {
        Self {
            name: String::new(),
            reading: String::new(),
            role: Role::Helper,
            phone: String::new(),
            has_phone: false,
            can: Vec::new(),
            want: Vec::new(),
            tools: Vec::new(),
            trained: Vec::new(),
            availability: String::new(),
            insured: None,
            licence_until: None,
            car_insured_until: None,
            minor: false,
            guardian_agreed: false,
        }
    }
}

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

/// An offer.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// For what.
    pub request: Id,
    /// Which occurrence.
    pub occurrence: Option<Date>,
    /// Who; a lead may offer for somebody without a phone.
    pub member: Id,
    /// When they can.
    pub when: String,
    /// What they bring.
    pub brings: String,
}

/// A day and time with the resident.
#[derive(Clone, Debug, PartialEq)]
pub struct Agreed {
    /// For what.
    pub request: Id,
    /// Which occurrence.
    pub occurrence: Option<Date>,
    /// The day.
    pub day: Date,
    /// The time.
    pub time: Option<ClockTime>,
    /// Whether the resident has been told.
    pub told: bool,
}

/// Why somebody went on although they were asked.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reasons {
    /// Fewer people than the circle says go together.
    pub alone: String,
    /// No agreement with the resident stands.
    pub not_agreed: String,
    /// Whatever only a lead may wave through: no 下見, somebody not insured, the heat.
    pub lead: String,
    /// The notice about rides was read out.
    pub notice_read: bool,
}

/// A 下見 as entered.
#[derive(Clone, Debug, PartialEq)]
pub struct Scouting {
    /// Of what.
    pub request: Id,
    /// Which occurrence.
    pub occurrence: Option<Date>,
    /// Who looked.
    pub people: Vec<Id>,
    /// What it says.
    pub verdict: Verdict,
    /// Why it is むずかしい, or words for the team.
    pub words: String,
    /// What to look out for.
    pub hazards: Vec<Hazard>,
    /// What to bring.
    pub tools: Vec<Tool>,
    /// How many people.
    pub people_needed: u32,
    /// How long, in minutes.
    pub estimate: u32,
}

/// A start.
#[derive(Clone, Debug, PartialEq)]
pub struct Starting {
    /// Of what.
    pub request: Id,
    /// Which occurrence.
    pub occurrence: Option<Date>,
    /// Who is there.
    pub people: Vec<Id>,
    /// Why they go on, where something was asked.
    pub reasons: Reasons,
}

/// The end of a visit, or a whole visit written down at once.
#[derive(Clone, Debug, PartialEq)]
pub struct Finishing {
    /// Of what.
    pub request: Id,
    /// Which occurrence.
    pub occurrence: Option<Date>,
    /// The visit that runs, if one does.
    pub visit: Option<Id>,
    /// Who was there.
    pub people: Vec<Id>,
    /// How long, in minutes.
    pub minutes: u32,
    /// How it ended.
    pub outcome: Outcome,
    /// Materials, in yen; the sum of the receipts where there are any.
    pub materials: u32,
    /// Receipts of materials, in yen.
    pub receipts: Vec<u32>,
    /// Bags of garbage.
    pub bags: u32,
    /// What is next, or why not.
    pub next: String,
    /// What nearly happened.
    pub near_miss: Option<(NearMiss, String)>,
    /// What was done about it.
    pub near_miss_done: String,
    /// The resident said ありがとう.
    pub thanked: bool,
    /// The resident's thanks, in their words.
    pub thanks: String,
    /// Actual costs, of a ride only.
    pub costs: RideCosts,
    /// Why they went on, where something was asked.
    pub reasons: Reasons,
}

/// What is put right of a visit.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Correction {
    /// How long, in minutes.
    pub minutes: Option<u32>,
    /// Who was there.
    pub people: Option<Vec<Id>>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Materials, in yen.
    pub materials: Option<u32>,
    /// Receipts of materials, in yen; their sum becomes the materials.
    pub receipts: Option<Vec<u32>>,
    /// Bags of garbage.
    pub bags: Option<u32>,
    /// What is next.
    pub next: Option<String>,
    /// What nearly happened, and how; `Some(None)` where nothing did after all.
    pub near_miss: Option<Option<(NearMiss, String)>>,
    /// What was done about it.
    pub near_miss_done: Option<String>,
    /// The resident said ありがとう.
    pub thanked: Option<bool>,
    /// The resident's thanks.
    pub thanks: Option<String>,
    /// Actual costs, of a ride only.
    pub costs: Option<RideCosts>,
}

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
