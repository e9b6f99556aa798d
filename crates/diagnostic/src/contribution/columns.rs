//! Contributions of a run of rows, column by column, and their means over all rows.

use super::{Handed, full_shares};
use crate::adjust::NodeRules;
use crate::block::{BLOCK, Block};
use crate::tree::Tree;
use nanduti_model::{Diagnosis, Instrument};
use rayon::prelude::*;

/// The parts of the scores of all axes over a run of rows: what [`super::contributions`] gives
/// row by row, the same to the last bit.
///
/// Columns stand in instrument order of their nodes. Rows without a value have 0 in all of them.
#[derive(Clone, PartialEq, Debug)]
pub struct ContributionColumns {
    /// One column an indicator, of every axis.
    pub parts: Vec<PartColumn>,
    /// Points that stay with a node itself, where rules moved it or its rule depends on the
    /// sample; only nodes that keep some in this run.
    pub by_node: Vec<(usize, Vec<f64>)>,
}

/// The part of one indicator in the score of its axis, row by row.
#[derive(Clone, PartialEq, Debug)]
pub struct PartColumn {
    /// Position of the indicator node.
    pub node: usize,
    /// Points 0–100 of the indicator; `NaN` where there are none.
    pub normalised: Vec<f64>,
    /// Share of the axis that it carries among what was answered, 0–1.
    pub weight: Vec<f64>,
    /// Points of the axis score that are its own.
    pub points: Vec<f64>,
    /// Share it would carry if everything that applies were answered, 0–1.
    pub full_weight: Vec<f64>,
}

/// What an indicator brings to its axis on average, over the rows it applies to.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ContributionMean {
    /// The axis.
    pub axis: usize,
    /// Position of the indicator, or of the node that keeps points itself.
    pub node: usize,
    /// Rows in which it carries weight, or keeps points.
    pub n: usize,
    /// Mean share of the axis that it carries there.
    pub weight: f64,
    /// Mean points it brings there.
    pub points: f64,
    /// Mean points it leaves to win there: `weight × (100 − normalised)`.
    pub shortfall: f64,
}

/// Indicators of a run of rows, as contributions read them.
pub(crate) struct LeafColumns<'l> {
    pub(crate) instrument: &'l Instrument,
    pub(crate) tree: &'l Tree,
    pub(crate) rules: &'l NodeRules,
    /// First row of the run and number of rows.
    pub(crate) first: usize,
    pub(crate) n_rows: usize,
    /// Points of every indicator, `NaN` where there are none; in the order of the leaves.
    pub(crate) normalised: Vec<Vec<f64>>,
    /// Whether it applies.
    pub(crate) applies: Vec<Vec<bool>>,
}

