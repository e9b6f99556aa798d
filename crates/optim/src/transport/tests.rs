//! Against the general network simplex on random problems, edges, limits and warm starts.

mod batches;

use super::*;
use crate::network::Network;
use nanduti_stats::{Key, Stream};

/// The same problem as a network, and its best value.
fn by_network(problem: &Transport) -> i128 {
    let (n_sources, n_sinks) = (problem.capacity.len() as u32, problem.demand.len() as u32);
    let hub = n_sources + n_sinks;
    let mut network = Network::new(hub + 1);
    for source in 0..n_sources {
        let capacity = problem.capacity[source as usize];
        for pair in problem.row(source as usize) {
            let to = n_sources + problem.sinks[pair];
            network.add_arc(source, to, 0, capacity, -problem.values[pair]).unwrap();
        }
        network.add_supply(source, capacity).unwrap();
        network.add_supply(hub, -capacity).unwrap();
        network.add_arc(source, hub, 0, capacity, 0).unwrap();
    }
    for sink in 0..n_sinks {
        let demand = problem.demand[sink as usize];
        network.add_supply(n_sources + sink, -demand).unwrap();
        network.add_supply(hub, demand).unwrap();
        network.add_arc(hub, n_sources + sink, 0, demand, 0).unwrap();
    }
    let answer = network.solve(u64::MAX);
    assert_eq!(answer.status, Status::Optimal);
    -answer.cost
}

fn random(stream: &mut Stream) -> Transport {
    let (n_sources, n_sinks) = (stream.index(8), 1 + stream.index(6));
    let (most, spread) = (stream.integer(0, 6), stream.integer(0, 12));
    let capacity: Vec<i64> = (0..n_sources).map(|_| stream.integer(0, most)).collect();
    let demand: Vec<i64> = (0..n_sinks).map(|_| stream.integer(0, most + 2)).collect();
    let (mut starts, mut sinks, mut values) = (vec![0], Vec::new(), Vec::new());
    for _ in 0..n_sources {
        for _ in 0..stream.index(6) {
            sinks.push(stream.index(n_sinks) as u32);
            values.push(stream.integer(-3, spread));
        }
        starts.push(sinks.len() as u32);
    }
    Transport::new(capacity, demand, starts, sinks, values).unwrap()
}

#[test]
fn equals_the_network_simplex_with_proof_on_thousands_of_small_problems() {
    let mut worth = 0;
    for case in 0..20_000 {
        let mut stream = Key::new(5, "transport").at(case).stream();
        let problem = random(&mut stream);
        let answer = problem.solve(u64::MAX);
        assert_eq!(check_transport(&problem, &answer), [], "case {case}: {problem:?}");
        assert_eq!(answer.status, Status::Optimal, "case {case}");
        assert_eq!(answer.value, by_network(&problem), "case {case}: {problem:?}");
        let prices: Vec<i64> = problem.demand.iter().map(|_| stream.integer(-5, 40)).collect();
        let warm = problem.solve_from(&prices, u64::MAX);
        assert_eq!((warm.value, warm.bound), (answer.value, answer.value), "case {case}");
        worth += i64::from(answer.value > 0);
    }
    assert!(worth > 10_000, "most problems have something to gain: {worth}");
}

/// OR-Tools, LEMON and HiGHS agree on these optima' check; here the general network simplex is
/// the witness.
#[test]
fn published_instances_are_solved_exactly() {
    let instance = crate::published::supply(300);
    let problem = instance.transport().unwrap();
    let answer = problem.solve(u64::MAX);
    assert_eq!(check_transport(&problem, &answer), []);
    assert_eq!(answer.value, -instance.network().unwrap().solve(u64::MAX).cost);
}

#[test]
fn assignments_of_ones_end_although_most_pivots_are_degenerate() {
    let mut stream = Key::new(6, "ones").stream();
    let n = 60;
    let sinks: Vec<u32> = (0..n * 10).map(|_| stream.index(n) as u32).collect();
    let values: Vec<i64> = sinks.iter().map(|_| stream.integer(1, 3)).collect();
    let starts = (0..=n as u32).map(|source| source * 10).collect();
    let problem = Transport::new(vec![1; n], vec![1; n], starts, sinks, values).unwrap();
    let answer = problem.solve(u64::MAX);
    assert_eq!(check_transport(&problem, &answer), []);
    assert_eq!(answer.value, by_network(&problem));
}

#[test]
fn a_limit_gives_a_valid_flow_and_a_valid_bound() {
    let problem = crate::published::supply(300).transport().unwrap();
    let best = problem.solve(u64::MAX);
    for limit in [0, 1, 10] {
        let answer = problem.solve(limit);
        assert_eq!(answer.status, Status::Limit(Limit::Pivots));
        assert_eq!(check_transport(&problem, &answer), []);
        assert!(answer.value <= best.value && best.value <= answer.bound);
        assert!(answer.pivots <= limit);
    }
    let again = problem.solve_from(&best.sink_prices, u64::MAX);
    assert_eq!(again.value, best.value);
    let blind = problem.solve_from(&[], u64::MAX);
    assert_eq!(blind.value, best.value);
    assert!(again.pivots < blind.pivots, "{} of {}", again.pivots, blind.pivots);
}

