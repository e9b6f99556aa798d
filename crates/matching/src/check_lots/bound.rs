//! An upper bound on the value of any assignment, from prices of workshop minutes alone.
//!
//! Take any prices u ≥ 0. Paying every offered minute its price and letting each lot choose
//! on its own, minutes bought at u, can only raise the value (weak duality). A lot's own best
//! is bounded by pricing its pieces too, λ ≥ 0: each workshop then offers its best or nothing,
//! and the greatest few, as many as the supplier limit, count. Cases left open there are split
//! on one workshop, in or out, the highest bound first; whenever it stops, the highest bound
//! left is valid.

use super::facts::{Facts, Makers};
use rayon::prelude::*;

/// Work spent on splitting the cases of one lot, in candidates × nodes.
const SPLIT_WORK: usize = 40_000;

/// The same over all lots: many lots get less each.
const SPLIT_WORK_OF_ALL: usize = 1_200_000;

/// Relative difference that rounding explains.
const ROUNDING: f64 = 1e-12;

/// Values of λ tried at most for one case.
const TRIALS: usize = 48;

/// Suppliers that are many: then λ is sought only above a part of the lot's own best, where few
/// suppliers have an offer.
const MANY_SUPPLIERS: usize = 200;

/// See [`MANY_SUPPLIERS`].
const FLOOR: f64 = 0.75;

/// A lot's pairs counted, and what it is worth at most after paying its minutes.
pub(super) struct Judged {
    pub n_feasible: usize,
    pub n_verify: usize,
    pub bound: f64,
}

/// A workshop as a supplier of one lot.
#[derive(Clone)]
struct Supplier {
    /// (points per piece after paying the minutes, pieces), greatest first.
    steps: Vec<(f64, f64)>,
    least: f64,
}

/// One lot.
struct LotCase {
    suppliers: Vec<Supplier>,
    pieces: f64,
    limit: usize,
    /// Least λ that is tried: any λ ≥ 0 proves a bound.
    floor: f64,
}

#[derive(Clone, Copy, PartialEq)]
enum Decided {
    Open,
    In,
    Out,
}

/// A price as it counts: missing, negative and unbounded ones are 0.
fn price(prices: &[Vec<f64>], workshop: usize, month: usize) -> f64 {
    let price = prices.get(workshop).and_then(|row| row.get(month)).copied();
    price.filter(|price| price.is_finite()).unwrap_or(0.0).max(0.0)
}

/// What all minutes offered cost at the prices.
pub(super) fn paid(facts: &Facts, prices: &[Vec<f64>]) -> f64 {
    let paid = |workshop: usize| {
        let minutes = facts.monthly[workshop].unwrap_or(0) as f64 / 100.0;
        let months = 0..prices.get(workshop).map_or(0, Vec::len);
        minutes * months.map(|month| price(prices, workshop, month)).sum::<f64>()
    };
    (0..facts.n_workshops()).map(paid).sum()
}

/// Every lot on its own, over all pairs of the case.
pub(super) fn judge_lots(facts: &Facts, makers: &Makers, prices: &[Vec<f64>]) -> Vec<Judged> {
    let n_lots = facts.input.lots.len();
    let work = SPLIT_WORK.min(SPLIT_WORK_OF_ALL / n_lots.max(1));
    let judge = |lot: usize| {
        let sorted = facts.sort_lot(makers, lot);
        let case = lot_case(facts, &sorted.feasible, lot, prices);
        let max_cases = (work / case.suppliers.len().max(1)).clamp(1, 400);
        Judged {
            n_feasible: sorted.feasible.len(),
            n_verify: sorted.n_verify,
            bound: case.bound(max_cases),
        }
    };
    (0..n_lots).into_par_iter().map(judge).collect()
}

/// A lot with the suppliers whose pieces are worth more than their cheapest minutes cost: the
/// others add nothing at any λ ≥ 0.
fn lot_case(facts: &Facts, feasible: &[(usize, f64)], lot: usize, prices: &[Vec<f64>]) -> LotCase {
    let unit = facts.unit(lot) as f64;
    let pieces = i64::from(facts.input.lots[lot].pieces);
    let (least, limit) = facts.limits(lot);
    let supplier = |&(workshop, value): &(usize, f64)| {
        let months = || facts.windows[lot].keys();
        if months().all(|&month| price(prices, workshop, month) >= value) {
            return None;
        }
        let mut steps: Vec<(f64, f64)> = months()
            .map(|&month| {
                let minutes = facts.window_minutes(workshop, lot, month) as f64;
                ((value - price(prices, workshop, month)) * unit / 100.0, minutes / unit)
            })
            .collect();
        steps.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut left = facts.most(workshop, lot).min(pieces) as f64;
        for step in &mut steps {
            step.1 = step.1.min(left);
            left -= step.1;
        }
        Some(Supplier { steps, least: least as f64 })
    };
    let suppliers: Vec<Supplier> = feasible.iter().filter_map(supplier).collect();
    let all = LotCase { suppliers, pieces: pieces as f64, limit, floor: 0.0 };
    if all.suppliers.len() > MANY_SUPPLIERS { all.above_floor() } else { all }
}

/// A case with some suppliers decided.
struct Case {
    bound: f64,
    /// The λ of the bound.
    lambda: f64,
    decided: Vec<Decided>,
    /// A supplier that only one side of the best λ takes; absent when both take the same, and
    /// the bound is what they can make.
    split: Option<usize>,
}

