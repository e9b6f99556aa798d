//! One id in words and as data, whatever it names: a workshop, a lot, a lead firm, an
//! intervention, or a pair.

mod demand;
mod facts;

use crate::explain::{explain_pair, explain_workshop};
use crate::words::{Language, interval, modality};
use nanduti_model::{FaultCode, LotId, WorkshopId};
use nanduti_pipeline::load::toml_reader::nearest;
use nanduti_pipeline::results::Results;
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// Name and version of the JSON form.
const JSON_SCHEMA: &str = "nanduti.explain/1";

/// What is known of an id.
#[derive(Clone, PartialEq, Debug)]
pub struct Explanation {
    /// What the id names: `fault`, `workshop`, `lot`, `pair`, `lead_firm`, `intervention`.
    pub kind: &'static str,
    /// The id as the case writes it.
    pub id: String,
    /// In words, lines of text.
    pub text: String,
    /// As data: what the words say, by stable names.
    pub facts: Map<String, Value>,
}

impl Explanation {
    /// An object with `schema`, `kind`, `id`, the facts and `lines`, the words.
    pub fn to_json(&self) -> String {
        let mut object = self.facts.clone();
        object.insert("schema".to_owned(), JSON_SCHEMA.into());
        object.insert("kind".to_owned(), self.kind.into());
        object.insert("id".to_owned(), self.id.as_str().into());
        object.insert("lines".to_owned(), self.text.lines().collect::<Vec<_>>().into());
        let mut text = serde_json::to_string_pretty(&Value::Object(object)).unwrap_or_default();
        text.push('\n');
        text
    }
}

/// A fault code explained.
pub fn explain_code(code: FaultCode, language: Language) -> Explanation {
    let facts = json!({
        "title": crate::faults::fault_title(code, language),
        "severity": if code.severity() == nanduti_model::Severity::Error { "error" } else { "warning" },
        "action": crate::faults::fault_action(code, language),
    });
    Explanation {
        kind: "fault",
        id: code.id().to_owned(),
        text: crate::faults::explain_fault_code(code, language),
        facts: facts::object(facts),
    }
}

/// Explains an id, in capitals or not; `None` when it names nothing in these results. A pair is
/// `WORKSHOP:LOT`.
pub fn explain_id(results: &Results, id: &str, language: Language) -> Option<Explanation> {
    let id = id.trim();
    if let Some((workshop, lot)) = id.split_once(':') {
        let (workshop, lot) = (workshop_of(results, workshop)?, lot_of(results, lot)?);
        return Some(pair(results, workshop, lot, language));
    }
    if let Some(at) = workshop_of(results, id) {
        return Some(workshop(results, at, language));
    }
    if let Some(at) = lot_of(results, id) {
        return Some(demand::lot(results, at, language));
    }
    if let Some(at) = results.firms.iter().position(|f| same(f.id.as_str(), id)) {
        return Some(demand::firm(results, at, language));
    }
    let at = results.catalogue.interventions.iter().position(|i| same(i.id.as_str(), id))?;
    Some(intervention(results, at, language))
}

/// The id most like one that names nothing, a pair by its two parts; `None` where nothing is near.
pub fn nearest_id(results: &Results, id: &str) -> Option<String> {
    let id = id.trim().to_uppercase();
    let workshops = || results.population.workshops.iter().map(|w| w.id.as_str());
    let lots = || results.lots.iter().map(|l| l.id.as_str());
    if let Some((workshop, lot)) = id.split_once(':') {
        let (workshop, lot) = (nearest(workshop, workshops())?, nearest(lot, lots())?);
        return Some(format!("{workshop}:{lot}"));
    }
    let firms = results.firms.iter().map(|f| f.id.as_str());
    let interventions = results.catalogue.interventions.iter().map(|i| i.id.as_str());
    let codes = FaultCode::ALL.iter().map(|code| code.id());
    nearest(&id, workshops().chain(lots()).chain(firms).chain(interventions).chain(codes))
}

fn same(known: &str, given: &str) -> bool {
    known.to_lowercase() == given.trim().to_lowercase()
}

fn workshop_of(results: &Results, id: &str) -> Option<usize> {
    results.population.workshops.iter().position(|w| same(w.id.as_str(), id))
}

fn lot_of(results: &Results, id: &str) -> Option<usize> {
    results.lots.iter().position(|l| same(l.id.as_str(), id))
}

fn workshop(results: &Results, at: usize, language: Language) -> Explanation {
    let id: &WorkshopId = &results.population.workshops[at].id;
    Explanation {
        kind: "workshop",
        id: id.to_string(),
        text: explain_workshop(results, id, language),
        facts: facts::workshop(results, at),
    }
}

fn pair(results: &Results, workshop: usize, lot: usize, language: Language) -> Explanation {
    let workshop_id: &WorkshopId = &results.population.workshops[workshop].id;
    let lot_id: &LotId = &results.lots[lot].id;
    Explanation {
        kind: "pair",
        id: format!("{workshop_id}:{lot_id}"),
        text: explain_pair(results, workshop_id, lot_id, language),
        facts: facts::pair(results, workshop, lot, language),
    }
}

fn intervention(results: &Results, at: usize, language: Language) -> Explanation {
    let intervention = &results.catalogue.interventions[at];
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
    Explanation {
        kind: "intervention",
        id: intervention.id.to_string(),
        text,
        facts: facts::intervention(results, at, language),
    }
}

#[cfg(test)]
mod tests;
