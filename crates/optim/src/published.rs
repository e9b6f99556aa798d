//! Public benchmark instances as plain numbers, for tests and benches: generators that anybody
//! can write again from their description and check by sums.
//!
//! Values come from [`nanduti_stats::rint`]: stream s of seed 1, `/` is the integer floor.

mod portfolio;
mod supply;
#[cfg(test)]
mod tests;

pub use portfolio::{Portfolio, portfolio};
pub use supply::{SupplyInstance, supply};

/// Seed of every published instance.
const SEED: u64 = 1;
