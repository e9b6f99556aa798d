//! The choices with their reasons, supports and what a visit must verify.

use crate::pilots::{PilotInput, Roles, Standing};
use nanduti_model::{ClauseCost, PilotChoice, PilotReason, PilotRole, SupportId};

/// Just-outside workshops listed per cluster.
const JUST_OUTSIDE: usize = 5;

/// All choices, in cluster then code order.
pub(crate) fn choices(
    input: &PilotInput,
    standings: &[Standing],
    roles: &Roles,
    costs: &[ClauseCost],
) -> Vec<PilotChoice> {
    let mut listed = roles.clone();
    for cluster in 0..input.plan.population.clusters.len() {
        for workshop in just_outside(input, standings, roles, cluster) {
            listed.insert(workshop, PilotRole::JustOutside);
        }
    }
    let mut choices: Vec<PilotChoice> = listed
        .iter()
        .map(|(&workshop, &role)| PilotChoice {
            workshop,
            workshop_id: standings[workshop].confirmed.id.clone(),
            cluster: standings[workshop].confirmed.cluster,
            role,
            reason: reason(input, standings, roles, costs, workshop),
            gain: input.gains[workshop],
            supports: supports(input, workshop),
            verify: verify(&standings[workshop]),
            visited: standings[workshop].visited,
        })
        .collect();
    choices.sort_by_key(|choice| (choice.cluster, choice.workshop));
    choices
}

/// Those of a cluster with the greatest gain who have no role, and those whose pin was not
/// followed because they themselves said no.
fn just_outside(
    input: &PilotInput,
    standings: &[Standing],
    roles: &Roles,
    cluster: usize,
) -> Vec<usize> {
    let of_cluster = |w: &usize| standings[*w].confirmed.cluster == cluster;
    let mut nearest: Vec<usize> = (0..standings.len())
        .filter(of_cluster)
        .filter(|w| standings[*w].races() && !roles.contains_key(w))
        .collect();
    nearest.sort_by(|&a, &b| input.gains[b].total_cmp(&input.gains[a]).then(a.cmp(&b)));
    nearest.truncate(JUST_OUTSIDE);
    let refused = (0..standings.len())
        .filter(of_cluster)
        .filter(|w| !standings[*w].races() && standings[*w].pinned.is_some());
    nearest.extend(refused);
    nearest
}

fn reason(
    input: &PilotInput,
    standings: &[Standing],
    roles: &Roles,
    costs: &[ClauseCost],
    workshop: usize,
) -> PilotReason {
    let standing = &standings[workshop];
    if let Some(reason) = &standing.pinned {
        return PilotReason::Pinned(reason.clone());
    }
    let id = &standing.confirmed.id;
    let by_clause = |listed: &dyn Fn(&ClauseCost) -> bool| {
        costs.iter().find(|cost| cost.clause.is_some() && listed(cost)).and_then(|c| c.clause)
    };
    if roles.get(&workshop) == Some(&PilotRole::Pilot) {
        let clause = by_clause(&|cost| cost.enters.contains(id));
        return clause.map_or(PilotReason::Gain, PilotReason::Clause);
    }
    if let Some(clause) = by_clause(&|cost| cost.leaves.contains(id)) {
        return PilotReason::OutByClause(clause);
    }
    let last = roles
        .iter()
        .filter(|(w, role)| {
            **role == PilotRole::Pilot
                && standings[**w].confirmed.cluster == standing.confirmed.cluster
                && standings[**w].pinned.is_none()
        })
        .map(|(w, _)| input.gains[*w])
        .min_by(f64::total_cmp);
    match last {
        Some(last) if last < input.gains[workshop] => PilotReason::OutByRule,
        Some(last) => PilotReason::LessGain(last - input.gains[workshop]),
        None => PilotReason::LessGain(0.0),
    }
}

fn supports(input: &PilotInput, workshop: usize) -> Vec<SupportId> {
    input
        .plan
        .diagnosis
        .supports
        .iter()
        .filter(|support| support.needed.get(workshop) == Some(&Ok(true)))
        .map(|support| support.id.clone())
        .collect()
}

/// What the survey left open and a visit must settle. Capacity is declared until it was counted.
fn verify(standing: &Standing) -> Vec<String> {
    let workshop = &standing.confirmed;
    let consent_open = workshop.consent.programme != Some(true);
    [
        ("willingness", workshop.willing.all() != Some(true)),
        ("consent", consent_open),
        ("contact", workshop.contactable != Some(true)),
        ("capacity", !standing.counted),
        ("product", !standing.product),
        ("efficiency", workshop.efficiency.is_none()),
        ("machines", workshop.machines.is_none()),
        ("hours", workshop.owner_hours.is_none()),
        ("people", workshop.people.is_none()),
        ("led_by", workshop.led_by.is_none()),
    ]
    .into_iter()
    .filter(|(_, open)| *open)
    .map(|(word, _)| word.to_owned())
    .collect()
}
