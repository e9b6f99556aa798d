//! Prices of workshop minutes, and the bound they prove.
//!
//! With a price u ≥ 0 on every workshop's minute in every month, each lot stands alone
//! ([`super::single_lot`]): Σ minutes × u + Σ bound of each lot is an upper bound on every
//! assignment, supplier limits and minimum batches included (Lagrangian relaxation of the
//! monthly capacities; Geoffrion 1974). A subgradient search with Polyak's step lowers it:
//! minutes wanted beyond what is offered become dearer, idle ones cheaper.

use super::problem::{MinutePrices, Problem, Supplier, cheapest};
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
    let mut last = vec![0.0; problem.lots.len()];
    let mut direction = Direction::new(problem);
    for _ in 0..evaluations {
        let wanted = all_wanted(problem, &current, &last);
        last = wanted.iter().map(|w| w.price).collect();
        let bound = offered_value(problem, &current) + wanted.iter().map(|w| w.bound).sum::<f64>();
        if bound < best.bound {
            failures =
                if bound < best.bound - close * 0.1 * bound.abs() { 0 } else { failures + 1 };
            best = Priced { minutes: current.clone(), lots: last.clone(), bound };
        } else {
            failures += 1;
        }
        if best.bound - target <= close * best.bound.abs() || step < SMALLEST_STEP {
            break;
        }
        if failures >= PATIENCE {
            (step, failures) = (step * 0.5, 0);
            current.clone_from(&best.minutes);
            direction.last.fill(0.0);
        }
        if !direction.advance(problem, &mut current, &wanted, step * (bound - target)) {
            break;
        }
    }
    best
}

/// The way the prices move: along the excess of wanted over offered minutes, each workshop's in
/// the unit √(minutes it offers), so that small and large ones settle alike. Where a step would
/// turn back on the one before, it is bent towards it (Camerini, Fratta and Maffioli 1975).
struct Direction {
    /// √ minutes a month of each workshop and month.
    unit: Vec<f64>,
    last: Vec<f64>,
}

/// How far a step is bent, within 0–2; 1.5 is the authors' advice.
const BEND: f64 = 1.5;

impl Direction {
    fn new(problem: &Problem) -> Self {
        let minutes = problem.monthly.iter().map(|&m| (m as f64 / 100.0).max(1.0).sqrt());
        let unit: Vec<f64> =
            minutes.flat_map(|unit| std::iter::repeat_n(unit, problem.n_months)).collect();
        Self { last: vec![0.0; unit.len()], unit }
    }

    /// Moves the prices; `false` when nothing is out of balance, so that the bound is reached.
    fn advance(
        &mut self,
        problem: &Problem,
        prices: &mut MinutePrices,
        wanted: &[Wanted],
        reach: f64,
    ) -> bool {
        let offered = problem.monthly.iter().map(|&m| -(m as f64) / 100.0);
        let mut excess: Vec<f64> =
            offered.flat_map(|minutes| std::iter::repeat_n(minutes, problem.n_months)).collect();
        for (workshop, month, minutes) in wanted.iter().flat_map(|w| &w.minutes) {
            excess[workshop * problem.n_months + month] += minutes / 100.0;
        }
        let (mut along, mut before) = (0.0, 0.0);
        for (at, excess) in excess.iter_mut().enumerate() {
            if *excess < 0.0 && prices.all[at] <= 0.0 {
                (*excess, self.last[at]) = (0.0, 0.0);
            }
            *excess /= self.unit[at];
            along += *excess * self.last[at];
            before += self.last[at] * self.last[at];
        }
        let bend = if along < 0.0 { -BEND * along / before } else { 0.0 };
        let mut size = 0.0;
        for (last, excess) in self.last.iter_mut().zip(&excess) {
            *last = excess + bend * *last;
            size += *last * *last;
        }
        if size <= 0.0 {
            return false;
        }
        let step = reach.max(0.0) / size;
        for ((price, last), unit) in prices.all.iter_mut().zip(&self.last).zip(&self.unit) {
            *price = (*price + step * last / unit).max(0.0);
        }
        true
    }
}

