//! How the weights of the children of a node came about, where they were not simply stated, and
//! the weights that are still admissible.

use crate::{NodeId, Source};

/// How a place in an order of importance becomes a weight.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RankOrder {
    /// Proportional to n + 1 − place (Stillwell, Seaver and Edwards, 1981).
    Sum,
    /// Proportional to 1 / place (Stillwell, Seaver and Edwards, 1981).
    Reciprocal,
    /// The centre of all weights in that order, `Σ 1/k / n` from the place to n (Barron, 1992).
    Centroid,
}

/// What the weights of the children of a node rest on.
#[derive(Clone, PartialEq, Debug)]
pub enum WeightingMethod {
    /// All alike, on purpose.
    Equal,
    /// Experts shared out points.
    BudgetAllocation,
    /// Experts compared the children two by two.
    AnalyticHierarchy,
    /// Experts put the children in order.
    RankOrder(RankOrder),
    /// Fitted so that every child is equally correlated with the node, within `bounds` (least and
    /// greatest share of each child, in the order of the children). Fixed by the frame.
    EqualInfluence {
        /// Least and greatest share, 0–1.
        bounds: Vec<(f64, f64)>,
    },
}

impl WeightingMethod {
    /// Whether the weights rest on the sample.
    pub const fn is_fitted(&self) -> bool {
        matches!(self, Self::EqualInfluence { .. })
    }

    /// Stable word in result tables.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::BudgetAllocation => "budget_allocation",
            Self::AnalyticHierarchy => "analytic_hierarchy",
            Self::RankOrder(RankOrder::Sum) => "rank_sum",
            Self::RankOrder(RankOrder::Reciprocal) => "rank_reciprocal",
            Self::RankOrder(RankOrder::Centroid) => "rank_centroid",
            Self::EqualInfluence { .. } => "equal_influence",
        }
    }
}

/// The weights one expert stands for.
#[derive(Clone, PartialEq, Debug)]
pub struct ExpertWeights {
    /// Name or code, as the config gives it.
    pub name: String,
    /// Share of each child, in the order of the children, adding up to 1.
    pub weights: Vec<f64>,
    /// Consistency ratio of pairwise comparisons; absent under other methods, for two children,
    /// which cannot contradict each other, and for more than fifteen.
    pub consistency_ratio: Option<f64>,
}

/// What came of fitted weights.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum WeightsReach {
    /// All children are equally correlated with the node.
    Reached,
    /// No weights within the bounds do that; these come nearest.
    Unreachable {
        /// Greatest less least squared correlation, 0–1.
        gap: f64,
    },
    /// Taken over from the frame that holds.
    FromFrame,
}

/// How the weights of the children of one node came about.
#[derive(Clone, PartialEq, Debug)]
pub struct Weighting {
    /// The node whose children are weighed.
    pub node: NodeId,
    /// How.
    pub method: WeightingMethod,
    /// What each expert stands for; empty without experts.
    pub experts: Vec<ExpertWeights>,
    /// Consistency ratio of the pooled comparisons; see [`ExpertWeights::consistency_ratio`].
    pub consistency_ratio: Option<f64>,
    /// What came of fitted weights; `None` before they are fitted and under other methods.
    pub reach: Option<WeightsReach>,
    /// Who weighed, and where that stands.
    pub source: Source,
}

/// Weights of the children of a node that are admissible, for robustness over all of them.
#[derive(Clone, PartialEq, Debug)]
pub struct AllWeights {
    /// The node, a weighted arithmetic mean.
    pub node: NodeId,
    /// Which weights.
    pub space: AdmissibleWeights,
    /// Units whose best and worst place are asked for, by code; empty: all.
    pub units: Vec<String>,
    /// Pairs that are set against each other, by code; empty: neighbours by score.
    pub pairs: Vec<(String, String)>,
}

/// Which weights are admissible.
#[derive(Clone, PartialEq, Debug)]
pub enum AdmissibleWeights {
    /// Every share within this part of itself, 0–1.
    Noise(f64),
    /// Least and greatest share of each child, in the order of the children.
    Bounds(Vec<(f64, f64)>),
}
