//! A full assignment at given prices, as the start of the simplex: sources that would lose most
//! by their second choice go first, each to its best open sink.

use super::Transport;
use super::tree::{NONE, Tree};

/// Builds the tree's homes and links; every amount a source gives and every unfilled demand has
/// its place in it.
pub(super) fn crash(tree: &mut Tree, problem: &Transport, prices: &[i64]) {
    let root = problem.demand.len() as u32;
    let mut open = problem.demand.clone();
    for source in order(problem, prices) {
        let mut rest = problem.capacity[source as usize];
        loop {
            let Some(pair) = best_open(problem, source as usize, prices, &open) else {
                tree.settle(source, root, NONE, 0, rest);
                break;
            };
            let (sink, value) = (problem.sinks[pair], problem.values[pair]);
            let left = open[sink as usize];
            if rest < left {
                open[sink as usize] -= rest;
                tree.settle(source, sink, pair as u32, value, rest);
                break;
            }
            // The source fills the sink and takes the rest elsewhere: the sink hangs by it.
            open[sink as usize] = 0;
            rest -= left;
            tree.join(sink, source, pair as u32, value, left);
        }
    }
    for (sink, &left) in open.iter().enumerate() {
        if !tree.is_joined(sink as u32) {
            tree.leave_open(sink as u32, left);
        }
    }
}

/// Sources by regret, greatest first; equal ones by position.
fn order(problem: &Transport, prices: &[i64]) -> Vec<u32> {
    let mut keyed: Vec<(i64, u32)> = (0..problem.capacity.len())
        .map(|source| {
            let (mut best, mut second) = (0, 0);
            let row = problem.row(source);
            for (&sink, &value) in problem.sinks[row.clone()].iter().zip(&problem.values[row]) {
                let worth = value - prices[sink as usize];
                if worth > best {
                    (best, second) = (worth, best);
                } else if worth > second {
                    second = worth;
                }
            }
            (second - best, source as u32)
        })
        .collect();
    keyed.sort_unstable();
    keyed.into_iter().map(|(_, source)| source).collect()
}

/// The pair of a source with the best open sink, if it is worth more than staying idle.
fn best_open(problem: &Transport, source: usize, prices: &[i64], open: &[i64]) -> Option<usize> {
    let mut best = (0, None);
    for pair in problem.row(source) {
        let sink = problem.sinks[pair] as usize;
        let worth = problem.values[pair] - prices[sink];
        if worth > best.0 && open[sink] > 0 {
            best = (worth, Some(pair));
        }
    }
    best.1
}
