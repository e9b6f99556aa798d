//! Values of published tables and the identity between the two functions.

use super::*;

#[test]
fn distribution_function_matches_published_values() {
    // Abramowitz and Stegun 1964, table 26.1.
    for (x, value) in [
        (0.0, 0.5),
        (1.0, 0.841_344_746_068_543),
        (2.0, 0.977_249_868_051_821),
        (-1.96, 0.024_997_895_148_220),
    ] {
        assert!((normal_cdf(x) - value).abs() < 1e-14, "{x}");
    }
    assert!((normal_cdf(-8.0) / 6.220_960_574_271_785e-16 - 1.0).abs() < 1e-6);
    assert_eq!(normal_cdf(-40.0), 0.0);
    assert_eq!(normal_cdf(40.0), 1.0);
    assert!(normal_cdf(f64::NAN).is_nan());
}

#[test]
fn quantiles_match_published_values() {
    // Test values printed in Wichura 1988 (PPND16).
    for (p, value) in [
        (0.25, -0.674_489_750_196_081_7),
        (0.001, -3.090_232_306_167_813_5),
        (1e-20, -9.262_340_089_798_408),
    ] {
        let found = normal_quantile(p).unwrap();
        assert!((found / value - 1.0).abs() < 1e-14, "{p}: {found}");
    }
    assert_eq!(normal_quantile(0.5), Some(0.0));
    assert_eq!(normal_quantile(0.0), None);
    assert_eq!(normal_quantile(1.0), None);
    assert_eq!(normal_quantile(f64::NAN), None);
}

#[test]
fn the_two_functions_are_inverse() {
    for step in 1..2_000 {
        let p = f64::from(step) / 2_000.0;
        let back = normal_cdf(normal_quantile(p).unwrap());
        assert!((back - p).abs() < 2e-14, "{p} {back}");
    }
}
