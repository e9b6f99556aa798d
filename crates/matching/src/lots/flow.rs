//! The same assignment as a minimum-cost flow: workshop and month → pair → lot.
//!
//! Without supplier limits and minimum batches the flow's optimum is the best assignment, and
//! the potentials of its workshop–month nodes are the prices of minutes. With the suppliers of
//! each lot given, and their minimum batches as lower bounds, it is the exact best division
//! among them.

use super::plan::Plan;
use super::problem::{MinutePrices, Problem};
use nanduti_optim::{FlowSolution, Network, NetworkError, Status};

/// Costs are points per standard minute in these parts.
const SCALE: f64 = 1e6;

/// Arcs beyond which the flow is left out: the price search does without it.
const MAX_ARCS: usize = 200_000;

/// Pivots after which the flow is left as it stands.
const MAX_PIVOTS: u64 = 2_000_000;

/// The network with the numbers of its parts.
struct Built {
    network: Network,
    /// Node of each workshop and month that some pair uses.
    months: Vec<Vec<Option<u32>>>,
    /// Pairs in it, with the arc of each place of the window.
    pairs: Vec<(usize, Vec<u32>)>,
    /// The node that takes idle minutes.
    rest: u32,
}

/// Prices of minutes when supplier limits and minimum batches are forgotten. `None` when the
/// network would be too large or its numbers are out of range.
pub(super) fn flow_prices(problem: &Problem) -> Option<MinutePrices> {
    let all: Vec<usize> = (0..problem.pairs.len()).collect();
    let built = build(problem, &all, |_| 0)?;
    let solution = built.network.solve(MAX_PIVOTS);
    if solution.potentials.len() != built.network.n_nodes() {
        return None;
    }
    let rest = solution.potentials[built.rest as usize];
    let price = |node: &Option<u32>| {
        let above = node.map_or(0, |node| solution.potentials[node as usize] - rest);
        above.max(0) as f64 / SCALE
    };
    let mut prices = problem.free_minutes();
    for (to, node) in prices.all.iter_mut().zip(built.months.iter().flatten()) {
        *to = price(node);
    }
    Some(prices)
}

/// Divides every lot anew among the suppliers it has in the plan, all lots together, in whole
/// pieces; the plan is returned only if it gains.
pub(super) fn divide_again<'a>(
    problem: &'a Problem,
    plan: &Plan<'a>,
    prices: &MinutePrices,
) -> Option<Plan<'a>> {
    let held: Vec<usize> = (0..problem.pairs.len()).filter(|&p| plan.pieces[p] > 0).collect();
    let built = build(problem, &held, |pair| problem.lot_of(pair).least)?;
    let solution = built.network.solve(MAX_PIVOTS);
    if solution.status != Status::Optimal {
        return None;
    }
    let mut better = plan.clone();
    for &pair in &held {
        better.clear(pair);
    }
    for (pair, arcs) in &built.pairs {
        let (pieces, amounts) = whole_pieces(problem, *pair, arcs, &solution);
        better.put(*pair, pieces, &amounts);
    }
    for lot in 0..problem.lots.len() {
        better.top_up(lot, prices);
    }
    (better.value() > plan.value() * (1.0 + 1e-12)).then_some(better)
}

/// The flow of a pair cut to whole pieces, the rest given back from the last month on.
fn whole_pieces(
    problem: &Problem,
    pair: usize,
    arcs: &[u32],
    solution: &FlowSolution,
) -> (i64, Vec<i64>) {
    let unit = problem.lot_of(pair).unit;
    let mut amounts: Vec<i64> = arcs.iter().map(|&arc| solution.flow[arc as usize]).collect();
    let total: i64 = amounts.iter().sum();
    let mut spare = total % unit;
    for amount in amounts.iter_mut().rev() {
        let cut = spare.min(*amount);
        *amount -= cut;
        spare -= cut;
    }
    (total / unit, amounts)
}

fn build(problem: &Problem, pairs: &[usize], least: impl Fn(usize) -> i64) -> Option<Built> {
    let n_arcs: usize = pairs.iter().map(|&pair| problem.lot_of(pair).months.len() + 2).sum();
    if n_arcs > MAX_ARCS {
        return None;
    }
    try_build(problem, pairs, least).ok()
}

fn try_build(
    problem: &Problem,
    pairs: &[usize],
    least: impl Fn(usize) -> i64,
) -> Result<Built, NetworkError> {
    let mut months = vec![vec![None; problem.n_months]; problem.monthly.len()];
    let mut n_nodes = problem.lots.len() as u32 + 1;
    let rest = problem.lots.len() as u32;
    for &pair in pairs {
        let row = &mut months[problem.pairs[pair].workshop as usize];
        for month in &problem.lot_of(pair).months {
            row[usize::from(month.month)].get_or_insert_with(|| {
                n_nodes += 1;
                n_nodes - 1
            });
        }
    }
    let mut network = Network::new(n_nodes + pairs.len() as u32);
    let mut idle = 0;
    for (row, &monthly) in months.iter().zip(&problem.monthly) {
        for &node in row.iter().flatten() {
            network.add_supply(node, monthly)?;
            network.add_arc(node, rest, 0, monthly, 0)?;
            idle -= monthly;
        }
    }
    for (node, lot) in (0..).zip(&problem.lots) {
        let wanted = lot.pieces * lot.unit;
        network.add_supply(node, -wanted)?;
        network.add_arc(rest, node, 0, wanted, 0)?;
        idle += wanted;
    }
    network.add_supply(rest, idle)?;
    let mut arcs = Vec::with_capacity(pairs.len());
    for (node, &pair) in (n_nodes..).zip(pairs) {
        let p = &problem.pairs[pair];
        let lot = problem.lot_of(pair);
        let row = &months[p.workshop as usize];
        let monthly = problem.monthly[p.workshop as usize];
        let mut own = Vec::with_capacity(lot.months.len());
        for month in &lot.months {
            let from = row[usize::from(month.month)].unwrap_or(rest);
            own.push(network.add_arc(from, node, 0, month.share(monthly), 0)?);
        }
        let most = p.most.min(lot.pieces) * lot.unit;
        network.add_arc(node, p.lot, least(pair) * lot.unit, most, -cost(p.value))?;
        arcs.push((pair, own));
    }
    Ok(Built { network, months, pairs: arcs, rest })
}

/// Value as a whole number of the network; at least 1, so that work of no value is still
/// better than none.
fn cost(value: f64) -> i64 {
    (value * SCALE).round().clamp(1.0, 1e12) as i64
}
