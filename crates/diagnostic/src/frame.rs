//! The frozen frame: goalposts and weights stay, indicator values change, axis points follow.

use crate::adjust::NodeRules;
use crate::contribution::full_shares;
use crate::tree::Tree;
use nanduti_model::{Diagnosis, Fitted, Instrument, Missing, NodeId, Normalisation, Rescore};
use nanduti_stats::{median, sample_sd};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Rescores workshops after a change, by the same goalposts and weights as the diagnosis.
///
/// Where every applicable indicator was observed, unchanged values give the axis score. A missing
/// indicator takes a planning value: the median of its cluster, else of all, else the middle of
/// its goalposts; so unchanged values of such a workshop give its planning baseline, inside the
/// interval of its score.
#[derive(Clone, PartialEq, Debug)]
pub struct FrozenFrame {
    indicators: Vec<NodeId>,
    fitted: Vec<Fitted>,
    /// What 0 and 100 become, by indicator.
    ranges: Vec<(f64, f64)>,
    /// Tree and rules, where indicators carry no fixed shares.
    general: Option<(Tree, NodeRules)>,
    /// Axis of each indicator, as a position among the axes.
    axis_of: Vec<usize>,
    n_axes: usize,
    /// One row per workshop.
    values: Vec<Vec<Option<f64>>>,
    observed: Vec<Vec<bool>>,
    spread: Vec<f64>,
    /// Full share of every indicator in its axis, once per set of applicable indicators.
    shares: Vec<Vec<f64>>,
    /// Which set a workshop has.
    shares_of: Vec<usize>,
}

impl FrozenFrame {
    /// The frame of a diagnosis; `clusters` is the cluster of each workshop.
    pub fn new(instrument: &Instrument, diagnosis: &Diagnosis, clusters: &[usize]) -> Self {
        let leaves: Vec<usize> = (0..instrument.nodes.len())
            .filter(|&node| instrument.indicator(node).is_some())
            .collect();
        let axes = instrument.axes();
        let fitted: Vec<Fitted> = leaves
            .iter()
            .map(|&node| {
                let known = diagnosis.frame.fitted.iter().find(|fitted| fitted.node == node);
                known.cloned().unwrap_or_else(|| as_given(instrument, node))
            })
            .collect();
        let tree = Tree::new(instrument);
        let rules = NodeRules(diagnosis.rules.clone());
        let general = (!tree.is_additive() || !rules.0.is_empty()).then_some((tree, rules));
        let planned: Vec<Planned> = leaves
            .par_iter()
            .zip(&fitted)
            .map(|(&node, fitted)| Planned::new(&diagnosis.columns[node].value, fitted, clusters))
            .collect();
        let n_workshops = diagnosis.columns.first().map_or(0, |column| column.low.len());
        let by_workshop = |w: usize| planned.iter().map(move |p| p.values[w]).collect();
        let values: Vec<Vec<Option<f64>>> = (0..n_workshops).map(by_workshop).collect();
        let observed = (0..n_workshops)
            .map(|w| leaves.iter().map(|&n| diagnosis.columns[n].value[w].is_ok()).collect())
            .collect();
        let (shares, shares_of) = shares(instrument, &leaves, &values);
        Self {
            indicators: leaves.iter().map(|&node| instrument.nodes[node].id.clone()).collect(),
            axis_of: leaves
                .iter()
                .filter_map(|&node| axes.iter().position(|a| *a == instrument.axis_of(node)))
                .collect(),
            n_axes: axes.len(),
            spread: planned.iter().map(|p| p.spread).collect(),
            ranges: leaves
                .iter()
                .filter_map(|&node| Some(instrument.indicator(node)?.output_range))
                .collect(),
            fitted,
            general,
            values,
            observed,
            shares,
            shares_of,
        }
    }
}

/// The normalisation of the instrument itself, where a diagnosis holds no frame of its own.
fn as_given(instrument: &Instrument, node: usize) -> Fitted {
    let given = instrument.indicator(node).map(|indicator| indicator.normalisation.clone());
    Fitted { node, by_group: vec![given], ..Fitted::default() }
}

/// One indicator with its gaps filled.
struct Planned {
    values: Vec<Option<f64>>,
    spread: f64,
}

impl Planned {
    fn new(column: &[Result<f64, Missing>], fitted: &Fitted, clusters: &[usize]) -> Self {
        let mut known: BTreeMap<usize, Vec<f64>> = BTreeMap::new();
        for (value, cluster) in column.iter().zip(clusters) {
            if let Ok(x) = value {
                known.entry(*cluster).or_default().push(*x);
            }
        }
        let all: Vec<f64> = column.iter().filter_map(|value| value.ok()).collect();
        let otherwise =
            median(&all).or_else(|| fitted.by_group.iter().flatten().next().map(middle));
        let medians: BTreeMap<usize, f64> =
            known.iter().filter_map(|(c, values)| Some((*c, median(values)?))).collect();
        let values = column
            .iter()
            .zip(clusters)
            .map(|(value, cluster)| match value {
                Ok(x) => Some(*x),
                Err(Missing::NotApplicable) => None,
                Err(_) => medians.get(cluster).copied().or(otherwise),
            })
            .collect();
        Self { values, spread: sample_sd(&all).unwrap_or(0.0) }
    }
}

