//! The tree compiled for scoring: plain positions, weights and rules, and the kernel that turns
//! the points of indicators into the points of every node.

use crate::adjust::NodeRules;
use crate::aggregation::{BodOutcome, aggregate, benefit_of_the_doubt, copeland};
use nanduti_model::{Aggregation, Instrument, NodeContent, PartialWeight};
use std::borrow::Cow;
use std::ops::Range;

/// Slack for sums of decimal weights: a share or score that equals a threshold on paper equals
/// it here too.
pub(crate) const ROUNDING: f64 = 1e-9;

/// Points of one node, row by row, and how much of it was answered.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PointColumn {
    /// Points of what was answered; 0 where nothing was.
    pub points: Vec<f64>,
    /// Answered share of the weight that applies, 0–1; `NaN` where nothing applies.
    pub share: Vec<f64>,
}

impl PointColumn {
    /// Points of a row, if anything in it was answered.
    pub fn get(&self, row: usize) -> Option<f64> {
        (self.share[row] > 0.0).then(|| self.points[row])
    }

    /// A column of `n_rows` rows in which nothing applies.
    fn empty(n_rows: usize) -> Self {
        Self { points: vec![0.0; n_rows], share: vec![f64::NAN; n_rows] }
    }
}

/// A node of the compiled tree.
#[derive(Clone, PartialEq, Debug)]
pub struct TreeNode {
    /// Position of the parent.
    pub parent: Option<usize>,
    /// Positions of the children; empty for an indicator.
    pub children: Vec<usize>,
    /// Weight among its siblings, ≥ 0.
    pub weight: f64,
    /// How children become points; arithmetic for indicators, where it is not used.
    pub rule: Aggregation,
    /// What a partly answered child weighs.
    pub partial_weight: PartialWeight,
    /// Least answered share for a score to be stated, 0–1.
    pub min_availability: f64,
}

impl TreeNode {
    /// Whether its rule is the arithmetic mean of what was answered.
    pub(crate) fn is_additive(&self) -> bool {
        self.rule == Aggregation::Arithmetic && self.partial_weight == PartialWeight::Answered
    }
}

/// The tree of an instrument, parents before children.
#[derive(Clone, PartialEq, Debug)]
pub struct Tree {
    /// The nodes, in instrument order.
    pub nodes: Vec<TreeNode>,
    /// Positions of the indicators, ascending.
    pub leaves: Vec<usize>,
}

impl Tree {
    /// Compiles the tree of an instrument.
    pub fn new(instrument: &Instrument) -> Self {
        let mut nodes: Vec<TreeNode> = instrument
            .nodes
            .iter()
            .map(|node| match &node.content {
                NodeContent::Indicator(_) => TreeNode {
                    parent: node.parent,
                    children: Vec::new(),
                    weight: node.weight,
                    rule: Aggregation::Arithmetic,
                    partial_weight: PartialWeight::Answered,
                    min_availability: 0.0,
                },
                NodeContent::Aggregate(inner) => TreeNode {
                    parent: node.parent,
                    children: Vec::new(),
                    weight: node.weight,
                    rule: inner.aggregation.clone(),
                    partial_weight: inner.partial_weight,
                    min_availability: inner.min_availability,
                },
            })
            .collect();
        for at in 0..nodes.len() {
            if let Some(parent) = nodes[at].parent {
                nodes[parent].children.push(at);
            }
        }
        let leaves = (0..nodes.len()).filter(|&at| instrument.indicator(at).is_some()).collect();
        Self { nodes, leaves }
    }

    /// Whether every rule is the arithmetic mean of what was answered, so that indicators carry
    /// fixed shares of their axis.
    pub fn is_additive(&self) -> bool {
        self.nodes.iter().all(|node| node.children.is_empty() || node.is_additive())
    }

    /// Whether some node needs all rows at once.
    pub fn depends_on_sample(&self) -> bool {
        self.nodes.iter().any(|node| node.rule.depends_on_sample())
    }

