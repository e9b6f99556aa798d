//! The regularised incomplete gamma and beta functions, which the tails of chi-square, of
//! Student's t and of F rest on.
//!
//! Continued fractions and the series as in Press et al. 2007 (Numerical Recipes, sections 6.2
//! and 6.4). The factor in front of them is not a difference of log-gammas, which for large
//! parameters loses a digit for each digit of theirs, but Loader's form of it (Loader 2000,
//! "Fast and accurate computation of binomial probabilities"): every term stays small.

use std::f64::consts::PI;

#[cfg(test)]
mod tests;

/// Steps of a series or fraction. The fractions take some multiple of the root of the larger
/// parameter; parameters over about 1e10 may run out of steps.
const STEPS: u32 = 400_000;
/// What stands for a denominator of zero (Lentz's method as modified by Thompson and Barnett
/// 1986).
const TINY: f64 = 1e-300;
/// Relative change at which a series or fraction has settled.
const SETTLED: f64 = f64::EPSILON;
/// From here five terms of Stirling's series are exact to 1e-16.
const STIRLING_FROM: f64 = 16.0;

/// The two parts into which a point divides a distribution; they add up to 1. The smaller
/// keeps its relative precision.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Areas {
    /// Below the point, in [0, 1].
    pub(crate) lower: f64,
    /// Above the point, in [0, 1].
    pub(crate) upper: f64,
}

impl Areas {
    /// Both from the one below.
    fn below(lower: f64) -> Option<Self> {
        let lower = Some(lower).filter(|area| area.is_finite())?.clamp(0.0, 1.0);
        Some(Self { lower, upper: 1.0 - lower })
    }

    /// The same with sides changed.
    pub(crate) fn turned(self) -> Self {
        Self { lower: self.upper, upper: self.lower }
    }
}

/// `P(a, x)` and `Q(a, x)` for a > 0 and x ≥ 0 (Abramowitz and Stegun 1964, 6.5.1): by series
/// 6.5.29 below a + 1, by fraction 6.5.31 from there. `None` when the steps run out.
pub(crate) fn incomplete_gamma(a: f64, x: f64) -> Option<Areas> {
    if x <= 0.0 {
        return Areas::below(0.0);
    }
    if x < a + 1.0 {
        return Areas::below(gamma_factor(a, x) * gamma_series(a, x)?);
    }
    Areas::below(gamma_factor(a, x) * gamma_fraction(a, x)?).map(Areas::turned)
}

/// xᵃ·exp(−x) / Γ(a).
fn gamma_factor(a: f64, x: f64) -> f64 {
    (a / (2.0 * PI)).sqrt() * (-stirling_remainder(a) - relative_deviance(a, x)).exp()
}

/// Σ xᵏ / (a(a+1)…(a+k)).
fn gamma_series(a: f64, x: f64) -> Option<f64> {
    let (mut term, mut sum) = (1.0 / a, 1.0 / a);
    for step in 1..=STEPS {
        term *= x / (a + f64::from(step));
        sum += term;
        if term < sum * SETTLED {
            return Some(sum);
        }
    }
    None
}

/// 1/(x+1−a− 1(1−a)/(x+3−a− 2(2−a)/(x+5−a− …))).
fn gamma_fraction(a: f64, x: f64) -> Option<f64> {
    let mut below = x + 1.0 - a;
    let mut fraction = Lentz::new(below);
    for step in 1..=STEPS {
        let step = f64::from(step);
        below += 2.0;
        if fraction.extend(-step * (step - a), below) {
            return Some(fraction.value());
        }
    }
    None
}

/// `I(x; a, b)` and the rest for a, b > 0 (Abramowitz and Stegun 1964, 26.5.1), by a
/// fraction on the side where it settles fast. `None` when the steps run out.
///
/// `x` in [0, 1] comes with its `complement` 1 − x, because near 1 a subtraction would leave few
/// of its digits.
pub(crate) fn incomplete_beta(a: f64, b: f64, x: f64, complement: f64) -> Option<Areas> {
    if x <= 0.0 {
        return Areas::below(0.0);
    }
    if complement <= 0.0 {
        return Areas::below(1.0);
    }
    if x * (b + 1.0) > complement * (a + 1.0) {
        return beta_lower(b, a, complement, x).map(Areas::turned);
    }
    beta_lower(a, b, x, complement)
}