/// A value that scores 50.
fn middle(normalisation: &Normalisation) -> f64 {
    match *normalisation {
        Normalisation::Band { low_zero, low_full, .. } => f64::midpoint(low_zero, low_full),
        Normalisation::Goalposts { worst, best } | Normalisation::OpenGoalposts { worst, best } => {
            f64::midpoint(worst, best)
        }
        ref other => other.nearest_best(0.0) / 2.0,
    }
}

/// The shares of each set of applicable indicators that occurs, and which one a workshop has.
fn shares(
    instrument: &Instrument,
    leaves: &[usize],
    values: &[Vec<Option<f64>>],
) -> (Vec<Vec<f64>>, Vec<usize>) {
    let mut sets: BTreeMap<Vec<bool>, usize> = BTreeMap::new();
    let mut shares = Vec::new();
    let mut shares_of = Vec::with_capacity(values.len());
    for row in values {
        let set: Vec<bool> = row.iter().map(Option::is_some).collect();
        let at = *sets.entry(set).or_insert_with_key(|set| {
            let all = full_shares(instrument, |node| {
                leaves.binary_search(&node).is_ok_and(|leaf| set[leaf])
            });
            shares.push(leaves.iter().map(|&node| all[node]).collect());
            shares.len() - 1
        });
        shares_of.push(at);
    }
    (shares, shares_of)
}

impl FrozenFrame {
    /// Points of a value of an indicator for a workshop, on the indicator's range.
    fn points(&self, workshop: usize, indicator: usize, value: f64) -> Option<f64> {
        let points = self.fitted[indicator].score(workshop, value)?;
        let (zero, hundred) = self.ranges[indicator];
        Some(if (zero, hundred) == (0.0, 100.0) {
            points
        } else {
            zero + (hundred - zero) * points / 100.0
        })
    }

    fn rescore_general(
        &self,
        tree: &Tree,
        rules: &NodeRules,
        workshop: usize,
        values: &[Option<f64>],
        axes: &mut [f64],
    ) {
        let (mut points, mut share) =
            (vec![0.0; tree.nodes.len()], vec![f64::NAN; tree.nodes.len()]);
        for (i, leaf) in tree.leaves.iter().enumerate() {
            if let Some(known) = values[i].and_then(|x| self.points(workshop, i, x)) {
                points[*leaf] = known;
                share[*leaf] = 1.0;
            }
        }
        tree.score_row(&mut points, &mut share, rules, workshop);
        let roots = tree.nodes.iter().enumerate().filter(|(_, node)| node.parent.is_none());
        for ((at, _), axis) in roots.zip(axes) {
            *axis = points[at];
        }
    }
}

impl Rescore for FrozenFrame {
    fn n_workshops(&self) -> usize {
        self.values.len()
    }

    fn n_axes(&self) -> usize {
        self.n_axes
    }

    fn indicators(&self) -> &[NodeId] {
        &self.indicators
    }

    fn values(&self, workshop: usize) -> &[Option<f64>] {
        &self.values[workshop]
    }

    fn observed(&self, workshop: usize, indicator: usize) -> bool {
        self.observed[workshop][indicator]
    }

    /// Indicators that do not apply to the workshop carry nothing, whatever `values` says; an
    /// applicable one given as `None` leaves the mean. An axis of which nothing applies is 0
    /// before and after, so no change there is worth anything.
    fn rescore(&self, workshop: usize, values: &[Option<f64>], axes: &mut [f64]) {
        if let Some((tree, rules)) = &self.general {
            return self.rescore_general(tree, rules, workshop, values, axes);
        }
        let shares = &self.shares[self.shares_of[workshop]];
        axes.fill(0.0);
        // Without gaps the shares of an axis add up to 1; what is left out is made up for below.
        let mut gaps = false;
        for (i, value) in values.iter().enumerate() {
            match value.and_then(|x| self.points(workshop, i, x)) {
                Some(points) => axes[self.axis_of[i]] += shares[i] * points,
                None => gaps |= shares[i] > 0.0,
            }
        }
        if gaps {
            for (axis, points) in axes.iter_mut().enumerate() {
                let present: f64 = (0..values.len())
                    .filter(|&i| {
                        let known = values[i].and_then(|x| self.points(workshop, i, x));
                        self.axis_of[i] == axis && known.is_some()
                    })
                    .map(|i| shares[i])
                    .sum();
                if present > 0.0 {
                    *points /= present;
                }
            }
        }
    }

    fn best(&self, indicator: usize, value: f64) -> f64 {
        let mut fixed = self.fitted[indicator].by_group.iter().flatten();
        fixed.next().map_or(value, |normalisation| normalisation.nearest_best(value))
    }

    fn spread(&self, indicator: usize) -> f64 {
        self.spread[indicator]
    }

    fn rescore_batch(&self, changes: &[(usize, Vec<Option<f64>>)]) -> Vec<Vec<f64>> {
        changes
            .par_iter()
            .with_min_len(256)
            .map(|(workshop, values)| {
                let mut axes = vec![0.0; self.n_axes];
                self.rescore(*workshop, values, &mut axes);
                axes
            })
            .collect()
    }
}
