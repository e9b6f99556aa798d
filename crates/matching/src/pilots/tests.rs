//! The choice against brute force, and what decisions, visits and missing answers do.

use super::*;
use crate::plan_case::{PlanCase, adds, workshop};
use crate::{PilotInput, check_pilots};
use jiff::civil::date;
use nanduti_model::{
    Decision, DecisionKind, LedBy, Missing, PilotReason, SolveStatus, VisitRecord,
};
use proptest::prelude::*;

/// A case with gains given by hand.
pub(crate) struct Contest {
    pub(crate) case: PlanCase,
    pub(crate) gains: Vec<f64>,
    pub(crate) decisions: Vec<Decision>,
    pub(crate) visits: Vec<VisitRecord>,
}

impl Contest {
    pub(crate) fn new(clusters: usize, gains: &[f64]) -> Self {
        let case = PlanCase::new(clusters, gains.len() / clusters);
        Self { case, gains: gains.to_vec(), decisions: Vec::new(), visits: Vec::new() }
    }

    pub(crate) fn select(&self) -> PilotSelection {
        let plan = self.case.input();
        select_pilots(&self.input(&plan))
    }

    pub(crate) fn input<'a>(&'a self, plan: &'a PlanInput<'a>) -> PilotInput<'a> {
        PilotInput { plan, gains: &self.gains, decisions: &self.decisions, visits: &self.visits }
    }

    /// The choice, once the checker accepted it.
    #[track_caller]
    pub(crate) fn checked(&self) -> PilotSelection {
        let plan = self.case.input();
        let selection = select_pilots(&self.input(&plan));
        let checked = check_pilots(&self.input(&plan), &selection).unwrap();
        let bound = checked.bound.unwrap();
        assert!((bound - checked.value).abs() < 1e-9, "{bound} and {}", checked.value);
        selection
    }

    fn decide(&mut self, workshop: usize, kind: DecisionKind) {
        self.decisions.push(Decision {
            workshop,
            kind,
            reason: "so decided".to_owned(),
            acta: "acta 1".to_owned(),
        });
    }

    fn visit(&mut self, workshop: usize, willing: Option<bool>, consent: Option<bool>) {
        self.visits.push(VisitRecord {
            workshop,
            date: date(2024, 3, 1),
            willing,
            consent,
            pieces_week: Some(100.0),
            product_confirmed: Some(true),
        });
    }
}

fn with_role(selection: &PilotSelection, role: PilotRole) -> Vec<usize> {
    selection.with_role(role).map(|choice| choice.workshop).collect()
}

#[test]
fn greatest_gains_of_each_cluster_and_the_minimum() {
    // Two of each at least: the second cluster's best two stand before the first one's third.
    let mut contest = Contest::new(2, &[9.0, 8.0, 7.0, 6.0, 3.0, 2.0, 1.0, 0.5]);
    contest.case.policy.equity.min_per_cluster = 2;
    let selection = contest.checked();
    assert_eq!(with_role(&selection, PilotRole::Pilot), [0, 1, 4, 5]);
    assert_eq!(with_role(&selection, PilotRole::Reserve), [2, 6]);
    assert_eq!(with_role(&selection, PilotRole::Preselected), [3, 7]);
    let minimum = &selection.clauses[0];
    assert_eq!(minimum.stands, [2.0, 2.0]);
    assert!((minimum.cost - (30.0 - 22.0)).abs() < 1e-9);
    assert_eq!(minimum.enters, ["W-0004".into(), "W-0005".into()]);
    assert_eq!(minimum.leaves, ["W-0002".into(), "W-0003".into()]);
    let of = |w: usize| selection.choices.iter().find(|c| c.workshop == w).unwrap();
    assert_eq!(of(0).reason, PilotReason::Gain);
    assert_eq!(of(4).reason, PilotReason::Clause(EquityClause::MinimumPerCluster));
    assert_eq!(of(2).reason, PilotReason::OutByClause(EquityClause::MinimumPerCluster));
    assert_eq!(of(7).reason, PilotReason::LessGain(1.5));
}

#[test]
fn a_minimum_that_nobody_is_there_to_keep_is_said() {
    // Three of each cluster are asked for; the second has two that are willing.
    let mut contest = Contest::new(2, &[9.0, 8.0, 7.0, 6.0, 3.0, 2.0, 1.0, 0.5]);
    contest.case.policy.equity.min_per_cluster = 3;
    contest.case.policy.equity.n_pilots = 6;
    for w in [6, 7] {
        contest.case.population.workshops[w].willing.production = Some(false);
    }
    let selection = contest.checked();
    assert_eq!(with_role(&selection, PilotRole::Pilot), [0, 1, 2, 3, 4, 5]);
    assert_eq!(selection.clauses[0].missing, [0, 1]);
    assert!(selection.clauses[1..].iter().all(|clause| clause.missing == [0, 0]));
}

