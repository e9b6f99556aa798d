//! Design-based errors against hand arithmetic and a plain oracle, and profiles of groups.

use super::{
    Design, DesignFault, Estimate, GroupProfile, GroupSummary, IntervalKind, NoStandardError, Part,
    ProfileFault, ProfileOptions, Reported, SinglePsu, profile_groups,
};
use std::collections::BTreeMap;

mod properties;

const SHOW_ALL: ProfileOptions =
    ProfileOptions { least_rows: 1, interval: IntervalKind::Student, confidence: 0.95 };

/// Profile of values without gaps.
fn profile(values: &[f64], groups: &[Option<u32>], design: &Design) -> Vec<GroupProfile> {
    let values: Vec<Option<f64>> = values.iter().copied().map(Some).collect();
    let sampling = design.prepare(values.len()).unwrap();
    profile_groups(&values, groups, &sampling, SHOW_ALL).unwrap()
}

/// The figures of all rows together.
fn whole(values: &[f64], design: &Design) -> GroupSummary {
    *profile(values, &vec![None; values.len()], design)[0].summary.shown().unwrap()
}

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{found} not {expected}");
}

#[track_caller]
fn error_of(estimate: Estimate) -> f64 {
    estimate.standard_error.unwrap()
}

#[test]
fn without_a_design_the_error_is_sd_over_root_n() {
    // Mean 5, squares 9+1+1+1+0+0+4+16 = 32, s² = 32/7, s²/8 = 4/7.
    let all = whole(&[2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0], &Design::default());
    close(all.mean.value, 5.0);
    close(error_of(all.mean), (4.0_f64 / 7.0).sqrt());
    close(all.standard_deviation.unwrap(), (32.0_f64 / 7.0).sqrt());
    assert_eq!(all.mean.degrees_of_freedom, 7);
    // t(0.975; 7) = 2.364624252 in every table.
    close(all.interval.unwrap().high, 5.0 + 2.364_624_252 * (4.0_f64 / 7.0).sqrt());
}

#[test]
fn stratified_mean_has_the_variance_of_cochran() {
    // Cochran 1977, chapter 5: v = Σ W² (1 − f) s²/n. Stratum 1: N = 10, n = 3, s² = 4;
    // stratum 2: N = 20, n = 2, s² = 8. v = 1/9 · 0.7 · 4/3 + 4/9 · 0.9 · 8/2 = 1.91111.
    let design = Design {
        strata: Some(vec![1, 1, 1, 2, 2]),
        population_sizes: Some(BTreeMap::from([(1, 10), (2, 20)])),
        ..Design::default()
    };
    let all = whole(&[1.0, 3.0, 5.0, 10.0, 14.0], &design);
    close(all.mean.value, (10.0 * 3.0 + 20.0 * 12.0) / 30.0);
    close(error_of(all.mean).powi(2), 0.7 * 4.0 / 27.0 + 4.0 / 9.0 * 0.9 * 4.0);
    close(all.population, 30.0);
    assert_eq!(all.mean.degrees_of_freedom, 3);
}

#[test]
fn cluster_sample_has_the_variance_of_cochran() {
    // Cochran 1977, chapter 9A, ratio to size: v = (1 − f)/(n M̄²) Σ (y − R·M)²/(n − 1).
    // Clusters (1, 2), (2, 4, 6), (5) of 10: R = 20/6, residuals −11/3, 2, 5/3, their squares
    // 182/9, M̄ = 2: v = 0.7/12 · 91/9.
    let design = Design {
        clusters: Some(vec![7, 7, 3, 3, 3, 9]),
        population_sizes: Some(BTreeMap::from([(0, 10)])),
        ..Design::default()
    };
    let all = whole(&[1.0, 2.0, 2.0, 4.0, 6.0, 5.0], &design);
    close(all.mean.value, 20.0 / 6.0);
    close(error_of(all.mean).powi(2), 0.7 / 12.0 * 91.0 / 9.0);
    assert_eq!(all.mean.degrees_of_freedom, 2);
}

