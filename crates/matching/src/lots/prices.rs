//! Prices of workshop minutes, and the bound they prove.
//!
//! With a price u ≥ 0 on every workshop's minute in every month, each lot stands alone
//! ([`super::single_lot`]): Σ minutes × u + Σ bound of each lot is an upper bound on every
//! assignment, supplier limits and minimum batches included (Lagrangian relaxation of the
//! monthly capacities; Geoffrion 1974). A subgradient search with Polyak's step lowers it:
//! minutes wanted beyond what is offered become dearer, idle ones cheaper.

use super::problem::{MinutePrices, PricedCandidate, Problem};
use super::single_lot::{Candidate, SingleLot, root};
use rayon::prelude::*;

/// Prices and what they prove.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Priced {
    /// Minute prices.
    pub minutes: MinutePrices,
    /// Price of a piece of each lot, points per standard minute.
    pub lots: Vec<f64>,
    /// No assignment is worth more, points × standard minutes.
    pub bound: f64,
}

/// What one lot wants at given prices.
struct Wanted {
    bound: f64,
    price: f64,
    /// (workshop, month, hundredths of minutes).
    minutes: Vec<(usize, usize, f64)>,
}

/// Evaluations without progress after which the step is halved.
const PATIENCE: u32 = 15;

/// Step share below which the search ends.
const SMALLEST_STEP: f64 = 0.002;

/// Lowers the bound from `start` in at most `evaluations` steps towards `target`, the value of
/// an assignment in hand; stops when they meet within `close` of the bound.
pub(super) fn search_prices(
    problem: &Problem,
    start: MinutePrices,
    target: f64,
    evaluations: usize,
    close: f64,
) -> Priced {
    let mut current = start;
    let mut best = Priced { minutes: current.clone(), lots: Vec::new(), bound: f64::INFINITY };
    let (mut step, mut failures) = (1.0, 0);
    for _ in 0..evaluations {
        let wanted = all_wanted(problem, &current);
        let bound = offered_value(problem, &current) + wanted.iter().map(|w| w.bound).sum::<f64>();
        if bound < best.bound {
            failures =
                if bound < best.bound - close * 0.1 * bound.abs() { 0 } else { failures + 1 };
            let lots = wanted.iter().map(|w| w.price).collect();
            best = Priced { minutes: current.clone(), lots, bound };
        } else {
            failures += 1;
        }
        if best.bound - target <= close * best.bound.abs() || step < SMALLEST_STEP {
            break;
        }
        if failures >= PATIENCE {
            (step, failures) = (step * 0.5, 0);
            current.clone_from(&best.minutes);
        }
        if !advance(problem, &mut current, &wanted, step * (bound - target)) {
            break;
        }
    }
    best
}

/// Moves the prices along the excess of wanted over offered minutes; `false` when nothing is
/// out of balance, so that the bound is reached.
fn advance(problem: &Problem, prices: &mut MinutePrices, wanted: &[Wanted], reach: f64) -> bool {
    let mut excess: Vec<Vec<f64>> =
        problem.monthly.iter().map(|&m| vec![-(m as f64) / 100.0; problem.n_months]).collect();
    for (workshop, month, minutes) in wanted.iter().flat_map(|w| &w.minutes) {
        excess[*workshop][*month] += minutes / 100.0;
    }
    let mut size = 0.0;
    for (excess, prices) in excess.iter_mut().flatten().zip(prices.iter().flatten()) {
        if *excess < 0.0 && *prices <= 0.0 {
            *excess = 0.0;
        }
        size += *excess * *excess;
    }
    if size <= 0.0 {
        return false;
    }
    let step = reach.max(0.0) / size;
    for (price, excess) in prices.iter_mut().flatten().zip(excess.iter().flatten()) {
        *price = (*price + step * excess).max(0.0);
    }
    true
}

/// Σ minutes offered × their price.
fn offered_value(problem: &Problem, prices: &MinutePrices) -> f64 {
    let worth =
        |(minutes, prices): (&i64, &Vec<f64>)| *minutes as f64 / 100.0 * prices.iter().sum::<f64>();
    problem.monthly.iter().zip(prices).map(worth).sum()
}

fn all_wanted(problem: &Problem, prices: &MinutePrices) -> Vec<Wanted> {
    (0..problem.lots.len()).into_par_iter().map(|lot| wanted(problem, prices, lot)).collect()
}

/// What each lot would be worth at most after paying its minutes at the given prices, points ×
/// standard minutes.
pub(super) fn wanted_values(problem: &Problem, prices: &MinutePrices) -> Vec<f64> {
    all_wanted(problem, prices).into_iter().map(|wanted| wanted.bound).collect()
}

/// Candidates of a lot at given prices, all their minutes open.
fn candidates(problem: &Problem, prices: &MinutePrices, lot: usize) -> Vec<PricedCandidate> {
    let priced = |&pair: &usize| {
        let workshop = problem.pairs[pair].workshop as usize;
        problem.priced(pair, &prices[workshop], &problem.window_minutes(pair))
    };
    problem.by_lot[lot].iter().map(priced).collect()
}

fn wanted(problem: &Problem, prices: &MinutePrices, lot: usize) -> Wanted {
    let priced = candidates(problem, prices, lot);
    let size = &problem.lots[lot];
    let list: Vec<Candidate> = priced.iter().map(|p| p.candidate.clone()).collect();
    let single =
        SingleLot { candidates: &list, pieces: size.pieces as f64, suppliers: size.suppliers };
    let relaxed = root(&single);
    let mut minutes = Vec::new();
    for (taken, share) in [(&relaxed.within, relaxed.share), (&relaxed.beyond, 1.0 - relaxed.share)]
    {
        for &(candidate, pieces) in taken {
            let workshop = problem.pairs[problem.by_lot[lot][candidate]].workshop as usize;
            for (place, pieces) in spread(&priced[candidate], pieces) {
                let month = usize::from(size.months[place].month);
                minutes.push((workshop, month, share * pieces * size.unit as f64));
            }
        }
    }
    Wanted { bound: relaxed.bound, price: price_per_minute(relaxed.price, size.unit), minutes }
}

fn price_per_minute(per_piece: f64, unit: i64) -> f64 {
    per_piece * 100.0 / unit.max(1) as f64
}

/// Pieces by place in the window: dearest margins first, equal ones in proportion.
fn spread(priced: &PricedCandidate, pieces: f64) -> Vec<(usize, f64)> {
    let segments = &priced.candidate.segments;
    let mut left = pieces;
    let mut out = Vec::with_capacity(segments.len());
    let mut from = 0;
    while from < segments.len() && left > 0.0 {
        let equal = segments[from..].iter().take_while(|s| s.0 == segments[from].0).count();
        let length: f64 = segments[from..from + equal].iter().map(|s| s.1).sum();
        let share = if length > 0.0 { (left / length).min(1.0) } else { 0.0 };
        for (at, segment) in segments.iter().enumerate().skip(from).take(equal) {
            out.push((priced.places[at], segment.1 * share));
        }
        left -= length * share;
        from += equal;
    }
    out
}
