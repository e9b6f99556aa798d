//! All pairs screened, the feasible ones kept; in large cases narrowed to the promising ones.

use super::judge::{Case, Screened};
use super::plan::Plan;
use super::problem::{LotSize, Pair, Problem};
use crate::gates::least_pieces;
use rayon::prelude::*;

/// Pairs beyond which the search works on the most promising ones of each workshop and lot.
const MANY_PAIRS: usize = 400_000;

/// Pairs kept of each workshop, by value, when there are many.
const BEST_OF_WORKSHOP: usize = 40;

/// Pairs kept of each lot beside those, by value × quantity, when there are many.
const BEST_OF_LOT: usize = 60;

/// Workshops of a lot by verdict.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(super) struct Counts {
    pub feasible: u32,
    pub verify: u32,
    pub blocked: u32,
}

/// What screening found.
pub(super) struct Screening {
    pub problem: Problem,
    /// One per lot.
    pub counts: Vec<Counts>,
}

/// Screens every pair. Lots of products a workshop does not make are passed over by product.
pub(super) fn screen(case: &Case) -> Screening {
    let lots_of_product = lots_by_product(case);
    let rows: Vec<(Vec<Pair>, Vec<usize>)> = (0..case.n_workshops())
        .into_par_iter()
        .map(|workshop| screen_workshop(case, &lots_of_product, workshop))
        .collect();
    let n_lots = case.input.lots.len();
    let mut counts = vec![Counts::default(); n_lots];
    let mut by_lot = vec![Vec::new(); n_lots];
    let mut pairs = Vec::with_capacity(rows.iter().map(|row| row.0.len()).sum());
    for (feasible, verify) in rows {
        for lot in verify {
            counts[lot].verify += 1;
        }
        for pair in feasible {
            counts[pair.lot as usize].feasible += 1;
            by_lot[pair.lot as usize].push(pairs.len());
            pairs.push(pair);
        }
    }
    for count in &mut counts {
        count.blocked = case.n_workshops() as u32 - count.feasible - count.verify;
    }
    let lots: Vec<LotSize> = (0..n_lots).map(|lot| lot_size(case, lot)).collect();
    let last = lots.iter().flat_map(|lot| &lot.months).map(|m| usize::from(m.month) + 1).max();
    let monthly = case.offers.iter().map(|offer| offer.monthly.map_or(0, |m| m.0)).collect();
    let problem = Problem { n_months: last.unwrap_or(0), monthly, lots, pairs, by_lot };
    Screening { problem, counts }
}

fn lots_by_product(case: &Case) -> Vec<Vec<usize>> {
    let mut lots = vec![Vec::new(); case.input.products.len()];
    for (position, lot) in case.input.lots.iter().enumerate() {
        if let Some(list) = lots.get_mut(lot.product) {
            list.push(position);
        }
    }
    lots
}

/// A workshop's feasible pairs by lot, and the lots it would have to be verified for.
fn screen_workshop(
    case: &Case,
    lots_of_product: &[Vec<usize>],
    workshop: usize,
) -> (Vec<Pair>, Vec<usize>) {
    let (mut pairs, mut verify) = (Vec::new(), Vec::new());
    for lots in lots_of_product {
        let makes = lots.first().map(|&lot| case.makes(workshop, lot));
        if makes.is_none() || makes == Some(Some(false)) {
            continue;
        }
        for &lot in lots {
            match case.screen(workshop, lot) {
                Screened::Feasible(value) => pairs.push(Pair {
                    workshop: workshop as u32,
                    lot: lot as u32,
                    value,
                    most: case.most_pieces(workshop, lot).unwrap_or(0),
                }),
                Screened::Verify => verify.push(lot),
                Screened::Blocked => {}
            }
        }
    }
    pairs.sort_unstable_by_key(|pair| pair.lot);
    (pairs, verify)
}

fn lot_size(case: &Case, lot: usize) -> LotSize {
    let the_lot = &case.input.lots[lot];
    let least = i64::from(least_pieces(the_lot));
    let pieces = i64::from(the_lot.pieces);
    let limit = the_lot.max_suppliers.map_or(usize::MAX, |limit| limit as usize);
    LotSize {
        pieces,
        least,
        suppliers: limit.min((pieces / least) as usize),
        unit: case.piece_minutes(lot),
        months: case.windows[lot].clone(),
    }
}

/// The problem without the pairs that are neither among the best of their workshop nor of
/// their lot; the same problem where there are few. Its optimum may be lower; the bound never
/// rests on it.
pub(super) fn narrow(problem: &Problem) -> Problem {
    if problem.pairs.len() <= MANY_PAIRS {
        return problem.clone();
    }
    narrow_to(problem, BEST_OF_WORKSHOP, BEST_OF_LOT)
}

/// The best pairs of each workshop by value, and of each lot by value × quantity.
pub(super) fn narrow_to(problem: &Problem, of_workshop: usize, of_lot: usize) -> Problem {
    let mut keep = vec![false; problem.pairs.len()];
    let value = |pair: usize| problem.pairs[pair].value;
    let amount = |pair: usize| {
        let p = &problem.pairs[pair];
        p.value * p.most.min(problem.lot_of(pair).pieces) as f64
    };
    for workshop in 0..problem.monthly.len() {
        mark(&mut keep, problem.pairs_of(workshop).collect(), value, of_workshop);
    }
    for pairs in &problem.by_lot {
        mark(&mut keep, pairs.clone(), amount, of_lot);
    }
    let kept: Vec<Pair> =
        problem.pairs.iter().zip(&keep).filter(|(_, keep)| **keep).map(|(pair, _)| *pair).collect();
    let mut by_lot = vec![Vec::new(); problem.lots.len()];
    for (position, pair) in kept.iter().enumerate() {
        by_lot[pair.lot as usize].push(position);
    }
    Problem { pairs: kept, by_lot, ..problem.clone() }
}

/// Marks the `n` greatest of a list, the lower position of equals.
fn mark(keep: &mut [bool], mut list: Vec<usize>, by: impl Fn(usize) -> f64, n: usize) {
    list.sort_by(|&a, &b| by(b).total_cmp(&by(a)).then(a.cmp(&b)));
    for pair in list.into_iter().take(n) {
        keep[pair] = true;
    }
}

/// A quantity of the plan with its pair's position in the whole problem.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Quantity {
    /// Position of the pair.
    pub pair: usize,
    /// Whole pieces, > 0.
    pub pieces: i64,
    /// Hundredths of minutes by place in the lot's window.
    pub minutes: Vec<i64>,
}

/// The quantities of a plan of the narrowed problem, as pairs of the whole one.
pub(super) fn widen(problem: &Problem, narrow: &Problem, plan: &Plan) -> Vec<Quantity> {
    let held = (0..narrow.pairs.len()).filter(|&pair| plan.pieces[pair] > 0);
    held.map(|pair| {
        let key = |pair: &Pair| (pair.workshop, pair.lot);
        let wanted = key(&narrow.pairs[pair]);
        let position = problem.pairs.partition_point(|other| key(other) < wanted);
        Quantity { pair: position, pieces: plan.pieces[pair], minutes: plan.minutes[pair].clone() }
    })
    .collect()
}
