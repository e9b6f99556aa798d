//! The columns of the tree as they are stated: score, interval, availability, level.

use crate::adjust::NodeRules;
use crate::block::{BLOCK, Block, BlockColumns, LeafValues};
use crate::stages::Stages;
use crate::tree::{PointColumn, ROUNDING, Tree};
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
        let Some(cuts) = cuts_of(instrument, node) else { continue };
        let level = (0..columns[at].score.len())
            .map(|row| {
                let column = &columns[at];
                column.score[row]?;
                let caps = level_caps(instrument, columns, at, row);
                let low = level(cuts, column.low[row]?).min(caps.perhaps.unwrap_or(u8::MAX));
                let high = level(cuts, column.high[row]?).min(caps.surely.unwrap_or(u8::MAX));
                (low == high).then_some(low)
            })
            .collect();
        columns[at].level = level;
    }
}

fn cuts_of<'a>(instrument: &'a Instrument, node: &'a Node) -> Option<&'a [f64]> {
    let NodeContent::Aggregate(inner) = &node.content else { return None };
    let general = node.parent.is_none().then_some(instrument.level_cuts.as_slice());
    inner.level_cuts.as_deref().or(general).filter(|cuts| !cuts.is_empty())
}

/// The floors of a node with the positions of what they watch.
pub(crate) fn floors_of(instrument: &Instrument, node: usize) -> Vec<(&Floor, usize)> {
    let NodeContent::Aggregate(inner) = &instrument.nodes[node].content else { return Vec::new() };
    inner
        .floors
        .iter()
        .filter_map(|floor| Some((floor, instrument.node(&floor.watches)?)))
        .collect()
}

/// The highest level that floors leave a node, from the answers as given.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct LevelCaps {
    /// Whatever the open answers are; `None` where no floor is surely breached.
    pub surely: Option<u8>,
    /// With the open answers at their worst; `None` where none may be breached.
    pub perhaps: Option<u8>,
}

/// The highest level that floors leave a node in a row: 0 the lowest. Where what a floor watches
/// does not apply, the floor falls away; what is open in it may be either.
pub fn level_caps(
    instrument: &Instrument,
    columns: &[NodeColumn],
    node: usize,
    row: usize,
) -> LevelCaps {
    let mut caps = LevelCaps::default();
    let lower = |cap: Option<u8>, to: u8| Some(cap.map_or(to, |cap| cap.min(to)));
    for (floor, watched) in floors_of(instrument, node) {
        let (surely, perhaps) = breached(floor, &columns[watched], row);
        caps.surely = if surely { lower(caps.surely, floor.at_most_level) } else { caps.surely };
        caps.perhaps =
            if perhaps { lower(caps.perhaps, floor.at_most_level) } else { caps.perhaps };
    }
    caps
}

/// Whether a floor is surely breached, and whether it may be.
fn breached(floor: &Floor, column: &NodeColumn, row: usize) -> (bool, bool) {
    match (column.low[row], column.high[row]) {
        (Some(low), Some(high)) => (is_below(floor, high), is_below(floor, low)),
        _ if column.value.get(row) == Some(&Err(Missing::NotApplicable))
            || column.availability[row].is_none() =>
        {
            (false, false)
        }
        _ => (false, true),
    }
}

fn is_below(floor: &Floor, points: f64) -> bool {
    points < floor.below - ROUNDING
}

/// What a floor watches, in one scoring of a row.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum FloorState {
    /// It does not apply: the floor falls away.
    NotApplicable,
    /// It has no points.
    Unknown,
    /// Its points.
    Points(f64),
}

impl FloorState {
    pub(crate) fn of(column: &PointColumn, row: usize) -> Self {
        if column.share[row].is_nan() {
            return Self::NotApplicable;
        }
        column.get(row).map_or(Self::Unknown, Self::Points)
    }
}

/// A level under its floors; `None` where one that matters watches something unknown.
pub(crate) fn capped(
    level: u8,
    floors: &[(&Floor, usize)],
    state: impl Fn(usize) -> FloorState,
) -> Option<u8> {
    floors.iter().try_fold(level, |level, (floor, watched)| match state(*watched) {
        FloorState::Points(points) if is_below(floor, points) => {
            Some(level.min(floor.at_most_level))
        }
        FloorState::Unknown if level > floor.at_most_level => None,
        _ => Some(level),
    })
}

/// The level a score falls in, 0 the lowest; a score on a cut belongs to the level above.
pub(crate) fn level(cuts: &[f64], score: f64) -> u8 {
    cuts.iter().filter(|cut| score + ROUNDING >= **cut).count() as u8
}
