//! How a solve ended, said so that nothing sounds proved that was not.

use super::{Language, clause_short, decimal, join_and, numbers::NBSP, readable};
use nanduti_model::{EquityClause, Outcome, SolveStatus};

/// How a solve ended.
pub fn solve_status(language: Language, status: &SolveStatus) -> String {
    match status {
        SolveStatus::Optimal => language.pick("óptimo, probado", "optimal, proved").to_owned(),
        SolveStatus::Feasible => {
            language.pick("válido, con cota probada", "valid, with a proved bound").to_owned()
        }
        SolveStatus::Limit(which) => {
            let which = limit_name(language, which);
            language.pick(
                format!("se llegó a un límite ({which}); es la mejor respuesta hallada"),
                format!("a limit was reached ({which}); it is the best answer found"),
            )
        }
        SolveStatus::Infeasible(because) => {
            let because: Vec<String> = because.iter().map(|w| clash_name(language, w)).collect();
            let list = join_and(language, &because);
            language.pick(format!("no se puede cumplir: {list}"), format!("cannot be met: {list}"))
        }
    }
}

/// What there was too much of.
fn limit_name(language: Language, limit: &str) -> String {
    match limit {
        "bundles" => {
            language.pick("combinaciones de un taller", "bundles of a workshop").to_owned()
        }
        other => readable(other),
    }
}

/// A clause that clashes with the others, by its word.
fn clash_name(language: Language, word: &str) -> String {
    let clause = EquityClause::ALL.iter().find(|(_, known)| *known == word);
    match (clause, word) {
        (Some((clause, _)), _) => clause_short(language, *clause, None),
        (None, "pins") => language.pick("fijados por decisión", "pinned by decision").to_owned(),
        (None, other) => readable(other),
    }
}

/// «margen del óptimo 0,4 %, probado; cómo: …»; without a bound it says that none is known.
pub fn outcome_sentence(language: Language, outcome: &Outcome) -> String {
    let short = outcome_short(language, outcome);
    if outcome.method.is_empty() {
        return short;
    }
    let method = method_name(language, &outcome.method);
    language.pick(format!("{short}; cómo: {method}"), format!("{short}; how: {method}"))
}

/// How an answer was found and proved, in words.
pub fn method_name(language: Language, method: &str) -> String {
    match method {
        "minute_prices" => language.pick(
            "precios por minuto de un flujo de costo mínimo; cada lote se reparte a esos precios por \
             ramificación; la cota se recalcula lote por lote",
            "minute prices of a minimum-cost flow; each lot is shared out at these prices by branch \
             and bound; the bound is recomputed lot by lot",
        ),
        "exact_counts" => language.pick(
            "exacto: todas las cantidades posibles por clúster, contadas de nuevo por el revisor",
            "exact: all possible counts by cluster, counted anew by the checker",
        ),
        "priced_bundles" => language.pick(
            "todas las combinaciones legales de cada taller; precios de la capacidad y ramificación; \
             la cota sale de esos precios",
            "every legal bundle of each workshop; prices of capacity and branch and bound; the bound \
             comes from these prices",
        ),
        other => other,
    }
    .to_owned()
}

/// The same without the method.
pub fn outcome_short(language: Language, outcome: &Outcome) -> String {
    if let SolveStatus::Infeasible(_) = outcome.status {
        return solve_status(language, &outcome.status);
    }
    let margin = match outcome.gap() {
        Some(gap) => {
            let per_cent = gap_number(language, gap);
            language.pick(
                format!("margen del óptimo {per_cent}{NBSP}%, probado"),
                format!("gap of the optimum {per_cent}%, proved"),
            )
        }
        None => language
            .pick(
                "margen del óptimo desconocido: no hay cota",
                "gap of the optimum unknown: no bound",
            )
            .to_owned(),
    };
    let limit = match &outcome.status {
        SolveStatus::Limit(_) => format!("; {}", solve_status(language, &outcome.status)),
        _ => String::new(),
    };
    format!("{margin}{limit}")
}

/// A gap in per cent; a small one is not rounded to nothing.
fn gap_number(language: Language, gap: f64) -> String {
    if gap == 0.0 {
        "0".to_owned()
    } else if gap < 0.0005 {
        let least = decimal(language, 0.1, 1);
        language.pick(format!("menor que {least}"), format!("below {least}"))
    } else {
        decimal(language, gap * 100.0, 1)
    }
}