#[test]
fn a_group_counts_the_units_in_which_it_has_no_row() {
    // Three PSUs, the group in two: z = −1/2, 1/2, 0 and v = 3/2 · 1/2.
    let design = Design { clusters: Some(vec![1, 2, 3]), ..Design::default() };
    let parts = profile(&[2.0, 4.0, 100.0], &[Some(8), Some(8), None], &design);
    assert_eq!(
        parts.iter().map(|entry| entry.part).collect::<Vec<_>>(),
        [Part::All, Part::Group(8), Part::Ungrouped]
    );
    let group = parts[1].summary.shown().unwrap();
    close(group.mean.value, 3.0);
    close(error_of(group.mean).powi(2), 0.75);
    assert_eq!(group.mean.degrees_of_freedom, 1);
    let alone = parts[2].summary.shown().unwrap();
    assert_eq!(alone.mean.standard_error, Err(NoStandardError::NoDegreesOfFreedom));
    assert_eq!((alone.interval, alone.standard_deviation), (None, None));
}

#[test]
fn a_stratum_with_one_unit_is_refused_unless_a_rule_is_chosen() {
    // Mean 4, z = −1, −1/3 | 4/3. First stratum 2 · 2/9 = 4/9; the second adds (4/3)² centred.
    let with = |single_psu| {
        let strata = Some(vec![1, 1, 2]);
        whole(&[1.0, 3.0, 8.0], &Design { strata, single_psu, ..Design::default() }).mean
    };
    let refused = Err(NoStandardError::SinglePsuStrata { strata: 1 });
    assert_eq!(with(SinglePsu::Refuse).standard_error, refused);
    close(error_of(with(SinglePsu::Certainty)).powi(2), 4.0 / 9.0);
    close(error_of(with(SinglePsu::Centre)).powi(2), 20.0 / 9.0);
}

#[test]
fn a_stratum_of_one_in_the_population_needs_no_rule() {
    let design = Design {
        strata: Some(vec![1, 1, 2]),
        population_sizes: Some(BTreeMap::from([(1, 4), (2, 1)])),
        ..Design::default()
    };
    // Weights 2, 2, 1: mean (2 + 6 + 8)/5 = 3.2, z = 2(1 − 3.2)/5, 2(3 − 3.2)/5; half unseen.
    let mean = whole(&[1.0, 3.0, 8.0], &design).mean;
    close(mean.value, 3.2);
    close(error_of(mean).powi(2), 0.5 * 2.0 * 2.0 * 0.4_f64.powi(2));
}

#[test]
fn a_census_has_no_sampling_error_and_no_spread_has_none_to_state() {
    let census = Design { population_sizes: Some(BTreeMap::from([(0, 3)])), ..Design::default() };
    let all = whole(&[1.0, 2.0, 6.0], &census);
    assert_eq!(all.mean.standard_error, Ok(0.0));
    assert_eq!(all.interval.map(|found| (found.low, found.high)), Some((3.0, 3.0)));
    let same = whole(&[0.1, 0.1, 0.1], &Design::default());
    assert_eq!(same.mean.standard_error, Err(NoStandardError::NoVariation));
    assert_eq!(same.interval, None);
}

#[test]
fn small_weightless_and_gappy_groups_are_named() {
    let design = Design { weights: Some(vec![1.0, 1.0, 1.0, 0.0, 0.0, 1.0]), ..Design::default() };
    let sampling = design.prepare(6).unwrap();
    let values = [Some(1.0), Some(2.0), Some(3.0), Some(4.0), Some(5.0), None];
    let groups = [Some(1), Some(1), Some(2), Some(3), Some(3), Some(1)];
    let options = ProfileOptions { least_rows: 2, ..SHOW_ALL };
    let parts = profile_groups(&values, &groups, &sampling, options).unwrap();
    assert_eq!((parts[1].rows, parts[1].missing), (2, 1));
    assert!(parts[1].summary.shown().is_some());
    assert_eq!(parts[2].summary, Reported::TooFew { rows: 1, least: 2 });
    assert_eq!(parts[3].summary, Reported::NoWeight);
}

#[test]
fn no_rows_are_too_few() {
    let sampling = Design::default().prepare(0).unwrap();
    let parts = profile_groups(&[], &[], &sampling, ProfileOptions::default()).unwrap();
    assert_eq!(parts[0].summary, Reported::TooFew { rows: 0, least: 5 });
}

