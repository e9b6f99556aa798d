//! Every normalisation by published or hand-worked figures, and what has no score.

use super::*;
use proptest::prelude::*;

#[track_caller]
fn scores(normalisation: &Normalisation, expected: &[(f64, f64)]) {
    for (value, points) in expected {
        let found = normalisation.score(*value).expect("a score");
        assert!((found - points).abs() < 1e-9, "{value} scores {found}, not {points}");
    }
}

/// UNDP, Human Development Report 2020, technical note 1: incomes stand between 100 and 75 000,
/// and its worked example gives (ln 3 829 − ln 100) / (ln 75 000 − ln 100) = 0.5506. Life
/// expectancy stands between 20 and 85: by hand, (72 − 20) / 65 = 0.8.
#[test]
fn human_development_goalposts_give_the_published_indices() {
    let income = Normalisation::LogGoalposts { worst: 100.0, best: 75_000.0 };
    let index = income.score(3_829.0).expect("a score") / 100.0;
    assert!((index - 0.5506).abs() < 0.000_05, "{index}");
    scores(&Normalisation::Goalposts { worst: 20.0, best: 85.0 }, &[(72.0, 80.0)]);
}

#[test]
fn goalposts_cap_and_open_goalposts_do_not() {
    // Less is better: (x − 20) / (5 − 20).
    scores(
        &Normalisation::Goalposts { worst: 20.0, best: 5.0 },
        &[(20.0, 0.0), (11.0, 60.0), (5.0, 100.0), (50.0, 0.0), (0.0, 100.0)],
    );
    scores(
        &Normalisation::OpenGoalposts { worst: 20.0, best: 5.0 },
        &[(20.0, 0.0), (11.0, 60.0), (50.0, -200.0), (0.0, 400.0 / 3.0)],
    );
}

#[test]
fn log_goalposts_are_linear_in_the_exponent() {
    scores(
        &Normalisation::LogGoalposts { worst: 1.0, best: 10_000.0 },
        &[(1.0, 0.0), (10.0, 25.0), (100.0, 50.0), (1e9, 100.0), (0.5, 0.0)],
    );
}

#[test]
fn a_band_is_a_trapezoid() {
    let hours =
        Normalisation::Band { low_zero: 20.0, low_full: 40.0, high_full: 48.0, high_zero: 60.0 };
    scores(
        &hours,
        &[
            (10.0, 0.0),
            (20.0, 0.0),
            (30.0, 50.0),
            (40.0, 100.0),
            (45.0, 100.0),
            (48.0, 100.0),
            (51.0, 75.0),
            (60.0, 0.0),
            (90.0, 0.0),
        ],
    );
    assert_eq!(hours.nearest_best(52.0), 48.0);
}

#[test]
fn a_band_without_slopes_is_all_or_nothing() {
    let exactly = |x| Normalisation::Band { low_zero: x, low_full: x, high_full: x, high_zero: x };
    scores(&exactly(3.0), &[(2.9, 0.0), (3.0, 100.0), (3.1, 0.0)]);
    let backwards =
        Normalisation::Band { low_zero: 1.0, low_full: 5.0, high_full: 2.0, high_zero: 6.0 };
    assert!(backwards.nearest_best(9.0).is_finite(), "a band out of order is no panic");
}

#[test]
fn points_score_their_codes_and_no_other() {
    let table = [(5.0, 0.0), (1.0, 100.0), (3.0, 40.0)];
    let points =
        Normalisation::Points(table.map(|(code, points)| CodePoints { code, points }).to_vec());
    scores(&points, &[(1.0, 100.0), (3.0, 40.0), (5.0, 0.0)]);
    assert_eq!(points.score(2.0), None);
    assert_eq!(points.direction(), Direction::Lower, "whatever the order of the rows");
    assert_eq!(points.nearest_best(5.0), 1.0);
}

#[test]
fn a_cutoff_counts_the_cut_itself_as_good() {
    let cutoff = |higher_is_better| Normalisation::Cutoff { at: 3.0, higher_is_better };
    scores(&cutoff(true), &[(2.9, 0.0), (3.0, 100.0), (4.0, 100.0)]);
    scores(&cutoff(false), &[(2.9, 100.0), (3.0, 100.0), (3.1, 0.0)]);
}

#[test]
fn bands_step_at_their_cuts() {
    let bands = |higher_is_better| Normalisation::Bands {
        cuts: vec![10.0, 20.0, 30.0, 40.0],
        higher_is_better,
    };
    scores(
        &bands(true),
        &[(9.0, 0.0), (10.0, 25.0), (19.0, 25.0), (20.0, 50.0), (39.0, 75.0), (40.0, 100.0)],
    );
    scores(&bands(false), &[(9.0, 100.0), (10.0, 75.0), (40.0, 0.0)]);
    assert_eq!(bands(true).nearest_best(12.0), 40.0);
    let best = bands(false).nearest_best(12.0);
    assert!(best < 10.0 && bands(false).score(best) == Some(100.0));
}

