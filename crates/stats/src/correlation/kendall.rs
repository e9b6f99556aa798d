//! Kendall's rank correlation, counted in n·log n steps.

use crate::normal::normal_cdf;

/// Kendall's τ-b in [−1, 1] (Kendall 1945, Biometrika 33): `S / √((n₀ − t)(n₀ − u))`, with S
/// the pairs in the same order less the pairs in opposite order, n₀ all pairs, t and u the
/// pairs tied on the left and on the right.
///
/// `None` when the lists differ in length, hold under two pairs, are not finite, or one of
/// them does not vary.
#[must_use]
pub fn kendall_tau_b(left: &[f64], right: &[f64]) -> Option<f64> {
    let counts = Counts::of(left, right)?;
    let spread =
        (counts.pairs - counts.left.pairs).sqrt() * (counts.pairs - counts.right.pairs).sqrt();
    (spread > 0.0).then(|| (counts.score / spread).clamp(-1.0, 1.0))
}

/// Two-sided p-value of no association: S over its standard deviation under ties (Kendall
/// 1970, section 4.5) against the normal. No correction for continuity.
pub(super) fn p_value(left: &[f64], right: &[f64]) -> Option<f64> {
    let counts = Counts::of(left, right)?;
    let variance = counts.variance(left.len() as f64);
    (variance > 0.0).then(|| 2.0 * normal_cdf(-counts.score.abs() / variance.sqrt()))
}

/// What the pairs of rows say.
struct Counts {
    /// Same order less opposite order.
    score: f64,
    /// All pairs.
    pairs: f64,
    left: Ties,
    right: Ties,
}

/// Sums over the groups of t equal values of one list.
#[derive(Default)]
struct Ties {
    /// Σ t(t−1)/2.
    pairs: f64,
    /// Σ t(t−1)(t−2).
    triples: f64,
    /// Σ t(t−1)(2t+5).
    weighted: f64,
}

impl Counts {
    /// Knight 1966 (JASA 61): sort by the left list, then count the exchanges that sorting by
    /// the right one takes.
    fn of(left: &[f64], right: &[f64]) -> Option<Self> {
        let finite = left.iter().chain(right).all(|value| value.is_finite());
        if left.len() != right.len() || left.len() < 2 || !finite {
            return None;
        }
        // Adding zero makes the two zeros one.
        let mut rows: Vec<(f64, f64)> =
            left.iter().zip(right).map(|(x, y)| (x + 0.0, y + 0.0)).collect();
        rows.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let tied_left = Ties::of(&rows, |a, b| a.0 == b.0);
        let tied_both = Ties::of(&rows, |a, b| a == b);
        let mut order: Vec<f64> = rows.iter().map(|row| row.1).collect();
        let exchanges = sort_counting(&mut order) as f64;
        let tied_right = Ties::of(&order, |a, b| a == b);
        let n = left.len() as f64;
        let pairs = n * (n - 1.0) / 2.0;
        let score = pairs - tied_left.pairs - tied_right.pairs + tied_both.pairs - 2.0 * exchanges;
        Some(Self { score, pairs, left: tied_left, right: tied_right })
    }

    /// Variance of S when the two lists are unrelated.
    fn variance(&self, n: f64) -> f64 {
        let untied = n * (n - 1.0) * (2.0 * n + 5.0);
        let mut variance = (untied - self.left.weighted - self.right.weighted) / 18.0;
        variance += 2.0 * self.left.pairs * self.right.pairs / (n * (n - 1.0));
        if n > 2.0 {
            let triples = self.left.triples * self.right.triples;
            variance += triples / (9.0 * n * (n - 1.0) * (n - 2.0));
        }
        variance
    }
}

impl Ties {
    /// Groups of neighbours that are `equal`.
    fn of<T>(sorted: &[T], equal: impl Fn(&T, &T) -> bool) -> Self {
        let mut ties = Self::default();
        for group in sorted.chunk_by(equal) {
            let t = group.len() as f64;
            ties.pairs += t * (t - 1.0) / 2.0;
            ties.triples += t * (t - 1.0) * (t - 2.0);
            ties.weighted += t * (t - 1.0) * (2.0 * t + 5.0);
        }
        ties
    }
}

/// Merge sort, ascending; the number of pairs that stood in descending order.
fn sort_counting(values: &mut Vec<f64>) -> u64 {
    let n = values.len();
    let mut other = values.clone();
    let (mut width, mut exchanges) = (1, 0_u64);
    while width < n {
        for start in (0..n).step_by(2 * width) {
            let (middle, end) = ((start + width).min(n), (start + 2 * width).min(n));
            let (mut low, mut high) = (start, middle);
            for place in &mut other[start..end] {
                if low < middle && (high == end || values[low] <= values[high]) {
                    *place = values[low];
                    low += 1;
                } else {
                    *place = values[high];
                    exchanges += (middle - low) as u64;
                    high += 1;
                }
            }
        }
        std::mem::swap(values, &mut other);
        width *= 2;
    }
    exchanges
}
