//! Plans against brute force, and what is said where there are none.

use super::*;
use crate::bundles::targets;
use crate::plan_case::{PlanCase, adds, requires, uses};
use crate::{check_plans, plan_cohort};
use nanduti_model::{Missing, NothingReason, ResourceScope};
use proptest::prelude::*;

fn ids(plan: &WorkshopPlan) -> Vec<&str> {
    plan.lines.iter().map(|l| l.intervention_id.as_str()).collect()
}

/// The best value over every assignment of bundles.
fn brute_force(case: &PlanCase, cohort: &[usize]) -> f64 {
    let input = case.input();
    let targets = targets(&input);
    let rows = Rows::of(&input);
    let columns = columns::columns(&input, &targets, cohort);
    let mut best = 0.0_f64;
    let mut choice = vec![0_usize; cohort.len()];
    loop {
        let chosen: Vec<Option<Bundle>> = choice
            .iter()
            .zip(&columns.bundles)
            .map(|(&at, bundles)| at.checked_sub(1).map(|at| bundles[at].clone()))
            .collect();
        let used = used(&input, &rows, cohort, &chosen);
        let fits = used.iter().zip(&rows.capacities).all(|(u, b)| *u <= b + 1e-9);
        let group = |i: usize, c: usize| {
            let takes = cohort.iter().zip(&chosen).filter(|(w, bundle)| {
                input.population.workshops[**w].cluster == c
                    && bundle.iter().any(|b| b.lines.iter().any(|l| l.intervention == i))
            });
            let n = takes.count() as u32;
            n == 0 || n >= input.catalogue.interventions[i].min_participants
        };
        let grouped = (0..input.catalogue.interventions.len())
            .all(|i| (0..input.population.clusters.len()).all(|c| group(i, c)));
        if fits && grouped {
            best = best.max(chosen.iter().flatten().map(|b| b.value).sum());
        }
        let Some(next) = (0..choice.len()).find(|&a| choice[a] < columns.bundles[a].len()) else {
            return best;
        };
        choice[next] += 1;
        choice[..next].fill(0);
    }
}

#[test]
fn zero_budget_gives_nothing_and_says_so() {
    let mut case = PlanCase::new(1, 2);
    let money = case.resource("budget_programme", ResourceScope::All, &[0.0]);
    let mut kit = adds("K", "DW09", 3.0);
    kit.uses = vec![uses(money, 1.0)];
    case.add(kit);
    let plans = plan_cohort(&case.input(), &[0, 1]);
    assert_eq!(plans.outcome.value, 0.0);
    for plan in &plans.plans {
        assert!(plan.lines.is_empty());
        let lacks = NothingReason::NoCapacity(vec!["budget_programme".to_owned()]);
        assert_eq!(plan.nothing, Some(lacks));
    }
    check_plans(&case.input(), &[0, 1], &plans).unwrap();
}

#[test]
fn nothing_yet_has_a_reason_of_its_own() {
    let mut case = PlanCase::new(1, 1);
    let only = case.add(adds("A", "PR06", -1.0));
    let nothing = |case: &PlanCase| plan_cohort(&case.input(), &[0]).plans[0].nothing.clone();
    assert_eq!(nothing(&case), Some(NothingReason::NoGain));
    case.catalogue.interventions[only].requires = vec![requires("matched = 1", false)];
    assert_eq!(nothing(&case), Some(NothingReason::NoneAllowed));
    let empty = plan_cohort(&PlanCase::new(1, 1).input(), &[]);
    assert!(empty.plans.is_empty() && empty.outcome.bound == Some(0.0));
}

#[test]
fn mistrust_of_peers_changes_the_sequence_and_excludes_nobody() {
    // Safety and meetings now; the cooperative waits, with its reason.
    let mut case = PlanCase::new(2, 2);
    case.condition("mistrust_peers", vec![Ok(20.0), Ok(20.0), Ok(80.0), Ok(80.0)]);
    case.add(adds("SAFE", "DW09", 3.0));
    case.add(adds("MEET", "AS06", 0.2));
    let mut cooperative = adds("COOP", "AS03", 1.0);
    cooperative.min_participants = 2;
    cooperative.requires = vec![requires("mistrust_peers < 50", false)];
    let cooperative = case.add(cooperative);
    let plans = plan_cohort(&case.input(), &[0, 1, 2, 3]);
    assert_eq!(ids(&plans.plans[0]), ["SAFE", "MEET", "COOP"]);
    assert_eq!(ids(&plans.plans[3]), ["SAFE", "MEET"]);
    assert!(plans.plans[0].not_yet.is_empty());
    let waits = &plans.plans[3].not_yet[0];
    assert_eq!((waits.intervention, waits.failed.len(), waits.unknown.len()), (cooperative, 1, 0));
    case.condition("mistrust_peers", vec![Err(Missing::Blank); 4]);
    let plans = plan_cohort(&case.input(), &[0, 1, 2, 3]);
    assert_eq!(plans.plans[0].not_yet[0].unknown.len(), 1);
}

#[test]
fn a_group_needs_its_number_in_the_cluster() {
    let mut case = PlanCase::new(2, 3);
    let hours = case.resource("mentor_hours", ResourceScope::PerCluster, &[30.0, 20.0]);
    let mut group = adds("G", "AS03", 1.0);
    group.min_participants = 3;
    group.uses = vec![uses(hours, 10.0)];
    group.requires = vec![requires("group_complete = 1", true)];
    case.add(group);
    let plans = plan_cohort(&case.input(), &[0, 1, 2, 3, 4, 5]);
    let n = |range: std::ops::Range<usize>| {
        plans.plans[range].iter().filter(|plan| !plan.lines.is_empty()).count()
    };
    // Three fit in the first cluster; in the second only two would, so it has none.
    assert_eq!((n(0..3), n(3..6)), (3, 0));
    let alone = &plans.plans[3].not_yet[0];
    assert_eq!((alone.failed.len(), alone.unknown.len()), (1, 0));
    check_plans(&case.input(), &[0, 1, 2, 3, 4, 5], &plans).unwrap();
    // Two of a cohort can never be three: the bound knows it.
    let two = plan_cohort(&case.input(), &[0, 1]);
    assert_eq!(two.outcome.bound, Some(0.0));
}

