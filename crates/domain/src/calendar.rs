//! A day for a calendar of any maker: iCalendar (RFC 5545), one event a file.
//!
//! What is in it leaves the circle: a calendar is often shared with a family or kept by a company. So an event has no
//! place for a resident's name or address but [`Event::notes`], which stay empty unless the person ticked them.

use core::fmt::Write as _;

use tanomo_record::{Id, Record};

use crate::date::{self, ClockTime, Date, Millis};
use crate::state::State;
use crate::view::{Agreement, WorkDay};

/// The most bytes of a line, without its end (section 3.1).
const LINE: usize = 75;

/// When something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// On that day; no time was said.
    Day(Date),
    /// From that time on, for so many minutes; in Japan.
    At(Date, ClockTime, u16),
}

/// One event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// What it is of. A calendar that has an event of it takes this one in its place, if [`Event::sequence`] is higher.
    pub of: Id,
    /// Which occurrence of what repeats.
    pub occurrence: Option<Date>,
    /// How often it was changed.
    pub sequence: u32,
    /// When it was last changed.
    pub changed: Millis,
    /// When it is.
    pub when: When,
    /// It was called off: calendars strike it out or take it away.
    pub off: bool,
    /// What it is, in words without a name.
    pub title: String,
    /// Where people meet. Never a resident's address.
    pub place: Option<String>,
    /// What else the person ticked.
    pub notes: Option<String>,
}

impl Event {
    /// What was agreed for a request, with the words the app has for it; `minutes` as estimated. An agreement that was
    /// made anew is the same event with a higher sequence.
    pub fn of_agreement(state: &State, agreement: &Agreement, title: String, minutes: u16) -> Self {
        let same = state.agreements(agreement.request);
        let same = same.filter(|other| other.occurrence == agreement.occurrence);
        let before = same.filter(|other| (other.at, other.id) < (agreement.at, agreement.id)).count();
        // Ended, it has one change more than when it stood.
        let changes = 2 * before + usize::from(agreement.ended);
        Self {
            of: agreement.request,
            occurrence: agreement.occurrence,
            sequence: u32::try_from(changes).unwrap_or(u32::MAX),
            changed: agreement.at,
            when: agreement
                .time
                .map_or(When::Day(agreement.day), |time| When::At(agreement.day, time, minutes)),
            off: agreement.ended,
            title,
            place: None,
            notes: None,
        }
    }

    /// A 活動日, with its meeting place, which is nobody's home; `minutes` as days usually take. Each change of the plan
    /// that a calendar shows makes the sequence higher, on every phone alike.
    pub fn of_day(state: &State, day: &WorkDay, title: String, minutes: u16) -> Self {
        let record = state.shown(day.id);
        let history = record.as_ref().map(Record::history).unwrap_or_default();
        let shown = |field: &str| matches!(field, "day" | "time" | "place" | "off");
        let mut stamps: Vec<u64> =
            history.iter().filter(|event| shown(event.field)).map(|event| event.to.stamp.ms).collect();
        stamps.sort_unstable();
        stamps.dedup();
        let changed = stamps.last().and_then(|ms| i64::try_from(*ms).ok()).unwrap_or(0);
        Self {
            of: day.id,
            occurrence: None,
            sequence: u32::try_from(stamps.len().saturating_sub(1)).unwrap_or(u32::MAX),
            changed: Millis(changed),
            when: day.time.map_or(When::Day(day.day), |time| When::At(day.day, time, minutes)),
            off: day.called_off().is_some(),
            title,
            place: Some(day.place.clone()).filter(|place| !place.is_empty()),
            notes: None,
        }
    }

    /// The file: `text/calendar`, in UTF-8.
    pub fn to_ics(&self) -> String {
        let mut file = String::new();
        let method = if self.off { "CANCEL" } else { "PUBLISH" };
        for (name, value) in [
            ("BEGIN", "VCALENDAR"),
            ("VERSION", "2.0"),
            ("PRODID", "-//Tanomo//Tanomo//JA"),
            ("METHOD", method),
            ("BEGIN", "VEVENT"),
        ] {
            line(&mut file, name, value);
        }
        line(&mut file, "UID", &self.uid());
        line(&mut file, "SEQUENCE", &self.sequence.to_string());
        line(&mut file, "DTSTAMP", &utc(self.changed));
        match self.when {
            When::Day(day) => {
                line(&mut file, "DTSTART;VALUE=DATE", &digits(day));
                line(&mut file, "DTEND;VALUE=DATE", &digits(date::add_days(day, 1)));
            }
            When::At(day, time, minutes) => {
                // In UTC: a time zone's name would take its rules along, and Japan's clocks never change.
                let start = date::tokyo_millis(day, time.hour(), time.minute());
                line(&mut file, "DTSTART", &utc(start));
                line(&mut file, "DTEND", &utc(start.plus_minutes(minutes.max(1).into())));
            }
        }
        line(&mut file, "SUMMARY", &escaped(&self.title));
        for (name, value) in [("LOCATION", &self.place), ("DESCRIPTION", &self.notes)] {
            if let Some(value) = value.as_deref().filter(|value| !value.is_empty()) {
                line(&mut file, name, &escaped(value));
            }
        }
        line(&mut file, "STATUS", if self.off { "CANCELLED" } else { "CONFIRMED" });
        line(&mut file, "END", "VEVENT");
        line(&mut file, "END", "VCALENDAR");
        file
    }

