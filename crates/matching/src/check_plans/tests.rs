//! The checker's own enumeration against the planner's, and plans broken on purpose.

use super::*;
use crate::bundles::{BundleSearch, targets};
use crate::plan_case::{PlanCase, adds, effect, requires, uses};
use crate::plan_cohort;
use nanduti_model::{EffectKind, Missing, Quarter, ResourceScope, SolveStatus};
use proptest::prelude::*;

/// A case of many rules at once: six workshops in two clusters.
pub(crate) fn rich_case() -> PlanCase {
    let mut case = PlanCase::new(2, 3);
    let money = case.resource("budget_programme", ResourceScope::All, &[9.0]);
    let hours = case.resource("mentor_hours", ResourceScope::PerCluster, &[40.0, 30.0]);
    case.condition(
        "mistrust_peers",
        vec![Ok(20.0), Ok(30.0), Ok(40.0), Ok(70.0), Ok(80.0), Ok(90.0)],
    );
    case.policy.equity.hazards_first = true;
    case.safety = Some("DW09".into());
    case.frame.values[4][2] = Some(3.0);
    let mut layout = adds("I01", "PR06", 3.0);
    layout.uses = vec![uses(hours, 20.0), uses(money, 3.0)];
    case.add(layout);
    let mut kit = adds("I10", "DW09", 3.0);
    kit.uses = vec![uses(money, 2.0)];
    case.add(kit);
    let mut meetings = adds("I13", "AS06", 0.2);
    meetings.quarters = 3;
    let meetings = case.add(meetings);
    let mut purchase = adds("I15", "AS03", 1.0);
    purchase.prerequisites = vec![meetings];
    purchase.requires = vec![requires("mistrust_peers < 55", false)];
    purchase.min_participants = 2;
    purchase.uses = vec![uses(hours, 4.0)];
    case.add(purchase);
    let mut quality = adds("I03", "PR07", -2.0);
    quality.quarters = 2;
    quality.effects[0].lag_quarters = 1;
    quality.effects.push(effect("DG03", EffectKind::StandardDeviations, 0.5));
    quality.uses = vec![uses(hours, 8.0)];
    case.add(quality);
    case.support(
        "care",
        500_000,
        vec![Ok(true), Err(Missing::Blank), Ok(false), Ok(true), Ok(true), Ok(false)],
    );
    case
}

fn rules(case: &PlanCase, cohort: &[usize], plans: &nanduti_model::PlanSet) -> Vec<&'static str> {
    match check_plans(&case.input(), cohort, plans) {
        Ok(_) => Vec::new(),
        Err(violations) => violations.iter().map(|v| v.rule).collect(),
    }
}

#[test]
fn good_plans_pass_and_the_bound_is_found_again() {
    let case = rich_case();
    let cohort = [0, 1, 2, 3, 4, 5];
    let plans = plan_cohort(&case.input(), &cohort);
    let checked = check_plans(&case.input(), &cohort, &plans).unwrap();
    assert!((checked.value - plans.outcome.value).abs() < 1e-9);
    assert!((checked.bound.unwrap() - plans.outcome.bound.unwrap()).abs() < 1e-9);
    assert!(plans.outcome.value > 0.0);
}

#[test]
fn every_broken_rule_is_caught() {
    let case = rich_case();
    let cohort = [0, 1, 2, 3, 4, 5];
    let good = plan_cohort(&case.input(), &cohort);
    let with = |at: &str| {
        good.plans
            .iter()
            .position(|p| p.lines.iter().any(|l| l.intervention_id.as_str() == at))
            .unwrap()
    };
    let check = |rule: &str, change: &dyn Fn(&mut nanduti_model::PlanSet)| {
        let mut broken = good.clone();
        change(&mut broken);
        assert!(broken != good, "{rule}: nothing changed");
        let found = rules(&case, &cohort, &broken);
        assert!(found.contains(&rule), "{rule} not in {found:?}");
    };
    let kit = with("I10");
    let purchase = with("I15");
    let line = |plans: &nanduti_model::PlanSet, plan: usize, id: &str| {
        plans.plans[plan].lines.iter().position(|l| l.intervention_id.as_str() == id).unwrap()
    };
    check("value", &|p| p.outcome.value += 1.0);
    check("bound", &|p| p.outcome.bound = Some(p.outcome.value));
    check("prices", &|p| p.prices[0][0] = -1.0);
    check("used", &|p| p.used[0][0] += 1.0);
    check("gain", &|p| p.plans[kit].gain[1] += 0.5);
    check("gain_low", &|p| p.plans[kit].gain_low[1] += 0.5);
    check("gain_high", &|p| p.plans[kit].gain_high[1] += 0.5);
    check("adds", &|p| p.plans[kit].lines[0].adds[0] += 0.5);
    check("target", &|p| p.plans[kit].lines[0].targets[0].to += 0.5);
    check("line_hours", &|p| p.plans[kit].lines[0].owner_hours += 1.0);
    check("line_cost", &|p| p.plans[kit].lines[0].cost.0 += 1);
    check("hours_stated", &|p| p.plans[kit].owner_hours_week[0] += 1.0);
    check("owner_limit", &|p| p.plans[kit].owner_limit_week += 1.0);
    check("duration", &|p| p.plans[kit].lines[0].end = Quarter(3));
    check("nothing", &|p| p.plans[kit].nothing = Some(nanduti_model::NothingReason::NoGain));
    check("cohort", &|p| p.plans.swap(0, 1));
    check("prerequisite", &|p| {
        let at = line(p, purchase, "I13");
        p.plans[purchase].lines.remove(at);
    });
    check("min_participants", &|p| {
        let at = line(p, purchase, "I15");
        let others: Vec<usize> = (0..p.plans.len()).filter(|o| *o != purchase).collect();
        let stays = p.plans[purchase].lines.remove(at);
        for other in others {
            p.plans[other].lines.retain(|l| l.intervention_id.as_str() != "I15");
        }
        p.plans[purchase].lines.push(stays);
    });
    check("twice", &|p| {
        let again = p.plans[kit].lines[0].clone();
        p.plans[kit].lines.push(again);
    });
    check("condition", &|p| {
        let at = line(p, purchase, "I15");
        let taken = p.plans[purchase].lines[at].clone();
        p.plans[5].lines.push(taken);
    });
}

