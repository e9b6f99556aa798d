//! What weights effectively do: how much each child moves its parent.

use super::WeightingError;
use super::elicited::given;
use super::sample::{LEAST_UNITS, complete};
use nanduti_stats::{mean, pearson};

/// Fewest pairs of values from which a correlation ratio is given.
pub const LEAST_FOR_RATIO: usize = 12;

/// What one child does to its parent.
#[derive(Clone, PartialEq, Debug)]
pub struct Influence {
    /// Weight as stated, a proportion.
    pub weight: f64,
    /// Share of the variance of the weighted sum that the child brings, `w·cov(x, y) / var(y)`;
    /// adds up to 1, may be negative. Over units with all children; absent where the sum does
    /// not vary or fewer than [`super::LEAST_UNITS`] are complete.
    pub effective_weight: Option<f64>,
    /// Correlation with the parent, −1 to 1; absent where one does not vary, or under
    /// [`super::LEAST_UNITS`] pairs.
    pub correlation: Option<f64>,
    /// Its square: the influence where the relation is a line.
    pub squared_correlation: Option<f64>,
    /// See [`correlation_ratio`]: the influence whatever the shape of the relation.
    pub correlation_ratio: Option<f64>,
    /// Units with both child and parent.
    pub n_units: usize,
}

/// The influence of each column on the parent's scores (Paruolo, Saisana and Saltelli, 2013).
///
/// Correlations are with `parent` as it was scored, whatever its rule, over the units that have
/// both. Effective weights take the parent as the weighted sum of the columns, so they hold
/// exactly for the arithmetic mean and compare stated weights with what the spread of the
/// children makes of them.
pub fn influence(
    columns: &[&[Option<f64>]],
    weights: &[f64],
    parent: &[Option<f64>],
) -> Result<Vec<Influence>, WeightingError> {
    let weights = given(weights)?;
    let lengths = columns.iter().all(|column| column.len() == parent.len());
    if weights.len() != columns.len() || !lengths {
        return Err(WeightingError::LengthsDiffer);
    }
    let effective = effective_weights(columns, &weights);
    let one = |at: usize| {
        let pairs = columns[at].iter().zip(parent).filter_map(|(x, y)| (*x).zip(*y));
        let (x, y): (Vec<f64>, Vec<f64>) =
            pairs.filter(|(x, y)| x.is_finite() && y.is_finite()).unzip();
        let correlation = pearson(&x, &y).filter(|_| x.len() >= LEAST_UNITS);
        Influence {
            weight: weights[at],
            effective_weight: effective.as_ref().map(|shares| shares[at]),
            correlation,
            squared_correlation: correlation.map(|r| r * r),
            correlation_ratio: correlation_ratio(&x, &y),
            n_units: x.len(),
        }
    };
    Ok((0..columns.len()).map(one).collect())
}

/// Shares of the variance of the weighted sum.
fn effective_weights(columns: &[&[Option<f64>]], weights: &[f64]) -> Option<Vec<f64>> {
    let columns = complete(columns, LEAST_UNITS).ok()?;
    let n = columns[0].len();
    let sum = |unit: usize| columns.iter().zip(weights).map(|(x, w)| w * x[unit]).sum();
    let parent: Vec<f64> = (0..n).map(sum).collect();
    let centre = mean(&parent)?;
    let deviations: Vec<f64> = parent.iter().map(|y| y - centre).collect();
    let total: f64 = deviations.iter().map(|y| y * y).sum();
    let share = |(column, weight): (&Vec<f64>, &f64)| {
        let joint: f64 = column.iter().zip(&deviations).map(|(x, y)| x * y).sum();
        weight * joint / total
    };
    let varies = parent.iter().any(|y| *y != parent[0]) && total > 0.0;
    varies.then(|| columns.iter().zip(weights).map(share).collect())
}

/// Share of the variance of `y` that lies between groups of like `x`, 0–1 (correlation ratio,
/// Pearson, 1905): 1 where y is a function of x, straight or bent, 0 where x says nothing.
///
/// Groups are about √n stretches of the ordered x with about equal numbers, equal values never
/// parted; the share expected by chance is taken off (ε², Kelley, 1935), not below 0. Absent
/// under [`LEAST_FOR_RATIO`] pairs, for lists of different length, numbers that are not finite,
/// and where either does not vary.
pub fn correlation_ratio(x: &[f64], y: &[f64]) -> Option<f64> {
    let n = x.len();
    let finite = x.iter().chain(y).all(|value| value.is_finite());
    if n != y.len() || n < LEAST_FOR_RATIO || !finite || y.iter().all(|value| *value == y[0]) {
        return None;
    }
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by(|&a, &b| x[a].total_cmp(&x[b]).then(a.cmp(&b)));
    let size = n / n.isqrt();
    let mut groups: Vec<Vec<f64>> = vec![Vec::new()];
    for (at, &unit) in order.iter().enumerate() {
        let tied = at > 0 && x[order[at - 1]] == x[unit];
        let full = groups.last().is_some_and(|group| group.len() >= size);
        if full && !tied && n - at >= size {
            groups.push(Vec::new());
        }
        groups.last_mut()?.push(y[unit]);
    }
    if groups.len() < 2 {
        return None;
    }
    let squares = |values: &[f64]| {
        mean(values).map(|centre| values.iter().map(|y| (y - centre).powi(2)).sum::<f64>())
    };
    let within: f64 = groups.iter().filter_map(|group| squares(group)).sum();
    let unexplained = within / (n - groups.len()) as f64;
    let total = squares(y)? / (n - 1) as f64;
    (total > 0.0).then(|| (1.0 - unexplained / total).clamp(0.0, 1.0))
}
