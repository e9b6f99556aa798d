//! Checks an assignment that people made by hand against every rule of the case.

use crate::case::Case;
use crate::load::csv_reader::CsvTable;
use crate::load::files::{read_file, unreadable};
use crate::run::match_input;
use crate::tables;
use nanduti_matching::{Quantity, Violation, check_quantities};
use nanduti_model::{Fault, FaultCode, LotId, Place, WorkshopId};
use std::path::Path;

/// Every rule that the file breaks; empty when it keeps them all.
pub fn check_assignment_file(case: &Case, path: &Path) -> Vec<Fault> {
    let name = path.display().to_string();
    let bytes = match read_file(path) {
        Ok(bytes) => bytes,
        Err(error) => {
            return vec![unreadable(&name, &error)];
        }
    };
    let informative = [
        "cluster",
        "lead_firm",
        "standard_minutes",
        "fit",
        "continuity",
        "nearness",
        "price",
        "quality",
        "to_negotiate",
        "assumed",
    ];
    let table = CsvTable::read_saved(
        &name,
        &bytes,
        &["workshop", "lot", "pieces"],
        &informative,
        &tables::ASSIGNMENTS,
    );
    let mut quantities = Vec::new();
    for row in table.rows() {
        let pieces = row.integer("pieces", 0..=100_000_000);
        let workshop = row.text("workshop").and_then(|code| {
            let at = case.population.position(&WorkshopId::from(code));
            if at.is_none() {
                let known = case.population.workshops.iter().map(|w| w.id.as_str());
                row.unknown_reference("workshop", "workshop", code, known);
            }
            at
        });
        let lot = row.text("lot").and_then(|id| {
            let at = case.lots.iter().position(|l| l.id == LotId::from(id));
            if at.is_none() {
                row.unknown_reference("lot", "lot", id, case.lots.iter().map(|l| l.id.as_str()));
            }
            at
        });
        if let (Some(workshop), Some(lot), Some(pieces)) = (workshop, lot, pieces) {
            quantities.push(Quantity { workshop, lot, pieces: pieces as u32 });
        }
    }
    let mut faults = table.into_faults();
    let reserve = vec![case.policy.training_reserve; case.population.workshops.len()];
    for violation in check_quantities(&match_input(case, &reserve), &quantities) {
        faults.push(rule_broken(&name, &violation));
    }
    faults.sort();
    faults
}

/// Hundredths of minutes in an hour.
const HOUR: f64 = 6000.0;

/// A violation as details that have wording: the checker's own text is for programmers.
fn rule_broken(file: &str, violation: &Violation) -> Fault {
    let mut fault =
        Fault::new(FaultCode::RuleBroken, Place::file(file)).with("rule", violation.rule);
    let Some((at, rest)) = violation.at.split_once(": ") else {
        return fault.with("at", &violation.at);
    };
    fault = fault.with("at", at);
    if violation.rule == "gate" {
        return fault.with("gate", rest);
    }
    let in_hours = violation.rule == "capacity";
    let numbers = rest.split(' ').filter_map(|word| word.parse::<f64>().ok());
    for (name, x) in ["used", "limit"].into_iter().zip(numbers) {
        fault = if in_hours {
            fault.with(name, format!("{:.1} h", x / HOUR))
        } else {
            fault.with(name, x)
        };
    }
    fault
}
