//! Explanations as data: stable names, codes in place of words.

use crate::words::{Language, gate_change, gate_sentence};
use nanduti_model::{GateFailure, PairVerdict, PilotRole, ValuePartKind};
use nanduti_pipeline::results::Results;
use serde_json::{Map, Value, json};

/// The map of an object; empty for anything else.
pub(super) fn object(value: Value) -> Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => Map::new(),
    }
}

pub(super) fn workshop(results: &Results, at: usize) -> Map<String, Value> {
    let diagnosis = &results.diagnosis;
    let of = |list: &[Option<f64>]| list.get(at).copied().flatten();
    let scores: Vec<Value> = diagnosis
        .axes()
        .into_iter()
        .map(|node| {
            let column = &diagnosis.columns[node];
            let level = column.level.get(at).copied().flatten().map(|l| l + 1);
            let truth = results.certainty.interval(node, at);
            json!({
                "axis": diagnosis.nodes[node].id.as_str(),
                "score": of(&column.score), "low": of(&column.low), "high": of(&column.high),
                "true_low": truth.map(|ends| ends.0), "true_high": truth.map(|ends| ends.1),
                "level": level,
            })
        })
        .collect();
    let role = results.pilots.as_ref().and_then(|p| p.choices.iter().find(|c| c.workshop == at));
    let role = role.map(|choice| match choice.role {
        PilotRole::Pilot => "pilot",
        PilotRole::Reserve => "reserve",
        PilotRole::Preselected => "preselected",
        PilotRole::JustOutside => "just_outside",
    });
    let lots: Vec<Value> = results
        .matching
        .iter()
        .flat_map(|m| &m.assigned)
        .filter(|a| a.workshop == at)
        .map(|a| json!({ "lot": a.lot_id.as_str(), "pieces": a.pieces }))
        .collect();
    let cluster = results.population.workshops[at].cluster;
    object(json!({
        "cluster": results.population.clusters[cluster].id.as_str(),
        "scores": scores, "role": role, "lots": lots,
    }))
}

pub(super) fn lot(results: &Results, at: usize) -> Map<String, Value> {
    let lot = &results.lots[at];
    let outcome = results.matching.as_ref().and_then(|m| m.lots.iter().find(|o| o.lot == at));
    let assigned: Vec<Value> = results
        .matching
        .iter()
        .flat_map(|m| &m.assigned)
        .filter(|a| a.lot == at)
        .map(|a| json!({ "workshop": a.workshop_id.as_str(), "pieces": a.pieces }))
        .collect();
    object(json!({
        "lead_firm": results.firms[lot.firm].id.as_str(),
        "product": results.products[lot.product].id.as_str(),
        "pieces": lot.pieces,
        "price": lot.price.0,
        "fair_price": outcome.map(|o| o.fair_price.0),
        "served": outcome.map(|o| o.served),
        "unmet": outcome.map(|o| o.unmet),
        "n_feasible": outcome.map(|o| o.n_feasible),
        "n_verify": outcome.map(|o| o.n_verify),
        "n_blocked": outcome.map(|o| o.n_blocked),
        "assigned": assigned,
    }))
}

pub(super) fn firm(results: &Results, at: usize, lots: &[usize]) -> Map<String, Value> {
    let list: Vec<Value> = lots
        .iter()
        .map(|&l| {
            let mut facts = lot(results, l);
            facts.insert("lot".to_owned(), results.lots[l].id.as_str().into());
            facts.remove("assigned");
            Value::Object(facts)
        })
        .collect();
    object(json!({ "name": results.firms[at].name, "lots": list }))
}

pub(super) fn pair(
    results: &Results,
    workshop: usize,
    lot: usize,
    language: Language,
) -> Map<String, Value> {
    let matching = results.matching.as_ref();
    let found =
        matching.and_then(|m| m.pairs.iter().find(|p| p.workshop == workshop && p.lot == lot));
    let pieces = matching
        .and_then(|m| m.assigned.iter().find(|a| a.workshop == workshop && a.lot == lot))
        .map_or(0, |a| a.pieces);
    let (verdict, parts, gates) = match found.map(|p| &p.verdict) {
        None => ("blocked", Vec::new(), Vec::new()),
        Some(PairVerdict::Feasible(parts)) => {
            let word = |kind| {
                ValuePartKind::ALL.iter().find(|(k, _)| *k == kind).map_or("", |(_, word)| word)
            };
            let parts = parts
                .iter()
                .map(|p| json!({ "part": word(p.kind), "points": p.points(), "weight": p.weight }))
                .collect();
            ("feasible", parts, Vec::new())
        }
        Some(PairVerdict::Verify(gates)) => {
            ("verify", Vec::new(), gates.iter().map(|g| json!({ "gate": g.word() })).collect())
        }
        Some(PairVerdict::Blocked(failures)) => {
            ("blocked", Vec::new(), failures.iter().map(|f| gate(f, language)).collect())
        }
    };
    object(json!({
        "workshop": results.population.workshops[workshop].id.as_str(),
        "lot": results.lots[lot].id.as_str(),
        "verdict": verdict,
        "parts": parts,
        "gates": gates,
        "assigned_pieces": pieces,
    }))
}

fn gate(failure: &GateFailure, language: Language) -> Value {
    json!({
        "gate": failure.gate.word(),
        "has": failure.has,
        "needs": failure.needs,
        "names": failure.names,
        "what": gate_sentence(language, failure),
        "opens": gate_change(language, failure),
    })
}

pub(super) fn intervention(results: &Results, at: usize, language: Language) -> Map<String, Value> {
    let intervention = &results.catalogue.interventions[at];
    let effects: Vec<Value> = intervention
        .effects
        .iter()
        .map(|e| {
            json!({
                "indicator": e.indicator.as_str(),
                "low": e.low, "expected": e.expected, "high": e.high,
                "source": language.of(&e.source.text),
            })
        })
        .collect();
    object(json!({
        "label": language.of(&intervention.label),
        "provider": intervention.provider.as_str(),
        "owner_hours": intervention.owner_hours,
        "effects": effects,
    }))
}
