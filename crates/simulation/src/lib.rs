//! Portfolios of improvement plans through time, under uncertainty.
//!
//! [`simulate()`] runs the proposed plans beside doing nothing, an equal split, a simple rule, last
//! cohort's practice and any given plans, through the same futures, and says what may come of
//! each: medians and 5–95 % bands, paired differences, and what the gains rest on.
//!
//! What an intervention does is `nanduti_rules`' one effect rule; what changed values are worth
//! is the frozen frame's [`nanduti_model::Rescore`]. This crate adds chance and time.
//!
//! # The model of one future
//! - **Sizes.** Every effect of every intervention has one size per future, drawn so that 5 % of
//!   the futures lie below `low`, half below `expected` and 5 % above `high`
//!   ([`nanduti_stats::Distribution::three_point`]): the median is `expected`, the mean is not
//!   where the range is skewed. Effects of one intervention with the same change, condition and
//!   source are one effect on several indicators and have one size. A workshop responds to all
//!   effects with one factor of mean 1.
//! - **Take-up.** Each intervention has a chance, uniform in `take_up`; each line happens with it.
//!   A line whose prerequisite stands earlier in the plan and did not happen does not happen.
//!   A group goes on with those who take it up.
//! - **Drop-out.** One chance per future, uniform in `drop_out_year`, spread evenly over the
//!   quarters of a year. A workshop that leaves in a quarter keeps what it had finished before;
//!   the line in progress is lost (its temporary effects end) and later ones do not happen.
//! - **Decay.** A reached effect keeps `(1 − fade)^(quarters / 4)` of its change; `fade` is the
//!   effect's own where it states one (above 0), else one number per future in `decay_year`.
//!   Temporary effects end instead of fading.
//! - **Spillover.** Each workshop tied to a planned one gains the share `spillover` (one number
//!   per future) of the associative points the planned one owes to its own plan; a share is not
//!   passed on again.
//! - **Shock.** Each cluster's productivity moves by its own first-order autoregression, the first
//!   quarter included: `z = memory × z before + sd × N(0, 1)`, the same for all its workshops.
//! - Scores stay in 0–100. Probabilities that effects state act at their expected value.
//!
//! Every random number is a function of (seed, purpose, ids, draw, quarter): futures are shared by
//! all portfolios, and another portfolio, workshop, draw or thread changes no number.
//!
//! The axes `associativity` (spillover) and `productivity` (shock) are found by their ids; an
//! instrument without them has neither.

mod alternatives;
mod evidence;
mod future;
mod input;
mod prepare;
mod run;
mod sanity;
mod simulate;
mod summary;
mod world;

pub use input::{Portfolio, SimulationInput};
pub use simulate::simulate;

#[cfg(test)]
mod tests;
