//! Bundles under shared capacities: a multiple-choice multi-dimensional knapsack.
//!
//! Each agent takes at most one of its columns; a column has a value v and uses amounts u of
//! rows; in every row Σ u ≤ b, its capacity. Maximise Σ v. Taking nothing has value 0 and
//! uses nothing, so with b ≥ 0 there is always an answer. Amounts may be negative (a column
//! that makes room), which expresses shares: Σ (member · k − members wanted) ≤ 0.
//!
//! Method (Geoffrion 1974 for the relaxation; Fisher 1981 for its use): prices μ ≥ 0 on rows
//! split the problem by agent, and L(μ) = μ·b + Σ max(0, max (v − μ·u)), summed over agents
//! and maximised over the columns of each, bounds every answer. [`solve_bundles`] finds μ by Newton steps on a smoothed L, an answer by
//! repair, filling and exact re-choice of a few agents at a time, drops columns by reduced
//! cost, and closes what is left by a best-first branch and bound over sets of columns.

use crate::status::{Limit, Status, relative_gap};

mod certificate;
mod multipliers;
mod prepared;
mod primal;
mod rechoice;
mod search;
mod split;
#[cfg(test)]
mod tests;

pub use certificate::{
    BundleViolation, CertificateFault, check_bundle_certificate, check_bundle_choice,
};

/// Relative room for rounding when a row's use is set against its capacity.
const ROW_TOLERANCE: f64 = 1e-9;
/// Relative distance below which a value and a bound count as equal.
const PROOF_TOLERANCE: f64 = 1e-9;

/// One choice of an agent.
#[derive(Debug, Clone, PartialEq)]
pub struct BundleColumn {
    /// What it is worth; may be negative.
    pub value: f64,
    /// What it uses: (row, amount). A row named twice counts as the sum.
    pub uses: Vec<(u32, f64)>,
}

/// The problem.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct BundleProblem {
    /// Capacity of each row, ≥ 0.
    pub capacities: Vec<f64>,
    /// The columns of each agent. Taking none of them is always allowed.
    pub agents: Vec<Vec<BundleColumn>>,
}

/// Why a problem is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BundleError {
    /// A number is infinite or not a number.
    NotFinite,
    /// A capacity is negative.
    NegativeCapacity {
        /// The row.
        row: usize,
    },
    /// A column uses a row that does not exist.
    NoSuchRow {
        /// The row.
        row: u32,
    },
    /// More than 2^32 − 2 columns or uses.
    TooLarge,
}

impl std::fmt::Display for BundleError {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotFinite => formatter.write_str("a number of the problem is not finite"),
            Self::NegativeCapacity { row } => {
                write!(formatter, "the capacity of row {row} is negative")
            }
            Self::NoSuchRow { row } => write!(formatter, "row {row} does not exist"),
            Self::TooLarge => formatter.write_str("the problem has too many columns"),
        }
    }
}

impl std::error::Error for BundleError {}

/// How much work to do. All limits count work, never time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BundleOptions {
    /// Most nodes of the branch and bound; 0 leaves the bound to the multipliers. A node costs
    /// some ten passes over the columns that are still open: milliseconds at 20 agents, a tenth
    /// of a second at 300 agents of 700 columns.
    pub node_limit: usize,
    /// Relative gap at which the search may stop as `Feasible`; 0 asks for the optimum.
    pub gap: f64,
    /// Rounds of exact re-choice of a few agents before the branch and bound.
    pub improvement_rounds: usize,
    /// Seed of the choice of agents in those rounds.
    pub seed: u64,
}

/// 400 nodes, a gap of 0.1 %, 400 rounds, seed 1. With many agents the gap is reached without
/// branching: it shrinks like the number of rows over the number of agents.
impl Default for BundleOptions {
    fn default() -> Self {
        Self { node_limit: 400, gap: 1e-3, improvement_rounds: 400, seed: 1 }
    }
}

/// What kind of proof a bound has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BoundKind {
    /// One list of multipliers.
    Multipliers,
    /// A branching tree with multipliers at every node.
    Search,
}

/// The proof of a bound, re-evaluated by [`check_bundle_certificate`].
#[derive(Debug, Clone, PartialEq)]
pub enum BundleCertificate {
    /// One price per row: the bound is L(μ).
    Multipliers(Vec<f64>),
    /// A branching tree.
    Search(SearchProof),
}

impl BundleCertificate {
    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> BoundKind {
        match self {
            Self::Multipliers(_) => BoundKind::Multipliers,
            Self::Search(_) => BoundKind::Search,
        }
    }
}

/// A branching tree that proves a bound. Node 0 is the root and allows everything.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SearchProof {
    /// Columns left out everywhere because another of the same agent is at least as good:
    /// (agent, column, the other; `None` for taking nothing).
    pub dominated: Vec<(u32, u32, Option<u32>)>,
    /// Columns that cannot lift an answer above this value may be dropped at a node.
    pub threshold: f64,
    /// The nodes.
    pub nodes: Vec<ProofNode>,
}

