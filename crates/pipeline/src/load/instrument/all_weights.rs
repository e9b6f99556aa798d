//! `[[robustness.all_weights]]`: the nodes whose scores are judged over all admissible weights.

use super::bad;
use super::weighting::{Family, bounds};
use crate::load::toml_reader::Section;
use nanduti_diagnostic::robustness::WeightSpace;
use nanduti_model::{
    AdmissibleWeights, Aggregation, AllWeights, AssumedFigure, FaultCode, Node, NodeContent,
    Weighting,
};

/// Every entry; `ranks` says whether places may be told, and with them who is before whom.
pub(super) fn all_weights(
    root: &Section,
    nodes: &[Node],
    weightings: &[Weighting],
    ranks: bool,
) -> Vec<AllWeights> {
    let Some(robustness) = root.optional_section("robustness") else { return Vec::new() };
    let mut found: Vec<AllWeights> = Vec::new();
    for section in robustness.sections("all_weights") {
        let name = section.text("node");
        let units = section.texts("units");
        let pairs = section.name_pairs("pairs");
        if !ranks && section.has("pairs") {
            bad(
                &section,
                "pairs",
                "`ranks = true` in [instrument]: without, nobody is before another",
            );
        }
        section.source(AssumedFigure::Alternative(name.clone().unwrap_or_default()));
        let family = name.as_deref().and_then(|name| family(&section, nodes, name));
        let space = if let Some(family) = &family {
            space(&section, family, nodes, weightings)
        } else {
            expect_keys(&section);
            None
        };
        section.finish();
        let (Some(family), Some(space)) = (family, space) else { continue };
        let node = nodes[family.node].id.clone();
        if found.iter().any(|other| other.node == node) {
            let fault = section.fault(FaultCode::DuplicateId, "node");
            section.push(fault.with("kind", "all_weights").with("id", &node));
            continue;
        }
        found.push(AllWeights { node, space, units, pairs });
    }
    found
}

/// Counts the keys that say which weights are admissible as known.
fn expect_keys(section: &Section) {
    for key in ["noise", "least", "most", "bounds"] {
        section.expect_key(key);
    }
}

/// The node that is meant: only under the arithmetic mean, without bonus and cap, are scores linear
/// in the weights.
fn family(section: &Section, nodes: &[Node], name: &str) -> Option<Family> {
    let inner = |at: usize| matches!(nodes[at].content, NodeContent::Aggregate(_));
    let Some(node) = (0..nodes.len()).find(|&at| nodes[at].id.as_str() == name && inner(at)) else {
        let known = (0..nodes.len()).filter(|&at| inner(at)).map(|at| nodes[at].id.as_str());
        // Without a sound tree nothing is judged.
        if !nodes.is_empty() {
            section.unknown_reference("node", "axis or dimension", name, known);
        }
        return None;
    };
    let NodeContent::Aggregate(aggregate) = &nodes[node].content else { return None };
    if aggregate.aggregation != Aggregation::Arithmetic || !aggregate.adjustments.is_empty() {
        bad(section, "node", "a node under the arithmetic mean, without bonus and cap");
        return None;
    }
    let children: Vec<usize> =
        (0..nodes.len()).filter(|&child| nodes[child].parent == Some(node)).collect();
    let ids = children.iter().map(|&child| nodes[child].id.to_string()).collect();
    Some(Family { node, children, ids })
}

/// Which weights are admissible: around those given, or within bounds that hold them.
fn space(
    section: &Section,
    family: &Family,
    nodes: &[Node],
    weightings: &[Weighting],
) -> Option<AdmissibleWeights> {
    let noise = section.optional_number("noise", 0.0..=1.0);
    let by_bounds = ["least", "most", "bounds"].iter().filter(|key| section.has(key)).count() > 0;
    if section.has("noise") == by_bounds {
        bad(section, "node", "`noise`, or bounds by `least`, `most` and `bounds`: one of them");
        expect_keys(section);
        return None;
    }
    if !by_bounds {
        return noise.map(AdmissibleWeights::Noise);
    }
    let bounds = bounds(section, family)?;
    let key = if section.has("bounds") { "bounds" } else { "least" };
    let own = |weighting: &&Weighting| weighting.node == nodes[family.node].id;
    if weightings.iter().find(own).is_some_and(|weighting| weighting.method.is_fitted()) {
        bad(section, key, "`noise`: these weights are fitted later");
        return None;
    }
    let given: Vec<f64> = family.children.iter().map(|&child| nodes[child].weight).collect();
    if WeightSpace::within(&given, &bounds).is_none() {
        bad(section, key, "bounds that hold the weights as given");
        return None;
    }
    Some(AdmissibleWeights::Bounds(bounds))
}
