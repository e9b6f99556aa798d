//! Closed forms at few degrees of freedom, printed tables, and arguments out of range.

use super::*;

#[track_caller]
fn close(value: Option<f64>, expected: f64, tolerance: f64) {
    let value = value.unwrap();
    assert!((value - expected).abs() <= tolerance, "{value} is not {expected}");
}

#[test]
fn student_t_at_one_and_two_degrees_is_closed_form() {
    // One degree is the Cauchy: P(|t| >= 1) = 1/2. Two degrees: 1 - t / sqrt(2 + t^2).
    close(student_t_two_sided(1.0, 1.0), 0.5, 1e-12);
    close(student_t_two_sided(-3.0, 2.0), 1.0 - 3.0 / 11.0_f64.sqrt(), 1e-12);
    close(student_t_two_sided(0.0, 5.0), 1.0, 1e-12);
    close(student_t_two_sided(f64::INFINITY, 5.0), 0.0, 0.0);
}

#[test]
fn chi_square_at_two_degrees_is_exponential() {
    close(chi_square_upper(3.0, 2.0), (-1.5_f64).exp(), 1e-12);
    close(chi_square_upper(0.0, 2.0), 1.0, 0.0);
    // Printed tables: 5 % points 3.841 (1 degree) and 18.307 (10 degrees).
    close(chi_square_upper(3.841_458_820_694, 1.0), 0.05, 1e-9);
    close(chi_square_upper(18.307_038_053_275, 10.0), 0.05, 1e-9);
}

#[test]
fn f_with_two_and_two_degrees_is_closed_form() {
    // F(2, 2) has distribution x / (1 + x), so its quantile is p / (1 - p).
    close(f_lower(3.0, 2.0, 2.0), 0.75, 1e-12);
    close(f_quantile(0.975, 2.0, 2.0), 39.0, 1e-9);
    close(f_quantile(0.025, 2.0, 2.0), 1.0 / 39.0, 1e-12);
    // Printed table: upper 5 % point of F(5, 10) is 3.3258.
    close(f_quantile(0.95, 5.0, 10.0), 3.325_8, 5e-5);
}

#[test]
fn f_quantiles_behind_a_published_interval() {
    // R package statpsych (Bonett), example of ci.cronbach: 1 - .15 F with 88 and 534 degrees
    // is 0.7971254 at the upper and 0.8931436 at the lower 2.5 % point.
    close(f_quantile(0.975, 88.0, 534.0).map(|f| 1.0 - 0.15 * f), 0.797_125_4, 5e-8);
    close(f_quantile(0.025, 88.0, 534.0).map(|f| 1.0 - 0.15 * f), 0.893_143_6, 5e-8);
}

#[test]
fn large_samples_follow_the_normal_approximation() {
    // ln(F)/2 = x sqrt(h + l)/h - (1/(a-1) - 1/(b-1))(l + 5/6 - 2/(3h)) with x the normal
    // quantile, h the harmonic mean of a - 1 and b - 1, l = (x^2 - 3)/6 (Abramowitz and Stegun
    // 1964, 26.6.16): below the fourth digit of F - 1 from ten thousand degrees.
    let x = 1.959_963_985_f64;
    let l = (x * x - 3.0) / 6.0;
    for (above, below) in [(1e4_f64, 4.9e5_f64), (1e6, 4.9e7), (1e6, 1e6)] {
        let h = 2.0 / (1.0 / (above - 1.0) + 1.0 / (below - 1.0));
        let shift = 1.0 / (above - 1.0) - 1.0 / (below - 1.0);
        let w = x * (h + l).sqrt() / h - shift * (l + 5.0 / 6.0 - 2.0 / (3.0 * h));
        let expected = (2.0 * w).exp();
        close(f_quantile(0.975, above, below), expected, 1e-3 * (expected - 1.0));
    }
    close(student_t_two_sided(1.959_963_985, 1e7), 0.05, 1e-6);
}

#[test]
fn quantile_undoes_the_distribution() {
    for (above, below) in [(1.0, 1.0), (9.0, 36.0), (88.0, 528.0), (2000.0, 40_000.0)] {
        for probability in [0.005, 0.025, 0.5, 0.975, 0.995] {
            let x = f_quantile(probability, above, below).unwrap();
            close(f_lower(x, above, below), probability, 1e-9);
        }
    }
}

