//! Minutes a month, by hand.

use super::*;
use crate::test_case::{START, TestCase, cluster, workshop};

fn first_offer(case: &TestCase) -> (Option<f64>, bool) {
    let input = case.input();
    let visits: Vec<Option<&VisitRecord>> =
        (0..case.population.workshops.len()).map(|w| case.visits.get(w)).collect();
    let offer = offers(&input, &visits)[0];
    (offer.monthly.map(Minutes::as_f64), offer.assumed)
}

/// 2 × 48 × 60 × 52/12 × 0.6 = 14,976.
#[test]
fn people_hours_and_efficiency() {
    assert_eq!(first_offer(&TestCase::one_pair()), (Some(14_976.0), false));
}

/// Owner 2 h a week: 520 minutes of 24,960; (24,960 − 520) × 0.6 × 0.9 = 13,197.6. Offered 6 h
/// are cut to the policy's 4 (1,040): 12,916.8. Unanswered takes the policy's 2.
#[test]
fn the_owner_s_time_and_the_training_reserve_come_off() {
    let mut case = TestCase::one_pair();
    case.reserve = vec![0.1];
    for (hours, minutes) in [(Some(2.0), 13_197.6), (Some(6.0), 12_916.8), (None, 13_197.6)] {
        case.population.workshops[0].owner_hours = hours;
        assert_eq!(first_offer(&case), (Some(minutes), false));
    }
}

/// Cluster `a` knows 4, 8 and 12 people: the lower quartile is 6, three times the plain two.
#[test]
fn unknown_people_take_the_lower_quartile_of_the_cluster_and_say_so() {
    let mut case = TestCase::one_pair();
    case.population.clusters.push(cluster("b"));
    case.population.workshops[0].people = None;
    for (people, cluster) in [(4, 0), (8, 0), (12, 0), (1, 1)] {
        let known = Workshop { people: Some(people), ..workshop("W", cluster) };
        case.population.workshops.push(known);
    }
    assert_eq!(first_offer(&case), (Some(3.0 * 14_976.0), true));
    // Nobody in its cluster answered: the quartile of all, between 4 and 1 of [1, 4, 8, 12].
    case.population.workshops[0].cluster = 7;
    let quartile = 3.25 / 2.0;
    assert_eq!(first_offer(&case), (Some(quartile * 14_976.0), true));
}

#[test]
fn an_assumed_efficiency_is_marked_and_a_missing_one_leaves_capacity_unknown() {
    let mut case = TestCase::one_pair();
    case.population.workshops[0].efficiency = None;
    assert_eq!(first_offer(&case), (Some(14_976.0), true));
    case.population.workshops[0].planning_efficiency = None;
    assert_eq!(first_offer(&case).0, None);
    case.population.workshops[0].planning_efficiency = Some(f64::NAN);
    assert_eq!(first_offer(&case).0, None);
}

/// 300 shirts a week × 10 minutes × 52/12 = 13,000; the owner's 2 of 96 hours come off.
#[test]
fn a_count_at_a_visit_replaces_what_was_declared() {
    let mut case = TestCase::one_pair();
    case.visits.push(VisitRecord {
        workshop: 0,
        date: START,
        willing: None,
        consent: None,
        pieces_week: Some(300.0),
        product_confirmed: None,
    });
    assert_eq!(first_offer(&case), (Some(13_000.0), false));
    case.population.workshops[0].owner_hours = Some(2.0);
    assert_eq!(first_offer(&case), (Some(12_729.17), false));
}
