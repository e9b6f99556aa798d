//! Shapes by published figures, treatment beside a plain re-computation, and what is not treated.

use super::*;
use nanduti_model::Missing;
use proptest::prelude::*;

const RULE: OutlierRule = OutlierRule::SkewKurtosis { most: 5 };

fn column(values: &[f64]) -> Vec<Answered<f64>> {
    values.iter().map(|value| Ok(*value)).collect()
}

fn answered(column: &[Answered<f64>]) -> Vec<f64> {
    column.iter().filter_map(|cell| cell.ok()).collect()
}

#[track_caller]
fn shape(shape: Option<Shape>, skew: f64, kurtosis: f64) {
    let found = shape.expect("a shape");
    let near = (found.skew - skew).abs() < 1e-6 && (found.kurtosis - kurtosis).abs() < 1e-6;
    assert!(near, "{found:?}");
}

/// The example in the documentation of the spreadsheet functions SKEW and KURT.
#[test]
fn skew_and_kurtosis_of_the_spreadsheet_example() {
    let values = [3.0, 4.0, 5.0, 2.0, 3.0, 4.0, 5.0, 6.0, 4.0, 7.0];
    shape(Shape::of(&values), 0.359_543, -0.151_800);
}

/// −3, −1, 1, 3: m3 = 0, m2 = 5, m4 = 41; G2 = (5·(41/25 − 3) + 6)·3/(2·1) = −1.2.
#[test]
fn skew_and_kurtosis_by_hand() {
    shape(Shape::of(&[-3.0, -1.0, 1.0, 3.0]), 0.0, -1.2);
    assert_eq!(Shape::of(&[1.0, 2.0, 3.0]), None);
    assert_eq!(Shape::of(&[0.1; 7]), None);
    assert_eq!(Shape::of(&[1e200, 2e200, 3e200, 9e200]), None);
}

/// The example of `winsorise` in the manual of `COINr`: 1…10, 30 and 100. Skew 3.06 and kurtosis
/// 9.74; with 100 at 30 they are 1.71 and 1.82, so one point is enough.
///
/// By hand: the mean is 185/12, deviations have squares of 8,432.917, cubes of 596,032.986 and fourth
/// powers of 51,376,410.04 together, and s² = 8,432.917/11 = 766.629. Skew
/// 12/(11·10) · 596,032.986/s³ = 3.0632; kurtosis 12·13/(11·10·9) · 51,376,410.04/s⁴ − 3·11²/(10·9)
/// = 13.7747 − 4.0333 = 9.7414. With 30: mean 115/12, 1,082.917, 15,329.514 and 359,753.790.
#[test]
fn one_point_is_enough_where_one_is() {
    let mut values = column(&[100.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0, 30.0]);
    values.insert(1, Err(Missing::NotApplicable));
    let found = treat(&mut values, &RULE);
    assert_eq!(found.outcome, TreatmentOutcome::Winsorised);
    assert_eq!(found.moved, [Moved { row: 0, from: 100.0, to: 30.0 }]);
    assert_eq!((found.low, found.high, found.transform), (None, Some(30.0), None));
    shape(found.before, 3.063_241_034, 9.741_390_835);
    shape(found.after, 1.712_038_060, 1.815_780_538);
    assert_eq!(values[..2], [Ok(30.0), Err(Missing::NotApplicable)]);
    assert_eq!(found.apply(500.0), Some(30.0), "a newcomer meets the same limit");
    assert_eq!(found.apply(-500.0), Some(-500.0));
    assert_eq!(found.apply(f64::NAN), None);
}

