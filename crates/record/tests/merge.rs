//! The laws of merging, on histories that phones could really make.

use proptest::prelude::*;
use serde_json::{Value, json};
use tanomo_record::{Id, Malformed, Record, ReplicaId, Stamp, VersionVector, Writer};

fn writer(replica: u8, ms: u64) -> Writer {
    Writer { replica: ReplicaId::new([replica; 8]), by: Id::new([replica; 16]), stamp: Stamp { ms, tick: 0 } }
}

/// Writes what the phone's own screen shows.
fn write(record: &mut Record, replica: u8, ms: u64, field: &str, value: Value) {
    let seen = record.seen().clone();
    record.write(writer(replica, ms), &seen, [(field, value)]);
}

#[derive(Clone, Debug)]
enum Step {
    Write { phone: usize, field: u8, value: u8, ms: u64 },
    Meet { from: usize, to: usize },
}

fn steps() -> impl Strategy<Value = Vec<Step>> {
    let write = (0..3_usize, 0..4_u8, 0..5_u8, 0..20_u64).prop_map(|(phone, field, value, ms)| Step::Write {
        phone,
        field,
        value,
        ms,
    });
    let meet = (0..3_usize, 0..3_usize).prop_map(|(from, to)| Step::Meet { from, to });
    prop::collection::vec(prop_oneof![2 => write, 1 => meet], 1..40)
}

/// Three phones that write and meet as the steps say.
fn phones(steps: &[Step]) -> Vec<Record> {
    let mut phones = vec![Record::new("request"); 3];
    for step in steps {
        match *step {
            Step::Write { phone, field, value, ms } => {
                write(&mut phones[phone], phone as u8, ms, &format!("f{field}"), json!(value));
            }
            Step::Meet { from, to } => {
                let other = phones[from].clone();
                phones[to].merge(&other);
            }
        }
    }
    phones
}

fn merged(a: &Record, b: &Record) -> Record {
    let mut result = a.clone();
    result.merge(b);
    result
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn merging_is_commutative_associative_and_idempotent(steps in steps()) {
        let phones = phones(&steps);
        let (a, b, c) = (&phones[0], &phones[1], &phones[2]);
        prop_assert_eq!(merged(a, b), merged(b, a));
        prop_assert_eq!(merged(&merged(a, b), c), merged(a, &merged(b, c)));
        prop_assert_eq!(&merged(a, a), a);
        prop_assert!(!a.clone().merge(a));
    }

    #[test]
    fn nothing_written_is_ever_lost(steps in steps()) {
        let phones = phones(&steps);
        let all = merged(&merged(&phones[0], &phones[1]), &phones[2]);
        let writes = steps.iter().filter(|step| matches!(step, Step::Write { .. })).count();
        prop_assert_eq!(all.history().len(), writes);
    }

    #[test]
    fn a_value_nobody_saw_replaced_still_stands(steps in steps()) {
        let phones = phones(&steps);
        let all = merged(&merged(&phones[0], &phones[1]), &phones[2]);
        // Oracle: a value stands unless some phone that had seen it wrote the field later, or holds it
        // no longer although it has seen it.
        for phone in &phones {
            for (field, values) in phone.fields() {
                for value in values {
                    let gone = phones.iter().any(|other| {
                        other.seen().covers(value.dot) && !other.values(field).iter().any(|v| v.dot == value.dot)
                    });
                    prop_assert_eq!(all.values(field).iter().any(|v| v.dot == value.dot), !gone);
                }
            }
        }
    }

    #[test]
    fn a_record_survives_its_text(steps in steps()) {
        for phone in phones(&steps) {
            prop_assert_eq!(Record::from_text(&phone.to_text()), Ok(phone));
        }
    }

    #[test]
    fn no_text_makes_the_reader_panic(text in ".{0,200}", cut in 0..300_usize) {
        let _ = Record::from_text(&text);
        let mut record = Record::new("request");
        write(&mut record, 1, 5, "task", json!("weeding"));
        let whole = record.to_text();
        let end = cut.min(whole.len());
        prop_assert_eq!(Record::from_text(&whole[..end]).is_ok(), end == whole.len());
    }
}

#[test]
fn different_fields_written_apart_both_stand() {
    let mut a = Record::new("request");
    write(&mut a, 1, 1, "task", json!("weeding"));
    let mut b = a.clone();
    write(&mut a, 1, 2, "needed", json!(3));
    write(&mut b, 2, 2, "words", json!("庭の草"));
    a.merge(&b);
    assert_eq!(a.get("needed"), Some(&json!(3)));
    assert_eq!(a.get("words"), Some(&json!("庭の草")));
    assert_eq!(a.conflicts().count(), 0);
}

