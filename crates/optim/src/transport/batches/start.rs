//! A first flow that keeps the rules: pairs below their least are raised or banned in a few
//! rounds of the relaxation, what is still broken is dropped, what became free is filled.

use super::BatchRules;
use crate::transport::{Transport, TransportSolution, prices};

/// Rounds of raising and banning.
const ROUNDS: usize = 5;

/// Whether a pair with this flow is rather raised to its least than given up.
pub(super) fn is_worth_raising(flow: i64, least: i64) -> bool {
    i128::from(flow) * 5 >= i128::from(least) * 2
}

/// The flow, by pair.
pub(super) fn start(
    problem: &Transport,
    rules: &BatchRules,
    relaxed: &TransportSolution,
) -> Vec<i64> {
    let scale = prices::scale(&problem.values);
    let mut held = Held::new(problem, rules);
    let mut flow = relaxed.flow.clone();
    let mut prices = relaxed.sink_prices.clone();
    for _ in 0..ROUNDS {
        if !held.settle(&flow) {
            break;
        }
        (flow, prices) = held.work.solve_quickly(&prices, scale);
        for (flow, lower) in flow.iter_mut().zip(&held.lower) {
            *flow += lower;
        }
    }
    drop_broken(problem, rules, &mut flow);
    refill(problem, rules, &prices, &mut flow);
    flow
}

/// Pairs that are raised or banned so far, and the problem that is left.
struct Held<'a> {
    problem: &'a Transport,
    rules: &'a BatchRules,
    lower: Vec<i64>,
    work: Transport,
}

impl<'a> Held<'a> {
    fn new(problem: &'a Transport, rules: &'a BatchRules) -> Self {
        Self { problem, rules, lower: vec![0; problem.n_pairs()], work: problem.clone() }
    }

    /// Raises or bans some broken pairs; `false` when none is broken.
    fn settle(&mut self, flow: &[i64]) -> bool {
        let mut any = false;
        let mut raised_now = vec![false; self.problem.demand.len()];
        for source in 0..self.problem.capacity.len() {
            let row = self.problem.row(source);
            let broken = |pair: &usize| flow[*pair] > 0 && flow[*pair] < self.rules.least[*pair];
            let worst = row.clone().filter(broken).max_by_key(|&pair| flow[pair]);
            if let Some(pair) = worst {
                any = true;
                let sink = self.problem.sinks[pair] as usize;
                let raise = is_worth_raising(flow[pair], self.rules.least[pair])
                    && !raised_now[sink]
                    && self.raise(source, pair);
                if raise {
                    raised_now[sink] = true;
                } else {
                    self.work.values[pair] = -1;
                }
                continue;
            }
            let used = row.clone().filter(|&pair| flow[pair] > 0).count();
            if used > self.rules.most_sinks[source] as usize {
                any = true;
                let free = row.filter(|&pair| flow[pair] > 0 && self.lower[pair] == 0);
                if let Some(least) = free.min_by_key(|&pair| flow[pair]) {
                    self.work.values[least] = -1;
                }
            }
        }
        any
    }

    /// Sets a pair's least aside for it, if there is room.
    fn raise(&mut self, source: usize, pair: usize) -> bool {
        let (sink, least) = (self.problem.sinks[pair] as usize, self.rules.least[pair]);
        let raised = self.problem.row(source).filter(|&other| self.lower[other] > 0).count();
        let fits = raised < self.rules.most_sinks[source] as usize
            && self.work.capacity[source] >= least
            && self.work.demand[sink] >= least;
        if fits {
            self.lower[pair] = least;
            self.work.capacity[source] -= least;
            self.work.demand[sink] -= least;
        }
        fits
    }
}

fn drop_broken(problem: &Transport, rules: &BatchRules, flow: &mut [i64]) {
    for source in 0..problem.capacity.len() {
        let row = problem.row(source);
        for pair in row.clone() {
            if flow[pair] < rules.least[pair] {
                flow[pair] = 0;
            }
        }
        let mut used: Vec<usize> = row.filter(|&pair| flow[pair] > 0).collect();
        used.sort_by_key(|&pair| (-flow[pair], pair));
        for &pair in used.iter().skip(rules.most_sinks[source] as usize) {
            flow[pair] = 0;
        }
    }
}

/// Gives idle capacity to open demand: pairs that gain most at the prices first, those in use
/// with any amount, others with at least their least where the source may serve another sink.
fn refill(problem: &Transport, rules: &BatchRules, prices: &[i64], flow: &mut [i64]) {
    let mut idle = problem.capacity.clone();
    let mut open = problem.demand.clone();
    let mut used = vec![0_u32; idle.len()];
    let mut pairs: Vec<(i64, u32, u32)> = Vec::new();
    for source in 0..idle.len() {
        for pair in problem.row(source) {
            idle[source] -= flow[pair];
            open[problem.sinks[pair] as usize] -= flow[pair];
            used[source] += u32::from(flow[pair] > 0);
            if problem.values[pair] > 0 {
                let worth = problem.values[pair] - prices[problem.sinks[pair] as usize];
                pairs.push((-worth, source as u32, pair as u32));
            }
        }
    }
    pairs.sort_unstable();
    for (_, source, pair) in pairs {
        let (source, pair) = (source as usize, pair as usize);
        let sink = problem.sinks[pair] as usize;
        let more = idle[source].min(open[sink]);
        let is_used = flow[pair] > 0;
        if more <= 0
            || !is_used && (more < rules.least[pair] || used[source] >= rules.most_sinks[source])
        {
            continue;
        }
        flow[pair] += more;
        idle[source] -= more;
        open[sink] -= more;
        used[source] += u32::from(!is_used);
    }
}
