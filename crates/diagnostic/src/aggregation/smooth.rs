//! Shares of many parts: slopes averaged along the line from a reference to the values
//! (Aumann and Shapley, 1974).

use super::means::{lifted, total_weight};
use super::{aggregate, ordered};
use nanduti_model::{Aggregation, Penalty, ZeroRule};

/// Points of the Gauss–Legendre rule along the line.
const NODES: usize = 32;

/// Shares of the parts; they add up to the change of the aggregate but for the error of the
/// numerical average. `None` where the aggregate or its slope is.
pub(super) fn along_the_line(
    rule: &Aggregation,
    parts: &[(f64, f64)],
    reference: f64,
) -> Option<Vec<f64>> {
    match rule {
        Aggregation::Minimum => by_place(parts, reference, &[0.0, 1.0], true),
        Aggregation::Maximum => by_place(parts, reference, &[1.0, 0.0], true),
        Aggregation::OrderedWeighted(weights) => by_place(parts, reference, weights, false),
        _ => averaged(rule, parts, reference),
    }
}

/// Shares under weights by place: the order of the parts is the same all along the line, so
/// each takes its place's weight times its way. Parts of one value share their places alike.
/// With `ends_only` the two weights are those of the best and of the worst place.
fn by_place(
    parts: &[(f64, f64)],
    reference: f64,
    weights: &[f64],
    ends_only: bool,
) -> Option<Vec<f64>> {
    let mut order: Vec<usize> = (0..parts.len()).filter(|&at| parts[at].0 > 0.0).collect();
    order.sort_by(|&a, &b| parts[b].1.total_cmp(&parts[a].1).then(a.cmp(&b)));
    let places = if ends_only {
        let mut places = vec![0.0; order.len()];
        *places.first_mut()? += weights[0];
        *places.last_mut()? += weights[1];
        places
    } else {
        ordered::place_shares(weights, order.len())?
    };
    let mut shares = vec![0.0; parts.len()];
    let mut first = 0;
    for tied in order.chunk_by(|&a, &b| parts[a].1 == parts[b].1) {
        let weight: f64 = places[first..first + tied.len()].iter().sum();
        for &at in tied {
            shares[at] = weight / tied.len() as f64 * (parts[at].1 - reference);
        }
        first += tied.len();
    }
    Some(shares)
}

/// Slopes averaged by Gauss–Legendre.
fn averaged(rule: &Aggregation, parts: &[(f64, f64)], reference: f64) -> Option<Vec<f64>> {
    let total = total_weight(parts)?;
    let mut shares = vec![0.0; parts.len()];
    let mut at = parts.to_vec();
    for (place, weight) in gauss_legendre(NODES) {
        for (here, (_, value)) in at.iter_mut().zip(parts) {
            here.1 = reference + place * (value - reference);
        }
        let here = aggregate(rule, &at)?;
        for ((share, point), (_, value)) in shares.iter_mut().zip(&at).zip(parts) {
            if *value != reference {
                let slope = slope(rule, &at, here, *point)?;
                *share += weight * point.0 / total * slope * (value - reference);
            }
        }
    }
    shares.iter().all(|share| share.is_finite()).then_some(shares)
}

/// Slope of the aggregate `here` in one part, over the part's share of the weights.
fn slope(rule: &Aggregation, at: &[(f64, f64)], here: f64, (_, x): (f64, f64)) -> Option<f64> {
    match rule {
        Aggregation::Geometric(zero) => Some(power_slope(0.0, *zero, here, x)),
        Aggregation::Harmonic(zero) => Some(power_slope(-1.0, *zero, here, x)),
        Aggregation::Power { exponent, zero } => Some(power_slope(*exponent, *zero, here, x)),
        Aggregation::MazziottaPareto(penalty) => {
            let mean = aggregate(&Aggregation::Arithmetic, at)?;
            // here = 2M − Q/M or Q/M, so the mean square need not be summed again.
            Some(match penalty {
                _ if mean <= 0.0 => 1.0,
                Penalty::Downward => 2.0 - (2.0 * x - (2.0 * mean - here)) / mean,
                Penalty::Upward => (2.0 * x - here) / mean,
            })
        }
        _ => None,
    }
}

/// `(x / mean)^(p − 1)`; 0 where the rule's floor or zero holds the aggregate still.
fn power_slope(exponent: f64, zero: ZeroRule, mean: f64, x: f64) -> f64 {
    let floored = exponent <= 0.0 && lifted(zero, x) != x;
    if floored || mean <= 0.0 { 0.0 } else { (x / mean).powf(exponent - 1.0) }
}

/// (place, weight) pairs of the Gauss–Legendre rule on 0–1: roots of the Legendre polynomial by
/// Newton steps from Tricomi's first guess (Davis and Rabinowitz, 1984, section 2.7).
fn gauss_legendre(n: usize) -> Vec<(f64, f64)> {
    /// Newton steps: quadratic from a guess good to three digits.
    const STEPS: usize = 8;
    let legendre = |x: f64| {
        let (mut before, mut now) = (1.0, x);
        for k in 2..=n {
            let k = k as f64;
            (before, now) = (now, ((2.0 * k - 1.0) * x * now - (k - 1.0) * before) / k);
        }
        (now, n as f64 * (x * now - before) / (x * x - 1.0))
    };
    let node = |i: usize| {
        let guess = (std::f64::consts::PI * (i as f64 + 0.75) / (n as f64 + 0.5)).cos();
        let x = (0..STEPS).fold(guess, |x, _| {
            let (value, slope) = legendre(x);
            x - value / slope
        });
        let slope = legendre(x).1;
        (x.midpoint(1.0), 1.0 / ((1.0 - x * x) * slope * slope))
    };
    (0..n).map(node).collect()
}
