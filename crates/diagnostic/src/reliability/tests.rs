//! Data with exact correlations, so that every figure has a closed form.

mod axes;
mod golden;
mod guards;
mod properties;

use super::*;

/// Rows of a two-level orthogonal design.
const ROWS: usize = 16;

/// A column of ±1 over 16 rows; columns of different `mask` from 1 to 15 are uncorrelated and
/// add up to zero (Walsh functions).
fn walsh(mask: usize) -> Vec<f64> {
    (0..ROWS)
        .map(|row| if (row & mask).count_ones().is_multiple_of(2) { 1.0 } else { -1.0 })
        .collect()
}

/// Items whose correlations are exactly the products of `loadings`: λ·F + √(1 − λ²)·U.
fn one_factor(loadings: &[f64]) -> Vec<Vec<Option<f64>>> {
    let factor = walsh(1);
    loadings
        .iter()
        .enumerate()
        .map(|(item, loading)| {
            let own = (1.0 - loading * loading).sqrt();
            let unique = walsh(item + 2);
            factor.iter().zip(unique).map(|(f, u)| Some(loading * f + own * u)).collect()
        })
        .collect()
}

/// Names for `count` items.
fn names(count: usize) -> Vec<String> {
    (0..count).map(|item| format!("item {item}")).collect()
}

/// Assesses with the default settings.
fn assess(columns: &[Vec<Option<f64>>]) -> Reliability {
    assess_reliability(&names(columns.len()), columns, &ReliabilitySettings::default()).unwrap()
}

#[track_caller]
fn close(value: f64, expected: f64, tolerance: f64) {
    assert!((value - expected).abs() <= tolerance, "{value} is not {expected}");
}
