//! The counting view (Alkire and Foster, 2011) beside the index: who lacks how many things at
//! once, where a good average cannot hide what is missing.
//!
//! ```text
//! answers ─► count_deprivations ─► Counts ─► decompose, sweep_cut_off, compare_rounds
//!                                       └──► reconcile (against an index score)
//! ```
//!
//! Each indicator has a cut-off; a unit's deprivation score is the weight of the indicators in
//! which it is deprived, and the unit is *poor* where the score is at least k. Weights and k are
//! exact fractions and scores are compared as integers, so a unit on the cut-off is always
//! placed the same way, whichever indicators it lacks. Then, over weighted units,
//! - H = poor / all, A = mean score of the poor, M0 = H · A,
//! - M1 and M2 weigh each deprivation of the poor by its depth and squared depth,
//! - the uncensored headcount of an indicator counts everybody deprived in it, the censored one
//!   the poor only; where no indicator is left out, Σ weight · censored headcount = M0.
//!
//! *Poor* is the method's word for "deprived in enough at once"; reports choose their own.
//!
//! ```
//! use nanduti_diagnostic::counting::Fraction;
//! // One of three equal dimensions is one third: on the cut-off, so poor.
//! assert!(Fraction::parse("1/3").unwrap().reached_by(1, 3));
//! ```

mod change;
mod deprivation;
mod fraction;
mod measures;
mod reconcile;
mod weights;

pub use change::{Change, PartChange, Round, RoundLink, compare_rounds};
pub use deprivation::{
    Cell, CountingPlan, Counts, CutOff, Deprived, Depth, GapRule, Gaps, Unit, count_deprivations,
};
pub use fraction::{Fraction, FractionFault};
pub use measures::{
    IndicatorMeasures, Measure, Measures, Subgroup, decompose, observed_scores, sweep_cut_off,
};
pub use reconcile::{ReconciledUnit, Reconciliation, Standing, reconcile};
pub use weights::{Weights, WeightsFault};

use crate::profile::Sampling;
use std::fmt;

#[cfg(test)]
mod tests;

/// Why the counting view cannot be made.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CountingFault {
    /// Cut-offs, weights, columns, rounds or watched indicators do not fit one another.
    IndicatorsDiffer {
        /// Indicators of the plan.
        indicators: usize,
        /// What was found: a number of entries, or an index out of range.
        found: usize,
    },
    /// Columns, design or groups have different lengths.
    RowsDiffer {
        /// Rows of the first.
        rows: usize,
        /// Rows of the other.
        found: usize,
    },
    /// A cut-off is not finite, or its worst value is not on the deprived side.
    CutOff {
        /// Place of the indicator.
        indicator: usize,
    },
    /// A value is infinite or not a number.
    NotFinite {
        /// Place of the indicator.
        indicator: usize,
        /// The row.
        row: usize,
    },
    /// Two rounds have other weights or another poverty cut-off: their change would mix the
    /// measure's with the world's.
    PlansDiffer,
    /// The poverty cut-off lies outside (0, 1].
    PovertyCutOff,
    /// The years between rounds are not positive.
    Years,
    /// Rounds are to be paired by PSU but a design states no clusters.
    PsuNotNamed,
}

impl fmt::Display for CountingFault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::IndicatorsDiffer { indicators, found } => {
                write!(formatter, "{found} does not fit the {indicators} indicators")
            }
            Self::RowsDiffer { rows, found } => {
                write!(formatter, "{found} entries for {rows} rows")
            }
            Self::CutOff { indicator } => {
                write!(
                    formatter,
                    "the cut-off of indicator {indicator} or its worst value is wrong"
                )
            }
            Self::NotFinite { indicator, row } => {
                write!(formatter, "indicator {indicator} is not finite in row {row}")
            }
            Self::PlansDiffer => {
                formatter.write_str("the rounds differ in weights or poverty cut-off")
            }
            Self::PovertyCutOff => {
                formatter.write_str("the poverty cut-off is not above 0 and at most 1")
            }
            Self::Years => formatter.write_str("the years between rounds are not positive"),
            Self::PsuNotNamed => {
                formatter.write_str("rounds are paired by clusters that a design does not state")
            }
        }
    }
}

impl std::error::Error for CountingFault {}

/// The design and the groups have one entry per unit.
fn check_rows(
    counts: &Counts,
    sampling: &Sampling,
    groups: Option<&[Option<u32>]>,
) -> Result<(), CountingFault> {
    let rows = counts.units.len();
    for found in [Some(sampling.rows()), groups.map(<[Option<u32>]>::len)].into_iter().flatten() {
        if found != rows {
            return Err(CountingFault::RowsDiffer { rows, found });
        }
    }
    Ok(())
}
