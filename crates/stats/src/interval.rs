//! Intervals for a share and for a median that hold without assumptions on the data's shape.

use crate::normal::normal_quantile;

#[cfg(test)]
mod tests;

/// Score interval of a share: `successes` of `trials` at `confidence`, for example 0.95
/// (Wilson 1927, JASA 22). Never leaves [0, 1] and does not collapse at 0 or all.
///
/// `None` with no trials, more successes than trials, or confidence outside (0, 1).
#[must_use]
pub fn wilson_interval(successes: u64, trials: u64, confidence: f64) -> Option<(f64, f64)> {
    if trials == 0 || successes > trials {
        return None;
    }
    let z = normal_quantile(f64::midpoint(1.0, confidence)).filter(|z| *z > 0.0)?;
    let n = trials as f64;
    let share = successes as f64 / n;
    let scale = 1.0 + z * z / n;
    let centre = (share + z * z / (2.0 * n)) / scale;
    let half = z * (share * (1.0 - share) / n + z * z / (4.0 * n * n)).sqrt() / scale;
    let low = if successes == 0 { 0.0 } else { (centre - half).max(0.0) };
    let high = if successes == trials { 1.0 } else { (centre + half).min(1.0) };
    Some((low, high))
}

/// An interval between two order statistics.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OrderInterval {
    /// The lower order statistic.
    pub low: f64,
    /// The upper order statistic.
    pub high: f64,
    /// Chance that the interval covers the median of a continuous population; at least the
    /// confidence asked for.
    pub coverage: f64,
}

/// Distribution-free interval of a median (Thompson 1936; Conover 1999, section 3.2): from the
/// k-th lowest to the k-th highest value, with the largest k for which the binomial
/// probability of missing on one side is at most (1 − confidence) / 2.
///
/// `None` when the sample is too small for that confidence, or values are not finite.
#[must_use]
pub fn median_interval(values: &[f64], confidence: f64) -> Option<OrderInterval> {
    if !(confidence > 0.0 && confidence < 1.0) || values.iter().any(|value| !value.is_finite()) {
        return None;
    }
    let n = values.len();
    let allowed = (1.0 - confidence) / 2.0;
    let (mut depth, mut missed) = (0, 0.0);
    let (mut log_probability, mut below) = (n as f64 * (0.5_f64).ln(), 0.0);
    while 2 * (depth + 1) <= n {
        below += log_probability.exp();
        if below > allowed {
            break;
        }
        missed = below;
        log_probability += ((n - depth) as f64 / (depth + 1) as f64).ln();
        depth += 1;
    }
    if depth == 0 {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    Some(OrderInterval {
        low: sorted[depth - 1],
        high: sorted[n - depth],
        coverage: 1.0 - 2.0 * missed,
    })
}
