//! What planning is given: the case, the frozen frame and the wishes of the owners.

use nanduti_model::{
    Catalogue, Diagnosis, NodeId, Policy, Population, Rescore, Resource, ResourceScope,
    SupportSpec, TieStrength,
};
use nanduti_rules::order_regularity;

/// What an owner, or the table, says about one line of a plan.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum WishKind {
    /// The plan must hold it, where its conditions allow it.
    Pin,
    /// The plan may not hold it.
    Forbid,
}

/// A wish about one intervention of one workshop (the owner has a say).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LineWish {
    /// Position of the workshop.
    pub workshop: usize,
    /// Position of the intervention.
    pub intervention: usize,
    /// Pin or forbid.
    pub kind: WishKind,
}

/// Everything plans rest on.
#[derive(Clone)]
pub struct PlanInput<'a> {
    /// Workshops and clusters.
    pub population: &'a Population,
    /// The diagnosis: conditions, named values and supports.
    pub diagnosis: &'a Diagnosis,
    /// The frozen frame that turns changed indicator values into axis points.
    pub frame: &'a dyn Rescore,
    /// Interventions.
    pub catalogue: &'a Catalogue,
    /// Capacity of the cohort.
    pub resources: &'a [Resource],
    /// Policy.
    pub policy: &'a Policy,
    /// Supports and their cost; they add cost and never exclude.
    pub supports: &'a [SupportSpec],
    /// Whether a lead firm was matched to each workshop.
    pub matched: &'a [bool],
    /// The indicator that reads the safety question; without it the clause *hazards first* rests.
    pub safety_indicator: Option<NodeId>,
    /// Wishes about single lines.
    pub wishes: &'a [LineWish],
}

impl std::fmt::Debug for PlanInput<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PlanInput")
            .field("workshops", &self.population.workshops.len())
            .field("interventions", &self.catalogue.interventions.len())
            .finish_non_exhaustive()
    }
}

impl PlanInput<'_> {
    /// Most hours a week the owner gives to a plan: what they offer, lifted to what support makes
    /// possible, cut to what the policy allows; where they did not answer, the policy's figure.
    /// Hours never gate a pilot, they only shape the plan.
    pub fn owner_limit(&self, workshop: usize) -> f64 {
        let policy = self.policy;
        match self.population.workshops[workshop].owner_hours {
            Some(hours) => {
                hours.max(policy.supported_owner_hours_week).min(policy.max_owner_hours_week)
            }
            None => policy.unknown_owner_hours_week.min(policy.max_owner_hours_week),
        }
    }

    /// Whether a workshop has a lead firm: matched in this run, or a stable buyer already.
    pub fn has_lead_firm(&self, workshop: usize) -> bool {
        self.is_matched(workshop)
            || self.population.workshops[workshop].lead_tie == Some(TieStrength::Stable)
    }

    /// Whether this run matched a lead firm.
    pub fn is_matched(&self, workshop: usize) -> bool {
        self.matched.get(workshop).copied().unwrap_or(false)
    }

    /// Order regularity of a workshop, 0.3–1.0; see [`order_regularity`].
    pub fn regularity(&self, workshop: usize) -> f64 {
        order_regularity(self.population.workshops[workshop].lead_tie, self.is_matched(workshop))
    }

    /// Amount of a resource for a cluster (the single amount where all share it).
    pub fn amount(&self, resource: usize, cluster: usize) -> f64 {
        let resource = &self.resources[resource];
        let at = if resource.scope == ResourceScope::All { 0 } else { cluster };
        resource.amounts.get(at).copied().unwrap_or(0.0)
    }

    /// Policy-weighted sum of gains by axis.
    pub fn weighted(&self, gain: &[f64]) -> f64 {
        self.policy.axis_weights.iter().zip(gain).map(|(weight, points)| weight * points).sum()
    }
}
