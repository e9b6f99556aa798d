//! Reliability of scales, and their items.

use super::node_cell;
use crate::instrument_quality::{InstrumentQuality, NodeReliability};
use crate::table::{Cell, Table};
use nanduti_diagnostic::reliability::{Caution, ItemStatus, Refusal, ReverseKey};
use nanduti_model::Diagnosis;

/// Reliability of the children of every node as a scale; what is refused says why.
pub(super) fn reliability(diagnosis: &Diagnosis, quality: &InstrumentQuality) -> Table {
    let mut table = Table::new(
        "reliability",
        &[
            ("node", "Nodo", "Node"),
            ("items", "Ítems", "Items"),
            ("complete_rows", "Filas completas", "Complete rows"),
            ("alpha", "Alfa", "Alpha"),
            ("low", "Con el resto, desde (95 %)", "Item–rest, from (95%)"),
            ("high", "Con el resto, hasta (95 %)", "Item–rest, to (95%)"),
            ("standardised", "Alfa estandarizado", "Standardised alpha"),
            ("omega", "Omega", "Omega"),
            ("lambda6", "Lambda-6", "Lambda-6"),
            ("kmo", "KMO", "KMO"),
            ("bartlett_chi_square", "Bartlett: ji cuadrado", "Bartlett: chi-square"),
            ("df", "Grados de libertad", "Degrees of freedom"),
            ("p", "p", "p"),
            ("refused", "Por qué no hay cifra", "Why there is no figure"),
            ("cautions", "Cuidado", "Cautions"),
        ],
    );
    for scale in &quality.reliability {
        table.push(scale_row(diagnosis, scale));
    }
    table
}

fn scale_row(diagnosis: &Diagnosis, scale: &NodeReliability) -> Vec<Cell> {
    let node = node_cell(diagnosis, scale.node);
    let found = match &scale.reliability {
        Ok(found) => found,
        Err(refusal) => {
            let mut cells = vec![node, scale.children.len().into()];
            cells.resize(13, Cell::Absent);
            cells.extend([refusal_word(refusal).into(), Cell::Absent]);
            return cells;
        }
    };
    let alpha = found.alpha.as_ref().ok();
    let interval = alpha.and_then(|a| a.interval);
    let sphericity = found.sphericity.as_ref().ok();
    vec![
        node,
        found.kept.len().into(),
        found.complete_rows.into(),
        Cell::maybe_real(alpha.map(|a| a.value), 3),
        Cell::maybe_real(interval.map(|i| i.0), 3),
        Cell::maybe_real(interval.map(|i| i.1), 3),
        Cell::maybe_real(alpha.and_then(|a| a.standardised), 3),
        Cell::maybe_real(found.omega.as_ref().ok().map(|o| o.value), 3),
        Cell::maybe_real(found.lambda6.as_ref().ok().copied(), 3),
        Cell::maybe_real(found.adequacy.as_ref().ok().map(|a| a.overall), 3),
        Cell::maybe_real(sphericity.map(|s| s.chi_square), 2),
        sphericity.map(|s| s.degrees).into(),
        Cell::maybe_real(sphericity.map(|s| s.p_value), 4),
        refusals(found).into(),
        words(found.cautions.iter().map(caution_word)),
    ]
}

/// What is refused and why: `alpha:too_few_rows omega:too_few_rows`; nothing where all is given.
fn refusals(found: &nanduti_diagnostic::reliability::Reliability) -> Option<String> {
    let refused = [
        ("alpha", found.alpha.as_ref().err()),
        ("omega", found.omega.as_ref().err()),
        ("lambda6", found.lambda6.as_ref().err()),
        ("kmo", found.adequacy.as_ref().err()),
        ("bartlett", found.sphericity.as_ref().err()),
    ];
    let list: Vec<String> = refused
        .into_iter()
        .filter_map(|(figure, refusal)| Some(format!("{figure}:{}", refusal_word(refusal?))))
        .collect();
    (!list.is_empty()).then(|| list.join(" "))
}

fn words<'a>(list: impl Iterator<Item = &'a str>) -> Cell {
    let list: Vec<&str> = list.collect();
    if list.is_empty() { Cell::Absent } else { list.join(" ").into() }
}

/// Stable word of a refusal.
const fn refusal_word(refusal: &Refusal) -> &'static str {
    match refusal {
        Refusal::NamesDoNotMatch { .. } | Refusal::UnequalLengths { .. } => "bad_input",
        Refusal::NotFinite { .. } => "not_finite",
        Refusal::TooFewItems { .. } => "too_few_items",
        Refusal::TooFewRows { .. } => "too_few_rows",
        Refusal::TotalDoesNotVary => "total_does_not_vary",
        Refusal::Singular { .. } => "singular",
        Refusal::NothingInCommon => "nothing_in_common",
        Refusal::ImproperSolution { .. } => "improper_solution",
        Refusal::NotConverged => "not_converged",
    }
}

const fn caution_word(caution: &Caution) -> &'static str {
    match caution {
        Caution::FewRows { .. } => "few_rows",
        Caution::FewRowsPerItem { .. } => "few_rows_per_item",
        Caution::MostRowsIncomplete { .. } => "most_rows_incomplete",
        Caution::ItemsLeftOut { .. } => "items_left_out",
        Caution::TwoItems => "two_items",
        Caution::NegativeAlpha => "negative_alpha",
        Caution::ReverseKeySuspected { .. } => "reverse_key_suspected",
        Caution::OneFactorFitsPoorly { .. } => "one_factor_fits_poorly",
    }
}

/// Every item against the rest of its scale.
pub(super) fn items(diagnosis: &Diagnosis, quality: &InstrumentQuality) -> Table {
    let mut table = Table::new(
        "items",
        &[
            ("node", "Nodo", "Node"),
            ("item", "Ítem", "Item"),
            ("status", "Estado", "Status"),
            ("answered", "Con valor", "With a value"),
            ("mean", "Promedio", "Mean"),
            ("sd", "Desvío", "Standard deviation"),
            ("item_rest", "Con el resto", "Item–rest"),
            ("low", "Con el resto, desde (95 %)", "Item–rest, from (95%)"),
            ("high", "Con el resto, hasta (95 %)", "Item–rest, to (95%)"),
            ("alpha_if_dropped", "Alfa sin él", "Alpha if dropped"),
            ("reverse_key", "Sentido contrario", "Reverse key"),
        ],
    );
    for scale in &quality.reliability {
        let Ok(found) = &scale.reliability else { continue };
        for item in &found.items {
            let rest = item.item_rest.as_ref();
            table.push(vec![
                node_cell(diagnosis, scale.node),
                item.name.as_str().into(),
                match item.status {
                    ItemStatus::Kept => "kept",
                    ItemStatus::Empty => "empty",
                    ItemStatus::Constant => "constant",
                }
                .into(),
                item.answered.into(),
                Cell::maybe_real(item.mean, 1),
                Cell::maybe_real(item.sd, 1),
                Cell::maybe_real(rest.map(|r| r.value), 3),
                Cell::maybe_real(rest.and_then(|r| r.interval).map(|i| i.0), 3),
                Cell::maybe_real(rest.and_then(|r| r.interval).map(|i| i.1), 3),
                Cell::maybe_real(item.alpha_without, 3),
                match item.reverse_key {
                    ReverseKey::NotJudged => "not_judged",
                    ReverseKey::No => "no",
                    ReverseKey::Possible => "possible",
                    ReverseKey::Likely => "likely",
                }
                .into(),
            ]);
        }
    }
    table
}
