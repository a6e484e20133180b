use proptest::prelude::*;

use super::*;
use crate::date::{add_days, parse_iso};

fn day(text: &str) -> Date {
    parse_iso(text).unwrap()
}

#[test]
fn the_era_comes_from_the_whole_date() {
    for (date, shown) in [
        ("2026-11-22", "2026年(令和8年)11月22日(日)"),
        ("2019-05-01", "2019年(令和元年)5月1日(水)"),
        ("2019-04-30", "2019年(平成31年)4月30日(火)"),
        ("1989-01-08", "1989年(平成元年)1月8日(日)"),
        ("1989-01-07", "1989年(昭和64年)1月7日(土)"),
        ("1926-12-25", "1926年(昭和元年)12月25日(土)"),
        ("1912-07-30", "1912年(大正元年)7月30日(火)"),
        ("1868-01-24", "1868年1月24日(金)"),
    ] {
        assert_eq!(long_ja(day(date)), shown);
    }
}

#[test]
fn each_language_has_its_form() {
    let sunday = day("2026-11-22");
    assert_eq!(short_ja(sunday), "11月22日(日)");
    assert_eq!(month_ja(sunday), "令和8年11月");
    assert_eq!(long_easy(sunday), "2026{年|ねん}11{月|がつ}22{日|にち} {日曜日|にちようび}");
    assert_eq!(short_easy(day("2026-04-01")), "{4月|しがつ}{1日|ついたち} {水曜日|すいようび}");
    assert_eq!(long_en(sunday), "Sunday 22 November 2026");
    assert_eq!(short_en(sunday), "Sun 22 Nov");
}

#[test]
fn paper_dates_are_read() {
    for text in [
        "R8.11.22",
        "r8/11/22",
        "令和8年11月22日",
        "令和８年１１月２２日（日）",
        "Ｒ８．１１．２２",
        "㋿8年11月22日",
        "2026/11/22",
        "2026-11-22",
        "2026年(令和8年)11月22日(日)",
        " 令和 8 年 11 月 22 日 ",
        "R8ー11ー22",
    ] {
        assert_eq!(parse_paper(text), Ok(day("2026-11-22")), "{text}");
    }
    assert_eq!(parse_paper("R元.5.1"), Ok(day("2019-05-01")));
    assert_eq!(parse_paper("令和元年5月1日"), Ok(day("2019-05-01")));
    assert_eq!(parse_paper("H31.4.30"), Ok(day("2019-04-30")));
    assert_eq!(parse_paper("S22.3.5"), Ok(day("1947-03-05")));
    assert_eq!(parse_paper("T15.12.25"), parse_paper("S1.12.25"));
}

#[test]
fn impossible_paper_dates_say_which_era() {
    let at = day("2019-04-30");
    assert_eq!(parse_paper("R1.4.30"), Err(PaperDateError::BeforeEra { era: Era::Reiwa, date: at }));
    let at = day("2019-05-01");
    assert_eq!(parse_paper("H31.5.1"), Err(PaperDateError::AfterEra { era: Era::Heisei, date: at }));
    assert_eq!(parse_paper("R0.5.1"), Err(PaperDateError::YearNotInEra { era: Era::Reiwa, year: 0 }));
    assert!(matches!(
        parse_paper("R8.2.30"),
        Err(PaperDateError::Wrong(DateError::DayNotInMonth { last: 28, .. }))
    ));
    for text in ["きょう", "11/22", "R8.11.22.1", "元.5.1", "-1.2.3", "R.11.22", "2026"] {
        assert_eq!(parse_paper(text), Err(PaperDateError::NotADate), "{text}");
    }
    assert_eq!(parse_paper(" (日) "), Err(PaperDateError::Empty));
}

proptest! {
    #[test]
    fn shown_dates_read_back(days in 0i32..70_000) {
        let date = add_days(Era::Meiji.first(), days);
        prop_assert_eq!(parse_paper(&long_ja(date)), Ok(date));
        let era = Era::of(date).unwrap();
        let paper = format!("{}{}.{}.{}", era.letter(), era.year(date), u8::from(date.month()), date.day());
        prop_assert_eq!(parse_paper(&paper), Ok(date));
    }

    #[test]
    fn nothing_panics(text: String, odd in "[RHSTM令和平成]{0,2}[0-9元]{0,12}[.年/-]{0,2}[0-9]{0,9}[.月]?[0-9]{0,9}", ms: i64) {
        let _ = (parse_paper(&text), parse_paper(&odd));
        let date = date::tokyo_date(date::Millis(ms));
        let _ = (long_ja(date), long_easy(date), long_en(date), short_en(date), month_ja(date));
    }
}
