//! Fitting of sample-relative normalisations, which freezes them.
//!
//! A [`Normalisation::Sample`] has no score of its own. [`fit`] reads a sample once and gives one
//! of the fixed kinds, so that from then on a new workshop moves nobody; a fixed kind passes
//! through untouched. What a sample cannot carry is an [`Unfit`], never a neutral score.
//!
//! | sample kind | becomes | of an unseen value beyond the sample |
//! |---|---|---|
//! | min–max | goalposts at the extremes | capped at 0 or 100 |
//! | standard score | open goalposts | goes on linearly |
//! | rank, percent rank | place in the frozen sample | half a rank beyond; shares capped |
//! | distance to target | goalposts worst–target | capped |
//! | distance to reference unit | open goalposts worst–reference | goes on linearly |
//! | fraction of the greatest | goalposts 0–greatest | capped at 100 |
//! | Box–Cox | Box–Cox with exponent and extremes | capped |
//! | quantile bands | bands at the quantiles | first or last band |
//!
//! Min–max is capped because its promise is 0–100: an index over it must not leave its range, nor
//! a geometric mean meet a negative value, when somebody worse arrives. Sources: OECD/JRC,
//! Handbook on Constructing Composite Indicators (2008), step 5; Becker et al., `COINr` (2022).

mod box_cox;
mod fitted;
mod invert;
#[cfg(test)]
mod tests;

pub use fitted::{FittedWithin, fit_within};
pub use invert::value_at;

use nanduti_model::{Normalisation, SampleKind, box_cox};
use nanduti_stats::{mean, quantile_sorted, sample_sd};

/// Values a sample kind needs: of one value nothing relative can be said.
const LEAST_SAMPLE: usize = 2;
/// Values the exponent of Box–Cox is estimated from: two fit any exponent equally badly.
const LEAST_EXPONENT: usize = 3;

/// Why a normalisation could not be fitted.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Unfit {
    /// Nobody answered.
    NoValues,
    /// A value is infinite or not a number, or a transform of it is.
    NotFinite,
    /// Fewer values than the kind needs.
    TooFew {
        /// How many there are.
        n: usize,
        /// How many it takes.
        needed: usize,
    },
    /// All values are the same, so none is better than another.
    ZeroRange {
        /// The value.
        value: f64,
    },
    /// A value is below what the kind can take: 0 or less for Box–Cox, negative (or nothing
    /// positive at all) for the share of the greatest.
    NotPositive {
        /// The least value.
        least: f64,
    },
    /// The reference unit has no value.
    NoReference,
    /// The target or reference is not better than the worst of the sample.
    NotBetter {
        /// The target or reference.
        aim: f64,
        /// The worst of the sample.
        worst: f64,
    },
    /// Points per standard deviation that are not above 0, or a mean that is not finite.
    BadPoints,
    /// An exponent that is not finite.
    BadExponent,
    /// Probabilities that are none, not strictly ascending, or not strictly between 0 and 1.
    BadProbabilities,
}

/// The fixed normalisation that a sample gives; a fixed kind passes through whatever the sample.
///
/// `values` are the observed ones in any order, `reference` is the value of the reference unit
/// where the kind names one. Standard scores use the sample standard deviation (divisor n − 1),
/// quantiles are of type 7. Of fraction of the greatest with less better, the greatest scores 0
/// and nothing scores 100. The field `within` is not read here: see [`fit_within`].
pub fn fit(
    normalisation: &Normalisation,
    values: &[f64],
    reference: Option<f64>,
) -> Result<Normalisation, Unfit> {
    let Normalisation::Sample { kind, higher_is_better, .. } = normalisation else {
        return Ok(normalisation.clone());
    };
    let sample = Sample::new(values, *higher_is_better)?;
    match kind {
        SampleKind::MinMax => {
            Ok(Normalisation::Goalposts { worst: sample.worst(), best: sample.best() })
        }
        SampleKind::ZScore { mean, sd } => standard_score(&sample, *mean, *sd),
        SampleKind::Rank => Ok(sample.ranked(true)),
        SampleKind::PercentRank => Ok(sample.ranked(false)),
        SampleKind::DistanceToTarget { target } => {
            let best = sample.better_than_worst(*target)?;
            Ok(Normalisation::Goalposts { worst: sample.worst(), best })
        }
        SampleKind::DistanceToReference { .. } => {
            let best = sample.better_than_worst(reference.ok_or(Unfit::NoReference)?)?;
            Ok(Normalisation::OpenGoalposts { worst: sample.worst(), best })
        }
        SampleKind::FractionOfMax => fraction_of_greatest(&sample),
        SampleKind::BoxCox { lambda } => transformed(&sample, *lambda),
        SampleKind::QuantileBands { probabilities } => bands(&sample, probabilities),
    }
}

/// A sample of at least two values that are finite and not all the same.
struct Sample<'v> {
    values: &'v [f64],
    least: f64,
    greatest: f64,
    higher_is_better: bool,
}

