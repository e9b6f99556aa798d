//! Pilots, the way to them, the rule's cost; plans, targets, what must wait, and capacity.

use super::{cluster_of, cluster_word};
use crate::results::Results;
use crate::table::{Cell, Table};
use nanduti_model::{
    EquityClause, PilotReason, PilotRole, PilotSelection, PlanSet, ResourceScope, WorkshopId,
};

/// Columns of `pilots.csv`.
pub(super) const PILOTS: [(&str, &str, &str); 9] = [
    ("workshop", "Taller", "Workshop"),
    ("cluster", "Clúster", "Cluster"),
    ("role", "Propuesto como", "Proposed as"),
    ("reason", "Motivo", "Reason"),
    ("possible_gain", "Ganancia posible (puntos)", "Possible gain (points)"),
    ("supports", "Apoyos necesarios", "Supports needed"),
    ("verify", "La visita verifica", "The visit verifies"),
    ("visited", "Visitado", "Visited"),
    ("state", "Estado", "State"),
];

/// Columns of `plans.csv`.
pub const PLANS: [(&str, &str, &str); 12] = [
    ("workshop", "Taller", "Workshop"),
    ("cluster", "Clúster", "Cluster"),
    ("intervention", "Código", "Code"),
    ("label_es", "Qué", "What (Spanish)"),
    ("label_en", "Qué (inglés)", "What"),
    ("modality", "Modalidad", "Modality"),
    ("provider", "Quién ayuda", "Who helps"),
    ("start_quarter", "Desde trimestre", "From quarter"),
    ("end_quarter", "Hasta trimestre", "To quarter"),
    ("owner_hours", "Horas de quien dirige", "Owner's hours"),
    ("cost", "Gs.", "Gs."),
    ("state", "Estado", "State"),
];

fn role(role: PilotRole) -> &'static str {
    match role {
        PilotRole::Pilot => "pilot",
        PilotRole::Reserve => "reserve",
        PilotRole::Preselected => "preselected",
        PilotRole::JustOutside => "just_outside",
    }
}

fn clause(clause: EquityClause) -> &'static str {
    EquityClause::ALL.iter().find(|(c, _)| *c == clause).map_or("", |(_, word)| word)
}

fn reason(reason: &PilotReason) -> String {
    match reason {
        PilotReason::Gain => "gain".to_owned(),
        PilotReason::Clause(c) => format!("clause:{}", clause(*c)),
        PilotReason::Pinned(_) => "pinned".to_owned(),
        PilotReason::OutByRule => "out_by_rule".to_owned(),
        PilotReason::OutByClause(c) => format!("out_by_clause:{}", clause(*c)),
        PilotReason::LessGain(_) => "less_gain".to_owned(),
    }
}

/// Proposed pilots, reserves, workshops to visit and just outside, in cluster and code order.
pub(super) fn pilots(results: &Results, pilots: &PilotSelection) -> Table {
    let mut table = Table::new("pilots", &PILOTS);
    for choice in &pilots.choices {
        let supports: Vec<&str> =
            choice.supports.iter().map(nanduti_model::SupportId::as_str).collect();
        table.push(vec![
            choice.workshop_id.as_str().into(),
            cluster_word(results, Some(choice.cluster)).into(),
            role(choice.role).into(),
            reason(&choice.reason).into(),
            Cell::real(choice.gain, 1),
            supports.join(" ").into(),
            choice.verify.join(" ").into(),
            choice.visited.into(),
            "propuesta".into(),
        ]);
    }
    table
}

/// From the survey to the proposal.
pub(super) fn funnel(results: &Results, pilots: &PilotSelection) -> Table {
    let mut table = Table::new(
        "funnel",
        &[
            ("cluster", "Clúster", "Cluster"),
            ("stage", "Etapa", "Stage"),
            ("n", "Talleres", "Workshops"),
            ("n_women_led", "Dirigen mujeres", "Led by women"),
            ("n_both", "Deciden ambos", "Both decide"),
            ("n_micro", "Micro", "Micro"),
            ("leaves", "Quiénes no siguen", "Who leaves"),
        ],
    );
    for stage in &pilots.funnel {
        let leaves: Vec<String> =
            stage.leaves.iter().map(|(word, n)| format!("{word}:{n}")).collect();
        table.push(vec![
            cluster_word(results, stage.cluster).into(),
            stage.stage.as_str().into(),
            stage.n.into(),
            stage.n_women_led.into(),
            stage.n_both.into(),
            stage.n_micro.into(),
            leaves.join(" ").into(),
        ]);
    }
    table
}

/// What each clause of the equity rule costs.
pub(super) fn equity(_results: &Results, pilots: &PilotSelection) -> Table {
    let mut table = Table::new(
        "equity",
        &[
            ("clause", "Cláusula", "Clause"),
            ("cost", "Costo (puntos)", "Cost (points)"),
            ("missing", "Pilotos que faltan", "Pilots missing"),
            ("enters", "Entra", "Enters"),
            ("leaves", "Sale", "Leaves"),
        ],
    );
    let codes =
        |ids: &[WorkshopId]| ids.iter().map(WorkshopId::as_str).collect::<Vec<_>>().join(" ");
    for cost in &pilots.clauses {
        table.push(vec![
            cost.clause.map_or("whole_rule", clause).into(),
            Cell::real(cost.cost, 1),
            cost.missing.iter().sum::<u32>().into(),
            codes(&cost.enters).into(),
            codes(&cost.leaves).into(),
        ]);
    }
    table
}

