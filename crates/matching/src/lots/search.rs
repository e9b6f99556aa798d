//! From prices to a good assignment: build it lot by lot at the prices of minutes, then let
//! lots, alone and in pairs, look again among the minutes the others leave; only gains stay.
//!
//! Work goes where the gap is. At given prices, bound − value is a sum over lots (what a lot
//! wants less what it has, both after paying its minutes) and idle minutes at their price: a
//! lot without a share of it has nothing to look for.

use super::plan::Plan;
use super::prices::{Priced, wanted_values};
use super::problem::{MinutePrices, Problem};
use std::collections::BTreeMap;

/// Rounds over all lots at least and at most; between, so many that all make [`ROUND_WORK`]
/// visits to a lot. A round without a gain ends the search.
const ROUNDS: (usize, usize) = (2, 12);

/// See [`ROUNDS`].
const ROUND_WORK: usize = 1_200;

/// Attempts of each kind for one lot in one round, at least and at most; between, so many that
/// all lots together make [`ATTEMPT_WORK`] of them.
const ATTEMPTS: (usize, usize) = (1, 30);

/// See [`ATTEMPTS`].
const ATTEMPT_WORK: usize = 900;

/// Lots that may take over a supplier released by another, at most.
const MAX_RELEASED: usize = 4;

/// Crowded-out workshops a lot claims, at most.
const MAX_CLAIMS: usize = 6;

/// Shares of the gap below this part of the bound, spread over all lots, are left alone; ten
/// times as much where there are many lots.
const NEGLIGIBLE: f64 = 1e-5;

/// Lots that are many: beyond them the nodes of one lot's search get fewer, down to
/// [`FEW_NODES`].
const MANY_LOTS: usize = 30;

/// See [`MANY_LOTS`].
const FEW_NODES: usize = 20;

/// Nodes of one lot's search: fewer where a lot has many candidates, so that the work of a
/// lot does not grow faster than its candidates.
fn node_limit(problem: &Problem, lot: usize) -> usize {
    let most = (200 * MANY_LOTS / problem.lots.len().max(1)).clamp(FEW_NODES, 200);
    (20_000 / problem.by_lot[lot].len().max(1)).clamp(3, most)
}

/// Attempts of each kind for one lot in one round.
fn attempts(problem: &Problem) -> usize {
    (ATTEMPT_WORK / problem.lots.len().max(1)).clamp(ATTEMPTS.0, ATTEMPTS.1)
}

/// Assigns every lot once at the given prices, those with most at stake first.
pub(super) fn build(plan: &mut Plan, problem: &Problem, prices: &MinutePrices) {
    let mut order: Vec<usize> = (0..problem.lots.len()).collect();
    let stake = |lot: usize| problem.lots[lot].pieces * problem.lots[lot].unit;
    order.sort_by_key(|&lot| (std::cmp::Reverse(stake(lot)), lot));
    for &lot in &order {
        plan.assign_lot(lot, prices, node_limit(problem, lot));
    }
}

/// Re-assigns lots alone and with their rivals until nothing gains.
pub(super) fn improve(plan: &mut Plan, problem: &Problem, priced: &Priced) {
    let (free, prices) = (problem.free_minutes(), &priced.minutes);
    let wanted = wanted_values(problem, priced);
    let few_lots = problem.lots.len() <= MANY_LOTS;
    let negligible = if few_lots { NEGLIGIBLE } else { 10.0 * NEGLIGIBLE };
    let rounds = (ROUND_WORK / problem.lots.len().max(1)).clamp(ROUNDS.0, ROUNDS.1);
    let enough = negligible * wanted.iter().sum::<f64>() / wanted.len().max(1) as f64;
    let mut waiting = vec![true; problem.lots.len()];
    for _ in 0..rounds {
        let mut gained = false;
        for lot in 0..problem.lots.len() {
            if !std::mem::take(&mut waiting[lot]) {
                continue;
            }
            if wanted[lot] - plan.worth_after_prices(lot, prices) <= enough {
                continue;
            }
            let limit = node_limit(problem, lot);
            let mut changed = plan.attempt(&[lot], |plan| plan.assign_lot(lot, &free, limit));
            for rival in rivals(plan, problem, lot) {
                if together(plan, problem, prices, &free, lot, rival) {
                    changed = true;
                    wake(plan, problem, rival, &mut waiting);
                }
            }
            for pair in plan.holders(lot).into_iter().take(attempts(problem)) {
                if released(plan, problem, &free, lot, pair) {
                    changed = true;
                }
            }
            for pair in crowded_out(plan, problem, lot) {
                if claimed(plan, problem, &free, lot, pair) {
                    changed = true;
                }
            }
            if changed {
                gained = true;
                wake(plan, problem, lot, &mut waiting);
            }
        }
        if !gained {
            break;
        }
    }
}

