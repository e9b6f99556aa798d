//! Scores: an instrument and its answers become 0–100 points by node, with the share that was
//! answered, the interval that open answers leave, contributions, conditions and supports.
//!
//! ```text
//! answers ─► check_consistency ─► diagnose ─► Diagnosis ─► contributions
//!                                                     └──► FrozenFrame (planner, simulator)
//! ```
//!
//! **The formula.** Every indicator that applies to a workshop carries a fixed share `f` of its
//! axis: the product of its weight and its ancestors' weights, each divided by the sum over the
//! siblings that apply. With `n` the value on 0–100 and sums over what was answered,
//! - availability `a = Σ f`,
//! - score `= Σ f·n / a` (weighted arithmetic mean; OECD/JRC, Handbook on Constructing Composite
//!   Indicators, 2008, steps 5 and 6),
//! - low `= Σ f·n` and high `= Σ f·n + 100·(1 − a)`: every open answer at its worst and best.
//!
//! So low ≤ score ≤ high always, and a workshop's score rests on no other workshop's answers.
//! A dimension under its own threshold shows no score; what was answered in it still counts in
//! its axis, with the weight of those answers and no more. Not applicable leaves the sums; every
//! other kind of missing stays in them.
//!
//! Nothing here reads a file or words a sentence, and results are the same bytes on any number
//! of threads.
//!
//! ```
//! use nanduti_model::Normalisation;
//! // 11 of 100 pieces repaired, where 20 is unacceptable and 5 good practice: 60 points.
//! let rework = Normalisation::Goalposts { worst: 20.0, best: 5.0 };
//! assert_eq!(rework.score(11.0), Some(60.0));
//! ```

pub mod aggregation;
pub mod associativity;
pub mod change;
pub mod counting;
pub mod impute;
pub mod levers;
pub mod lint;
pub mod normalise;
pub mod outliers;
pub mod plausible;
pub mod profile;
pub mod reliability;
pub mod robustness;
pub mod typology;
pub mod weighting;

mod adjust;
mod block;
mod consistency;
mod context;
mod contribution;
mod diagnose;
mod frame;
mod interval;
mod runs;
mod score;
mod stages;
mod territory;
mod tree;
mod unknown;
mod values;

pub use adjust::NodeRules;
pub use consistency::check_consistency;
pub use context::{CASE_NAMES, Context};
pub use contribution::{
    ContributionColumns, ContributionMean, Contributor, PartColumn, contribution_means,
    contributions,
};
pub use diagnose::{Diagnosed, diagnose, diagnose_stages, score_stages};
pub use frame::FrozenFrame;
pub use runs::{NotByRuns, ScoredRun, contribution_means_by_runs, score_by_runs};
pub use score::{LevelCaps, level_caps};
pub use stages::{Groups, NotFitted, Scoring, Stages, Treated};
pub use territory::{TRUST_THEME, add_territory_means, territory_name};

pub use tree::{PointColumn, Tree, TreeNode};
pub use unknown::{UnknownDerived, WhyUnknown, unknown_derived};

#[cfg(test)]
mod tests;
