//! The two rules that compare units: outranking and benefit of the doubt.

use super::super::{BodOutcome, NotScored, benefit_of_the_doubt, copeland, copeland_row};
use proptest::prelude::*;

/// Columns of values as the rules take them.
fn columns<'a>(weights: &[f64], values: &'a [Vec<Option<f64>>]) -> Vec<(f64, &'a [Option<f64>])> {
    weights.iter().copied().zip(values.iter().map(Vec::as_slice)).collect()
}

fn full(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

#[test]
fn outranking_has_its_hand_values() {
    // A beats B and C on the first criterion (0.5) and loses the others (0.3 + 0.2): draws,
    // though 0.5 − 0.3 − 0.2 is not 0 in binary. B beats C by 0.5 + 0.3 − 0.2.
    let values = [full(&[3.0, 2.0, 1.0]), full(&[1.0, 3.0, 2.0]), full(&[1.0, 2.0, 3.0])];
    let columns = columns(&[0.5, 0.3, 0.2], &values);
    let found = copeland(&columns);
    assert_eq!(found.score, [Some(50.0), Some(75.0), Some(25.0)]);
    assert_eq!((found.won, found.lost), (vec![0, 1, 0], vec![0, 0, 1]));
    let row = copeland_row(&columns, 1);
    assert_eq!(row[..2], [Some(0.0), None]);
    assert!((row[2].unwrap() - 0.6).abs() < 1e-12);
    assert!((found.margin[1].unwrap() - 0.3).abs() < 1e-12);
    assert!(copeland_row(&columns, 3).is_empty());
}

#[test]
fn a_gap_compares_with_nobody() {
    // B lacks the first criterion: it beats A on both others, and C by 0.3 against 0.2.
    let mut values = [full(&[3.0, 2.0, 1.0]), full(&[1.0, 3.0, 2.0]), full(&[1.0, 2.0, 3.0])];
    values[0][1] = None;
    let found = copeland(&columns(&[0.5, 0.3, 0.2], &values));
    assert_eq!(found.score, [Some(25.0), Some(100.0), Some(25.0)]);
    // With nothing in common there is no pair.
    let values = [vec![Some(1.0), None, Some(2.0)], vec![None, Some(1.0), None]];
    let found = copeland(&columns(&[1.0, 1.0], &values));
    assert_eq!(found.score, [Some(0.0), None, Some(100.0)]);
    assert_eq!(found.compared, [1, 0, 1]);
}

#[test]
fn degenerate_columns_give_no_outranking() {
    assert!(copeland(&[]).score.is_empty());
    let one = full(&[4.0]);
    assert_eq!(copeland(&[(1.0, &one)]).score, [None]);
    let (two, bad) = (full(&[4.0, 4.0]), full(&[f64::NAN, f64::INFINITY]));
    assert_eq!(copeland(&[(1.0, &two)]).score, [Some(50.0), Some(50.0)]);
    assert_eq!(copeland(&[(0.0, &two), (f64::NAN, &two), (1.0, &bad)]).score, [None, None]);
}

fn table() -> impl Strategy<Value = Vec<Vec<Option<f64>>>> {
    let cell = prop::option::weighted(0.8, (0..5_u8).prop_map(f64::from));
    (1..9_usize)
        .prop_flat_map(move |n| prop::collection::vec(prop::collection::vec(cell.clone(), n), 3))
}

proptest! {
    #[test]
    fn reordered_units_keep_their_outranking(values in table(), turn in 0..9_usize) {
        let weights = [0.5, 0.3, 0.2];
        let n = values[0].len();
        let from = |unit: usize| (n - 1 - unit + turn) % n;
        let turned: Vec<Vec<_>> =
            values.iter().map(|v| (0..n).map(|unit| v[from(unit)]).collect()).collect();
        let (one, two) =
            (copeland(&columns(&weights, &values)), copeland(&columns(&weights, &turned)));
        for unit in 0..n {
            prop_assert_eq!(two.score[unit], one.score[from(unit)]);
        }
    }

    #[test]
    fn the_scores_are_those_of_the_rows(values in table()) {
        let columns = columns(&[0.5, 0.3, 0.2], &values);
        let found = copeland(&columns);
        for unit in 0..values[0].len() {
            let row: Vec<f64> = copeland_row(&columns, unit).into_iter().flatten().collect();
            let net: f64 = row.iter().map(|x| if *x == 0.0 { 0.0 } else { x.signum() }).sum();
            let expected = (!row.is_empty()).then(|| 50.0 + 50.0 * net / row.len() as f64);
            prop_assert_eq!(found.score[unit].is_some(), expected.is_some());
            let apart = found.score[unit].unwrap_or(0.0) - expected.unwrap_or(0.0);
            prop_assert!(apart.abs() < 1e-9);
        }
    }
}

#[track_caller]
fn score(outcome: &BodOutcome) -> f64 {
    let BodOutcome::Scored(found) = outcome else { panic!("{outcome:?}") };
    let sum: f64 = found.shares.iter().sum();
    assert!((sum - 1.0).abs() < 1e-9 && found.weights.iter().all(|weight| *weight >= 0.0));
    found.score
}

#[test]
fn benefit_of_the_doubt_has_its_hand_values() {
    // A (4, 1) and B (1, 4) are each best with their own column. C (2, 2): 2v + 2w is greatest
    // under 4v + w ≤ 1 and v + 4w ≤ 1, v = w = 0.2, so 0.8.
    let (one, two) = (full(&[4.0, 1.0, 2.0]), full(&[1.0, 4.0, 2.0]));
    let found = benefit_of_the_doubt(&[&one, &two], 0.0, 1.0);
    let scores: Vec<f64> = found.iter().map(score).collect();
    assert!((scores[0] - 100.0).abs() < 1e-6 && (scores[1] - 100.0).abs() < 1e-6);
    assert!((scores[2] - 80.0).abs() < 1e-6);
    let BodOutcome::Scored(third) = &found[2] else { panic!() };
    assert!(third.weights.iter().all(|weight| (weight - 0.2).abs() < 1e-6));
    // With at least 0.4 of the score from each column, A of score s has weights 0.6s/4 and 0.4s;
    // B then gets 0.15s + 1.6s ≤ 1, so s = 1/1.75. C gets 1.1s, within 1.
    let found = benefit_of_the_doubt(&[&one, &two], 0.4, 1.0);
    assert!((score(&found[0]) - 100.0 / 1.75).abs() < 1e-4);
    assert!((score(&found[2]) - 80.0).abs() < 1e-4);
}

#[test]
fn benefit_of_the_doubt_names_what_it_cannot_score() {
    let one = vec![Some(4.0), None, Some(0.0), Some(-1.0), Some(0.0)];
    let two = full(&[1.0, 4.0, 2.0, 1.0, 0.0]);
    let why = |least, most| {
        let outcomes = benefit_of_the_doubt(&[&one, &two], least, most);
        outcomes
            .into_iter()
            .map(|outcome| match outcome {
                BodOutcome::Scored(_) => None,
                BodOutcome::NotScored(why) => Some(why),
            })
            .collect::<Vec<_>>()
    };
    let (gap, negative, zero) =
        (Some(NotScored::Gap), Some(NotScored::Negative), Some(NotScored::AllZero));
    assert_eq!(why(0.0, 1.0), [None, gap, None, negative, zero]);
    let unreachable = Some(NotScored::BoundsUnreachable);
    assert_eq!(why(0.1, 0.9), [None, gap, unreachable, negative, zero]);
    assert_eq!(why(0.0, 0.9), [None, gap, unreachable, negative, zero]);
    let crossed = Some(NotScored::BoundsCross);
    for (least, most) in [(0.6, 1.0), (0.0, 0.4), (0.5, 0.2), (-0.1, 1.0), (f64::NAN, 1.0)] {
        assert_eq!(why(least, most), [crossed, gap, crossed, negative, zero]);
    }
    assert!(benefit_of_the_doubt(&[], 0.0, 1.0).is_empty());
}

#[test]
fn nobody_scores_more_than_the_best_and_bounds_only_lower() {
    let column = |seed: u32| -> Vec<Option<f64>> {
        (0..12_u32).map(|i| Some(f64::from((i * seed + seed * seed) % 17 + 1))).collect()
    };
    let (a, b, c) = (column(5), column(7), column(11));
    let free = benefit_of_the_doubt(&[&a, &b, &c], 0.0, 1.0);
    let bound = benefit_of_the_doubt(&[&a, &b, &c], 0.2, 0.5);
    let mut best = 0.0_f64;
    for (free, bound) in free.iter().zip(&bound) {
        assert!(score(free) >= score(bound) - 1e-6);
        best = best.max(score(free));
    }
    assert!((best - 100.0).abs() < 1e-6);
}
