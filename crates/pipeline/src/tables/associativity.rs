//! Conditions for working in groups by cluster, and what ties say in aggregate. No pair, no name.

use super::cluster_word;
use crate::associativity::criterion_word;
use crate::results::Results;
use crate::table::{Cell, Table};
use nanduti_diagnostic::associativity::{
    Finding, Grade, Reason, Role, SafeStep, TerritoryAssessment, TieEvidence, TieFigures, TieKind,
    Verdict, WhyNotKnown,
};

/// Both tables; none where the instrument asks nothing about working in groups.
pub(super) fn tables(results: &Results) -> Vec<Table> {
    if results.associativity.is_empty() {
        return Vec::new();
    }
    let mut tables = vec![proposals(results), networks(results)];
    if !results.notes.is_empty() {
        tables.push(notes(results));
    }
    tables
}

/// The notes from the field, as they were written.
fn notes(results: &Results) -> Table {
    let mut table = Table::new(
        "field_notes",
        &[
            ("cluster", "Clúster", "Cluster"),
            ("criterion", "Criterio", "Criterion"),
            ("stance", "Habla", "Speaks"),
            ("date", "Fecha", "Date"),
            ("author", "Quién la escribió", "Written by"),
            ("reason", "Qué se vio", "What was seen"),
            ("counts", "Cuenta", "Counts"),
        ],
    );
    for note in &results.notes {
        table.push(vec![
            cluster_word(results, Some(note.cluster)).into(),
            note.criterion.as_str().into(),
            if note.speaks_for { "for" } else { "against" }.into(),
            note.date.into(),
            note.author.as_str().into(),
            note.reason.as_str().into(),
            note.counts.into(),
        ]);
    }
    table
}

fn proposals(results: &Results) -> Table {
    let mut table = Table::new(
        "associativity",
        &[
            ("cluster", "Clúster", "Cluster"),
            ("verdict", "Propuesta", "Proposal"),
            ("at_best", "En el mejor caso", "At best"),
            ("at_worst", "En el peor caso", "At worst"),
            ("criterion", "Criterio", "Criterion"),
            ("role", "Papel", "Role"),
            ("n", "Respuestas", "Answers"),
            ("value", "Valor", "Value"),
            ("low", "Desde", "From"),
            ("high", "Hasta", "To"),
            ("cut", "Corte", "Cut-off"),
            ("far", "Corte lejano", "Far cut-off"),
            ("finding", "Hallazgo", "Finding"),
            ("first_step", "Primer paso seguro", "First safe step"),
            ("review_quarter", "Trimestre de revisión", "Review quarter"),
            ("notes_for", "Notas a favor", "Notes for"),
            ("notes_against", "Notas en contra", "Notes against"),
        ],
    );
    for found in &results.associativity {
        for reason in &found.reasons {
            table.push(proposal(results, found, reason));
        }
    }
    table
}

fn proposal(results: &Results, found: &TerritoryAssessment, reason: &Reason) -> Vec<Cell> {
    let estimate = reason.estimate.as_ref();
    vec![
        cluster_word(results, Some(found.territory)).into(),
        verdict(found.verdict).into(),
        verdict(found.at_best).into(),
        verdict(found.at_worst).into(),
        criterion_word(reason.criterion).into(),
        match reason.role {
            Role::Required => "required",
            Role::Evidence => "evidence",
        }
        .into(),
        reason.n.into(),
        Cell::maybe_real(estimate.map(|e| e.value), 2),
        Cell::maybe_real(estimate.map(|e| e.low), 2),
        Cell::maybe_real(estimate.map(|e| e.high), 2),
        Cell::real(reason.met, 2),
        Cell::maybe_real(reason.far, 2),
        finding(reason.finding).into(),
        step(found.first_step.step).into(),
        (u32::from(found.review.0) + 1).into(),
        reason.notes_for.into(),
        reason.notes_against.into(),
    ]
}

const fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Ready => "ready",
        Verdict::ToDiscuss => "to_discuss",
        Verdict::PrepareFirst => "prepare_first",
        Verdict::NotYet => "not_yet",
    }
}

