//! The sample's policy, catalogue, proposal and plans.

use super::{chance, instrument::source, label};
use nanduti_model::{
    BinaryOperator, Catalogue, ClauseCost, Effect, EffectKind, EquityClause, EquityRule,
    EvidenceKind, Expression, FunnelStage, Guaranies, Intervention, LedBy, Modality, NodeId,
    NotYet, NothingReason, Outcome, PilotChoice, PilotReason, PilotRole, PilotSelection, PlanLine,
    PlanSet, Policy, Population, Provider, Quarter, Requirement, Resource, ResourceKind,
    ResourceScope, SizeClass, SolveStatus, Target, Use, WorkshopPlan,
};

pub(super) fn policy() -> Policy {
    Policy {
        equity: EquityRule {
            n_pilots: 15,
            n_reserves: 3,
            n_preselection: 40,
            min_per_cluster: 4,
            women_led: true,
            micro: true,
            micro_limit: 2,
            gain_floor: 8.0,
            hazards_first: true,
            hazard_below: 7.0,
        },
        max_actions: 5,
        supported_owner_hours_week: 3.0,
        fair_price: "band".into(),
        fair_price_band: 0.15,
        match_weights: [0.35, 0.25, 0.15, 0.15, 0.10],
        ..nanduti_testkit::policy()
    }
}

fn effect(indicator: &str) -> Effect {
    Effect {
        fade_per_year: 0.1,
        evidence: EvidenceKind::Trial,
        source: source(),
        ..nanduti_testkit::effect(indicator, EffectKind::Add, [0.0, 5.0, 10.0])
    }
}

fn below(name: &str, cut: f64) -> Expression {
    Expression::Binary(
        BinaryOperator::Less,
        Box::new(Expression::Name(name.into())),
        Box::new(Expression::Number(cut)),
    )
}

pub(super) fn catalogue() -> Catalogue {
    let intervention = |id: &str, es: &str, en: &str, modality, indicators: &[&str]| Intervention {
        label: label(es, en),
        modality,
        provider: "snpp".into(),
        owner_hours: 24.0,
        uses: vec![Use { resource: 0, amount: 20.0 }],
        challenges: vec![1],
        effects: indicators.iter().map(|i| effect(i)).collect(),
        source: source(),
        ..nanduti_testkit::intervention(id)
    };
    let mut list = vec![
        intervention(
            "I01",
            "Seguridad del local: curso y kit",
            "Safe premises",
            Modality::Training,
            &["DW09"],
        ),
        intervention(
            "I04",
            "Costeo simple: curso y visitas",
            "Simple costing",
            Modality::Mentoring,
            &["PR12"],
        ),
        intervention(
            "I06",
            "Calidad en origen",
            "Quality at source",
            Modality::Training,
            &["PR07", "PR09"],
        ),
        intervention(
            "I09",
            "Inscripción al IPS",
            "IPS enrolment",
            Modality::Articulation,
            &["DW01"],
        ),
        intervention(
            "I12",
            "Catálogo y cobro digital",
            "Digital catalogue",
            Modality::Training,
            &["DG04", "DG08"],
        ),
        intervention("I17", "Precooperativa", "Pre-cooperative", Modality::Articulation, &["AS03"]),
    ];
    let requirement = |expression, es: &str, en: &str| Requirement {
        expression,
        because: label(es, en),
        allow_unknown: false,
    };
    list[5].min_participants = 6;
    list[5].requires = vec![
        requirement(
            below("mistrust_peers", 62.5),
            "la confianza entre talleres es todavía baja",
            "trust among workshops is still low",
        ),
        requirement(
            below("mistrust_leaders", 62.5),
            "la confianza en dirigentes es todavía baja",
            "trust in leaders is still low",
        ),
        requirement(below("fo01_ruc", 0.5), "no tiene RUC", "it has no RUC"),
    ];
    let provider = Provider { id: "snpp".into(), name: label("SNPP", "SNPP") };
    Catalogue { interventions: list, providers: vec![provider], without_answer: vec![] }
}

