//! Tail areas of Student's t, of chi-square and of F, and the quantiles of t and F.
//!
//! All rest on the regularised incomplete beta and gamma functions. `None` wherever a degree
//! of freedom is not positive or an argument is not a number.

use crate::special::{incomplete_beta, incomplete_gamma};

#[cfg(test)]
mod tests;

/// Halvings of half the unit interval: beyond the resolution of an `f64`.
const HALVINGS: usize = 1100;

/// Chance of a Student t at least as far from zero as `t`, with `degrees` of freedom:
/// `I(ν/(ν+t²); ν/2, 1/2)` (Abramowitz and Stegun 1964, 26.7.1). An infinite `t` gives 0.
#[must_use]
pub fn student_t_two_sided(t: f64, degrees: f64) -> Option<f64> {
    if t.is_nan() || !positive(degrees) {
        return None;
    }
    let (above, below) = shares(t * t / degrees);
    Some(incomplete_beta(degrees / 2.0, 0.5, below, above)?.lower)
}

/// The Student t with `degrees` > 0 of freedom under which a share `probability` lies: 0 at one
/// half, negative below. Its square is a quantile of F with 1 and `degrees` (Abramowitz and
/// Stegun 1964, 26.6.10), found as in [`f_quantile`]. `None` outside (0, 1).
#[must_use]
pub fn student_t_quantile(probability: f64, degrees: f64) -> Option<f64> {
    let open = probability > 0.0 && probability < 1.0;
    if !(open && positive(degrees)) {
        return None;
    }
    let outside = 2.0 * probability.min(1.0 - probability);
    let (above, below) = beta_quantile(1.0 - outside, outside, 0.5, degrees / 2.0)?;
    let size = if outside < 1.0 { (degrees * above / below).sqrt() } else { 0.0 };
    size.is_finite().then_some(if probability < 0.5 { -size } else { size })
}

/// Chance of a chi-square of at least `x` ≥ 0 with `degrees` of freedom: `Q(ν/2, x/2)`
/// (Abramowitz and Stegun 1964, 26.4.19). `None` for a negative or infinite `x`.
#[must_use]
pub fn chi_square_upper(x: f64, degrees: f64) -> Option<f64> {
    if !(not_negative(x) && positive(degrees)) {
        return None;
    }
    Some(incomplete_gamma(degrees / 2.0, x / 2.0)?.upper)
}

/// Chance of an F below `x` ≥ 0 with `above` and `below` degrees of freedom:
/// `I(ν₁x/(ν₁x+ν₂); ν₁/2, ν₂/2)` (Abramowitz and Stegun 1964, 26.6.2).
#[must_use]
pub fn f_lower(x: f64, above: f64, below: f64) -> Option<f64> {
    if !(not_negative(x) && positive(above) && positive(below)) {
        return None;
    }
    let (share, rest) = shares(above / below * x);
    Some(incomplete_beta(above / 2.0, below / 2.0, share, rest)?.lower)
}

/// The F with `above` and `below` degrees of freedom under which a share `probability` lies,
/// by halving the unit interval of [`f_lower`]'s beta argument. `None` outside (0, 1).
#[must_use]
pub fn f_quantile(probability: f64, above: f64, below: f64) -> Option<f64> {
    let open = probability > 0.0 && probability < 1.0;
    if !(open && positive(above) && positive(below)) {
        return None;
    }
    let (share, rest) = beta_quantile(probability, 1.0 - probability, above / 2.0, below / 2.0)?;
    let quantile = below * share / (above * rest);
    quantile.is_finite().then_some(quantile)
}

/// The point of the unit interval with `lower` of the beta distribution below it and `upper`
/// above, and its distance from 1; the smaller of the two to full precision.
fn beta_quantile(lower: f64, upper: f64, a: f64, b: f64) -> Option<(f64, f64)> {
    // How far to go from the end that is nearer; the smaller area is the precise one.
    let short = |x: f64, complement: f64| {
        let areas = incomplete_beta(a, b, x, complement)?;
        Some(if lower <= upper { areas.lower < lower } else { areas.upper > upper })
    };
    let from_above = short(0.5, 0.5)?;
    let point = |distance: f64| {
        if from_above { (1.0 - distance, distance) } else { (distance, 1.0 - distance) }
    };
    let (mut near, mut far) = (0.0_f64, 0.5_f64);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(near, far);
        if middle <= near || middle >= far {
            break;
        }
        let (x, complement) = point(middle);
        if short(x, complement)? == from_above {
            far = middle;
        } else {
            near = middle;
        }
    }
    Some(point(f64::midpoint(near, far)))
}

/// `ratio`/(1 + `ratio`) and 1/(1 + `ratio`); at infinity 1 and 0.
fn shares(ratio: f64) -> (f64, f64) {
    (1.0 / (1.0 + 1.0 / ratio), 1.0 / (1.0 + ratio))
}

/// True for a finite number above zero.
fn positive(degrees: f64) -> bool {
    degrees.is_finite() && degrees > 0.0
}

/// True for a finite number of at least zero.
fn not_negative(x: f64) -> bool {
    x.is_finite() && x >= 0.0
}
