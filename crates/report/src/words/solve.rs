//! How a solve ended, said so that nothing sounds proved that was not.

use super::{Language, decimal, join_and, numbers::NBSP};
use nanduti_model::{Outcome, SolveStatus};

/// How a solve ended.
pub fn solve_status(language: Language, status: &SolveStatus) -> String {
    match status {
        SolveStatus::Optimal => language.pick("óptimo, probado", "optimal, proved").to_owned(),
        SolveStatus::Feasible => {
            language.pick("válido, con cota probada", "valid, with a proved bound").to_owned()
        }
        SolveStatus::Limit(which) => language.pick(
            format!("se llegó a un límite ({which}); es la mejor respuesta hallada"),
            format!("a limit was reached ({which}); it is the best answer found"),
        ),
        SolveStatus::Infeasible(because) => {
            let list = join_and(language, because);
            language.pick(
                format!("no hay respuesta: chocan {list}"),
                format!("there is no answer: these clash: {list}"),
            )
        }
    }
}

/// «margen del óptimo 0,4 %, probado; cómo: …»; without a bound it says that none is known.
pub fn outcome_sentence(language: Language, outcome: &Outcome) -> String {
    let short = outcome_short(language, outcome);
    if outcome.method.is_empty() {
        return short;
    }
    let method = &outcome.method;
    language.pick(format!("{short}; cómo: {method}"), format!("{short}; how: {method}"))
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
