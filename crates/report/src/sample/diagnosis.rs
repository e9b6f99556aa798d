//! The sample's scores.

use super::chance;
use super::instrument::TRUST;
use nanduti_model::{
    ConditionColumn, Diagnosis, Frame, Instrument, Missing, NodeColumn, NodeContent, NodeInfo,
    NodeKind, Population, SupportColumn,
};

pub(super) fn diagnosis(instrument: &Instrument, population: &Population) -> Diagnosis {
    let n = population.workshops.len();
    let nodes: Vec<NodeInfo> = instrument
        .nodes
        .iter()
        .map(|node| {
            let kind = match (&node.content, node.parent) {
                (NodeContent::Indicator(_), _) => NodeKind::Indicator,
                (_, None) => NodeKind::Axis,
                _ => NodeKind::Dimension,
            };
            let (unit, shortfall, sensitive) = match &node.content {
                NodeContent::Indicator(i) => (i.unit.clone(), i.shortfall.clone(), i.sensitive),
                NodeContent::Aggregate(_) => Default::default(),
            };
            NodeInfo {
                id: node.id.clone(),
                label: node.label.clone(),
                parent: node.parent,
                kind,
                unit,
                levels: node.levels.clone().map(|l| l.0).unwrap_or_default(),
                shortfall,
                sensitive,
            }
        })
        .collect();
    let columns = (0..nodes.len()).map(|i| column(&nodes[i], i, population)).collect();
    let trust = |(k, (id, ..)): (usize, &(&str, &str, &str))| {
        let spec = instrument.conditions.iter().find(|c| c.id.as_str() == *id).unwrap();
        ConditionColumn {
            id: spec.id.clone(),
            label: spec.label.clone(),
            unit: spec.unit.clone(),
            theme: spec.theme.clone(),
            value: (0..n)
                .map(|w| {
                    let cluster = population.workshops[w].cluster as f64;
                    let value = 30.0 + 15.0 * cluster + 50.0 * chance("trust", k, w);
                    if chance("silent", k, w) < 0.08 {
                        Err(Missing::Refused)
                    } else {
                        Ok(value.min(100.0))
                    }
                })
                .collect(),
        }
    };
    Diagnosis {
        frame: Frame { instrument: "garment 0.1".into(), hash: "b07e".into(), fitted: Vec::new() },
        workshops: population.workshops.iter().map(|w| w.id.clone()).collect(),
        nodes,
        columns,
        rules: Vec::new(),
        conditions: TRUST.iter().enumerate().map(trust).collect(),
        supports: instrument
            .supports
            .iter()
            .map(|s| SupportColumn {
                id: s.id.clone(),
                label: s.label.clone(),
                needed: (0..n).map(|_| Ok(true)).collect(),
            })
            .collect(),
        named: vec![],
    }
}

fn column(info: &NodeInfo, node: usize, population: &Population) -> NodeColumn {
    let n = population.workshops.len();
    let mut column = NodeColumn {
        score: Vec::with_capacity(n),
        low: Vec::with_capacity(n),
        high: Vec::with_capacity(n),
        availability: vec![Some(0.9); n],
        level: vec![None; n],
        value: Vec::new(),
    };
    for (w, workshop) in population.workshops.iter().enumerate() {
        let cluster = workshop.cluster;
        let centre = 20.0 + 35.0 * chance("centre", node, cluster);
        let score = (centre + 45.0 * (chance("score", node, w) - 0.4)).clamp(0.0, 100.0);
        // One dimension of the last cluster applies to nobody, another has too few answers.
        let nobody = cluster == 2 && info.id.as_str().starts_with("as03");
        let silent =
            cluster == 2 && info.id.as_str().starts_with("dw04") || chance("lost", node, w) < 0.06;
        let open = 6.0 * chance("open", node, w);
        let (low, high) = if silent { (0.0, 100.0) } else { (score - open, score + open) };
        column.score.push((!nobody && !silent).then_some(score));
        column.low.push((!nobody).then_some(low.max(0.0)));
        column.high.push((!nobody).then_some(high.min(100.0)));
        if info.kind == NodeKind::Indicator {
            // Goalposts of the sample are 0 and 100: a value is its score.
            column.value.push(match (nobody, silent) {
                (true, _) => Err(Missing::NotApplicable),
                (false, true) => Err(Missing::Blank),
                (false, false) => Ok(score),
            });
        }
        if info.kind == NodeKind::Axis && !silent {
            let level = |x: f64| (x / 25.0).clamp(0.0, 3.0) as u8;
            let (low, high) = (level(low.max(0.0)), level(high.min(99.9)));
            column.level[w] = (low == high).then_some(low);
        }
    }
    column
}
