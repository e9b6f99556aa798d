//! Change of the counting view between two rounds, as tables.

use super::counting::measure_word;
use super::survey_design::no_error_word;
use crate::counting_change::{
    ChangePart, CountingChange, GroupedChange, NotCompared, PartOfChange, ScoredRound, WhatChanged,
    counting_change,
};
use crate::counting_view::{Estimate, Part};
use crate::table::{Cell, Table};
use crate::tables::CONFIDENCE;
use nanduti_diagnostic::counting::{Change, Measure};
use nanduti_diagnostic::profile::IntervalKind;

/// The measures of both rounds with their change, and what brings the change of M0. Nothing where
/// the later instrument counts nothing; one row that says why where rounds are not compared.
pub fn counting_change_tables(before: ScoredRound, after: ScoredRound) -> Vec<Table> {
    match counting_change(before, after) {
        None => Vec::new(),
        Some(Ok(change)) => vec![measures(&change), parts(&change)],
        Some(Err(why)) => vec![refused(why)],
    }
}

fn head() -> Table {
    Table::new(
        "counting_change",
        &[
            ("group_by", "Agrupado por", "Grouped by"),
            ("group", "Grupo", "Group"),
            ("measure", "Medida", "Measure"),
            ("indicator", "Indicador", "Indicator"),
            ("n_before", "Contados antes", "Counted before"),
            ("n_after", "Contados después", "Counted after"),
            ("before", "Antes", "Before"),
            ("before_error", "Antes, error estándar", "Before, standard error"),
            ("after", "Después", "After"),
            ("after_error", "Después, error estándar", "After, standard error"),
            ("change", "Cambio", "Change"),
            ("change_error", "Cambio, error estándar", "Change, standard error"),
            ("change_low", "Cambio, desde (90 %)", "Change, from (90%)"),
            ("change_high", "Cambio, hasta (90 %)", "Change, to (90%)"),
            ("relative", "Cambio relativo", "Relative change"),
            ("relative_error", "Relativo, error estándar", "Relative, standard error"),
            ("relative_low", "Relativo, desde (90 %)", "Relative, from (90%)"),
            ("relative_high", "Relativo, hasta (90 %)", "Relative, to (90%)"),
            ("samples", "Muestras", "Samples"),
            ("no_error", "Por qué no hay error", "Why there is no error"),
            ("not_compared", "Por qué no se compara", "Why it is not compared"),
        ],
    )
}

fn refused(why: NotCompared) -> Table {
    let mut table = head();
    let mut row = vec![Cell::Absent; 20];
    row.push(why.word().into());
    table.push(row);
    table
}

/// One row a group and measure.
fn measures(change: &CountingChange) -> Table {
    let mut table = head();
    let samples = if change.matched { "matched" } else { "independent" };
    each_part(change, |grouped, part| {
        let mut head = who(grouped, part.part);
        if part.changes.is_empty() {
            // The size of a group too small to be shown is not told either.
            head.resize(20, Cell::Absent);
            head.push("too_few".into());
            table.push(head);
            return;
        }
        for (measure, found) in &part.changes {
            let mut row = head.clone();
            row.push(measure_word(*measure).into());
            row.push(match measure {
                Measure::Uncensored(at) | Measure::Censored(at) => {
                    change.spec.deprivations[*at].indicator.as_str().into()
                }
                _ => Cell::Absent,
            });
            row.extend(part.rows.map(Cell::from));
            row.extend(of_change(found));
            row.push(samples.into());
            row.push(found.absolute.standard_error.err().map(no_error_word).into());
            row.push(Cell::Absent);
            table.push(row);
        }
    });
    table
}

/// Both levels with their errors, then the absolute and the relative change with theirs.
fn of_change(change: &Change) -> Vec<Cell> {
    let level = |estimate: &Estimate| {
        [Cell::real(estimate.value, 3), Cell::maybe_real(estimate.standard_error.ok(), 4)]
    };
    let difference = |estimate: Option<&Estimate>| {
        let interval = estimate.and_then(|e| e.interval(IntervalKind::Student, CONFIDENCE));
        [
            Cell::maybe_real(estimate.map(|e| e.value), 3),
            Cell::maybe_real(estimate.and_then(|e| e.standard_error.ok()), 4),
            Cell::maybe_real(interval.map(|ends| ends.low), 3),
            Cell::maybe_real(interval.map(|ends| ends.high), 3),
        ]
    };
    let levels = level(&change.first).into_iter().chain(level(&change.second));
    let changes = difference(Some(&change.absolute));
    levels.chain(changes).chain(difference(change.relative.as_ref())).collect()
}

/// What indicators bring of the change of M0 in every group, and groups of that over all.
fn parts(change: &CountingChange) -> Table {
    let mut table = Table::new(
        "counting_change_parts",
        &[
            ("group_by", "Agrupado por", "Grouped by"),
            ("group", "Grupo", "Group"),
            ("kind", "Qué cambia", "What changes"),
            ("indicator", "Indicador", "Indicator"),
            ("change", "Cambio de M0 que trae", "Change of M0 that it brings"),
            ("share", "Parte del cambio de M0", "Share of the change of M0"),
        ],
    );
    each_part(change, |grouped, part| {
        for brought in &part.of_indicators {
            let WhatChanged::Indicator(at) = brought.what else { continue };
            let mut row = who(grouped, part.part);
            row.push("indicator".into());
            row.push(change.spec.deprivations[at].indicator.as_str().into());
            row.extend(amount(brought));
            table.push(row);
        }
    });
    for grouped in &change.grouped {
        for brought in &grouped.of_groups {
            let (part, kind) = match brought.what {
                WhatChanged::Inside(part) => (part, "inside"),
                WhatChanged::ShareOf(part) => (part, "population_share"),
                WhatChanged::Indicator(_) => continue,
            };
            let mut row = who(grouped, part);
            row.extend([kind.into(), Cell::Absent]);
            row.extend(amount(brought));
            table.push(row);
        }
    }
    table
}

fn amount(brought: &ChangePart) -> [Cell; 2] {
    [Cell::real(brought.change, 4), Cell::maybe_real(brought.share, 3)]
}

/// All once, then the groups of each grouping.
fn each_part(change: &CountingChange, mut each: impl FnMut(&GroupedChange, &PartOfChange)) {
    for (at, grouped) in change.grouped.iter().enumerate() {
        for part in grouped.parts.iter().filter(|part| at == 0 || part.part != Part::All) {
            each(grouped, part);
        }
    }
}

fn who(grouped: &GroupedChange, part: Part) -> Vec<Cell> {
    let by = if part == Part::All { "" } else { grouped.by.as_str() };
    vec![Some(by).filter(|by| !by.is_empty()).into(), grouped.word(part).into()]
}
