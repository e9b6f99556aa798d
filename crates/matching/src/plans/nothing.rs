//! What may not be planned yet, and why a workshop has nothing.

use crate::bundles::{Appraisal, Bundle, BundleSearch, LEAST_GAIN, TOLERANCE, Targets};
use crate::plan_input::PlanInput;
use crate::plans::assign::Rows;
use nanduti_model::{NotYet, NothingReason, Quarter, Requirement};
use nanduti_rules::ActiveLine;

/// Name that conditions use for «enough workshops of the cluster take part». Only the planner
/// knows it: such a condition allows the unknown and its words tell why a group action waits.
pub const GROUP_COMPLETE: &str = "group_complete";

/// Interventions that would help a workshop by themselves but may not be planned: conditions that
/// fail or that nobody knows, those of prerequisites included; and group actions for which too few
/// workshops of the cluster come together, in the words of their condition on [`GROUP_COMPLETE`].
pub(crate) fn not_yet(
    input: &PlanInput,
    targets: &Targets,
    workshop: usize,
    bans: &[Vec<usize>],
) -> Vec<NotYet> {
    let search = BundleSearch::new(input, targets, workshop);
    let mut appraisal = Appraisal::new(input, targets, workshop);
    let banned = &bans[input.population.workshops[workshop].cluster];
    let mut listed = Vec::new();
    for (i, what) in input.catalogue.interventions.iter().enumerate() {
        let check = &search.allowed.checks[i];
        let lonely = search.allowed.may[i] && banned.contains(&i);
        let mut failed = check.failed.clone();
        if lonely {
            let group = |r: &&Requirement| r.expression.names().contains(&GROUP_COMPLETE);
            failed.extend(what.requires.iter().filter(group).map(|r| r.because.clone()));
        }
        if failed.is_empty() && check.unknown.is_empty() {
            continue;
        }
        let last = what.quarters.clamp(1, Quarter::PER_COHORT) - 1;
        let alone = ActiveLine { start: Quarter(0), end: Quarter(last), intervention: i };
        if appraisal.value(&[alone]) > LEAST_GAIN {
            listed.push(NotYet { intervention: i, failed, unknown: check.unknown.clone() });
        }
    }
    listed
}

/// Why a workshop of the cohort has no lines, given what the others use.
pub(crate) fn reason(
    input: &PlanInput,
    targets: &Targets,
    workshop: usize,
    bundles: &[Bundle],
    rows: &Rows,
    used: &[f64],
) -> NothingReason {
    let has_choice = BundleSearch::new(input, targets, workshop).has_choice();
    if !has_choice {
        return NothingReason::NoneAllowed;
    }
    let cluster = input.population.workshops[workshop].cluster;
    // The bundle nearest to fitting: fewest resources that lack, then the most valuable.
    let lacking = |bundle: &Bundle| -> Vec<usize> {
        bundle
            .uses
            .iter()
            .enumerate()
            .filter(|(r, amount)| {
                let row = rows.row(*r, cluster);
                **amount > 0.0 && used[row] + **amount > rows.capacities[row] + TOLERANCE
            })
            .map(|(r, _)| r)
            .collect()
    };
    let nearest = bundles
        .iter()
        .map(|bundle| (lacking(bundle), bundle.value))
        .min_by(|a, b| a.0.len().cmp(&b.0.len()).then(b.1.total_cmp(&a.1)));
    match nearest {
        None => NothingReason::NoGain,
        Some((resources, _)) => NothingReason::NoCapacity(
            resources.into_iter().map(|r| input.resources[r].id.to_string()).collect(),
        ),
    }
}
