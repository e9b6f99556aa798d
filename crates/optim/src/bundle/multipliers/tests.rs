//! Derivatives against differences, and the bound against a problem solved by hand.

use super::*;
use crate::bundle::{BundleColumn, BundleProblem};
use nanduti_stats::{Key, Stream};

/// A hundred agents with sparse columns.
fn sample() -> Prepared {
    let mut stream = Key::new(1, "derivatives").stream();
    let uses = |stream: &mut Stream| {
        let mut uses = Vec::new();
        for row in 0..4 {
            if stream.bernoulli(0.6) {
                uses.push((row, 5.0 * stream.uniform()));
            }
        }
        uses
    };
    let mut column = || BundleColumn { value: 10.0 * stream.uniform(), uses: uses(&mut stream) };
    let agents = (0..100).map(|_| (0..30).map(|_| column()).collect()).collect();
    Prepared::new(&BundleProblem { capacities: vec![100.0; 4], agents }).unwrap()
}

#[test]
fn derivatives_match_differences() {
    let prepared = sample();
    let active = prepared.all_columns();
    let (prices, step) = ([0.3, 0.7, 1.1, 0.2], 1e-5);
    for temperature in [0.05, 0.5, 5.0] {
        let here = smooth(&prepared, &active, &prices, temperature);
        for row in 0..4 {
            let at = |shift: f64| {
                let mut shifted = prices;
                shifted[row] += shift;
                smooth(&prepared, &active, &shifted, temperature)
            };
            let (above, below) = (at(step), at(-step));
            let slope = (above.value - below.value) / (2.0 * step);
            assert!((slope - here.gradient[row]).abs() < 1e-4, "{temperature} {row}");
            for other in 0..4 {
                let second = (above.gradient[other] - below.gradient[other]) / (2.0 * step);
                let error = (second - here.curvature[row * 4 + other]).abs();
                assert!(error < 1e-3 * (1.0 + second.abs()), "{temperature} {row} {other}");
            }
        }
    }
}

#[test]
fn smoothing_lies_between_the_exact_value_and_its_entropy() {
    let prepared = sample();
    let active = prepared.all_columns();
    let prices = [0.3, 0.7, 1.1, 0.2];
    let entropy: f64 = active.iter().map(|columns| (columns.len() as f64).ln()).sum();
    for temperature in [0.05, 0.5, 5.0] {
        let here = smooth(&prepared, &active, &prices, temperature);
        assert!((here.exact - exact(&prepared, &active, &prices)).abs() < 1e-9);
        assert!(here.exact <= here.value && here.value <= here.exact + temperature * entropy);
    }
}

#[test]
fn the_bound_is_that_of_the_linear_relaxation() {
    // One row of 10; shares of (6, use 5) and (9, use 8) of one agent, (5, use 5) of another.
    // By hand: prices 1 give 10 + max(0, 1, 1) + max(0, 0) = 11, and the plan of value 11
    // (first column each) shows that no lower bound exists.
    let column = |value, amount| BundleColumn { value, uses: vec![(0, amount)] };
    let problem = BundleProblem {
        capacities: vec![10.0],
        agents: vec![vec![column(6.0, 5.0), column(9.0, 8.0)], vec![column(5.0, 5.0)]],
    };
    let prepared = Prepared::new(&problem).unwrap();
    let schedule = Schedule { start: 2.0, end: 1e-5, factor: 0.4, steps: 8 };
    let found = minimise(&prepared, &prepared.all_columns(), &[0.0], &schedule, f64::NEG_INFINITY);
    assert!((found.bound - 11.0).abs() < 1e-3, "{found:?}");
}
