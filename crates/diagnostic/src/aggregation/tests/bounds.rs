//! Bounds against brute force over grids and corners.

use super::super::{aggregate, bounds};
use super::{monotone_rules, rules};
use nanduti_model::{Aggregation, Penalty, ZeroRule};
use proptest::prelude::*;

const DOWN: Aggregation = Aggregation::MazziottaPareto(Penalty::Downward);
const UP: Aggregation = Aggregation::MazziottaPareto(Penalty::Upward);

/// Least and greatest aggregate with every part at each of `steps` + 1 points of its interval.
fn on_a_grid(rule: &Aggregation, parts: &[(f64, f64, f64)], steps: usize) -> (f64, f64) {
    let n = (steps + 1).pow(parts.len() as u32);
    let mut ends = (f64::INFINITY, f64::NEG_INFINITY);
    for mut code in 0..n {
        let mut at = Vec::new();
        for &(weight, low, high) in parts {
            let share = (code % (steps + 1)) as f64 / steps as f64;
            at.push((weight, low + share * (high - low)));
            code /= steps + 1;
        }
        let found = aggregate(rule, &at).unwrap();
        ends = (ends.0.min(found), ends.1.max(found));
    }
    ends
}

#[test]
fn penalised_bounds_have_their_hand_values() {
    // One part fixed at 50, one open over 0–100, even weights. Corners: (50, 0) has M = 25 and
    // V = 625, so 0; (50, 100) has M = 75 and V = 625, so 75 − 25/3.
    // Inside: f = 2M − Q/M with x open: (50 + x) − (2500 + x²)/(50 + x) = 100x/(50 + x), which
    // rises to the corner x = 100: 200/3.
    let parts = [(1.0, 50.0, 50.0), (1.0, 0.0, 100.0)];
    let (low, high) = bounds(&DOWN, &parts).unwrap();
    assert!(low.abs() < 1e-9 && (high - 200.0 / 3.0).abs() < 1e-9, "{low} {high}");
    // Upward Q/M = (2500 + x²)/(50 + x): 50 at both x = 0 and 50; least where
    // x² + 100x − 2500 = 0, x = 50(√2 − 1), value 2x; greatest at 100: 12500/150.
    let (low, high) = bounds(&UP, &parts).unwrap();
    assert!((low - 100.0 * (2.0_f64.sqrt() - 1.0)).abs() < 1e-9, "{low}");
    assert!((high - 250.0 / 3.0).abs() < 1e-9, "{high}");
}

#[test]
fn a_rule_silent_at_zero_has_its_limit_as_low_end() {
    let rule = Aggregation::Geometric(ZeroRule::NotStated);
    assert_eq!(bounds(&rule, &[(1.0, 0.0, 100.0), (1.0, 25.0, 25.0)]), Some((0.0, 50.0)));
    assert_eq!(bounds(&rule, &[(1.0, 0.0, 0.0), (1.0, 25.0, 25.0)]), None);
}

#[test]
fn what_has_no_bounds_is_none() {
    for rule in rules() {
        assert_eq!(bounds(&rule, &[]), None);
        assert_eq!(bounds(&rule, &[(1.0, 5.0, 4.0)]), None);
        assert_eq!(bounds(&rule, &[(1.0, 5.0, f64::INFINITY)]), None);
        assert_eq!(bounds(&rule, &[(0.0, 5.0, 6.0)]), None);
        let fixed = bounds(&rule, &[(2.0, 5.0, 5.0)]).unwrap();
        assert!((fixed.0 - 5.0).abs() < 1e-9 && (fixed.1 - 5.0).abs() < 1e-9, "{rule:?}");
    }
    assert_eq!(bounds(&Aggregation::Copeland, &[(1.0, 0.0, 1.0)]), None);
    assert_eq!(bounds(&DOWN, &[(1.0, -2.0, 1.0)]), None);
}

#[test]
fn many_open_parts_get_a_bound_close_to_the_corner() {
    let parts: Vec<_> = (0..13)
        .map(|i| (1.0 + f64::from(i % 4), f64::from(i % 3) * 9.0, 60.0 + f64::from(i * 3)))
        .collect();
    let corner = on_a_grid(&DOWN, &parts, 1).0;
    let bound = bounds(&DOWN, &parts).unwrap().0;
    assert!(bound <= corner + 1e-9 && bound > corner - 2.0, "{bound} {corner}");
    let (bound, corner) = (bounds(&UP, &parts).unwrap().1, on_a_grid(&UP, &parts, 1).1);
    assert!((bound - corner).abs() < 1e-9, "{bound} {corner}");
}

fn intervals() -> impl Strategy<Value = Vec<(f64, f64, f64)>> {
    let open = (0.1..3.0_f64, 0.0..100.0_f64, 0.0..100.0_f64);
    let part = (open, any::<bool>()).prop_map(|((weight, a, b), fixed)| {
        (weight, a.min(b), if fixed { a.min(b) } else { a.max(b) })
    });
    prop::collection::vec(part, 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn nothing_lies_outside_the_bounds_and_they_are_reached(parts in intervals()) {
        for rule in rules() {
            let (low, high) = bounds(&rule, &parts).unwrap();
            let (least, most) = on_a_grid(&rule, &parts, 6);
            prop_assert!(low <= least + 1e-9 && high >= most - 1e-9, "{rule:?} {low} {least} {most} {high}");
            // A grid of sixths misses an inner optimum by little.
            let near = if monotone_rules().contains(&rule) { 1e-9 } else { 3.0 };
            prop_assert!(low >= least - near && high <= most + near, "{rule:?} {low} {least} {most} {high}");
        }
    }
}
