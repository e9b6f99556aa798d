//! Plans that people hand in: edited copies of `out/plans.csv`, and last cohort's practice.

use crate::case::Case;
use crate::load::csv_reader::CsvTable;
use nanduti_model::{
    Fault, FaultCode, InterventionId, PortfolioId, PortfolioKind, Quarter, WorkshopId,
};
use nanduti_rules::ActiveLine;
use nanduti_simulation::Portfolio;
use std::collections::BTreeMap;

/// Plan tables by name, read but not yet tied to a case.
#[derive(Clone, Debug, Default)]
pub struct GivenPlans {
    files: Vec<(String, Vec<u8>)>,
}

impl GivenPlans {
    /// Plan tables as files: name and content.
    pub fn new(files: Vec<(String, Vec<u8>)>) -> Self {
        Self { files }
    }

    /// Every fault of the tables against a case.
    pub fn faults(&self, case: &Case) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (name, bytes) in &self.files {
            read(case, name, bytes, &mut faults);
        }
        if let Some(text) = &case.last_cohort {
            read(case, "last_cohort", text.as_bytes(), &mut faults);
        }
        faults
    }

    /// The tables as portfolios; lines with faults are left out, so look at the faults first.
    pub fn portfolios(&self, case: &Case) -> Vec<Portfolio> {
        self.files
            .iter()
            .map(|(name, bytes)| Portfolio {
                id: PortfolioId::from(name.as_str()),
                kind: PortfolioKind::Given,
                plans: read(case, name, bytes, &mut Vec::new()),
            })
            .collect()
    }

    /// Last cohort's practice, where the case records it.
    pub fn last_cohort(&self, case: &Case) -> Option<Portfolio> {
        let text = case.last_cohort.as_ref()?;
        Some(Portfolio {
            id: PortfolioId::from("last_cohort"),
            kind: PortfolioKind::LastCohort,
            plans: read(case, "last_cohort", text.as_bytes(), &mut Vec::new()),
        })
    }
}

/// Columns of `plans.csv` that only inform; edited copies may keep or drop them.
const INFORMATIVE: &[&str] = &[
    "cluster",
    "end_quarter",
    "label_es",
    "label_en",
    "provider",
    "modality",
    "owner_hours",
    "cost",
    "support_area",
    "state",
    "adds_productivity",
    "adds_decent_work",
    "adds_associativity",
    "adds_digital",
];

fn read(
    case: &Case,
    name: &str,
    bytes: &[u8],
    faults: &mut Vec<Fault>,
) -> Vec<(usize, Vec<ActiveLine>)> {
    let table =
        CsvTable::read(name, bytes, &["workshop", "intervention", "start_quarter"], INFORMATIVE);
    let mut plans: BTreeMap<usize, Vec<ActiveLine>> = BTreeMap::new();
    for row in table.rows() {
        let start = row.integer("start_quarter", 1..=4);
        let workshop = row.text("workshop").and_then(|code| {
            let at = case.population.position(&WorkshopId::from(code));
            if at.is_none() {
                let known = case.population.workshops.iter().map(|w| w.id.as_str());
                row.unknown_reference("workshop", "workshop", code, known);
            }
            at
        });
        let intervention = row.text("intervention").and_then(|id| {
            let at = case.catalogue.position(&InterventionId::from(id));
            if at.is_none() {
                let known = case.catalogue.interventions.iter().map(|i| i.id.as_str());
                row.unknown_reference("intervention", "intervention", id, known);
            }
            at
        });
        let (Some(workshop), Some(intervention), Some(start)) = (workshop, intervention, start)
        else {
            continue;
        };
        let start = Quarter(start as u8 - 1);
        let quarters = case.catalogue.interventions[intervention].quarters;
        let end = Quarter(start.0 + quarters.saturating_sub(1));
        let lines = plans.entry(workshop).or_default();
        if lines.iter().any(|l| l.intervention == intervention) {
            row.push(
                Fault::new(FaultCode::DuplicateId, row.place("intervention"))
                    .with("kind", "plan line")
                    .with(
                        "id",
                        format!(
                            "{} {}",
                            case.population.workshops[workshop].id,
                            case.catalogue.interventions[intervention].id
                        ),
                    ),
            );
            continue;
        }
        lines.push(ActiveLine { start, end, intervention });
    }
    faults.extend(table.into_faults());
    for lines in plans.values_mut() {
        lines.sort_unstable();
    }
    plans.into_iter().collect()
}
