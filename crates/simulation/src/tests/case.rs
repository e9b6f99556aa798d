//! A small case for tests.

use super::frame::{LinearFrame, diagnosis, frame};
use crate::{Portfolio, SimulationInput, simulate};
use nanduti_model::{
    Catalogue, Cluster, Diagnosis, Effect, EffectKind, EquityRule, EvidenceKind, Guaranies,
    Intervention, Label, Modality, Outcome, PlanLine, PlanSet, Policy, Population, PortfolioKind,
    PortfolioResult, Quarter, Resource, ResourceKind, ResourceScope, SimulationResult,
    SimulationSettings, SolveStatus, TieStrength, Use, Workshop, WorkshopPlan, WorkshopTie,
};
use nanduti_rules::ActiveLine;
use nanduti_testkit::{assumed, unknown_workshop};

/// Intervention, first quarter, last quarter.
pub(crate) type Line = (usize, u8, u8);

/// Everything an input points to; change what a test is about, then [`Case::run`].
pub(crate) struct Case {
    pub(crate) population: Population,
    pub(crate) diagnosis: Diagnosis,
    pub(crate) frame: LinearFrame,
    pub(crate) catalogue: Catalogue,
    pub(crate) resources: Vec<Resource>,
    pub(crate) policy: Policy,
    pub(crate) ties: Vec<WorkshopTie>,
    pub(crate) chosen: PlanSet,
    pub(crate) cohort: Vec<usize>,
    pub(crate) candidates: Vec<usize>,
    pub(crate) given: Vec<Portfolio>,
    pub(crate) last_cohort: Option<Portfolio>,
    pub(crate) settings: SimulationSettings,
}

impl Case {
    /// Workshops by cluster, e.g. `&[3, 2]`. The catalogue is [`catalogue`]; nobody has a plan.
    pub(crate) fn new(by_cluster: &[usize]) -> Self {
        let mut workshops = Vec::new();
        for (cluster, &n) in by_cluster.iter().enumerate() {
            workshops.extend((0..n).map(|i| workshop(cluster, i)));
        }
        let n = workshops.len();
        let clusters = (0..by_cluster.len())
            .map(|c| Cluster { id: format!("c{c}").as_str().into(), name: label() });
        let frame = frame(n);
        Self {
            population: Population { clusters: clusters.collect(), workshops },
            diagnosis: diagnosis(&frame),
            frame,
            catalogue: catalogue(),
            resources: vec![
                resource("hours", ResourceKind::Hours, ResourceScope::All, vec![1000.0]),
                resource(
                    "money",
                    ResourceKind::Money,
                    ResourceScope::PerCluster,
                    vec![50.0; by_cluster.len()],
                ),
            ],
            policy: policy(),
            ties: Vec::new(),
            chosen: PlanSet {
                outcome: Outcome {
                    status: SolveStatus::Optimal,
                    value: 0.0,
                    bound: None,
                    method: String::new(),
                },
                plans: Vec::new(),
                used: Vec::new(),
                prices: Vec::new(),
            },
            cohort: (0..n).collect(),
            candidates: (0..n).collect(),
            given: Vec::new(),
            last_cohort: None,
            settings: settings(),
        }
    }

    /// Gives a workshop a proposed plan: (intervention, first quarter, last quarter).
    pub(crate) fn plan(mut self, workshop: usize, lines: &[Line]) -> Self {
        let lines = lines.iter().map(|&(i, start, end)| self.line(i, start, end)).collect();
        self.chosen.plans.push(WorkshopPlan {
            workshop,
            workshop_id: self.population.workshops[workshop].id.clone(),
            lines,
            gain: Vec::new(),
            gain_low: Vec::new(),
            gain_high: Vec::new(),
            owner_hours_week: [0.0; 4],
            owner_limit_week: 6.0,
            support_cost: Guaranies(0),
            nothing: None,
            not_yet: Vec::new(),
        });
        self
    }

    fn line(&self, intervention: usize, start: u8, end: u8) -> PlanLine {
        PlanLine {
            intervention,
            intervention_id: self.catalogue.interventions[intervention].id.clone(),
            start: Quarter(start),
            end: Quarter(end),
            owner_hours: 0.0,
            uses: Vec::new(),
            cost: Guaranies(0),
            targets: Vec::new(),
            adds: Vec::new(),
        }
    }

    /// Ties two workshops.
    pub(crate) fn tie(mut self, a: usize, b: usize) -> Self {
        self.ties.push(WorkshopTie { a, b, kind: "shared_order".to_owned() });
        self
    }

    /// Turns every kind of chance off except effect sizes' ranges; tests turn on what they need.
    pub(crate) fn quiet(mut self) -> Self {
        self.settings = SimulationSettings {
            take_up: (1.0, 1.0),
            drop_out_year: (0.0, 0.0),
            decay_year: (0.0, 0.0),
            spillover: (0.0, 0.0),
            shock_sd: 0.0,
            ..self.settings
        };
        self
    }

    /// Fixes every effect at its expected size.
    pub(crate) fn certain_effects(mut self) -> Self {
        for effect in self.catalogue.interventions.iter_mut().flat_map(|i| &mut i.effects) {
            (effect.low, effect.high) = (effect.expected, effect.expected);
        }
        self
    }

