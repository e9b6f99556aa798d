//! Scores of the parts, by hand.

use super::*;
use crate::test_case::{TestCase, firm};
use nanduti_model::{Guaranies, ProductId};

fn scores(case: &TestCase, tie: TieStrength) -> Vec<f64> {
    let facts = PairFacts {
        workshop: &case.population.workshops[0],
        lot: &case.lots[0],
        product: case.products.first(),
        band: case.population.workshops[0]
            .cell
            .zip(case.firms[0].cell)
            .map(|(workshop, firm)| nanduti_model::DistanceBand::between(workshop, firm)),
        tie,
        visit: None,
        most_pieces: Some(100),
        forbidden: false,
    };
    let parts = value_parts(&facts, &case.policy);
    let points: f64 = parts.iter().map(|part| part.points()).sum();
    assert!((points - pair_value(&facts, &case.policy)).abs() < 1e-12);
    parts.iter().map(|part| part.score).collect()
}

#[track_caller]
fn assert_near(found: &[f64], expected: &[f64]) {
    for (a, b) in found.iter().zip(expected) {
        assert!((a - b).abs() < 2e-4, "{found:?} against {expected:?}");
    }
}

/// Rework 5 of a scale of 25 leaves 0.8; on time 8 over a floor of 4 is 4 / 6; mean 0.7333.
/// The price 5,584 is the fair one: 0.5.
#[test]
fn the_plain_pair() {
    let case = TestCase::one_pair();
    assert_near(&scores(&case, TieStrength::None), &[1.0, 0.0, 1.0, 0.5, 0.7333]);
    assert_near(&scores(&case, TieStrength::Occasional)[1..2], &[0.5]);
    assert_near(&scores(&case, TieStrength::Stable)[1..2], &[1.0]);
}

/// Another product 0.5; 33 km 1/3; 1.5 × the fair price 1; rework 5 under 8 is 3/8, and on
/// time does not apply.
#[test]
fn other_product_far_away_well_paid() {
    let mut case = TestCase::one_pair();
    case.population.workshops[0].main_product = Some(ProductId::from("jeans"));
    case.population.workshops[0].on_time = Some(None);
    case.firms[0] = firm("F1", Some((6, 0)));
    case.lots[0].price = Guaranies(8_375);
    case.lots[0].gates.max_rework = Some(8.0);
    assert_near(&scores(&case, TieStrength::None), &[0.5, 0.0, 1.0 / 3.0, 1.0, 0.375]);
}

#[test]
fn unknown_place_is_cautious_and_unknown_quality_neutral() {
    let mut case = TestCase::one_pair();
    case.population.workshops[0].cell = None;
    case.population.workshops[0].rework = None;
    case.population.workshops[0].on_time = None;
    assert_near(&scores(&case, TieStrength::None), &[1.0, 0.0, 0.0, 0.5, 0.5]);
}

#[test]
fn limits_at_the_end_of_the_scale_divide_nothing_by_zero() {
    let mut case = TestCase::one_pair();
    case.lots[0].gates.max_rework = Some(0.0);
    case.lots[0].gates.min_on_time = Some(10.0);
    assert_near(&scores(&case, TieStrength::None)[4..], &[1.0]);
}
