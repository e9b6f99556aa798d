//! The bound of one lot under a price on its pieces, minimised over the price.

use super::{Candidate, SingleLot};

/// What the search has decided about a candidate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::lots) enum Choice {
    Free,
    In,
    Out,
}

/// The minimum of the bound over the price.
#[derive(Clone, PartialEq, Debug, Default)]
pub(in crate::lots) struct Relaxed {
    /// The bound.
    pub bound: f64,
    /// The price that attains it, points per piece.
    pub price: f64,
    /// Quantities chosen on the side where they fit, candidates ascending.
    pub within: Vec<(usize, f64)>,
    /// Quantities chosen on the side where they are too many; the same where all fits.
    pub beyond: Vec<(usize, f64)>,
    /// Share of `within` in the mixture that uses exactly what there is, 0–1.
    pub share: f64,
}

impl Relaxed {
    /// A candidate on whom the two sides disagree: the one with the most pieces at stake, the
    /// lowest position of equals. `None` where both choose the same ones.
    pub(super) fn branch(&self, state: &[Choice]) -> Option<usize> {
        let only_in = |a: &[(usize, f64)], b: &[(usize, f64)]| -> Vec<(usize, f64)> {
            a.iter().filter(|x| b.binary_search_by_key(&x.0, |y| y.0).is_err()).copied().collect()
        };
        let mut differ = only_in(&self.within, &self.beyond);
        differ.extend(only_in(&self.beyond, &self.within));
        differ
            .into_iter()
            .filter(|(c, _)| state[*c] == Choice::Free)
            .max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
            .map(|(c, _)| c)
    }
}

/// One evaluation at a price.
#[derive(Clone, Default)]
struct Line {
    price: f64,
    bound: f64,
    used: f64,
    taken: Vec<(usize, f64)>,
}

impl Line {
    /// Slope of the bound in the price: pieces asked for less pieces taken.
    fn slope(&self, pieces: f64) -> f64 {
        pieces - self.used
    }
}

/// Crossings tried at most. Each ends at a new corner of the bound; a handful is usual.
const MAX_CROSSINGS: usize = 60;

/// Minimises the bound over the price. `None` when the decided candidates do not fit.
pub(super) fn relax(problem: &SingleLot, state: &[Choice]) -> Option<Relaxed> {
    let decided = || (0..state.len()).filter(|&c| state[c] == Choice::In);
    let least: f64 = decided().map(|c| problem.candidates[c].least).sum();
    if decided().count() > problem.suppliers || least > problem.pieces {
        return None;
    }
    let mut scratch = Vec::with_capacity(state.len());
    let mut at = |price: f64| evaluate(problem, state, price, &mut scratch);
    let low = at(0.0);
    if low.used <= problem.pieces {
        return Some(joined(problem.pieces, low.clone(), low));
    }
    let (mut low, mut high) = (low, None::<Line>);
    let mut try_price = highest_margin(problem, state);
    for _ in 0..MAX_CROSSINGS {
        let line = at(try_price);
        let expected = low.bound + low.slope(problem.pieces) * (try_price - low.price);
        let is_corner = high.is_some() && line.bound <= expected + 1e-12 * expected.abs();
        if line.used <= problem.pieces {
            high = Some(line);
        } else {
            low = line;
        }
        let Some(upper) = &high else {
            // Only forced quantities are left at such a price: double it until they fit.
            try_price = try_price * 2.0 + 1.0;
            continue;
        };
        let crossing = crossing(&low, upper, problem.pieces);
        if is_corner || crossing <= low.price || crossing >= upper.price {
            break;
        }
        try_price = crossing;
    }
    let high = high.unwrap_or_else(|| low.clone());
    Some(joined(problem.pieces, low, high))
}

/// Price where the lines of two evaluations cross.
fn crossing(low: &Line, high: &Line, pieces: f64) -> f64 {
    let (falling, rising) = (low.slope(pieces), high.slope(pieces));
    (high.bound - low.bound + falling * low.price - rising * high.price) / (falling - rising)
}

fn joined(pieces: f64, low: Line, high: Line) -> Relaxed {
    let spread = low.used - high.used;
    let share = if spread > 0.0 { ((low.used - pieces) / spread).clamp(0.0, 1.0) } else { 1.0 };
    let (bound, price) =
        if low.bound < high.bound { (low.bound, low.price) } else { (high.bound, high.price) };
    Relaxed { bound, price, within: high.taken, beyond: low.taken, share }
}

fn highest_margin(problem: &SingleLot, state: &[Choice]) -> f64 {
    let first = |c: &Candidate| c.segments.first().map_or(0.0, |s| s.0);
    let candidates = problem.candidates.iter().zip(state);
    candidates.filter(|(_, s)| **s != Choice::Out).map(|(c, _)| first(c)).fold(0.0, f64::max)
}

/// The bound at a price: everybody's best offer, the greatest positive ones taken.
fn evaluate(
    problem: &SingleLot,
    state: &[Choice],
    price: f64,
    offers: &mut Vec<(f64, usize, f64)>,
) -> Line {
    let mut line = Line { price, bound: price * problem.pieces, ..Line::default() };
    let mut places = problem.suppliers;
    offers.clear();
    for (c, candidate) in problem.candidates.iter().enumerate() {
        if state[c] == Choice::Out {
            continue;
        }
        let (gain, pieces) = best_offer(candidate, price);
        if state[c] == Choice::In {
            places = places.saturating_sub(1);
            line.take(c, gain, pieces);
        } else if gain > 0.0 {
            offers.push((gain, c, pieces));
        }
    }
    if offers.len() > places {
        if places > 0 {
            offers
                .select_nth_unstable_by(places - 1, |a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        }
        offers.truncate(places);
    }
    offers.sort_unstable_by_key(|offer| offer.1);
    for &(gain, c, pieces) in offers.iter() {
        line.take(c, gain, pieces);
    }
    line.taken.sort_unstable_by_key(|(c, _)| *c);
    line
}

impl Line {
    fn take(&mut self, candidate: usize, gain: f64, pieces: f64) {
        self.bound += gain;
        self.used += pieces;
        self.taken.push((candidate, pieces));
    }
}

/// max over x in [least, most] of gain(x) − price·x, and that x.
fn best_offer(candidate: &Candidate, price: f64) -> (f64, f64) {
    let (mut gain, mut taken) = (0.0, 0.0);
    for &(margin, pieces) in &candidate.segments {
        let wanted = if margin > price { pieces } else { pieces.min(candidate.least - taken) };
        if wanted <= 0.0 {
            break;
        }
        gain += (margin - price) * wanted;
        taken += wanted;
    }
    (gain, taken)
}
