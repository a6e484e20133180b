//! The numbers of paper forms. The number is all that a form's QR says, and what makes two phones that type in
//! one form make one request; so every way of writing it comes to the same.

use crate::fold::fold_width;
use crate::tidy::{TEL, tidy_line};

/// The most forms that are printed at once.
pub const MOST: u32 = 100;

/// A form's number as it is kept: 「No.012」, 「１２番」 and `12` are 12. What is not one number stays as typed, in
/// half-width; empty for nothing.
pub fn number(typed: &str) -> String {
    let line = tidy_line(&fold_width(typed));
    let mut runs = line.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    match (runs.next(), runs.next()) {
        // A letter may name a series of its own (A12), so only what people write around a number goes.
        (Some(run), None) if around(&line) => match run.trim_start_matches('0') {
            "" => "0".to_owned(),
            digits => digits.chars().take(TEL).collect(),
        },
        _ => line,
    }
}

/// Whether nothing but a number's usual company stands around its digits.
fn around(line: &str) -> bool {
    let rest: String = line.chars().filter(|c| !c.is_ascii_digit()).collect();
    matches!(
        rest.to_lowercase().replace(' ', "").as_str(),
        "" | "no" | "no." | "no.:" | "#" | "番" | "第号" | "第番" | "号" | "№" | "申込書" | "申込書no."
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_one_number_is_one() {
        for typed in ["12", " 12 ", "１２", "012", "No.12", "no 12", "№12", "#12", "12番", "第12号"] {
            assert_eq!(number(typed), "12", "{typed}");
        }
        assert_eq!(number("0"), "0");
        assert_eq!(number("000"), "0");
        assert_eq!(number("  "), "");
    }

    #[test]
    fn what_is_more_than_a_number_stays() {
        assert_eq!(number("A12"), "A12");
        assert_eq!(number("12-3"), "12-3");
        assert_eq!(number("Ｂ 7"), "B 7");
        assert_ne!(number("A12"), number("B12"));
    }
}
