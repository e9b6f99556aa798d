//! Weights: as they are used, how they came about, what they do, and what data would suggest.

use super::node_cell;
use crate::instrument_quality::{InstrumentQuality, NodeWeights};
use crate::table::{Cell, Table};
use crate::weights::reason;
use nanduti_diagnostic::weighting::budget_allocation;
use nanduti_model::{Diagnosis, ExpertWeights, WeightsReach};

/// The tables of weights; that of the experts only where some stated weights.
pub(super) fn tables(diagnosis: &Diagnosis, quality: &InstrumentQuality) -> Vec<Table> {
    let by_expert = experts(diagnosis, quality);
    std::iter::once(weights(diagnosis, quality))
        .chain((!by_expert.rows.is_empty()).then_some(by_expert))
        .collect()
}

/// Given and effective weights. What the data alone would suggest is for comparison only: spread
/// is not importance.
fn weights(diagnosis: &Diagnosis, quality: &InstrumentQuality) -> Table {
    let mut table = Table::new(
        "weights",
        &[
            ("node", "Nodo", "Node"),
            ("parent", "Dentro de", "Inside"),
            ("n", "Unidades", "Units"),
            ("given_weight", "Peso dado", "Given weight"),
            ("effective_weight", "Peso efectivo", "Effective weight"),
            ("correlation", "Correlación", "Correlation"),
            ("squared_correlation", "Correlación al cuadrado", "Squared correlation"),
            ("correlation_ratio", "Razón de correlación", "Correlation ratio"),
            ("entropy_comparison_only", "Entropía (solo comparación)", "Entropy (comparison only)"),
            ("critic_comparison_only", "CRITIC (solo comparación)", "CRITIC (comparison only)"),
            (
                "first_component_comparison_only",
                "Primer componente (solo comparación)",
                "First component (comparison only)",
            ),
            ("method", "Cómo se obtuvo el peso", "How the weight came about"),
            ("experts", "Expertos", "Experts"),
            ("expert_spread", "Desvío entre expertos", "Spread over experts"),
            ("expert_least", "El que menos dio", "Least by an expert"),
            ("expert_most", "El que más dio", "Most by an expert"),
            ("consistency_ratio", "Razón de consistencia", "Consistency ratio"),
            ("reach", "Influencia igual", "Equal influence"),
            ("influence_gap", "Diferencia de influencia", "Gap of influence"),
            ("comparison_refused", "Por qué no hay comparación", "Why there is no comparison"),
        ],
    );
    for parent in &quality.weights {
        for at in 0..parent.children.len() {
            let mut cells = effect(diagnosis, parent, at);
            cells.extend(origin(parent, at));
            table.push(cells);
        }
    }
    table
}

/// What a weight does, and what the data would suggest.
fn effect(diagnosis: &Diagnosis, parent: &NodeWeights, at: usize) -> Vec<Cell> {
    let found = parent.influence.as_ref().ok().and_then(|all| all.get(at));
    let suggested = [
        parent.entropy.as_ref().ok().and_then(|w| w.weights.get(at)).copied(),
        parent.critic.as_ref().ok().and_then(|w| w.weights.get(at)).copied(),
        parent.first_component.as_ref().ok().and_then(|c| c.weights.as_ref()?.get(at)).copied(),
    ];
    let mut cells = vec![
        node_cell(diagnosis, parent.children[at]),
        node_cell(diagnosis, parent.node),
        found.map(|f| f.n_units).into(),
        Cell::maybe_real(parent.given.get(at).copied(), 3),
        Cell::maybe_real(found.and_then(|f| f.effective_weight), 3),
        Cell::maybe_real(found.and_then(|f| f.correlation), 3),
        Cell::maybe_real(found.and_then(|f| f.squared_correlation), 3),
        Cell::maybe_real(found.and_then(|f| f.correlation_ratio), 3),
    ];
    cells.extend(suggested.map(|weight| Cell::maybe_real(weight, 3)));
    cells
}

/// How a weight came about, and why there is nothing to compare it with.
fn origin(parent: &NodeWeights, at: usize) -> Vec<Cell> {
    let weighting = parent.weighting.as_ref();
    let experts = weighting.map_or(&[][..], |weighting| &weighting.experts);
    let panel = panel(experts).map(|(spread, range)| (spread[at], range[at]));
    let reach = weighting.and_then(|weighting| weighting.reach);
    vec![
        weighting.map_or("stated", |weighting| weighting.method.word()).into(),
        (!experts.is_empty()).then_some(experts.len()).into(),
        Cell::maybe_real(panel.and_then(|(spread, _)| spread), 3),
        Cell::maybe_real(panel.map(|(_, range)| range.0), 3),
        Cell::maybe_real(panel.map(|(_, range)| range.1), 3),
        Cell::maybe_real(weighting.and_then(|weighting| weighting.consistency_ratio), 3),
        reach.map(reach_word).into(),
        Cell::maybe_real(
            reach.and_then(|reach| match reach {
                WeightsReach::Unreachable { gap } => Some(gap),
                WeightsReach::Reached | WeightsReach::FromFrame => None,
            }),
            3,
        ),
        refusals(parent).into(),
    ]
}

type Panel = (Vec<Option<f64>>, Vec<(f64, f64)>);

/// Standard deviation and range of the shares over the experts, by child; `None` without experts.
fn panel(experts: &[ExpertWeights]) -> Option<Panel> {
    let shares: Vec<Vec<f64>> = experts.iter().map(|expert| expert.weights.clone()).collect();
    budget_allocation(&shares, 1.0).ok().map(|found| (found.spread, found.range))
}

const fn reach_word(reach: WeightsReach) -> &'static str {
    match reach {
        WeightsReach::Reached => "reached",
        WeightsReach::Unreachable { .. } => "unreachable",
        WeightsReach::FromFrame => "from_frame",
    }
}

/// Which comparison is refused and why: `entropy:too_few_units`; nothing where all are given.
fn refusals(parent: &NodeWeights) -> Option<String> {
    let negative = |component: &nanduti_diagnostic::weighting::FirstComponent| {
        component.weights.is_none().then_some("negative_loading")
    };
    let why = [
        ("entropy", parent.entropy.as_ref().err().map(reason)),
        ("critic", parent.critic.as_ref().err().map(reason)),
        (
            "first_component",
            parent.first_component.as_ref().map_or_else(|why| Some(reason(why)), negative),
        ),
    ];
    let list: Vec<String> =
        why.into_iter().filter_map(|(kind, why)| Some(format!("{kind}:{}", why?))).collect();
    (!list.is_empty()).then(|| list.join(" "))
}

/// What each expert stands for, node by node.
fn experts(diagnosis: &Diagnosis, quality: &InstrumentQuality) -> Table {
    let mut table = Table::new(
        "weights_experts",
        &[
            ("parent", "Dentro de", "Inside"),
            ("expert", "Experto", "Expert"),
            ("node", "Nodo", "Node"),
            ("weight", "Peso", "Weight"),
            ("consistency_ratio", "Razón de consistencia", "Consistency ratio"),
        ],
    );
    for parent in &quality.weights {
        for expert in parent.weighting.iter().flat_map(|weighting| &weighting.experts) {
            for (&child, weight) in parent.children.iter().zip(&expert.weights) {
                table.push(vec![
                    node_cell(diagnosis, parent.node),
                    expert.name.as_str().into(),
                    node_cell(diagnosis, child),
                    Cell::real(*weight, 3),
                    Cell::maybe_real(expert.consistency_ratio, 3),
                ]);
            }
        }
    }
    table
}
