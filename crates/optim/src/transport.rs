//! The transportation problem: sources with capacity, sinks with demand, a value per unit on the
//! pairs that may be used; the greatest total value, exactly, with integer prices.
//!
//! Maximise Σ value·flow over whole flows ≥ 0 with at most its capacity out of every source and
//! at most its demand into every sink. Nothing has to be used or filled: idle is worth 0, so a
//! pair of negative value is never used.
//!
//! Prices are guessed first ([`prices`]), a full assignment is built at them ([`crash`]), and a
//! primal network simplex makes it exact ([`tree`]). A source is a leaf of the basis tree unless
//! it serves several sinks, so the tree is kept over sinks alone: it is as large as their number,
//! however many sources there are. For networks of any shape use [`crate::Network`].
//!
//! ```
//! use nanduti_optim::{Status, Transport};
//! // Two workshops of 5 and 3 units, lots of 4 and 9; the second workshop knows one lot.
//! let problem = Transport::new(
//!     vec![5, 3],
//!     vec![4, 9],
//!     vec![0, 2, 3],
//!     vec![0, 1, 0],
//!     vec![10, 7, 9],
//! )?;
//! let answer = problem.solve(u64::MAX);
//! assert_eq!(answer.status, Status::Optimal);
//! // By hand: 3 of the second go to lot 0, so does 1 of the first; 4 go to lot 1.
//! assert_eq!(answer.flow, [1, 4, 3]);
//! assert_eq!((answer.value, answer.bound), (65, 65));
//! assert_eq!(answer.sink_prices, [3, 0]);
//! # Ok::<(), nanduti_optim::TransportError>(())
//! ```

mod batches;
mod certificate;
mod crash;
mod prices;
#[cfg(test)]
mod tests;
mod tree;

pub use batches::{BatchOptions, BatchRules, BatchSolution, BatchViolation, check_batches};
pub use certificate::{TransportViolation, check_transport, transport_bound};

use crate::status::{Limit, Status};
use tree::{Ended, Tree};

/// Largest size of a value.
const MAX_VALUE: i64 = 1 << 40;
/// Largest size of all capacities and of all demands together.
const MAX_TOTAL: i64 = 1 << 60;
/// Largest number of sinks × largest value: prices stay below twice that.
const MAX_PRICE: i128 = 1 << 58;

/// Why a problem is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TransportError {
    /// The row starts are not one more than the sources, not ascending from 0, or do not end at
    /// the number of pairs; or pairs and values differ in number.
    Shape,
    /// A pair names a sink that does not exist.
    NoSuchSink(u32),
    /// A capacity or demand is below zero.
    NegativeAmount,
    /// All capacities or all demands together are beyond 2^60.
    AmountTooLarge,
    /// A value is beyond ±2^40.
    ValueTooLarge,
    /// 2^32 − 1 or more sources, sinks or pairs, or sinks × largest value beyond 2^58.
    TooLarge,
}

impl std::fmt::Display for TransportError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Shape => formatter.write_str("rows, pairs and values do not fit together"),
            Self::NoSuchSink(sink) => write!(formatter, "sink {sink} does not exist"),
            Self::NegativeAmount => formatter.write_str("an amount is below zero"),
            Self::AmountTooLarge => formatter.write_str("amounts together are beyond 2^60"),
            Self::ValueTooLarge => formatter.write_str("a value is beyond 2^40"),
            Self::TooLarge => formatter.write_str("the problem is too large"),
        }
    }
}

impl std::error::Error for TransportError {}

/// A transportation problem in row form: the pairs of source s are `starts[s]..starts[s + 1]`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transport {
    capacity: Vec<i64>,
    demand: Vec<i64>,
    starts: Vec<u32>,
    sinks: Vec<u32>,
    values: Vec<i64>,
}

/// An answer of [`Transport::solve`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TransportSolution {
    /// `Optimal` or `Limit(Pivots)`; there is always a valid flow.
    pub status: Status,
    /// Whole units of each pair.
    pub flow: Vec<i64>,
    /// Σ value·flow.
    pub value: i128,
    /// No flow is worth more: recomputed from the sink prices over all pairs; equal to `value`
    /// when optimal.
    pub bound: i128,
    /// What one more unit of capacity of each source would be worth, ≥ 0.
    pub source_prices: Vec<i64>,
    /// What one more unit of demand of each sink would be worth, ≥ 0: the certificate.
    pub sink_prices: Vec<i64>,
    /// Pivots made: the work done.
    pub pivots: u64,
}

