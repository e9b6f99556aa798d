//! Change between two rounds, split exactly into what was answered otherwise, what was answered
//! at all, and what the frame made of it.

use crate::adjust::NodeRules;
use crate::block::on_range;
use crate::diagnose::Diagnosed;
use nanduti_model::{Answered, Missing, NodeRule};
use rayon::prelude::*;

/// Difference of scores up to which a split reproduces them.
const SAME: f64 = 1e-6;

/// The change of one node of one unit between two rounds. The three parts add up to the whole.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Change {
    /// Score in the first and in the second round.
    pub scores: (f64, f64),
    /// Items answered in both rounds that were answered otherwise, under the first frame.
    pub data: f64,
    /// Items answered in one round only, under the first frame; what was imputed for a gap is
    /// part of it.
    pub coverage: f64,
    /// The second frame instead of the first: other normalisations, weights or rules.
    pub frame: f64,
}

impl Change {
    /// The whole change, in points.
    pub fn total(&self) -> f64 {
        self.scores.1 - self.scores.0
    }
}

/// Why a change is not split. Nothing is zero for "unknown".
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoChange {
    /// No score is stated in the first round.
    NoScoreBefore,
    /// No score is stated in the second round.
    NoScoreAfter,
    /// The second frame has no such node.
    NodeGone,
    /// The score rests on other units (outranking, benefit of the doubt), which have changed too.
    DependsOnSample,
    /// The parts would not add up to the scores as stated.
    NotReproduced,
}

/// Two rounds set side by side, each scored in its own frame.
#[derive(Debug)]
pub struct Rounds<'a> {
    first: &'a Diagnosed<'a>,
    second: &'a Diagnosed<'a>,
    /// Position of each node of the first round in the second.
    nodes: Vec<Option<usize>>,
    /// Place of each indicator of the first round among those of the second.
    leaves: Vec<Option<usize>>,
    /// Place of each rule of the first round among those of the second.
    rules: Vec<Option<usize>>,
    /// Groups of each indicator of the first round by those of the second.
    groups: Vec<Vec<Option<u32>>>,
    /// Nodes of the first round that rest on other units, in either round.
    sampled: Vec<bool>,
}

/// What a unit answered, in the order of the indicators of the frame that scores it.
struct Given {
    /// With what was imputed.
    values: Vec<Answered<f64>>,
    /// Whether it was answered.
    answered: Vec<bool>,
    /// Group of the normalisation.
    groups: Vec<Option<u32>>,
    /// Whether each bonus or cap holds.
    holds: Vec<bool>,
}

impl<'a> Rounds<'a> {
    /// Sets two rounds side by side. Nodes are matched by id, rules of a node by their order.
    pub fn new(first: &'a Diagnosed<'a>, second: &'a Diagnosed<'a>) -> Self {
        let (before, after) = (first.scoring.instrument, second.scoring.instrument);
        let nodes: Vec<Option<usize>> =
            before.nodes.iter().map(|node| after.node(&node.id)).collect();
        let leaves: Vec<Option<usize>> = first
            .scoring
            .tree
            .leaves
            .iter()
            .map(|&leaf| second.scoring.tree.leaves.iter().position(|at| Some(*at) == nodes[leaf]))
            .collect();
        let names = |of: &Diagnosed, leaf: usize| of.stages.fitted[leaf].groups.clone();
        let groups = leaves
            .iter()
            .enumerate()
            .map(|(leaf, other)| {
                let known = names(first, leaf);
                let place = |name: &String| known.iter().position(|n| n == name).map(|n| n as u32);
                other.map_or(Vec::new(), |other| names(second, other).iter().map(place).collect())
            })
            .collect();
        let sampled = |of: &Diagnosed, node: usize| {
            let tree = &of.scoring.tree;
            tree.below(node).into_iter().any(|at| tree.nodes[at].rule.depends_on_sample())
        };
        let in_either = |(node, other): (usize, &Option<usize>)| {
            sampled(first, node) || other.is_some_and(|other| sampled(second, other))
        };
        Self {
            rules: matched_rules(&first.diagnosis.rules, &second.diagnosis.rules, &nodes),
            sampled: nodes.iter().enumerate().map(in_either).collect(),
            first,
            second,
            nodes,
            leaves,
            groups,
        }
    }

    /// The changes of pairs of rows, one a node of the first round, in the order of the pairs.
    pub fn split(&self, rows: &[(usize, usize)]) -> Vec<Vec<Result<Change, NoChange>>> {
        rows.par_iter().map(|&rows| self.of(rows)).collect()
    }

    /// The change of every node of the first round for a row of each round.
    ///
    /// With S(frame, answers): coverage is S(1, common) − S(1, first) and S(1, second) − S(1,
    /// second where common); data is the difference of the two in the common items; frame is
    /// S(2, second) − S(1, second). Items that do not apply in either round leave the sums there,
    /// as always. An item that only the second frame has counts as frame.
    pub fn of(&self, rows: (usize, usize)) -> Vec<Result<Change, NoChange>> {
        let own = self.own(rows.0);
        let later = self.later(rows);
        let both: Vec<bool> =
            own.answered.iter().zip(&later.answered).map(|(one, two)| *one && *two).collect();
        let own_in_common = score(self.first, &own, Some(&both));
        let own_points = score(self.first, &own, None);
        let later_in_common = score(self.first, &later, Some(&both));
        let later_points = score(self.first, &later, None);
        (0..self.nodes.len())
            .map(|node| {
                let scores = self.stated(node, rows)?;
                let start = own_points[node].filter(|start| (start - scores.0).abs() < SAME);
                let start = start.ok_or(NoChange::NotReproduced)?;
                let end = scores.1;
                let in_common = own_in_common[node].zip(later_in_common[node]);
                let (data, coverage, frame) = match (in_common, later_points[node]) {
                    (Some((before, after)), Some(later)) => {
                        (after - before, (before - start) + (later - after), end - later)
                    }
                    // Nothing in common: all of it is coverage, as far as the first frame reads
                    // the second round.
                    (_, Some(later)) => (0.0, later - start, end - later),
                    _ => (0.0, 0.0, end - start),
                };
                Ok(Change { scores: (start, end), data, coverage, frame })
            })
            .collect()
    }

