//! The Box–Cox exponent of greatest likelihood.

/// The range that is searched.
const RANGE: (f64, f64) = (-2.0, 2.0);
/// Steps of the grid over it; the likelihood is smooth, so one step holds one summit.
const GRID: usize = 80;
/// Golden-section steps inside two grid steps of 0.05: 0.1 × 0.618⁴⁰ is below 1e-9.
const GOLDEN_STEPS: usize = 40;
/// The golden section, (√5 − 1) / 2.
const GOLDEN: f64 = 0.618_033_988_749_894_9;

/// The exponent in −2…2 of greatest profile likelihood for positive values.
///
/// The log-likelihood is `−n/2·ln σ²(λ) + (λ − 1)·Σ ln x` (Box and Cox, 1964, eq. 8). Of values
/// divided by their geometric mean the second term is zero and λ is unchanged, so the exponent of
/// least variance is the likeliest. Of equal exponents on the grid the least is taken.
pub(super) fn likeliest_exponent(values: &[f64]) -> f64 {
    let logs: Vec<f64> = values.iter().map(|x| x.ln()).collect();
    let centre = logs.iter().sum::<f64>() / logs.len() as f64;
    let logs: Vec<f64> = logs.iter().map(|log| log - centre).collect();
    let step = (RANGE.1 - RANGE.0) / GRID as f64;
    let (mut best, mut least) = (0, f64::INFINITY);
    for place in 0..=GRID {
        let variance = variance(&logs, RANGE.0 + step * place as f64);
        if variance < least {
            (best, least) = (place, variance);
        }
    }
    let around = RANGE.0 + step * best as f64;
    golden_section(&logs, (around - step).max(RANGE.0), (around + step).min(RANGE.1))
}

/// Least variance between two exponents (Kiefer, 1953).
fn golden_section(logs: &[f64], mut low: f64, mut high: f64) -> f64 {
    let inner = |low: f64, high: f64| (high - GOLDEN * (high - low), low + GOLDEN * (high - low));
    let (mut left, mut right) = inner(low, high);
    let (mut at_left, mut at_right) = (variance(logs, left), variance(logs, right));
    for _ in 0..GOLDEN_STEPS {
        if at_left <= at_right {
            (high, right, at_right) = (right, left, at_left);
            left = inner(low, high).0;
            at_left = variance(logs, left);
        } else {
            (low, left, at_left) = (left, right, at_right);
            right = inner(low, high).1;
            at_right = variance(logs, right);
        }
    }
    f64::midpoint(low, high)
}

/// Variance (divisor n) of the transformed values, from logarithms about their mean. What
/// overflows counts as infinite.
fn variance(logs: &[f64], lambda: f64) -> f64 {
    let transform = |log: f64| if lambda == 0.0 { log } else { (lambda * log).exp_m1() / lambda };
    let n = logs.len() as f64;
    let mean = logs.iter().map(|log| transform(*log)).sum::<f64>() / n;
    let squares: f64 = logs.iter().map(|log| (transform(*log) - mean).powi(2)).sum();
    if squares.is_finite() { squares / n } else { f64::INFINITY }
}
