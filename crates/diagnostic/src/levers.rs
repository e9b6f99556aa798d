//! What would move a score: the nearest level and the fewest answers that reach it; strengths and
//! shortfalls against a group; axes and dimensions out of balance. Arithmetic of the scores, no
//! claim about causes.

mod answers;
mod search;

pub use answers::Answers;

use crate::FrozenFrame;
use nanduti_model::{Diagnosis, Instrument, NodeContent, NodeKind};
use nanduti_stats::{median, quantile};
use search::Search;

/// Fewest members of a group whose middle is compared with.
pub const FEWEST_IN_GROUP: usize = 5;

/// One answer that would change.
#[derive(Clone, PartialEq, Debug)]
pub struct Lever {
    /// The indicator.
    pub node: usize,
    /// Its value.
    pub from: f64,
    /// The first value that can be answered and is enough, all other levers of the set pulled.
    pub to: f64,
}

/// What stands between a workshop and the next level of an axis.
#[derive(Clone, PartialEq, Debug)]
pub enum NextLevel {
    /// These answers reach it.
    Reached {
        /// Score as it is.
        score: f64,
        /// Score where the next level begins.
        cut: f64,
        /// Fewest answers that reach it, those that move least among equally few.
        levers: Vec<Lever>,
        /// Whether no smaller set exists (all were tried); otherwise the set was found one answer
        /// at a time.
        fewest: bool,
    },
    /// The highest level is reached.
    AtTop,
    /// Not even the best answers to everything that was answered and is a lever reach it.
    OutOfReach {
        /// Score with all levers at their best.
        best: f64,
        /// Score where the next level begins.
        cut: f64,
    },
    /// There is no score to start from.
    NoScore,
}

/// The nearest level above a workshop's score on an axis, and the fewest answers that reach it.
///
/// Only answers that were given may change: an open answer is to be asked, not assumed.
/// `answers` says, by node, which values each can take; one that is not a lever stays.
pub fn next_level(
    instrument: &Instrument,
    diagnosis: &Diagnosis,
    frame: &FrozenFrame,
    (workshop, axis): (usize, usize),
    answers: &[Answers],
) -> NextLevel {
    let Some(score) = diagnosis.columns[axis].score[workshop] else { return NextLevel::NoScore };
    let cuts = match &instrument.nodes[axis].content {
        NodeContent::Aggregate(inner) => {
            inner.level_cuts.as_deref().unwrap_or(&instrument.level_cuts)
        }
        NodeContent::Indicator(_) => return NextLevel::NoScore,
    };
    let above = cuts.iter().find(|cut| score < **cut - search::TOLERANCE);
    let Some(&cut) = above else { return NextLevel::AtTop };
    let search = Search::new(instrument, diagnosis, frame, (workshop, axis), cut, answers);
    let best = search.best();
    if best < cut - search::TOLERANCE {
        return NextLevel::OutOfReach { best, cut };
    }
    let (set, fewest) = search.fewest();
    NextLevel::Reached { score, cut, levers: search.least(&set), fewest }
}

/// How one node of a workshop stands against its group.
#[derive(Clone, PartialEq, Debug)]
pub struct Standing {
    /// The node.
    pub node: usize,
    /// The workshop's score.
    pub score: f64,
    /// Median of the group's scores.
    pub median: f64,
    /// Lower and upper quartile of the group (type 7).
    pub quartiles: (f64, f64),
    /// Members of the group with a score.
    pub n: usize,
}

impl Standing {
    /// Points above the median; below it where negative.
    pub fn difference(&self) -> f64 {
        self.score - self.median
    }

    /// Above the upper quartile.
    pub fn is_strength(&self) -> bool {
        self.score > self.quartiles.1
    }

    /// Below the lower quartile.
    pub fn is_shortfall(&self) -> bool {
        self.score < self.quartiles.0
    }
}

/// Every scored node of a workshop against the workshops of its group, largest difference first.
/// Groups with fewer than [`FEWEST_IN_GROUP`] scores are not compared with.
pub fn standings(diagnosis: &Diagnosis, group: &[usize], workshop: usize) -> Vec<Standing> {
    let mut found: Vec<Standing> = (0..diagnosis.nodes.len())
        .filter_map(|node| {
            let column = &diagnosis.columns[node];
            let score = column.score[workshop]?;
            let scores: Vec<f64> = (0..column.score.len())
                .filter(|&other| group[other] == group[workshop])
                .filter_map(|other| column.score[other])
                .collect();
            if scores.len() < FEWEST_IN_GROUP {
                return None;
            }
            let quartiles = (quantile(&scores, 0.25)?, quantile(&scores, 0.75)?);
            Some(Standing { node, score, median: median(&scores)?, quartiles, n: scores.len() })
        })
        .collect();
    found.sort_by(|a, b| {
        b.difference().abs().total_cmp(&a.difference().abs()).then(a.node.cmp(&b.node))
    });
    found
}

/// A part that lags behind its siblings.
#[derive(Clone, PartialEq, Debug)]
pub struct Imbalance {
    /// The node that lags.
    pub node: usize,
    /// Its score.
    pub score: f64,
    /// Mean score of its siblings.
    pub siblings: f64,
}

/// Axes and dimensions at least `gap` points below the mean of their scored siblings (two or
/// more), even with their open answers at their best, so that a gap in the data is not read as a
/// lag.
pub fn imbalances(diagnosis: &Diagnosis, workshop: usize, gap: f64) -> Vec<Imbalance> {
    let score = |node: usize| diagnosis.columns[node].score[workshop];
    (0..diagnosis.nodes.len())
        .filter(|&node| diagnosis.nodes[node].kind != NodeKind::Indicator)
        .filter_map(|node| {
            let own = score(node)?;
            let siblings: Vec<f64> = (0..diagnosis.nodes.len())
                .filter(|&other| {
                    other != node
                        && diagnosis.nodes[other].parent == diagnosis.nodes[node].parent
                        && diagnosis.nodes[other].kind == diagnosis.nodes[node].kind
                })
                .filter_map(score)
                .collect();
            let mean = nanduti_stats::mean(&siblings).filter(|_| siblings.len() >= 2)?;
            let best = diagnosis.columns[node].high[workshop]?;
            (mean - best >= gap).then_some(Imbalance { node, score: own, siblings: mean })
        })
        .collect()
}

#[cfg(test)]
mod tests;
