//! Winsorising point by point, without passing over the column at every point.

use super::Limits;
use super::shape::{Shape, Sums};

/// The values of a column in three parts: as many of the least and of the greatest as may move,
/// in order, and sums over all between.
struct Tails<'a> {
    /// Least values, ascending.
    low: &'a [f64],
    /// Greatest values, ascending.
    high: &'a [f64],
    core: Sums,
    /// Mean of what cannot move, so that no outlier costs the sums their digits.
    pivot: f64,
    n: usize,
}

impl<'a> Tails<'a> {
    /// Reorders the values: the tails hold one more than may move, and at most half each.
    fn new(values: &'a mut [f64], most: usize) -> Self {
        let n = values.len();
        let length = most.saturating_add(1).min(n / 2);
        values.select_nth_unstable_by(length, f64::total_cmp);
        let rest = &mut values[length..];
        if rest.len() > length {
            let core = rest.len() - length;
            rest.select_nth_unstable_by(core, f64::total_cmp);
        }
        values[..length].sort_unstable_by(f64::total_cmp);
        values[n - length..].sort_unstable_by(f64::total_cmp);
        let (low, rest) = values.split_at(length);
        let (core, high) = rest.split_at(rest.len() - length);
        let pivot = if core.is_empty() {
            f64::midpoint(low[length - 1], high[0])
        } else {
            core.iter().sum::<f64>() / core.len() as f64
        };
        Self { low, high, core: Sums::of(core, pivot), pivot, n }
    }

    /// The k-th least value, from 0.
    fn least(&self, k: usize) -> f64 {
        self.low[k]
    }

    /// The k-th greatest value, from 0.
    fn greatest(&self, k: usize) -> f64 {
        self.high[self.high.len() - 1 - k]
    }

    /// The shape with `low` of the least and `high` of the greatest values brought to the next.
    fn shape(&self, low: usize, high: usize) -> Option<Shape> {
        let (floor, ceiling) = (self.least(low), self.greatest(high));
        if floor == ceiling {
            return None;
        }
        let mut sums = self.core;
        for value in self.low.iter().chain(self.high) {
            sums.add(value.clamp(floor, ceiling) - self.pivot);
        }
        sums.shape(self.n)
    }

    /// How many values are beyond the next one that differs, from `moved` on; `None` where the
    /// tail holds no such value.
    fn beyond(&self, moved: usize, value: impl Fn(&Self, usize) -> f64) -> Option<usize> {
        let current = value(self, moved);
        (moved + 1..self.low.len()).find(|&k| value(self, k) != current)
    }
}

/// Limits that bring a column inside the rule by moving at most `most` points; `None` where there
/// are none. `shape` is that of the values as found, which are reordered.
pub(super) fn limits(values: &mut [f64], shape: Shape, most: usize) -> Option<Limits> {
    let tails = Tails::new(values, most);
    let (mut low, mut high, mut shape) = (0, 0, shape);
    while !shape.is_acceptable() {
        if shape.skew >= 0.0 {
            high = tails.beyond(high, Tails::greatest)?;
        } else {
            low = tails.beyond(low, Tails::least)?;
        }
        if low + high > most {
            return None;
        }
        shape = tails.shape(low, high)?;
    }
    Some(Limits {
        low: (low > 0).then(|| tails.least(low)),
        high: (high > 0).then(|| tails.greatest(high)),
    })
}