/// Sample 2, 4, 4, 8: ranks 1, 2.5, 2.5, 4; shares of the three others (rank − 1) / 3.
#[test]
fn ranks_share_ties_and_place_strangers_between() {
    let ranked = |higher_is_better, as_rank| Normalisation::Ranked {
        sample: vec![2.0, 4.0, 4.0, 8.0],
        higher_is_better,
        as_rank,
    };
    scores(&ranked(true, true), &[(2.0, 1.0), (4.0, 2.5), (8.0, 4.0), (5.0, 3.5), (9.0, 4.5)]);
    scores(&ranked(false, true), &[(2.0, 4.0), (4.0, 2.5), (8.0, 1.0)]);
    // A stranger at 5 beats three and loses to one: rank 3.5, share 2.5 / 3, less than the best.
    scores(
        &ranked(true, false),
        &[(2.0, 0.0), (4.0, 50.0), (8.0, 100.0), (5.0, 250.0 / 3.0), (9.0, 100.0), (1.0, 0.0)],
    );
    scores(&ranked(false, false), &[(2.0, 100.0), (4.0, 50.0), (8.0, 0.0)]);
}

/// λ = ½: 2(√x − 1), so 1, 4, 9 become 0, 2, 4. λ = 0 is the logarithm, and so is its limit.
#[test]
fn box_cox_transforms_before_its_goalposts() {
    let root = Normalisation::BoxCox { lambda: 0.5, worst: 0.0, best: 4.0 };
    scores(&root, &[(1.0, 0.0), (4.0, 50.0), (9.0, 100.0), (100.0, 100.0)]);
    assert!((root.nearest_best(2.0) - 9.0).abs() < 1e-9);
    assert_eq!(box_cox(7.0, 0.0), 7.0_f64.ln());
    assert!((box_cox(7.0, 1e-12) - 7.0_f64.ln()).abs() < 1e-9);
    assert_eq!(root.score(0.0), None);
}

#[test]
fn what_cannot_be_scored_is_none() {
    let none: Vec<(Normalisation, f64)> = vec![
        (Normalisation::Goalposts { worst: 3.0, best: 3.0 }, 3.0),
        (Normalisation::Goalposts { worst: 3.0, best: 3.0 }, 4.0),
        (Normalisation::Goalposts { worst: 0.0, best: f64::INFINITY }, 4.0),
        (Normalisation::Goalposts { worst: -1e308, best: 1e308 }, 4.0),
        (Normalisation::OpenGoalposts { worst: f64::NAN, best: 3.0 }, 4.0),
        (Normalisation::LogGoalposts { worst: 1.0, best: 10.0 }, 0.0),
        (Normalisation::LogGoalposts { worst: 1.0, best: 10.0 }, -1.0),
        (Normalisation::LogGoalposts { worst: 1.0, best: 0.0 }, 5.0),
        (Normalisation::LogGoalposts { worst: 0.0, best: 10.0 }, 5.0),
        (Normalisation::Bands { cuts: vec![], higher_is_better: true }, 1.0),
        (Normalisation::Ranked { sample: vec![], higher_is_better: true, as_rank: true }, 1.0),
        (Normalisation::Ranked { sample: vec![1.0], higher_is_better: true, as_rank: false }, 1.0),
        (Normalisation::BoxCox { lambda: 1.0, worst: 2.0, best: 2.0 }, 5.0),
    ];
    for (normalisation, value) in none {
        assert_eq!(normalisation.score(value), None, "{normalisation:?} at {value}");
    }
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(Normalisation::Goalposts { worst: 0.0, best: 1.0 }.score(value), None);
    }
}

fn fixed() -> impl Strategy<Value = Normalisation> {
    let pair = (-50.0..50.0f64, -50.0..50.0f64);
    prop_oneof![
        pair.clone().prop_map(|(worst, best)| Normalisation::Goalposts { worst, best }),
        pair.clone().prop_map(|(worst, best)| Normalisation::OpenGoalposts { worst, best }),
        (1.0..9.0f64, 1.0..9.0f64)
            .prop_map(|(worst, best)| Normalisation::LogGoalposts { worst, best }),
        (-2.0..2.0f64, -1.0..1.0f64, -1.0..1.0f64)
            .prop_map(|(lambda, worst, best)| Normalisation::BoxCox { lambda, worst, best }),
        (-50.0..50.0f64, any::<bool>())
            .prop_map(|(at, higher_is_better)| Normalisation::Cutoff { at, higher_is_better }),
        (ascending(), any::<bool>())
            .prop_map(|(cuts, higher_is_better)| Normalisation::Bands { cuts, higher_is_better }),
        (ascending(), any::<bool>(), any::<bool>()).prop_map(
            |(sample, higher_is_better, as_rank)| Normalisation::Ranked {
                sample,
                higher_is_better,
                as_rank
            }
        ),
    ]
}

fn ascending() -> impl Strategy<Value = Vec<f64>> {
    prop::collection::vec(-10i32..10, 2..12).prop_map(|mut values| {
        values.sort_unstable();
        values.into_iter().map(f64::from).collect()
    })
}

proptest! {
    /// A better value never scores less; where points are bounded they are finite in 0–100.
    #[test]
    fn a_better_value_never_scores_less(
        normalisation in fixed(), value in -60.0..60.0f64, step in 0.0..20.0f64,
    ) {
        let (lower, higher) = (normalisation.score(value), normalisation.score(value + step));
        if let (Some(lower), Some(higher)) = (lower, higher) {
            match normalisation.direction() {
                Direction::Higher => prop_assert!(lower <= higher),
                Direction::Lower => prop_assert!(lower >= higher),
                Direction::Band => {}
            }
            if normalisation.is_bounded() {
                prop_assert!((0.0..=100.0).contains(&lower));
            }
        }
    }
}
