//! What a matching tells about lots, pairs and workshops, held against the case.

use super::bound::Judged;
use super::facts::Facts;
use crate::Violation;
use crate::gates::reference_price;
use crate::value::value_parts;
use nanduti_model::{Guaranies, Matching, Minutes, PairOutcome, PairVerdict};

pub(super) fn check(
    facts: &Facts,
    judged: &[Judged],
    matching: &Matching,
    violations: &mut Vec<Violation>,
) {
    check_lots(facts, judged, matching, violations);
    check_workshops(facts, matching, violations);
    if matching.pairs_complete {
        let expected = facts.n_workshops() * facts.input.lots.len();
        if matching.pairs.len() != expected {
            let at = format!("{} of {expected}", matching.pairs.len());
            violations.push(Violation::new("pairs", at));
        }
    }
    for pair in &matching.pairs {
        let exists = pair.workshop < facts.n_workshops() && pair.lot < facts.input.lots.len();
        if !exists || !is_true(facts, pair) {
            violations.push(Violation::new("pairs", format!("{} – {}", pair.workshop, pair.lot)));
        }
    }
}

fn is_true(facts: &Facts, outcome: &PairOutcome) -> bool {
    let examination = facts.examine(outcome.workshop, outcome.lot);
    let verdict = match (examination.failed.is_empty(), examination.unknown.is_empty()) {
        (false, _) => PairVerdict::Blocked(examination.failed),
        (true, false) => PairVerdict::Verify(examination.unknown),
        (true, true) => {
            let pair = facts.pair(outcome.workshop, outcome.lot);
            PairVerdict::Feasible(value_parts(&pair, facts.input.policy))
        }
    };
    outcome.verdict == verdict && outcome.negotiate == examination.negotiate
}

fn check_lots(
    facts: &Facts,
    judged: &[Judged],
    matching: &Matching,
    violations: &mut Vec<Violation>,
) {
    let n_lots = facts.input.lots.len();
    if matching.lots.len() != n_lots || matching.lot_prices.len() != n_lots {
        violations.push(Violation::new("lots", format!("{} of {n_lots}", matching.lots.len())));
        return;
    }
    let mut pieces = vec![0; n_lots];
    for assigned in matching.assigned.iter().filter(|a| a.lot < n_lots) {
        pieces[assigned.lot] += u64::from(assigned.pieces);
    }
    for (lot, outcome) in matching.lots.iter().enumerate() {
        let the_lot = &facts.input.lots[lot];
        let mut broken = |rule| violations.push(Violation::new(rule, the_lot.id.to_string()));
        if outcome.lot != lot
            || u64::from(outcome.served) != pieces[lot]
            || u64::from(outcome.served) + u64::from(outcome.unmet) != u64::from(the_lot.pieces)
        {
            broken("served");
        }
        if outcome.reasons.is_empty() != (outcome.unmet == 0 || facts.n_workshops() == 0) {
            broken("reasons");
        }
        let (n_feasible, n_verify) = (judged[lot].n_feasible, judged[lot].n_verify);
        let n_blocked = facts.n_workshops() - n_feasible - n_verify;
        if [outcome.n_feasible, outcome.n_verify, outcome.n_blocked].map(|n| n as usize)
            != [n_feasible, n_verify, n_blocked]
        {
            broken("verdict_counts");
        }
        let product = facts.input.products.get(the_lot.product);
        let fair = product.and_then(|product| reference_price(product, facts.input.policy));
        if outcome.fair_price != fair.and_then(Guaranies::rounded).unwrap_or_default() {
            broken("fair_price");
        }
    }
}

fn check_workshops(facts: &Facts, matching: &Matching, violations: &mut Vec<Violation>) {
    let mut has_firm = vec![false; facts.n_workshops()];
    for assigned in matching.assigned.iter().filter(|a| a.pieces > 0) {
        if let Some(has_firm) = has_firm.get_mut(assigned.workshop) {
            *has_firm = true;
        }
    }
    if matching.matched != has_firm {
        violations.push(Violation::new("matched", "other workshops than those with pieces"));
    }
    let offered = |workshop: usize| Minutes(facts.monthly[workshop].unwrap_or(0));
    let is_true = |(workshop, months): (usize, &Vec<Minutes>)| {
        months.iter().all(|&minutes| minutes == offered(workshop))
    };
    if matching.capacity.len() != facts.n_workshops()
        || !matching.capacity.iter().enumerate().all(is_true)
    {
        violations.push(Violation::new("offered", "other minutes than the case gives"));
    }
}
