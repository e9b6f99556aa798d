//! Facts about aggregation: published and hand values, refusals, and properties of all rules.

mod bounds;
mod sample;
mod shares;

use super::aggregate;
use nanduti_model::{Aggregation, Penalty, ZeroRule};
use proptest::prelude::*;

/// Rules that rise with every part, on values of at least 0.
fn monotone_rules() -> Vec<Aggregation> {
    vec![
        Aggregation::Arithmetic,
        Aggregation::Geometric(ZeroRule::Zero),
        Aggregation::Geometric(ZeroRule::Floor(2.0)),
        Aggregation::Harmonic(ZeroRule::Zero),
        Aggregation::Power { exponent: 3.0, zero: ZeroRule::NotStated },
        Aggregation::Power { exponent: 0.5, zero: ZeroRule::NotStated },
        Aggregation::Power { exponent: -2.5, zero: ZeroRule::Floor(1.0) },
        Aggregation::OrderedWeighted(vec![0.1, 0.2, 0.7]),
        Aggregation::Minimum,
        Aggregation::Maximum,
    ]
}

/// All row-wise rules.
fn rules() -> Vec<Aggregation> {
    let mut rules = monotone_rules();
    rules.push(Aggregation::MazziottaPareto(Penalty::Downward));
    rules.push(Aggregation::MazziottaPareto(Penalty::Upward));
    rules
}

#[track_caller]
fn check(rule: &Aggregation, parts: &[(f64, f64)], expected: Option<f64>) {
    let found = aggregate(rule, parts);
    match (found, expected) {
        (Some(found), Some(expected)) => {
            assert!((found - expected).abs() < 1e-12, "{rule:?}: {found} for {expected}");
        }
        _ => assert_eq!(found, expected, "{rule:?}"),
    }
}

#[test]
fn power_means_have_their_hand_values() {
    // 0.5·80 + 0.3·60 + 0.2·20 = 40 + 18 + 4.
    check(&Aggregation::Arithmetic, &[(0.5, 80.0), (0.3, 60.0), (0.2, 20.0)], Some(62.0));
    // ∛(8·8·27) = ∛1728.
    let geometric = Aggregation::Geometric(ZeroRule::NotStated);
    check(&geometric, &[(2.0, 8.0), (1.0, 27.0)], Some(12.0));
    // 2/(1/40 + 1/60) = 240/5.
    let harmonic = Aggregation::Harmonic(ZeroRule::NotStated);
    check(&harmonic, &[(1.0, 40.0), (1.0, 60.0)], Some(48.0));
    // √((1 + 49)/2).
    let square = Aggregation::Power { exponent: 2.0, zero: ZeroRule::NotStated };
    check(&square, &[(1.0, 1.0), (1.0, 7.0)], Some(5.0));
    check(&square, &[(1.0, 0.0), (1.0, 0.0)], Some(0.0));
}

#[test]
fn a_power_mean_of_any_exponent_stays_finite_and_meets_its_neighbours() {
    let parts = [(1.0, 20.0), (1.0, 80.0)];
    let power = |exponent| {
        aggregate(&Aggregation::Power { exponent, zero: ZeroRule::NotStated }, &parts).unwrap()
    };
    assert!((power(1000.0) - 80.0).abs() < 0.06 && (power(-1000.0) - 20.0).abs() < 0.06);
    // √(20·80); the mean of a tiny exponent must not lose its digits: M_p ≈ G·exp(p·V/2), with
    // V = ln²2 the variance of the logarithms.
    assert!((power(0.0) - 40.0).abs() < 1e-12);
    let near = 40.0 * (1e-9 * 2.0_f64.ln().powi(2) / 2.0).exp();
    assert!((power(1e-9) - near).abs() < 1e-12);
}

#[test]
fn the_mean_with_penalty_has_its_hand_values() {
    let down = Aggregation::MazziottaPareto(Penalty::Downward);
    let up = Aggregation::MazziottaPareto(Penalty::Upward);
    // M = 100, variance (100 + 100 + 0)/3, sd·cv = 66.67/100 (Mazziotta and Pareto, 2013).
    let parts = [(1.0, 90.0), (1.0, 110.0), (1.0, 100.0)];
    check(&down, &parts, Some(100.0 - 2.0 / 3.0));
    check(&up, &parts, Some(100.0 + 2.0 / 3.0));
    // M = 0.75·40 + 0.25·80 = 50; V = 0.75·100 + 0.25·900 = 300; 50 − 6.
    check(&down, &[(3.0, 40.0), (1.0, 80.0)], Some(44.0));
    check(&down, &[(1.0, 0.0), (1.0, 0.0)], Some(0.0));
    check(&down, &[(1.0, -3.0), (1.0, 1.0)], None);
}

