//! Tiny cases of planning for tests: a frame of goalposts, workshops told by one line each, and
//! a catalogue put together by hand.

use crate::{LineWish, PlanInput};
use nanduti_model::{
    Answered, Catalogue, Cluster, ConditionColumn, Diagnosis, Effect, EffectKind, EquityRule,
    Frame, Guaranies, Intervention, LedBy, NodeId, Policy, Population, Requirement, Rescore,
    Resource, ResourceKind, ResourceScope, SupportColumn, SupportSpec, TieStrength, Use, Workshop,
};
use nanduti_rules::parse_expression;
pub(crate) use nanduti_testkit::{assumed, label};
use nanduti_testkit::{consenting, intervention, unknown_workshop, willing};

/// Indicators of the tiny frame: id, axis, worst, best, weight in its axis.
pub(crate) const INDICATORS: [(&str, usize, f64, f64, f64); 6] = [
    ("PR06", 0, 20.0, 70.0, 0.5),
    ("PR07", 0, 20.0, 0.0, 0.5),
    ("DW09", 1, 0.0, 13.0, 1.0),
    ("AS03", 2, 0.0, 6.0, 0.5),
    ("AS06", 2, 1.0, 5.0, 0.5),
    ("DG03", 3, 0.0, 8.0, 1.0),
];

/// The frame: weighted sums of capped distances to goalposts.
pub(crate) struct TinyFrame {
    ids: Vec<NodeId>,
    pub(crate) values: Vec<Vec<Option<f64>>>,
    pub(crate) observed: bool,
    pub(crate) spreads: Vec<f64>,
}

impl Rescore for TinyFrame {
    fn n_workshops(&self) -> usize {
        self.values.len()
    }
    fn n_axes(&self) -> usize {
        4
    }
    fn indicators(&self) -> &[NodeId] {
        &self.ids
    }
    fn values(&self, workshop: usize) -> &[Option<f64>] {
        &self.values[workshop]
    }
    fn observed(&self, _: usize, _: usize) -> bool {
        self.observed
    }
    fn rescore(&self, _: usize, values: &[Option<f64>], axes: &mut [f64]) {
        axes.fill(0.0);
        for ((_, axis, worst, best, weight), value) in INDICATORS.iter().zip(values) {
            let score = value.map_or(0.0, |v| ((v - worst) / (best - worst)).clamp(0.0, 1.0));
            axes[*axis] += 100.0 * weight * score;
        }
    }
    fn best(&self, indicator: usize, _: f64) -> f64 {
        INDICATORS[indicator].3
    }
    fn spread(&self, indicator: usize) -> f64 {
        self.spreads[indicator]
    }
}

/// A whole case that owns its parts.
pub(crate) struct PlanCase {
    pub(crate) population: Population,
    pub(crate) diagnosis: Diagnosis,
    pub(crate) frame: TinyFrame,
    pub(crate) catalogue: Catalogue,
    pub(crate) resources: Vec<Resource>,
    pub(crate) policy: Policy,
    pub(crate) supports: Vec<SupportSpec>,
    pub(crate) matched: Vec<bool>,
    pub(crate) safety: Option<NodeId>,
    pub(crate) wishes: Vec<LineWish>,
}

/// Values of a workshop that is halfway everywhere, in [`INDICATORS`] order.
pub(crate) const HALFWAY: [f64; 6] = [45.0, 10.0, 8.0, 2.0, 3.0, 4.0];

impl PlanCase {
    /// So many workshops in each of so many clusters, all halfway, willing and led by women.
    pub(crate) fn new(clusters: usize, each: usize) -> Self {
        let n = clusters * each;
        let workshops = (0..n).map(|w| workshop(w, w / each.max(1))).collect();
        let cluster = |c: usize| Cluster {
            id: format!("c{c}").as_str().into(),
            name: label(&format!("cluster {c}")),
        };
        Self {
            population: Population { clusters: (0..clusters).map(cluster).collect(), workshops },
            diagnosis: diagnosis(n),
            frame: TinyFrame {
                ids: INDICATORS.iter().map(|i| i.0.into()).collect(),
                values: vec![HALFWAY.iter().map(|v| Some(*v)).collect(); n],
                observed: true,
                spreads: vec![1.0; INDICATORS.len()],
            },
            catalogue: Catalogue::default(),
            resources: Vec::new(),
            policy: policy(),
            supports: Vec::new(),
            matched: vec![false; n],
            safety: None,
            wishes: Vec::new(),
        }
    }