#[test]
fn nobody_is_outside_by_a_clause_that_costs_nothing() {
    // Two women-led micro workshops with little gain are inside; whoever has more gain stays
    // outside by one share as well as by the other, so that no clause alone costs anything.
    let mut contest = Contest::new(1, &[9.0, 8.0, 7.0, 6.0, 4.0, 3.0, 2.0, 1.0]);
    for w in 0..4 {
        contest.case.population.workshops[w].led_by = Some(LedBy::Man);
        contest.case.population.workshops[w].people = Some(5);
    }
    contest.case.policy.equity.women_led = true;
    contest.case.policy.equity.micro = true;
    let selection = contest.checked();
    assert_eq!(with_role(&selection, PilotRole::Pilot), [0, 1, 4, 5]);
    assert!(selection.clauses.iter().take(3).all(|clause| clause.cost.abs() < 1e-9));
    let of = |w: usize| selection.choices.iter().find(|c| c.workshop == w).unwrap();
    assert_eq!(of(2).reason, PilotReason::OutByRule);
}

#[test]
fn shares_are_no_lower_than_among_the_willing() {
    // Half of eight are led by women, all with less gain: two of four pilots must be.
    let mut contest = Contest::new(1, &[9.0, 8.0, 7.0, 6.0, 4.0, 3.0, 2.0, 1.0]);
    for w in 0..4 {
        contest.case.population.workshops[w].led_by = Some(LedBy::Man);
    }
    contest.case.policy.equity.women_led = true;
    let selection = contest.checked();
    assert_eq!(with_role(&selection, PilotRole::Pilot), [0, 1, 4, 5]);
    // Pilots and reserves together keep the share too.
    assert_eq!(with_role(&selection, PilotRole::Reserve), [2, 6]);
    let clause = selection.clauses.iter().find(|c| c.clause == Some(EquityClause::WomenLed));
    assert_eq!(clause.unwrap().stands, [50.0]);
    assert!((clause.unwrap().cost - 6.0).abs() < 1e-9);
    // Where both decide it counts as neither.
    contest.case.population.workshops[4].led_by = Some(LedBy::Both);
    let selection = contest.checked();
    assert_eq!(with_role(&selection, PilotRole::Pilot), [0, 1, 5, 6]);
    assert_eq!(selection.funnel[0].n_both, 1);
}

#[test]
fn micro_workshops_keep_their_share_together_with_women() {
    let mut contest = Contest::new(1, &[9.0, 8.0, 7.0, 6.0, 4.0, 3.0]);
    for w in 0..3 {
        contest.case.population.workshops[w].people = Some(8);
    }
    contest.case.population.workshops[1].led_by = Some(LedBy::Man);
    contest.case.policy.equity.n_pilots = 3;
    contest.case.policy.equity.women_led = true;
    contest.case.policy.equity.micro = true;
    // Three of six are micro: two of three. Five of six are women: three of three.
    assert_eq!(with_role(&contest.checked(), PilotRole::Pilot), [0, 3, 4]);
}

#[test]
fn a_no_is_the_only_way_out_and_missing_answers_stay() {
    let mut contest = Contest::new(1, &[9.0, 8.0, 7.0, 6.0, 5.0, 4.0]);
    let workshops = &mut contest.case.population.workshops;
    workshops[0].willing.decent_work = Some(false);
    workshops[1].consent.programme = Some(false);
    workshops[2].contactable = Some(false);
    workshops[3].willing.production = None;
    workshops[3].consent.programme = None;
    workshops[3].contactable = None;
    workshops[3].owner_hours = None;
    workshops[3].people = None;
    let selection = contest.checked();
    assert_eq!(with_role(&selection, PilotRole::Pilot), [3, 4, 5]);
    let open = &selection.choices[0].verify;
    for word in ["willingness", "consent", "contact", "capacity", "product", "hours", "people"] {
        assert!(open.iter().any(|v| v == word), "{word} in {open:?}");
    }
    assert_eq!(selection.best_gain[..4], [None, None, None, Some(6.0)]);
    let leaves: Vec<_> = selection.funnel.iter().take(2).map(|s| s.leaves.clone()).collect();
    assert_eq!(leaves[0], [("no_consent".to_owned(), 1), ("no_contact".to_owned(), 1)]);
    assert_eq!(leaves[1], [("unwilling_decent_work".to_owned(), 1)]);
}

