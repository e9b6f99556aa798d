//! Published worked examples, a count of pairs as oracle, gaps and refusals.

use super::*;
use proptest::prelude::*;

const LOOSE: CorrelationSettings = CorrelationSettings { confidence: 0.95, minimum_pairs: 3 };

#[track_caller]
fn close(value: f64, expected: f64, tolerance: f64) {
    assert!((value - expected).abs() <= tolerance, "{value} is not {expected}");
}

/// Tuna lightness and consumer panel scores (Hollander and Wolfe 1973, p. 185), the example of
/// R's `cor.test`.
const TUNA: [f64; 9] = [44.4, 45.9, 41.9, 53.3, 44.7, 44.1, 50.7, 45.2, 60.1];
const PANEL: [f64; 9] = [2.6, 3.1, 2.5, 5.0, 3.6, 4.0, 5.2, 2.8, 3.8];

#[test]
fn hollander_and_wolfe_as_r_prints_it() {
    // Sums 430.3 and 32.6, of squares 20,843.11 and 125.9, of products 1,584.88. Nine times each
    // less the products of the sums: 236.14 / sqrt(2,429.90 * 70.34) = 0.5711816. Fisher's scale:
    // artanh r = 0.6492748, error 1/sqrt(6), so tanh(0.6492748 -+ 1.959964 / sqrt(6)); the p value
    // is that of t = r sqrt(7) / sqrt(1 - r^2) = 1.841083 on 7 degrees.
    let found = correlate_complete(&TUNA, &PANEL, CorrelationKind::Pearson, &LOOSE).unwrap();
    close(found.value, 236.14 / (2_429.90_f64 * 70.34).sqrt(), 1e-12);
    close(found.value, 0.571_181_6, 5e-8);
    let (low, high) = found.interval.unwrap();
    close(low, -0.149_742_6, 5e-8);
    close(high, 0.895_579_5, 5e-8);
    close(found.p_value.unwrap(), 0.108_173_1, 5e-8);
    // Squared differences of the ranks add up to 48: 1 - 6*48/(9*80).
    let ranked = correlate_complete(&TUNA, &PANEL, CorrelationKind::Spearman, &LOOSE).unwrap();
    close(ranked.value, 0.6, 1e-12);
    // 26 pairs in the same order of 36: S = 26 - 10 = 16, variance 9*8*23/18 = 92.
    let tau = correlate_complete(&TUNA, &PANEL, CorrelationKind::Kendall, &LOOSE).unwrap();
    close(tau.value, 16.0 / 36.0, 1e-12);
    close(tau.p_value.unwrap(), 2.0 * crate::normal_cdf(-16.0 / 92.0_f64.sqrt()), 1e-12);
    // Fisher's scale: artanh(4/9) = ln(13/5)/2 = 0.477756, error sqrt(0.437/5) = 0.295635.
    let (low, high) = tau.interval.unwrap();
    close(low, (0.477_755_7_f64 - 1.959_964 * 0.295_634_9).tanh(), 1e-6);
    close(high, (0.477_755_7_f64 + 1.959_964 * 0.295_634_9).tanh(), 1e-6);
}

#[test]
fn spearman_interval_of_bonett_and_wright() {
    // The example of `ci.spear` in the R package statpsych (Bonett). Ranks of y 12 2 5 7 15 10 6 13
    // 14 1 3 4 8 9 11, of x 15 6 8 6 14 10.5 4 9 12 1 2 3 6 10.5 13; squares about the mean 8:
    // 280 and 277.5 (three at 28 take 2 off, two at 40 take 0.5 off 280), joint 242.5. So
    // 242.5 / sqrt(280 * 277.5) = 0.8699639, artanh 1.3329312, error sqrt((1 + r^2/2)/12) = 0.3389221.
    let y = [21, 4, 9, 12, 35, 18, 10, 22, 24, 1, 6, 8, 13, 16, 19].map(f64::from);
    let x = [67, 28, 30, 28, 52, 40, 25, 37, 44, 10, 14, 20, 28, 40, 51].map(f64::from);
    let found = correlate_complete(&y, &x, CorrelationKind::Spearman, &LOOSE).unwrap();
    close(found.value, 0.869_963_9, 5e-8);
    let (low, high) = found.interval.unwrap();
    close(low, 0.584_095_1, 5e-8);
    close(high, 0.963_829_7, 5e-8);
}

#[test]
fn partial_interval_of_the_wechsler_example() {
    // Penn State STAT 505, lesson 6.3: r = 0.711879, n = 37, two controls: 0.4964 to 0.8447. By
    // hand: artanh r = 0.8909832, error 1/sqrt(37 - 2 - 3) = 0.1767767, so 0.8909832 -+ 0.3464759:
    // tanh 0.5445073 = 0.49639 and tanh 1.2374591 = 0.84473.
    let (low, high) =
        correlation_interval(CorrelationKind::Pearson, 0.711_879, 37, 2, 0.95).unwrap();
    close(low, 0.496_4, 1e-4);
    close(high, 0.844_7, 1e-4);
}

#[test]
fn ties_by_hand() {
    // Pairs of (1,1) (2,2) (2,3) (3,3): four in order, one tied on each side; 4 / sqrt(5 * 5).
    close(kendall_tau_b(&[1.0, 2.0, 2.0, 3.0], &[1.0, 2.0, 3.0, 3.0]).unwrap(), 0.8, 1e-12);
    close(kendall_tau_b(&[-0.0, 0.0, 1.0], &[2.0, 1.0, 3.0]).unwrap(), 2.0 / 6.0_f64.sqrt(), 1e-12);
    assert_eq!(kendall_tau_b(&[1.0, 1.0], &[1.0, 2.0]), None);
}

