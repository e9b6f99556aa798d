//! What weights do, and weights that make influence equal.

use super::super::{
    Balanced, EqualInfluence, WeightingError, correlation_ratio, equal_influence, influence,
};
use super::near;
use super::statistical::{mixed, signs};
use proptest::prelude::*;

#[test]
fn uncorrelated_children_share_the_variance_by_weight_and_spread() {
    // Weights ¾ and ¼ of uncorrelated columns of one spread: 9/16 and 1/16 of 10/16.
    let (a, b) = (mixed(&[(1.0, signs(0))]), mixed(&[(1.0, signs(1))]));
    let parent = mixed(&[(0.75, signs(0)), (0.25, signs(1))]);
    let found = influence(&[&a, &b], &[3.0, 1.0], &parent).unwrap();
    for (found, expected) in found.iter().zip([0.9, 0.1]) {
        near(&[found.effective_weight.unwrap()], &[expected], 1e-12);
        near(&[found.squared_correlation.unwrap()], &[expected], 1e-12);
        assert_eq!(found.n_units, 16);
    }
    near(&[found[0].weight], &[0.75], 1e-12);
}

#[test]
fn what_does_not_vary_has_no_influence_stated() {
    let (a, flat) = (mixed(&[(1.0, signs(0))]), vec![Some(2.0); 16]);
    let found = influence(&[&flat, &flat], &[1.0, 1.0], &a).unwrap();
    assert_eq!((found[0].effective_weight, found[0].correlation), (None, None));
    assert_eq!(found[0].correlation_ratio, None);
    let gaps = vec![None; 16];
    assert_eq!(influence(&[&gaps], &[1.0], &a).unwrap()[0].n_units, 0);
    assert_eq!(influence(&[&a], &[1.0, 1.0], &a), Err(WeightingError::LengthsDiffer));
    assert_eq!(influence(&[&a], &[1.0], &a[1..]), Err(WeightingError::LengthsDiffer));
}

#[test]
fn the_correlation_ratio_sees_what_bends() {
    let x: Vec<f64> = (-50..=50).map(f64::from).collect();
    let bent: Vec<f64> = x.iter().map(|x| x * x).collect();
    assert!(nanduti_stats::pearson(&x, &bent).unwrap().abs() < 1e-12);
    assert!(correlation_ratio(&x, &bent).unwrap() > 0.9);
    // What alternates without regard to x: 0 once chance is taken off.
    let noise: Vec<f64> = (0..101).map(|i| f64::from(i % 2)).collect();
    assert_eq!(correlation_ratio(&x, &noise), Some(0.0));
    // Two groups by hand: y is 0 or 2 where x is 0 and 4 or 6 where x is 1, six of each.
    // Within 12·1 over 12 − 2, in all 12·(1 + 4) over 11: 1 − 1.2/(60/11) = 0.78.
    let x: Vec<f64> = (0..12).map(|i| f64::from(i / 6)).collect();
    let y: Vec<f64> = (0..12).map(|i| f64::from(4 * (i / 6) + 2 * (i % 2))).collect();
    near(&[correlation_ratio(&x, &y).unwrap()], &[0.78], 1e-12);
    assert_eq!(correlation_ratio(&x[1..], &y[1..]), None);
    assert_eq!(correlation_ratio(&[1.0; 12], &y), None);
    assert_eq!(correlation_ratio(&x, &[1.0; 12]), None);
}

#[track_caller]
fn reached(outcome: EqualInfluence) -> Balanced {
    let EqualInfluence::Reached(found) = outcome else { panic!("{outcome:?}") };
    found
}

#[track_caller]
fn unreachable(outcome: EqualInfluence) -> Balanced {
    let EqualInfluence::Unreachable(found) = outcome else { panic!("{outcome:?}") };
    found
}

#[test]
fn equal_influence_weighs_against_the_spread() {
    // Uncorrelated, spreads 1 and 2: weights 2 : 1, half the variance each.
    let (a, b) = (mixed(&[(1.0, signs(0))]), mixed(&[(2.0, signs(1))]));
    let found = reached(equal_influence(&[&a, &b], &[(0.0, 1.0); 2]).unwrap());
    near(&found.weights, &[2.0 / 3.0, 1.0 / 3.0], 1e-6);
    near(&found.correlations, &[0.5_f64.sqrt(); 2], 1e-6);
    // With at most 0.6: 0.6·1 against 0.4·2, squared shares 0.36 and 0.64 of 1.
    let found = unreachable(equal_influence(&[&a, &b], &[(0.4, 0.6); 2]).unwrap());
    near(&found.weights, &[0.6, 0.4], 1e-6);
    near(&[found.gap], &[0.28], 1e-6);
}

