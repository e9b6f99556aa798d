//! Approximate sink prices: a few rounds in which sinks wanted beyond their demand become dearer
//! and others cheaper, all with the level at which just as many sources find something as are
//! needed. They only guide the start; exactness is the simplex's.

use super::Transport;

/// Rounds over all pairs.
const ROUNDS: i32 = 12;

/// The last step as a share of the first.
const LAST_STEP: f64 = 0.03;

/// Values looked at for their scale.
const SAMPLE: usize = 4_096;

/// A typical difference of values: the interquartile range of a sample at even distance, else
/// the range; 0 when all are equal.
pub(super) fn scale(values: &[i64]) -> i64 {
    let stride = values.len().div_ceil(SAMPLE).max(1);
    let mut sample: Vec<i64> = values.iter().copied().step_by(stride).collect();
    sample.sort_unstable();
    let at = |share: usize| sample[(sample.len() - 1) * share / 4];
    if sample.is_empty() {
        0
    } else if at(3) > at(1) {
        at(3) - at(1)
    } else {
        at(4) - at(0)
    }
}

/// One price per sink, ≥ 0.
pub(super) fn approximate(problem: &Transport) -> Vec<i64> {
    let n_sinks = problem.demand.len();
    let scale = scale(&problem.values) as f64;
    if scale <= 0.0 {
        return vec![0; n_sinks];
    }
    let total = |amounts: &[i64]| amounts.iter().map(|&amount| amount as f64).sum::<f64>();
    let (offered, wanted) = (total(&problem.capacity), total(&problem.demand));
    let n_sources = problem.capacity.len();
    // So many sources find nothing where there is more capacity than demand.
    let idle = (offered > wanted).then(|| (n_sources as f64 * (1.0 - wanted / offered)) as usize);
    let factor = LAST_STEP.powf(1.0 / f64::from(ROUNDS - 1));
    let (mut exact, mut prices) = (vec![0.0_f64; n_sinks], vec![0_i64; n_sinks]);
    let mut step = scale;
    let mut best: Vec<(i64, u32)> = Vec::with_capacity(n_sources);
    let mut ranked: Vec<i64> = Vec::with_capacity(n_sources);
    for _ in 0..ROUNDS {
        best.clear();
        best.extend((0..n_sources).map(|source| favourite(problem, source, &prices)));
        let shift = idle.map_or(0, |idle| {
            ranked.clear();
            ranked.extend(best.iter().map(|one| one.0));
            *ranked.select_nth_unstable(idle.min(n_sources - 1)).1
        });
        let mut load = vec![0.0; n_sinks];
        for (&(worth, sink), &capacity) in best.iter().zip(&problem.capacity) {
            if worth > shift {
                load[sink as usize] += capacity as f64;
            }
        }
        // A shift by sources without any pair says nothing.
        let shift = if shift == i64::MIN { 0.0 } else { shift as f64 };
        for (sink, load) in load.iter().enumerate() {
            let excess = if problem.demand[sink] > 0 {
                (load / problem.demand[sink] as f64 - 1.0).min(1.0)
            } else {
                1.0
            };
            exact[sink] = (exact[sink] + shift + step * excess).max(0.0);
            prices[sink] = exact[sink].round() as i64;
        }
        step *= factor;
    }
    prices
}

/// The pair of a source worth most after its sink's price, and the sink; `i64::MIN` without pairs.
fn favourite(problem: &Transport, source: usize, prices: &[i64]) -> (i64, u32) {
    let row = problem.row(source);
    let mut best = (i64::MIN, 0);
    for (&sink, &value) in problem.sinks[row.clone()].iter().zip(&problem.values[row]) {
        let worth = value - prices[sink as usize];
        if worth > best.0 {
            best = (worth, sink);
        }
    }
    best
}
