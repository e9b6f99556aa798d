//! The assignment as plain numbers: monthly minutes, lots, and the feasible pairs between them.

use super::single_lot::Candidate;
use super::window::WindowMonth;
use std::ops::Index;

/// A feasible pair.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Pair {
    /// Position of the workshop.
    pub workshop: u32,
    /// Position of the lot.
    pub lot: u32,
    /// Points per standard minute, ≥ 0.
    pub value: f64,
    /// Whole pieces the workshop could make in the window if it took nothing else.
    pub most: i64,
    /// Position of the lot's firm where the workshop has a stable tie with it.
    pub stable_with: Option<u32>,
}

/// What a lot asks for.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct LotSize {
    /// Pieces.
    pub pieces: i64,
    /// Fewest pieces one workshop may take, ≥ 1.
    pub least: i64,
    /// Most workshops that can share it, minimum batches considered.
    pub suppliers: usize,
    /// Standard minutes of a piece, hundredths, > 0 where the lot has pairs.
    pub unit: i64,
    /// Months of its window.
    pub months: Vec<WindowMonth>,
    /// What its feasible workshops could make at most, of the whole case, greatest first: as
    /// many of them as can share it.
    pub most_first: Vec<i64>,
}

impl LotSize {
    /// Points of one piece at `value` points per standard minute.
    pub(super) fn per_piece(&self, value: f64) -> f64 {
        value * self.unit as f64 / 100.0
    }
}

/// All of it.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Problem {
    /// Months that any window touches: 0 to this, exclusive.
    pub n_months: usize,
    /// Standard minutes each workshop offers in any month, hundredths.
    pub monthly: Vec<i64>,
    /// Lots.
    pub lots: Vec<LotSize>,
    /// Feasible pairs, by workshop then lot.
    pub pairs: Vec<Pair>,
    /// Positions in `pairs` of each lot's pairs, ascending.
    pub by_lot: Vec<Vec<usize>>,
    /// The same with what the price search reads of them.
    pub suppliers: Vec<Vec<Supplier>>,
    /// Position in `pairs` where each workshop's begin, and their number at the end.
    starts: Vec<usize>,
}

/// Minute prices by workshop and month, points per standard minute, ≥ 0.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct MinutePrices {
    n_months: usize,
    /// Month by month of each workshop in turn.
    pub all: Vec<f64>,
}

impl MinutePrices {
    /// Rows of workshops, as an answer tells them.
    pub(super) fn rows(&self) -> Vec<Vec<f64>> {
        let n = self.all.len().checked_div(self.n_months).unwrap_or(0);
        (0..n).map(|workshop| self[workshop].to_vec()).collect()
    }

    /// Prices of a workshop's months.
    pub(super) fn row_mut(&mut self, workshop: usize) -> &mut [f64] {
        &mut self.all[workshop * self.n_months..(workshop + 1) * self.n_months]
    }
}

impl Index<usize> for MinutePrices {
    type Output = [f64];

    /// Prices of a workshop's months.
    fn index(&self, workshop: usize) -> &[f64] {
        &self.all[workshop * self.n_months..(workshop + 1) * self.n_months]
    }
}

/// A pair as its lot sees it: kept beside the pairs in the order of the lot.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Supplier {
    /// Position of the pair.
    pub pair: usize,
    /// Position of the workshop.
    pub workshop: usize,
    /// Points per standard minute.
    pub value: f64,
}

/// A pair as a candidate of its lot, with the place in the window of each segment's month.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct PricedCandidate {
    pub candidate: Candidate,
    /// Place in the lot's window of each segment.
    pub places: Vec<usize>,
}

/// The least of a workshop's prices over a window; infinite where it has no months.
pub(super) fn cheapest(prices: &[f64], months: &[WindowMonth]) -> f64 {
    months.iter().map(|month| prices[usize::from(month.month)]).fold(f64::INFINITY, f64::min)
}

impl Problem {
    pub(super) fn lot_of(&self, pair: usize) -> &LotSize {
        &self.lots[self.pairs[pair].lot as usize]
    }

    /// A problem of these parts; `pairs` by workshop then lot.
    pub(super) fn new(monthly: Vec<i64>, lots: Vec<LotSize>, pairs: Vec<Pair>) -> Self {
        let last = lots.iter().flat_map(|lot| &lot.months).map(|m| usize::from(m.month) + 1).max();
        let n_months = last.unwrap_or(0);
        let mut by_lot = vec![Vec::new(); lots.len()];
        let mut suppliers = vec![Vec::new(); lots.len()];
        let mut starts = vec![0; monthly.len() + 1];
        for (position, pair) in pairs.iter().enumerate() {
            let workshop = pair.workshop as usize;
            by_lot[pair.lot as usize].push(position);
            suppliers[pair.lot as usize].push(Supplier {
                pair: position,
                workshop,
                value: pair.value,
            });
            starts[pair.workshop as usize + 1] = position + 1;
        }
        for workshop in 0..monthly.len() {
            starts[workshop + 1] = starts[workshop + 1].max(starts[workshop]);
        }
        Self { n_months, monthly, lots, pairs, by_lot, suppliers, starts }
    }

    /// Positions of a workshop's pairs.
    pub(super) fn pairs_of(&self, workshop: usize) -> std::ops::Range<usize> {
        self.starts[workshop]..self.starts[workshop + 1]
    }

    /// Price of the cheapest minute of a pair's window.
    pub(super) fn cheapest_minute(&self, pair: usize, prices: &MinutePrices) -> f64 {
        let own = &prices[self.pairs[pair].workshop as usize];
        cheapest(own, &self.lot_of(pair).months)
    }

    /// No minute has a price.
    pub(super) fn free_minutes(&self) -> MinutePrices {
        let all = vec![0.0; self.n_months * self.monthly.len()];
        MinutePrices { n_months: self.n_months, all }
    }

    /// A pair at given minute prices, with `minutes` hundredths open in each month of the
    /// window: cheapest months first, equal ones in order, in pieces of the lot.
    pub(super) fn priced(&self, pair: usize, prices: &[f64], minutes: &[i64]) -> PricedCandidate {
        let Pair { value, .. } = self.pairs[pair];
        let lot = self.lot_of(pair);
        let price = |place: usize| prices[usize::from(lot.months[place].month)];
        let mut places: Vec<usize> = (0..lot.months.len()).collect();
        places.sort_by(|&a, &b| price(a).total_cmp(&price(b)).then(a.cmp(&b)));
        let total: i64 = minutes.iter().sum();
        let most = (total / lot.unit.max(1)).min(lot.pieces) as f64;
        let mut segments = Vec::with_capacity(places.len());
        let mut taken = 0.0;
        places.retain(|&place| {
            let pieces = (minutes[place] as f64 / lot.unit.max(1) as f64).min(most - taken);
            if pieces > 0.0 {
                segments.push((lot.per_piece(value - price(place)), pieces));
                taken += pieces;
            }
            pieces > 0.0
        });
        let least = (lot.least as f64).min(most);
        PricedCandidate { candidate: Candidate { segments, least }, places }
    }

    /// Minutes of a pair's workshop in each month of the lot's window, hundredths.
    pub(super) fn window_minutes(&self, pair: usize) -> Vec<i64> {
        let monthly = self.monthly[self.pairs[pair].workshop as usize];
        self.lot_of(pair).months.iter().map(|month| month.share(monthly)).collect()
    }
}
