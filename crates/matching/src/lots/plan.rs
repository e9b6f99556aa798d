//! An assignment in the making: whole pieces by pair, spread over months, within what each
//! workshop offers. Every step keeps it valid.

use super::problem::{MinutePrices, Problem};
use super::single_lot::{Candidate, SingleLot, solve};

/// Quantities so far.
#[derive(Clone, Debug)]
pub(super) struct Plan<'a> {
    problem: &'a Problem,
    /// Pieces of each pair.
    pub pieces: Vec<i64>,
    /// Hundredths of minutes of each pair by place in its lot's window; empty without pieces.
    pub minutes: Vec<Vec<i64>>,
    /// Hundredths of minutes used by workshop and month.
    used: Vec<Vec<i64>>,
    /// Points × standard minutes.
    value: f64,
    /// Pairs that keep at least their minimum batch, by pair.
    kept: Vec<bool>,
    /// A pair that may take nothing for now.
    banned: Option<usize>,
}

/// Improvements smaller than this share of the value are rounding.
const ROUNDING: f64 = 1e-12;

impl<'a> Plan<'a> {
    /// The empty plan.
    pub(super) fn empty(problem: &'a Problem) -> Self {
        Self {
            problem,
            pieces: vec![0; problem.pairs.len()],
            minutes: vec![Vec::new(); problem.pairs.len()],
            used: vec![vec![0; problem.n_months]; problem.monthly.len()],
            value: 0.0,
            kept: vec![false; problem.pairs.len()],
            banned: None,
        }
    }

    /// Points × standard minutes.
    pub(super) fn value(&self) -> f64 {
        self.value
    }

    /// What a lot's pieces are worth after paying their minutes, less the price of what its
    /// candidates leave idle: subtracted from what the lot could be worth at these prices, its
    /// share of the gap at most.
    pub(super) fn worth_after_prices(&self, lot: usize, prices: &MinutePrices) -> f64 {
        let mut worth = 0.0;
        for &pair in &self.problem.by_lot[lot] {
            let workshop = self.problem.pairs[pair].workshop as usize;
            let lot = self.problem.lot_of(pair);
            worth += self.pieces[pair] as f64 * lot.per_piece(self.problem.pairs[pair].value);
            for (place, month) in lot.months.iter().enumerate() {
                let price = prices[workshop][usize::from(month.month)] / 100.0;
                let own = self.minutes[pair].get(place).copied().unwrap_or(0);
                let used = self.used[workshop][usize::from(month.month)];
                let idle = month.share(self.problem.monthly[workshop] - used);
                worth -= price * (own + idle) as f64;
            }
        }
        worth
    }

    /// Pieces assigned of a lot.
    pub(super) fn served(&self, lot: usize) -> i64 {
        self.problem.by_lot[lot].iter().map(|&pair| self.pieces[pair]).sum()
    }

    /// Hundredths of minutes still open to a pair by place in the window, beside what the pair
    /// holds itself.
    pub(super) fn open_minutes(&self, pair: usize) -> Vec<i64> {
        let used = &self.used[self.problem.pairs[pair].workshop as usize];
        let monthly = self.problem.monthly[self.problem.pairs[pair].workshop as usize];
        let months = &self.problem.lot_of(pair).months;
        let own = &self.minutes[pair];
        let open = |(place, month): (usize, &super::window::WindowMonth)| {
            let held = own.get(place).copied().unwrap_or(0);
            (monthly - used[usize::from(month.month)]).min(month.share(monthly) - held).max(0)
        };
        months.iter().enumerate().map(open).collect()
    }

    /// Adds up to `pieces` to a pair, cheapest months first; returns how many found room.
    pub(super) fn add(&mut self, pair: usize, pieces: i64, prices: &[f64]) -> i64 {
        let lot = self.problem.lot_of(pair);
        let open = self.open_minutes(pair);
        let room = open.iter().sum::<i64>() / lot.unit.max(1);
        let pieces = pieces.min(room);
        if pieces <= 0 {
            return 0;
        }
        let priced = self.problem.priced(pair, prices, &open);
        let mut left = pieces * lot.unit;
        let mut amounts = vec![0; lot.months.len()];
        for place in priced.places {
            amounts[place] = open[place].min(left);
            left -= amounts[place];
        }
        // Rounding in the priced order may leave a sliver: any open month takes it.
        for (place, amount) in amounts.iter_mut().enumerate() {
            let more = (open[place] - *amount).min(left);
            *amount += more;
            left -= more;
        }
        self.put(pair, pieces, &amounts);
        pieces
    }

    /// Adds pieces with the months given.
    pub(super) fn put(&mut self, pair: usize, pieces: i64, amounts: &[i64]) {
        let lot = self.problem.lot_of(pair);
        let held = &mut self.minutes[pair];
        held.resize(lot.months.len(), 0);
        let workshop = self.problem.pairs[pair].workshop as usize;
        for ((held, month), amount) in held.iter_mut().zip(&lot.months).zip(amounts) {
            *held += amount;
            self.used[workshop][usize::from(month.month)] += amount;
        }
        self.pieces[pair] += pieces;
        self.value += pieces as f64 * lot.per_piece(self.problem.pairs[pair].value);
    }

    /// Takes everything from a pair.
    pub(super) fn clear(&mut self, pair: usize) {
        let lot = self.problem.lot_of(pair);
        let workshop = self.problem.pairs[pair].workshop as usize;
        for (amount, month) in self.minutes[pair].iter().zip(&lot.months) {
            self.used[workshop][usize::from(month.month)] -= amount;
        }
        self.minutes[pair].clear();
        self.value -= self.pieces[pair] as f64 * lot.per_piece(self.problem.pairs[pair].value);
        self.pieces[pair] = 0;
    }

