use proptest::prelude::*;

use super::*;

fn day(text: &str) -> Date {
    parse_iso(text).unwrap()
}

fn days(rule: &str, from: &str, until: &str) -> Vec<String> {
    occurrences(&Recurrence::parse(rule).unwrap(), day(from), day(until), 99).into_iter().map(iso).collect()
}

#[test]
fn every_week_on_tuesday_and_friday() {
    let rule = Recurrence::weekly([Weekday::Friday, Weekday::Tuesday]);
    assert_eq!(rule.to_string(), "W:2,5");
    assert_eq!(days("W:2,5", "2026-11-22", "2026-12-01"), ["2026-11-24", "2026-11-27", "2026-12-01"]);
    assert_eq!(rule.next_after(day("2026-11-24")).map(iso).as_deref(), Some("2026-11-27"));
}

#[test]
fn every_second_week_keeps_its_phase() {
    let rule = "W2:2@2026-11-24";
    assert_eq!(
        days(rule, "2026-11-01", "2026-12-31"),
        ["2026-11-10", "2026-11-24", "2026-12-08", "2026-12-22"]
    );
}

#[test]
fn nth_weekdays_of_a_month() {
    assert_eq!(Recurrence::monthly(Nth::Number(1), Weekday::Tuesday).to_string(), "M:1-2");
    assert_eq!(days("M:1-2", "2026-11-01", "2027-01-31"), ["2026-11-03", "2026-12-01", "2027-01-05"]);
    assert_eq!(days("M:1,3-2", "2026-11-01", "2026-11-30"), ["2026-11-03", "2026-11-17"]);
    assert_eq!(days("M:L-5", "2026-10-01", "2026-11-30"), ["2026-10-30", "2026-11-27"]);
    assert_eq!(days("M:5-2", "2026-11-01", "2027-02-28"), ["2026-12-29"]);
}

#[test]
fn the_last_day_of_a_short_month_stands_in() {
    assert_eq!(
        days("D:31", "2027-01-01", "2027-04-30"),
        ["2027-01-31", "2027-02-28", "2027-03-31", "2027-04-30"]
    );
    assert_eq!(iso(next_month(day("2026-12-31"))), "2027-01-01");
}

#[test]
fn what_is_no_rule_is_not_read() {
    for text in [
        "",
        "W",
        "W:",
        "W:8",
        "W:0",
        "W1:2@2026-11-24",
        "W2:2",
        "W2:2@2026-02-30",
        "M:6-2",
        "M:1",
        "D:0",
        "D:32",
        "X:1",
        "W:2;5",
    ] {
        assert_eq!(Recurrence::parse(text), None, "{text}");
    }
    assert!(serde_json::from_str::<Recurrence>("\"W:9\"").is_err());
}

#[test]
fn a_rule_that_never_comes_ends() {
    let never = Recurrence::weekly([]);
    assert_eq!(never.next_after(day("2026-11-22")), None);
    assert_eq!(days("W:5", "9999-12-25", "9999-12-31"), ["9999-12-31"]);
    assert_eq!(occurrences(&never, Date::MAX, Date::MIN, 5), []);
}

proptest! {
    #[test]
    fn stored_rules_read_back(kind in 0..4, set in 1u8..128, weeks in 2u8..53, nths in 1u8..64, d in 1u8..32, at in 0i32..90_000) {
        let from = add_days(day("1900-01-01"), at);
        let on = Weekdays(set);
        let rule = match kind {
            0 => Recurrence::Weekly { on },
            1 => Recurrence::EveryWeeks { weeks, on, from },
            2 => Recurrence::MonthlyNth { nth: Nths(nths), on: DayOfWeek(from.weekday()) },
            _ => Recurrence::MonthlyDay { day: d },
        };
        prop_assert_eq!(Recurrence::parse(&rule.to_string()), Some(rule.clone()));
        let found = occurrences(&rule, from, add_days(from, 400), 20);
        prop_assert!(found.is_sorted() && found.iter().all(|date| rule.falls_on(*date)));
        prop_assert_eq!(rule.next_after(add_days(from, -1)), occurrences(&rule, from, add_days(from, 4000), 1).first().copied());
    }

    #[test]
    fn nothing_panics(text: String, near in "[WMD][0-9]{0,2}:[0-9,L@-]{0,14}", ms: i64, limit: usize) {
        let date = crate::date::tokyo_date(crate::date::Millis(ms));
        for text in [&text, &near] {
            if let Some(rule) = Recurrence::parse(text) {
                let _ = (rule.next_after(date), occurrences(&rule, Date::MIN, Date::MAX, limit));
            }
        }
        let odd = Recurrence::EveryWeeks { weeks: 0, on: Weekdays(255), from: date };
        let _ = (odd.falls_on(Date::MIN), odd.falls_on(Date::MAX), next_month(Date::MAX), Recurrence::MonthlyDay { day: 0 }.falls_on(date));
    }
}
