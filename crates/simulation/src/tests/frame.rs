//! A frozen frame for tests: five indicators on four axes, scores linear in them.

use super::case::label;
use nanduti_model::{Diagnosis, Frame, NodeColumn, NodeId, NodeInfo, NodeKind, Rescore};

/// Axes, as instruments name them.
pub(crate) const AXES: [&str; 4] = ["productivity", "decent_work", "associativity", "digital"];

/// Indicators: id, axis, worst, best, start of workshop 0 (others a little apart).
const INDICATORS: [(&str, usize, f64, f64, f64); 5] = [
    ("PR06", 0, 25.0, 65.0, 45.0),
    ("PR07", 0, 20.0, 0.0, 10.0),
    ("DW09", 1, 0.0, 13.0, 5.0),
    ("AS02", 2, 0.0, 10.0, 4.0),
    ("DG03", 3, 0.0, 8.0, 3.0),
];

/// A frame where an axis is the plain mean of its indicators' goalpost scores.
pub(crate) struct LinearFrame {
    ids: Vec<NodeId>,
    values: Vec<Vec<Option<f64>>>,
}

impl LinearFrame {
    /// The values of a workshop, to change them.
    pub(crate) fn values_of(&mut self, workshop: usize) -> &mut [Option<f64>] {
        &mut self.values[workshop]
    }
}

impl Rescore for LinearFrame {
    fn n_workshops(&self) -> usize {
        self.values.len()
    }
    fn n_axes(&self) -> usize {
        AXES.len()
    }
    fn indicators(&self) -> &[NodeId] {
        &self.ids
    }
    fn values(&self, workshop: usize) -> &[Option<f64>] {
        &self.values[workshop]
    }
    fn observed(&self, _: usize, _: usize) -> bool {
        true
    }
    fn rescore(&self, _: usize, values: &[Option<f64>], axes: &mut [f64]) {
        for (axis, points) in axes.iter_mut().enumerate() {
            let of_axis = INDICATORS.iter().zip(values).filter(|(i, _)| i.1 == axis);
            let scores: Vec<f64> = of_axis
                .filter_map(|(&(_, _, worst, best, _), value)| {
                    value.map(|v| ((v - worst) / (best - worst) * 100.0).clamp(0.0, 100.0))
                })
                .collect();
            *points = scores.iter().sum::<f64>() / scores.len() as f64;
        }
    }
    fn best(&self, indicator: usize, _: f64) -> f64 {
        INDICATORS[indicator].3
    }
    fn spread(&self, _: usize) -> f64 {
        2.0
    }
}

/// Workshops that start a little apart.
pub(crate) fn frame(n: usize) -> LinearFrame {
    let start = |at: usize, worst: f64, best: f64, value: f64| {
        value + (best - worst) * 0.01 * (at % 7) as f64
    };
    let values = |at: usize| {
        INDICATORS.iter().map(|&(_, _, worst, best, v)| Some(start(at, worst, best, v))).collect()
    };
    LinearFrame {
        ids: INDICATORS.iter().map(|i| NodeId::from(i.0)).collect(),
        values: (0..n).map(values).collect(),
    }
}

/// Axes, one dimension each, and the indicators, with the frame's scores.
pub(crate) fn diagnosis(frame: &LinearFrame) -> Diagnosis {
    let n = frame.n_workshops();
    let node = |id: &str, parent, kind| NodeInfo {
        id: id.into(),
        label: label(),
        parent,
        kind,
        unit: label(),
        levels: Vec::new(),
        shortfall: label(),
        sensitive: false,
    };
    let mut scores = vec![vec![0.0; AXES.len()]; n];
    for (w, axes) in scores.iter_mut().enumerate() {
        frame.rescore(w, frame.values(w), axes);
    }
    let column = |score: Vec<Option<f64>>| NodeColumn {
        low: score.clone(),
        high: score.clone(),
        availability: vec![Some(1.0); n],
        level: vec![None; n],
        value: Vec::new(),
        score,
    };
    let (mut nodes, mut columns) = (Vec::new(), Vec::new());
    for (axis, id) in AXES.iter().enumerate() {
        let score: Vec<_> = scores.iter().map(|axes| Some(axes[axis])).collect();
        let root = nodes.len();
        nodes.push(node(id, None, NodeKind::Axis));
        columns.push(column(score.clone()));
        nodes.push(node(&format!("{id}_d"), Some(root), NodeKind::Dimension));
        columns.push(column(score));
        for (at, indicator) in INDICATORS.iter().enumerate().filter(|(_, i)| i.1 == axis) {
            nodes.push(node(indicator.0, Some(root + 1), NodeKind::Indicator));
            let mut column = column(vec![None; n]);
            column.value = (0..n).map(|w| Ok(frame.values(w)[at].unwrap())).collect();
            columns.push(column);
        }
    }
    Diagnosis {
        frame: Frame { instrument: "test".to_owned(), hash: String::new(), fitted: Vec::new() },
        workshops: Vec::new(),
        nodes,
        columns,
        rules: Vec::new(),
        conditions: Vec::new(),
        supports: Vec::new(),
        named: Vec::new(),
    }
}
