//! Tail areas of Student's t, of chi-square and of F, and the quantile of F.
//!
//! All rest on the regularised incomplete beta and gamma functions. `None` wherever a degree
//! of freedom is not positive or an argument is not a number.

use statrs::function::beta::checked_beta_reg;
use statrs::function::gamma::checked_gamma_ur;

#[cfg(test)]
mod tests;

/// Halvings of the unit interval: beyond the resolution of an `f64`.
const HALVINGS: usize = 1100;

/// Chance of a Student t at least as far from zero as `t`, with `degrees` of freedom:
/// `I(ν/(ν+t²); ν/2, 1/2)` (Abramowitz and Stegun 1964, 26.7.1). An infinite `t` gives 0.
#[must_use]
pub fn student_t_two_sided(t: f64, degrees: f64) -> Option<f64> {
    if t.is_nan() || !positive(degrees) {
        return None;
    }
    if t.is_infinite() {
        return Some(0.0);
    }
    beta(degrees / 2.0, 0.5, degrees / (degrees + t * t))
}

/// Chance of a chi-square of at least `x` ≥ 0 with `degrees` of freedom: `Q(ν/2, x/2)`
/// (Abramowitz and Stegun 1964, 26.4.19). `None` for a negative or infinite `x`.
#[must_use]
pub fn chi_square_upper(x: f64, degrees: f64) -> Option<f64> {
    if !(not_negative(x) && positive(degrees)) {
        return None;
    }
    if x == 0.0 {
        return Some(1.0);
    }
    checked_gamma_ur(degrees / 2.0, x / 2.0).ok().filter(|area| area.is_finite())
}

/// Chance of an F below `x` ≥ 0 with `above` and `below` degrees of freedom:
/// `I(ν₁x/(ν₁x+ν₂); ν₁/2, ν₂/2)` (Abramowitz and Stegun 1964, 26.6.2).
#[must_use]
pub fn f_lower(x: f64, above: f64, below: f64) -> Option<f64> {
    if !(not_negative(x) && positive(above) && positive(below)) {
        return None;
    }
    beta(above / 2.0, below / 2.0, above * x / (above * x + below))
}

/// The F with `above` and `below` degrees of freedom under which a share `probability` lies,
/// by halving the unit interval of [`f_lower`]'s beta argument. `None` outside (0, 1).
#[must_use]
pub fn f_quantile(probability: f64, above: f64, below: f64) -> Option<f64> {
    let open = probability > 0.0 && probability < 1.0;
    if !(open && positive(above) && positive(below)) {
        return None;
    }
    let (mut low, mut high) = (0.0_f64, 1.0_f64);
    for _ in 0..HALVINGS {
        let middle = f64::midpoint(low, high);
        if middle <= low || middle >= high {
            break;
        }
        if beta(above / 2.0, below / 2.0, middle)? < probability {
            low = middle;
        } else {
            high = middle;
        }
    }
    let share = f64::midpoint(low, high);
    let quantile = below * share / (above * (1.0 - share));
    quantile.is_finite().then_some(quantile)
}

/// Regularised incomplete beta function, exact at both ends.
fn beta(a: f64, b: f64, x: f64) -> Option<f64> {
    if x <= 0.0 {
        return Some(0.0);
    }
    if x >= 1.0 {
        return Some(1.0);
    }
    checked_beta_reg(a, b, x).ok().filter(|area| area.is_finite())
}

/// True for a finite number above zero.
fn positive(degrees: f64) -> bool {
    degrees.is_finite() && degrees > 0.0
}

/// True for a finite number of at least zero.
fn not_negative(x: f64) -> bool {
    x.is_finite() && x >= 0.0
}
