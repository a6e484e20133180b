//! A calendar file as a calendar reads it: Python's `icalendar`, which is none of ours (`tests/readers/read_calendar.py`).

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test that cannot be set up has failed")]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};
use tanomo_domain::calendar::{Event, When};
use tanomo_domain::date::{ClockTime, Millis, parse_iso};
use tanomo_domain::state::State;
use tanomo_domain::view::{Agreement, WorkDay};
use tanomo_record::{Clock, Id, Record, ReplicaId, Writer};

/// The Python of the environment that `cargo xtask test` makes.
fn python() -> PathBuf {
    let own = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().join("tools");
    let tools = std::env::var_os("TANOMO_TOOLS").map_or(own, PathBuf::from);
    tools.join("python/readers/bin/python")
}

/// What another program finds in a file; `None` where it cannot read it.
fn read(file: &str) -> Option<Value> {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/readers/read_calendar.py");
    let mut reads = Command::new(python());
    reads.arg(script).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = reads.spawn().expect("cargo xtask test installs what reads calendar files");
    child.stdin.take().unwrap().write_all(file.as_bytes()).unwrap();
    let said = child.wait_with_output().unwrap();
    said.status.success().then(|| serde_json::from_slice(&said.stdout).unwrap())
}

fn event() -> Event {
    Event {
        of: Id::new([7; 16]),
        occurrence: None,
        sequence: 3,
        changed: Millis(1_795_300_000_000),
        when: When::At(parse_iso("2026-11-22").unwrap(), ClockTime::new(8, 30).unwrap(), 90),
        off: false,
        title: format!("草取り（北町）; 雨, なら \\ 中止 {}", "とても長い題名".repeat(12)),
        place: Some("公民館の前".into()),
        notes: Some("一行目\n二行目: 水, お茶".into()),
    }
}

#[test]
fn another_program_reads_what_was_written() {
    let event = event();
    let found = read(&event.to_ics()).unwrap();
    let expected = json!({
        "uid": format!("{}@tanomo", event.of),
        "sequence": "3",
        "summary": event.title,
        "location": event.place,
        "description": event.notes,
        "status": "CONFIRMED",
        "method": "PUBLISH",
        "dtstart": "2026-11-21T23:30:00+00:00",
        "dtend": "2026-11-22T01:00:00+00:00",
        "dtstamp": found["dtstamp"],
    });
    assert_eq!(found, expected, "{}", event.to_ics());
    // The control: folded without the blank that says so, it does not read as what it was.
    assert_ne!(read(&event.to_ics().replace("\r\n ", "\r\n")), Some(expected));
}

#[test]
fn a_day_without_a_time_and_one_that_is_called_off() {
    let when = When::Day(parse_iso("2026-12-31").unwrap());
    let off = Event { when, off: true, place: None, notes: Some(String::new()), ..event() };
    let found = read(&off.to_ics()).unwrap();
    assert_eq!((&found["dtstart"], &found["dtend"]), (&json!("2026-12-31"), &json!("2027-01-01")));
    assert_eq!((&found["status"], &found["method"]), (&json!("CANCELLED"), &json!("CANCEL")));
    assert_eq!((&found["location"], &found["description"]), (&Value::Null, &Value::Null));
}

#[test]
fn what_is_agreed_holds_no_name_and_no_address() {
    let agreement = Agreement {
        id: Id::new([2; 16]),
        request: Id::new([1; 16]),
        occurrence: Some(parse_iso("2026-11-20").unwrap()),
        day: parse_iso("2026-11-22").unwrap(),
        time: ClockTime::new(9, 0),
        told: None,
        ended: false,
        at: Millis(1_795_300_000_000),
    };
    let state = State::default();
    let event = Event::of_agreement(&state, &agreement, "草取り（北町）".into(), 60);
    assert_eq!((&event.place, &event.notes, event.sequence), (&None, &None, 0));
    let found = read(&event.to_ics()).unwrap();
    assert_eq!(found["uid"], format!("{}-20261120@tanomo", agreement.request));
    assert_eq!(found["dtstart"], "2026-11-22T00:00:00+00:00");
    let ended = Agreement { ended: true, ..agreement };
    let event = Event::of_agreement(&state, &ended, "草取り（北町）".into(), 60);
    assert!(event.off && event.sequence == 1, "later than what stood");
}

#[test]
fn a_work_day_has_its_meeting_place_and_each_change_is_later() {
    let id = Id::new([5; 16]);
    let (mut state, mut record) = (State::default(), Record::new(WorkDay::KIND));
    let mut clock = Clock::default();
    let mut write = |record: &mut Record, at: u64, writes: &[(&str, Value)]| {
        let stamp = clock.tick(at);
        let writer = Writer { replica: ReplicaId::new([1; 8]), by: Id::new([9; 16]), stamp };
        let seen = record.seen().clone();
        record.write(writer, &seen, writes.iter().map(|(field, value)| ((*field).to_owned(), value.clone())));
    };
    let made = [("day", json!("2026-11-22")), ("time", json!("09:00")), ("place", json!("ふれあい館"))];
    write(&mut record, 1_795_300_000_000, &made);
    state.put(id, record.clone());
    let event = |state: &State| Event::of_day(state, state.day(id).unwrap(), "活動日".into(), 120);
    let found = read(&event(&state).to_ics()).unwrap();
    assert_eq!(
        (&found["location"], &found["dtstart"]),
        (&json!("ふれあい館"), &json!("2026-11-22T00:00:00+00:00"))
    );
    assert_eq!(event(&state).sequence, 0);
    // What a calendar does not show makes no other event of it; called off it is struck out.
    write(&mut record, 1_795_300_100_000, &[("note", json!("長ぐつで"))]);
    state.put(id, record.clone());
    assert_eq!(event(&state).sequence, 0);
    let off = json!({ "at": 1_795_300_200_000_i64, "why": "rain" });
    write(&mut record, 1_795_300_200_000, &[("off", off)]);
    state.put(id, record);
    let off = event(&state);
    assert!(off.off && off.sequence == 1 && off.changed == Millis(1_795_300_200_000), "{off:?}");
    assert_eq!(read(&off.to_ics()).unwrap()["method"], "CANCEL");
}
