//! Brute force on tiny problems, proofs re-evaluated, and what must not change an answer.

use super::*;
use nanduti_stats::{Key, Stream};

/// The best value by trying every choice.
fn brute_force(problem: &BundleProblem) -> f64 {
    fn go(problem: &BundleProblem, choice: &mut Vec<Option<u32>>, best: &mut f64) {
        if choice.len() == problem.agents.len() {
            if let Ok(value) = check_bundle_choice(problem, choice) {
                *best = best.max(value);
            }
            return;
        }
        let n = problem.agents[choice.len()].len() as u32;
        for taken in std::iter::once(None).chain((0..n).map(Some)) {
            choice.push(taken);
            go(problem, choice, best);
            choice.pop();
        }
    }
    let mut best = f64::NEG_INFINITY;
    go(problem, &mut Vec::new(), &mut best);
    best
}

/// A random problem: empty agents and columns, ties, zero capacities, negative values and
/// amounts, doubled rows, unused rows, values of very different size.
fn random_problem(stream: &mut Stream) -> BundleProblem {
    let n_rows = stream.integer(0, 4) as usize;
    let coarse = stream.bernoulli(0.5);
    let dear = if stream.bernoulli(0.1) { 2_f64.powi(40) } else { 20.0 };
    let negative = stream.bernoulli(0.3);
    let capacities = (0..n_rows)
        .map(|_| if stream.bernoulli(0.15) { 0.0 } else { stream.integer(0, 12) as f64 })
        .collect();
    let column = |stream: &mut Stream| {
        let value =
            if coarse { stream.integer(-2, 6) as f64 } else { stream.uniform() * dear - 1.0 };
        let n_uses = if n_rows == 0 { 0 } else { stream.integer(0, n_rows as i64 + 1) };
        let uses = (0..n_uses)
            .map(|_| {
                let amount =
                    if coarse { stream.integer(0, 6) as f64 } else { 7.0 * stream.uniform() };
                let sign = if negative && stream.bernoulli(0.2) { -1.0 } else { 1.0 };
                (stream.index(n_rows) as u32, sign * amount)
            })
            .collect();
        BundleColumn { value, uses }
    };
    let agents = (0..stream.integer(0, 5))
        .map(|_| (0..stream.integer(0, 5)).map(|_| column(stream)).collect())
        .collect();
    BundleProblem { capacities, agents }
}

#[test]
fn equals_brute_force_on_thousands_of_tiny_problems() {
    let options = BundleOptions { node_limit: 10_000, ..BundleOptions::default() };
    for case in 0..4_000 {
        let problem = random_problem(&mut Key::new(1, "bundles").at(case).stream());
        let best = brute_force(&problem);
        let answer = solve_bundles(&problem, &options).unwrap();
        let room = 1e-8 * best.abs().max(1.0);
        assert_eq!(check_bundle_choice(&problem, &answer.choice), Ok(answer.value), "case {case}");
        assert_eq!(answer.status, Status::Optimal, "case {case}: {answer:?}");
        assert!((answer.value - best).abs() <= room, "case {case}: {} {best}", answer.value);
        let proved = check_bundle_certificate(&problem, &answer.certificate).unwrap();
        assert!(proved >= best - room && proved <= answer.bound, "case {case}: {proved} {best}");
    }
}

#[test]
fn any_limit_gives_a_valid_answer_and_a_valid_bound() {
    for case in 0..1_500 {
        let problem = random_problem(&mut Key::new(2, "bundles").at(case).stream());
        let best = brute_force(&problem);
        for node_limit in [0, 1, 3] {
            let options = BundleOptions { node_limit, improvement_rounds: 0, ..Default::default() };
            let answer = solve_bundles(&problem, &options).unwrap();
            let room = 1e-8 * best.abs().max(1.0);
            assert!(answer.value <= best + room && best <= answer.bound + room, "case {case}");
            assert!(answer.bound >= answer.value);
        }
    }
}
