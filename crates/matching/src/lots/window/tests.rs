//! Months and shares, by the calendar.

use super::*;
use crate::test_case::{START, lot};
use jiff::civil::date;

fn months(from: Date, due: Date) -> Vec<(u16, i64, i64)> {
    let lot = Lot { start: from, due, ..lot("L", 1) };
    window_months(START, &lot).iter().map(|m| (m.month, m.days, m.of)).collect()
}

#[test]
fn a_window_covers_its_months_by_days() {
    let found = months(date(2024, 1, 15), date(2024, 3, 10));
    assert_eq!(found, [(0, 17, 31), (1, 29, 29), (2, 10, 31)]);
    assert_eq!(months(date(2024, 2, 5), date(2024, 2, 5)), [(1, 1, 29)]);
    assert_eq!(months(date(2024, 12, 31), date(2025, 1, 1)), [(11, 1, 31), (12, 1, 31)]);
}

#[test]
fn days_before_the_case_and_reversed_windows_offer_nothing() {
    assert_eq!(months(date(2023, 11, 1), date(2024, 1, 2)), [(0, 2, 31)]);
    assert_eq!(months(date(2023, 11, 1), date(2023, 12, 31)), []);
    assert_eq!(months(date(2024, 3, 2), date(2024, 3, 1)), []);
}

#[test]
fn a_mistyped_year_ends_at_the_horizon() {
    assert_eq!(months(START, date(9999, 12, 31)).len(), usize::from(MAX_MONTHS));
    assert_eq!(months(date(2999, 1, 1), date(9999, 12, 31)), []);
}

#[test]
fn shares_round_down() {
    let half = WindowMonth { month: 0, days: 10, of: 31 };
    assert_eq!((half.share(3_100), half.share(100), half.share(0)), (1_000, 32, 0));
}
