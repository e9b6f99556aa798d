//! The index and the counting view of the same units side by side: who is high on average but
//! deprived.

use super::CountingFault;
use super::deprivation::{Cell, Counts};
use super::fraction::Fraction;
use nanduti_stats::spearman;

/// What the counting view says of a unit, worst first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Standing {
    /// Poor at the plan's cut-off.
    Poor,
    /// Not poor, but deprived in an indicator that is watched.
    WatchedDeprivation,
    /// Not poor, deprived in something else.
    OtherDeprivation,
    /// Deprived in nothing that was counted.
    NoDeprivation,
}

impl Standing {
    /// All, worst first.
    pub const ALL: [Self; 4] =
        [Self::Poor, Self::WatchedDeprivation, Self::OtherDeprivation, Self::NoDeprivation];
}

/// One unit in both views.
#[derive(Clone, PartialEq, Debug)]
pub struct ReconciledUnit {
    /// Its row.
    pub row: usize,
    /// Its index score.
    pub score: f64,
    /// Whether the score is at least the line between low and high.
    pub high: bool,
    /// Its deprivation score.
    pub deprivation: Fraction,
    /// What the counting view says.
    pub standing: Standing,
    /// The indicators it is deprived in, ascending.
    pub deprived_in: Vec<usize>,
    /// The indicators that are not part of its count, ascending: nothing is known of them or
    /// they do not apply.
    pub left_out: Vec<usize>,
}

/// Both views of all units.
#[derive(Clone, PartialEq, Debug)]
pub struct Reconciliation {
    /// Units known to both views, in row order.
    pub units: Vec<ReconciledUnit>,
    /// How many: by high (0) and low (1), then by [`Standing::ALL`].
    pub table: [[usize; 4]; 2],
    /// Rows unknown to one of the views.
    pub unknown: usize,
    /// Spearman's rank correlation of score and deprivation score: near −1 where the views
    /// agree. `None` where either does not vary.
    pub rank_correlation: Option<f64>,
}

impl Reconciliation {
    /// Units that are high on average and yet poor or deprived in something watched.
    pub fn high_but_deprived(&self) -> impl Iterator<Item = &ReconciledUnit> {
        self.units.iter().filter(|unit| unit.high && unit.standing <= Standing::WatchedDeprivation)
    }
}

/// Sets an index score by row (higher is better) against the counting view. `high_from` is the
/// least score called high; `watched` are the indicators of which one deprivation is enough to
/// be told (decent work, say), indices out of range being a fault.
pub fn reconcile(
    scores: &[Option<f64>],
    counts: &Counts,
    high_from: f64,
    watched: &[usize],
) -> Result<Reconciliation, CountingFault> {
    let (rows, found) = (counts.units.len(), scores.len());
    if rows != found {
        return Err(CountingFault::RowsDiffer { rows, found });
    }
    if let Some(&found) = watched.iter().find(|&&indicator| indicator >= counts.weights.len()) {
        return Err(CountingFault::IndicatorsDiffer { indicators: counts.weights.len(), found });
    }
    let units: Vec<ReconciledUnit> = (0..rows)
        .filter_map(|row| {
            let score = scores[row].filter(|score| score.is_finite())?;
            reconcile_row(row, score, counts, high_from, watched)
        })
        .collect();
    let mut table = [[0; 4]; 2];
    for unit in &units {
        table[usize::from(!unit.high)][unit.standing as usize] += 1;
    }
    let index: Vec<f64> = units.iter().map(|unit| unit.score).collect();
    let depth: Vec<f64> = units.iter().map(|unit| unit.deprivation.as_f64()).collect();
    let unknown = rows - units.len();
    Ok(Reconciliation { units, table, unknown, rank_correlation: spearman(&index, &depth) })
}

/// One unit, where it was counted.
fn reconcile_row(
    row: usize,
    score: f64,
    counts: &Counts,
    high_from: f64,
    watched: &[usize],
) -> Option<ReconciledUnit> {
    let unit = counts.units[row];
    let (deprivation, poor) = (unit.score()?, unit.is_poor(counts.poverty_cut_off)?);
    let with = |sought: Cell| -> Vec<usize> {
        let cells = counts.row(row).iter().enumerate();
        cells.filter(|(_, cell)| **cell == sought).map(|(indicator, _)| indicator).collect()
    };
    let deprived_in = with(Cell::Deprived);
    let standing = if poor {
        Standing::Poor
    } else if deprived_in.iter().any(|indicator| watched.contains(indicator)) {
        Standing::WatchedDeprivation
    } else if deprived_in.is_empty() {
        Standing::NoDeprivation
    } else {
        Standing::OtherDeprivation
    };
    let (high, left_out) = (score >= high_from, with(Cell::LeftOut));
    Some(ReconciledUnit { row, score, high, deprivation, standing, deprived_in, left_out })
}
