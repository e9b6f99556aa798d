//! The clauses of the equity rule, and what each costs.

use crate::bundles::{BundleSearch, best_bundle_value, fair_share, targets};
use crate::pilots::{Chosen, PilotInput, Quotas, Standing, choose, races};
use crate::plan_input::PlanInput;
use nanduti_model::{ClauseCost, EquityClause, EquityRule, WorkshopId};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// The clauses that hold.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Clauses(Vec<EquityClause>);

/// Machine word of a clause.
pub(crate) fn word(clause: EquityClause) -> &'static str {
    EquityClause::ALL.iter().find(|(c, _)| *c == clause).map_or("", |(_, word)| word)
}

impl Clauses {
    /// Those the policy switches on.
    pub(crate) fn in_force(rule: &EquityRule) -> Self {
        let on = |clause: EquityClause| match clause {
            EquityClause::MinimumPerCluster => rule.min_per_cluster > 0,
            EquityClause::WomenLed => rule.women_led,
            EquityClause::Micro => rule.micro,
            EquityClause::GainFloor => rule.gain_floor > 0.0,
            EquityClause::HazardsFirst => rule.hazards_first,
        };
        Self(EquityClause::ALL.iter().map(|(clause, _)| *clause).filter(|c| on(*c)).collect())
    }

    /// Whether a clause holds.
    pub(crate) fn has(&self, clause: EquityClause) -> bool {
        self.0.contains(&clause)
    }

    /// Keeps those that `keep` says.
    pub(crate) fn retain(&mut self, keep: impl Fn(EquityClause) -> bool) {
        self.0.retain(|clause| keep(*clause));
    }

    /// What they ask of a choice.
    pub(crate) fn quotas(&self, rule: &EquityRule, clusters: usize) -> Quotas {
        let minimum =
            if self.has(EquityClause::MinimumPerCluster) { rule.min_per_cluster } else { 0 };
        Quotas {
            minimum: vec![minimum; clusters],
            women_led: self.has(EquityClause::WomenLed),
            micro: self.has(EquityClause::Micro),
            gain_floor: if self.has(EquityClause::GainFloor) { rule.gain_floor } else { 0.0 },
        }
    }
}

/// Gains without the clause *hazards first*: worked out anew for workshops it binds, else as
/// they are.
pub(crate) fn gains_without_hazard_rule(input: &PlanInput, gains: &[f64]) -> Vec<f64> {
    let mut policy = input.policy.clone();
    policy.equity.hazards_first = false;
    let free = PlanInput { policy: &policy, ..input.clone() };
    let (targets, caps) = (targets(input), fair_share(input));
    (0..gains.len())
        .into_par_iter()
        .map(|workshop| {
            if !BundleSearch::new(input, &targets, workshop).safety_comes_first() {
                return gains[workshop];
            }
            let cluster = input.population.workshops[workshop].cluster;
            best_bundle_value(&free, &targets, workshop, &caps[cluster])
        })
        .collect()
}

/// What each clause in force costs, and the whole rule last.
pub(crate) fn costs(
    input: &PilotInput,
    standings: &[Standing],
    clauses: &Clauses,
    pilots: &Chosen,
) -> Vec<ClauseCost> {
    let rule = &input.plan.policy.equity;
    let free_gains = clauses
        .has(EquityClause::HazardsFirst)
        .then(|| gains_without_hazard_rule(input.plan, input.gains));
    let without = |dropped: Option<EquityClause>| {
        let mut left = clauses.clone();
        left.retain(|clause| dropped.is_some_and(|d| d != clause));
        let hazards_off = dropped.is_none_or(|d| d == EquityClause::HazardsFirst);
        let gains = match &free_gains {
            Some(free) if hazards_off => free,
            _ => input.gains,
        };
        let races = races(input, standings, gains, &BTreeMap::new());
        choose(&races, pilots.workshops.len(), &left.quotas(rule, races.len()))
    };
    clauses
        .0
        .iter()
        .map(|clause| Some(*clause))
        .chain([None])
        .map(|clause| {
            let other = without(clause).unwrap_or_else(|| pilots.clone());
            ClauseCost {
                clause,
                stands: stands(input, standings, clause, pilots),
                missing: missing(input, standings, clause, pilots),
                cost: (other.value - pilots.value).max(0.0),
                enters: only_in(input, pilots, &other),
                leaves: only_in(input, &other, pilots),
            }
        })
        .collect()
}

fn only_in(input: &PilotInput, these: &Chosen, those: &Chosen) -> Vec<WorkshopId> {
    these
        .workshops
        .iter()
        .filter(|w| those.workshops.binary_search(w).is_err())
        .map(|&w| input.plan.population.workshops[w].id.clone())
        .collect()
}

/// How a clause stands in each cluster: pilots; share led by women or micro in per cent; mean
/// gain in points; pilots under the hazard limit.
fn stands(
    input: &PilotInput,
    standings: &[Standing],
    clause: Option<EquityClause>,
    pilots: &Chosen,
) -> Vec<f64> {
    let rule = &input.plan.policy.equity;
    let of_cluster = |cluster: usize| {
        pilots.workshops.iter().copied().filter(move |&w| standings[w].confirmed.cluster == cluster)
    };
    (0..input.plan.population.clusters.len())
        .map(|cluster| {
            let n = of_cluster(cluster).count() as f64;
            let share = |test: &dyn Fn(usize) -> bool| {
                if n == 0.0 {
                    0.0
                } else {
                    100.0 * of_cluster(cluster).filter(|&w| test(w)).count() as f64 / n
                }
            };
            match clause {
                None | Some(EquityClause::MinimumPerCluster) => n,
                Some(EquityClause::WomenLed) => share(&|w| standings[w].women_led()),
                Some(EquityClause::Micro) => share(&|w| standings[w].micro(rule.micro_limit)),
                Some(EquityClause::GainFloor) => {
                    of_cluster(cluster).map(|w| input.gains[w]).sum::<f64>() / n.max(1.0)
                }
                Some(EquityClause::HazardsFirst) => {
                    of_cluster(cluster).filter(|&w| is_hazardous(input.plan, w)).count() as f64
                }
            }
        })
        .collect()
}

/// Pilots of each cluster that its minimum asks for and nobody is there to be: the choice takes
/// all the willing of a cluster before it falls short.
fn missing(
    input: &PilotInput,
    standings: &[Standing],
    clause: Option<EquityClause>,
    pilots: &Chosen,
) -> Vec<u32> {
    let mut missing = vec![0; input.plan.population.clusters.len()];
    if clause != Some(EquityClause::MinimumPerCluster) {
        return missing;
    }
    missing.fill(input.plan.policy.equity.min_per_cluster);
    for &workshop in &pilots.workshops {
        let left = &mut missing[standings[workshop].confirmed.cluster];
        *left = left.saturating_sub(1);
    }
    missing
}

/// Whether a workshop has fewer safety items than the rule asks, on the observed or planning
/// value.
pub(crate) fn is_hazardous(input: &PlanInput, workshop: usize) -> bool {
    let Some(id) = &input.safety_indicator else { return false };
    input
        .frame
        .indicators()
        .iter()
        .position(|indicator| indicator == id)
        .and_then(|at| input.frame.values(workshop).get(at).copied().flatten())
        .is_some_and(|items| items < input.policy.equity.hazard_below)
}
