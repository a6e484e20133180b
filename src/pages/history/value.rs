//! A stored value in words. Total: what a newer app wrote is shown as it stands, or as 「変わりました」.

use tanomo_domain::date::Millis;
use tanomo_domain::money::{FeeRule, separated};
use tanomo_domain::state::State;
use tanomo_domain::task::{Hazard, Task, Tool};
use tanomo_domain::view::{
    Alarm, Answer, CameBy, Coming, HowPaid, Job, NearMiss, Need, Off, Outcome, Photo, Purpose, Rest, Role,
    SiteNote, Sort, Verdict, Voice,
};
use tanomo_record::{Id, Value};

use super::moment;
use crate::i18n::{Text, Words, common, days, fields, photos, says};
use crate::pages::requests::title;

/// The name of who wrote or came.
pub(super) fn member(state: &State, id: Id) -> Words {
    match state.member(id) {
        Some(member) => Words::named(member.name.clone(), member.reading.clone()),
        None => fields::SOMEBODY.into(),
    }
}

/// Whether `field/element` is an element of a set, not a part of a field.
pub(super) fn is_set(field: &str) -> bool {
    !matches!(field, "consent" | "costs" | "signs" | "job" | "asked" | "leader" | "dropped")
}

/// What an element of a set is called.
pub(super) fn element(state: &State, set: &str, code: &str) -> Words {
    let known = match set {
        "can" | "want" | "scout_first" => said(Task::from_code(code), says::task),
        "tools" | "trained" => said(Tool::from_code(code), says::tool),
        "hazards" => said(Hazard::from_code(code), says::hazard),
        "site" => said(SiteNote::from_code(code), says::site),
        "needs" => said(Need::from_code(code), says::need),
        "consent" => said(Purpose::from_code(code), says::purpose),
        "photos" => {
            Photo::parse(code).map(|photo| photos::sort(photo.sort).into()).or(Some(fields::CHANGED.into()))
        }
        "voices" => {
            let when = Voice::parse(code).map(|voice| says::moment(voice.taken));
            when.or(Some(fields::CHANGED.into()))
        }
        "rests" => Rest::parse(code).map(says::rest),
        "people" | "asked" => Id::parse(code).map(|id| member(state, id)),
        "job" | "dropped" => Job::parse(code)
            .and_then(|job| state.request(job.request).map(|request| title(request.task, &request.town))),
        "leader" => code.parse().ok().map(team),
        _ => None,
    };
    known.unwrap_or_else(|| Words::plain_text(code))
}

/// A value of a field in words.
pub(super) fn words(state: &State, field: &str, value: &Value) -> Words {
    match value {
        Value::Null => fields::NOTHING.into(),
        Value::Bool(true) => fields::YES.into(),
        Value::Bool(false) => fields::NO.into(),
        Value::Number(number) => count(field, number.as_i64().unwrap_or(0)),
        Value::String(_) if field == "signs" => fields::CHANGED.into(),
        Value::String(text) if text.is_empty() => fields::NOTHING.into(),
        Value::String(text) => code(field, text).unwrap_or_else(|| text_words(state, field, text)),
        Value::Array(all) if field == "receipts" => {
            let yen = |one: &Value| {
                common::YEN_OF.with("n", separated(u32::try_from(one.as_u64().unwrap_or(0)).unwrap_or(0)))
            };
            crate::i18n::dates::listed(all.iter().map(yen))
        }
        Value::Object(_) if field == "fee" => fee(value),
        Value::Object(_) if matches!(field, "off" | "dropped") => off(value),
        Value::Object(parts) if field == "consent" => match parts.get("agreed") {
            Some(Value::Bool(true)) => fields::AGREES.into(),
            _ => fields::REFUSES.into(),
        },
        _ => fields::CHANGED.into(),
    }
}

fn count(field: &str, number: i64) -> Words {
    let amount = || separated(u32::try_from(number).unwrap_or(0));
    match field {
        "minutes" | "estimate" => common::MINUTES.with("n", number),
        "materials" | "amount" | "costs" | "yen" | "spent" | "back" => common::YEN_OF.with("n", amount()),
        "bags" => common::BAGS.with("n", number),
        "needed" | "people_needed" | "together" => common::PERSONS.with("n", number),
        "start" | "end" | "told_at" | "back_at" | "came_at" | "home_at" | "briefed_at" | "closed_at"
        | "handed_at" => moment(Millis(number)),
        "job" | "asked" | "team" => team(number),
        "seats" => common::PERSONS.with("n", number),
        "heat" => tenths(number),
        _ => number.into(),
    }
}

/// A word of a fixed vocabulary.
fn code(field: &str, text: &str) -> Option<Words> {
    match field {
        "task" => said(Task::from_code(text), says::task),
        "role" => said(Role::from_code(text), says::role),
        "outcome" => said(Outcome::from_code(text), says::outcome),
        "why" => said(Alarm::from_code(text), says::alarm),
        "near_miss" => said(NearMiss::from_code(text), says::near_miss),
        "how" => said(HowPaid::from_code(text), says::how_paid),
        "came_by" => said(CameBy::from_code(text), says::came_by),
        "answer" => said(Answer::from_code(text), says::answer)
            .or_else(|| said(Coming::from_code(text), days::coming)),
        "sort" => said(Sort::from_code(text), says::sort),
        "verdict" => said(Verdict::from_code(text), says::verdict),
        _ => None,
    }
}

fn said<T>(known: Option<T>, says: fn(T) -> Text) -> Option<Words> {
    known.map(|word| says(word).into())
}

/// A day, a person, or what somebody typed.
fn text_words(state: &State, field: &str, text: &str) -> Words {
    match field {
        "member" | "told_by" | "received_by" | "by" | "back_by" | "leader" => {
            Id::parse(text).map_or_else(|| fields::SOMEBODY.into(), |id| member(state, id))
        }
        "to" => Id::parse(text).map_or_else(|| says::date_or_text(text), |id| member(state, id)),
        "resident" => Id::parse(text).map_or_else(|| fields::RESIDENT.into(), |id| card(state, id)),
        _ => says::date_or_text(text),
    }
}

/// Whose card it is, as far as this phone may say it right now.
fn card(state: &State, id: Id) -> Words {
    match state.resident(id) {
        Some(card) => Words::named(card.name.clone(), card.reading.clone()),
        None => fields::RESIDENT.into(),
    }
}

/// A team by its number; 0 is none.
fn team(number: i64) -> Words {
    if number > 0 { fields::TEAM_OF.with("n", number) } else { fields::NO_TEAM.into() }
}

/// A number kept in tenths.
fn tenths(number: i64) -> Words {
    format!("{}.{}", number / 10, number.rem_euclid(10)).into()
}

/// Why a day or a job is off.
fn off(value: &Value) -> Words {
    let off: Option<Off> = serde_json::from_value(value.clone()).ok();
    off.map_or_else(|| fields::CHANGED.into(), |off| crate::pages::work_day::reason(&off))
}

fn fee(value: &Value) -> Words {
    let rule: FeeRule = serde_json::from_value(value.clone()).unwrap_or_default();
    match rule.per_person_hour_yen {
        Some(amount) if amount > 0 => fields::FEE_OF.with("n", separated(amount)),
        _ => fields::FEE_NONE.into(),
    }
}
