//! Where a node of the branch and bound is split.

use super::multipliers::soft_weights;
use super::prepared::Prepared;

/// Temperature at which a node looks for disagreement, in mean agent values.
const SPLIT_TEMPERATURE: f64 = 2e-3;

/// The agent, row and limit to split at: the greatest price · standard deviation of use
/// under soft weights. Where weights agree everywhere, the widest range; where there is
/// none, a split that leaves all columns on one side, whose child is then exact.
pub(super) fn choose_split(
    prepared: &Prepared,
    active: &[Vec<u32>],
    prices: &[f64],
) -> (usize, u32, f64) {
    let temperature = SPLIT_TEMPERATURE * prepared.value_scale;
    let (mut best, mut best_score) = (None, 1e-6 * prepared.value_scale);
    let (mut widest, mut widest_score) = (None, 0.0);
    let mut weights = Vec::new();
    let mut stats = vec![RowStats::default(); prepared.n_rows()];
    for (agent, columns) in active.iter().enumerate() {
        if columns.len() < 2 {
            continue;
        }
        let (_, total) = soft_weights(prepared, columns, prices, temperature, &mut weights);
        row_stats(prepared, columns, &weights, total, &mut stats);
        for (row, stats) in stats.iter().enumerate() {
            let score = prices[row] * stats.deviation();
            if score > best_score {
                best_score = score;
                best = Some((agent, row as u32, stats.mean));
            }
            let width = prepared.price_scale[row] * (stats.most - stats.least);
            if width > widest_score {
                widest_score = width;
                widest = Some((agent, row as u32, f64::midpoint(stats.least, stats.most)));
            }
        }
    }
    let Some((agent, row, limit)) = best.or(widest) else {
        return (0, 0, f64::MAX);
    };
    // Rounding may have put the mean on an end: both sides must hold a column.
    let used = |column: &u32| prepared.use_of(*column, row);
    let columns = &active[agent];
    let least = columns.iter().map(used).fold(f64::INFINITY, f64::min);
    let most = columns.iter().map(used).fold(f64::NEG_INFINITY, f64::max);
    let below =
        columns.iter().map(used).filter(|amount| *amount < most).fold(f64::NEG_INFINITY, f64::max);
    (agent, row, limit.max(least).min(below))
}

/// Use of every row among an agent's columns under weights.
pub(super) fn row_stats(
    prepared: &Prepared,
    columns: &[u32],
    weights: &[f64],
    total: f64,
    stats: &mut [RowStats],
) {
    stats.fill(RowStats::default());
    for (&column, weight) in columns.iter().zip(weights) {
        let share = weight / total;
        for &(row, amount) in prepared.uses(column) {
            let stats = &mut stats[row as usize];
            stats.named += 1;
            stats.mean += share * amount;
            stats.square += share * amount * amount;
            stats.see(amount);
        }
    }
    for stats in stats {
        if stats.named < columns.len() {
            stats.see(0.0);
        }
    }
}

/// Use of one row among columns.
#[derive(Debug, Clone)]
pub(super) struct RowStats {
    named: usize,
    mean: f64,
    square: f64,
    /// Least use.
    pub(super) least: f64,
    /// Greatest use.
    pub(super) most: f64,
}

impl Default for RowStats {
    fn default() -> Self {
        Self { named: 0, mean: 0.0, square: 0.0, least: f64::INFINITY, most: f64::NEG_INFINITY }
    }
}

impl RowStats {
    /// Widens the range.
    fn see(&mut self, amount: f64) {
        self.least = self.least.min(amount);
        self.most = self.most.max(amount);
    }

    /// Standard deviation under the weights; 0 where all use the same.
    fn deviation(&self) -> f64 {
        if self.most <= self.least {
            return 0.0;
        }
        (self.square - self.mean * self.mean).max(0.0).sqrt()
    }
}
