//! `visits.csv`, `decisions.csv`, sealed pairs, and `mapping.toml`.

use crate::load::csv_reader::CsvTable;
use crate::load::toml_reader::Document;
use nanduti_model::{
    Decision, DecisionKind, Fault, Population, QuestionId, VisitRecord, WorkshopId,
};
use std::collections::BTreeMap;

/// Reads what visits confirmed.
pub fn load_visits(
    bytes: &[u8],
    file: &str,
    population: &Population,
    faults: &mut Vec<Fault>,
) -> Vec<VisitRecord> {
    let optional = ["willing", "consent", "pieces_week", "product_confirmed", "visitor", "note"];
    let table = CsvTable::read(file, bytes, &["workshop", "date"], &optional);
    let mut visits = Vec::new();
    for row in table.rows() {
        let date = row.date("date");
        let willing = row.optional_yes_no("willing");
        let consent = row.optional_yes_no("consent");
        let pieces_week = row.optional_number("pieces_week", 0.0..=1e6);
        let product_confirmed = row.optional_yes_no("product_confirmed");
        let workshop = known_workshop(row, population);
        if let (Some(workshop), Some(date)) = (workshop, date) {
            visits.push(VisitRecord {
                workshop,
                date,
                willing,
                consent,
                pieces_week,
                product_confirmed,
            });
        }
    }
    faults.extend(table.into_faults());
    visits.sort_by_key(|v| (v.workshop, v.date));
    visits
}

/// Reads pins and exclusions.
pub fn load_decisions(
    bytes: &[u8],
    file: &str,
    population: &Population,
    faults: &mut Vec<Fault>,
) -> Vec<Decision> {
    let table = CsvTable::read(file, bytes, &["workshop", "decision", "reason", "acta"], &[]);
    let mut decisions = Vec::new();
    for row in table.rows() {
        let kind = row
            .choice("decision", &[(DecisionKind::Pin, "pin"), (DecisionKind::Exclude, "exclude")]);
        let (reason, acta) = (row.text("reason"), row.text("acta"));
        let workshop = known_workshop(row, population);
        if let (Some(workshop), Some(kind), Some(reason), Some(acta)) =
            (workshop, kind, reason, acta)
        {
            decisions.push(Decision {
                workshop,
                kind,
                reason: reason.to_owned(),
                acta: acta.to_owned(),
            });
        }
    }
    faults.extend(table.into_faults());
    decisions
}

fn known_workshop(row: crate::load::csv_reader::CsvRow, population: &Population) -> Option<usize> {
    let code = row.text("workshop")?;
    let at = population.position(&WorkshopId::from(code));
    if at.is_none() {
        let known = population.workshops.iter().map(|w| w.id.as_str());
        row.unknown_reference("workshop", "workshop", code, known);
    }
    at
}

/// Reads sealed pairs; the lower position comes first. Faults never quote a pair.
pub fn load_pairs(
    bytes: &[u8],
    file: &str,
    population: &Population,
    faults: &mut Vec<Fault>,
) -> Vec<(usize, usize)> {
    let table = CsvTable::read(file, bytes, &["a", "b"], &[]);
    let mut pairs: Vec<(usize, usize)> = table
        .rows()
        .filter_map(|row| {
            let at = |column| population.position(&WorkshopId::from(row.text(column)?));
            let (a, b) = (at("a")?, at("b")?);
            (a != b).then_some((a.min(b), a.max(b)))
        })
        .collect();
    faults.extend(table.into_faults());
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Names that differ between the instrument and the export.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Mapping {
    /// Column of the export, by question of the instrument.
    pub questions: BTreeMap<QuestionId, String>,
    /// Cluster of the case, by value in the export.
    pub clusters: BTreeMap<String, String>,
    /// Further columns that are contacts.
    pub contacts: Vec<String>,
    /// Columns that are no contacts although they look like it.
    pub not_contacts: Vec<String>,
    /// Further words and codes that mean "does not know".
    pub dont_know: Vec<String>,
    /// Further words and codes that mean "preferred not to answer".
    pub refused: Vec<String>,
    /// Further words and codes that mean "not observed".
    pub not_observed: Vec<String>,
}

/// Reads `mapping.toml`.
pub fn load_mapping(text: &str, file: &str, faults: &mut Vec<Fault>) -> Mapping {
    let document = match Document::parse(file, text) {
        Ok(document) => document,
        Err(fault) => {
            faults.push(fault);
            return Mapping::default();
        }
    };
    let root = document.root();
    let mut mapping = Mapping::default();
    let pairs = |key: &str| {
        let section = root.optional_section(key)?;
        let pairs: Vec<(String, String)> = section
            .keys()
            .into_iter()
            .filter_map(|k| Some((k.clone(), section.text(&k)?)))
            .collect();
        Some(pairs)
    };
    for (question, column) in pairs("questions").unwrap_or_default() {
        mapping.questions.insert(QuestionId::from(question.as_str()), column);
    }
    mapping.clusters.extend(pairs("clusters").unwrap_or_default());
    if let Some(section) = root.optional_section("contacts") {
        mapping.contacts = section.texts("columns");
        mapping.not_contacts = section.texts("not_contacts");
        section.finish();
    }
    if let Some(section) = root.optional_section("missing") {
        mapping.dont_know = section.texts("dont_know");
        mapping.refused = section.texts("refused");
        mapping.not_observed = section.texts("not_observed");
        section.finish();
    }
    root.finish();
    faults.extend(document.into_findings().0);
    mapping
}
