//! Weights that people state: equal, given, points of a budget, an order of importance.

use super::WeightingError;
use nanduti_model::RankOrder;
use nanduti_stats::{mean, sample_sd};

/// Relative slack within which points must add up to their budget.
const BUDGET_SLACK: f64 = 1e-6;

/// Equal weights of `n` items; none for 0 items.
pub fn equal(n: usize) -> Vec<f64> {
    vec![1.0 / n as f64; n]
}

/// Stated weights as proportions. They are relative; each at least 0, not all 0.
pub fn given(weights: &[f64]) -> Result<Vec<f64>, WeightingError> {
    proportions(weights, 0)
}

/// Weights of an expert as proportions.
fn proportions(weights: &[f64], row: usize) -> Result<Vec<f64>, WeightingError> {
    if weights.is_empty() {
        return Err(WeightingError::NoItems);
    }
    if let Some(item) = weights.iter().position(|weight| !weight.is_finite() || *weight < 0.0) {
        return Err(WeightingError::BadNumber { row, item });
    }
    let total: f64 = weights.iter().sum();
    if total <= 0.0 || !total.is_finite() {
        return Err(WeightingError::NoWeight);
    }
    Ok(weights.iter().map(|weight| weight / total).collect())
}

/// Weights of a panel that shared out points.
#[derive(Clone, PartialEq, Debug)]
pub struct BudgetAllocation {
    /// Mean share of each item, adding up to 1.
    pub weights: Vec<f64>,
    /// Sample standard deviation of each item's share over the experts; absent with one expert.
    pub spread: Vec<Option<f64>>,
    /// Least and greatest share any expert gave each item.
    pub range: Vec<(f64, f64)>,
}

/// Budget allocation (OECD/JRC, Handbook, 2008, section 6.2): every expert shares out the same
/// number of points over the items, and weights are the mean shares. Points that miss the
/// budget are an error rather than rescaled: they were miscounted or misread.
pub fn budget_allocation(
    experts: &[Vec<f64>],
    budget: f64,
) -> Result<BudgetAllocation, WeightingError> {
    let n_items = experts.first().ok_or(WeightingError::NoItems)?.len();
    let mut shares = Vec::with_capacity(experts.len());
    for (expert, points) in experts.iter().enumerate() {
        if points.len() != n_items {
            return Err(WeightingError::LengthsDiffer);
        }
        let expert_shares = proportions(points, expert)?;
        let sum: f64 = points.iter().sum();
        let missed = (sum - budget).abs();
        if missed.is_nan() || missed > BUDGET_SLACK * budget.abs() {
            return Err(WeightingError::BudgetMissed { expert, sum });
        }
        shares.push(expert_shares);
    }
    let of_item = |item: usize| shares.iter().map(|row| row[item]).collect::<Vec<f64>>();
    let items: Vec<Vec<f64>> = (0..n_items).map(of_item).collect();
    Ok(BudgetAllocation {
        weights: items.iter().filter_map(|shares| mean(shares)).collect(),
        spread: items.iter().map(|shares| sample_sd(shares)).collect(),
        range: items
            .iter()
            .map(|shares| {
                shares.iter().fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), share| {
                    (least.min(*share), most.max(*share))
                })
            })
            .collect(),
    })
}

/// Weights from an order of importance: `ranks` by item, the lowest for the most important.
/// Only their order counts; items with one rank share the weights of the places they hold.
pub fn rank_order(ranks: &[u32], rule: RankOrder) -> Result<Vec<f64>, WeightingError> {
    let n = ranks.len();
    if n == 0 {
        return Err(WeightingError::NoItems);
    }
    let place_weight = |place: usize| match rule {
        RankOrder::Sum => (n + 1 - place) as f64,
        RankOrder::Reciprocal => 1.0 / place as f64,
        RankOrder::Centroid => (place..=n).map(|k| 1.0 / k as f64).sum(),
    };
    let mut order: Vec<usize> = (0..n).collect();
    order.sort_by_key(|&item| ranks[item]);
    let mut weights = vec![0.0; n];
    let mut place = 1;
    for tied in order.chunk_by(|&a, &b| ranks[a] == ranks[b]) {
        let sum: f64 = (place..place + tied.len()).map(place_weight).sum();
        for &item in tied {
            weights[item] = sum / tied.len() as f64;
        }
        place += tied.len();
    }
    proportions(&weights, 0)
}
