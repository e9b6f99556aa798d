//! Weights: elicited, statistical and optimised, with what they effectively do.
//!
//! Three families, each on plain numbers and each giving proportions that add up to 1:
//! - what people say: [`equal`], [`given`], [`budget_allocation`], [`analytic_hierarchy`],
//!   [`rank_order`];
//! - what the data say, **for comparison only**, since spread is not importance: [`entropy`],
//!   [`critic`], [`first_component`];
//! - what makes children equally influential, [`equal_influence()`], and what any weights do,
//!   [`influence()`].
//!
//! Columns are children of one node by unit, higher being better; statistics use the units
//! with a value in every column.

mod elicited;
mod equal_influence;
mod fitted;
mod hierarchy;
mod influence;
mod principal;
mod sample;
mod statistical;

pub use elicited::{BudgetAllocation, budget_allocation, equal, given, rank_order};
pub use equal_influence::{Balanced, EqualInfluence, equal_influence};
pub use fitted::{NotFittedWeights, fit_weights};
pub use hierarchy::{
    ACCEPTABLE_RATIO, AnalyticHierarchy, PooledHierarchy, analytic_hierarchy, pooled_hierarchy,
};
pub use influence::{Influence, LEAST_FOR_RATIO, correlation_ratio, influence};
pub use nanduti_model::RankOrder;
pub use principal::{FirstComponent, UNITS_PER_COLUMN, first_component};
pub use sample::LEAST_UNITS;
pub use statistical::{ComparisonWeights, critic, entropy};

#[cfg(test)]
mod tests;

/// Why there are no weights.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum WeightingError {
    /// There is nothing to weigh, or nobody who weighs.
    NoItems,
    /// Lists that belong together differ in length.
    LengthsDiffer,
    /// A number is below 0 or not finite (for pairwise comparisons: not above 0).
    BadNumber {
        /// Position of the expert, 0 where there is one; of the row in a matrix.
        row: usize,
        /// Position of the item.
        item: usize,
    },
    /// All weights are 0.
    NoWeight,
    /// An expert's points do not add up to the budget.
    BudgetMissed {
        /// Position of the expert.
        expert: usize,
        /// What the points add up to.
        sum: f64,
    },
    /// Two entries of a comparison matrix are not each other's reciprocal.
    NotReciprocal {
        /// Position of the row.
        row: usize,
        /// Position of the column.
        column: usize,
    },
    /// No weights that add up to 1 lie within the bounds.
    BoundsCross,
    /// The sample is too small to say anything.
    TooFewUnits {
        /// Units with a value in every column.
        found: usize,
        /// Units that are needed.
        needed: usize,
    },
    /// A column does not vary (for entropy: no column does).
    NoSpread {
        /// Position of the first such column.
        column: usize,
    },
    /// The solver failed, or its answer did not hold.
    SolverFailed,
}

impl std::fmt::Display for WeightingError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoItems => formatter.write_str("there is nothing to weigh"),
            Self::LengthsDiffer => formatter.write_str("lists differ in length"),
            Self::BadNumber { row, item } => {
                write!(formatter, "row {row}, item {item}: the number is not valid")
            }
            Self::NoWeight => formatter.write_str("all weights are 0"),
            Self::BudgetMissed { expert, sum } => {
                write!(formatter, "expert {expert}: the points add up to {sum}")
            }
            Self::NotReciprocal { row, column } => {
                write!(formatter, "comparisons {row}, {column} and {column}, {row} disagree")
            }
            Self::BoundsCross => formatter.write_str("no weights lie within the bounds"),
            Self::TooFewUnits { found, needed } => {
                write!(formatter, "{found} complete units where {needed} are needed")
            }
            Self::NoSpread { column } => write!(formatter, "column {column} does not vary"),
            Self::SolverFailed => formatter.write_str("the solver failed"),
        }
    }
}

impl std::error::Error for WeightingError {}
