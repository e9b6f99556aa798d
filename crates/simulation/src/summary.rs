//! From per-future numbers to medians, bands, dots and shares.

use crate::run::PortfolioDraw;
use crate::world::World;
use nanduti_model::{Band, Difference, PortfolioBands};
use nanduti_stats::quantile_sorted;

/// Dots of a paired difference.
const N_DOTS: usize = 20;

/// Median and 5–95 % band of futures; `None` without any.
pub(crate) fn band(mut values: Vec<f64>) -> Option<Band> {
    values.sort_by(f64::total_cmp);
    band_of_sorted(&values)
}

fn band_of_sorted(sorted: &[f64]) -> Option<Band> {
    Some(Band {
        p05: quantile_sorted(sorted, 0.05)?,
        median: quantile_sorted(sorted, 0.5)?,
        p95: quantile_sorted(sorted, 0.95)?,
    })
}

/// Bands of a portfolio's mean scores; groups without a score on an axis are left out.
pub(crate) fn bands(world: &World, draws: &[&PortfolioDraw]) -> Vec<PortfolioBands> {
    let n_times = world.n_quarters + 1;
    let mut bands = Vec::new();
    for (group, &cluster) in world.panel.groups.iter().enumerate() {
        for axis in 0..world.n_axes {
            let place = group * world.n_axes + axis;
            let n = world.panel.counts[place];
            if n == 0 {
                continue;
            }
            let at = |time: usize| draws.iter().map(move |d| d.means[place * n_times + time]);
            let quarters = (0..n_times).filter_map(|time| band(at(time).collect())).collect();
            bands.push(PortfolioBands { cluster, axis, n, quarters });
        }
    }
    bands
}

/// Paired differences of a portfolio from doing nothing, all axes and the weighted sum.
pub(crate) fn versus_nothing(world: &World, draws: &[&PortfolioDraw]) -> Vec<Difference> {
    let width = world.n_axes + 1;
    let mut differences = Vec::new();
    for (row, &(cluster, _)) in world.places.rows.iter().enumerate() {
        for column in 0..width {
            let axis = (column < world.n_axes).then_some(column);
            let values = draws.iter().map(|d| d.differences[row * width + column]).collect();
            differences.extend(difference(cluster, axis, values));
        }
    }
    differences
}

/// The chosen portfolio less another, policy-weighted, over all places.
pub(crate) fn chosen_minus(
    world: &World,
    chosen: &[&PortfolioDraw],
    other: &[&PortfolioDraw],
) -> Option<Difference> {
    if world.places.rows.is_empty() {
        return None;
    }
    let at = world.n_axes;
    let pairs = chosen.iter().zip(other);
    difference(None, None, pairs.map(|(c, o)| c.differences[at] - o.differences[at]).collect())
}

/// A difference over futures; `None` without any.
fn difference(cluster: Option<usize>, axis: Option<usize>, values: Vec<f64>) -> Option<Difference> {
    let mut sorted = values;
    sorted.sort_by(f64::total_cmp);
    let band = band_of_sorted(&sorted)?;
    let positive = sorted.iter().filter(|value| **value > 0.0).count();
    let dot = |i: usize| quantile_sorted(&sorted, (i as f64 + 0.5) / N_DOTS as f64);
    Some(Difference {
        cluster,
        axis,
        band,
        share_positive: positive as f64 / sorted.len() as f64,
        dots: (0..N_DOTS).filter_map(dot).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dots_are_the_twenty_equally_likely_futures() {
        // Hyndman and Fan's type 7 on 0, 1, … 1000: the quantile p is 1000 p.
        let values = (0..=1000).rev().map(f64::from).collect();
        let difference = difference(None, Some(1), values).unwrap();
        let expected: Vec<f64> = (0..20).map(|i| 25.0 + 50.0 * f64::from(i)).collect();
        for (dot, expected) in difference.dots.iter().zip(&expected) {
            assert!((dot - expected).abs() < 1e-9);
        }
        assert_eq!(difference.dots.len(), 20);
        assert_eq!(difference.band, Band { p05: 50.0, median: 500.0, p95: 950.0 });
        assert!((difference.share_positive - 1000.0 / 1001.0).abs() < 1e-15);
    }

    #[test]
    fn nothing_has_no_band() {
        assert_eq!(band(Vec::new()), None);
        assert_eq!(difference(None, None, Vec::new()), None);
    }
}
