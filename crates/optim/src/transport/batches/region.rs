//! Regions: a few sinks that share sources, and all that serves or could serve them.
//!
//! At the relaxation's prices every pair has a reduced cost r = source price + sink price −
//! value ≥ 0, and bound − value of a flow is Σ r·flow + Σ sink price·unfilled + Σ source
//! price·idle: each sink's share of the gap says where to look, and pairs of large r are of no
//! use.

use super::BatchRules;
use super::branch::{Branch, Small};
use crate::transport::{Transport, TransportSolution, prices};
use nanduti_stats::Stream;
use std::collections::BTreeMap;

/// The problem seen from its sinks at the relaxation's prices.
pub(super) struct Market<'a> {
    problem: &'a Transport,
    rules: &'a BatchRules,
    sink_prices: &'a [i64],
    source_prices: &'a [i64],
    source_of: Vec<u32>,
    reduced: Vec<i64>,
    /// Pairs of small reduced cost into each sink: positions in `into` of sink s start at
    /// `into_starts[s]`.
    into: Vec<u32>,
    into_starts: Vec<usize>,
    scale: i64,
    /// Reduced costs beyond this are of no use.
    far: i64,
}

impl<'a> Market<'a> {
    pub(super) fn new(
        problem: &'a Transport,
        rules: &'a BatchRules,
        relaxed: &'a TransportSolution,
    ) -> Self {
        let (sink_prices, source_prices) = (&relaxed.sink_prices, &relaxed.source_prices);
        let scale = prices::scale(&problem.values);
        let far = (scale / 5).max(2);
        let mut source_of = Vec::with_capacity(problem.n_pairs());
        let mut reduced = Vec::with_capacity(problem.n_pairs());
        let mut into_starts = vec![0; problem.demand.len() + 1];
        for (source, price) in source_prices.iter().enumerate() {
            for pair in problem.row(source) {
                let sink = problem.sinks[pair] as usize;
                let cost = price + sink_prices[sink] - problem.values[pair];
                source_of.push(source as u32);
                reduced.push(cost);
                into_starts[sink + 1] += usize::from(cost <= far);
            }
        }
        for sink in 0..problem.demand.len() {
            into_starts[sink + 1] += into_starts[sink];
        }
        let mut next = into_starts.clone();
        let mut into = vec![0; into_starts[problem.demand.len()]];
        for (pair, &sink) in problem.sinks.iter().enumerate() {
            if reduced[pair] <= far {
                into[next[sink as usize]] = pair as u32;
                next[sink as usize] += 1;
            }
        }
        Self {
            problem,
            rules,
            sink_prices,
            source_prices,
            source_of,
            reduced,
            into,
            into_starts,
            scale,
            far,
        }
    }

    fn into(&self, sink: u32) -> &[u32] {
        let sink = sink as usize;
        &self.into[self.into_starts[sink]..self.into_starts[sink + 1]]
    }

    /// How much a pair binds its ends together: less the dearer it is.
    fn closeness(&self, pair: usize) -> f64 {
        let unit = (self.scale as f64 / 200.0).max(1.0);
        1.0 / (2.0 + self.reduced[pair] as f64 / unit)
    }
}

/// A flow that is improved region by region.
pub(super) struct Regions<'a> {
    market: &'a Market<'a>,
    flow: Vec<i64>,
    /// Pairs in use into each sink.
    users: Vec<Vec<u32>>,
    idle: Vec<i64>,
    open: Vec<i64>,
    used: Vec<u32>,
    value: i128,
    nodes: u64,
}

impl<'a> Regions<'a> {
    pub(super) fn new(market: &'a Market<'a>, flow: &[i64]) -> Self {
        let problem = market.problem;
        let mut regions = Self {
            market,
            users: vec![Vec::new(); problem.demand.len()],
            idle: problem.capacity.clone(),
            open: problem.demand.clone(),
            used: vec![0; problem.capacity.len()],
            value: 0,
            nodes: 0,
            flow: vec![0; flow.len()],
        };
        for (pair, &flow) in flow.iter().enumerate() {
            regions.set(pair, flow);
        }
        regions
    }

    pub(super) fn value(&self) -> i128 {
        self.value
    }

    pub(super) fn nodes(&self) -> u64 {
        self.nodes
    }

    pub(super) fn into_flow(self) -> Vec<i64> {
        self.flow
    }

    fn set(&mut self, pair: usize, flow: i64) {
        let old = std::mem::replace(&mut self.flow[pair], flow);
        if old == flow {
            return;
        }
        let source = self.market.source_of[pair] as usize;
        let sink = self.market.problem.sinks[pair] as usize;
        self.idle[source] -= flow - old;
        self.open[sink] -= flow - old;
        self.value += i128::from(flow - old) * i128::from(self.market.problem.values[pair]);
        if old == 0 {
            self.users[sink].push(pair as u32);
            self.used[source] += 1;
        } else if flow == 0 {
            self.users[sink].retain(|&user| user != pair as u32);
            self.used[source] -= 1;
        }
    }

