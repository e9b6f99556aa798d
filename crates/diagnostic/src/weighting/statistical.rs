//! Weights from spread and conflict, for comparison only.

use super::WeightingError;
use super::sample::{LEAST_UNITS, complete, correlations, spreads};

/// Weights that the data suggest. **For comparison only**: they say what sets the units apart,
/// not what matters, and they change with the sample.
#[derive(Clone, PartialEq, Debug)]
pub struct ComparisonWeights {
    /// Proportions by column.
    pub weights: Vec<f64>,
    /// Units with a value in every column, which these rest on.
    pub n_units: usize,
}

/// Entropy weights (Shannon's entropy after Zeleny, 1982; Hwang and Yoon, 1981): with shares
/// `p = x / Σx` of a column over n units, `e = −Σ p ln p / ln n` and weights in proportion to
/// `1 − e`. Values must be at least 0; a column of one value gets 0, and so does one of zeros
/// only. Not invariant to a shift of the scale.
pub fn entropy(columns: &[&[Option<f64>]]) -> Result<ComparisonWeights, WeightingError> {
    let columns = complete(columns, LEAST_UNITS)?;
    let n_units = columns[0].len();
    for (item, column) in columns.iter().enumerate() {
        if let Some(row) = column.iter().position(|x| *x < 0.0) {
            return Err(WeightingError::BadNumber { row, item });
        }
    }
    let divergence = |column: &Vec<f64>| {
        let total: f64 = column.iter().sum();
        if column.iter().all(|x| *x == column[0]) {
            return 0.0;
        }
        let shares = column.iter().map(|x| x / total).filter(|p| *p > 0.0);
        let entropy: f64 = shares.map(|p| -p * p.ln()).sum();
        (1.0 - entropy / (n_units as f64).ln()).max(0.0)
    };
    shared_out(&columns.iter().map(divergence).collect::<Vec<_>>(), n_units)
}

/// CRITIC weights (Diakoulaki, Mavrotas and Papayannakis, 1995): in proportion to
/// `σ Σ (1 − r)`, with σ the standard deviation of a column brought to 0–1 by its range and r
/// its correlation with every other. A column that does not vary is an error, as it has no
/// correlations.
pub fn critic(columns: &[&[Option<f64>]]) -> Result<ComparisonWeights, WeightingError> {
    let columns = complete(columns, LEAST_UNITS)?;
    let spreads = spreads(&columns)?;
    let correlations = correlations(&columns)?;
    let information = |at: usize| {
        let least = columns[at].iter().copied().fold(f64::INFINITY, f64::min);
        let most = columns[at].iter().copied().fold(f64::NEG_INFINITY, f64::max);
        let conflict: f64 = correlations.row(at).iter().map(|r| 1.0 - r).sum();
        spreads[at] / (most - least) * conflict
    };
    shared_out(&(0..columns.len()).map(information).collect::<Vec<_>>(), columns[0].len())
}

/// Amounts as proportions.
fn shared_out(amounts: &[f64], n_units: usize) -> Result<ComparisonWeights, WeightingError> {
    let total: f64 = amounts.iter().sum();
    if total <= 0.0 || !total.is_finite() {
        return Err(WeightingError::NoSpread { column: 0 });
    }
    Ok(ComparisonWeights { weights: amounts.iter().map(|x| x / total).collect(), n_units })
}
