//! k-medoids of weighted points: BUILD and eager swaps.

use super::gower::Distances;

/// Part of the total weight below which a gain is rounding and not a gain.
const ROUNDING: f64 = 1e-12;

/// Medoids and the medoid of each point.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Clustering {
    /// Points that are medoids, ascending.
    pub(super) medoids: Vec<usize>,
    /// Position of the nearest medoid of each point, the first among equals.
    pub(super) label: Vec<usize>,
}

/// BUILD (Kaufman and Rousseeuw 1990, section 2.4): first the point with the least total
/// distance, then one by one the point that lowers the total most; the first among equals. The
/// start for fewer medoids is the beginning of the same list.
pub(super) fn build(distances: &Distances, weights: &[f64], k: usize) -> Vec<usize> {
    let n = distances.len();
    let mut nearest = vec![f64::INFINITY; n];
    let mut chosen = vec![false; n];
    let mut medoids = Vec::with_capacity(k);
    for _ in 0..k.min(n) {
        let mut best: Option<(usize, f64)> = None;
        for candidate in (0..n).filter(|&point| !chosen[point]) {
            let row = distances.row(candidate).iter().zip(&nearest).zip(weights);
            let total: f64 = row.map(|((d, near), weight)| weight * d.min(*near)).sum();
            if best.is_none_or(|(_, least)| total < least) {
                best = Some((candidate, total));
            }
        }
        let Some((medoid, _)) = best else { break };
        chosen[medoid] = true;
        medoids.push(medoid);
        for (near, d) in nearest.iter_mut().zip(distances.row(medoid)) {
            *near = near.min(*d);
        }
    }
    medoids
}

/// Swaps medoids for other points as long as the total weighted distance falls (`FasterPAM`,
/// Schubert and Rousseeuw 2021, algorithm 4): points are tried in their order, and the best swap
/// of a point is made at once. Ends when a whole round finds none.
pub(super) fn swap(distances: &Distances, weights: &[f64], start: &[usize]) -> Clustering {
    let n = distances.len();
    let rounding = ROUNDING * weights.iter().sum::<f64>();
    let mut state = State::new(distances, weights, start);
    let (mut candidate, mut idle) = (0, 0);
    while idle < n {
        idle += 1;
        if !state.medoids.contains(&candidate)
            && let Some((slot, change)) = state.best_swap(candidate)
            && change < -rounding
        {
            state.medoids[slot] = candidate;
            state.refresh();
            idle = 1;
        }
        candidate = (candidate + 1) % n;
    }
    let mut medoids = state.medoids;
    medoids.sort_unstable();
    Clustering { label: labels(distances, &medoids), medoids }
}

/// Position of the nearest medoid of each point, the first among equals.
fn labels(distances: &Distances, medoids: &[usize]) -> Vec<usize> {
    let rows: Vec<&[f64]> = medoids.iter().map(|&medoid| distances.row(medoid)).collect();
    (0..distances.len())
        .map(|point| {
            let nearer = |a: &usize, b: &usize| rows[*a][point].total_cmp(&rows[*b][point]);
            (0..rows.len()).min_by(nearer).unwrap_or(0)
        })
        .collect()
}

/// Medoids with what each point loses when its own leaves.
struct State<'a> {
    distances: &'a Distances,
    weights: &'a [f64],
    medoids: Vec<usize>,
    /// Slot of the nearest medoid of each point.
    slot: Vec<usize>,
    nearest: Vec<f64>,
    second: Vec<f64>,
    /// Increase of the total when the medoid of a slot leaves.
    removal: Vec<f64>,
}

impl<'a> State<'a> {
    fn new(distances: &'a Distances, weights: &'a [f64], start: &[usize]) -> Self {
        let n = distances.len();
        let mut state = Self {
            distances,
            weights,
            medoids: start.to_vec(),
            slot: vec![0; n],
            nearest: vec![0.0; n],
            second: vec![0.0; n],
            removal: vec![0.0; start.len()],
        };
        state.refresh();
        state
    }

    fn refresh(&mut self) {
        self.nearest.fill(f64::INFINITY);
        self.second.fill(f64::INFINITY);
        for (slot, &medoid) in self.medoids.iter().enumerate() {
            for (point, &d) in self.distances.row(medoid).iter().enumerate() {
                if d < self.nearest[point] {
                    self.second[point] = self.nearest[point];
                    self.nearest[point] = d;
                    self.slot[point] = slot;
                } else if d < self.second[point] {
                    self.second[point] = d;
                }
            }
        }
        self.removal.fill(0.0);
        for point in 0..self.slot.len() {
            self.removal[self.slot[point]] +=
                self.weights[point] * (self.second[point] - self.nearest[point]);
        }
    }

    /// The slot whose medoid the point replaces best, and the change of the total.
    fn best_swap(&self, candidate: usize) -> Option<(usize, f64)> {
        let mut change = self.removal.clone();
        let mut shared = 0.0;
        for (point, &d) in self.distances.row(candidate).iter().enumerate() {
            let (near, second, weight) =
                (self.nearest[point], self.second[point], self.weights[point]);
            if d < near {
                shared += weight * (d - near);
                change[self.slot[point]] += weight * (near - second);
            } else if d < second {
                change[self.slot[point]] += weight * (d - second);
            }
        }
        let slot = (0..change.len()).min_by(|a, b| change[*a].total_cmp(&change[*b]))?;
        Some((slot, change[slot] + shared))
    }
}
