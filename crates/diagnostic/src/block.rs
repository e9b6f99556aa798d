//! Scores of a run of rows, column by column, in vectors of plain numbers that stay in the cache.
//!
//! What a row gets does not depend on the run it is in (rules that compare rows aside, which need
//! a run of all rows), so runs are made in any order, on any number of threads, and kept or not.

use crate::adjust::NodeRules;
use crate::interval::EndColumn;
use crate::tree::{PointColumn, ROUNDING, Tree};
use nanduti_model::{
    Answered, Fitted, Indicator, Instrument, Missing, Normalisation, goalpost_points,
};
use std::borrow::Cow;

/// Rows of a run: its columns stay in the second cache.
pub(crate) const BLOCK: usize = 512;

/// The values of one indicator over a run of rows.
pub(crate) struct LeafValues<'v> {
    /// The way from value to points.
    pub(crate) fitted: &'v Fitted,
    /// As answered.
    pub(crate) cleaned: Cow<'v, [Answered<f64>]>,
    /// With gaps filled; `None` where none were.
    pub(crate) completed: Option<&'v [Answered<f64>]>,
}

/// The columns of all nodes over a run of rows.
pub(crate) struct Block {
    points: Vec<PointColumn>,
    ends: Vec<EndColumn>,
    /// Answered share where it is not that of the points; `None` where it is.
    answered: Vec<Option<Vec<f64>>>,
}

/// The columns of one node.
#[derive(Clone, Copy)]
pub(crate) struct BlockColumns<'b> {
    pub(crate) points: &'b PointColumn,
    pub(crate) ends: &'b EndColumn,
    /// Answered share of the weight that applies: what was imputed has points and was not
    /// answered. `NaN` where nothing applies.
    pub(crate) answered: &'b [f64],
}

impl BlockColumns<'_> {
    /// The score of a row, where enough was answered.
    pub(crate) fn score(&self, row: usize, min_availability: f64) -> Option<f64> {
        let enough = self.answered[row] + ROUNDING >= min_availability;
        self.points.get(row).filter(|_| enough)
    }
}

impl Block {
    /// The columns over the rows from `first` on that the leaves hold, one entry an indicator.
    pub(crate) fn of(
        instrument: &Instrument,
        tree: &Tree,
        rules: &NodeRules,
        leaves: &[LeafValues],
        first: usize,
    ) -> Self {
        let indicators = || tree.leaves.iter().filter_map(|&leaf| instrument.indicator(leaf));
        let mut points = Vec::with_capacity(leaves.len());
        let mut ends = Vec::with_capacity(leaves.len());
        for (leaf, indicator) in leaves.iter().zip(indicators()) {
            let completed = leaf.completed.unwrap_or(&leaf.cleaned);
            let column = leaf_points(leaf.fitted, indicator, completed, first);
            ends.push(leaf_ends(leaf.fitted, indicator, &leaf.cleaned, &column));
            points.push(column);
        }
        let answered = tree.answered(leaves, &points);
        let points = points.into_iter().map(Cow::Owned).collect();
        let points = tree.score_from(first, points, rules);
        let ends = tree.ends(first, ends, &points, rules);
        let points = points.into_iter().map(Cow::into_owned).collect();
        Self { points, ends, answered }
    }

    /// The columns of a node.
    pub(crate) fn columns(&self, node: usize) -> BlockColumns<'_> {
        let points = &self.points[node];
        let answered = self.answered[node].as_deref().unwrap_or(&points.share);
        BlockColumns { points, ends: &self.ends[node], answered }
    }
}

