//! The columns of the tree: from raw values to indicators, from children to parents.

use nanduti_model::{Answered, Indicator, Missing, NodeColumn};

/// Slack for sums of decimal weights: a share or score that equals a threshold on paper equals
/// it here too.
const ROUNDING: f64 = 1e-9;

/// The column of an indicator. `applies` is absent where it applies to everybody; where it is
/// not known, the indicator counts as applicable.
pub(crate) fn indicator_column(
    indicator: &Indicator,
    raw: Vec<Answered<f64>>,
    applies: Option<&[Answered<bool>]>,
) -> NodeColumn {
    let value: Vec<Answered<f64>> = raw
        .into_iter()
        .enumerate()
        .map(|(row, value)| match applies {
            Some(applies) if applies[row] == Ok(false) => Err(Missing::NotApplicable),
            _ => value,
        })
        .collect();
    let points = |open: Option<f64>| {
        value
            .iter()
            .map(|value| match value {
                Ok(x) => indicator.normalisation.score(*x),
                Err(kind) => open.filter(|_| kind.counts()),
            })
            .collect::<Vec<_>>()
    };
    let availability = value
        .iter()
        .map(|value| match value {
            Ok(_) => Some(1.0),
            Err(kind) => kind.counts().then_some(0.0),
        })
        .collect();
    NodeColumn {
        score: points(None),
        low: points(Some(0.0)),
        high: points(Some(100.0)),
        availability,
        level: vec![None; value.len()],
        value,
    }
}

/// The column of an axis or dimension over its children and their weights. Children that do not
/// apply to a workshop leave the sums; where none is left, nothing is stated.
pub(crate) fn aggregate_column(
    children: &[(f64, &NodeColumn)],
    min_availability: f64,
    n_rows: usize,
) -> NodeColumn {
    let mut column = NodeColumn {
        score: Vec::with_capacity(n_rows),
        low: Vec::with_capacity(n_rows),
        high: Vec::with_capacity(n_rows),
        availability: Vec::with_capacity(n_rows),
        level: vec![None; n_rows],
        value: Vec::new(),
    };
    for row in 0..n_rows {
        let sums = Sums::over(children, row);
        column.score.push(sums.as_ref().and_then(|s| s.score(min_availability)));
        column.low.push(sums.as_ref().map(|s| s.low));
        column.high.push(sums.as_ref().map(|s| s.high));
        column.availability.push(sums.map(|s| s.availability));
    }
    column
}

/// Weighted means over the children of a node that apply to one workshop.
struct Sums {
    availability: f64,
    low: f64,
    high: f64,
}

impl Sums {
    fn over(children: &[(f64, &NodeColumn)], row: usize) -> Option<Self> {
        let (mut total, mut answered, mut low, mut high) = (0.0, 0.0, 0.0, 0.0);
        for (weight, child) in children {
            if let (Some(share), Some(worst), Some(best)) =
                (child.availability[row], child.low[row], child.high[row])
            {
                total += weight;
                answered += weight * share;
                low += weight * worst;
                high += weight * best;
            }
        }
        (total > 0.0).then(|| Self {
            availability: answered / total,
            low: (low / total).clamp(0.0, 100.0),
            high: (high / total).clamp(0.0, 100.0),
        })
    }

    /// Mean over what was answered, if enough of it was.
    fn score(&self, min_availability: f64) -> Option<f64> {
        let enough = self.availability > 0.0 && self.availability + ROUNDING >= min_availability;
        enough.then(|| (self.low / self.availability).clamp(0.0, 100.0))
    }
}

/// Sets the level of an axis where it has a score and both ends of its interval share one.
pub(crate) fn set_levels(column: &mut NodeColumn, cuts: &[f64]) {
    for row in 0..column.level.len() {
        column.level[row] = match (column.score[row], column.low[row], column.high[row]) {
            (Some(_), Some(low), Some(high)) => {
                let (low, high) = (level(cuts, low), level(cuts, high));
                (low == high).then_some(low)
            }
            _ => None,
        };
    }
}

/// The level a score falls in, 0 the lowest; a score on a cut belongs to the level above.
fn level(cuts: &[f64], score: f64) -> u8 {
    cuts.iter().filter(|cut| score + ROUNDING >= **cut).count() as u8
}
