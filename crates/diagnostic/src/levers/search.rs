//! The search for the fewest answers of one axis of one workshop.

use super::{Answers, Lever};
use crate::FrozenFrame;
use nanduti_model::{Diagnosis, Instrument, Rescore};

/// Sets of answers that are tried one by one before the search turns greedy.
const MOST_SETS: usize = 50_000;

/// Points by which a score may miss a cut and still count as on it.
pub(super) const TOLERANCE: f64 = 1e-9;

/// One axis of one workshop.
pub(super) struct Search<'a> {
    frame: &'a FrozenFrame,
    workshop: usize,
    /// Position of the axis among the axes.
    axis: usize,
    cut: f64,
    /// Values as answered, in the frame's order.
    values: Vec<Option<f64>>,
    /// Node of each value.
    nodes: Vec<usize>,
    /// What each value can become, nearest first and best last; empty for what stays.
    ways: Vec<Vec<f64>>,
    /// Positions of the answers below the axis that can bring something, most gain first.
    movable: Vec<usize>,
}

impl<'a> Search<'a> {
    pub(super) fn new(
        instrument: &Instrument,
        diagnosis: &Diagnosis,
        frame: &'a FrozenFrame,
        (workshop, axis): (usize, usize),
        cut: f64,
        answers: &[Answers],
    ) -> Self {
        let nodes: Vec<usize> = (0..instrument.nodes.len())
            .filter(|&node| instrument.indicator(node).is_some())
            .collect();
        let values: Vec<Option<f64>> =
            nodes.iter().map(|&node| diagnosis.columns[node].value[workshop].ok()).collect();
        let way = |(at, &node): (usize, &usize)| match values[at] {
            Some(x) if instrument.axis_of(node) == axis => {
                answers.get(node).unwrap_or(&Answers::Measured).way(x, frame.best(at, x))
            }
            _ => Vec::new(),
        };
        let ways: Vec<Vec<f64>> = nodes.iter().enumerate().map(way).collect();
        let place = instrument.axes().iter().position(|a| *a == axis).unwrap_or(0);
        let mut search =
            Self { frame, workshop, axis: place, cut, values, nodes, ways, movable: Vec::new() };
        let now = search.score(&search.values);
        let mut gains: Vec<(f64, usize)> = (0..search.nodes.len())
            .filter(|&at| !search.ways[at].is_empty())
            .map(|at| (search.score(&search.values_with(&[at])) - now, at))
            .filter(|(gain, _)| *gain > TOLERANCE)
            .collect();
        gains.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        search.movable = gains.into_iter().map(|(_, at)| at).collect();
        search
    }

    /// The score with everything that can bring something at its best.
    pub(super) fn best(&self) -> f64 {
        self.score(&self.values_with(&self.movable))
    }

    fn score(&self, values: &[Option<f64>]) -> f64 {
        let mut axes = vec![0.0; self.frame.n_axes()];
        self.frame.rescore(self.workshop, values, &mut axes);
        axes[self.axis]
    }

    /// The values with some answers at the best they can become.
    fn values_with(&self, best: &[usize]) -> Vec<Option<f64>> {
        let mut values = self.values.clone();
        for &at in best {
            values[at] = self.ways[at].last().copied().or(values[at]);
        }
        values
    }

    fn is_enough(&self, values: &[Option<f64>]) -> bool {
        self.score(values) >= self.cut - TOLERANCE
    }

    fn reaches(&self, set: &[usize]) -> bool {
        self.is_enough(&self.values_with(set))
    }

    /// The smallest set that reaches the cut, the first in order of gain among equals; and
    /// whether every smaller one was tried.
    pub(super) fn fewest(&self) -> (Vec<usize>, bool) {
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

    /// The set with each answer moved to the first value that is enough, the last one in the
    /// order of gain let back first; one step less of any of them misses the cut.
    pub(super) fn least(&self, set: &[usize]) -> Vec<Lever> {
        let mut values = self.values_with(set);
        for &at in set.iter().rev() {
            for &value in &self.ways[at] {
                values[at] = Some(value);
                if self.is_enough(&values) {
                    break;
                }
            }
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
