//! The columns of the tree as they are stated: score, interval, availability, level.

use crate::adjust::NodeRules;
use crate::interval::EndColumn;
use crate::stages::Stages;
use crate::tree::{PointColumn, ROUNDING, Tree};
use nanduti_model::{Answered, Floor, Instrument, Missing, Node, NodeColumn, NodeContent};

/// Columns of every node, in instrument order.
pub(crate) fn node_columns(
    instrument: &Instrument,
    tree: &Tree,
    stages: &Stages,
    rules: &NodeRules,
) -> Vec<NodeColumn> {
    let indicators = || tree.leaves.iter().filter_map(|&leaf| instrument.indicator(leaf));
    let leaf_points: Vec<PointColumn> =
        indicators().enumerate().map(|(at, indicator)| stages.points(at, indicator)).collect();
    let leaf_ends = indicators()
        .enumerate()
        .map(|(at, indicator)| stages.ends(at, indicator, &leaf_points[at]))
        .collect();
    let answered = availability(tree, stages, &leaf_points);
    let points = tree.score(&leaf_points, rules);
    let ends = tree.ends(leaf_ends, &points, rules);
    let columns = points.iter().zip(ends).zip(answered).enumerate();
    let mut columns: Vec<NodeColumn> = columns
        .map(|(at, ((points, ends), answered))| {
            stated(points, &ends, &answered, tree.nodes[at].min_availability)
        })
        .collect();
    for (at, leaf) in tree.leaves.iter().enumerate() {
        columns[*leaf].value.clone_from(&stages.cleaned[at]);
    }
    set_levels(instrument, &mut columns);
    columns
}

/// Answered share of every node: what was imputed has points and was not answered.
fn availability(tree: &Tree, stages: &Stages, leaf_points: &[PointColumn]) -> Vec<Vec<f64>> {
    let mut shares: Vec<Vec<f64>> = vec![Vec::new(); tree.nodes.len()];
    for (at, leaf) in tree.leaves.iter().enumerate() {
        shares[*leaf] = answered(&stages.cleaned[at], &leaf_points[at]);
    }
    let n_rows = leaf_points.first().map_or(0, |column| column.share.len());
    for at in (0..tree.nodes.len()).rev() {
        if !tree.nodes[at].children.is_empty() {
            shares[at] = tree.shares(at, n_rows, |child| &shares[child]);
        }
    }
    shares
}

fn answered(cleaned: &[Answered<f64>], points: &PointColumn) -> Vec<f64> {
    cleaned
        .iter()
        .zip(&points.share)
        .map(|(value, share)| if value.is_err() && !share.is_nan() { 0.0 } else { *share })
        .collect()
}

fn stated(
    points: &PointColumn,
    ends: &EndColumn,
    answered: &[f64],
    min_availability: f64,
) -> NodeColumn {
    let known = |x: f64| (!x.is_nan()).then_some(x);
    let score = (0..answered.len())
        .map(|row| {
            let enough = answered[row] + ROUNDING >= min_availability;
            points.get(row).filter(|_| enough)
        })
        .collect();
    NodeColumn {
        score,
        low: ends.low.iter().copied().map(known).collect(),
        high: ends.high.iter().copied().map(known).collect(),
        availability: answered.iter().copied().map(known).collect(),
        level: vec![None; answered.len()],
        value: Vec::new(),
    }
}

/// Sets the level of axes, and of dimensions that have cuts of their own, where a score is stated
/// and both ends of its interval share a level.
fn set_levels(instrument: &Instrument, columns: &mut [NodeColumn]) {
    for (at, node) in instrument.nodes.iter().enumerate() {
        let Some((cuts, floors)) = cuts_of(instrument, node) else { continue };
        let level = (0..columns[at].score.len())
            .map(|row| {
                let column = &columns[at];
                column.score[row]?;
                let (mut low, mut high) =
                    (level(cuts, column.low[row]?), level(cuts, column.high[row]?));
                for floor in floors {
                    let (surely, perhaps) = breached(instrument, floor, columns, row);
                    low = if perhaps { low.min(floor.at_most_level) } else { low };
                    high = if surely { high.min(floor.at_most_level) } else { high };
                }
                (low == high).then_some(low)
            })
            .collect();
        columns[at].level = level;
    }
}

fn cuts_of<'a>(instrument: &'a Instrument, node: &'a Node) -> Option<(&'a [f64], &'a [Floor])> {
    let NodeContent::Aggregate(inner) = &node.content else { return None };
    let general = node.parent.is_none().then_some(instrument.level_cuts.as_slice());
    let cuts = inner.level_cuts.as_deref().or(general).filter(|cuts| !cuts.is_empty())?;
    Some((cuts, &inner.floors))
}

/// Whether a floor is surely breached, and whether it may be: what is open may be either. Where
/// the watched node does not apply, its floor falls away.
fn breached(
    instrument: &Instrument,
    floor: &Floor,
    columns: &[NodeColumn],
    row: usize,
) -> (bool, bool) {
    let Some(watched) = instrument.node(&floor.watches) else { return (false, true) };
    let column = &columns[watched];
    let below = |x: f64| x < floor.below - ROUNDING;
    match (column.low[row], column.high[row]) {
        (Some(low), Some(high)) => (below(high), below(low)),
        _ if column.value.get(row) == Some(&Err(Missing::NotApplicable))
            || column.availability[row].is_none() =>
        {
            (false, false)
        }
        _ => (false, true),
    }
}

/// The level a score falls in, 0 the lowest; a score on a cut belongs to the level above.
pub(crate) fn level(cuts: &[f64], score: f64) -> u8 {
    cuts.iter().filter(|cut| score + ROUNDING >= **cut).count() as u8
}
