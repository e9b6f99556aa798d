//! Profiles of groups (cluster, size, sex of the owner, any column): n, mean, spread, quartiles
//! and design-based errors; and the survey design that the counting view shares.
//!
//! A group is a domain of the sample: its error counts every sampled PSU, also those in which
//! it has no row, because another draw could have found some. The formulas stand in
//! [`Estimate`]'s file; no function here reads a file or words a sentence.

mod design;
mod estimate;
mod groups;

pub use design::{Design, DesignFault, Sampling, SinglePsu, StratumFigures};
pub use estimate::{Estimate, Interval, IntervalKind, NoStandardError};
pub use groups::{Part, Reported};

pub(crate) use design::PsuFrame;
pub(crate) use estimate::{Linearised, PsuTotals};
pub(crate) use groups::partition;

use std::fmt;

#[cfg(test)]
mod tests;

/// Rows under which a group is not shown unless the caller says otherwise: the usual threshold
/// rule of statistical disclosure control starts at 3; 5 also keeps quartiles meaningful.
pub const LEAST_ROWS: usize = 5;

/// How a profile is made.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ProfileOptions {
    /// Groups with fewer rows that hold a value are not shown; at least 1.
    pub least_rows: usize,
    /// Kind of interval of the mean.
    pub interval: IntervalKind,
    /// Confidence of the interval, in (0, 1).
    pub confidence: f64,
}

impl Default for ProfileOptions {
    fn default() -> Self {
        Self { least_rows: LEAST_ROWS, interval: IntervalKind::Student, confidence: 0.95 }
    }
}

/// What is said of a group that is large enough.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct GroupSummary {
    /// Sum of the weights of the rows with a value: the population they stand for.
    pub population: f64,
    /// Weighted mean with its design-based error.
    pub mean: Estimate,
    /// Interval of the mean; `None` as in [`Estimate::interval`].
    pub interval: Option<Interval>,
    /// Spread between units in the population: √(Σ w(y − ȳ)² / Σ w · n / (n − 1)), the sample
    /// standard deviation where weights are equal. `None` for one row.
    pub standard_deviation: Option<f64>,
    /// Weighted quartiles: the least value at which the weight up to it reaches the share, the
    /// mean with the next one where it is reached exactly (type 2 of Hyndman and Fan 1996).
    pub quartiles: [f64; 3],
}

/// One group's entry.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct GroupProfile {
    /// The group.
    pub part: Part,
    /// Rows with a value.
    pub rows: usize,
    /// Rows without.
    pub missing: usize,
    /// Its figures, or why they are not shown.
    pub summary: Reported<GroupSummary>,
}

/// Why a profile cannot be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ProfileFault {
    /// A column has another length than the design.
    RowsDiffer {
        /// Rows of the design.
        rows: usize,
        /// Entries of the column.
        found: usize,
    },
    /// A value is infinite or not a number.
    NotFinite {
        /// The row.
        row: usize,
    },
}

impl fmt::Display for ProfileFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RowsDiffer { rows, found } => {
                write!(formatter, "a column has {found} entries for {rows} rows of the design")
            }
            Self::NotFinite { row } => write!(formatter, "the value of row {row} is not finite"),
        }
    }
}

impl std::error::Error for ProfileFault {}

/// The profile of all rows and of every group: all first, groups by code, then the rows whose
/// group is not known. `None` is a value that is missing; such rows stay in the design, so that
/// the error of what was answered counts their PSUs.
pub fn profile_groups(
    values: &[Option<f64>],
    groups: &[Option<u32>],
    sampling: &Sampling,
    options: ProfileOptions,
) -> Result<Vec<GroupProfile>, ProfileFault> {
    let rows = sampling.rows();
    for found in [values.len(), groups.len()] {
        if found != rows {
            return Err(ProfileFault::RowsDiffer { rows, found });
        }
    }
    let infinite = |value: &Option<f64>| value.is_some_and(|number| !number.is_finite());
    if let Some(row) = values.iter().position(infinite) {
        return Err(ProfileFault::NotFinite { row });
    }
    let parts = partition(sampling, Some(groups)).into_iter();
    Ok(parts.map(|(part, rows)| profile_part(part, &rows, values, sampling, options)).collect())
}

/// The entry of one part.
fn profile_part(
    part: Part,
    rows: &[u32],
    values: &[Option<f64>],
    sampling: &Sampling,
    options: ProfileOptions,
) -> GroupProfile {
    let with_value: Vec<u32> =
        rows.iter().copied().filter(|&row| values[row as usize].is_some()).collect();
    let summary = Reported::of(with_value.len(), options.least_rows, || {
        summarise(&with_value, values, sampling, options)
    });
    let missing = rows.len() - with_value.len();
    GroupProfile { part, rows: with_value.len(), missing, summary }
}

/// The figures of rows that all hold a value; `None` where they weigh nothing.
fn summarise(
    rows: &[u32],
    values: &[Option<f64>],
    sampling: &Sampling,
    options: ProfileOptions,
) -> Option<GroupSummary> {
    let value = |row: usize| values[row].unwrap_or_default();
    let totals = PsuTotals::collect(sampling, rows, 2, |row, slots| {
        slots[0] += sampling.weights[row];
        slots[1] += sampling.weights[row] * value(row);
    });
    let linear = totals.ratio(1, 0)?;
    let mean = sampling.frame.estimate(&totals.psus, &linear);
    let population = totals.sums[0];
    let mut weighted: Vec<(f64, f64)> =
        rows.iter().map(|&row| (value(row as usize), sampling.weights[row as usize])).collect();
    weighted.retain(|pair| pair.1 > 0.0);
    weighted.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    let count = weighted.len() as f64;
    let squares: f64 = weighted.iter().map(|(y, w)| w * (y - mean.value).powi(2)).sum();
    Some(GroupSummary {
        population,
        interval: mean.interval(options.interval, options.confidence),
        mean,
        standard_deviation: (weighted.len() > 1)
            .then(|| (squares / population * count / (count - 1.0)).sqrt()),
        quartiles: [
            weighted_quantile(&weighted, 0.25)?,
            weighted_quantile(&weighted, 0.5)?,
            weighted_quantile(&weighted, 0.75)?,
        ],
    })
}

/// The quantile of values in ascending order with positive weights; `None` without any.
fn weighted_quantile(weighted: &[(f64, f64)], share: f64) -> Option<f64> {
    let whole: f64 = weighted.iter().map(|pair| pair.1).sum();
    // Sums of weights carry rounding: within it a share counts as reached exactly.
    let (target, rounding) = (share * whole, 1e-12 * whole);
    let mut reached = 0.0;
    for (index, &(value, weight)) in weighted.iter().enumerate() {
        reached += weight;
        if reached > target + rounding {
            return Some(value);
        }
        if reached >= target - rounding {
            let next = weighted.get(index + 1).map_or(value, |pair| pair.0);
            return Some(f64::midpoint(value, next));
        }
    }
    weighted.last().map(|pair| pair.0)
}
