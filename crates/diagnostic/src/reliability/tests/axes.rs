//! Pooled, partial, by group and within groups.

use super::*;
use nanduti_stats::CorrelationRefusal;

/// Labels for the rows.
fn grouping(labels: impl Iterator<Item = Option<&'static str>>) -> Grouping {
    let labels = labels.map(|label| label.map(str::to_owned)).collect();
    Grouping { name: "cluster".to_owned(), labels }
}

#[test]
fn given_the_common_axis_the_others_are_unrelated() {
    // Axes F, .8 F + .6 U, .6 F + .8 V: first with second .8, second with third .48 = .8 * .6,
    // which vanishes given the first.
    let [f, u, v] = [1, 2, 4].map(walsh);
    let column = |a: f64, b: f64, other: &[f64]| -> Vec<Option<f64>> {
        f.iter().zip(other).map(|(f, o)| Some(50.0 + 10.0 * (a * f + b * o))).collect()
    };
    let scores = [column(1.0, 0.0, &u), column(0.8, 0.6, &u), column(0.6, 0.8, &v)];
    let found = axis_association(&names(3), &scores, &[], &AssociationSettings::default()).unwrap();
    let pairs = &found.pooled.pairs;
    close(pairs[0].pearson.unwrap().value, 0.8, 1e-12);
    close(pairs[2].pearson.unwrap().value, 0.48, 1e-12);
    let given = pairs[2].pearson_given_others.unwrap();
    close(given.value, 0.0, 1e-12);
    // 16 rows, one axis held fixed: tanh(1.959964 / sqrt(12)).
    close(given.interval.unwrap().1, (1.959_964_f64 / 12.0_f64.sqrt()).tanh(), 1e-7);
    close(given.p_value.unwrap(), 1.0, 1e-9);
    assert_eq!((pairs[1].left, pairs[1].right), (0, 2));
    assert!(pairs[1].spearman_given_others.is_ok());
}

#[test]
fn groups_can_say_the_opposite_of_the_whole() {
    // Within each of two groups the axes run against each other, yet the second group is
    // higher on both: pooled +, within -1 (Simpson 1951).
    let first: Vec<Option<f64>> =
        (0..24).map(|row| Some(f64::from(row % 12 + row / 12 * 40))).collect();
    let second: Vec<Option<f64>> = (0..24)
        .map(|row| Some(f64::from(11 - row % 12 + row / 12 * 40) + f64::from(row % 2)))
        .collect();
    let clusters = grouping((0..24).map(|row| Some(if row < 12 { "north" } else { "south" })));
    let settings = AssociationSettings::default();
    let found = axis_association(&names(2), &[first, second], &[clusters], &settings).unwrap();
    assert!(found.pooled.pairs[0].pearson.unwrap().value > 0.9);
    assert_eq!(found.pooled.pairs[0].pearson_given_others, Err(CorrelationRefusal::NoControls));
    let grouped = &found.grouped[0];
    let labels: Vec<Option<&str>> =
        grouped.cells.iter().map(|cell| cell.label.as_deref()).collect();
    assert_eq!(labels, [Some("north"), Some("south")]);
    let north = grouped.cells[0].pairs[0].pearson.unwrap();
    assert!(north.value < -0.9);
    let within = grouped.within[0].unwrap();
    close(within.value, north.value, 1e-12);
    assert_eq!(within.pairs, 24);
    // One group held fixed: 24 - 1 - 3 rows on Fisher's scale.
    let half = 1.959_963_985 / 20.0_f64.sqrt();
    close(within.interval.unwrap().1, (within.value.atanh() + half).tanh(), 1e-8);
}

#[test]
fn small_groups_unknown_groups_and_flat_axes_are_named() {
    let [a, b, c] = [1, 2, 3].map(|mask| walsh(mask).into_iter().map(Some).collect::<Vec<_>>());
    let mut gappy = a.clone();
    gappy[5] = None;
    let labels = (0..ROWS).map(|row| match row {
        0..=11 => Some("big"),
        12..=13 => Some("tiny"),
        _ => None,
    });
    let settings = AssociationSettings::default();
    let found =
        axis_association(&names(3), &[gappy, b, c], &[grouping(labels)], &settings).unwrap();
    assert_eq!((found.pooled.rows, found.pooled.complete_rows), (16, 15));
    let grouped = &found.grouped[0];
    assert_eq!(grouped.unlabelled, 2);
    let tiny = &grouped.cells[1];
    assert_eq!(tiny.rows, 2);
    assert_eq!(
        tiny.pairs[0].pearson,
        Err(CorrelationRefusal::TooFewPairs { pairs: 2, needed: 10 })
    );
    assert_eq!(
        tiny.pairs[0].pearson_given_others,
        Err(CorrelationRefusal::TooFewPairs { pairs: 2, needed: 11 })
    );
    // An axis equal inside each group, at a value that does not halve exactly.
    let level: Vec<Option<f64>> =
        (0..ROWS).map(|row| Some(if row < 8 { 0.1 } else { 0.7 })).collect();
    let halves = grouping((0..ROWS).map(|row| Some(if row < 8 { "low" } else { "high" })));
    let found = axis_association(&names(2), &[level, a], &[halves], &settings).unwrap();
    assert_eq!(found.grouped[0].within[0], Err(CorrelationRefusal::Constant { column: 0 }));
}

#[test]
fn faulty_input_is_named() {
    let settings = AssociationSettings::default();
    let scores = vec![vec![Some(1.0); 4], vec![Some(2.0); 3]];
    assert_eq!(
        axis_association(&names(1), &scores, &[], &settings),
        Err(AssociationFault::NamesDoNotMatch { names: 1, columns: 2 })
    );
    assert_eq!(
        axis_association(&names(2), &scores, &[], &settings),
        Err(AssociationFault::UnequalLengths { axis: 1 })
    );
    let short = grouping([None].into_iter());
    assert_eq!(
        axis_association(&names(1), &scores[..1], &[short], &settings),
        Err(AssociationFault::LabelsDoNotMatch { grouping: 0 })
    );
    let none = axis_association(&[], &[], &[], &settings).unwrap();
    assert_eq!(none.pooled.pairs, []);
}
