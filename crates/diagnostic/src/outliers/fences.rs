//! Tukey's fences.

use super::{Limits, TreatmentOutcome};

/// Fences at `ranges` interquartile ranges outside the quartiles of type 7 (Hyndman and Fan,
/// 1996). Reorders the values. Where the quartiles coincide a fence would move all that differs
/// from the middle: that is refused.
pub(super) fn fences(values: &mut [f64], ranges: f64) -> Result<Limits, TreatmentOutcome> {
    if !(ranges.is_finite() && ranges >= 0.0) {
        return Err(TreatmentOutcome::BadRule);
    }
    let (lower, upper) = (quantile(values, 0.25), quantile(values, 0.75));
    let reach = ranges * (upper - lower);
    if upper <= lower || !reach.is_finite() {
        return Err(TreatmentOutcome::NoSpread);
    }
    Ok(Limits { low: Some(lower - reach), high: Some(upper + reach) })
}

/// Quantile of type 7 by selection, which needs no sorting. Of at least one value.
fn quantile(values: &mut [f64], probability: f64) -> f64 {
    let place = (values.len() - 1) as f64 * probability;
    let (_, below, above) = values.select_nth_unstable_by(place.floor() as usize, f64::total_cmp);
    let next = above.iter().copied().fold(f64::INFINITY, f64::min);
    let share = place.fract();
    if share > 0.0 { *below + share * (next - *below) } else { *below }
}
