//! Prices on rows: Newton steps on a smoothed Lagrangian.
//!
//! L(μ) = μ·b + Σ max (v − μ·u) is convex but has kinks. Replacing the max over an agent's
//! columns by T · ln Σ exp((v − μ·u) / T) makes it smooth (Nesterov 2005, "Smooth minimization of
//! non-smooth functions"); T falls by a constant factor from stage to stage. Every
//! evaluation also gives the exact L, and the best exact one is kept: smoothing guides, it
//! never weakens the bound.

use super::prepared::Prepared;
use rayon::prelude::*;

#[cfg(test)]
mod tests;

/// Agents evaluated together; fixed, so that sums do not depend on the number of threads.
const CHUNK: usize = 64;
/// Weights below exp(−this) count as zero.
const FAR: f64 = 30.0;
/// Weights below this leave the second derivative alone.
const LIGHT: f64 = 1e-9;
/// Sweeps before each joint solve of the quadratic model.
const SWEEPS: usize = 10;
/// Joint solves of the quadratic model.
const PARTS: usize = 3;

/// Temperatures of a run, in the unit of values.
#[derive(Debug, Clone, Copy)]
pub(super) struct Schedule {
    /// First temperature.
    pub(super) start: f64,
    /// Last temperature.
    pub(super) end: f64,
    /// Factor from one stage to the next, below 1.
    pub(super) factor: f64,
    /// Most Newton steps in a stage.
    pub(super) steps: usize,
}

/// Prices with the bound they prove.
#[derive(Debug, Clone)]
pub(super) struct Priced {
    /// One price per row.
    pub(super) prices: Vec<f64>,
    /// L(μ).
    pub(super) bound: f64,
}

/// The smoothed function at one point.
struct Smooth {
    value: f64,
    exact: f64,
    /// ∂/∂μ.
    gradient: Vec<f64>,
    /// Second derivatives, row by row.
    curvature: Vec<f64>,
}

/// Lowers L from `start`; stops early at or below `stop_at`.
pub(super) fn minimise(
    prepared: &Prepared,
    active: &[Vec<u32>],
    start: &[f64],
    schedule: &Schedule,
    stop_at: f64,
) -> Priced {
    let mut prices = start.to_vec();
    let mut best = Priced { prices: prices.clone(), bound: f64::INFINITY };
    let mut temperature = schedule.start;
    loop {
        let mut here = smooth(prepared, active, &prices, temperature);
        best.keep(&prices, here.exact);
        for _ in 0..schedule.steps {
            if best.bound <= stop_at {
                return best;
            }
            let Some(next) = newton_step(prepared, active, &mut prices, &here, temperature) else {
                break;
            };
            best.keep(&prices, next.exact);
            let gained = here.value - next.value;
            here = next;
            if gained < 0.05 * temperature {
                break;
            }
        }
        if temperature <= schedule.end {
            return best;
        }
        temperature = (temperature * schedule.factor).max(schedule.end);
    }
}

impl Priced {
    /// Keeps the better of two points.
    fn keep(&mut self, prices: &[f64], bound: f64) {
        if bound < self.bound {
            self.bound = bound;
            self.prices.copy_from_slice(prices);
        }
    }
}

/// L(μ) over the active columns.
pub(super) fn exact(prepared: &Prepared, active: &[Vec<u32>], prices: &[f64]) -> f64 {
    let fixed: f64 = prepared.capacity.iter().zip(prices).map(|(b, price)| b * price).sum();
    let most = |columns: &Vec<u32>| {
        columns
            .iter()
            .map(|&column| prepared.priced(column, prices))
            .fold(f64::NEG_INFINITY, f64::max)
    };
    fixed + active.iter().map(most).sum::<f64>()
}

/// One projected Newton step with backtracking; `None` when the value does not fall.
fn newton_step(
    prepared: &Prepared,
    active: &[Vec<u32>],
    prices: &mut Vec<f64>,
    here: &Smooth,
    temperature: f64,
) -> Option<Smooth> {
    let direction = direction(prepared, prices, here);
    let mut length = 1.0;
    for _ in 0..10 {
        let trial: Vec<f64> = prices
            .iter()
            .zip(&direction)
            .map(|(price, change)| (price + length * change).max(0.0))
            .collect();
        let promised: f64 =
            (0..trial.len()).map(|row| here.gradient[row] * (trial[row] - prices[row])).sum();
        if promised > -1e-7 * temperature {
            return None;
        }
        let next = smooth(prepared, active, &trial, temperature);
        if next.value <= here.value + 1e-4 * promised {
            *prices = trial;
            return Some(next);
        }
        length *= 0.35;
    }
    None
}

