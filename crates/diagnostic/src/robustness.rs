//! Uncertainty and sensitivity of scores over declared alternatives.
//!
//! Every run makes the scores again under one setting of every factor. Only the changed step and
//! what follows it is recomputed: points of indicators are kept by what they depend on, so a run
//! that varies weights alone is a pass over the tree. Where all factors are finite and few, all
//! their combinations are run and the figures are exact; otherwise settings are drawn from keyed
//! random numbers, the same on any number of threads. How much each factor moves the scores is then
//! found from all combinations of the finite factors for every draw of the one that is continuous,
//! or, where there are several or too many combinations, from two samples mixed factor by factor.

mod batch;
mod design;
mod evaluate;
mod indices;
mod sensitivity;
mod weight_space;

use crate::Scoring;
use crate::score::{FloorState, capped, floors_of, level};
use crate::stages::Stages;
use design::{Design, Plan};
use evaluate::{Evaluator, Setting};
use nanduti_model::{Alternatives, NodeContent};
use nanduti_stats::{Key, quantile_sorted};
use rayon::prelude::*;
pub use sensitivity::{FactorSensitivity, Reach, SensitivityStatus, WIDEST_INTERVAL};
pub use weight_space::{PairWeights, RankBounds, WeightSpace};

/// Confidence of the intervals that are stated: the 5 % and 95 % quantiles of the runs.
pub const INTERVAL: (f64, f64) = (0.05, 0.95);

/// What came of the alternatives for one node.
#[derive(Clone, PartialEq, Debug)]
pub struct NodeRobustness {
    /// The node.
    pub node: usize,
    /// Score as stated; `None` where none is.
    pub nominal: Vec<Option<f64>>,
    /// 5 %, 50 % and 95 % quantile of the scores over the runs.
    pub score: Vec<Option<[f64; 3]>>,
    /// 5 %, 50 % and 95 % quantile of the ranks (1 is the highest score) over the runs.
    pub rank: Vec<Option<[f64; 3]>>,
    /// Share of the runs in which each level was reached, lowest level first, floors applied in
    /// each run; `None` without a score, and where a floor that matters watches what is open.
    pub level: Vec<Option<Vec<f64>>>,
    /// Share of the runs in which the workshop is among the chosen (the lowest scores: who needs
    /// it most); empty without a number to choose.
    pub selected: Vec<f64>,
    /// How much each factor moves ranks and scores.
    pub sensitivity: Vec<FactorSensitivity>,
}

/// What came of the alternatives.
#[derive(Clone, PartialEq, Debug)]
pub struct Robustness {
    /// Whether all combinations were run, each once.
    pub exhaustive: bool,
    /// Runs the quantiles and shares rest on.
    pub runs: usize,
    /// Evaluations in all, those of the sensitivity included.
    pub evaluations: usize,
    /// One entry a node asked for.
    pub nodes: Vec<NodeRobustness>,
    /// Which choice reached which step, and how far it moved any score.
    pub reach: Vec<Reach>,
}

/// What is asked.
#[derive(Clone, Copy, Debug)]
pub struct RobustnessInput<'a> {
    /// What the scores are made from.
    pub scoring: &'a Scoring<'a>,
    /// The stages of the scores as stated.
    pub stages: &'a Stages,
    /// Nodes whose scores are followed: the axes.
    pub nodes: &'a [usize],
    /// Cuts between levels, of nodes without cuts of their own.
    pub level_cuts: &'a [f64],
    /// The alternatives.
    pub alternatives: &'a Alternatives,
    /// Name of the grouping of donors; see [`Scoring::groups`].
    pub donors: Option<&'a str>,
    /// Seed.
    pub seed: u64,
}

/// Runs the alternatives. `None` without factors or runs.
pub fn robustness(input: &RobustnessInput) -> Option<Robustness> {
    let factors = &input.alternatives.factors;
    if factors.is_empty() || input.alternatives.runs == 0 || input.nodes.is_empty() {
        return None;
    }
    let key = Key::new(input.seed, "alternatives");
    let design = Design::new(input.alternatives, key);
    // What floors watch is followed too, behind the nodes asked for.
    let followed = with_watched(input);
    let wide = RobustnessInput { nodes: &followed, ..*input };
    let evaluator = Evaluator::new(&wide, &design.settings());
    let base: Vec<&[Setting]> = design.base.iter().map(Vec::as_slice).collect();
    let runs = evaluator.runs(&base);
    let mut nominal = evaluator.run(&nominal(factors.len()));
    nominal.truncate(input.nodes.len());
    let ranked: Vec<Vec<Vec<f64>>> = (0..input.nodes.len())
        .map(|at| runs.par_iter().map(|run| ranks(&run[at])).collect())
        .collect();
    let sensitivity = sensitivity::by_factor(
        &design,
        &evaluator,
        &nominal,
        &runs,
        &ranked,
        input.alternatives.runs,
    );
    let nodes = sensitivity
        .into_iter()
        .zip(&ranked)
        .enumerate()
        .map(|(at, (sensitivity, ranked))| {
            let found = spread(&wide, &evaluator, at, &nominal[at], &runs, ranked);
            NodeRobustness { sensitivity, ..found }
        })
        .collect();
    Some(Robustness {
        exhaustive: design.plan == Plan::Exhaustive,
        runs: design.base.len(),
        evaluations: design.base.len() + design.extra.len(),
        nodes,
        reach: sensitivity::reach(input, &evaluator, &nominal),
    })
}

