//! `[[weighting]]`: how the weights of a node's children are obtained, where they are not simply
//! stated child by child. Weights come out as plain weights of the nodes, so that everything
//! after it, the frame among it, knows weights and nothing else.

mod stated;

use super::bad;
use crate::load::toml_reader::Section;
use nanduti_diagnostic::weighting::{
    ACCEPTABLE_RATIO, RankOrder, budget_allocation, equal, pooled_hierarchy, rank_order,
};
use nanduti_model::{
    AssumedFigure, ExpertWeights, Fault, FaultCode, Node, Weighting, WeightingMethod,
};
pub(super) use stated::Family;
use stated::{Stated, judgements, orders, points};

/// Reads a file that lies beside the instrument.
pub(super) type Beside<'b> = dyn FnMut(&str) -> Result<Vec<u8>, Fault> + 'b;

/// The words of `method`.
const METHODS: [(Method, &str); 5] = [
    (Method::Equal, "equal"),
    (Method::Budget, "budget_allocation"),
    (Method::Hierarchy, "analytic_hierarchy"),
    (Method::Rank, "rank_order"),
    (Method::EqualInfluence, "equal_influence"),
];

/// The words of `formula`.
const FORMULAS: [(RankOrder, &str); 3] = [
    (RankOrder::Centroid, "centroid"),
    (RankOrder::Sum, "sum"),
    (RankOrder::Reciprocal, "reciprocal"),
];

/// Keys that some method reads.
const KEYS: [&str; 10] = [
    "expert",
    "file",
    "points",
    "budget",
    "judgements",
    "order",
    "formula",
    "least",
    "most",
    "bounds",
];

#[derive(Clone, Copy)]
enum Method {
    Equal,
    Budget,
    Hierarchy,
    Rank,
    EqualInfluence,
}

/// What a method gave: the weights in the order of the children, and who stood for what.
struct Obtained {
    method: WeightingMethod,
    weights: Vec<f64>,
    experts: Vec<ExpertWeights>,
    consistency_ratio: Option<f64>,
}

/// Every `[[weighting]]`; sets the weights of the nodes. `sample_relative` says whether weights
/// may be fitted on the sample.
pub(super) fn weightings(
    root: &Section,
    nodes: &mut [Node],
    beside: &mut Beside,
    sample_relative: bool,
) -> Vec<Weighting> {
    let mut weightings: Vec<Weighting> = Vec::new();
    for section in root.sections("weighting") {
        let family = family(root, &section, nodes);
        let method = section.choice("method", &METHODS);
        let source = section.source(AssumedFigure::InstrumentWeights);
        let (Some(family), Some(method)) = (family, method) else {
            expect_keys(&section);
            section.finish();
            continue;
        };
        let obtained = obtain(&section, method, &family, beside, sample_relative);
        if obtained.is_none() {
            expect_keys(&section);
        }
        section.finish();
        let node = nodes[family.node].id.clone();
        if weightings.iter().any(|other| other.node == node) {
            let fault = section.fault(FaultCode::DuplicateId, "node");
            section.push(fault.with("kind", "weighting").with("id", &node));
            continue;
        }
        let Some(obtained) = obtained else { continue };
        for (&child, weight) in family.children.iter().zip(&obtained.weights) {
            nodes[child].weight = *weight;
        }
        let Obtained { method, experts, consistency_ratio, .. } = obtained;
        weightings.push(Weighting {
            node,
            method,
            experts,
            consistency_ratio,
            reach: None,
            source,
        });
    }
    weightings
}

/// Counts the keys of every method as known, where a fault stands elsewhere.
fn expect_keys(section: &Section) {
    for key in KEYS {
        section.expect_key(key);
    }
}

/// The node that is meant and its children; children that state a weight of their own are a fault:
/// there would be two.
fn family(root: &Section, section: &Section, nodes: &[Node]) -> Option<Family> {
    let name = section.text("node")?;
    let inner = |at: usize| nodes.iter().any(|child| child.parent == Some(at));
    let found = (0..nodes.len()).find(|&at| nodes[at].id.as_str() == name && inner(at));
    let Some(node) = found else {
        let known = (0..nodes.len()).filter(|&at| inner(at)).map(|at| nodes[at].id.as_str());
        // Without a sound tree nothing is judged.
        if !nodes.is_empty() {
            section.unknown_reference("node", "axis or dimension", &name, known);
        }
        return None;
    };
    let children: Vec<usize> =
        (0..nodes.len()).filter(|&child| nodes[child].parent == Some(node)).collect();
    let ids: Vec<String> = children.iter().map(|&child| nodes[child].id.to_string()).collect();
    for key in ["dimension", "indicator"] {
        for child in root.sections(key) {
            let own = child.optional_text("id").is_some_and(|id| ids.contains(&id));
            if own && child.has("weight") {
                bad(&child, "weight", &format!("no weight: [[weighting]] gives those of {name}"));
            }
        }
    }
    Some(Family { node, children, ids })
}

