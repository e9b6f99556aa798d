//! Plans that people hand in: edited copies of `out/plans.csv`, and last cohort's practice.

use crate::case::Case;
use crate::load::csv_reader::{CsvRow, CsvTable};
use crate::load::files::{read_file, unreadable};
use crate::tables;
use nanduti_model::{
    Fault, FaultCode, InterventionId, Place, PortfolioId, PortfolioKind, Quarter, ResourceKind,
    ResourceScope, WorkshopId,
};
use nanduti_rules::ActiveLine;
use nanduti_simulation::Portfolio;
use std::collections::BTreeMap;
use std::path::PathBuf;

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

    /// Reads plan tables; with faults where one cannot be read.
    pub fn open(paths: &[PathBuf]) -> Result<Self, Vec<Fault>> {
        let (mut files, mut faults) = (Vec::new(), Vec::new());
        for path in paths {
            let name = path.display().to_string();
            match read_file(path) {
                Ok(bytes) => files.push((name, bytes)),
                Err(error) => faults.push(unreadable(&name, &error)),
            }
        }
        if faults.is_empty() { Ok(Self { files }) } else { Err(faults) }
    }

    /// Every fault of the tables against a case: errors where they cannot be read, and warnings
    /// where given plans could not be carried out (over capacity, without a prerequisite) or say
    /// figures that are not used. Plans with warnings are simulated all the same.
    pub fn faults(&self, case: &Case) -> Vec<Fault> {
        let mut faults = Vec::new();
        for (name, bytes) in &self.files {
            let table = read(case, name, bytes, &mut faults);
            over_capacity(case, name, &table, &mut faults);
            without_prerequisite(case, name, &table, &mut faults);
        }
        if let Some(text) = &case.last_cohort {
            read(case, LAST_COHORT, text.as_bytes(), &mut faults);
        }
        faults.sort();
        faults
    }

    /// The tables as portfolios; lines with faults are left out, so look at the faults first.
    pub fn portfolios(&self, case: &Case) -> Vec<Portfolio> {
        self.files
            .iter()
            .map(|(name, bytes)| Portfolio {
                id: PortfolioId::from(name.as_str()),
                kind: PortfolioKind::Given,
                plans: read(case, name, bytes, &mut Vec::new()).into_plans(),
            })
            .collect()
    }

    /// Last cohort's practice, where the case records it.
    pub fn last_cohort(&self, case: &Case) -> Option<Portfolio> {
        let text = case.last_cohort.as_ref()?;
        Some(Portfolio {
            id: PortfolioId::from(LAST_COHORT),
            kind: PortfolioKind::LastCohort,
            plans: read(case, LAST_COHORT, text.as_bytes(), &mut Vec::new()).into_plans(),
        })
    }
}

/// Id of last cohort's practice.
const LAST_COHORT: &str = "last_cohort";

/// A line and the row it stands in.
type Row = (ActiveLine, u32);

/// Plans by workshop.
#[derive(Debug, Default)]
struct PlanTable {
    plans: BTreeMap<usize, Vec<Row>>,
}

impl PlanTable {
    fn into_plans(self) -> Vec<(usize, Vec<ActiveLine>)> {
        let lines = |rows: Vec<Row>| {
            let mut lines: Vec<ActiveLine> = rows.into_iter().map(|(line, _)| line).collect();
            lines.sort_unstable();
            lines
        };
        self.plans.into_iter().map(|(workshop, rows)| (workshop, lines(rows))).collect()
    }
}

/// Share of an amount that rounding may add.
const ROUNDING: f64 = 1e-9;