#[test]
fn a_group_is_brought_together_where_that_is_worth_more_than_going_without() {
    // One action each. The group is worth 1/6 × 0.5 × 100 / 4 = 2.083 to all three. The third
    // would rather have 9/50 × 0.5 × 100 / 4 = 2.25 of efficiency, the others have little left to
    // win there. Alone: 2.25 and twice 0.125; together: three times 2.083.
    let mut case = PlanCase::new(1, 3);
    case.policy.max_actions = 1;
    let mut group = adds("G", "AS03", 1.0);
    group.min_participants = 3;
    case.add(group);
    case.add(adds("A", "PR06", 9.0));
    case.frame.values[0][0] = Some(69.5);
    case.frame.values[1][0] = Some(69.5);
    let plans = plan_cohort(&case.input(), &[0, 1, 2]);
    assert!((plans.outcome.value - 6.25).abs() < 1e-9, "{}", plans.outcome.value);
    assert!((plans.outcome.value - brute_force(&case, &[0, 1, 2])).abs() < 1e-9);
    check_plans(&case.input(), &[0, 1, 2], &plans).unwrap();
}

#[test]
fn targets_run_from_today_to_the_end_with_their_range() {
    let mut case = PlanCase::new(1, 1);
    case.add(adds("A", "PR06", 3.0));
    case.add(adds("B", "PR07", -2.0));
    case.support("care", 700_000, vec![Ok(true)]);
    case.support("money", 900_000, vec![Err(Missing::Blank)]);
    let plans = plan_cohort(&case.input(), &[0]);
    let plan = &plans.plans[0];
    let of = |id: &str| {
        let line = plan.lines.iter().find(|l| l.intervention_id.as_str() == id).unwrap();
        let target = &line.targets[0];
        (target.from, target.to, target.low, target.high)
    };
    assert_eq!(of("A"), (45.0, 48.0, 45.0, 51.0));
    // Less rework is better: the low end changes nothing, the high end takes four off.
    assert_eq!(of("B"), (10.0, 8.0, 10.0, 6.0));
    assert_eq!(plan.support_cost.0, 700_000);
    assert!((plan.gain[0] - (3.0 + 5.0)).abs() < 1e-9);
    assert!(plan.gain_low[0].abs() < 1e-9 && (plan.gain_high[0] - 16.0).abs() < 1e-9);
    let adds: f64 = plan.lines.iter().map(|l| l.adds[0]).sum();
    assert!((adds - plan.gain[0]).abs() < 1e-9, "no shared indicator: parts add up");
    assert_eq!(plan.owner_hours_week, [2.0, 0.0, 0.0, 0.0]);
}

#[test]
fn an_added_budget_never_lowers_the_plans() {
    let mut last = 0.0;
    for budget in 0..8 {
        let mut case = crate::check_plans::tests::rich_case();
        case.resources[0].amounts = vec![f64::from(budget)];
        let value = plan_cohort(&case.input(), &[0, 1, 2, 3, 4, 5]).outcome.value;
        assert!(value >= last - 1e-9, "{value} after {last}");
        last = value;
    }
}

#[test]
fn order_of_the_cohort_and_threads_change_nothing() {
    let case = crate::check_plans::tests::rich_case();
    let run = |threads: usize, cohort: &[usize]| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| plan_cohort(&case.input(), cohort))
    };
    let expected = run(1, &[0, 1, 2, 3, 4, 5]);
    assert_eq!(run(3, &[5, 3, 1, 0, 2, 4, 4]), expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    /// Value equals brute force, and the bound is never crossed.
    #[test]
    fn plans_are_the_best_there_are(
        sizes in prop::collection::vec(0.2..3.0_f64, 9),
        costs in prop::collection::vec(1_u32..6, 3),
        budget in 0_u32..16,
        hours in 1_u32..6,
        group in 1_u32..3,
    ) {
        let mut case = PlanCase::new(1, 3);
        let money = case.resource("budget", ResourceScope::All, &[f64::from(budget)]);
        let mentor = case.resource("hours", ResourceScope::PerCluster, &[f64::from(hours)]);
        for (i, indicator) in ["PR06", "DW09", "AS03"].into_iter().enumerate() {
            let mut what = adds(&format!("I{i}"), indicator, sizes[i]);
            what.uses = vec![uses(money, f64::from(costs[i])), uses(mentor, 1.0)];
            if i == 2 {
                what.min_participants = group;
            }
            case.add(what);
        }
        for w in 0..3 {
            case.frame.values[w][0] = Some(40.0 + 5.0 * sizes[3 + w]);
            case.frame.values[w][2] = Some(4.0 + 2.5 * sizes[6 + w]);
        }
        let plans = plan_cohort(&case.input(), &[0, 1, 2]);
        let best = brute_force(&case, &[0, 1, 2]);
        let bound = plans.outcome.bound.unwrap();
        prop_assert!(bound >= best - 1e-9);
        if group == 1 {
            prop_assert!((plans.outcome.value - best).abs() < 1e-9, "{} {best}", plans.outcome.value);
        } else {
            prop_assert!(plans.outcome.value <= best + 1e-9);
        }
        prop_assert!(check_plans(&case.input(), &[0, 1, 2], &plans).is_ok());
    }
}
