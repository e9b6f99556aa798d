//! Profiles of groups and types. Groups of fewer than five are not shown, and where only one of a
//! column would be hidden the next smallest goes with it, so that no subtraction brings it back.

use super::node_cell;
use crate::instrument_quality::{InstrumentQuality, NodeProfile};
use crate::table::{Cell, Table, columns};
use crate::tables::survey_design::no_error_word;
use nanduti_diagnostic::profile::{GroupProfile, Part};
use nanduti_diagnostic::typology::{ColumnFigure, StabilityVerdict, Typology, TypologyRefusal};
use nanduti_model::Diagnosis;

/// Scores of every node by group.
pub(super) fn profiles(diagnosis: &Diagnosis, quality: &InstrumentQuality) -> Table {
    let mut table = Table::new(
        "profiles",
        &[
            ("node", "Nodo", "Node"),
            ("grouping", "Columna", "Column"),
            ("member", "Grupo", "Group"),
            ("n", "Unidades", "Units"),
            ("mean", "Promedio", "Mean"),
            ("sd", "Desvío", "Standard deviation"),
            ("lower_quartile", "25 %", "25%"),
            ("median", "Mediana", "Median"),
            ("upper_quartile", "75 %", "75%"),
            ("low", "Promedio, desde (95 %)", "Mean, from (95%)"),
            ("high", "Promedio, hasta (95 %)", "Mean, to (95%)"),
            ("suppressed", "No se muestra", "Not shown"),
        ],
    );
    if quality.by_design {
        table.columns.extend(columns(&[
            ("population", "Unidades de la población", "Units of the population"),
            ("standard_error", "Error estándar", "Standard error"),
            ("no_error", "Por qué no hay error", "Why there is no error"),
        ]));
    }
    for profile in &quality.profiles {
        let hidden = hidden(&profile.parts);
        for (place, part) in profile.parts.iter().enumerate() {
            let hidden = hidden.contains(&place);
            let mut row = profile_row(diagnosis, profile, part, hidden);
            if quality.by_design {
                row.extend(design_cells(part, hidden));
            }
            table.push(row);
        }
    }
    table
}

/// What a survey design adds to a row: the population, the error, or why there is none.
fn design_cells(part: &GroupProfile, hidden: bool) -> [Cell; 3] {
    let shown = part.summary.shown().filter(|_| !hidden);
    let error = shown.map(|summary| summary.mean.standard_error);
    [
        Cell::maybe_real(shown.map(|summary| summary.population), 1),
        Cell::maybe_real(error.and_then(Result::ok), 2),
        error.and_then(Result::err).map(no_error_word).into(),
    ]
}

/// Places of the parts that are not shown.
fn hidden(parts: &[GroupProfile]) -> Vec<usize> {
    let of_group = |place: &usize| parts[*place].part != Part::All;
    let shown = |place: &usize| parts[*place].summary.shown().is_some();
    let places = || (0..parts.len()).filter(of_group);
    let mut hidden: Vec<usize> = (0..parts.len()).filter(|place| !shown(place)).collect();
    let with_rows = hidden.iter().filter(|&&p| of_group(&p) && parts[p].rows > 0).count();
    if with_rows == 1 {
        hidden.extend(places().filter(shown).min_by_key(|&place| (parts[place].rows, place)));
    }
    hidden
}

fn profile_row(
    diagnosis: &Diagnosis,
    profile: &NodeProfile,
    part: &GroupProfile,
    hidden: bool,
) -> Vec<Cell> {
    let member = match part.part {
        Part::All => "all",
        Part::Group(code) => profile.groups.get(code as usize).map_or("", String::as_str),
        Part::Ungrouped => "not_known",
    };
    let shown = part.summary.shown().filter(|_| !hidden);
    vec![
        node_cell(diagnosis, profile.node),
        profile.column.as_str().into(),
        member.into(),
        shown.map(|_| part.rows).into(),
        Cell::maybe_real(shown.map(|s| s.mean.value), 1),
        Cell::maybe_real(shown.and_then(|s| s.standard_deviation), 1),
        Cell::maybe_real(shown.map(|s| s.quartiles[0]), 1),
        Cell::maybe_real(shown.map(|s| s.quartiles[1]), 1),
        Cell::maybe_real(shown.map(|s| s.quartiles[2]), 1),
        Cell::maybe_real(shown.and_then(|s| s.interval).map(|i| i.low), 1),
        Cell::maybe_real(shown.and_then(|s| s.interval).map(|i| i.high), 1),
        shown.is_none().into(),
    ]
}

