//! The way from the survey to the proposal, in all and by cluster.

use crate::pilots::{PilotInput, Roles, Standing};
use nanduti_model::{FunnelStage, LedBy, PilotRole};
use std::collections::BTreeMap;

/// Stage words, in order. The first whole number is how far a workshop came.
const STAGES: [&str; 5] = ["surveyed", "reachable", "willing", "preselected", "proposed"];

/// The stages: first of all clusters together, then of each. A stage's leaves are those who come
/// no farther than it, by reason.
pub(crate) fn funnel(
    input: &PilotInput,
    standings: &[Standing],
    roles: &Roles,
) -> Vec<FunnelStage> {
    let limit = input.plan.policy.equity.micro_limit;
    let ways: Vec<(usize, &'static str)> =
        standings.iter().enumerate().map(|(w, s)| way(s, roles.get(&w))).collect();
    let clusters = input.plan.population.clusters.len();
    let mut stages = Vec::with_capacity(STAGES.len() * (clusters + 1));
    for cluster in std::iter::once(None).chain((0..clusters).map(Some)) {
        let here = |w: &usize| cluster.is_none_or(|c| standings[*w].confirmed.cluster == c);
        let members: Vec<usize> = (0..standings.len()).filter(here).collect();
        for (at, stage) in STAGES.iter().enumerate() {
            let there: Vec<usize> = members.iter().copied().filter(|&w| ways[w].0 >= at).collect();
            let count =
                |test: &dyn Fn(usize) -> bool| there.iter().filter(|&&w| test(w)).count() as u32;
            let mut leaves: BTreeMap<&str, u32> = BTreeMap::new();
            for &w in &there {
                if ways[w].0 == at && at + 1 < STAGES.len() {
                    *leaves.entry(ways[w].1).or_default() += 1;
                }
            }
            stages.push(FunnelStage {
                stage: (*stage).to_owned(),
                cluster,
                n: there.len() as u32,
                n_women_led: count(&|w| standings[w].women_led()),
                n_both: count(&|w| standings[w].confirmed.led_by == Some(LedBy::Both)),
                n_micro: count(&|w| standings[w].micro(limit)),
                leaves: leaves.into_iter().map(|(word, n)| (word.to_owned(), n)).collect(),
            });
        }
    }
    stages
}

/// Position of the last stage a workshop reaches, and why it comes no farther.
fn way(standing: &Standing, role: Option<&PilotRole>) -> (usize, &'static str) {
    match (standing.out, role) {
        (Some(leave), _) if leave.is_unreachable() => (0, leave.word()),
        (Some(leave), _) if !standing.is_willing() => (1, leave.word()),
        (Some(leave), _) => (2, leave.word()),
        (None, Some(PilotRole::Pilot | PilotRole::Reserve)) => (4, ""),
        (None, Some(_)) => (3, "stay_on_visit_list"),
        (None, None) => (2, "less_gain"),
    }
}
