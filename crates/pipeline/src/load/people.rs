//! `visits.csv`, `decisions.csv`, sealed pairs, and `mapping.toml`.

use crate::load::csv_reader::{CsvRow, CsvTable};
use crate::load::toml_reader::Document;
use crate::load::workshops::{Named, Workshops};
use nanduti_model::{
    Decision, DecisionKind, Fault, FaultCode, Place, Population, QuestionId, VisitRecord, Workshop,
    WorkshopId,
};
use std::collections::BTreeMap;

/// Reads what visits confirmed.
pub fn load_visits(
    bytes: &[u8],
    file: &str,
    workshops: Workshops,
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
        let workshop = workshops.at(row, "workshop");
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

/// Reads pins and exclusions. Both for one workshop is a fault.
pub fn load_decisions(
    bytes: &[u8],
    file: &str,
    workshops: Workshops,
    faults: &mut Vec<Fault>,
) -> Vec<Decision> {
    let table = CsvTable::read(file, bytes, &["workshop", "decision", "reason", "acta"], &[]);
    let mut decisions = Vec::new();
    let mut first: BTreeMap<&str, (DecisionKind, u32)> = BTreeMap::new();
    for row in table.rows() {
        let kind = row
            .choice("decision", &[(DecisionKind::Pin, "pin"), (DecisionKind::Exclude, "exclude")]);
        let (reason, acta) = (row.printed_text("reason"), row.printed_text("acta"));
        let workshop = decided(row, kind, workshops);
        if let (Some(code), Some(kind)) = (row.optional_text("workshop"), kind) {
            let (before, at) = *first.entry(code).or_insert((kind, row.number_in_file()));
            if before != kind {
                row.push(
                    Fault::new(FaultCode::DecisionConflict, row.place("decision"))
                        .with_code("id", code)
                        .with("rows", format!("{at}, {}", row.number_in_file())),
                );
            }
        }
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

/// The workshop of a decision. One that was left out with the survey is out already: to exclude it
/// changes nothing, and a pin cannot be honoured.
fn decided(row: CsvRow, kind: Option<DecisionKind>, workshops: Workshops) -> Option<usize> {
    let code = row.optional_text("workshop").unwrap_or_default();
    if workshops.named(code) != Named::LeftOut {
        return workshops.at(row, "workshop");
    }
    if kind == Some(DecisionKind::Pin) {
        row.push(
            Fault::new(FaultCode::PinNotHonoured, row.place("workshop"))
                .with_code("id", code)
                .with("because", "left_out"),
        );
    }
    None
}

/// A warning for every pin that the workshop's own answers or its visits stand against: a pin
/// stands above a missing contact, never above a no of the workshop itself.
pub fn check_pins(
    decisions: &[Decision],
    visits: &[VisitRecord],
    population: &Population,
    file: &str,
) -> Vec<Fault> {
    let pinned = decisions.iter().filter(|d| d.kind == DecisionKind::Pin);
    pinned
        .filter_map(|decision| {
            let workshop = population.workshops.get(decision.workshop)?;
            let because =
                refusal(workshop, visits.iter().filter(|v| v.workshop == decision.workshop))?;
            Some(
                Fault::new(FaultCode::PinNotHonoured, Place::file(file))
                    .with("id", &workshop.id)
                    .with("because", because),
            )
        })
        .collect()
}

/// The no of a workshop after its visits, in the order of their dates, as a word.
fn refusal<'v>(
    workshop: &Workshop,
    visits: impl Iterator<Item = &'v VisitRecord>,
) -> Option<&'static str> {
    let mut consent = workshop.consent.programme;
    let topics = workshop.willing;
    let mut willing = [
        (topics.production, "unwilling_production"),
        (topics.decent_work, "unwilling_decent_work"),
        (topics.associativity, "unwilling_associativity"),
    ];
    for visit in visits {
        consent = visit.consent.or(consent);
        if visit.willing.is_some() {
            willing = willing.map(|(_, word)| (visit.willing, word));
        }
    }
    if consent == Some(false) {
        return Some("no_consent");
    }
    if workshop.consent.diagnosis == Some(false) {
        return Some("no_consent_diagnosis");
    }
    willing.iter().find(|(answer, _)| *answer == Some(false)).map(|(_, word)| *word)
}

/// Reads sealed pairs; the lower position comes first. Faults never quote a pair.
pub fn load_pairs(
    bytes: &[u8],
    file: &str,
    population: Option<&Population>,
    faults: &mut Vec<Fault>,
) -> Vec<(usize, usize)> {
    let table = CsvTable::read(file, bytes, &["a", "b"], &[]);
    let mut pairs: Vec<(usize, usize)> = table
        .rows()
        .filter_map(|row| {
            let at = |column| population?.position(&WorkshopId::from(row.text(column)?));
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

/// Reads `mapping.toml`; `None` where it is broken, so that nothing is read under wrong names.
pub fn load_mapping(text: &str, file: &str, faults: &mut Vec<Fault>) -> Option<Mapping> {
    let document = match Document::parse(file, text) {
        Ok(document) => document,
        Err(fault) => {
            faults.push(fault);
            return None;
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
    let found = document.into_findings().0;
    let broken = found.iter().any(Fault::is_error);
    faults.extend(found);
    (!broken).then_some(mapping)
}