/// A warning for every resource of which the plans use more than there is.
fn over_capacity(case: &Case, file: &str, table: &PlanTable, faults: &mut Vec<Fault>) {
    for (r, resource) in case.resources.iter().enumerate() {
        let shared = resource.scope == ResourceScope::All;
        let mut used = vec![0.0; resource.amounts.len()];
        for (workshop, rows) in &table.plans {
            let at = if shared { 0 } else { case.population.workshops[*workshop].cluster };
            let amounts = rows
                .iter()
                .flat_map(|(line, _)| &case.catalogue.interventions[line.intervention].uses)
                .filter(|one| one.resource == r)
                .map(|one| one.amount);
            used[at] += amounts.sum::<f64>();
        }
        for (at, (used, there)) in used.iter().zip(&resource.amounts).enumerate() {
            if *used > there + ROUNDING * there.max(1.0) {
                let cluster = if shared { "" } else { case.population.clusters[at].id.as_str() };
                faults.push(
                    Fault::new(FaultCode::PlansOverCapacity, Place::file(file))
                        .with("resource", &resource.id)
                        .with("cluster", cluster)
                        .with("used", used)
                        .with("limit", there),
                );
            }
        }
    }
}

/// A warning for every line whose prerequisite does not end before it begins.
fn without_prerequisite(case: &Case, file: &str, table: &PlanTable, faults: &mut Vec<Fault>) {
    let interventions = &case.catalogue.interventions;
    for (workshop, rows) in &table.plans {
        for (line, row) in rows {
            let before =
                |p: usize| rows.iter().any(|(l, _)| l.intervention == p && l.end.0 < line.start.0);
            for &missing in &interventions[line.intervention].prerequisites {
                if !before(missing) {
                    let id = format!(
                        "{} {}",
                        case.population.workshops[*workshop].id,
                        interventions[line.intervention].id
                    );
                    let place = Place::file(file).at_row(*row);
                    faults.push(
                        Fault::new(FaultCode::PlanPrerequisite, place)
                            .with("id", id)
                            .with("missing", &interventions[missing].id),
                    );
                }
            }
        }
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

fn read(case: &Case, name: &str, bytes: &[u8], faults: &mut Vec<Fault>) -> PlanTable {
    let required = ["workshop", "intervention", "start_quarter"];
    let table = CsvTable::read_saved(name, bytes, &required, INFORMATIVE, &tables::PLANS);
    let mut found = PlanTable::default();
    for row in table.rows() {
        let Some((workshop, line)) = read_line(case, row) else { continue };
        let rows = found.plans.entry(workshop).or_default();
        if rows.iter().any(|(l, _)| l.intervention == line.intervention) {
            let id = format!(
                "{} {}",
                case.population.workshops[workshop].id,
                case.catalogue.interventions[line.intervention].id
            );
            row.push(
                Fault::new(FaultCode::DuplicateId, row.place("intervention"))
                    .with("kind", "plan line")
                    .with("id", id),
            );
            continue;
        }
        ignored_figures(case, row, line);
        rows.push((line, row.number_in_file()));
    }
    faults.extend(table.into_faults());
    found
}

/// The workshop of a row and what it is planned to do.
fn read_line(case: &Case, row: CsvRow) -> Option<(usize, ActiveLine)> {
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
    let (workshop, intervention, start) = (workshop?, intervention?, Quarter(start? as u8 - 1));
    let quarters = case.catalogue.interventions[intervention].quarters;
    let end = Quarter(start.0 + quarters.saturating_sub(1));
    Some((workshop, ActiveLine { start, end, intervention }))
}

/// A warning for every figure of a row that people changed and that nothing reads: what an action
/// costs and how long it takes is the catalogue's.
fn ignored_figures(case: &Case, row: CsvRow, line: ActiveLine) {
    let what = &case.catalogue.interventions[line.intervention];
    let money: f64 = what
        .uses
        .iter()
        .filter(|one| case.resources[one.resource].kind == ResourceKind::Money)
        .map(|one| one.amount)
        .sum();
    let figures = [
        ("cost", money),
        ("owner_hours", what.owner_hours),
        ("end_quarter", f64::from(line.end.0) + 1.0),
    ];
    for (column, figure) in figures {
        let Some(said) = row.optional_number(column, 0.0..=1e15) else { continue };
        if (said - figure).abs() > 0.5 {
            row.push(Fault::new(FaultCode::PlanFigureIgnored, row.place(column)));
        }
    }
}