/// The nodes asked for, then those that their floors watch.
fn with_watched(input: &RobustnessInput) -> Vec<usize> {
    let mut nodes = input.nodes.to_vec();
    for &node in input.nodes {
        for (_, watched) in floors_of(input.scoring.instrument, node) {
            if !nodes.contains(&watched) {
                nodes.push(watched);
            }
        }
    }
    nodes
}

/// Every factor at the instrument's own choice.
fn nominal(n_factors: usize) -> Vec<Setting> {
    vec![Setting::Own; n_factors]
}

/// Ranks from the highest score, 1 first; ties share the best rank they take. `NaN` has none.
pub(crate) fn ranks(scores: &[f64]) -> Vec<f64> {
    let known = scores.iter().enumerate().filter(|(_, score)| !score.is_nan());
    let mut order: Vec<(f64, usize)> = known.map(|(unit, score)| (*score, unit)).collect();
    order.sort_unstable_by(|a, b| b.0.total_cmp(&a.0));
    let mut ranks = vec![f64::NAN; scores.len()];
    // Equal scores share a rank, so the order among them says nothing.
    let (mut rank, mut last) = (0.0, f64::NAN);
    for (place, (score, unit)) in order.into_iter().enumerate() {
        if score != last {
            (rank, last) = (place as f64 + 1.0, score);
        }
        ranks[unit] = rank;
    }
    ranks
}

fn spread(
    input: &RobustnessInput,
    evaluator: &Evaluator,
    at: usize,
    nominal: &[f64],
    runs: &[Vec<Vec<f64>>],
    all_ranks: &[Vec<f64>],
) -> NodeRobustness {
    let n = nominal.len();
    let scores: Vec<&[f64]> = runs.iter().map(|run| run[at].as_slice()).collect();
    let of_unit = |table: &dyn Fn(usize) -> f64| -> Option<Vec<f64>> {
        let mut values: Vec<f64> =
            (0..scores.len()).map(table).filter(|value| !value.is_nan()).collect();
        values.sort_unstable_by(f64::total_cmp);
        (!values.is_empty()).then_some(values)
    };
    let figures = |unit: usize| {
        let values = of_unit(&|run| scores[run][unit]).filter(|_| !nominal[unit].is_nan())?;
        let rank = of_unit(&|run| all_ranks[run][unit]).and_then(|values| three(&values));
        Some((level_shares(input, evaluator, at, unit, runs), three(&values), rank))
    };
    let found: Vec<_> = (0..n).into_par_iter().with_min_len(64).map(figures).collect();
    let (mut score, mut rank, mut levels) = (vec![None; n], vec![None; n], vec![None; n]);
    for (unit, found) in found.into_iter().enumerate() {
        if let Some(found) = found {
            (levels[unit], score[unit], rank[unit]) = found;
        }
    }
    NodeRobustness {
        node: input.nodes[at],
        nominal: nominal.iter().map(|x| (!x.is_nan()).then_some(*x)).collect(),
        score,
        rank,
        level: levels,
        selected: selected(input.alternatives.select, &scores, n),
        sensitivity: Vec::new(),
    }
}

fn three(sorted: &[f64]) -> Option<[f64; 3]> {
    let at = |p| quantile_sorted(sorted, p);
    Some([at(INTERVAL.0)?, at(0.5)?, at(INTERVAL.1)?])
}

/// Share of the runs in which each level was reached, floors applied in each; `None` where one
/// that matters watches something unknown.
fn level_shares(
    input: &RobustnessInput,
    evaluator: &Evaluator,
    at: usize,
    unit: usize,
    runs: &[Vec<Vec<f64>>],
) -> Option<Vec<f64>> {
    let own = match &input.scoring.instrument.nodes[input.nodes[at]].content {
        NodeContent::Aggregate(aggregate) => aggregate.level_cuts.as_deref(),
        NodeContent::Indicator(_) => None,
    };
    let cuts = own.unwrap_or(input.level_cuts);
    let floors = floors_of(input.scoring.instrument, input.nodes[at]);
    let place = |node: usize| input.nodes.iter().position(|followed| *followed == node);
    let (mut counts, mut of) = (vec![0_usize; cuts.len() + 1], 0);
    for run in runs.iter().filter(|run| !run[at][unit].is_nan()) {
        let state = |watched: usize| match place(watched) {
            Some(at) => evaluator.floor_state(at, &run[at], unit),
            None => FloorState::Unknown,
        };
        counts[usize::from(capped(level(cuts, run[at][unit]), &floors, state)?)] += 1;
        of += 1;
    }
    Some(shares(&counts, of))
}

/// Share of the runs in which each unit is among the `most` lowest scores; ties at the edge by
/// position.
fn selected(most: Option<usize>, scores: &[&[f64]], n: usize) -> Vec<f64> {
    let Some(most) = most else { return Vec::new() };
    let mut times = vec![0_usize; n];
    for run in scores {
        let mut order: Vec<usize> = (0..n).filter(|&unit| !run[unit].is_nan()).collect();
        order.sort_by(|a, b| run[*a].total_cmp(&run[*b]).then(a.cmp(b)));
        for &unit in order.iter().take(most) {
            times[unit] += 1;
        }
    }
    shares(&times, scores.len())
}

/// Counts as shares of all runs: divided once, so that a share on a limit is exactly on it.
fn shares(counts: &[usize], runs: usize) -> Vec<f64> {
    counts.iter().map(|count| *count as f64 / runs.max(1) as f64).collect()
}

#[cfg(test)]
mod tests;
