//! What holds for every text of the app, and how words resolve.

use super::words::Span;
use super::*;
use std::collections::BTreeSet;

fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '々' | '〆')
}

fn is_reading(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{309F}' | '\u{30A1}'..='\u{30FF}')
}

/// The pieces inside braces; an error for a brace that is alone or nested.
fn braces(raw: &str) -> Result<Vec<&str>, String> {
    let mut pieces = Vec::new();
    let mut rest = raw;
    while let Some(at) = rest.find(['{', '}']) {
        if rest[at..].starts_with('}') {
            return Err("a } without {".into());
        }
        let inside = &rest[at + 1..];
        let end = inside.find(['{', '}']).ok_or("a { without }")?;
        if inside[end..].starts_with('{') {
            return Err("a { inside { }".into());
        }
        pieces.push(&inside[..end]);
        rest = &inside[end + 1..];
    }
    Ok(pieces)
}

fn places(raw: &str) -> Result<BTreeSet<&str>, String> {
    Ok(braces(raw)?.into_iter().filter(|inside| !inside.contains('|')).collect())
}

fn complaints(text: Text) -> Vec<String> {
    let mut complaints = Vec::new();
    let mut all_places = Vec::new();
    for lang in Lang::ALL {
        let raw = text.raw(lang);
        if raw.trim().is_empty() {
            complaints.push(format!("{lang:?} is empty"));
        }
        match places(raw) {
            Ok(found) => all_places.push(found),
            Err(why) => complaints.push(format!("{lang:?}: {why}")),
        }
        for inside in braces(raw).unwrap_or_default() {
            match inside.split_once('|') {
                Some((base, reading))
                    if base.is_empty() || reading.is_empty() || !reading.chars().all(is_reading) =>
                {
                    complaints.push(format!("{lang:?}: {{{inside}}} is no base with a kana reading"));
                }
                Some(_) => {}
                None if inside.is_empty() || !inside.chars().all(|c| c.is_ascii_lowercase() || c == '_') => {
                    complaints.push(format!("{lang:?}: {{{inside}}} is no place"));
                }
                None => {}
            }
        }
    }
    if all_places.windows(2).any(|pair| pair[0] != pair[1]) {
        complaints.push(format!("the languages have different places: {all_places:?}"));
    }
    for span in Words::from(text).spans(Lang::Easy) {
        if let Span::Plain(plain) = span
            && plain.chars().any(is_kanji)
        {
            complaints.push(format!("やさしい日本語 has kanji without a reading: {plain}"));
        }
    }
    complaints
}

#[test]
fn every_text_is_whole_in_three_languages() {
    let wrong: Vec<String> = all()
        .into_iter()
        .flat_map(|(file, name, text)| {
            complaints(text).into_iter().map(move |why| format!("{file}::{name}: {why}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} texts to mend:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_check_of_texts_finds_each_fault() {
    let faults = [
        Text(["保存", "保存", "Save"]),
        Text(["{n}件", "{n}けん", "Items"]),
        Text(["あ", "{漢字|}", "a"]),
        Text(["あ", "あ{", "a"]),
        Text(["あ", "あ", " "]),
        Text(["あ", "{漢字|kanji}", "a"]),
    ];
    for fault in faults {
        assert!(!complaints(fault).is_empty(), "{fault:?} passed");
    }
    assert!(complaints(Text(["保存{n}", "{保存|ほぞん}{n}", "Save {n}"])).is_empty());
}

#[test]
fn places_are_filled_and_readings_left_out_of_plain_text() {
    const LEFT: Text = Text(["{who}さん あと{n}件", "{who}さん あと {n}{件|けん}", "{n} left for {who}"]);
    let words = LEFT.with("n", 3).with("who", Words::named("山田", "やまだ"));
    assert_eq!(words.plain(Lang::Ja), "山田さん あと3件");
    assert_eq!(words.plain(Lang::Easy), "山田さん あと 3件");
    assert_eq!(words.spoken(Lang::Easy), "やまださん あと 3件");
    assert_eq!(words.plain(Lang::En), "3 left for 山田");
}

#[test]
fn what_a_person_typed_is_never_read_as_markup() {
    const HELLO: Text = Text(["{name}へ", "{name}へ", "To {name}"]);
    let words = HELLO.with("name", "{n}{漢字|かんじ}<b>");
    assert_eq!(words.plain(Lang::Ja), "{n}{漢字|かんじ}<b>へ");
}

#[test]
fn a_language_is_found_by_its_code() {
    for lang in Lang::ALL {
        assert_eq!(Lang::from_code(lang.code()), lang);
    }
    assert_eq!(Lang::from_code("fr"), Lang::Ja);
}

#[test]
fn every_kind_of_record_has_words() {
    let nameless: Vec<&str> =
        tanomo_domain::KINDS.into_iter().filter(|kind| fields::kind(kind) == fields::OTHER_KIND).collect();
    assert!(nameless.is_empty(), "{nameless:?}");
    assert_eq!(fields::kind("of-a-newer-app"), fields::OTHER_KIND);
}

#[test]
fn every_field_of_a_work_day_has_words() {
    let fields_of: [(&str, &[&str]); 4] = [
        (
            "work-day",
            &[
                "day",
                "time",
                "place",
                "note",
                "repeats",
                "job",
                "asked",
                "leader",
                "off",
                "dropped",
                "closed_at",
                "closing",
            ],
        ),
        (
            "attendance",
            &[
                "day",
                "member",
                "answer",
                "words",
                "seats",
                "tools",
                "came_at",
                "fit",
                "fit_words",
                "briefed_at",
                "heat",
                "home_at",
            ],
        ),
        ("call", &["day", "told_by", "told_at"]),
        ("sheet", &["day", "number", "team", "to", "handed_at", "back_at"]),
    ];
    for (kind, names) in fields_of {
        for name in names {
            assert_ne!(fields::field(kind, name), fields::OTHER, "{kind}/{name}");
        }
    }
    assert_ne!(fields::field("work-day", "day"), fields::field("agreement", "day"));
}
