//! From quantities back to the case: who makes what, what stays unmet, and why.

#[cfg(test)]
mod tests;
mod unmet;

use super::judge::Case;
use super::prices::Priced;
use super::problem::Problem;
use super::screening::{Counts, Quantity};
use nanduti_model::{Assigned, Matching, Minutes, MonthIndex, Outcome, PairOutcome, SolveStatus};
use unmet::lot_outcomes;

/// Pairs up to which every verdict is kept for explanation.
const MAX_KEPT_PAIRS: usize = 200_000;

/// Feasible pairs of a workshop kept for explanation, by value, in a case too large for all.
const EXPLAINED_PAIRS: usize = 5;

/// Value and bound that differ by less than this share are equal.
const EQUAL: f64 = 1e-9;

/// How the answer was found, for the record.
const METHOD: &str = "minute_prices";

/// Puts the answer together.
pub(super) fn matching(
    case: &Case,
    problem: &Problem,
    counts: &[Counts],
    prices: Priced,
    quantities: &[Quantity],
    bound: f64,
) -> Matching {
    let assigned: Vec<Assigned> =
        quantities.iter().map(|quantity| assignment(case, problem, quantity)).collect();
    let lots = lot_outcomes(case, problem, counts, quantities);
    let mut matched = vec![false; case.n_workshops()];
    for quantity in &assigned {
        matched[quantity.workshop] = true;
    }
    let pairs_complete = case.n_workshops() * case.input.lots.len() <= MAX_KEPT_PAIRS;
    let mut lot_prices = prices.lots;
    lot_prices.resize(case.input.lots.len(), 0.0);
    Matching {
        outcome: outcome(value_of(case, &assigned), bound),
        assigned,
        lots,
        pairs: if pairs_complete { all_pairs(case) } else { best_pairs(case, problem) },
        pairs_complete,
        capacity: problem.monthly.iter().map(|&m| vec![Minutes(m); problem.n_months]).collect(),
        lot_prices,
        minute_prices: prices.minutes.rows(),
        matched,
    }
}

fn outcome(value: f64, bound: f64) -> Outcome {
    let status = if bound - value <= EQUAL * bound.abs() {
        SolveStatus::Optimal
    } else {
        SolveStatus::Feasible
    };
    Outcome { status, value, bound: Some(bound.max(value)), method: METHOD.to_owned() }
}

/// Σ points × standard minutes.
fn value_of(case: &Case, assigned: &[Assigned]) -> f64 {
    let worth = |quantity: &Assigned| {
        let points: f64 = quantity.parts.iter().map(|part| part.points()).sum();
        let minutes = i64::from(quantity.pieces) * case.piece_minutes(quantity.lot);
        points * Minutes(minutes).as_f64()
    };
    assigned.iter().map(worth).sum()
}

fn assignment(case: &Case, problem: &Problem, quantity: &Quantity) -> Assigned {
    let pair = &problem.pairs[quantity.pair];
    let (workshop, lot) = (pair.workshop as usize, pair.lot as usize);
    let the_lot = &case.input.lots[lot];
    let months = problem.lots[lot].months.iter().zip(&quantity.minutes);
    Assigned {
        workshop,
        workshop_id: case.input.population.workshops[workshop].id.clone(),
        lot,
        lot_id: the_lot.id.clone(),
        firm: case.firm_id(lot),
        pieces: quantity.pieces as u32,
        months: months
            .filter(|(_, minutes)| **minutes > 0)
            .map(|(month, &minutes)| (MonthIndex(month.month), Minutes(minutes)))
            .collect(),
        parts: case.parts(workshop, lot),
        assumed: case.assumed(workshop, lot),
        negotiate: case.examine(workshop, lot).negotiate,
    }
}

fn all_pairs(case: &Case) -> Vec<PairOutcome> {
    let lots = 0..case.input.lots.len();
    (0..case.n_workshops())
        .flat_map(|workshop| lots.clone().map(move |lot| (workshop, lot)))
        .map(|(workshop, lot)| case.judge(workshop, lot))
        .collect()
}

/// The most valued feasible pairs of each workshop.
fn best_pairs(case: &Case, problem: &Problem) -> Vec<PairOutcome> {
    let mut kept = Vec::new();
    for workshop in 0..case.n_workshops() {
        let mut pairs: Vec<usize> = problem.pairs_of(workshop).collect();
        pairs.sort_by(|&a, &b| {
            problem.pairs[b].value.total_cmp(&problem.pairs[a].value).then(a.cmp(&b))
        });
        pairs.truncate(EXPLAINED_PAIRS);
        pairs.sort_unstable();
        kept.extend(pairs.iter().map(|&p| case.judge(workshop, problem.pairs[p].lot as usize)));
    }
    kept
}
