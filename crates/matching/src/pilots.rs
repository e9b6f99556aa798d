//! Who is proposed as a pilot, a reserve, or for a visit, under the *regla de equidad*.
//!
//! The gate is willingness, consent and a way to be reached, nothing else: hours, money, literacy
//! and connection are supports to give, never reasons to leave out. A missing answer keeps a
//! workshop in the race, to be verified in the visit. Pilots are those with the greatest
//! policy-weighted gain of their best bundle that the rule allows; only the preselection is
//! computed in earnest, the rest is a proposal until people decide.

mod choices;
mod clauses;
mod funnel;
mod quota;
mod standing;

pub(crate) use clauses::Clauses;
pub(crate) use quota::{Candidate, Chosen, Quotas, Race, choose};
pub(crate) use standing::{Standing, standings};

use crate::plan_input::PlanInput;
use nanduti_model::{
    Decision, EquityClause, Outcome, PilotRole, PilotSelection, SolveStatus, VisitRecord,
};
use std::collections::BTreeMap;

/// What the choice of pilots rests on.
#[derive(Clone, Debug)]
pub struct PilotInput<'a> {
    /// What plans rest on.
    pub plan: &'a PlanInput<'a>,
    /// Policy-weighted gain of the best bundle of each workshop, points: [`crate::best_gains`].
    pub gains: &'a [f64],
    /// Pins and exclusions.
    pub decisions: &'a [Decision],
    /// What visits confirmed.
    pub visits: &'a [VisitRecord],
}

/// How the choice is made and proved.
const METHOD: &str = "exact_counts";

/// The proposal: pilots, reserves, who else to visit, who was just outside, and why.
pub fn select_pilots(input: &PilotInput) -> PilotSelection {
    let rule = &input.plan.policy.equity;
    let standings = standings(input);
    let all = Clauses::in_force(rule);
    let places = rule.n_pilots as usize;
    let (pilots, dropped) = solve(input, &standings, &all, places);
    let mut in_force = all;
    in_force.retain(|clause| !dropped.contains(&clause));
    let mut roles = Roles::new();
    roles.extend(pilots.workshops.iter().map(|&w| (w, PilotRole::Pilot)));
    add_more(input, &standings, &in_force, &mut roles, rule.n_reserves, PilotRole::Reserve);
    let visits_left = rule.n_preselection.saturating_sub(roles.len() as u32);
    add_more(input, &standings, &in_force, &mut roles, visits_left, PilotRole::Preselected);
    let costs = clauses::costs(input, &standings, &in_force, &pilots);
    PilotSelection {
        outcome: Outcome {
            status: status(&dropped, &pilots, places),
            value: pilots.value,
            bound: Some(pilots.value),
            method: METHOD.to_owned(),
        },
        rule: rule.clone(),
        choices: choices::choices(input, &standings, &roles, &costs),
        funnel: funnel::funnel(input, &standings, &roles),
        clauses: costs,
        best_gain: standings
            .iter()
            .enumerate()
            .map(|(w, standing)| standing.races().then(|| input.gains[w]))
            .collect(),
    }
}

/// Role of each workshop that has one.
pub(crate) type Roles = BTreeMap<usize, PilotRole>;

fn status(dropped: &[EquityClause], pilots: &Chosen, places: usize) -> SolveStatus {
    let mut clash: Vec<String> = dropped.iter().map(|c| clauses::word(*c).to_owned()).collect();
    if pilots.workshops.len() > places {
        clash.push("pins".to_owned());
    }
    if clash.is_empty() { SolveStatus::Optimal } else { SolveStatus::Infeasible(clash) }
}

/// The best pilots under these clauses, and the clauses that had to be dropped because together
/// with the pins they leave no choice: first one alone, then one after the other.
pub(crate) fn solve(
    input: &PilotInput,
    standings: &[Standing],
    clauses: &Clauses,
    places: usize,
) -> (Chosen, Vec<EquityClause>) {
    let races = races(input, standings, input.gains, &BTreeMap::new());
    let pins = races.iter().flat_map(|r| &r.candidates).filter(|c| c.pinned).count();
    let places = places.max(pins);
    let attempt = |dropped: &[EquityClause]| {
        let mut left = clauses.clone();
        left.retain(|clause| !dropped.contains(&clause));
        choose(&races, places, &left.quotas(&input.plan.policy.equity, races.len()))
    };
    let order = [
        EquityClause::GainFloor,
        EquityClause::Micro,
        EquityClause::WomenLed,
        EquityClause::MinimumPerCluster,
    ];
    let alone = order.iter().map(|&clause| vec![clause]);
    let together = (2..=order.len()).map(|n| order[..n].to_vec());
    std::iter::once(Vec::new())
        .chain(alone.chain(together))
        .filter(|dropped| dropped.iter().all(|&clause| clauses.has(clause)) || dropped.len() > 1)
        .find_map(|dropped| attempt(&dropped).map(|chosen| (chosen, dropped)))
        .map(|(chosen, mut dropped)| {
            dropped.retain(|&clause| clauses.has(clause));
            (chosen, dropped)
        })
        .unwrap_or_default()
}

/// Candidates by cluster. `held` are chosen already and stay.
pub(crate) fn races(
    input: &PilotInput,
    standings: &[Standing],
    gains: &[f64],
    held: &Roles,
) -> Vec<Race> {
    let limit = input.plan.policy.equity.micro_limit;
    let mut races = vec![Race::default(); input.plan.population.clusters.len()];
    for (workshop, standing) in standings.iter().enumerate() {
        let race = &mut races[standing.confirmed.cluster];
        let (women_led, micro) = (standing.women_led(), standing.micro(limit));
        if standing.is_willing() {
            race.willing += 1;
            race.women_led += u32::from(women_led);
            race.micro += u32::from(micro);
        }
        if standing.races() {
            race.candidates.push(Candidate {
                workshop,
                gain: gains[workshop],
                women_led,
                micro,
                pinned: standing.pinned.is_some() || held.contains_key(&workshop),
            });
        }
    }
    races
}

/// Adds `more` workshops in a role, so that all chosen so far and they together keep the shares;
/// they are spread over the clusters as evenly as the pilots' minimum asks. Shares give way one
/// by one where nobody is left to keep them.
fn add_more(
    input: &PilotInput,
    standings: &[Standing],
    clauses: &Clauses,
    roles: &mut Roles,
    more: u32,
    role: PilotRole,
) {
    let rule = &input.plan.policy.equity;
    let races = races(input, standings, input.gains, roles);
    let places = roles.len() + more as usize;
    let spread = if clauses.has(EquityClause::MinimumPerCluster) {
        more / races.len().max(1) as u32
    } else {
        0
    };
    let held = |race: &Race| race.candidates.iter().filter(|c| c.pinned).count() as u32;
    let minimum: Vec<u32> = races.iter().map(|race| held(race) + spread).collect();
    let mut quotas = clauses.quotas(rule, races.len());
    quotas.gain_floor = 0.0;
    quotas.minimum = minimum;
    let steps: [fn(&mut Quotas); 4] = [
        |_| (),
        |quotas| quotas.micro = false,
        |quotas| quotas.women_led = false,
        |quotas| quotas.minimum.iter_mut().for_each(|m| *m = 0),
    ];
    for relax in steps {
        relax(&mut quotas);
        if let Some(chosen) = choose(&races, places, &quotas) {
            for workshop in chosen.workshops {
                roles.entry(workshop).or_insert(role);
            }
            return;
        }
    }
}

#[cfg(test)]
pub(crate) mod tests;
