//! Brute force on tiny problems, proofs re-evaluated, and what must not change an answer.

use super::*;
use nanduti_stats::{Key, Stream};

/// Options that ask for the proved optimum.
fn exact_options() -> BundleOptions {
    BundleOptions { node_limit: 100_000, gap: 0.0, ..BundleOptions::default() }
}

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
    let options = exact_options();
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
            let options = BundleOptions { node_limit, improvement_rounds: 0, ..exact_options() };
            let answer = solve_bundles(&problem, &options).unwrap();
            let room = 1e-8 * best.abs().max(1.0);
            assert!(answer.value <= best + room && best <= answer.bound + room, "case {case}");
            assert!(answer.bound >= answer.value);
        }
    }
}

#[test]
fn most_tiny_problems_need_the_search_somewhere() {
    // The oracle tests above mean little if the root closes everything.
    let (mut searched, mut dominated, mut negative) = (0, 0, 0);
    for case in 0..4_000 {
        let problem = random_problem(&mut Key::new(1, "bundles").at(case).stream());
        let answer = solve_bundles(&problem, &exact_options()).unwrap();
        if let BundleCertificate::Search(proof) = &answer.certificate {
            searched += 1;
            dominated += usize::from(!proof.dominated.is_empty());
            let mut amounts = problem.agents.iter().flatten().flat_map(|column| &column.uses);
            negative += usize::from(amounts.any(|used| used.1 < 0.0));
        }
    }
    assert!(
        searched > 300 && dominated > 100 && negative > 50,
        "{searched} {dominated} {negative}"
    );
}

/// Twelve agents with enough ties and tight rows to need branching.
fn middling(seed: u64) -> BundleProblem {
    let mut stream = Key::new(seed, "middling").stream();
    let mut column = || BundleColumn {
        value: stream.integer(10, 60) as f64,
        uses: (0..4).map(|row| (row, stream.integer(0, 9) as f64)).collect(),
    };
    let agents = (0..12).map(|_| (0..20).map(|_| column()).collect()).collect();
    BundleProblem { capacities: vec![25.0, 30.0, 20.0, 28.0], agents }
}

#[test]
fn proofs_are_reevaluated_and_their_tampering_is_seen() {
    let problem = middling(1);
    let options = exact_options();
    let answer = solve_bundles(&problem, &options).unwrap();
    assert_eq!(answer.status, Status::Optimal);
    let BundleCertificate::Search(proof) = answer.certificate else {
        panic!("this problem needs the search");
    };
    let checked =
        |proof: SearchProof| check_bundle_certificate(&problem, &BundleCertificate::Search(proof));
    assert!(checked(proof.clone()).unwrap() <= answer.bound);
    // A cut tree still proves something, but less.
    let mut cut = proof.clone();
    cut.nodes[0].split = None;
    assert!(checked(cut).unwrap() > answer.bound);
    // A lower threshold cannot make a proof of a false bound.
    let mut lower = proof.clone();
    lower.threshold -= 5.0;
    assert!(checked(lower).unwrap() >= answer.value);
    let mut looped = proof.clone();
    if let Some(split) = &mut looped.nodes[0].split {
        split.beyond = 0;
    }
    assert_eq!(checked(looped), Err(CertificateFault::BadTree));
    let mut free = proof.clone();
    free.nodes[1].multipliers[0] = -1.0;
    assert_eq!(checked(free), Err(CertificateFault::BadMultipliers));
    let mut false_pair = proof;
    false_pair.dominated.push((0, answer.choice[0].unwrap_or(0), None));
    assert_eq!(checked(false_pair), Err(CertificateFault::BadDominance));
}

#[test]
fn order_of_agents_and_columns_does_not_change_the_optimum() {
    let options = exact_options();
    for seed in 2..8 {
        let problem = middling(seed);
        let first = solve_bundles(&problem, &options).unwrap();
        let mut shuffled = problem.clone();
        let mut stream = Key::new(seed, "order").stream();
        stream.shuffle(&mut shuffled.agents);
        shuffled.agents.iter_mut().for_each(|columns| stream.shuffle(columns));
        let second = solve_bundles(&shuffled, &options).unwrap();
        assert_eq!(first.status, Status::Optimal);
        assert_eq!(first.value, second.value);
        assert_eq!(first, solve_bundles(&problem, &options).unwrap());
    }
}

#[test]
fn more_capacity_or_columns_never_lower_the_optimum() {
    let options = exact_options();
    for seed in 2..6 {
        let mut problem = middling(seed);
        let base = solve_bundles(&problem, &options).unwrap();
        problem.capacities[0] += 3.0;
        let wider = solve_bundles(&problem, &options).unwrap();
        problem.agents[3].push(BundleColumn { value: 50.0, uses: vec![(1, 2.0)] });
        let richer = solve_bundles(&problem, &options).unwrap();
        assert!(base.value <= wider.value && wider.value <= richer.value);
    }
}