#[test]
fn one_field_written_apart_keeps_both_until_somebody_picks_and_a_third_phone_does_not_reopen_it() {
    let mut a = Record::new("request");
    write(&mut a, 1, 1, "minutes", json!(60));
    let mut b = a.clone();
    write(&mut a, 1, 2, "minutes", json!(90));
    write(&mut b, 2, 3, "minutes", json!(120));
    let mut third = merged(&b, &Record::new("request"));
    a.merge(&b);
    assert_eq!(a.get("minutes"), Some(&json!(120)), "the later one shows");
    assert_eq!(
        a.conflicts().map(|(field, values)| (field, values.len())).collect::<Vec<_>>(),
        [("minutes", 2)]
    );
    write(&mut a, 1, 4, "minutes", json!(90));
    assert_eq!(a.conflicts().count(), 0);
    third.merge(&a);
    assert_eq!(third.get("minutes"), Some(&json!(90)));
    assert_eq!(third.conflicts().count(), 0);
    assert_eq!(third.history().len(), 4, "what was not picked stays in the history");
}

#[test]
fn a_second_tab_that_had_not_seen_the_first_ones_write_does_not_replace_it() {
    let mut stored = Record::new("request");
    write(&mut stored, 1, 1, "words", json!("a"));
    let screen = stored.seen().clone();
    write(&mut stored, 1, 2, "words", json!("from one tab"));
    stored.write(writer(1, 3), &screen, [("words", json!("from the other"))]);
    assert_eq!(stored.values("words").len(), 2);
}

#[test]
fn the_same_answer_given_twice_is_no_conflict() {
    let mut a = Record::new("request");
    let mut b = a.clone();
    write(&mut a, 1, 1, "needed", json!(2));
    write(&mut b, 2, 1, "needed", json!(2));
    a.merge(&b);
    assert_eq!(a.conflicts().count(), 0);
}

#[test]
fn sets_merge_by_element() {
    let mut a = Record::new("request");
    write(&mut a, 1, 1, "tools/sickle", json!(true));
    let mut b = a.clone();
    write(&mut a, 1, 2, "tools/broom", json!(true));
    write(&mut b, 2, 2, "tools/sickle", json!(false));
    a.merge(&b);
    assert_eq!(a.elements("tools").collect::<Vec<_>>(), ["broom"]);
}

#[test]
fn unknown_kinds_and_fields_pass_through() {
    let mut record = Record::new("something-of-2031");
    write(&mut record, 1, 1, "not/known", json!({"deep": [1, null, "x"]}));
    let read = Record::from_text(&record.to_text()).unwrap();
    assert_eq!(read, record);
}

#[test]
fn a_text_of_a_newer_program_says_so() {
    assert_eq!(Record::from_text(r#"{"v":2,"new":true}"#), Err(Malformed::Newer(2)));
}

#[test]
fn a_value_that_points_outside_the_record_is_refused() {
    let text = r#"{"v":1,"k":"x","r":[],"n":[],"a":[],"f":{"t":[[0,1,1,0,0,1]]}}"#;
    assert_eq!(Record::from_text(text), Err(Malformed::Dangling));
}

#[test]
fn the_text_of_version_1_is_frozen() {
    let mut record = Record::new("request");
    write(&mut record, 1, 1_763_769_500_000, "task", json!("pruning"));
    write(&mut record, 1, 1_763_769_600_000, "task", json!("weeding"));
    let frozen = r#"{"v":1,"k":"request","r":["AQEBAQEBAQE"],"n":[2],"a":["AQEBAQEBAQEBAQEBAQEBAQ"],"f":{"task":[[0,2,1763769600000,0,0,"weeding"]]},"p":[["task",0,1,1763769500000,0,0,"pruning"]]}"#;
    assert_eq!(record.to_text(), frozen);
}

#[test]
fn a_merge_that_forgot_what_was_seen_would_bring_replaced_values_back() {
    // The control: with an empty vector on the other side, the old value cannot be told from a new one.
    let mut old = Record::new("request");
    write(&mut old, 1, 1, "minutes", json!(60));
    let mut new = old.clone();
    write(&mut new, 1, 2, "minutes", json!(90));
    assert_eq!(merged(&new, &old).values("minutes").len(), 1);
    let blind = new.seen().clone();
    assert!(!VersionVector::default().covers_all(&blind));
}