#[test]
fn faults_name_the_place() {
    let fault = |design: Design| design.prepare(2).unwrap_err();
    let column = Design { strata: Some(vec![1]), ..Design::default() };
    assert_eq!(fault(column), DesignFault::RowsDiffer { rows: 2, found: 1 });
    for bad in [-1.0, f64::NAN, f64::INFINITY] {
        let weights = Design { weights: Some(vec![1.0, bad]), ..Design::default() };
        assert_eq!(fault(weights), DesignFault::Weight { row: 1 });
    }
    let sizes = |map| Design { population_sizes: Some(map), ..Design::default() };
    assert_eq!(fault(sizes(BTreeMap::new())), DesignFault::PopulationMissing { stratum: 0 });
    let small = DesignFault::PopulationTooSmall { stratum: 0, sampled: 2 };
    assert_eq!(fault(sizes(BTreeMap::from([(0, 1)]))), small);
    let sampling = Design::default().prepare(2).unwrap();
    let infinite = [Some(1.0), Some(f64::NAN)];
    let found = profile_groups(&infinite, &[None, None], &sampling, SHOW_ALL);
    assert_eq!(found, Err(ProfileFault::NotFinite { row: 1 }));
    let short = profile_groups(&infinite, &[None], &sampling, SHOW_ALL);
    assert_eq!(short, Err(ProfileFault::RowsDiffer { rows: 2, found: 1 }));
}

#[test]
fn quartiles_of_equal_weights_are_type_two() {
    // Hyndman and Fan 1996, type 2: averages where the share falls on a step.
    assert_eq!(whole(&[4.0, 1.0, 3.0, 2.0], &Design::default()).quartiles, [1.5, 2.5, 3.5]);
    assert_eq!(whole(&[5.0, 1.0, 3.0, 2.0, 4.0], &Design::default()).quartiles, [2.0, 3.0, 4.0]);
    let weights = Some(vec![0.3, 0.1, 0.1, 0.5]);
    let weighted = whole(&[1.0, 2.0, 3.0, 4.0], &Design { weights, ..Design::default() });
    assert_eq!(weighted.quartiles, [1.0, 3.5, 4.0]);
}

#[test]
fn logit_interval_stays_between_zero_and_one() {
    let estimate = Estimate { value: 0.02, standard_error: Ok(0.03), degrees_of_freedom: 12 };
    let student = estimate.interval(IntervalKind::Student, 0.9).unwrap();
    let logit = estimate.interval(IntervalKind::LogitStudent, 0.9).unwrap();
    assert!(student.low < 0.0 && logit.low > 0.0 && logit.high < 1.0);
    // ln(0.02/0.98) ± t(0.95; 12) · 0.03/(0.02·0.98), t = 1.782287556.
    let high: f64 = -3.891_820_298 + 1.782_287_556 * 0.03 / 0.0196;
    close(logit.high, high.exp() / (1.0 + high.exp()));
    assert_eq!(estimate.interval(IntervalKind::Student, 1.0), None);
    let certain = Estimate { value: 1.0, ..estimate };
    assert_eq!(certain.interval(IntervalKind::LogitStudent, 0.9), None);
}

/// The mean of 1, 3 and 8 and its error, with two rows beside that are no part of the sample.
#[test]
fn rows_left_out_are_neither_units_nor_sampling_units() {
    let design = Design {
        weights: Some(vec![1.0, f64::NAN, 1.0, 1.0, 5.0]),
        population_sizes: Some(BTreeMap::from([(0, 6)])),
        left_out: Some(vec![false, true, false, false, true]),
        ..Design::default()
    };
    let sampling = design.prepare(5).unwrap();
    assert_eq!((sampling.used(), sampling.psus()), (3, 3));
    assert_eq!(sampling.weights(), [1.0, 0.0, 1.0, 1.0, 0.0]);
    let found = whole(&[1.0, 9.0, 3.0, 8.0, 9.0], &design);
    // s² = 13 of (1, 3, 8), half of the population seen: 0.5 · 13 / 3.
    close(found.mean.value, 4.0);
    close(found.mean.standard_error.unwrap().powi(2), 6.5 / 3.0);
    let none = Design { left_out: Some(vec![true; 5]), ..design };
    assert_eq!(none.prepare(5).unwrap().used(), 0);
}
