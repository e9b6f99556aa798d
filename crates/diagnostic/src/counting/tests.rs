//! The counting view against published examples, hand arithmetic and its own identities.

use super::{
    CountingPlan, Counts, CutOff, Deprived, Depth, Fraction, Measures, Weights, count_deprivations,
    decompose,
};
use crate::profile::{Design, Estimate};
use nanduti_model::Answered;

mod change;
mod golden;
mod properties;
mod reconcile;
mod rules;
mod speed;

/// A yes/no indicator: 1 is deprived.
const FLAG: CutOff = CutOff { at: 1.0, deprived: Deprived::AtOrAbove, depth: Depth::NotStated };

fn fraction(text: &str) -> Fraction {
    Fraction::parse(text).unwrap()
}

/// Columns from rows of numbers without gaps.
fn columns(rows: &[Vec<f64>]) -> Vec<Vec<Answered<f64>>> {
    (0..rows[0].len()).map(|column| rows.iter().map(|row| Ok(row[column])).collect()).collect()
}

/// Counts of 0/1 rows.
fn flags(rows: &[Vec<f64>], weights: Weights, k: &str) -> Counts {
    let plan = CountingPlan::new(vec![FLAG; rows[0].len()], weights, fraction(k));
    count_deprivations(&columns(rows), &plan).unwrap()
}

/// The measures of all units under a design.
fn measures(counts: &Counts, design: &Design) -> Measures {
    let sampling = design.prepare(counts.units.len()).unwrap();
    decompose(counts, None, &sampling, 1).unwrap()[0].measures.shown().unwrap().clone()
}

fn value(estimate: Option<Estimate>) -> f64 {
    estimate.unwrap().value
}

#[track_caller]
fn close(found: f64, expected: f64) {
    assert!((found - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{found} not {expected}");
}