/// One row per plan line. An edited copy can be simulated with `--plans`.
pub(super) fn plans(results: &Results, set: &PlanSet) -> Table {
    let mut table = Table::new("plans", &PLANS);
    for plan in &set.plans {
        for line in &plan.lines {
            let intervention = &results.catalogue.interventions[line.intervention];
            let modality = nanduti_model::Modality::ALL
                .iter()
                .find(|(m, _)| *m == intervention.modality)
                .map_or("", |(_, word)| word);
            table.push(vec![
                plan.workshop_id.as_str().into(),
                cluster_of(results, plan.workshop).into(),
                line.intervention_id.as_str().into(),
                intervention.label.es.as_str().into(),
                intervention.label.en.as_str().into(),
                modality.into(),
                intervention.provider.as_str().into(),
                (u32::from(line.start.0) + 1).into(),
                (u32::from(line.end.0) + 1).into(),
                Cell::real(line.owner_hours, 0),
                line.cost.into(),
                "propuesta".into(),
            ]);
        }
    }
    table
}

/// What each plan should change, as ranges.
pub(super) fn targets(_results: &Results, set: &PlanSet) -> Table {
    let mut table = Table::new(
        "targets",
        &[
            ("workshop", "Taller", "Workshop"),
            ("intervention", "Código", "Code"),
            ("indicator", "Indicador", "Indicator"),
            ("from", "Hoy", "Today"),
            ("to", "Esperado", "Expected"),
            ("low", "Desde", "Low"),
            ("high", "Hasta", "High"),
            ("observed", "Contestado", "Answered"),
        ],
    );
    for plan in &set.plans {
        for line in &plan.lines {
            for target in &line.targets {
                table.push(vec![
                    plan.workshop_id.as_str().into(),
                    line.intervention_id.as_str().into(),
                    target.indicator.as_str().into(),
                    Cell::real(target.from, 2),
                    Cell::real(target.to, 2),
                    Cell::real(target.low, 2),
                    Cell::real(target.high, 2),
                    target.observed.into(),
                ]);
            }
        }
    }
    table
}

/// What would help but must wait, and why.
pub(super) fn not_yet(results: &Results, set: &PlanSet) -> Table {
    let mut table = Table::new(
        "not_yet",
        &[
            ("workshop", "Taller", "Workshop"),
            ("cluster", "Clúster", "Cluster"),
            ("intervention", "Código", "Code"),
            ("because_es", "Por qué todavía no", "Why not yet (Spanish)"),
            ("because_en", "Por qué todavía no (inglés)", "Why not yet"),
            ("verify_es", "Falta verificar", "To verify (Spanish)"),
            ("verify_en", "Falta verificar (inglés)", "To verify"),
        ],
    );
    let join = |labels: &[nanduti_model::Label], en: bool| {
        let words: Vec<&str> =
            labels.iter().map(|l| if en { l.en.as_str() } else { l.es.as_str() }).collect();
        words.join("; ")
    };
    for plan in &set.plans {
        for item in &plan.not_yet {
            table.push(vec![
                plan.workshop_id.as_str().into(),
                cluster_of(results, plan.workshop).into(),
                results.catalogue.interventions[item.intervention].id.as_str().into(),
                join(&item.failed, false).into(),
                join(&item.failed, true).into(),
                join(&item.unknown, false).into(),
                join(&item.unknown, true).into(),
            ]);
        }
    }
    table
}

/// Used and available, with the price of one more unit.
pub(super) fn capacity(results: &Results, set: &PlanSet) -> Table {
    let mut table = Table::new(
        "capacity",
        &[
            ("resource", "Recurso", "Resource"),
            ("institution", "Institución", "Institution"),
            ("line", "Línea", "Line"),
            ("cluster", "Clúster", "Cluster"),
            ("available", "Disponible", "Available"),
            ("used", "En la propuesta", "In the proposal"),
            ("price", "Puntos por una unidad más", "Points for one more unit"),
        ],
    );
    for (r, resource) in results.resources.iter().enumerate() {
        for (i, amount) in resource.amounts.iter().enumerate() {
            let cluster = match resource.scope {
                ResourceScope::All => None,
                ResourceScope::PerCluster => Some(i),
            };
            let at = |values: &[Vec<f64>]| values.get(r).and_then(|v| v.get(i)).copied();
            table.push(vec![
                resource.id.as_str().into(),
                resource.institution.es.as_str().into(),
                resource.line.es.as_str().into(),
                cluster_word(results, cluster).into(),
                Cell::real(*amount, 0),
                Cell::maybe_real(at(&set.used), 0),
                Cell::maybe_real(at(&set.prices), 6),
            ]);
        }
    }
    table
}
