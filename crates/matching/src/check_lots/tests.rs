//! Corrupted answers are caught, each by its rule.

use super::*;
use crate::match_lots;
use crate::test_case::{TestCase, lot, synthetic, workshop};
use nanduti_model::{Minutes, MonthIndex, UnmetCause, UnmetReason};

fn rules(case: &TestCase, matching: &Matching) -> Vec<&'static str> {
    let mut rules: Vec<&str> = match check_matching(&case.input(), matching) {
        Ok(_) => Vec::new(),
        Err(violations) => violations.iter().map(|v| v.rule).collect(),
    };
    rules.dedup();
    rules
}

/// Spoils a true answer and expects a rule among what is found.
#[track_caller]
fn caught(rule: &str, case: &TestCase, spoil: impl FnOnce(&mut Matching)) {
    let mut matching = match_lots(&case.input());
    assert_eq!(rules(case, &matching), [""; 0]);
    spoil(&mut matching);
    let found = rules(case, &matching);
    assert!(found.contains(&rule), "{rule} not among {found:?}");
}

/// One workshop of 1,497 shirts, two lots of 1,000, at most one supplier each.
fn two_lots() -> TestCase {
    let mut case = TestCase::one_pair();
    case.lots = vec![lot("L1", 1_000), lot("L2", 1_000)];
    case.lots[0].min_batch = 50;
    case
}

#[test]
fn quantities_that_break_a_limit() {
    let case = two_lots();
    let more = |matching: &mut Matching, pieces: u32| {
        let last = matching.assigned.last_mut().unwrap();
        last.pieces += pieces;
        last.months[0].1 += Minutes(i64::from(pieces) * 1_000);
    };
    caught("capacity", &case, |m| more(m, 1));
    caught("quantity", &case, |m| more(m, 600));
    caught("window", &case, |m| more(m, 1_200));
    caught("whole_pieces", &case, |m| m.assigned[0].months[0].1 += Minutes(1));
    caught("window", &case, |m| m.assigned[0].months[0].0 = MonthIndex(1));
    caught("minimum_batch", &case, |m| {
        let first = &mut m.assigned[0];
        (first.pieces, first.months[0].1) = (10, Minutes(10_000));
    });
    caught("order", &case, |m| {
        let again = m.assigned[0].clone();
        m.assigned.push(again);
    });
    caught("position", &case, |m| m.assigned[0].workshop = 9);
    caught("value", &case, |m| m.outcome.value *= 1.01);
}

#[test]
fn too_many_suppliers() {
    let mut case = TestCase::one_pair();
    case.population.workshops.push(workshop("W2", 0));
    case.lots[0] = lot("L1", 2_000);
    case.lots[0].max_suppliers = Some(2);
    let matching = match_lots(&case.input());
    assert_eq!(matching.assigned.len(), 2);
    case.lots[0].max_suppliers = Some(1);
    assert!(rules(&case, &matching).contains(&"suppliers"));
}

#[test]
fn pairs_that_fail_a_gate_or_wait_for_an_answer() {
    let case = TestCase::one_pair();
    let matching = match_lots(&case.input());
    let mut blocked = case.clone();
    blocked.population.workshops[0].consent.firm = Some(false);
    assert!(rules(&blocked, &matching).contains(&"gate"));
    let mut unknown = case.clone();
    unknown.population.workshops[0].consent.firm = None;
    assert!(rules(&unknown, &matching).contains(&"gate"));
    let mut forbidden = case.clone();
    forbidden.forbidden.push((0, 0));
    assert!(rules(&forbidden, &matching).contains(&"gate"));
}

#[test]
fn claims_about_lots_workshops_and_pairs() {
    let case = two_lots();
    caught("served", &case, |m| m.lots[0].served += 1);
    caught("reasons", &case, |m| {
        m.lots.iter_mut().for_each(|l| l.reasons.clear());
    });
    caught("verdict_counts", &case, |m| m.lots[1].n_verify += 1);
    caught("fair_price", &case, |m| m.lots[1].fair_price.0 += 1);
    caught("matched", &case, |m| m.matched[0] = false);
    caught("offered", &case, |m| m.capacity[0][0] += Minutes(1));
    caught("pairs", &case, |m| m.pairs[0].verdict = nanduti_model::PairVerdict::Verify(vec![]));
    caught("pairs", &case, |m| drop(m.pairs.pop()));
    caught("parts", &case, |m| m.assigned[0].parts[0].score = 0.9);
    caught("names", &case, |m| m.assigned[0].firm = "F2".into());
    let whole = TestCase::one_pair();
    caught("reasons", &whole, |m| {
        m.lots[0].reasons.push(UnmetReason { cause: UnmetCause::Capacity, n_workshops: 1 });
    });
}

#[test]
fn bounds_that_the_prices_do_not_prove() {
    let case = synthetic(60, 12, 1);
    caught("bound", &case, |m| m.outcome.bound = Some(m.outcome.value * 0.999));
    caught("bound", &case, |m| m.outcome.bound = None);
    caught("status", &case, |m| m.outcome.status = SolveStatus::Infeasible(vec![]));
    // Dearer minutes prove a weaker bound than the one claimed.
    caught("bound", &case, |m| {
        m.minute_prices.iter_mut().flatten().for_each(|price| *price += 5.0);
    });
}

/// Prices are free to be anything: the bound they prove is never below the value.
#[test]
fn any_prices_prove_a_valid_bound() {
    let case = synthetic(60, 12, 2);
    let matching = match_lots(&case.input());
    for factor in [0.0, 0.5, 1.0, 3.0, -1.0, f64::NAN] {
        let prices: Vec<Vec<f64>> = matching
            .minute_prices
            .iter()
            .map(|row| row.iter().map(|price| price * factor).collect())
            .collect();
        let bound = bound_at_prices(&case.input(), &prices);
        assert!(bound >= matching.outcome.value * (1.0 - 1e-9), "factor {factor}");
    }
    assert!(bound_at_prices(&case.input(), &[]) >= matching.outcome.value * (1.0 - 1e-9));
}

#[test]
fn a_displaced_stable_tie() {
    let mut case = TestCase::one_pair();
    case.population.workshops.push(workshop("W2", 0));
    case.lots[0].max_suppliers = Some(1);
    let matching = match_lots(&case.input());
    assert_eq!(matching.matched, [true, false]);
    let tie = |strength| nanduti_model::FirmTie { workshop: 1, firm: 0, strength };
    case.ties.push(tie(nanduti_model::TieStrength::Stable));
    let mut stale = matching;
    // The pairs' parts know nothing of the tie; told it, only the displacement remains.
    stale.pairs = match_lots(&case.input()).pairs;
    assert!(rules(&case, &stale).contains(&"stable_tie"));
}
