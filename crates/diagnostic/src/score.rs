//! The columns of the tree as they are stated: score, interval, availability, level.

use crate::adjust::NodeRules;
use crate::block::{BLOCK, Block, BlockColumns, LeafValues};
use crate::stages::Stages;
use crate::tree::{ROUNDING, Tree};
use nanduti_model::{Floor, Instrument, Missing, Node, NodeColumn, NodeContent};
use rayon::prelude::*;
use std::borrow::Cow;

/// Columns of every node, in instrument order.
pub(crate) fn node_columns(
    instrument: &Instrument,
    tree: &Tree,
    stages: &Stages,
    rules: &NodeRules,
) -> Vec<NodeColumn> {
    let n_rows = stages.cleaned.first().map_or(0, Vec::len);
    let mut columns: Vec<NodeColumn> = tree.nodes.iter().map(|_| unstated(n_rows)).collect();
    let size = if tree.depends_on_sample() { n_rows.max(1) } else { BLOCK };
    let mut runs: Vec<Vec<Stated>> = (0..n_rows.div_ceil(size)).map(|_| Vec::new()).collect();
    for column in &mut columns {
        for (run, part) in runs.iter_mut().zip(Stated::parts(column, size)) {
            run.push(part);
        }
    }
    runs.into_par_iter().enumerate().for_each(|(at, run)| {
        let rows = at * size..n_rows.min((at + 1) * size);
        let leaves: Vec<LeafValues> = (0..tree.leaves.len())
            .map(|leaf| LeafValues {
                fitted: &stages.fitted[leaf],
                cleaned: Cow::Borrowed(&stages.cleaned[leaf][rows.clone()]),
                completed: stages.completed[leaf].as_ref().map(|column| &column[rows.clone()]),
            })
            .collect();
        let block = Block::of(instrument, tree, rules, &leaves, rows.start);
        for (node, part) in run.into_iter().enumerate() {
            part.fill(block.columns(node), tree.nodes[node].min_availability);
        }
    });
    for (at, leaf) in tree.leaves.iter().enumerate() {
        columns[*leaf].value.clone_from(&stages.cleaned[at]);
    }
    set_levels(instrument, &mut columns);
    columns
}

/// A column in which nothing is stated yet.
fn unstated(n_rows: usize) -> NodeColumn {
    NodeColumn {
        score: vec![None; n_rows],
        low: vec![None; n_rows],
        high: vec![None; n_rows],
        availability: vec![None; n_rows],
        level: vec![None; n_rows],
        value: Vec::new(),
    }
}

/// A run of rows of one node's column, to be filled.
struct Stated<'c> {
    score: &'c mut [Option<f64>],
    low: &'c mut [Option<f64>],
    high: &'c mut [Option<f64>],
    availability: &'c mut [Option<f64>],
}

impl<'c> Stated<'c> {
    /// The runs of a column.
    fn parts(column: &'c mut NodeColumn, size: usize) -> impl Iterator<Item = Self> {
        let ends = column.low.chunks_mut(size).zip(column.high.chunks_mut(size));
        let stated = column.score.chunks_mut(size).zip(column.availability.chunks_mut(size));
        stated.zip(ends).map(|((score, availability), (low, high))| Self {
            score,
            low,
            high,
            availability,
        })
    }

    fn fill(self, found: BlockColumns, min_availability: f64) {
        fn put(to: &mut [Option<f64>], from: &[f64]) {
            for (to, x) in to.iter_mut().zip(from) {
                *to = (!x.is_nan()).then_some(*x);
            }
        }
        put(self.low, &found.ends.low);
        put(self.high, &found.ends.high);
        put(self.availability, found.answered);
        for (row, score) in self.score.iter_mut().enumerate() {
            *score = found.score(row, min_availability);
        }
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