/// One node of a proof: prices, and either an end or a split of one agent's columns.
#[derive(Debug, Clone, PartialEq)]
pub struct ProofNode {
    /// One price per row, ≥ 0.
    pub multipliers: Vec<f64>,
    /// How the node goes on; `None` where it ends.
    pub split: Option<ProofSplit>,
}

/// A split: the columns of `agent` that use at most `limit` of `row` go to the node `within`,
/// the others to the node `beyond`.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ProofSplit {
    /// The agent.
    pub agent: u32,
    /// The row.
    pub row: u32,
    /// The greatest use that stays within.
    pub limit: f64,
    /// Node of the columns within, taking nothing among them when `limit` ≥ 0.
    pub within: u32,
    /// Node of the columns beyond.
    pub beyond: u32,
}

/// The answer.
#[derive(Debug, Clone, PartialEq)]
pub struct BundleSolution {
    /// `Optimal`, `Feasible` (within the gap asked for) or `Limit(Nodes)`.
    pub status: Status,
    /// Column of each agent; `None` takes nothing. Always valid.
    pub choice: Vec<Option<u32>>,
    /// Σ value of the choice.
    pub value: f64,
    /// No answer is worth more, as `certificate` proves; never below `value`.
    pub bound: f64,
    /// One price per row, ≥ 0: what one more unit is worth by the relaxation. 0 where the
    /// row does not bind.
    pub multipliers: Vec<f64>,
    /// The proof of `bound`.
    pub certificate: BundleCertificate,
    /// Nodes of the branch and bound that were opened: the work done.
    pub nodes: usize,
}

impl BundleSolution {
    /// (bound − value) / |bound|; `None` when the bound is 0 and the value is not.
    #[must_use]
    pub fn gap(&self) -> Option<f64> {
        relative_gap(self.value, self.bound)
    }
}

/// Solves the problem within the work of `options`.
///
/// ```
/// use nanduti_optim::{BundleColumn, BundleOptions, BundleProblem, Status, solve_bundles};
///
/// // Two workshops, one budget of 10.
/// let column = |value, amount| BundleColumn { value, uses: vec![(0, amount)] };
/// let problem = BundleProblem {
///     capacities: vec![10.0],
///     agents: vec![vec![column(6.0, 5.0), column(9.0, 8.0)], vec![column(5.0, 5.0)]],
/// };
/// let answer = solve_bundles(&problem, &BundleOptions { gap: 0.0, ..Default::default() })?;
/// assert_eq!(answer.status, Status::Optimal);
/// assert_eq!(answer.choice, [Some(0), Some(0)]);
/// assert_eq!(answer.value, 11.0);
/// # Ok::<(), nanduti_optim::BundleError>(())
/// ```
pub fn solve_bundles(
    problem: &BundleProblem,
    options: &BundleOptions,
) -> Result<BundleSolution, BundleError> {
    let prepared = prepared::Prepared::new(problem)?;
    let mut search = search::Search::new(&prepared, options);
    search.solve_root();
    search.branch();
    let choice = prepared.original_choice(search.best_choice());
    // The value is summed afresh, so that rounding on the way does not show.
    let value = check_bundle_choice(problem, &choice).unwrap_or(0.0);
    let multipliers = search.root_multipliers().to_vec();
    let plain = BundleCertificate::Multipliers(multipliers.clone());
    let plain_bound = check_bundle_certificate(problem, &plain).unwrap_or(f64::INFINITY);
    let (mut bound, mut certificate) = (plain_bound, plain);
    let close = |bound: f64, value: f64| bound - value <= 2.0 * proof_room(value);
    if !close(bound, value) {
        let proof = BundleCertificate::Search(search.proof());
        if let Ok(searched) = check_bundle_certificate(problem, &proof)
            && searched < bound
        {
            (bound, certificate) = (searched, proof);
        }
    }
    let status = if close(bound, value) {
        Status::Optimal
    } else if relative_gap(value, bound).is_some_and(|gap| gap <= options.gap) {
        Status::Feasible
    } else {
        Status::Limit(Limit::Nodes)
    };
    let nodes = search.nodes();
    Ok(BundleSolution {
        status,
        choice,
        value,
        bound: bound.max(value),
        multipliers,
        certificate,
        nodes,
    })
}

/// The distance at which a value and a bound count as equal.
fn proof_room(value: f64) -> f64 {
    PROOF_TOLERANCE * value.abs().max(1.0)
}

/// The use a row may show beyond its capacity for rounding alone.
fn row_room(capacity: f64) -> f64 {
    ROW_TOLERANCE * capacity.abs().max(1.0)
}