/// 1, 2, 4 … 2048 with no point to move: skew 2.337 and kurtosis 5.484; of the logarithms of
/// x − 1 + 20.47 they are 0.699 and −0.888.
///
/// By hand: mean 4,095/12 = 341.25, deviations have squares of 4,194,986.25, cubes of 5.045581783e9
/// and fourth powers of 8.783971496e12 together, s² = 381,362.386; skew and kurtosis as above with
/// n = 12: 0.109091 · 5.045581783e9/2.355098e8 = 2.3372, 0.157576 · 8.783971496e12/1.454373e11 − 4.0333
/// = 5.4838. 20.47 is a hundredth of the range 2,047.
#[test]
fn a_logarithm_where_winsorising_is_not_enough() {
    let raw: Vec<f64> = (0..12).map(|power| 2.0_f64.powi(power)).collect();
    let mut values = column(&raw);
    let found = treat(&mut values, &OutlierRule::SkewKurtosis { most: 0 });
    assert_eq!(found.outcome, TreatmentOutcome::Logged);
    assert!(found.moved.is_empty());
    shape(found.before, 2.337_184_654, 5.483_766_138);
    shape(found.after, 0.699_416_736, -0.888_176_932);
    assert_eq!(values[0], Ok(20.47_f64.ln()));
    assert_eq!(found.apply(1.0), Some(20.47_f64.ln()));
    assert_eq!(found.apply(-30.0), None, "beyond the logarithm");

    let mirrored: Vec<f64> = raw.iter().map(|value| -value).collect();
    let mut down = column(&mirrored);
    let other = treat(&mut down, &OutlierRule::SkewKurtosis { most: 0 });
    assert_eq!(other.outcome, TreatmentOutcome::Logged);
    shape(other.after, -0.699_416_736, -0.888_176_932);
    for (up, down) in answered(&values).iter().zip(answered(&down)) {
        assert!((up + down).abs() < 1e-12);
    }
}

/// One of a hundred far off: a logarithm only maps two values to two others, skew and kurtosis
/// stay what they were, so it is not taken and not logged as treatment.
#[test]
fn a_logarithm_that_changes_nothing_is_not_a_treatment() {
    let mut raw = vec![1.0; 99];
    raw.push(50.0);
    let mut values = column(&raw);
    let found = treat(&mut values, &OutlierRule::SkewKurtosis { most: 0 });
    assert_eq!((found.outcome, found.transform), (TreatmentOutcome::StillSkewed, None));
    assert_eq!(found.before, found.after);
    assert_eq!(answered(&values), raw);
}

/// 1.1, 1.1², … 1.1³⁹, then 10³ … 10⁶: from skew 6.461 to 4.987 by the logarithm, no further.
#[test]
fn a_logarithm_that_is_not_enough_says_so() {
    let mut raw: Vec<f64> = (1..40).map(|power| 1.1_f64.powi(power)).collect();
    raw.extend([1e3, 1e4, 1e5, 1e6]);
    let found = treat(&mut column(&raw), &OutlierRule::SkewKurtosis { most: 2 });
    assert_eq!(found.outcome, TreatmentOutcome::LoggedStillSkewed);
    shape(found.before, 6.461_084_331, 42.082_677_274);
    shape(found.after, 4.986_612_631, 25.937_824_280);
}

/// 1…9 and 50: type 7 quartiles 3.25 and 7.75, range 4.5, fences −3.5 and 14.5.
#[test]
fn fences_by_hand() {
    let mut values = column(&[50.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0]);
    let found = treat(&mut values, &OutlierRule::Fences(1.5));
    assert_eq!(found.outcome, TreatmentOutcome::Fenced);
    assert_eq!((found.low, found.high), (Some(-3.5), Some(14.5)));
    assert_eq!(found.moved, [Moved { row: 0, from: 50.0, to: 14.5 }]);
    let found = treat(&mut values, &OutlierRule::Fences(3.0));
    assert_eq!(found.outcome, TreatmentOutcome::Untouched);
}

