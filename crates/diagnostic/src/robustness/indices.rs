//! Sobol indices (1993) from outputs: exact over a full factorial, over a full factorial crossed
//! with draws of what is continuous, and from two independent samples. Outputs only: nothing here
//! knows of scores.

use nanduti_stats::student_t_quantile;

/// Variance below which an output is held not to vary.
const NO_VARIANCE: f64 = 1e-18;

/// Most groups of draws the jackknife leaves out in turn.
const MOST_GROUPS: usize = 50;

/// Least runs of each of two samples.
pub(super) const LEAST_ROWS: usize = 10;

/// Upper probability of the two-sided 90 % interval.
const UPPER: f64 = 0.95;

/// First-order and total index of one factor.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Indices {
    /// Share of the variance the factor brings alone.
    pub(super) first: f64,
    /// Share it brings alone and together with others.
    pub(super) total: f64,
    /// 90 % intervals of both; `None` where the indices are exact.
    pub(super) interval: Option<[(f64, f64); 2]>,
}

/// A full factorial of choices, the last factor fastest. A factor without choices of its own
/// (drawn from a continuum) has one.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Factorial {
    choices: Vec<usize>,
}

impl Factorial {
    /// Choices by factor.
    pub(super) fn new(choices: &[Option<usize>]) -> Self {
        Self { choices: choices.iter().map(|n| n.unwrap_or(1).max(1)).collect() }
    }

    /// Positions between one choice of a factor and the next.
    fn stride(&self, factor: usize) -> usize {
        self.choices[factor + 1..].iter().product()
    }

    /// Variance of the means by choice: what the factor brings alone.
    fn alone(&self, values: &[f64], factor: usize) -> f64 {
        let (n, stride) = (self.choices[factor], self.stride(factor));
        let mut means = vec![0.0; n];
        for (at, value) in values.iter().enumerate() {
            means[at / stride % n] += value;
        }
        let each = values.len() as f64 / n as f64;
        for sum in &mut means {
            *sum /= each;
        }
        variance(&means)
    }

    /// Mean, over the choices of all others, of the variance over the choices of the factor: what
    /// it brings alone and together with them.
    fn within(&self, values: &[f64], factor: usize) -> f64 {
        let (n, stride) = (self.choices[factor], self.stride(factor));
        let firsts = (0..values.len()).filter(|at| at / stride % n == 0);
        let (mut sum, mut groups) = (0.0, 0_usize);
        let mut group = vec![0.0; n];
        for first in firsts {
            for (choice, value) in group.iter_mut().enumerate() {
                *value = values[first + choice * stride];
            }
            sum += variance(&group);
            groups += 1;
        }
        sum / groups.max(1) as f64
    }
}

/// Population variance; 0 of nothing.
fn variance(values: &[f64]) -> f64 {
    let n = values.len().max(1) as f64;
    let mean = values.iter().sum::<f64>() / n;
    values.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n
}

/// Outputs of a full factorial, once for every draw of the one factor that is continuous (one
/// draw and no such factor: the whole factorial, exact).
#[derive(Clone, Debug)]
pub(super) struct Crossed<'a> {
    factorial: &'a Factorial,
    drawn: Option<usize>,
    /// Outputs by draw, then by combination.
    outputs: Vec<Vec<f64>>,
}

/// Variances, not yet shares.
struct Components {
    all: f64,
    first: Vec<f64>,
    total: Vec<f64>,
}

impl<'a> Crossed<'a> {
    /// From outputs by draw, then by combination. `drawn` is the continuous factor.
    pub(super) fn new(
        factorial: &'a Factorial,
        drawn: Option<usize>,
        outputs: Vec<Vec<f64>>,
    ) -> Self {
        Self { factorial, drawn, outputs }
    }

