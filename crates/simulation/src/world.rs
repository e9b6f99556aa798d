//! What does not change between portfolios and futures: where everybody starts, who is tied to
//! whom, and whose scores are followed.

use crate::SimulationInput;
use nanduti_model::{Expression, NodeKind, Quarter};
use nanduti_rules::{DiagnosisScope, effect_targets, holds};

/// Axis whose gains reach tied workshops.
const SPILLOVER_AXIS: &str = "associativity";
/// Axis that the shock of a cluster moves.
const SHOCK_AXIS: &str = "productivity";

/// Workshops whose mean score is reported: those with a proposed plan.
pub(crate) struct Panel {
    /// Positions of the workshops, ascending.
    pub(crate) workshops: Vec<usize>,
    /// Groups: all, then each cluster that has some.
    pub(crate) groups: Vec<Option<usize>>,
    /// For each workshop, its cluster's group.
    pub(crate) group_of: Vec<usize>,
    /// Workshops with a score, group by axis.
    pub(crate) counts: Vec<u32>,
}

/// Places of the cohort: rows of the differences.
pub(crate) struct Places {
    /// Rows: all, then each cluster that has some; empty without a cohort.
    pub(crate) rows: Vec<(Option<usize>, f64)>,
    /// Row of each cluster.
    pub(crate) row_of: Vec<Option<usize>>,
}

/// The case as all futures share it.
pub(crate) struct World<'a> {
    /// The input.
    pub(crate) input: &'a SimulationInput<'a>,
    /// Number of axes.
    pub(crate) n_axes: usize,
    /// Quarters simulated, at least 1.
    pub(crate) n_quarters: usize,
    /// Axis points at the start, workshop by axis; NaN where nothing of an axis applies, so that
    /// not applicable never counts as a score of 0.
    pub(crate) base: Vec<f64>,
    /// Axis of each indicator of the frame; `None` where the diagnosis does not name it.
    pub(crate) axis_of: Vec<Option<usize>>,
    /// Indicator that each effect moves.
    pub(crate) targets: Vec<Vec<Option<usize>>>,
    /// Tied workshops of each workshop, ascending, each once.
    pub(crate) neighbours: Vec<Vec<usize>>,
    /// Position of the axis that spills over.
    pub(crate) spillover_axis: Option<usize>,
    /// Position of the axis that the shock moves.
    pub(crate) shock_axis: Option<usize>,
    /// Whose means are reported.
    pub(crate) panel: Panel,
    /// Over whom differences are divided.
    pub(crate) places: Places,
}

impl<'a> World<'a> {
    /// The world of an input.
    pub(crate) fn new(input: &'a SimulationInput<'a>) -> Self {
        let n_axes = input.frame.n_axes();
        let axis_of = axis_of(input);
        let base = base(input, &axis_of);
        let axis = |id: &str| {
            let nodes = &input.diagnosis.nodes;
            input.diagnosis.axes().iter().position(|&n| nodes[n].id.as_str() == id)
        };
        Self {
            input,
            n_axes,
            n_quarters: usize::from(input.settings.n_quarters.max(1)),
            targets: effect_targets(input.catalogue, input.frame.indicators()),
            neighbours: neighbours(input),
            spillover_axis: axis(SPILLOVER_AXIS),
            shock_axis: axis(SHOCK_AXIS),
            panel: panel(input, &base, n_axes),
            places: places(input),
            axis_of,
            base,
        }
    }

    /// Axis points of a workshop at the start.
    pub(crate) fn base(&self, workshop: usize) -> &[f64] {
        &self.base[workshop * self.n_axes..(workshop + 1) * self.n_axes]
    }

    /// Position of a workshop's cluster.
    pub(crate) fn cluster(&self, workshop: usize) -> usize {
        self.input.population.workshops[workshop].cluster
    }

    /// Whether a workshop has a lead firm.
    pub(crate) fn matched(&self, workshop: usize) -> bool {
        self.input.matched.get(workshop).copied().unwrap_or(false)
    }

    /// Whether a condition holds for a workshop; `None` when that is not known.
    pub(crate) fn holds(&self, expression: &Expression, workshop: usize) -> Option<bool> {
        let scope = DiagnosisScope {
            diagnosis: self.input.diagnosis,
            workshop,
            matched: self.matched(workshop),
        };
        holds(expression, &scope)
    }

