//! Bonus and cap rules of nodes: who they hold for, and what they do to points.

use crate::tree::PointColumn;
use nanduti_model::{AdjustmentKind, Answered, Expression, Instrument, NodeContent, NodeRule};

/// The rules of all nodes, in instrument order.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct NodeRules(pub Vec<NodeRule>);

impl NodeRules {
    /// The rules of an instrument; `truths` evaluates a condition over all rows.
    pub(crate) fn new(
        instrument: &Instrument,
        truths: impl Fn(&Expression) -> Vec<Answered<bool>>,
    ) -> Self {
        let mut rules = Vec::new();
        for (at, node) in instrument.nodes.iter().enumerate() {
            let NodeContent::Aggregate(inner) = &node.content else { continue };
            for adjustment in &inner.adjustments {
                let truth = truths(&adjustment.when);
                rules.push(NodeRule {
                    node: at,
                    kind: adjustment.kind,
                    holds: truth.iter().map(|t| *t == Ok(true)).collect(),
                    known: truth.iter().map(Result::is_ok).collect(),
                });
            }
        }
        Self(rules)
    }

    /// The rules of one node.
    pub(crate) fn of(&self, node: usize) -> impl Iterator<Item = &NodeRule> {
        self.0.iter().filter(move |rule| rule.node == node)
    }

    /// Points of a node in a row after its rules.
    pub(crate) fn apply(&self, node: usize, row: usize, points: f64) -> f64 {
        self.of(node).filter(|rule| rule.holds[row]).fold(points, |x, rule| adjusted(rule.kind, x))
    }

    /// [`NodeRules::apply`] to a column whose first entry is row `first`.
    pub(crate) fn apply_column(&self, node: usize, first: usize, column: &mut PointColumn) {
        for rule in self.of(node) {
            for (row, points) in column.points.iter_mut().enumerate() {
                if rule.holds[first + row] && column.share[row] > 0.0 {
                    *points = adjusted(rule.kind, *points);
                }
            }
        }
    }

    /// Ends of a node in a row after its rules: a rule whose condition is not known may hold.
    pub(crate) fn widen(&self, node: usize, row: usize, ends: (f64, f64)) -> (f64, f64) {
        self.of(node).fold(ends, |(low, high), rule| {
            let (down, up) = (adjusted(rule.kind, low), adjusted(rule.kind, high));
            match (rule.known[row], rule.holds[row]) {
                (true, true) => (down, up),
                (true, false) => (low, high),
                (false, _) => (low.min(down), high.max(up)),
            }
        })
    }
}

/// Rules speak of scores on 0–100.
fn adjusted(kind: AdjustmentKind, points: f64) -> f64 {
    match kind {
        AdjustmentKind::Bonus(extra) => (points + extra).clamp(0.0, 100.0),
        AdjustmentKind::AtMost(cap) => points.min(cap),
    }
}
