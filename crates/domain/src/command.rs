//! Everything a person can do in the app, as a value. Each write goes through here, so that history,
//! undo, hand-over and tests come for free.

mod afterwards;
mod asking;
pub mod day;
mod job;

use tanomo_record::{Id, Value};

use crate::date::{Date, Millis};
use crate::money::FeeRule;
use crate::position::Position;
use crate::task::{Task, Tool};
use crate::view::{Alarm, Answer, Back, Drawing, Notice, Photo, Purpose, Role, Voice};

pub use self::afterwards::{AccidentDraft, Entrusting, GivingBack, Paying};
pub use self::asking::{Asked, CardDraft, RequestDraft, Who};
use self::day::DayCommand;
pub use self::job::{Agreed, Correction, Finishing, Offer, Reasons, Scouting, Starting};

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
    /// A lead keeps where a home is, measured there, or takes it off the card.
    PlaceHome(Id, Option<Position>),
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
