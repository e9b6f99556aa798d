//! What the diagnosis says: scores by node, with availability, interval and level.

use crate::{
    AdjustmentKind, Answered, ConditionId, Label, LogTransform, Missing, NodeId, Normalisation,
    SupportId, WorkshopId,
};

/// What a node is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NodeKind {
    /// Root of the tree.
    Axis,
    /// Between axis and indicator.
    Dimension,
    /// Leaf.
    Indicator,
}

/// A node as the results name it.
#[derive(Clone, PartialEq, Debug)]
pub struct NodeInfo {
    /// Id.
    pub id: NodeId,
    /// Name.
    pub label: Label,
    /// Position of the parent; `None` for an axis.
    pub parent: Option<usize>,
    /// Kind.
    pub kind: NodeKind,
    /// Unit of the raw value, for indicators.
    pub unit: Label,
    /// Names of the levels, for axes.
    pub levels: Vec<Label>,
    /// See [`crate::Indicator::shortfall`].
    pub shortfall: Label,
    /// See [`crate::Indicator::sensitive`].
    pub sensitive: bool,
}

/// One node for all workshops, in their order.
#[derive(Clone, PartialEq, Debug)]
pub struct NodeColumn {
    /// Score 0–100; absent below the availability threshold or where nothing applies.
    pub score: Vec<Option<f64>>,
    /// Score with every open item at its worst; absent where nothing applies, and where the rule
    /// or the normalisation gives an open item no worst (sample-relative, unbounded).
    pub low: Vec<Option<f64>>,
    /// Score with every open item at its best.
    pub high: Vec<Option<f64>>,
    /// Answered share of the applicable weight, 0–1; 1 where nothing applies is not stated: `None`.
    pub availability: Vec<Option<f64>>,
    /// Level, of axes and of nodes with cuts of their own. As diagnosed, only where `low` and
    /// `high` fall into the same one; where plausible truths were drawn (or, without a declared
    /// reliability, alternatives were run), the level that at least 80 % of them reach, floors
    /// applied in each.
    pub level: Vec<Option<u8>>,
    /// Raw value of an indicator or why there is none; empty for aggregates.
    pub value: Vec<Answered<f64>>,
}

impl NodeColumn {
    /// The scores that rest on an answer: without those of which every part was imputed.
    pub fn answered(&self) -> Vec<Option<f64>> {
        let rests = |share: &Option<f64>| share.is_some_and(|share| share > 0.0);
        let cells = self.score.iter().zip(&self.availability);
        cells.map(|(score, share)| score.filter(|_| rests(share))).collect()
    }
}

/// One condition for all workshops.
#[derive(Clone, PartialEq, Debug)]
pub struct ConditionColumn {
    /// Id.
    pub id: ConditionId,
    /// Name.
    pub label: Label,
    /// Unit.
    pub unit: Label,
    /// Theme.
    pub theme: String,
    /// Value or why there is none. Flags are 0 or 1.
    pub value: Vec<Answered<f64>>,
}

/// One support for all workshops.
#[derive(Clone, PartialEq, Debug)]
pub struct SupportColumn {
    /// Id.
    pub id: SupportId,
    /// Name.
    pub label: Label,
    /// Whether the workshop needs it; unknown stays unknown.
    pub needed: Vec<Answered<bool>>,
}

/// The fixed way from a raw value of an indicator to its points: limits and logarithm of the
/// treatment of outlying values, then the normalisation, given or as it was fitted.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Fitted {
    /// Position of the indicator node.
    pub node: usize,
    /// Limits that outlying values are brought to.
    pub low: Option<f64>,
    /// See `low`.
    pub high: Option<f64>,
    /// Logarithm taken first, where winsorising was not enough.
    pub log: Option<LogTransform>,
    /// One per group, a single one without groups; `None` where the sample could not be fitted.
    pub by_group: Vec<Option<Normalisation>>,
    /// Names of the groups, in the order of `by_group`; empty without groups.
    pub groups: Vec<String>,
    /// Group of each row; empty without groups. A row without a known group has no points.
    pub group_of: Vec<Option<u32>>,
}

impl Fitted {
    /// The normalisation that holds for a row.
    pub fn of(&self, row: usize) -> Option<&Normalisation> {
        self.in_group(self.group_of.get(row).copied().flatten())
    }

    /// The normalisation of a group; without groups the single one there is.
    fn in_group(&self, group: Option<u32>) -> Option<&Normalisation> {
        if self.group_of.is_empty() {
            return self.by_group.first()?.as_ref();
        }
        self.by_group.get(group? as usize)?.as_ref()
    }

