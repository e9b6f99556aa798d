//! Words of the codes that stand in result tables, for people: terminal and spreadsheet.
//!
//! Files for programs keep the codes; what has no word here is printed as it stands, readable.

use super::{
    Language, clause_short, evidence_kind, funnel_stage, gate_name, leave_word, missing_name,
    modality, pilot_role, portfolio_kind, readable, unmet_cause,
};
use nanduti_model::{
    EquityClause, EvidenceKind, Gate, Missing, Modality, PilotRole, PortfolioKind, UnmetCause,
};

/// A machine by its trade name; another one as the form calls it.
pub fn machine_name(language: Language, machine: &str) -> String {
    match machine {
        "straight" => language.pick("recta", "straight stitch"),
        "overlock" => "overlock",
        "coverstitch" => language.pick("collareta", "coverstitch"),
        "bartack" => language.pick("atracadora", "bartack"),
        "buttonhole" => language.pick("ojaladora", "buttonhole"),
        "felling" => language.pick("cerradora de brazo", "felling (feed-off-the-arm)"),
        "cutter" => language.pick("cortadora", "cutter"),
        other => return readable(other),
    }
    .to_owned()
}

/// A gate by its machine word.
pub(crate) fn gate_word(language: Language, word: &str) -> String {
    Gate::ALL
        .iter()
        .find(|(_, known)| *known == word)
        .map_or_else(|| readable(word), |(gate, _)| gate_name(language, *gate).to_owned())
}

/// The first cause of unmet pieces: `gate:price`, `capacity`.
pub(crate) fn cause_word(language: Language, word: &str) -> String {
    let cause = match word {
        "capacity" => UnmetCause::Capacity,
        "batch_rules" => UnmetCause::BatchRules,
        "verify" => UnmetCause::Verify,
        "outcompeted" => UnmetCause::Outcompeted,
        other => return gate_word(language, other.strip_prefix("gate:").unwrap_or(other)),
    };
    unmet_cause(language, cause).to_owned()
}

/// What a pair came to.
pub(crate) fn verdict_word(language: Language, word: &str) -> String {
    match word {
        "feasible" => language.pick("puede", "can"),
        "verify" => language.pick("falta verificar", "to be verified"),
        "blocked" => language.pick("no puede", "cannot"),
        other => return readable(other),
    }
    .to_owned()
}

/// What a workshop is proposed as.
pub(crate) fn role_word(language: Language, word: &str) -> String {
    let role = match word {
        "pilot" => PilotRole::Pilot,
        "reserve" => PilotRole::Reserve,
        "preselected" => PilotRole::Preselected,
        "just_outside" => PilotRole::JustOutside,
        other => return readable(other),
    };
    pilot_role(language, role).to_owned()
}

/// A clause by its machine word; `micro` is the rule's limit of people where it is known.
pub(crate) fn clause_word(language: Language, word: &str, micro: Option<u32>) -> String {
    if word == "whole_rule" {
        return language.pick("toda la regla", "the whole rule").to_owned();
    }
    EquityClause::ALL
        .iter()
        .find(|(_, known)| *known == word)
        .map_or_else(|| readable(word), |(clause, _)| clause_short(language, *clause, micro))
}

/// Why a workshop is where it is: `gain`, `clause:micro`.
pub(crate) fn reason_word(language: Language, word: &str, micro: Option<u32>) -> String {
    if let Some(clause) = word.strip_prefix("out_by_clause:") {
        let clause = clause_word(language, clause, micro);
        return language.pick(format!("afuera por: {clause}"), format!("outside by: {clause}"));
    }
    if let Some(clause) = word.strip_prefix("clause:") {
        let clause = clause_word(language, clause, micro);
        return language.pick(format!("entra por: {clause}"), format!("enters by: {clause}"));
    }
    match word {
        "gain" => {
            language.pick("de los que más pueden cambiar", "among those that can change most")
        }
        "out_by_rule" => {
            language.pick("afuera por la regla en conjunto", "outside by the rule as a whole")
        }
        "pinned" => language.pick("por decisión", "by decision"),
        "less_gain" => language.pick("puede cambiar menos", "can change less"),
        other => return readable(other),
    }
    .to_owned()
}

/// A stage of the funnel, and `word:n` pairs of who leaves it.
pub(crate) fn leaves_words(language: Language, words: &str) -> String {
    let one = |pair: &str| match pair.rsplit_once(':') {
        Some((word, n)) => format!("{} ({n})", leave_word(language, word)),
        None => leave_word(language, pair),
    };
    words.split_whitespace().map(one).collect::<Vec<_>>().join(", ")
}

/// A stage of the funnel by its machine word.
pub(crate) fn stage_word(language: Language, word: &str) -> String {
    funnel_stage(language, word)
}

