//! The checker of a matching: it derives capacity, windows, ties and gates from the case again,
//! follows every piece, and bounds the best value from the prices that came with the answer.
//!
//! It shares the wording of gates, value and tie keeping with the solver (`gates`, `value`,
//! `keeping`, themselves tested against figures worked out by hand) and no code that solves.

mod bound;
mod by_hand;
mod facts;
mod quantities;
mod report;
#[cfg(test)]
mod tests;

pub use by_hand::{Quantity, check_quantities};

use crate::{MatchInput, Violation};
use bound::{Judged, judge_lots};
use facts::Facts;
use nanduti_model::{Matching, SolveStatus};

/// Value and bound of a matching, recomputed.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct CheckedMatching {
    /// Σ points × standard minutes of what was assigned.
    pub value: f64,
    /// No assignment of this case is worth more.
    pub bound: f64,
}

/// Relative difference that rounding of sums explains.
const ROUNDING: f64 = 1e-9;

/// Checks a matching against the case. All violations are collected.
pub fn check_matching(
    input: &MatchInput,
    matching: &Matching,
) -> Result<CheckedMatching, Vec<Violation>> {
    let facts = Facts::new(input);
    let mut violations = Vec::new();
    let value = quantities::check(&facts, matching, &mut violations);
    let makers = facts.makers();
    let judged = judge_lots(&facts, &makers, &matching.minute_prices);
    report::check(&facts, &judged, matching, &mut violations);
    if violations.is_empty() {
        quantities::check_ties(&facts, &makers, matching, &mut violations);
    }
    let bound = total(&facts, &judged, &matching.minute_prices);
    check_outcome(matching, value, bound, &mut violations);
    if violations.is_empty() { Ok(CheckedMatching { value, bound }) } else { Err(violations) }
}

/// The bound that prices of workshop minutes prove, over all feasible pairs of the case.
/// Missing or negative prices count as 0.
pub(crate) fn bound_at_prices(input: &MatchInput, prices: &[Vec<f64>]) -> f64 {
    let facts = Facts::new(input);
    let judged = judge_lots(&facts, &facts.makers(), prices);
    total(&facts, &judged, prices)
}

/// What all minutes cost and all lots are worth at most beyond that.
fn total(facts: &Facts, judged: &[Judged], prices: &[Vec<f64>]) -> f64 {
    bound::paid(facts, prices) + judged.iter().map(|lot| lot.bound).sum::<f64>()
}

fn check_outcome(matching: &Matching, value: f64, bound: f64, violations: &mut Vec<Violation>) {
    let outcome = &matching.outcome;
    if (outcome.value - value).abs() > ROUNDING * value.abs() {
        let at = format!("claimed {}, recomputed {value}", outcome.value);
        violations.push(Violation::new("value", at));
    }
    if value > bound + ROUNDING * bound.abs() {
        violations.push(Violation::new("bound", format!("value {value} above bound {bound}")));
    }
    match outcome.bound {
        Some(claimed) if claimed < bound - ROUNDING * bound.abs() => {
            let at = format!("claimed {claimed}, proved {bound}");
            violations.push(Violation::new("bound", at));
        }
        Some(_) => {}
        None => violations.push(Violation::new("bound", "none claimed")),
    }
    let proved = bound - value <= ROUNDING * bound.abs();
    if outcome.status == SolveStatus::Optimal && !proved {
        violations.push(Violation::new("status", format!("optimal claimed at {value} of {bound}")));
    }
    if matches!(outcome.status, SolveStatus::Infeasible(_)) {
        violations.push(Violation::new("status", "assigning nothing is always possible"));
    }
}
