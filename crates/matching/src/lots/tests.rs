//! Whole matchings: oracles on tiny cases, edges, ties, and the properties every one must have.

mod oracle;
mod shapes;

use super::*;
use crate::check_lots::check_matching;
use crate::test_case::{TestCase, lot, synthetic, workshop};
use nanduti_model::{FirmTie, PairVerdict, SolveStatus, TieStrength};

/// Solves, checks, and gives the matching with its checked value.
#[track_caller]
fn solved(case: &TestCase) -> Matching {
    let input = case.input();
    let matching = match_lots(&input);
    let checked = check_matching(&input, &matching).unwrap();
    assert!((checked.value - matching.outcome.value).abs() <= 1e-9 * checked.value.abs());
    matching
}

fn gap(matching: &Matching) -> f64 {
    matching.outcome.gap().unwrap_or(0.0)
}

#[test]
fn one_pair_is_served_whole_and_proved() {
    let matching = solved(&TestCase::one_pair());
    let only = &matching.assigned[0];
    assert_eq!((only.pieces, only.months.len()), (100, 1));
    assert_eq!(only.months[0].1.as_f64(), 1_000.0);
    assert_eq!(matching.outcome.status, SolveStatus::Optimal);
    assert_eq!(matching.matched, [true]);
    assert!(matching.pairs_complete);
}

#[test]
fn nothing_to_do_is_an_optimal_answer() {
    for (workshops, lots) in [(0, 0), (1, 0), (0, 1)] {
        let mut case = TestCase::empty();
        case.population.workshops = (0..workshops).map(|_| workshop("W", 0)).collect();
        case.lots = (0..lots).map(|_| lot("L", 10)).collect();
        let matching = solved(&case);
        assert!(matching.assigned.is_empty());
        assert_eq!(matching.outcome.status, SolveStatus::Optimal);
        assert_eq!(matching.outcome.gap(), Some(0.0));
    }
}

#[test]
fn no_firms_and_lots_that_point_nowhere_are_outcomes_not_panics() {
    let mut case = TestCase::one_pair();
    case.firms.clear();
    case.lots[0].product = 99;
    let matching = solved(&case);
    assert_eq!((matching.lots[0].served, matching.lots[0].n_blocked), (0, 1));
    assert!(judge_pair(&case.input(), 0, 1).is_none());
}

#[test]
fn no_capacity_means_no_lead_firm() {
    for people in [Some(0), None] {
        let mut case = TestCase::one_pair();
        case.population.workshops[0].people = people;
        let matching = solved(&case);
        assert_eq!(matching.matched, [false]);
        let verdict = &matching.pairs[0].verdict;
        assert_eq!(people.is_none(), matches!(verdict, PairVerdict::Verify(_)));
    }
}

#[test]
fn reasons_name_the_smallest_change() {
    let mut case = TestCase::one_pair();
    case.lots[0].gates.max_rework = Some(3.0);
    let outcome = judge_pair(&case.input(), 0, 0).unwrap();
    let PairVerdict::Blocked(failures) = outcome.verdict else { panic!("blocked") };
    assert_eq!((failures[0].has, failures[0].needs), (Some(5.0), Some(3.0)));
}

/// Two workshops, one place: the tie decides although the other is as good and has a tie of
/// continuity weight zero; without the tie the lower position would win.
#[test]
fn a_stable_tie_is_kept_even_where_the_weights_ignore_it() {
    let mut case = TestCase::one_pair();
    case.population.workshops.push(workshop("W2", 0));
    case.policy.match_weights = [30.0, 0.0, 10.0, 10.0, 10.0];
    case.population.workshops[1].rework = Some(Some(20.0));
    case.lots[0].max_suppliers = Some(1);
    assert_eq!(solved(&case).matched, [true, false]);
    case.ties.push(FirmTie { workshop: 1, firm: 0, strength: TieStrength::Stable });
    assert_eq!(solved(&case).matched, [false, true]);
    case.ties[0].strength = TieStrength::Occasional;
    assert_eq!(solved(&case).matched, [true, false]);
}

#[test]
fn a_tie_that_cannot_make_the_lot_does_not_keep_it_from_those_who_can() {
    let mut case = TestCase::one_pair();
    case.population.workshops.push(workshop("W2", 0));
    case.population.workshops[1].people = Some(1);
    case.lots[0].pieces = 1_400;
    case.lots[0].max_suppliers = Some(1);
    case.ties.push(FirmTie { workshop: 1, firm: 0, strength: TieStrength::Stable });
    let matching = solved(&case);
    assert_eq!(matching.matched, [true, false]);
    assert_eq!(matching.lots[0].unmet, 0);
}

#[test]
fn shuffled_workshops_have_the_same_value() {
    let case = synthetic(60, 12, 3);
    let value = solved(&case).outcome.value;
    let n = case.population.workshops.len();
    let order: Vec<usize> = (0..n).map(|w| (w * 37 + 11) % n).collect();
    let mut shuffled = case.clone();
    for (new, &old) in order.iter().enumerate() {
        shuffled.population.workshops[new] = case.population.workshops[old].clone();
        for (tie, moved) in case.ties.iter().zip(&mut shuffled.ties) {
            if tie.workshop == old {
                moved.workshop = new;
            }
        }
    }
    let other = solved(&shuffled).outcome;
    assert!((other.value - value).abs() <= 0.002 * value, "{} against {value}", other.value);
}

#[test]
fn weights_on_another_scale_change_the_value_by_that_factor() {
    let case = synthetic(60, 12, 4);
    let matching = solved(&case);
    let mut scaled = case.clone();
    scaled.policy.match_weights = scaled.policy.match_weights.map(|w| w * 8.0);
    let other = solved(&scaled);
    assert!((other.outcome.value / matching.outcome.value - 8.0).abs() < 0.01);
    assert!((gap(&other) - gap(&matching)).abs() < 0.002);
}

/// One more lot never lowers what can be reached: the old assignment still fits.
#[test]
fn an_added_lot_never_lowers_the_bound_beyond_the_proved_gap() {
    let case = synthetic(60, 12, 5);
    let before = solved(&case).outcome;
    let mut more = case.clone();
    more.lots.push(synthetic(60, 13, 5).lots[12].clone());
    let after = solved(&more).outcome;
    assert!(after.bound.unwrap() >= before.value);
    assert!(after.value >= before.value * (1.0 - gap(&solved(&case)) - 0.002));
}

#[test]
fn the_same_answer_on_one_thread_and_on_four() {
    let case = synthetic(80, 15, 6);
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| match_lots(&case.input()))
    };
    assert_eq!(on(1), on(4));
}
