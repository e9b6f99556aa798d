//! Distributions drawn by their quantile function.
//!
//! One uniform number gives one draw and larger uniforms give larger draws, so that two
//! scenarios with the same key stay comparable (common random numbers) and quantile-based
//! sensitivity designs can feed the same function.

use crate::normal::normal_quantile;
use crate::random::Key;

#[cfg(test)]
mod tests;

/// Standard normal quantile at 95 %: where a range's ends stand in [`Distribution::three_point`].
const NORMAL_95: f64 = 1.644_853_626_951_472_2;
/// Mean above which a Poisson quantile uses the corrected normal approximation.
const POISSON_EXACT: f64 = 500.0;

/// A distribution in the unit of its parameters. Built by checked constructors.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Distribution(Shape);

/// The families.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Shape {
    Constant(f64),
    Normal { mean: f64, sd: f64 },
    LogNormal { median: f64, log_sd: f64 },
    Triangular { low: f64, mode: f64, high: f64 },
    ThreePoint { low: f64, median: f64, high: f64 },
    Bernoulli { probability: f64 },
    Poisson { mean: f64 },
}

/// Why parameters do not describe a distribution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DistributionError {
    /// A parameter is infinite or not a number.
    NotFinite,
    /// A spread, mean or median that must not be negative (or zero) is.
    NotPositive,
    /// Low, middle and high are not in ascending order.
    NotOrdered,
    /// A probability lies outside [0, 1].
    NotProbability,
}

impl std::fmt::Display for DistributionError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(match self {
            Self::NotFinite => "a parameter is not a finite number",
            Self::NotPositive => "a parameter that must be positive is not",
            Self::NotOrdered => "low, middle and high are not in ascending order",
            Self::NotProbability => "a probability lies outside 0 to 1",
        })
    }
}

impl std::error::Error for DistributionError {}

impl Distribution {
    /// Always `value`.
    pub fn constant(value: f64) -> Result<Self, DistributionError> {
        finite(&[value])?;
        Ok(Self(Shape::Constant(value)))
    }

    /// Normal with `mean` and standard deviation `sd` ≥ 0.
    pub fn normal(mean: f64, sd: f64) -> Result<Self, DistributionError> {
        finite(&[mean, sd])?;
        if sd < 0.0 {
            return Err(DistributionError::NotPositive);
        }
        Ok(Self(Shape::Normal { mean, sd }))
    }

    /// Lognormal with `median` > 0; `log_sd` ≥ 0 is the standard deviation of the logarithm.
    pub fn log_normal(median: f64, log_sd: f64) -> Result<Self, DistributionError> {
        finite(&[median, log_sd])?;
        if median <= 0.0 || log_sd < 0.0 {
            return Err(DistributionError::NotPositive);
        }
        Ok(Self(Shape::LogNormal { median, log_sd }))
    }

    /// Triangular between `low` and `high` with peak `mode`.
    pub fn triangular(low: f64, mode: f64, high: f64) -> Result<Self, DistributionError> {
        ordered(low, mode, high)?;
        Ok(Self(Shape::Triangular { low, mode, high }))
    }

    /// A range as experts give it: 5 % below `low`, half below `median`, 5 % above `high`.
    ///
    /// Two half normals joined at the median, with standard deviations (median − low) / 1.645
    /// below and (high − median) / 1.645 above: all three quantiles are exact, whatever the
    /// skew. The density jumps at the median when the halves differ. It is not the two-piece
    /// normal of Fechner 1897, which is joined at its mode. Ends may be equal (no spread).
    pub fn three_point(low: f64, median: f64, high: f64) -> Result<Self, DistributionError> {
        ordered(low, median, high)?;
        Ok(Self(Shape::ThreePoint { low, median, high }))
    }

    /// 1 with `probability`, else 0.
    pub fn bernoulli(probability: f64) -> Result<Self, DistributionError> {
        finite(&[probability])?;
        if !(0.0..=1.0).contains(&probability) {
            return Err(DistributionError::NotProbability);
        }
        Ok(Self(Shape::Bernoulli { probability }))
    }