    pub(crate) fn input(&self) -> PlanInput<'_> {
        PlanInput {
            population: &self.population,
            diagnosis: &self.diagnosis,
            frame: &self.frame,
            catalogue: &self.catalogue,
            resources: &self.resources,
            policy: &self.policy,
            supports: &self.supports,
            matched: &self.matched,
            safety_indicator: self.safety.clone(),
            wishes: &self.wishes,
        }
    }

    /// Adds an intervention and gives its position.
    pub(crate) fn add(&mut self, intervention: Intervention) -> usize {
        self.catalogue.interventions.push(intervention);
        self.catalogue.interventions.len() - 1
    }

    /// Adds a resource with one amount per cluster, or one for all.
    pub(crate) fn resource(&mut self, id: &str, scope: ResourceScope, amounts: &[f64]) -> usize {
        self.resources.push(Resource {
            id: id.into(),
            label: label(id),
            kind: if id.starts_with("budget") { ResourceKind::Money } else { ResourceKind::Hours },
            scope,
            institution: nanduti_model::Label::same("test"),
            line: nanduti_model::Label::default(),
            amounts: amounts.to_vec(),
            source: assumed(),
        });
        self.resources.len() - 1
    }

    /// Sets a condition of all workshops.
    pub(crate) fn condition(&mut self, id: &str, values: Vec<Answered<f64>>) {
        self.diagnosis.conditions.retain(|c| c.id.as_str() != id);
        self.diagnosis.conditions.push(ConditionColumn {
            id: id.into(),
            label: label(id),
            unit: label(""),
            theme: "trust".to_owned(),
            value: values,
        });
    }

    /// Sets a support of all workshops.
    pub(crate) fn support(&mut self, id: &str, cost: i64, needed: Vec<Answered<bool>>) {
        self.diagnosis.supports.push(SupportColumn { id: id.into(), label: label(id), needed });
        self.supports.push(SupportSpec {
            id: id.into(),
            label: label(id),
            when: parse_expression("1").unwrap(),
            cost: Guaranies(cost),
            source: assumed(),
        });
    }
}

/// A willing workshop of two people led by a woman, who offers 4 hours a week.
pub(crate) fn workshop(position: usize, cluster: usize) -> Workshop {
    Workshop {
        people: Some(2),
        women: Some(2),
        led_by: Some(LedBy::Woman),
        hours_week: Some(45.0),
        efficiency: Some(45.0),
        planning_efficiency: Some(45.0),
        rework: Some(Some(10.0)),
        on_time: Some(Some(8.0)),
        invoices: Some(true),
        owner_hours: Some(4.0),
        willing: willing(),
        consent: consenting(),
        contactable: Some(true),
        lead_tie: Some(TieStrength::Stable),
        ..unknown_workshop(&format!("W-{position:04}"), cluster)
    }
}

fn diagnosis(n: usize) -> Diagnosis {
    Diagnosis {
        frame: Frame { instrument: "tiny".to_owned(), hash: String::new(), fitted: Vec::new() },
        workshops: (0..n).map(|w| format!("W-{w:04}").as_str().into()).collect(),
        nodes: Vec::new(),
        columns: Vec::new(),
        rules: Vec::new(),
        conditions: Vec::new(),
        supports: Vec::new(),
        named: Vec::new(),
    }
}

fn policy() -> Policy {
    Policy {
        equity: EquityRule {
            n_pilots: 4,
            n_reserves: 2,
            n_preselection: 8,
            min_per_cluster: 1,
            women_led: false,
            micro: false,
            micro_limit: 2,
            gain_floor: 0.0,
            hazards_first: false,
            hazard_below: 7.0,
        },
        ..nanduti_testkit::policy()
    }
}

/// An intervention of one quarter and 13 hours (one a week) that adds to one indicator.
pub(crate) fn adds(id: &str, indicator: &str, expected: f64) -> Intervention {
    let effects = vec![effect(indicator, EffectKind::Add, expected)];
    Intervention { effects, ..intervention(id) }
}

/// An effect between nothing and twice what is expected.
pub(crate) fn effect(indicator: &str, kind: EffectKind, expected: f64) -> Effect {
    let (low, high) = (0.0_f64.min(2.0 * expected), 0.0_f64.max(2.0 * expected));
    nanduti_testkit::effect(indicator, kind, [low, expected, high])
}

/// A condition with its own text as its reason.
pub(crate) fn requires(expression: &str, allow_unknown: bool) -> Requirement {
    Requirement {
        expression: parse_expression(expression).unwrap(),
        because: label(expression),
        allow_unknown,
    }
}

/// What an intervention uses of a resource.
pub(crate) fn uses(resource: usize, amount: f64) -> Use {
    Use { resource, amount }
}
