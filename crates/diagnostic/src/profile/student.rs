//! Student's t: the quantile that turns a standard error and whole degrees of freedom into an
//! interval.

use nanduti_stats::normal_quantile;
use std::f64::consts::{FRAC_PI_2, PI};

/// Degrees of freedom from which the expansion around the normal quantile is used: its error
/// there is below 1e-10, and the finite series would only cost more.
const EXPANSION_FROM: u32 = 300;

/// Quantile of Student's t with `degrees` ≥ 1 degrees of freedom at `probability` in (0.5, 1).
///
/// Up to 299 degrees by bisection on the finite series of the distribution function
/// (Abramowitz and Stegun 1964, 26.7.3 and 26.7.4), beyond by their expansion 26.7.5. `None`
/// with no degrees of freedom or a probability outside (0.5, 1).
pub(crate) fn student_quantile(probability: f64, degrees: u32) -> Option<f64> {
    if degrees == 0 || !(probability > 0.5 && probability < 1.0) {
        return None;
    }
    let normal = normal_quantile(probability)?;
    if degrees >= EXPANSION_FROM {
        return Some(expansion(normal, f64::from(degrees)));
    }
    // With t = √ν·tan θ the central probability grows with θ from 0 to a right angle.
    let central = 2.0 * probability - 1.0;
    let (mut low, mut high) = (0.0, FRAC_PI_2);
    for _ in 0..100 {
        let middle = f64::midpoint(low, high);
        if central_probability(middle, degrees) < central {
            low = middle;
        } else {
            high = middle;
        }
    }
    Some(f64::from(degrees).sqrt() * f64::midpoint(low, high).tan())
}

/// P(|T| ≤ √ν·tan θ) for ν = `degrees`, θ = `angle` (26.7.3 for odd, 26.7.4 for even ν).
fn central_probability(angle: f64, degrees: u32) -> f64 {
    let (sine, cosine) = angle.sin_cos();
    let square = cosine * cosine;
    let odd = degrees % 2 == 1;
    let mut term = if odd { cosine } else { 1.0 };
    let mut sum = 0.0;
    let mut index = if odd { 3 } else { 2 };
    while index <= degrees {
        sum += term;
        term *= square * f64::from(index - 1) / f64::from(index);
        index += 2;
    }
    if odd { 2.0 / PI * (angle + sine * sum) } else { sine * sum }
}

/// Abramowitz and Stegun 26.7.5, four terms beyond the normal quantile `x`.
fn expansion(x: f64, degrees: f64) -> f64 {
    let s = x * x;
    let first = x * (s + 1.0) / 4.0;
    let second = x * ((5.0 * s + 16.0) * s + 3.0) / 96.0;
    let third = x * (((3.0 * s + 19.0) * s + 17.0) * s - 15.0) / 384.0;
    let fourth = x * ((((79.0 * s + 776.0) * s + 1482.0) * s - 1920.0) * s - 945.0) / 92_160.0;
    x + (first + (second + (third + fourth / degrees) / degrees) / degrees) / degrees
}