#[test]
fn arguments_out_of_range_are_none() {
    assert_eq!(student_t_two_sided(f64::NAN, 3.0), None);
    assert_eq!(student_t_two_sided(1.0, 0.0), None);
    assert_eq!(chi_square_upper(-1.0, 3.0), None);
    assert_eq!(chi_square_upper(f64::INFINITY, 3.0), None);
    assert_eq!(f_lower(1.0, f64::NAN, 3.0), None);
    assert_eq!(f_quantile(1.0, 3.0, 3.0), None);
    assert_eq!(f_quantile(0.0, 3.0, 3.0), None);
    assert_eq!(student_t_quantile(1.0, 3.0), None);
    assert_eq!(student_t_quantile(0.975, 0.0), None);
}

/// Asserts agreement relative to what is expected.
#[track_caller]
fn near(value: Option<f64>, expected: f64) {
    let value = value.unwrap();
    assert!((value / expected - 1.0).abs() <= 1e-12, "{value:e} is not {expected:e}");
}

#[test]
fn far_tails_keep_their_digits() {
    // Three degrees: 1 - 2/pi (atan(t/sqrt 3) + sqrt 3 t/(3 + t^2)); four, with s = t/sqrt(4 +
    // t^2) and c = 4/(4 + t^2): 1 - s (1 + c/2). Worked out to forty digits.
    near(student_t_two_sided(2.0, 3.0), 0.139_325_968_558_843_2);
    near(student_t_two_sided(40.0, 3.0), 3.438_068_078_915_853e-5);
    near(student_t_two_sided(2.0, 4.0), 0.116_116_523_516_815_59);
    near(student_t_two_sided(40.0, 4.0), 2.334_016_322_601_268_6e-6);
    near(student_t_two_sided(1e6, 1.0), 2.0 / std::f64::consts::PI * 1e-6_f64.atan());
}

#[test]
fn student_quantiles_are_those_of_the_tables() {
    // Fisher and Yates, table III; more digits by halving the finite series of the distribution
    // function (Abramowitz and Stegun 1964, 26.7.4) in fifty digits.
    for (degrees, expected) in [
        (4.0, 2.776_445_105_197_794_4),
        (10.0, 2.228_138_851_986_275),
        (30.0, 2.042_272_456_301_238),
        (120.0, 1.979_930_405_082_441),
        (1000.0, 1.962_339_080_826_408_5),
    ] {
        near(student_t_quantile(0.975, degrees), expected);
        near(student_t_quantile(0.025, degrees), -expected);
    }
    near(student_t_quantile(0.975, 5.0), 2.570_581_835_636_314);
    // One degree is the Cauchy: tan(pi (p - 1/2)). Two: (2p - 1) sqrt(2 / (4p (1-p))).
    near(student_t_quantile(0.9, 1.0), (std::f64::consts::PI * 0.4).tan());
    near(student_t_quantile(0.9, 2.0), 0.8 * (2.0_f64 / (4.0 * 0.9 * 0.1)).sqrt());
    near(student_t_quantile(1e-9, 1.0), -1.0 / (std::f64::consts::PI * 1e-9).tan());
    assert_eq!(student_t_quantile(0.5, 3.0), Some(0.0));
}

#[test]
fn student_quantiles_of_many_degrees_follow_the_expansion() {
    // t = x + (x^3 + x)/4v + (5x^5 + 16x^3 + 3x)/96v^2 + (3x^7 + 19x^5 + 17x^3 - 15x)/384v^3
    // (Abramowitz and Stegun 1964, 26.7.5), the next term under 1e-14 from ten thousand degrees.
    for probability in [0.6, 0.975, 0.995] {
        let x = crate::normal_quantile(probability).unwrap();
        let first = (x.powi(3) + x) / 4.0;
        let second = (5.0 * x.powi(5) + 16.0 * x.powi(3) + 3.0 * x) / 96.0;
        let third = (3.0 * x.powi(7) + 19.0 * x.powi(5) + 17.0 * x.powi(3) - 15.0 * x) / 384.0;
        for v in [1e4, 1e6, 1e8, f64::from(u32::MAX)] {
            let expected = x + first / v + second / (v * v) + third / v.powi(3);
            close(student_t_quantile(probability, v), expected, 1e-12);
        }
    }
}

#[test]
fn quantiles_match_published_digits() {
    // R 4, functions qf, qchisq.
    near(f_quantile(0.95, 5.0, 10.0), 3.325_834_530_413_011);
    near(chi_square_upper(18.307_038_053_275_15, 10.0), 0.05);
    near(chi_square_upper(3.841_458_820_694_124, 1.0), 0.05);
    // F(a, 1) far up: the quantile is one over that of F(1, a) at the other end.
    let low = f_quantile(0.025, 1.0, 1e6).unwrap();
    near(f_quantile(0.975, 1e6, 1.0), 1.0 / low);
}
