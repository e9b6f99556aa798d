//! Words of futures and evidence.

use super::Language;
use nanduti_model::{EvidenceKind, PortfolioKind};

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