    /// Goalposts, where these and the limits are all there is: one way for every row, without a
    /// logarithm.
    pub fn goalposts(&self) -> Option<(f64, f64)> {
        match self.by_group.as_slice() {
            [Some(Normalisation::Goalposts { worst, best })]
                if self.group_of.is_empty() && self.log.is_none() =>
            {
                Some((*worst, *best))
            }
            _ => None,
        }
    }

    /// A raw value brought inside the limits.
    #[inline]
    pub fn inside(&self, value: f64) -> f64 {
        let raised = self.low.map_or(value, |low| value.max(low));
        self.high.map_or(raised, |high| raised.min(high))
    }

    /// Points of a raw value in a row, on 0–100.
    pub fn score(&self, row: usize, value: f64) -> Option<f64> {
        self.score_in(self.group_of.get(row).copied().flatten(), value)
    }

    /// Points of a raw value in a group (a position in `groups`; no matter without groups), on
    /// 0–100.
    pub fn score_in(&self, group: Option<u32>, value: f64) -> Option<f64> {
        let inside = self.inside(value);
        let value = match &self.log {
            Some(log) => log.apply(inside)?,
            None => inside,
        };
        self.in_group(group)?.score(value)
    }
}

/// A bonus or cap rule of a node with the workshops it holds for.
#[derive(Clone, PartialEq, Debug)]
pub struct NodeRule {
    /// Position of the node.
    pub node: usize,
    /// What it does.
    pub kind: AdjustmentKind,
    /// Where its condition holds; unknown counts as not.
    pub holds: Vec<bool>,
    /// Where its condition is known.
    pub known: Vec<bool>,
}

/// What was fixed when the scores were made.
#[derive(Clone, PartialEq, Debug)]
pub struct Frame {
    /// Instrument id and version.
    pub instrument: String,
    /// The normalisations, in instrument order of the indicators.
    pub fitted: Vec<Fitted>,
    /// SHA-256 of goalposts, weights, cuts and expressions, in hexadecimal; set by the pipeline.
    pub hash: String,
}

/// One indicator's part in an axis score. Points of an axis add up to its score exactly.
#[derive(Clone, PartialEq, Debug)]
pub struct Contribution {
    /// Position of the indicator node.
    pub node: usize,
    /// Raw value or why there is none.
    pub value: Answered<f64>,
    /// Normalised value 0–100, where there is one.
    pub normalised: Option<f64>,
    /// Share of the axis this indicator carries for this workshop, 0–1; 0 when missing.
    pub weight: f64,
    /// `weight × normalised`: points of the axis score.
    pub points: f64,
    /// Share it would carry if everything applicable were answered, 0–1.
    pub full_weight: f64,
}

impl Contribution {
    /// Points this indicator leaves to win: `weight × (100 − normalised)`; `None` when missing.
    pub fn shortfall(&self) -> Option<f64> {
        self.normalised.map(|n| self.weight * (100.0 - n))
    }

    /// Why it is missing, if it is.
    pub fn missing(&self) -> Option<Missing> {
        self.value.err()
    }
}

/// The diagnosis of a population.
#[derive(Clone, PartialEq, Debug)]
pub struct Diagnosis {
    /// What was fixed.
    pub frame: Frame,
    /// Workshops, in code order; every column follows it.
    pub workshops: Vec<WorkshopId>,
    /// Nodes, in instrument order.
    pub nodes: Vec<NodeInfo>,
    /// One column per node.
    pub columns: Vec<NodeColumn>,
    /// Bonus and cap rules of the nodes, in instrument order.
    pub rules: Vec<NodeRule>,
    /// Conditions.
    pub conditions: Vec<ConditionColumn>,
    /// Supports.
    pub supports: Vec<SupportColumn>,
    /// Values of every name used outside the axes (derived values and questions that
    /// interventions read), by name.
    pub named: Vec<(String, Vec<Answered<f64>>)>,
}

impl Diagnosis {
    /// Positions of the axes.
    pub fn axes(&self) -> Vec<usize> {
        (0..self.nodes.len()).filter(|&i| self.nodes[i].kind == NodeKind::Axis).collect()
    }

    /// Position of a node by id.
    pub fn node(&self, id: &str) -> Option<usize> {
        self.nodes.iter().position(|n| n.id.as_str() == id)
    }

    /// The column of a condition.
    pub fn condition(&self, id: &str) -> Option<&ConditionColumn> {
        self.conditions.iter().find(|c| c.id.as_str() == id)
    }

    /// The value of a name for a workshop: an indicator id, a condition, or a named value.
    pub fn value(&self, name: &str, workshop: usize) -> Option<Answered<f64>> {
        if let Some(column) = self.condition(name) {
            return Some(column.value[workshop]);
        }
        if let Some(node) = self.node(name) {
            return self.columns[node].value.get(workshop).copied();
        }
        self.named.iter().find(|(n, _)| n == name).map(|(_, v)| v[workshop])
    }
}
