//! Quantiles worked out by hand, means against draws, and parameters that are refused.

use super::*;

#[track_caller]
fn check(distribution: Distribution, probability: f64, expected: f64) {
    let found = distribution.quantile(probability).unwrap();
    assert!((found - expected).abs() < 1e-9, "{distribution:?} {probability}: {found}");
}

#[test]
fn quantiles_of_known_distributions() {
    check(Distribution::normal(10.0, 2.0).unwrap(), 0.975, 10.0 + 2.0 * 1.959_963_984_540_054);
    check(Distribution::log_normal(3.0, 0.5).unwrap(), 0.5, 3.0);
    check(Distribution::triangular(0.0, 1.0, 4.0).unwrap(), 0.25, 1.0);
    check(Distribution::triangular(0.0, 1.0, 4.0).unwrap(), 0.75, 4.0 - 3.0_f64.sqrt());
    check(Distribution::triangular(2.0, 2.0, 2.0).unwrap(), 0.3, 2.0);
    check(Distribution::constant(7.0).unwrap(), 0.1, 7.0);
}

#[test]
fn three_points_are_met_exactly() {
    let range = Distribution::three_point(-2.0, 1.0, 10.0).unwrap();
    check(range, 0.05, -2.0);
    check(range, 0.5, 1.0);
    check(range, 0.95, 10.0);
    check(Distribution::three_point(4.0, 4.0, 4.0).unwrap(), 0.01, 4.0);
}

#[test]
fn poisson_quantiles_follow_the_published_table() {
    // Distribution function at mean 2, e^-2 times 1, 3, 5, 19/3, 7, 109/15: .135, .406, .677, .857,
    // .947, .983 (as in the table of Conover 1999).
    let two = Distribution::poisson(2.0).unwrap();
    for (p, count) in [(0.1, 0.0), (0.2, 1.0), (0.5, 2.0), (0.8, 3.0), (0.9, 4.0), (0.97, 5.0)] {
        check(two, p, count);
    }
    check(Distribution::poisson(0.0).unwrap(), 0.99, 0.0);
    // The two branches agree where they meet.
    let (exact, expanded) = (poisson(499.9, 0.9, 1.281_551_6), poisson(500.1, 0.9, 1.281_551_6));
    assert!((exact - expanded).abs() <= 1.0, "{exact} {expanded}");
}

#[test]
fn draws_have_the_stated_mean() {
    let all = [
        Distribution::normal(3.0, 1.0),
        Distribution::log_normal(2.0, 0.4),
        Distribution::triangular(0.0, 1.0, 5.0),
        Distribution::three_point(0.0, 1.0, 6.0),
        Distribution::bernoulli(0.3),
        Distribution::poisson(4.2),
        Distribution::poisson(900.0),
    ];
    for distribution in all.map(Result::unwrap) {
        let key = Key::new(1, "mean");
        let draws: Vec<f64> = (0..30_000).map(|i| distribution.draw(key.at(i))).collect();
        let mean = crate::mean(&draws).unwrap();
        let error = crate::sample_sd(&draws).unwrap() / 30_000.0_f64.sqrt();
        assert!((mean - distribution.mean()).abs() < 4.0 * error, "{distribution:?} {mean}");
    }
}

#[test]
fn impossible_parameters_are_refused() {
    assert_eq!(Distribution::normal(0.0, -1.0), Err(DistributionError::NotPositive));
    assert_eq!(Distribution::log_normal(0.0, 1.0), Err(DistributionError::NotPositive));
    assert_eq!(Distribution::three_point(2.0, 1.0, 3.0), Err(DistributionError::NotOrdered));
    assert_eq!(Distribution::bernoulli(1.2), Err(DistributionError::NotProbability));
    assert_eq!(Distribution::poisson(f64::NAN), Err(DistributionError::NotFinite));
    assert_eq!(Distribution::normal(0.0, 1.0).unwrap().quantile(1.0), None);
}
