//! A lot, or all lots of a lead firm: what has a workshop, who could take the rest.

use super::{Explanation, facts};
use crate::words::{Language, gate_name, guaranies, join_and, lower_first, unmet_cause, whole};
use nanduti_model::{LotOutcome, PairVerdict};
use nanduti_pipeline::results::Results;
use std::fmt::Write as _;

fn pieces(language: Language, n: u32) -> String {
    let number = whole(language, i64::from(n));
    language.pick(format!("{number} prendas"), format!("{number} pieces"))
}

pub(super) fn lot(results: &Results, at: usize, language: Language) -> Explanation {
    let lot = &results.lots[at];
    let product = language.of(&results.products[lot.product].name);
    let mut text = format!(
        "{} · {} · {product} · {} · {}\n",
        lot.id,
        results.firms[lot.firm].id,
        pieces(language, lot.pieces),
        guaranies(language, lot.price),
    );
    if let Some(outcome) = outcome(results, at) {
        told_of_lot(results, at, outcome, language, &mut text);
    }
    Explanation { kind: "lot", id: lot.id.to_string(), text, facts: facts::lot(results, at) }
}

fn outcome(results: &Results, at: usize) -> Option<&LotOutcome> {
    results.matching.as_ref()?.lots.iter().find(|o| o.lot == at)
}

fn told_of_lot(
    results: &Results,
    at: usize,
    outcome: &LotOutcome,
    language: Language,
    text: &mut String,
) {
    let number = |n: u32| whole(language, i64::from(n));
    let (served, unmet) = (number(outcome.served), number(outcome.unmet));
    let fair = guaranies(language, outcome.fair_price);
    let _ = writeln!(
        text,
        "{}",
        language.pick(
            format!(
                "Con taller: {served}. Sin cubrir: {unmet}. Precio justo de referencia: {fair}."
            ),
            format!("With a workshop: {served}. Unmet: {unmet}. Fair reference price: {fair}."),
        )
    );
    for assigned in results.matching.iter().flat_map(|m| &m.assigned).filter(|a| a.lot == at) {
        let _ = writeln!(text, "  {}: {}", assigned.workshop_id, number(assigned.pieces));
    }
    for reason in &outcome.reasons {
        let cause = unmet_cause(language, reason.cause);
        let n = number(reason.n_workshops);
        let _ = writeln!(
            text,
            "  {}",
            language.pick(format!("{cause}: {n} talleres"), format!("{cause}: {n} workshops"))
        );
    }
    let verify = to_verify(results, at, language);
    if !verify.is_empty() {
        let list = join_and(language, &verify);
        let _ = writeln!(
            text,
            "{}",
            language.pick(format!("Falta verificar: {list}."), format!("To verify: {list}."))
        );
    }
}

fn to_verify(results: &Results, at: usize, language: Language) -> Vec<String> {
    results
        .matching
        .iter()
        .flat_map(|m| &m.pairs)
        .filter(|p| p.lot == at)
        .filter_map(|p| match &p.verdict {
            PairVerdict::Verify(gates) => {
                let names: Vec<&str> = gates.iter().map(|g| gate_name(language, *g)).collect();
                let id = &results.population.workshops[p.workshop].id;
                Some(format!("{id} ({})", names.join(", ")))
            }
            _ => None,
        })
        .collect()
}

/// A lead firm by its lots. Nothing of a workshop but that it could: no cost, no floor.
pub(super) fn firm(results: &Results, at: usize, language: Language) -> Explanation {
    let firm = &results.firms[at];
    let lots: Vec<usize> =
        (0..results.lots.len()).filter(|&l| results.lots[l].firm == at).collect();
    let mut text = format!(
        "{} · {} · {}\n",
        firm.id,
        firm.name,
        language.pick(format!("lotes: {}", lots.len()), format!("lots: {}", lots.len())),
    );
    if lots.is_empty() {
        let _ = writeln!(
            text,
            "{}",
            language.pick(
                "Sin lotes en este caso: es un resultado válido.",
                "No lots in this case: a valid result.",
            )
        );
    }
    for &l in &lots {
        let lot = &results.lots[l];
        let product = lower_first(language.of(&results.products[lot.product].name));
        let mut line = format!("  {} · {product} · {}", lot.id, pieces(language, lot.pieces));
        if let Some(outcome) = outcome(results, l) {
            let number = |n: u32| whole(language, i64::from(n));
            let (served, can) = (number(outcome.served), number(outcome.n_feasible));
            let (verify, blocked) = (number(outcome.n_verify), number(outcome.n_blocked));
            line.push_str(&language.pick(
                format!(
                    " · con taller {served} · talleres: pueden {can}, falta verificar {verify}, \
                     no pueden {blocked}"
                ),
                format!(
                    " · with a workshop {served} · workshops: can {can}, to be verified {verify}, \
                     cannot {blocked}"
                ),
            ));
            if let (true, Some(reason)) = (outcome.unmet > 0, outcome.reasons.first()) {
                let cause = unmet_cause(language, reason.cause);
                line.push_str(&language.pick(
                    format!(" · lo que más frena: {cause}"),
                    format!(" · what holds most: {cause}"),
                ));
            }
        }
        let _ = writeln!(text, "{line}");
    }
    Explanation {
        kind: "lead_firm",
        id: firm.id.to_string(),
        text,
        facts: facts::firm(results, at, &lots),
    }
}
