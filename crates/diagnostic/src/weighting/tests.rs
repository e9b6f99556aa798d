//! Facts about weights: published and hand values, refusals, and properties.

mod influence;
mod statistical;

use super::{
    RankOrder, WeightingError, analytic_hierarchy, budget_allocation, equal, given,
    pooled_hierarchy, rank_order,
};
use proptest::prelude::*;

#[track_caller]
fn near(found: &[f64], expected: &[f64], slack: f64) {
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() < slack, "{found} for {expected}");
    }
}

#[test]
fn stated_weights_become_proportions() {
    assert_eq!(equal(4), [0.25; 4]);
    assert!(equal(0).is_empty());
    assert_eq!(given(&[3.0, 1.0]), Ok(vec![0.75, 0.25]));
    assert_eq!(given(&[]), Err(WeightingError::NoItems));
    assert_eq!(given(&[0.0, 0.0]), Err(WeightingError::NoWeight));
    for bad in [-1.0, f64::NAN, f64::INFINITY] {
        assert_eq!(given(&[1.0, bad]), Err(WeightingError::BadNumber { row: 0, item: 1 }));
    }
}

#[test]
fn a_panel_shares_out_its_budget() {
    // Shares 0.5, 0.3, 0.2 and 0.3, 0.3, 0.4: means, and |difference|/√2 as deviation.
    let experts = [vec![50.0, 30.0, 20.0], vec![30.0, 30.0, 40.0]];
    let found = budget_allocation(&experts, 100.0).unwrap();
    near(&found.weights, &[0.4, 0.3, 0.3], 1e-12);
    let spread: Vec<f64> = found.spread.iter().map(|spread| spread.unwrap()).collect();
    near(&spread, &[0.2 / 2.0_f64.sqrt(), 0.0, 0.2 / 2.0_f64.sqrt()], 1e-12);
    near(&[found.range[0].0, found.range[0].1], &[0.3, 0.5], 1e-12);
    assert_eq!(budget_allocation(&experts[..1], 100.0).unwrap().spread, [None; 3]);
    let missed = WeightingError::BudgetMissed { expert: 1, sum: 90.0 };
    let wrong = [vec![50.0, 50.0], vec![50.0, 40.0]];
    assert_eq!(budget_allocation(&wrong, 100.0), Err(missed));
    assert!(budget_allocation(&wrong, f64::NAN).is_err());
    let ragged = [vec![50.0, 50.0], vec![100.0]];
    assert_eq!(budget_allocation(&ragged, 100.0), Err(WeightingError::LengthsDiffer));
    assert_eq!(budget_allocation(&[], 100.0), Err(WeightingError::NoItems));
}

#[test]
fn an_order_becomes_weights() {
    // Centroid of three (Barron, 1992): (1 + 1/2 + 1/3)/3, (1/2 + 1/3)/3, 1/9.
    let centroid = rank_order(&[1, 2, 3], RankOrder::Centroid).unwrap();
    near(&centroid, &[11.0 / 18.0, 5.0 / 18.0, 2.0 / 18.0], 1e-12);
    near(&centroid, &[0.611, 0.278, 0.111], 5e-4);
    near(&rank_order(&[3, 1, 2], RankOrder::Sum).unwrap(), &[1.0 / 6.0, 0.5, 1.0 / 3.0], 1e-12);
    let reciprocal = rank_order(&[1, 2, 3], RankOrder::Reciprocal).unwrap();
    near(&reciprocal, &[6.0 / 11.0, 3.0 / 11.0, 2.0 / 11.0], 1e-12);
    // Two firsts share places 1 and 2: (3 + 2)/2 each against 1.
    let tied = rank_order(&[1, 1, 3], RankOrder::Sum).unwrap();
    near(&tied, &[2.5 / 6.0, 2.5 / 6.0, 1.0 / 6.0], 1e-12);
    assert_eq!(rank_order(&[], RankOrder::Sum), Err(WeightingError::NoItems));
}

