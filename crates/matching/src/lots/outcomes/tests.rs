//! Why pieces stay unmet, case by case.

use crate::match_lots;
use crate::test_case::{TestCase, lot, product, workshop};
use nanduti_model::{Gate, UnmetCause, UnmetReason};

fn reasons(case: &TestCase, lot: usize) -> Vec<UnmetReason> {
    match_lots(&case.input()).lots[lot].reasons.clone()
}

fn because(cause: UnmetCause, n_workshops: u32) -> UnmetReason {
    UnmetReason { cause, n_workshops }
}

/// 14,976 minutes make 1,497 shirts.
#[test]
fn capacity_is_named_when_everybody_is_busy_with_this_lot() {
    let mut case = TestCase::one_pair();
    case.lots[0].pieces = 2_000;
    let outcome = &match_lots(&case.input()).lots[0];
    assert_eq!((outcome.served, outcome.unmet), (1_497, 503));
    assert_eq!(outcome.reasons, [because(UnmetCause::Capacity, 1)]);
    assert_eq!(outcome.fair_price.0, 5_583);
}

#[test]
fn a_lot_nobody_can_make_names_the_gate_that_binds() {
    let mut case = TestCase::one_pair();
    case.population.workshops.push(workshop("W2", 0));
    case.products.push(product("jacket", 40, &["overlock"]));
    case.lots[0].product = 1;
    let gate = |gate, n| because(UnmetCause::Gate(gate), n);
    assert_eq!(reasons(&case, 0), [gate(Gate::Product, 2)]);
    // One of them makes it but lacks the machine (and at 40 minutes the price is too low).
    case.population.workshops[0].main_product = Some("jacket".into());
    let expected = [
        gate(Gate::Machines, 1),
        gate(Gate::FairPrice, 1),
        gate(Gate::Margin, 1),
        gate(Gate::Product, 1),
    ];
    assert_eq!(reasons(&case, 0), expected);
}

#[test]
fn an_unverified_answer_is_named() {
    let mut case = TestCase::one_pair();
    case.population.workshops[0].consent.firm = None;
    let outcome = &match_lots(&case.input()).lots[0];
    assert_eq!((outcome.n_feasible, outcome.n_verify, outcome.n_blocked), (0, 1, 0));
    assert_eq!(outcome.reasons, [because(UnmetCause::Verify, 1)]);
}

#[test]
fn the_supplier_limit_is_named() {
    let mut case = TestCase::one_pair();
    case.population.workshops.push(workshop("W2", 0));
    case.lots[0].pieces = 2_000;
    case.lots[0].max_suppliers = Some(1);
    let expected = [because(UnmetCause::BatchRules, 1), because(UnmetCause::Capacity, 1)];
    assert_eq!(reasons(&case, 0), expected);
}

/// Both lots want all of the only workshop; the better paid one gets it.
#[test]
fn work_worth_more_elsewhere_is_named() {
    let mut case = TestCase::one_pair();
    case.lots[0].pieces = 1_497;
    case.lots.push(lot("L2", 1_497));
    case.lots[1].price.0 = 7_000;
    let matching = match_lots(&case.input());
    assert_eq!(matching.lots[1].served, 1_497);
    assert_eq!(matching.lots[0].reasons, [because(UnmetCause::Outcompeted, 1)]);
}

#[test]
fn one_supplier_s_last_pieces_are_not_given_to_a_batch_too_small() {
    let mut case = TestCase::one_pair();
    case.population.workshops.push(workshop("W2", 0));
    (case.lots[0].pieces, case.lots[0].min_batch) = (1_500, 800);
    let outcome = &match_lots(&case.input()).lots[0];
    assert_eq!(outcome.served, 1_497);
    assert_eq!(outcome.reasons[0], because(UnmetCause::BatchRules, 1));
}