/// Lets a changed lot and its rivals look again.
fn wake(plan: &Plan, problem: &Problem, lot: usize, waiting: &mut [bool]) {
    waiting[lot] = true;
    for rival in rivals(plan, problem, lot) {
        waiting[rival] = true;
    }
}

/// Re-assigns two lots together: each goes first once, at prices, then both once more freely.
fn together(
    plan: &mut Plan,
    problem: &Problem,
    prices: &MinutePrices,
    free: &MinutePrices,
    lot: usize,
    rival: usize,
) -> bool {
    let mut gained = false;
    for (first, second, start) in [(lot, rival, prices), (rival, lot, prices), (lot, rival, free)] {
        gained |= plan.attempt(&[lot, rival], |plan| {
            let limit = node_limit(problem, first).min(60);
            plan.clear_unkept(second, start);
            plan.assign_lot(first, start, limit);
            plan.assign_lot(second, free, limit);
            plan.assign_lot(first, free, limit);
        });
    }
    gained
}

/// Takes one supplier from a lot, lets the lots that could use it look first, then the lot again.
fn released(
    plan: &mut Plan,
    problem: &Problem,
    free: &MinutePrices,
    lot: usize,
    pair: usize,
) -> bool {
    let workshop = problem.pairs[pair].workshop as usize;
    let mut lots: Vec<usize> = problem
        .pairs_of(workshop)
        .map(|other| problem.pairs[other].lot as usize)
        .filter(|&other| other != lot)
        .collect();
    lots.truncate(MAX_RELEASED);
    let rivals = lots.clone();
    lots.push(lot);
    plan.attempt(&lots, |plan| {
        let limit = node_limit(problem, lot).min(60);
        plan.assign_without(lot, pair, free, limit);
        for &rival in &rivals {
            plan.assign_lot(rival, free, limit);
        }
        plan.assign_lot(lot, free, limit);
    })
}

/// Pairs of a lot without a part of it whose workshop has less than a minimum batch open because
/// other lots hold its minutes; the most valued ones.
fn crowded_out(plan: &Plan, problem: &Problem, lot: usize) -> Vec<usize> {
    let size = &problem.lots[lot];
    let mut pairs: Vec<usize> = problem.by_lot[lot]
        .iter()
        .copied()
        .filter(|&pair| plan.pieces[pair] == 0)
        .filter(|&pair| plan.open_minutes(pair).iter().sum::<i64>() < size.least * size.unit)
        .collect();
    let value = |pair: usize| problem.pairs[pair].value;
    pairs.sort_by(|&a, &b| value(b).total_cmp(&value(a)).then(a.cmp(&b)));
    pairs.truncate(attempts(problem).min(MAX_CLAIMS));
    pairs
}

/// Gives a crowded-out pair its minimum batch first, then lets the lots that held its workshop
/// look again, then the lot itself.
fn claimed(
    plan: &mut Plan,
    problem: &Problem,
    free: &MinutePrices,
    lot: usize,
    pair: usize,
) -> bool {
    let workshop = problem.pairs[pair].workshop as usize;
    let held: Vec<usize> = problem
        .pairs_of(workshop)
        .filter(|&other| plan.pieces[other] > 0)
        .map(|other| problem.pairs[other].lot as usize)
        .take(MAX_RELEASED)
        .collect();
    let mut lots = held.clone();
    lots.push(lot);
    plan.attempt(&lots, |plan| {
        let limit = node_limit(problem, lot).min(60);
        for &other in &lots {
            plan.clear_unkept(other, free);
        }
        if !plan.keep(pair, &free[workshop]) {
            return;
        }
        for &other in &held {
            plan.assign_lot(other, free, limit);
        }
        plan.assign_lot(lot, free, limit);
        plan.release(pair);
    })
}

/// Lots that hold minutes a lot's candidates could use, those with most such workshops first.
fn rivals(plan: &Plan, problem: &Problem, lot: usize) -> Vec<usize> {
    let mut shared: BTreeMap<usize, u32> = BTreeMap::new();
    for &pair in &problem.by_lot[lot] {
        for other in problem.pairs_of(problem.pairs[pair].workshop as usize) {
            let rival = problem.pairs[other].lot as usize;
            if rival != lot && plan.pieces[other] > 0 {
                *shared.entry(rival).or_insert(0) += 1;
            }
        }
    }
    let mut list: Vec<(usize, u32)> = shared.into_iter().collect();
    list.sort_by_key(|&(rival, n)| (std::cmp::Reverse(n), rival));
    list.truncate(attempts(problem));
    list.into_iter().map(|(rival, _)| rival).collect()
}
