//! Published figures and closed forms.

use super::*;
use nanduti_stats::SymmetricMatrix;

#[test]
fn feldt_interval_as_published() {
    // MRC Cognition and Brain Sciences Unit, statistics wiki: .913, 20 items, 873 rows: 1 - .087 F
    // at the quantiles of F with 872 and 872 * 19 = 16,568 degrees, which have tests of their own in
    // `stats`; the printed ends ask for F = 0.0955976/0.087 = 1.098823 and 0.0788412/0.087 = 0.906221.
    // Log F is about normal with variance 2/872 + 2/16,568 = 0.0024143: exp(1.96 * 0.049136) = 1.1011
    // and 0.9082, less the skew.
    let (low, high) = feldt_interval(0.913, 873, 20, 0.95).unwrap();
    close(low, 0.904_402_4, 5e-8);
    close(high, 0.921_158_8, 5e-8);
    // By hand: 3 rows, 2 items give F(2, 2), whose quantile is p/(1-p): 39 and 1/39.
    let (low, high) = feldt_interval(0.5, 3, 2, 0.95).unwrap();
    close(low, 1.0 - 0.5 * 39.0, 1e-9);
    close(high, 1.0 - 0.5 / 39.0, 1e-12);
}

#[test]
fn alpha_of_the_mini_haq_scale() {
    // Bland and Altman 1997 (BMJ 314:572): ten items, variances adding up to 11.16, total
    // variance 77.44. By hand: 11.16/77.44 = 0.1441116, 10/9 * 0.8558884 = 0.9509871, printed 0.95.
    close(alpha::from_sums(11.16, 77.44, 10).unwrap(), 0.950_987_1, 5e-8);
}

#[test]
fn alpha_of_two_items_by_hand() {
    // (1,2,3,4,5) and (2,1,4,3,5): variances 2.5, covariance 2; 2 * (1 - 5/9) = 8/9.
    // Correlation 0.8, so the standardised alpha is 1.6/1.8, the same here.
    let columns: Vec<Vec<Option<f64>>> =
        [[1.0, 2.0, 3.0, 4.0, 5.0], [2.0, 1.0, 4.0, 3.0, 5.0]].map(|c| c.map(Some).to_vec()).into();
    let settings = ReliabilitySettings { minimum_rows: 5, ..Default::default() };
    let found = assess_reliability(&names(2), &columns, &settings).unwrap();
    let alpha = found.alpha.unwrap();
    close(alpha.value, 8.0 / 9.0, 1e-12);
    close(alpha.standardised.unwrap(), 8.0 / 9.0, 1e-12);
    close(alpha.mean_correlation, 0.8, 1e-12);
    close(found.items[0].item_rest.unwrap().value, 0.8, 1e-12);
    assert_eq!(found.items[0].alpha_without, None);
    assert_eq!(found.items[0].reverse_key, ReverseKey::NotJudged);
    assert_eq!(found.omega, Err(Refusal::TooFewItems { items: 2, needed: 3 }));
    assert!(found.cautions.contains(&Caution::TwoItems));
}

#[test]
fn equal_loadings_follow_the_closed_forms() {
    // Four items of loading .7: every correlation r = .49.
    let (r, k) = (0.49, 4.0);
    let found = assess(&one_factor(&[0.7; 4]));
    let alpha = found.alpha.unwrap();
    let expected = k * r / (1.0 + (k - 1.0) * r);
    close(alpha.value, expected, 1e-12);
    close(alpha.standardised.unwrap(), expected, 1e-12);
    assert_eq!(alpha.interval, feldt_interval(alpha.value, 16, 4, 0.95));
    let omega = found.omega.unwrap();
    close(omega.value, expected, 1e-9);
    assert!(omega.loadings.iter().all(|loading| (loading - 0.7).abs() < 1e-9));
    close(omega.residual, 0.0, 1e-9);
    // Lambda-6: (k-1) r / (1 + (k-2) r).
    close(found.lambda6.unwrap(), 3.0 * r / (1.0 + 2.0 * r), 1e-12);
    // Partial correlation r/(1 + (k-2) r), so KMO = c/(c + 1) with c = (1 + 2r)^2.
    let c = (1.0 + 2.0 * r).powi(2);
    let adequacy = found.adequacy.unwrap();
    close(adequacy.overall, c / (c + 1.0), 1e-12);
    assert!(adequacy.by_item.iter().all(|item| (item.unwrap() - c / (c + 1.0)).abs() < 1e-12));
    // Bartlett: -(15 - 13/6) ln det, det = (1-r)^3 (1+3r).
    let sphericity = found.sphericity.unwrap();
    let determinant = (1.0 - r).powi(3) * (1.0 + 3.0 * r);
    close(sphericity.chi_square, -(15.0 - 13.0 / 6.0) * determinant.ln(), 1e-9);
    assert_eq!(sphericity.degrees, 6);
    let components = found.components.unwrap().components;
    close(components[0].eigenvalue, 1.0 + 3.0 * r, 1e-12);
    close(components[0].share, (1.0 + 3.0 * r) / 4.0, 1e-12);
    close(components[0].loadings[2], ((1.0 + 3.0 * r) / 4.0).sqrt(), 1e-12);
    close(components[3].eigenvalue, 1.0 - r, 1e-12);
    close(components[3].cumulative, 1.0, 1e-12);
    // Item against the rest: 3r / sqrt(3 + 6r); alpha of three items.
    close(found.items[1].item_rest.unwrap().value, 3.0 * r / (3.0 + 6.0 * r).sqrt(), 1e-12);
    close(found.items[1].alpha_without.unwrap(), 3.0 * r / (1.0 + 2.0 * r), 1e-12);
}