    /// Counts with `mean` ≥ 0.
    pub fn poisson(mean: f64) -> Result<Self, DistributionError> {
        finite(&[mean])?;
        if mean < 0.0 {
            return Err(DistributionError::NotPositive);
        }
        Ok(Self(Shape::Poisson { mean }))
    }

    /// The value below which a share `probability` of draws lies. `None` outside the open
    /// interval (0, 1).
    #[must_use]
    pub fn quantile(self, probability: f64) -> Option<f64> {
        let z = normal_quantile(probability)?;
        Some(match self.0 {
            Shape::Constant(value) => value,
            Shape::Normal { mean, sd } => mean + sd * z,
            Shape::LogNormal { median, log_sd } => median * (log_sd * z).exp(),
            Shape::Triangular { low, mode, high } => triangular(low, mode, high, probability),
            Shape::ThreePoint { low, median, high } => three_point(low, median, high, z),
            Shape::Bernoulli { probability: one } => f64::from(u8::from(probability > 1.0 - one)),
            Shape::Poisson { mean } => poisson(mean, probability, z),
        })
    }

    /// Expected value. Of a three-point range: median + (σ above − σ below) / √(2π).
    #[must_use]
    pub fn mean(self) -> f64 {
        match self.0 {
            Shape::Constant(value) => value,
            Shape::Normal { mean, .. } | Shape::Poisson { mean } => mean,
            Shape::LogNormal { median, log_sd } => median * (log_sd * log_sd / 2.0).exp(),
            Shape::Triangular { low, mode, high } => (low + mode + high) / 3.0,
            Shape::ThreePoint { low, median, high } => {
                median + (low + high - 2.0 * median) / (NORMAL_95 * std::f64::consts::TAU.sqrt())
            }
            Shape::Bernoulli { probability } => probability,
        }
    }

    /// The draw of `key`.
    #[must_use]
    pub fn draw(self, key: Key) -> f64 {
        // An open uniform number is inside (0, 1), where every quantile exists.
        self.quantile(key.stream().open_uniform()).unwrap_or_else(|| self.mean())
    }
}

/// Inverse of the triangular distribution function.
fn triangular(low: f64, mode: f64, high: f64, probability: f64) -> f64 {
    let width = high - low;
    if width <= 0.0 {
        return low;
    }
    if probability * width <= mode - low {
        low + (probability * width * (mode - low)).sqrt()
    } else {
        high - ((1.0 - probability) * width * (high - mode)).sqrt()
    }
}

/// Two half normals joined at the median.
fn three_point(low: f64, median: f64, high: f64, z: f64) -> f64 {
    let reach = if z < 0.0 { median - low } else { high - median };
    median + reach * z / NORMAL_95
}

/// Smallest count whose distribution function reaches `probability`. Exact summation up to a
/// mean of 500; above, the Cornish-Fisher expansion to the second order (Johnson, Kemp and
/// Kotz 2005, section 4.7), which is off by at most one count there.
fn poisson(mean: f64, probability: f64, z: f64) -> f64 {
    if mean > POISSON_EXACT {
        let guess = mean + mean.sqrt() * z + (z * z - 1.0) / 6.0;
        return (guess + 0.5).floor().max(0.0);
    }
    let (mut count, mut term) = (0.0, (-mean).exp());
    let mut sum = term;
    while sum < probability && (term > 0.0 || count < mean) {
        count += 1.0;
        term *= mean / count;
        sum += term;
    }
    count
}

/// Faults numbers that are infinite or not numbers.
fn finite(parameters: &[f64]) -> Result<(), DistributionError> {
    if parameters.iter().all(|parameter| parameter.is_finite()) {
        Ok(())
    } else {
        Err(DistributionError::NotFinite)
    }
}

/// Faults three numbers that are not in ascending order.
fn ordered(low: f64, middle: f64, high: f64) -> Result<(), DistributionError> {
    finite(&[low, middle, high])?;
    if low <= middle && middle <= high { Ok(()) } else { Err(DistributionError::NotOrdered) }
}
