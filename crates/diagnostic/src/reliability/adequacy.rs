//! Whether correlations suit a factor at all: Kaiser's measure and Bartlett's test.

use super::Refusal;
use nanduti_stats::{Inverse, SymmetricMatrix, chi_square_upper};

/// Kaiser's measure of sampling adequacy (KMO; Kaiser and Rice 1974): squared correlations
/// over squared correlations plus squared partial correlations. In (0, 1]; 0.5 or less is
/// unacceptable and 0.8 or more meritorious in Kaiser's words.
#[derive(Debug, Clone, PartialEq)]
pub struct Adequacy {
    /// Over all pairs.
    pub overall: f64,
    /// Over the pairs of each item kept; `None` for an item related to no other.
    pub by_item: Vec<Option<f64>>,
}

/// Bartlett's test that the items are unrelated (Bartlett 1951):
/// `χ² = −(n − 1 − (2k + 5)/6)·ln|R|` with k(k − 1)/2 degrees of freedom.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sphericity {
    /// The statistic, not negative.
    pub chi_square: f64,
    /// Its degrees of freedom.
    pub degrees: usize,
    /// Chance of as much or more when the items are unrelated.
    pub p_value: f64,
}

/// Squared correlations under which items share nothing.
const NOTHING: f64 = 1e-18;

/// Adequacy from correlations and their inverse; `None` when no two items are related.
pub(super) fn adequacy(correlation: &SymmetricMatrix, inverse: &Inverse) -> Option<Adequacy> {
    let size = correlation.size();
    let sums: Vec<(f64, f64)> = (0..size)
        .map(|item| {
            let (mut simple, mut partial) = (0.0, 0.0);
            for other in (0..size).filter(|&other| other != item) {
                simple += correlation.get(item, other).powi(2);
                let p = &inverse.matrix;
                partial += p.get(item, other).powi(2) / (p.get(item, item) * p.get(other, other));
            }
            (simple, partial)
        })
        .collect();
    let share =
        |(simple, partial): (f64, f64)| (simple > NOTHING).then(|| simple / (simple + partial));
    let all = sums.iter().fold((0.0, 0.0), |sum, item| (sum.0 + item.0, sum.1 + item.1));
    Some(Adequacy { overall: share(all)?, by_item: sums.into_iter().map(share).collect() })
}

/// Bartlett's test from the determinant of the correlations over `rows` complete rows.
pub(super) fn sphericity(inverse: &Inverse, rows: usize) -> Result<Sphericity, Refusal> {
    let items = inverse.matrix.size();
    let lost = 1.0 + (2.0 * items as f64 + 5.0) / 6.0;
    let weight = rows as f64 - lost;
    if weight <= 0.0 {
        return Err(Refusal::TooFewRows { complete: rows, needed: lost.floor() as usize + 1 });
    }
    let chi_square = (-weight * inverse.log_determinant).max(0.0);
    let degrees = items * (items - 1) / 2;
    let p_value = chi_square_upper(chi_square, degrees as f64).ok_or(Refusal::NotConverged)?;
    Ok(Sphericity { chi_square, degrees, p_value })
}
