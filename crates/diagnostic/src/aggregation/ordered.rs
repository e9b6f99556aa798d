//! The ordered weighted average: weights belong to places, best first.

use super::means::total_weight;

/// Ordered weighted average of the parts that weigh anything.
pub(super) fn ordered(parts: &[(f64, f64)], weights: &[f64]) -> Option<f64> {
    total_weight(parts)?;
    let mut values: Vec<f64> = parts.iter().filter(|part| part.0 > 0.0).map(|p| p.1).collect();
    values.sort_by(|a, b| b.total_cmp(a));
    let shares = place_shares(weights, values.len())?;
    let mean: f64 = shares.iter().zip(&values).map(|(share, value)| share * value).sum();
    let (most, least) = (*values.first()?, *values.last()?);
    mean.is_finite().then(|| mean.max(least).min(most))
}

/// Share of each of `n_places` places, best first; they add up to 1. Place i takes what the
/// cumulated weights gain between i/n and (i + 1)/n of their length, read linearly.
///
/// `None` without weights, or where one is negative or all are 0.
pub(super) fn place_shares(weights: &[f64], n_places: usize) -> Option<Vec<f64>> {
    let total: f64 = weights.iter().sum();
    let valid = total > 0.0 && total.is_finite() && weights.iter().all(|w| *w >= 0.0);
    if !valid || n_places == 0 {
        return None;
    }
    if n_places == weights.len() {
        return Some(weights.iter().map(|weight| weight / total).collect());
    }
    let cumulated = |place: usize| {
        let (whole, rest) = (place * weights.len() / n_places, place * weights.len() % n_places);
        let partial = weights.get(whole).map_or(0.0, |w| w * rest as f64 / n_places as f64);
        weights[..whole].iter().sum::<f64>() + partial
    };
    Some((0..n_places).map(|place| (cumulated(place + 1) - cumulated(place)) / total).collect())
}
