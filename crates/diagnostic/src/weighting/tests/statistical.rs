//! Entropy, CRITIC and the first component, by hand.

use super::super::{WeightingError, critic, entropy, first_component};
use super::near;

fn column(values: &[f64]) -> Vec<Option<f64>> {
    values.iter().copied().map(Some).collect()
}

/// 16 values of ±1 after one binary digit of the position: columns of different digits are
/// uncorrelated, with one spread and mean 0.
pub(super) fn signs(digit: u32) -> Vec<f64> {
    (0..16_u32).map(|i| if i >> digit & 1 == 1 { 1.0 } else { -1.0 }).collect()
}

/// Σ factor × column.
pub(super) fn mixed(parts: &[(f64, Vec<f64>)]) -> Vec<Option<f64>> {
    (0..16).map(|i| Some(parts.iter().map(|(factor, x)| factor * x[i]).sum())).collect()
}

#[test]
fn entropy_has_its_hand_values() {
    // Three units. (1, 1, 1): e = 1. (5, 0, 0): e = 0. (2, 2, 0): e = ln 2 / ln 3.
    let (flat, peak, pair) =
        (column(&[1.0; 3]), column(&[5.0, 0.0, 0.0]), column(&[2.0, 2.0, 0.0]));
    let found = entropy(&[&flat, &peak, &pair]).unwrap();
    let third = 1.0 - 2.0_f64.ln() / 3.0_f64.ln();
    near(&found.weights, &[0.0, 1.0 / (1.0 + third), third / (1.0 + third)], 1e-12);
    near(&found.weights, &[0.0, 0.7304, 0.2696], 5e-5);
    assert_eq!(entropy(&[&flat, &flat]), Err(WeightingError::NoSpread { column: 0 }));
    let below = column(&[1.0, -1.0, 2.0]);
    assert_eq!(entropy(&[&flat, &below]), Err(WeightingError::BadNumber { row: 1, item: 1 }));
}

#[test]
fn critic_has_its_hand_values() {
    // Brought to 0–1: (0, ½, 1), (0, 1, ½), (1, ½, 0), each of sd ½; r = ½, −1 and −½.
    // ½·(½ + 2) = 1.25, ½·(½ + 1½) = 1, ½·(2 + 1½) = 1.75, of 4 (Diakoulaki et al., 1995).
    let (a, b, c) =
        (column(&[0.0, 50.0, 100.0]), column(&[10.0, 30.0, 20.0]), column(&[3.0, 2.0, 1.0]));
    let found = critic(&[&a, &b, &c]).unwrap();
    near(&found.weights, &[0.3125, 0.25, 0.4375], 1e-12);
    let flat = column(&[1.0; 3]);
    assert_eq!(critic(&[&a, &flat]), Err(WeightingError::NoSpread { column: 1 }));
    // Columns that say the same have no conflict, so no weights.
    assert!(critic(&[&a, &a]).is_err());
}

#[test]
fn units_with_a_gap_are_left_out_and_few_are_refused() {
    let a = vec![Some(1.0), Some(2.0), Some(4.0), None, Some(f64::NAN)];
    let b = column(&[5.0, 1.0, 1.0, 9.0, 9.0]);
    assert_eq!(critic(&[&a, &b]).unwrap().n_units, 3);
    let few = WeightingError::TooFewUnits { found: 2, needed: 3 };
    assert_eq!(entropy(&[&a[1..], &b[1..]]), Err(few));
    let few = WeightingError::TooFewUnits { found: 3, needed: 10 };
    assert_eq!(first_component(&[&a, &b]), Err(few));
    assert_eq!(entropy(&[&a, &b[1..]]), Err(WeightingError::LengthsDiffer));
    assert_eq!(entropy(&[]), Err(WeightingError::NoItems));
    assert_eq!(first_component(&[]), Err(WeightingError::NoItems));
}

#[test]
fn the_first_component_of_two_columns_is_known() {
    // Correlation 0.6: eigenvalues 1.6 and 0.4, loadings √0.8 each.
    let one = mixed(&[(3.0, signs(0))]);
    let two = mixed(&[(0.6, signs(0)), (0.8, signs(1))]);
    let found = first_component(&[&one, &two]).unwrap();
    near(&found.loadings, &[0.8_f64.sqrt(); 2], 1e-12);
    near(&[found.eigenvalue, found.explained], &[1.6, 0.8], 1e-12);
    near(&[found.next_eigenvalue.unwrap()], &[0.4], 1e-12);
    near(&found.weights.unwrap(), &[0.5, 0.5], 1e-12);
}

#[test]
fn a_component_against_a_column_gives_no_weights() {
    let (one, two) = (signs(0), signs(1));
    let a = mixed(&[(1.0, one.clone())]);
    let b = mixed(&[(0.9, one.clone()), (0.4, two.clone())]);
    let c = mixed(&[(-0.5, one), (0.5, two)]);
    let found = first_component(&[&a, &b, &c]).unwrap();
    assert_eq!((found.weights, found.negative), (None, vec![2]));
    let total: f64 = found.loadings.iter().map(|x| x * x).sum();
    near(&[total], &[found.eigenvalue], 1e-12);
}
