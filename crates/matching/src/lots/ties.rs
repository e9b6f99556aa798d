//! Stable ties get their minimum batch before anybody else gets anything.

use super::plan::Plan;
use super::problem::{MinutePrices, Problem};
use crate::keeping::LotRoom;
use std::collections::BTreeSet;

/// Keeps one lot for each stable tie, those that can make most points first.
pub(super) fn keep_ties(plan: &mut Plan, problem: &Problem, prices: &MinutePrices) {
    let points = |pair: usize| {
        let p = &problem.pairs[pair];
        let lot = problem.lot_of(pair);
        lot.per_piece(p.value) * p.most.min(lot.pieces) as f64
    };
    let tie = |pair: usize| problem.pairs[pair].stable_with.map(|firm| (pair, firm));
    let mut stable: Vec<(usize, u32)> = (0..problem.pairs.len()).filter_map(tie).collect();
    stable.sort_by(|&(a, _), &(b, _)| points(b).total_cmp(&points(a)).then(a.cmp(&b)));
    let mut served: BTreeSet<(u32, u32)> = BTreeSet::new();
    let mut tied: Vec<Vec<i64>> = vec![Vec::new(); problem.lots.len()];
    for (pair, firm) in stable {
        let p = problem.pairs[pair];
        let lot = p.lot as usize;
        if served.contains(&(p.workshop, firm)) {
            continue;
        }
        let size = &problem.lots[lot];
        let room = LotRoom {
            pieces: size.pieces,
            least: size.least,
            suppliers: size.suppliers,
            most: &size.most_first,
        };
        if room.has_room(&tied[lot], p.most) && plan.keep(pair, &prices[p.workshop as usize]) {
            tied[lot].push(p.most);
            served.insert((p.workshop, firm));
        }
    }
}