/// The Newton direction within μ ≥ 0, limited to a few times each row's typical price.
///
/// It minimises the quadratic model g·d + d·H·d / 2 under μ + d ≥ 0. Sweeps over single rows
/// find which rows end at zero; Cholesky's factors then solve for the others, as far as the
/// first of them that would cross zero. Each part only lowers the model.
fn direction(prepared: &Prepared, prices: &[f64], here: &Smooth) -> Vec<f64> {
    let n_rows = prices.len();
    let mut curvature = here.curvature.clone();
    for row in 0..n_rows {
        // A floor in the unit of the row: a typical gradient over a typical price.
        let scale = prepared.price_scale[row].max(f64::MIN_POSITIVE);
        let place = row * n_rows + row;
        curvature[place] =
            curvature[place] * (1.0 + 1e-6) + 1e-7 * prepared.value_scale / scale / scale;
    }
    let mut direction = vec![0.0; n_rows];
    for _ in 0..PARTS {
        for _ in 0..SWEEPS {
            sweep(prepared, prices, here, &curvature, &mut direction);
        }
        free_step(prices, here, &curvature, &mut direction);
    }
    let mut shrink = 1.0_f64;
    for (row, change) in direction.iter().enumerate() {
        let most = 2.0 * (prices[row] + prepared.price_scale[row]);
        if change.abs() > most {
            shrink = shrink.min(most / change.abs());
        }
    }
    for change in &mut direction {
        *change *= shrink;
    }
    direction
}

/// Minimises the model over each row in turn. Rows that nothing uses keep their price.
fn sweep(
    prepared: &Prepared,
    prices: &[f64],
    here: &Smooth,
    curvature: &[f64],
    direction: &mut [f64],
) {
    let n_rows = prices.len();
    for row in 0..n_rows {
        if prepared.price_scale[row] > 0.0 {
            let second = &curvature[row * n_rows..(row + 1) * n_rows];
            let slope = here.gradient[row] + dot(second, direction);
            direction[row] = (direction[row] - slope / second[row]).max(-prices[row]);
        }
    }
}

/// Moves the rows that do not end at zero towards their joint minimum, the others held.
fn free_step(prices: &[f64], here: &Smooth, curvature: &[f64], direction: &mut [f64]) {
    let n_rows = prices.len();
    let free: Vec<usize> = (0..n_rows).filter(|&row| prices[row] + direction[row] > 0.0).collect();
    let n = free.len();
    let (mut matrix, mut step) = (vec![0.0; n * n], vec![0.0; n]);
    for (i, &row) in free.iter().enumerate() {
        let second = &curvature[row * n_rows..(row + 1) * n_rows];
        step[i] = -here.gradient[row] - dot(second, direction);
        for (j, &other) in free.iter().enumerate() {
            matrix[i * n + j] = second[other];
        }
    }
    solve_positive_definite(&mut matrix, &mut step);
    let mut length = 1.0_f64;
    for (&row, &change) in free.iter().zip(&step) {
        if change < 0.0 {
            length = length.min((prices[row] + direction[row]) / -change);
        }
    }
    for (&row, &change) in free.iter().zip(&step) {
        direction[row] = (direction[row] + length * change).max(-prices[row]);
    }
}

/// Σ x·y.
fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(x, y)| x * y).sum()
}

/// Solves A x = b in place by Cholesky's factors, A n × n row by row; `right` becomes x.
fn solve_positive_definite(matrix: &mut [f64], right: &mut [f64]) {
    let n = right.len();
    for i in 0..n {
        for j in 0..=i {
            let dot: f64 = (0..j).map(|k| matrix[i * n + k] * matrix[j * n + k]).sum();
            let rest = matrix[i * n + j] - dot;
            matrix[i * n + j] = if i == j {
                // Rounding can eat a pivot of a nearly singular matrix.
                rest.max(1e-12 * matrix[i * n + i]).max(f64::MIN_POSITIVE).sqrt()
            } else {
                rest / matrix[j * n + j]
            };
        }
    }
    for i in 0..n {
        let dot: f64 = (0..i).map(|k| matrix[i * n + k] * right[k]).sum();
        right[i] = (right[i] - dot) / matrix[i * n + i];
    }
    for i in (0..n).rev() {
        let dot: f64 = (i + 1..n).map(|k| matrix[k * n + i] * right[k]).sum();
        right[i] = (right[i] - dot) / matrix[i * n + i];
    }
}