#[test]
fn a_gap_asked_for_stops_the_search_as_feasible() {
    let options = BundleOptions { gap: 0.5, improvement_rounds: 0, ..Default::default() };
    let answer = solve_bundles(&middling(1), &options).unwrap();
    assert_eq!(answer.status, Status::Feasible);
    assert!(answer.gap().unwrap() <= 0.5);
    assert_eq!(answer.nodes, 0);
}

#[test]
fn many_agents_give_the_same_answer_on_any_number_of_threads() {
    let mut stream = Key::new(1, "threads").stream();
    let mut column = || BundleColumn {
        value: stream.integer(10, 60) as f64 / 3.0,
        uses: (0..3).map(|row| (row, stream.uniform())).collect(),
    };
    let agents = (0..200).map(|_| (0..6).map(|_| column()).collect()).collect();
    let problem = BundleProblem { capacities: vec![20.0, 25.0, 30.0], agents };
    let options = BundleOptions { node_limit: 10, ..exact_options() };
    let on = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| solve_bundles(&problem, &options).unwrap())
    };
    let alone = on(1);
    assert_eq!(alone, on(2));
    assert_eq!(alone, on(3));
    assert!(alone.gap().unwrap() < 0.01);
}

#[test]
fn faults_are_values() {
    let column = |value, uses| BundleColumn { value, uses };
    let solve = |capacities, columns| {
        let problem = BundleProblem { capacities, agents: vec![columns] };
        solve_bundles(&problem, &BundleOptions::default()).map(|answer| answer.value)
    };
    assert_eq!(solve(vec![-1.0], vec![]), Err(BundleError::NegativeCapacity { row: 0 }));
    assert_eq!(solve(vec![f64::NAN], vec![]), Err(BundleError::NotFinite));
    assert_eq!(solve(vec![], vec![column(f64::INFINITY, vec![])]), Err(BundleError::NotFinite));
    let foreign = vec![column(1.0, vec![(1, 1.0)])];
    assert_eq!(solve(vec![1.0], foreign), Err(BundleError::NoSuchRow { row: 1 }));
    assert_eq!(solve(vec![], vec![column(3.0, vec![])]), Ok(3.0));
    assert_eq!(solve(vec![0.0], vec![column(3.0, vec![(0, 1.0)])]), Ok(0.0));
}

#[test]
fn the_checker_sees_each_kind_of_violation() {
    let problem = middling(1);
    assert_eq!(check_bundle_choice(&problem, &[]), Err(BundleViolation::WrongLength));
    let mut choice = vec![None; 12];
    choice[4] = Some(20);
    assert_eq!(
        check_bundle_choice(&problem, &choice),
        Err(BundleViolation::NoSuchColumn { agent: 4 })
    );
    let all = vec![Some(0); 12];
    assert!(matches!(
        check_bundle_choice(&problem, &all),
        Err(BundleViolation::OverCapacity { .. })
    ));
    let short = BundleCertificate::Multipliers(vec![0.0]);
    assert_eq!(check_bundle_certificate(&problem, &short), Err(CertificateFault::BadMultipliers));
}

/// A tree of random prices and splits, right or wrong for the problem.
fn random_proof(problem: &BundleProblem, threshold: f64, stream: &mut Stream) -> SearchProof {
    let n_rows = problem.capacities.len();
    let mut nodes: Vec<ProofNode> = Vec::new();
    let node = |stream: &mut Stream| ProofNode {
        multipliers: (0..n_rows).map(|_| (4.0 * stream.uniform() - 1.0).max(0.0)).collect(),
        split: None,
    };
    nodes.push(node(stream));
    for place in 0..3 {
        if n_rows == 0 || problem.agents.is_empty() {
            break;
        }
        let within = nodes.len() as u32;
        nodes[place].split = Some(ProofSplit {
            agent: stream.index(problem.agents.len()) as u32,
            row: stream.index(n_rows) as u32,
            limit: stream.integer(-1, 5) as f64,
            within,
            beyond: within + 1,
        });
        nodes.push(node(stream));
        nodes.push(node(stream));
    }
    SearchProof { dominated: Vec::new(), threshold, nodes }
}

#[test]
fn no_tree_whatever_makes_the_checker_prove_a_false_bound() {
    for case in 0..6_000 {
        let mut stream = Key::new(9, "proofs").at(case).stream();
        let problem = random_problem(&mut stream);
        let best = brute_force(&problem);
        let threshold = best - stream.integer(-1, 6) as f64;
        let proof = random_proof(&problem, threshold, &mut stream);
        let proved = check_bundle_certificate(&problem, &BundleCertificate::Search(proof));
        let room = 1e-8 * best.abs().max(1.0);
        assert!(proved.unwrap() >= best - room, "case {case}");
    }
}
