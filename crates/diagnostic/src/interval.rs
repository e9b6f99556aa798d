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
    /// Ends of every node from those of the indicators, in node order. `columns` says where
    /// something applies.
    pub(crate) fn ends(
        &self,
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
                ends[at] = self.node_ends(at, &ends, columns, rules);
            }
        }
        ends
    }

    fn node_ends(
        &self,
        at: usize,
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
            let found = match node.rule {
                Aggregation::Arithmetic => Some(means(&parts)),
                _ => bounds(&node.rule, &parts),
            };
            if let Some((low, high)) = found.map(|ends| rules.widen(at, row, ends)) {
                // With a partly answered child weighing less, a rule other than the arithmetic mean
                // may leave the ends of the whole: the interval then reaches to the score.
                let score = columns[at].get(row);
                out.low[row] = score.map_or(low, |score| low.min(score));
                out.high[row] = score.map_or(high, |score| high.max(score));
            }
        }
        out
    }
}

fn means(parts: &[(f64, f64, f64)]) -> (f64, f64) {
    let (mut total, mut low, mut high) = (0.0, 0.0, 0.0);
    for (weight, worst, best) in parts {
        total += weight;
        low += weight * worst;
        high += weight * best;
    }
    (low / total, high / total)
}
