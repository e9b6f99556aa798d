//! Stable ties get their minimum batch before anybody else gets anything.

use super::judge::Case;
use super::plan::Plan;
use super::problem::{MinutePrices, Problem};
use crate::keeping::LotRoom;
use nanduti_model::TieStrength;
use std::collections::BTreeSet;

/// Keeps one lot for each stable tie, those that can make most points first.
pub(super) fn keep_ties(plan: &mut Plan, problem: &Problem, case: &Case, prices: &MinutePrices) {
    let firm_of = |pair: usize| case.input.lots[problem.pairs[pair].lot as usize].firm;
    let points = |pair: usize| {
        let p = &problem.pairs[pair];
        let lot = problem.lot_of(pair);
        lot.per_piece(p.value) * p.most.min(lot.pieces) as f64
    };
    let mut stable: Vec<usize> = (0..problem.pairs.len())
        .filter(|&pair| {
            let p = &problem.pairs[pair];
            case.tie(p.workshop as usize, p.lot as usize) == TieStrength::Stable
        })
        .collect();
    stable.sort_by(|&a, &b| points(b).total_cmp(&points(a)).then(a.cmp(&b)));
    let mut served: BTreeSet<(u32, usize)> = BTreeSet::new();
    let mut tied: Vec<Vec<i64>> = vec![Vec::new(); problem.lots.len()];
    for pair in stable {
        let p = problem.pairs[pair];
        let (lot, firm) = (p.lot as usize, firm_of(pair));
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
