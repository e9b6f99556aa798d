//! The equal split and the simple rule: what they give, and that they keep to every limit.

use super::case::Case;
use crate::alternatives::{equal_split, simple_rule};
use crate::world::World;
use nanduti_model::{Expression, Label, Requirement};
use nanduti_rules::ActiveLine;
use proptest::prelude::*;

type Plans = Vec<(usize, Vec<ActiveLine>)>;

fn both(case: &Case) -> [Plans; 2] {
    let input = case.input();
    let world = World::new(&input);
    [equal_split(&world), simple_rule(&world)]
}

/// Workshop and interventions with their first quarters.
fn short(plans: &Plans) -> Vec<(usize, Vec<(usize, u8)>)> {
    let lines = |lines: &[ActiveLine]| lines.iter().map(|l| (l.intervention, l.start.0)).collect();
    plans.iter().map(|(w, l)| (*w, lines(l))).collect()
}

#[test]
fn nobody_gets_a_second_before_everybody_had_a_first() {
    // Gs 50 a cluster buys five interventions of Gs 10: four workshops, and one second.
    let mut case = Case::new(&[4, 1]);
    case.policy.max_actions = 2;
    let [equal, _] = both(&case);
    let found = short(&equal);
    // All uses are alike: catalogue order; 1 needs 0 first. Weekly hours: 1 each, so no wait.
    assert_eq!(
        found,
        [
            (0, vec![(0, 0), (1, 1)]),
            (1, vec![(0, 0)]),
            (2, vec![(0, 0)]),
            (3, vec![(0, 0)]),
            (4, vec![(0, 0), (1, 1)]),
        ]
    );
}

#[test]
fn the_smallest_part_of_what_there_is_goes_first() {
    let mut case = Case::new(&[1]);
    case.policy.max_actions = 1;
    // Intervention 3 takes 5 of 50, the others 10 of 50 of the money.
    case.catalogue.interventions[3].uses[1].amount = 5.0;
    let [equal, _] = both(&case);
    assert_eq!(short(&equal), [(0, vec![(3, 0)])]);
}

#[test]
fn the_simple_rule_serves_the_first_by_code_where_they_are_weakest() {
    // Places: two in cluster 0, one in cluster 1, whoever holds them.
    let mut case = Case::new(&[3, 2]);
    case.cohort = vec![1, 2, 4];
    case.policy.max_actions = 2;
    let [_, simple] = both(&case);
    // Scores: productivity 50, safety 5 of 13, meetings 40, skills 37.5 (a little more with the
    // position): skills first, then safety.
    let found = short(&simple);
    assert_eq!(found.iter().map(|(w, _)| *w).collect::<Vec<_>>(), [0, 1, 3]);
    assert!(found.iter().all(|(_, lines)| *lines == [(4, 0), (2, 0)]), "{found:?}");
}

#[test]
fn a_score_nobody_knows_is_passed_over() {
    let mut case = Case::new(&[1]);
    case.policy.max_actions = 1;
    for column in &mut case.diagnosis.columns {
        column.score[0] = None;
    }
    let [equal, simple] = both(&case);
    assert!(simple.is_empty());
    assert_eq!(equal.len(), 1);
}

#[test]
fn conditions_and_lead_firm_links_hold() {
    let mut case = Case::new(&[1]);
    let requirement = |text: &str, allow_unknown| Requirement {
        expression: Expression::Name(text.to_owned()),
        because: Label::default(),
        allow_unknown,
    };
    let help = &mut case.catalogue.interventions;
    help[0].requires = vec![requirement("unheard", false)];
    help[2].requires = vec![requirement("unheard", true)];
    help[3].needs_lead_firm = true;
    help[4].requires =
        vec![Requirement { expression: Expression::Number(0.0), ..requirement("", true) }];
    case.population.workshops[0].lead_tie = None;
    for plans in both(&case) {
        // 0 is unknown, 1 needs 0, 3 has no firm, 4 fails: only 2 is left.
        assert_eq!(short(&plans), [(0, vec![(2, 0)])]);
    }
}

