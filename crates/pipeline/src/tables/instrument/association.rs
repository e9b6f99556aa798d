//! How axes move together: association, never effect.

use crate::instrument_quality::InstrumentQuality;
use crate::table::{Cell, Table};
use nanduti_diagnostic::reliability::AssociationCell;
use nanduti_stats::{Correlation, CorrelationRefusal};

/// Every pair of axes, over all rows and by group.
pub(super) fn association(quality: &InstrumentQuality) -> Table {
    let mut table = Table::new(
        "axis_association",
        &[
            ("left", "Eje", "Axis"),
            ("right", "Con el eje", "With axis"),
            ("grouping", "Columna", "Column"),
            ("member", "Grupo", "Group"),
            ("n", "Unidades", "Units"),
            ("pearson_association", "Asociación (Pearson)", "Association (Pearson)"),
            ("low", "Desde", "From"),
            ("high", "Hasta", "To"),
            ("spearman_association", "Asociación (Spearman)", "Association (Spearman)"),
            (
                "partial_association",
                "Asociación con los otros ejes fijos",
                "Association given the other axes",
            ),
            ("partial_low", "Desde (otros fijos)", "From (given others)"),
            ("partial_high", "Hasta (otros fijos)", "To (given others)"),
            ("refused", "Por qué no hay cifra", "Why there is no figure"),
        ],
    );
    let Some(found) = &quality.association else { return table };
    rows(&mut table, &found.axes, None, &found.pooled);
    for grouping in &found.grouped {
        for cell in &grouping.cells {
            rows(&mut table, &found.axes, Some(&grouping.name), cell);
        }
    }
    table
}

fn rows(table: &mut Table, axes: &[String], grouping: Option<&String>, cell: &AssociationCell) {
    for pair in &cell.pairs {
        let pearson = pair.pearson.as_ref().ok();
        let partial = pair.pearson_given_others.as_ref().ok();
        let interval = |of: Option<&Correlation>| of.and_then(|c| c.interval);
        table.push(vec![
            axes[pair.left].as_str().into(),
            axes[pair.right].as_str().into(),
            grouping.map_or("all", String::as_str).into(),
            cell.label.as_deref().unwrap_or("all").into(),
            pearson.map(|c| c.pairs).into(),
            Cell::maybe_real(pearson.map(|c| c.value), 2),
            Cell::maybe_real(interval(pearson).map(|i| i.0), 2),
            Cell::maybe_real(interval(pearson).map(|i| i.1), 2),
            Cell::maybe_real(pair.spearman.as_ref().ok().map(|c| c.value), 2),
            Cell::maybe_real(partial.map(|c| c.value), 2),
            Cell::maybe_real(interval(partial).map(|i| i.0), 2),
            Cell::maybe_real(interval(partial).map(|i| i.1), 2),
            pair.pearson.as_ref().err().map(refusal_word).into(),
        ]);
    }
}

const fn refusal_word(refusal: &CorrelationRefusal) -> &'static str {
    match refusal {
        CorrelationRefusal::UnequalLengths => "bad_input",
        CorrelationRefusal::NotFinite => "not_finite",
        CorrelationRefusal::TooFewPairs { .. } => "too_few_rows",
        CorrelationRefusal::Constant { .. } => "constant",
        CorrelationRefusal::NoControls => "no_other_axis",
        CorrelationRefusal::Singular { .. } => "singular",
    }
}