/// Σ minutes offered × their price.
fn offered_value(problem: &Problem, prices: &MinutePrices) -> f64 {
    let worth = |(workshop, minutes): (usize, &i64)| {
        *minutes as f64 / 100.0 * prices[workshop].iter().sum::<f64>()
    };
    problem.monthly.iter().enumerate().map(worth).sum()
}

/// What every lot wants; `last` are its prices of the evaluation before, points per standard
/// minute, which tell where to look first.
fn all_wanted(problem: &Problem, prices: &MinutePrices, last: &[f64]) -> Vec<Wanted> {
    (0..problem.lots.len())
        .into_par_iter()
        .map(|lot| wanted(problem, prices, lot, last[lot]))
        .collect()
}

/// What each lot would be worth at most after paying its minutes at the given prices, points ×
/// standard minutes.
pub(super) fn wanted_values(problem: &Problem, priced: &Priced) -> Vec<f64> {
    let wanted = all_wanted(problem, &priced.minutes, &priced.lots);
    wanted.into_iter().map(|wanted| wanted.bound).collect()
}

/// Share of a lot's last price below which candidates are left out at first.
const NEAR_LAST: f64 = 0.5;

/// A candidate worth no more than a price after paying its minutes offers nothing at that price
/// or above. So those above half of the last price are enough wherever the new price is no
/// lower than that; else all are looked at.
fn wanted(problem: &Problem, prices: &MinutePrices, lot: usize, last: f64) -> Wanted {
    let floor = NEAR_LAST * last;
    let near = wanted_above(problem, prices, lot, floor);
    if near.price >= floor { near } else { wanted_above(problem, prices, lot, 0.0) }
}

/// The same among candidates worth more than a floor, points per standard minute.
fn wanted_above(problem: &Problem, prices: &MinutePrices, lot: usize, floor: f64) -> Wanted {
    let size = &problem.lots[lot];
    let near = problem.suppliers[lot].iter().filter(|supplier| {
        supplier.value - cheapest(&prices[supplier.workshop], &size.months) > floor
    });
    let (mut workshops, mut places) = (Vec::new(), Vec::new());
    let mut list: Vec<Candidate> = Vec::new();
    for &Supplier { pair, workshop, .. } in near {
        let priced = problem.priced(pair, &prices[workshop], &problem.window_minutes(pair));
        workshops.push(workshop);
        places.push(priced.places);
        list.push(priced.candidate);
    }
    let single =
        SingleLot { candidates: &list, pieces: size.pieces as f64, suppliers: size.suppliers };
    let relaxed = root(&single);
    let mut minutes = Vec::new();
    for (taken, share) in [(&relaxed.within, relaxed.share), (&relaxed.beyond, 1.0 - relaxed.share)]
    {
        for &(candidate, pieces) in taken {
            for (place, pieces) in spread(&list[candidate], &places[candidate], pieces) {
                let month = usize::from(size.months[place].month);
                minutes.push((workshops[candidate], month, share * pieces * size.unit as f64));
            }
        }
    }
    Wanted { bound: relaxed.bound, price: price_per_minute(relaxed.price, size.unit), minutes }
}

fn price_per_minute(per_piece: f64, unit: i64) -> f64 {
    per_piece * 100.0 / unit.max(1) as f64
}

/// Pieces by place in the window: dearest margins first, equal ones in proportion.
fn spread(candidate: &Candidate, places: &[usize], pieces: f64) -> Vec<(usize, f64)> {
    let segments = &candidate.segments;
    let mut left = pieces;
    let mut out = Vec::with_capacity(segments.len());
    let mut from = 0;
    while from < segments.len() && left > 0.0 {
        let equal = segments[from..].iter().take_while(|s| s.0 == segments[from].0).count();
        let length: f64 = segments[from..from + equal].iter().map(|s| s.1).sum();
        let share = if length > 0.0 { (left / length).min(1.0) } else { 0.0 };
        for (at, segment) in segments.iter().enumerate().skip(from).take(equal) {
            out.push((places[at], segment.1 * share));
        }
        left -= length * share;
        from += equal;
    }
    out
}
