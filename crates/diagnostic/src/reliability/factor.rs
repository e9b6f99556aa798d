//! One common factor: omega, and Guttman's lambda-6.

use super::Refusal;
use nanduti_stats::{Inverse, SymmetricMatrix};

/// Rounds over all items before the iteration is given up.
const ROUNDS: usize = 20_000;
/// Largest change of a loading in the round that counts as settled.
const SETTLED: f64 = 1e-11;
/// A loading this large has left every proper solution.
const RUNAWAY: f64 = 10.0;
/// Share of the standardised variance, per item, under which nothing is in common.
const NOTHING: f64 = 1e-9;

/// Omega total of the standardised items under one factor.
#[derive(Debug, Clone, PartialEq)]
pub struct Omega {
    /// `(Σλ)²/((Σλ)² + Σ(1 − λ²))` (`McDonald` 1999, Test Theory, section 6), in [0, 1]. Items
    /// keep their keying: one keyed against the rest lowers it.
    pub value: f64,
    /// Loading λ of each item kept, inside (−1, 1); their sum is not negative.
    pub loadings: Vec<f64>,
    /// Root mean square of the correlations that the factor leaves unexplained.
    pub residual: f64,
}

/// Omega from the correlations of at least three items.
pub(super) fn omega(correlation: &SymmetricMatrix, kept: &[usize]) -> Result<Omega, Refusal> {
    let loadings = minres(correlation, kept)?;
    let sum: f64 = loadings.iter().sum();
    let unique: f64 = loadings.iter().map(|loading| 1.0 - loading * loading).sum();
    let (mut squares, mut pairs) = (0.0, 0.0);
    for row in 0..loadings.len() {
        for column in row + 1..loadings.len() {
            squares += (correlation.get(row, column) - loadings[row] * loadings[column]).powi(2);
            pairs += 1.0;
        }
    }
    let value = sum * sum / (sum * sum + unique);
    Ok(Omega { value, loadings, residual: f64::sqrt(squares / pairs) })
}

/// Loadings of one factor by minimum residuals: each in turn is set to
/// `Σ r·λ / Σ λ²` over the other items, which lowers the sum of squared residuals outside the
/// diagonal until it stands (Harman and Jones 1966, Psychometrika 31). Starts from the first
/// principal component.
fn minres(correlation: &SymmetricMatrix, kept: &[usize]) -> Result<Vec<f64>, Refusal> {
    let eigen = correlation.eigen().ok_or(Refusal::NotConverged)?;
    let size = eigen.values[0].max(0.0).sqrt();
    let mut loadings: Vec<f64> = eigen.vectors[0].iter().map(|entry| entry * size).collect();
    for _ in 0..ROUNDS {
        let change = improve(correlation, &mut loadings)?;
        if let Some(item) = loadings.iter().position(|loading| loading.abs() > RUNAWAY) {
            return Err(Refusal::ImproperSolution { item: kept[item] });
        }
        if change < SETTLED {
            return proper(loadings, kept);
        }
    }
    Err(Refusal::NotConverged)
}

/// One round; the largest change.
fn improve(correlation: &SymmetricMatrix, loadings: &mut [f64]) -> Result<f64, Refusal> {
    let mut change = 0.0_f64;
    for item in 0..loadings.len() {
        let (mut joint, mut squares) = (0.0, 0.0);
        for (other, loading) in loadings.iter().enumerate().filter(|(at, _)| *at != item) {
            joint += correlation.get(item, other) * loading;
            squares += loading * loading;
        }
        if squares <= NOTHING {
            return Err(Refusal::NothingInCommon);
        }
        change = change.max((joint / squares - loadings[item]).abs());
        loadings[item] = joint / squares;
    }
    Ok(change)
}

/// The loadings with a sum that is not negative, unless they explain nothing or more than all.
fn proper(mut loadings: Vec<f64>, kept: &[usize]) -> Result<Vec<f64>, Refusal> {
    if let Some(item) = loadings.iter().position(|loading| loading.abs() >= 1.0) {
        return Err(Refusal::ImproperSolution { item: kept[item] });
    }
    let squares: f64 = loadings.iter().map(|loading| loading * loading).sum();
    if squares <= NOTHING * loadings.len() as f64 {
        return Err(Refusal::NothingInCommon);
    }
    if loadings.iter().sum::<f64>() < 0.0 {
        for loading in &mut loadings {
            *loading = -*loading;
        }
    }
    Ok(loadings)
}

/// Guttman's lambda-6 of the standardised items (Guttman 1945, Psychometrika 10):
/// `1 − Σ(1 − R²)/ΣΣr`, with R² the share of an item that the others explain, `1 − 1/p` of the
/// diagonal p of the inverse. `None` when the standardised items cancel out.
pub(super) fn lambda6(correlation: &SymmetricMatrix, inverse: &Inverse) -> Option<f64> {
    let total = correlation.total();
    let unexplained: f64 =
        (0..correlation.size()).map(|item| 1.0 / inverse.matrix.get(item, item)).sum();
    (total > NOTHING).then(|| 1.0 - unexplained / total)
}
