//! Scores worked out by hand, and published ones.

use super::build::{Build, close, context, goalposts, numbers, table};
use crate::{contributions, diagnose};
use nanduti_model::{AnswerTable, Instrument, Missing, Normalisation};

/// Axis A (from half its weight on) of D1 (weight 2, from half on) and D2 (weight 1).
/// D1: Q1, 0 → 10, weight 1; Q2, 20 → 5, weight 3. D2: Q3, band 10 / 36 – 48 / 60.
fn instrument() -> Instrument {
    let mut build = Build::new();
    build.number("q1", 0.0, 100.0).number("q2", 0.0, 100.0).number("q3", 0.0, 100.0);
    let axis = build.inner("A", None, 1.0, 0.5);
    let d1 = build.inner("D1", Some(axis), 2.0, 0.5);
    build.leaf(d1, 1.0, "q1", goalposts(0.0, 10.0), None);
    build.leaf(d1, 3.0, "q2", goalposts(20.0, 5.0), None);
    let d2 = build.inner("D2", Some(axis), 1.0, 0.5);
    let band =
        Normalisation::Band { low_zero: 10.0, low_full: 36.0, high_full: 48.0, high_zero: 60.0 };
    build.leaf(d2, 1.0, "q3", band, None);
    build.0
}

/// Q1 = 5 → 50; Q2 = 11 → (11 − 20) / (5 − 20) = 60; Q3 = 54 → (60 − 54) / 12 = 50.
/// Rows: all answered; Q1 blank; Q1 not applicable; Q2 blank and Q1 = 10; nothing applies.
fn answers() -> AnswerTable {
    let (blank, hidden) = (Err(Missing::Blank), Err(Missing::NotApplicable));
    table(vec![
        ("q1", numbers(&[Ok(5.0), blank, hidden, Ok(10.0), hidden])),
        ("q2", numbers(&[Ok(11.0), Ok(11.0), Ok(11.0), blank, hidden])),
        ("q3", numbers(&[Ok(54.0), Ok(54.0), Ok(54.0), Ok(54.0), hidden])),
    ])
}

#[test]
fn everything_answered() {
    let diagnosis = diagnose(&instrument(), &answers(), &context());
    // D1 = (1·50 + 3·60) / 4 = 57.5; D2 = 50; A = (2·57.5 + 1·50) / 3 = 55.
    close(diagnosis.columns[1].score[0], 57.5);
    close(diagnosis.columns[4].score[0], 50.0);
    let axis = &diagnosis.columns[0];
    close(axis.score[0], 55.0);
    close(axis.low[0], 55.0);
    close(axis.high[0], 55.0);
    close(axis.availability[0], 1.0);
    assert_eq!(axis.level[0], Some(2), "50 ≤ 55 < 75");
}

#[test]
fn a_blank_opens_the_interval_and_renormalises() {
    let diagnosis = diagnose(&instrument(), &answers(), &context());
    // D1: Q1 is a quarter of it: availability 0.75, low 3·60/4 = 45, high 45 + 25 = 70,
    // score 45 / 0.75 = 60.
    let d1 = &diagnosis.columns[1];
    close(d1.availability[1], 0.75);
    close(d1.low[1], 45.0);
    close(d1.high[1], 70.0);
    close(d1.score[1], 60.0);
    // A: availability (2·0.75 + 1) / 3 = 5/6, low (2·45 + 50) / 3 = 140/3,
    // high (2·70 + 50) / 3 = 190/3, score (140/3) / (5/6) = 56.
    let axis = &diagnosis.columns[0];
    close(axis.availability[1], 5.0 / 6.0);
    close(axis.low[1], 140.0 / 3.0);
    close(axis.high[1], 190.0 / 3.0);
    close(axis.score[1], 56.0);
    assert_eq!(axis.level[1], None, "46.7 lies below the cut at 50, 63.3 above");
}

#[test]
fn not_applicable_leaves_the_sums() {
    let diagnosis = diagnose(&instrument(), &answers(), &context());
    // D1 is Q2 alone: 60. A = (2·60 + 50) / 3 = 170/3, complete.
    close(diagnosis.columns[1].score[2], 60.0);
    let axis = &diagnosis.columns[0];
    close(axis.score[2], 170.0 / 3.0);
    close(axis.availability[2], 1.0);
    assert_eq!(axis.level[2], Some(2));
}

