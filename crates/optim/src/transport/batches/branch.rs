//! One region solved again: depth-first branch and bound over pairs that are raised to their
//! least or banned, each node a relaxation from the prices of the one before.

use super::start::is_worth_raising;
use crate::transport::Transport;

/// Nodes of one region at most.
const NODES: u32 = 100;

/// A small problem with rules.
pub(super) struct Small {
    pub problem: Transport,
    pub least: Vec<i64>,
    pub most_sinks: Vec<u32>,
    /// A typical difference of values.
    pub scale: i64,
}

/// A depth-first search for a flow worth more than a given value.
pub(super) struct Branch<'a> {
    small: &'a Small,
    /// Capacities and demands less what is raised; values, below zero where banned.
    work: Transport,
    lower: Vec<i64>,
    /// Σ value × raised.
    raised: i128,
    best: i128,
    found: Option<Vec<i64>>,
    pub nodes: u32,
}

/// How a node's relaxation breaks the rules.
enum Broken {
    /// This pair carries too little.
    Pair(usize),
    /// This source serves too many sinks.
    Source(usize),
}

impl<'a> Branch<'a> {
    pub(super) fn new(small: &'a Small, value: i128) -> Self {
        Self {
            small,
            work: small.problem.clone(),
            lower: vec![0; small.problem.n_pairs()],
            raised: 0,
            best: value,
            found: None,
            nodes: 0,
        }
    }

    /// The best flow found, if it is worth more.
    pub(super) fn search(mut self, prices: &[i64]) -> (Option<Vec<i64>>, u32) {
        self.node(prices);
        (self.found, self.nodes)
    }

    fn node(&mut self, prices: &[i64]) {
        if self.nodes >= NODES {
            return;
        }
        self.nodes += 1;
        let (mut flow, prices) = self.work.solve_quickly(prices, self.small.scale);
        let worth = |(&flow, &value): (&i64, &i64)| i128::from(flow) * i128::from(value);
        let value: i128 = flow.iter().zip(&self.work.values).map(worth).sum();
        if value + self.raised <= self.best {
            return;
        }
        for (flow, lower) in flow.iter_mut().zip(&self.lower) {
            *flow += lower;
        }
        match self.broken(&flow) {
            None => {
                self.best = value + self.raised;
                self.found = Some(flow);
            }
            Some(Broken::Pair(pair)) => {
                if is_worth_raising(flow[pair], self.small.least[pair]) {
                    self.raise(pair, &prices);
                    self.ban(pair, &prices);
                } else {
                    self.ban(pair, &prices);
                    self.raise(pair, &prices);
                }
            }
            Some(Broken::Source(source)) => {
                let row = self.small.problem.row(source);
                let mut free: Vec<usize> =
                    row.filter(|&pair| flow[pair] > 0 && self.lower[pair] == 0).collect();
                free.sort_by_key(|&pair| (flow[pair], pair));
                for pair in free {
                    self.ban(pair, &prices);
                }
            }
        }
    }

    /// The pair furthest from both nothing and its least, else a source with too many sinks.
    fn broken(&self, flow: &[i64]) -> Option<Broken> {
        let (mut furthest, mut at) = (0, None);
        for (pair, (&flow, &least)) in flow.iter().zip(&self.small.least).enumerate() {
            let off = flow.min(least - flow);
            if off > furthest {
                (furthest, at) = (off, Some(pair));
            }
        }
        if let Some(pair) = at {
            return Some(Broken::Pair(pair));
        }
        let too_many = |source: &usize| {
            let used = self.small.problem.row(*source).filter(|&pair| flow[pair] > 0).count();
            used > self.small.most_sinks[*source] as usize
        };
        (0..self.small.most_sinks.len()).find(too_many).map(Broken::Source)
    }

    fn ban(&mut self, pair: usize, prices: &[i64]) {
        let value = std::mem::replace(&mut self.work.values[pair], -1);
        self.node(prices);
        self.work.values[pair] = value;
    }

    fn raise(&mut self, pair: usize, prices: &[i64]) {
        let source = self.source_of(pair);
        let (sink, least) = (self.small.problem.sinks[pair] as usize, self.small.least[pair]);
        let raised = self.small.problem.row(source).filter(|&other| self.lower[other] > 0).count();
        if raised >= self.small.most_sinks[source] as usize
            || self.work.capacity[source] < least
            || self.work.demand[sink] < least
        {
            return;
        }
        let worth = i128::from(least) * i128::from(self.small.problem.values[pair]);
        self.work.capacity[source] -= least;
        self.work.demand[sink] -= least;
        self.lower[pair] = least;
        self.raised += worth;
        self.node(prices);
        self.raised -= worth;
        self.lower[pair] = 0;
        self.work.demand[sink] += least;
        self.work.capacity[source] += least;
    }

    fn source_of(&self, pair: usize) -> usize {
        self.small.problem.starts.partition_point(|&start| start as usize <= pair) - 1
    }
}
