//! Transportation with minimum batches and a most number of sinks per source.
//!
//! The relaxation without both is [`Transport`]; its optimum is the bound, and no prices give a
//! better one where a source may put all it has on one sink (the convex hull of its patterns is
//! then the relaxed set). What is left is search: violated pairs are raised to their minimum or
//! banned in a few rounds, leftovers dropped and refilled, and then small regions, a few sinks
//! with all that serves them, are solved again exactly, the rest held fixed. Only gains stay, so
//! there is a valid flow at any moment.

mod branch;
mod region;
mod start;

use super::certificate::{dual, flow_violations};
use super::{Transport, TransportViolation};
use crate::status::{Limit, Status};
use nanduti_stats::Key;
use region::{Market, Regions};

/// Sinks of a region in the first pass; one more in each later one.
const FIRST_REGION: usize = 4;
/// Sinks of a region at most.
const LARGEST_REGION: usize = 12;

/// What a flow has to keep beside capacities and demands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchRules {
    /// A pair carries nothing or at least this many units; 0 and 1 ask for nothing.
    pub least: Vec<i64>,
    /// Sinks that a source may serve at once.
    pub most_sinks: Vec<u32>,
}

/// How far to search.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BatchOptions {
    /// Stop when (bound − value) / bound is at most this.
    pub gap: f64,
    /// Nodes of all branch and bounds together, at most.
    pub max_nodes: u64,
    /// Passes over all sinks, at most.
    pub max_passes: usize,
    /// Draws which regions are tried.
    pub seed: u64,
}

/// An answer of [`Transport::solve_batches`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchSolution {
    /// `Optimal` when value and bound meet, `Feasible` within the gap asked for, else
    /// `Limit(Nodes)`.
    pub status: Status,
    /// Whole units of each pair.
    pub flow: Vec<i64>,
    /// Σ value·flow.
    pub value: i128,
    /// No flow that keeps the rules is worth more; proved by `sink_prices`.
    pub bound: i128,
    /// The certificate: see [`super::transport_bound`].
    pub sink_prices: Vec<i64>,
    /// Nodes searched: the work done.
    pub nodes: u64,
}

/// What is wrong with a flow under rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BatchViolation {
    /// Wrong without any rule.
    Flow(TransportViolation),
    /// A pair carries something, but less than its least.
    Least(usize),
    /// A source serves too many sinks.
    MostSinks(usize),
}

impl Transport {
    /// A good flow under rules, and a bound on any.
    ///
    /// Rules for fewer pairs or sources than there are leave the others free.
    #[must_use]
    pub fn solve_batches(&self, rules: &BatchRules, options: &BatchOptions) -> BatchSolution {
        let mut rules = rules.clone();
        rules.least.resize(self.n_pairs(), 0);
        rules.most_sinks.resize(self.capacity.len(), u32::MAX);
        let relaxed = self.solve(u64::MAX);
        let flow = start::start(self, &rules, &relaxed);
        let market = Market::new(self, &rules, &relaxed);
        let mut regions = Regions::new(&market, &flow);
        let close = |regions: &Regions| {
            let gap = (relaxed.bound - regions.value()) as f64;
            gap <= options.gap * (relaxed.bound as f64).abs()
        };
        let key = Key::new(options.seed, "batch-regions");
        'search: for pass in 0..options.max_passes {
            let size = (FIRST_REGION + pass).min(LARGEST_REGION);
            let before = regions.value();
            for sink in regions.seeds() {
                if close(&regions) || regions.nodes() >= options.max_nodes {
                    break 'search;
                }
                let mut stream = key.at(pass as u64).at(u64::from(sink)).stream();
                let shake = (pass > 0).then_some(&mut stream);
                regions.solve_again(sink, size, shake);
            }
            if regions.value() == before && size == LARGEST_REGION {
                break;
            }
        }
        let status = if regions.value() == relaxed.bound {
            Status::Optimal
        } else if close(&regions) {
            Status::Feasible
        } else {
            Status::Limit(Limit::Nodes)
        };
        BatchSolution {
            status,
            value: regions.value(),
            bound: relaxed.bound,
            sink_prices: relaxed.sink_prices.clone(),
            nodes: regions.nodes(),
            flow: regions.into_flow(),
        }
    }
}

/// Checks an answer against problem and rules: flow, value, bound. Shares nothing with the
/// search. Empty when all holds.
#[must_use]
pub fn check_batches(
    problem: &Transport,
    rules: &BatchRules,
    solution: &BatchSolution,
) -> Vec<BatchViolation> {
    if solution.flow.len() != problem.n_pairs() {
        return vec![BatchViolation::Flow(TransportViolation::Shape)];
    }
    let (broken, value) = flow_violations(problem, &solution.flow);
    let mut found: Vec<BatchViolation> = broken.into_iter().map(BatchViolation::Flow).collect();
    for source in 0..problem.capacity.len() {
        let mut sinks: Vec<u32> = Vec::new();
        for pair in problem.row(source) {
            let least = rules.least.get(pair).copied().unwrap_or(0);
            if solution.flow[pair] > 0 {
                sinks.push(problem.sinks[pair]);
                if solution.flow[pair] < least {
                    found.push(BatchViolation::Least(pair));
                }
            }
        }
        sinks.sort_unstable();
        sinks.dedup();
        let most = rules.most_sinks.get(source).copied().unwrap_or(u32::MAX);
        if sinks.len() > most as usize {
            found.push(BatchViolation::MostSinks(source));
        }
    }
    if value != solution.value {
        found.push(BatchViolation::Flow(TransportViolation::Value));
    }
    let bound = dual(problem, &solution.sink_prices).0;
    if bound != solution.bound || bound < value {
        found.push(BatchViolation::Flow(TransportViolation::Bound));
    }
    if solution.status == Status::Optimal && bound != value {
        found.push(BatchViolation::Flow(TransportViolation::NotProved));
    }
    found
}
