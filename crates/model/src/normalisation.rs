//! From a raw value to points: normalisations as data, fixed or fitted on a sample.

#[cfg(test)]
mod tests;

/// Which way is better.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// More is better.
    Higher,
    /// Less is better.
    Lower,
    /// A band is best, more and less are worse.
    Band,
}

/// From a raw value to 0–100 (an indicator may map the result on to another range).
///
/// All kinds but [`Normalisation::Sample`] are fixed: one more workshop moves nobody. A sample
/// kind must be fitted first and becomes a fixed one; the frozen frame keeps what was fitted.
#[derive(Clone, PartialEq, Debug)]
pub enum Normalisation {
    /// Linear between the unacceptable (0) and good practice (100), capped outside
    /// (OECD/JRC, Handbook on Constructing Composite Indicators, 2008, distance to goalposts).
    Goalposts {
        /// Value that scores 0.
        worst: f64,
        /// Value that scores 100; below `worst` where less is better.
        best: f64,
    },
    /// Linear like goalposts, not capped: values beyond them score below 0 or above 100.
    OpenGoalposts {
        /// Value that scores 0.
        worst: f64,
        /// Value that scores 100.
        best: f64,
    },
    /// Goalposts on the natural logarithm of the value, capped; a value of 0 or less has no score
    /// (UNDP, Human Development Report technical notes, income index).
    LogGoalposts {
        /// Value that scores 0, above 0.
        worst: f64,
        /// Value that scores 100, above 0.
        best: f64,
    },
    /// Trapezoid: 0 up to `low_zero`, 100 from `low_full` to `high_full`, 0 from `high_zero`.
    Band {
        /// At or below: 0.
        low_zero: f64,
        /// From here: 100.
        low_full: f64,
        /// Up to here: 100.
        high_full: f64,
        /// At or above: 0.
        high_zero: f64,
    },
    /// Ordinal map: points by code; a code that is not in it has no score.
    Points(Vec<CodePoints>),
    /// Binary cut-off: 100 at the cut and on its better side, 0 on the other.
    Cutoff {
        /// The cut.
        at: f64,
        /// Whether more is better.
        higher_is_better: bool,
    },
    /// Bands of equal points: 0 in the worst, 100 in the best; a value on a cut belongs to the
    /// band above it.
    Bands {
        /// Ascending cuts.
        cuts: Vec<f64>,
        /// Whether more is better.
        higher_is_better: bool,
    },
    /// Place in a reference sample, as rank or as share of the others, ties at their middle. A
    /// value of none of the sample stands half a rank above those it beats; shares are capped.
    Ranked {
        /// The reference sample, ascending.
        sample: Vec<f64>,
        /// Whether more is better.
        higher_is_better: bool,
        /// Points are the rank itself (1 = worst) and not 0–100.
        as_rank: bool,
    },
    /// Box–Cox transform, then goalposts on the transformed scale (Box and Cox, 1964).
    BoxCox {
        /// The exponent; 0 is the logarithm.
        lambda: f64,
        /// Transformed value that scores 0.
        worst: f64,
        /// Transformed value that scores 100.
        best: f64,
    },
    /// Relative to the sample: to be fitted before it can score.
    Sample {
        /// How.
        kind: SampleKind,
        /// Whether more is better.
        higher_is_better: bool,
        /// Question or derived value whose groups are fitted apart; `None` for one sample.
        within: Option<String>,
    },
}

/// One row of an ordinal map.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct CodePoints {
    /// The answer as a number.
    pub code: f64,
    /// Its points, 0–100.
    pub points: f64,
}