pub(super) fn resources(n_clusters: usize) -> Vec<Resource> {
    use ResourceKind::{Cases, Hours, Money, Seats};
    use ResourceScope::{All, PerCluster};
    let resource = |id: &str, es: &str, kind, scope, line: &str, amount: f64| Resource {
        id: id.into(),
        label: label(es, es),
        kind,
        scope,
        institution: label("Programa", "Programme"),
        line: label(line, line),
        amounts: match scope {
            ResourceScope::All => vec![amount],
            ResourceScope::PerCluster => vec![amount; n_clusters],
        },
        source: source(),
    };
    vec![
        resource("mentor", "Mentoría", Hours, PerCluster, "", 370.0),
        resource("seats", "Lugares", Seats, PerCluster, "", 75.0),
        resource("budget", "Presupuesto", Money, PerCluster, "mentoría", 165_000_000.0),
        resource("credit", "Créditos", Cases, All, "", 6.0),
        resource("courses", "Cursos", Money, All, "cursos", 90_000_000.0),
    ]
}

fn outcome(value: f64, bound: Option<f64>) -> Outcome {
    Outcome { status: SolveStatus::Feasible, value, bound, method: "ramas".into() }
}

pub(super) fn pilots(population: &Population, policy: &Policy) -> PilotSelection {
    let n_clusters = population.clusters.len();
    let mut choices = Vec::new();
    for cluster in 0..n_clusters {
        for (i, w) in population.members(cluster).into_iter().step_by(3).take(14).enumerate() {
            let (role, reason) = match i {
                0..=3 => (PilotRole::Pilot, PilotReason::Gain),
                4 => (PilotRole::Pilot, PilotReason::Clause(EquityClause::Micro)),
                5 => (PilotRole::Reserve, PilotReason::Gain),
                6 => (PilotRole::JustOutside, PilotReason::OutByClause(EquityClause::Micro)),
                7 => (PilotRole::JustOutside, PilotReason::LessGain(0.4)),
                _ => (PilotRole::Preselected, PilotReason::LessGain(1.0)),
            };
            choices.push(PilotChoice {
                workshop: w,
                workshop_id: population.workshops[w].id.clone(),
                cluster,
                role,
                reason,
                gain: 9.0 + i as f64 / 10.0,
                supports: if i % 2 == 0 {
                    vec!["transport".into()]
                } else {
                    vec!["net".into(), "care".into()]
                },
                verify: if i % 3 == 0 {
                    vec!["capacity".into(), "willingness".into()]
                } else {
                    vec!["capacity".into()]
                },
                visited: i == 1,
            });
        }
    }
    PilotSelection {
        outcome: outcome(99.99, Some(100.0)),
        rule: policy.equity.clone(),
        funnel: funnel(population),
        clauses: clauses(population, &choices),
        choices,
        best_gain: vec![None; population.workshops.len()],
    }
}

fn funnel(population: &Population) -> Vec<FunnelStage> {
    let stages = [
        ("surveyed", 1.0),
        ("reachable", 0.9),
        ("willing", 0.65),
        ("preselected", 0.2),
        ("proposed", 0.1),
    ];
    let mut list = Vec::new();
    let scopes = std::iter::once(None).chain((0..population.clusters.len()).map(Some));
    for cluster in scopes {
        let members: Vec<usize> = cluster
            .map_or_else(|| (0..population.workshops.len()).collect(), |c| population.members(c));
        let mut before = members.len() as u32;
        for (stage, share) in stages {
            let n = (members.len() as f64 * share) as u32;
            let some = &members[..n as usize];
            let count = |by| {
                some.iter().filter(|&&w| population.workshops[w].led_by == Some(by)).count() as u32
            };
            let micro = |w: &&usize| population.workshops[**w].size(2) == SizeClass::Micro;
            list.push(FunnelStage {
                stage: stage.into(),
                cluster,
                n,
                n_women_led: count(LedBy::Woman),
                n_both: count(LedBy::Both),
                n_micro: some.iter().filter(micro).count() as u32,
                leaves: if before > n { vec![("no_consent".into(), before - n)] } else { vec![] },
            });
            before = n;
        }
    }
    list
}

