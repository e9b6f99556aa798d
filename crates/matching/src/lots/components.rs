//! Independent parts of an assignment: workshops and lots that no chain of feasible pairs joins
//! take nothing from each other. Each part is solved alone, so that the search of a small one
//! is not cut short by a large one, and parts run in parallel; values and bounds add up.

use super::prices::Priced;
use super::problem::{MinutePrices, Pair, Problem};
use super::screening::Quantity;
use petgraph::unionfind::UnionFind;
use std::collections::BTreeMap;

/// A connected component of the graph whose nodes are workshops and lots and whose edges are
/// the feasible pairs; positions inside count from zero.
pub(super) struct Part {
    /// Its own numbers.
    pub problem: Problem,
    /// Position in the whole of each of its workshops, ascending.
    workshops: Vec<usize>,
    /// The same of its lots.
    lots: Vec<usize>,
    /// The same of its pairs.
    pairs: Vec<usize>,
}

/// What was found for one part, or put together for the whole.
pub(super) struct Solved {
    pub quantities: Vec<Quantity>,
    /// Points × standard minutes.
    pub value: f64,
    pub prices: Priced,
}

/// Parts in the order of their first workshop. Workshops and lots without a feasible pair are in
/// none.
pub(super) fn components(problem: &Problem) -> Vec<Part> {
    let n_workshops = problem.monthly.len();
    let mut joined = UnionFind::<usize>::new(n_workshops + problem.lots.len());
    for pair in &problem.pairs {
        joined.union(pair.workshop as usize, n_workshops + pair.lot as usize);
    }
    let mut order: BTreeMap<usize, usize> = BTreeMap::new();
    let mut pairs: Vec<Vec<usize>> = Vec::new();
    for (position, pair) in problem.pairs.iter().enumerate() {
        let part = *order.entry(joined.find(pair.workshop as usize)).or_insert_with(|| {
            pairs.push(Vec::new());
            pairs.len() - 1
        });
        pairs[part].push(position);
    }
    pairs.into_iter().map(|pairs| Part::new(problem, pairs)).collect()
}

impl Part {
    fn new(whole: &Problem, pairs: Vec<usize>) -> Self {
        let positions = |of: fn(&Pair) -> u32| -> Vec<usize> {
            let mut all: Vec<usize> =
                pairs.iter().map(|&pair| of(&whole.pairs[pair]) as usize).collect();
            all.sort_unstable();
            all.dedup();
            all
        };
        let (workshops, lots) = (positions(|pair| pair.workshop), positions(|pair| pair.lot));
        let place = |all: &[usize], at: u32| all.partition_point(|&one| one < at as usize) as u32;
        let own = pairs.iter().map(|&pair| {
            let pair = whole.pairs[pair];
            let (workshop, lot) = (place(&workshops, pair.workshop), place(&lots, pair.lot));
            Pair { workshop, lot, ..pair }
        });
        let problem = Problem::new(
            workshops.iter().map(|&workshop| whole.monthly[workshop]).collect(),
            lots.iter().map(|&lot| whole.lots[lot].clone()).collect(),
            own.collect(),
        );
        Self { problem, workshops, lots, pairs }
    }

    /// The rows of the whole's minute prices that are the part's.
    pub(super) fn prices(&self, whole: &MinutePrices) -> MinutePrices {
        let mut own = self.problem.free_minutes();
        for (at, &workshop) in self.workshops.iter().enumerate() {
            let row = own.row_mut(at);
            row.copy_from_slice(&whole[workshop][..row.len()]);
        }
        own
    }
}

/// The parts put together: quantities in the order of the whole's pairs, prices of zero where no
/// part has a say.
pub(super) fn together(whole: &Problem, parts: &[Part], solved: Vec<Solved>) -> Solved {
    let mut all = Solved {
        quantities: Vec::new(),
        value: 0.0,
        prices: Priced {
            minutes: whole.free_minutes(),
            lots: vec![0.0; whole.lots.len()],
            bound: 0.0,
        },
    };
    for (part, found) in parts.iter().zip(solved) {
        all.value += found.value;
        all.prices.bound += found.prices.bound;
        for (&workshop, at) in part.workshops.iter().zip(0..) {
            let row = &found.prices.minutes[at];
            all.prices.minutes.row_mut(workshop)[..row.len()].copy_from_slice(row);
        }
        for (&lot, price) in part.lots.iter().zip(found.prices.lots) {
            all.prices.lots[lot] = price;
        }
        let quantities = found.quantities.into_iter();
        all.quantities.extend(quantities.map(|q| Quantity { pair: part.pairs[q.pair], ..q }));
    }
    all.quantities.sort_unstable_by_key(|quantity| quantity.pair);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lots::problem::LotSize;
    use crate::lots::window::WindowMonth;

    fn problem(pairs: &[(u32, u32)]) -> Problem {
        let lot = LotSize {
            pieces: 10,
            least: 1,
            suppliers: 9,
            unit: 100,
            months: vec![WindowMonth { month: 0, days: 31, of: 31 }],
            most_first: Vec::new(),
        };
        let pairs = pairs.iter().map(|&(workshop, lot)| Pair {
            workshop,
            lot,
            value: 1.0,
            most: 5,
            stable_with: None,
        });
        Problem::new(vec![1_000; 5], vec![lot; 4], pairs.collect())
    }

    /// Workshops 0 and 3 share lot 1; 1 and 2 hang together by lots 0 and 2; 4 and lot 3 by
    /// nothing. Worked by hand.
    #[test]
    fn parts_are_joined_by_chains_of_pairs() {
        let parts = components(&problem(&[(0, 1), (1, 0), (1, 2), (2, 2), (3, 1)]));
        let found: Vec<_> =
            parts.iter().map(|part| (part.workshops.clone(), part.lots.clone())).collect();
        assert_eq!(found, [(vec![0, 3], vec![1]), (vec![1, 2], vec![0, 2])]);
        assert_eq!(parts[1].pairs, [1, 2, 3]);
        let own: Vec<_> = parts[1].problem.pairs.iter().map(|p| (p.workshop, p.lot)).collect();
        assert_eq!(own, [(0, 0), (0, 1), (1, 1)]);
    }

    #[test]
    fn no_pairs_have_no_parts_and_a_bound_of_zero() {
        let whole = problem(&[]);
        let parts = components(&whole);
        assert!(parts.is_empty());
        assert_eq!(together(&whole, &parts, Vec::new()).prices.bound, 0.0);
    }
}
