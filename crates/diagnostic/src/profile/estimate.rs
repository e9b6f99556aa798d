//! Taylor linearisation: an estimate becomes a sum of one number per PSU, whose spread between
//! the PSUs of a stratum gives its variance.
//!
//! For a ratio `R = Y / X` of weighted totals, PSU `c` carries `z = (Y_c − R·X_c) / X`, and
//! `Var = Σ_h (1 − f_h) · n_h / (n_h − 1) · Σ_c (z − z̄_h)²` over the `n_h` sampled PSUs of
//! stratum `h`, those without a row of the group counting as zero (Wolter 2007, Introduction to
//! Variance Estimation, chapter 6; Cochran 1977, Sampling Techniques, chapters 5, 6 and 9A).
//! A mean is the ratio of a total to the weight.

use super::design::{PsuFrame, Sampling, SinglePsu};
use nanduti_stats::student_t_quantile;

/// A standard error below this share of its estimate is rounding, not spread.
const ROUNDING: f64 = 1e-13;

/// Why an estimate has no standard error.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NoStandardError {
    /// Strata of which one PSU was sampled, and the design refuses to guess their spread.
    SinglePsuStrata {
        /// How many.
        strata: u32,
    },
    /// As many strata as PSUs hold the group: nothing to see a spread with.
    NoDegreesOfFreedom,
    /// Every PSU says the same (all poor, none deprived): zero would claim certainty.
    NoVariation,
    /// The formula's derivative is infinite: a yearly rate down to zero.
    NoDerivative,
}

/// An estimate with its design-based error.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Estimate {
    /// The estimate, in the unit of what is measured.
    pub value: f64,
    /// Its standard error, same unit; 0 only where every PSU of the population was observed.
    pub standard_error: Result<f64, NoStandardError>,
    /// PSUs less strata, counting those that hold at least one row of the group (Korn and
    /// Graubard 1999, Analysis of Health Surveys).
    pub degrees_of_freedom: u32,
}

/// How an interval is built.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum IntervalKind {
    /// Value ± t · standard error. May leave the range of a share.
    Student,
    /// The same on the logit of a share, so that it stays in (0, 1) (Korn and Graubard 1999,
    /// Analysis of Health Surveys). Only for values strictly between 0 and 1.
    LogitStudent,
}

/// A confidence interval.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Interval {
    /// Lower end.
    pub low: f64,
    /// Upper end.
    pub high: f64,
    /// How it was built.
    pub kind: IntervalKind,
    /// Its nominal confidence, in (0, 1).
    pub confidence: f64,
}

impl Estimate {
    /// The interval at `confidence`, for example 0.95. `None` without a standard error, with a
    /// confidence outside (0, 1), or where the kind does not fit the value.
    pub fn interval(&self, kind: IntervalKind, confidence: f64) -> Option<Interval> {
        let error = self.standard_error.ok()?;
        if !(confidence > 0.0 && confidence < 1.0) {
            return None;
        }
        let value = self.value;
        if error == 0.0 {
            return Some(Interval { low: value, high: value, kind, confidence });
        }
        let degrees = f64::from(self.degrees_of_freedom);
        let times = student_t_quantile(f64::midpoint(1.0, confidence), degrees)?;
        let (low, high) = match kind {
            IntervalKind::Student => (value - times * error, value + times * error),
            IntervalKind::LogitStudent if value > 0.0 && value < 1.0 => {
                let centre = (value / (1.0 - value)).ln();
                let half = times * error / (value * (1.0 - value));
                (logistic(centre - half), logistic(centre + half))
            }
            IntervalKind::LogitStudent => return None,
        };
        Some(Interval { low, high, kind, confidence })
    }
}

/// The inverse of the logit.
fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

/// Weighted totals by PSU of one group of rows: `slots` numbers per PSU.
pub(crate) struct PsuTotals {
    /// PSUs with a row of the group, ascending.
    pub(crate) psus: Vec<u32>,
    /// Their totals, PSU by PSU.
    totals: Vec<f64>,
    /// The sums over PSUs.
    pub(crate) sums: Vec<f64>,
}

/// An estimate as one number per PSU, in the order of the group's PSUs.
pub(crate) struct Linearised {
    /// The estimate.
    pub(crate) value: f64,
    /// What each PSU carries.
    pub(crate) scores: Vec<f64>,
}