#[test]
fn pairwise_comparisons_have_their_published_values() {
    // The usual worked example of three items: weights 0.637, 0.258, 0.105, λ = 3.0385,
    // index 0.0193, ratio 0.033 with Saaty's 0.58. By hand, a matrix of three has the row
    // geometric means ∛15, 1, 1/∛15 as eigenvector and λ = 1 + t + 1/t with t = ∛(5/(3·3)).
    let matrix = [vec![1.0, 3.0, 5.0], vec![1.0 / 3.0, 1.0, 3.0], vec![0.2, 1.0 / 3.0, 1.0]];
    let found = analytic_hierarchy(&matrix).unwrap();
    let root = 15.0_f64.cbrt();
    let sum = root + 1.0 + 1.0 / root;
    near(&found.weights, &[root / sum, 1.0 / sum, 1.0 / root / sum], 1e-12);
    near(&found.weights, &[0.637, 0.258, 0.105], 5e-4);
    let t = (5.0_f64 / 9.0).cbrt();
    near(&[found.eigenvalue], &[1.0 + t + 1.0 / t], 1e-12);
    near(&[found.eigenvalue, found.consistency_index], &[3.0385, 0.0193], 5e-5);
    near(&[found.consistency_ratio.unwrap()], &[0.0332], 5e-5);
    // Typed with two decimals it is the same matrix.
    let typed = [vec![1.0, 3.0, 5.0], vec![0.33, 1.0, 3.0], vec![0.2, 0.33, 1.0]];
    assert_eq!(analytic_hierarchy(&typed), Ok(found));
}

#[test]
fn consistent_comparisons_give_their_ratios_back() {
    let weights = [0.4, 0.3, 0.2, 0.1];
    let matrix: Vec<Vec<f64>> =
        weights.iter().map(|a| weights.iter().map(|b| a / b).collect()).collect();
    let found = analytic_hierarchy(&matrix).unwrap();
    near(&found.weights, &weights, 1e-12);
    assert!(found.consistency_ratio.unwrap() < 1e-12);
    let two = analytic_hierarchy(&[vec![1.0, 4.0], vec![0.25, 1.0]]).unwrap();
    near(&two.weights, &[0.8, 0.2], 1e-12);
    assert_eq!((two.consistency_index, two.consistency_ratio), (0.0, None));
}

#[test]
fn experts_are_pooled_by_geometric_mean() {
    let matrix = |a: f64| vec![vec![1.0, a], vec![1.0 / a, 1.0]];
    // √(2·8) = 4.
    let found = pooled_hierarchy(&[matrix(2.0), matrix(8.0)]).unwrap();
    near(&found.pooled.weights, &[0.8, 0.2], 1e-12);
    near(&found.experts[1].weights, &[8.0 / 9.0, 1.0 / 9.0], 1e-12);
    assert_eq!(pooled_hierarchy(&[]), Err(WeightingError::NoItems));
    let other = vec![vec![1.0]];
    assert_eq!(pooled_hierarchy(&[matrix(2.0), other]), Err(WeightingError::LengthsDiffer));
}

#[test]
fn bad_comparisons_are_named() {
    assert_eq!(analytic_hierarchy(&[]), Err(WeightingError::NoItems));
    assert_eq!(analytic_hierarchy(&[vec![1.0, 2.0]]), Err(WeightingError::LengthsDiffer));
    let twice = [vec![1.0, 2.0], vec![2.0, 1.0]];
    let apart = WeightingError::NotReciprocal { row: 0, column: 1 };
    assert_eq!(analytic_hierarchy(&twice), Err(apart));
    for bad in [0.0, -1.0, f64::NAN] {
        let matrix = [vec![1.0, bad], vec![0.5, 1.0]];
        let named = WeightingError::BadNumber { row: 0, item: 1 };
        assert_eq!(analytic_hierarchy(&matrix), Err(named));
    }
}

proptest! {
    #[test]
    fn orders_give_falling_weights_that_add_up(ranks in prop::collection::vec(1..9_u32, 1..9)) {
        for rule in [RankOrder::Sum, RankOrder::Reciprocal, RankOrder::Centroid] {
            let weights = rank_order(&ranks, rule).unwrap();
            prop_assert!((weights.iter().sum::<f64>() - 1.0).abs() < 1e-12);
            for (a, b) in (0..ranks.len()).flat_map(|a| (0..ranks.len()).map(move |b| (a, b))) {
                prop_assert!(ranks[a] >= ranks[b] || weights[a] > weights[b]);
            }
        }
    }

    #[test]
    fn comparisons_are_never_better_than_consistent(entries in prop::collection::vec(-8..=8_i32, 6)) {
        let mut matrix = vec![vec![1.0; 4]; 4];
        let pairs = (0..4).flat_map(|row| (row + 1..4).map(move |column| (row, column)));
        for ((row, column), entry) in pairs.zip(entries) {
            let times = f64::from(entry.abs() + 1);
            let times = if entry < 0 { 1.0 / times } else { times };
            (matrix[row][column], matrix[column][row]) = (times, 1.0 / times);
        }
        let found = analytic_hierarchy(&matrix).unwrap();
        prop_assert!(found.eigenvalue >= 4.0 - 1e-9);
        for (row, weight) in matrix.iter().zip(&found.weights) {
            let product: f64 = row.iter().zip(&found.weights).map(|(a, w)| a * w).sum();
            prop_assert!((product - found.eigenvalue * weight).abs() < 1e-9);
        }
    }
}
