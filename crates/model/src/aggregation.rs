//! How children become their parent, and how gaps and outliers are treated: rules as data.

use crate::{Expression, NodeId, Source};

/// What a rule built on products or reciprocals does with a value of 0 or less.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum ZeroRule {
    /// One zero makes the whole zero.
    Zero,
    /// Values below this one are lifted to it first (above 0).
    Floor(f64),
    /// Nothing is stated.
    NotStated,
}

/// Which way the penalty for unbalanced parts goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Penalty {
    /// Taken off: imbalance makes the score lower (for scores where higher is better).
    Downward,
    /// Added: for indices where higher is worse.
    Upward,
}

/// The rule of an inner node. Weights are the children's, as proportions.
#[derive(Clone, PartialEq, Debug)]
pub enum Aggregation {
    /// Weighted arithmetic mean.
    Arithmetic,
    /// Weighted geometric mean.
    Geometric(ZeroRule),
    /// Weighted harmonic mean.
    Harmonic(ZeroRule),
    /// Weighted power mean; 1 is the arithmetic, 0 the geometric, −1 the harmonic mean.
    Power {
        /// The exponent, finite.
        exponent: f64,
        /// For exponents of 0 or less.
        zero: ZeroRule,
    },
    /// Mean less (or plus) `sd² / mean`, sd over n (Mazziotta and Pareto, 2013: MPI on standard
    /// scores of 100 and 10, AMPI on goalposts of 70 and 130).
    MazziottaPareto(Penalty),
    /// Ordered weighted average (Yager, 1988): the first weight goes to the best child. Where a
    /// child is missing the weights are read at its share of the way (quantifier-interpolated).
    OrderedWeighted(Vec<f64>),
    /// The worst child.
    Minimum,
    /// The best child.
    Maximum,
    /// Copeland's outranking: weight of wins less losses against every other workshop, mapped to
    /// 0–100. Depends on the sample.
    Copeland,
    /// Benefit of the doubt: each workshop's own best weights (Cherchye et al., 2007), each
    /// child's share of the score bounded. Depends on the sample.
    BenefitOfTheDoubt {
        /// Least share of the score from each child, 0–1.
        least_share: f64,
        /// Greatest share, 0–1.
        most_share: f64,
    },
}

impl Aggregation {
    /// Whether the result of one workshop depends on the others.
    pub fn depends_on_sample(&self) -> bool {
        matches!(self, Self::Copeland | Self::BenefitOfTheDoubt { .. })
    }
}

/// What a partly answered child weighs in its parent.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum PartialWeight {
    /// Its weight times the share of it that was answered, so every answer weighs the same
    /// whatever its neighbours said.
    #[default]
    Answered,
    /// Its full weight as soon as it has a score, as most composite-indicator tools do.
    Full,
}

/// A rule that moves the score of a node after its aggregation.
#[derive(Clone, PartialEq, Debug)]
pub struct Adjustment {
    /// Where it applies; unknown counts as not.
    pub when: Expression,
    /// What it does.
    pub kind: AdjustmentKind,
    /// Where it comes from.
    pub source: Source,
}

/// What an adjustment does to a score.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum AdjustmentKind {
    /// Adds points (or takes them), inside 0–100.
    Bonus(f64),
    /// Caps the score from above.
    AtMost(f64),
}

/// A floor (veto): with the watched node below it, the level of the owner is capped.
#[derive(Clone, PartialEq, Debug)]
pub struct Floor {
    /// The node whose score is watched; anywhere in the tree.
    pub watches: NodeId,
    /// Score below which the floor is breached, 0–100. An unknown score breaches nothing, but the
    /// level is then not stated above the cap either.
    pub below: f64,
    /// Highest level still stated where breached, 0 the lowest.
    pub at_most_level: u8,
    /// Where it comes from.
    pub source: Source,
}

/// How gaps are filled before scoring.
#[derive(Clone, PartialEq, Debug)]
pub enum Imputation {
    /// Not at all: the default. What was answered speaks, availability says how much it is.
    None,
    /// The mean of the column.
    Mean,
    /// The median of the column.
    Median,
    /// The median of the workshop's group in a named column, else of all.
    GroupMedian(String),
    /// The mean of the workshop's own normalised values in the same parent, brought back.
    OwnAxis,
    /// A donor drawn among the complete rows of the group (all where none is named).
    HotDeck(Option<String>),
    /// Mean of the k nearest rows by the columns both answered.
    NearestNeighbours(usize),
    /// Several hot-deck completions, scored apart and pooled (Rubin, 1987).
    Multiple(usize),
}

/// How outlying values are treated before normalisation.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum OutlierRule {
    /// Winsorise point by point until |skew| ≤ 2 or kurtosis ≤ 3.5, at most `most` points; then a
    /// logarithm (OECD/JRC COIN tool rule; Becker et al., 2022).
    SkewKurtosis {
        /// Points that may be winsorised before the logarithm.
        most: usize,
    },
    /// Values beyond this many interquartile ranges from the quartiles are brought to the fence
    /// (Tukey, 1977).
    Fences(f64),
}

/// The logarithm that was taken of a column. It rises with the value in both forms.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum LogTransform {
    /// `ln(x − origin + offset)`, against a tail of high values.
    Up {
        /// Least value of the sample.
        origin: f64,
        /// A hundredth of its range.
        offset: f64,
    },
    /// `−ln(origin − x + offset)`, against a tail of low values.
    Down {
        /// Greatest value of the sample.
        origin: f64,
        /// A hundredth of its range.
        offset: f64,
    },
}

impl LogTransform {
    /// The transformed value; `None` at or beyond the offset below the least (above the greatest)
    /// of the sample, where there is no logarithm.
    pub fn apply(&self, value: f64) -> Option<f64> {
        let transformed = match self {
            Self::Up { origin, offset } => (value - origin + offset).ln(),
            Self::Down { origin, offset } => -(origin - value + offset).ln(),
        };
        transformed.is_finite().then_some(transformed)
    }
}
