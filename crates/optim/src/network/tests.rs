//! Brute force on tiny networks, certificates, and the cases that broke other solvers.

use super::*;
use nanduti_stats::{Key, Stream};

/// Cheapest valid flow by trying every flow of every arc.
fn brute_force(network: &Network) -> Option<i128> {
    fn go(network: &Network, flow: &mut Vec<i64>, best: &mut Option<i128>) {
        let arc = flow.len();
        if arc == network.n_arcs() {
            if check_flow(network, flow).is_empty() {
                let cost =
                    (0..arc).map(|a| i128::from(flow[a]) * i128::from(network.cost[a])).sum();
                if best.is_none_or(|best| cost < best) {
                    *best = Some(cost);
                }
            }
            return;
        }
        for amount in network.lower[arc]..=network.upper[arc] {
            flow.push(amount);
            go(network, flow, best);
            flow.pop();
        }
    }
    let mut best = None;
    go(network, &mut Vec::new(), &mut best);
    best
}

/// A random network: duplicate arcs, loops, zero capacities, negative and zero lower bounds.
fn random_network(stream: &mut Stream) -> Network {
    let n_nodes = stream.integer(1, 4) as u32;
    let mut network = Network::new(n_nodes);
    let dear = if stream.bernoulli(0.2) { MAX_COST } else { 4 };
    for _ in 0..stream.integer(0, 6) {
        let from = stream.index(n_nodes as usize) as u32;
        let to = stream.index(n_nodes as usize) as u32;
        let lower = if stream.bernoulli(0.3) { stream.integer(-1, 1) } else { 0 };
        let upper = lower + stream.integer(0, 2);
        network.add_arc(from, to, lower, upper, stream.integer(-dear, dear)).unwrap();
    }
    for _ in 0..stream.integer(0, 2) {
        let amount = stream.integer(0, 3);
        network.add_supply(stream.index(n_nodes as usize) as u32, amount).unwrap();
        network.add_supply(stream.index(n_nodes as usize) as u32, -amount).unwrap();
    }
    if stream.bernoulli(0.05) {
        network.add_supply(0, stream.integer(-1, 1)).unwrap();
    }
    network
}

#[test]
fn equals_brute_force_with_certificates_on_thousands_of_tiny_networks() {
    let (mut feasible, mut infeasible) = (0, 0);
    for case in 0..6_000 {
        let network = random_network(&mut Key::new(1, "network").at(case).stream());
        let answer = network.solve(u64::MAX);
        if let Some(best) = brute_force(&network) {
            feasible += 1;
            assert_eq!(answer.status, Status::Optimal, "case {case}");
            assert_eq!(answer.cost, best, "case {case}");
            assert_eq!(answer.shortfall, 0, "case {case}");
            assert_eq!(check_flow(&network, &answer.flow), [], "case {case}");
            assert_eq!(dual_bound(&network, &answer.potentials), Some(best), "case {case}");
        } else {
            infeasible += 1;
            assert_eq!(answer.status, Status::Infeasible, "case {case}");
            assert!(answer.shortfall > 0 && answer.bound.is_none(), "case {case}");
            assert!(shortage_bound(&network, &answer.potentials).unwrap() > 0, "case {case}");
        }
    }
    assert!(feasible > 1_000 && infeasible > 1_000, "{feasible} {infeasible}");
}

/// Workshops with capacity to lots with demand, everything may stay idle or unfilled.
fn transport(order: &[usize], seed: u64) -> Network {
    let (workshops, lots) = (order.len(), 12);
    let hub = (workshops + lots) as u32;
    let mut network = Network::new(hub + 1);
    let mut stay = 0;
    for (place, &workshop) in order.iter().enumerate() {
        let mut stream = Key::new(seed, "workshop").at(workshop as u64).stream();
        let capacity = stream.integer(0, 40);
        network.add_supply(place as u32, capacity).unwrap();
        stay -= capacity;
        network.add_arc(place as u32, hub, 0, UNBOUNDED, 0).unwrap();
        for _ in 0..4 {
            let lot = (workshops + stream.index(lots)) as u32;
            network.add_arc(place as u32, lot, 0, UNBOUNDED, -stream.integer(-5, 60)).unwrap();
        }
    }
    for lot in 0..lots {
        let demand = Key::new(seed, "lot").at(lot as u64).integer(0, 60);
        network.add_supply((workshops + lot) as u32, -demand).unwrap();
        network.add_arc(hub, (workshops + lot) as u32, 0, UNBOUNDED, 0).unwrap();
        stay += demand;
    }
    network.add_supply(hub, stay).unwrap();
    network
}