    /// Points of every node from the points of the indicators, in node order. `leaf_points` has
    /// one column per entry of [`Tree::leaves`], all of one length.
    pub fn score<'p>(
        &self,
        leaf_points: &'p [PointColumn],
        rules: &NodeRules,
    ) -> Vec<Cow<'p, PointColumn>> {
        self.score_from(0, leaf_points.iter().map(Cow::Borrowed).collect(), rules)
    }

    /// [`Tree::score`] of a run of rows of which `first` is the first. Rules that depend on the
    /// sample see this run alone.
    pub(crate) fn score_from<'p>(
        &self,
        first: usize,
        leaf_points: Vec<Cow<'p, PointColumn>>,
        rules: &NodeRules,
    ) -> Vec<Cow<'p, PointColumn>> {
        let n_rows = leaf_points.first().map_or(0, |column| column.points.len());
        let mut columns: Vec<Cow<'p, PointColumn>> =
            vec![Cow::Owned(PointColumn::default()); self.nodes.len()];
        for (leaf, points) in self.leaves.iter().zip(leaf_points) {
            columns[*leaf] = points;
        }
        for at in (0..self.nodes.len()).rev() {
            if !self.nodes[at].children.is_empty() {
                let mut column = self.aggregate(at, &columns, n_rows);
                rules.apply_column(at, first, &mut column);
                columns[at] = Cow::Owned(column);
            }
        }
        columns
    }

    /// One inner node over its children's columns.
    fn aggregate(&self, at: usize, columns: &[Cow<PointColumn>], n_rows: usize) -> PointColumn {
        let node = &self.nodes[at];
        let children: Vec<(f64, &PointColumn)> = node
            .children
            .iter()
            .map(|&child| (self.nodes[child].weight, columns[child].as_ref()))
            .collect();
        match node.rule {
            Aggregation::Copeland => {
                let share = self.shares(at, n_rows, |child| &columns[child].share);
                let values = by_options(&children);
                let criteria: Vec<(f64, &[Option<f64>])> =
                    values.iter().map(|(w, v)| (*w, v.as_slice())).collect();
                stated(copeland(&criteria).score, share)
            }
            Aggregation::BenefitOfTheDoubt { least_share, most_share } => {
                let share = self.shares(at, n_rows, |child| &columns[child].share);
                let values = by_options(&children);
                let parts: Vec<&[Option<f64>]> =
                    values.iter().map(|(_, points)| points.as_slice()).collect();
                let outcomes = benefit_of_the_doubt(&parts, least_share, most_share);
                let score = |outcome: &BodOutcome| match outcome {
                    BodOutcome::Scored(scored) => Some(scored.score),
                    BodOutcome::NotScored(_) => None,
                };
                stated(outcomes.iter().map(score).collect(), share)
            }
            _ if node.is_additive() => arithmetic(&children, n_rows),
            _ => self.by_row(at, &children, n_rows),
        }
    }

    /// Any rule that reads one row at a time.
    fn by_row(&self, at: usize, children: &[(f64, &PointColumn)], n_rows: usize) -> PointColumn {
        let node = &self.nodes[at];
        let mut column = PointColumn::empty(n_rows);
        let mut parts = Vec::with_capacity(children.len());
        for row in 0..n_rows {
            parts.clear();
            let (mut applies, mut answered) = (0.0, 0.0);
            for (&child, (weight, part)) in node.children.iter().zip(children) {
                let share = part.share[row];
                if share.is_nan() {
                    continue;
                }
                applies += weight;
                answered += weight * share;
                let weighs = self.weighs(node, child, *weight, share);
                if weighs > 0.0 {
                    parts.push((weighs, part.points[row]));
                }
            }
            if applies > 0.0 {
                let value = aggregate(&node.rule, &parts);
                column.share[row] = if value.is_some() { answered / applies } else { 0.0 };
                column.points[row] = value.unwrap_or(0.0);
            }
        }
        column
    }

    /// What a child weighs in its parent where this share of it was answered; 0 where nothing
    /// was or it does not apply.
    pub(crate) fn weighs_in(&self, parent: usize, child: usize, share: f64) -> f64 {
        let known = if share.is_nan() { 0.0 } else { share };
        self.weighs(&self.nodes[parent], child, self.nodes[child].weight, known)
    }

    /// What a child weighs in its parent where this share of it was answered.
    fn weighs(&self, parent: &TreeNode, child: usize, weight: f64, share: f64) -> f64 {
        match parent.partial_weight {
            _ if share <= 0.0 => 0.0,
            PartialWeight::Answered => weight * share,
            PartialWeight::Full => {
                let enough = share + ROUNDING >= self.nodes[child].min_availability;
                if enough { weight } else { 0.0 }
            }
        }
    }

    /// Share of a node over the shares of its children, row by row; `NaN` where none applies.
    pub(crate) fn shares<'s>(
        &self,
        at: usize,
        n_rows: usize,
        share_of: impl Fn(usize) -> &'s [f64],
    ) -> Vec<f64> {
        let (mut applies, mut answered) = (vec![0.0; n_rows], vec![0.0; n_rows]);
        for &child in &self.nodes[at].children {
            let weight = self.nodes[child].weight;
            for (row, share) in share_of(child).iter().enumerate() {
                if !share.is_nan() {
                    applies[row] += weight;
                    answered[row] += weight * share;
                }
            }
        }
        let parts = applies.iter().zip(answered);
        parts.map(|(all, part)| if *all > 0.0 { part / all } else { f64::NAN }).collect()
    }

    /// Points of every node for one row, written over `points` and `share` (one entry a node,
    /// those of the indicators given). `row` is the row whose rules apply. Sample-dependent rules
    /// give nothing.
    pub fn score_row(&self, points: &mut [f64], share: &mut [f64], rules: &NodeRules, row: usize) {
        let mut parts = Vec::new();
        for at in (0..self.nodes.len()).rev() {
            let node = &self.nodes[at];
            if node.children.is_empty() {
                continue;
            }
            parts.clear();
            let (mut applies, mut answered) = (0.0, 0.0);
            for &child in &node.children {
                if share[child].is_nan() {
                    continue;
                }
                let weight = self.nodes[child].weight;
                applies += weight;
                answered += weight * share[child];
                let weighs = self.weighs(node, child, weight, share[child]);
                if weighs > 0.0 {
                    parts.push((weighs, points[child]));
                }
            }
            let value = aggregate(&node.rule, &parts);
            points[at] = value.map_or(0.0, |x| rules.apply(at, row, x));
            share[at] = match value {
                _ if applies <= 0.0 => f64::NAN,
                Some(_) => answered / applies,
                None => 0.0,
            };
        }
    }

    /// A node and everything below it.
    pub fn below(&self, node: usize) -> Vec<usize> {
        let mut found = vec![node];
        let mut at = 0;
        while at < found.len() {
            found.extend_from_slice(&self.nodes[found[at]].children);
            at += 1;
        }
        found
    }

    /// Positions of the leaves below a node, itself if it is one.
    pub fn leaves_below(&self, node: usize) -> Vec<usize> {
        if self.nodes[node].children.is_empty() {
            return vec![node];
        }
        self.nodes[node].children.iter().flat_map(|&child| self.leaves_below(child)).collect()
    }
}