/// The smoothed function, its first and its second derivatives.
fn smooth(prepared: &Prepared, active: &[Vec<u32>], prices: &[f64], temperature: f64) -> Smooth {
    let fixed: f64 = prepared.capacity.iter().zip(prices).map(|(b, price)| b * price).sum();
    let mut sum = Smooth {
        value: fixed,
        exact: fixed,
        gradient: prepared.capacity.clone(),
        curvature: vec![0.0; prices.len() * prices.len()],
    };
    if active.len() <= CHUNK {
        sum.add(&smooth_chunk(prepared, active, prices, temperature));
    } else {
        let parts: Vec<Smooth> = active
            .par_chunks(CHUNK)
            .map(|chunk| smooth_chunk(prepared, chunk, prices, temperature))
            .collect();
        for part in &parts {
            sum.add(part);
        }
    }
    sum
}

impl Smooth {
    /// Adds a part.
    fn add(&mut self, part: &Self) {
        self.value += part.value;
        self.exact += part.exact;
        for (sum, term) in self.gradient.iter_mut().zip(&part.gradient) {
            *sum += term;
        }
        for (sum, term) in self.curvature.iter_mut().zip(&part.curvature) {
            *sum += term;
        }
    }

    /// Adds weight · u uᵀ to the lower triangle.
    fn add_square(&mut self, uses: &[(u32, f64)], weight: f64) {
        let n_rows = self.gradient.len();
        for (place, &(row, amount)) in uses.iter().enumerate() {
            let pull = weight * amount;
            for &(other, other_amount) in &uses[..=place] {
                self.curvature[row as usize * n_rows + other as usize] += pull * other_amount;
            }
        }
    }

    /// Takes an agent's mean use off the slope and its square off the lower triangle.
    fn subtract_mean(&mut self, rows: &[usize], mean: &[f64], temperature: f64) {
        let n_rows = self.gradient.len();
        for (place, &row) in rows.iter().enumerate() {
            self.gradient[row] -= mean[row];
            for &other in &rows[..=place] {
                self.curvature[row * n_rows + other] -= mean[row] * mean[other] / temperature;
            }
        }
    }
}

/// The terms of some agents.
fn smooth_chunk(
    prepared: &Prepared,
    agents: &[Vec<u32>],
    prices: &[f64],
    temperature: f64,
) -> Smooth {
    let n_rows = prices.len();
    let mut sum = Smooth {
        value: 0.0,
        exact: 0.0,
        gradient: vec![0.0; n_rows],
        curvature: vec![0.0; n_rows * n_rows],
    };
    let mut weights: Vec<f64> = Vec::new();
    let mut mean = vec![0.0; n_rows];
    let mut touched: Vec<usize> = Vec::new();
    for columns in agents {
        let (best, total) = soft_weights(prepared, columns, prices, temperature, &mut weights);
        sum.exact += best;
        sum.value += best + temperature * total.ln();
        for (&column, weight) in columns.iter().zip(&weights) {
            let share = weight / total;
            if share > 0.0 {
                let uses = prepared.uses(column);
                for &(row, amount) in uses {
                    if mean[row as usize] == 0.0 {
                        touched.push(row as usize);
                    }
                    mean[row as usize] += share * amount;
                }
                if share > LIGHT {
                    sum.add_square(uses, share / temperature);
                }
            }
        }
        touched.sort_unstable();
        touched.dedup();
        sum.subtract_mean(&touched, &mean, temperature);
        touched.drain(..).for_each(|row| mean[row] = 0.0);
    }
    // Rows ascend within a column, so the lower triangle is filled; mirror it.
    for row in 0..n_rows {
        for other in 0..row {
            sum.curvature[other * n_rows + row] = sum.curvature[row * n_rows + other];
        }
    }
    sum
}

/// Fills `weights` with exp((priced − best) / T) and gives the best priced value and their
/// sum.
pub(super) fn soft_weights(
    prepared: &Prepared,
    columns: &[u32],
    prices: &[f64],
    temperature: f64,
    weights: &mut Vec<f64>,
) -> (f64, f64) {
    weights.clear();
    weights.extend(columns.iter().map(|&column| prepared.priced(column, prices)));
    let best = weights.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let mut total = 0.0;
    for weight in weights {
        let distance = (best - *weight) / temperature;
        *weight = if distance > FAR { 0.0 } else { (-distance).exp() };
        total += *weight;
    }
    (best, total)
}