#[test]
fn equal_influence_that_needs_a_negative_weight_is_unreachable() {
    // Two uncorrelated columns and a third correlated 0.6 with both: R⁻¹·1 is 10/7, 10/7, −5/7.
    // Nearest without negative weights: ½, ½, 0, squared correlations ½, ½ and 0.72.
    let (a, b) = (mixed(&[(1.0, signs(0))]), mixed(&[(1.0, signs(1))]));
    let c = mixed(&[(0.6, signs(0)), (0.6, signs(1)), (0.28_f64.sqrt(), signs(2))]);
    let found = unreachable(equal_influence(&[&a, &b, &c], &[(0.0, 1.0); 3]).unwrap());
    near(&found.weights, &[0.5, 0.5, 0.0], 1e-6);
    near(&[found.gap], &[0.22], 1e-6);
}

#[test]
fn opposed_columns_are_balanced_by_difference() {
    // b is a's opposite but for a little: with these bounds a stays above 0 and b below.
    let a = mixed(&[(1.0, signs(0))]);
    let b = mixed(&[(-1.0, signs(0)), (0.1, signs(1))]);
    let found = unreachable(equal_influence(&[&a, &b], &[(0.6, 0.8), (0.2, 0.4)]).unwrap());
    near(&found.weights, &[0.6, 0.4], 1e-6);
    assert!(found.correlations[0] > 0.0 && found.correlations[1] < 0.0);
}

#[test]
fn equal_influence_refuses_what_it_cannot_use() {
    let (a, flat) = (mixed(&[(1.0, signs(0))]), vec![Some(2.0); 16]);
    let any = [(0.0, 1.0); 2];
    assert_eq!(equal_influence(&[&a, &flat], &any), Err(WeightingError::NoSpread { column: 1 }));
    assert_eq!(equal_influence(&[&a], &any), Err(WeightingError::LengthsDiffer));
    assert_eq!(equal_influence(&[], &[]), Err(WeightingError::BoundsCross));
    for bad in [(0.6, 1.0), (0.0, 0.4), (0.5, 0.4), (f64::NAN, 1.0)] {
        assert_eq!(equal_influence(&[&a, &a], &[bad; 2]), Err(WeightingError::BoundsCross));
    }
    let few = WeightingError::TooFewUnits { found: 9, needed: 10 };
    assert_eq!(equal_influence(&[&a[..9], &a[..9]], &any), Err(few));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn no_weights_on_a_grid_are_better_balanced(
        factors in prop::collection::vec(prop::collection::vec(0.1..1.0_f64, 4), 3),
    ) {
        let columns: Vec<Vec<Option<f64>>> = factors
            .iter()
            .map(|f| mixed(&(0..4).map(|at| (f[at as usize], signs(at))).collect::<Vec<_>>()))
            .collect();
        let columns: Vec<&[Option<f64>]> = columns.iter().map(Vec::as_slice).collect();
        let outcome = equal_influence(&columns, &[(0.1, 0.7); 3]).unwrap();
        let (EqualInfluence::Reached(found) | EqualInfluence::Unreachable(found)) = outcome;
        let ratio = |correlations: &[f64]| {
            let most = correlations.iter().copied().fold(f64::NEG_INFINITY, f64::max);
            most / correlations.iter().copied().fold(f64::INFINITY, f64::min)
        };
        let best = ratio(&found.correlations);
        for (i, j) in (2..=14).flat_map(|i| (2..=14).map(move |j| (i, j))) {
            let k = 20 - i - j;
            if !(2..=14).contains(&k) {
                continue;
            }
            let weights = [f64::from(i), f64::from(j), f64::from(k)];
            let parent: Vec<Option<f64>> = (0..16)
                .map(|unit| columns.iter().zip(weights).map(|(x, w)| x[unit].map(|x| x * w)).sum())
                .collect();
            let there = influence(&columns, &weights, &parent).unwrap();
            let there: Vec<f64> = there.iter().map(|one| one.correlation.unwrap()).collect();
            prop_assert!(best <= ratio(&there) + 1e-6, "{best} {weights:?} {there:?}");
        }
    }
}