    /// Indices of every factor; `None` where the output does not vary or is not known. Intervals
    /// leave out groups of draws in turn (jackknife: Arvesen 1969), Student t.
    pub(super) fn indices(&self) -> Option<Vec<Indices>> {
        let all: Vec<&[f64]> = self.outputs.iter().map(Vec::as_slice).collect();
        let whole = self.shares(&all)?;
        let groups = all.len().min(MOST_GROUPS);
        let without: Vec<Vec<(f64, f64)>> = (0..if groups > 2 { groups } else { 0 })
            .filter_map(|group| {
                let kept = all.iter().enumerate().filter(|(at, _)| at % groups != group);
                self.shares(&kept.map(|(_, draw)| *draw).collect::<Vec<_>>())
            })
            .collect();
        let interval = |factor: usize| {
            let of = |which: fn(&(f64, f64)) -> f64| {
                let values: Vec<f64> =
                    without.iter().map(|shares| which(&shares[factor])).collect();
                ends(which(&whole[factor]), jackknife_error(&values)?, values.len() - 1)
            };
            Some([of(|both| both.0)?, of(|both| both.1)?])
        };
        let indices = |factor: usize| Indices {
            first: whole[factor].0,
            total: whole[factor].1,
            interval: interval(factor),
        };
        Some((0..whole.len()).map(indices).collect())
    }

    /// Total indices alone, without intervals.
    pub(super) fn totals(&self) -> Option<Vec<f64>> {
        let all: Vec<&[f64]> = self.outputs.iter().map(Vec::as_slice).collect();
        Some(self.shares(&all)?.into_iter().map(|both| both.1).collect())
    }

    /// First and total index by factor.
    fn shares(&self, draws: &[&[f64]]) -> Option<Vec<(f64, f64)>> {
        let found = self.components(draws);
        let share = |(first, total): (&f64, &f64)| (first / found.all, total / found.all);
        (found.all.is_finite() && found.all > NO_VARIANCE)
            .then(|| found.first.iter().zip(&found.total).map(share).collect())
    }

    /// Unbiased components of variance: over the combinations exact, over the draws as a sample.
    fn components(&self, draws: &[&[f64]]) -> Components {
        let m = draws.len() as f64;
        let n = draws.first().map_or(0, |draw| draw.len());
        let mean: Vec<f64> =
            (0..n).map(|at| draws.iter().map(|draw| draw[at]).sum::<f64>() / m).collect();
        let rests: Vec<Vec<f64>> = draws
            .iter()
            .map(|draw| draw.iter().zip(&mean).map(|(x, mean)| x - mean).collect())
            .collect();
        // A variance of means over draws holds what the draws' own spread adds; it is taken off.
        let unbiased = |form: &dyn Fn(&[f64]) -> f64| {
            let noise: f64 = rests.iter().map(|rest| form(rest)).sum();
            form(&mean) - if draws.len() > 1 { noise / (m * (m - 1.0)) } else { 0.0 }
        };
        let over_draws = |values: &dyn Fn(&[f64]) -> f64| {
            if draws.len() < 2 {
                return 0.0;
            }
            rests.iter().map(|rest| values(rest)).sum::<f64>() / (m - 1.0)
        };
        let drawn_total = over_draws(&|rest| rest.iter().map(|x| x * x).sum::<f64>() / n as f64);
        let drawn_first = over_draws(&|rest| (rest.iter().sum::<f64>() / n as f64).powi(2));
        let n_factors = self.factorial.choices.len();
        let is_drawn = |factor: usize| self.drawn == Some(factor);
        let first = |factor: usize| {
            if is_drawn(factor) {
                return drawn_first;
            }
            unbiased(&|values| self.factorial.alone(values, factor))
        };
        let total = |factor: usize| {
            if is_drawn(factor) {
                return drawn_total;
            }
            draws.iter().map(|draw| self.factorial.within(draw, factor)).sum::<f64>() / m
        };
        Components {
            all: unbiased(&variance) + drawn_total,
            first: (0..n_factors).map(first).collect(),
            total: (0..n_factors).map(total).collect(),
        }
    }
}

/// Standard error from estimates that each leave one group out.
fn jackknife_error(without: &[f64]) -> Option<f64> {
    let groups = without.len() as f64;
    (without.len() > 2).then(|| ((groups - 1.0) * variance(without)).sqrt())
}

/// 90 % interval of an estimate.
fn ends(value: f64, error: f64, degrees: usize) -> Option<(f64, f64)> {
    let half = student_t_quantile(UPPER, degrees as f64)? * error;
    Some((value - half, value + half))
}