#[test]
fn a_dimension_under_its_threshold_counts_by_what_was_answered() {
    let diagnosis = diagnose(&instrument(), &answers(), &context());
    // D1: only Q1 = 10 → 100, a quarter: under one half, no score.
    assert_eq!(diagnosis.columns[1].score[3], None);
    close(diagnosis.columns[1].availability[3], 0.25);
    // A: availability (2·0.25 + 1) / 3 = 0.5, just at the threshold;
    // low (2·25 + 50) / 3 = 100/3, score (100/3) / 0.5 = 200/3, high 100/3 + 50.
    let axis = &diagnosis.columns[0];
    close(axis.availability[3], 0.5);
    close(axis.score[3], 200.0 / 3.0);
    close(axis.high[3], 250.0 / 3.0);
}

#[test]
fn where_nothing_applies_nothing_is_stated() {
    let diagnosis = diagnose(&instrument(), &answers(), &context());
    for column in &diagnosis.columns {
        assert_eq!(column.score[4], None);
        assert_eq!(column.low[4], None);
        assert_eq!(column.high[4], None);
        assert_eq!(column.availability[4], None);
        assert_eq!(column.level[4], None);
    }
}

#[test]
fn contributions_by_hand() {
    let instrument = instrument();
    let diagnosis = diagnose(&instrument, &answers(), &context());
    let parts = |w| contributions(&instrument, &diagnosis, w, 0);
    // Full shares: Q1 2/3·1/4 = 1/6, Q2 2/3·3/4 = 1/2, Q3 1/3.
    let all = parts(0);
    for (part, (share, points)) in
        all.iter().zip([(1.0 / 6.0, 50.0 / 6.0), (0.5, 30.0), (1.0 / 3.0, 50.0 / 3.0)])
    {
        close(part.full_weight, share);
        close(part.weight, share);
        close(part.points, points);
    }
    // Q1 blank: Q2 and Q3 carry 0.5 and 1/3 over 5/6, that is 0.6 and 0.4.
    let blank = parts(1);
    assert_eq!(blank[0].missing(), Some(Missing::Blank));
    close(blank[0].weight, 0.0);
    close(blank[0].full_weight, 1.0 / 6.0);
    close(blank[1].weight, 0.6);
    close(blank[2].points, 20.0);
    // Q1 not applicable: Q2 is all of D1.
    let hidden = parts(2);
    close(hidden[0].full_weight, 0.0);
    close(hidden[1].weight, 2.0 / 3.0);
}

/// UNDP, Human Development Report 2015, technical note 1 and table 1 (data of 2014): goalposts
/// 20–85 years of life, 0–18 and 0–15 years of schooling (arithmetic mean), ln 100 – ln 75,000
/// of income; the index is the geometric mean of the three dimensions.
#[test]
fn the_human_development_index_comes_out_as_published() {
    let mut build = Build::new();
    let axis = build.inner("HDI", None, 1.0, 1.0);
    let health = build.inner("health", Some(axis), 1.0, 1.0);
    build.leaf(health, 1.0, "life", goalposts(20.0, 85.0), None);
    let education = build.inner("education", Some(axis), 1.0, 1.0);
    build.leaf(education, 1.0, "expected", goalposts(0.0, 18.0), None);
    build.leaf(education, 1.0, "mean", goalposts(0.0, 15.0), None);
    let living = build.inner("living", Some(axis), 1.0, 1.0);
    let income = goalposts(100.0_f64.ln(), 75_000.0_f64.ln());
    build.leaf(living, 1.0, "income", income, None);
    // Norway, Costa Rica. By hand for Norway: life 61.6/65 = 0.94769; schooling
    // (17.5/18 + 12.6/15)/2 = 0.90611; income (11.08202 − 4.60517)/(11.22524 − 4.60517) = 0.97836;
    // their product 0.84014 has the cube root 0.94359. Costa Rica: 0.91385, 0.66611 and
    // (9.50398 − 4.60517)/6.62007 = 0.73999: product 0.45046, cube root 0.76657.
    let answers = table(vec![
        ("life", numbers(&[Ok(81.6), Ok(79.4)])),
        ("expected", numbers(&[Ok(17.5), Ok(13.9)])),
        ("mean", numbers(&[Ok(12.6), Ok(8.4)])),
        ("income", numbers(&[Ok(64_992.0_f64.ln()), Ok(13_413.0_f64.ln())])),
    ]);
    let diagnosis = diagnose(&build.0, &answers, &context());
    for (row, published) in [(0, 0.944), (1, 0.766)] {
        let product: f64 = [health, education, living]
            .iter()
            .map(|&node| diagnosis.columns[node].score[row].unwrap() / 100.0)
            .product();
        assert!((product.cbrt() - published).abs() < 0.0006, "{}", product.cbrt());
    }
    // Costa Rica: (13.9/18 + 8.4/15) / 2 = (0.77222 + 0.56) / 2 = 0.66611.
    close(diagnosis.columns[education].score[1], (13.9 / 18.0 + 8.4 / 15.0) * 50.0);
}
