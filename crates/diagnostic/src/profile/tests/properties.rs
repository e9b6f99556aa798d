//! What holds for every design, and a plain oracle of its variance.

use super::{SHOW_ALL, close};
use crate::profile::{Design, GroupSummary, Part, SinglePsu, profile_groups};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// A row: stratum, PSU, weight, value, group.
type Row = (u32, u32, f64, f64, u32);

fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = (0_u32..3, 0_u32..4, 1_u32..5, -9_i32..10, 0_u32..2);
    let row = row.prop_map(|(stratum, psu, weight, value, group)| {
        (stratum, psu, f64::from(weight), f64::from(value), group)
    });
    prop::collection::vec(row, 2..30)
}

/// Every stratum has 6 PSUs in its population.
fn design(rows: &[Row], single_psu: SinglePsu) -> Design {
    Design {
        weights: Some(rows.iter().map(|row| row.2).collect()),
        strata: Some(rows.iter().map(|row| row.0).collect()),
        clusters: Some(rows.iter().map(|row| row.1).collect()),
        population_sizes: Some((0..3).map(|stratum| (stratum, 6)).collect()),
        single_psu,
        left_out: None,
    }
}

fn summaries(rows: &[Row], single_psu: SinglePsu) -> BTreeMap<Part, GroupSummary> {
    let values: Vec<Option<f64>> = rows.iter().map(|row| Some(row.3)).collect();
    let groups: Vec<Option<u32>> = rows.iter().map(|row| Some(row.4)).collect();
    let sampling = design(rows, single_psu).prepare(rows.len()).unwrap();
    let parts = profile_groups(&values, &groups, &sampling, SHOW_ALL).unwrap();
    parts.into_iter().map(|entry| (entry.part, *entry.summary.shown().unwrap())).collect()
}

/// The definition, PSU by PSU with its zeros; strata of one PSU add nothing.
fn oracle(rows: &[Row], group: Option<u32>) -> (f64, f64) {
    let inside = |row: &&Row| group.is_none_or(|code| row.4 == code);
    let whole: f64 = rows.iter().filter(inside).map(|row| row.2).sum();
    let mean = rows.iter().filter(inside).map(|row| row.2 * row.3).sum::<f64>() / whole;
    let mut carried: BTreeMap<u32, BTreeMap<u32, f64>> = BTreeMap::new();
    for row in rows {
        let psu = carried.entry(row.0).or_default().entry(row.1).or_default();
        *psu += if inside(&row) { row.2 * (row.3 - mean) / whole } else { 0.0 };
    }
    let stratum = |psus: &BTreeMap<u32, f64>| {
        let n = psus.len() as f64;
        let middle = psus.values().sum::<f64>() / n;
        let squares: f64 = psus.values().map(|z| (z - middle).powi(2)).sum();
        if n > 1.0 { (1.0 - n / 6.0) * n / (n - 1.0) * squares } else { 0.0 }
    };
    (mean, carried.values().map(stratum).sum())
}

proptest! {
    #[test]
    fn the_error_is_that_of_the_plain_definition(rows in rows()) {
        for (part, found) in summaries(&rows, SinglePsu::Certainty) {
            let group = if let Part::Group(code) = part { Some(code) } else { None };
            let (mean, variance) = oracle(&rows, group);
            close(found.mean.value, mean);
            if let Ok(error) = found.mean.standard_error {
                close(error * error, variance);
            }
        }
    }

    #[test]
    fn order_of_rows_and_size_of_weights_change_nothing(rows in rows(), shift in 0_usize..30) {
        let mut other = rows.clone();
        other.rotate_left(shift % rows.len());
        other.reverse();
        for row in &mut other {
            row.2 *= 8.0;
        }
        let before = summaries(&rows, SinglePsu::Refuse);
        for (part, after) in summaries(&other, SinglePsu::Refuse) {
            let before = before[&part];
            close(after.mean.value, before.mean.value);
            close(after.standard_deviation.unwrap_or(-1.0), before.standard_deviation.unwrap_or(-1.0));
            prop_assert_eq!(after.quartiles, before.quartiles);
            match (after.mean.standard_error, before.mean.standard_error) {
                (Ok(after), Ok(before)) => close(after, before),
                (after, before) => prop_assert_eq!(after, before),
            }
        }
    }

    #[test]
    fn whole_weights_are_repeated_rows(rows in rows()) {
        let repeat = |row: &Row| vec![(row.0, row.1, 1.0, row.3, row.4); row.2 as usize];
        let repeated: Vec<Row> = rows.iter().flat_map(repeat).collect();
        let one = summaries(&rows, SinglePsu::Centre);
        for (part, many) in summaries(&repeated, SinglePsu::Centre) {
            close(many.mean.value, one[&part].mean.value);
            prop_assert_eq!(many.quartiles, one[&part].quartiles);
        }
    }
}
