//! Cases shaped like a survey: the gap, and what a large case keeps.

use super::*;

/// 372 workshops and 30 lots, as the programme has them: a gap of at most 1 %.
#[test]
fn the_gap_at_the_size_of_a_programme_is_below_one_per_cent() {
    for seed in 1..=3 {
        let matching = solved(&synthetic(372, 30, seed));
        assert!(gap(&matching) <= 0.01, "seed {seed}: {}", gap(&matching));
        assert!(matching.assigned.len() > 20);
    }
}

/// Every price accepted and few suppliers allowed: scarcer and harder.
#[test]
fn the_gap_stays_small_where_lots_compete() {
    let mut case = synthetic(150, 60, 2);
    case.policy.fair_price = "warning".to_owned();
    case.policy.margin = "warning".to_owned();
    let matching = solved(&case);
    assert!(gap(&matching) <= 0.02, "{}", gap(&matching));
}

#[test]
fn stable_ties_with_work_on_offer_are_matched_to_their_firm() {
    let case = synthetic(372, 30, 1);
    let matching = solved(&case);
    let firm = &case.firms[0].id;
    let able = |w: usize| {
        matching.pairs.iter().any(|p| {
            p.workshop == w
                && case.lots[p.lot].firm == 0
                && matches!(p.verdict, PairVerdict::Feasible(_))
        })
    };
    let stable: Vec<usize> = case
        .ties
        .iter()
        .filter(|t| t.strength == TieStrength::Stable && able(t.workshop))
        .map(|t| t.workshop)
        .collect();
    let kept = stable
        .iter()
        .filter(|&&w| matching.assigned.iter().any(|a| a.workshop == w && a.firm == *firm))
        .count();
    assert!(stable.len() >= 3, "{stable:?}");
    assert!(kept * 10 >= stable.len() * 8, "{kept} of {}", stable.len());
}

/// Narrowed to the best pairs of workshops and lots, the answer is valid and its bound rests
/// on all pairs.
#[test]
fn a_narrowed_problem_keeps_the_best_pairs_in_order() {
    let case = synthetic(80, 40, 7);
    let input = case.input();
    let facts = Case::new(&input);
    let problem = screen(&facts).problem;
    let narrowed = screening::narrow_to(&problem, 2, 3);
    assert!(narrowed.pairs.len() < problem.pairs.len());
    assert!(narrowed.pairs.is_sorted_by_key(|pair| (pair.workshop, pair.lot)));
    for (lot, pairs) in narrowed.by_lot.iter().enumerate() {
        assert!(pairs.len() >= problem.by_lot[lot].len().min(3));
        assert!(pairs.iter().all(|&pair| narrowed.pairs[pair].lot as usize == lot));
    }
    let (plan, _) = solve(&facts, &narrowed);
    let quantities = widen(&problem, &narrowed, &plan);
    assert!(quantities.is_sorted_by_key(|quantity| quantity.pair));
    let value = |q: &screening::Quantity| {
        let pair = &problem.pairs[q.pair];
        q.pieces as f64 * problem.lots[pair.lot as usize].per_piece(pair.value)
    };
    let total: f64 = quantities.iter().map(value).sum();
    assert!((total - plan.value()).abs() <= 1e-9 * total);
}
