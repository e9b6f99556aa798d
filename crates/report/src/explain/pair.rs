//! One workshop and one lot: may it take it, why, why not.

use crate::words::{
    Language, decimal, gate_change, gate_name, gate_sentence, guaranies, join_and, lower_first,
    machine_name, month_of, readable, text::explain as text, upper_first, value_part, whole,
};
use nanduti_model::{Gate, GateFailure, LotId, PairVerdict, ProductId, ValuePart, WorkshopId};
use nanduti_pipeline::results::Results;
use std::fmt::Write as _;

/// Whether a workshop may take a lot, with the parts of the value or the gates it fails.
pub fn explain_pair(
    results: &Results,
    workshop: &WorkshopId,
    lot: &LotId,
    language: Language,
) -> String {
    let Some(w) = results.population.position(workshop) else {
        return format!("{workshop}: {}\n", text::unknown_workshop(language));
    };
    let Some(l) = results.lots.iter().position(|x| x.id == *lot) else {
        return format!("{lot}: {}\n", text::unknown_lot(language));
    };
    let Some(matching) = &results.matching else {
        return format!("{}\n", text::no_matching(language));
    };
    let mut out = head(results, workshop, l, language);
    match matching.pairs.iter().find(|p| p.workshop == w && p.lot == l) {
        None if matching.pairs_complete => {
            let _ = writeln!(out, "{}", text::blocked(language));
        }
        None => {
            let _ = writeln!(out, "{}", text::not_kept(language));
        }
        Some(pair) => {
            verdict(results, (w, l), &pair.verdict, language, &mut out);
            negotiation(&pair.negotiate, language, &mut out);
        }
    }
    assigned(results, w, l, language, &mut out);
    let _ = writeln!(out, "{}", text::is_proposal(language));
    out
}

fn head(results: &Results, workshop: &WorkshopId, l: usize, language: Language) -> String {
    let lot = &results.lots[l];
    let product =
        results.products.get(lot.product).map_or("—", |p| language.of(&p.name)).to_lowercase();
    let pieces = whole(language, i64::from(lot.pieces));
    let mut out = text::pair_head(language, workshop, &lot.id, product, pieces);
    out.push('\n');
    let outcome = results.matching.as_ref().and_then(|m| m.lots.iter().find(|o| o.lot == l));
    if let Some(outcome) = outcome {
        let price = guaranies(language, lot.price);
        let fair = guaranies(language, outcome.fair_price);
        let _ = writeln!(out, "{}", text::price(language, price, fair));
    }
    out
}

fn verdict(
    results: &Results,
    (w, l): (usize, usize),
    verdict: &PairVerdict,
    language: Language,
    out: &mut String,
) {
    match verdict {
        PairVerdict::Feasible(parts) => {
            let _ = writeln!(out, "{}", text::feasible(language));
            value(results, parts, language, out);
        }
        PairVerdict::Verify(gates) => {
            let names: Vec<&str> = gates.iter().map(|&g| gate_name(language, g)).collect();
            let _ = writeln!(out, "{} {}.", text::verify(language), names.join(", "));
        }
        PairVerdict::Blocked(failures) => {
            let _ = writeln!(out, "{}", text::blocked(language));
            for failure in failures {
                let _ = writeln!(out, "  {}.", gate_sentence(language, failure));
                if let Some(known) = what_there_is(results, (w, l), failure.gate, language) {
                    let _ = writeln!(out, "    {known}");
                }
                let _ =
                    writeln!(out, "    {}", text::opens(language, gate_change(language, failure)));
            }
        }
    }
}

/// What the workshop has and the lot needs, for gates that are not about a number.
fn what_there_is(
    results: &Results,
    (w, l): (usize, usize),
    gate: Gate,
    language: Language,
) -> Option<String> {
    let workshop = results.population.workshops.get(w)?;
    let product = results.products.get(results.lots.get(l)?.product)?;
    let list = |mut names: Vec<String>| {
        names.sort();
        if names.is_empty() { "—".to_owned() } else { join_and(language, &names) }
    };
    let product_name = |id: &ProductId| {
        let known = results.products.iter().find(|p| p.id == *id);
        known.map_or_else(|| readable(id.as_str()), |p| lower_first(language.of(&p.name)))
    };
    match gate {
        Gate::Product => {
            let has = list(workshop.products.iter().flatten().map(product_name).collect());
            Some(text::makes(language, has, product_name(&product.id)))
        }
        Gate::Machines => {
            let name = |m: &nanduti_model::MachineId| machine_name(language, m.as_str());
            let has = list(workshop.machines.iter().flatten().map(name).collect());
            let needs = list(product.machines.iter().map(name).collect());
            Some(text::machines(language, has, needs))
        }
        _ => None,
    }
}

/// Parts of every 100 points of the policy's weights.
fn value(results: &Results, parts: &[ValuePart], language: Language, out: &mut String) {
    let total: f64 = results.policy.match_weights.iter().sum();
    let scale = if total > 0.0 { 100.0 / total } else { 1.0 };
    let number = |x: f64| decimal(language, x * scale, 0);
    for part in parts {
        let name = upper_first(value_part(language, part.kind));
        let _ = writeln!(
            out,
            "{}",
            text::part(language, name, number(part.points()), number(part.weight))
        );
    }
    let sum: f64 = parts.iter().map(|p| p.points()).sum();
    let _ = writeln!(out, "{}", text::total(language, number(sum)));
}

fn negotiation(failures: &[GateFailure], language: Language, out: &mut String) {
    for failure in failures {
        let _ = writeln!(
            out,
            "{} {}.",
            text::negotiate(language),
            lower_first(&gate_sentence(language, failure))
        );
    }
}

fn assigned(results: &Results, w: usize, l: usize, language: Language, out: &mut String) {
    let found =
        results.matching.iter().flat_map(|m| &m.assigned).find(|a| a.workshop == w && a.lot == l);
    let Some(assigned) = found else {
        let _ = writeln!(out, "{}", text::nothing_assigned(language));
        return;
    };
    let months: Vec<String> = assigned
        .months
        .iter()
        .map(|(month, _)| month_of(language, results.meta.start, *month))
        .collect();
    let pieces = whole(language, i64::from(assigned.pieces));
    let _ = writeln!(out, "{}", text::assigned(language, pieces, months.join(", ")));
}