/// Normalisations that need a sample.
#[derive(Clone, PartialEq, Debug)]
pub enum SampleKind {
    /// 0 at the least, 100 at the greatest value.
    MinMax,
    /// Standard scores with this mean and standard deviation.
    ZScore {
        /// Points of the sample mean.
        mean: f64,
        /// Points of one sample standard deviation.
        sd: f64,
    },
    /// Rank, 1 for the worst; ties share the mean rank.
    Rank,
    /// Mid-rank share of the others, 0–100.
    PercentRank,
    /// 0 at the worst of the sample, 100 at the target, capped.
    DistanceToTarget {
        /// The target.
        target: f64,
    },
    /// 0 at the worst of the sample, 100 at the value of a reference unit.
    DistanceToReference {
        /// Code of the reference unit.
        unit: String,
    },
    /// Share of the greatest value, 0–100.
    FractionOfMax,
    /// Box–Cox, then min–max; without an exponent, the one of greatest likelihood in −2…2.
    BoxCox {
        /// The exponent, if given.
        lambda: Option<f64>,
    },
    /// Bands between sample quantiles (type 7 of Hyndman and Fan, 1996).
    QuantileBands {
        /// Ascending probabilities strictly between 0 and 1.
        probabilities: Vec<f64>,
    },
}

impl Normalisation {
    /// Which way is better; a table of points goes by its least and greatest code.
    pub fn direction(&self) -> Direction {
        let by = |higher: bool| if higher { Direction::Higher } else { Direction::Lower };
        match self {
            Self::Goalposts { worst, best }
            | Self::OpenGoalposts { worst, best }
            | Self::LogGoalposts { worst, best }
            | Self::BoxCox { worst, best, .. } => by(worst <= best),
            Self::Band { .. } => Direction::Band,
            Self::Points(points) => {
                let low = points.iter().min_by(|a, b| a.code.total_cmp(&b.code));
                let high = points.iter().max_by(|a, b| a.code.total_cmp(&b.code));
                by(low.zip(high).is_none_or(|(low, high)| low.points <= high.points))
            }
            Self::Cutoff { higher_is_better, .. }
            | Self::Bands { higher_is_better, .. }
            | Self::Ranked { higher_is_better, .. }
            | Self::Sample { higher_is_better, .. } => by(*higher_is_better),
        }
    }

    /// Whether values are codes or classes and no measured quantity, so that outlying values have
    /// no meaning.
    pub fn is_ordinal(&self) -> bool {
        matches!(self, Self::Points(_) | Self::Cutoff { .. } | Self::Bands { .. })
    }

    /// Whether points stay within 0–100 whatever the value, so that the interval of an open item
    /// is known.
    pub fn is_bounded(&self) -> bool {
        !matches!(
            self,
            Self::OpenGoalposts { .. } | Self::Ranked { as_rank: true, .. } | Self::Sample { .. }
        )
    }

    /// Points of a raw value. `None` where there are none: not a finite number, a code outside
    /// the map, the logarithm of 0 or less, a sample kind that was not fitted, goalposts without
    /// a distance between them or not finite, bands without cuts, a rank among nobody, a share
    /// of the others where there are none.
    pub fn score(&self, value: f64) -> Option<f64> {
        if !value.is_finite() {
            return None;
        }
        match self {
            Self::Goalposts { worst, best } => goalpost_points(value, *worst, *best),
            Self::OpenGoalposts { worst, best } => linear(value, *worst, *best),
            Self::LogGoalposts { worst, best } => {
                linear(value.ln(), worst.ln(), best.ln()).map(cap)
            }
            Self::Band { low_zero, low_full, high_full, high_zero } => {
                if (*low_full..=*high_full).contains(&value) {
                    Some(100.0)
                } else if value <= *low_zero || value >= *high_zero {
                    Some(0.0)
                } else if value < *low_full {
                    linear(value, *low_zero, *low_full).map(cap)
                } else {
                    linear(value, *high_zero, *high_full).map(cap)
                }
            }
            Self::Points(points) => points.iter().find(|p| p.code == value).map(|p| p.points),
            Self::Cutoff { at, higher_is_better } => {
                let good = if *higher_is_better { value >= *at } else { value <= *at };
                Some(if good { 100.0 } else { 0.0 })
            }
            Self::Bands { cuts, higher_is_better } => {
                let below = cuts.iter().filter(|cut| value >= **cut).count();
                let reached = if *higher_is_better { below } else { cuts.len() - below };
                (!cuts.is_empty()).then(|| reached as f64 / cuts.len() as f64 * 100.0)
            }
            Self::Ranked { sample, higher_is_better, as_rank } => {
                ranked(sample, value, *higher_is_better, *as_rank)
            }
            Self::BoxCox { lambda, worst, best } => {
                let transformed = (value > 0.0).then(|| box_cox(value, *lambda));
                transformed.and_then(|x| linear(x, *worst, *best)).map(cap)
            }
            Self::Sample { .. } => None,
        }
    }

