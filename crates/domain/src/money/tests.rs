use proptest::prelude::*;

use super::*;

fn five_hundred() -> FeeRule {
    FeeRule { per_person_hour_yen: Some(500), ..FeeRule::default() }
}

#[test]
fn ninety_minutes_for_two() {
    assert_eq!(fee(&five_hundred(), 2, 90, 300), FeeSum { fee: 1500, materials: 300, total: 1800 });
    assert_eq!(fee(&FeeRule::default(), 2, 90, 300), FeeSum { fee: 0, materials: 300, total: 300 });
}

#[test]
fn parts_of_a_step_follow_the_rule() {
    for (round, minutes, paid) in [
        (Round::Up, 61, 90),
        (Round::Up, 1, 30),
        (Round::Nearest, 44, 30),
        (Round::Nearest, 45, 60),
        (Round::Down, 89, 60),
        (Round::Down, 29, 0),
    ] {
        assert_eq!(FeeRule { round, ..five_hundred() }.paid_minutes(minutes), paid, "{round:?} {minutes}");
    }
    let capped = FeeRule { cap_yen: Some(1000), unit: FeeUnit::Quarter, ..five_hundred() };
    assert_eq!(fee(&capped, 3, 120, 300).total, 1300);
    assert_eq!(fee(&capped, 1, 50, 0).fee, 500);
}

#[test]
fn a_ride_has_costs_and_no_fee() {
    let costs = RideCosts { fuel: 200, tolls: 300, ..RideCosts::default() };
    assert_eq!(Charge::of(Task::Ride, &five_hundred(), 2, 90, 0, costs), Charge::Ride(costs));
    assert_eq!(Charge::Ride(costs).total(), 500);
    assert_eq!(Charge::of(Task::Weeding, &five_hundred(), 2, 90, 300, costs).total(), 1800);
}

#[test]
fn amounts_as_people_write_them() {
    for text in ["1800", "1,800", "1,800円", "¥1,800", "￥１，８００", " １８００ 円 "] {
        assert_eq!(parse_yen(text), Ok(1800), "{text}");
    }
    assert_eq!(
        (separated(0), separated(300), separated(1800), separated(1_234_567)),
        ("0".into(), "300".into(), "1,800".into(), "1,234,567".into())
    );
    assert_eq!(parse_yen("円"), Err(YenError::Empty));
    assert_eq!(parse_yen("-300"), Err(YenError::NotAnAmount { found: '-' }));
    assert_eq!(parse_yen("3.5"), Err(YenError::NotAnAmount { found: '.' }));
    assert_eq!(parse_yen("1000001"), Err(YenError::TooMuch { max: MAX_YEN }));
    assert_eq!(parse_yen(&"9".repeat(500)), Err(YenError::TooMuch { max: MAX_YEN }));
}

proptest! {
    #[test]
    fn nothing_overflows(rate: Option<u32>, people: u32, minutes: u32, materials: u32, cap: Option<u32>) {
        for unit in [FeeUnit::Quarter, FeeUnit::Half, FeeUnit::Hour] {
            for round in [Round::Up, Round::Nearest, Round::Down] {
                let rule = FeeRule { per_person_hour_yen: rate, unit, round, cap_yen: cap };
                let sum = fee(&rule, people, minutes, materials);
                prop_assert_eq!(sum.total, sum.fee.saturating_add(sum.materials));
                prop_assert!(cap.is_none_or(|cap| sum.fee <= cap));
            }
        }
    }

    #[test]
    fn more_help_never_costs_less(people in 1u32..10, minutes in 1u32..700, rate in 0u32..5000) {
        let rule = FeeRule { per_person_hour_yen: Some(rate), ..FeeRule::default() };
        prop_assert!(fee(&rule, people, minutes, 0).fee <= fee(&rule, people + 1, minutes + 1, 0).fee);
    }

    #[test]
    fn shown_amounts_read_back(amount in 0..=MAX_YEN, text: String) {
        prop_assert_eq!(parse_yen(&format!("{}円", separated(amount))), Ok(amount));
        prop_assert_eq!(parse_yen(&format!("¥{}", separated(amount))), Ok(amount));
        let _ = parse_yen(&text);
    }
}