impl Tree {
    /// Answered share of every node, where it differs from the share of its points: something
    /// below was imputed, or the rule may state nothing although there are answers.
    fn answered(&self, leaves: &[LeafValues], points: &[PointColumn]) -> Vec<Option<Vec<f64>>> {
        let n_rows = points.first().map_or(0, |column| column.share.len());
        let mut own: Vec<Option<Vec<f64>>> = vec![None; self.nodes.len()];
        for ((leaf, values), column) in self.leaves.iter().zip(leaves).zip(points) {
            if values.completed.is_some() {
                own[*leaf] = Some(answered_share(&values.cleaned, column));
            }
        }
        // A leaf always has a share of its own points at hand.
        let mut leaf_of = vec![None; self.nodes.len()];
        for (at, leaf) in self.leaves.iter().enumerate() {
            leaf_of[*leaf] = Some(at);
        }
        let mut same: Vec<bool> = own.iter().map(Option::is_none).collect();
        for at in (0..self.nodes.len()).rev() {
            let children = &self.nodes[at].children;
            if !children.is_empty() {
                same[at] = self.nodes[at].is_additive() && children.iter().all(|&c| same[c]);
            }
        }
        for at in (0..self.nodes.len()).rev() {
            if !self.nodes[at].children.is_empty() && self.needs(at, &same) {
                let share_of = |child: usize| match (&own[child], leaf_of[child]) {
                    (Some(own), _) => own.as_slice(),
                    (None, Some(leaf)) => points[leaf].share.as_slice(),
                    (None, None) => &[],
                };
                own[at] = Some(self.shares(at, n_rows, share_of));
            }
        }
        for (own, same) in own.iter_mut().zip(same) {
            if same {
                *own = None;
            }
        }
        own
    }

    /// Whether the share of a node must be added up: for itself or for a node above it.
    fn needs(&self, at: usize, same: &[bool]) -> bool {
        let mut above = Some(at);
        while let Some(node) = above {
            if !same[node] {
                return true;
            }
            above = self.nodes[node].parent;
        }
        false
    }
}

fn answered_share(cleaned: &[Answered<f64>], points: &PointColumn) -> Vec<f64> {
    cleaned
        .iter()
        .zip(&points.share)
        .map(|(value, share)| if value.is_err() && !share.is_nan() { 0.0 } else { *share })
        .collect()
}

/// Points of an indicator over a run of rows of which `first` is the first, on its output range;
/// gaps and what has no points weigh nothing.
pub(crate) fn leaf_points(
    fitted: &Fitted,
    indicator: &Indicator,
    values: &[Answered<f64>],
    first: usize,
) -> PointColumn {
    let (zero, hundred) = indicator.output_range;
    if let (Some((worst, best)), (0.0, 100.0)) = (fitted.goalposts(), (zero, hundred)) {
        return filled(values, |_, x| goalpost_points(fitted.inside(x), worst, best));
    }
    filled(values, |row, x| fitted.score(first + row, x).map(|p| on_range(indicator, p)))
}

/// A column of points from the values that have some.
pub(crate) fn filled(
    values: &[Answered<f64>],
    score: impl Fn(usize, f64) -> Option<f64>,
) -> PointColumn {
    let cells = values.iter().enumerate().map(|(row, value)| match value {
        Ok(x) => score(row, *x).map_or((0.0, 0.0), |points| (points, 1.0)),
        Err(Missing::NotApplicable) => (0.0, f64::NAN),
        Err(_) => (0.0, 0.0),
    });
    let (points, share) = cells.unzip();
    PointColumn { points, share }
}

/// Points on 0–100 brought to the range of an indicator.
pub(crate) fn on_range(indicator: &Indicator, points: f64) -> f64 {
    let (zero, hundred) = indicator.output_range;
    if (zero, hundred) == (0.0, 100.0) { points } else { zero + (hundred - zero) * points / 100.0 }
}

/// Ends of an indicator: its points where it was answered, else the ends of its range.
fn leaf_ends(
    fitted: &Fitted,
    indicator: &Indicator,
    cleaned: &[Answered<f64>],
    points: &PointColumn,
) -> EndColumn {
    let fixed = fitted.by_group.iter().flatten().all(Normalisation::is_bounded);
    let (worst, best) = if fixed { indicator.output_range } else { (f64::NAN, f64::NAN) };
    let (lowest, highest) = (worst.min(best), worst.max(best));
    let mut ends = EndColumn { low: points.points.clone(), high: points.points.clone() };
    for (row, value) in cleaned.iter().enumerate() {
        let open = match value {
            Err(Missing::NotApplicable) => (f64::NAN, f64::NAN),
            Ok(_) if points.share[row] > 0.0 => continue,
            _ => (lowest, highest),
        };
        (ends.low[row], ends.high[row]) = open;
    }
    ends
}
