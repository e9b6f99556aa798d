//! Words of futures and evidence.

use super::{Language, decimal, per_cent, signed, whole};
use nanduti_model::{EvidenceKind, PortfolioId, PortfolioKind, SanityMeasure, SimulationWarning};

/// What a set of plans is.
pub fn portfolio_kind(language: Language, kind: PortfolioKind) -> &'static str {
    match kind {
        PortfolioKind::Chosen => language.pick("Conjunto propuesto", "Proposed set"),
        PortfolioKind::Nothing => language.pick("No hacer nada", "Doing nothing"),
        PortfolioKind::EqualSplit => language.pick("Reparto igual", "Equal split"),
        PortfolioKind::SimpleRule => language.pick("Regla simple", "Simple rule"),
        PortfolioKind::LastCohort => {
            language.pick("Lo que hizo la cohorte anterior", "What the last cohort did")
        }
        PortfolioKind::Given => language.pick("Conjunto dado a mano", "Set given by hand"),
    }
}

/// What an effect rests on.
pub fn evidence_kind(language: Language, kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Trial => {
            language.pick("ensayos con grupo de comparación", "trials with a comparison group")
        }
        EvidenceKind::BeforeAfter => {
            language.pick("mediciones antes y después", "before–after measurements")
        }
        EvidenceKind::Programme => language.pick("datos del programa", "programme data"),
        EvidenceKind::Assumption => language.pick("supuestos", "assumptions"),
    }
}

/// A set of plans by its kind; one of several of its kind by its id too.
pub fn portfolio_name(language: Language, kind: PortfolioKind, id: &PortfolioId) -> String {
    let name = portfolio_kind(language, kind);
    if kind == PortfolioKind::Given { format!("{name} ({id})") } else { name.to_owned() }
}

/// What to look at before the futures are believed. `of` is the name of the indicator, axis or
/// resource that the warning is about.
pub fn simulation_warning(language: Language, warning: &SimulationWarning, of: &str) -> String {
    let n = |count: u32| whole(language, i64::from(count));
    match warning {
        SimulationWarning::Figure { measure, value, expected: (low, high), n_plans, .. } => {
            let change = |x: f64| measured(language, *measure, x);
            let unit = measure_unit(language, *measure);
            let (value, low, high, n) = (change(*value), change(*low), change(*high), n(*n_plans));
            language.pick(
                format!("{of}: {value}{unit} en un año, se espera de {low} a {high} (planes: {n})"),
                format!("{of}: {value}{unit} in a year, expected {low} to {high} (plans: {n})"),
            )
        }
        SimulationWarning::DropOut { value, expected: (low, high), n_plans } => {
            let share = |x: f64| per_cent(language, x);
            let (value, low, high, n) = (share(*value), share(*low), share(*high), n(*n_plans));
            language.pick(
                format!("dejan en un año: {value}, se espera de {low} a {high} (planes: {n})"),
                format!("leave in a year: {value}, expected {low} to {high} (plans: {n})"),
            )
        }
        SimulationWarning::OutsideCase { portfolio, kind, n_lines } => {
            let (name, n) = (portfolio_name(language, *kind, portfolio), n(*n_lines));
            language.pick(
                format!("{name}: líneas fuera del caso, que no cuentan: {n}"),
                format!("{name}: lines outside the case, not counted: {n}"),
            )
        }
        SimulationWarning::OverCapacity { portfolio, kind, used, amount, .. } => {
            let name = portfolio_name(language, *kind, portfolio);
            let (used, amount) = (decimal(language, *used, 1), decimal(language, *amount, 1));
            language.pick(
                format!("{name}: usa más de lo que hay ({of}: {used} de {amount})"),
                format!("{name}: uses more than there is ({of}: {used} of {amount})"),
            )
        }
    }
}

fn measured(language: Language, measure: SanityMeasure, value: f64) -> String {
    match measure {
        SanityMeasure::Added | SanityMeasure::Points => signed(language, value, 1),
        SanityMeasure::Factor => format!("×{}", decimal(language, value, 2)),
        SanityMeasure::Deviations => signed(language, value, 2),
    }
}

/// Unit after the number, with its blank; that of an indicator is not repeated.
fn measure_unit(language: Language, measure: SanityMeasure) -> &'static str {
    match measure {
        SanityMeasure::Added | SanityMeasure::Factor => "",
        SanityMeasure::Points => language.pick(" puntos porcentuales", " percentage points"),
        SanityMeasure::Deviations => language.pick(" desvíos estándar", " standard deviations"),
    }
}
