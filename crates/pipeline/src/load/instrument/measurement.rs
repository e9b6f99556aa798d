//! `[measurement]`: how far an answer stands for what is true.

use super::bad;
use crate::load::instrument::names::Unique;
use crate::load::toml_reader::Section;
use nanduti_model::{AssumedFigure, Measurement, Node, NodeContent, NodeId};
use std::collections::BTreeSet;

/// The declared reliability of answers, where there is one.
pub(super) fn measurement(root: &Section, nodes: &[Node]) -> Option<Measurement> {
    let section = root.optional_section("measurement")?;
    let draws = section.integer("draws", 2..=100_000);
    let reliability = section.number("reliability", 0.0..=1.0);
    section.source(AssumedFigure::Measurement(String::new()));
    let (mut ids, mut seen) = (Unique::default(), BTreeSet::new());
    let groups = section.sections("group");
    let own = groups.iter().flat_map(|group| of_group(group, nodes, &mut ids, &mut seen)).collect();
    section.finish();
    Some(Measurement { draws: draws? as usize, reliability: reliability?, own })
}

/// `[[measurement.group]]`: indicators with one reliability of their own.
fn of_group(
    section: &Section,
    nodes: &[Node],
    ids: &mut Unique,
    seen: &mut BTreeSet<String>,
) -> Vec<(NodeId, f64)> {
    let id = ids.id(section, "measurement.group");
    let reliability = section.number("reliability", 0.0..=1.0);
    let names = section.texts("indicators");
    section.source(AssumedFigure::Measurement(id.unwrap_or_default()));
    section.finish();
    if names.is_empty() {
        bad(section, "indicators", "at least one indicator");
    }
    let indicators = || {
        let leaves = nodes.iter().filter(|n| matches!(n.content, NodeContent::Indicator(_)));
        leaves.map(|node| node.id.as_str())
    };
    for name in &names {
        if !nodes.is_empty() && indicators().all(|id| id != name) {
            section.unknown_reference("indicators", "indicator", name, indicators());
        } else if !seen.insert(name.clone()) {
            bad(section, "indicators", &format!("each indicator in one group only: {name}"));
        }
    }
    let with = |reliability: f64| {
        names.iter().map(|name| (NodeId::from(name.as_str()), reliability)).collect()
    };
    reliability.map_or_else(Vec::new, with)
}
