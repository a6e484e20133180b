use proptest::prelude::*;

use super::*;

fn day(text: &str) -> Date {
    parse_iso(text).unwrap()
}

#[test]
fn the_record_form_is_exact() {
    assert_eq!(iso(day("2026-11-22")), "2026-11-22");
    for wrong in [
        "",
        "2026-2-3",
        "2026-02-30",
        "2026-13-01",
        "0000-01-01",
        "２０２６-11-22",
        "2026-11-22T",
        "+026-01-01",
    ] {
        assert_eq!(parse_iso(wrong), None, "{wrong}");
    }
}

#[test]
fn a_wrong_field_is_named() {
    assert_eq!(from_fields("２０２６", "11", " 22 "), Ok(day("2026-11-22")));
    assert_eq!(from_fields("2026", "13", "1"), Err(DateError::MonthOutOfRange { month: 13 }));
    assert_eq!(
        from_fields("2026", "2", "30"),
        Err(DateError::DayNotInMonth { year: 2026, month: 2, day: 30, last: 28 })
    );
    assert_eq!(from_fields("2028", "2", "29"), Ok(day("2028-02-29")));
    assert_eq!(from_fields("", "2", "3"), Err(DateError::Missing(DateField::Year)));
    assert_eq!(from_fields("2026", "二", "3"), Err(DateError::NotANumber(DateField::Month)));
    assert_eq!(from_fields("26", "2", "3"), Err(DateError::YearOutOfRange { year: 26 }));
    assert!(matches!(from_fields("2026", "2", "0"), Err(DateError::DayNotInMonth { day: 0, .. })));
}

#[test]
fn tokyo_turns_the_day_at_15_utc() {
    let before = Millis(1_795_359_599_000); // 2026-11-22T14:59:59Z
    assert_eq!(tokyo_date(before), day("2026-11-22"));
    assert_eq!(tokyo_time(before), (23, 59));
    assert_eq!(tokyo_date(Millis(before.0 + 1000)), day("2026-11-23"));
    assert_eq!(tokyo_millis(day("2026-11-23"), 0, 0), Millis(before.0 + 1000));
    assert_eq!(weekday_ja(day("2026-11-22").weekday()), '日');
}

#[test]
fn wrong_clocks_clamp() {
    assert_eq!(iso(tokyo_date(Millis(0))), "1970-01-01");
    assert_eq!(iso(tokyo_date(Millis(i64::MAX))), "9999-12-31");
    assert_eq!(iso(tokyo_date(Millis(i64::MIN))), "0001-01-01");
    assert_eq!(iso(add_days(day("2026-11-22"), i32::MAX)), "9999-12-31");
}

#[test]
fn years_run_from_april() {
    assert_eq!(fiscal_year(day("2027-03-31")), 2026);
    assert_eq!(fiscal_year(day("2027-04-01")), 2027);
    assert_eq!(fiscal_year_days(2026), (day("2026-04-01"), day("2027-03-31")));
    assert_eq!(add_years(day("2028-02-29"), 1), day("2029-02-28"));
}

#[test]
fn times_of_day_as_people_type_them() {
    let five_past_nine = ClockTime::new(9, 5);
    for text in ["9:05", "09:05", "９：０５", "9時5分", " 9:05 "] {
        assert_eq!(ClockTime::parse(text), five_past_nine, "{text}");
    }
    assert_eq!(ClockTime::parse("13時半"), ClockTime::new(13, 30));
    assert_eq!(ClockTime::parse("13時"), ClockTime::new(13, 0));
    for wrong in ["24:00", "9:60", "9", "", "時", ":", "9:", "-1:00", "9:005"] {
        assert_eq!(ClockTime::parse(wrong), None, "{wrong}");
    }
}

#[test]
fn minutes_have_limits() {
    assert_eq!(parse_minutes("９０分"), Ok(90));
    assert_eq!(parse_minutes("0"), Err(MinutesError::Zero));
    assert_eq!(parse_minutes("10000"), Err(MinutesError::TooMany { max: 720 }));
    assert_eq!(parse_minutes("99999999999999999999999"), Err(MinutesError::TooMany { max: 720 }));
    assert_eq!(parse_minutes("1.5"), Err(MinutesError::NotANumber));
    assert_eq!(parse_minutes(" "), Err(MinutesError::Empty));
    assert_eq!(minutes_worked(Millis(60_000), Millis(0)), Err(MinutesError::EndBeforeStart));
    assert_eq!(minutes_worked(Millis(0), Millis(5_400_000)), Ok(90));
}

proptest! {
    #[test]
    fn nothing_panics(ms: i64, days: i32, years: i32, text: String, h: u8, m: u8) {
        let date = tokyo_date(Millis(ms));
        let (hour, minute) = tokyo_time(Millis(ms));
        prop_assert!(hour < 24 && minute < 60);
        let _ = (add_days(date, days), add_years(date, years), fiscal_year_days(years), tokyo_millis(date, h, m));
        let _ = (parse_iso(&text), ClockTime::parse(&text), parse_minutes(&text), from_fields(&text, &text, &text));
        let _ = Millis(ms).plus_minutes(ms).minutes_since(Millis(i64::from(days)));
        prop_assert_eq!(parse_iso(&iso(date)), Some(date));
    }

    #[test]
    fn tokyo_there_and_back(minutes in -1_000_000_000i64..4_000_000_000) {
        let at = Millis(minutes * 60_000);
        let (h, m) = tokyo_time(at);
        prop_assert_eq!(tokyo_millis(tokyo_date(at), h, m), at);
    }

    #[test]
    fn any_three_numbers(y: i64, m in -1i64..15, d in -1i64..35) {
        let _ = from_numbers(y, m, d);
        if let Ok(date) = from_numbers(2026, m, d) {
            prop_assert_eq!((i64::from(u8::from(date.month())), i64::from(date.day())), (m, d));
        }
    }
}
