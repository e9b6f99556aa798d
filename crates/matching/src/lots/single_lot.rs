//! One lot on its own: which few candidates take it, and how much each.
//!
//! Maximise Σ gain(x) over candidates with x = 0 or least ≤ x ≤ most, Σ x ≤ pieces, and at most
//! so many suppliers; a candidate's gain is concave, given as segments of falling margin.
//!
//! With a price λ ≥ 0 on pieces every candidate stands alone: it offers
//! h(λ) = max over x of gain(x) − λx, and the best `suppliers` of the positive ones are taken.
//! λ·pieces + Σ h(λ) is an upper bound for every λ, convex in λ; its minimum lies where two of
//! its lines cross. What remains open there is closed by branching on single candidates, in or
//! out, best bound first. Stopped at its node limit, the greatest open bound is still a bound.

mod relaxation;
#[cfg(test)]
mod tests;

use relaxation::{Choice, Relaxed, relax};
use std::cmp::Ordering;
use std::collections::BinaryHeap;

/// A workshop that may take part of the lot.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Candidate {
    /// (points per piece, pieces) of falling points; the pieces sum to what it can make.
    pub segments: Vec<(f64, f64)>,
    /// Fewest pieces it takes, > 0 and at most what it can make.
    pub least: f64,
}

/// The problem of one lot.
#[derive(Clone, Copy, Debug)]
pub(super) struct SingleLot<'a> {
    /// Who may take part.
    pub candidates: &'a [Candidate],
    /// Pieces asked for.
    pub pieces: f64,
    /// Most candidates that may share it.
    pub suppliers: usize,
}

/// Whole answer to one lot.
#[derive(Clone, PartialEq, Debug, Default)]
pub(super) struct LotAnswer {
    /// (candidate, pieces), candidates ascending.
    pub quantities: Vec<(usize, f64)>,
    /// Points of the answer.
    pub value: f64,
    /// No answer is worth more.
    pub bound: f64,
}

/// A part of the search: candidates decided so far and the bound of what they leave.
struct Node {
    bound: f64,
    serial: usize,
    state: Vec<Choice>,
    branch: usize,
}

impl PartialEq for Node {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Node {}
impl PartialOrd for Node {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Node {
    /// Greatest bound first, then the older node.
    fn cmp(&self, other: &Self) -> Ordering {
        self.bound.total_cmp(&other.bound).then_with(|| other.serial.cmp(&self.serial))
    }
}

/// Nodes whose bound exceeds the best answer by less than this share are not opened; the share
/// stays in the reported bound.
const CLOSE: f64 = 1e-7;

/// The minimum over λ of the lot's bound, with the quantities that attain it (a mixture of at
/// most two whole answers), for the price search of all lots together.
pub(super) fn root(problem: &SingleLot) -> Relaxed {
    let free = vec![Choice::Free; problem.candidates.len()];
    relax(problem, &free).unwrap_or_default()
}

/// Solves a lot by branch and bound over at most `node_limit` nodes.
///
/// Candidates listed in `kept` take part in every answer; when they do not fit together the
/// answer is empty.
pub(super) fn solve(problem: &SingleLot, kept: &[usize], node_limit: usize) -> LotAnswer {
    let mut state = vec![Choice::Free; problem.candidates.len()];
    for &candidate in kept {
        state[candidate] = Choice::In;
    }
    let best = LotAnswer { value: f64::NEG_INFINITY, ..LotAnswer::default() };
    let mut search = Search { problem, best, closed: 0.0, open: BinaryHeap::new(), serial: 0 };
    search.visit(state);
    let mut bound = search.closed;
    while let Some(node) = search.open.pop() {
        if node.bound <= search.best.value + CLOSE * search.best.value.abs()
            || search.serial >= node_limit
        {
            bound = bound.max(node.bound);
            break;
        }
        for choice in [Choice::In, Choice::Out] {
            let mut state = node.state.clone();
            state[node.branch] = choice;
            search.visit(state);
        }
    }
    if search.best.quantities.is_empty() {
        search.best.value = 0.0;
    }
    let bound = bound.max(search.closed).max(search.best.value);
    LotAnswer { bound, ..search.best }
}

struct Search<'a> {
    problem: &'a SingleLot<'a>,
    best: LotAnswer,
    /// Greatest bound of the parts that need no further branching.
    closed: f64,
    open: BinaryHeap<Node>,
    serial: usize,
}

impl Search<'_> {
    /// Bounds a part, keeps the answers it suggests, and opens it if it may hold a better one.
    fn visit(&mut self, state: Vec<Choice>) {
        self.serial += 1;
        let Some(relaxed) = relax(self.problem, &state) else { return };
        for taken in [&relaxed.within, &relaxed.beyond] {
            if let Some(answer) = fill(self.problem, &state, taken)
                && answer.value > self.best.value
            {
                self.best = answer;
            }
        }
        if relaxed.bound <= self.best.value {
            return;
        }
        match relaxed.branch(&state) {
            Some(branch) => {
                let (bound, serial) = (relaxed.bound, self.serial);
                self.open.push(Node { bound, serial, state, branch });
            }
            // Both sides choose the same candidates, so filling them reaches the bound up to
            // rounding; the bound is kept to stay on the safe side.
            None => self.closed = self.closed.max(relaxed.bound),
        }
    }
}

/// The best quantities for a given set of candidates: each its least, the rest to the segments
/// with the greatest margins. Candidates that do not fit, not forced ones first, are dropped.
fn fill(problem: &SingleLot, state: &[Choice], taken: &[(usize, f64)]) -> Option<LotAnswer> {
    let mut chosen: Vec<usize> = taken.iter().map(|(candidate, _)| *candidate).collect();
    let least = |set: &[usize]| set.iter().map(|&c| problem.candidates[c].least).sum::<f64>();
    while least(&chosen) > problem.pieces {
        let first_margin = |c: usize| problem.candidates[c].segments.first().map_or(0.0, |s| s.0);
        let worst = (0..chosen.len())
            .filter(|&at| state[chosen[at]] != Choice::In)
            .min_by(|&a, &b| first_margin(chosen[a]).total_cmp(&first_margin(chosen[b])));
        chosen.remove(worst?);
    }
    let mut quantities: Vec<f64> = Vec::with_capacity(chosen.len());
    let mut value = 0.0;
    let mut left = problem.pieces;
    let mut rest: Vec<(f64, usize, f64)> = Vec::new();
    for (at, &c) in chosen.iter().enumerate() {
        let candidate = &problem.candidates[c];
        let mut missing = candidate.least;
        for &(margin, pieces) in &candidate.segments {
            let taken = pieces.min(missing);
            value += margin * taken;
            missing -= taken;
            if pieces > taken && margin > 0.0 {
                rest.push((margin, at, pieces - taken));
            }
        }
        quantities.push(candidate.least);
        left -= candidate.least;
    }
    rest.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    for (margin, at, pieces) in rest {
        let taken = pieces.min(left);
        quantities[at] += taken;
        value += margin * taken;
        left -= taken;
    }
    let mut quantities: Vec<(usize, f64)> = chosen.into_iter().zip(quantities).collect();
    quantities.sort_unstable_by_key(|(candidate, _)| *candidate);
    Some(LotAnswer { quantities, value, bound: 0.0 })
}