impl Transport {
    /// A problem of these parts: capacity by source, demand by sink, where each source's pairs
    /// start (one entry more than sources), and sink and value of every pair. A pair given twice
    /// is legal: the better one counts.
    pub fn new(
        capacity: Vec<i64>,
        demand: Vec<i64>,
        starts: Vec<u32>,
        sinks: Vec<u32>,
        values: Vec<i64>,
    ) -> Result<Self, TransportError> {
        let most = u32::MAX as usize;
        if capacity.len() >= most || demand.len() >= most || sinks.len() >= most {
            return Err(TransportError::TooLarge);
        }
        let fits = starts.len() == capacity.len() + 1
            && starts.first() == Some(&0)
            && starts.is_sorted()
            && starts.last().is_some_and(|&end| end as usize == sinks.len())
            && sinks.len() == values.len();
        if !fits {
            return Err(TransportError::Shape);
        }
        if let Some(&sink) = sinks.iter().find(|&&sink| sink as usize >= demand.len()) {
            return Err(TransportError::NoSuchSink(sink));
        }
        for amounts in [&capacity, &demand] {
            if amounts.iter().any(|&amount| amount < 0) {
                return Err(TransportError::NegativeAmount);
            }
            let total: i128 = amounts.iter().map(|&amount| i128::from(amount)).sum();
            if total > i128::from(MAX_TOTAL) {
                return Err(TransportError::AmountTooLarge);
            }
        }
        let largest = values.iter().map(|value| value.unsigned_abs()).max().unwrap_or(0);
        if largest > MAX_VALUE as u64 {
            return Err(TransportError::ValueTooLarge);
        }
        if (demand.len() as i128 + 1) * i128::from(largest) > MAX_PRICE {
            return Err(TransportError::TooLarge);
        }
        Ok(Self { capacity, demand, starts, sinks, values })
    }

    /// Number of pairs.
    #[must_use]
    pub fn n_pairs(&self) -> usize {
        self.sinks.len()
    }

    /// The best flow, its prices and the bound they prove; after `max_pivots` the flow in hand,
    /// which is valid, with the bound of the prices in hand.
    ///
    /// Primal network simplex (Dantzig 1951) on strongly feasible trees (Cunningham 1976), which
    /// cannot cycle. Assignment problems of unit capacities and demands are its weak side: most
    /// of their pivots are degenerate.
    #[must_use]
    pub fn solve(&self, max_pivots: u64) -> TransportSolution {
        let guess = prices::approximate(self);
        self.finish(&guess, max_pivots)
    }

    /// The same from the sink prices of a similar problem, such as the last answer's; prices
    /// that are missing count as 0. Good prices save work, bad ones cost some.
    #[must_use]
    pub fn solve_from(&self, sink_prices: &[i64], max_pivots: u64) -> TransportSolution {
        let price =
            |sink| sink_prices.get(sink).map_or(0, |price: &i64| (*price).clamp(0, MAX_VALUE));
        let guess: Vec<i64> = (0..self.demand.len()).map(price).collect();
        self.finish(&guess, max_pivots)
    }

    fn finish(&self, guess: &[i64], max_pivots: u64) -> TransportSolution {
        let mut tree = Tree::new(self, guess);
        let ended = tree.improve(prices::scale(&self.values), max_pivots);
        let sink_prices = tree.sink_prices();
        let (bound, source_prices) = certificate::dual(self, &sink_prices);
        let flow = tree.flow();
        let worth = |(&flow, &value): (&i64, &i64)| i128::from(flow) * i128::from(value);
        let value = flow.iter().zip(&self.values).map(worth).sum();
        let status = match ended {
            Ended::Optimal => Status::Optimal,
            Ended::Limit if value == bound => Status::Optimal,
            Ended::Limit => Status::Limit(Limit::Pivots),
        };
        TransportSolution {
            status,
            flow,
            value,
            bound,
            source_prices,
            sink_prices,
            pivots: tree.pivots(),
        }
    }

    /// The best flow from prices near it, and its sink prices; `scale` is a typical difference of
    /// values.
    fn solve_quickly(&self, prices: &[i64], scale: i64) -> (Vec<i64>, Vec<i64>) {
        let mut tree = Tree::new(self, prices);
        tree.improve(scale, u64::MAX);
        (tree.flow(), tree.open_prices())
    }

    /// Positions of a source's pairs.
    fn row(&self, source: usize) -> std::ops::Range<usize> {
        self.starts[source] as usize..self.starts[source + 1] as usize
    }
}
