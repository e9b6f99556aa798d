//! Hand-worked models, every way to fail, and agreement with the crate's own solvers.

use super::*;
use crate::{BundleColumn, BundleOptions, BundleProblem, Network, Status, solve_bundles};
use nanduti_stats::Key;

fn real(lower: f64, upper: f64, objective: f64) -> MilpVariable {
    MilpVariable { lower, upper, objective, integer: false }
}

fn row(terms: &[(usize, f64)], sense: Sense, right: f64) -> MilpRow {
    MilpRow { terms: terms.to_vec(), sense, right }
}

#[test]
fn a_hand_worked_model_with_every_sense() {
    // Greatest x + 2y + 4z with x + y + z = 10, z ≤ 3, y ≤ 2x: z = 3, x = 7/3, y = 14/3.
    let model = MilpModel {
        variables: vec![real(0.0, f64::INFINITY, 1.0), real(0.0, 9.0, 2.0), real(-1.0, 9.0, 4.0)],
        rows: vec![
            row(&[(0, 1.0), (1, 1.0), (2, 1.0)], Sense::Equal, 10.0),
            row(&[(2, 1.0)], Sense::AtMost, 3.0),
            row(&[(0, 2.0), (1, -1.0)], Sense::AtLeast, 0.0),
        ],
    };
    let answer = solve_milp(&model).unwrap();
    assert!((answer.value - (7.0 / 3.0 + 28.0 / 3.0 + 12.0)).abs() < 1e-6);
    assert!(!answer.claimed_by.is_empty());
}

#[test]
fn failures_are_values() {
    let mut model = MilpModel { variables: vec![real(0.0, 1.0, 1.0)], rows: Vec::new() };
    model.rows = vec![row(&[(0, 1.0)], Sense::AtLeast, 2.0)];
    assert_eq!(solve_milp(&model), Err(MilpError::Infeasible));
    model.rows = vec![row(&[(1, 1.0)], Sense::AtLeast, 2.0)];
    assert_eq!(solve_milp(&model), Err(MilpError::BadModel));
    model.rows = vec![row(&[(0, f64::NAN)], Sense::AtLeast, 2.0)];
    assert_eq!(solve_milp(&model), Err(MilpError::BadModel));
    model = MilpModel { variables: vec![real(0.0, f64::INFINITY, 1.0)], rows: Vec::new() };
    assert_eq!(solve_milp(&model), Err(MilpError::Unbounded));
    model.variables = vec![real(1.0, 0.0, 1.0)];
    assert_eq!(solve_milp(&model), Err(MilpError::BadModel));
    model.variables = vec![MilpVariable { integer: true, ..real(0.0, f64::INFINITY, 1.0) }];
    assert_eq!(solve_milp(&model), Err(MilpError::BadModel));
    // Only microlp has a limit of size.
    model.variables = vec![real(0.0, 1.0, 1.0); 4_001];
    model.rows = vec![row(&[], Sense::AtMost, 1.0); 1_000];
    assert_eq!(solve_milp(&model).is_ok(), cfg!(feature = "highs"));
    assert_eq!(solve_milp(&MilpModel::default()).map(|answer| answer.value), Ok(0.0));
}

#[test]
fn agrees_with_the_bundle_solver() {
    for case in 0..40 {
        let mut stream = Key::new(3, "milp bundles").at(case).stream();
        let capacities: Vec<f64> = (0..3).map(|_| stream.integer(3, 12) as f64).collect();
        let mut column = || BundleColumn {
            value: stream.integer(1, 30) as f64,
            uses: (0..3).map(|row| (row, stream.integer(0, 5) as f64)).collect(),
        };
        let agents: Vec<Vec<BundleColumn>> =
            (0..6).map(|_| (0..8).map(|_| column()).collect()).collect();
        let mut model = MilpModel::default();
        let mut rows = vec![Vec::new(); 3];
        for columns in &agents {
            let mut choice = Vec::new();
            for column in columns {
                let place = model.variables.len();
                model
                    .variables
                    .push(MilpVariable { integer: true, ..real(0.0, 1.0, column.value) });
                choice.push((place, 1.0));
                for &(row, amount) in &column.uses {
                    rows[row as usize].push((place, amount));
                }
            }
            model.rows.push(row(&choice, Sense::AtMost, 1.0));
        }
        for (terms, &capacity) in rows.iter().zip(&capacities) {
            model.rows.push(row(terms, Sense::AtMost, capacity));
        }
        let exact = BundleOptions { node_limit: 100_000, gap: 0.0, ..BundleOptions::default() };
        let own = solve_bundles(&BundleProblem { capacities, agents }, &exact);
        let (own, other) = (own.unwrap(), solve_milp(&model).unwrap());
        assert_eq!(own.status, Status::Optimal, "case {case}");
        assert!((own.value - other.value).abs() < 1e-6, "case {case}");
    }
}

#[test]
fn agrees_with_the_network_simplex() {
    for case in 0..60 {
        let mut stream = Key::new(3, "milp network").at(case).stream();
        let n_nodes = 8_u32;
        let mut network = Network::new(n_nodes);
        let mut model = MilpModel::default();
        let mut balance: Vec<Vec<(usize, f64)>> = vec![Vec::new(); n_nodes as usize];
        for place in 0..30 {
            let (from, to) = (stream.index(8), stream.index(8));
            let (upper, cost) = (stream.integer(0, 9), stream.integer(-9, 20));
            network.add_arc(from as u32, to as u32, 0, upper, cost).unwrap();
            model.variables.push(real(0.0, upper as f64, -cost as f64));
            if from != to {
                balance[from].push((place, 1.0));
                balance[to].push((place, -1.0));
            }
        }
        let amount = stream.integer(0, 9);
        network.add_supply(0, amount).unwrap();
        network.add_supply(7, -amount).unwrap();
        for (node, terms) in balance.iter().enumerate() {
            let supply = [0, 7].iter().position(|&end| end == node);
            let right = supply.map_or(0.0, |end| if end == 0 { amount } else { -amount } as f64);
            model.rows.push(row(terms, Sense::Equal, right));
        }
        let own = network.solve(u64::MAX);
        match solve_milp(&model) {
            Ok(other) => {
                assert_eq!(own.status, Status::Optimal, "case {case}");
                assert!((other.value + own.cost as f64).abs() < 1e-6, "case {case}");
            }
            Err(error) => {
                assert_eq!(error, MilpError::Infeasible, "case {case}");
                assert_eq!(own.status, Status::Infeasible, "case {case}");
            }
        }
    }
}
