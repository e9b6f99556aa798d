//! Re-derives the plans of a cohort from the case and the answer, and shares nothing with the
//! planner but the rules of the field (`rules`), the frozen frame and the values of `model`.

mod legal;
mod lines;
mod worth;

use crate::{PlanInput, Violation};
use legal::Legal;
use nanduti_model::{PlanSet, ResourceScope, SolveStatus, WorkshopPlan};
use rayon::prelude::*;
use worth::Worth;

/// Value and bound of the plans, recomputed.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct CheckedPlans {
    /// Policy-weighted gain of all plans, points.
    pub value: f64,
    /// No plans of this case are worth more; `None` where too many sets would have to be looked
    /// at to prove one.
    pub bound: Option<f64>,
}

/// Relative difference that rounding of sums explains.
const ROUNDING: f64 = 1e-9;

fn close(a: f64, b: f64) -> bool {
    (a - b).abs() <= ROUNDING * a.abs().max(b.abs()).max(1.0)
}

fn all_close(a: &[f64], b: &[f64]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(x, y)| close(*x, *y))
}

/// Checks the plans of a cohort against the case. All violations are collected.
pub fn check_plans(
    input: &PlanInput,
    cohort: &[usize],
    plans: &PlanSet,
) -> Result<CheckedPlans, Vec<Violation>> {
    let mut violations = Vec::new();
    let mut expected = cohort.to_vec();
    expected.sort_unstable();
    expected.dedup();
    if plans.plans.iter().map(|plan| plan.workshop).ne(expected.iter().copied()) {
        violations.push(Violation::new("cohort", "plans are not those of the cohort, in order"));
        return Err(violations);
    }
    let worth = Worth::new(input);
    let legal: Vec<Legal> = expected.par_iter().map(|&w| Legal::of(input, &worth, w)).collect();
    for (plan, legal) in plans.plans.iter().zip(&legal) {
        lines::check(input, &worth, legal, plan, &mut violations);
    }
    groups(input, plans, &mut violations);
    capacity(input, plans, &mut violations);
    let gains = plans.plans.iter().map(|plan| input.weighted(&plan.gain));
    let value: f64 = gains.sum();
    if !close(value, plans.outcome.value) {
        let at = format!("stated {}, found {value}", plans.outcome.value);
        violations.push(Violation::new("value", at));
    }
    let bound = bound(input, &worth, &expected, &legal, plans, &mut violations);
    status(plans, value, &mut violations);
    if violations.is_empty() { Ok(CheckedPlans { value, bound }) } else { Err(violations) }
}

/// A group action has its least number of participants in a cluster, or none.
fn groups(input: &PlanInput, plans: &PlanSet, violations: &mut Vec<Violation>) {
    for (c, cluster) in input.population.clusters.iter().enumerate() {
        for (i, what) in input.catalogue.interventions.iter().enumerate() {
            let takes = |plan: &&WorkshopPlan| {
                input.population.workshops[plan.workshop].cluster == c
                    && plan.lines.iter().any(|line| line.intervention == i)
            };
            let n = plans.plans.iter().filter(takes).count() as u32;
            if n > 0 && n < what.min_participants {
                let at = format!("{} in {}: {n} of {}", what.id, cluster.id, what.min_participants);
                violations.push(Violation::new("min_participants", at));
            }
        }
    }
}

/// What is used is what is stated, and no more than there is.
fn capacity(input: &PlanInput, plans: &PlanSet, violations: &mut Vec<Violation>) {
    for (r, resource) in input.resources.iter().enumerate() {
        let shared = resource.scope == ResourceScope::All;
        let places = if shared { 1 } else { input.population.clusters.len() };
        let mut used = vec![0.0; places];
        for plan in &plans.plans {
            let at = if shared { 0 } else { input.population.workshops[plan.workshop].cluster };
            used[at] += plan
                .lines
                .iter()
                .flat_map(|line| &input.catalogue.interventions[line.intervention].uses)
                .filter(|one| one.resource == r)
                .map(|one| one.amount)
                .sum::<f64>();
        }
        let stated = plans.used.get(r).map_or(&[][..], Vec::as_slice);
        if !all_close(stated, &used) {
            let at = format!("{}: stated {stated:?}, found {used:?}", resource.id);
            violations.push(Violation::new("used", at));
        }
        for (place, used) in used.iter().enumerate() {
            let there = resource.amounts.get(place).copied().unwrap_or(0.0);
            if *used > there + ROUNDING * there.max(1.0) {
                let at = format!("{} at {place}: {used} of {there}", resource.id);
                violations.push(Violation::new("capacity", at));
            }
        }
    }
}

