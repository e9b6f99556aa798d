//! Values worked out by hand and the edges: none, one, not finite.

use super::*;

#[test]
fn quantiles_follow_type_seven() {
    // R: quantile(c(1, 2, 4, 8), c(0, .1, .25, .5, .9, 1)).
    let values = [8.0, 1.0, 4.0, 2.0];
    for (p, expected) in [(0.0, 1.0), (0.1, 1.3), (0.25, 1.75), (0.5, 3.0), (0.9, 6.8), (1.0, 8.0)]
    {
        let found = quantile(&values, p).unwrap();
        assert!((found - expected).abs() < 1e-12, "{p}: {found}");
    }
    assert_eq!(median(&[5.0]), Some(5.0));
}

#[test]
fn spread_uses_the_sample_divisor() {
    let values = [2.0, 4.0, 4.0, 4.0, 5.0, 5.0, 7.0, 9.0];
    assert_eq!(mean(&values), Some(5.0));
    assert!((sample_variance(&values).unwrap() - 32.0 / 7.0).abs() < 1e-12);
    assert!((sample_sd(&values).unwrap() - (32.0_f64 / 7.0).sqrt()).abs() < 1e-12);
}

#[test]
fn what_cannot_be_computed_is_none() {
    assert_eq!(mean(&[]), None);
    assert_eq!(median(&[]), None);
    assert_eq!(sample_sd(&[1.0]), None);
    assert_eq!(quantile(&[1.0, f64::NAN], 0.5), None);
    assert_eq!(quantile(&[1.0], 1.1), None);
    assert_eq!(quantile(&[1.0], f64::NAN), None);
}
