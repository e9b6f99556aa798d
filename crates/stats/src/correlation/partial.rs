//! Correlation of each pair with the other lists held fixed.

use super::precision::{correlation_interval, correlation_p_value};
use super::{
    Correlation, CorrelationKind, CorrelationRefusal, CorrelationSettings, check, kendall_tau_b,
};
use crate::association::{complete_rows, pearson, ranks};
use crate::matrix::SymmetricMatrix;

/// A pair of lists and their correlation given all the others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PartialCorrelation {
    /// Place of the first list, from 0.
    pub left: usize,
    /// Place of the second list, after the first.
    pub right: usize,
    /// The partial correlation; its rows are those complete in every list.
    pub correlation: Correlation,
}

/// Partial correlation of every pair given all the other columns, over the rows where every
/// column has a value: `−p₁₂/√(p₁₁·p₂₂)` of the inverse P of the correlation matrix (Whittaker
/// 1990, section 5.8). Of ranks for Spearman; of τ-b for Kendall, without interval or p-value.
///
/// Refused with under three columns (nothing to hold fixed), when rows less controls are under
/// the minimum, when a column does not vary, and when one is explained wholly by the others.
pub fn partial_correlations(
    columns: &[&[Option<f64>]],
    kind: CorrelationKind,
    settings: &CorrelationSettings,
) -> Result<Vec<PartialCorrelation>, CorrelationRefusal> {
    if columns.len() < 3 {
        return Err(CorrelationRefusal::NoControls);
    }
    let controls = columns.len() - 2;
    let complete = complete_values(columns)?;
    let views: Vec<&[f64]> = complete.iter().map(Vec::as_slice).collect();
    check(&views, settings.minimum_pairs.saturating_add(controls))?;
    let pairs = views[0].len();
    let inverse = correlation_matrix(&complete, kind)?
        .inverse()
        .map_err(|refusal| CorrelationRefusal::Singular { column: refusal.row })?
        .matrix;
    let mut result = Vec::new();
    for left in 0..columns.len() {
        for right in left + 1..columns.len() {
            let spread = (inverse.get(left, left) * inverse.get(right, right)).sqrt();
            let value = (-inverse.get(left, right) / spread).clamp(-1.0, 1.0);
            let interval = correlation_interval(kind, value, pairs, controls, settings.confidence);
            let p_value = match kind {
                CorrelationKind::Kendall => None,
                _ => correlation_p_value(value, pairs, controls),
            };
            let correlation = Correlation { kind, pairs, value, interval, p_value };
            result.push(PartialCorrelation { left, right, correlation });
        }
    }
    Ok(result)
}

/// The values of the rows where every column has one.
fn complete_values(columns: &[&[Option<f64>]]) -> Result<Vec<Vec<f64>>, CorrelationRefusal> {
    let rows = columns[0].len();
    if columns.iter().any(|column| column.len() != rows) {
        return Err(CorrelationRefusal::UnequalLengths);
    }
    let kept = complete_rows(columns);
    Ok(columns.iter().map(|column| kept.iter().filter_map(|&row| column[row]).collect()).collect())
}

/// Correlations of every pair; ones on the diagonal.
fn correlation_matrix(
    columns: &[Vec<f64>],
    kind: CorrelationKind,
) -> Result<SymmetricMatrix, CorrelationRefusal> {
    let ranked: Vec<Vec<f64>> = match kind {
        CorrelationKind::Spearman => columns.iter().map(|column| ranks(column)).collect(),
        CorrelationKind::Pearson | CorrelationKind::Kendall => columns.to_vec(),
    };
    let mut missing = false;
    let matrix = SymmetricMatrix::from_upper(ranked.len(), |row, column| {
        let value = match kind {
            _ if row == column => Some(1.0),
            CorrelationKind::Kendall => kendall_tau_b(&ranked[row], &ranked[column]),
            _ => pearson(&ranked[row], &ranked[column]),
        };
        missing |= value.is_none();
        value.unwrap_or(0.0)
    });
    if missing { Err(CorrelationRefusal::NotFinite) } else { Ok(matrix) }
}
