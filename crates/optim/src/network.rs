//! Minimum-cost flow: the problem as plain integers, its answer, and its certificate.
//!
//! Minimise Σ cost·flow over flows with lower ≤ flow ≤ upper on every arc and, at every
//! node, outflow − inflow = supply. To maximise a value give its negative as cost. What may
//! stay idle or unfilled gets its own arc of cost 0 (see the example at
//! [`Network::solve`]).

use crate::status::{Limit, Status};

mod certificate;
mod simplex;
#[cfg(test)]
mod tests;

pub use certificate::{FlowViolation, check_flow, dual_bound, shortage_bound};

/// Largest sum of the sizes of all supplies and lower bounds.
const MAX_TOTAL: i64 = 1 << 60;
/// Largest size of a flow bound or supply, 2^50: also stands for "no limit".
pub const UNBOUNDED: i64 = 1 << 50;
/// Largest size of a cost, 2^40.
pub const MAX_COST: i64 = 1 << 40;

/// Why a network is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NetworkError {
    /// A node number is not below the number of nodes.
    NoSuchNode(u32),
    /// An arc number is not below the number of arcs.
    NoSuchArc(u32),
    /// An arc's lower bound is above its upper bound.
    CrossedBounds,
    /// A bound or supply is beyond ±2^50, or all supplies and lower bounds together are
    /// beyond 2^60.
    AmountTooLarge,
    /// A cost is beyond ±2^40.
    CostTooLarge,
    /// More than 2^32 − 2 arcs, or nodes × largest cost beyond 2^60: potentials could overflow.
    NetworkTooLarge,
}

impl std::fmt::Display for NetworkError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoSuchNode(node) => write!(formatter, "node {node} does not exist"),
            Self::NoSuchArc(arc) => write!(formatter, "arc {arc} does not exist"),
            Self::CrossedBounds => formatter.write_str("an arc's lower bound exceeds its upper"),
            Self::AmountTooLarge => formatter.write_str("an amount is beyond 2^50"),
            Self::CostTooLarge => formatter.write_str("a cost is beyond 2^40"),
            Self::NetworkTooLarge => formatter.write_str("the network is too large"),
        }
    }
}

impl std::error::Error for NetworkError {}

/// A directed graph with bounds and costs on arcs and supplies on nodes.
///
/// Arcs are numbered from 0 in the order they were added; parallel arcs and loops are legal.
#[derive(Debug, Clone)]
pub struct Network {
    supply: Vec<i64>,
    tail: Vec<u32>,
    head: Vec<u32>,
    lower: Vec<i64>,
    upper: Vec<i64>,
    cost: Vec<i64>,
    largest_cost: i64,
    /// Σ |supply| + Σ |lower|, so that no flow on the tree can overflow.
    total: i64,
}

/// An answer of [`Network::solve`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowSolution {
    /// `Optimal`, `Infeasible` or `Limit(Pivots)`.
    pub status: Status,
    /// Flow of each arc. Not a valid flow when `shortfall` > 0.
    pub flow: Vec<i64>,
    /// One number per node: the certificate.
    ///
    /// When optimal, [`dual_bound`] of these equals `cost`, and (potential of an arc's head −
    /// potential of its tail) is what one more unit would cost between them. When infeasible,
    /// [`shortage_bound`] of these is positive, which proves it.
    pub potentials: Vec<i64>,
    /// Σ cost·flow.
    pub cost: i128,
    /// A lower bound on the cost of any valid flow, recomputed from `potentials`; equal to
    /// `cost` when optimal, absent when infeasible.
    pub bound: Option<i128>,
    /// 0 for a valid flow; otherwise the supply that found no way when the solve ended.
    pub shortfall: i64,
    /// Pivots made: the work done.
    pub pivots: u64,
}

impl Network {
    /// A network of `n_nodes` nodes without arcs, all supplies 0.
    #[must_use]
    pub fn new(n_nodes: u32) -> Self {
        Self {
            supply: vec![0; n_nodes as usize],
            tail: Vec::new(),
            head: Vec::new(),
            lower: Vec::new(),
            upper: Vec::new(),
            cost: Vec::new(),
            largest_cost: 0,
            total: 0,
        }
    }

    /// Adds an arc with flow between `lower` and `upper` at `cost` per unit, and gives its
    /// number.
    pub fn add_arc(
        &mut self,
        from: u32,
        to: u32,
        lower: i64,
        upper: i64,
        cost: i64,
    ) -> Result<u32, NetworkError> {
        for node in [from, to] {
            if node as usize >= self.supply.len() {
                return Err(NetworkError::NoSuchNode(node));
            }
        }
        check_bounds(lower, upper)?;
        let total = self.new_total(0, lower)?;
        if !(-MAX_COST..=MAX_COST).contains(&cost) {
            return Err(NetworkError::CostTooLarge);
        }
        let largest_cost = self.largest_cost.max(cost.abs());
        let arc = u32::try_from(self.tail.len()).map_err(|_| NetworkError::NetworkTooLarge)?;
        let potential = (self.supply.len() as i128 + 1) * i128::from(largest_cost);
        if arc >= u32::MAX - 1 || potential > 1 << 60 {
            return Err(NetworkError::NetworkTooLarge);
        }
        self.largest_cost = largest_cost;
        self.total = total;
        self.tail.push(from);
        self.head.push(to);
        self.lower.push(lower);
        self.upper.push(upper);
        self.cost.push(cost);
        Ok(arc)
    }