/// One more unit of a sink's demand is worth its price, where the price holds on both sides.
#[test]
fn prices_predict_one_unit_more() {
    let problem = crate::published::supply(100).transport().unwrap();
    let best = problem.solve(u64::MAX);
    let mut exact = 0;
    for sink in 0..problem.demand.len() {
        let mut more = problem.clone();
        more.demand[sink] += 1;
        let gained = more.solve(u64::MAX).value - best.value;
        let mut less = problem.clone();
        less.demand[sink] -= 1;
        let lost = best.value - less.solve(u64::MAX).value;
        let price = i128::from(best.sink_prices[sink]);
        assert!(gained <= price && price <= lost, "{gained} {price} {lost}");
        exact += i32::from(gained == price);
    }
    assert!(exact > 12, "{exact}");
}

#[test]
fn edges_have_answers() {
    let empty = Transport::new(vec![], vec![], vec![0], vec![], vec![]).unwrap();
    assert_eq!(empty.solve(u64::MAX).value, 0);
    let no_pairs = Transport::new(vec![5], vec![5], vec![0, 0], vec![], vec![]).unwrap();
    assert_eq!((no_pairs.solve(9).value, no_pairs.solve(9).bound), (0, 0));
    // Nothing is asked for: the price says what a first unit would be worth.
    let closed = Transport::new(vec![5], vec![0], vec![0, 1], vec![0], vec![7]).unwrap();
    let answer = closed.solve(u64::MAX);
    assert_eq!((answer.value, answer.sink_prices[0]), (0, 7));
    assert_eq!(check_transport(&closed, &answer), []);
    // Amounts and values at their limits: 2^59 units at 2^40.
    let large = Transport::new(vec![1 << 59], vec![1 << 60], vec![0, 1], vec![0], vec![1 << 40]);
    let large = large.unwrap();
    assert_eq!(large.solve(u64::MAX).value, 1 << 99);
}

#[test]
fn what_does_not_fit_is_refused() {
    let new = Transport::new;
    let shape = new(vec![1], vec![1], vec![0], vec![], vec![]);
    assert_eq!(shape, Err(TransportError::Shape));
    let row = new(vec![1], vec![1], vec![0, 2], vec![0], vec![1]);
    assert_eq!(row, Err(TransportError::Shape));
    let sink = new(vec![1], vec![1], vec![0, 1], vec![3], vec![1]);
    assert_eq!(sink, Err(TransportError::NoSuchSink(3)));
    let negative = new(vec![-1], vec![1], vec![0, 0], vec![], vec![]);
    assert_eq!(negative, Err(TransportError::NegativeAmount));
    let much = new(vec![1 << 60, 1], vec![], vec![0, 0, 0], vec![], vec![]);
    assert_eq!(much, Err(TransportError::AmountTooLarge));
    let dear = new(vec![1], vec![1], vec![0, 1], vec![0], vec![(1 << 40) + 1]);
    assert_eq!(dear, Err(TransportError::ValueTooLarge));
    let wide = new(vec![1], vec![0; 1 << 18], vec![0, 1], vec![0], vec![1 << 40]);
    assert_eq!(wide, Err(TransportError::TooLarge));
}

#[test]
fn every_corruption_is_caught() {
    let problem = crate::published::supply(100).transport().unwrap();
    let good = problem.solve(u64::MAX);
    let used = good.flow.iter().position(|&flow| flow > 0).unwrap();
    let check = |change: fn(&mut TransportSolution, usize)| {
        let mut bad = good.clone();
        change(&mut bad, used);
        check_transport(&problem, &bad)
    };
    assert!(check(|bad, _| bad.flow.truncate(3)).contains(&TransportViolation::Shape));
    let negative = check(|bad, at| bad.flow[at] = -1);
    assert!(matches!(negative[0], TransportViolation::NegativeFlow(_)), "{negative:?}");
    let much = check(|bad, at| bad.flow[at] += 1_000);
    assert!(much.iter().any(|found| matches!(found, TransportViolation::Capacity(_))));
    assert!(much.iter().any(|found| matches!(found, TransportViolation::Demand(_))));
    assert!(check(|bad, _| bad.value += 1).contains(&TransportViolation::Value));
    assert!(check(|bad, _| bad.sink_prices[0] += 9).contains(&TransportViolation::Bound));
    let unproved = check(|bad, _| {
        bad.sink_prices[0] += 9_999;
        bad.bound += 1;
    });
    assert!(unproved.contains(&TransportViolation::NotProved), "{unproved:?}");
}