/// The weighted arithmetic mean of what was answered, by column: three running sums a row.
fn arithmetic(children: &[(f64, &PointColumn)], n_rows: usize) -> PointColumn {
    let mut column = PointColumn { points: vec![0.0; n_rows], share: vec![0.0; n_rows] };
    let mut applies = vec![0.0; n_rows];
    for block in blocks(n_rows) {
        let (points, shares) =
            (&mut column.points[block.clone()], &mut column.share[block.clone()]);
        let applies = &mut applies[block.clone()];
        for (weight, part) in children {
            let part_points = &part.points[block.clone()];
            let part_share = &part.share[block.clone()];
            for row in 0..points.len() {
                let share = part_share[row];
                let known = if share.is_nan() { 0.0 } else { *weight };
                let answered = known * if share.is_nan() { 0.0 } else { share };
                applies[row] += known;
                shares[row] += answered;
                points[row] += answered * part_points[row];
            }
        }
        for row in 0..points.len() {
            let answered = shares[row];
            points[row] = if answered > 0.0 { points[row] / answered } else { 0.0 };
            shares[row] = if applies[row] > 0.0 { answered / applies[row] } else { f64::NAN };
        }
    }
    column
}

/// Rows in blocks that fit the cache.
fn blocks(n_rows: usize) -> impl Iterator<Item = Range<usize>> {
    const ROWS: usize = 2048;
    (0..n_rows).step_by(ROWS).map(move |start| start..(start + ROWS).min(n_rows))
}

fn by_options(children: &[(f64, &PointColumn)]) -> Vec<(f64, Vec<Option<f64>>)> {
    children
        .iter()
        .map(|(weight, part)| (*weight, (0..part.points.len()).map(|row| part.get(row)).collect()))
        .collect()
}

/// A column of what a sample-dependent rule gave.
fn stated(points: Vec<Option<f64>>, share: Vec<f64>) -> PointColumn {
    let share = points
        .iter()
        .zip(share)
        .map(|(points, share)| if points.is_none() && !share.is_nan() { 0.0 } else { share })
        .collect();
    PointColumn { points: points.into_iter().map(|p| p.unwrap_or(0.0)).collect(), share }
}
