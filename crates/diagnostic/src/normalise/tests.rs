//! Every sample kind by hand, what cannot be fitted, and that a fitted kind holds still.

use super::*;
use nanduti_model::{CodePoints, Missing};
use proptest::prelude::*;

fn sample(kind: SampleKind, higher_is_better: bool) -> Normalisation {
    Normalisation::Sample { kind, higher_is_better, within: None }
}

#[track_caller]
fn scores(normalisation: &Normalisation, expected: &[(f64, f64)]) {
    for (value, points) in expected {
        let found = normalisation.score(*value).expect("a score");
        assert!((found - points).abs() < 1e-9, "{value} scores {found}, not {points}");
    }
}

fn fitted(kind: SampleKind, higher_is_better: bool, values: &[f64]) -> Normalisation {
    fit(&sample(kind, higher_is_better), values, None).unwrap()
}

/// 2, 4, 4, 10: (x − 2) / 8, and beyond the sample capped.
#[test]
fn min_max_stands_at_the_extremes() {
    let values = [4.0, 10.0, 2.0, 4.0];
    scores(
        &fitted(SampleKind::MinMax, true, &values),
        &[(2.0, 0.0), (4.0, 25.0), (10.0, 100.0), (0.0, 0.0), (11.0, 100.0)],
    );
    scores(&fitted(SampleKind::MinMax, false, &values), &[(2.0, 100.0), (4.0, 75.0), (10.0, 0.0)]);
}

/// 2, 4, 6: mean 4, squares 4 + 0 + 4 over n − 1 = 2 give s = 2. With 100 ± 10 for one deviation
/// (the scale of Mazziotta and Pareto): 90, 100, 110; turned round: 110, 100, 90.
#[test]
fn standard_scores_have_the_mean_and_deviation_asked_for() {
    let kind = SampleKind::ZScore { mean: 100.0, sd: 10.0 };
    let values = [2.0, 4.0, 6.0];
    let up = fitted(kind.clone(), true, &values);
    scores(&up, &[(2.0, 90.0), (4.0, 100.0), (6.0, 110.0), (14.0, 150.0)]);
    scores(&fitted(kind, false, &values), &[(2.0, 110.0), (4.0, 100.0), (6.0, 90.0)]);
    let plain = fitted(SampleKind::ZScore { mean: 0.0, sd: 1.0 }, true, &values);
    scores(&plain, &[(2.0, -1.0), (4.0, 0.0), (5.0, 0.5)]);
}

/// 7, 3, 3, 9: ranks 3, 1.5, 1.5, 4; shares (rank − 1) / 3.
#[test]
fn ranks_and_their_shares() {
    let values = [7.0, 3.0, 3.0, 9.0];
    scores(&fitted(SampleKind::Rank, true, &values), &[(3.0, 1.5), (7.0, 3.0), (9.0, 4.0)]);
    scores(&fitted(SampleKind::Rank, false, &values), &[(3.0, 3.5), (7.0, 2.0), (9.0, 1.0)]);
    scores(
        &fitted(SampleKind::PercentRank, true, &values),
        &[(3.0, 50.0 / 3.0), (7.0, 200.0 / 3.0), (9.0, 100.0)],
    );
}

/// Worst 2, target 12: (x − 2) / 10, capped. Less is better: worst 10, target 0: (10 − x) / 10.
#[test]
fn distance_to_target_starts_at_the_worst() {
    let values = [2.0, 7.0, 10.0];
    let up = fitted(SampleKind::DistanceToTarget { target: 12.0 }, true, &values);
    scores(&up, &[(2.0, 0.0), (7.0, 50.0), (10.0, 80.0), (20.0, 100.0)]);
    let down = fitted(SampleKind::DistanceToTarget { target: 0.0 }, false, &values);
    scores(&down, &[(2.0, 80.0), (7.0, 30.0), (10.0, 0.0)]);
}

/// Worst 2, reference 7: 1 − (7 − x) / (7 − 2), so 10 is at 160.
#[test]
fn distance_to_reference_goes_beyond_it() {
    let kind = sample(SampleKind::DistanceToReference { unit: "A".to_owned() }, true);
    let values = [2.0, 7.0, 10.0];
    let found = fit(&kind, &values, Some(7.0)).unwrap();
    scores(&found, &[(2.0, 0.0), (7.0, 100.0), (10.0, 160.0)]);
    assert_eq!(fit(&kind, &values, None), Err(Unfit::NoReference));
    let worst = Unfit::NotBetter { aim: 2.0, worst: 2.0 };
    assert_eq!(fit(&kind, &values, Some(2.0)), Err(worst));
}

#[test]
fn fraction_of_the_greatest() {
    let values = [2.0, 8.0, 4.0];
    scores(&fitted(SampleKind::FractionOfMax, true, &values), &[(2.0, 25.0), (8.0, 100.0)]);
    scores(&fitted(SampleKind::FractionOfMax, false, &values), &[(2.0, 75.0), (8.0, 0.0)]);
}