impl LotCase {
    /// The same with λ sought only near its best value or above it, and the suppliers who
    /// have an offer there. Its bounds may be weaker, never wrong.
    fn above_floor(self) -> Self {
        let best = self.examine(vec![Decided::Open; self.suppliers.len()]);
        let floor = FLOOR * best.map_or(0.0, |case| case.lambda);
        let offers = self.suppliers.iter().filter(|s| s.first() > floor);
        Self { suppliers: offers.cloned().collect(), floor, ..self }
    }

    fn bound(&self, max_cases: usize) -> f64 {
        let mut open = vec![self.examine(vec![Decided::Open; self.suppliers.len()])];
        for _ in 0..max_cases {
            let Some(top) = greatest(&open) else { return 0.0 };
            let Some(split) = open[top].as_ref().and_then(|case| case.split) else { break };
            let Some(case) = open.swap_remove(top) else { break };
            for choice in [Decided::In, Decided::Out] {
                let mut decided = case.decided.clone();
                decided[split] = choice;
                open.push(self.examine(decided));
            }
        }
        open.iter().flatten().map(|case| case.bound).fold(0.0, f64::max)
    }

    /// The least bound over λ; `None` when the suppliers decided do not fit together.
    fn examine(&self, decided: Vec<Decided>) -> Option<Case> {
        let inside = self.suppliers.iter().zip(&decided).filter(|(_, d)| **d == Decided::In);
        let (n, least) = inside.fold((0, 0.0), |(n, sum), (s, _)| (n + 1, sum + s.least));
        if n > self.limit || least > self.pieces {
            return None;
        }
        let highest = self.suppliers.iter().map(Supplier::first).fold(1.0, f64::max);
        let mut low = self.offers(self.floor, &decided);
        if low.used <= self.pieces {
            return Some(Case { bound: low.bound, lambda: low.lambda, decided, split: None });
        }
        let mut high = self.offers(highest.max(self.floor), &decided);
        let mut best = if high.bound < low.bound {
            (high.bound, high.lambda)
        } else {
            (low.bound, low.lambda)
        };
        for _ in 0..TRIALS {
            // Where the bound's slopes on both sides meet: never above the bound between them.
            let (falling, rising) = (low.used - self.pieces, self.pieces - high.used);
            let meet = low.lambda
                + (low.bound - high.bound + rising * (high.lambda - low.lambda))
                    / (falling + rising);
            if !(meet > low.lambda && meet < high.lambda) {
                break;
            }
            let expected = low.bound - falling * (meet - low.lambda);
            let side = self.offers(meet, &decided);
            let is_corner = side.bound <= expected + ROUNDING * expected.abs();
            if side.bound < best.0 {
                best = (side.bound, side.lambda);
            }
            if side.used > self.pieces {
                low = side;
            } else {
                high = side;
            }
            if is_corner {
                break;
            }
        }
        let split = differing(&low.taken, &high.taken, &decided);
        Some(Case { bound: best.0, lambda: best.1, decided, split })
    }

    fn offers(&self, lambda: f64, decided: &[Decided]) -> Side {
        let bound = lambda * self.pieces;
        let mut side = Side { lambda, bound, used: 0.0, taken: Vec::new() };
        let mut free = Vec::new();
        for (at, supplier) in self.suppliers.iter().enumerate() {
            if decided[at] != Decided::In && supplier.first() <= lambda {
                continue;
            }
            let (gain, used) = supplier.best(lambda);
            match decided[at] {
                Decided::In => side.take(at, gain, used),
                Decided::Open if gain > 0.0 => free.push((gain, at, used)),
                _ => {}
            }
        }
        // The greatest gains that still have a place, the lower position of equals.
        let places = self.limit - side.taken.len();
        if (1..free.len()).contains(&places) {
            free.select_nth_unstable_by(places, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        }
        for (gain, at, used) in free.into_iter().take(places) {
            side.take(at, gain, used);
        }
        side.taken.sort_unstable_by_key(|(at, _)| *at);
        side
    }
}

/// What is taken at one λ.
struct Side {
    lambda: f64,
    bound: f64,
    used: f64,
    taken: Vec<(usize, f64)>,
}

impl Side {
    fn take(&mut self, at: usize, gain: f64, used: f64) {
        self.bound += gain;
        self.used += used;
        self.taken.push((at, used));
    }
}

impl Supplier {
    /// What its best piece is worth.
    fn first(&self) -> f64 {
        self.steps.first().map_or(0.0, |step| step.0)
    }

    /// Its best offer at λ, at least its minimum batch: gain and pieces.
    fn best(&self, lambda: f64) -> (f64, f64) {
        let (mut gain, mut pieces) = (0.0, 0.0);
        for &(points, length) in &self.steps {
            let wanted = if points > lambda { length } else { length.min(self.least - pieces) };
            gain += (points - lambda) * wanted.max(0.0);
            pieces += wanted.max(0.0);
        }
        (gain, pieces)
    }
}

/// Position of the case with the greatest bound; drops those that do not fit.
fn greatest(open: &[Option<Case>]) -> Option<usize> {
    let known = open.iter().enumerate().filter_map(|(at, case)| Some((at, case.as_ref()?.bound)));
    known.max_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
}

/// The undecided supplier with most pieces that only one side takes.
fn differing(a: &[(usize, f64)], b: &[(usize, f64)], decided: &[Decided]) -> Option<usize> {
    let lacks = |side: &[(usize, f64)], at: usize| !side.iter().any(|(other, _)| *other == at);
    let only_a = a.iter().filter(|(at, _)| lacks(b, *at));
    let only_b = b.iter().filter(|(at, _)| lacks(a, *at));
    only_a
        .chain(only_b)
        .filter(|(at, _)| decided[*at] == Decided::Open)
        .max_by(|x, y| x.1.total_cmp(&y.1).then(y.0.cmp(&x.0)))
        .map(|(at, _)| *at)
}
