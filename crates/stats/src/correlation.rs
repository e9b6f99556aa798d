//! Correlations of three kinds over columns with gaps, simple and partial, with interval and
//! p-value.
//!
//! A pair counts when both values are there. What cannot be computed is a named refusal,
//! never a zero: too few pairs, a list that does not vary, a singular set of controls.

use crate::association::{pearson, ranks};

mod kendall;
mod partial;
mod precision;
#[cfg(test)]
mod tests;

pub use kendall::kendall_tau_b;
pub use partial::{PartialCorrelation, partial_correlations};
pub use precision::{correlation_interval, correlation_p_value};

/// How two lists are set against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CorrelationKind {
    /// Product moment, for straight-line association (Pearson 1895).
    Pearson,
    /// Product moment of ranks, ties sharing their mean rank (Spearman 1904).
    Spearman,
    /// Share of pairs in the same order less the share in opposite order, corrected for ties:
    /// τ-b (Kendall 1945).
    Kendall,
}

/// How much is asked of a correlation before it is given.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct CorrelationSettings {
    /// Confidence of the interval, inside (0, 1).
    pub confidence: f64,
    /// Fewest pairs; never under 3, whatever is set.
    pub minimum_pairs: usize,
}

impl Default for CorrelationSettings {
    /// 95 % and ten pairs (an assumption: below, the interval spans most of [−1, 1]).
    fn default() -> Self {
        Self { confidence: 0.95, minimum_pairs: 10 }
    }
}

/// A correlation and how sure it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Correlation {
    /// Which of the three.
    pub kind: CorrelationKind,
    /// Pairs it rests on.
    pub pairs: usize,
    /// In [−1, 1].
    pub value: f64,
    /// See [`correlation_interval`]; `None` when it does not exist (value of ±1, too few
    /// pairs for its formula, confidence outside (0, 1)).
    pub interval: Option<(f64, f64)>,
    /// Two-sided, against no association; see [`correlation_p_value`].
    pub p_value: Option<f64>,
}

/// Why there is no correlation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CorrelationRefusal {
    /// The lists do not hold the same number of rows.
    UnequalLengths,
    /// A value is infinite, not a number, or beyond ±1e150, where squares overflow; or the
    /// list varies so little that its squares vanish.
    NotFinite,
    /// Fewer pairs than asked for.
    TooFewPairs {
        /// Pairs at hand.
        pairs: usize,
        /// Pairs asked for.
        needed: usize,
    },
    /// A list does not vary over the pairs that count.
    Constant {
        /// Its place among the lists given, from 0.
        column: usize,
    },
    /// A partial correlation without anything to hold fixed.
    NoControls,
    /// One list is explained wholly by the others.
    Singular {
        /// Its place among the lists given, from 0.
        column: usize,
    },
}

/// Fewest pairs of any correlation: two always lie on a line.
const FLOOR: usize = 3;
/// Largest magnitude whose squares still add up.
const LARGEST: f64 = 1e150;

/// Correlation of two columns over the rows where both have a value.
pub fn correlate(
    left: &[Option<f64>],
    right: &[Option<f64>],
    kind: CorrelationKind,
    settings: &CorrelationSettings,
) -> Result<Correlation, CorrelationRefusal> {
    if left.len() != right.len() {
        return Err(CorrelationRefusal::UnequalLengths);
    }
    let (left, right): (Vec<f64>, Vec<f64>) =
        left.iter().zip(right).filter_map(|(x, y)| Some(((*x)?, (*y)?))).unzip();
    correlate_complete(&left, &right, kind, settings)
}

/// [`correlate`] of two lists without gaps.
pub fn correlate_complete(
    left: &[f64],
    right: &[f64],
    kind: CorrelationKind,
    settings: &CorrelationSettings,
) -> Result<Correlation, CorrelationRefusal> {
    check(&[left, right], settings.minimum_pairs)?;
    let pairs = left.len();
    let value = match kind {
        CorrelationKind::Pearson => pearson(left, right),
        CorrelationKind::Spearman => pearson(&ranks(left), &ranks(right)),
        CorrelationKind::Kendall => kendall_tau_b(left, right),
    };
    // Both lists vary: only squares that vanish can leave no value.
    let value = value.filter(|value| value.is_finite()).ok_or(CorrelationRefusal::NotFinite)?;
    let p_value = match kind {
        CorrelationKind::Kendall => kendall::p_value(left, right),
        CorrelationKind::Pearson | CorrelationKind::Spearman => {
            correlation_p_value(value, pairs, 0)
        }
    };
    let interval = correlation_interval(kind, value, pairs, 0, settings.confidence);
    Ok(Correlation { kind, pairs, value, interval, p_value })
}

/// Refuses lists of unequal length, too few rows, numbers that are not finite and lists that
/// do not vary, in that order.
fn check(columns: &[&[f64]], minimum_pairs: usize) -> Result<(), CorrelationRefusal> {
    let pairs = columns.first().map_or(0, |column| column.len());
    if columns.iter().any(|column| column.len() != pairs) {
        return Err(CorrelationRefusal::UnequalLengths);
    }
    if columns
        .iter()
        .any(|column| column.iter().any(|value| value.is_nan() || value.abs() > LARGEST))
    {
        return Err(CorrelationRefusal::NotFinite);
    }
    let needed = minimum_pairs.max(FLOOR);
    if pairs < needed {
        return Err(CorrelationRefusal::TooFewPairs { pairs, needed });
    }
    match columns.iter().position(|column| column.iter().all(|value| *value == column[0])) {
        Some(column) => Err(CorrelationRefusal::Constant { column }),
        None => Ok(()),
    }
}