    /// The scores of a node as both rounds state them.
    fn stated(&self, node: usize, rows: (usize, usize)) -> Result<(f64, f64), NoChange> {
        let at = self.nodes[node].ok_or(NoChange::NodeGone)?;
        let column = |of: &Diagnosed, node: usize, row: usize| {
            of.diagnosis.columns[node].score.get(row).copied().flatten()
        };
        let before = column(self.first, node, rows.0).ok_or(NoChange::NoScoreBefore)?;
        let after = column(self.second, at, rows.1).ok_or(NoChange::NoScoreAfter)?;
        if self.sampled[node] { Err(NoChange::DependsOnSample) } else { Ok((before, after)) }
    }

    /// The answers of a row of the first round.
    fn own(&self, row: usize) -> Given {
        let stages = &self.first.stages;
        let leaves = 0..stages.nodes.len();
        Given {
            values: leaves.clone().map(|leaf| stages.completed(leaf)[row]).collect(),
            answered: leaves.clone().map(|leaf| stages.cleaned[leaf][row].is_ok()).collect(),
            groups: leaves.map(|leaf| group(self.first, leaf, row)).collect(),
            holds: self.first.diagnosis.rules.iter().map(|rule| rule.holds[row]).collect(),
        }
    }

    /// The answers of a row of the second round, as the first frame reads them.
    fn later(&self, rows: (usize, usize)) -> Given {
        let stages = &self.second.stages;
        let row = rows.1;
        let value = |leaf: &Option<usize>| {
            leaf.map_or(Err(Missing::NotAsked), |leaf| stages.completed(leaf)[row])
        };
        let answered =
            |leaf: &Option<usize>| leaf.is_some_and(|leaf| stages.cleaned[leaf][row].is_ok());
        let groups = self.leaves.iter().zip(&self.groups).map(|(leaf, places)| {
            let own = group(self.second, (*leaf)?, row)?;
            places.get(own as usize).copied().flatten()
        });
        let rules = &self.second.diagnosis.rules;
        let holds =
            self.first.diagnosis.rules.iter().zip(&self.rules).map(|(own, other)| {
                other.map_or(own.holds[rows.0], |other| rules[other].holds[row])
            });
        Given {
            values: self.leaves.iter().map(value).collect(),
            answered: self.leaves.iter().map(answered).collect(),
            groups: groups.collect(),
            holds: holds.collect(),
        }
    }
}

/// Each rule of the first round with the rule of the same node and order in the second.
fn matched_rules(
    first: &[NodeRule],
    second: &[NodeRule],
    nodes: &[Option<usize>],
) -> Vec<Option<usize>> {
    let order = |rules: &[NodeRule], at: usize| {
        rules[..at].iter().filter(|rule| rule.node == rules[at].node).count()
    };
    (0..first.len())
        .map(|at| {
            (0..second.len()).find(|&other| {
                nodes[first[at].node] == Some(second[other].node)
                    && order(first, at) == order(second, other)
            })
        })
        .collect()
}

/// The group a row has in the normalisation of an indicator.
fn group(of: &Diagnosed, leaf: usize, row: usize) -> Option<u32> {
    of.stages.fitted[leaf].group_of.get(row).copied().flatten()
}

/// Points of every node under a frame; with `only`, of the answers it marks alone.
fn score(frame: &Diagnosed, given: &Given, only: Option<&[bool]>) -> Vec<Option<f64>> {
    let tree = &frame.scoring.tree;
    let n = tree.nodes.len();
    let (mut points, mut share) = (vec![0.0; n], vec![f64::NAN; n]);
    for (at, (&leaf, indicator)) in tree.leaves.iter().zip(frame.scoring.indicators()).enumerate() {
        let kept = only.is_none_or(|only| only[at]);
        let value = if kept { given.values[at] } else { given.values[at].and(Err(Missing::Blank)) };
        match value {
            Ok(x) => {
                let known = frame.stages.fitted[at].score_in(given.groups[at], x);
                share[leaf] = if known.is_some() { 1.0 } else { 0.0 };
                points[leaf] = known.map_or(0.0, |points| on_range(indicator, points));
            }
            Err(Missing::NotApplicable) => {}
            Err(_) => share[leaf] = 0.0,
        }
    }
    let rules = NodeRules(
        frame
            .diagnosis
            .rules
            .iter()
            .zip(&given.holds)
            .map(|(rule, holds)| NodeRule {
                node: rule.node,
                kind: rule.kind,
                holds: vec![*holds],
                known: vec![true],
            })
            .collect(),
    );
    tree.score_row(&mut points, &mut share, &rules, 0);
    (0..n).map(|node| (share[node] > 0.0).then_some(points[node])).collect()
}

#[cfg(test)]
mod tests;