#[test]
fn order_of_nodes_and_arcs_does_not_change_the_cost() {
    for seed in 0..30 {
        let mut order: Vec<usize> = (0..25).collect();
        let first = transport(&order, seed).solve(u64::MAX);
        Key::new(seed, "order").stream().shuffle(&mut order);
        let second = transport(&order, seed).solve(u64::MAX);
        assert_eq!(first.status, Status::Optimal);
        assert_eq!(first.cost, second.cost, "seed {seed}");
        assert_eq!(first, transport(&(0..25).collect::<Vec<_>>(), seed).solve(u64::MAX));
    }
}

#[test]
fn one_more_unit_of_demand_is_worth_between_the_slopes() {
    let network = transport(&(0..25).collect::<Vec<_>>(), 3);
    let hub = network.n_nodes() as u32 - 1;
    let base = network.solve(u64::MAX);
    for lot in 25..hub {
        let shifted = |amount: i64| {
            let mut changed = network.clone();
            changed.add_supply(lot, -amount).unwrap();
            changed.add_supply(hub, amount).unwrap();
            changed.solve(u64::MAX)
        };
        let price = i128::from(base.potentials[lot as usize] - base.potentials[hub as usize]);
        let (less, more) = (shifted(-1), shifted(1));
        assert!(base.cost - less.cost <= price && price <= more.cost - base.cost, "lot {lot}");
    }
}

#[test]
fn a_pivot_limit_gives_a_valid_flow_and_a_valid_bound() {
    let network = transport(&(0..25).collect::<Vec<_>>(), 5);
    let best = network.solve(u64::MAX);
    for limit in 0..best.pivots {
        let stopped = network.solve(limit);
        assert_eq!(stopped.status, Status::Limit(Limit::Pivots));
        assert_eq!(check_flow(&network, &stopped.flow), []);
        assert!(stopped.bound.unwrap() <= best.cost && best.cost <= stopped.cost);
    }
}

#[test]
fn pins_and_bans_are_bounds() {
    let mut network = transport(&(0..25).collect::<Vec<_>>(), 7);
    let free = network.solve(u64::MAX);
    let used = (0..network.n_arcs() as u32)
        .find(|&arc| network.arc(arc).unwrap().cost < 0 && free.flow[arc as usize] > 0);
    let used = used.unwrap();
    network.set_bounds(used, 0, 0).unwrap();
    let banned = network.solve(u64::MAX);
    assert_eq!(banned.flow[used as usize], 0);
    assert!(banned.cost >= free.cost);
    network.set_bounds(used, UNBOUNDED, UNBOUNDED).unwrap();
    assert_eq!(network.solve(u64::MAX).status, Status::Infeasible);
}

#[test]
fn costs_and_amounts_at_their_limits_do_not_overflow() {
    let mut network = Network::new(3);
    network.add_supply(0, UNBOUNDED).unwrap();
    network.add_supply(2, -UNBOUNDED).unwrap();
    network.add_arc(0, 1, 0, UNBOUNDED, MAX_COST).unwrap();
    network.add_arc(1, 2, 0, UNBOUNDED, MAX_COST).unwrap();
    let answer = network.solve(u64::MAX);
    assert_eq!(answer.status, Status::Optimal);
    assert_eq!(answer.cost, i128::from(UNBOUNDED) * i128::from(MAX_COST) * 2);
    assert_eq!(answer.bound, Some(answer.cost));
}

#[test]
fn faults_are_values() {
    let mut network = Network::new(2);
    assert_eq!(network.add_arc(0, 2, 0, 1, 0), Err(NetworkError::NoSuchNode(2)));
    assert_eq!(network.add_arc(0, 1, 2, 1, 0), Err(NetworkError::CrossedBounds));
    assert_eq!(network.add_arc(0, 1, 0, UNBOUNDED + 1, 0), Err(NetworkError::AmountTooLarge));
    assert_eq!(network.add_arc(0, 1, 0, 1, MAX_COST + 1), Err(NetworkError::CostTooLarge));
    assert_eq!(network.add_supply(5, 1), Err(NetworkError::NoSuchNode(5)));
    assert_eq!(network.add_supply(0, i64::MAX), Err(NetworkError::AmountTooLarge));
    assert_eq!(network.set_bounds(0, 0, 0), Err(NetworkError::NoSuchArc(0)));
    assert_eq!(network.n_arcs(), 0);
    assert_eq!(network.arc(0), None);
    assert_eq!(dual_bound(&network, &[0]), None);
    assert_eq!(check_flow(&network, &[1]), [FlowViolation::WrongLength]);
    assert_eq!(Network::new(0).solve(0).status, Status::Optimal);
}

#[test]
fn the_checker_sees_each_kind_of_violation() {
    let mut network = Network::new(2);
    network.add_arc(0, 1, 0, 3, 1).unwrap();
    assert_eq!(
        check_flow(&network, &[4]),
        [
            FlowViolation::OutOfBounds { arc: 0 },
            FlowViolation::Unbalanced { node: 0, excess: 4 },
            FlowViolation::Unbalanced { node: 1, excess: -4 },
        ]
    );
}
