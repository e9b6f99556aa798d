//! Shares of the parts: hand values, all orders one by one, and sums.

use super::super::{MOST_ENUMERATED, ShareMethod, aggregate, marginal_shares};
use super::rules;
use nanduti_model::{Aggregation, Penalty, ZeroRule};
use proptest::prelude::*;

#[track_caller]
fn check(rule: &Aggregation, parts: &[(f64, f64)], reference: f64, expected: &[f64]) {
    let found = marginal_shares(rule, parts, reference).unwrap().shares;
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() < 1e-9, "{rule:?}: {found} for {expected}");
    }
}

/// What each part adds when it leaves the reference, averaged over all n! orders.
fn all_orders(rule: &Aggregation, parts: &[(f64, f64)], reference: f64) -> Vec<f64> {
    fn walk(
        rule: &Aggregation,
        parts: &[(f64, f64)],
        at: &mut [(f64, f64)],
        left: &mut Vec<usize>,
        sums: &mut [f64],
    ) -> usize {
        if left.is_empty() {
            return 1;
        }
        let mut orders = 0;
        for place in 0..left.len() {
            let part = left.remove(place);
            let before = aggregate(rule, at).unwrap();
            let kept = at[part].1;
            at[part].1 = parts[part].1;
            let below = walk(rule, parts, at, left, sums);
            sums[part] += below as f64 * (aggregate(rule, at).unwrap() - before);
            at[part].1 = kept;
            left.insert(place, part);
            orders += below;
        }
        orders
    }
    let mut at: Vec<_> = parts.iter().map(|part| (part.0, reference)).collect();
    let mut sums = vec![0.0; parts.len()];
    let orders = walk(rule, parts, &mut at, &mut (0..parts.len()).collect(), &mut sums);
    sums.iter().map(|sum| sum / orders as f64).collect()
}

#[test]
fn shares_have_their_hand_values() {
    check(&Aggregation::Arithmetic, &[(3.0, 40.0), (1.0, 80.0)], 0.0, &[30.0, 20.0]);
    check(&Aggregation::Arithmetic, &[(3.0, 40.0), (1.0, 80.0)], 50.0, &[-7.5, 7.5]);
    // The least of 10 and 4 needs both: 2 each. The greatest: 10 when first, 6 more when second.
    check(&Aggregation::Minimum, &[(1.0, 10.0), (1.0, 4.0)], 0.0, &[2.0, 2.0]);
    check(&Aggregation::Maximum, &[(1.0, 10.0), (1.0, 4.0)], 0.0, &[8.0, 2.0]);
    // √(x·y) from (1, 1) to (4, 9): first 4 adds 1 or (after 9) 3; 9 adds 2 or 4.
    let geometric = Aggregation::Geometric(ZeroRule::NotStated);
    check(&geometric, &[(1.0, 4.0), (1.0, 9.0)], 1.0, &[2.0, 3.0]);
    let found = marginal_shares(&geometric, &[(1.0, 4.0), (1.0, 9.0)], 1.0).unwrap();
    assert_eq!((found.method, found.baseline), (ShareMethod::Shapley, 1.0));
}

#[test]
fn many_parts_share_along_the_line() {
    let parts: Vec<_> =
        (0..12).map(|i| (1.0 + f64::from(i % 3), 20.0 + f64::from(5 * i))).collect();
    let total: f64 = parts.iter().map(|part| part.0).sum();
    // From 0 a geometric mean is homogeneous of degree 1: each share is weight × mean (Euler).
    let geometric = Aggregation::Geometric(ZeroRule::NotStated);
    let mean = aggregate(&geometric, &parts).unwrap();
    let expected: Vec<f64> = parts.iter().map(|part| part.0 / total * mean).collect();
    check(&geometric, &parts, 0.0, &expected);
    // All of a minimum is the worst part's.
    let mut expected = vec![0.0; 12];
    expected[0] = 20.0 - 50.0;
    check(&Aggregation::Minimum, &parts, 50.0, &expected);
    for rule in rules() {
        let found = marginal_shares(&rule, &parts, 35.0).unwrap();
        match found.method {
            ShareMethod::AumannShapley { residual } => {
                assert!(residual.abs() < 1e-9, "{rule:?} {residual}");
            }
            method => assert_eq!(method, ShareMethod::Additive),
        }
    }
    // A kink leaves a residual, and the shares still add up.
    let floored = Aggregation::Geometric(ZeroRule::Floor(33.3));
    let found = marginal_shares(&floored, &parts, 5.0).unwrap();
    let ShareMethod::AumannShapley { residual } = found.method else { panic!("{found:?}") };
    assert!(residual != 0.0 && residual.abs() < 1.0, "{residual}");
    let sum: f64 = found.shares.iter().sum();
    assert!((found.baseline + sum - aggregate(&floored, &parts).unwrap()).abs() < 1e-9);
}

#[test]
fn what_has_no_aggregate_has_no_shares() {
    assert_eq!(marginal_shares(&Aggregation::Copeland, &[(1.0, 1.0)], 0.0), None);
    for rule in rules() {
        assert_eq!(marginal_shares(&rule, &[], 0.0), None);
        assert_eq!(marginal_shares(&rule, &[(1.0, f64::NAN)], 0.0), None);
        assert_eq!(marginal_shares(&rule, &[(1.0, 4.0)], f64::NAN), None);
        let one = marginal_shares(&rule, &[(1.0, 40.0)], 10.0).unwrap();
        assert!((one.shares[0] - 30.0).abs() < 1e-9, "{rule:?} {one:?}");
    }
}

fn parts(n: std::ops::Range<usize>) -> impl Strategy<Value = Vec<(f64, f64)>> {
    prop::collection::vec((0.05..4.0_f64, prop_oneof![0.0..100.0_f64, Just(0.0), Just(100.0)]), n)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn shares_are_the_mean_over_all_orders(parts in parts(1..6), reference in 0.0..100.0) {
        for rule in rules() {
            let found = marginal_shares(&rule, &parts, reference).unwrap();
            for (found, expected) in found.shares.iter().zip(all_orders(&rule, &parts, reference)) {
                prop_assert!((found - expected).abs() < 1e-9, "{rule:?} {found} {expected}");
            }
        }
    }

    #[test]
    fn shares_add_up(parts in parts(1..MOST_ENUMERATED + 6), reference in prop_oneof![Just(0.0), 0.0..100.0]) {
        for rule in rules() {
            let found = marginal_shares(&rule, &parts, reference).unwrap();
            let sum = found.baseline + found.shares.iter().sum::<f64>();
            prop_assert!((sum - aggregate(&rule, &parts).unwrap()).abs() < 1e-9, "{rule:?} {found:?}");
        }
    }
}

#[test]
fn penalised_means_share_along_the_line_what_their_slopes_say() {
    // Two kinds of part, six of each: by symmetry the shares are alike inside a kind, and the
    // twelve-part answer is that of the two-part mean integrated by hand. From 0 the mean is
    // homogeneous: share = w·x·(2 − 2x/M + Q/M²); M = 50, Q = (900 + 4900)/2 = 2900.
    let mut parts = vec![(1.0, 30.0); 6];
    parts.extend([(1.0, 70.0); 6]);
    let slope = |x: f64| 2.0 - 2.0 * x / 50.0 + 2900.0 / 2500.0;
    let mut expected = vec![30.0 * slope(30.0) / 12.0; 6];
    expected.extend([70.0 * slope(70.0) / 12.0; 6]);
    check(&Aggregation::MazziottaPareto(Penalty::Downward), &parts, 0.0, &expected);
}
