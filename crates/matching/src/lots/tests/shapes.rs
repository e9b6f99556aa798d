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

/// A case that keeps few pairs: those of workshops and lots, in order; counts are of all pairs.
#[test]
fn a_narrowed_problem_keeps_the_best_pairs_in_order() {
    let mut case = synthetic(80, 40, 7);
    case.policy.fair_price = "warning".to_owned();
    case.policy.margin = "warning".to_owned();
    let input = case.input();
    let facts = Case::new(&input);
    let whole = screen(&facts, KEEP);
    let narrowed = screen(&facts, FEW);
    assert!(whole.complete && !narrowed.complete);
    assert_eq!(whole.counts, narrowed.counts);
    let (all, few) = (&whole.problem, &narrowed.problem);
    assert_eq!(all.lots, few.lots);
    assert!(few.pairs.len() < all.pairs.len());
    assert!(few.pairs.is_sorted_by_key(|pair| (pair.workshop, pair.lot)));
    for (lot, pairs) in few.by_lot.iter().enumerate() {
        assert!(pairs.len() >= all.by_lot[lot].len().min(3));
        assert!(pairs.iter().all(|&pair| few.pairs[pair].lot as usize == lot));
        let mut most: Vec<i64> = all.by_lot[lot].iter().map(|&p| all.pairs[p].most).collect();
        most.sort_unstable_by_key(|&most| std::cmp::Reverse(most));
        most.truncate(all.lots[lot].suppliers);
        assert_eq!(few.lots[lot].most_first, most);
    }
    for workshop in 0..80 {
        let value = |problem: &Problem, p: usize| problem.pairs[p].value;
        let best = |problem: &Problem| {
            problem.pairs_of(workshop).map(|p| value(problem, p)).fold(0.0, f64::max)
        };
        assert!((best(all) - best(few)).abs() < 1e-12);
    }
}

const FEW: Keep = Keep { all_up_to: 0, of_workshop: 1, of_lot: 3 };

/// With few pairs kept and the missing ones added where prices ask for them, the answer keeps
/// every rule, and its bound, over all pairs, is near that of the whole search.
#[test]
fn few_pairs_are_enough_for_a_valid_answer_near_the_best() {
    for seed in 1..=3 {
        let case = synthetic(372, 30, seed);
        let input = case.input();
        let matching = match_keeping(&input, FEW);
        let checked = check_matching(&input, &matching).unwrap();
        let whole = solved(&case).outcome;
        assert!(checked.value >= 0.98 * whole.value, "seed {seed}: {}", checked.value);
        assert!(checked.bound >= whole.value, "seed {seed}");
        assert!(gap(&matching) <= 0.03, "seed {seed}: {}", gap(&matching));
    }
}
