//! k-nearest neighbours by Gower's distance.

use super::{Found, NotImputed, Pool, observed};
use nanduti_model::Answered;
use rayon::prelude::*;

/// Share of a row's answers that a neighbour must have answered too.
const LEAST_SHARED: f64 = 0.5;

/// For each row the mean of its `k` nearest rows that answered the column. Where no more than `k`
/// could give, all of them would: nothing near about it.
pub(super) fn means(
    columns: &[Vec<Answered<f64>>],
    column: usize,
    rows: &[usize],
    k: usize,
) -> Vec<Result<Found, NotImputed>> {
    let donors: Vec<(usize, f64)> = (0..columns[column].len())
        .filter_map(|row| Some((row, observed(columns, column, row)?)))
        .collect();
    if donors.is_empty() {
        return vec![Err(NotImputed::NobodyAnswered); rows.len()];
    }
    let scaled = scaled(columns);
    rows.par_iter()
        .map(|&row| {
            let mut near: Vec<(f64, usize, f64)> = donors
                .iter()
                .filter_map(|&(donor, value)| {
                    Some((distance(&scaled[row], &scaled[donor])?, donor, value))
                })
                .collect();
            if near.is_empty() || k == 0 {
                return Err(NotImputed::NoNeighbours);
            }
            if near.len() <= k {
                return Err(NotImputed::TooFewToChoose);
            }
            let count = k;
            let nearer = |a: &(f64, usize, f64), b: &(f64, usize, f64)| {
                a.0.total_cmp(&b.0).then(a.1.cmp(&b.1))
            };
            near.select_nth_unstable_by(count - 1, nearer);
            near.truncate(count);
            near.sort_unstable_by(nearer);
            let value = near.iter().map(|(_, _, value)| value).sum::<f64>() / count as f64;
            let found = Found { value, pool: Pool::All, sources: count, donor: None };
            if value.is_finite() { Ok(found) } else { Err(NotImputed::NoNeighbours) }
        })
        .collect()
}

/// The rows with every column divided by its range, as not a number where there is no answer or
/// the column does not vary.
fn scaled(columns: &[Vec<Answered<f64>>]) -> Vec<Vec<f64>> {
    let n_rows = columns.iter().map(Vec::len).max().unwrap_or(0);
    let mut rows = vec![vec![f64::NAN; columns.len()]; n_rows];
    for column in 0..columns.len() {
        let cells = || (0..n_rows).filter_map(|row| observed(columns, column, row));
        let range = cells().fold(f64::MIN, f64::max) - cells().fold(f64::MAX, f64::min);
        if range > 0.0 && range.is_finite() {
            for (row, cells) in rows.iter_mut().enumerate() {
                cells[column] = observed(columns, column, row).map_or(f64::NAN, |x| x / range);
            }
        }
    }
    rows
}

/// Mean difference over what both answered; `None` where that is too little of what `row` did.
fn distance(row: &[f64], other: &[f64]) -> Option<f64> {
    let (mut sum, mut shared, mut answered) = (0.0, 0.0, 0.0);
    for (x, y) in row.iter().zip(other) {
        if !x.is_nan() {
            answered += 1.0;
            if !y.is_nan() {
                shared += 1.0;
                sum += (x - y).abs();
            }
        }
    }
    (shared > 0.0 && shared >= LEAST_SHARED * answered).then(|| sum / shared)
}
