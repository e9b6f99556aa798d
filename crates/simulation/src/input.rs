//! What a simulation needs to know.

use nanduti_model::{
    Catalogue, Diagnosis, PlanSet, Policy, Population, PortfolioId, PortfolioKind, Rescore,
    Resource, SimulationSettings, WorkshopTie,
};
use nanduti_rules::ActiveLine;

/// A set of plans to simulate.
#[derive(Clone, PartialEq, Debug)]
pub struct Portfolio {
    /// Id.
    pub id: PortfolioId,
    /// What it is.
    pub kind: PortfolioKind,
    /// Workshops (positions) and their lines. A workshop without lines counts as without a plan.
    pub plans: Vec<(usize, Vec<ActiveLine>)>,
}

/// A case as the simulator sees it. All positions point into `population.workshops`.
#[derive(Clone, Copy)]
pub struct SimulationInput<'a> {
    /// Workshops and clusters.
    pub population: &'a Population,
    /// Conditions, scores and named values of the workshops.
    pub diagnosis: &'a Diagnosis,
    /// The frozen frame; its workshops and axes are those of the diagnosis, in the same order.
    pub frame: &'a dyn Rescore,
    /// Interventions.
    pub catalogue: &'a Catalogue,
    /// Capacity that the equal split and the simple rule may use.
    pub resources: &'a [Resource],
    /// Policy: axis weights and the limits of a plan.
    pub policy: &'a Policy,
    /// Whether each workshop has a lead firm in the matching; a missing entry is no.
    pub matched: &'a [bool],
    /// Who works with whom.
    pub workshop_ties: &'a [WorkshopTie],
    /// The proposed plans.
    pub chosen: &'a PlanSet,
    /// Pilots and reserves: their number is the number of places.
    pub cohort: &'a [usize],
    /// Workshops the equal split and the simple rule may serve: the willing ones.
    pub candidates: &'a [usize],
    /// Portfolios people handed in.
    pub given: &'a [Portfolio],
    /// Last cohort's practice; `None` is *sin registro*.
    pub last_cohort: Option<&'a Portfolio>,
    /// How many futures, how long, from which seed.
    pub settings: &'a SimulationSettings,
}
