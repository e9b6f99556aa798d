//! Closed forms of equicorrelation, products that must give the matrix back, and refusals.

use super::*;
use crate::Key;

/// Ones on the diagonal, `r` elsewhere.
fn equicorrelation(size: usize, r: f64) -> SymmetricMatrix {
    SymmetricMatrix::from_upper(size, |row, column| if row == column { 1.0 } else { r })
}

/// A positive definite matrix of keyed numbers: X'X of 3·size rows.
fn random(size: usize, seed: u64) -> SymmetricMatrix {
    let x = |row: usize, column: usize| {
        Key::new(seed, "matrix").at(row as u64).at(column as u64).normal()
    };
    SymmetricMatrix::from_upper(size, |a, b| (0..3 * size).map(|at| x(at, a) * x(at, b)).sum())
}

#[test]
fn equicorrelation_has_closed_form_eigenvalues_and_determinant() {
    // Eigenvalues 1 + (k-1) r once and 1 - r the other k - 1 times; det is their product.
    let matrix = equicorrelation(4, 0.4);
    let eigen = matrix.eigen().unwrap();
    for (value, expected) in eigen.values.iter().zip([2.2, 0.6, 0.6, 0.6]) {
        assert!((value - expected).abs() < 1e-12);
    }
    assert!(eigen.vectors[0].iter().all(|entry| (entry.abs() - 0.5).abs() < 1e-12));
    let inverse = matrix.inverse().unwrap();
    assert!((inverse.log_determinant - (2.2_f64 * 0.216).ln()).abs() < 1e-12);
    // Inverse of (1-r) I + r J: off the diagonal -r / ((1-r)(1 + (k-1) r)).
    assert!((inverse.matrix.get(0, 3) + 0.4 / (0.6 * 2.2)).abs() < 1e-12);
}

#[test]
fn vectors_and_values_give_the_matrix_back() {
    for size in [1, 2, 3, 7, 20] {
        let matrix = random(size, 5);
        let eigen = matrix.eigen().unwrap();
        assert!(eigen.values.is_sorted_by(|a, b| a >= b));
        for row in 0..size {
            for column in 0..size {
                let back: f64 = (0..size)
                    .map(|at| eigen.values[at] * eigen.vectors[at][row] * eigen.vectors[at][column])
                    .sum();
                assert!((back - matrix.get(row, column)).abs() < 1e-10 * matrix.trace());
            }
        }
    }
}

#[test]
fn inverse_times_matrix_is_the_identity() {
    let matrix = random(9, 2);
    let inverse = matrix.inverse().unwrap();
    for row in 0..9 {
        for column in 0..9 {
            let product: f64 =
                (0..9).map(|at| matrix.get(row, at) * inverse.matrix.get(at, column)).sum();
            assert!((product - f64::from(u8::from(row == column))).abs() < 1e-10);
        }
    }
    let product: f64 = matrix.eigen().unwrap().values.iter().product();
    assert!((inverse.log_determinant - product.ln()).abs() < 1e-10);
}

#[test]
fn a_row_explained_by_others_is_named() {
    // Third variable = (first + second) / sqrt(2), first and second unrelated.
    let half = 0.5_f64.sqrt();
    let rows = [[1.0, 0.0, half], [0.0, 1.0, half], [half, half, 1.0]];
    let matrix = SymmetricMatrix::from_upper(3, |row, column| rows[row][column]);
    assert_eq!(matrix.inverse(), Err(NotPositiveDefinite { row: 2 }));
    let indefinite = equicorrelation(3, -0.9);
    assert_eq!(indefinite.inverse(), Err(NotPositiveDefinite { row: 2 }));
}

#[test]
fn empty_zero_and_not_finite_matrices() {
    assert_eq!(equicorrelation(0, 0.0).eigen().unwrap().values, Vec::<f64>::new());
    let zero = SymmetricMatrix::from_upper(2, |_, _| 0.0);
    assert_eq!(zero.eigen().unwrap().values, [0.0, 0.0]);
    assert_eq!(zero.inverse(), Err(NotPositiveDefinite { row: 0 }));
    assert_eq!(equicorrelation(2, f64::NAN).eigen(), None);
    assert!(equicorrelation(2, f64::NAN).inverse().is_err());
}
