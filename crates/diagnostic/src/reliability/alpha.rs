//! Cronbach's alpha, its interval, and its standardised form.

use super::{Refusal, ReliabilitySettings};
use nanduti_stats::{SymmetricMatrix, f_quantile};

/// Variance of the sum, as a share of the items' own variances, that counts as none.
const NO_VARIANCE: f64 = 1e-12;

/// Cronbach's alpha of a scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alpha {
    /// Items k it rests on.
    pub items: usize,
    /// Complete rows n it rests on.
    pub rows: usize,
    /// `k/(k−1)·(1 − Σs²/s²_total)` (Cronbach 1951), at most 1; below zero when items
    /// contradict each other.
    pub value: f64,
    /// Feldt's interval: see [`feldt_interval`].
    pub interval: Option<(f64, f64)>,
    /// Alpha of the items divided by their standard deviations: `k·r̄/(1 + (k−1)·r̄)`. `None`
    /// when those cancel out.
    pub standardised: Option<f64>,
    /// Mean correlation r̄ of two items, in [−1, 1].
    pub mean_correlation: f64,
}

/// Interval of an alpha from `rows` rows and `items` items: `1 − (1 − α)·F`, with F the
/// quantiles at (1 ± confidence)/2 of the F distribution with n − 1 and (n − 1)(k − 1) degrees
/// of freedom (Feldt 1965; Feldt, Woodruff and Salih 1987, formulas 6 and 7). Exact for items
/// that are normal and parallel; otherwise an approximation. Its lower end may lie far below 0.
/// (Some programs take n(k − 1) for the second count; the difference is in the fourth decimal.)
///
/// `None` with under two rows or items, an alpha over 1, or confidence outside (0, 1).
#[must_use]
pub fn feldt_interval(
    alpha: f64,
    rows: usize,
    items: usize,
    confidence: f64,
) -> Option<(f64, f64)> {
    let usable = alpha.is_finite() && alpha <= 1.0 && confidence > 0.0 && confidence < 1.0;
    if rows < 2 || items < 2 || !usable {
        return None;
    }
    let above = (rows - 1) as f64;
    let below = above * (items - 1) as f64;
    let high = f_quantile(f64::midpoint(1.0, confidence), above, below)?;
    let low = f_quantile(f64::midpoint(1.0, -confidence), above, below)?;
    Some((1.0 - (1.0 - alpha) * high, 1.0 - (1.0 - alpha) * low))
}

/// Alpha from covariances and correlations of at least two items.
pub(super) fn alpha(
    covariance: &SymmetricMatrix,
    correlation: &SymmetricMatrix,
    rows: usize,
    settings: &ReliabilitySettings,
) -> Result<Alpha, Refusal> {
    let items = covariance.size();
    let k = items as f64;
    let value = from_sums(covariance.trace(), covariance.total(), items)
        .ok_or(Refusal::TotalDoesNotVary)?;
    Ok(Alpha {
        items,
        rows,
        value,
        interval: feldt_interval(value, rows, items, settings.confidence),
        standardised: from_sums(correlation.trace(), correlation.total(), items),
        mean_correlation: (correlation.total() - k) / (k * (k - 1.0)),
    })
}

/// Alpha from the sum of the item variances and the variance of the sum; `None` with under
/// two items or when the sum does not vary.
pub(super) fn from_sums(variances: f64, total: f64, items: usize) -> Option<f64> {
    if items < 2 || total <= NO_VARIANCE * variances || total <= 0.0 {
        return None;
    }
    let k = items as f64;
    Some((k / (k - 1.0) * (1.0 - variances / total)).min(1.0))
}

/// Alpha with each item times its sign.
pub(super) fn signed(covariance: &SymmetricMatrix, signs: &[f64]) -> Option<f64> {
    let total = signs
        .iter()
        .enumerate()
        .map(|(row, sign)| {
            let along = covariance.row(row).iter().zip(signs).map(|(entry, other)| entry * other);
            sign * along.sum::<f64>()
        })
        .sum();
    from_sums(covariance.trace(), total, signs.len())
}

/// Alpha without one item; `None` when under two are left.
pub(super) fn without(covariance: &SymmetricMatrix, item: usize) -> Option<f64> {
    let (variances, total) = rest(covariance, item);
    from_sums(variances, total, covariance.size() - 1)
}

/// True when the sum of the other items varies by more than rounding.
pub(super) fn rest_varies(covariance: &SymmetricMatrix, item: usize) -> bool {
    let (variances, total) = rest(covariance, item);
    total > NO_VARIANCE * variances
}

/// Sum of the variances of the other items, and the variance of their sum.
fn rest(covariance: &SymmetricMatrix, item: usize) -> (f64, f64) {
    let own = covariance.get(item, item);
    let total = covariance.total() - 2.0 * covariance.row(item).iter().sum::<f64>() + own;
    (covariance.trace() - own, total)
}
