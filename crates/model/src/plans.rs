//! Improvement plans and the policy they follow.

use crate::{EquityRule, Guaranies, InterventionId, Label, NodeId, Outcome, Quarter, WorkshopId};

/// What the plans are for.
#[derive(Clone, PartialEq, Debug)]
pub struct Policy {
    /// Weights of the axes in instrument order, ≥ 0, summing to 1.
    pub axis_weights: Vec<f64>,
    /// The equity rule.
    pub equity: EquityRule,
    /// Whether reserves get plans too.
    pub plan_reserves: bool,
    /// Most interventions in one plan.
    pub max_actions: u32,
    /// Most hours a week of the owner, whatever they offer.
    pub max_owner_hours_week: f64,
    /// Hours a week made possible with support where the owner offers fewer.
    pub supported_owner_hours_week: f64,
    /// Hours a week assumed when the owner's answer is missing.
    pub unknown_owner_hours_week: f64,
    /// Share of a workshop's minutes kept free for training while it has a plan, 0–1.
    pub training_reserve: f64,
    /// Least share of a cluster's group action that must be there; see interventions.
    pub group_actions: bool,
    /// How the fair price acts on new lots: `gate`, `band` or `warning`.
    pub fair_price: String,
    /// Share below the fair price that `band` still accepts, 0–1.
    pub fair_price_band: f64,
    /// How the margin test (the price at the workshop's own efficiency) acts on new lots: `gate`,
    /// `band` or `warning`.
    pub margin: String,
    /// Share below the workshop's own fair price that `band` still accepts, 0–1.
    pub margin_band: f64,
    /// Weights of the parts of a pair's value, in [`crate::ValuePartKind::ALL`] order.
    pub match_weights: [f64; 5],
    /// Gross monthly minimum wage.
    pub minimum_wage: Guaranies,
    /// Cost of one minute at a legal wage, guaraníes (IPS and thirteenth month included).
    pub cost_minute: f64,
    /// Overhead factor of the fair price.
    pub overhead: f64,
    /// Reference efficiency of the buyer-fairness test, 0–100.
    pub reference_efficiency: f64,
}

/// Resource a plan line uses.
#[derive(Clone, PartialEq, Debug)]
pub struct ResourceUse {
    /// Position of the resource.
    pub resource: usize,
    /// Amount.
    pub amount: f64,
}

/// What a line should change.
#[derive(Clone, PartialEq, Debug)]
pub struct Target {
    /// Indicator.
    pub indicator: NodeId,
    /// Value today (a planning value where it was not answered).
    pub from: f64,
    /// Expected value at the end of quarter 4 with the whole plan.
    pub to: f64,
    /// Value with the plan's effects at their low end.
    pub low: f64,
    /// Value with the plan's effects at their high end.
    pub high: f64,
    /// Whether `from` was answered.
    pub observed: bool,
}

/// One intervention of one workshop, in time.
#[derive(Clone, PartialEq, Debug)]
pub struct PlanLine {
    /// Position of the intervention.
    pub intervention: usize,
    /// Its id.
    pub intervention_id: InterventionId,
    /// First quarter.
    pub start: Quarter,
    /// Last quarter.
    pub end: Quarter,
    /// Owner's hours in all.
    pub owner_hours: f64,
    /// Resources used.
    pub uses: Vec<ResourceUse>,
    /// Money among them.
    pub cost: Guaranies,
    /// What should change; sensitive ones included (the report decides what to print).
    pub targets: Vec<Target>,
    /// Axis points this line adds to the plan (gain with it less gain without it).
    pub adds: Vec<f64>,
}

/// An intervention that would help but may not be planned yet, and why.
#[derive(Clone, PartialEq, Debug)]
pub struct NotYet {
    /// Position of the intervention.
    pub intervention: usize,
    /// Conditions that fail, in words.
    pub failed: Vec<Label>,
    /// Conditions nobody knows: *falta verificar*.
    pub unknown: Vec<Label>,
}

/// Why a workshop has no lines.
#[derive(Clone, PartialEq, Debug)]
pub enum NothingReason {
    /// It is not in the group the plans are for.
    NotInCohort,
    /// No intervention passes its conditions.
    NoneAllowed,
    /// Nothing allowed has an expected gain.
    NoGain,
    /// What would help does not fit the capacity left; names resources.
    NoCapacity(Vec<String>),
}

/// The plan of one workshop.
#[derive(Clone, PartialEq, Debug)]
pub struct WorkshopPlan {
    /// Position of the workshop.
    pub workshop: usize,
    /// Its code.
    pub workshop_id: WorkshopId,
    /// Lines in time order; empty is *nothing yet*.
    pub lines: Vec<PlanLine>,
    /// Expected gain by axis at the end of quarter 4, after lags, without decay.
    pub gain: Vec<f64>,
    /// The same with every effect at its low end.
    pub gain_low: Vec<f64>,
    /// The same with every effect at its high end.
    pub gain_high: Vec<f64>,
    /// Owner's hours a week by quarter.
    pub owner_hours_week: [f64; 4],
    /// Limit on them.
    pub owner_limit_week: f64,
    /// Cost of the supports it needs.
    pub support_cost: Guaranies,
    /// Why there is nothing, where there is nothing.
    pub nothing: Option<NothingReason>,
    /// What may come later.
    pub not_yet: Vec<NotYet>,
}

/// All plans of a cohort: the *conjunto de planes*.
#[derive(Clone, PartialEq, Debug)]
pub struct PlanSet {
    /// How the solve ended.
    pub outcome: Outcome,
    /// Plans, in workshop order.
    pub plans: Vec<WorkshopPlan>,
    /// Used and available per resource and cluster (a single entry for shared ones).
    pub used: Vec<Vec<f64>>,
    /// Price of one more unit per resource and cluster, points, from the certificate; 0 = not scarce.
    pub prices: Vec<Vec<f64>>,
}
