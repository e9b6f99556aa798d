//! Change between rounds against hand arithmetic.

use super::{close, flags};
use crate::counting::{
    Change, CountingFault, Counts, Measure, Round, RoundLink, Weights, compare_rounds,
};
use crate::profile::{Design, Estimate, NoStandardError, Part, Reported, Sampling};
use std::collections::BTreeMap;

/// Units with one indicator.
fn units(deprived: &[u8]) -> Counts {
    let rows: Vec<Vec<f64>> = deprived.iter().map(|flag| vec![f64::from(*flag)]).collect();
    flags(&rows, Weights::equal(1).unwrap(), "1")
}

/// The design in which every unit is a PSU with a code.
fn panel(codes: &[u32]) -> Sampling {
    let design = Design { clusters: Some(codes.to_vec()), ..Design::default() };
    design.prepare(codes.len()).unwrap()
}

/// The change of H among all units.
fn headcount(rounds: [(&Counts, &Sampling); 2], years: f64, link: RoundLink) -> Change {
    let rounds = rounds.map(|(counts, sampling)| Round { counts, sampling, groups: None });
    let parts = compare_rounds(rounds, years, link, 1).unwrap();
    let (measure, change) = parts[0].changes.shown().unwrap()[0];
    assert_eq!(measure, Measure::Headcount);
    change
}

#[track_caller]
fn check(found: Estimate, value: f64, variance: f64) {
    close(found.value, value);
    close(found.standard_error.unwrap().powi(2), variance);
}

#[test]
fn independent_rounds_add_their_variances() {
    // H 1/2 with v = 1/12, then 1/5 with v = 0.2/5.
    let (first, second) = (units(&[1, 1, 0, 0]), units(&[1, 0, 0, 0, 0]));
    let samplings = [4, 5].map(|rows| Design::default().prepare(rows).unwrap());
    let rounds = [(&first, &samplings[0]), (&second, &samplings[1])];
    let change = headcount(rounds, 2.0, RoundLink::Independent);
    check(change.absolute, -0.3, 1.0 / 12.0 + 0.04);
    assert_eq!(change.absolute.degrees_of_freedom, 7);
    // Relative: (0.4/0.5)² v1 + v2/0.5². Yearly rate g = √0.4: (g/(2·0.5))² v1 + (g/(2·0.2))² v2.
    check(change.relative.unwrap(), -0.6, 0.64 / 12.0 + 0.16);
    check(change.annual_absolute, -0.15, (1.0 / 12.0 + 0.04) / 4.0);
    check(change.annual_relative.unwrap(), 0.4_f64.sqrt() - 1.0, 0.4 / 12.0 + 2.5 * 0.04);
    // Over one year the rates are the changes.
    let year = headcount(rounds, 1.0, RoundLink::Independent);
    check(year.annual_relative.unwrap(), -0.6, 0.64 / 12.0 + 0.16);
}

#[test]
fn paired_rounds_have_the_error_of_the_differences() {
    // Differences −1, 0, 0, 0: s² = 1/4, v = 1/16; apart it would be 1/12 + 1/16.
    let (first, second) = (units(&[1, 1, 0, 0]), units(&[0, 0, 1, 0]));
    let samplings = [panel(&[11, 12, 13, 14]), panel(&[14, 11, 12, 13])];
    let rounds = [(&first, &samplings[0]), (&second, &samplings[1])];
    let change = headcount(rounds, 1.0, RoundLink::PairedByPsu);
    check(change.absolute, -0.25, 1.0 / 16.0);
    assert_eq!(change.absolute.degrees_of_freedom, 3);
    check(change.first, 0.5, 1.0 / 12.0);
    let apart = headcount(rounds, 1.0, RoundLink::Independent);
    check(apart.absolute, -0.25, 1.0 / 12.0 + 1.0 / 16.0);
}

#[test]
fn a_unit_lost_between_rounds_counts_as_zero() {
    // H 1/2, then 1/3 of units 1–3. z₂ − z₁ = (−8 − 9, 16 − 9, −8 + 9, 0 + 9)/72.
    let (first, second) = (units(&[1, 1, 0, 0]), units(&[0, 1, 0]));
    let samplings = [panel(&[1, 2, 3, 4]), panel(&[1, 2, 3])];
    let change =
        headcount([(&first, &samplings[0]), (&second, &samplings[1])], 1.0, RoundLink::PairedByPsu);
    let squares = 17.0 * 17.0 + 7.0 * 7.0 + 1.0 + 9.0 * 9.0;
    check(change.absolute, 1.0 / 3.0 - 0.5, 4.0 / 3.0 * squares / (72.0 * 72.0));
}