/// A kind of help by its machine word.
pub(crate) fn modality_word(language: Language, word: &str) -> String {
    Modality::ALL
        .iter()
        .find(|(_, known)| *known == word)
        .map_or_else(|| readable(word), |(kind, _)| modality(language, *kind).to_owned())
}

/// A set of plans by its kind or by its id; a set given by hand keeps its name.
pub(crate) fn portfolio_word(language: Language, word: &str) -> String {
    let kind = match word {
        "chosen" => PortfolioKind::Chosen,
        "nothing" => PortfolioKind::Nothing,
        "equal_split" => PortfolioKind::EqualSplit,
        "simple_rule" => PortfolioKind::SimpleRule,
        "last_cohort" => PortfolioKind::LastCohort,
        "given" => PortfolioKind::Given,
        other => return other.to_owned(),
    };
    portfolio_kind(language, kind).to_owned()
}

/// What a difference is taken from.
pub(crate) fn against_word(language: Language, word: &str) -> String {
    match word {
        "nothing" => language.pick("menos no hacer nada", "minus doing nothing"),
        "chosen_minus_this" => {
            language.pick("el conjunto propuesto menos este", "the proposed set minus this one")
        }
        "sin_registro" => language.pick("sin registro", "no record"),
        other => return readable(other),
    }
    .to_owned()
}

/// What an effect rests on, by its machine word.
pub(crate) fn evidence_word(language: Language, word: &str) -> String {
    let kind = match word {
        "trial" => EvidenceKind::Trial,
        "before_after" => EvidenceKind::BeforeAfter,
        "programme" => EvidenceKind::Programme,
        "assumption" => EvidenceKind::Assumption,
        other => return readable(other),
    };
    evidence_kind(language, kind).to_owned()
}

/// A kind of missing by its machine word.
pub(crate) fn missing_word(language: Language, word: &str) -> String {
    Missing::ALL
        .into_iter()
        .find(|kind| kind.word() == word)
        .map_or_else(|| readable(word), |kind| missing_name(language, kind).to_owned())
}

/// A group of workshops.
pub(crate) fn group_word(language: Language, word: &str) -> String {
    match word {
        "all" => language.pick("todos", "all"),
        "women_led" => language.pick("dirigidos por mujeres", "led by women"),
        "both" => language.pick("deciden ambos", "both decide"),
        "micro" => language.pick("talleres chicos", "small workshops"),
        other => return readable(other),
    }
    .to_owned()
}

/// Which solve.
pub(crate) fn solve_word(language: Language, word: &str) -> String {
    match word {
        "lots" => language.pick("lotes", "lots"),
        "pilots" => language.pick("pilotos", "pilots"),
        "plans" => language.pick("planes", "plans"),
        other => return readable(other),
    }
    .to_owned()
}

/// Whether a fault stops the run.
pub(crate) fn severity_of(language: Language, word: &str) -> String {
    match word {
        "error" => "error".to_owned(),
        "warning" => language.pick("aviso", "warning").to_owned(),
        other => readable(other),
    }
}

/// The state of everything a run computes.
pub(crate) fn state_word(language: Language, word: &str) -> String {
    if word == "propuesta" {
        language.pick("propuesta", "proposal").to_owned()
    } else {
        readable(word)
    }
}

/// What a row of a comparison is about.
pub(crate) fn compared_word(language: Language, word: &str) -> String {
    match word {
        "input" => language.pick("dato de entrada", "input"),
        "pilot" => language.pick("piloto", "pilot"),
        "plan_line" => language.pick("acción de un plan", "plan action"),
        "lots.served" => language.pick("lote: prendas con taller", "lot: pieces served"),
        "scores.productivity" => language.pick("puntaje: productividad", "score: productivity"),
        "scores.decent_work" => language.pick("puntaje: trabajo decente", "score: decent work"),
        "scores.associativity" => language.pick("puntaje: asociatividad", "score: associativity"),
        "scores.digital" => language.pick("puntaje: madurez digital", "score: digital maturity"),
        "forecast.p05" => language.pick("futuros: 5 %", "futures: 5%"),
        "forecast.median" => language.pick("futuros: mediana", "futures: median"),
        "forecast.p95" => language.pick("futuros: 95 %", "futures: 95%"),
        other => {
            let axis = other.strip_prefix("scores.").unwrap_or(other);
            return readable(axis);
        }
    }
    .to_owned()
}

/// How a row of a comparison changed.
pub(crate) fn change_word(language: Language, word: &str) -> String {
    match word {
        "differs" => language.pick("es distinto", "differs"),
        "enters" => language.pick("entra", "enters"),
        "leaves" => language.pick("sale", "leaves"),
        "role" => language.pick("cambia de lugar", "changes role"),
        "moves" => language.pick("cambia de fecha", "moves"),
        "changes" => language.pick("cambia", "changes"),
        other => return readable(other),
    }
    .to_owned()
}