/// Indices of a factor from two independent samples and the first with that factor of the second
/// (Saltelli et al. 2010), run by run: centred, the first order as `E[y_B·y_mixed]`, the total as
/// `½·E[(y_A − y_mixed)²]` (Jansen 1999), each corrected by what is known to be zero on average and
/// is not in the sample: the correlation of the two samples (Glen, Isaacs 2012), and the
/// differences of the three variances. Intervals by the delta method, Student t.
///
/// `None` without variance, with an unknown output or under [`LEAST_ROWS`] runs. A factor that changed no
/// output has indices of exactly 0, one beside which no other did of exactly 1.
pub(super) fn sampled(a: &[f64], b: &[f64], mixed: &[f64]) -> Option<Indices> {
    let n = a.len();
    let mean = a.iter().chain(b).sum::<f64>() / (2 * n) as f64;
    let centred = |x: &[f64]| x.iter().map(|x| x - mean).collect::<Vec<f64>>();
    let (ca, cb, cm) = (centred(a), centred(b), centred(mixed));
    let rows = |of: &dyn Fn(f64, f64, f64) -> f64| -> Vec<f64> {
        (0..n).map(|row| of(ca[row], cb[row], cm[row])).collect()
    };
    let half = rows(&|a, b, _| f64::midpoint(a * a, b * b));
    let variance = half.iter().sum::<f64>() / n as f64;
    if n < LEAST_ROWS || !variance.is_finite() || variance <= NO_VARIANCE {
        return None;
    }
    // Nothing moved by the factor, or nothing by all others.
    for (same, share) in [(a, 0.0), (b, 1.0)] {
        if same == mixed {
            let interval = Some([(share, share); 2]);
            return Some(Indices { first: share, total: share, interval });
        }
    }
    let zero_on_average = Controls::new(vec![
        rows(&|a, b, _| a * b),
        rows(&|a, b, _| a * a - b * b),
        rows(&|a, b, m| m * m - f64::midpoint(a * a, b * b)),
    ]);
    let first = zero_on_average.ratio(&rows(&|_, b, m| b * m), &half)?;
    let total = zero_on_average.ratio(&rows(&|a, _, m| (a - m).powi(2) / 2.0), &half)?;
    Some(Indices { first: first.0, total: total.0, interval: Some([first.1, total.1]) })
}

/// Quantities whose expectation is zero, made orthogonal: control variates (Owen, *Monte Carlo
/// theory, methods and examples*, 2013, ch. 8).
struct Controls {
    /// Mean and centred values of each.
    parts: Vec<(f64, Vec<f64>)>,
}

impl Controls {
    fn new(columns: Vec<Vec<f64>>) -> Self {
        let mut parts: Vec<(f64, Vec<f64>)> = Vec::new();
        for column in columns {
            let (mut mean, mut values) = centre(&column);
            let before = dot(&values, &values);
            for (other_mean, other) in &parts {
                let slope = dot(&values, other) / dot(other, other);
                mean -= slope * other_mean;
                values.iter_mut().zip(other).for_each(|(x, c)| *x -= slope * c);
            }
            // One that the others tell already is left out.
            if dot(&values, &values) > 1e-9 * before.max(f64::MIN_POSITIVE) {
                parts.push((mean, values));
            }
        }
        Self { parts }
    }

    /// Mean of `values` over mean of `whole`, with its 90 % interval.
    fn ratio(&self, values: &[f64], whole: &[f64]) -> Option<(f64, (f64, f64))> {
        let n = values.len() as f64;
        let (mut mean, below) = (values.iter().sum::<f64>() / n, whole.iter().sum::<f64>() / n);
        let share = mean / below;
        let linear: Vec<f64> = values.iter().zip(whole).map(|(x, v)| x - share * v).collect();
        let (_, mut rest) = centre(&linear);
        for (control_mean, control) in &self.parts {
            let slope = dot(&rest, control) / dot(control, control);
            mean -= slope * control_mean;
            rest.iter_mut().zip(control).for_each(|(x, c)| *x -= slope * c);
        }
        let degrees = values.len().checked_sub(1 + self.parts.len()).filter(|n| *n > 0)?;
        let error = (dot(&rest, &rest) / degrees as f64 / n).sqrt() / below;
        let value = mean / below;
        Some((value, ends(value, error, degrees)?))
    }
}

fn centre(values: &[f64]) -> (f64, Vec<f64>) {
    let mean = values.iter().sum::<f64>() / values.len() as f64;
    (mean, values.iter().map(|x| x - mean).collect())
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

#[cfg(test)]
mod tests;