/// The fraction times xᵃ(1−x)ᵇ / B(a, b).
fn beta_lower(a: f64, b: f64, x: f64, complement: f64) -> Option<Areas> {
    let whole = a + b;
    let remainders = stirling_remainder(whole) - stirling_remainder(a) - stirling_remainder(b);
    let deviance = relative_deviance(a, whole * x) + relative_deviance(b, whole * complement);
    let factor = (a * (b / whole) / (2.0 * PI)).sqrt() * (remainders - deviance).exp();
    Areas::below(factor * beta_fraction(a, b, x, complement)?)
}

/// The even part of fraction 26.5.8, whose terms do not cancel near x = 1 (`DiDonato` and Morris
/// 1992, ACM TOMS 18, algorithm 708, routine BFRAC).
fn beta_fraction(a: f64, b: f64, x: f64, complement: f64) -> Option<f64> {
    let lead = a * complement - b * x + 1.0;
    let mut fraction = Lentz::new(a * lead / (a + 1.0));
    for step in 1..=STEPS {
        let m = f64::from(step);
        let place = a + 2.0 * m;
        let turn = m * (b - m) * x / (place - 1.0);
        let above = (a + m - 1.0) * (a + b + m - 1.0) * x / (place - 1.0) * turn;
        let below = m + turn + (a + m) * (lead + m * (1.0 + complement)) / (place + 1.0);
        if fraction.extend(above, below) {
            return Some(fraction.value());
        }
    }
    None
}

/// A continued fraction 1/(b₀ + a₁/(b₁ + a₂/(b₂ + …))) from the front: the modified Lentz
/// method.
struct Lentz {
    /// Ratio of successive numerators.
    above: f64,
    /// Ratio of successive denominators, upside down.
    below: f64,
    value: f64,
}

impl Lentz {
    /// The fraction 1/`first`.
    fn new(first: f64) -> Self {
        let below = 1.0 / away_from_zero(first);
        Self { above: 1.0 / TINY, below, value: below }
    }

    /// Adds `numerator`/(`denominator` + …); true when that changed nothing to speak of.
    fn extend(&mut self, numerator: f64, denominator: f64) -> bool {
        self.below = 1.0 / away_from_zero(denominator + numerator * self.below);
        self.above = away_from_zero(denominator + numerator / self.above);
        let change = self.above * self.below;
        self.value *= change;
        (change - 1.0).abs() <= SETTLED
    }

    fn value(&self) -> f64 {
        self.value
    }
}

fn away_from_zero(x: f64) -> f64 {
    if x.abs() < TINY { TINY } else { x }
}

/// `ln Γ(z) − (z − ½)·ln z + z − ½·ln 2π` for z > 0: what Stirling's formula leaves out
/// (Abramowitz and Stegun 1964, 6.1.41), below 16 by the recurrence Γ(z + 1) = zΓ(z).
fn stirling_remainder(z: f64) -> f64 {
    let (mut z, mut remainder) = (z, 0.0);
    while z < STIRLING_FROM {
        let ratio = if z < 1.0 { (1.0 + z).ln() - z.ln() } else { z.recip().ln_1p() };
        remainder += (z + 0.5) * ratio - 1.0;
        z += 1.0;
    }
    let square = z * z;
    let series = 1.0 / 12.0
        - (1.0 / 360.0 - (1.0 / 1260.0 - (1.0 / 1680.0 - 1.0 / 1188.0 / square) / square) / square)
            / square;
    remainder + series / z
}

/// `a·ln(a/m) + m − a` ≥ 0 for a, m > 0, without cancelling where they are close (Loader 2000,
/// routine bd0).
fn relative_deviance(a: f64, m: f64) -> f64 {
    let difference = a - m;
    if difference.abs() >= 0.1 * (a + m) {
        return a * (a / m).ln() - difference;
    }
    let share = difference / (a + m);
    let (mut term, mut sum) = (2.0 * a * share, difference * share);
    // A share under a tenth: eleven terms reach 1e-22.
    for odd in (3..24).step_by(2) {
        term *= share * share;
        sum += term / f64::from(odd);
    }
    sum
}
