//! One id in words, whatever it names: a workshop, a lot, an intervention, or a pair.

use crate::explain::{explain_pair, explain_plan, explain_workshop};
use crate::words::{
    Language, gate_name, guaranies, interval, join_and, modality, unmet_cause, whole,
};
use nanduti_model::{LotId, PairVerdict, WorkshopId};
use nanduti_pipeline::results::Results;
use std::fmt::Write as _;

/// Explains an id; `None` when it names nothing in these results. A pair is `WORKSHOP:LOT`.
pub fn explain_id(results: &Results, id: &str, language: Language) -> Option<String> {
    if let Some((workshop, lot)) = id.split_once(':') {
        let (workshop, lot) = (WorkshopId::from(workshop), LotId::from(lot));
        let known = results.population.position(&workshop).is_some()
            && results.lots.iter().any(|l| l.id == lot);
        return known.then(|| explain_pair(results, &workshop, &lot, language));
    }
    let workshop = WorkshopId::from(id);
    if results.population.position(&workshop).is_some() {
        let scores = explain_workshop(results, &workshop, language);
        return Some(format!("{scores}\n{}", explain_plan(results, &workshop, language)));
    }
    explain_lot(results, id, language).or_else(|| explain_intervention(results, id, language))
}

fn explain_lot(results: &Results, id: &str, language: Language) -> Option<String> {
    let at = results.lots.iter().position(|l| l.id.as_str() == id)?;
    let lot = &results.lots[at];
    let product = language.of(&results.products[lot.product].name);
    let mut text = format!(
        "{} · {} · {product} · {} · {}\n",
        lot.id,
        results.firms[lot.firm].id,
        language.pick(
            format!("{} prendas", whole(language, i64::from(lot.pieces))),
            format!("{} pieces", whole(language, i64::from(lot.pieces))),
        ),
        guaranies(language, lot.price),
    );
    let Some(matching) = &results.matching else { return Some(text) };
    let Some(outcome) = matching.lots.get(at) else { return Some(text) };
    let (served, unmet) =
        (whole(language, i64::from(outcome.served)), whole(language, i64::from(outcome.unmet)));
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
    for assigned in matching.assigned.iter().filter(|a| a.lot == at) {
        let pieces = whole(language, i64::from(assigned.pieces));
        let _ = writeln!(text, "  {}: {pieces}", assigned.workshop_id);
    }
    for reason in &outcome.reasons {
        let n = whole(language, i64::from(reason.n_workshops));
        let cause = unmet_cause(language, reason.cause);
        let _ = writeln!(
            text,
            "  {}",
            language.pick(format!("{cause}: {n} talleres"), format!("{cause}: {n} workshops"))
        );
    }
    let verify: Vec<String> = matching
        .pairs
        .iter()
        .filter(|p| p.lot == at)
        .filter_map(|p| match &p.verdict {
            PairVerdict::Verify(gates) => {
                let names: Vec<&str> = gates.iter().map(|g| gate_name(language, *g)).collect();
                let id = &results.population.workshops[p.workshop].id;
                Some(format!("{id} ({})", names.join(", ")))
            }
            _ => None,
        })
        .collect();
    if !verify.is_empty() {
        let list = join_and(language, &verify);
        let _ = writeln!(
            text,
            "{}",
            language.pick(format!("Falta verificar: {list}."), format!("To verify: {list}."))
        );
    }
    Some(text)
}

fn explain_intervention(results: &Results, id: &str, language: Language) -> Option<String> {
    let intervention = results.catalogue.interventions.iter().find(|i| i.id.as_str() == id)?;
    let provider = results
        .catalogue
        .providers
        .iter()
        .find(|p| p.id == intervention.provider)
        .map_or("", |p| language.of(&p.name));
    let mut text = format!(
        "{} · {} · {} · {provider}\n",
        intervention.id,
        language.of(&intervention.label),
        modality(language, intervention.modality),
    );
    for requirement in &intervention.requires {
        let _ = writeln!(
            text,
            "  {}: {}",
            language.pick("todavía no, si", "not yet where"),
            language.of(&requirement.because)
        );
    }
    for effect in &intervention.effects {
        let label = results
            .diagnosis
            .nodes
            .iter()
            .find(|n| n.id == effect.indicator)
            .map_or(effect.indicator.as_str(), |n| language.of(&n.label));
        let range = interval(language, effect.low, effect.high, 2);
        let _ = writeln!(text, "  {label}: {range} · {}", language.of(&effect.source.text));
    }
    Some(text)
}
