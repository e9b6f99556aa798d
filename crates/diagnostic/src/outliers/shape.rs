//! Skew and kurtosis of a sample.

use super::LEAST_VALUES;

/// |skew| above which a column may be treated (OECD/JRC COIN tool).
const MOST_SKEW: f64 = 2.0;
/// Excess kurtosis above which a column may be treated (OECD/JRC COIN tool).
const MOST_KURTOSIS: f64 = 3.5;

/// Skew and excess kurtosis adjusted for the sample size: G1 and G2 of Joanes and Gill (1998), the
/// type 2 of statistical packages and the functions of spreadsheets. With central moments m of
/// divisor n: `G1 = m3/m2^1.5 · √(n(n−1))/(n−2)` and
/// `G2 = ((n+1)(m4/m2² − 3) + 6)(n−1)/((n−2)(n−3))`.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Shape {
    /// Skew, 0 for a symmetric sample, above 0 with a tail of high values.
    pub skew: f64,
    /// Excess kurtosis, about 0 for a normal sample.
    pub kurtosis: f64,
}

/// Sums of the first four powers of deviations from a pivot.
#[derive(Clone, Copy, Default, Debug)]
pub(super) struct Sums([f64; 4]);

impl Sums {
    pub(super) fn of(values: &[f64], pivot: f64) -> Self {
        let mut sums = Self::default();
        for value in values {
            sums.add(value - pivot);
        }
        sums
    }

    pub(super) fn add(&mut self, deviation: f64) {
        let square = deviation * deviation;
        self.0[0] += deviation;
        self.0[1] += square;
        self.0[2] += square * deviation;
        self.0[3] += square * square;
    }

    /// Moments about the mean, from those about a pivot near it.
    pub(super) fn shape(&self, n: usize) -> Option<Shape> {
        let [d, s2, s3, s4] = self.0.map(|sum| sum / n as f64);
        let m2 = s2 - d * d;
        let m3 = s3 - 3.0 * d * s2 + 2.0 * d.powi(3);
        let m4 = s4 - 4.0 * d * s3 + 6.0 * d * d * s2 - 3.0 * d.powi(4);
        if n < LEAST_VALUES || m2 <= 0.0 {
            return None;
        }
        let n = n as f64;
        let skew = m3 / m2.powf(1.5) * (n * (n - 1.0)).sqrt() / (n - 2.0);
        let peak = m4 / (m2 * m2) - 3.0;
        let kurtosis = ((n + 1.0) * peak + 6.0) * (n - 1.0) / ((n - 2.0) * (n - 3.0));
        (skew.is_finite() && kurtosis.is_finite()).then_some(Shape { skew, kurtosis })
    }
}

impl Shape {
    /// Of finite values. `None` under four of them, where all are the same, and where their
    /// fourth powers leave the range of numbers.
    pub fn of(values: &[f64]) -> Option<Self> {
        let first = *values.first()?;
        if values.iter().all(|value| *value == first) {
            return None;
        }
        let mean = values.iter().sum::<f64>() / values.len() as f64;
        Sums::of(values, mean).shape(values.len())
    }

    /// |skew| ≤ 2 or excess kurtosis ≤ 3.5: nothing needs treatment.
    pub fn is_acceptable(&self) -> bool {
        self.skew.abs() <= MOST_SKEW || self.kurtosis <= MOST_KURTOSIS
    }
}
