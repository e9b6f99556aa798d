//! The bundles that each workshop of a cohort brings to the assignment.

use crate::bundles::{Bundle, BundleSearch, LEAST_GAIN, Met, Targets};
use crate::plan_input::PlanInput;
use rayon::prelude::*;

/// Most schedules looked at for one workshop of a cohort. Twenty interventions in plans of at
/// most six have fewer than 61,000 sets, so that only a far larger catalogue meets this limit.
const MOST_SCHEDULES: usize = 200_000;

/// Most kept bundles a new one is compared with: leaving out the dominated saves room and is never
/// needed, so its work is bounded.
const MOST_COMPARISONS: usize = 400;

/// Legal bundles with a gain of each workshop of a cohort.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Columns {
    /// Bundles by cohort position, most valuable first, dominated ones left out.
    pub(crate) bundles: Vec<Vec<Bundle>>,
    /// Whether every legal bundle was looked at.
    pub(crate) complete: bool,
}

/// The bundles of every workshop of a cohort.
pub(crate) fn columns(input: &PlanInput, targets: &Targets, cohort: &[usize]) -> Columns {
    let unlimited = vec![f64::INFINITY; input.resources.len()];
    let of_each: Vec<(Vec<Bundle>, bool)> = cohort
        .par_iter()
        .map(|&workshop| {
            let mut search = BundleSearch::new(input, targets, workshop);
            let mut bundles = Vec::new();
            let complete = search.visit(&unlimited, MOST_SCHEDULES, &mut |met: &Met| {
                if met.value > LEAST_GAIN {
                    bundles.push(Bundle::from_met(met));
                }
            });
            (undominated(input, bundles), complete)
        })
        .collect();
    let complete = of_each.iter().all(|(_, complete)| *complete);
    Columns { bundles: of_each.into_iter().map(|(bundles, _)| bundles).collect(), complete }
}

/// Leaves out a bundle where another with the same group actions is worth at least as much and
/// uses no more of anything: no answer needs it, whatever group is brought together or given up.
fn undominated(input: &PlanInput, mut bundles: Vec<Bundle>) -> Vec<Bundle> {
    bundles.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.lines.cmp(&b.lines)));
    let mut kept: Vec<(Bundle, Vec<usize>)> = Vec::new();
    for bundle in bundles {
        let groups = group_actions(input, &bundle);
        let frugal =
            |other: &Bundle| other.uses.iter().zip(&bundle.uses).all(|(theirs, own)| theirs <= own);
        let dominated = kept
            .iter()
            .take(MOST_COMPARISONS)
            .any(|(other, theirs)| *theirs == groups && frugal(other));
        if !dominated {
            kept.push((bundle, groups));
        }
    }
    kept.into_iter().map(|(bundle, _)| bundle).collect()
}

/// Group actions of a bundle, by position.
fn group_actions(input: &PlanInput, bundle: &Bundle) -> Vec<usize> {
    let mut actions: Vec<usize> = bundle
        .lines
        .iter()
        .map(|line| line.intervention)
        .filter(|&i| input.catalogue.interventions[i].min_participants > 1)
        .collect();
    actions.sort_unstable();
    actions
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundles::targets;
    use crate::plan_case::{PlanCase, adds, uses};
    use nanduti_model::ResourceScope;

    #[test]
    fn what_is_worth_less_and_uses_more_is_left_out_unless_it_is_a_group() {
        let mut case = PlanCase::new(1, 1);
        case.policy.max_actions = 1;
        let money = case.resource("budget", ResourceScope::All, &[9.0]);
        for (id, size, cost, group) in
            [("A", 5.0, 2.0, 1), ("B", 4.0, 3.0, 1), ("C", 4.0, 1.0, 1), ("D", 1.0, 5.0, 2)]
        {
            let mut what = adds(id, "PR06", size);
            what.uses = vec![uses(money, cost)];
            what.min_participants = group;
            case.add(what);
        }
        let input = case.input();
        let columns = columns(&input, &targets(&input), &[0]);
        let left: Vec<usize> = columns.bundles[0].iter().map(|b| b.lines[0].intervention).collect();
        assert_eq!(left, [0, 2, 3]);
    }
}
