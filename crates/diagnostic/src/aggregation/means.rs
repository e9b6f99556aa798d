//! Means of one row: arithmetic, power, and the mean with a penalty for imbalance.
//!
//! No function here allocates. Parts are (weight, value).

use nanduti_model::{Penalty, ZeroRule};

/// Weighted arithmetic mean, kept inside the range of the values.
pub(super) fn arithmetic(parts: &[(f64, f64)]) -> Option<f64> {
    let (mut total, mut sum, mut valid) = (0.0, 0.0, true);
    let (mut least, mut most) = (f64::INFINITY, f64::NEG_INFINITY);
    for &(weight, value) in parts {
        total += weight;
        sum += weight * value;
        valid &= weight >= 0.0;
        if value < least {
            least = value;
        }
        if value > most {
            most = value;
        }
    }
    let mean = sum / total;
    (valid && total > 0.0 && mean.is_finite()).then(|| mean.max(least).min(most))
}

/// Sum of the weights, if every number can be used.
pub(super) fn total_weight(parts: &[(f64, f64)]) -> Option<f64> {
    let usable = |&(weight, value): &(f64, f64)| weight >= 0.0 && value.is_finite();
    let total: f64 = parts.iter().map(|part| part.0).sum();
    (total > 0.0 && total.is_finite() && parts.iter().all(usable)).then_some(total)
}

/// Least and greatest value of the parts that weigh anything.
pub(super) fn range(parts: &[(f64, f64)]) -> Option<(f64, f64)> {
    total_weight(parts)?;
    let values = parts.iter().filter(|part| part.0 > 0.0).map(|part| part.1);
    Some(values.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), value| {
        (least.min(value), most.max(value))
    }))
}

/// A value as a rule on products or reciprocals reads it.
pub(super) fn lifted(zero: ZeroRule, value: f64) -> f64 {
    match zero {
        ZeroRule::Floor(floor) => value.max(floor),
        ZeroRule::Zero | ZeroRule::NotStated => value,
    }
}

/// Weighted power mean, kept inside the range of the (lifted) values. The zero rule acts for
/// exponents of 0 or less only.
pub(super) fn power(parts: &[(f64, f64)], exponent: f64, zero: ZeroRule) -> Option<f64> {
    if exponent == 1.0 {
        return arithmetic(parts);
    }
    let total = total_weight(parts)?;
    let (mut least, mut most) = range(parts)?;
    let lifts = exponent <= 0.0;
    if lifts {
        (least, most) = (lifted(zero, least), lifted(zero, most));
        if least <= 0.0 {
            return (zero == ZeroRule::Zero).then_some(0.0);
        }
    }
    if least < 0.0 || !exponent.is_finite() {
        return None;
    }
    if least == most {
        return Some(least);
    }
    // Relative to the value that weighs most in the sum, no power overflows.
    let unit = if exponent > 0.0 { most } else { least };
    let log_power = |value: f64| (if lifts { lifted(zero, value) } else { value } / unit).ln();
    let live = || parts.iter().filter(|part| part.0 > 0.0);
    let log_mean = if exponent == 0.0 {
        live().map(|&(weight, value)| weight * log_power(value)).sum::<f64>() / total
    } else {
        let term = |value| f64::exp_m1(exponent * log_power(value));
        let sum: f64 = live().map(|&(weight, value)| weight * term(value)).sum();
        (sum / total).ln_1p() / exponent
    };
    Some((unit * log_mean.exp()).max(least).min(most))
}

/// Weighted mean less or plus weighted population variance over mean.
pub(super) fn mazziotta_pareto(parts: &[(f64, f64)], penalty: Penalty) -> Option<f64> {
    let total = total_weight(parts)?;
    let (least, most) = range(parts)?;
    if least == most {
        return Some(least);
    }
    let mean = arithmetic(parts).filter(|mean| *mean > 0.0)?;
    let squares: f64 = parts.iter().map(|&(weight, value)| weight * (value - mean).powi(2)).sum();
    let loss = squares / total / mean;
    let score = match penalty {
        Penalty::Downward => mean - loss,
        Penalty::Upward => mean + loss,
    };
    score.is_finite().then_some(score)
}
