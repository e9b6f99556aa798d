//! All pairs screened, the feasible ones kept; in large cases only the promising ones of each
//! workshop and lot.
//!
//! Workshops are screened block by block: every feasible pair is counted and offered to the
//! lists that keep the best, so that memory grows with workshops and lots and not with their
//! product. What an answer needs of the other pairs is exact: counts by verdict, and for each
//! lot the greatest quantities its workshops could make.

mod greatest;

use super::judge::{Case, Screened};
use super::plan::Plan;
use super::prices::Priced;
use super::problem::{LotSize, Pair, Problem, cheapest};
use crate::gates::{Standing, classes, least_pieces};
use greatest::Greatest;
use rayon::prelude::*;

/// Feasible pairs up to which all are kept.
const MANY_PAIRS: usize = 30_000;

/// How many pairs are kept when there are many.
#[derive(Clone, Copy, Debug)]
pub(super) struct Keep {
    /// Feasible pairs up to which all are kept.
    pub all_up_to: usize,
    /// Of each workshop, by value; and as many others spread evenly over its lots, so that not
    /// all workshops wait for the same ones.
    pub of_workshop: usize,
    /// Of each lot beside those, by value × quantity.
    pub of_lot: usize,
}

/// What a case keeps.
pub(super) const KEEP: Keep = Keep { all_up_to: MANY_PAIRS, of_workshop: 7, of_lot: 20 };

/// Pairs of a workshop added at most when prices show what was missed, by worth; and as many
/// others spread evenly over those worth something.
const MISSED_OF_WORKSHOP: usize = 4;

/// Workshops screened before their pairs are sorted into the lists.
const BLOCK: usize = 512;

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
    /// All feasible pairs are in the problem.
    pub complete: bool,
}

/// A workshop's feasible pairs by lot, and the lots it would have to be verified for.
struct Row {
    pairs: Vec<Pair>,
    verify: Vec<usize>,
}

/// Screens every pair; whole products and classes of lots are passed over together.
pub(super) fn screen(case: &Case, keep: Keep) -> Screening {
    let n_lots = case.input.lots.len();
    let mut lots: Vec<LotSize> = (0..n_lots).map(|lot| lot_size(case, lot)).collect();
    let mut counts = vec![Counts::default(); n_lots];
    let mut all = Some(Vec::new());
    let mut kept: Vec<Pair> = Vec::new();
    let mut of_lot: Vec<Greatest<Pair>> = vec![Greatest::new(keep.of_lot); n_lots];
    let mut most: Vec<Greatest<()>> = lots.iter().map(|lot| Greatest::new(lot.suppliers)).collect();
    scan(case, |row| {
        for &lot in &row.verify {
            counts[lot].verify += 1;
        }
        for pair in &row.pairs {
            let lot = pair.lot as usize;
            counts[lot].feasible += 1;
            most[lot].offer(pair.most as f64, || ());
            of_lot[lot].offer(pair.value * pair.most.min(lots[lot].pieces) as f64, || *pair);
        }
        if let Some(list) = all.as_mut() {
            list.extend_from_slice(&row.pairs);
            if list.len() > keep.all_up_to {
                all = None;
            }
        }
        kept.extend(of_workshop(row.pairs, keep.of_workshop));
    });
    for count in &mut counts {
        count.blocked = case.n_workshops() as u32 - count.feasible - count.verify;
    }
    for (lot, most) in lots.iter_mut().zip(most) {
        lot.most_first = most.into_sorted().into_iter().map(|(most, ())| most as i64).collect();
    }
    let complete = all.is_some();
    let pairs = all.unwrap_or_else(|| {
        kept.extend(of_lot.into_iter().flat_map(Greatest::into_sorted).map(|(_, pair)| pair));
        in_order(kept)
    });
    let monthly = case.offers.iter().map(|offer| offer.monthly.map_or(0, |m| m.0)).collect();
    Screening { problem: Problem::new(monthly, lots, pairs), counts, complete }
}

/// The problem with the pairs that its prices show to be missing: those of each workshop that
/// would be worth most after paying their minutes and pieces.
pub(super) fn with_missed(case: &Case, problem: Problem, prices: &Priced) -> Problem {
    let mut pairs = problem.pairs;
    let lots = problem.lots;
    scan(case, |row| {
        let worth = |pair: &Pair| {
            let lot = pair.lot as usize;
            let own = &prices.minutes[pair.workshop as usize];
            pair.value - cheapest(own, &lots[lot].months) - prices.lots[lot]
        };
        let missed = row.pairs.iter().filter(|pair| worth(pair) > 0.0).copied().collect();
        pairs.extend(best_and_spread(missed, MISSED_OF_WORKSHOP, worth).0);
    });
    Problem::new(problem.monthly, lots, in_order(pairs))
}