#[test]
fn omega_of_unequal_loadings_by_hand() {
    // Sum .8+.6+.5+.4 = 2.3, squared 5.29; uniquenesses .36+.64+.75+.84 = 2.59.
    let omega = assess(&one_factor(&[0.8, 0.6, 0.5, 0.4])).omega.unwrap();
    close(omega.value, 5.29 / 7.88, 1e-8);
    for (found, loading) in omega.loadings.iter().zip([0.8, 0.6, 0.5, 0.4]) {
        close(*found, loading, 1e-8);
    }
}

#[test]
fn a_factor_that_does_not_fit_leaves_a_residual() {
    // Two unrelated pairs of r = .64: the best single factor explains one pair or none.
    let columns: Vec<Vec<Option<f64>>> = [(1, 3), (1, 4), (2, 5), (2, 6)]
        .map(|(f, u)| walsh(f).iter().zip(walsh(u)).map(|(f, u)| Some(0.8 * f + 0.6 * u)).collect())
        .into();
    let found = assess(&columns);
    let poor = found.cautions.iter().any(|c| matches!(c, Caution::OneFactorFitsPoorly { .. }));
    assert!(poor || found.omega.is_err(), "{:?}", found.omega);
    // Alpha does not see it: r-bar = 2 * .64 / 6, k r/(1 + 3r).
    close(found.alpha.unwrap().value, 4.0 * (0.64 / 3.0) / 1.64, 1e-12);
}

/// Road tests of 32 cars (Henderson and Velleman 1981), R's `mtcars`.
const CARS: [[f64; 11]; 32] = [
    [21.0, 6.0, 160.0, 110.0, 3.90, 2.620, 16.46, 0.0, 1.0, 4.0, 4.0],
    [21.0, 6.0, 160.0, 110.0, 3.90, 2.875, 17.02, 0.0, 1.0, 4.0, 4.0],
    [22.8, 4.0, 108.0, 93.0, 3.85, 2.320, 18.61, 1.0, 1.0, 4.0, 1.0],
    [21.4, 6.0, 258.0, 110.0, 3.08, 3.215, 19.44, 1.0, 0.0, 3.0, 1.0],
    [18.7, 8.0, 360.0, 175.0, 3.15, 3.440, 17.02, 0.0, 0.0, 3.0, 2.0],
    [18.1, 6.0, 225.0, 105.0, 2.76, 3.460, 20.22, 1.0, 0.0, 3.0, 1.0],
    [14.3, 8.0, 360.0, 245.0, 3.21, 3.570, 15.84, 0.0, 0.0, 3.0, 4.0],
    [24.4, 4.0, 146.7, 62.0, 3.69, 3.190, 20.00, 1.0, 0.0, 4.0, 2.0],
    [22.8, 4.0, 140.8, 95.0, 3.92, 3.150, 22.90, 1.0, 0.0, 4.0, 2.0],
    [19.2, 6.0, 167.6, 123.0, 3.92, 3.440, 18.30, 1.0, 0.0, 4.0, 4.0],
    [17.8, 6.0, 167.6, 123.0, 3.92, 3.440, 18.90, 1.0, 0.0, 4.0, 4.0],
    [16.4, 8.0, 275.8, 180.0, 3.07, 4.070, 17.40, 0.0, 0.0, 3.0, 3.0],
    [17.3, 8.0, 275.8, 180.0, 3.07, 3.730, 17.60, 0.0, 0.0, 3.0, 3.0],
    [15.2, 8.0, 275.8, 180.0, 3.07, 3.780, 18.00, 0.0, 0.0, 3.0, 3.0],
    [10.4, 8.0, 472.0, 205.0, 2.93, 5.250, 17.98, 0.0, 0.0, 3.0, 4.0],
    [10.4, 8.0, 460.0, 215.0, 3.00, 5.424, 17.82, 0.0, 0.0, 3.0, 4.0],
    [14.7, 8.0, 440.0, 230.0, 3.23, 5.345, 17.42, 0.0, 0.0, 3.0, 4.0],
    [32.4, 4.0, 78.7, 66.0, 4.08, 2.200, 19.47, 1.0, 1.0, 4.0, 1.0],
    [30.4, 4.0, 75.7, 52.0, 4.93, 1.615, 18.52, 1.0, 1.0, 4.0, 2.0],
    [33.9, 4.0, 71.1, 65.0, 4.22, 1.835, 19.90, 1.0, 1.0, 4.0, 1.0],
    [21.5, 4.0, 120.1, 97.0, 3.70, 2.465, 20.01, 1.0, 0.0, 3.0, 1.0],
    [15.5, 8.0, 318.0, 150.0, 2.76, 3.520, 16.87, 0.0, 0.0, 3.0, 2.0],
    [15.2, 8.0, 304.0, 150.0, 3.15, 3.435, 17.30, 0.0, 0.0, 3.0, 2.0],
    [13.3, 8.0, 350.0, 245.0, 3.73, 3.840, 15.41, 0.0, 0.0, 3.0, 4.0],
    [19.2, 8.0, 400.0, 175.0, 3.08, 3.845, 17.05, 0.0, 0.0, 3.0, 2.0],
    [27.3, 4.0, 79.0, 66.0, 4.08, 1.935, 18.90, 1.0, 1.0, 4.0, 1.0],
    [26.0, 4.0, 120.3, 91.0, 4.43, 2.140, 16.70, 0.0, 1.0, 5.0, 2.0],
    [30.4, 4.0, 95.1, 113.0, 3.77, 1.513, 16.90, 1.0, 1.0, 5.0, 2.0],
    [15.8, 8.0, 351.0, 264.0, 4.22, 3.170, 14.50, 0.0, 1.0, 5.0, 4.0],
    [19.7, 6.0, 145.0, 175.0, 3.62, 2.770, 15.50, 0.0, 1.0, 5.0, 6.0],
    [15.0, 8.0, 301.0, 335.0, 3.54, 3.570, 14.60, 0.0, 1.0, 5.0, 8.0],
    [21.4, 4.0, 121.0, 109.0, 4.11, 2.780, 18.60, 1.0, 1.0, 4.0, 2.0],
];