impl PsuTotals {
    /// One pass over `rows`, which are in the sampling's order; `add` receives the row and the
    /// totals of its PSU.
    pub(crate) fn collect(
        sampling: &Sampling,
        rows: &[u32],
        slots: usize,
        mut add: impl FnMut(usize, &mut [f64]),
    ) -> Self {
        let (mut psus, mut totals) = (Vec::new(), Vec::new());
        for &row in rows {
            let psu = sampling.psu_of[row as usize];
            if psus.last() != Some(&psu) {
                psus.push(psu);
                totals.resize(totals.len() + slots, 0.0);
            }
            let start = totals.len() - slots;
            add(row as usize, &mut totals[start..]);
        }
        let mut sums = vec![0.0; slots];
        for psu in totals.chunks_exact(slots) {
            sums.iter_mut().zip(psu).for_each(|(sum, total)| *sum += total);
        }
        Self { psus, totals, sums }
    }

    /// The ratio of two slots, linearised. `None` where the lower one's total is not positive.
    pub(crate) fn ratio(&self, top: usize, bottom: usize) -> Option<Linearised> {
        let slots = self.sums.len();
        let whole = self.sums[bottom];
        if whole <= 0.0 {
            return None;
        }
        let value = self.sums[top] / whole;
        let score = |psu: &[f64]| (psu[top] - value * psu[bottom]) / whole;
        Some(Linearised { value, scores: self.totals.chunks_exact(slots).map(score).collect() })
    }
}

/// A variance, and whether the strata it comes from were observed whole.
#[derive(Clone, Copy)]
pub(crate) struct Variance {
    /// The variance.
    pub(crate) value: f64,
    /// Whether no touched stratum has an unobserved PSU.
    pub(crate) census: bool,
}

impl Variance {
    /// The variance of a sum of two independent estimates, each times its slope.
    pub(crate) fn plus(self, slopes: [f64; 2], other: Self) -> Self {
        let value = slopes[0].powi(2) * self.value + slopes[1].powi(2) * other.value;
        Self { value, census: self.census && other.census }
    }

    /// The standard error, or why there is none; `scale` is the size of what is estimated.
    pub(crate) fn standard_error(self, scale: f64) -> Result<f64, NoStandardError> {
        let error = self.value.sqrt();
        if self.census {
            Ok(0.0)
        } else if error <= ROUNDING * scale.abs() {
            Err(NoStandardError::NoVariation)
        } else {
            Ok(error)
        }
    }
}

impl PsuFrame {
    /// The estimate with its error.
    pub(crate) fn estimate(&self, psus: &[u32], linear: &Linearised) -> Estimate {
        let variance = self.variance(psus, &linear.scores);
        Estimate {
            value: linear.value,
            standard_error: variance.and_then(|found| found.standard_error(linear.value)),
            degrees_of_freedom: self.degrees_of_freedom(psus),
        }
    }

    /// PSUs less strata among `psus`, ascending.
    pub(crate) fn degrees_of_freedom(&self, psus: &[u32]) -> u32 {
        let strata =
            psus.chunk_by(|a, b| self.stratum_of[*a as usize] == self.stratum_of[*b as usize]);
        (psus.len() - strata.count()) as u32
    }

    /// The variance of a linearised estimate over `psus`, ascending. Strata without a row of the
    /// group carry only zeros and add nothing.
    pub(crate) fn variance(
        &self,
        psus: &[u32],
        scores: &[f64],
    ) -> Result<Variance, NoStandardError> {
        let (mut value, mut census, mut single, mut start) = (0.0, true, 0, 0);
        while start < psus.len() {
            let stratum = self.stratum(psus[start]);
            let inside = |psu: &u32| self.stratum(*psu).code == stratum.code;
            let end = start + psus[start..].partition_point(inside);
            let here = &scores[start..end];
            let unseen = 1.0 - stratum.fraction;
            census &= unseen <= 0.0;
            if stratum.psus == 1 && unseen > 0.0 {
                match self.single_psu {
                    SinglePsu::Refuse => single += 1,
                    SinglePsu::Certainty => {}
                    // Linearised scores add up to zero over the sample: zero is their mean.
                    SinglePsu::Centre => value += unseen * here[0] * here[0],
                }
            } else if stratum.psus > 1 {
                value += unseen * between(here, f64::from(stratum.psus));
            }
            start = end;
        }
        match (single, self.degrees_of_freedom(psus)) {
            (1.., _) => Err(NoStandardError::SinglePsuStrata { strata: single }),
            (0, 0) if !census => Err(NoStandardError::NoDegreesOfFreedom),
            _ => Ok(Variance { value, census }),
        }
    }
}

/// n / (n − 1) · Σ (z − z̄)² over `n` PSUs of which those not in `scores` are zero.
fn between(scores: &[f64], n: f64) -> f64 {
    let mean = scores.iter().sum::<f64>() / n;
    let squares: f64 = scores.iter().map(|score| (score - mean).powi(2)).sum();
    n / (n - 1.0) * (squares + (n - scores.len() as f64) * mean * mean)
}
