//! The interval that open answers leave: every open item at its worst and at its best.

use crate::adjust::NodeRules;
use crate::aggregation::bounds;
use crate::tree::{PointColumn, Tree};
use nanduti_model::Aggregation;
use std::borrow::Cow;

/// Lower and upper end of one node, row by row; `NaN` where an end is not known: nothing
/// applies, an open item without bounds, a rule that depends on the sample.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct EndColumn {
    pub(crate) low: Vec<f64>,
    pub(crate) high: Vec<f64>,
}

impl Tree {
    /// Ends of every node from those of the indicators, in node order, of a run of rows of which
    /// `first` is the first. `columns` says where something applies.
    pub(crate) fn ends(
        &self,
        first: usize,
        leaf_ends: Vec<EndColumn>,
        columns: &[Cow<PointColumn>],
        rules: &NodeRules,
    ) -> Vec<EndColumn> {
        let mut ends: Vec<EndColumn> = vec![EndColumn::default(); self.nodes.len()];
        for (leaf, end) in self.leaves.iter().zip(leaf_ends) {
            ends[*leaf] = end;
        }
        for at in (0..self.nodes.len()).rev() {
            if !self.nodes[at].children.is_empty() {
                ends[at] = self.node_ends(at, first, &ends, columns, rules);
            }
        }
        ends
    }

    fn node_ends(
        &self,
        at: usize,
        first: usize,
        ends: &[EndColumn],
        columns: &[Cow<PointColumn>],
        rules: &NodeRules,
    ) -> EndColumn {
        let node = &self.nodes[at];
        let n_rows = columns[at].share.len();
        let mut out = EndColumn { low: vec![f64::NAN; n_rows], high: vec![f64::NAN; n_rows] };
        if node.rule.depends_on_sample() {
            return out;
        }
        if node.rule == Aggregation::Arithmetic {
            self.mean_ends(at, ends, columns, &mut out);
            widen(rules, at, first, &columns[at], &mut out);
            return out;
        }
        let mut parts = Vec::with_capacity(node.children.len());
        for row in 0..n_rows {
            parts.clear();
            for &child in &node.children {
                let weight = self.nodes[child].weight;
                if !columns[child].share[row].is_nan() && weight > 0.0 {
                    parts.push((weight, ends[child].low[row], ends[child].high[row]));
                }
            }
            if parts.is_empty() || parts.iter().any(|(_, low, high)| (low + high).is_nan()) {
                continue;
            }
            if let Some((low, high)) = bounds(&node.rule, &parts) {
                (out.low[row], out.high[row]) = (low, high);
            }
        }
        widen(rules, at, first, &columns[at], &mut out);
        out
    }

    /// Ends of a weighted mean: the means of the ends of what applies, column by column.
    fn mean_ends(
        &self,
        at: usize,
        ends: &[EndColumn],
        columns: &[Cow<PointColumn>],
        out: &mut EndColumn,
    ) {
        let n_rows = out.low.len();
        let mut total = vec![0.0; n_rows];
        out.low.fill(0.0);
        out.high.fill(0.0);
        for &child in &self.nodes[at].children {
            let weight = self.nodes[child].weight;
            if weight > 0.0 {
                let share = &columns[child].share[..n_rows];
                let (worst, best) = (&ends[child].low[..n_rows], &ends[child].high[..n_rows]);
                for row in 0..n_rows {
                    let applies = !share[row].is_nan();
                    total[row] += if applies { weight } else { 0.0 };
                    out.low[row] += if applies { weight * worst[row] } else { 0.0 };
                    out.high[row] += if applies { weight * best[row] } else { 0.0 };
                }
            }
        }
        for (row, total) in total.into_iter().enumerate() {
            // Nothing applies, or an end of a part is not known: neither is one of the whole.
            let known = total > 0.0 && !(out.low[row] + out.high[row]).is_nan();
            out.low[row] = if known { out.low[row] / total } else { f64::NAN };
            out.high[row] = if known { out.high[row] / total } else { f64::NAN };
        }
    }
}

/// Ends after the rules of a node, and so wide that they hold the score: with a partly answered
/// child weighing less, a rule other than the arithmetic mean may leave the ends of the whole.
fn widen(rules: &NodeRules, at: usize, first: usize, column: &PointColumn, out: &mut EndColumn) {
    if rules.of(at).next().is_some() {
        for row in 0..out.low.len() {
            if !out.low[row].is_nan() {
                (out.low[row], out.high[row]) =
                    rules.widen(at, first + row, (out.low[row], out.high[row]));
            }
        }
    }
    let ends = out.low.iter_mut().zip(&mut out.high);
    for ((low, high), (points, share)) in ends.zip(column.points.iter().zip(&column.share)) {
        if *share > 0.0 && !low.is_nan() {
            (*low, *high) = (low.min(*points), high.max(*points));
        }
    }
}
