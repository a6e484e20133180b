//! The figures of a month as CSV (RFC 4180) in UTF-8 with a byte order mark, without which Excel takes Japanese
//! for another encoding.

use super::{Month, Person};
use crate::i18n::{Text, Words, common, lang_untracked, summary};
use tanomo_domain::ledger::Ledger;

/// The file's name: the month it is of.
pub(super) fn name(month: &Month) -> String {
    format!("tanomo-{}-{:02}.csv", month.first.year(), u8::from(month.first.month()))
}

/// The file.
pub(super) fn text(month: &Month) -> String {
    let mut file = String::from("\u{feff}");
    line(&mut file, &[&say(summary::ITEM), &say(summary::IN_MONTH), &say(summary::IN_YEAR), ""]);
    for (name, unit, of) in figures() {
        let (month, year) = (of(&month.ledger).to_string(), of(&month.in_year).to_string());
        line(&mut file, &[&say(name), &month, &year, &unit]);
    }
    line(&mut file, &[]);
    let minutes = say(summary::MINUTES);
    let with_unit = |name: Text| format!("{}({minutes})", say(name));
    line(&mut file, &[&say(summary::NAME), &with_unit(summary::GIVEN), &with_unit(summary::RECEIVED)]);
    for Person { plain, given, received, .. } in &month.people {
        line(&mut file, &[plain, &given.to_string(), &received.to_string()]);
    }
    file
}

/// A text without readings, in the language of the screen.
fn say(text: Text) -> String {
    Words::from(text).plain(lang_untracked())
}

type Figure = (Text, String, fn(&Ledger) -> u64);

fn figures() -> [Figure; 7] {
    let yen = || say(common::YEN);
    [
        (summary::VISITS, say(summary::COUNT), |l| u64::from(l.visits)),
        (summary::DONE, say(summary::COUNT), |l| u64::from(l.done)),
        (summary::HOURS, say(summary::MINUTES), |l| l.person_minutes),
        (summary::BAGS, say(summary::SHEETS), |l| u64::from(l.bags)),
        (summary::MATERIALS, yen(), |l| u64::from(l.materials)),
        (summary::PAID, yen(), |l| l.paid),
        (summary::NEAR_MISSES, say(summary::COUNT), |l| u64::from(l.near_misses)),
    ]
}

fn line(file: &mut String, cells: &[&str]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            file.push(',');
        }
        file.push_str(&quoted(cell));
    }
    file.push_str("\r\n");
}

/// One cell. What Excel would take for a formula gets an apostrophe before it: a name is typed by anybody.
fn quoted(cell: &str) -> String {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let cell = if formula { format!("'{cell}") } else { cell.to_owned() };
    if cell.contains([',', '"', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_can_be_anything_and_stays_one_cell() {
        assert_eq!(quoted("山田, 花子"), "\"山田, 花子\"");
        assert_eq!(quoted("「\"はな\"」"), "\"「\"\"はな\"\"」\"");
        assert_eq!(quoted("=HYPERLINK(\"x\")"), "\"'=HYPERLINK(\"\"x\"\")\"");
        assert_eq!(quoted("120"), "120");
    }

    #[test]
    fn the_file_starts_with_the_mark_excel_needs_and_ends_each_line_as_it_expects() {
        let month = super::super::month(
            &tanomo_domain::state::State::default(),
            super::super::first(2026, 11).unwrap(),
        );
        let text = text(&month);
        assert!(text.starts_with('\u{feff}'));
        assert!(text.lines().count() > 9 && text.matches("\r\n").count() == text.lines().count());
        assert_eq!(name(&month), "tanomo-2026-11.csv");
    }
}
