//! What an answer proves, recomputed from the problem alone.

use super::{Transport, TransportSolution};

/// What is wrong with a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransportViolation {
    /// Not one number per pair.
    Shape,
    /// A pair's flow is below zero.
    NegativeFlow(usize),
    /// A source gives more than its capacity.
    Capacity(usize),
    /// A sink takes more than its demand.
    Demand(usize),
    /// The value told is not that of the flow.
    Value,
    /// The bound told is not that of the sink prices, or lies below the value.
    Bound,
    /// It is called optimal although value and bound differ.
    NotProved,
}

/// Checks an answer against its problem: flow, value, and the bound from the sink prices.
/// Shares nothing with the solver. Empty when all holds.
#[must_use]
pub fn check_transport(
    problem: &Transport,
    solution: &TransportSolution,
) -> Vec<TransportViolation> {
    if solution.flow.len() != problem.n_pairs()
        || solution.sink_prices.len() != problem.demand.len()
    {
        return vec![TransportViolation::Shape];
    }
    let (mut found, value) = flow_violations(problem, &solution.flow);
    if value != solution.value {
        found.push(TransportViolation::Value);
    }
    let bound = transport_bound(problem, &solution.sink_prices);
    if bound != solution.bound || bound < value {
        found.push(TransportViolation::Bound);
    }
    if solution.status == crate::Status::Optimal && bound != value {
        found.push(TransportViolation::NotProved);
    }
    found
}

/// What breaks capacities and demands, and the flow's value; one number per pair.
pub(super) fn flow_violations(
    problem: &Transport,
    flow: &[i64],
) -> (Vec<TransportViolation>, i128) {
    let mut found = Vec::new();
    let mut taken = vec![0_i128; problem.demand.len()];
    let mut value = 0;
    for (source, &capacity) in problem.capacity.iter().enumerate() {
        let mut given = 0;
        for pair in problem.row(source) {
            let flow = i128::from(flow[pair]);
            if flow < 0 {
                found.push(TransportViolation::NegativeFlow(pair));
            }
            given += flow;
            taken[problem.sinks[pair] as usize] += flow;
            value += flow * i128::from(problem.values[pair]);
        }
        if given > i128::from(capacity) {
            found.push(TransportViolation::Capacity(source));
        }
    }
    for (sink, (&taken, &demand)) in taken.iter().zip(&problem.demand).enumerate() {
        if taken > i128::from(demand) {
            found.push(TransportViolation::Demand(sink));
        }
    }
    (found, value)
}

/// An upper bound on the value of any flow, from any sink prices: Σ demand·price + Σ capacity ×
/// the best that a source could get after paying them (weak duality). A price below zero or
/// missing counts as 0.
#[must_use]
pub fn transport_bound(problem: &Transport, sink_prices: &[i64]) -> i128 {
    dual(problem, sink_prices).0
}

/// The bound, and the source prices that go with the sink prices.
pub(super) fn dual(problem: &Transport, sink_prices: &[i64]) -> (i128, Vec<i64>) {
    let price = |sink: usize| sink_prices.get(sink).copied().unwrap_or(0).max(0);
    let mut bound: i128 = 0;
    for (sink, &demand) in problem.demand.iter().enumerate() {
        bound += i128::from(demand) * i128::from(price(sink));
    }
    let source_prices = (0..problem.capacity.len()).map(|source| {
        let row = problem.row(source);
        let left = row
            .map(|pair| problem.values[pair].saturating_sub(price(problem.sinks[pair] as usize)));
        left.max().unwrap_or(0).max(0)
    });
    let source_prices: Vec<i64> = source_prices.collect();
    for (&price, &capacity) in source_prices.iter().zip(&problem.capacity) {
        bound += i128::from(price) * i128::from(capacity);
    }
    (bound, source_prices)
}