/// The bound of the stated prices over all legal sets, recomputed; it must be the stated one.
fn bound(
    input: &PlanInput,
    worth: &Worth,
    cohort: &[usize],
    legal: &[Legal],
    plans: &PlanSet,
    violations: &mut Vec<Violation>,
) -> Option<f64> {
    let prices = &plans.prices;
    let shape = |r: usize| match input.resources[r].scope {
        ResourceScope::All => 1,
        ResourceScope::PerCluster => input.population.clusters.len(),
    };
    let fits = prices.len() == input.resources.len()
        && (0..prices.len()).all(|r| prices[r].len() == shape(r));
    if !fits || prices.iter().flatten().any(|price| !price.is_finite() || *price < 0.0) {
        violations.push(Violation::new("prices", "not one price ≥ 0 per resource and cluster"));
        return None;
    }
    if legal.iter().any(Legal::is_too_large) {
        return None;
    }
    let sets: Vec<Vec<legal::Worthy>> = cohort
        .par_iter()
        .zip(legal)
        .map(|(&workshop, legal)| legal.worthy_sets(input, worth, workshop))
        .collect();
    let mut bound = 0.0;
    for (r, of_resource) in prices.iter().enumerate() {
        for (place, price) in of_resource.iter().enumerate() {
            let there = input.resources[r].amounts.get(place).copied().unwrap_or(0.0).max(0.0);
            bound += price * there;
        }
    }
    for (&workshop, own) in cohort.iter().zip(&sets) {
        let cluster = input.population.workshops[workshop].cluster;
        let price = |r: usize| prices[r].get(cluster).or(prices[r].first()).copied();
        let hopeless = |i: usize| {
            let able = cohort.iter().zip(&sets).filter(|(w, sets)| {
                input.population.workshops[**w].cluster == cluster
                    && sets.iter().any(|set| set.interventions.contains(&i))
            });
            able.count() < input.catalogue.interventions[i].min_participants as usize
        };
        let banned: Vec<usize> = (0..input.catalogue.interventions.len())
            .filter(|&i| input.catalogue.interventions[i].min_participants > 1 && hopeless(i))
            .collect();
        let there = |r: usize| {
            let amounts = &input.resources[r].amounts;
            amounts.get(cluster).or(amounts.first()).copied().unwrap_or(0.0).max(0.0)
        };
        // A set that all there is would not hold alone is in no answer.
        let fits = |set: &legal::Worthy| {
            let mut used = vec![0.0; input.resources.len()];
            for one in
                set.interventions.iter().flat_map(|&i| &input.catalogue.interventions[i].uses)
            {
                used[one.resource] += one.amount;
            }
            used.iter().enumerate().all(|(r, used)| *used <= there(r) + 1e-9)
        };
        bound += own
            .iter()
            .filter(|set| set.interventions.iter().all(|i| !banned.contains(i)) && fits(set))
            .map(|set| {
                let cost: f64 = set
                    .interventions
                    .iter()
                    .flat_map(|&i| &input.catalogue.interventions[i].uses)
                    .map(|one| one.amount * price(one.resource).unwrap_or(0.0))
                    .sum();
                set.value - cost
            })
            .fold(0.0, f64::max);
    }
    let bound = bound.max(plans.outcome.value);
    match plans.outcome.bound {
        Some(stated) if close(stated, bound) || stated > bound => {}
        Some(stated) => {
            let at = format!("stated {stated}, found {bound}");
            violations.push(Violation::new("bound", at));
        }
        None => {}
    }
    Some(bound)
}

/// *Optimal* is said only where value and bound meet.
fn status(plans: &PlanSet, value: f64, violations: &mut Vec<Violation>) {
    let met = plans.outcome.bound.is_some_and(|bound| close(bound, value));
    if plans.outcome.status == SolveStatus::Optimal && !met {
        violations.push(Violation::new("status", "called optimal without a bound that meets it"));
    }
}

#[cfg(test)]
pub(crate) mod tests;