/// Powers of two are symmetric on the logarithmic scale, so λ = 0 and their points are equal steps.
#[test]
fn box_cox_finds_the_logarithm() {
    let found = fitted(SampleKind::BoxCox { lambda: None }, true, &[1.0, 2.0, 4.0, 8.0, 16.0]);
    let Normalisation::BoxCox { lambda, .. } = found else { panic!("{found:?}") };
    assert!(lambda.abs() < 1e-6, "{lambda}");
    for (value, points) in [(1.0, 0.0), (2.0, 25.0), (4.0, 50.0), (16.0, 100.0)] {
        assert!((found.score(value).unwrap() - points).abs() < 1e-4);
    }
    // λ = ½ given: 2(√x − 1) of 1, 4, 9 is 0, 2, 4.
    let root = fitted(SampleKind::BoxCox { lambda: Some(0.5) }, true, &[9.0, 4.0, 1.0]);
    scores(&root, &[(1.0, 0.0), (4.0, 50.0), (9.0, 100.0)]);
    let down = fitted(SampleKind::BoxCox { lambda: Some(0.5) }, false, &[9.0, 4.0, 1.0]);
    scores(&down, &[(1.0, 100.0), (4.0, 50.0), (9.0, 0.0)]);
}

/// The log-likelihood as Box and Cox wrote it, Jacobian and all, on a fine grid.
#[test]
fn box_cox_exponent_is_the_likeliest() {
    let values: Vec<f64> = [0.3, 0.9, 1.4, 1.5, 2.2, 2.9, 3.1, 4.8, 7.7, 11.0, 13.5]
        .iter()
        .map(|x| x * 40.0)
        .collect();
    let n = values.len() as f64;
    let likelihood = |lambda: f64| {
        let moved: Vec<f64> = values.iter().map(|x| (x.powf(lambda) - 1.0) / lambda).collect();
        let mean = moved.iter().sum::<f64>() / n;
        let variance = moved.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
        -n / 2.0 * variance.ln() + (lambda - 1.0) * values.iter().map(|x| x.ln()).sum::<f64>()
    };
    let best = (-2000..=2000)
        .map(|step| (f64::from(step) + 0.5) / 1000.0)
        .max_by(|a, b| likelihood(*a).total_cmp(&likelihood(*b)))
        .unwrap();
    let found = box_cox::likeliest_exponent(&values);
    assert!((found - best).abs() < 0.001, "{found} beside {best}");
}

/// 1…5: type 7 quartiles 2, 3, 4.
#[test]
fn quantile_bands_cut_at_type_7_quantiles() {
    let kind = SampleKind::QuantileBands { probabilities: vec![0.25, 0.5, 0.75] };
    let found = fitted(kind, true, &[5.0, 1.0, 4.0, 2.0, 3.0]);
    let cuts = vec![2.0, 3.0, 4.0];
    assert_eq!(found, Normalisation::Bands { cuts, higher_is_better: true });
    scores(&found, &[(1.0, 0.0), (2.0, 100.0 / 3.0), (3.5, 200.0 / 3.0), (5.0, 100.0)]);
}

#[test]
fn what_cannot_be_fitted_is_named() {
    let (up, steady) = ([1.0, 2.0, 3.0], [4.0, 4.0]);
    let kinds = [
        SampleKind::MinMax,
        SampleKind::ZScore { mean: 50.0, sd: 10.0 },
        SampleKind::Rank,
        SampleKind::PercentRank,
        SampleKind::DistanceToTarget { target: 9.0 },
        SampleKind::DistanceToReference { unit: String::new() },
        SampleKind::FractionOfMax,
        SampleKind::BoxCox { lambda: None },
        SampleKind::QuantileBands { probabilities: vec![0.5] },
    ];
    for kind in kinds {
        let kind = sample(kind, true);
        assert_eq!(kind.score(1.0), None, "not fitted, no score");
        assert_eq!(fit(&kind, &[], Some(9.0)), Err(Unfit::NoValues));
        assert_eq!(fit(&kind, &[4.0], Some(9.0)), Err(Unfit::TooFew { n: 1, needed: 2 }));
        assert_eq!(fit(&kind, &steady, Some(9.0)), Err(Unfit::ZeroRange { value: 4.0 }));
        for bad in [f64::NAN, f64::INFINITY] {
            assert_eq!(fit(&kind, &[1.0, bad], Some(9.0)), Err(Unfit::NotFinite));
        }
    }
    let cases = [
        (SampleKind::ZScore { mean: 50.0, sd: 0.0 }, Unfit::BadPoints),
        (SampleKind::DistanceToTarget { target: 1.0 }, Unfit::NotBetter { aim: 1.0, worst: 1.0 }),
        (SampleKind::BoxCox { lambda: Some(f64::NAN) }, Unfit::BadExponent),
        (SampleKind::QuantileBands { probabilities: vec![] }, Unfit::BadProbabilities),
        (SampleKind::QuantileBands { probabilities: vec![0.5, 0.5] }, Unfit::BadProbabilities),
        (SampleKind::QuantileBands { probabilities: vec![0.0] }, Unfit::BadProbabilities),
    ];
    for (kind, why) in cases {
        assert_eq!(fit(&sample(kind, true), &up, None), Err(why));
    }
    for kind in [SampleKind::FractionOfMax, SampleKind::BoxCox { lambda: Some(1.0) }] {
        let why = Err(Unfit::NotPositive { least: -1.0 });
        assert_eq!(fit(&sample(kind, true), &[-1.0, 2.0], None), why);
    }
    let two = fit(&sample(SampleKind::BoxCox { lambda: None }, true), &[1.0, 2.0], None);
    assert_eq!(two, Err(Unfit::TooFew { n: 2, needed: 3 }));
}

