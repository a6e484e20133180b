//! Days, times and repetitions in words.

use super::{Lang, Text, Words};
use tanomo_domain::date::{ClockTime, Date, Millis, Weekday, tokyo_date, tokyo_time, weekday_ja};
use tanomo_domain::era;
use tanomo_domain::recurrence::{Nth, Recurrence};

texts! {
    WEEKLY: "毎週{days}", "{毎週|まいしゅう} {days}", "Every week: {days}";
    EVERY_WEEKS: "{n}週ごと {days}", "{n}{週間|しゅうかん}に {一回|いっかい} {days}", "Every {n} weeks: {days}";
    MONTHLY_NTH: "毎月{nth}{days}曜日", "{毎月|まいつき} {nth} {days}", "Every month: {nth} {days}";
    MONTHLY_DAY: "毎月{n}日", "{毎月|まいつき} {n}{日|にち}", "Every month on day {n}";
    NTH_1: "第1", "1{番目|ばんめ}の", "1st";
    NTH_2: "第2", "2{番目|ばんめ}の", "2nd";
    NTH_3: "第3", "3{番目|ばんめ}の", "3rd";
    NTH_4: "第4", "4{番目|ばんめ}の", "4th";
    NTH_5: "第5", "5{番目|ばんめ}の", "5th";
    NTH_LAST: "最終", "{最後|さいご}の", "last";
    SPAN: "{from}から{until}まで", "{from}から {until}まで", "{from} to {until}";
    SPAN_FROM: "{from}から", "{from}から", "From {from}";
    SPAN_UNTIL: "{until}まで", "{until}まで", "Until {until}";
    DAY_TIME: "{day} {time}", "{day} {time}", "{day} {time}";
}

/// `2026年(令和8年)11月22日(日)`, for whatever is agreed or kept.
pub fn date(date: Date) -> Words {
    Words::made(move |lang| match lang {
        Lang::Ja => era::long_ja(date),
        Lang::Easy => era::long_easy(date),
        Lang::En => era::long_en(date),
    })
}

/// `11月22日(日)`, for lists.
pub fn day(date: Date) -> Words {
    Words::made(move |lang| match lang {
        Lang::Ja => era::short_ja(date),
        Lang::Easy => era::short_easy(date),
        Lang::En => era::short_en(date),
    })
}

/// `令和8年11月`, for the head of a month.
pub fn month(date: Date) -> Words {
    Words::made(move |lang| match lang {
        Lang::Ja => era::month_ja(date),
        Lang::Easy => format!("{}{{年|ねん}}{}{{月|がつ}}", date.year(), u8::from(date.month())),
        Lang::En => format!("{} {}", date.month(), date.year()),
    })
}

/// A weekday alone: `火`, `{火曜日|かようび}`, `Tuesday`.
pub fn weekday(day: Weekday) -> Words {
    Words::made(move |lang| match lang {
        Lang::Ja => weekday_ja(day).to_string(),
        Lang::Easy => era::weekday_easy(day).to_owned(),
        Lang::En => day.to_string(),
    })
}

/// `9:05`, 24 hours.
pub fn time(time: ClockTime) -> Words {
    clock(time.hour(), time.minute())
}

/// A time by its numbers.
pub(super) fn clock(hour: u8, minute: u8) -> Words {
    Words::from(format!("{hour}:{minute:02}"))
}

/// A day with its time in the circle's zone, for what was written when.
pub fn moment(at: Millis) -> Words {
    let (hour, minute) = tokyo_time(at);
    DAY_TIME.with("day", day(tokyo_date(at))).with("time", clock(hour, minute))
}

/// From a day to another, either of which may be open; nothing where both are.
pub fn span(from: Option<Date>, until: Option<Date>) -> Words {
    match (from, until) {
        (Some(from), Some(until)) if from == until => date(from),
        (Some(from), Some(until)) => SPAN.with("from", day(from)).with("until", day(until)),
        (Some(from), None) => SPAN_FROM.with("from", date(from)),
        (None, Some(until)) => SPAN_UNTIL.with("until", date(until)),
        (None, None) => Words::default(),
    }
}

/// A day of a record, or what stands there where it is none.
pub fn date_or_text(text: &str) -> Words {
    tanomo_domain::date::parse_iso(text).map_or_else(|| Words::plain_text(text), date)
}

/// How something repeats: `毎週火・金`, `毎月第1火曜日`.
pub fn recurrence(rule: &Recurrence) -> Words {
    match rule {
        Recurrence::Weekly { on } => WEEKLY.with("days", listed(on.days().map(weekday))),
        Recurrence::EveryWeeks { weeks, on, .. } => {
            EVERY_WEEKS.with("n", *weeks).with("days", listed(on.days().map(weekday)))
        }
        Recurrence::MonthlyNth { nth, on } => {
            MONTHLY_NTH.with("nth", listed(nth.all().map(self::nth))).with("days", weekday(on.weekday()))
        }
        Recurrence::MonthlyDay { day } => MONTHLY_DAY.with("n", *day),
    }
}

/// Which week of a month.
pub fn nth(nth: Nth) -> Words {
    Text::into(match nth {
        Nth::Number(1) => NTH_1,
        Nth::Number(2) => NTH_2,
        Nth::Number(3) => NTH_3,
        Nth::Number(4) => NTH_4,
        Nth::Number(_) => NTH_5,
        Nth::Last => NTH_LAST,
    })
}

/// Words side by side: `火・金`.
pub fn listed(words: impl Iterator<Item = Words>) -> Words {
    let mut parts = Vec::new();
    for word in words {
        if !parts.is_empty() {
            parts.push(Words::made(|lang| if lang == Lang::En { ", " } else { "・" }.to_owned()));
        }
        parts.push(word);
    }
    Words::join(parts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use tanomo_domain::date::parse_iso;

    #[test]
    fn a_day_is_said_in_each_language() {
        let Some(sunday) = parse_iso("2026-11-22") else { panic!("a day") };
        assert_eq!(date(sunday).plain(Lang::Ja), "2026年(令和8年)11月22日(日)");
        assert_eq!(day(sunday).plain(Lang::Easy), "11月22日 日曜日");
        assert_eq!(date(sunday).plain(Lang::En), "Sunday 22 November 2026");
    }

    #[test]
    fn repetitions_are_said_as_people_say_them() {
        let twice = Recurrence::weekly([Weekday::Tuesday, Weekday::Friday]);
        assert_eq!(recurrence(&twice).plain(Lang::Ja), "毎週火・金");
        assert_eq!(recurrence(&twice).plain(Lang::En), "Every week: Tuesday, Friday");
        let first = Recurrence::monthly(Nth::Number(1), Weekday::Tuesday);
        assert_eq!(recurrence(&first).plain(Lang::Ja), "毎月第1火曜日");
        assert_eq!(recurrence(&first).plain(Lang::En), "Every month: 1st Tuesday");
    }
}