impl<'l> LeafColumns<'l> {
    /// Of rows of a diagnosis.
    pub(crate) fn of_diagnosis(
        (instrument, tree, rules): (&'l Instrument, &'l Tree, &'l NodeRules),
        diagnosis: &Diagnosis,
        rows: std::ops::Range<usize>,
    ) -> Self {
        let column = |leaf: &usize| &diagnosis.columns[*leaf];
        let points = |leaf: &usize| -> Vec<f64> {
            column(leaf).score[rows.clone()].iter().map(|x| x.unwrap_or(f64::NAN)).collect()
        };
        let applies = |leaf: &usize| -> Vec<bool> {
            column(leaf).availability[rows.clone()].iter().map(Option::is_some).collect()
        };
        Self {
            instrument,
            tree,
            rules,
            first: rows.start,
            n_rows: rows.len(),
            normalised: tree.leaves.iter().map(points).collect(),
            applies: tree.leaves.iter().map(applies).collect(),
        }
    }

    /// Of a run that was just scored.
    pub(crate) fn of_block(
        (instrument, tree, rules): (&'l Instrument, &'l Tree, &'l NodeRules),
        block: &Block,
        first: usize,
        n_rows: usize,
    ) -> Self {
        let points = |leaf: &usize| -> Vec<f64> {
            let column = block.columns(*leaf).points;
            let cells = column.points.iter().zip(&column.share);
            cells.map(|(x, share)| if *share > 0.0 { *x } else { f64::NAN }).collect()
        };
        let applies = |leaf: &usize| -> Vec<bool> {
            block.columns(*leaf).answered.iter().map(|share| !share.is_nan()).collect()
        };
        Self {
            instrument,
            tree,
            rules,
            first,
            n_rows,
            normalised: tree.leaves.iter().map(points).collect(),
            applies: tree.leaves.iter().map(applies).collect(),
        }
    }

    /// The contributions. `scored` gives score and answered share of an inner node in a row of
    /// the run; it is asked only where a rule depends on the sample.
    pub(crate) fn contributions(
        self,
        scored: &dyn Fn(usize, usize) -> (Option<f64>, Option<f64>),
    ) -> ContributionColumns {
        let full = self.full_weights();
        let answered = self.answered(&full);
        let axes: Vec<usize> =
            self.tree.leaves.iter().map(|&leaf| self.instrument.axis_of(leaf)).collect();
        let handed = (!self.tree.is_additive() || !self.rules.0.is_empty())
            .then(|| self.handed_down(scored));
        let (leaves, n_rows) = (&self.tree.leaves, self.n_rows);
        let mut parts = Vec::with_capacity(leaves.len());
        for (at, (normalised, full_weight)) in self.normalised.into_iter().zip(full).enumerate() {
            let answered = &answered[axes[at]][..n_rows];
            let (mut weight, mut points) = (vec![0.0; n_rows], vec![0.0; n_rows]);
            for row in 0..n_rows {
                let carries = !normalised[row].is_nan() && answered[row] > 0.0;
                weight[row] = if carries { full_weight[row] / answered[row] } else { 0.0 };
                let known = if normalised[row].is_nan() { 0.0 } else { normalised[row] };
                points[row] = weight[row] * known;
            }
            if let Some(handed) = &handed {
                points.clone_from(&handed[leaves[at]]);
            }
            parts.push(PartColumn { node: leaves[at], normalised, weight, points, full_weight });
        }
        let inner = handed.into_iter().flatten().enumerate();
        let by_node = inner
            .filter(|(node, points)| !leaves.contains(node) && points.iter().any(|x| *x != 0.0))
            .collect();
        ContributionColumns { parts, by_node }
    }

    /// Share of its axis that every indicator carries when all that applies is answered. Where
    /// every indicator applies to all rows of the run, or to none, it is the same in each.
    fn full_weights(&self) -> Vec<Vec<f64>> {
        let leaves = &self.tree.leaves;
        let whole = |column: &Vec<bool>| column.iter().all(|x| *x == column[0]);
        if self.n_rows > 0 && self.applies.iter().all(whole) {
            let shares = full_shares(self.instrument, |node| {
                leaves.binary_search(&node).is_ok_and(|at| self.applies[at][0])
            });
            return leaves.iter().map(|&leaf| vec![shares[leaf]; self.n_rows]).collect();
        }
        let (n, n_rows) = (self.tree.nodes.len(), self.n_rows);
        // Weight of the children that apply; for an indicator, whether it applies.
        let mut below = vec![vec![0.0; n_rows]; n];
        for (leaf, applies) in leaves.iter().zip(&self.applies) {
            below[*leaf] = applies.iter().map(|x| f64::from(u8::from(*x))).collect();
        }
        for at in (0..n).rev() {
            if let Some(parent) = self.tree.nodes[at].parent {
                let weight = self.tree.nodes[at].weight;
                let (above, own) = below.split_at_mut(at);
                for (sum, own) in above[parent].iter_mut().zip(&own[0]) {
                    *sum += if *own > 0.0 { weight } else { 0.0 };
                }
            }
        }
        let mut shares: Vec<Vec<f64>> = Vec::with_capacity(n);
        for (at, node) in self.tree.nodes.iter().enumerate() {
            let column = match node.parent {
                None => below[at].iter().map(|x| f64::from(u8::from(*x > 0.0))).collect(),
                Some(parent) => (0..n_rows)
                    .map(|row| {
                        let carries = below[at][row] > 0.0 && below[parent][row] > 0.0;
                        let share = shares[parent][row] * node.weight / below[parent][row];
                        if carries { share } else { 0.0 }
                    })
                    .collect(),
            };
            shares.push(column);
        }
        leaves.iter().map(|&leaf| std::mem::take(&mut shares[leaf])).collect()
    }

    /// Full weight of what was answered, by axis; empty for nodes that are none.
    fn answered(&self, full: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let mut answered = vec![Vec::new(); self.tree.nodes.len()];
        for ((leaf, full), normalised) in self.tree.leaves.iter().zip(full).zip(&self.normalised) {
            let sums: &mut Vec<f64> = &mut answered[self.instrument.axis_of(*leaf)];
            sums.resize(self.n_rows, 0.0);
            for ((sum, full), x) in sums.iter_mut().zip(full).zip(normalised) {
                *sum += if x.is_nan() { 0.0 } else { *full };
            }
        }
        answered
    }

    /// Points of every node under rules that are not additive, row by row.
    fn handed_down(
        &self,
        scored: &dyn Fn(usize, usize) -> (Option<f64>, Option<f64>),
    ) -> Vec<Vec<f64>> {
        let mut points = vec![vec![0.0; self.n_rows]; self.tree.nodes.len()];
        let axes = self.instrument.axes();
        for row in 0..self.n_rows {
            let of_node = |node: usize| match self.tree.leaves.binary_search(&node) {
                Ok(at) => {
                    let x = self.normalised[at][row];
                    ((!x.is_nan()).then_some(x), self.applies[at][row].then_some(0.0))
                }
                Err(_) => scored(node, row),
            };
            for &axis in &axes {
                let handed =
                    Handed::down(self.tree, self.rules, self.first + row, axis, &of_node).points;
                for (column, points) in points.iter_mut().zip(handed) {
                    if points != 0.0 {
                        column[row] = points;
                    }
                }
            }
        }
        points
    }
}

/// Sums of the contributions of a run of rows; runs are added up in their order.
#[derive(Clone, Default, Debug)]
pub(crate) struct ContributionSums(Vec<(usize, usize, [f64; 3])>);

impl ContributionSums {
    pub(crate) fn of(found: &ContributionColumns, n_nodes: usize) -> Self {
        let mut sums = vec![(0, 0, [0.0; 3]); n_nodes];
        for part in &found.parts {
            let (_, n, [weight, points, shortfall]) = &mut sums[part.node];
            for row in 0..part.weight.len() {
                if part.weight[row] > 0.0 {
                    *n += 1;
                    *weight += part.weight[row];
                    *points += part.points[row];
                    *shortfall += part.weight[row] * (100.0 - part.normalised[row]);
                }
            }
        }
        for (node, points) in &found.by_node {
            let (_, n, sum) = &mut sums[*node];
            *n += points.iter().filter(|x| **x != 0.0).count();
            sum[1] += points.iter().sum::<f64>();
        }
        Self(sums)
    }

    pub(crate) fn add(&mut self, other: &Self) {
        if self.0.is_empty() {
            self.0.clone_from(&other.0);
            return;
        }
        for ((_, n, sums), (_, more, others)) in self.0.iter_mut().zip(&other.0) {
            *n += more;
            for (sum, other) in sums.iter_mut().zip(others) {
                *sum += other;
            }
        }
    }

    /// The means, axis by axis, of what carries any weight.
    pub(crate) fn means(&self, instrument: &Instrument) -> Vec<ContributionMean> {
        let mean = |axis: usize, node: usize| {
            let (_, n, sums) = self.0.get(node)?;
            let [weight, points, shortfall] = sums.map(|sum| sum / *n as f64);
            (*n > 0).then_some(ContributionMean { axis, node, n: *n, weight, points, shortfall })
        };
        let axes = instrument.axes().into_iter();
        axes.flat_map(|axis| {
            let below = (0..instrument.nodes.len()).filter(move |&n| instrument.axis_of(n) == axis);
            below.filter_map(move |node| mean(axis, node))
        })
        .collect()
    }
}

/// What every indicator brings to the score of its axis on average, axis by axis in instrument
/// order: the contributions of all rows added up run by run, none of them kept. Indicators that
/// carry no weight in any row are left out.
pub fn contribution_means(instrument: &Instrument, diagnosis: &Diagnosis) -> Vec<ContributionMean> {
    let tree = Tree::new(instrument);
    let rules = NodeRules(diagnosis.rules.clone());
    let n_rows = diagnosis.columns.first().map_or(0, |column| column.score.len());
    let runs: Vec<ContributionSums> = (0..n_rows.div_ceil(BLOCK))
        .into_par_iter()
        .map(|run| {
            let rows = run * BLOCK..n_rows.min((run + 1) * BLOCK);
            let first = rows.start;
            let leaves = LeafColumns::of_diagnosis((instrument, &tree, &rules), diagnosis, rows);
            let found = leaves.contributions(&|node, row| {
                let column = &diagnosis.columns[node];
                (column.score[first + row], column.availability[first + row])
            });
            ContributionSums::of(&found, tree.nodes.len())
        })
        .collect();
    let mut all = ContributionSums::default();
    for run in &runs {
        all.add(run);
    }
    all.means(instrument)
}
