//! Improvement plans of a cohort under shared capacity: budgets by institution, seats, mentor
//! and owner hours.
//!
//! Every workshop takes at most one of its legal bundles; «nothing yet» is legal. The choice is
//! a multiple-choice knapsack with one row per resource and cluster. Its prices bound every
//! answer: `Σ price × capacity + Σ workshops max(0, max over bundles of value − price × use)`, over
//! the bundles that the capacity holds alone.

mod assign;
mod columns;
mod groups;
mod lines;
mod nothing;

pub use nothing::GROUP_COMPLETE;

use crate::bundles::{Bundle, LEAST_GAIN, QUARTERS, Targets, targets};
use crate::plan_input::PlanInput;
use assign::{Assignment, Rows, assign};
use nanduti_model::{Guaranies, Outcome, PlanSet, SolveStatus, WorkshopPlan};
use rayon::prelude::*;

/// How the plans are made and proved.
const METHOD: &str = "priced_bundles";

/// Plans for the workshops of a cohort (positions in the population, in any order).
pub fn plan_cohort(input: &PlanInput, cohort: &[usize]) -> PlanSet {
    let mut cohort = cohort.to_vec();
    cohort.sort_unstable();
    cohort.dedup();
    let targets = targets(input);
    let rows = Rows::of(input);
    let assignment = assign(input, &targets, &rows, &cohort);
    let used = used(input, &rows, &cohort, &assignment.chosen);
    let plans: Vec<WorkshopPlan> = cohort
        .par_iter()
        .enumerate()
        .map(|(at, &workshop)| {
            let mut plan = plan(input, &targets, workshop, assignment.chosen[at].as_ref());
            plan.not_yet = nothing::not_yet(input, &targets, workshop, &assignment.bans);
            if plan.lines.is_empty() {
                let bundles = &assignment.columns.bundles[at];
                let reason = nothing::reason(input, &targets, workshop, bundles, &rows, &used);
                plan.nothing = Some(reason);
            }
            plan
        })
        .collect();
    let value = assignment.chosen.iter().flatten().map(|bundle| bundle.value).sum();
    PlanSet {
        outcome: outcome(value, &assignment),
        plans,
        used: rows.by_resource(&used),
        prices: rows.by_resource(&assignment.prices),
    }
}

fn outcome(value: f64, assignment: &Assignment) -> Outcome {
    let (bound, complete) = (assignment.bound, assignment.columns.complete);
    let status = if !complete {
        SolveStatus::Limit("bundles".to_owned())
    } else if bound - value <= LEAST_GAIN * value.abs().max(1.0) {
        SolveStatus::Optimal
    } else {
        SolveStatus::Feasible
    };
    Outcome {
        status,
        value,
        bound: complete.then_some(bound.max(value)),
        method: METHOD.to_owned(),
    }
}

fn used(input: &PlanInput, rows: &Rows, cohort: &[usize], chosen: &[Option<Bundle>]) -> Vec<f64> {
    let mut used = vec![0.0; rows.capacities.len()];
    for (&workshop, bundle) in cohort.iter().zip(chosen) {
        let cluster = input.population.workshops[workshop].cluster;
        for (r, amount) in bundle.iter().flat_map(|b| b.uses.iter().enumerate()) {
            used[rows.row(r, cluster)] += amount;
        }
    }
    used
}

fn plan(
    input: &PlanInput,
    targets: &Targets,
    workshop: usize,
    bundle: Option<&Bundle>,
) -> WorkshopPlan {
    let nothing = vec![0.0; input.frame.n_axes()];
    let told = bundle.map(|bundle| lines::tell(input, targets, workshop, bundle));
    let (lines, gain_low, gain_high) = match told {
        Some(told) => (told.lines, told.gain_low, told.gain_high),
        None => (Vec::new(), nothing.clone(), nothing.clone()),
    };
    WorkshopPlan {
        workshop,
        workshop_id: input.population.workshops[workshop].id.clone(),
        lines,
        gain: bundle.map_or(nothing, |bundle| bundle.gain.clone()),
        gain_low,
        gain_high,
        owner_hours_week: bundle.map_or([0.0; QUARTERS], |bundle| bundle.hours_week),
        owner_limit_week: input.owner_limit(workshop),
        support_cost: support_cost(input, workshop),
        nothing: None,
        not_yet: Vec::new(),
    }
}

/// Cost of the supports a workshop is known to need.
pub(crate) fn support_cost(input: &PlanInput, workshop: usize) -> Guaranies {
    input
        .diagnosis
        .supports
        .iter()
        .filter(|column| column.needed.get(workshop) == Some(&Ok(true)))
        .filter_map(|column| input.supports.iter().find(|support| support.id == column.id))
        .map(|support| support.cost)
        .sum()
}

#[cfg(test)]
mod tests;