fn obtain(
    section: &Section,
    method: Method,
    family: &Family,
    beside: &mut Beside,
    sample_relative: bool,
) -> Option<Obtained> {
    let plain = |method, weights| Obtained {
        method,
        weights,
        experts: Vec::new(),
        consistency_ratio: None,
    };
    match method {
        Method::Equal => Some(plain(WeightingMethod::Equal, equal(family.ids.len()))),
        Method::Budget => {
            let budget = section.optional_number("budget", 1e-6..=1e9).unwrap_or(100.0);
            shared(&points(section, family, beside, budget)?, WeightingMethod::BudgetAllocation)
        }
        Method::Rank => {
            let formula = if section.has("formula") {
                section.choice("formula", &FORMULAS)?
            } else {
                RankOrder::Centroid
            };
            let stated: Option<Vec<Stated<Vec<f64>>>> = orders(section, family, beside)?
                .into_iter()
                .map(|Stated { name, value }| {
                    Some(Stated { name, value: rank_order(&value, formula).ok()? })
                })
                .collect();
            shared(&stated?, WeightingMethod::RankOrder(formula))
        }
        Method::Hierarchy => hierarchy(section, &judgements(section, family, beside)?),
        Method::EqualInfluence => {
            let bounds = bounds(section, family);
            if !sample_relative {
                let expected = "`sample_relative = true` in [instrument]: weights fitted on the \
                                sample move with it";
                bad(section, "method", expected);
            }
            let weights = equal(family.ids.len());
            Some(plain(WeightingMethod::EqualInfluence { bounds: bounds? }, weights))
        }
    }
}

/// Mean shares of a panel.
fn shared(stated: &[Stated<Vec<f64>>], method: WeightingMethod) -> Option<Obtained> {
    let experts: Vec<ExpertWeights> = stated
        .iter()
        .map(|expert| {
            let total: f64 = expert.value.iter().sum();
            ExpertWeights {
                name: expert.name.clone(),
                weights: expert.value.iter().map(|points| points / total).collect(),
                consistency_ratio: None,
            }
        })
        .collect();
    let shares: Vec<Vec<f64>> = experts.iter().map(|expert| expert.weights.clone()).collect();
    let weights = budget_allocation(&shares, 1.0).ok()?.weights;
    Some(Obtained { method, weights, experts, consistency_ratio: None })
}

/// Weights of pooled comparisons; judgements that contradict each other are a warning.
fn hierarchy(section: &Section, stated: &[Stated<Vec<Vec<f64>>>]) -> Option<Obtained> {
    let matrices: Vec<Vec<Vec<f64>>> = stated.iter().map(|expert| expert.value.clone()).collect();
    let found = pooled_hierarchy(&matrices).ok()?;
    let experts: Vec<ExpertWeights> = stated
        .iter()
        .zip(&found.experts)
        .map(|(expert, own)| ExpertWeights {
            name: expert.name.clone(),
            weights: own.weights.clone(),
            consistency_ratio: own.consistency_ratio,
        })
        .collect();
    let contradicts = |ratio: &f64| *ratio > ACCEPTABLE_RATIO;
    let warn = |ratio: f64| {
        section
            .fault(FaultCode::InconsistentJudgements, "node")
            .with("node", section.optional_text("node").unwrap_or_default())
            .with("ratio", format!("{ratio:.2}"))
    };
    for expert in &experts {
        if let Some(ratio) = expert.consistency_ratio.filter(contradicts) {
            section.push(warn(ratio).with_code("expert", &expert.name));
        }
    }
    let ratio = found.pooled.consistency_ratio;
    if let Some(ratio) = ratio.filter(contradicts).filter(|_| experts.len() > 1) {
        section.push(warn(ratio));
    }
    Some(Obtained {
        method: WeightingMethod::AnalyticHierarchy,
        weights: found.pooled.weights,
        experts,
        consistency_ratio: ratio,
    })
}

/// Least and greatest share of each child: `least` and `most` for all, `bounds` for some.
pub(super) fn bounds(section: &Section, family: &Family) -> Option<Vec<(f64, f64)>> {
    let least = section.optional_number("least", 0.0..=1.0).unwrap_or(0.0);
    let most = section.optional_number("most", 0.0..=1.0).unwrap_or(1.0);
    let mut bounds = vec![(least, most); family.ids.len()];
    for (name, ends) in section.intervals("bounds", 0.0..=1.0) {
        let at = family.position(section, "bounds", &name)?;
        bounds[at] = ends;
    }
    let sums = bounds.iter().fold((0.0, 0.0), |sums, ends| (sums.0 + ends.0, sums.1 + ends.1));
    let crossed = bounds.iter().any(|(least, most)| least > most);
    if crossed || sums.0 > 1.0 + SLACK || sums.1 < 1.0 - SLACK {
        let key = if section.has("bounds") { "bounds" } else { "least" };
        bad(section, key, "shares that can add up to 1, the least below the most");
        return None;
    }
    Some(bounds)
}

/// Slack of sums of decimal shares.
const SLACK: f64 = 1e-9;

#[cfg(test)]
mod tests;