#[test]
fn ordered_weights_go_to_places() {
    // Yager (1988): 0.4·1 + 0.3·0.7 + 0.2·0.6 + 0.1·0.3.
    let rule = Aggregation::OrderedWeighted(vec![0.4, 0.3, 0.2, 0.1]);
    check(&rule, &[(1.0, 0.7), (1.0, 1.0), (1.0, 0.3), (1.0, 0.6)], Some(0.76));
    // Three places take 4/3 weights each: 0.4 + 0.3/3, 0.2 + 0.2·2/3, 0.2/3 + 0.1.
    let expected = 0.5 * 1.0 + (0.2 + 0.4 / 3.0) * 0.6 + (0.2 / 3.0 + 0.1) * 0.3;
    check(&rule, &[(1.0, 1.0), (1.0, 0.3), (1.0, 0.6)], Some(expected));
    check(&rule, &[(1.0, 0.3)], Some(0.3));
    for weights in [vec![], vec![0.0], vec![1.0, -1.0], vec![f64::NAN]] {
        check(&Aggregation::OrderedWeighted(weights), &[(1.0, 1.0)], None);
    }
}

#[test]
fn each_zero_rule_does_what_it_says() {
    let parts = [(1.0, 0.0), (1.0, 16.0)];
    for make in [Aggregation::Geometric, Aggregation::Harmonic] {
        check(&make(ZeroRule::Zero), &parts, Some(0.0));
        check(&make(ZeroRule::NotStated), &parts, None);
        check(&make(ZeroRule::Floor(0.0)), &parts, None);
        // A part that weighs nothing is not there, whatever its value.
        check(&make(ZeroRule::NotStated), &[(0.0, 0.0), (1.0, 16.0)], Some(16.0));
    }
    check(&Aggregation::Geometric(ZeroRule::Floor(1.0)), &parts, Some(4.0));
    check(&Aggregation::Harmonic(ZeroRule::Floor(1.0)), &parts, Some(32.0 / 17.0));
    let root = Aggregation::Power { exponent: 0.5, zero: ZeroRule::NotStated };
    check(&root, &parts, Some(4.0));
    check(&root, &[(1.0, -1.0), (1.0, 16.0)], None);
}

#[test]
fn what_cannot_be_computed_is_none() {
    let sample = [
        Aggregation::Copeland,
        Aggregation::BenefitOfTheDoubt { least_share: 0.0, most_share: 1.0 },
    ];
    for rule in &sample {
        check(rule, &[(1.0, 50.0)], None);
    }
    for rule in rules() {
        for parts in [
            vec![],
            vec![(0.0, 50.0)],
            vec![(-1.0, 50.0), (2.0, 50.0)],
            vec![(f64::NAN, 50.0)],
            vec![(f64::INFINITY, 50.0)],
            vec![(1.0, f64::NAN), (1.0, 50.0)],
            vec![(1.0, f64::INFINITY), (1.0, 50.0)],
        ] {
            check(&rule, &parts, None);
        }
        check(&rule, &[(3.0, 50.0)], Some(50.0));
    }
}

fn parts() -> impl Strategy<Value = Vec<(f64, f64)>> {
    prop::collection::vec(
        (0.05..4.0_f64, prop_oneof![0.0..100.0_f64, Just(0.0), Just(100.0)]),
        1..7,
    )
}

proptest! {
    #[test]
    fn rising_parts_never_lower_a_monotone_rule(parts in parts(), at: prop::sample::Index, by in 0.0..50.0) {
        let mut raised = parts.clone();
        raised[at.index(parts.len())].1 += by;
        for rule in monotone_rules() {
            let (before, after) = (aggregate(&rule, &parts), aggregate(&rule, &raised));
            prop_assert!(after.unwrap() >= before.unwrap() - 1e-9, "{rule:?} {before:?} {after:?}");
        }
    }

    #[test]
    fn neither_order_nor_scale_of_the_weights_matters(parts in parts(), scale in 0.01..100.0) {
        let other: Vec<_> = parts.iter().rev().map(|(weight, x)| (weight * scale, *x)).collect();
        for rule in rules() {
            match (aggregate(&rule, &parts), aggregate(&rule, &other)) {
                (Some(one), Some(two)) => prop_assert!((one - two).abs() < 1e-9, "{rule:?}"),
                (one, two) => prop_assert_eq!(one, two),
            }
        }
    }

    #[test]
    fn monotone_rules_stay_inside_their_parts_and_means_keep_their_order(parts in parts()) {
        let least = parts.iter().map(|part| part.1).fold(f64::INFINITY, f64::min);
        let most = parts.iter().map(|part| part.1).fold(f64::NEG_INFINITY, f64::max);
        for rule in monotone_rules() {
            let found = aggregate(&rule, &parts).unwrap();
            prop_assert!(found >= least && found <= most.max(2.0), "{rule:?} {found}");
        }
        let mean = |exponent| {
            aggregate(&Aggregation::Power { exponent, zero: ZeroRule::Zero }, &parts).unwrap()
        };
        let means: Vec<f64> = [-3.0, -1.0, 0.0, 0.3, 1.0, 2.0].map(mean).to_vec();
        prop_assert!(means.windows(2).all(|pair| pair[0] <= pair[1] + 1e-9), "{means:?}");
    }
}