    pub(crate) fn input(&self) -> SimulationInput<'_> {
        SimulationInput {
            population: &self.population,
            diagnosis: &self.diagnosis,
            frame: &self.frame,
            catalogue: &self.catalogue,
            resources: &self.resources,
            policy: &self.policy,
            matched: &[],
            workshop_ties: &self.ties,
            chosen: &self.chosen,
            cohort: &self.cohort,
            candidates: &self.candidates,
            given: &self.given,
            last_cohort: self.last_cohort.as_ref(),
            settings: &self.settings,
        }
    }

    pub(crate) fn run(&self) -> SimulationResult {
        simulate(&self.input())
    }

    /// A portfolio people hand in.
    pub(crate) fn portfolio(id: &str, plans: &[(usize, &[Line])]) -> Portfolio {
        let line = |&(intervention, start, end): &Line| ActiveLine {
            start: Quarter(start),
            end: Quarter(end),
            intervention,
        };
        Portfolio {
            id: id.into(),
            kind: PortfolioKind::Given,
            plans: plans.iter().map(|(w, lines)| (*w, lines.iter().map(line).collect())).collect(),
        }
    }
}

/// The portfolio of a kind.
pub(crate) fn of(result: &SimulationResult, kind: PortfolioKind) -> &PortfolioResult {
    result.portfolios.iter().find(|p| p.kind == kind).unwrap()
}

/// Median of the difference from nothing over all places on an axis (`None`: weighted).
pub(crate) fn median(portfolio: &PortfolioResult, axis: Option<usize>) -> f64 {
    let all = portfolio.versus_nothing.iter().find(|d| d.cluster.is_none() && d.axis == axis);
    all.unwrap().band.median
}

pub(crate) fn label() -> Label {
    Label::default()
}

fn workshop(cluster: usize, at: usize) -> Workshop {
    Workshop {
        people: Some(3),
        women: Some(2),
        hours_week: Some(48.0),
        efficiency: Some(45.0),
        planning_efficiency: Some(45.0),
        owner_hours: Some(4.0),
        contactable: Some(true),
        lead_tie: Some(TieStrength::Stable),
        ..unknown_workshop(&format!("W{cluster}-{at:03}"), cluster)
    }
}

/// An effect with a range, there at the end of the intervention.
pub(crate) fn effect(indicator: &str, kind: EffectKind, range: [f64; 3]) -> Effect {
    let evidence = EvidenceKind::BeforeAfter;
    Effect { evidence, ..nanduti_testkit::effect(indicator, kind, range) }
}

/// An individual intervention of one quarter that uses 10 hours and Gs 10.
pub(crate) fn intervention(id: &str, effects: Vec<Effect>) -> Intervention {
    Intervention {
        modality: Modality::Mentoring,
        uses: vec![Use { resource: 0, amount: 10.0 }, Use { resource: 1, amount: 10.0 }],
        effects,
        ..nanduti_testkit::intervention(id)
    }
}

/// 0: efficiency +4 (0–10); 1: rework × 0.75 (0.6–1), after a lag, needs 0; 2: safety +3 (1–4);
/// 3: meetings +2 (0–4); 4: half a standard deviation of skills (0–1), temporary efficiency −1.
pub(crate) fn catalogue() -> Catalogue {
    let mut quality = intervention("I1", vec![effect("PR07", EffectKind::Times, [0.6, 0.75, 1.0])]);
    quality.prerequisites = vec![0];
    quality.effects[0].lag_quarters = 1;
    quality.effects[0].evidence = EvidenceKind::Trial;
    let mut busy = effect("PR06", EffectKind::Add, [-2.0, -1.0, 0.0]);
    busy.lasts_quarters = Some(1);
    let skills = effect("DG03", EffectKind::StandardDeviations, [0.0, 0.5, 1.0]);
    let meetings = vec![effect("AS02", EffectKind::Add, [0.0, 2.0, 4.0])];
    Catalogue {
        interventions: vec![
            intervention("I0", vec![effect("PR06", EffectKind::Add, [0.0, 4.0, 10.0])]),
            quality,
            intervention("I2", vec![effect("DW09", EffectKind::Add, [1.0, 3.0, 4.0])]),
            intervention("I3", meetings),
            intervention("I4", vec![skills, busy]),
        ],
        providers: Vec::new(),
        without_answer: Vec::new(),
    }
}

fn resource(id: &str, kind: ResourceKind, scope: ResourceScope, amounts: Vec<f64>) -> Resource {
    Resource {
        id: id.into(),
        label: label(),
        kind,
        scope,
        institution: nanduti_model::Label::default(),
        line: nanduti_model::Label::default(),
        amounts,
        source: assumed(),
    }
}

fn policy() -> Policy {
    Policy {
        equity: EquityRule {
            n_pilots: 3,
            n_reserves: 0,
            n_preselection: 3,
            min_per_cluster: 0,
            women_led: false,
            micro: false,
            micro_limit: 2,
            gain_floor: 0.0,
            hazards_first: false,
            hazard_below: 0.0,
        },
        max_actions: 3,
        max_owner_hours_week: 6.0,
        fair_price_band: 0.0,
        match_weights: [0.2; 5],
        ..nanduti_testkit::policy()
    }
}

fn settings() -> SimulationSettings {
    SimulationSettings {
        n_draws: 200,
        n_quarters: 8,
        seed: 7,
        take_up: (0.7, 0.95),
        drop_out_year: (0.10, 0.25),
        decay_year: (0.05, 0.3),
        spillover: (0.0, 0.1),
        shock_sd: 2.0,
        shock_memory: 0.7,
        noise_off: false,
    }
}
