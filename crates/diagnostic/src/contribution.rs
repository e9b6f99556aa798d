//! Where an axis score comes from, and how much of its axis each indicator carries.

mod columns;

pub use columns::{ContributionColumns, ContributionMean, PartColumn, contribution_means};
pub(crate) use columns::{ContributionSums, LeafColumns};

use crate::adjust::NodeRules;
use crate::aggregation::marginal_shares;
use crate::tree::Tree;
use nanduti_model::{Aggregation, Contribution, Diagnosis, Instrument, Missing, Node, NodeContent};

/// The parts of one axis score of one workshop: one per indicator of the axis, in instrument
/// order, those that do not apply included (with no weight), then one per node whose bonus or cap
/// rules moved the score, and per node whose rule depends on the sample, which stands for all
/// below it (its pairwise table explains it).
///
/// `weight` is the indicator's full share over the axis' availability, so that weights of what
/// was answered add up to 1. Points add up to the score: `weight × normalised` under arithmetic
/// means; under other rules each node hands its points to its children by their Shapley or
/// Aumann–Shapley shares (Owen, 1977, for the nesting). Where the axis shows no score because too
/// little was answered, the points add up to the score of what was.
///
/// For many workshops see [`Contributor`], which prepares once what this prepares every time.
pub fn contributions(
    instrument: &Instrument,
    diagnosis: &Diagnosis,
    workshop: usize,
    axis: usize,
) -> Vec<Contribution> {
    Contributor::new(instrument, diagnosis).parts(workshop, axis)
}

/// [`contributions`] of one workshop after the other.
#[derive(Debug)]
pub struct Contributor<'a> {
    instrument: &'a Instrument,
    diagnosis: &'a Diagnosis,
    tree: Tree,
    rules: NodeRules,
}

impl<'a> Contributor<'a> {
    /// Prepares the tree of a diagnosis.
    pub fn new(instrument: &'a Instrument, diagnosis: &'a Diagnosis) -> Self {
        let rules = NodeRules(diagnosis.rules.clone());
        Self { instrument, diagnosis, tree: Tree::new(instrument), rules }
    }

    /// See [`contributions`].
    pub fn parts(&self, workshop: usize, axis: usize) -> Vec<Contribution> {
        let (instrument, diagnosis) = (self.instrument, self.diagnosis);
        let shares = full_shares(instrument, |node| {
            diagnosis.columns[node].availability[workshop].is_some()
        });
        let leaves = (0..instrument.nodes.len()).filter(|&node| {
            instrument.indicator(node).is_some() && instrument.axis_of(node) == axis
        });
        let answered: f64 = leaves
            .clone()
            .filter(|&node| diagnosis.columns[node].score[workshop].is_some())
            .map(|node| shares[node])
            .sum();
        let mut parts: Vec<Contribution> = leaves
            .map(|node| {
                let column = &diagnosis.columns[node];
                let normalised = column.score[workshop];
                let weight = if normalised.is_some() && answered > 0.0 {
                    shares[node] / answered
                } else {
                    0.0
                };
                Contribution {
                    node,
                    value: column.value[workshop],
                    normalised,
                    weight,
                    points: weight * normalised.unwrap_or(0.0),
                    full_weight: shares[node],
                }
            })
            .collect();
        if !self.tree.is_additive() || !self.rules.0.is_empty() {
            let scored = |node: usize| {
                let column = &diagnosis.columns[node];
                (column.score[workshop], column.availability[workshop])
            };
            let points = Handed::down(&self.tree, &self.rules, workshop, axis, &scored).points;
            for part in &mut parts {
                part.points = points[part.node];
            }
            parts.extend(by_rules(instrument, &points, axis));
        }
        parts
    }
}

/// Points that belong to a node itself and to no single indicator.
fn by_rules<'a>(
    instrument: &'a Instrument,
    points: &'a [f64],
    axis: usize,
) -> impl Iterator<Item = Contribution> + 'a {
    (0..instrument.nodes.len())
        .filter(move |&node| {
            instrument.indicator(node).is_none()
                && instrument.axis_of(node) == axis
                && points[node] != 0.0
        })
        .map(|node| Contribution {
            node,
            value: Err(Missing::NotApplicable),
            normalised: None,
            weight: 0.0,
            points: points[node],
            full_weight: 0.0,
        })
}

/// Score and answered share of a node in one row.
type Scored<'s> = &'s dyn Fn(usize) -> (Option<f64>, Option<f64>);