    fn uid(&self) -> String {
        let mut uid = self.of.to_string();
        if let Some(day) = self.occurrence {
            uid.push('-');
            uid.push_str(&digits(day));
        }
        uid + "@tanomo"
    }
}

fn digits(day: Date) -> String {
    date::iso(day).replace('-', "")
}

/// Date with UTC time (section 3.3.5).
fn utc(at: Millis) -> String {
    // The same moment as a clock in London in winter shows it.
    let at = at.plus_minutes(-9 * 60);
    let (hour, minute) = date::tokyo_time(at);
    let seconds = at.0.div_euclid(1000).rem_euclid(60);
    format!("{}T{hour:02}{minute:02}{seconds:02}Z", digits(date::tokyo_date(at)))
}

/// TEXT (section 3.3.11); control characters, which have no place in one, are left out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for letter in text.replace("\r\n", "\n").chars() {
        match letter {
            '\\' | ';' | ',' => safe.extend(['\\', letter]),
            '\n' => safe.push_str("\\n"),
            letter if letter.is_control() => {}
            letter => safe.push(letter),
        }
    }
    safe
}

/// One line, folded so that none has more than 75 bytes and no letter is cut (section 3.1).
fn line(file: &mut String, name: &str, value: &str) {
    let mut room = LINE;
    let mut put = |file: &mut String, letter: char| {
        if letter.len_utf8() > room {
            file.push_str("\r\n ");
            room = LINE - 1;
        }
        room -= letter.len_utf8();
        file.push(letter);
    };
    let mut whole = String::with_capacity(name.len() + value.len() + 1);
    let _ = write!(whole, "{name}:{value}");
    whole.chars().for_each(|letter| put(file, letter));
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn event() -> Event {
        Event {
            of: Id::new([7; 16]),
            occurrence: None,
            sequence: 2,
            changed: Millis(1_795_300_000_123),
            when: When::At(date::parse_iso("2026-11-22").unwrap(), ClockTime::new(8, 30).unwrap(), 90),
            off: false,
            title: "草取り（北町）; 雨, なら \\ 中止".into(),
            place: Some("公民館の前".into()),
            notes: None,
        }
    }

    #[test]
    fn lines_are_short_and_no_letter_is_cut() {
        let long = Event { title: "あ".repeat(200), ..event() };
        let file = long.to_ics();
        assert!(file.ends_with("END:VCALENDAR\r\n"));
        for line in file.split("\r\n") {
            assert!(line.len() <= 75 && !line.contains('\n'), "{line}");
        }
        assert!(file.replace("\r\n ", "").contains(&"あ".repeat(200)));
    }

    #[test]
    fn times_are_those_of_japan_in_utc() {
        let file = event().to_ics();
        assert!(file.contains("DTSTART:20261121T233000Z\r\nDTEND:20261122T010000Z\r\n"), "{file}");
        let day = Event { when: When::Day(date::parse_iso("2026-12-31").unwrap()), ..event() }.to_ics();
        assert!(day.contains("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"), "{day}");
    }

    #[test]
    fn what_was_typed_cannot_become_a_line_of_its_own() {
        let sly = Event { title: "x\r\nATTENDEE:mailto:a@b\u{0}\u{b}".into(), ..event() };
        let file = sly.to_ics();
        assert!(file.contains("SUMMARY:x\\nATTENDEE:mailto:a@b\r\n"), "{file}");
    }

    #[test]
    fn what_is_called_off_says_so() {
        let file = Event { off: true, ..event() }.to_ics();
        assert!(file.contains("METHOD:CANCEL\r\n") && file.contains("STATUS:CANCELLED\r\n"));
        let file = event().to_ics();
        assert!(file.contains("METHOD:PUBLISH\r\n") && file.contains("STATUS:CONFIRMED\r\n"));
    }
}
