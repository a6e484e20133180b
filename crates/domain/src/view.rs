//! Typed views of records: what a field map means, read totally. A field that is missing or malformed
//! reads as its absence; it stays in the record for the program that understands it.

pub mod agreement;
pub mod attendance;
pub mod circle;
pub mod member;
pub mod onsite;
pub mod payment;
pub mod photo;
pub mod read;
pub mod request;
pub mod resident;
pub mod response;
pub mod rest;
pub mod same_as;
pub mod sealed;
pub mod sign;
pub mod taken_back;
pub mod visit;
pub mod voice;
pub mod work_day;

pub use agreement::Agreement;
pub use attendance::{Attendance, Call, Coming, Sheet};
pub use circle::Circle;
pub use member::{Member, Notice, Role};
pub use onsite::{Accident, Alarm, Emergency, Float, Returned};
pub use payment::{HowPaid, Payment, Referral};
pub use photo::{Photo, PhotoSort};
pub use request::{CameBy, Request, SiteNote};
pub use resident::{Consent, Given, Need, Purpose, Resident};
pub use response::{Answer, Response};
pub use rest::Rest;
pub use same_as::{Erasure, SameAs};
pub use sealed::Sealed;
pub use sign::Drawing;
pub use taken_back::{Back, TakenBack};
pub use visit::{NearMiss, Outcome, Sort, Verdict, Visit};
pub use voice::Voice;
pub use work_day::{Job, Off, Why, WorkDay};
