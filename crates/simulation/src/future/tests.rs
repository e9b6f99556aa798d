use super::*;
use crate::tests::case::{Case, effect, intervention};
use nanduti_model::Label;
use nanduti_stats::{mean, pearson, quantile, sample_sd};

const N: u32 = 20_000;

fn chances(case: &Case) -> Chances<'_> {
    Chances::new(&case.catalogue, &case.population.clusters, &case.settings, 8)
}

#[test]
fn leaving_is_spread_evenly_over_the_year() {
    // Worked by hand: with p = 0.19 a quarter keeps 0.81^(1/4) = 0.94868, so the first quarter
    // takes u < 0.05132 and the year u < 0.19.
    assert_eq!(leave_quarter(0.0, 0.19), Some(0));
    assert_eq!(leave_quarter(0.0513, 0.19), Some(0));
    assert_eq!(leave_quarter(0.0514, 0.19), Some(1));
    assert_eq!(leave_quarter(0.1899, 0.19), Some(3));
    assert_eq!(leave_quarter(0.1901, 0.19), Some(4));
    assert_eq!(leave_quarter(0.0, 0.0), None);
    assert_eq!(leave_quarter(0.5, 1.0), Some(0));
    assert_eq!(leave_quarter(0.999, 1e-9), None);
}

#[test]
fn sizes_have_the_quantiles_of_the_catalogue() {
    let case = Case::new(&[1]);
    let chances = chances(&case);
    let sizes = |at: usize| (0..N).map(|d| chances.future(d).sizes[at]).collect::<Vec<_>>();
    // Effect 0: 0–10 around 4, skewed; effect 1: a factor 0.6–1 around 0.75.
    for (at, [low, middle, high]) in [(0, [0.0, 4.0, 10.0]), (1, [0.6, 0.75, 1.0])] {
        let sizes = sizes(at);
        let near = |p: f64, expected: f64| {
            let found = quantile(&sizes, p).unwrap();
            assert!((found - expected).abs() < 0.02 * (high - low), "{at} {p}: {found}");
        };
        near(0.05, low);
        near(0.5, middle);
        near(0.95, high);
    }
    // Each effect has its own number, even with the same range.
    assert!(pearson(&sizes(0), &sizes(3)).unwrap().abs() < 0.03);
}

#[test]
fn one_effect_on_several_indicators_has_one_size() {
    let mut case = Case::new(&[1]);
    let range = [0.0, 0.5, 1.0];
    let on = |indicator: &str| effect(indicator, EffectKind::StandardDeviations, range);
    let mut other = on("DG05");
    other.source.text = Label::same("another study");
    case.catalogue.interventions[0].effects = vec![on("DG03"), on("DG04"), other];
    let future = chances(&case).future(5).sizes.clone();
    assert_eq!(future[0], future[1]);
    assert_ne!(future[0], future[2]);
}

#[test]
fn responses_have_mean_one_and_belong_to_the_workshop() {
    let case = Case::new(&[1]);
    let chances = chances(&case);
    let keys = [WorkshopKeys::new(7, "A"), WorkshopKeys::new(7, "B")];
    let responses =
        |key: Key| (0..N).map(|d| chances.future(d).draws_for(key).response).collect::<Vec<_>>();
    let (a, b) = (responses(keys[0].response), responses(keys[1].response));
    assert!((mean(&a).unwrap() - 1.0).abs() < 0.01);
    // sd of a lognormal with mean 1: sqrt(exp(0.25²) − 1) = 0.2540.
    assert!((sample_sd(&a).unwrap() - 0.2540).abs() < 0.01);
    assert!(pearson(&a, &b).unwrap().abs() < 0.03);
}

#[test]
fn a_response_scales_the_change_and_keeps_signs() {
    assert_eq!(respond(EffectKind::Add, -2.0, 1.5), -3.0);
    assert_eq!(respond(EffectKind::StandardDeviations, 0.5, 2.0), 1.0);
    assert_eq!(respond(EffectKind::Times, 0.75, 2.0), 0.5);
    assert_eq!(respond(EffectKind::Times, 0.25, 2.0), 0.0);
    assert_eq!(respond(EffectKind::Set, 3.0, 2.0), 3.0);
}