fn clauses(population: &Population, choices: &[PilotChoice]) -> Vec<ClauseCost> {
    let n = population.clusters.len();
    let id =
        |k: usize| choices.get(k).map(|c| c.workshop_id.clone()).into_iter().collect::<Vec<_>>();
    let clause = |clause, value: f64, cost, enters, leaves| ClauseCost {
        clause,
        stands: vec![value; n],
        missing: vec![0; n],
        cost,
        enters,
        leaves,
    };
    vec![
        clause(Some(EquityClause::MinimumPerCluster), 5.0, 1.4, id(0), id(6)),
        clause(Some(EquityClause::WomenLed), 80.0, 0.0, vec![], vec![]),
        clause(Some(EquityClause::Micro), 60.0, 2.6, id(4), id(7)),
        clause(Some(EquityClause::GainFloor), 10.4, 0.0, vec![], vec![]),
        clause(Some(EquityClause::HazardsFirst), 2.0, 0.7, vec![], vec![]),
        clause(None, 5.0, 4.8, id(0), id(6)),
    ]
}

pub(super) fn plans(
    population: &Population,
    pilots: &PilotSelection,
    catalogue: &Catalogue,
    resources: &[Resource],
) -> PlanSet {
    let plans = (0..population.workshops.len())
        .map(|w| {
            let role = pilots.choices.iter().find(|c| c.workshop == w).map(|c| c.role);
            plan(population, w, role, catalogue)
        })
        .collect();
    let used = resources
        .iter()
        .enumerate()
        .map(|(r, resource)| {
            resource
                .amounts
                .iter()
                .enumerate()
                .map(|(c, amount)| amount * if (r + c) % 4 == 1 { 0.99 } else { 0.8 })
                .collect()
        })
        .collect();
    let prices = resources.iter().map(|r| vec![0.04; r.amounts.len()]).collect();
    PlanSet { outcome: outcome(97.0, Some(99.0)), plans, used, prices }
}

fn plan(
    population: &Population,
    w: usize,
    role: Option<PilotRole>,
    catalogue: &Catalogue,
) -> WorkshopPlan {
    let in_cohort = matches!(role, Some(PilotRole::Pilot | PilotRole::Reserve));
    let nothing = match (in_cohort, w.is_multiple_of(17)) {
        (false, _) => Some(NothingReason::NotInCohort),
        (true, true) => Some(NothingReason::NoCapacity(vec!["mentoría".into()])),
        (true, false) => None,
    };
    let lines = if nothing.is_some() {
        vec![]
    } else {
        let picks = if w.is_multiple_of(2) { vec![0, 1, 3] } else { vec![0, 2, 4] };
        picks.into_iter().enumerate().map(|(q, i)| line(q as u8, i, catalogue, w)).collect()
    };
    let some =
        |x: f64| if lines.is_empty() { vec![0.0; 4] } else { vec![x, x + 1.0, 0.0, x / 2.0] };
    WorkshopPlan {
        workshop: w,
        workshop_id: population.workshops[w].id.clone(),
        gain: some(6.0),
        gain_low: some(1.0),
        gain_high: some(12.0),
        owner_hours_week: if lines.is_empty() { [0.0; 4] } else { [2.0, 3.0, 2.6, 0.5] },
        owner_limit_week: 4.0,
        support_cost: Guaranies(400_000),
        nothing,
        not_yet: if in_cohort {
            let failed = vec![label(
                "la confianza en dirigentes es todavía baja",
                "trust in leaders is still low",
            )];
            let unknown = vec![label("no tiene RUC", "it has no RUC")];
            vec![NotYet { intervention: 5, failed, unknown }]
        } else {
            vec![]
        },
        lines,
    }
}

fn line(start: u8, intervention: usize, catalogue: &Catalogue, w: usize) -> PlanLine {
    let spec = &catalogue.interventions[intervention];
    let target = |indicator: &NodeId| Target {
        indicator: indicator.clone(),
        from: 10.0,
        to: 8.0 + chance("to", w, 0),
        low: 10.0,
        high: 6.0,
        observed: !w.is_multiple_of(3),
    };
    PlanLine {
        intervention,
        intervention_id: spec.id.clone(),
        start: Quarter(start),
        end: Quarter(start + u8::from(intervention == 2)),
        owner_hours: 24.0,
        uses: vec![],
        cost: Guaranies(2_800_000),
        targets: spec.effects.iter().map(|e| target(&e.indicator)).collect(),
        adds: vec![1.0; 4],
    }
}
