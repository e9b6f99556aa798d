//! Lots to workshops: which pairs are possible and why not, how many pieces each takes, and
//! what stays unmet.
//!
//! The way: every pair is judged ([`judge`]); the feasible ones become numbers ([`problem`]);
//! a flow and a price search give the prices of workshop minutes ([`flow`], [`prices`]); an
//! assignment is built at these prices and improved lot by lot ([`search`], [`plan`]), after
//! stable ties have their minimum batch ([`ties`]); then reasons are told ([`outcomes`]). The
//! bound is recomputed from the prices by the checker, over all feasible pairs.
//!
//! Work grows with workshops × lots, so faster than the case: ten times both is about a hundred
//! times the work at first, some twenty times further up, where pairs are narrowed and the
//! search is cut short. The gap is what the checker proves, not a promise: well below 1 % on
//! cases shaped like a survey, above it where few suppliers and large minimum batches are
//! enforced on lots with few candidates.

mod capacity;
mod flow;
mod judge;
mod outcomes;
mod plan;
mod prices;
mod problem;
mod screening;
mod search;
mod single_lot;
#[cfg(test)]
mod tests;
mod ties;
mod window;

use crate::MatchInput;
use crate::check_lots::bound_at_prices;
use judge::Case;
use nanduti_model::{Matching, PairOutcome};
use plan::Plan;
use prices::{Priced, search_prices};
use problem::{MinutePrices, Problem};
use screening::{Screening, narrow, screen, widen};

/// Evaluations of the bound in one price search at most and at least; between, so many that a
/// search looks at [`PRICE_WORK`] pairs.
const EVALUATIONS: (usize, usize) = (40, 600);

/// See [`EVALUATIONS`].
const PRICE_WORK: usize = 6_000_000;

/// Searches for prices and assignments in turn, at most; fewer where pairs × turns would
/// exceed [`TURN_WORK`].
const MAX_TURNS: usize = 3;

/// See [`MAX_TURNS`].
const TURN_WORK: usize = 100_000;

/// Share of the bound below which looking further is not worth the work: a fiftieth of the gap
/// that a matching must prove.
const CLOSE: f64 = 0.0002;

/// The verdict on one pair, with every gate it fails and by how much: the smallest changes
/// that would open it. To look at many pairs read [`Matching::pairs`].
///
/// `None` for a position beyond the case.
pub fn judge_pair(input: &MatchInput, workshop: usize, lot: usize) -> Option<PairOutcome> {
    let exists = workshop < input.population.workshops.len() && lot < input.lots.len();
    exists.then(|| Case::new(input).judge(workshop, lot))
}

/// Assigns lots to workshops so that value × standard minutes is greatest, proves how far from
/// the best that may be, and tells what stays unmet and why. "No lead firm" is a valid answer.
pub fn match_lots(input: &MatchInput) -> Matching {
    let case = Case::new(input);
    let Screening { problem, counts } = screen(&case);
    let narrowed = narrow(&problem);
    let (plan, prices) = solve(&case, &narrowed);
    let quantities = widen(&problem, &narrowed, &plan);
    let bound = bound_at_prices(input, &prices.minutes);
    outcomes::matching(&case, &problem, &counts, prices, &quantities, bound)
}

/// The assignment and the prices that certify it: prices from the flow, a first assignment at
/// them as the aim of the price search, the full search at its prices; where the gap is still
/// worth it, once more.
fn solve<'a>(case: &Case, problem: &'a Problem) -> (Plan<'a>, Priced) {
    let start = flow::flow_prices(problem).unwrap_or_else(|| problem.free_minutes());
    let mut plan = first_plan(case, problem, &start);
    let evaluations = (PRICE_WORK / problem.pairs.len().max(1)).clamp(EVALUATIONS.0, EVALUATIONS.1);
    let mut prices = search_prices(problem, start, plan.value(), evaluations, CLOSE);
    for _ in 0..turns(problem) {
        let found = full_plan(case, problem, &prices.minutes);
        if found.value() > plan.value() {
            plan = found;
        }
        if prices.bound - plan.value() <= CLOSE * prices.bound.abs() {
            break;
        }
        let minutes = prices.minutes.clone();
        let next = search_prices(problem, minutes, plan.value(), evaluations, CLOSE);
        let lowered = prices.bound - next.bound;
        prices = next;
        if lowered <= CLOSE * prices.bound.abs() {
            break;
        }
    }
    (plan, prices)
}

/// Searches in turn that a problem is worth.
fn turns(problem: &Problem) -> usize {
    (TURN_WORK / problem.pairs.len().max(1)).clamp(1, MAX_TURNS)
}

/// Stable ties kept, then every lot assigned once at the given prices.
fn first_plan<'a>(case: &Case, problem: &'a Problem, prices: &MinutePrices) -> Plan<'a> {
    let mut plan = Plan::empty(problem);
    ties::keep_ties(&mut plan, problem, case, prices);
    search::build(&mut plan, problem, prices);
    plan
}

/// The same, improved, divided again by the flow among the suppliers found; improved once more
/// where the problem is worth several turns.
fn full_plan<'a>(case: &Case, problem: &'a Problem, prices: &MinutePrices) -> Plan<'a> {
    let mut plan = first_plan(case, problem, prices);
    search::improve(&mut plan, problem, prices);
    if let Some(better) = flow::divide_again(problem, &plan, prices) {
        plan = better;
        if turns(problem) > 1 {
            search::improve(&mut plan, problem, prices);
        }
    }
    plan
}
