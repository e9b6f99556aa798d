//! Gains by hand, the schedule rule, and every bundle against the checker's own enumeration.

use super::*;
use crate::plan_case::{HALFWAY, PlanCase, adds, effect, requires, uses};
use crate::{LineWish, WishKind};
use nanduti_model::{EffectKind, Missing, Quarter, TieStrength};

/// All legal bundles of a workshop: interventions by position, start quarters, value.
fn all(case: &PlanCase, workshop: usize) -> Vec<(Vec<usize>, Vec<u8>, f64)> {
    let input = case.input();
    let targets = targets(&input);
    let unlimited = vec![f64::INFINITY; input.resources.len()];
    let mut found: Vec<(Vec<usize>, Vec<u8>, f64)> = Vec::new();
    BundleSearch::new(&input, &targets, workshop).visit(&unlimited, 1_000_000, &mut |met| {
        let mut lines = met.schedule.lines.clone();
        lines.sort_by_key(|l| l.intervention);
        let interventions = lines.iter().map(|l| l.intervention).collect();
        let starts = lines.iter().map(|l| l.start.0).collect();
        found.push((interventions, starts, met.value));
    });
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

fn sets(case: &PlanCase, workshop: usize) -> Vec<Vec<usize>> {
    all(case, workshop).into_iter().map(|(set, _, _)| set).collect()
}

fn best(case: &PlanCase) -> Option<Bundle> {
    let input = case.input();
    let unlimited =
        vec![vec![f64::INFINITY; input.resources.len()]; input.population.clusters.len()];
    best_bundles(&input, &unlimited).remove(0)
}

#[test]
fn gain_is_worked_out_by_hand() {
    // Efficiency 45 + 5 of 20-70 is half the productivity axis: 5/50 × 0.5 × 100 = 5 points.
    // Safety 8 + 2 of 13: 2/13 × 100 = 15.38 points. Weights are a quarter each.
    let mut case = PlanCase::new(1, 1);
    case.add(adds("A", "PR06", 5.0));
    case.add(adds("B", "DW09", 2.0));
    let bundle = best(&case).unwrap();
    assert_eq!(bundle.lines.len(), 2);
    let expected = [5.0, 200.0 / 13.0, 0.0, 0.0];
    for (gain, expected) in bundle.gain.iter().zip(expected) {
        assert!((gain - expected).abs() < 1e-9, "{:?}", bundle.gain);
    }
    assert!((bundle.value - (5.0 + 200.0 / 13.0) / 4.0).abs() < 1e-9);
}

#[test]
fn effects_on_one_indicator_stop_at_the_best() {
    // Two effects of +20 on 45 reach 70, not 85: 25 of 50, half the axis: 25 points.
    let mut case = PlanCase::new(1, 1);
    case.add(adds("A", "PR06", 20.0));
    case.add(adds("B", "PR06", 20.0));
    assert!((best(&case).unwrap().gain[0] - 25.0).abs() < 1e-9);
}

#[test]
fn orders_scale_the_effects_that_need_them() {
    let mut case = PlanCase::new(1, 1);
    let mut kaizen = adds("A", "PR06", 5.0);
    kaizen.effects[0].needs_orders = true;
    case.add(kaizen);
    assert!((best(&case).unwrap().gain[0] - 5.0).abs() < 1e-9);
    case.population.workshops[0].lead_tie = Some(TieStrength::None);
    assert!((best(&case).unwrap().gain[0] - 1.5).abs() < 1e-9);
    case.matched[0] = true;
    assert!((best(&case).unwrap().gain[0] - 3.25).abs() < 1e-9);
}

#[test]
fn parents_end_before_children_start() {
    let mut case = PlanCase::new(1, 1);
    let mut meetings = adds("P", "AS06", 0.5);
    meetings.quarters = 3;
    let parent = case.add(meetings);
    let mut purchase = adds("C", "AS03", 1.0);
    purchase.prerequisites = vec![parent];
    let child = case.add(purchase);
    assert_eq!(sets(&case, 0), [vec![parent], vec![parent, child]]);
    let (_, starts, _) = all(&case, 0).pop().unwrap();
    assert_eq!(starts, [0, 3]);
    case.catalogue.interventions[parent].quarters = 4;
    assert_eq!(sets(&case, 0), [vec![parent]]);
}

#[test]
fn a_parent_without_effect_comes_along_and_a_useless_line_does_not() {
    let mut case = PlanCase::new(1, 1);
    let useless = case.add(adds("U", "PR99", 1.0));
    let mut late = adds("L", "PR06", 1.0);
    late.effects[0].lag_quarters = 4;
    case.add(late);
    let mut child = adds("C", "AS03", 1.0);
    child.prerequisites = vec![useless];
    let child = case.add(child);
    assert_eq!(sets(&case, 0), [vec![useless], vec![useless, child]]);
    assert_eq!(best(&case).unwrap().lines.len(), 2);
}

#[test]
fn owner_hours_push_lines_to_later_quarters() {
    let mut case = PlanCase::new(1, 1);
    for id in ["A", "B", "C"] {
        let mut heavy = adds(id, "PR06", 1.0);
        heavy.owner_hours = 2.0 * Quarter::WEEKS;
        case.add(heavy);
    }
    let (_, starts, _) = all(&case, 0).into_iter().find(|b| b.0.len() == 3).unwrap();
    assert_eq!(starts, [0, 0, 1]);
    // Two hours are the least, whatever the owner offers: one line a quarter.
    case.population.workshops[0].owner_hours = Some(0.0);
    let (_, starts, _) = all(&case, 0).into_iter().find(|b| b.0.len() == 3).unwrap();
    assert_eq!(starts, [0, 1, 2]);
    case.population.workshops[0].owner_hours = None;
    assert_eq!(case.input().owner_limit(0), 2.0);
    case.population.workshops[0].owner_hours = Some(30.0);
    assert_eq!(case.input().owner_limit(0), 4.0);
}

#[test]
fn one_of_a_group_and_no_more_than_the_most() {
    let mut case = PlanCase::new(1, 1);
    for id in ["A", "B"] {
        let mut one = adds(id, "PR06", 1.0);
        one.exclusive_group = Some("consulting".to_owned());
        case.add(one);
    }
    case.add(adds("C", "DW09", 1.0));
    assert_eq!(sets(&case, 0), [vec![0], vec![0, 2], vec![1], vec![1, 2], vec![2]]);
    case.policy.max_actions = 1;
    assert_eq!(sets(&case, 0).len(), 3);
}

#[test]
fn hazards_come_first_where_a_safety_action_is_legal() {
    let mut case = PlanCase::new(1, 1);
    case.policy.equity.hazards_first = true;
    case.safety = Some("DW09".into());
    let other = case.add(adds("A", "PR06", 1.0));
    let mut kit = adds("K", "DW09", 3.0);
    kit.owner_hours = 4.0 * Quarter::WEEKS;
    let kit = case.add(kit);
    // Eight items of thirteen: no hazard under a limit of seven.
    assert_eq!(sets(&case, 0), [vec![other], vec![other, kit], vec![kit]]);
    case.frame.values[0][2] = Some(6.0);
    assert_eq!(sets(&case, 0), [vec![other, kit], vec![kit]]);
    // The kit takes all four hours of its quarter, so the other line waits.
    let (_, starts, _) = all(&case, 0).remove(0);
    assert_eq!(starts, [1, 0]);
    // Where no safety action may be planned, nothing is held back.
    case.catalogue.interventions[kit].requires = vec![requires("matched = 1", false)];
    assert_eq!(sets(&case, 0), [vec![other]]);
}

#[test]
fn missing_answers_do_not_lower_gains() {
    let mut case = PlanCase::new(1, 1);
    case.add(adds("A", "PR06", 5.0));
    let answered = best(&case).unwrap();
    case.frame.observed = false;
    assert_eq!(best(&case).unwrap(), answered);
}

#[test]
fn an_indicator_that_does_not_apply_is_left_alone() {
    let mut case = PlanCase::new(1, 1);
    case.add(adds("A", "PR06", 5.0));
    case.frame.values[0][0] = None;
    assert!(best(&case).is_none());
}

/// A group action gated by peers and leaders, as the catalogue words it.
fn with_group(case: &mut PlanCase) -> usize {
    let mut group = adds("G", "AS03", 1.0);
    group.min_participants = 2;
    group.requires = vec![
        requires("mistrust_peers < 50", false),
        requires("coalesce(mistrust_leaders, 0) < 50", true),
    ];
    case.add(group)
}

#[test]
fn mistrust_of_buyers_never_blocks_a_group() {
    let mut case = PlanCase::new(1, 2);
    let group = with_group(&mut case);
    case.condition("mistrust_peers", vec![Ok(30.0); 2]);
    case.condition("mistrust_leaders", vec![Ok(30.0), Err(Missing::NotApplicable)]);
    for buyers in [0.0, 50.0, 100.0] {
        case.condition("mistrust_buyers", vec![Ok(buyers); 2]);
        assert_eq!(sets(&case, 0), [vec![group]]);
        // Where there is no group there are no leaders: that blocks nothing.
        assert_eq!(sets(&case, 1), [vec![group]]);
    }
    case.condition("mistrust_peers", vec![Ok(51.0), Err(Missing::Blank)]);
    assert!(sets(&case, 0).is_empty());
    assert!(sets(&case, 1).is_empty(), "an unknown trust is left for the visit");
    case.policy.group_actions = false;
    case.condition("mistrust_peers", vec![Ok(30.0); 2]);
    assert!(sets(&case, 0).is_empty());
}

#[test]
fn wishes_pin_and_forbid_lines() {
    let mut case = PlanCase::new(1, 1);
    let (a, b) = (case.add(adds("A", "PR06", 5.0)), case.add(adds("B", "DW09", 0.1)));
    let wish = |intervention, kind| LineWish { workshop: 0, intervention, kind };
    case.wishes = vec![wish(b, WishKind::Pin)];
    assert_eq!(sets(&case, 0), [vec![a, b], vec![b]]);
    case.wishes = vec![wish(a, WishKind::Forbid)];
    assert_eq!(sets(&case, 0), [vec![b]]);
}

#[test]
fn a_lead_firm_action_needs_a_match_or_a_stable_buyer() {
    let mut case = PlanCase::new(1, 1);
    let mut link = adds("L", "PR06", 1.0);
    link.needs_lead_firm = true;
    case.add(link);
    assert_eq!(sets(&case, 0).len(), 1);
    case.population.workshops[0].lead_tie = Some(TieStrength::Occasional);
    assert!(sets(&case, 0).is_empty());
    case.matched[0] = true;
    assert_eq!(sets(&case, 0).len(), 1);
}

#[test]
fn a_fair_share_is_the_amount_over_the_places() {
    let mut case = PlanCase::new(2, 1);
    case.resource("budget", nanduti_model::ResourceScope::All, &[600.0]);
    case.resource("mentor_hours", nanduti_model::ResourceScope::PerCluster, &[30.0, 60.0]);
    // Four pilots and two reserves; three places in each of two clusters.
    assert_eq!(fair_share(&case.input()), [vec![100.0, 10.0], vec![100.0, 20.0]]);
    let mut dear = adds("D", "PR06", 5.0);
    dear.uses = vec![uses(1, 15.0)];
    case.add(dear);
    let gains = best_gains(&case.input());
    assert_eq!((gains[0], gains[1]), (0.0, 1.25));
}

#[test]
fn cycles_of_prerequisites_are_named() {
    let mut case = PlanCase::new(1, 1);
    for id in ["A", "B", "C", "D"] {
        case.add(adds(id, "PR06", 1.0));
    }
    case.catalogue.interventions[1].prerequisites = vec![0];
    assert_eq!(prerequisite_cycle(&case.catalogue), None);
    case.catalogue.interventions[2].prerequisites = vec![3];
    case.catalogue.interventions[3].prerequisites = vec![0, 2];
    assert_eq!(prerequisite_cycle(&case.catalogue), Some(vec![2, 3]));
    // What stands on the cycle is in no bundle; the rest is not disturbed.
    assert_eq!(sets(&case, 0), [vec![0], vec![0, 1]]);
    case.catalogue.interventions[0].prerequisites = vec![0];
    assert_eq!(prerequisite_cycle(&case.catalogue), Some(vec![0]));
}

#[test]
fn temporary_side_effects_count_only_while_they_last() {
    let mut case = PlanCase::new(1, 1);
    let mut quality = adds("Q", "PR07", -4.0);
    let mut slower = effect("PR06", EffectKind::Add, -5.0);
    slower.lasts_quarters = Some(1);
    quality.effects.push(slower);
    case.add(quality);
    // Started in quarter 1 the slowness is over by the end of quarter 4: rework 10 → 6 of 20-0 is
    // 4/20 × 0.5 × 100 = 10 points.
    assert!((best(&case).unwrap().gain[0] - 10.0).abs() < 1e-9);
    assert_eq!(HALFWAY[1], 10.0);
}

#[test]
fn the_same_bundles_on_any_number_of_threads() {
    let mut case = PlanCase::new(2, 20);
    for (id, indicator) in [("A", "PR06"), ("B", "DW09"), ("C", "AS03"), ("D", "DG03")] {
        case.add(adds(id, indicator, 1.5));
    }
    let run = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| best_bundles(&case.input(), &fair_share(&case.input())))
    };
    assert_eq!(run(1), run(3));
}
