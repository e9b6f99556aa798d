//! What would move a score: the nearest level and the fewest answers that reach it; strengths and
//! shortfalls against a group; axes and dimensions out of balance. Arithmetic of the scores, no
//! claim about causes.

use crate::FrozenFrame;
use nanduti_model::{Diagnosis, Instrument, NodeContent, NodeKind, Rescore};
use nanduti_stats::{median, quantile};

/// Sets of answers that are tried one by one before the search turns greedy.
const MOST_SETS: usize = 50_000;

/// Fewest members of a group whose middle is compared with.
pub const FEWEST_IN_GROUP: usize = 5;

/// One answer that would change.
#[derive(Clone, PartialEq, Debug)]
pub struct Lever {
    /// The indicator.
    pub node: usize,
    /// Its value.
    pub from: f64,
    /// The value that is enough, all other levers of the set pulled.
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
    /// Not even the best answers to everything that was answered reach it.
    OutOfReach {
        /// Score with all answers at their best.
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
pub fn next_level(
    instrument: &Instrument,
    diagnosis: &Diagnosis,
    frame: &FrozenFrame,
    workshop: usize,
    axis: usize,
) -> NextLevel {
    let Some(score) = diagnosis.columns[axis].score[workshop] else { return NextLevel::NoScore };
    let cuts = match &instrument.nodes[axis].content {
        NodeContent::Aggregate(inner) => {
            inner.level_cuts.as_deref().unwrap_or(&instrument.level_cuts)
        }
        NodeContent::Indicator(_) => return NextLevel::NoScore,
    };
    let Some(&cut) = cuts.iter().find(|cut| score < **cut - 1e-9) else { return NextLevel::AtTop };
    let search = Search::new(instrument, diagnosis, frame, workshop, axis, cut);
    let best = search.score(&search.values_with(&search.movable));
    if best < cut - 1e-9 {
        return NextLevel::OutOfReach { best, cut };
    }
    let (set, fewest) = search.fewest();
    NextLevel::Reached { score, cut, levers: search.least(&set), fewest }
}

/// The search for the fewest answers of one axis of one workshop.
struct Search<'a> {
    frame: &'a FrozenFrame,
    workshop: usize,
    /// Position of the axis among the axes.
    axis: usize,
    cut: f64,
    /// Values as answered, in the frame's order.
    values: Vec<Option<f64>>,
    /// Node of each value.
    nodes: Vec<usize>,
    /// Positions of the answers below the axis that are not at their best, most gain first.
    movable: Vec<usize>,
}

impl<'a> Search<'a> {
    fn new(
        instrument: &Instrument,
        diagnosis: &Diagnosis,
        frame: &'a FrozenFrame,
        workshop: usize,
        axis: usize,
        cut: f64,
    ) -> Self {
        let nodes: Vec<usize> = (0..instrument.nodes.len())
            .filter(|&node| instrument.indicator(node).is_some())
            .collect();
        let values: Vec<Option<f64>> =
            nodes.iter().map(|&node| diagnosis.columns[node].value[workshop].ok()).collect();
        let place = instrument.axes().iter().position(|a| *a == axis).unwrap_or(0);
        let mut search =
            Self { frame, workshop, axis: place, cut, values, nodes, movable: Vec::new() };
        let now = search.score(&search.values);
        let mut gains: Vec<(f64, usize)> = (0..search.nodes.len())
            .filter(|&at| instrument.axis_of(search.nodes[at]) == axis)
            .filter(|&at| search.values[at].is_some())
            .map(|at| (search.score(&search.values_with(&[at])) - now, at))
            .filter(|(gain, _)| *gain > 1e-9)
            .collect();
        gains.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        search.movable = gains.into_iter().map(|(_, at)| at).collect();
        search
    }

    fn score(&self, values: &[Option<f64>]) -> f64 {
        let mut axes = vec![0.0; self.frame.n_axes()];
        self.frame.rescore(self.workshop, values, &mut axes);
        axes[self.axis]
    }

    /// The values with some answers at their best.
    fn values_with(&self, best: &[usize]) -> Vec<Option<f64>> {
        let mut values = self.values.clone();
        for &at in best {
            values[at] = values[at].map(|x| self.frame.best(at, x));
        }
        values
    }

    fn reaches(&self, set: &[usize]) -> bool {
        self.score(&self.values_with(set)) >= self.cut - 1e-9
    }

    /// The smallest set that reaches the cut, the first in order of gain among equals; and
    /// whether every smaller one was tried.
    fn fewest(&self) -> (Vec<usize>, bool) {
        let mut tried = 0;
        for size in 1..=self.movable.len() {
            let mut found = None;
            let complete = subsets(self.movable.len(), size, &mut |places| {
                tried += 1;
                let set: Vec<usize> = places.iter().map(|&place| self.movable[place]).collect();
                if self.reaches(&set) {
                    found = Some(set);
                }
                found.is_none() && tried < MOST_SETS
            });
            if let Some(set) = found {
                return (set, true);
            }
            if !complete {
                break;
            }
        }
        let mut set = Vec::new();
        for &at in &self.movable {
            set.push(at);
            if self.reaches(&set) {
                break;
            }
        }
        (set, false)
    }

    /// The set with its answers moved no further than needed, the last one in the order of gain
    /// first let back.
    fn least(&self, set: &[usize]) -> Vec<Lever> {
        let mut values = self.values_with(set);
        for &at in set.iter().rev() {
            let (Some(from), Some(to)) = (self.values[at], values[at]) else { continue };
            let (mut near, mut far) = (0.0, 1.0);
            for _ in 0..60 {
                let middle = f64::midpoint(near, far);
                values[at] = Some(from + (to - from) * middle);
                if self.score(&values) >= self.cut - 1e-9 { far = middle } else { near = middle }
            }
            values[at] = Some(from + (to - from) * far);
        }
        set.iter()
            .filter_map(|&at| {
                Some(Lever { node: self.nodes[at], from: self.values[at]?, to: values[at]? })
            })
            .collect()
    }
}

/// Calls `visit` with every subset of a size, in lexicographic order, until it says stop; whether
/// all were visited.
fn subsets(n: usize, size: usize, visit: &mut dyn FnMut(&[usize]) -> bool) -> bool {
    let mut places: Vec<usize> = (0..size).collect();
    loop {
        if !visit(&places) {
            return false;
        }
        let Some(at) = (0..size).rev().find(|&at| places[at] < n - size + at) else { return true };
        places[at] += 1;
        for next in at + 1..size {
            places[next] = places[next - 1] + 1;
        }
    }
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