#[test]
fn the_finite_population_carries_over_to_paired_rounds() {
    let (first, second) = (units(&[1, 1, 0, 0]), units(&[0, 1, 0, 0]));
    let design = Design {
        clusters: Some(vec![1, 2, 3, 4]),
        population_sizes: Some(BTreeMap::from([(0, 8)])),
        ..Design::default()
    };
    let sampling = design.prepare(4).unwrap();
    let rounds = [(&first, &sampling), (&second, &sampling)];
    let change = headcount(rounds, 1.0, RoundLink::PairedByPsu);
    check(change.absolute, -0.25, 0.5 / 16.0);
}

#[test]
fn what_has_no_base_is_not_stated() {
    let (none, some) = (units(&[0, 0, 0, 0]), units(&[1, 0, 0, 1]));
    let sampling = Design::default().prepare(4).unwrap();
    let up = headcount([(&none, &sampling), (&some, &sampling)], 1.0, RoundLink::Independent);
    assert_eq!((up.relative, up.annual_relative), (None, None));
    assert_eq!(up.first.standard_error, Err(NoStandardError::NoVariation));
    check(up.absolute, 0.5, 1.0 / 12.0);
    let down = headcount([(&some, &sampling), (&none, &sampling)], 3.0, RoundLink::Independent);
    let yearly = down.annual_relative.unwrap();
    assert_eq!(yearly.value, -1.0);
    assert_eq!(yearly.standard_error, Err(NoStandardError::NoDerivative));
    // A has no base where nobody is poor: it is left out, not zero.
    let rounds = [&some, &none].map(|counts| Round { counts, sampling: &sampling, groups: None });
    let parts = compare_rounds(rounds, 1.0, RoundLink::Independent, 1).unwrap();
    let measures: Vec<Measure> =
        parts[0].changes.shown().unwrap().iter().map(|entry| entry.0).collect();
    assert!(!measures.contains(&Measure::Intensity));
    assert!(measures.contains(&Measure::Uncensored(0)));
}

#[test]
fn groups_of_either_round_are_listed_and_small_ones_hidden() {
    let counts = units(&[1, 0, 1, 0]);
    let sampling = Design::default().prepare(4).unwrap();
    let (before, after) = ([Some(1), Some(1), Some(2), Some(2)], [Some(1), Some(1), Some(3), None]);
    let round = |groups| Round { counts: &counts, sampling: &sampling, groups };
    let rounds = [round(Some(&before[..])), round(Some(&after[..]))];
    let parts = compare_rounds(rounds, 1.0, RoundLink::Independent, 2).unwrap();
    let listed: Vec<(Part, [usize; 2])> =
        parts.iter().map(|entry| (entry.part, entry.rows)).collect();
    assert_eq!(
        listed,
        [
            (Part::All, [4, 4]),
            (Part::Group(1), [2, 2]),
            (Part::Group(2), [2, 0]),
            (Part::Group(3), [0, 1]),
            (Part::Ungrouped, [0, 1]),
        ]
    );
    assert!(parts[1].changes.shown().is_some());
    assert_eq!(parts[2].changes, Reported::TooFew { rows: 0, least: 2 });
}

#[test]
fn rounds_that_cannot_be_compared_are_named() {
    let counts = units(&[1, 0]);
    let other = flags(&[vec![1.0, 0.0], vec![0.0, 0.0]], Weights::equal(2).unwrap(), "1");
    let sampling = Design::default().prepare(2).unwrap();
    let round = Round { counts: &counts, sampling: &sampling, groups: None };
    let compare = |rounds, years, link| compare_rounds(rounds, years, link, 1).unwrap_err();
    for years in [0.0, -1.0, f64::NAN] {
        assert_eq!(compare([round; 2], years, RoundLink::Independent), CountingFault::Years);
    }
    let unnamed = compare([round; 2], 1.0, RoundLink::PairedByPsu);
    assert_eq!(unnamed, CountingFault::PsuNotNamed);
    let rounds = [round, Round { counts: &other, ..round }];
    assert_eq!(compare(rounds, 1.0, RoundLink::Independent), CountingFault::PlansDiffer);
}