#[test]
fn shocks_are_autoregressive_begin_at_once_and_differ_by_cluster() {
    let case = Case::new(&[1, 1]);
    let chances = chances(&case);
    let shocks = |cluster: usize, quarter: usize| {
        (0..N).map(|d| chances.future(d).shock(cluster, quarter)).collect::<Vec<_>>()
    };
    let sd = |cluster, quarter| sample_sd(&shocks(cluster, quarter)).unwrap();
    // sd 2, memory 0.7: variance after q quarters is 4 (1 + 0.49 + … + 0.49^q).
    assert!((sd(0, 0) - 2.0).abs() < 0.05);
    assert!((sd(0, 1) - (4.0_f64 * 1.49).sqrt()).abs() < 0.06);
    assert!((sd(1, 7) - (4.0 * (1.0 - 0.49_f64.powi(8)) / 0.51).sqrt()).abs() < 0.07);
    assert!(pearson(&shocks(0, 3), &shocks(1, 3)).unwrap().abs() < 0.03);
    assert!(mean(&shocks(0, 7)).unwrap().abs() < 0.06);
}

#[test]
fn chances_lie_in_their_ranges_and_leavers_match_them() {
    let case = Case::new(&[1]);
    let chances = chances(&case);
    let keys = WorkshopKeys::new(7, "A");
    let mut left = 0;
    let mut taken = 0;
    for draw in 0..N {
        let future = chances.future(draw);
        assert!((0.10..=0.25).contains(&future.drop_out_year));
        assert!(future.take_up.iter().all(|p| (0.7..=0.95).contains(p)));
        assert!((0.0..=0.1).contains(&future.spillover));
        left += u32::from(future.leaves(keys.leave).is_some_and(|q| q < 4));
        taken += u32::from(future.takes_up(2, take_up_key(7, "A", "I2")));
    }
    // Means of the uniform ranges: 0.175 and 0.825.
    assert!((f64::from(left) / f64::from(N) - 0.175).abs() < 0.01);
    assert!((f64::from(taken) / f64::from(N) - 0.825).abs() < 0.01);
}

#[test]
fn own_fading_goes_before_the_general_decay_and_temporary_effects_do_not_fade() {
    let mut case = Case::new(&[1]);
    case.settings.decay_year = (0.19, 0.19);
    case.catalogue.interventions[2].effects[0].fade_per_year = 0.51;
    let chances = chances(&case);
    let future = chances.future(3);
    let draws = future.draws_for(WorkshopKeys::new(7, "A").response);
    assert!((draws.strength(0, 0, 4) - 0.81).abs() < 1e-12);
    assert!((draws.strength(0, 0, 2) - 0.9).abs() < 1e-12);
    assert!((draws.strength(2, 0, 2) - 0.7).abs() < 1e-12);
    assert_eq!(draws.strength(2, 0, 0), 1.0);
    assert_eq!(draws.strength(4, 1, 7), 1.0);
}

#[test]
fn another_intervention_or_cluster_changes_no_number() {
    let case = Case::new(&[1, 1]);
    let mut larger = Case::new(&[1, 1, 1]);
    let more = intervention("J", vec![effect("PR06", EffectKind::Add, [0.0, 1.0, 2.0])]);
    larger.catalogue.interventions.push(more);
    let (small, large) = (chances(&case), chances(&larger));
    for draw in 0..50 {
        let (a, b) = (small.future(draw), large.future(draw));
        assert_eq!(a.sizes, b.sizes[..a.sizes.len()]);
        assert_eq!(a.take_up, b.take_up[..a.take_up.len()]);
        assert_eq!(a.shocks, b.shocks[..a.shocks.len()]);
        assert_eq!((a.spillover, a.drop_out_year), (b.spillover, b.drop_out_year));
    }
}

#[test]
fn a_range_out_of_order_keeps_its_expected_size() {
    let mut case = Case::new(&[1]);
    case.catalogue.interventions[0].effects[0].low = 9.0;
    assert_eq!(chances(&case).future(1).sizes[0], 4.0);
}