#[test]
fn groups_that_stay_too_small_are_given_up() {
    let mut case = Case::new(&[3, 2]);
    case.policy.max_actions = 1;
    case.catalogue.interventions.truncate(1);
    case.catalogue.interventions[0].min_participants = 3;
    let [equal, simple] = both(&case);
    // Three in cluster 0 make a group, two in cluster 1 do not.
    let who = |plans: &Plans| plans.iter().map(|(w, _)| *w).collect::<Vec<_>>();
    assert_eq!(who(&equal), [0, 1, 2]);
    assert_eq!(who(&simple), [0, 1, 2]);
    case.policy.group_actions = false;
    assert!(both(&case).iter().all(Vec::is_empty));
}

#[test]
fn one_of_an_exclusive_group_and_what_already_is_best_is_not_given() {
    let mut case = Case::new(&[1]);
    case.policy.max_actions = 5;
    for at in [0, 2, 3] {
        case.catalogue.interventions[at].exclusive_group = Some("g".to_owned());
    }
    // Skills are at their best already.
    case.frame.values_of(0)[4] = Some(8.0);
    let [equal, _] = both(&case);
    assert_eq!(short(&equal), [(0, vec![(0, 0), (1, 1)])]);
}

#[test]
fn the_owners_hours_spread_the_lines() {
    let mut case = Case::new(&[1]);
    // 1 hour a week each; the owner has 1, so that lines follow one another.
    case.population.workshops[0].owner_hours = Some(0.0);
    case.policy.supported_owner_hours_week = 1.0;
    let [equal, _] = both(&case);
    assert_eq!(short(&equal), [(0, vec![(0, 0), (1, 1), (2, 2)])]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    /// Whatever there is, neither uses more of it, and a prerequisite ends before what needs it.
    #[test]
    fn limits_hold(
        hours in 0.0_f64..200.0,
        money in prop::collection::vec(0.0_f64..80.0, 2),
        max_actions in 0_u32..5,
        amounts in prop::collection::vec(0.0_f64..30.0, 5),
        owner in 0.0_f64..3.0,
        group in 1_u32..4,
    ) {
        let mut case = Case::new(&[4, 3]);
        case.resources[0].amounts = vec![hours];
        case.resources[1].amounts = money.clone();
        case.policy.max_actions = max_actions;
        case.policy.supported_owner_hours_week = 0.0;
        for workshop in &mut case.population.workshops {
            workshop.owner_hours = Some(owner);
        }
        for (help, amount) in case.catalogue.interventions.iter_mut().zip(&amounts) {
            help.uses[1].amount = *amount;
        }
        case.catalogue.interventions[3].min_participants = group;
        for plans in both(&case) {
            let mut used = [0.0, 0.0, 0.0];
            let mut takers = [0, 0];
            for (w, lines) in &plans {
                let cluster = case.population.workshops[*w].cluster;
                prop_assert!(lines.len() <= max_actions as usize);
                for line in lines {
                    used[0] += 10.0;
                    used[1 + cluster] += amounts[line.intervention];
                    takers[cluster] += u32::from(line.intervention == 3);
                    if line.intervention == 1 {
                        let first = lines.iter().find(|l| l.intervention == 0);
                        prop_assert!(first.is_some_and(|f| f.end < line.start));
                    }
                    let at_once = lines.iter().filter(|l| l.start <= line.start && line.start <= l.end);
                    prop_assert!(at_once.count() as f64 <= owner + 1e-6);
                }
            }
            prop_assert!(used[0] <= hours + 1e-6);
            prop_assert!(used[1] <= money[0] + 1e-6 && used[2] <= money[1] + 1e-6);
            prop_assert!(takers.iter().all(|&n| n == 0 || n >= group));
        }
    }
}