#[test]
fn partial_of_three_follows_the_recursion() {
    // r12.3 = (r12 - r13 r23) / sqrt((1 - r13^2)(1 - r23^2)) (Yule 1907).
    let third = [1.0, 4.0, 2.0, 7.0, 3.0, 9.0, 5.0, 6.0, 8.0];
    let columns: Vec<Vec<Option<f64>>> =
        [TUNA, PANEL, third].iter().map(|column| column.map(Some).to_vec()).collect();
    let views: Vec<&[Option<f64>]> = columns.iter().map(Vec::as_slice).collect();
    let found = partial_correlations(&views, CorrelationKind::Pearson, &LOOSE).unwrap();
    let r = |a: &[f64], b: &[f64]| pearson(a, b).unwrap();
    let (r12, r13, r23) = (r(&TUNA, &PANEL), r(&TUNA, &third), r(&PANEL, &third));
    let expected = (r12 - r13 * r23) / ((1.0 - r13 * r13) * (1.0 - r23 * r23)).sqrt();
    close(found[0].correlation.value, expected, 1e-12);
    assert_eq!((found[2].left, found[2].right, found[2].correlation.pairs), (1, 2, 9));
    let tau = partial_correlations(&views, CorrelationKind::Kendall, &LOOSE).unwrap();
    assert_eq!((tau[0].correlation.interval, tau[0].correlation.p_value), (None, None));
}

#[test]
fn gaps_leave_the_pair_and_refusals_have_names() {
    let left = [Some(1.0), None, Some(2.0), Some(4.0), Some(3.0)];
    let right = [Some(2.0), Some(9.0), Some(4.0), Some(8.0), None];
    let found = correlate(&left, &right, CorrelationKind::Pearson, &LOOSE).unwrap();
    assert_eq!((found.pairs, found.value, found.interval), (3, 1.0, None));
    let kind = CorrelationKind::Spearman;
    let ten = CorrelationSettings::default();
    assert_eq!(
        correlate(&left, &right, kind, &ten),
        Err(CorrelationRefusal::TooFewPairs { pairs: 3, needed: 10 })
    );
    let flat = [5.0; 4];
    let rising = [1.0, 2.0, 3.0, 4.0];
    assert_eq!(
        correlate_complete(&rising, &flat, kind, &LOOSE),
        Err(CorrelationRefusal::Constant { column: 1 })
    );
    assert_eq!(
        correlate_complete(&rising, &[1.0, f64::INFINITY, 2.0, 3.0], kind, &LOOSE),
        Err(CorrelationRefusal::NotFinite)
    );
    assert_eq!(
        correlate_complete(&rising, &flat[..3], kind, &LOOSE),
        Err(CorrelationRefusal::UnequalLengths)
    );
    assert_eq!(
        correlate_complete(&[1e300, -1e300, 1e300], &rising[..3], CorrelationKind::Pearson, &LOOSE),
        Err(CorrelationRefusal::NotFinite)
    );
}

#[test]
fn partial_refusals_have_names() {
    let a = [1.0, 2.0, 3.0, 5.0].map(Some);
    let b = [2.0, 1.0, 4.0, 3.0].map(Some);
    let sum: Vec<Option<f64>> = (0..4).map(|at| Some(a[at]? + b[at]?)).collect();
    let kind = CorrelationKind::Pearson;
    assert_eq!(partial_correlations(&[&a, &b], kind, &LOOSE), Err(CorrelationRefusal::NoControls));
    assert_eq!(
        partial_correlations(&[&a, &b, &sum], kind, &LOOSE),
        Err(CorrelationRefusal::Singular { column: 2 })
    );
    assert_eq!(
        partial_correlations(&[&a, &b, &sum, &b], kind, &LOOSE),
        Err(CorrelationRefusal::TooFewPairs { pairs: 4, needed: 5 })
    );
}

/// Few distinct values, so that ties abound.
fn column() -> impl Strategy<Value = Vec<(i8, i8)>> {
    prop::collection::vec((-3_i8..4, -3_i8..4), 2..40)
}

proptest! {
    #[test]
    fn merging_counts_what_every_pair_says(rows in column()) {
        let left: Vec<f64> = rows.iter().map(|row| f64::from(row.0)).collect();
        let right: Vec<f64> = rows.iter().map(|row| f64::from(row.1)).collect();
        let (mut score, mut across, mut down) = (0_i32, 0_i32, 0_i32);
        for (at, a) in rows.iter().enumerate() {
            for b in &rows[..at] {
                let (x, y) = ((a.0 - b.0).signum(), (a.1 - b.1).signum());
                score += i32::from(x * y);
                across += i32::from(x.abs());
                down += i32::from(y.abs());
            }
        }
        match kendall_tau_b(&left, &right) {
            None => prop_assert!(across == 0 || down == 0),
            Some(tau) => {
                let spread = (f64::from(across) * f64::from(down)).sqrt();
                prop_assert!((tau - f64::from(score) / spread).abs() < 1e-12);
            }
        }
    }

    #[test]
    fn an_interval_holds_its_value(value in -0.99_f64..0.99, pairs in 5_usize..500) {
        for kind in [CorrelationKind::Pearson, CorrelationKind::Spearman, CorrelationKind::Kendall] {
            let (low, high) = correlation_interval(kind, value, pairs, 0, 0.9).unwrap();
            prop_assert!(-1.0 <= low && low < value && value < high && high <= 1.0);
        }
    }
}