#[test]
fn a_fixed_kind_passes_through_any_sample() {
    let fixed = Normalisation::Cutoff { at: 1.0, higher_is_better: false };
    assert_eq!(fit(&fixed, &[], None), Ok(fixed));
}

#[test]
fn groups_are_fitted_apart() {
    let values = [Ok(0.0), Ok(10.0), Ok(10.0), Ok(30.0), Err(Missing::Blank), Ok(99.0)];
    let groups = [Some(1), Some(1), Some(2), Some(2), Some(3), None];
    let found = fit_within(&sample(SampleKind::MinMax, true), &values, &groups, None);
    assert_eq!(found.score(Some(1), 10.0), Some(100.0));
    assert_eq!(found.score(Some(2), 10.0), Some(0.0));
    assert_eq!(found.groups[&3], Err(Unfit::NoValues));
    assert_eq!(found.score(Some(3), 10.0), None);
    assert_eq!(found.score(Some(4), 10.0), None);
    assert_eq!(found.score(None, 10.0), None);
}

#[test]
fn points_go_back_to_values() {
    let table = [(1.0, 0.0), (2.0, 40.0), (3.0, 100.0)];
    let table = table.map(|(code, points)| CodePoints { code, points }).to_vec();
    let there_and_back = [
        Normalisation::Goalposts { worst: 20.0, best: 5.0 },
        Normalisation::OpenGoalposts { worst: 1.0, best: 3.0 },
        Normalisation::LogGoalposts { worst: 100.0, best: 75_000.0 },
        Normalisation::BoxCox { lambda: -0.5, worst: -3.0, best: 1.5 },
        Normalisation::BoxCox { lambda: 0.0, worst: 0.0, best: 4.0 },
        Normalisation::Points(table.clone()),
        fitted(SampleKind::PercentRank, true, &[1.0, 5.0, 7.0, 20.0, 30.0, 40.0]),
        fitted(SampleKind::PercentRank, false, &[1.0, 5.0, 7.0, 20.0, 30.0, 40.0]),
    ];
    for normalisation in there_and_back {
        let value = value_at(&normalisation, 40.0).expect("a value");
        scores(&normalisation, &[(value, 40.0)]);
    }
    // 70 is as near 40 as 100: the fewer points, code 2.
    assert_eq!(value_at(&Normalisation::Points(table), 70.0), Some(2.0));
    let cutoff = Normalisation::Cutoff { at: 1.0, higher_is_better: true };
    assert_eq!(value_at(&cutoff, 50.0), None);
    let beyond = Normalisation::BoxCox { lambda: 1.0, worst: -5.0, best: 1.0 };
    assert_eq!(value_at(&beyond, 0.0), None, "no value has this transform");
}

fn any_kind() -> impl Strategy<Value = SampleKind> {
    prop_oneof![
        Just(SampleKind::MinMax),
        Just(SampleKind::ZScore { mean: 100.0, sd: 10.0 }),
        Just(SampleKind::Rank),
        Just(SampleKind::PercentRank),
        Just(SampleKind::DistanceToTarget { target: 300.0 }),
        Just(SampleKind::FractionOfMax),
        Just(SampleKind::BoxCox { lambda: None }),
        Just(SampleKind::QuantileBands { probabilities: vec![0.2, 0.4, 0.6, 0.8] }),
    ]
}

proptest! {
    /// Order of the sample changes nothing, better values score no less, and every score of the
    /// sample is finite; what does not fit is named.
    #[test]
    fn a_fitted_sample_is_monotone_and_blind_to_order(
        kind in any_kind(), up in any::<bool>(),
        values in prop::collection::vec(0.5..200.0f64, 0..20),
    ) {
        let kind = sample(kind, up);
        let mut turned = values.clone();
        turned.reverse();
        let found = fit(&kind, &values, None);
        prop_assert_eq!(&found, &fit(&kind, &turned, None));
        if let Ok(found) = found {
            turned.sort_by(f64::total_cmp);
            let points: Vec<f64> = turned.iter().map(|x| found.score(*x).unwrap()).collect();
            prop_assert!(points.iter().all(|p| p.is_finite()));
            for pair in points.windows(2) {
                let (worse, better) = if up { (pair[0], pair[1]) } else { (pair[1], pair[0]) };
                prop_assert!(worse <= better, "{worse} before {better}");
            }
        }
    }
}
