//! Lots to workshops: which pairs are possible and why not, how many pieces each takes, and
//! what stays unmet.
//!
//! The way: every pair is judged ([`judge`]); the feasible ones become numbers ([`problem`]),
//! and what no chain of pairs joins is solved apart ([`components`](mod@components)); a flow and a price search give the prices of workshop minutes ([`flow`], [`prices`]); an
//! assignment is built at these prices and improved lot by lot ([`search`], [`plan`]), after
//! stable ties have their minimum batch ([`ties`]); then reasons are told ([`outcomes`]). The
//! bound is recomputed from the prices by the checker, over all feasible pairs.
//!
//! Possible pairs grow with workshops × lots. Whole products and classes of lots are screened
//! together, and above some ten thousand feasible pairs only the promising ones are kept
//! ([`screening`]); those the prices show to be missing are added in turns. The work on the
//! kept pairs grows with workshops and lots; what is left of the square is a short look at
//! each pair. The gap is what the checker proves, not a promise: well below 1 % on cases
//! shaped like a survey, above it in very large ones, where the search is cut short.

mod capacity;
mod components;
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
use components::{Part, Solved, components, together};
use judge::Case;
use nanduti_model::{Matching, PairOutcome};
use plan::Plan;
use prices::{Priced, search_prices};
use problem::{MinutePrices, Problem};
use rayon::prelude::*;
use screening::{KEEP, Keep, Screening, quantities, screen, with_missed};

/// Evaluations of the bound in one price search at least and at most; between, so many that a
/// search looks at [`PRICE_WORK`] pairs.
const EVALUATIONS: (usize, usize) = (40, 600);

/// See [`EVALUATIONS`].
const PRICE_WORK: usize = 1_500_000;

/// Searches for prices and assignments in turn, at most; fewer where pairs × turns would
/// exceed [`TURN_WORK`].
const MAX_TURNS: usize = 3;

/// See [`MAX_TURNS`].
const TURN_WORK: usize = 10_000;

/// Turns of prices and missing pairs in a narrowed case.
const WIDENINGS: usize = 3;

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
    match_keeping(input, KEEP)
}

/// The same with the pairs that a large case keeps.
fn match_keeping(input: &MatchInput, keep: Keep) -> Matching {
    let case = Case::new(input);
    let Screening { mut problem, counts, complete } = screen(&case, keep);
    let mut start = None;
    if !complete {
        let first = flow::flow_prices(&problem).unwrap_or_else(|| problem.free_minutes());
        let (wider, prices) = with_pairs_worth_it(&case, problem, first, WIDENINGS);
        (problem, start) = (wider, Some(prices));
    }
    let Solved { quantities, value, mut prices } = solve_parts(&problem, start.as_ref());
    if !complete {
        prices = sure_prices(&case, &problem, value, prices);
    }
    let bound = bound_at_prices(input, &prices.minutes.rows());
    outcomes::matching(&case, &problem, &counts, prices, &quantities, bound)
}

/// Every component of the problem solved for itself, from the prices given or from its own flow.
fn solve_parts(problem: &Problem, start: Option<&MinutePrices>) -> Solved {
    let parts = components(problem);
    let solve_part = |part: &Part| {
        let own = &part.problem;
        let start = match start {
            Some(prices) => part.prices(prices),
            None => flow::flow_prices(own).unwrap_or_else(|| own.free_minutes()),
        };
        let (plan, prices) = solve(own, start);
        Solved { quantities: quantities(&plan), value: plan.value(), prices }
    };
    let solved = parts.par_iter().map(solve_part).collect();
    together(problem, &parts, solved)
}

/// A narrowed problem with the pairs that prices show to be missing, found in turns with new
/// prices (column generation), and the last prices.
fn with_pairs_worth_it(
    case: &Case,
    mut problem: Problem,
    mut start: MinutePrices,
    turns: usize,
) -> (Problem, MinutePrices) {
    for _ in 0..turns {
        let target = first_plan(&problem, &start).value();
        let found = search_prices(&problem, start, target, EVALUATIONS.0, CLOSE);
        problem = with_missed(case, problem, &found);
        start = found.minutes;
    }
    (problem, start)
}

/// Prices searched once more with the pairs that the last ones show to be missing: the bound
/// over all pairs needs no plan that uses them.
fn sure_prices(case: &Case, problem: &Problem, value: f64, prices: Priced) -> Priced {
    let wider = with_missed(case, problem.clone(), &prices);
    search_prices(&wider, prices.minutes, value, 2 * EVALUATIONS.0, CLOSE)
}

/// Evaluations of the bound in one price search.
fn evaluations(problem: &Problem) -> usize {
    (PRICE_WORK / problem.pairs.len().max(1)).clamp(EVALUATIONS.0, EVALUATIONS.1)
}

/// The assignment and the prices that certify it: a first assignment at the prices to start
/// from as the aim of the price search, the full search at its prices; where the gap is still
/// worth it, once more.
fn solve(problem: &Problem, start: MinutePrices) -> (Plan<'_>, Priced) {
    let mut plan = first_plan(problem, &start);
    let evaluations = evaluations(problem);
    let mut prices = search_prices(problem, start, plan.value(), evaluations, CLOSE);
    for _ in 0..turns(problem) {
        let found = full_plan(problem, &prices);
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
fn first_plan<'a>(problem: &'a Problem, prices: &MinutePrices) -> Plan<'a> {
    let mut plan = Plan::empty(problem);
    ties::keep_ties(&mut plan, problem, prices);
    search::build(&mut plan, problem, prices);
    plan
}

/// The same, improved, divided again by the flow among the suppliers found; improved once more
/// where the problem is worth several turns.
fn full_plan<'a>(problem: &'a Problem, prices: &Priced) -> Plan<'a> {
    let mut plan = first_plan(problem, &prices.minutes);
    search::improve(&mut plan, problem, prices);
    if let Some(better) = flow::divide_again(problem, &plan, &prices.minutes) {
        plan = better;
        if turns(problem) > 1 {
            search::improve(&mut plan, problem, prices);
        }
    }
    plan
}
