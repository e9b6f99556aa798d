//! Check sums published with the generators, and optima or gaps reached on them.

use super::*;
use crate::{BundleOptions, Status, check_flow, dual_bound, solve_bundles};

#[track_caller]
fn supply_sums(workshops: usize, capacity: i64, demand: i64, value: i64, lots: i64) {
    let instance = supply(workshops);
    assert_eq!(instance.capacity.iter().sum::<i64>(), capacity);
    assert_eq!(instance.demand.iter().sum::<i64>(), demand);
    assert_eq!(instance.value.iter().sum::<i64>(), value);
    assert_eq!(instance.lot.iter().map(|&lot| i64::from(lot)).sum::<i64>(), lots);
}

#[test]
fn supply_instances_have_the_published_sums() {
    supply_sums(300, 20_886, 18_784, 1_569_761, 68_868);
    supply_sums(3_000, 211_280, 190_036, 16_259_866, 7_212_940);
}

#[test]
fn supply_instances_are_solved_with_proof() {
    for workshops in [300, 3_000] {
        let network = supply(workshops).network().unwrap();
        let answer = network.solve(u64::MAX);
        assert_eq!(answer.status, Status::Optimal);
        assert_eq!(check_flow(&network, &answer.flow), []);
        assert_eq!(dual_bound(&network, &answer.potentials), Some(answer.cost));
    }
}

#[test]
fn portfolio_instances_have_the_published_sums() {
    let instance = portfolio(300);
    assert_eq!(instance.parents.iter().map(Vec::len).sum::<usize>(), 17);
    assert_eq!(instance.bundles.len(), 709);
    assert_eq!(instance.uses.iter().flatten().flatten().sum::<i64>(), 2_434_792);
    assert_eq!(instance.benefit.iter().flatten().sum::<i64>(), 2_597_621);
    assert_eq!(instance.budget[0], 103_622);
}

#[test]
fn portfolio_of_three_hundred_is_solved_within_a_tenth_of_a_percent() {
    let problem = portfolio(300).problem();
    let options = BundleOptions { node_limit: 0, ..BundleOptions::default() };
    let answer = solve_bundles(&problem, &options).unwrap();
    assert!(answer.gap().unwrap() < 0.001, "{:?}", answer.gap());
}