#[test]
fn adequacy_and_sphericity_of_the_road_tests() {
    // R package performance, example of check_factorstructure(mtcars): Chisq(55) = 408.01,
    // KMO = 0.83 and the eleven by item.
    let columns: Vec<Vec<Option<f64>>> =
        (0..11).map(|item| CARS.iter().map(|row| Some(row[item])).collect()).collect();
    let settings = ReliabilitySettings { minimum_rows_per_item: 2.0, ..Default::default() };
    let found = assess_reliability(&names(11), &columns, &settings).unwrap();
    let sphericity = found.sphericity.unwrap();
    assert_eq!(sphericity.degrees, 55);
    close(sphericity.chi_square, 408.01, 5e-3);
    assert!(sphericity.p_value < 1e-3);
    let adequacy = found.adequacy.unwrap();
    close(adequacy.overall, 0.83, 5e-3);
    let published = [0.93, 0.90, 0.76, 0.84, 0.95, 0.74, 0.74, 0.91, 0.88, 0.85, 0.62];
    for (found, expected) in adequacy.by_item.iter().zip(published) {
        close(found.unwrap(), expected, 5e-3);
    }
    // R's prcomp(mtcars, scale. = TRUE): standard deviations 2.5707 and 1.6280.
    let components = found.components.unwrap().components;
    close(components[0].eigenvalue.sqrt(), 2.570_7, 5e-5);
    close(components[1].eigenvalue.sqrt(), 1.628_0, 5e-5);
    // At three rows per item eleven items are too many for 32 rows.
    let strict = assess(&columns);
    assert_eq!(strict.components, Err(Refusal::TooFewRows { complete: 32, needed: 33 }));
    assert!(strict.alpha.is_ok());
}

#[test]
fn items_related_to_no_other_have_no_adequacy() {
    let unrelated: Vec<Vec<Option<f64>>> =
        (1..5).map(|mask| walsh(mask).into_iter().map(Some).collect()).collect();
    let found = assess(&unrelated);
    close(found.alpha.unwrap().value, 0.0, 1e-12);
    assert_eq!(found.adequacy, Err(Refusal::NothingInCommon));
    assert_eq!(found.omega, Err(Refusal::NothingInCommon));
    close(found.sphericity.unwrap().p_value, 1.0, 1e-12);
    let one = SymmetricMatrix::from_upper(3, |row, column| match (row, column) {
        (0, 1) => 0.5,
        _ if row == column => 1.0,
        _ => 0.0,
    });
    let adequacy = adequacy::adequacy(&one, &one.inverse().unwrap()).unwrap();
    assert_eq!(adequacy.by_item[2], None);
    assert_eq!(adequacy.by_item[0], Some(0.5));
}
