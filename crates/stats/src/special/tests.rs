//! Closed forms, finite sums worked out to sixty digits, and printed values.

use super::*;

/// Asserts agreement relative to what is expected.
#[track_caller]
fn near(value: f64, expected: f64, tolerance: f64) {
    let error = (value - expected).abs() / expected.abs();
    assert!(error <= tolerance, "{value:e} is not {expected:e}: relative {error:e}");
}

fn beta_at(a: f64, b: f64, x: f64) -> Areas {
    incomplete_beta(a, b, x, 1.0 - x).unwrap()
}

#[test]
fn what_stirling_leaves_out() {
    // Loader 2000, table of stirlerr: 1/2, 1, 2 and 10; and ln(sqrt(pi)) = ln G(1/2) gives
    // (1 - ln 2)/2 at one half.
    near(stirling_remainder(0.5), 0.153_426_409_720_027_35, 1e-14);
    near(stirling_remainder(0.5), f64::midpoint(1.0, -std::f64::consts::LN_2), 1e-14);
    near(stirling_remainder(1.0), 0.081_061_466_795_327_26, 1e-14);
    near(stirling_remainder(2.0), 0.041_340_695_955_409_3, 1e-13);
    near(stirling_remainder(10.0), 0.008_330_563_433_362_87, 1e-12);
    // 15! = 1 307 674 368 000, and ln 100! added up to sixty digits.
    let log_gamma = |z: f64| (z - 0.5) * z.ln() - z + 0.5 * (2.0 * PI).ln() + stirling_remainder(z);
    near(log_gamma(16.0), 1_307_674_368_000.0_f64.ln(), 1e-14);
    near(log_gamma(101.0), 363.739_375_555_563_5, 1e-14);
}

#[test]
fn gamma_of_whole_parameters_is_a_poisson_sum() {
    // Q(n, x) = exp(-x) (1 + x + ... + x^(n-1)/(n-1)!), summed to sixty digits.
    for (n, x, expected) in [
        (100.0, 125.0, 0.009_379_131_668_826_096),
        (100.0, 75.0, 0.996_647_558_501_813),
        (1000.0, 1100.0, 0.001_059_323_253_929_977_3),
        (50_000.0, 50_500.0, 0.012_868_840_377_233_67),
    ] {
        near(incomplete_gamma(n, x).unwrap().upper, expected, 1e-12);
    }
    for x in [1e-9, 0.3, 1.0, 2.0, 7.0, 100.0, 600.0] {
        let areas = incomplete_gamma(1.0, x).unwrap();
        near(areas.upper, (-x).exp(), 1e-13);
        near(areas.lower, -(-x).exp_m1(), 1e-13);
    }
}

#[test]
fn gamma_of_one_half_is_the_error_function() {
    // Q(1/2, x) = erfc(sqrt x): by its series to sixty digits; erfc(sqrt 2) = 0.0455 is the
    // share beyond two standard deviations.
    for (x, expected) in [
        (0.05, 0.751_829_634_045_849_3),
        (2.0, 0.045_500_263_896_358_42),
        (4.0, 0.004_677_734_981_047_266),
        (25.0, 1.537_459_794_428_035e-12),
    ] {
        near(incomplete_gamma(0.5, x).unwrap().upper, expected, 1e-13);
    }
}

#[test]
fn beta_of_whole_parameters_is_a_binomial_sum() {
    // I(x; a, b) = sum over j >= a of C(n, j) x^j (1-x)^(n-j), n = a + b - 1, to sixty digits.
    for (a, b, x, expected) in [
        (10.0, 20.0, 0.25, 0.166_304_949_597_879_45),
        (44.0, 267.0, 0.2, 0.996_794_273_643_65),
        (3.0, 2000.0, 0.004, 0.986_459_641_850_053_3),
        (500.0, 600.0, 0.4, 1.230_547_605_840_215_4e-4),
        (5000.0, 6000.0, 0.47, 0.999_423_803_269_381_4),
    ] {
        near(beta_at(a, b, x).lower, expected, 1e-12);
        near(beta_at(b, a, 1.0 - x).upper, expected, 1e-12);
    }
}

#[test]
fn beta_with_a_parameter_of_one_is_a_power() {
    // I(x; a, 1) = x^a and I(x; 1, b) = 1 - (1-x)^b.
    for power in [0.25, 1.0, 3.5, 80.0, 4000.0] {
        for x in [1e-6_f64, 0.1, 0.5, 0.9, 0.999] {
            if x.powf(power) > 1e-290 {
                near(beta_at(power, 1.0, x).lower, x.powf(power), 1e-12);
            }
            near(beta_at(1.0, power, x).lower, -(power * (-x).ln_1p()).exp_m1(), 1e-12);
        }
    }
}

#[test]
fn beta_of_halves_is_the_arcsine_law() {
    for x in [1e-12_f64, 0.01, 0.25, 0.5, 0.75, 0.99] {
        near(beta_at(0.5, 0.5, x).lower, 2.0 / PI * x.sqrt().asin(), 1e-13);
    }
}

#[test]
fn equal_parameters_halve_at_one_half() {
    for size in [0.5, 7.0, 1e4, 1e6, 5e7, 1e9] {
        near(beta_at(size, size, 0.5).lower, 0.5, 1e-11);
    }
}

#[test]
fn both_sides_agree_where_one_takes_over() {
    // Computed apart from each other, what lies below and what lies above add up to 1.
    let sizes = [1e-3, 0.5, 1.0, 2.5, 30.0, 700.0, 3e4, 2e6, 1e8];
    for a in sizes {
        for b in sizes {
            let (x, complement) = (a / (a + b), b / (a + b));
            let below = beta_lower(a, b, x, complement).unwrap().lower;
            let above = beta_lower(b, a, complement, x).unwrap().lower;
            near(below + above, 1.0, 2e-12);
        }
        let factor = gamma_factor(a, a + 1.0);
        let (below, above) = (gamma_series(a, a + 1.0), gamma_fraction(a, a + 1.0));
        near(factor * (below.unwrap() + above.unwrap()), 1.0, 2e-12);
    }
}

#[test]
fn parts_add_up_and_the_ends_are_exact() {
    let whole = Areas { lower: 1.0, upper: 0.0 };
    assert_eq!(incomplete_beta(2.0, 3.0, 0.0, 1.0), Some(whole.turned()));
    assert_eq!(incomplete_beta(2.0, 3.0, 1.0, 0.0), Some(whole));
    assert_eq!(incomplete_gamma(2.0, 0.0), Some(whole.turned()));
    assert_eq!(incomplete_beta(f64::NAN, 3.0, 0.5, 0.5), None);
    // Too far for the steps there are: said, not guessed.
    assert_eq!(incomplete_beta(1e15, 1e15, 0.5, 0.5), None);
}
