//! How two lists of numbers move together.

use crate::summary::mean;

#[cfg(test)]
mod tests;

/// Product-moment correlation in [−1, 1] (Pearson 1895).
///
/// `None` when the lists differ in length, hold under two pairs, are not finite or so large
/// that their squares are not, or when one of them does not vary: by no more than rounding, four
/// units in the last place of its greatest value.
#[must_use]
pub fn pearson(left: &[f64], right: &[f64]) -> Option<f64> {
    if left.len() != right.len() || left.len() < 2 {
        return None;
    }
    let (left_mean, right_mean) = (mean(left)?, mean(right)?);
    let (mut joint, mut left_square, mut right_square) = (0.0, 0.0, 0.0);
    for (x, y) in left.iter().zip(right) {
        let (dx, dy) = (x - left_mean, y - right_mean);
        joint += dx * dy;
        left_square += dx * dx;
        right_square += dy * dy;
    }
    // The range and not the squares: the mean of equal values is not quite their value.
    let varies = |values: &[f64]| {
        let least = values.iter().copied().fold(f64::INFINITY, f64::min);
        let most = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        most - least > 4.0 * f64::EPSILON * least.abs().max(most.abs())
    };
    if !(varies(left) && varies(right)) {
        return None;
    }
    let spread = left_square.sqrt() * right_square.sqrt();
    (spread > 0.0 && spread.is_finite()).then(|| (joint / spread).clamp(-1.0, 1.0))
}

/// Rank correlation: [`pearson`] of the ranks, ties sharing their mean rank (Spearman 1904).
#[must_use]
pub fn spearman(left: &[f64], right: &[f64]) -> Option<f64> {
    if left.iter().chain(right).any(|value| !value.is_finite()) {
        return None;
    }
    pearson(&ranks(left), &ranks(right))
}

/// Ranks from 1, lowest first; equal values share the mean of their places.
#[must_use]
pub fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]).then(a.cmp(&b)));
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    while start < order.len() {
        let mut end = start + 1;
        while end < order.len() && values[order[end]] == values[order[start]] {
            end += 1;
        }
        for &place in &order[start..end] {
            ranks[place] = (start + 1 + end) as f64 / 2.0;
        }
        start = end;
    }
    ranks
}

/// The rows in which every column has a value, ascending; rows beyond the shortest column do
/// not count. None without columns.
#[must_use]
pub fn complete_rows(columns: &[&[Option<f64>]]) -> Vec<usize> {
    let rows = columns.iter().map(|column| column.len()).min().unwrap_or(0);
    (0..rows).filter(|&row| columns.iter().all(|column| column[row].is_some())).collect()
}
