//! Change between two rounds, split exactly into what was answered otherwise, what was answered
//! at all, and what the frame made of it.

use crate::adjust::NodeRules;
use crate::stages::on_range;
use crate::tree::Tree;
use nanduti_model::{Diagnosis, Instrument, Missing};

/// The change of one node of one unit between two rounds. The three parts add up to the whole.
#[derive(Clone, PartialEq, Debug)]
pub struct Change {
    /// The node.
    pub node: usize,
    /// Row in the first and in the second round.
    pub rows: (usize, usize),
    /// Score of the first and of the second round, of what was answered.
    pub scores: (f64, f64),
    /// Items answered in both rounds that were answered otherwise, under the first frame.
    pub data: f64,
    /// Items answered in one round only, under the first frame.
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

/// One round.
#[derive(Clone, Copy, Debug)]
pub struct Round<'a> {
    /// Its instrument.
    pub instrument: &'a Instrument,
    /// Its scores.
    pub diagnosis: &'a Diagnosis,
}

/// Splits the change of a unit on a node. Nodes are matched by id. `None` where either round has
/// no answer below the node, or the second lacks it.
///
/// With S(frame, answers): coverage is S(1, common) − S(1, first) and S(1, second) − S(1, second
/// where common); data is the difference of the two in the common items; frame is S(2, second) −
/// S(1, second). Items that do not apply in either round leave the sums there, as always. An item
/// that only the second frame has counts as frame.
pub fn change(first: &Round, second: &Round, rows: (usize, usize), node: usize) -> Option<Change> {
    let (one, two) = (Scorer::new(first), Scorer::new(second));
    let own = one.answers(first, rows.0);
    let later = matched(first, second, rows.1);
    let both: Vec<bool> = own.iter().zip(&later).map(|(a, b)| a.is_ok() && b.is_ok()).collect();
    let common = |answers: &[Result<f64, Missing>]| -> Vec<Result<f64, Missing>> {
        answers
            .iter()
            .zip(&both)
            .map(|(answer, both)| if *both { *answer } else { answer.and(Err(Missing::Blank)) })
            .collect()
    };
    let score = |answers: &[Result<f64, Missing>]| one.score(rows.0, answers, node);
    let at_second = second.instrument.node(&first.instrument.nodes[node].id)?;
    let start = score(&own)?;
    let end = two.score(rows.1, &two.answers(second, rows.1), at_second)?;
    let later_in_first = score(&later);
    let (before, after) = (score(&common(&own)), score(&common(&later)));
    let (data, coverage, frame) = match (before, after, later_in_first) {
        (Some(before), Some(after), Some(later)) => {
            (after - before, (before - start) + (later - after), end - later)
        }
        // Nothing in common: all of it is coverage, as far as the first frame reads the second.
        (_, _, Some(later)) => (0.0, later - start, end - later),
        _ => (0.0, 0.0, end - start),
    };
    Some(Change { node, rows, scores: (start, end), data, coverage, frame })
}

/// Answers of the second round in the order of the first round's indicators.
fn matched(first: &Round, second: &Round, row: usize) -> Vec<Result<f64, Missing>> {
    let tree = Tree::new(first.instrument);
    tree.leaves
        .iter()
        .map(|&leaf| {
            let at = second.instrument.node(&first.instrument.nodes[leaf].id);
            let value = at.and_then(|at| second.diagnosis.columns[at].value.get(row));
            value.copied().unwrap_or(Err(Missing::NotAsked))
        })
        .collect()
}

/// Scores any answers in the frame of one round.
struct Scorer<'a> {
    round: Round<'a>,
    tree: Tree,
    rules: NodeRules,
}

impl<'a> Scorer<'a> {
    fn new(round: &Round<'a>) -> Self {
        Self {
            round: *round,
            tree: Tree::new(round.instrument),
            rules: NodeRules(round.diagnosis.rules.clone()),
        }
    }

    fn answers(&self, round: &Round, row: usize) -> Vec<Result<f64, Missing>> {
        self.tree.leaves.iter().map(|&leaf| round.diagnosis.columns[leaf].value[row]).collect()
    }

    fn score(&self, row: usize, answers: &[Result<f64, Missing>], node: usize) -> Option<f64> {
        let n = self.tree.nodes.len();
        let (mut points, mut share) = (vec![0.0; n], vec![f64::NAN; n]);
        for (at, &leaf) in self.tree.leaves.iter().enumerate() {
            let indicator = self.round.instrument.indicator(leaf)?;
            let fitted = &self.round.diagnosis.frame.fitted[at];
            match answers[at] {
                Ok(x) => match fitted.score(row, x) {
                    Some(score) => {
                        points[leaf] = on_range(indicator, score);
                        share[leaf] = 1.0;
                    }
                    None => share[leaf] = 0.0,
                },
                Err(Missing::NotApplicable) => {}
                Err(_) => share[leaf] = 0.0,
            }
        }
        self.tree.score_row(&mut points, &mut share, &self.rules, row);
        (share[node] > 0.0).then(|| points[node])
    }
}

#[cfg(test)]
mod tests;
