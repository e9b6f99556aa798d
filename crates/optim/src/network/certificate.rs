//! Checks that share no code with the simplex: is a flow valid, and what do potentials prove?
//!
//! Weak duality: for any numbers π on nodes, no valid flow costs less than
//! −Σ π·supply + Σ min over the arc's bounds of (cost + π(from) − π(to))·flow
//! (Ahuja, Magnanti and Orlin 1993, *Network Flows*, section 9.4).

use super::Network;

/// What is wrong with a flow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FlowViolation {
    /// The list does not hold one number per arc.
    WrongLength,
    /// An arc's flow is outside its bounds.
    OutOfBounds {
        /// The arc.
        arc: u32,
    },
    /// A node's outflow − inflow differs from its supply.
    Unbalanced {
        /// The node.
        node: u32,
        /// Outflow − inflow − supply.
        excess: i128,
    },
}

/// Everything wrong with `flow`, arcs first, then nodes; empty when it is valid.
#[must_use]
pub fn check_flow(network: &Network, flow: &[i64]) -> Vec<FlowViolation> {
    if flow.len() != network.n_arcs() {
        return vec![FlowViolation::WrongLength];
    }
    let mut violations = Vec::new();
    let mut excess: Vec<i128> = network.supply.iter().map(|&supply| -i128::from(supply)).collect();
    for (place, &amount) in flow.iter().enumerate() {
        if amount < network.lower[place] || amount > network.upper[place] {
            violations.push(FlowViolation::OutOfBounds { arc: place as u32 });
        }
        excess[network.tail[place] as usize] += i128::from(amount);
        excess[network.head[place] as usize] -= i128::from(amount);
    }
    let unbalanced = excess.iter().enumerate().filter(|(_, excess)| **excess != 0);
    violations.extend(
        unbalanced.map(|(node, &excess)| FlowViolation::Unbalanced { node: node as u32, excess }),
    );
    violations
}

/// The least cost any valid flow can have, as far as `potentials` prove it: one pass over
/// the arcs. Holds for any potentials. `None` when there is not one potential per node.
#[must_use]
pub fn dual_bound(network: &Network, potentials: &[i64]) -> Option<i128> {
    bound(network, potentials, |arc| i128::from(network.cost[arc]))
}

/// The least supply that must stay uncarried, as far as `potentials` prove it: above zero
/// means that no valid flow exists. It is the dual bound with every cost zero.
#[must_use]
pub fn shortage_bound(network: &Network, potentials: &[i64]) -> Option<i128> {
    bound(network, potentials, |_| 0)
}

/// The dual bound for the given costs.
fn bound(network: &Network, potentials: &[i64], cost: impl Fn(usize) -> i128) -> Option<i128> {
    if potentials.len() != network.n_nodes() {
        return None;
    }
    let price = |node: u32| i128::from(potentials[node as usize]);
    let mut sum: i128 = 0;
    for (node, &supply) in network.supply.iter().enumerate() {
        sum -= i128::from(potentials[node]) * i128::from(supply);
    }
    for arc in 0..network.n_arcs() {
        let reduced = cost(arc) + price(network.tail[arc]) - price(network.head[arc]);
        let end = if reduced >= 0 { network.lower[arc] } else { network.upper[arc] };
        sum += reduced * i128::from(end);
    }
    Some(sum)
}
