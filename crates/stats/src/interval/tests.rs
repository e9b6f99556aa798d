//! Published intervals and the edges of small samples.

use super::*;

#[test]
fn wilson_matches_a_published_example() {
    // Newcombe 1998 (Statistics in Medicine 17), method 3: 81/263, 15/148, 0/20, 1/29. By hand for
    // the first, p = 0.3079848, z^2 = 3.841459: middle (p + z^2/526)/(1 + z^2/263) = 0.3107490, half
    // width z sqrt(p(1 - p)/263 + z^2/(4*263^2))/(1 + z^2/263) = 0.0554605. For 0 of 20 the upper end
    // is z^2/(20 + z^2) = 3.841459/23.841459 = 0.16113.
    for (r, n, low, high) in [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ] {
        let found = wilson_interval(r, n, 0.95).unwrap();
        assert!((found.0 - low).abs() < 6e-5 && (found.1 - high).abs() < 6e-5, "{found:?}");
    }
}

#[test]
fn wilson_edges() {
    assert_eq!(wilson_interval(20, 20, 0.95).unwrap().1, 1.0);
    assert_eq!(wilson_interval(1, 0, 0.95), None);
    assert_eq!(wilson_interval(2, 1, 0.95), None);
    assert_eq!(wilson_interval(1, 2, 1.0), None);
    assert_eq!(wilson_interval(1, 2, f64::NAN), None);
}

#[test]
fn median_interval_takes_the_published_order_statistics() {
    // Conover 1999, table of binomial(n, 1/2): n = 10 gives x(2), x(9) at 97.85 %;
    // n = 25 gives x(8), x(18) at 95.67 %. By hand: 1 - 2 (1 + 10)/1024 = 0.978515625, and
    // 1 - 2 (1 + 25 + 300 + 2,300 + 12,650 + 53,130 + 177,100 + 480,700)/2^25
    // = 1 - 2*726,206/33,554,432 = 0.9567147; one place further in, n = 10 has 89.06 % only.
    let ten: Vec<f64> = (1..=10).map(f64::from).collect();
    let found = median_interval(&ten, 0.95).unwrap();
    assert_eq!((found.low, found.high), (2.0, 9.0));
    assert!((found.coverage - 0.978_515_625).abs() < 1e-12);
    let many: Vec<f64> = (1..=25).rev().map(f64::from).collect();
    let found = median_interval(&many, 0.95).unwrap();
    assert_eq!((found.low, found.high), (8.0, 18.0));
    assert!((found.coverage - 0.956_714).abs() < 1e-6);
}

#[test]
fn median_interval_of_few_values_does_not_exist() {
    // 1 − 2 · 2^-5 = 0.9375 < 0.95, so five values are too few and six are enough.
    assert_eq!(median_interval(&[1.0, 2.0, 3.0, 4.0, 5.0], 0.95), None);
    assert!(median_interval(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], 0.95).is_some());
    assert_eq!(median_interval(&[], 0.5), None);
    assert_eq!(median_interval(&[1.0, 2.0], 1.0), None);
}

#[test]
fn median_interval_of_a_large_sample_does_not_underflow() {
    let many: Vec<f64> = (0..30_001).map(f64::from).collect();
    let found = median_interval(&many, 0.95).unwrap();
    // Normal approximation: half width 1.96 · sqrt(n) / 2 = 170 places.
    assert!((found.high - 15_000.0 - 170.0).abs() < 3.0, "{found:?}");
    assert!((found.coverage - 0.95).abs() < 0.002);
}