#[test]
fn capacity_and_hazards_are_checked_against_the_case() {
    let mut case = rich_case();
    let cohort = [0, 1, 2, 3, 4, 5];
    let plans = plan_cohort(&case.input(), &cohort);
    let safe = plans.plans[4].lines.iter().any(|l| l.intervention_id.as_str() == "I10");
    assert!(safe, "the hazardous workshop begins with the kit");
    case.resources[1].amounts = vec![1.0, 1.0];
    assert!(rules(&case, &cohort, &plans).contains(&"capacity"));
    let mut case = rich_case();
    let mut stripped = plans.clone();
    stripped.plans[4].lines.retain(|l| l.intervention_id.as_str() != "I10");
    if !stripped.plans[4].lines.is_empty() {
        assert!(rules(&case, &cohort, &stripped).contains(&"hazards_first"));
    }
    // The same plans on a frame whose values moved do not pass.
    case.frame.values[4][2] = Some(4.0);
    assert!(!rules(&case, &cohort, &plans).is_empty());
}

#[test]
fn optimal_needs_a_bound_that_meets_the_value() {
    let mut case = PlanCase::new(1, 2);
    let money = case.resource("budget", ResourceScope::All, &[3.0]);
    let mut one = adds("A", "PR06", 5.0);
    one.uses = vec![uses(money, 2.0)];
    case.add(one);
    let mut plans = plan_cohort(&case.input(), &[0, 1]);
    // One of two fits; the relaxation takes one and a half.
    assert_eq!(plans.outcome.status, SolveStatus::Feasible);
    plans.outcome.status = SolveStatus::Optimal;
    assert!(rules(&case, &[0, 1], &plans).contains(&"status"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Two enumerations that share no code agree on every legal set and its value.
    #[test]
    fn both_enumerations_agree(
        quarters in prop::collection::vec(1_u8..4, 6),
        hours in prop::collection::vec(0_u32..60, 6),
        parents in prop::collection::vec(0_usize..12, 6),
        groups in prop::collection::vec(0_usize..4, 6),
        items in 3.0..12.0_f64,
        most in 1_u32..5,
    ) {
        let mut case = PlanCase::new(1, 1);
        case.policy.max_actions = most;
        case.policy.equity.hazards_first = true;
        case.safety = Some("DW09".into());
        case.frame.values[0][2] = Some(items);
        let indicators = ["PR06", "PR07", "DW09", "AS03", "AS06", "DG03"];
        for i in 0..6 {
            let size = if i == 1 { -2.0 } else { 1.0 };
            let mut what = adds(&format!("I{i}"), indicators[i], size);
            what.quarters = quarters[i];
            what.owner_hours = f64::from(hours[i]);
            what.effects[0].lag_quarters = u8::from(hours[i] % 3 == 0);
            if parents[i] < i {
                what.prerequisites = vec![parents[i]];
            }
            if groups[i] == 0 {
                what.exclusive_group = Some("g".to_owned());
            }
            case.add(what);
        }
        let input = case.input();
        let worth = Worth::new(&input);
        let mut theirs: Vec<(Vec<usize>, f64)> = Legal::of(&input, &worth, 0)
            .worthy_sets(&input, &worth, 0)
            .into_iter()
            .map(|set| (set.interventions, set.value))
            .collect();
        let targets = targets(&input);
        let mut ours: Vec<(Vec<usize>, f64)> = Vec::new();
        BundleSearch::new(&input, &targets, 0).visit(&[], 100_000, &mut |met| {
            let mut set: Vec<usize> = met.schedule.lines.iter().map(|l| l.intervention).collect();
            set.sort_unstable();
            if met.value > 1e-9 {
                ours.push((set, met.value));
            }
        });
        let order = |a: &(Vec<usize>, f64), b: &(Vec<usize>, f64)| a.0.cmp(&b.0);
        theirs.sort_by(order);
        ours.sort_by(order);
        prop_assert_eq!(ours.len(), theirs.len());
        for (a, b) in ours.iter().zip(&theirs) {
            prop_assert_eq!(&a.0, &b.0);
            prop_assert!((a.1 - b.1).abs() < 1e-9);
        }
    }
}
