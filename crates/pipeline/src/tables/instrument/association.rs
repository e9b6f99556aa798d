//! How axes move together, and the children of every node: association, never effect.

use super::node_cell;
use crate::instrument_quality::InstrumentQuality;
use crate::table::{Cell, Table};
use nanduti_diagnostic::reliability::AssociationCell;
use nanduti_model::Diagnosis;
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
            ("low", "Pearson, desde (95 %)", "Pearson, from (95%)"),
            ("high", "Pearson, hasta (95 %)", "Pearson, to (95%)"),
            ("spearman_association", "Asociación (Spearman)", "Association (Spearman)"),
            (
                "partial_association",
                "Asociación con los otros ejes fijos",
                "Association given the other axes",
            ),
            ("partial_low", "Desde (otros fijos, 95 %)", "From (given others, 95%)"),
            ("partial_high", "Hasta (otros fijos, 95 %)", "To (given others, 95%)"),
            ("refused", "Por qué no hay cifra", "Why there is no figure"),
            (
                "spearman_partial_association",
                "Asociación de rangos con los otros ejes fijos",
                "Rank association given the other axes",
            ),
            (
                "within_association",
                "Asociación dentro de los grupos",
                "Association within the groups",
            ),
            ("within_low", "Desde (dentro de los grupos, 95 %)", "From (within the groups, 95%)"),
            ("within_high", "Hasta (dentro de los grupos, 95 %)", "To (within the groups, 95%)"),
        ],
    );
    let Some(found) = &quality.association else { return table };
    rows(&mut table, &found.axes, ("all", "all"), &found.pooled, &[]);
    for grouping in &found.grouped {
        for cell in &grouping.cells {
            let member = cell.label.as_deref().unwrap_or("all");
            rows(&mut table, &found.axes, (&grouping.name, member), cell, &[]);
        }
        // All groups together, each about its own mean.
        rows(&mut table, &found.axes, (&grouping.name, "all"), &found.pooled, &grouping.within);
    }
    table
}

/// The rows of one cell; `within` are correlations inside the groups, one a pair, where the cell
/// is about all groups of a column.
fn rows(
    table: &mut Table,
    axes: &[String],
    (grouping, member): (&str, &str),
    cell: &AssociationCell,
    within: &[Result<Correlation, CorrelationRefusal>],
) {
    for (at, pair) in cell.pairs.iter().enumerate() {
        let within = within.get(at).and_then(|found| found.as_ref().ok());
        let pearson = pair.pearson.as_ref().ok();
        let partial = pair.pearson_given_others.as_ref().ok();
        let interval = |of: Option<&Correlation>| of.and_then(|c| c.interval);
        table.push(vec![
            axes[pair.left].as_str().into(),
            axes[pair.right].as_str().into(),
            grouping.into(),
            member.into(),
            pearson.map(|c| c.pairs).into(),
            Cell::maybe_real(pearson.map(|c| c.value), 2),
            Cell::maybe_real(interval(pearson).map(|i| i.0), 2),
            Cell::maybe_real(interval(pearson).map(|i| i.1), 2),
            Cell::maybe_real(pair.spearman.as_ref().ok().map(|c| c.value), 2),
            Cell::maybe_real(partial.map(|c| c.value), 2),
            Cell::maybe_real(interval(partial).map(|i| i.0), 2),
            Cell::maybe_real(interval(partial).map(|i| i.1), 2),
            pair.pearson.as_ref().err().map(refusal_word).into(),
            Cell::maybe_real(pair.spearman_given_others.as_ref().ok().map(|c| c.value), 2),
            Cell::maybe_real(within.map(|c| c.value), 2),
            Cell::maybe_real(interval(within).map(|i| i.0), 2),
            Cell::maybe_real(interval(within).map(|i| i.1), 2),
        ]);
    }
}

/// Every two children of every node, three kinds of correlation, each with its interval; what is
/// refused says why.
pub(super) fn item_correlations(diagnosis: &Diagnosis, quality: &InstrumentQuality) -> Table {
    let mut table = Table::new(
        "item_correlations",
        &[
            ("parent", "Dentro de", "Inside"),
            ("left", "Nodo", "Node"),
            ("right", "Con el nodo", "With node"),
            ("n", "Unidades", "Units"),
            ("pearson", "Pearson", "Pearson"),
            ("pearson_low", "Pearson, desde (95 %)", "Pearson, from (95%)"),
            ("pearson_high", "Pearson, hasta (95 %)", "Pearson, to (95%)"),
            ("spearman", "Spearman", "Spearman"),
            ("spearman_low", "Spearman, desde (95 %)", "Spearman, from (95%)"),
            ("spearman_high", "Spearman, hasta (95 %)", "Spearman, to (95%)"),
            ("kendall", "Kendall", "Kendall"),
            ("kendall_low", "Kendall, desde (95 %)", "Kendall, from (95%)"),
            ("kendall_high", "Kendall, hasta (95 %)", "Kendall, to (95%)"),
            ("refused", "Por qué no hay cifra", "Why there is no figure"),
        ],
    );
    for parent in &quality.correlations {
        for pair in &parent.pairs {
            let kinds =
                [&pair.pearson, &pair.spearman, &pair.kendall].map(|kind| kind.as_ref().ok());
            let mut cells = vec![
                node_cell(diagnosis, parent.node),
                node_cell(diagnosis, parent.children[pair.left]),
                node_cell(diagnosis, parent.children[pair.right]),
                kinds[0].map(|found| found.pairs).into(),
            ];
            for found in kinds {
                let interval = found.and_then(|found| found.interval);
                cells.extend([
                    Cell::maybe_real(found.map(|found| found.value), 2),
                    Cell::maybe_real(interval.map(|ends| ends.0), 2),
                    Cell::maybe_real(interval.map(|ends| ends.1), 2),
                ]);
            }
            cells.push(pair.pearson.as_ref().err().map(refusal_word).into());
            table.push(cells);
        }
    }
    table
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
