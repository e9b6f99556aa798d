//! Summaries of a list of numbers: mean, spread, quantiles.
//!
//! Order of the input does not matter except for rounding. Values that are not finite make
//! the answer `None`: callers drop what is missing before they ask.

#[cfg(test)]
mod tests;

/// Arithmetic mean. `None` without values.
#[must_use]
pub fn mean(values: &[f64]) -> Option<f64> {
    all_finite(values).then(|| values.iter().sum::<f64>() / values.len() as f64)
}

/// Unbiased sample variance, divisor n − 1, in two passes. `None` under two values.
#[must_use]
pub fn sample_variance(values: &[f64]) -> Option<f64> {
    if values.len() < 2 {
        return None;
    }
    let centre = mean(values)?;
    let squares: f64 = values.iter().map(|value| (value - centre).powi(2)).sum();
    Some(squares / (values.len() - 1) as f64)
}

/// Sample standard deviation: the root of [`sample_variance`]. `None` under two values.
#[must_use]
pub fn sample_sd(values: &[f64]) -> Option<f64> {
    sample_variance(values).map(f64::sqrt)
}

/// Quantile of type 7 of Hyndman and Fan 1996 (American Statistician 50(4)): linear between
/// the order statistics around (n − 1)·p. The default of R, `NumPy` and spreadsheets.
///
/// `None` without values or with `probability` outside [0, 1].
#[must_use]
pub fn quantile(values: &[f64], probability: f64) -> Option<f64> {
    if !all_finite(values) {
        return None;
    }
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    quantile_sorted(&sorted, probability)
}

/// [`quantile`] of values already in ascending order, for several quantiles of one list.
#[must_use]
pub fn quantile_sorted(sorted: &[f64], probability: f64) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    if !(0.0..=1.0).contains(&probability) {
        return None;
    }
    let place = last as f64 * probability;
    let below = (place.floor() as usize).min(last);
    let above = (below + 1).min(last);
    let share = place - below as f64;
    Some(sorted[below] + share * (sorted[above] - sorted[below]))
}

/// Median: the quantile at one half. `None` without values.
#[must_use]
pub fn median(values: &[f64]) -> Option<f64> {
    quantile(values, 0.5)
}

/// True with at least one value and none that is infinite or not a number.
fn all_finite(values: &[f64]) -> bool {
    !values.is_empty() && values.iter().all(|value| value.is_finite())
}