#[test]
fn what_is_not_treated_is_named() {
    for rule in [RULE, OutlierRule::Fences(1.5)] {
        let outcome = |values: &[f64]| {
            let mut values = column(values);
            let before = values.clone();
            let found = treat(&mut values, &rule);
            assert!(values.iter().zip(&before).all(|(a, b)| a == b || a.unwrap().is_nan()));
            found.outcome
        };
        assert_eq!(outcome(&[]), TreatmentOutcome::TooFew { n: 0, needed: 4 });
        let odd = [1.0, 2.0, f64::NAN, f64::INFINITY, 900.0];
        assert_eq!(outcome(&odd), TreatmentOutcome::TooFew { n: 3, needed: 4 });
        assert_eq!(outcome(&[5.0; 9]), TreatmentOutcome::NoSpread);
        assert_eq!(outcome(&[1.0, 2.0, 3.0, 4.0, 5.0]), TreatmentOutcome::Untouched);
    }
    let mostly_same = &mut column(&[1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 9.0]);
    let found = treat(mostly_same, &OutlierRule::Fences(1.5));
    assert_eq!(found.outcome, TreatmentOutcome::NoSpread);
    for bad in [-1.0, f64::NAN] {
        let found = treat(&mut column(&[1.0, 2.0, 3.0, 4.0]), &OutlierRule::Fences(bad));
        assert_eq!(found.outcome, TreatmentOutcome::BadRule);
    }
}

/// The rule as the manual states it: every point a pass over the whole column.
fn plainly(values: &[f64], most: usize) -> Option<Vec<f64>> {
    let mut values = values.to_vec();
    let found = values.clone();
    loop {
        let shape = Shape::of(&values)?;
        if shape.is_acceptable() {
            return Some(values);
        }
        let up = shape.skew >= 0.0;
        let sign = if up { 1.0 } else { -1.0 };
        let top = values.iter().map(|x| x * sign).fold(f64::MIN, f64::max);
        let rest = values.iter().map(|x| x * sign).filter(|x| *x < top);
        let next = rest.fold(f64::MIN, f64::max);
        for value in values.iter_mut().filter(|x| **x * sign == top) {
            *value = next * sign;
        }
        let moved = values.iter().zip(&found).filter(|(a, b)| a != b).count();
        if moved > most {
            return None;
        }
    }
}

fn skewed() -> impl Strategy<Value = Vec<f64>> {
    let value = prop_oneof![
        20 => -20i32..20,
        1 => -4000i32..4000,
        1 => 100i32..110,
    ];
    prop::collection::vec(value.prop_map(f64::from), 16..60)
}

proptest! {
    #[test]
    fn winsorising_equals_the_plain_rule(values in skewed(), most in 0usize..7) {
        let mut treated = column(&values);
        let found = treat(&mut treated, &OutlierRule::SkewKurtosis { most });
        match plainly(&values, most) {
            Some(expected) => prop_assert_eq!(answered(&treated), expected),
            None => prop_assert!(!matches!(
                found.outcome,
                TreatmentOutcome::Winsorised | TreatmentOutcome::Untouched
            )),
        }
        prop_assert!(found.moved.len() <= most);
        // What is said to have been done can be done again, by value.
        for (value, cell) in values.iter().zip(&treated) {
            prop_assert_eq!(found.apply(*value), cell.ok());
        }
    }

    /// Order is kept and the order of rows plays no part.
    #[test]
    fn treatment_keeps_order_and_ignores_rows(values in skewed(), fences in any::<bool>()) {
        let rule = if fences { OutlierRule::Fences(1.5) } else { RULE };
        let mut turned: Vec<f64> = values.clone();
        turned.reverse();
        let (mut there, mut back) = (column(&values), column(&turned));
        let (first, second) = (treat(&mut there, &rule), treat(&mut back, &rule));
        prop_assert_eq!(first.outcome, second.outcome);
        back.reverse();
        prop_assert_eq!(&there, &back);
        for (a, x) in answered(&there).iter().zip(&values) {
            for (b, y) in answered(&there).iter().zip(&values) {
                prop_assert!(x > y || a <= b);
            }
        }
    }
}