impl<'v> Sample<'v> {
    fn new(values: &'v [f64], higher_is_better: bool) -> Result<Self, Unfit> {
        if values.is_empty() {
            return Err(Unfit::NoValues);
        }
        if values.iter().any(|value| !value.is_finite()) {
            return Err(Unfit::NotFinite);
        }
        if values.len() < LEAST_SAMPLE {
            return Err(Unfit::TooFew { n: values.len(), needed: LEAST_SAMPLE });
        }
        let (mut least, mut greatest) = (values[0], values[0]);
        for value in values {
            if value.total_cmp(&least).is_lt() {
                least = *value;
            }
            if value.total_cmp(&greatest).is_gt() {
                greatest = *value;
            }
        }
        if least == greatest {
            return Err(Unfit::ZeroRange { value: least });
        }
        if !(greatest - least).is_finite() {
            return Err(Unfit::NotFinite);
        }
        Ok(Self { values, least, greatest, higher_is_better })
    }

    /// The values in ascending order: for the kinds that need more than the extremes.
    fn sorted(&self) -> Vec<f64> {
        let mut sorted = self.values.to_vec();
        sorted.sort_unstable_by(f64::total_cmp);
        sorted
    }

    fn worst(&self) -> f64 {
        if self.higher_is_better { self.least } else { self.greatest }
    }

    fn best(&self) -> f64 {
        if self.higher_is_better { self.greatest } else { self.least }
    }

    fn ranked(&self, as_rank: bool) -> Normalisation {
        let (sample, higher_is_better) = (self.sorted(), self.higher_is_better);
        Normalisation::Ranked { sample, higher_is_better, as_rank }
    }

    fn better_than_worst(&self, aim: f64) -> Result<f64, Unfit> {
        let worst = self.worst();
        if !aim.is_finite() {
            return Err(Unfit::NotFinite);
        }
        let better = if self.higher_is_better { aim > worst } else { aim < worst };
        if better { Ok(aim) } else { Err(Unfit::NotBetter { aim, worst }) }
    }
}

/// Points = `mean` + `sd`·(x − μ)/s, with the sign turned where less is better, as the line
/// through its values at 0 and 100.
fn standard_score(sample: &Sample, points: f64, per_sd: f64) -> Result<Normalisation, Unfit> {
    if !(points.is_finite() && per_sd.is_finite() && per_sd > 0.0) {
        return Err(Unfit::BadPoints);
    }
    let sorted = sample.sorted();
    let centre = mean(&sorted).ok_or(Unfit::NotFinite)?;
    let spread = sample_sd(&sorted).filter(|sd| sd.is_finite()).ok_or(Unfit::NotFinite)?;
    let step = if sample.higher_is_better { spread / per_sd } else { -spread / per_sd };
    let (worst, best) = (centre - points * step, centre + (100.0 - points) * step);
    if !(worst.is_finite() && best.is_finite()) {
        return Err(Unfit::NotFinite);
    }
    if worst == best {
        return Err(Unfit::ZeroRange { value: centre });
    }
    Ok(Normalisation::OpenGoalposts { worst, best })
}

fn fraction_of_greatest(sample: &Sample) -> Result<Normalisation, Unfit> {
    if sample.least < 0.0 {
        return Err(Unfit::NotPositive { least: sample.least });
    }
    let greatest = sample.greatest;
    let (worst, best) = if sample.higher_is_better { (0.0, greatest) } else { (greatest, 0.0) };
    Ok(Normalisation::Goalposts { worst, best })
}

fn transformed(sample: &Sample, lambda: Option<f64>) -> Result<Normalisation, Unfit> {
    let (n, least) = (sample.values.len(), sample.least);
    if least <= 0.0 {
        return Err(Unfit::NotPositive { least });
    }
    let lambda = match lambda {
        Some(lambda) if lambda.is_finite() => lambda,
        Some(_) => return Err(Unfit::BadExponent),
        None if n < LEAST_EXPONENT => {
            return Err(Unfit::TooFew { n, needed: LEAST_EXPONENT });
        }
        None => box_cox::likeliest_exponent(&sample.sorted()),
    };
    let (worst, best) = (box_cox(sample.worst(), lambda), box_cox(sample.best(), lambda));
    if !(worst.is_finite() && best.is_finite() && (best - worst).is_finite()) {
        return Err(Unfit::NotFinite);
    }
    // A large exponent can flatten what the sample tells apart.
    if worst == best {
        return Err(Unfit::ZeroRange { value: sample.worst() });
    }
    Ok(Normalisation::BoxCox { lambda, worst, best })
}

/// Cuts may coincide where many answers are the same: the band between them stays empty.
fn bands(sample: &Sample, probabilities: &[f64]) -> Result<Normalisation, Unfit> {
    let inside = probabilities.iter().all(|p| *p > 0.0 && *p < 1.0);
    let ascending = probabilities.windows(2).all(|pair| pair[0] < pair[1]);
    if probabilities.is_empty() || !inside || !ascending {
        return Err(Unfit::BadProbabilities);
    }
    let sorted = sample.sorted();
    let cuts = probabilities.iter().filter_map(|p| quantile_sorted(&sorted, *p)).collect();
    Ok(Normalisation::Bands { cuts, higher_is_better: sample.higher_is_better })
}