#[test]
fn hours_money_and_care_are_supports_and_never_a_way_out() {
    let mut contest = Contest::new(1, &[9.0, 8.0, 7.0, 6.0, 5.0]);
    contest.case.population.workshops[0].owner_hours = Some(0.0);
    let needed = vec![Ok(true), Ok(false), Err(Missing::Blank), Ok(false), Ok(true)];
    contest.case.support("time", 1_000_000, needed);
    let selection = contest.checked();
    assert_eq!(with_role(&selection, PilotRole::Pilot), [0, 1, 2, 3]);
    let supports: Vec<usize> = selection.choices.iter().map(|c| c.supports.len()).collect();
    assert_eq!(supports, [1, 0, 0, 0, 1]);
}

#[test]
fn decisions_pin_and_exclude() {
    let mut contest = Contest::new(1, &[9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0]);
    contest.decide(8, DecisionKind::Pin);
    contest.decide(0, DecisionKind::Exclude);
    let selection = contest.checked();
    assert_eq!(with_role(&selection, PilotRole::Pilot), [1, 2, 3, 8]);
    let pinned = selection.choices.iter().find(|c| c.workshop == 8).unwrap();
    assert_eq!(pinned.reason, PilotReason::Pinned("so decided".to_owned()));
    assert!(selection.choices.iter().all(|c| c.workshop != 0));
    let willing = selection.funnel.iter().find(|s| s.stage == "willing").unwrap();
    assert!(willing.leaves.contains(&("excluded".to_owned(), 1)));
    // A pin stands above a missing contact, never above a no.
    contest.case.population.workshops[8].contactable = Some(false);
    assert!(with_role(&contest.checked(), PilotRole::Pilot).contains(&8));
    contest.case.population.workshops[8].willing.production = Some(false);
    let selection = contest.checked();
    assert_eq!(with_role(&selection, PilotRole::Pilot), [1, 2, 3, 4]);
    let outside = selection.choices.iter().find(|c| c.workshop == 8).unwrap();
    assert_eq!(outside.role, PilotRole::JustOutside);
    assert_eq!(outside.reason, PilotReason::Pinned("so decided".to_owned()));
}

#[test]
fn visits_confirm_or_deny() {
    let mut contest = Contest::new(1, &[9.0, 8.0, 7.0, 6.0, 5.0]);
    contest.case.population.workshops[1].willing.production = None;
    contest.case.population.workshops[2].contactable = Some(false);
    contest.visit(0, Some(false), None);
    contest.visit(1, Some(true), Some(true));
    contest.visit(2, None, None);
    let selection = contest.checked();
    assert_eq!(with_role(&selection, PilotRole::Pilot), [1, 2, 3, 4]);
    let visited = selection.choices.iter().find(|c| c.workshop == 1).unwrap();
    assert!(visited.visited);
    assert!(!visited.verify.iter().any(|v| v == "willingness" || v == "capacity"));
}

#[test]
fn a_floor_that_cannot_hold_is_named_and_an_answer_still_given() {
    let mut contest = Contest::new(2, &[9.0, 8.0, 7.0, 1.0, 0.5, 0.2]);
    contest.case.policy.equity.gain_floor = 2.0;
    let selection = contest.checked();
    assert_eq!(selection.outcome.status, SolveStatus::Infeasible(vec!["gain_floor".to_owned()]));
    assert_eq!(with_role(&selection, PilotRole::Pilot), [0, 1, 2, 3]);
    contest.case.policy.equity.gain_floor = 1.0;
    assert_eq!(contest.checked().outcome.status, SolveStatus::Optimal);
}

#[test]
fn fewer_willing_than_places_all_come_in() {
    let contest = Contest::new(2, &[1.0, 2.0]);
    let selection = contest.checked();
    assert_eq!(with_role(&selection, PilotRole::Pilot), [0, 1]);
    assert!(Contest::new(1, &[]).checked().choices.is_empty());
}

#[test]
fn hazards_first_shows_its_cost() {
    let mut contest = Contest::new(1, &[0.0; 5]);
    contest.case.policy.equity.hazards_first = true;
    contest.case.policy.max_actions = 1;
    contest.case.safety = Some("DW09".into());
    contest.case.add(adds("A", "PR06", 5.0));
    contest.case.add(adds("K", "DW09", 0.13));
    for w in 0..5 {
        contest.case.frame.values[w][2] = Some(3.0);
    }
    contest.gains = crate::best_gains(&contest.case.input());
    // One safety item in a hundred of thirteen is a quarter point; efficiency would be 1.25.
    assert!((contest.gains[0] - 0.25).abs() < 1e-9);
    let selection = contest.checked();
    let clause =
        selection.clauses.iter().find(|c| c.clause == Some(EquityClause::HazardsFirst)).unwrap();
    assert!((clause.cost - 4.0).abs() < 1e-9);
    assert_eq!(clause.stands, [4.0]);
}

