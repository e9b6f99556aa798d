//! What may come of a set of plans.

use crate::{EvidenceKind, NodeId, PortfolioId, ResourceId};

/// How many futures, how long, from which seed.
#[derive(Clone, PartialEq, Debug)]
pub struct SimulationSettings {
    /// Draws (futures), ≥ 1.
    pub n_draws: u32,
    /// Quarters, ≥ 4.
    pub n_quarters: u8,
    /// Seed.
    pub seed: u64,
    /// Chance that a planned intervention is taken up when it starts, 0–1 (low, high).
    pub take_up: (f64, f64),
    /// Chance that a workshop leaves within the year, 0–1 (low, high).
    pub drop_out_year: (f64, f64),
    /// Share of a reached effect lost per year without visits where the effect states none.
    pub decay_year: (f64, f64),
    /// Share of a pilot's associative gain that reaches each workshop tied to it (low, high).
    pub spillover: (f64, f64),
    /// Standard deviation of the quarterly shock on the productivity of a cluster, points.
    pub shock_sd: f64,
    /// Share of the shock carried to the next quarter, 0–1.
    pub shock_memory: f64,
    /// Expected effects, certain take-up and completion, no decay, spillover or shock.
    pub noise_off: bool,
}

/// What a portfolio is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum PortfolioKind {
    /// The proposed plans.
    Chosen,
    /// No plans.
    Nothing,
    /// The same resources split equally.
    EqualSplit,
    /// A rule anybody can apply.
    SimpleRule,
    /// What the last cohort did.
    LastCohort,
    /// Given by `--plans`.
    Given,
}

/// A median and its 5–95 % band.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Band {
    /// 5 % quantile.
    pub p05: f64,
    /// Median.
    pub median: f64,
    /// 95 % quantile.
    pub p95: f64,
}

/// An axis of a cluster through time: mean score of the workshops with a proposed plan.
#[derive(Clone, PartialEq, Debug)]
pub struct PortfolioBands {
    /// Cluster, or all.
    pub cluster: Option<usize>,
    /// Position of the axis among the axes.
    pub axis: usize,
    /// Workshops in the mean.
    pub n: u32,
    /// One band per quarter, the start included: `n_quarters + 1`.
    pub quarters: Vec<Band>,
}

/// Paired difference from doing nothing, at the last quarter.
#[derive(Clone, PartialEq, Debug)]
pub struct Difference {
    /// Cluster, or all.
    pub cluster: Option<usize>,
    /// Position of the axis; `None` for the policy-weighted sum.
    pub axis: Option<usize>,
    /// Points per place (the sum over all workshops over the number of pilots and reserves).
    pub band: Band,
    /// Share of futures above zero.
    pub share_positive: f64,
    /// Twenty equally likely futures (quantiles 2.5, 7.5, … %), ascending.
    pub dots: Vec<f64>,
}

/// Share of a portfolio's expected gain that rests on a kind of evidence.
#[derive(Clone, PartialEq, Debug)]
pub struct EvidenceShare {
    /// Kind.
    pub kind: EvidenceKind,
    /// Share, 0–1; the kinds sum to 1 where there is any gain.
    pub share: f64,
}

/// One portfolio's futures.
#[derive(Clone, PartialEq, Debug)]
pub struct PortfolioResult {
    /// Id.
    pub id: PortfolioId,
    /// What it is.
    pub kind: PortfolioKind,
    /// Absent practice (*sin registro*): everything below is empty.
    pub recorded: bool,
    /// Workshops with at least one line.
    pub n_plans: u32,
    /// Money it uses, guaraníes.
    pub cost: f64,
    /// Bands.
    pub bands: Vec<PortfolioBands>,
    /// Against doing nothing.
    pub versus_nothing: Vec<Difference>,
    /// The chosen portfolio minus this one, policy-weighted, per place; for all but the chosen.
    pub chosen_minus_this: Option<Difference>,
    /// Workshops that leave, share of those planned.
    pub drop_out: Option<Band>,
    /// What its gain rests on.
    pub evidence: Vec<EvidenceShare>,
}

/// All portfolios under the same futures.
#[derive(Clone, PartialEq, Debug)]
pub struct SimulationResult {
    /// Settings.
    pub settings: SimulationSettings,
    /// Portfolios; the chosen one first.
    pub portfolios: Vec<PortfolioResult>,
    /// Figures outside the sanity band of the field notes, and portfolios that do not fit the case.
    pub warnings: Vec<SimulationWarning>,
}

/// How a change of a year is measured.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SanityMeasure {
    /// Mean after less mean before, in the indicator's unit.
    Added,
    /// The same for a chance or a yes, in percentage points.
    Points,
    /// Mean after over mean before.
    Factor,
    /// Mean change of an axis over the standard deviation of its scores at the start.
    Deviations,
}

/// Something to look at before the futures are believed.
#[derive(Clone, PartialEq, Debug)]
pub enum SimulationWarning {
    /// The proposed plans change a figure by more, or less, than a year can give.
    Figure {
        /// Indicator or axis.
        node: NodeId,
        /// How the change is measured.
        measure: SanityMeasure,
        /// The median change.
        value: f64,
        /// Least and most of a year.
        expected: (f64, f64),
        /// Plans that move it.
        n_plans: u32,
    },
    /// The share of workshops that leave is not what a year brings.
    DropOut {
        /// The median share, 0–1.
        value: f64,
        /// Least and most of a year, 0–1.
        expected: (f64, f64),
        /// Plans.
        n_plans: u32,
    },
    /// A portfolio that people wrote has lines outside the case.
    OutsideCase {
        /// The portfolio.
        portfolio: PortfolioId,
        /// Its kind.
        kind: PortfolioKind,
        /// Lines.
        n_lines: u32,
    },
    /// A portfolio uses more of a resource than there is.
    OverCapacity {
        /// The portfolio.
        portfolio: PortfolioId,
        /// Its kind.
        kind: PortfolioKind,
        /// The resource.
        resource: ResourceId,
        /// What it uses.
        used: f64,
        /// What there is.
        amount: f64,
    },
}