    /// Takes a lot back to the minimum batches that are kept.
    pub(super) fn clear_unkept(&mut self, lot: usize, prices: &MinutePrices) {
        let problem = self.problem;
        for &pair in &problem.by_lot[lot] {
            if self.pieces[pair] > 0 {
                self.clear(pair);
                if self.kept[pair] {
                    let workshop = problem.pairs[pair].workshop as usize;
                    self.add(pair, problem.lots[lot].least, &prices[workshop]);
                }
            }
        }
    }

    /// Gives a pair its minimum batch until it is released, if its workshop and its lot, beside
    /// what else the lot keeps, have room for all of it.
    pub(super) fn keep(&mut self, pair: usize, prices: &[f64]) -> bool {
        let lot = self.problem.pairs[pair].lot as usize;
        let size = &self.problem.lots[lot];
        let n_kept = self.problem.by_lot[lot].iter().filter(|&&other| self.kept[other]).count();
        let has_room = n_kept < size.suppliers
            && self.served(lot) + size.least <= size.pieces
            && self.open_minutes(pair).iter().sum::<i64>() >= size.least * size.unit;
        if has_room && self.add(pair, size.least, prices) == size.least {
            self.kept[pair] = true;
        }
        self.kept[pair]
    }

    /// Assigns a lot anew among the minutes its rivals leave open, at minute prices: with the
    /// prices of the bound it leaves dear minutes to lots that need them more, without prices
    /// it takes the best for itself.
    pub(super) fn assign_lot(&mut self, lot: usize, prices: &MinutePrices, node_limit: usize) {
        let problem = self.problem;
        let pairs = &problem.by_lot[lot];
        for &pair in pairs {
            self.clear(pair);
        }
        let size = &problem.lots[lot];
        let mut able: Vec<usize> = Vec::new();
        let mut kept = Vec::new();
        let mut list: Vec<Candidate> = Vec::new();
        for &pair in pairs {
            let workshop = problem.pairs[pair].workshop as usize;
            // Minutes dearer than the pair is worth are never bought of free choice.
            let is_dear = problem.cheapest_minute(pair, prices) >= problem.pairs[pair].value;
            if self.banned == Some(pair) || (is_dear && !self.kept[pair]) {
                continue;
            }
            let open = self.open_minutes(pair);
            if open.iter().sum::<i64>() < size.least * size.unit {
                continue;
            }
            if self.kept[pair] {
                kept.push(list.len());
            }
            able.push(pair);
            list.push(problem.priced(pair, &prices[workshop], &open).candidate);
        }
        let single =
            SingleLot { candidates: &list, pieces: size.pieces as f64, suppliers: size.suppliers };
        let answer = solve(&single, &kept, node_limit);
        for (candidate, pieces) in answer.quantities {
            let pair = able[candidate];
            let whole = ((pieces + 1e-6).floor() as i64).max(size.least);
            self.add(pair, whole, &prices[problem.pairs[pair].workshop as usize]);
        }
        self.top_up(lot, prices);
    }

    /// Assigns a lot anew without one of its pairs, unless that pair is kept.
    pub(super) fn assign_without(
        &mut self,
        lot: usize,
        pair: usize,
        prices: &MinutePrices,
        node_limit: usize,
    ) {
        self.banned = Some(pair).filter(|&pair| !self.kept[pair]);
        self.assign_lot(lot, prices, node_limit);
        self.banned = None;
    }

    /// Lets go of a minimum batch that was kept only for an attempt.
    pub(super) fn release(&mut self, pair: usize) {
        self.kept[pair] = false;
    }

    /// Pairs that hold a part of a lot.
    pub(super) fn holders(&self, lot: usize) -> Vec<usize> {
        let pairs = self.problem.by_lot[lot].iter().copied();
        pairs.filter(|&pair| self.pieces[pair] > 0).collect()
    }

    /// Fills lots with whole pieces of workshops that already take part, greatest value first.
    pub(super) fn top_up(&mut self, lot: usize, prices: &MinutePrices) {
        let problem = self.problem;
        let mut left = problem.lots[lot].pieces - self.served(lot);
        let mut holders = self.holders(lot);
        holders.sort_by(|&a, &b| {
            problem.pairs[b].value.total_cmp(&problem.pairs[a].value).then(a.cmp(&b))
        });
        for pair in holders {
            let workshop = problem.pairs[pair].workshop as usize;
            left -= self.add(pair, left, &prices[workshop]);
        }
    }

    /// What an attempt may change, to undo it.
    pub(super) fn snapshot(&self, lots: &[usize]) -> Vec<(usize, i64, Vec<i64>)> {
        let pairs = lots.iter().flat_map(|&lot| &self.problem.by_lot[lot]);
        pairs
            .filter(|&&pair| self.pieces[pair] > 0)
            .map(|&pair| (pair, self.pieces[pair], self.minutes[pair].clone()))
            .collect()
    }

    /// Puts lots back to a snapshot of them.
    pub(super) fn restore(&mut self, lots: &[usize], snapshot: &[(usize, i64, Vec<i64>)]) {
        let problem = self.problem;
        for &pair in lots.iter().flat_map(|&lot| &problem.by_lot[lot]) {
            if self.pieces[pair] > 0 {
                self.clear(pair);
            }
        }
        for (pair, pieces, minutes) in snapshot {
            self.put(*pair, *pieces, minutes);
        }
    }

    /// Runs an attempt on some lots and keeps it only if the plan gains.
    pub(super) fn attempt(&mut self, lots: &[usize], change: impl FnOnce(&mut Self)) -> bool {
        let (before, value) = (self.snapshot(lots), self.value);
        change(self);
        let gains = self.value > value + ROUNDING * value.abs();
        if !gains {
            self.restore(lots, &before);
            self.value = value;
        }
        gains
    }
}
