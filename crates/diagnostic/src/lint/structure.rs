//! Weights, children, and rules against the scales of their children.

use super::{LintFinding, ScaleConflict};
use nanduti_model::{
    Aggregation, Diagnosis, Indicator, Instrument, NodeContent, Normalisation, SampleKind, ZeroRule,
};

/// Roots are not weighed against each other, so their weight does not matter.
pub(super) fn weights(instrument: &Instrument, findings: &mut Vec<LintFinding>) {
    for node in instrument.nodes.iter().filter(|node| node.parent.is_some()) {
        let (id, weight) = (node.id.clone(), node.weight);
        if weight < 0.0 || !weight.is_finite() {
            findings.push(LintFinding::BadWeight { node: id, weight });
        } else if weight == 0.0 {
            findings.push(LintFinding::DeadWeight { node: id });
        }
    }
}

/// Sums of weights this near 1 are 1.
const ROUNDING: f64 = 1e-9;

/// Only proportions of the weights of the counting view count.
pub(super) fn lacks(instrument: &Instrument, findings: &mut Vec<LintFinding>) {
    let Some(counting) = &instrument.counting else { return };
    let weights = counting.deprivations.iter().map(|lack| lack.weight);
    let sum: f64 = weights.map(|w| w.numerator as f64 / w.denominator as f64).sum();
    if (sum - 1.0).abs() > ROUNDING {
        findings.push(LintFinding::LacksRescaled { sum });
    }
}

/// An axis with one child is a choice of naming; a dimension with one repeats it.
pub(super) fn children(instrument: &Instrument, findings: &mut Vec<LintFinding>) {
    for (at, node) in instrument.nodes.iter().enumerate() {
        if instrument.indicator(at).is_some() {
            continue;
        }
        match instrument.children(at)[..] {
            [] => findings.push(LintFinding::Childless { node: node.id.clone() }),
            [child] if node.parent.is_some() => findings.push(LintFinding::SingleChild {
                node: node.id.clone(),
                child: instrument.nodes[child].id.clone(),
            }),
            _ => {}
        }
    }
}

pub(super) fn rules(
    instrument: &Instrument,
    diagnosis: &Diagnosis,
    findings: &mut Vec<LintFinding>,
) {
    let least = least_scores(instrument);
    for (at, node) in instrument.nodes.iter().enumerate() {
        let NodeContent::Aggregate(aggregate) = &node.content else { continue };
        let Some(zero) = zero_rule(&aggregate.aggregation) else { continue };
        for child in instrument.children(at) {
            if let Some(conflict) = conflict(zero, least[child]) {
                findings.push(LintFinding::RuleAgainstScale {
                    node: node.id.clone(),
                    child: instrument.nodes[child].id.clone(),
                    conflict,
                    rows: not_positive(diagnosis, child),
                });
            }
        }
    }
}

/// What is declared about 0, for rules of products and reciprocals.
fn zero_rule(aggregation: &Aggregation) -> Option<ZeroRule> {
    match aggregation {
        Aggregation::Geometric(zero) | Aggregation::Harmonic(zero) => Some(*zero),
        // A root of a negative number has no meaning above 0 either, but 0 itself has.
        Aggregation::Power { exponent, zero } => {
            Some(if *exponent > 0.0 { ZeroRule::Zero } else { *zero }).filter(|_| *exponent != 1.0)
        }
        _ => None,
    }
}

/// A floor lifts whatever is below it, negative scores too.
fn conflict(zero: ZeroRule, least: f64) -> Option<ScaleConflict> {
    match zero {
        ZeroRule::Floor(floor) if floor > 0.0 => None,
        ZeroRule::Floor(floor) => Some(ScaleConflict::FloorNotPositive { floor }),
        _ if least < 0.0 => {
            let least = least.is_finite().then_some(least);
            Some(ScaleConflict::CanBeNegative { least })
        }
        ZeroRule::NotStated if least == 0.0 => Some(ScaleConflict::NoZeroRule { least }),
        ZeroRule::NotStated | ZeroRule::Zero => None,
    }
}

fn not_positive(diagnosis: &Diagnosis, node: usize) -> usize {
    let scores = diagnosis.columns.get(node).map_or(&[][..], |column| &column.score);
    scores.iter().filter(|score| score.is_some_and(|score| score <= 0.0)).count()
}

/// Least score that each node can have: of an indicator by its scale, of the others the least of
/// their children; −∞ without limit.
fn least_scores(instrument: &Instrument) -> Vec<f64> {
    let mut least: Vec<f64> = vec![f64::INFINITY; instrument.nodes.len()];
    for at in (0..instrument.nodes.len()).rev() {
        if let Some(indicator) = instrument.indicator(at) {
            least[at] = least_score(indicator);
        } else if least[at] == f64::INFINITY {
            // Nothing below it: the usual scale.
            least[at] = 0.0;
        }
        if let Some(parent) = instrument.nodes[at].parent.filter(|&parent| parent < at) {
            least[parent] = least[parent].min(least[at]);
        }
    }
    least
}

fn least_score(indicator: &Indicator) -> f64 {
    let (from, to) = indicator.output_range;
    let fewest = match &indicator.normalisation {
        Normalisation::OpenGoalposts { .. }
        | Normalisation::Sample {
            kind: SampleKind::ZScore { .. } | SampleKind::DistanceToReference { .. },
            ..
        } => return f64::NEG_INFINITY,
        // A rank is 1 or more, half of one for somebody worse than the sample.
        Normalisation::Ranked { as_rank: true, .. }
        | Normalisation::Sample { kind: SampleKind::Rank, .. } => 0.5,
        Normalisation::Points(table) => {
            table.iter().map(|row| row.points).fold(f64::INFINITY, f64::min).min(100.0)
        }
        _ => 0.0,
    };
    let at = |points: f64| from + (to - from) * points / 100.0;
    if from <= to { at(fewest) } else { at(100.0) }
}
