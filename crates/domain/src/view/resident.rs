//! ご依頼の方: the card that is sealed at rest, shown to whom needs it and gone when consent ends.

use serde::{Deserialize, Serialize};
use tanomo_record::{Id, Record, Value};

use super::read::{Read, vocabulary};
use crate::address::Address;
use crate::date::{Date, Millis, tokyo_date};
use crate::position::Position;
use crate::retention::card_expiry;

vocabulary! {
    /// What a resident agrees to, one by one.
    Purpose {
        /// ① Help and getting in touch; without it there is no card.
        Help = "help",
        /// ② Photos in the record.
        Photos = "photos",
        /// ③ Being named in newsletters and flyers.
        Newsletter = "newsletter",
        /// ④ Telling the あんしんセンター or the 民生委員.
        Center = "center",
        /// ⑤ Telling the emergency contact.
        Emergency = "emergency",
    }
}

vocabulary! {
    /// What makes a visit easier for this person; never a diagnosis.
    Need {
        /// Speak slowly.
        Slowly = "slowly",
        /// Speak loudly.
        Loudly = "loudly",
        /// They take long to the door.
        LongToDoor = "long-to-door",
        /// Steps are hard for them.
        Steps = "steps",
    }
}

vocabulary! {
    /// Who gave a consent.
    Given {
        /// The person.
        Self_ = "self",
        /// Somebody of the family, named with the consent.
        Family = "family",
    }
}

/// One answer about one [`Purpose`], as it was given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Consent {
    /// Yes or no.
    pub agreed: bool,
    /// The version of the words that were read.
    pub words_version: u32,
    /// Who gave it.
    pub given: Given,
    /// How that person is related, where it was not the resident.
    #[serde(default)]
    pub relation: String,
    /// The member who read the words out.
    pub read_by: Id,
    /// By word of mouth, or signed.
    pub signed: bool,
    /// When.
    pub at: Millis,
    /// The last day it holds.
    #[serde(with = "crate::date::as_iso")]
    pub until: Date,
    /// The number of the paper slip left behind.
    #[serde(default)]
    pub slip: String,
}

/// A resident's card.
#[derive(Clone, Debug, PartialEq)]
pub struct Resident {
    /// Names the card.
    pub id: Id,
    /// 氏名.
    pub name: String,
    /// ふりがな, in hiragana.
    pub reading: String,
    /// As typed.
    pub phone: String,
    /// Where they live.
    pub address: Address,
    /// The emergency contact's name and number.
    pub emergency: (String, String),
    /// Where the home is, as a lead's phone measured it there.
    pub position: Option<Position>,
    /// What makes a visit easier.
    pub needs: Vec<Need>,
    /// Health, absence and whatever else only the card may say.
    pub notes: String,
    /// 対象を確認した; `None` where nobody has yet.
    pub eligible: Option<bool>,
    /// The answers given, by purpose.
    pub consents: Vec<(Purpose, Consent)>,
    /// Only a name and a number were noted so far.
    pub memo: bool,
    /// The last day it may be looked at: that of the consent to help; a year, where nobody has asked for it yet.
    pub ends: Date,
}

impl Resident {
    /// What the record's kind says.
    pub const KIND: &'static str = "resident";

    /// Reads a card that stands open.
    pub fn read(id: Id, record: &Record) -> Self {
        let consents = Purpose::ALL.iter().filter_map(|&purpose| {
            let value = record.get(&format!("consent/{}", purpose.code()))?;
            Some((purpose, serde_json::from_value(value.clone()).ok()?))
        });
        let consents: Vec<(Purpose, Consent)> = consents.collect();
        let ends = until(&consents).unwrap_or_else(|| card_expiry(made(record), None, None));
        Self {
            id,
            name: record.text("name"),
            reading: record.text("reading"),
            phone: record.text("phone"),
            address: Address {
                prefecture: record.text("prefecture"),
                city: record.text("city"),
                town: record.text("town"),
                block: record.text("block"),
                building: record.text("building"),
            },
            emergency: (record.text("emergency_name"), record.text("emergency_phone")),
            position: Position::parse(&record.text("position")),
            needs: record.set("needs", Need::from_code),
            notes: record.text("notes"),
            eligible: record.get("eligible").and_then(Value::as_bool),
            consents,
            memo: record.flag("memo"),
            ends,
        }
    }

    /// What the phone's own map is asked for: where the home was measured, else the address; `None` without either.
    pub fn on_the_map(&self) -> Option<String> {
        let address = || (!self.address.is_empty()).then(|| self.address.one_line());
        self.position.map(|at| at.to_string()).or_else(address)
    }

    /// Whether the resident agreed to this, and the consent holds on `day`.
    pub fn agreed(&self, purpose: Purpose, day: Date) -> bool {
        self.consents.iter().any(|(p, c)| *p == purpose && c.agreed && day <= c.until)
    }

    /// Whether the card ends when cards usually do: nobody was asked yet, or the consent to help was given for the year
    /// that is offered, and not until a day of the resident's own.
    pub fn ends_as_usual(&self) -> bool {
        let help = self.consents.iter().find(|(p, c)| *p == Purpose::Help && c.agreed);
        help.is_none_or(|(_, c)| c.until == card_expiry(tokyo_date(c.at), None, None))
    }

    /// Whether the answer that stands is no.
    pub fn refused(&self, purpose: Purpose) -> bool {
        self.consents.iter().any(|(p, c)| *p == purpose && !c.agreed)
    }
}

/// The last day of the consent to help.
fn until(consents: &[(Purpose, Consent)]) -> Option<Date> {
    consents.iter().find(|(p, c)| *p == Purpose::Help && c.agreed).map(|(_, c)| c.until)
}

/// The day of a record's first write that is still known.
fn made(record: &Record) -> Date {
    let first = record.history().first().map_or(0, |event| event.to.stamp.ms);
    tokyo_date(Millis(i64::try_from(first).unwrap_or(i64::MAX)))
}