    /// Adds `amount` to the supply of `node`: positive where flow starts, negative where it
    /// ends.
    pub fn add_supply(&mut self, node: u32, amount: i64) -> Result<(), NetworkError> {
        let place = node as usize;
        let old = *self.supply.get(place).ok_or(NetworkError::NoSuchNode(node))?;
        let sum = old.checked_add(amount).filter(|sum| sum.abs() <= UNBOUNDED);
        let sum = sum.ok_or(NetworkError::AmountTooLarge)?;
        self.total = self.new_total(old, sum)?;
        self.supply[place] = sum;
        Ok(())
    }

    /// Replaces the bounds of an arc, for pins and bans between two solves.
    pub fn set_bounds(&mut self, arc: u32, lower: i64, upper: i64) -> Result<(), NetworkError> {
        check_bounds(lower, upper)?;
        let place = arc as usize;
        let old = *self.lower.get(place).ok_or(NetworkError::NoSuchArc(arc))?;
        self.total = self.new_total(old, lower)?;
        self.lower[place] = lower;
        self.upper[place] = upper;
        Ok(())
    }

    /// The total of amounts once `old` becomes `new`, while it stays within range.
    fn new_total(&self, old: i64, new: i64) -> Result<i64, NetworkError> {
        let total = self.total - old.abs() + new.abs();
        if total <= MAX_TOTAL { Ok(total) } else { Err(NetworkError::AmountTooLarge) }
    }

    /// Number of nodes.
    #[must_use]
    pub fn n_nodes(&self) -> usize {
        self.supply.len()
    }

    /// Number of arcs.
    #[must_use]
    pub fn n_arcs(&self) -> usize {
        self.tail.len()
    }

    /// Supply of each node.
    #[must_use]
    pub fn supplies(&self) -> &[i64] {
        &self.supply
    }

    /// The arc numbered `arc`; `None` when there is no such arc.
    #[must_use]
    pub fn arc(&self, arc: u32) -> Option<Arc> {
        let place = arc as usize;
        (place < self.n_arcs()).then(|| Arc {
            from: self.tail[place],
            to: self.head[place],
            lower: self.lower[place],
            upper: self.upper[place],
            cost: self.cost[place],
        })
    }

    /// The cheapest flow, by a primal network simplex; `pivot_limit` bounds the work.
    ///
    /// ```
    /// use nanduti_optim::{Network, Status, UNBOUNDED, dual_bound};
    ///
    /// // Two workshops (nodes 0, 1: 10 and 5 units) serve one lot (node 2: 12 units); node 3
    /// // takes what stays idle and gives what stays unfilled.
    /// let mut network = Network::new(4);
    /// for (node, supply) in [(0, 10), (1, 5), (2, -12), (3, -3)] {
    ///     network.add_supply(node, supply)?;
    /// }
    /// network.add_arc(0, 2, 0, 12, -7)?;
    /// network.add_arc(1, 2, 0, 12, -9)?;
    /// for (from, to) in [(0, 3), (1, 3), (3, 2)] {
    ///     network.add_arc(from, to, 0, UNBOUNDED, 0)?;
    /// }
    /// let answer = network.solve(u64::MAX);
    /// assert_eq!(answer.status, Status::Optimal);
    /// assert_eq!(answer.flow, [7, 5, 3, 0, 0]);
    /// assert_eq!(-answer.cost, 7 * 7 + 5 * 9);
    /// assert_eq!(dual_bound(&network, &answer.potentials), Some(answer.cost));
    /// # Ok::<(), nanduti_optim::NetworkError>(())
    /// ```
    #[must_use]
    pub fn solve(&self, pivot_limit: u64) -> FlowSolution {
        let total: i128 = self.supply.iter().map(|&supply| i128::from(supply)).sum();
        if total != 0 {
            // With one common potential every arc cancels and the supplies remain.
            let potentials = vec![if total > 0 { -1 } else { 1 }; self.n_nodes()];
            return self.infeasible(potentials, i64::try_from(total.abs()).unwrap_or(i64::MAX), 0);
        }
        let mut tree = simplex::Simplex::new(self, false);
        let finished = tree.run(pivot_limit);
        let shortfall = tree.shortfall();
        let pivots = tree.pivots();
        if finished && shortfall > 0 {
            // The same simplex on shortage alone gives the potentials that prove it.
            let mut proof = simplex::Simplex::new(self, true);
            if proof.run(u64::MAX) {
                return self.infeasible(proof.potentials(), shortfall, pivots + proof.pivots());
            }
        }
        let (flow, potentials) = (tree.flow(), tree.potentials());
        let cost = flow.iter().zip(&self.cost).map(|(&x, &c)| i128::from(x) * i128::from(c)).sum();
        FlowSolution {
            status: if finished { Status::Optimal } else { Status::Limit(Limit::Pivots) },
            bound: dual_bound(self, &potentials),
            flow,
            potentials,
            cost,
            shortfall,
            pivots,
        }
    }

    /// The answer that says no flow exists.
    fn infeasible(&self, potentials: Vec<i64>, shortfall: i64, pivots: u64) -> FlowSolution {
        FlowSolution {
            status: Status::Infeasible,
            flow: self.lower.clone(),
            potentials,
            cost: 0,
            bound: None,
            shortfall,
            pivots,
        }
    }
}

/// One arc of a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Arc {
    /// Node the flow leaves.
    pub from: u32,
    /// Node the flow enters.
    pub to: u32,
    /// Least flow.
    pub lower: i64,
    /// Greatest flow.
    pub upper: i64,
    /// Cost per unit.
    pub cost: i64,
}

/// Faults bounds that cross or are out of range.
fn check_bounds(lower: i64, upper: i64) -> Result<(), NetworkError> {
    if lower > upper {
        Err(NetworkError::CrossedBounds)
    } else if lower < -UNBOUNDED || upper > UNBOUNDED {
        Err(NetworkError::AmountTooLarge)
    } else {
        Ok(())
    }
}
