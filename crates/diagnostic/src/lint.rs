//! Checks of an instrument against its data before it runs.
//!
//! Findings are data for somebody to decide about: nothing is changed, and none of them says that
//! an instrument is wrong. What rests on answers is looked at only from [`LEAST_ROWS`] rows on.

mod data;
mod ranges;
mod structure;
#[cfg(test)]
mod tests;

use crate::stages::Stages;
use nanduti_model::{Diagnosis, Instrument, NodeId};

/// Rows below which nothing is said about correlation or constancy.
pub const LEAST_ROWS: usize = 10;
/// Correlation above which two indicators of an axis may count the same thing twice (OECD/JRC,
/// Handbook on Constructing Composite Indicators, 2008, step 4; the COIN tool flags 0.9).
pub const DOUBLE_COUNTING: f64 = 0.9;

/// Why a rule and the scale of a child do not go together.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum ScaleConflict {
    /// The child can be 0 (or less) and nothing is stated about that.
    NoZeroRule {
        /// Least score the child can have.
        least: f64,
    },
    /// The child can be below 0, where the rule has no meaning, whatever is stated about 0.
    CanBeNegative {
        /// Least score the child can have; `None` where there is no limit (standard scores).
        least: Option<f64>,
    },
    /// The declared floor is not above 0.
    FloorNotPositive {
        /// The floor.
        floor: f64,
    },
}

/// One thing to look at.
#[derive(Clone, PartialEq, Debug)]
pub enum LintFinding {
    /// A weight below 0 or not finite.
    BadWeight {
        /// The node.
        node: NodeId,
        /// Its weight.
        weight: f64,
    },
    /// A weight of 0: the node plays no part in its parent.
    DeadWeight {
        /// The node.
        node: NodeId,
    },
    /// Weights of the counting view that do not add up to 1: they are rescaled so that they do.
    LacksRescaled {
        /// Their sum.
        sum: f64,
    },
    /// An axis or dimension without children.
    Childless {
        /// The node.
        node: NodeId,
    },
    /// A dimension with one child repeats it.
    SingleChild {
        /// The dimension.
        node: NodeId,
        /// Its only child.
        child: NodeId,
    },
    /// A geometric, harmonic or power mean over a scale it cannot take.
    RuleAgainstScale {
        /// The node with the rule.
        node: NodeId,
        /// The child with the scale.
        child: NodeId,
        /// What does not go together.
        conflict: ScaleConflict,
        /// Rows whose score of the child is 0 or less.
        rows: usize,
    },
    /// A logarithmic normalisation of something that can be 0 or less.
    LogOfNonPositive {
        /// The indicator.
        node: NodeId,
        /// Least value of the declared range or of the answers.
        least: f64,
        /// Answers of 0 or less, which have no score.
        rows: usize,
    },
    /// A goalpost, target, cut or code outside the declared range of the question.
    GoalpostOutsideRange {
        /// The indicator.
        node: NodeId,
        /// The goalpost.
        goalpost: f64,
        /// Declared range.
        min: f64,
        /// See `min`.
        max: f64,
    },
    /// The points that answers can give do not reach from 0 to 100.
    PointsOutOfReach {
        /// The indicator.
        node: NodeId,
        /// Fewest points of any valid answer.
        fewest: f64,
        /// Most points of any valid answer.
        most: f64,
    },
    /// It applies to nobody.
    NeverApplies {
        /// The indicator.
        node: NodeId,
    },
    /// It applies to some and none of them answered.
    Unanswered {
        /// The indicator.
        node: NodeId,
        /// Rows it applies to.
        rows: usize,
    },
    /// Answers that have no score: codes outside the table, a transform that does not exist.
    Unscored {
        /// The indicator.
        node: NodeId,
        /// How many.
        rows: usize,
    },
    /// Fewer answers than its parent wants for a score.
    ScarceAnswers {
        /// The indicator.
        node: NodeId,
        /// Share of the rows it applies to that answered, 0–1.
        availability: f64,
        /// The parent's threshold, 0–1.
        threshold: f64,
    },
    /// Gaps of an indicator whose points have no bounds: the scores above it have no low and high
    /// where it is open.
    NoBounds {
        /// The indicator.
        node: NodeId,
        /// Rows with a gap.
        rows: usize,
    },
    /// Gaps were filled from answers that were held to be outlying afterwards: imputation comes
    /// before the treatment.
    ImputedFromOutlier {
        /// The indicator.
        node: NodeId,
        /// Cells that were filled.
        rows: usize,
    },
    /// Everybody gave the same answer.
    Constant {
        /// The indicator.
        node: NodeId,
        /// The answer.
        value: f64,
        /// Rows that gave it.
        rows: usize,
    },
    /// Two indicators of one axis say almost the same.
    DoubleCounting {
        /// The first, in instrument order.
        first: NodeId,
        /// The second.
        second: NodeId,
        /// Pearson correlation of their points; its size is above [`DOUBLE_COUNTING`].
        correlation: f64,
        /// Rows that have both.
        rows: usize,
    },
    /// An indicator goes down where the rest of its parent goes up: its direction may be wrong.
    AgainstSiblings {
        /// The indicator.
        node: NodeId,
        /// Pearson correlation of its points with the weighted mean of its siblings; below 0 by
        /// its 95 % interval (Fisher, 1921).
        correlation: f64,
        /// Rows that have both.
        rows: usize,
    },
}

/// What the stages of the scores show: gaps filled from answers that were treated afterwards.
pub fn lint_stages(instrument: &Instrument, stages: &Stages) -> Vec<LintFinding> {
    let mut findings = Vec::new();
    data::imputed_from_outliers(instrument, stages, &mut findings);
    findings
}

/// Looks an instrument over with the diagnosis that it gave.
///
/// Findings come check by check, each in instrument order. A node that the diagnosis does not
/// have is looked at without data.
pub fn lint(instrument: &Instrument, diagnosis: &Diagnosis) -> Vec<LintFinding> {
    let mut findings = Vec::new();
    structure::weights(instrument, &mut findings);
    structure::lacks(instrument, &mut findings);
    structure::children(instrument, &mut findings);
    structure::rules(instrument, diagnosis, &mut findings);
    ranges::ranges(instrument, diagnosis, &mut findings);
    data::answers(instrument, diagnosis, &mut findings);
    data::double_counting(instrument, diagnosis, &mut findings);
    data::directions(instrument, diagnosis, &mut findings);
    findings
}