/// Pairs by workshop then lot, each once.
fn in_order(mut pairs: Vec<Pair>) -> Vec<Pair> {
    pairs.sort_unstable_by_key(|pair| (pair.workshop, pair.lot));
    pairs.dedup_by_key(|pair| (pair.workshop, pair.lot));
    pairs
}

/// The best pairs of a workshop, others spread over its lots, and those of its stable ties.
fn of_workshop(pairs: Vec<Pair>, n: usize) -> Vec<Pair> {
    let (mut kept, rest) = best_and_spread(pairs, n, |pair| pair.value);
    kept.extend(rest.into_iter().filter(|pair| pair.stable_with.is_some()));
    kept
}

/// Of a workshop's pairs, the `n` best, the lower lot of equals, and `n` others at even distance,
/// beginning at a place of the workshop's own; and the rest.
fn best_and_spread(
    mut pairs: Vec<Pair>,
    n: usize,
    by: impl Fn(&Pair) -> f64,
) -> (Vec<Pair>, Vec<Pair>) {
    if pairs.len() <= 2 * n {
        return (pairs, Vec::new());
    }
    pairs.sort_by(|a, b| by(b).total_cmp(&by(a)).then(a.lot.cmp(&b.lot)));
    let mut others = pairs.split_off(n);
    others.sort_unstable_by_key(|pair| pair.lot);
    let distance = others.len().div_ceil(n.max(1));
    let mut rest = Vec::new();
    for (at, pair) in others.into_iter().enumerate() {
        let is_taken = n > 0 && (at + pair.workshop as usize).is_multiple_of(distance);
        if is_taken {
            pairs.push(pair);
        } else {
            rest.push(pair);
        }
    }
    (pairs, rest)
}

/// Screens the workshops in order, block by block.
fn scan(case: &Case, mut visit: impl FnMut(Row)) {
    let classes = classes(case.input);
    for from in (0..case.n_workshops()).step_by(BLOCK) {
        let rows: Vec<Row> = (from..case.n_workshops().min(from + BLOCK))
            .into_par_iter()
            .map(|workshop| screen_workshop(case, &classes, workshop))
            .collect();
        rows.into_iter().for_each(&mut visit);
    }
}

/// The gates of a product are asked once for all its lots, those of a class once for the class.
fn screen_workshop(case: &Case, classes: &[Vec<usize>], workshop: usize) -> Row {
    let mut row = Row { pairs: Vec::new(), verify: Vec::new() };
    let mut known = None;
    for lots in classes {
        let Some(&first) = lots.first() else { continue };
        let product = case.input.lots[first].product;
        let of_product = match known {
            Some((last, standing)) if last == product => standing,
            _ => case.standing_of_product(workshop, first),
        };
        known = Some((product, of_product));
        if of_product == Standing::Fails {
            continue;
        }
        let before = of_product.max(case.standing_of_class(workshop, first));
        if before == Standing::Fails {
            continue;
        }
        for &lot in lots {
            match case.screen(workshop, lot, before) {
                Screened::Feasible { value, most } => {
                    row.pairs.push(Pair {
                        workshop: workshop as u32,
                        lot: lot as u32,
                        value,
                        most,
                        stable_with: case.stable_with(workshop, lot),
                    });
                }
                Screened::Verify => row.verify.push(lot),
                Screened::Blocked => {}
            }
        }
    }
    row.pairs.sort_unstable_by_key(|pair| pair.lot);
    row
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
        most_first: Vec::new(),
    }
}

/// A quantity of the plan.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Quantity {
    /// Position of the pair.
    pub pair: usize,
    /// Whole pieces, > 0.
    pub pieces: i64,
    /// Hundredths of minutes by place in the lot's window.
    pub minutes: Vec<i64>,
}

/// The quantities of a plan, in the order of its problem's pairs.
pub(super) fn quantities(plan: &Plan) -> Vec<Quantity> {
    let held = (0..plan.pieces.len()).filter(|&pair| plan.pieces[pair] > 0);
    held.map(|pair| Quantity {
        pair,
        pieces: plan.pieces[pair],
        minutes: plan.minutes[pair].clone(),
    })
    .collect()
}