    /// Position of the quarter that ends the cohort's year, if it is simulated.
    pub(crate) fn year_end(&self) -> Option<usize> {
        let last = usize::from(Quarter::PER_COHORT) - 1;
        (last < self.n_quarters).then_some(last)
    }
}

/// Axis of each indicator of the frame, by the tree of the diagnosis.
fn axis_of(input: &SimulationInput) -> Vec<Option<usize>> {
    let nodes = &input.diagnosis.nodes;
    let axes = input.diagnosis.axes();
    let root = |mut node: usize| {
        while let Some(parent) = nodes[node].parent {
            node = parent;
        }
        node
    };
    let indicators = input.frame.indicators().iter();
    indicators
        .map(|id| {
            let leaf = nodes.iter().position(|n| n.kind == NodeKind::Indicator && n.id == *id)?;
            axes.iter().position(|&axis| axis == root(leaf))
        })
        .collect()
}

/// Axis points of everybody at the start.
fn base(input: &SimulationInput, axis_of: &[Option<usize>]) -> Vec<f64> {
    let n_axes = input.frame.n_axes();
    let mut base = vec![0.0; input.population.workshops.len() * n_axes];
    for (workshop, axes) in base.chunks_mut(n_axes.max(1)).enumerate() {
        let values = input.frame.values(workshop);
        input.frame.rescore(workshop, values, axes);
        for (axis, points) in axes.iter_mut().enumerate() {
            let mut of_axis = values.iter().zip(axis_of).filter(|(_, a)| **a == Some(axis));
            if of_axis.all(|(value, _)| value.is_none()) {
                *points = f64::NAN;
            }
        }
    }
    base
}

fn neighbours(input: &SimulationInput) -> Vec<Vec<usize>> {
    let n = input.population.workshops.len();
    let mut neighbours = vec![Vec::new(); n];
    for tie in input.workshop_ties {
        if tie.a != tie.b && tie.a < n && tie.b < n {
            neighbours[tie.a].push(tie.b);
            neighbours[tie.b].push(tie.a);
        }
    }
    for list in &mut neighbours {
        list.sort_unstable();
        list.dedup();
    }
    neighbours
}

fn panel(input: &SimulationInput, base: &[f64], n_axes: usize) -> Panel {
    let n = input.population.workshops.len();
    let planned = input.chosen.plans.iter().filter(|p| !p.lines.is_empty() && p.workshop < n);
    let mut workshops: Vec<usize> = planned.map(|p| p.workshop).collect();
    workshops.sort_unstable();
    workshops.dedup();
    let cluster_of = |w: usize| input.population.workshops[w].cluster;
    let mut groups = if workshops.is_empty() { Vec::new() } else { vec![None] };
    let clusters = 0..input.population.clusters.len();
    groups.extend(clusters.filter(|&c| workshops.iter().any(|&w| cluster_of(w) == c)).map(Some));
    let group_of: Vec<usize> = workshops
        .iter()
        .map(|&w| groups.iter().position(|g| *g == Some(cluster_of(w))).unwrap_or(0))
        .collect();
    let mut counts = vec![0; groups.len() * n_axes];
    for (&w, &group) in workshops.iter().zip(&group_of) {
        for axis in 0..n_axes {
            if base[w * n_axes + axis].is_finite() {
                counts[axis] += 1;
                counts[group * n_axes + axis] += 1;
            }
        }
    }
    Panel { workshops, groups, group_of, counts }
}

fn places(input: &SimulationInput) -> Places {
    let n_clusters = input.population.clusters.len();
    let mut by_cluster = vec![0_u32; n_clusters];
    for workshop in input.cohort.iter().filter_map(|&w| input.population.workshops.get(w)) {
        by_cluster[workshop.cluster] += 1;
    }
    let total: u32 = by_cluster.iter().sum();
    let mut rows = Vec::new();
    let mut row_of = vec![None; n_clusters];
    if total > 0 {
        rows.push((None, f64::from(total)));
    }
    for (cluster, &count) in by_cluster.iter().enumerate() {
        if count > 0 {
            row_of[cluster] = Some(rows.len());
            rows.push((Some(cluster), f64::from(count)));
        }
    }
    Places { rows, row_of }
}