    /// Sinks with a share of the gap, the largest first.
    pub(super) fn seeds(&self) -> Vec<u32> {
        let share = |sink: u32| -> i128 {
            let at = sink as usize;
            let unfilled = i128::from(self.market.sink_prices[at]) * i128::from(self.open[at]);
            let users = self.users[at].iter().map(|&pair| {
                let source = self.market.source_of[pair as usize] as usize;
                let idle =
                    i128::from(self.market.source_prices[source]) * i128::from(self.idle[source]);
                i128::from(self.market.reduced[pair as usize])
                    * i128::from(self.flow[pair as usize])
                    + idle
            });
            unfilled + users.sum::<i128>()
        };
        let mut keyed: Vec<(i128, u32)> =
            (0..self.users.len() as u32).map(|sink| (-share(sink), sink)).collect();
        keyed.retain(|&(share, _)| share < 0);
        keyed.sort_unstable();
        keyed.into_iter().map(|(_, sink)| sink).collect()
    }

    /// Solves a region around a sink again; a better flow is taken.
    pub(super) fn solve_again(&mut self, seed: u32, size: usize, shake: Option<&mut Stream>) {
        let sinks = self.grow(seed, size, shake);
        let (pairs, small) = self.small(&sinks);
        let worth = |&pair: &u32| {
            i128::from(self.flow[pair as usize])
                * i128::from(self.market.problem.values[pair as usize])
        };
        let value: i128 = pairs.iter().map(worth).sum();
        let prices: Vec<i64> =
            sinks.iter().map(|&sink| self.market.sink_prices[sink as usize]).collect();
        let (found, nodes) = Branch::new(&small, value).search(&prices);
        self.nodes += u64::from(nodes);
        if let Some(flow) = found {
            // What falls first makes room for what grows.
            for (&pair, &flow) in pairs.iter().zip(&flow) {
                self.set(pair as usize, flow);
            }
        }
    }

    /// Sinks that share sources with those taken so far, the closest first; shaken at random
    /// where asked. Ascending.
    fn grow(&self, seed: u32, size: usize, mut shake: Option<&mut Stream>) -> Vec<u32> {
        let mut weights: BTreeMap<u32, f64> = BTreeMap::new();
        let mut taken = vec![seed];
        let mut last = seed;
        while taken.len() < size {
            let mut add = |sink: u32, weight: f64| {
                let factor = shake.as_mut().map_or(1.0, |stream| 0.3 + 1.4 * stream.uniform());
                *weights.entry(sink).or_insert(0.0) += weight * factor;
            };
            let problem = self.market.problem;
            for &user in &self.users[last as usize] {
                for pair in problem.row(self.market.source_of[user as usize] as usize) {
                    let in_use = if self.flow[pair] > 0 { 0.5 } else { 0.0 };
                    if problem.sinks[pair] != last && self.market.reduced[pair] <= self.market.far {
                        add(problem.sinks[pair], self.market.closeness(pair) + in_use);
                    }
                }
            }
            for &pair in self.market.into(last) {
                if self.market.reduced[pair as usize] > self.market.far * 3 / 8 {
                    continue;
                }
                let weight = self.market.closeness(pair as usize);
                for other in problem.row(self.market.source_of[pair as usize] as usize) {
                    if self.flow[other] > 0 && problem.sinks[other] != last {
                        add(problem.sinks[other], weight);
                    }
                }
            }
            let free = weights.iter().filter(|(sink, _)| !taken.contains(sink));
            let heaviest = free.max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(a.0)));
            let Some((&sink, _)) = heaviest else { break };
            taken.push(sink);
            last = sink;
        }
        taken.sort_unstable();
        taken
    }

    /// The region as a problem of its own, and its pairs in the whole: all users of its sinks,
    /// and sources with something idle and a free place that reach one cheaply.
    fn small(&self, sinks: &[u32]) -> (Vec<u32>, Small) {
        let market = self.market;
        let problem = market.problem;
        let mut sources: Vec<u32> = Vec::new();
        for &sink in sinks {
            let users = self.users[sink as usize].iter();
            sources.extend(users.map(|&pair| market.source_of[pair as usize]));
            sources.extend(market.into(sink).iter().filter_map(|&pair| {
                let source = market.source_of[pair as usize];
                let at = source as usize;
                let is_free = self.idle[at] > 0 && self.used[at] < market.rules.most_sinks[at];
                is_free.then_some(source)
            }));
        }
        sources.sort_unstable();
        sources.dedup();
        let mut pairs = Vec::new();
        let mut small = Transport {
            capacity: Vec::with_capacity(sources.len()),
            demand: sinks.iter().map(|&sink| problem.demand[sink as usize]).collect(),
            starts: vec![0],
            sinks: Vec::new(),
            values: Vec::new(),
        };
        let mut most_sinks = Vec::with_capacity(sources.len());
        for &source in &sources {
            let source = source as usize;
            let mut capacity = self.idle[source];
            let mut places = market.rules.most_sinks[source] - self.used[source];
            for pair in problem.row(source) {
                let in_use = self.flow[pair] > 0;
                let Ok(sink) = sinks.binary_search(&problem.sinks[pair]) else { continue };
                if in_use {
                    capacity += self.flow[pair];
                    places = places.saturating_add(1);
                }
                if in_use || market.reduced[pair] <= market.far {
                    pairs.push(pair as u32);
                    small.sinks.push(sink as u32);
                    small.values.push(problem.values[pair]);
                }
            }
            small.capacity.push(capacity);
            small.starts.push(pairs.len() as u32);
            most_sinks.push(places);
        }
        let least = pairs.iter().map(|&pair| market.rules.least[pair as usize]).collect();
        (pairs, Small { problem: small, least, most_sinks, scale: market.scale })
    }
}
