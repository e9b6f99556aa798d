//! An upper bound on the value of any assignment, from prices of workshop minutes alone.
//!
//! Take any prices u ≥ 0. Paying every offered minute its price and letting each lot choose
//! on its own, minutes bought at u, can only raise the value (weak duality). A lot's own best
//! is bounded by pricing its pieces too, λ ≥ 0: each workshop then offers its best or nothing,
//! and the greatest few, as many as the supplier limit, count. Cases left open there are split
//! on one workshop, in or out, the highest bound first; whenever it stops, the highest bound
//! left is valid.

use super::facts::{Facts, Sorted};
use rayon::prelude::*;

/// Work spent on splitting the cases of one lot, in candidates × nodes.
const SPLIT_WORK: usize = 40_000;

/// Halvings of the interval of λ.
const HALVINGS: usize = 48;

/// A workshop as a supplier of one lot.
struct Supplier {
    /// (points per piece after paying the minutes, pieces), greatest first.
    steps: Vec<(f64, f64)>,
    least: f64,
}

/// One lot.
struct LotCase<'a> {
    suppliers: &'a [Supplier],
    pieces: f64,
    limit: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum Decided {
    Open,
    In,
    Out,
}

/// The bound at given prices.
pub(super) fn at_prices(facts: &Facts, sorted: &Sorted, prices: &[Vec<f64>]) -> f64 {
    let price = |workshop: usize, month: usize| {
        let price = prices.get(workshop).and_then(|row| row.get(month)).copied();
        price.filter(|price| price.is_finite()).unwrap_or(0.0).max(0.0)
    };
    let n_months = prices.iter().map(Vec::len).max().unwrap_or(0);
    let paid = |workshop: usize| {
        let minutes = facts.monthly[workshop].unwrap_or(0) as f64 / 100.0;
        minutes * (0..n_months).map(|month| price(workshop, month)).sum::<f64>()
    };
    let paid: f64 = (0..facts.n_workshops()).map(paid).sum();
    let lots: Vec<f64> = (0..facts.input.lots.len())
        .into_par_iter()
        .map(|lot| lot_bound(facts, &sorted.feasible[lot], lot, &price))
        .collect();
    paid + lots.iter().sum::<f64>()
}

fn lot_bound(
    facts: &Facts,
    feasible: &[(usize, f64)],
    lot: usize,
    price: &(impl Fn(usize, usize) -> f64 + Sync),
) -> f64 {
    let unit = facts.unit(lot) as f64;
    let pieces = i64::from(facts.input.lots[lot].pieces);
    let (least, limit) = facts.limits(lot);
    let supplier = |&(workshop, value): &(usize, f64)| {
        let mut steps: Vec<(f64, f64)> = facts.windows[lot]
            .keys()
            .map(|&month| {
                let minutes = facts.window_minutes(workshop, lot, month) as f64;
                ((value - price(workshop, month)) * unit / 100.0, minutes / unit)
            })
            .collect();
        steps.sort_by(|a, b| b.0.total_cmp(&a.0));
        let mut left = facts.most(workshop, lot).min(pieces) as f64;
        for step in &mut steps {
            step.1 = step.1.min(left);
            left -= step.1;
        }
        Supplier { steps, least: least as f64 }
    };
    let suppliers: Vec<Supplier> = feasible.iter().map(supplier).collect();
    let case = LotCase { suppliers: &suppliers, pieces: pieces as f64, limit };
    case.bound((SPLIT_WORK / suppliers.len().max(1)).clamp(1, 400))
}

/// A case with some suppliers decided.
struct Case {
    bound: f64,
    decided: Vec<Decided>,
    /// A supplier that only one side of the best λ takes; absent when both take the same, and
    /// the bound is what they can make.
    split: Option<usize>,
}

impl LotCase<'_> {
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
        let first = |s: &Supplier| s.steps.first().map_or(0.0, |step| step.0);
        let (mut low, mut high) = (0.0, self.suppliers.iter().map(first).fold(1.0, f64::max));
        let mut low_side = self.offers(low, &decided);
        let mut bound = low_side.bound;
        if low_side.used <= self.pieces {
            return Some(Case { bound, decided, split: None });
        }
        let mut high_side = self.offers(high, &decided);
        bound = bound.min(high_side.bound);
        for _ in 0..HALVINGS {
            let middle = f64::midpoint(low, high);
            let side = self.offers(middle, &decided);
            bound = bound.min(side.bound);
            if side.used > self.pieces {
                (low, low_side) = (middle, side);
            } else {
                (high, high_side) = (middle, side);
            }
        }
        let split = differing(&low_side.taken, &high_side.taken, &decided);
        Some(Case { bound, decided, split })
    }

    fn offers(&self, lambda: f64, decided: &[Decided]) -> Side {
        let mut side = Side { bound: lambda * self.pieces, used: 0.0, taken: Vec::new() };
        let mut free = Vec::new();
        for (at, supplier) in self.suppliers.iter().enumerate() {
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
