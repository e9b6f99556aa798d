//! Group actions: enough workshops of a cluster together, or none.

use super::assign::Problem;
use super::columns::Columns;
use crate::bundles::Bundle;
use crate::plan_input::PlanInput;

/// Which group actions a cluster does without, and who must take one.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct GroupRules {
    /// Interventions that a cluster may not have, by cluster.
    pub(crate) bans: Vec<Vec<usize>>,
    /// Interventions that a workshop's bundle must hold, by cohort position.
    holds: Vec<Vec<usize>>,
}

impl GroupRules {
    /// Bans only where fewer workshops of a cluster could ever take an action than it needs.
    pub(crate) fn hopeless(input: &PlanInput, cohort: &[usize], columns: &Columns) -> Self {
        let mut bans = vec![Vec::new(); input.population.clusters.len()];
        for (cluster, bans) in bans.iter_mut().enumerate() {
            for (i, what) in input.catalogue.interventions.iter().enumerate() {
                let able = cohort.iter().zip(&columns.bundles).filter(|(w, bundles)| {
                    input.population.workshops[**w].cluster == cluster
                        && bundles.iter().any(|bundle| takes(bundle, i))
                });
                let least = what.min_participants as usize;
                if least > 1 && able.count() < least {
                    bans.push(i);
                }
            }
        }
        Self { bans, holds: vec![Vec::new(); cohort.len()] }
    }

    /// Whether a workshop may have a bundle.
    pub(crate) fn allow(&self, at: usize, cluster: usize, bundle: &Bundle) -> bool {
        bundle.lines.iter().all(|line| !self.bans[cluster].contains(&line.intervention))
            && self.holds[at].iter().all(|&i| takes(bundle, i))
    }
}

fn takes(bundle: &Bundle, intervention: usize) -> bool {
    bundle.lines.iter().any(|line| line.intervention == intervention)
}

/// Makes every group action of an answer complete: as long as one has too few participants in a
/// cluster (the one that lacks most first), the answer without it and the one that brings
/// together those whom it costs least at these prices are both worked out, and the better stays.
pub(crate) fn complete<'a>(
    problem: &Problem<'a>,
    mut rules: GroupRules,
    first: Vec<Option<&'a Bundle>>,
    prices: &[f64],
) -> (Vec<Option<Bundle>>, GroupRules) {
    let mut chosen = first;
    while let Some((cluster, intervention)) = most_incomplete(problem, &chosen) {
        let mut without = rules.clone();
        without.bans[cluster].push(intervention);
        for (at, holds) in without.holds.iter_mut().enumerate() {
            if problem.cluster(at) == cluster {
                holds.retain(|&i| i != intervention);
            }
        }
        let alone = problem.solve(&without).chosen;
        let brought = bring_together(problem, &rules, cluster, intervention, prices);
        let joined = brought.map(|rules| (problem.solve(&rules).chosen, rules));
        (chosen, rules) = match joined {
            Some((joined, rules))
                if participants(problem, &joined, cluster, intervention)
                    >= problem.input.catalogue.interventions[intervention].min_participants
                    && value(&joined) > value(&alone) =>
            {
                (joined, rules)
            }
            _ => (alone, without),
        };
    }
    (chosen.into_iter().map(Option::<&Bundle>::cloned).collect(), rules)
}

fn value(chosen: &[Option<&Bundle>]) -> f64 {
    chosen.iter().flatten().map(|bundle| bundle.value).sum()
}

fn participants(
    problem: &Problem,
    chosen: &[Option<&Bundle>],
    cluster: usize,
    intervention: usize,
) -> u32 {
    chosen
        .iter()
        .enumerate()
        .filter(|(at, _)| problem.cluster(*at) == cluster)
        .filter(|(_, bundle)| bundle.is_some_and(|bundle| takes(bundle, intervention)))
        .count() as u32
}

/// The group action that lacks most participants, if any lacks some: cluster and intervention.
fn most_incomplete(problem: &Problem, chosen: &[Option<&Bundle>]) -> Option<(usize, usize)> {
    let mut worst: Option<(u32, usize, usize)> = None;
    for cluster in 0..problem.input.population.clusters.len() {
        for (i, what) in problem.input.catalogue.interventions.iter().enumerate() {
            let n = participants(problem, chosen, cluster, i);
            let lacks = what.min_participants.saturating_sub(n);
            if n > 0 && lacks > 0 && worst.is_none_or(|(most, ..)| lacks > most) {
                worst = Some((lacks, cluster, i));
            }
        }
    }
    worst.map(|(_, cluster, intervention)| (cluster, intervention))
}

/// Rules under which those whom a group action costs least take it; `None` where it was tried
/// before or too few may.
fn bring_together(
    problem: &Problem,
    rules: &GroupRules,
    cluster: usize,
    intervention: usize,
    prices: &[f64],
) -> Option<GroupRules> {
    let members = (0..problem.cohort.len()).filter(|&at| problem.cluster(at) == cluster);
    let mut costs: Vec<(f64, usize)> = Vec::new();
    for at in members {
        if rules.holds[at].contains(&intervention) {
            return None;
        }
        let (mut best, mut with) = (0.0_f64, f64::NEG_INFINITY);
        for bundle in &problem.columns.bundles[at] {
            if rules.allow(at, cluster, bundle) {
                let priced = problem.priced(at, bundle, prices);
                best = best.max(priced);
                if takes(bundle, intervention) {
                    with = with.max(priced);
                }
            }
        }
        if with.is_finite() {
            costs.push((best - with, at));
        }
    }
    let least = problem.input.catalogue.interventions[intervention].min_participants as usize;
    if costs.len() < least {
        return None;
    }
    costs.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let mut brought = rules.clone();
    for (_, at) in &costs[..least] {
        brought.holds[*at].push(intervention);
    }
    Some(brought)
}
