//! The assignment as plain numbers: monthly minutes, lots, and the feasible pairs between them.

use super::single_lot::Candidate;
use super::window::WindowMonth;

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
}

/// Minute prices by workshop and month, points per standard minute, ≥ 0.
pub(super) type MinutePrices = Vec<Vec<f64>>;

/// A pair as a candidate of its lot, with the place in the window of each segment's month.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct PricedCandidate {
    pub candidate: Candidate,
    /// Place in the lot's window of each segment.
    pub places: Vec<usize>,
}

impl Problem {
    pub(super) fn lot_of(&self, pair: usize) -> &LotSize {
        &self.lots[self.pairs[pair].lot as usize]
    }

    /// Positions of a workshop's pairs.
    pub(super) fn pairs_of(&self, workshop: usize) -> std::ops::Range<usize> {
        let from = self.pairs.partition_point(|pair| (pair.workshop as usize) < workshop);
        let to = self.pairs.partition_point(|pair| (pair.workshop as usize) <= workshop);
        from..to
    }

    /// No minute has a price.
    pub(super) fn free_minutes(&self) -> MinutePrices {
        vec![vec![0.0; self.n_months]; self.monthly.len()]
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
