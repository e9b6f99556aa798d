//! The logs of a scored table: every cell that was imputed and every value that was treated.

use crate::table::{Cell, Table};
use nanduti_diagnostic::Diagnosed;
use nanduti_diagnostic::impute::NotImputed;
use nanduti_diagnostic::outliers::{Shape, TreatmentOutcome};

/// Every gap of a planned column and what became of it.
pub(super) fn imputations(done: &Diagnosed) -> Table {
    let mut table = Table::new(
        "imputations",
        &[
            ("indicator", "Indicador", "Indicator"),
            ("unit", "Unidad", "Unit"),
            ("missing", "Falta", "Missing"),
            ("value", "Valor puesto", "Value put"),
            ("not_imputed", "Por qué no", "Why not"),
            ("sources", "Valores de apoyo", "Values behind"),
            ("donor", "Donante", "Donor"),
        ],
    );
    let unit = |row: usize| Cell::from(done.diagnosis.workshops[row].as_str());
    for cell in &done.stages.imputed {
        let why = cell.value.err().map(|why| match why {
            NotImputed::NobodyAnswered => "nobody_answered",
            NotImputed::UnknownGroup => "unknown_group",
            NotImputed::NoSiblings => "no_siblings",
            NotImputed::NotInvertible => "not_invertible",
            NotImputed::NoNeighbours => "no_neighbours",
            NotImputed::TooFewToChoose => "too_few_to_choose",
        });
        table.push(vec![
            done.diagnosis.nodes[done.stages.nodes[cell.column]].id.as_str().into(),
            unit(cell.row),
            cell.missing.word().into(),
            reading(cell.value.ok()),
            why.into(),
            cell.sources.into(),
            cell.donor.map_or(Cell::Absent, unit),
        ]);
    }
    table
}

/// What the treatment of outlying values did, indicator by indicator, and every value it moved.
pub(super) fn treatments(done: &Diagnosed) -> Table {
    let mut table = Table::new(
        "treatments",
        &[
            ("indicator", "Indicador", "Indicator"),
            ("outcome", "Resultado", "Outcome"),
            ("applied", "Vale", "Applied"),
            ("skew_before", "Asimetría antes", "Skew before"),
            ("kurtosis_before", "Curtosis antes", "Kurtosis before"),
            ("skew_after", "Asimetría después", "Skew after"),
            ("kurtosis_after", "Curtosis después", "Kurtosis after"),
            ("unit", "Unidad", "Unit"),
            ("from", "De", "From"),
            ("to", "A", "To"),
        ],
    );
    for treated in &done.stages.treated {
        let treatment = &treated.treatment;
        let skew = |shape: Option<Shape>| {
            (
                Cell::maybe_real(shape.map(|s| s.skew), 3),
                Cell::maybe_real(shape.map(|s| s.kurtosis), 3),
            )
        };
        let (before, after) = (skew(treatment.before), skew(treatment.after));
        let head: [Cell; 7] = [
            done.diagnosis.nodes[treated.node].id.as_str().into(),
            outcome_word(&treatment.outcome).into(),
            treated.applied.into(),
            before.0,
            before.1,
            after.0,
            after.1,
        ];
        let mut moves: Vec<Vec<Cell>> = treatment
            .moved
            .iter()
            .map(|m| {
                let unit = done.diagnosis.workshops[m.row].as_str();
                vec![unit.into(), reading(Some(m.from)), reading(Some(m.to))]
            })
            .collect();
        if moves.is_empty() {
            moves.push(vec![Cell::Absent; 3]);
        }
        for moved in moves {
            table.push(head.iter().cloned().chain(moved).collect());
        }
    }
    table
}

/// A value as answered or put: without decimals where it is whole.
fn reading(value: Option<f64>) -> Cell {
    let whole = value.is_some_and(|value| value.fract() == 0.0);
    Cell::maybe_real(value, if whole { 0 } else { 3 })
}

fn outcome_word(outcome: &TreatmentOutcome) -> &'static str {
    match outcome {
        TreatmentOutcome::Untouched => "untouched",
        TreatmentOutcome::Winsorised => "winsorised",
        TreatmentOutcome::Fenced => "fenced",
        TreatmentOutcome::Logged => "logged",
        TreatmentOutcome::LoggedStillSkewed => "logged_still_skewed",
        TreatmentOutcome::StillSkewed => "still_skewed",
        TreatmentOutcome::TooFew { .. } => "too_few",
        TreatmentOutcome::NoSpread => "no_spread",
        TreatmentOutcome::BadRule => "bad_rule",
    }
}