    /// The nearest value that scores 100; the value itself where there is no such value to name.
    pub fn nearest_best(&self, value: f64) -> f64 {
        match self {
            Self::Goalposts { best, .. }
            | Self::OpenGoalposts { best, .. }
            | Self::LogGoalposts { best, .. } => *best,
            Self::Band { low_full, high_full, .. } => value.max(*low_full).min(*high_full),
            Self::Points(points) => points
                .iter()
                .max_by(|a, b| a.points.total_cmp(&b.points).then(b.code.total_cmp(&a.code)))
                .map_or(value, |p| p.code),
            Self::Cutoff { at, higher_is_better } => {
                if *higher_is_better {
                    value.max(*at)
                } else {
                    value.min(*at)
                }
            }
            Self::Bands { cuts, higher_is_better } => {
                // A value on a cut belongs to the band above it: the best of the lowest band is
                // the number before its cut.
                if *higher_is_better {
                    cuts.last().map_or(value, |cut| value.max(*cut))
                } else {
                    cuts.first().map_or(value, |cut| value.min(cut.next_down()))
                }
            }
            Self::Ranked { sample, higher_is_better, .. } => {
                let best = if *higher_is_better { sample.last() } else { sample.first() };
                best.copied().unwrap_or(value)
            }
            Self::BoxCox { lambda, best, .. } => {
                if *lambda == 0.0 {
                    best.exp()
                } else {
                    (lambda * best + 1.0).powf(1.0 / lambda)
                }
            }
            Self::Sample { .. } => value,
        }
    }
}

/// The Box–Cox transform of a positive value (Box and Cox, 1964); not a number for others.
///
/// `(xᵏ − 1) / k` is taken as `(exp(k·ln x) − 1) / k`, which keeps its digits as k nears 0.
pub fn box_cox(value: f64, lambda: f64) -> f64 {
    let log = value.ln();
    if lambda == 0.0 { log } else { (lambda * log).exp_m1() / lambda }
}

/// Points of a value under [`Normalisation::Goalposts`]: linear and capped. `None` unless value,
/// goalposts and their distance are finite and the distance is not 0.
#[inline]
pub fn goalpost_points(value: f64, worst: f64, best: f64) -> Option<f64> {
    linear(value, worst, best).map(cap)
}

/// Points of a value between two goalposts, 0 at `worst` and 100 at `best`; `None` unless value,
/// goalposts and their distance are finite and the distance is not 0.
///
/// Adding zero turns a negative zero (value = worst, less is better) into zero.
#[inline]
fn linear(value: f64, worst: f64, best: f64) -> Option<f64> {
    let span = best - worst;
    let points = (value - worst) / span * 100.0 + 0.0;
    (span.is_finite() && points.is_finite()).then_some(points)
}

#[inline]
fn cap(points: f64) -> f64 {
    points.clamp(0.0, 100.0)
}

fn ranked(sample: &[f64], value: f64, higher_is_better: bool, as_rank: bool) -> Option<f64> {
    let below = sample.partition_point(|x| *x < value);
    let equal = sample.partition_point(|x| *x <= value) - below;
    let worse = if higher_is_better { below } else { sample.len() - below - equal };
    // Ties share the mean of the ranks they take.
    let rank = worse as f64 + f64::midpoint(equal as f64, 1.0);
    if as_rank {
        return (!sample.is_empty()).then_some(rank);
    }
    let others = sample.len().checked_sub(1).filter(|n| *n > 0)? as f64;
    Some(cap((rank - 1.0) / others * 100.0))
}