/// The types with the columns in which each differs most, or one row that says why there are none.
/// `medoid` names the row that stands for a type: only in a foreign file.
pub(super) fn typology(
    diagnosis: &Diagnosis,
    quality: &InstrumentQuality,
    medoid: Option<&dyn Fn(usize) -> Option<String>>,
) -> Table {
    let mut table = Table::new(
        "typology",
        &[
            ("outcome", "Resultado", "Outcome"),
            ("type", "Tipo", "Type"),
            ("n", "Unidades", "Units"),
            ("jaccard", "Estabilidad (Jaccard)", "Stability (Jaccard)"),
            ("medoid", "Unidad que lo representa", "Unit that stands for it"),
            ("node", "Nodo", "Node"),
            ("inside", "En el tipo", "In the type"),
            ("outside", "En los demás", "In all others"),
            ("difference", "Diferencia", "Difference"),
        ],
    );
    match &quality.typology {
        Err(refusal) => table.push(no_types(refusal_word(refusal))),
        Ok(found) if stated(found, medoid.is_some()) => {
            for kind in 0..found.types.len() {
                type_rows(&mut table, diagnosis, quality, found, kind, medoid);
            }
        }
        Ok(found) => table.push(no_types(verdict_word(found.stability.verdict))),
    }
    table
}

/// A foreign file may state doubtful types under that word; a case states stable ones alone.
fn stated(found: &Typology, doubtful_too: bool) -> bool {
    match found.stability.verdict {
        StabilityVerdict::Stable => true,
        StabilityVerdict::Doubtful => doubtful_too,
        StabilityVerdict::NotStable => false,
    }
}

fn no_types(word: &str) -> Vec<Cell> {
    let mut cells = vec![Cell::from(word)];
    cells.resize(9, Cell::Absent);
    cells
}

fn type_rows(
    table: &mut Table,
    diagnosis: &Diagnosis,
    quality: &InstrumentQuality,
    found: &Typology,
    kind: usize,
    medoid: Option<&dyn Fn(usize) -> Option<String>>,
) {
    let this = &found.types[kind];
    for column in &this.profile {
        let (inside, outside) = match column.figure {
            ColumnFigure::Mean { inside, outside }
            | ColumnFigure::Share { inside, outside, .. } => (inside, outside),
        };
        // A mean of fewer than five is one workshop's score in disguise; a file's owner sees it.
        let enough = medoid.is_some() || (column.n_inside >= 5 && column.n_outside >= 5);
        table.push(vec![
            verdict_word(found.stability.verdict).into(),
            (kind + 1).into(),
            this.n.into(),
            Cell::real(this.jaccard, 2),
            medoid.and_then(|name| name(this.medoid)).into(),
            node_cell(diagnosis, quality.type_nodes[column.column]),
            Cell::maybe_real(enough.then_some(inside), 1),
            Cell::maybe_real(enough.then_some(outside), 1),
            Cell::maybe_real(enough.then_some(column.difference), 3),
        ]);
    }
}

const fn verdict_word(verdict: StabilityVerdict) -> &'static str {
    match verdict {
        StabilityVerdict::Stable => "stable",
        StabilityVerdict::Doubtful => "doubtful",
        StabilityVerdict::NotStable => "not_stable",
    }
}

const fn refusal_word(refusal: &TypologyRefusal) -> &'static str {
    match refusal {
        TypologyRefusal::LengthDiffers { .. }
        | TypologyRefusal::BadWeight { .. }
        | TypologyRefusal::BadSettings => "bad_input",
        TypologyRefusal::NotFinite { .. } => "not_finite",
        TypologyRefusal::NothingVaries => "nothing_varies",
        TypologyRefusal::TooFewRows { .. } => "too_few_rows",
        TypologyRefusal::TooFewDifferentRows { .. } => "too_few_different_rows",
    }
}