#[test]
fn ties_go_by_code_and_the_same_on_reruns() {
    let contest = Contest::new(2, &[1.0; 12]);
    let selection = contest.checked();
    assert_eq!(selection, contest.select());
    // Equal gains: the first codes of the last cluster that may, after one of the first.
    let pilots = with_role(&selection, PilotRole::Pilot);
    for cluster in 0..2 {
        let own: Vec<usize> = pilots.iter().copied().filter(|w| w / 6 == cluster).collect();
        let first: Vec<usize> = (6 * cluster..6 * cluster + own.len()).collect();
        assert_eq!(own, first);
    }
}

/// Greatest value over every set of `n`, by the definitions of the clauses.
fn brute_force(contest: &Contest, clusters: usize) -> Option<f64> {
    let rule = &contest.case.policy.equity;
    let workshops = &contest.case.population.workshops;
    let n = workshops.len();
    let places = (rule.n_pilots as usize).min(n);
    let mut best: Option<f64> = None;
    for set in 0_u32..1 << n {
        if set.count_ones() as usize != places {
            continue;
        }
        let holds = (0..clusters).all(|c| {
            let all: Vec<usize> = (0..n).filter(|&w| workshops[w].cluster == c).collect();
            let own: Vec<usize> = all.iter().copied().filter(|w| set >> w & 1 == 1).collect();
            let share = |test: &dyn Fn(usize) -> bool| {
                let part = |of: &[usize]| of.iter().filter(|&&w| test(w)).count();
                part(&own) * all.len() >= part(&all) * own.len()
            };
            own.len() >= (rule.min_per_cluster as usize).min(all.len())
                && (!rule.women_led || share(&|w| workshops[w].led_by == Some(LedBy::Woman)))
                && (!rule.micro || share(&|w| workshops[w].people.is_some_and(|p| p <= 2)))
        });
        if holds {
            let value = (0..n).filter(|w| set >> w & 1 == 1).map(|w| contest.gains[w]).sum();
            best = Some(best.map_or(value, |b: f64| b.max(value)));
        }
    }
    best
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    /// Exact on every small case, with any mix of kinds, and accepted by the checker.
    #[test]
    fn the_choice_is_the_best_there_is(
        gains in prop::collection::vec(0_u32..20, 12),
        led in prop::collection::vec(0_u8..4, 12),
        people in prop::collection::vec(0_u32..5, 12),
        split in 1_usize..11,
        pilots in 1_u32..7,
        minimum in 0_u32..3,
    ) {
        let gains: Vec<f64> = gains.into_iter().map(f64::from).collect();
        let mut contest = Contest::new(2, &gains);
        let rule = &mut contest.case.policy.equity;
        (rule.n_pilots, rule.min_per_cluster) = (pilots, minimum);
        (rule.women_led, rule.micro) = (true, true);
        for (w, workshop) in contest.case.population.workshops.iter_mut().enumerate() {
            workshop.cluster = usize::from(w >= split);
            workshop.led_by = [Some(LedBy::Woman), Some(LedBy::Man), Some(LedBy::Both), None]
                [usize::from(led[w])];
            workshop.people = people[w].checked_sub(1).map(|p| p + 1);
        }
        let selection = contest.checked();
        match brute_force(&contest, 2) {
            Some(best) => {
                prop_assert_eq!(selection.outcome.status, SolveStatus::Optimal);
                prop_assert!((selection.outcome.value - best).abs() < 1e-9);
            }
            None => prop_assert!(matches!(selection.outcome.status, SolveStatus::Infeasible(_))),
        }
        prop_assert!(selection.clauses.iter().all(|c| c.cost >= 0.0));
    }

    /// Which workshop has which code changes nothing about the value.
    #[test]
    fn shuffled_workshops_have_the_same_value(
        gains in prop::collection::vec(0_u32..30, 10),
        turn in 1_usize..10,
    ) {
        let gains: Vec<f64> = gains.into_iter().map(f64::from).collect();
        let mut turned = gains.clone();
        turned.rotate_left(turn);
        let value = |gains: &[f64]| Contest::new(1, gains).checked().outcome.value;
        prop_assert!((value(&gains) - value(&turned)).abs() < 1e-9);
    }
}

#[test]
fn the_tiny_workshop_passes_the_gate() {
    assert_eq!(workshop(0, 0).gate(), Some(true));
}
