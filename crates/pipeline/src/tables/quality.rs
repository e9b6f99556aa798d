//! Data quality, assumptions, and how each solve ended.

use super::cluster_word;
use crate::results::Results;
use crate::table::{Cell, Table};
use nanduti_model::{Missing, Outcome, SolveStatus};

/// Answered and missing by question and cluster. Carried-only questions are left out.
pub(super) fn questions(results: &Results) -> Table {
    let mut columns = vec![
        ("question", "Pregunta", "Question"),
        ("cluster", "Clúster", "Cluster"),
        ("answered", "Contestadas", "Answered"),
    ];
    columns.extend([
        ("not_asked", "No preguntado", "Not asked"),
        ("not_applicable", "No aplica", "Not applicable"),
        ("blank", "En blanco", "Blank"),
        ("dont_know", "No sabe", "Does not know"),
        ("refused", "Prefirió no responder", "Preferred not to answer"),
        ("not_observed", "No observado", "Not observed"),
        ("invalid", "Ilegible", "Unreadable"),
    ]);
    debug_assert_eq!(columns.len(), 3 + Missing::ALL.len());
    let mut table = Table::new("quality", &columns);
    for (row, question) in results.quality.questions.iter().zip(&results.instrument.questions) {
        if question.carried_only {
            continue;
        }
        for (cluster, answered) in row.answered.iter().enumerate() {
            let mut cells: Vec<Cell> = vec![
                row.question.as_str().into(),
                cluster_word(results, Some(cluster)).into(),
                (*answered).into(),
            ];
            cells.extend(row.missing[cluster].iter().map(|&n| Cell::from(n)));
            table.push(cells);
        }
    }
    table
}

/// Who would be lost if workshops with gaps were dropped.
pub(super) fn would_be_lost(results: &Results) -> Table {
    let mut table = Table::new(
        "would_be_lost",
        &[
            ("group", "Grupo", "Group"),
            ("cluster", "Clúster", "Cluster"),
            ("n", "Talleres", "Workshops"),
            ("n_lost", "Se perderían", "Would be lost"),
        ],
    );
    for row in &results.quality.would_be_lost {
        table.push(vec![
            row.group.as_str().into(),
            cluster_word(results, Some(row.cluster)).into(),
            row.n.into(),
            row.n_lost.into(),
        ]);
    }
    table
}

/// Every assumption that was used.
pub(super) fn assumptions(results: &Results) -> Table {
    let mut table = Table::new(
        "assumptions",
        &[
            ("place", "Dónde", "Place"),
            ("assumption", "Supuesto (inglés)", "Assumption"),
            ("assumption_es", "Supuesto", "Assumption (Spanish)"),
            ("figure", "Cifra", "Figure"),
            ("id", "Identificador", "Id"),
        ],
    );
    for item in &results.assumptions {
        let (figure, id) = item.figure.word_and_id();
        table.push(vec![
            item.place.as_str().into(),
            item.text.en.as_str().into(),
            item.text.es.as_str().into(),
            figure.into(),
            id.map_or(Cell::Absent, Cell::from),
        ]);
    }
    table
}

/// How each solve ended: value, bound, gap and method.
pub(super) fn outcomes(results: &Results) -> Table {
    let mut table = Table::new(
        "outcomes",
        &[
            ("solve", "Cálculo", "Solve"),
            ("status", "Resultado", "Status"),
            ("value", "Valor", "Value"),
            ("bound", "Cota", "Bound"),
            ("gap_percent", "Margen del óptimo (%)", "Gap (%)"),
            ("method", "Método", "Method"),
        ],
    );
    let solves: [(&str, Option<&Outcome>); 3] = [
        ("lots", results.matching.as_ref().map(|m| &m.outcome)),
        ("pilots", results.pilots.as_ref().map(|p| &p.outcome)),
        ("plans", results.plans.as_ref().map(|p| &p.outcome)),
    ];
    for (name, outcome) in solves {
        let Some(outcome) = outcome else { continue };
        let status = match &outcome.status {
            SolveStatus::Optimal => "optimal".to_owned(),
            SolveStatus::Feasible => "feasible".to_owned(),
            SolveStatus::Limit(which) => format!("limit: {which}"),
            SolveStatus::Infeasible(because) => format!("infeasible: {}", because.join("; ")),
        };
        table.push(vec![
            name.into(),
            status.into(),
            Cell::real(outcome.value, 2),
            Cell::maybe_real(outcome.bound, 2),
            Cell::maybe_real(outcome.gap().map(|g| g * 100.0), 3),
            outcome.method.as_str().into(),
        ]);
    }
    table
}