const fn finding(finding: Finding) -> &'static str {
    match finding {
        Finding::Graded(Grade::Met) => "met",
        Finding::Graded(Grade::NotMet) => "not_met",
        Finding::Graded(Grade::FarFromMet) => "far_from_met",
        Finding::Between { .. } => "near_cut",
        Finding::NotKnown(WhyNotKnown::NotAsked) => "not_asked",
        Finding::NotKnown(WhyNotKnown::TooFewAnswers) => "too_few_answers",
        Finding::NotKnown(WhyNotKnown::LowAvailability) => "low_availability",
        Finding::DoesNotApply => "does_not_apply",
    }
}

const fn step(step: SafeStep) -> &'static str {
    match step {
        SafeStep::NeutralTalks => "neutral_talks",
        SafeStep::MediationFirst => "mediation_first",
        SafeStep::TrialLotInNewGroup => "trial_lot_in_new_group",
        SafeStep::TrialLotWithOpenAccounts => "trial_lot_with_open_accounts",
        SafeStep::JointPurchaseWithoutPooledMoney => "joint_purchase_without_pooled_money",
        SafeStep::ServicesOneByOne => "services_one_by_one",
        SafeStep::AskWhatIsMissing => "ask_what_is_missing",
        SafeStep::MeetingOfCandidates => "meeting_of_candidates",
    }
}

fn networks(results: &Results) -> Table {
    let mut table = Table::new(
        "tie_networks",
        &[
            ("cluster", "Clúster", "Cluster"),
            ("tie_kind", "Lazo", "Tie"),
            ("asked", "Preguntados", "Asked"),
            ("ties", "Lazos", "Ties"),
            ("density", "Densidad", "Density"),
            ("reciprocity", "Reciprocidad", "Reciprocity"),
            ("mean_degree", "Lazos por taller", "Ties per workshop"),
            ("components", "Componentes", "Components"),
            ("isolated", "Sin lazo", "Without a tie"),
            ("bridges", "Puentes", "Bridges"),
            ("core", "Núcleo más hondo", "Deepest core"),
            ("outside", "Lazos con otros clústeres", "Ties with other clusters"),
        ],
    );
    for found in &results.associativity {
        for evidence in &found.ties {
            let mut cells: Vec<Cell> = vec![
                cluster_word(results, Some(found.territory)).into(),
                kind(evidence.kind).into(),
            ];
            cells.extend(figures(evidence));
            table.push(cells);
        }
    }
    table
}

const fn kind(kind: TieKind) -> &'static str {
    match kind {
        TieKind::CoWork => "work",
        TieKind::Advice => "advice",
        TieKind::Trust => "trust",
        TieKind::Membership => "membership",
    }
}

/// Everything after the kind; of too few nothing but how many were asked.
fn figures(evidence: &TieEvidence) -> Vec<Cell> {
    let none = || Cell::Absent;
    match &evidence.figures {
        TieFigures::TooFewAsked { n_observed } => {
            let mut cells = vec![Cell::from(*n_observed)];
            cells.resize(10, Cell::Absent);
            cells
        }
        TieFigures::Sealed(sealed) => vec![
            sealed.n_observed.into(),
            none(),
            Cell::maybe_real(sealed.density, 4),
            Cell::maybe_real(sealed.reciprocity, 3),
            none(),
            none(),
            none(),
            none(),
            none(),
            none(),
        ],
        TieFigures::Open(open) => {
            let total: usize = open.out_degrees.iter().enumerate().map(|(k, n)| k * n).sum();
            let mean = (open.n_observed > 0).then(|| total as f64 / open.n_observed as f64);
            vec![
                open.n_observed.into(),
                open.n_ties.into(),
                Cell::maybe_real(open.density, 4),
                Cell::maybe_real(open.reciprocity, 3),
                Cell::maybe_real(mean, 2),
                open.n_components.into(),
                open.n_isolated.into(),
                open.n_bridges.into(),
                open.deepest_core.into(),
                evidence.outside.into(),
            ]
        }
    }
}