/// Points of an axis handed down its tree.
struct Handed<'a> {
    tree: &'a Tree,
    rules: &'a NodeRules,
    workshop: usize,
    /// Points and answered share of every node.
    value: Vec<f64>,
    share: Vec<f64>,
    /// What stays with each node.
    points: Vec<f64>,
}

impl<'a> Handed<'a> {
    fn down(
        tree: &'a Tree,
        rules: &'a NodeRules,
        workshop: usize,
        axis: usize,
        scored: Scored,
    ) -> Self {
        let n = tree.nodes.len();
        let (mut value, mut share) = (vec![0.0; n], vec![f64::NAN; n]);
        for &leaf in &tree.leaves {
            let (score, availability) = scored(leaf);
            value[leaf] = score.unwrap_or(0.0);
            share[leaf] = match (score, availability) {
                (Some(_), _) => 1.0,
                (None, Some(_)) => 0.0,
                (None, None) => f64::NAN,
            };
        }
        tree.score_row(&mut value, &mut share, rules, workshop);
        for (at, node) in tree.nodes.iter().enumerate() {
            if node.rule.depends_on_sample() && !node.children.is_empty() {
                let (score, availability) = scored(at);
                value[at] = score.unwrap_or(0.0);
                share[at] = availability.unwrap_or(f64::NAN);
            }
        }
        let mut handed = Self { tree, rules, workshop, value, share, points: vec![0.0; n] };
        handed.node(axis, handed.value[axis]);
        handed
    }

    /// Hands `amount` points to what is below a node.
    fn node(&mut self, at: usize, amount: f64) {
        let node = &self.tree.nodes[at];
        if node.children.is_empty() || node.rule.depends_on_sample() {
            self.points[at] += amount;
            return;
        }
        let parts: Vec<(usize, f64, f64)> = node
            .children
            .iter()
            .map(|&child| (child, self.tree.weighs_in(at, child, self.share[child])))
            .filter(|(_, weighs)| *weighs > 0.0)
            .map(|(child, weighs)| (child, weighs, self.value[child]))
            .collect();
        let pairs: Vec<(f64, f64)> = parts.iter().map(|(_, w, x)| (*w, *x)).collect();
        let shares = shares_of(&node.rule, &pairs);
        let before: f64 = shares.iter().sum();
        let after = self.rules.apply(at, self.workshop, before);
        let factor = if after == 0.0 { 1.0 } else { amount / after };
        self.points[at] += (after - before) * factor;
        if after == 0.0 {
            self.points[at] += amount;
        }
        for ((child, _, _), share) in parts.iter().zip(shares) {
            self.node(*child, share * factor);
        }
    }
}

/// Points of an aggregate that belong to each part; they add up to it. Every part has its weight's
/// share of the parts' own mean, and its Shapley or Aumann–Shapley share of what the rule makes of
/// their spread around it; under the arithmetic mean that is weight × value.
fn shares_of(rule: &Aggregation, parts: &[(f64, f64)]) -> Vec<f64> {
    let total: f64 = parts.iter().map(|(weight, _)| weight).sum();
    let mean = parts.iter().map(|(weight, x)| weight * x).sum::<f64>() / total;
    match marginal_shares(rule, parts, mean) {
        Some(found) => parts
            .iter()
            .zip(found.shares)
            .map(|((weight, _), share)| weight / total * found.baseline + share)
            .collect(),
        None => vec![0.0; parts.len()],
    }
}

/// Share of its axis that every node carries when everything applicable is answered, 0–1; 0
/// where it does not apply. `applies` is asked for indicators only.
pub(crate) fn full_shares(instrument: &Instrument, applies: impl Fn(usize) -> bool) -> Vec<f64> {
    let nodes = &instrument.nodes;
    // Weight of the children that apply; for an indicator, whether it applies.
    let mut below = vec![0.0; nodes.len()];
    for node in (0..nodes.len()).rev() {
        if matches!(nodes[node].content, NodeContent::Indicator(_)) {
            below[node] = f64::from(u8::from(applies(node)));
        }
        if let Some(parent) = nodes[node].parent
            && below[node] > 0.0
        {
            below[parent] += nodes[node].weight;
        }
    }
    let mut shares = vec![0.0; nodes.len()];
    for (node, Node { parent, weight, .. }) in nodes.iter().enumerate() {
        shares[node] = match parent {
            _ if below[node] <= 0.0 => 0.0,
            None => 1.0,
            Some(parent) if below[*parent] > 0.0 => shares[*parent] * weight / below[*parent],
            Some(_) => 0.0,
        };
    }
    shares
}
